"""Which stage lost a death that somebody else has: from no outlet watched to attached elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from pipeline import names
from pipeline.linking.rows import is_row
from pipeline.records import DateRange
from pipeline.urls import host, key
from storage.references.coverage import Watched
from storage.references.theirs import TheirRow
from storage.search import CannotSearch, search
from storage.shapes.cells import is_shooting_cause
from storage.sql import batches
from storage.tables import (
    article,
    article_version,
    capture,
    incident,
    link,
    look,
    membership,
    reading,
    report,
)

#: How long after the day stories are looked for.
_NEWS = timedelta(days=60)
_WEEK = timedelta(days=7)
_WORKED = ("answered", "unchanged")


@dataclass(frozen=True, slots=True)
class Loss:
    """The stage, and what it did."""

    stage: str
    says: str = ""

    def __str__(self) -> str:
        return f"{self.stage}: {self.says}" if self.says else self.stage


@dataclass(frozen=True, slots=True)
class _Story:
    url: str
    relevant: bool
    incident: int | None


class Lost:
    """Asks the database where a death could have come in, and where it stopped.

    The furthest stage anything reached is the one that lost it: a story that was judged
    irrelevant says more than an outlet nobody watched.
    """

    def __init__(self, session: Session, watched: Sequence[Watched]) -> None:
        self._session = session
        self._watched = watched

    def stage(self, row: TheirRow) -> Loss:
        if (cause := row.known.get("cause")) and not is_shooting_cause(str(cause)):
            return Loss("not a shooting", str(cause))
        found = self._excluded(row) or self._read(row) or self._fetched(row)
        return found or self._watching(row)

    # ------------------------------------------------------------------ what came in

    def _excluded(self, row: TheirRow) -> Loss | None:
        """An incident with the name that people excluded."""
        name = _name(row)
        if name is None:
            return None
        statement = select(incident.c.n, incident.c.line).where(
            incident.c.review == "excluded",
            incident.c.names.contains(name.rsplit(" ", 1)[-1], autoescape=True),
        )
        for found in self._session.execute(statement):
            told = {names.key(names.parse(alias)) for alias in found.line["aliases"]}
            if names.key(names.parse(str(row.known["name"]))) in told:
                return Loss("excluded", f"I{found.n} was excluded by review")
        return None

    def _read(self, row: TheirRow) -> Loss | None:
        """Stories with the name, or at their own addresses, that were read."""
        stories = [*self._stories_at(row), *self._stories_naming(row)]
        attached = [told for told in stories if told.incident]
        if attached:
            return Loss("attached to another", f"I{attached[0].incident}, by {attached[0].url}")
        irrelevant = [told for told in stories if not told.relevant]
        if irrelevant:
            return Loss("judged irrelevant", irrelevant[0].url)
        if stories:
            return Loss("no incident formed", stories[0].url)
        return None

    def _stories_at(self, row: TheirRow) -> Iterator[_Story]:
        keys = [key(url) for url in row.known.get("sources", ())]
        for batch in batches(keys):
            statement = (
                select(
                    article_version.c.url, article_version.c.relevant, membership.c.incident
                )
                .select_from(article)
                .join(reading, reading.c.article_id == article.c.id)
                .join(capture, capture.c.id == reading.c.capture_id)
                .join(link, link.c.id == capture.c.link_id)
                .join(article_version, article_version.c.article_id == article.c.id)
                .outerjoin(report, report.c.version_id == article_version.c.id)
                .outerjoin(membership, membership.c.anchor == report.c.anchor)
                .where(link.c.key.in_(batch), article_version.c.current)
                .order_by(article.c.key)
            )  # fmt: skip
            for found in self._session.execute(statement):
                yield _Story(found.url, found.relevant, found.incident)

    def _stories_naming(self, row: TheirRow) -> Iterator[_Story]:
        """What search finds under the name, of the weeks after the day."""
        name, days = _name(row), _days(row, _NEWS)
        if name is None:
            return
        try:
            hits = search(self._session, f'"{row.known["name"]}"', limit=10)
        except CannotSearch:
            return
        for hit in hits:
            if is_row(hit.url) or (days and not _within(hit.published, days)):
                continue
            incidents = [int(one[1:]) for one in hit.incident_ids]
            yield _Story(hit.url, hit.relevant, incidents[0] if incidents else None)

    def _fetched(self, row: TheirRow) -> Loss | None:
        """Links at their own addresses, or with the name in them, that led to no reading."""
        links = self._links(row)
        for stage, told in (
            ("screened out", [one for one in links if one.verdict == "screened"]),
            ("set aside", [one for one in links if one.reason]),
            ("not readable", [one for one in links if one.verdict == "unreadable"]),
            ("blocked or gone", [one for one in links if one.state in {"failed", "gone"}]),
            ("not fetched yet", [one for one in links if one.state in {"found", "leased"}]),
        ):
            if told:
                why = told[0].reason or told[0].failure or ""
                return Loss(stage, f"{told[0].url}{f' ({why})' if why else ''}")
        return None

    def _links(self, row: TheirRow) -> list[Any]:
        conditions: list[ColumnElement[bool]] = [
            link.c.key.in_([key(url) for url in row.known.get("sources", ())])
        ]
        if (name := _name(row)) is not None:
            slug = name.replace(" ", "-")
            conditions.append(link.c.url.contains(slug, autoescape=True))
        statement = (
            select(
                link.c.url, link.c.state, link.c.failure, capture.c.verdict, reading.c.reason
            )
            .outerjoin(capture, capture.c.link_id == link.c.id)
            .outerjoin(reading, reading.c.capture_id == capture.c.id)
            .where(or_(*conditions))
            .order_by(link.c.id)
        )  # fmt: skip
        return list(self._session.execute(statement).all())

    # ------------------------------------------------------------------ who was watching

    def _watching(self, row: TheirRow) -> Loss:
        hosts = {host(url).removeprefix("www.") for url in row.known.get("sources", ())}
        covered = [s for s in self._watched if any(_covers(s, one) for one in hosts)]
        if hosts and not covered:
            return Loss("outlet not watched", ", ".join(sorted(hosts)[:3]))
        state, days = row.known.get("state"), _days(row, _WEEK)
        near = covered or [s for s in self._watched if s.state in (None, state)]
        if not near:
            return Loss("outlet not watched", f"none in {state}" if state else "")
        if days is None:
            return Loss("no coverage found")
        looks = self._looks([source.name for source in near], days)
        if not looks:
            return Loss("outlet not watched", f"nobody looked from {days[0]} to {days[1]}")
        if not any(outcome in _WORKED for told in looks.values() for outcome in told):
            said = sorted({outcome for told in looks.values() for outcome in told})
            return Loss("outlet down or blocked that week", f"{min(looks)}: {', '.join(said)}")
        if covered:
            return Loss("not discovered", f"{min(looks)} was read, the story was not among it")
        return Loss("no coverage found", f"{len(looks)} outlets were read that week")

    def _looks(self, sources: Sequence[str], days: tuple[date, date]) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        begin = datetime.combine(days[0], time(), UTC)
        end = datetime.combine(days[1] + timedelta(days=1), time(), UTC)
        for batch in batches(sources):
            statement = select(look.c.source, look.c.outcome).where(
                look.c.source.in_(batch), look.c.at >= begin, look.c.at < end
            )
            for row in self._session.execute(statement.distinct()):
                found[row.source].add(row.outcome)
        return found


def _name(row: TheirRow) -> str | None:
    """First and last name, folded; a row without both is nobody to look for."""
    written = row.known.get("name")
    parsed = names.parse(str(written)) if written else None
    return names.key(parsed) if parsed is not None and parsed.is_full else None


def _days(row: TheirRow, after: timedelta) -> tuple[date, date] | None:
    if row.day is None:
        return None
    told = DateRange.parse(row.day)
    return told.first, told.last + after


def _within(published: str | None, days: tuple[date, date]) -> bool:
    return published is None or days[0].isoformat() <= published[:10] <= days[1].isoformat()


def _covers(source: Watched, name: str) -> bool:
    return any(name == own or name.endswith(f".{own}") for own in source.hosts)
