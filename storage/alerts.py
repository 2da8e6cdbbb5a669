"""What people want to be told of: a search, what has to happen to an incident, where to tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from storage import changes
from storage.searches import Search
from storage.sql import insert_new
from storage.tables import alert, change

#: What can happen; "disagreement" takes a field: "disagreement:armed".
EVENTS = ("new", "accepted", "named", "changed", "disagreement")


class BadAlert(ValueError):
    """An alert that cannot be kept; one sentence: what and what to do."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One wish to be told. ``cursor`` is the last change it was held against."""

    id: int
    name: str
    search: Search
    event: str
    to: str
    added_by: str
    added_at: datetime
    cursor: int


def add(
    session: Session, name: str, search: Search, *, event: str, to: str, by: str, now: datetime
) -> Alert:
    """Be told from now on; what happened before is not told. Raises :class:`BadAlert`."""
    kind, _, field = event.partition(":")
    if kind not in EVENTS or (kind == "disagreement") != bool(field):
        raise BadAlert(
            f"“{event}” is nothing that can happen; write new, accepted, named, changed or"
            " disagreement:FIELD, such as disagreement:armed"
        )
    if not to.startswith(("http://", "https://")) and "@" not in to:
        raise BadAlert(f"“{to}” is neither a mail address nor an http address; give one of them")
    row = {
        "name": name,
        "search": search.asked(),
        "event": event,
        "to": to,
        "added_by": by,
        "added_at": now,
        "cursor": changes.latest(session),
    }
    if not insert_new(session, alert, [row], alert.c.id):
        raise BadAlert(
            f"there is an alert called “{name}” already; remove it, or name this otherwise"
        )
    return next(item for item in every(session) if item.name == name)


def every(session: Session) -> list[Alert]:
    return [_alert(row) for row in session.execute(select(alert).order_by(alert.c.name))]


def remove(session: Session, name: str) -> None:
    """Raises :class:`BadAlert` when there is none of that name."""
    gone = alert.delete().where(alert.c.name == name).returning(alert.c.id)
    if not session.execute(gone).all():
        raise BadAlert(f"there is no alert called “{name}”; “casebook alerts” lists them")


def move_on(session: Session, number: int, cursor: int) -> None:
    session.execute(update(alert).where(alert.c.id == number).values(cursor=cursor))


def line_before(session: Session, incident: int, cursor: int) -> Mapping[str, Any] | None:
    """How an incident stood before a change; None: it was not there."""
    statement = (
        select(change.c.line)
        .where(change.c.incident == incident, change.c.cursor < cursor)
        .order_by(change.c.cursor.desc())
        .limit(1)
    )
    found: Mapping[str, Any] | None = session.execute(statement).scalar()
    return found


def _alert(row: Row[Any]) -> Alert:
    return Alert(**{**row._mapping, "search": Search.of(row.search)})
