"""Retention: pages about no shooting, sent messages and old visits go after their time."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from datetime import datetime, timedelta

from scheduler.accounts import HELPER
from scheduler.workplace import Workplace
from storage import (
    deliveries,
    hosts,
    leases,
    letters,
    moved_records,
    retention,
    thinning,
    under_way,
)
from storage.archive import CannotArchive
from storage.retention import Due

#: So long every visit is kept; then what says on which days a source was watched.
VISITS_KEPT = timedelta(weeks=24)
#: A helper that shows no sign of life for so long is gone; one that slept takes a new lease.
LEASES_KEPT = timedelta(days=1)
#: Nobody writes for so long to a file of the archive that is not whole yet.
UNFINISHED_KEPT = timedelta(days=1)

log = logging.getLogger(__name__)


def tidy(
    place: Workplace, *, pages_days: int | None, sent_days: int, now: datetime
) -> Counter[str]:
    """Let go what is older than that; without ``pages_days`` no page. Killed, call it again."""
    counts: Counter[str] = Counter()
    counts["redactions gone on with"] = _gone_on_with(place, now=now)
    unfinished = place.archive.drop_unfinished(before=now - UNFINISHED_KEPT)
    counts["unfinished archive files dropped"] = unfinished
    with place.database.write() as session:
        moved_records.finish(session, place.archive)
        before = now - timedelta(days=sent_days)
        counts["sent messages forgotten"] = deliveries.forget_sent(session, before=before)
        letters.forget_sent(session, before=before)
        gone = hosts.clock(session) - LEASES_KEPT
        counts["leases of helpers forgotten"] = leases.forget(session, HELPER, before=gone)
    counts.update(_visits(place, before=now - VISITS_KEPT))
    if pages_days is not None:
        counts.update(_pages(place, before=now - timedelta(days=pages_days), now=now))
    return counts


def _gone_on_with(place: Workplace, *, now: datetime) -> int:
    with place.database.read() as session:
        if not under_way.begun(session):
            return 0
    from scheduler import redacting  # it brings the reader along, which is seldom needed here

    return redacting.resume(place, now=now)


def _visits(place: Workplace, *, before: datetime) -> Counter[str]:
    """Source by source: a crawl must not wait for all of them."""
    counts: Counter[str] = Counter()
    with place.database.write() as session:
        counts["old looks forgotten"] = thinning.looks(session, before=before)
        counts["old doors forgotten"] = thinning.doors(session, before=before)
    with place.database.read() as session:
        sources = thinning.visited(session, before=before)
    for source in sources:
        with place.database.write() as session:
            counts["old visits forgotten"] += thinning.visits(session, source, before=before)
    return counts


def _pages(place: Workplace, *, before: datetime, now: datetime) -> Counter[str]:
    with place.database.read() as session:
        items = retention.due(session, before=before)
        kept = retention.shared(session, items)
    by_files: dict[frozenset[str], list[Due]] = defaultdict(list)
    for item in items:
        by_files[frozenset(ref.file for ref in item.refs)].append(item)
    counts: Counter[str] = Counter()
    place.archive.close()  # our own file, too, may have to be written anew
    while by_files:  # pages whose files overlap go together: a file is written anew once
        files, group = by_files.popitem()
        while touching := [other for other in by_files if other & files]:
            for others in touching:
                files, group = files | others, [*group, *by_files.pop(others)]
        counts.update(_dropped(place, files, group, kept, now=now))
    return counts


def _dropped(
    place: Workplace,
    files: frozenset[str],
    group: list[Due],
    kept: set[tuple[str, int]],
    *,
    now: datetime,
) -> Counter[str]:
    """Write these files anew without these pages, and switch to them in one transaction."""
    going: dict[str, set[int]] = {name: set() for name in files}
    for item in group:
        for ref in item.refs:
            if (ref.file, ref.offset) not in kept:
                going[ref.file].add(ref.offset)
    rewritten: dict[str, tuple[str, dict[int, int]]] = {}
    try:
        for name, offsets in sorted(going.items()):
            if offsets:
                rewritten[name] = place.archive.rewritten(name, offsets)
    except CannotArchive as fault:
        for fresh, _ in rewritten.values():
            place.archive.remove(fresh)
        log.info("pages whose time is over wait: %s", fault)
        return Counter({"pages that wait for a crawl to end": len(group)})
    with place.database.write() as session:
        retention.drop(session, [item.capture_id for item in group], rewritten, now=now)
    with place.database.write() as session:
        moved_records.finish(session, place.archive)
    return Counter({"pages dropped": len(group)})
