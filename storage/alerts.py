"""What people want to be told of: a search, what has to happen to an incident, where to tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from storage import changes
from storage.fields import FIELDS
from storage.searches import Saved, Search, saved
from storage.sql import insert_new
from storage.tables import alert, change

#: What can happen; "disagreement" takes a field: "disagreement:armed".
EVENTS = ("new", "accepted", "named", "changed", "disagreement")


#: Where a stored search stands for one that is kept on the pages: its number.
SAVED = "saved"


class BadAlert(ValueError):
    """An alert that cannot be kept; one sentence: what and what to do."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One wish to be told. ``cursor`` is the last change it was held against.

    With ``saved`` the search is the one somebody keeps on the pages, as it is asked now.
    """

    id: int
    name: str
    search: Search
    event: str
    to: str
    added_by: str
    added_at: datetime
    cursor: int
    saved: int | None = None

    @property
    def way(self) -> str:
        """How it tells, without saying whom."""
        return "over HTTP" if self.to.startswith(("http://", "https://")) else "by mail"


def add(
    session: Session,
    name: str,
    search: Search | Saved,
    *,
    event: str,
    to: str,
    by: str,
    now: datetime,
) -> Alert:
    """Be told from now on; what happened before is not told. Raises :class:`BadAlert`.

    Tied to a saved search it follows what that asks for, and ends when it is dropped.
    """
    kind, _, field = event.partition(":")
    if kind not in EVENTS or (kind == "disagreement") != bool(field):
        raise BadAlert(
            f"“{event}” is nothing that can happen; write new, accepted, named, changed or"
            " disagreement:FIELD, such as disagreement:armed"
        )
    if field and field not in FIELDS:
        raise BadAlert(
            f"there is no field “{field}” that reports could disagree on; there are"
            f" {', '.join(FIELDS)}"
        )
    if not (to.startswith(("http://", "https://")) or "@" in to) or not to.isprintable():
        raise BadAlert(f"“{to}” is neither a mail address nor an http address; give one of them")
    row = {
        "name": name,
        "search": {SAVED: search.id} if isinstance(search, Saved) else search.asked(),
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
    """All alerts, by name."""
    kept = {item.id: item.search for item in saved(session)}
    rows = session.execute(select(alert).order_by(alert.c.name))
    return [_alert(row, kept) for row in rows if row.search.get(SAVED) in {None, *kept}]


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


def _alert(row: Row[Any], kept: Mapping[int, Search]) -> Alert:
    tied = row.search.get(SAVED)
    search = Search.of(row.search) if tied is None else kept[tied]
    return Alert(**{**row._mapping, "search": search}, saved=tied)
