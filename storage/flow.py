"""How much came in, day by day: what the plots of sources and runs are drawn from."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.sql import is_postgres
from storage.tables import capture, link, look


def day_of(session: Session, column: object) -> object:
    """The day of a moment, by UTC, as the database writes it."""
    if is_postgres(session):
        return func.to_char(func.timezone("UTC", column), "YYYY-MM-DD")
    return func.strftime("%Y-%m-%d", column)


def _start(since: date) -> datetime:
    return datetime.combine(since, time(), UTC)


def stories_per_day(session: Session, *, since: date) -> dict[str, int]:
    """Pages kept, by the day they were fetched."""
    day = day_of(session, capture.c.fetched_at)
    statement = (
        select(day, func.count())  # type: ignore[call-overload]
        .where(capture.c.verdict == "kept", capture.c.fetched_at >= _start(since))
        .group_by(day)
    )
    return {str(row[0]): int(row[1]) for row in session.execute(statement)}


def stories_by_source(session: Session, *, since: date) -> dict[str, int]:
    """Pages kept, by the source that led to them."""
    statement = (
        select(link.c.source, func.count())
        .join(capture, capture.c.link_id == link.c.id)
        .where(
            capture.c.verdict == "kept",
            capture.c.fetched_at >= _start(since),
            link.c.source.is_not(None),
        )
        .group_by(link.c.source)
    )
    return {str(row[0]): int(row[1]) for row in session.execute(statement)}


def looks_per_day(session: Session, *, since: date) -> dict[str, tuple[int, int]]:
    """Looks at sources, by day: those that went well, those that did not."""
    day = day_of(session, look.c.at)
    statement = (
        select(day, look.c.outcome, func.count())  # type: ignore[call-overload]
        .where(look.c.at >= _start(since))
        .group_by(day, look.c.outcome)
    )
    found: dict[str, tuple[int, int]] = {}
    for when, outcome, number in session.execute(statement):
        good, bad = found.get(str(when), (0, 0))
        well = outcome in {"answered", "unchanged"}
        found[str(when)] = (good + number * well, bad + number * (not well))
    return found
