"""How the stories of an incident changed, for people to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from casebook.cli.common import out
from storage.revisions import Revision


def print_revisions(told: Sequence[Revision], *, why: bool = False) -> None:
    """“age 23 → 32 in version 3”, what the outlet says of it, and with ``why`` the paragraphs."""
    if not told:
        return
    out.print("\nWhat changed in the stories", style="bold")
    for item in told:
        out.print(
            f"  {item.fetched_at:%Y-%m-%d}  {item.outlet or item.url}: {'; '.join(_said(item))}",
        )
        for notice in item.notices:
            out.print(f"      {notice.kind}: “{' '.join(notice.text.split())}”")
        for change in item.paragraphs if why else ():
            for mark, text in (("-", change.before), ("+", change.after)):
                if text is not None:
                    out.print(f"      {mark} {text}", style="dim")


def revisions_json(told: Sequence[Revision]) -> list[dict[str, Any]]:
    return [asdict(item) for item in told]


def _said(item: Revision) -> Iterator[str]:
    for change in item.facts:
        who = f"{change.victim}: " if change.victim else ""
        name = change.field.replace("_", " ")
        yield f"{who}{name} {_value(change.before)} → {_value(change.after)} in version {item.n}"
    if item.title:
        yield f"headline “{item.title[0]}” → “{item.title[1]}” in version {item.n}"
    counted = Counter(change.kind for change in item.paragraphs)
    if counted:
        numbers = ", ".join(f"{number} {kind}" for kind, number in sorted(counted.items()))
        yield f"paragraphs of version {item.n}: {numbers}"
    if item.n == 1 and item.notices:
        yield "says of itself"
    if item.gone_at:
        yield f"no longer there on {item.gone_at:%Y-%m-%d}; what we kept of it stays"


def _value(value: Any) -> str:
    if value in (None, [], ""):
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)
