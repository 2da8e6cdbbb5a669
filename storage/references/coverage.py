"""What was really watched: per state and month, so that a gap in the record is not read as calm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any

import us
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import article_version, capture, incident, look, membership, report

#: What a look at a door comes to when it worked.
_WORKED = ("answered", "unchanged")
NOT_WATCHED = "not watched"
STATES = tuple(sorted([state.abbr for state in us.states.STATES] + ["DC"]))
#: Sources that belong to no state.
NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Watched:
    """A source as far as coverage asks: whose it is, and where it is at home."""

    name: str
    state: str | None
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One state in one month. None: nobody was watching, so there is nothing to say."""

    state: str
    month: str
    outlets: int | None  # that answered at least once
    days_read: int | None  # on which at least one of them answered
    days: int  # of the month within the span asked for
    incidents: int | None
    delay_hours: float | None  # median, from publication to our first copy
    single_source: float | None  # share of its incidents with one independent source

    def as_json(self) -> dict[str, Any]:
        """What is not known reads so, and is never 0."""
        found: dict[str, Any] = {"state": self.state, "month": self.month, "days": self.days}
        for name in ("outlets", "days_read", "incidents"):
            value = getattr(self, name)
            found[name] = NOT_WATCHED if value is None else value
        return found | {"delay_hours": self.delay_hours, "single_source": self.single_source}


def coverage(
    session: Session, watched: Sequence[Watched], first: date, last: date
) -> Iterator[Line]:
    """Every state and month of a span of days, and what no state has for itself."""
    looks = _days_read(session, watched, first, last)
    told = _incidents(session, first, last)
    delays = _delays(session, first, last)
    for state in (*STATES, NATIONAL):
        for month, days in _months(first, last):
            yield _line(state, month, days, looks, told, delays)


def _line(
    state: str,
    month: str,
    days: int,
    looks: Mapping[tuple[str, str], Mapping[str, set[date]]],
    told: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]],
    delays: Mapping[tuple[str, str], Sequence[float]],
) -> Line:
    by_source = looks.get((state, month), {})
    read = {day for found in by_source.values() for day in found}
    lines = told.get((state, month), ())
    single = [line["independent_sources"] <= 1 for line in lines]
    hours = delays.get((state, month), ())
    return Line(
        state=state,
        month=month,
        outlets=len(by_source) or None,
        days_read=len(read) or None,
        days=days,
        incidents=len(lines) if lines or read else None,
        delay_hours=round(median(hours), 1) if hours else None,
        single_source=round(sum(single) / len(single), 3) if single else None,
    )


def _months(first: date, last: date) -> Iterator[tuple[str, int]]:
    day = first
    while day <= last:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        yield f"{day:%Y-%m}", (min(following, last + timedelta(days=1)) - day).days
        day = following


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    begin = datetime.combine(first, time(), UTC)
    return begin, datetime.combine(last + timedelta(days=1), time(), UTC)


def _days_read(
    session: Session, watched: Sequence[Watched], first: date, last: date
) -> dict[tuple[str, str], dict[str, set[date]]]:
    """For each state and month the sources that answered, with the days on which they did."""
    homes = {source.name: source.state or NATIONAL for source in watched}
    begin, end = _span(first, last)
    found: dict[tuple[str, str], dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    statement = select(look.c.source, look.c.at).where(
        look.c.at >= begin, look.c.at < end, look.c.outcome.in_(_WORKED)
    )
    for row in session.execute(statement.execution_options(yield_per=1000)):
        home = homes.get(row.source)
        if home is not None:
            day = row.at.date()
            found[home, f"{day:%Y-%m}"][row.source].add(day)
    return found


def _incidents(
    session: Session, first: date, last: date
) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    statement = select(incident.c.state, incident.c.date_from, incident.c.line).where(
        incident.c.date_from >= first,
        incident.c.date_from <= last,
        incident.c.review != "excluded",
    )
    for row in session.execute(statement.execution_options(yield_per=200)):
        if row.line["article_count"]:
            found[row.state or NATIONAL, f"{row.date_from:%Y-%m}"].append(row.line)
    return found


def _delays(session: Session, first: date, last: date) -> dict[tuple[str, str], list[float]]:
    """From publication to our copy, for the stories that were stamped to the second."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    statement = (
        select(
            incident.c.state,
            incident.c.date_from,
            article_version.c.published_at,
            capture.c.fetched_at,
        )
        .join(membership, membership.c.incident == incident.c.n)
        .join(report, report.c.anchor == membership.c.anchor)
        .join(article_version, article_version.c.id == report.c.version_id)
        .join(capture, capture.c.id == article_version.c.capture_id)
        .where(
            incident.c.date_from >= first,
            incident.c.date_from <= last,
            article_version.c.n == 1,
            article_version.c.published_precision == "second",
            article_version.c.published_at.is_not(None),
        )
    )
    for row in session.execute(statement):
        hours = (row.fetched_at - row.published_at).total_seconds() / 3600
        if hours >= 0:
            found[row.state or NATIONAL, f"{row.date_from:%Y-%m}"].append(hours)
    return found
