"""Who is told of changes over HTTP, and what: the changes that may leave, once each, in order.

What is told of an incident is how it stands when the message is written; changes that were
overtaken by later ones before that are left out. A receiver that applies every message (set the
incident, or take it away when it is null) holds what ``casebook push`` would have written there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage import changes, deliveries, leaving
from storage.dates import stamp
from storage.engine import one_at_a_time
from storage.exports.incidents import INCIDENT_COLUMNS
from storage.sql import insert_new, put_new
from storage.tables import change, incident, webhook, webhook_told

_BATCH = 200


class NoSuchWebhook(LookupError):
    """Nobody is told of changes at this address."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Webhook:
    """A receiver. ``cursor``: the last change that was put into its outbox."""

    id: int
    url: str
    unreviewed: bool
    cursor: int
    added_by: str
    added_at: datetime


def add(
    session: Session,
    url: str,
    *,
    by: str,
    now: datetime,
    since: int | None = None,
    unreviewed: bool = False,
) -> bool:
    """Tell this address of every change after ``since`` (default: from now on); whether new."""
    one_at_a_time(session)
    cursor = changes.latest(session) if since is None else since
    row: dict[str, Any] = {"url": url, "unreviewed": unreviewed, "cursor": cursor}
    row |= {"added_by": by, "added_at": now}
    return bool(insert_new(session, webhook, [row], webhook.c.id))


def remove(session: Session, url: str) -> int:
    """Tell it nothing more, also not what waits; how many messages that were."""
    number = session.execute(select(webhook.c.id).where(webhook.c.url == url)).scalar()
    if number is None:
        raise NoSuchWebhook(f"no webhook {url}; “casebook webhook list” shows them")
    session.execute(delete(webhook_told).where(webhook_told.c.webhook_id == number))
    session.execute(delete(webhook).where(webhook.c.id == number))
    return deliveries.drop(session, url=url)


def every(session: Session) -> list[Webhook]:
    return [Webhook(*row) for row in session.execute(select(webhook).order_by(webhook.c.id))]


def enqueue_changes(session: Session, *, now: datetime) -> int:
    """Put the next changes into the outbox of each receiver; how many were looked at.

    The messages and the cursor they end at are one transaction: none is lost, none told twice.
    Call it until it returns 0: then all is told.
    """
    one_at_a_time(session)
    return sum(_enqueue(session, receiver, now=now) for receiver in every(session))


def _enqueue(session: Session, receiver: Webhook, *, now: datetime) -> int:
    rows = _next(session, receiver.cursor)
    for cursor, payload in _messages(session, receiver, rows):
        key = f"webhook {receiver.id} change {cursor}"
        deliveries.enqueue(
            session, url=receiver.url, kind=deliveries.CHANGE, payload=payload, key=key, now=now
        )
    if rows:
        own = update(webhook).where(webhook.c.id == receiver.id)
        session.execute(own.values(cursor=rows[-1].cursor))
    return len(rows)


def _next(session: Session, cursor: int) -> Sequence[Any]:
    statement = (
        select(change.c.cursor, change.c.at, change.c.kind, change.c.incident, change.c.into)
        .where(change.c.cursor > cursor)
        .order_by(change.c.cursor)
        .limit(_BATCH)
    )
    return session.execute(statement).all()


def _messages(
    session: Session, receiver: Webhook, rows: Sequence[Any]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Of each incident the last of these changes, where the receiver may know of it."""
    last = {row.incident: row for row in rows}
    lines = session.execute(select(incident.c.line).where(incident.c.n.in_(sorted(last)))).scalars()
    going = leaving.opened(session, lines, include_unreviewed=receiver.unreviewed)
    open_lines = {int(line["incident_id"][1:]): line for line in going}
    heard = _heard(session, receiver, sorted(last))
    for row in sorted(last.values(), key=lambda row: int(row.cursor)):
        line = open_lines.get(row.incident)
        if line is None and row.incident not in heard:
            continue
        yield row.cursor, _payload(row, line)
    fresh = [{"webhook_id": receiver.id, "incident": n} for n in sorted(open_lines)]
    put_new(session, webhook_told, fresh)


def _payload(row: Any, line: dict[str, Any] | None) -> dict[str, Any]:
    ending = row.kind in {"merged", "withdrawn", "redacted"}
    return {
        "cursor": row.cursor,
        "at": stamp(row.at),
        "kind": row.kind if line is not None or ending else "withdrawn",
        "incident_id": f"I{row.incident}",
        "into": f"I{row.into}" if row.into else None,
        "incident": None if line is None else {name: line[name] for name in INCIDENT_COLUMNS},
    }


def _heard(session: Session, receiver: Webhook, numbers: Sequence[int]) -> set[int]:
    statement = select(webhook_told.c.incident).where(
        webhook_told.c.webhook_id == receiver.id, webhook_told.c.incident.in_(numbers)
    )
    return set(session.execute(statement).scalars())
