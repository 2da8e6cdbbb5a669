"""Redactions: listed, taken out of all we keep and show, and found again when they come back."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline import papers
from scheduler.reading import read_waiting
from scheduler.resolving import resolve_waiting
from scheduler.workplace import Workplace
from storage import backups, changes, erasing, incidents, redactions, tombstones
from storage.archive import ArchiveRef, payload_sha256
from storage.erasing import Replaced, Subject, Touch
from storage.exports import frozen
from storage.exports.frozen import Held
from storage.redactions import CannotRedact, Level

log = logging.getLogger(__name__)


def preview(
    place: Workplace, written: str, level: Level, *, roots: Sequence[Path] = ()
) -> list[Touch]:
    """Every kind of place it touches. Raises :class:`CannotRedact`.

    Releases are those the database knows of, and those in the folders ``roots``.
    """
    with place.database.read() as session:
        found = erasing.subject(session, written)
        _sensible(found, level)
        released = frozen.holding(session, found, frozen.known(session, roots), level)
        touches = erasing.preview(session, found, level)
    return touches + [
        Touch("release", item.incidents, f"{item.folder}: {_fate(item, level)}")
        for item in released
    ]


def _fate(item: Held, level: Level) -> str:
    if item.trouble:
        return f"{item.trouble}; destroy it by hand"
    if level is Level.UNPUBLISH:
        return "stays as it was frozen; withhold writes it anew, or destroy it by hand"
    return "written anew without it, with a note and new checksums"


def redact(
    place: Workplace,
    written: str,
    level: Level,
    *,
    basis: str,
    by: str,
    now: datetime,
    roots: Sequence[Path] = (),
) -> int:
    """Redact an address, a person or a field; the decision's number. Killed, it can be repeated.

    The list comes first: from then on nothing is shown, even if the rest is interrupted.
    """
    if not basis.strip():
        raise CannotRedact("a redaction needs its basis: --basis “court order of …”")
    with place.database.write() as session:
        erasing.finish(session, place.archive)
        found = erasing.subject(session, written)
        _sensible(found, level)
        before = changes.latest(session)
        released = frozen.known(session, roots)
        number = redactions.put(
            session, found.things, level, subject=found.written, basis=basis, by=by, now=now
        )
        backups.tell(session)
        redactions.mark_stale(session, found.incidents)
        if level is not Level.ERASE:
            incidents.refresh(session, now=now)
            erasing.told_redacted(session, found, before=before, now=now)
    if level is not Level.UNPUBLISH:  # before the names that are looked for are gone
        with place.database.read() as session:
            left = frozen.redact(session, found, released, level, number=number, now=now)
        for item in left:
            log.warning("release %s: %s; destroy it by hand", item.folder, item.trouble)
    if level is Level.ERASE:
        _erase(place, found, before=before, now=now)
    return number


def lift(place: Workplace, written: str, *, basis: str, by: str, now: datetime) -> int:
    """Take something off the list again; what was erased stays erased."""
    with place.database.write() as session:
        found = erasing.subject(session, written)
        number = redactions.lift(
            session, found.things, subject=found.written, basis=basis, by=by, now=now
        )
        redactions.mark_stale(session, found.incidents)
        incidents.refresh(session, now=now)
    return number


def enforce(place: Workplace, *, now: datetime, everything: bool = False) -> int:
    """Erase again what came back with a crawl, an import or an old backup; how many articles.

    Looks at what was read since it was last resolved; ``everything`` also at all else.
    """
    with place.database.read() as session:
        unfinished = erasing.pending(session)
        named = erasing.persons_to_erase(session, everything=everything)
        addressed = erasing.addresses_to_erase(session) if everything else set()
    if unfinished:
        with place.database.write() as session:
            erasing.finish(session, place.archive)
    by_names: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in addressed:
        by_names[()].append(number)
    for number, names in named.items():
        if number not in addressed:
            by_names[tuple(sorted(set(names)))].append(number)
    for forms, numbers in sorted(by_names.items()):
        with place.database.read() as session:
            before = changes.latest(session)
            touched = erasing.incidents_of(session, numbers)
        found = Subject("what was erased", (), frozenset(touched), tuple(sorted(numbers)), forms)
        _erase(place, found, before=before, now=now)
    return sum(len(numbers) for numbers in by_names.values())


def _sensible(found: Subject, level: Level) -> None:
    if level is Level.ERASE and "." in found.written:
        raise CannotRedact(
            f"{found.written} cannot be erased from pages that say more: withhold it, or erase"
            " the person or the addresses"
        )


def _erase(place: Workplace, found: Subject, *, before: int, now: datetime) -> None:
    with place.database.read() as session:
        rows = [row for row in erasing.pages_of(session, found) if row.file]
        replaced = [_replacement(place, session, found, row) for row in rows]
        papers = erasing.papers_of(session, [row.id for row in rows])
    place.archive.sync()
    gone: dict[str, set[int]] = defaultdict(set)
    for item, row in zip(replaced, rows, strict=True):
        gone[item.old.file].add(item.old.offset)
        for hop in row.hops or ():
            gone[hop["file"]].add(hop["offset"])
    for paper in papers:
        gone[paper.file].add(paper.offset)
    place.archive.close()  # our own file, too, may have to be written anew
    rewritten = {
        name: place.archive.rewritten(name, offsets) for name, offsets in sorted(gone.items())
    }
    replaced = [replace(item, new=_moved(item.new, rewritten)) for item in replaced]
    with place.database.write() as session:
        erasing.switch(session, replaced, rewritten)
        erasing.forget(session, found, replaced)
    with place.database.write() as session:
        erasing.finish(session, place.archive)
    read_waiting(place, now=now)
    resolve_waiting(place, now=now)
    with place.database.write() as session:
        redactions.mark_stale(session, found.incidents)
        incidents.refresh(session, now=now)
        erasing.told_redacted(session, found, before=before, now=now)
    _scrub(place)


def _moved(ref: ArchiveRef, rewritten: dict[str, tuple[str, dict[int, int]]]) -> ArchiveRef:
    """A tombstone stands in the file it was appended to, unless that one was written anew."""
    if ref.file not in rewritten:
        return ref
    fresh, moved = rewritten[ref.file]
    return ArchiveRef(fresh, moved[ref.offset], ref.length)


def _replacement(place: Workplace, session: Any, found: Subject, row: Any) -> Replaced:
    """Append what takes a page's place: a masked copy, or a tombstone."""
    version = erasing.version_of(session, row.id, row.article_id)
    names = found.names or None
    address = erasing.address_for(session, row.url, names)
    if names is None:
        kind = tombstones.CONTENT_TYPE
        told = erasing.reports_of(session, version.id)
        payload = tombstones.written(
            told,
            capture=row.id,
            outlet=version.outlet,
            published=version.published,
            relevance=(version.relevance, version.relevance_any),
        )
    else:
        own = row.content_type == papers.CONTENT_TYPE
        kind = papers.CONTENT_TYPE if own else "application/json"
        payload = erasing.masked_page(row, version, names, address)
    ref = place.archive.append_resource(
        url=address, content_type=kind, payload=payload, fetched_at=row.fetched_at, sync=False
    )
    return Replaced(
        capture_id=row.id,
        link_id=row.link_id,
        url=row.url,
        address=address,
        sha256=payload_sha256(payload),
        content_type=kind,
        old=ArchiveRef(row.file, row.offset, row.length),
        new=ref,
    )


def _scrub(place: Workplace) -> None:
    """Leave nothing in pages the database does not use any more; while others work, later."""
    connection = place.database.engine.raw_connection()
    try:
        for statement in erasing.scrubbing(place.database.engine.dialect.name):
            connection.cursor().execute(statement)
    except Exception as fault:
        log.warning("the database could not be compacted now (%s); run VACUUM later", fault)
    finally:
        connection.close()
