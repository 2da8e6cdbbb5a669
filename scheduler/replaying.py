"""The replay: everything derived is made again beside the live tables, compared, and switched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from pipeline import compare
from pipeline.reader import READER_VERSION
from scheduler.reading import failed, read_waiting, suspect
from scheduler.resolving import resolve_from_scratch
from scheduler.workplace import Progress, Workplace, silent
from storage import beside, check, pages, parts, retention
from storage.archive import ArchiveError
from storage.beside import Build, Differences

#: How often what came in meanwhile is taken in before everybody else has to wait for us.
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did and found. ``differences`` only where they were asked for."""

    counts: Counter[str]
    differences: Differences | None = None


def replay(
    place: Workplace,
    *,
    now: datetime,
    progress: Progress = silent,
    compare_only: bool = False,
    without_missing: bool = False,
) -> Replayed:
    """Derive everything again from archive and decisions; the same code gives the same bytes.

    Killed anywhere, the next call goes on with what was built, unless reader or model are others.
    ``compare_only`` leaves the live tables alone: it says what would change, and the next replay
    need only switch. Raises ``ArchiveError`` where files of the archive are not there, since all
    that rests on them would be withdrawn, unless ``without_missing`` says that they are lost.
    """
    if not without_missing:
        _refuse_a_wrong_archive(place)
    by = f"{READER_VERSION} {compare.Model.load().version}"
    with beside.build(place.database, by=by) as build:
        counts = _built(place, build, now=now, progress=progress)
        if compare_only:
            return Replayed(counts, build.differences())
        counts["changes"] = _switched(place, build, counts, now=now)
    beside.discard(place.database)
    return Replayed(counts)


def earlier(place: Workplace) -> dict[str, int | bool]:
    """What an earlier version of Casebook left as it is: pages it read, and whether it linked.

    Not part of what a monitor asks for every few seconds: it looks at all pages.
    """
    with place.database.read() as session:
        both = [
            pages.waiting_count(session, reader_version=READER_VERSION, again=again)
            for again in (False, True)
        ]
        linked_by = parts.weighed_by(session)
    return {
        "read": both[1] - both[0],
        "linked": linked_by not in (None, compare.Model.load().version),
    }


def _refuse_a_wrong_archive(place: Workplace) -> None:
    with place.database.read() as session:
        lacking = check.missing_files(session, place.archive)
    if lacking:
        raise ArchiveError(
            f"{place.archive.root} lacks {len(lacking):,} of the files the record rests on, such as"
            f" {lacking[0]}: name the right folder with --archive, or restore them from a backup;"
            " nothing was changed (--without-missing goes on without those pages)"
        )


def _built(place: Workplace, build: Build, *, now: datetime, progress: Progress) -> Counter[str]:
    build.sync()
    there = Workplace(build.database, place.archive)
    suspect(there, failed(place))
    counts = read_waiting(there, now=now, progress=progress)
    build.keep_anchors()
    with there.database.read() as session:
        counts["gone by retention"] = retention.count(session)
    return counts + resolve_from_scratch(there, now=now)


def _switched(place: Workplace, build: Build, counts: Counter[str], *, now: datetime) -> int:
    """Switch when nothing came in since the build began; else take that in first."""
    for rounds in range(_ROUNDS + 1):
        with build.switching() as session:
            if build.is_level(session):
                return build.switch(session)
            if rounds == _ROUNDS:  # so much comes in that it has to wait this once
                counts.update(_built(place, build, now=now, progress=silent))
                return build.switch(session)
        counts.update(_built(place, build, now=now, progress=silent))
    raise AssertionError("the last round switches")
