"""What is wrong and since when; each trouble is noticed once and ends once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.sql import add_one
from storage.tables import trouble


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong; with an end, something that was."""

    kind: str
    subject: str
    since: datetime
    says: str
    id: int = 0
    noticed_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.subject


def open_troubles(session: Session, *, kinds: Sequence[str] | None = None) -> list[Trouble]:
    """What is wrong now, the longest first."""
    statement = select(trouble).where(trouble.c.ended_at.is_(None))
    if kinds is not None:
        statement = statement.where(trouble.c.kind.in_(kinds))
    rows = session.execute(statement.order_by(trouble.c.since, trouble.c.id))
    return [Trouble(**row._mapping) for row in rows]


def settle(
    session: Session, seen: Sequence[Trouble], *, kinds: Sequence[str], now: datetime
) -> tuple[list[Trouble], list[Trouble]]:
    """What of these kinds is new, and what is over, now that all of it was looked at again."""
    known = {item.key: item for item in open_troubles(session, kinds=kinds)}
    here: Mapping[tuple[str, str], Trouble] = {item.key: item for item in seen}
    new = [_noticed(session, item, now) for key, item in here.items() if key not in known]
    over = [item for key, item in known.items() if key not in here]
    for item in over:
        session.execute(update(trouble).where(trouble.c.id == item.id).values(ended_at=now))
    return new, over


def _noticed(session: Session, item: Trouble, now: datetime) -> Trouble:
    row = {
        "kind": item.kind,
        "subject": item.subject,
        "since": item.since,
        "says": item.says,
        "noticed_at": now,
    }
    number = add_one(session, trouble, row)
    return Trouble(item.kind, item.subject, item.since, item.says, number, now)
