"""The frontier: addresses found, leased to a worker, handed back, done or given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select, update
from sqlalchemy.orm import Session

from pipeline import urls
from pipeline.records import OutletPlace
from pipeline.urls import key
from storage import hosts, redactions
from storage.sql import batches, insert_new, put_new
from storage.tables import capture, host, link, sighting

#: Longer addresses are traps or data in disguise; PostgreSQL could not index them either.
MAX_URL = 2000


class LinkState(StrEnum):
    FOUND = "found"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"  # not tried again by itself
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An address and what led to it. ``url`` is already in its normal form."""

    url: str
    via: str  # the feed, sitemap, query or file that shows it
    source: str | None = None
    home: OutletPlace = OutletPlace()  # noqa: RUF009 - frozen
    claimed: str | None = None  # the date given there, as written
    met: str | None = None  # the address as it stood there, to be tried when ``url`` fails


@dataclass(frozen=True, slots=True)
class LeasedLink:
    id: int
    url: str
    source: str | None
    home: OutletPlace
    attempts: int
    met: str | None = None
    known: bool = False  # it answered before, in whatever way


@dataclass(frozen=True, slots=True)
class DeadLink:
    """An address of which nothing could be had; ``found_at`` is when we heard of it."""

    link: LeasedLink
    found_at: datetime


def found(session: Session, links: Sequence[FoundLink], *, now: datetime) -> int:
    """Remember the addresses and who showed them; how many are new.

    Too long ones are left out, and those that were erased and must not come back.
    """
    barred = redactions.listed(session)
    links = [item for item in links if barred.address(item.url) is not redactions.Level.ERASE]
    keyed = [(key(item.url), item) for item in links if len(item.url) <= MAX_URL]
    usable = dict(reversed(keyed))
    rows = [_found_row(story, usable[story], now) for story in sorted(usable)]
    hosts.introduce(session, (row["host"] for row in rows), now=now)
    new = insert_new(session, link, rows, link.c.id)
    ids = _ids(session, usable)
    sightings = [
        {"link_id": ids[story], "via": item.via, "seen_at": now, "claimed": item.claimed}
        for story, item in keyed
    ]
    # always in one order: two crawlers that find the same stories must not wait for each other
    put_new(session, sighting, sorted(sightings, key=lambda row: (row["link_id"], row["via"])))
    return len(new)


def _found_row(story: str, item: FoundLink, now: datetime) -> dict[str, Any]:
    return {
        "key": story,
        "url": item.url,
        "met": item.met if item.met and len(item.met) <= MAX_URL else None,
        "host": urls.host(item.url),
        "source": item.source,
        "home": _told_home(item.home),
        "state": LinkState.FOUND,
        "found_at": now,
        "next_at": now,
        "attempts": 0,
    }


@lru_cache(maxsize=256)
def _told_home(home: OutletPlace) -> dict[str, Any]:
    return asdict(home)


def link_ids(session: Session, urls: Iterable[str]) -> dict[str, int]:
    """The links of these addresses, however each is spelled."""
    stories = {url: key(url) for url in urls}
    ids = _ids(session, stories.values())
    return {url: ids[story] for url, story in stories.items() if story in ids}


def link_states(session: Session, urls: Iterable[str]) -> dict[str, str]:
    """How far the links of these addresses have come."""
    stories = {url: key(url) for url in urls}
    states: dict[str, str] = {}
    for batch in batches(sorted(set(stories.values()))):
        statement = select(link.c.key, link.c.state).where(link.c.key.in_(batch))
        states.update((row.key, row.state) for row in session.execute(statement))
    return {url: states[story] for url, story in stories.items() if story in states}


def _ids(session: Session, stories: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for batch in batches(sorted(set(stories))):
        statement = select(link.c.key, link.c.id).where(link.c.key.in_(batch))
        ids.update((row.key, row.id) for row in session.execute(statement))
    return ids


def lease(
    session: Session,
    *,
    worker: str,
    limit: int,
    now: datetime,
    until: datetime,
    sources: Collection[str] | None = None,
    most_hosts: int | None = None,
    at: datetime | None = None,
) -> list[LeasedLink]:
    """Take at most ``limit`` links that are due, and with them their hosts; nobody else gets these.

    What is leased is the host, until ``until`` by the database's clock, which says ``at``; links
    that an earlier crawler left leased there are due. Who waits longest comes first, but every
    host has its turn: thousands of links of a slow one must not hold up the others.
    """
    at = at or now
    refused: set[str] = set()
    free = hosts.free_for(worker, now=at, until=until)
    for _ in range(_TRIES):  # another may be quicker
        waiting = _in_turn(session, worker, limit, now, sources, free)
        turns = [item for item in waiting if item[0] not in refused]
        chosen = _first_hosts(turns, limit, most_hosts)
        mine = hosts.take(session, chosen, worker=worker, now=at, until=until)
        ids = [number for name, number in turns if name in mine][:limit]
        if rows := _take(session, ids, worker, now, until):
            return [_leased(row) for row in rows]
        if not chosen:
            break
        refused.update(chosen)
    return []


_TRIES = 3
_SEEN_AHEAD = 20  # batches that are looked at so that every host has its turn


def _due(worker: str, now: datetime) -> ColumnElement[bool]:
    """Links that wait, and those that whoever had the host before did not finish."""
    left = or_(link.c.leased_until <= now, link.c.leased_by != worker)
    return or_(
        and_(link.c.state == LinkState.FOUND, link.c.next_at <= now),
        and_(link.c.state == LinkState.LEASED, left),
    )


def _in_turn(
    session: Session,
    worker: str,
    limit: int,
    now: datetime,
    sources: Collection[str] | None,
    free: ColumnElement[bool],
) -> list[tuple[str, int]]:
    """The first link of every free host where one waits, then the second ones, and so on."""
    statement = (
        select(link.c.id, link.c.host)
        .join(host, host.c.name == link.c.host)
        .where(_due(worker, now), free)
        .order_by(link.c.next_at, link.c.id)
        .limit(limit * _SEEN_AHEAD)
    )
    if sources is not None:
        statement = statement.where(link.c.source.in_(sorted(sources)))
    by_host: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in session.execute(statement):
        by_host[row.host].append((row.host, row.id))
    return [item for turn in zip_longest(*by_host.values()) for item in turn if item]


def _first_hosts(turns: Iterable[tuple[str, int]], limit: int, most: int | None) -> list[str]:
    """The hosts the first ``limit`` links are on, at most so many."""
    names = dict.fromkeys(name for name, _ in islice(turns, limit))
    return list(islice(names, most))


def _take(
    session: Session, ids: Sequence[int], worker: str, now: datetime, until: datetime
) -> Sequence[Row[Any]]:
    found: list[Row[Any]] = []
    for batch in batches(ids):
        statement = select(link).where(link.c.id.in_(batch), _due(worker, now))
        rows = session.execute(statement.with_for_update(skip_locked=True)).all()
        found += rows
        session.execute(
            update(link)
            .where(link.c.id.in_([row.id for row in rows]))
            .values(
                state=LinkState.LEASED,
                leased_by=worker,
                leased_until=until,
                attempts=link.c.attempts + 1,
            )
        )
    return sorted(found, key=lambda row: (row.next_at, row.id))


def _leased(row: Row[Any]) -> LeasedLink:
    return LeasedLink(
        row.id,
        row.url,
        row.source,
        home_of(row),
        row.attempts + 1,
        row.met,
        known=row.fetched_at is not None,
    )


def give_back(
    session: Session, link_id: int, *, worker: str, later: datetime | None = None
) -> None:
    """Give up one lease: the link is due for whoever has its host, at once or ``later``."""
    values = dict(_HANDED_BACK) | ({} if later is None else {link.c.next_at: later})
    session.execute(
        update(link)
        .where(link.c.id == link_id, link.c.leased_by == worker, link.c.state == LinkState.LEASED)
        .values(values)
    )


def left_to_others(
    session: Session, *, worker: str, now: datetime, sources: Collection[str]
) -> bool:
    """Whether links wait on hosts that another crawler has leased."""
    statement = (
        select(link.c.id)
        .join(host, host.c.name == link.c.host)
        .where(_due(worker, now), host.c.worker.is_not(None), host.c.worker != worker)
        .where(link.c.source.in_(sorted(sources)))
        .limit(1)
    )
    return session.execute(statement).first() is not None


def hand_back(session: Session, *, worker: str) -> int:
    """Give up this worker's leases: what it had not finished is due again at once."""
    result = session.execute(
        update(link)
        .where(link.c.leased_by == worker, link.c.state == LinkState.LEASED)
        .values(_HANDED_BACK)
        .returning(link.c.id)
    )
    hosts.release(session, worker=worker)
    return len(result.all())


_HANDED_BACK: Mapping[Any, Any] = {
    link.c.state: LinkState.FOUND,
    link.c.leased_by: None,
    link.c.leased_until: None,
    link.c.attempts: case((link.c.attempts > 0, link.c.attempts - 1), else_=0),
}


def fail(
    session: Session,
    link_id: int,
    *,
    kind: str,
    detail: str,
    retry_at: datetime | None,
    now: datetime,
) -> None:
    """No usable answer. With ``retry_at`` the link is due then; kind "gone" closes it for good."""
    state = LinkState.GONE if kind == "gone" else LinkState.FAILED
    session.execute(
        update(link)
        .where(link.c.id == link_id)
        .values(
            state=LinkState.FOUND if retry_at else state,
            next_at=retry_at or link.c.next_at,
            leased_by=None,
            leased_until=None,
            fetched_at=now,
            failure=kind,
            failure_detail=detail,
        )
    )


#: Failures after which a copy in an archive is worth asking for; not where we were forbidden.
_DEAD = ("gone", "name not found", "redirects", "left its site", "no answer")
#: So long an archive has to answer for an address before another crawl asks it in its place.
_ASKING = timedelta(hours=1)
#: So long an archive in trouble is left alone.
_ANOTHER_DAY = timedelta(hours=23)


def dead_links(
    session: Session, *, worker: str, limit: int, now: datetime, sources: Collection[str]
) -> list[DeadLink]:
    """Addresses that failed for good with nothing kept; the ``worker`` asks an archive for them.

    Nobody else gets one for an hour: what :func:`archive_asked` does not close by then comes again.
    """
    nothing = ~select(capture.c.id).where(capture.c.link_id == link.c.id).exists()
    statement = (
        select(link)
        .where(link.c.state.in_((LinkState.GONE, LinkState.FAILED)), link.c.failure.in_(_DEAD))
        .where(link.c.archive_asked_at.is_(None), nothing, link.c.source.in_(sorted(sources)))
        .where(or_(link.c.leased_until.is_(None), link.c.leased_until <= now))
        .order_by(link.c.id)
        .limit(limit)
    )
    rows = session.execute(statement.with_for_update(skip_locked=True)).all()
    mine = {"leased_by": worker, "leased_until": now + _ASKING}
    for batch in batches([row.id for row in rows]):
        session.execute(update(link).where(link.c.id.in_(batch)).values(mine))
    return [
        DeadLink(
            LeasedLink(row.id, row.url, row.source, home_of(row), row.attempts, row.met),
            row.found_at,
        )
        for row in rows
    ]


def archive_asked(session: Session, link_id: int, *, now: datetime) -> None:
    """An archive has said what it has of a dead address: it is not asked for it again."""
    closed = {"archive_asked_at": now, "leased_by": None, "leased_until": None}
    session.execute(update(link).where(link.c.id == link_id).values(closed))


def ask_archive_again(session: Session, link_id: int, *, now: datetime) -> None:
    """The archive could not say; it is asked another day."""
    later = {"leased_until": now + _ANOTHER_DAY}
    session.execute(update(link).where(link.c.id == link_id).values(later))


def due_links(session: Session, *, now: datetime) -> int:
    """How many links wait to be fetched (also those leased by a worker that may be dead)."""
    statement = select(func.count()).where(
        or_(
            and_(link.c.state == LinkState.FOUND, link.c.next_at <= now),
            link.c.state == LinkState.LEASED,
        )
    )
    return session.execute(statement.select_from(link)).scalar_one()


def reopen(session: Session, link_ids: Iterable[int], *, now: datetime) -> None:
    """Let these be fetched once more; what is leased stays with whoever has it."""
    for batch in batches(sorted(set(link_ids))):
        session.execute(
            update(link)
            .where(link.c.id.in_(batch), link.c.state != LinkState.LEASED)
            .values(state=LinkState.FOUND, next_at=now, attempts=0)
        )


def failed_among(session: Session, link_ids: Iterable[int]) -> list[int]:
    """Those of these links that were given up."""
    found: list[int] = []
    for batch in batches(sorted(set(link_ids))):
        statement = select(link.c.id).where(
            link.c.id.in_(batch), link.c.state.in_((LinkState.FAILED, LinkState.GONE))
        )
        found += session.execute(statement).scalars()
    return found


def due_of(session: Session, source_name: str, *, now: datetime) -> bool:
    """Whether any link of a source waits to be fetched."""
    waits = and_(link.c.state == LinkState.FOUND, link.c.next_at <= now)
    statement = select(link.c.id).where(link.c.source == source_name, waits).limit(1)
    return session.execute(statement).first() is not None


def link_counts(session: Session) -> dict[str, int]:
    """How many links there are in each state."""
    statement = select(link.c.state, func.count()).group_by(link.c.state).order_by(link.c.state)
    return {row[0]: row[1] for row in session.execute(statement)}


def home_of(row: Row[Any]) -> OutletPlace:
    """Where the outlet of this link is at home, as its source told."""
    return OutletPlace(**(row.home or {}))
