"""How each source has done: its looks, its stories, what was read of them, who was first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Row, and_, case, func, select
from sqlalchemy.orm import Session

from storage.feeds import SourceState, Validators, source_states
from storage.sql import batches, put
from storage.tables import (
    article_version,
    capture,
    claim,
    feed,
    link,
    look,
    membership,
    reading,
    report,
)

ANSWERED = "answered"
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one door of a source. ``outcome``: answered, unchanged, or why not."""

    source: str
    door: str
    at: datetime
    outcome: str
    listed: int = 0
    new: int = 0

    @property
    def ok(self) -> bool:
        return self.outcome in (ANSWERED, UNCHANGED)


@dataclass(frozen=True, slots=True)
class DoorState:
    """How a door was when last looked at."""

    url: str
    source: str | None
    fetched_at: datetime
    status: int  # 0: no answer
    validators: Validators
    failures: int = 0
    next_at: datetime | None = None  # a door that fails is left alone until then
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Stories:
    """What came of a source's stories in some stretch of time."""

    found: int = 0
    fetched: int = 0
    kept: int = 0
    screened: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)  # by kind
    unreadable: Mapping[str, int] = field(default_factory=dict)  # by reason, reading's included
    articles: int = 0  # that were read
    relevant: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)  # articles that gave this field


@dataclass(frozen=True, slots=True)
class Worth:
    """What a source contributes to the incidents. ``lag``: median behind whoever was first."""

    incidents: int = 0
    alone: int = 0  # incidents nobody else reported
    first: int = 0  # incidents others reported later
    lag: timedelta | None = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One line of ``casebook sources``."""

    name: str
    state: SourceState | None
    stories: int = 0
    relevant: int = 0
    unread: Mapping[str, int] = field(default_factory=dict)
    worth: Worth = Worth()


# ---------------------------------------------------------------------------------- looks


def note_look(session: Session, item: Look) -> None:
    session.execute(
        look.insert().values(
            source=item.source,
            door=item.door,
            at=item.at,
            outcome=item.outcome[:20],
            listed=item.listed,
            new=item.new,
        )
    )


# ---------------------------------------------------------------------------------- doors


def door(session: Session, url: str) -> DoorState | None:
    row = session.execute(select(feed).where(feed.c.url == url)).first()
    return _door(row) if row else None


def resting(session: Session, *, now: datetime) -> set[str]:
    """The doors that failed a while ago and are left alone for now."""
    return set(session.execute(select(feed.c.url).where(feed.c.next_at > now)).scalars())


def answered_since(session: Session, doors: Iterable[str], *, since: datetime) -> set[str]:
    """Those of these doors that answered from some moment on."""
    found: set[str] = set()
    good = look.c.outcome.in_((ANSWERED, UNCHANGED))
    for batch in batches(list(doors)):
        statement = select(look.c.door).where(look.c.door.in_(batch), look.c.at >= since, good)
        found.update(session.execute(statement).scalars())
    return found


def answered_until(session: Session, url: str) -> tuple[datetime | None, datetime | None]:
    """When a door last answered, whatever happened since; and when it was first looked at."""
    answered = case((look.c.outcome.in_((ANSWERED, UNCHANGED)), look.c.at))
    statement = select(func.max(answered), func.min(look.c.at)).where(look.c.door == url)
    last, first = session.execute(statement).one()
    return last, first


def door_failed(
    session: Session,
    url: str,
    *,
    source: str | None,
    says: str,
    failures: int,
    next_at: datetime | None,
    now: datetime,
) -> None:
    """Remember that a door did not open, what it last sent stays known."""
    old = door(session, url)
    known = old.validators if old else Validators()
    put(
        session,
        feed,
        [
            {
                "url": url,
                "source": source,
                "fetched_at": now,
                "status": 0,
                "etag": known.etag,
                "last_modified": known.last_modified,
                "failures": failures,
                "next_at": next_at,
                "says": says,
            }
        ],
    )


def _door(row: Row[Any]) -> DoorState:
    return DoorState(
        url=row.url,
        source=row.source,
        fetched_at=row.fetched_at,
        status=row.status,
        validators=Validators(row.etag, row.last_modified),
        failures=row.failures,
        next_at=row.next_at,
        says=row.says,
    )


# ---------------------------------------------------------------------------------- stories


def stories(session: Session, *, since: datetime, until: datetime) -> dict[str, Stories]:
    """What came of each source's stories that were found, fetched or read in a stretch of time."""
    parts: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, key, value in _story_counts(session, since, until):
        parts[name][key] = value
    for key, rows in (
        ("failed", _failures(session, since, until)),
        ("unreadable", _unreadable(session, since, until)),
        ("fields", _fields(session, since, until)),
    ):
        for name, what, number in rows:
            parts[name].setdefault(key, Counter())[what] += number
    return {name: Stories(**parts[name]) for name in sorted(parts)}


def _story_counts(
    session: Session, since: datetime, until: datetime
) -> Iterable[tuple[str, str, int]]:
    found = (
        select(link.c.source, func.count())
        .where(link.c.source.is_not(None), link.c.found_at >= since, link.c.found_at < until)
        .group_by(link.c.source)
    )
    for name, number in session.execute(found):
        yield name, "found", number
    fetched = (
        select(
            link.c.source,
            func.count(),
            func.sum(case((capture.c.verdict == "kept", 1), else_=0)),
            func.sum(case((capture.c.verdict == "screened", 1), else_=0)),
        )
        .join(capture, capture.c.link_id == link.c.id)
        .where(*_fetched_within(since, until))
        .group_by(link.c.source)
    )
    for name, all_, kept, screened in session.execute(fetched):
        yield name, "fetched", all_
        yield name, "kept", kept
        yield name, "screened", screened
    read = (
        _read(since, until)
        .with_only_columns(
            link.c.source,
            func.count(),
            func.sum(case((article_version.c.relevant, 1), else_=0)),
        )
        .group_by(link.c.source)
    )
    for row in session.execute(read):
        yield row[0], "articles", row[1]
        yield row[0], "relevant", row[2]


def _fetched_within(since: datetime, until: datetime) -> tuple[Any, ...]:
    return (
        link.c.source.is_not(None),
        capture.c.fetched_at >= since,
        capture.c.fetched_at < until,
    )


def _read(since: datetime, until: datetime) -> Any:
    return (
        select(link.c.source)
        .join(capture, capture.c.link_id == link.c.id)
        .join(article_version, article_version.c.capture_id == capture.c.id)
        .where(*_fetched_within(since, until))
    )


def _failures(session: Session, since: datetime, until: datetime) -> Iterable[tuple[str, str, int]]:
    statement = (
        select(link.c.source, link.c.failure, func.count())
        .where(link.c.source.is_not(None), link.c.failure.is_not(None))
        .where(link.c.fetched_at >= since, link.c.fetched_at < until)
        .group_by(link.c.source, link.c.failure)
    )
    for row in session.execute(statement):
        name, kind, number = row
        yield name, str(kind), number


def _unreadable(
    session: Session, since: datetime, until: datetime
) -> Iterable[tuple[str, str, int]]:
    at_fetch = (
        select(link.c.source, capture.c.reason, func.count())
        .join(capture, capture.c.link_id == link.c.id)
        .where(*_fetched_within(since, until), capture.c.verdict == "unreadable")
        .group_by(link.c.source, capture.c.reason)
    )
    at_reading = (
        select(link.c.source, reading.c.reason, func.count())
        .join(capture, capture.c.link_id == link.c.id)
        .join(reading, reading.c.capture_id == capture.c.id)
        .where(*_fetched_within(since, until), reading.c.reason.is_not(None))
        .group_by(link.c.source, reading.c.reason)
    )
    cut_off = (
        select(link.c.source, reading.c.detail, func.count())
        .join(capture, capture.c.link_id == link.c.id)
        .join(reading, reading.c.capture_id == capture.c.id)
        .where(*_fetched_within(since, until))
        .where(reading.c.article_id.is_not(None), reading.c.detail.is_not(None))
        .group_by(link.c.source, reading.c.detail)
    )
    for statement in (at_fetch, at_reading, cut_off):
        yield from ((row[0], row[1] or "unreadable", row[2]) for row in session.execute(statement))


def _fields(session: Session, since: datetime, until: datetime) -> Iterable[tuple[str, str, int]]:
    """How many articles gave each field: those of the page itself, then those of its claims."""
    of_page = ("title", "published", "byline", "dateline", "outlet")
    columns = [
        func.sum(case((and_(own.is_not(None), own != ""), 1), else_=0))
        for own in (article_version.c[name] for name in of_page)
    ]
    for row in session.execute(
        _read(since, until).with_only_columns(link.c.source, *columns).group_by(link.c.source)
    ):
        yield from ((row[0], name, count) for name, count in zip(of_page, row[1:], strict=True))
    claimed = (
        _read(since, until)
        .join(report, report.c.version_id == article_version.c.id)
        .join(claim, claim.c.report_id == report.c.id)
        .where(report.c.n == 0, report.c.in_scope)
        .with_only_columns(
            link.c.source, claim.c.field, func.count(func.distinct(claim.c.report_id))
        )
        .group_by(link.c.source, claim.c.field)
    )
    for row in session.execute(claimed):
        name, what, count = row
        yield name, what, count


# ---------------------------------------------------------------------------------- worth


def records(session: Session, names: Iterable[str]) -> list[SourceRecord]:
    """A line for each of these sources, and for every other one the database has met."""
    states = source_states(session)
    seen = _links(session)
    unread: dict[str, Counter[str]] = defaultdict(Counter)
    for name, reason, number in _unread(session):
        unread[name][reason] += number
    relevant, worth = _contributed(session)
    wanted = list(dict.fromkeys([*names, *sorted({*states, *seen})]))
    return [
        SourceRecord(
            name=name,
            state=states.get(name),
            stories=seen.get(name, 0),
            relevant=relevant.get(name, 0),
            unread=dict(sorted(unread[name].items())),
            worth=worth.get(name, Worth()),
        )
        for name in wanted
    ]


def _links(session: Session) -> dict[str, int]:
    statement = (
        select(link.c.source, func.count())
        .where(link.c.source.is_not(None))
        .group_by(link.c.source)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _unread(session: Session) -> Iterable[tuple[str, str, int]]:
    ever = datetime.fromisoformat("1990-01-01T00:00:00+00:00")
    never = datetime.fromisoformat("9990-01-01T00:00:00+00:00")
    yield from _unreadable(session, ever, never)
    yield from _failures(session, ever, never)


def _contributed(session: Session) -> tuple[Counter[str], dict[str, Worth]]:
    """Of each source how many of its stories are relevant, and what they are worth.

    An outlet's time for an incident is when it published its first story on it, or when we
    fetched that where it does not say.
    """
    tells: dict[int, list[int]] = defaultdict(list)  # a version, of which incidents
    for version, number in session.execute(_TELLS):
        tells[version].append(number)
    relevant: Counter[str] = Counter()
    told: dict[int, dict[str, datetime]] = defaultdict(dict)
    for version, name, is_relevant, at in session.execute(_STANDING):
        relevant[name] += is_relevant
        for number in tells.get(version, ()):
            told[number][name] = min(at, told[number].get(name, at))
    return relevant, _worths(told)


#: Both are read from indexes: the rows are wide, of texts that nobody asks for here.
_TELLS = select(report.c.version_id, membership.c.incident).join(
    membership, and_(membership.c.anchor == report.c.anchor, report.c.current)
)
_STANDING = (
    select(
        article_version.c.id,
        link.c.source,
        article_version.c.relevant,
        func.coalesce(article_version.c.published_at, capture.c.fetched_at),
    )
    .join(capture, capture.c.id == article_version.c.capture_id)
    .join(link, link.c.id == capture.c.link_id)
    .where(article_version.c.current, link.c.source.is_not(None))
)


def _worths(told: Mapping[int, Mapping[str, datetime]]) -> dict[str, Worth]:
    """Who reported what alone, who was first, and how far behind the others were."""
    lags: dict[str, list[timedelta]] = defaultdict(list)
    alone: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for by_source in told.values():
        earliest = min(by_source.values())
        for name, at in by_source.items():
            if len(by_source) == 1:
                alone[name] += 1
                continue
            lags[name].append(at - earliest)
            first[name] += at == earliest
    return {
        name: Worth(
            incidents=alone[name] + len(lags[name]),
            alone=alone[name],
            first=first[name],
            lag=_middle(lags[name]),
        )
        for name in {*alone, *lags}
    }


def _middle(lags: Sequence[timedelta]) -> timedelta | None:
    seconds = [lag.total_seconds() for lag in lags]
    return timedelta(seconds=median(seconds)) if seconds else None
