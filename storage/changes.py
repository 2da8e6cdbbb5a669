"""Every change of an incident, in order: who applies them all has what we have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from pipeline.records import Scope
from storage import inclusion
from storage.columns import Written
from storage.dates import stamp
from storage.engine import scope_of
from storage.prepared import ask
from storage.sql import add
from storage.tables import change

COLUMNS = ("cursor", "at", "kind", "incident_id", "into", "incident")


class Change(NamedTuple):
    """What became of one incident; without a line it is gone, perhaps into another."""

    kind: str
    n: int
    line: Mapping[str, Any] | Written | None
    into: int | None


def since(session: Session, cursor: int = 0) -> Iterator[dict[str, Any]]:
    """All changes after a cursor, as ``export changes`` writes them."""
    statement = select(change).where(change.c.cursor > cursor).order_by(change.c.cursor)
    for row in session.execute(statement.execution_options(yield_per=200)):
        yield as_told(row, scope_of(session))


def as_told(row: Any, scope: Scope) -> dict[str, Any]:
    """A change as ``export changes`` writes it."""
    return {
        "cursor": row.cursor,
        "at": stamp(row.at),
        "kind": row.kind,
        "incident_id": f"I{row.incident}",
        "into": f"I{row.into}" if row.into else None,
        "incident": row.line and inclusion.judged(row.line, scope),
    }


_LATEST = select(func.coalesce(func.max(change.c.cursor), 0))


def latest(session: Session) -> int:
    """The cursor of the last change; 0 when there is none."""
    [(last,)] = ask(session, _LATEST)
    return int(last)


def note(
    session: Session,
    kind: str,
    n: int,
    *,
    line: Mapping[str, Any] | None,
    now: datetime,
    into: int | None = None,
) -> None:
    """Append one change; the caller holds the lock on identifiers."""
    note_all(session, [Change(kind, n, line, into)], now=now)


def note_all(session: Session, news: Iterable[Change], *, now: datetime) -> None:
    """Append changes in this order; the caller holds the lock on identifiers."""
    rows = [
        {
            "cursor": cursor,
            "at": now,
            "kind": item.kind,
            "incident": item.n,
            "into": item.into,
            "line": item.line,
        }
        for cursor, item in enumerate(news, latest(session) + 1)
    ]
    add(session, change, rows)


def latest_of(session: Session, n: int) -> int:
    """The cursor of an incident's last change: what a form about it was made from."""
    return int(session.execute(_LATEST_OF, {"n": n}).scalar_one())


_LATEST_OF = select(func.coalesce(func.max(change.c.cursor), 0)).where(
    change.c.incident == bindparam("n")
)


def line_at(session: Session, cursor: int) -> dict[str, Any] | None:
    """What an incident's line was after this change."""
    return session.execute(select(change.c.line).where(change.c.cursor == cursor)).scalar()


def of_incident(session: Session, n: int) -> list[dict[str, Any]]:
    """Every change of one incident, the first first, as ``export changes`` writes them."""
    statement = select(change).where(change.c.incident == n).order_by(change.c.cursor)
    return [as_told(row, scope_of(session)) for row in session.execute(statement)]
