"""What the crawl noted of each visit goes after its time, but for what a report can ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Delete, delete, func, select
from sqlalchemy.orm import Session

from storage.flow import day_of
from storage.schedules import COUNTED
from storage.tables import feed, look
from storage.tables import source_visit as visit

#: So many visits of a source always stay: its schedule is made from them.
VISITS = 30


def looks(session: Session, *, before: datetime) -> int:
    """Of old looks keep one of each outcome a day and source: on which days it was watched."""
    first = (
        select(func.min(look.c.id))
        .where(look.c.at < before)
        .group_by(look.c.source, look.c.outcome, day_of(session, look.c.at))  # type: ignore[arg-type]
    )
    return _gone(session, delete(look).where(look.c.at < before, look.c.id.not_in(first)))


def visited(session: Session, *, before: datetime) -> Sequence[str]:
    """The sources that old visits are known of."""
    old = select(visit.c.source).where(visit.c.started_at < before)
    return session.execute(old.distinct().order_by(visit.c.source)).scalars().all()


def visits(session: Session, source: str, *, before: datetime) -> int:
    """Drop old visits of a source that are over, but for the last ones that count."""
    last = (
        select(visit.c.id)
        .where(visit.c.source == source, visit.c.outcome.in_(COUNTED))
        .order_by(visit.c.id.desc())
        .limit(VISITS)
    )
    kept = session.execute(last).scalars().all()
    going = delete(visit).where(
        visit.c.source == source,
        visit.c.started_at < before,
        visit.c.outcome.is_not(None),
        visit.c.id.not_in(kept),
    )
    return _gone(session, going)


def doors(session: Session, *, before: datetime) -> int:
    """Drop what is known of doors nobody has knocked at since: sitemaps of days long gone.

    One that comes back is asked for the whole, as if it were new.
    """
    return _gone(session, delete(feed).where(feed.c.fetched_at < before))


def _gone(session: Session, statement: Delete) -> int:
    return cast(CursorResult[Any], session.execute(statement)).rowcount
