"""Files taken in: every usable record archived and noted as waiting, every other one named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from pipeline.records import OutletPlace
from pipeline.screen import screen
from pipeline.urls import key
from scheduler.files import TOO_LONG, Incoming, Unusable, find_files, kind_of, read_html, read_lines
from scheduler.workplace import Progress, Workplace, silent
from storage import pages, redactions, rejected
from storage.archive import Archive, ArchiveRef, payload_sha256
from storage.frontier import MAX_URL, FoundLink
from storage.pages import Kept, NewCapture
from storage.redactions import Level
from storage.warc import ArchivedRecord, BadRecord, iter_warc

_BATCH = 100
_SHOWN = 20

Record = Incoming | Unusable | ArchivedRecord


@dataclass(slots=True)
class IngestCounts:
    """What became of the records, by outcome; the first unusable ones in words."""

    by: Counter[str] = field(default_factory=Counter)
    unusable: list[str] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)  # folders with no file we take, bare files


@dataclass(frozen=True, slots=True)
class _Item:
    """A record on its way in: what is noted, and the bytes if they are to be kept."""

    link: FoundLink
    sha256: str
    fetched_at: datetime
    content_type: str
    status: int
    payload: bytes
    record: ArchivedRecord | None = None  # of a foreign WARC: copied, not made anew


def ingest(
    place: Workplace, paths: Sequence[Path], *, now: datetime, progress: Progress = silent
) -> IngestCounts:
    """Take files in; the same file twice adds nothing.

    Raises :class:`scheduler.files.NoSuchInput` before anything is taken when a path is wrong.
    """
    counts = IngestCounts()
    files = find_files(paths)
    counts.empty = [path for path in paths if path.is_dir() and not _any_in(path, files)]
    for path in files:
        records, before = _records(path, now), counts.by.total()
        while batch := list(islice(records, _BATCH)):
            _take(place, path, batch, counts, now=now)
            progress(counts.by.total(), None)
        if counts.by.total() == before:
            counts.empty.append(path)
    return counts


def _records(path: Path, now: datetime) -> Iterator[Record]:
    match kind_of(path):
        case ".jsonl" | ".jsonl.gz":
            yield from read_lines(path, now=now)
        case ".warc" | ".warc.gz":
            for record in iter_warc(path):
                yield _of_warc(path, record)
        case _:
            yield read_html(path, now=now)


def _of_warc(path: Path, record: ArchivedRecord | BadRecord) -> Record:
    if isinstance(record, BadRecord):
        return Unusable(path, record.offset, f"at this byte: {record.reason}", record.snippet)
    if len(record.url) > MAX_URL:
        return Unusable(path, record.offset, f"at this byte: {TOO_LONG}", record.url[:200])
    return record


def _take(
    place: Workplace, path: Path, batch: Sequence[Record], counts: IngestCounts, *, now: datetime
) -> None:
    """One unit of work: append what is new to the archive, sync, then commit its rows."""
    items = [item for record in batch if (item := _item(record, path, counts))]
    with place.database.read() as session:
        barred = redactions.listed(session)
        payloads = pages.known_payloads(session, [item.sha256 for item in items])
        known = {(key(url), sha256) for url, sha256 in payloads}
    taken_down = [item for item in items if barred.address(item.link.url) is Level.ERASE]
    counts.by["taken down"] += len(taken_down)
    items = [item for item in items if item not in taken_down] if taken_down else items
    notes = [(item, _capture(place, item, known)) for item in items]
    place.archive.sync()
    with place.database.write() as session:
        for item, capture in notes:
            _, new = pages.ingested(session, item.link, capture, now=now)
            counts.by[_outcome(capture, new=new)] += 1
        for record in batch:
            if isinstance(record, Unusable):
                rejected.add(
                    session,
                    file=str(record.path),
                    place=record.line or 0,
                    reason=record.reason,
                    snippet=record.snippet,
                    now=now,
                )
                _count_unusable(record, counts)


def _item(record: Record, path: Path, counts: IngestCounts) -> _Item | None:
    if isinstance(record, Unusable):
        return None
    if isinstance(record, Incoming):
        return _Item(
            link=FoundLink(record.url, via=record.origin, home=OutletPlace(outlet=record.outlet)),
            sha256=payload_sha256(record.payload),
            fetched_at=record.fetched_at,
            content_type=record.content_type,
            status=200,
            payload=record.payload,
        )
    if record.status != 200 or not record.url.startswith(("http://", "https://")):
        counts.by["not a page"] += 1
        return None
    return _Item(
        link=FoundLink(record.url, via=str(path)),
        sha256=payload_sha256(record.payload),
        fetched_at=record.fetched_at,
        content_type=record.content_type,
        status=record.status,
        payload=record.payload,
        record=record,
    )


def _capture(place: Workplace, item: _Item, known: set[tuple[str, str]]) -> NewCapture:
    """What a person hands over page by page is kept; a foreign archive's pages are screened."""
    screened = screen(item.payload, item.content_type, place.database.scope)
    keep = item.record is None or screened.passed
    ref, own = None, (key(item.link.url), item.sha256)
    if keep and own not in known:
        ref = _archived(place.archive, item)
        known.add(own)  # a second copy would have no row, and no redaction would find it
    return NewCapture(
        link_id=0,
        fetched_at=item.fetched_at,
        status=item.status,
        sha256=item.sha256,
        verdict=Kept.KEPT if keep else Kept.SCREENED,
        ref=ref,
        content_type=item.content_type,
        reason=None if keep else screened.reason,
        screen_version=screened.version,
        scope=place.database.scope,
    )


def _archived(archive: Archive, item: _Item) -> ArchiveRef:
    if item.record is not None:
        return archive.copy_record(item.record, sync=False)
    return archive.append_resource(
        url=item.link.url,
        content_type=item.content_type,
        payload=item.payload,
        fetched_at=item.fetched_at,
        sync=False,
    )


def _outcome(capture: NewCapture, *, new: bool) -> str:
    if capture.verdict is Kept.SCREENED:
        return "screened out"
    return "new" if new else "known already"


def _count_unusable(record: Unusable, counts: IngestCounts) -> None:
    counts.by["unusable"] += 1
    if len(counts.unusable) < _SHOWN:
        counts.unusable.append(str(record))


def _any_in(folder: Path, files: Sequence[Path]) -> bool:
    return any(file.is_relative_to(folder) for file in files)
