"""Pages that need not be kept for ever: read, found to be about no shooting, and long past."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from pipeline.linking.rows import CONTENT_TYPE as ROW
from storage import articles, moved_records, tombstones
from storage.archive import ArchiveRef
from storage.dates import stamp
from storage.pages import Kept
from storage.sql import batches
from storage.tables import (
    article_version,
    capture,
    document,
    link,
    membership,
    reading,
    report,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A page whose time is over, and every record of it in the archive."""

    capture_id: int
    refs: tuple[ArchiveRef, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A page that was dropped: what is still known of it."""

    url: str
    fetched_at: datetime
    says: str


def due(session: Session, *, before: datetime) -> list[Due]:
    """Pages fetched before then, no version of whose article was ever relevant.

    Never one that belongs to an incident, a document, a row of one's own record, a tombstone.
    """
    told = select(article_version.c.article_id).where(article_version.c.relevant)
    linked = select(report.c.article_id).join(membership, membership.c.anchor == report.c.anchor)
    papers = select(document.c.capture_id).where(document.c.capture_id.is_not(None))
    statement = (
        select(capture)
        .join(reading, reading.c.capture_id == capture.c.id)
        .where(
            capture.c.verdict == Kept.KEPT,
            capture.c.file.is_not(None),
            capture.c.fetched_at < before,
            func.coalesce(capture.c.content_type, "").not_in((ROW, tombstones.CONTENT_TYPE)),
            reading.c.article_id.is_not(None),
            reading.c.article_id.not_in(told),
            reading.c.article_id.not_in(linked),
            capture.c.id.not_in(papers),
        )
        .order_by(capture.c.id)
    )
    return [Due(row.id, _refs(row)) for row in session.execute(statement)]


def _refs(row: Any) -> tuple[ArchiveRef, ...]:
    own = ArchiveRef(row.file, row.offset, row.length)
    return (own, *(ArchiveRef(**hop) for hop in row.hops or ()))


def shared(session: Session, items: Sequence[Due]) -> set[tuple[str, int]]:
    """Records that somebody else points at, too: they stay."""
    going = {item.capture_id for item in items}
    places = sorted({(ref.file, ref.offset) for item in items for ref in item.refs})
    found: set[tuple[str, int]] = set()
    for batch in batches(places, 200):  # by two lists: SQLite would read all for a list of pairs
        files, offsets = ({place[at] for place in batch} for at in (0, 1))
        for table in (capture, document):
            here = select(table.c.id, table.c.file, table.c.offset).where(
                table.c.file.in_(files), table.c.offset.in_(offsets)
            )
            found |= {
                (row.file, row.offset)
                for row in session.execute(here)
                if table is document or row.id not in going
            }
    found &= set(places)
    hopping = select(capture.c.id, capture.c.hops).where(capture.c.hops.is_not(None))
    for row in session.execute(hopping):
        if row.id not in going:
            found |= {(hop["file"], hop["offset"]) for hop in row.hops}
    return found


def drop(
    session: Session,
    numbers: Collection[int],
    rewritten: Mapping[str, tuple[str, Mapping[int, int]]],
    *,
    now: datetime,
) -> None:
    """Point every row at the files without these pages, and forget what was read from them."""
    for batch in batches(sorted(numbers)):
        session.execute(
            update(capture)
            .where(capture.c.id.in_(batch))
            .values(
                verdict=Kept.EXPIRED,
                reason="not relevant",
                detail=f"dropped {stamp(now)[:10]}",
                file=None,
                offset=None,
                length=None,
                hops=None,
            )
        )
    moved_records.move(session, rewritten)
    for number in sorted(numbers):
        articles.forget(session, number)


def count(session: Session) -> int:
    """How many pages were dropped."""
    statement = select(func.count()).where(capture.c.verdict == Kept.EXPIRED)
    return int(session.execute(statement).scalar_one())


def gone(session: Session) -> list[Gone]:
    """The pages that were dropped, by when they were fetched."""
    statement = (
        select(link.c.url, capture.c.fetched_at, capture.c.detail)
        .join(capture, capture.c.link_id == link.c.id)
        .where(capture.c.verdict == Kept.EXPIRED)
        .order_by(capture.c.fetched_at, capture.c.id)
    )
    return [Gone(row.url, row.fetched_at, row.detail) for row in session.execute(statement)]
