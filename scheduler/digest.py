"""The daily digest: new incidents, changed facts, sources in trouble; as text and as HTML.

It goes by mail, so it names nobody before the incident is accepted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from sqlalchemy.orm import Session

from scheduler.alerting import described
from scheduler.notices import Channels, Notice, tell
from scheduler.workplace import Workplace
from storage import alerts, changes, leaving, letters, queues, redactions, troubles
from storage.dates import stamp
from storage.redactions import Listed

#: The name of the digest's bookmark in the changes.
BOOKMARK = "digest"
#: Facts whose values say nothing about who somebody is.
_TELLABLE = ("incident_date", "city", "county", "state", "armed", "weapon", "shots_fired",
             "body_camera", "fleeing", "confirmation")  # fmt: skip

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """One accepted incident, and what is said of it now that was not before."""

    lines: tuple[str, ...]
    facts: tuple[tuple[str, Any, Any], ...]  # field, before, now


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened between two moments."""

    at: datetime
    new: tuple[tuple[str, ...], ...]
    accepted: tuple[tuple[str, ...], ...]
    changed: tuple[Changed, ...]
    gone: tuple[str, ...]
    troubles: tuple[str, ...]
    waiting: int  # candidates nobody has reviewed

    def __bool__(self) -> bool:
        return any((self.new, self.accepted, self.changed, self.gone, self.troubles))


def send_digest(place: Workplace, channels: Channels, *, now: datetime) -> int:
    """Write the digest of what changed since the last one; how many incidents it speaks of."""
    with place.database.write() as session:
        before = letters.place_of(session, BOOKMARK) or 0
        last = changes.latest(session)
        told = collect(session, before, now=now)
        letters.mark_place(session, BOOKMARK, last, now=now)
        notice = Notice(
            key=f"digest {stamp(now)}",
            kind="digest",
            subject=subject(told),
            text=as_text(told),
            html=as_html(told),
            data={"new": len(told.new), "accepted": len(told.accepted)},
        )
        tell(session, notice, channels, now=now)
    return len(told.new) + len(told.accepted) + len(told.changed)


def collect(session: Session, cursor: int, *, now: datetime) -> Digest:
    """What changed after a cursor, each incident once, as it stands now."""
    first: dict[str, int] = {}
    last: dict[str, Line | None] = {}
    for item in changes.since(session, cursor):
        first.setdefault(item["incident_id"], item["cursor"])
        last[item["incident_id"]] = item["incident"]
    groups: dict[str, list[Any]] = defaultdict(list)
    known = redactions.listed(session)
    for name, line in last.items():
        before = alerts.line_before(session, int(name[1:]), first[name])
        kind, told = _told(session, before, line, name, known)
        if told is not None:
            groups[kind].append(told)
    return Digest(
        at=now,
        new=tuple(groups["new"]),
        accepted=tuple(groups["accepted"]),
        changed=tuple(groups["changed"]),
        gone=tuple(groups["gone"]),
        troubles=tuple(
            f"{item.subject}: {item.kind} since {stamp(item.since)}: {item.says}"
            for item in troubles.open_troubles(session)
        ),
        waiting=queues.reviews(session).get("candidate", 0),
    )


def _told(
    session: Session, before: Line | None, line: Line | None, name: str, known: Listed
) -> tuple[str, Any]:
    """Under which heading an incident stands, and what is said of it there."""
    if line is None:
        return "gone", name if before is not None else None
    if line["review"] == "excluded":
        return "gone", name if before is not None and before["review"] != "excluded" else None
    open_line = next(leaving.opened(session, [line]), None)
    shown = redactions.veiled(line, known, outside=True)
    lines = tuple(described(shown, open_line))
    if open_line is not None and (before is None or before["review"] != "accepted"):
        return "accepted", lines
    if before is None:
        return "new", lines
    facts = tuple(_facts(redactions.veiled(before, known, outside=True), shown))
    if open_line is None or not facts:
        return "nothing", None  # what changes before it is accepted, the reviewer sees
    return "changed", Changed(lines, facts)


def _facts(before: Line, line: Line) -> Iterator[tuple[str, Any, Any]]:
    for name in _TELLABLE:
        if before.get(name) != line.get(name):
            yield name.replace("_", " "), _shown(before.get(name)), _shown(line.get(name))


def _shown(value: Any) -> str:
    if value is None:
        return "not stated"
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )


def subject(told: Digest) -> str:
    parts = [
        f"{len(items)} {name}"
        for items, name in (
            (told.new, "new"),
            (told.accepted, "accepted"),
            (told.changed, "changed"),
            (told.troubles, "in trouble"),
        )
        if items
    ]
    return f"Casebook, {told.at:%d %B %Y}: {', '.join(parts) or 'nothing new'}"


def as_text(told: Digest) -> str:
    return _environment().get_template("digest.txt").render(told=told)


def as_html(told: Digest) -> str:
    return _environment().get_template("digest.html").render(told=told)


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("scheduler"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
