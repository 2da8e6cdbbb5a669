"""Which pages are being read: all that is left behind by one that ends its reader's process."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.sql import put, remove
from storage.tables import attempt


def made(session: Session, captures: Collection[int]) -> dict[int, int]:
    """How often these were begun and not brought to an end, those never begun left out."""
    statement = select(attempt).where(attempt.c.capture_id.in_(captures))
    return {row.capture_id: row.times for row in session.execute(statement)}


def begin(session: Session, captures: Collection[int]) -> None:
    """Note, before it is done, that these are going to be read."""
    before = made(session, captures)
    put(
        session,
        attempt,
        [{"capture_id": one, "times": before.get(one, 0) + 1} for one in captures],
    )


def take_back(session: Session, captures: Collection[int]) -> None:
    """The process lives and these were not read: the last attempt was none."""
    ours = attempt.c.capture_id.in_(captures)
    session.execute(update(attempt).where(ours).values(times=attempt.c.times - 1))
    session.execute(delete(attempt).where(ours, attempt.c.times < 1))


def end(session: Session, captures: Collection[int]) -> None:
    """These were read, or set aside."""
    remove(session, attempt.c.capture_id, captures)
