"""Input we could not use, each with where it stood and why, so that somebody can mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.sql import insert_new
from storage.tables import rejected

SNIPPET = 200


@dataclass(frozen=True, slots=True)
class RejectedInput:
    file: str
    place: int  # line, or offset in bytes; 0: the file itself
    reason: str
    snippet: str
    at: datetime

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"{where}: {self.reason}"


def add(
    session: Session, *, file: str, place: int, reason: str, snippet: str, now: datetime
) -> bool:
    """Note one; False when it was noted before."""
    row = {"file": file, "place": place, "reason": reason, "snippet": snippet[:SNIPPET], "at": now}
    return bool(insert_new(session, rejected, [row]))


def every(session: Session) -> Iterator[RejectedInput]:
    """All of them, by file and place."""
    statement = select(rejected).order_by(rejected.c.file, rejected.c.place, rejected.c.id)
    for row in session.execute(statement):
        yield RejectedInput(row.file, row.place, row.reason, row.snippet, row.at)


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(rejected)).scalar_one()
