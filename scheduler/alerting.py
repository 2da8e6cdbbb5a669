"""Holds what changed against what people asked to be told of.

What is told leaves the team: of an incident nobody accepted yet only where and when, its number
and what happened; of an accepted one what ``storage.leaving`` lets out. The search itself may
look at everything but what is redacted: to be told of it by that would tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.notices import Channels, Notice, tell
from storage import alerts, changes, leaving, redactions, searches
from storage.alerts import Alert
from storage.engine import Database
from storage.redactions import Listed

Line = Mapping[str, Any]
_BATCH = 500


def hold_against(database: Database, *, now: datetime) -> int:
    """Go through what changed since each alert was last held against it; how many were told."""
    with database.read() as session:
        known = alerts.every(session)
        last = changes.latest(session)
    told = 0
    for item in known:
        if item.cursor < last:
            with database.write() as session:
                told += _one(session, item, now=now)
    return told


def _one(session: Session, item: Alert, *, now: datetime) -> int:
    """One alert: what it tells and how far it came is one unit of work."""
    told, cursor = 0, item.cursor
    known = redactions.listed(session)
    for number, change in enumerate(changes.since(session, item.cursor)):
        if number == _BATCH:
            break
        cursor = change["cursor"]
        line = change["incident"]
        if line is None or line["review"] == "excluded":
            continue
        before = _before(session, line, cursor, known)
        shown = redactions.veiled(line, known, outside=True)
        if _matches(item, shown) and _happened(item, before, shown):
            open_line = next(leaving.opened(session, [line]), None)
            _tell(session, item, shown, open_line, cursor, now=now)
            told += 1
    alerts.move_on(session, item.id, cursor)
    return told


def _before(session: Session, line: Line, cursor: int, known: Listed) -> Line | None:
    """How an incident stood before a change, without what is redacted."""
    before = alerts.line_before(session, int(line["incident_id"][1:]), cursor)
    return before and redactions.veiled(before, known, outside=True)


def _matches(item: Alert, line: Line) -> bool:
    return searches.matches(item.search, line)


def _happened(item: Alert, before: Line | None, line: Line) -> bool:
    """Whether this change is what was asked for: once, not every time it stays so."""
    kind, _, field = item.event.partition(":")
    was = before if before is not None and _matches(item, before) else None
    match kind:
        case "new":
            return was is None
        case "accepted":
            return line["review"] == "accepted" and (was is None or was["review"] != "accepted")
        case "named":
            return bool(_named(line)) and not _named(before)
        case "disagreement":
            return _disputed(line, field) and not _disputed(before, field)
    return True


def _named(line: Line | None) -> list[str]:
    return [victim["name"] for victim in (line or {}).get("victims", ()) if victim["name"]]


def _disputed(line: Line | None, field: str) -> bool:
    """Two outlets, or two who are quoted, say different things of it."""
    return any(
        name == field or name.endswith(f".{field}") for name in (line or {}).get("conflicts", {})
    )


def _tell(
    session: Session,
    item: Alert,
    line: Line,
    open_line: Line | None,
    cursor: int,
    *,
    now: datetime,
) -> None:
    happened = _in_words(item.event)
    tell(
        session,
        Notice(
            key=f"alert {item.id} {line['incident_id']} {cursor}",
            kind="alert",
            subject=f"Casebook: {item.name}: {line['incident_id']}",
            text="\n".join([f"{item.name}: {happened}", *described(line, open_line)]) + "\n",
            data={
                "alert": item.name,
                "event": item.event,
                "incident_id": line["incident_id"],
                "incident": open_line,
            },
        ),
        Channels(mail_to=(item.to,)) if item.way == "by mail" else Channels(webhook=item.to),
        now=now,
    )


def _in_words(event: str) -> str:
    kind, _, field = event.partition(":")
    return {
        "new": "a new incident",
        "accepted": "an incident was accepted",
        "named": "a first report names a victim",
        "changed": "an incident changed",
        "disagreement": f"reports disagree on “{field}”",
    }[kind]


def described(line: Line, open_line: Line | None) -> Iterator[str]:
    """What may be said of an incident outside: without ``open_line`` no word on any person.

    ``line``: without what is redacted.
    """
    where = ", ".join(part for part in (line["city"], line["state"]) if part) or "place not stated"
    when = line["incident_date"] or line["incident_date_from"] or "date not stated"
    yield f"{line['incident_id']}: {when}, {where} ({line['review']})"
    if open_line is None:
        yield "Nobody has reviewed it yet; who was shot is said once it is accepted."
        return
    for victim in open_line["victims"]:
        name = victim["name"] or "a person who is not named"
        age = f", {victim['age']}" if victim["age"] is not None else ""
        yield f"  {name}{age}"
    for article in open_line["articles"][:3]:
        if article["url"]:
            yield f"  {article['url']}"
