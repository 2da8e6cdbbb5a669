"""Mail that is written in the transaction in which there was something to tell, and sent later."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.sql import insert_new, remove
from storage.tables import bookmark, letter


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address."""

    id: int
    key: str
    to: str
    subject: str
    text: str
    html: str | None
    attempts: int


def write(
    session: Session,
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    now: datetime,
    html: str | None = None,
) -> bool:
    """Have it sent; whether it is new. The same key is sent to one address only once."""
    row = {
        "key": f"{key} {to}",
        "to": to,
        "subject": subject,
        "text": text,
        "html": html,
        "created_at": now,
        "next_at": now,
        "attempts": 0,
    }
    return bool(insert_new(session, letter, [row], letter.c.id))


def about(session: Session, numbers: Collection[int], *, sent: bool) -> list[int]:
    """The letters that speak of one of these incidents; ``sent``: also those that are out."""
    statement = select(letter.c.id, letter.c.text)
    if not sent:
        statement = statement.where(letter.c.sent_at.is_(None))
    names = {f"I{n}" for n in numbers}
    rows = session.execute(statement)
    return [row.id for row in rows if not names.isdisjoint(_INCIDENT.findall(row.text))]


_INCIDENT = re.compile(r"\bI\d+\b")


def forget(session: Session, ids: Collection[int]) -> None:
    remove(session, letter.c.id, sorted(ids))


def claim(session: Session, *, now: datetime, until: datetime) -> Letter | None:
    """The next letter to be sent, out of others' hands until then."""
    row = session.execute(
        select(letter)
        .where(letter.c.sent_at.is_(None), letter.c.next_at <= now)
        .order_by(letter.c.next_at, letter.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    session.execute(
        update(letter).where(letter.c.id == row.id).values(next_at=until, attempts=row.attempts + 1)
    )
    return Letter(row.id, row.key, row.to, row.subject, row.text, row.html, row.attempts + 1)


def sent(session: Session, number: int, *, now: datetime) -> None:
    values = {"sent_at": now, "message": None}
    session.execute(update(letter).where(letter.c.id == number).values(values))


def not_sent(session: Session, number: int, *, message: str, retry_at: datetime) -> None:
    values = {"message": message[:500], "next_at": retry_at}
    session.execute(update(letter).where(letter.c.id == number).values(values))


def forget_sent(session: Session, *, before: datetime) -> int:
    """Take away what was sent before then; how many."""
    old = letter.delete().where(letter.c.sent_at < before).returning(letter.c.id)
    return len(session.execute(old).all())


def waiting(session: Session) -> int:
    """How many are not sent yet."""
    statement = select(func.count()).where(letter.c.sent_at.is_(None))
    return session.execute(statement.select_from(letter)).scalar_one()


def place_of(session: Session, name: str) -> int | None:
    """How far a reader of the changes has come."""
    statement = select(bookmark.c.cursor).where(bookmark.c.name == name)
    return session.execute(statement).scalar()


def mark_place(session: Session, name: str, cursor: int, *, now: datetime) -> None:
    row = {"name": name, "cursor": cursor, "at": now}
    if not insert_new(session, bookmark, [row], bookmark.c.name):
        session.execute(update(bookmark).where(bookmark.c.name == name).values(row))
