"""What was written while the clock ran ahead, and has been put back since, is not waited for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, update
from sqlalchemy.orm import Session

from storage import hosts, runs
from storage.tables import delivery, feed, host, letter, link, source, visit

#: Machines that share a database may differ by less.
_DIFFER = timedelta(hours=1)


def put_right(session: Session, now: datetime) -> timedelta | None:
    """By how much the clock had run ahead when the last run began; None where it had not.

    Else stories that were found then are not fetched until that time comes, doors that were shut
    then rest, letters are not sent, and no candidate is new to whoever looked then.
    """
    last = runs.latest(session, limit=1)
    far = now + _DIFFER
    if not last or last[0].started_at <= far:
        return None
    seen_then = or_(link.c.found_at > far, link.c.fetched_at > far)
    _set(session, link, {"next_at": now}, link.c.next_at > far, seen_then)
    _set(session, link, {"leased_until": now}, link.c.leased_until > far)
    _set(session, feed, {"next_at": None}, feed.c.fetched_at > far)
    _set(session, source, {"next_at": now}, source.c.tried_at > far)
    _set(session, letter, {"next_at": now}, letter.c.sent_at.is_(None), letter.c.next_at > far)
    _set(session, delivery, {"next_at": now}, delivery.c.next_at > far)
    _set(session, visit, {"at": now}, visit.c.at > far)
    at = hosts.clock(session)  # by which they are leased
    _set(session, host, {"next_at": at}, host.c.next_at > at + _DIFFER)
    _set(session, host, {"worker": None, "until": None}, host.c.until > at + _DIFFER)
    return last[0].started_at - now


def _set(
    session: Session, table: Table, values: Mapping[str, Any], *where: ColumnElement[bool]
) -> None:
    session.execute(update(table).where(*where).values(values))
