"""What addresses answered: pages that were kept, screened out or could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, func, or_, select, update
from sqlalchemy.orm import Session

from pipeline.records import OutletPlace, Scope
from pipeline.urls import key
from storage.archive import ArchiveRef
from storage.feeds import Validators
from storage.frontier import MAX_URL, FoundLink, LinkState, found, home_of, link_ids
from storage.sql import batches, insert_new, put_new
from storage.tables import capture, link, reading, sighting


class Kept(StrEnum):
    """What we did with one answer."""

    KEPT = "kept"
    UNCHANGED = "unchanged"
    SCREENED = "screened"
    UNREADABLE = "unreadable"
    EXPIRED = "expired"  # it was kept, and its time is over


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
    validators: Validators = Validators()  # noqa: RUF009 - frozen
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
        home=home_of(row),
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
