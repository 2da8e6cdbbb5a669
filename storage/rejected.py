"""Input we could not use, each with where it stood and why, so that somebody can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
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

    @property
    def where(self) -> str:
        return f"{self.file}:{self.place}" if self.place else self.file

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


def add(
    session: Session, *, file: str, place: int, reason: str, snippet: str, now: datetime
) -> bool:
    """Note one; False when it was noted before."""
    row = {"file": file, "place": place, "reason": reason, "snippet": snippet[:SNIPPET], "at": now}
    return bool(insert_new(session, rejected, [row]))


def list_rejected(session: Session) -> list[RejectedInput]:
    """All of them, by file and place."""
    statement = select(rejected).order_by(rejected.c.file, rejected.c.place, rejected.c.id)
    return [
        RejectedInput(row.file, row.place, row.reason, row.snippet, row.at)
        for row in session.execute(statement)
    ]
