"""The reader's job: what is kept and unread is read, page by page, and stored."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.reader import READER_VERSION, read
from pipeline.records import Page, Reading, Rejected
from scheduler.workplace import Progress, Workplace, silent
from storage import articles, pages, tombstones
from storage.archive import Archive, ArchiveError
from storage.pages import WaitingCapture

log = logging.getLogger(__name__)

_BATCH = 20


@dataclass(frozen=True, slots=True)
class _SetAside:
    """A page there is nothing to read in, and why."""

    reason: str
    detail: str


def read_waiting(
    place: Workplace,
    *,
    now: datetime,
    progress: Progress = silent,
    counts: Counter[str] | None = None,
    most: int | None = None,
) -> Counter[str]:
    """Read everything this reader has not read, or about ``most`` pages; counts by outcome.

    A page that makes the reader fail is logged with its traceback, marked, and stops nothing:
    the next version of the reader tries it again. Who must know how far it came when it is
    stopped hands in the ``counts``.
    """
    counts = Counter() if counts is None else counts
    with place.database.read() as session:
        total = pages.waiting_count(session, reader_version=READER_VERSION)
    for batch in _batches(place):
        results = [(item, _read_one(place.archive, item)) for item in batch]
        with place.database.write() as session:
            for item, result in results:
                counts[_outcome(place, result)] += 1
                if isinstance(result, Reading):
                    articles.save_reading(session, item.capture_id, result, now=now)
                else:
                    articles.set_aside(
                        session,
                        item.capture_id,
                        version=READER_VERSION,
                        reason=result.reason,
                        detail=result.detail,
                    )
        progress(counts.total(), total)
        if most is not None and counts.total() >= most:
            break
    return counts


def _batches(place: Workplace) -> Iterator[Sequence[WaitingCapture]]:
    after = 0
    while True:
        with place.database.read() as session:
            batch = pages.waiting(session, reader_version=READER_VERSION, limit=_BATCH, after=after)
        if not batch:
            return
        yield batch
        after = batch[-1].capture_id


def _read_one(archive: Archive, item: WaitingCapture) -> Reading | _SetAside:
    try:
        page = _page(archive, item)
        if page.content_type == tombstones.CONTENT_TYPE:
            return tombstones.read(item.url, page.body, version=READER_VERSION)
        return read(page)
    except Rejected as refusal:
        return _SetAside(str(refusal.reason), refusal.detail)
    except ArchiveError as fault:
        log.warning("%s: %s", item.url, fault)
        return _SetAside("missing in the archive", str(fault))
    except Exception as fault:
        log.exception("the reader failed on %s", item.url)
        return _SetAside(FAULT, f"{type(fault).__name__}: {fault}"[:500])


#: The reason stored for a page the reader itself failed on.
FAULT = "the reader failed"


def _page(archive: Archive, item: WaitingCapture) -> Page:
    record = archive.load(item.ref)
    return Page(
        url=item.url,
        body=record.payload,
        fetched_at=item.fetched_at,
        content_type=item.content_type,
        final_url=item.final_url,
        headers={name.lower(): value for name, value in record.headers},
        outlet=item.home,
    )


def _outcome(place: Workplace, result: Reading | _SetAside) -> str:
    if isinstance(result, Reading):
        return "relevant" if result.relevant(place.database.scope) else "not relevant"
    return result.reason
