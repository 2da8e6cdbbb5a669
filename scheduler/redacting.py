"""Redactions: listed, taken out of all we keep and show, and found again when they come back."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pipeline.records import Rejected
from scheduler.bounded import read
from scheduler.reading import page_of, read_waiting
from scheduler.resolving import resolve_waiting
from scheduler.workplace import Workplace
from storage import (
    articles,
    backups,
    changes,
    erasing,
    foreseen,
    masking,
    moved_records,
    pages,
    redactions,
    resolutions,
    subjects,
    tombstones,
    under_way,
)
from storage.archive import ArchiveError, ArchiveRef, payload_sha256
from storage.erasing import Replaced
from storage.exports import frozen
from storage.exports.frozen import Held
from storage.foreseen import Touch
from storage.redactions import CannotRedact, Level
from storage.subjects import Subject
from storage.under_way import Begun

log = logging.getLogger(__name__)


def preview(
    place: Workplace, written: str, level: Level, *, roots: Sequence[Path] = ()
) -> list[Touch]:
    """Every kind of place it touches. Raises :class:`CannotRedact`.

    Releases are those the database knows of, and those in the folders ``roots``.
    """
    with place.database.read() as session:
        found = subjects.subject(session, written)
        _sensible(found, level)
        released = frozen.holding(session, found, frozen.known(session, roots), level)
        touches = foreseen.preview(session, found, level)
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
    """Redact an address, a person or a field; the decision's number.

    The list comes first: from then on nothing is shown, even if the rest is interrupted. Killed,
    it is gone on with by the next redaction, reading or tidying.
    """
    if not basis.strip():
        raise CannotRedact("a redaction needs its basis: --basis “court order of …”")
    resume(place, now=now)
    with place.database.write() as session:
        moved_records.finish(session, place.archive)
        found = subjects.subject(session, written)
        _sensible(found, level)
        before = changes.latest(session)
        released = frozen.known(session, roots)
        number = redactions.put(
            session, found.things, level, subject=found.written, basis=basis, by=by, now=now
        )
        backups.tell(session)
        erasing.drop_messages(session, found, level)
        redactions.mark_stale(session, found.incidents)
        if level is not Level.ERASE:
            resolutions.refresh(session, now=now)
            erasing.told_redacted(session, found, before=before, now=now)
        begun = Begun(
            number,
            written,
            level,
            before,
            tuple(sorted(found.incidents)),
            tuple(map(str, released)),
        )
        if level is not Level.UNPUBLISH:
            under_way.begin(session, begun)
    if level is not Level.UNPUBLISH:
        _carry_out(place, begun, now=now)
    return number


def resume(place: Workplace, *, now: datetime) -> int:
    """Carry out what was listed and then interrupted; how many redactions."""
    with place.database.read() as session:
        left = under_way.begun(session)
    for item in left:
        _carry_out(place, item, now=now)
    return len(left)


def _carry_out(place: Workplace, item: Begun, *, now: datetime) -> None:
    """Releases first: what is looked for in them is known only until it is erased."""
    with place.database.read() as session:
        found = under_way.subject_again(session, item)
        folders = map(Path, item.folders)
        left = frozen.redact(session, found, folders, item.level, number=item.number, now=now)
    for held in left:
        log.warning("release %s: %s; destroy it by hand", held.folder, held.trouble)
    with place.database.write() as session:
        under_way.begin(session, replace(item, folders=()))
    if item.level is Level.ERASE:
        _erase(place, found, before=item.before, now=now)
    with place.database.write() as session:
        under_way.end(session, item.number)
    if item.level is Level.ERASE:
        _scrub(place)


def lift(place: Workplace, written: str, *, basis: str, by: str, now: datetime) -> int:
    """Take something off the list again; what was erased stays erased."""
    with place.database.write() as session:
        found = subjects.subject(session, written)
        number = redactions.lift(
            session, found.things, subject=found.written, basis=basis, by=by, now=now
        )
        redactions.mark_stale(session, found.incidents)
        resolutions.refresh(session, now=now)
        for item in under_way.begun(session):
            if item.written == written:
                under_way.end(session, item.number)
    return number


def enforce(place: Workplace, *, now: datetime, everything: bool = False) -> int:
    """Erase again what came back with a crawl, an import or an old backup; how many articles.

    Looks at what was read since it was last resolved; ``everything`` also at all else.
    """
    resume(place, now=now)
    with place.database.read() as session:
        unfinished = moved_records.pending(session)
        named, addressed, free = _marked_on_reading(place, session)
        named |= erasing.persons_to_erase(session, everything=everything)
        if everything:
            addressed |= erasing.addresses_to_erase(session)
    if unfinished:
        with place.database.write() as session:
            moved_records.finish(session, place.archive)
    if free:
        with place.database.write() as session:
            masking.unmark(session, free)
            for number in free:
                articles.forget(session, number)
        read_waiting(place, now=now)
    by_names: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in addressed:
        by_names[()].append(number)
    for number, names in named.items():
        if number not in addressed:
            by_names[tuple(sorted(set(names)))].append(number)
    for forms, numbers in sorted(by_names.items()):
        with place.database.read() as session:
            before = changes.latest(session)
            touched = subjects.incidents_of(session, numbers)
        found = Subject("what was erased", (), frozenset(touched), tuple(sorted(numbers)), forms)
        _erase(place, found, before=before, now=now)
    if everything:
        _withhold(place, now=now)
    if by_names:
        _scrub(place)
    return sum(len(numbers) for numbers in by_names.values())


def _withhold(place: Workplace, *, now: datetime) -> None:
    """Tell incidents anew that a list taken over from elsewhere may hide a field of."""
    with place.database.write() as session:
        before = changes.latest(session)
        told = erasing.standing(session, resolutions.refresh(session, now=now))
        found = Subject("what was withheld", (), frozenset(told), ())
        erasing.told_redacted(session, found, before=before, now=now)


def _marked_on_reading(
    place: Workplace, session: Session
) -> tuple[dict[int, list[str]], set[int], list[int]]:
    """Whose names the archive's copies of pages still have that were read without, by article.

    And the articles that say they are a story at an erased address, and the captures that need not
    have been marked.
    """
    free: list[int] = []
    addressed: set[int] = set()
    known = redactions.listed(session)
    numbers = masking.marked(session)
    homes = erasing.articles_of(session, numbers)
    found: dict[int, list[str]] = {}
    for item in pages.captured(session, numbers):
        if item.capture_id not in homes:
            continue
        try:
            told = read(page_of(place.archive, item))
        except (Rejected, ArchiveError) as fault:
            log.warning("capture %d keeps an erased name: %s", item.capture_id, fault)
            continue
        if known.address(told.article.canonical_url) is Level.ERASE:
            addressed.add(homes[item.capture_id])
        elif names := masking.erased_in(told, known, place.database.scope):
            found.setdefault(homes[item.capture_id], []).extend(names)
        else:  # the redaction was lifted meanwhile
            free.append(item.capture_id)
    return found, addressed, free


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
        moved_records.finish(session, place.archive)
    read_waiting(place, now=now)
    resolve_waiting(place, now=now)
    with place.database.write() as session:
        redactions.mark_stale(session, found.incidents)
        resolutions.refresh(session, now=now)
        erasing.told_redacted(session, found, before=before, now=now)


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
    known = redactions.listed(session)
    address = masking.address_for(known, row.url, names)
    if names is None:
        kind = tombstones.CONTENT_TYPE
        told = erasing.reports_of(session, version.id)
        its = version.canonical_url
        erased = known.address(its) is Level.ERASE
        story = masking.address_for(known, its, names) if erased else address
        payload = tombstones.written(
            told,
            capture=row.id,
            outlet=version.outlet,
            published=version.published,
            relevance=(version.relevance, version.relevance_any),
            story=story if story != address else None,
        )
    else:
        kind = masking.masked_kind(row.content_type)
        payload = masking.masked_page(row.id, version, names, address)
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
