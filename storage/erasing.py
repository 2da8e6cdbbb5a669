"""Takes things out of everything we keep: switches archive and rows, forgets what was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage import (
    articles,
    changes,
    deliveries,
    letters,
    masking,
    moved_records,
    redactions,
    reports,
)
from storage.archive import ArchiveRef
from storage.redactions import Level
from storage.sql import batches
from storage.subjects import Subject, leading_to
from storage.tables import (
    article_version,
    capture,
    change,
    correction,
    decision,
    document,
    incident,
    link,
    person_home,
    question,
    reading,
    report,
    report_person,
    review,
)


def messages(
    session: Session, found: Subject, level: Level
) -> Iterator[tuple[ModuleType, list[int]]]:
    """What was written to others of it; of what is to be erased also what has been sent."""
    numbers = leading_to(session, found.incidents)
    for outbox in (deliveries, letters):
        yield outbox, outbox.about(session, numbers, sent=level is Level.ERASE)


def drop_messages(session: Session, found: Subject, level: Level) -> None:
    """Send nothing that was written before it was redacted: the change that follows tells anew."""
    for outbox, ids in list(messages(session, found, level)):
        outbox.forget(session, ids)


def pages_of(session: Session, subject: Subject) -> list[Any]:
    """Every page that was ever read as one of the articles it is in: what is to be replaced."""
    found: list[Any] = []
    for batch in batches(subject.articles):
        statement = (
            select(capture, link.c.url, link.c.key, reading.c.article_id)
            .join(reading, reading.c.capture_id == capture.c.id)
            .join(link, link.c.id == capture.c.link_id)
            .where(reading.c.article_id.in_(batch))
            .order_by(capture.c.id)
        )
        found += session.execute(statement).all()
    return found


@dataclass(frozen=True, slots=True)
class Replaced:
    """A page and the record that takes its place."""

    capture_id: int
    link_id: int
    url: str
    address: str  # which it has from now on
    sha256: str
    content_type: str
    old: ArchiveRef
    new: ArchiveRef


def articles_of(session: Session, captures: Iterable[int]) -> dict[int, int]:
    """The article (row number) each of these captures was read as, where it was."""
    found: dict[int, int] = {}
    for batch in batches(captures):
        statement = select(reading.c.capture_id, reading.c.article_id).where(
            reading.c.capture_id.in_(batch), reading.c.article_id.is_not(None)
        )
        found |= {row.capture_id: row.article_id for row in session.execute(statement)}
    return found


def papers_of(session: Session, captures: Iterable[int]) -> list[ArchiveRef]:
    """The files of documents among these pages: they go whole."""
    found: list[ArchiveRef] = []
    for batch in batches(sorted(captures)):
        own = select(document.c.file, document.c.offset, document.c.length)
        rows = session.execute(own.where(document.c.capture_id.in_(batch)))
        found += [ArchiveRef(row.file, row.offset, row.length) for row in rows]
    return found


def version_of(session: Session, capture_id: int, article_id: int) -> Any:
    """What a page said; of one that only repeated another, what that one said."""
    own = article_version.c.capture_id == capture_id
    statement = (
        select(article_version)
        .where(article_version.c.article_id == article_id)
        .order_by(own.desc(), article_version.c.n.desc())
        .limit(1)
    )
    return session.execute(statement).one()


def reports_of(session: Session, version_id: int) -> list[reports.StoredReport]:
    statement = select(report.c.anchor).where(report.c.version_id == version_id)
    stored = reports.stored(session, session.execute(statement).scalars())
    return sorted(stored.values(), key=lambda item: item.report.n)


def switch(
    session: Session,
    replaced: Sequence[Replaced],
    rewritten: Mapping[str, tuple[str, Mapping[int, int]]],
) -> None:
    """Point every row at the files without the erased records: index and tombstones at once."""
    moved_records.move(session, rewritten)
    masking.unmark(session, [item.capture_id for item in replaced])
    for batch in batches(item.capture_id for item in replaced):
        session.execute(delete(document).where(document.c.capture_id.in_(batch)))
    for item in replaced:
        session.execute(
            update(capture)
            .where(capture.c.id == item.capture_id)
            .values(
                file=item.new.file,
                offset=item.new.offset,
                length=item.new.length,
                hops=None,
                sha256=item.sha256,
                content_type=item.content_type,
                final_url=None,
                etag=None,
                last_modified=None,
            )
        )
        if item.address != item.url:
            masking.readdress(session, item.link_id, item.url, item.address)


def forget(session: Session, found: Subject, replaced: Sequence[Replaced]) -> None:
    """Take away what was read from these pages, and every name that people's rows repeat."""
    drop_messages(session, found, Level.ERASE)
    if found.names:
        _forget_names(session, found)
    for item in replaced:
        articles.forget(session, item.capture_id)


def _forget_names(session: Session, found: Subject) -> None:
    keep = set(found.names)
    session.execute(delete(person_home).where(person_home.c.person.in_(sorted(keep))))
    numbers = sorted(leading_to(session, found.incidents))
    fixes = select(correction).where(correction.c.incident.in_(numbers))
    for row in session.execute(fixes).all():
        persons = [each for each in row.persons or () if each[1] not in keep]
        values: dict[str, Any] = {"persons": persons if row.persons is not None else None}
        if row.field in {"name", "aliases"}:
            values["value"] = None
        session.execute(update(correction).where(correction.c.id == row.id).values(values))
    for row in session.execute(select(review).where(review.c.incident.in_(numbers))).all():
        pinned = [pin for pin in row.pinned or () if not _names_any(pin, keep)]
        values = {"pinned": pinned if row.pinned is not None else None}
        session.execute(update(review).where(review.c.id == row.id).values(values))
    for row in session.execute(select(decision.c.id, decision.c.subject, decision.c.note)).all():
        subject, note = masking.masked(row.subject, keep), masking.masked(row.note, keep)
        if (subject, note) != (row.subject, row.note):
            own = update(decision).where(decision.c.id == row.id)
            session.execute(own.values(subject=subject, note=note))
    for row in session.execute(select(question.c.key, question.c.says)).all():
        if (says := masking.masked(row.says, keep)) != row.says:
            session.execute(update(question).where(question.c.key == row.key).values(says=says))


def _names_any(pin: Mapping[str, Any], names: Collection[str]) -> bool:
    told = pin["field"] == "name" and pin["value"] in names
    return told or any(person[1] in names for person in pin["persons"] or ())


def told_redacted(session: Session, found: Subject, *, before: int, now: datetime) -> None:
    """Receivers see “redacted”, and no earlier change repeats what was taken back."""
    for n in sorted(found.incidents):
        line = session.execute(select(incident.c.line).where(incident.c.n == n)).scalar()
        later = (change.c.incident == n, change.c.cursor > before)
        if session.execute(select(change.c.cursor).where(*later)).first() is None:
            changes.note(session, "redacted", n, line=line, now=now)
        else:
            session.execute(update(change).where(*later).values(kind="redacted"))
        for other in sorted(leading_to(session, (n,))):
            repeated = (change.c.incident == other, change.c.line.is_not(None))
            session.execute(update(change).where(*repeated).values(line=line))


def standing(session: Session, numbers: Collection[int]) -> set[int]:
    """Those of these identifiers that stand for an incident."""
    found: set[int] = set()
    for batch in batches(sorted(numbers)):
        found.update(session.execute(select(incident.c.n).where(incident.c.n.in_(batch))).scalars())
    return found


def persons_to_erase(session: Session, *, everything: bool) -> dict[int, list[str]]:
    """People of reports that the list says to erase, by article."""
    known = redactions.listed(session)
    found: dict[int, list[str]] = {}
    if not any(kind == "person" for kind, _ in known.levels):
        return found
    statement = select(report.c.article_id, report.c.facts, report_person.c.name).join(
        report_person, report_person.c.report_id == report.c.id
    )
    statement = statement.where(report_person.c.name.is_not(None))
    if not everything:
        statement = statement.where(report.c.waiting)
    for row in session.execute(statement):
        if known.person(row.name, row.facts["state"]) is Level.ERASE:
            found.setdefault(row.article_id, []).append(row.name)
    return found


def addresses_to_erase(session: Session) -> set[int]:
    """Articles whose address the list says to erase."""
    known = redactions.listed(session)
    if not any(kind == "address" for kind, _ in known.levels):
        return set()
    statement = (
        select(link.c.url, reading.c.article_id)
        .join(capture, capture.c.link_id == link.c.id)
        .join(reading, reading.c.capture_id == capture.c.id)
        .where(reading.c.article_id.is_not(None), ~masking.is_nowhere(link.c.url))
    )
    return {
        row.article_id
        for row in session.execute(statement)
        if known.address(row.url) is Level.ERASE
    }


def scrubbing(dialect: str) -> tuple[str, ...]:
    """What makes SQLite overwrite what the deleted rows stood on; a server does it by itself."""
    if dialect != "sqlite":
        return ()
    return (
        "INSERT INTO article_search(article_search) VALUES ('optimize')",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    )
