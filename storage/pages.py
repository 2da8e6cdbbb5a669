"""The frontier and what came of it: addresses found, leased, fetched, kept or given up."""

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
from pipeline.records import OutletPlace, Scope
from pipeline.urls import key
from storage import hosts, redactions
from storage.archive import ArchiveRef
from storage.sql import batches, insert_new, put, put_new
from storage.tables import capture, feed, host, link, reading, sighting, source

#: Longer addresses are traps or data in disguise; PostgreSQL could not index them either.
MAX_URL = 2000


class LinkState(StrEnum):
    FOUND = "found"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"  # not tried again by itself
    GONE = "gone"


class Kept(StrEnum):
    """What we did with one answer."""

    KEPT = "kept"
    UNCHANGED = "unchanged"
    SCREENED = "screened"
    UNREADABLE = "unreadable"
    EXPIRED = "expired"  # it was kept, and its time is over


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


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends along."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class NewCapture:
    """One answer to one fetch. ``ref`` for what was kept; ``sha256`` of the decoded payload."""

    link_id: int
    fetched_at: datetime
    status: int
    sha256: str
    verdict: Kept
    ref: ArchiveRef | None = None
    hops: tuple[ArchiveRef, ...] = ()
    final_url: str | None = None
    content_type: str | None = None
    validators: Validators = Validators()
    reason: str | None = None
    detail: str | None = None
    screen_version: str | None = None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class WaitingCapture:
    """A page that is kept and that this reader has not read."""

    capture_id: int
    url: str
    final_url: str | None
    content_type: str
    home: OutletPlace
    fetched_at: datetime
    ref: ArchiveRef


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source was when last looked at."""

    key: str
    tried_at: datetime | None
    succeeded_at: datetime | None
    next_at: datetime | None
    interval: timedelta | None
    failures: int
    new_links: int
    message: str | None


# ---------------------------------------------------------------------------------- frontier


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
        _home(row),
        row.attempts + 1,
        row.met,
        known=row.fetched_at is not None,
    )


def give_back(session: Session, link_id: int, *, worker: str) -> None:
    """Give up one lease: the link is due for whoever has its host."""
    session.execute(
        update(link)
        .where(link.c.id == link_id, link.c.leased_by == worker, link.c.state == LinkState.LEASED)
        .values(_HANDED_BACK)
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
            LeasedLink(row.id, row.url, row.source, _home(row), row.attempts, row.met), row.found_at
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


# ---------------------------------------------------------------------------------- captures


def keep(session: Session, new: NewCapture, *, now: datetime) -> int:
    """Note one answer; the link is done. The id of the capture that holds this payload.

    The same payload of the same link is one capture, however often it comes; an "unchanged"
    answer (304) belongs to the link's latest one. 0 when there is none.
    """
    _done(session, [new.link_id], now=now)
    if new.verdict is Kept.UNCHANGED:
        return _latest_capture(session, new.link_id) or 0
    added = insert_new(session, capture, [_capture_row(new)], capture.c.id)
    if added:
        return int(added[0].id)
    return _same_payload(session, new)


def keep_many(session: Session, items: Sequence[NewCapture], *, now: datetime) -> None:
    """Note many answers as :func:`keep` would one after the other, in a few statements."""
    _done(session, [item.link_id for item in items], now=now)
    answers = [item for item in items if item.verdict is not Kept.UNCHANGED]
    known = _captured(session, [item.link_id for item in answers])
    fresh: list[NewCapture] = []
    again: list[NewCapture] = []
    for item in answers:
        (again if (item.link_id, item.sha256) in known else fresh).append(item)
        known.add((item.link_id, item.sha256))
    put_new(session, capture, [_capture_row(item) for item in fresh])
    for item in again:
        _same_payload(session, item)


def _done(session: Session, link_ids: Iterable[int], *, now: datetime) -> None:
    for batch in batches(sorted(set(link_ids))):
        session.execute(
            update(link)
            .where(link.c.id.in_(batch))
            .values(
                state=LinkState.DONE,
                leased_by=None,
                leased_until=None,
                fetched_at=now,
                failure=None,
                failure_detail=None,
            )
        )


def _captured(session: Session, link_ids: Iterable[int]) -> set[tuple[int, str]]:
    """The payloads we have of these links."""
    known: set[tuple[int, str]] = set()
    for batch in batches(sorted(set(link_ids))):
        statement = select(capture.c.link_id, capture.c.sha256).where(capture.c.link_id.in_(batch))
        known.update((row.link_id, row.sha256) for row in session.execute(statement))
    return known


def _capture_row(new: NewCapture) -> dict[str, Any]:
    return {
        "link_id": new.link_id,
        "fetched_at": new.fetched_at,
        "status": new.status,
        "final_url": new.final_url,
        "content_type": new.content_type,
        "etag": new.validators.etag,
        "last_modified": new.validators.last_modified,
        "sha256": new.sha256,
        "verdict": new.verdict,
        "reason": new.reason,
        "detail": new.detail,
        "screen_version": new.screen_version,
        "scope": new.scope,
        "file": new.ref.file if new.ref else None,
        "offset": new.ref.offset if new.ref else None,
        "length": new.ref.length if new.ref else None,
        "hops": [asdict(hop) for hop in new.hops] or None,
    }


def _same_payload(session: Session, new: NewCapture) -> int:
    """The capture we have; one that was screened out and is kept now gets its place."""
    old = session.execute(
        select(capture.c.id, capture.c.verdict).where(
            capture.c.link_id == new.link_id, capture.c.sha256 == new.sha256
        )
    ).one()
    fresh = _capture_row(new)
    if new.verdict is not Kept.KEPT or old.verdict == Kept.KEPT:
        fresh = {name: fresh[name] for name in ("etag", "last_modified")}
    session.execute(update(capture).where(capture.c.id == old.id).values(fresh))
    return int(old.id)


def _latest_capture(session: Session, link_id: int) -> int | None:
    return session.execute(
        select(capture.c.id)
        .where(capture.c.link_id == link_id)
        .order_by(capture.c.fetched_at.desc(), capture.c.id.desc())
        .limit(1)
    ).scalar()


def known_payload(session: Session, *, url: str, sha256: str) -> int | None:
    """The kept capture of this address with this payload: ask before appending to the archive."""
    return session.execute(
        select(capture.c.id)
        .join(link)
        .where(link.c.key == key(url), capture.c.sha256 == sha256, capture.c.verdict == Kept.KEPT)
    ).scalar()


def known_payloads(session: Session, sha256s: Iterable[str]) -> set[tuple[str, str]]:
    """The pairs of address and payload, of these payloads, that are kept already."""
    known: set[tuple[str, str]] = set()
    for batch in batches(sha256s):
        statement = (
            select(link.c.url, capture.c.sha256)
            .join(capture)
            .where(capture.c.sha256.in_(batch), capture.c.verdict == Kept.KEPT)
        )
        known.update((row.url, row.sha256) for row in session.execute(statement))
    return known


def ingested(
    session: Session, item: FoundLink, new: NewCapture, *, now: datetime
) -> tuple[int, bool]:
    """Keep what came from a file: link, sighting, capture. Its capture, and whether it is new.

    ``new.link_id`` is ignored; the link is the item's.
    """
    if len(item.url) > MAX_URL:
        raise ValueError(f"an address of more than {MAX_URL} characters")
    known = known_payload(session, url=item.url, sha256=new.sha256)
    found(session, [item], now=now)
    link_id = link_ids(session, [item.url])[item.url]
    fields = {name: getattr(new, name) for name in NewCapture.__dataclass_fields__}
    return keep(session, NewCapture(**fields | {"link_id": link_id}), now=now), known is None


#: Why a page was set aside that the reader itself failed on: the next version tries it again.
READER_FAILED = "the reader failed"


def _unread(reader_version: str, *, again: bool) -> Any:
    """Captures nobody has read or failed on; ``again``: or another version of the reader has."""
    other = reading.c.version != reader_version
    if not again:
        other &= reading.c.reason == READER_FAILED
    return and_(capture.c.verdict == Kept.KEPT, or_(reading.c.capture_id.is_(None), other))


def waiting(
    session: Session,
    *,
    reader_version: str,
    limit: int,
    after: int = 0,
    alone: bool = False,
    again: bool = False,
) -> list[WaitingCapture]:
    """Kept captures to be read, oldest first, beyond capture ``after``.

    Those that nobody has read; ``again``: also those that another version of the reader has.
    ``alone``: on PostgreSQL, those no other reader is at; they are the caller's until its
    transaction ends, however it ends.
    """
    statement = (
        select(capture, link.c.url, link.c.home)
        .join(link)
        .outerjoin(reading)
        .where(_unread(reader_version, again=again), capture.c.id > after)
        .order_by(capture.c.id)
        .limit(limit)
    )
    if alone:
        statement = statement.with_for_update(of=capture, key_share=True, skip_locked=True)
    return [_waiting(row) for row in session.execute(statement)]


def waiting_count(session: Session, *, reader_version: str, again: bool = False) -> int:
    """How many pages :func:`waiting` would give."""
    statement = select(func.count()).select_from(capture.outerjoin(reading))
    found = session.execute(statement.where(_unread(reader_version, again=again)))
    return found.scalar_one()


def set_aside_as(session: Session, reason: str) -> list[tuple[int, str]]:
    """The captures set aside for this reason, each with the file it is kept in."""
    statement = select(capture.c.id, capture.c.file).join(reading)
    statement = statement.where(reading.c.reason == reason, capture.c.file.is_not(None))
    return [(row.id, row.file) for row in session.execute(statement.order_by(capture.c.id))]


def captured(session: Session, numbers: Collection[int]) -> list[WaitingCapture]:
    """These captures, as they waited to be read; those that are kept no more are left out."""
    statement = (
        select(capture, link.c.url, link.c.home)
        .join(link)
        .where(capture.c.id.in_(numbers), capture.c.file.is_not(None))
        .order_by(capture.c.id)
    )
    return [_waiting(row) for row in session.execute(statement)]


def _waiting(row: Row[Any]) -> WaitingCapture:
    return WaitingCapture(
        capture_id=row.id,
        url=row.url,
        final_url=row.final_url,
        content_type=row.content_type or "",
        home=_home(row),
        fetched_at=row.fetched_at,
        ref=ArchiveRef(row.file, row.offset, row.length),
    )


@dataclass(frozen=True, slots=True)
class Sighting:
    """Who showed an address, when, and with which date."""

    via: str
    seen_at: datetime
    claimed: str | None


def sightings(session: Session, url: str) -> list[Sighting]:
    """Everything that ever led to a story, the first one first."""
    statement = (
        select(sighting.c.via, sighting.c.seen_at, sighting.c.claimed)
        .join(link, link.c.id == sighting.c.link_id)
        .where(link.c.key == key(url))
        .order_by(sighting.c.seen_at, sighting.c.via)
    )
    return [Sighting(row.via, row.seen_at, row.claimed) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class CaptureNote:
    """One answer of an address, as it was noted."""

    fetched_at: datetime
    status: int
    verdict: str
    reason: str | None
    detail: str | None


def captures_of(session: Session, url: str) -> list[CaptureNote]:
    """The answers an address gave, in order."""
    statement = (
        select(capture)
        .join(link)
        .where(link.c.key == key(url))
        .order_by(capture.c.fetched_at, capture.c.id)
    )
    return [
        CaptureNote(row.fetched_at, row.status, row.verdict, row.reason, row.detail)
        for row in session.execute(statement)
    ]


def capture_counts(session: Session) -> dict[tuple[str, str | None], int]:
    """How many captures there are of each verdict and reason."""
    statement = (
        select(capture.c.verdict, capture.c.reason, func.count())
        .group_by(capture.c.verdict, capture.c.reason)
        .order_by(capture.c.verdict, capture.c.reason)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(statement)}


def _home(row: Row[Any]) -> OutletPlace:
    return OutletPlace(**(row.home or {}))


# ---------------------------------------------------------------------------------- sources


def validators(session: Session, url: str) -> Validators:
    """ETag and Last-Modified of the last answer from this address: a page's, or a feed's."""
    row = session.execute(
        select(capture.c.etag, capture.c.last_modified)
        .join(link)
        .where(link.c.key == key(url))
        .order_by(capture.c.fetched_at.desc(), capture.c.id.desc())
        .limit(1)
    ).first()
    row = (
        row
        or session.execute(
            select(feed.c.etag, feed.c.last_modified).where(feed.c.url == url)
        ).first()
    )
    return Validators(row.etag, row.last_modified) if row else Validators()


def feed_fetched(
    session: Session,
    url: str,
    *,
    source: str | None,
    status: int,
    validators: Validators,
    now: datetime,
) -> None:
    """Remember what a feed answered. Call it after :func:`found`: then nothing of it is lost."""
    row = {"url": url, "source": source, "fetched_at": now, "status": status}
    row |= {"etag": validators.etag, "last_modified": validators.last_modified}
    put(session, feed, [row | {"failures": 0, "next_at": None, "says": None}])


def feed_known(session: Session, url: str, validators: Validators) -> None:
    """All that a feed leads to was read, too: it is asked only whether it changed."""
    values = {"etag": validators.etag, "last_modified": validators.last_modified}
    session.execute(update(feed).where(feed.c.url == url).values(values))


def source_seen(
    session: Session,
    name: str,
    *,
    now: datetime,
    ok: bool,
    message: str | None = None,
    new_links: int = 0,
    next_at: datetime | None = None,
    interval: timedelta | None = None,
) -> None:
    """Note how a look at a source went; failures are counted until the next success."""
    old = source_states(session).get(name)
    row: Mapping[str, Any] = {
        "key": name,
        "tried_at": now,
        "succeeded_at": now if ok else old and old.succeeded_at,
        "next_at": next_at,
        "interval_s": int(interval.total_seconds()) if interval else None,
        "failures": 0 if ok else (old.failures if old else 0) + 1,
        "new_links": new_links if ok else (old.new_links if old else 0),
        "message": message,
    }
    put(session, source, [row])


def source_states(session: Session) -> dict[str, SourceState]:
    rows = session.execute(select(source).order_by(source.c.key))
    return {row.key: _source_state(row) for row in rows}


def _source_state(row: Row[Any]) -> SourceState:
    return SourceState(
        key=row.key,
        tried_at=row.tried_at,
        succeeded_at=row.succeeded_at,
        next_at=row.next_at,
        interval=None if row.interval_s is None else timedelta(seconds=row.interval_s),
        failures=row.failures,
        new_links=row.new_links,
        message=row.message,
    )
