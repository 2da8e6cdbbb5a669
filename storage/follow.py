"""What is to be looked at again: stories that may have changed, cases that may have news."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.frontier import LinkState, reopen
from storage.pages import Kept
from storage.sql import add
from storage.tables import (
    article_version,
    capture,
    incident,
    incident_identifier,
    link,
    reading,
    search,
)

#: How long after we first had a relevant story it is fetched again.
STEPS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 3 * 24, 14 * 24, 90 * 24))
_FAR = timedelta(days=200)  # longer than the widest step: what was not asked for so long is left
#: Failures that may pass: a story that was forbidden or is gone is not asked for again.
_MAY_PASS = (
    "asked to wait", "timeout", "no answer", "name not found", "server error", "broken answer",
    "own fault",
)  # fmt: skip

MONTHLY, OPEN_FOR = timedelta(days=30), timedelta(days=3 * 365)
WEEKLY, HEALING_FOR = timedelta(days=7), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An incident that may have news, and how to ask for it."""

    incident: int
    state: str | None
    queries: tuple[str, ...]
    searched_at: datetime | None


# ---------------------------------------------------------------------------------- stories


def due_again(session: Session, *, now: datetime, sources: Collection[str]) -> dict[int, str]:
    """The links of relevant stories whose next look has come, with their source.

    A step counts from the first capture; steps that were missed are made up by one look.
    """
    first = func.min(capture.c.fetched_at)
    statement = (
        select(link.c.id, link.c.source, link.c.fetched_at, first.label("first"))
        .join(capture, capture.c.link_id == link.c.id)
        .where(
            link.c.source.in_(sorted(sources)),
            link.c.fetched_at <= now - STEPS[0],
            link.c.fetched_at >= now - _FAR,
            link.c.id.in_(_relevant()),
            capture.c.verdict == Kept.KEPT,
            (link.c.state == LinkState.DONE)
            | ((link.c.state == LinkState.FAILED) & link.c.failure.in_(_MAY_PASS)),
        )
        .group_by(link.c.id, link.c.source, link.c.fetched_at)
    )
    rows = session.execute(statement).all()
    return {row.id: row.source for row in rows if is_due(row.first, row.fetched_at, now)}


def is_due(first: datetime, last: datetime, now: datetime) -> bool:
    """Whether some step lies between the last look and now.

    >>> noon = datetime(2024, 5, 14, 12, tzinfo=UTC)
    >>> [is_due(noon, noon, noon + timedelta(minutes=minutes)) for minutes in (59, 60)]
    [False, True]
    """
    return any(last < first + step <= now for step in STEPS)


def _relevant() -> Any:
    """Links whose page speaks for a story that is relevant now."""
    return (
        select(capture.c.link_id)
        .join(reading, reading.c.capture_id == capture.c.id)
        .join(article_version, article_version.c.article_id == reading.c.article_id)
        .where(article_version.c.current, article_version.c.relevant, ~reading.c.twin)
    )


def again(session: Session, link_ids: Iterable[int], *, now: datetime) -> None:
    """Put these stories back on the frontier; they are asked for conditionally."""
    reopen(session, link_ids, now=now)


# ---------------------------------------------------------------------------------- cases


def open_cases(
    session: Session,
    *,
    now: datetime,
    limit: int = 50,
    askable: Callable[[OpenCase], bool] = lambda _case: True,
) -> list[OpenCase]:
    """Incidents to look for once more, who waits longest first; those somebody can be asked for.

    Monthly for three years; weekly for two months while somebody who was hit may still die.
    """
    searched = (
        select(search.c.incident, func.max(search.c.at).label("at"))
        .group_by(search.c.incident)
        .subquery()
    )
    statement = (
        select(
            incident.c.n,
            incident.c.line,
            incident.c.date_from,
            incident_identifier.c.created_at,
            searched.c.at,
        )
        .join(incident_identifier, incident_identifier.c.n == incident.c.n)
        .outerjoin(searched, searched.c.incident == incident.c.n)
        .where(incident.c.review != "excluded")
        .order_by(func.coalesce(searched.c.at, incident_identifier.c.created_at), incident.c.n)
    )
    found: list[OpenCase] = []
    for row in session.execute(statement):
        if (case := _case(row, now)) is not None and askable(case):
            found.append(case)
            if len(found) == limit:
                break
    return found


def _case(row: Any, now: datetime) -> OpenCase | None:
    began = row.created_at
    if row.date_from is not None:
        began = min(began, datetime.combine(row.date_from, time(), tzinfo=UTC))
    every = _every(row.line, now - began)
    if every is None or now - (row.at or row.created_at) < every:
        return None
    queries = case_queries(row.line)
    return OpenCase(row.n, row.line["state"], queries, row.at) if queries else None


def _every(line: dict[str, Any], age: timedelta) -> timedelta | None:
    """How often a case of this age is looked for; ``None`` when it is not any more."""
    healing = any(victim["fatal"] is not True for victim in line["victims"])
    if healing and age <= HEALING_FOR:
        return WEEKLY
    return MONTHLY if age <= OPEN_FOR else None


def case_queries(line: dict[str, Any]) -> tuple[str, ...]:
    """What to ask a search for: each name with the place; without a name, agency and place."""
    place = line["city"] or line["county"] or ""
    names = [victim["name"] for victim in line["victims"] if victim["name"]][:3]
    if names:
        return tuple(" ".join((f'"{_plain(name)}"', _plain(place))).strip() for name in names)
    if place and line["agencies"]:
        return (f'"{_plain(line["agencies"][0])}" shooting {_plain(place)}',)
    return ()


def _plain(text: str) -> str:
    """Without what search engines read as their own signs."""
    return " ".join(text.replace('"', " ").replace(":", " ").split())


def searched(session: Session, cases: Iterable[OpenCase], *, now: datetime) -> None:
    """Remember that these were looked for, and that somebody answered."""
    rows = [
        {"incident": case.incident, "at": now, "query": query}
        for case in cases
        for query in case.queries
    ]
    add(session, search, rows)
