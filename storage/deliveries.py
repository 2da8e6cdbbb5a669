"""The outbox: what is to be told to others over HTTP, written down before it is sent.

Whoever has something to tell enqueues it in the transaction in which it became true; sending it
is somebody else's work (``scheduler.webhooks``). So nothing is told that did not happen, nothing
that happened is forgotten, and a receiver that is down is asked again later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Text, false, func, or_, select, type_coerce, update
from sqlalchemy.orm import Session

from storage.engine import one_at_a_time
from storage.sql import insert_new, remove
from storage.tables import delivery

#: The kind of message by which a receiver keeps in step.
CHANGE = "change"


class State(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # given up


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one address."""

    id: int
    key: str
    url: str
    kind: str
    payload: Any
    state: str
    created_at: datetime
    next_at: datetime
    attempts: int
    status: int | None
    message: str | None
    done_at: datetime | None

    @property
    def last_answer(self) -> str:
        return " ".join(str(part) for part in (self.status, self.message) if part)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What one address has not been sent: how much, since when, and what it said to the first."""

    url: str
    waiting: int
    given_up: int
    oldest: datetime
    last_answer: str


def enqueue(
    session: Session, *, url: str, kind: str, payload: Mapping[str, Any], key: str, now: datetime
) -> bool:
    """Have ``payload`` posted to ``url``; whether it is new. The same key is only sent once."""
    row: dict[str, Any] = {"key": key, "url": url, "kind": kind, "payload": payload}
    row |= {"state": State.WAITING, "created_at": now, "next_at": now, "attempts": 0}
    return bool(insert_new(session, delivery, [row], delivery.c.id))


def claim(
    session: Session, *, now: datetime, until: datetime, asked: Mapping[str, int] | None = None
) -> Delivery | None:
    """The next message that is due, out of others' hands until then; none when none is.

    An address gets its messages in the order they were written: while the first one waits to be
    tried again, so do those behind it. Addresses take turns: first come those that were ``asked``
    least often, so that one with much to take, and slowly, holds up no other.
    """
    one_at_a_time(session)
    heads = (
        select(func.min(delivery.c.id))
        .where(delivery.c.state == State.WAITING)
        .group_by(delivery.c.url)
    )
    statement = (
        select(delivery)
        .where(delivery.c.id.in_(heads), delivery.c.next_at <= now)
        .order_by(delivery.c.next_at, delivery.c.id)
    )
    due = session.execute(statement).all()
    if not due:
        return None
    row = min(due, key=lambda one: (asked or {}).get(one.url, 0))
    taken: dict[str, Any] = {"next_at": until, "attempts": row.attempts + 1}
    session.execute(update(delivery).where(delivery.c.id == row.id).values(taken))
    return _delivery(row, attempts=row.attempts + 1)


def sent(session: Session, number: int, *, status: int, now: datetime) -> None:
    values = {"state": State.SENT, "status": status, "message": None, "done_at": now}
    session.execute(update(delivery).where(delivery.c.id == number).values(values))


def not_sent(
    session: Session,
    number: int,
    *,
    status: int | None,
    message: str,
    retry_at: datetime | None,
    now: datetime,
) -> None:
    """It did not arrive; without ``retry_at`` it is given up."""
    values: dict[str, Any] = {"status": status, "message": message[:500]}
    if retry_at is None:
        values |= {"state": State.FAILED, "done_at": now}
    else:
        values |= {"next_at": retry_at}
    session.execute(update(delivery).where(delivery.c.id == number).values(values))


def retry(session: Session, *, url: str | None = None, now: datetime) -> int:
    """Have what was given up (to one address, or to all) and what waits tried at once; how many."""
    conditions = [or_(delivery.c.state == State.FAILED, delivery.c.state == State.WAITING)]
    if url is not None:
        conditions.append(delivery.c.url == url)
    values = {"state": State.WAITING, "attempts": 0, "next_at": now, "done_at": None}
    again = update(delivery).where(*conditions).values(values).returning(delivery.c.id)
    return len(session.execute(again).all())


def drop(session: Session, *, url: str) -> int:
    """Forget what was not sent to an address yet; how many."""
    unsent = (delivery.c.url == url, delivery.c.state != State.SENT)
    return len(session.execute(delivery.delete().where(*unsent).returning(delivery.c.id)).all())


def about(session: Session, numbers: Collection[int], *, sent: bool) -> list[int]:
    """The messages that tell of one of these incidents; ``sent``: also those that are out.

    That one is gone tells nothing of it, and its receiver has to know.
    """
    payload = type_coerce(delivery.c.payload, Text)
    told = [payload.contains(f'"incident_id":"I{n}"') for n in sorted(numbers)]
    gone = payload.contains('"incident":null') & (delivery.c.kind == CHANGE)
    statement = select(delivery.c.id).where(or_(false(), *told), ~gone)
    if not sent:
        statement = statement.where(delivery.c.state != State.SENT)
    return list(session.execute(statement).scalars())


def forget(session: Session, ids: Collection[int]) -> None:
    remove(session, delivery.c.id, sorted(ids))


def forget_sent(session: Session, *, before: datetime) -> int:
    """Take away what was sent before then; how many."""
    old = (delivery.c.state == State.SENT, delivery.c.done_at < before)
    return len(session.execute(delivery.delete().where(*old).returning(delivery.c.id)).all())


def unsent(session: Session) -> list[Delivery]:
    """What waits or was given up, the oldest first."""
    statement = select(delivery).where(delivery.c.state != State.SENT).order_by(delivery.c.id)
    return [_delivery(row) for row in session.execute(statement)]


def backlogs(session: Session) -> list[Backlog]:
    """What waits or was given up, address by address."""
    waits = func.count().filter(delivery.c.state == State.WAITING)
    statement = (
        select(delivery.c.url, waits, func.count() - waits, func.min(delivery.c.id))
        .where(delivery.c.state != State.SENT)
        .group_by(delivery.c.url)
        .order_by(delivery.c.url)
    )
    found = session.execute(statement).all()
    first = delivery.c.id.in_([row[3] for row in found])
    heads = [_delivery(row) for row in session.execute(select(delivery).where(first))]
    oldest = {item.url: item for item in heads}
    return [
        Backlog(url, waiting, given_up, oldest[url].created_at, oldest[url].last_answer)
        for url, waiting, given_up, _ in found
    ]


def counts(session: Session) -> dict[str, int]:
    """How many there are in each state."""
    statement = select(delivery.c.state, func.count()).group_by(delivery.c.state)
    return {row[0]: row[1] for row in session.execute(statement.order_by(delivery.c.state))}


def _delivery(row: Row[Any], **values: Any) -> Delivery:
    return Delivery(**{**row._mapping, **values})
