"""Which pages are being read: all that is left behind by one that ends its reader's process."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.sql import put, remove
from storage.tables import attempt


def begun(session: Session, captures: Collection[int]) -> set[int]:
    """Which of these were begun and not brought to an end."""
    statement = select(attempt.c.capture_id).where(attempt.c.capture_id.in_(captures))
    return set(session.execute(statement).scalars())


def begin(session: Session, captures: Collection[int]) -> None:
    """Note, before it is done, that these are going to be read."""
    put(session, attempt, [{"capture_id": one, "times": 1} for one in captures])


def end(session: Session, captures: Collection[int]) -> None:
    """These were read, or set aside, or left by who is there to tell."""
    remove(session, attempt.c.capture_id, captures)
