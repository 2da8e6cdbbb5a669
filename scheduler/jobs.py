"""The work, as plain functions that command line, clock and web call alike.

Each takes only what is marked as waiting, a unit of work a transaction, and can be killed
anywhere: the next call goes on where this one stopped. Each keeps an account of its run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pipeline.reader import READER_VERSION
from scheduler import backfill, reading, redacting, replaying, resolving
from scheduler import ingest as files
from scheduler.accounts import Account, account
from scheduler.crawling import crawl
from scheduler.following import follow_up
from scheduler.ingest import IngestCounts
from scheduler.reading import wait_again_where_back, wait_again_where_failed
from scheduler.replaying import Replayed
from scheduler.resolving import Resolver
from scheduler.workplace import Progress, Workplace, silent
from storage.engine import RESOLVER_LOCK
from storage.shards import Folder

__all__ = [
    "crawl",
    "follow_up",
    "ingest",
    "load_shards",
    "read_waiting",
    "replay",
    "resolve_from_scratch",
    "resolve_waiting",
    "wait_again_where_back",
    "wait_again_where_failed",
]

#: Outcomes of ingesting and reading by which something was taken; all others are drops.
_TAKEN = frozenset(("new", "known already", "relevant"))


def ingest(
    place: Workplace, paths: Sequence[Path], *, now: datetime, progress: Progress = silent
) -> IngestCounts:
    """Take files in; the same file twice adds nothing. See :func:`scheduler.ingest.ingest`."""
    with account(place, "ingest", now=now, files=[str(path) for path in paths]) as entry:
        counts = files.ingest(place, paths, now=now, progress=progress)
        _note(entry, counts.by)
        return counts


def read_waiting(
    place: Workplace,
    *,
    now: datetime,
    progress: Progress = silent,
    most: int | None = None,
    again: bool = False,
) -> Counter[str]:
    """Read everything nobody has read, or about ``most`` pages; counts by outcome.

    See :func:`scheduler.reading.read_waiting`.
    """
    with account(place, "read", now=now, reader=READER_VERSION) as entry:
        counts: Counter[str] = Counter()
        try:
            redacting.resume(place, now=now)  # before what it looks for is read without the name
            found = reading.read_waiting(
                place, now=now, progress=progress, counts=counts, most=most, again=again
            )
            redacting.enforce(place, now=now)
            return found
        finally:
            _note(entry, counts)


def resolve_waiting(
    place: Workplace, *, now: datetime, progress: Progress = silent, batch: int | None = None
) -> Counter[str]:
    """Link the reports that wait, a ``batch`` of them a transaction.

    One process does at a time; on a shared database another waits for it.
    """
    size = {} if batch is None else {"batch": batch}
    with place.database.alone(RESOLVER_LOCK), account(place, "resolve", now=now) as entry:
        return resolving.resolve_waiting(
            place, now=now, progress=progress, counts=entry.counts, **size
        )


def resolve_from_scratch(
    place: Workplace, *, now: datetime, progress: Progress = silent, by: Resolver | None = None
) -> Counter[str]:
    """Link all reports again, in one step; people's decisions stay in force.

    ``by`` says who forms the clusters where it is not this process.
    """
    one = place.database.alone(RESOLVER_LOCK)
    with one, account(place, "resolve", now=now, from_scratch=True) as entry:
        done = resolving.resolve_from_scratch(place, now=now, progress=progress, by=by)
        entry.counts.update(done)
        return entry.counts


def load_shards(
    place: Workplace, folders: Sequence[Folder], *, now: datetime, progress: Progress = silent
) -> Counter[str]:
    """Load what a backfill made. See :func:`scheduler.backfill.load`."""
    shards = [folder.path for folder in folders]
    with account(place, "backfill", now=now, reader=READER_VERSION, shards=shards) as entry:
        entry.counts.update(backfill.load(place, folders, now=now, progress=progress))
        redacting.enforce(place, now=now)
        return entry.counts


def replay(
    place: Workplace,
    *,
    now: datetime,
    progress: Progress = silent,
    compare_only: bool = False,
    without_missing: bool = False,
) -> Replayed:
    """Derive everything again from archive and decisions. See :mod:`scheduler.replaying`."""
    with account(place, "replay", now=now, reader=READER_VERSION) as entry:
        done = replaying.replay(
            place,
            now=now,
            progress=progress,
            compare_only=compare_only,
            without_missing=without_missing,
        )
        if not compare_only:
            redacting.enforce(place, now=now)
        _note(entry, done.counts)
        return done


def _note(entry: Account, counts: Mapping[str, int]) -> None:
    entry.counts.update(counts)
    entry.drops.update({why: n for why, n in counts.items() if why not in _TAKEN})
