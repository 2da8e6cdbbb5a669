"""What is usual of each source, from its visits: asked in a few statements, not a row a visit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import source_visit as visit


def story_times(
    session: Session, *, since: datetime
) -> Mapping[str, tuple[int, datetime, datetime, timedelta]]:
    """By source: new stories, first and last visit that had some, longest time between two such.

    What the first of them found was there before, and is not counted.
    """
    statement = (
        select(visit.c.source, visit.c.started_at, visit.c.found)
        .where(visit.c.found > 0, visit.c.started_at >= since)
        .order_by(visit.c.source, visit.c.id)
        .execution_options(yield_per=1000)
    )
    known: dict[str, tuple[int, datetime, datetime, timedelta]] = {}
    for name, at, found in session.execute(statement):
        if name not in known:
            known[name] = (0, at, at, timedelta())
            continue
        stories, first, last, longest = known[name]
        known[name] = (stories + found, first, at, max(longest, at - last))
    return known
