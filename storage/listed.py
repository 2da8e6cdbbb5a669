"""The sentences behind what an incident lists: agencies, officers, events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: Claims whose values an incident lists rather than chooses among.
FIELDS = frozenset({"agency", "officer", "event"})


def listed_facts(
    line: Mapping[str, Any], claims: Iterable[tuple[str, Any, dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """One entry a listed value, in the shape of ``explained.why``'s facts.

    ``claims``: field, value and who says it in which words, of :data:`FIELDS`.
    """
    support: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for field, value, source in claims:
        support[field, str(value)].append(source)
    for field, value, said in _values(line):
        backing = support.get((field, value), [])
        if backing:
            yield {
                "victim_id": None,
                "field": field,
                "value": said,
                "state": "stated" if any(item["quote"] for item in backing) else "inferred",
                "why": _articles(backing),
                "confidence": None,
                "conflicts": [],
                "support": backing,
            }


def _values(line: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field, value as claimed, value as shown."""
    for agency in line["agency_roles"]:
        yield "agency", agency["name"], f"{agency['name']} ({agency['role']})"
    for officer in line["officers"]:
        yield "officer", officer, officer
    for event in line["events"]:
        shown = [event["kind"].replace("_", " "), event["date"], event["result"]]
        yield "event", event["kind"], ", ".join(part for part in shown if part)


def _articles(backing: list[dict[str, Any]]) -> str:
    number = len({item["url"] for item in backing})
    return f"{number} article{'' if number == 1 else 's'}"
