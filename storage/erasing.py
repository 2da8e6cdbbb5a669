"""Takes things out of everything we keep: finds each place, and switches archive and rows."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from types import ModuleType
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from pipeline import urls
from pipeline.records import Role
from storage import (
    articles,
    changes,
    deliveries,
    identifiers,
    letters,
    masking,
    redactions,
    reports,
)
from storage.archive import Archive, ArchiveRef
from storage.fields import OF_EITHER
from storage.redactions import CannotRedact, Level, Marked
from storage.sql import batches
from storage.tables import (
    about,
    article,
    article_version,
    backup,
    capture,
    change,
    claim,
    correction,
    decision,
    document,
    incident,
    incident_identifier,
    incident_person,
    link,
    membership,
    person_home,
    question,
    reading,
    report,
    report_person,
    review,
    victim_identifier,
)

_OFFICERS = (Role.OFFICER, Role.OFFICER_FIRED)
_PENDING = "erase:"
_BEGUN = "redacting:"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be redacted, taken apart."""

    written: str  # as people may read it later: no name, no address
    things: tuple[Marked, ...]  # what goes on the list
    incidents: frozenset[int]
    articles: tuple[int, ...]  # row numbers: those whose pages must go or be masked
    names: tuple[str, ...] = ()  # of a person: every form, the longest first
    officers: tuple[str, ...] = ()  # where they are it: every form of their names


@dataclass(frozen=True, slots=True)
class Touch:
    """One kind of place it is in, and how often."""

    where: str
    count: int
    becomes: str


def subject(session: Session, written: str) -> Subject:
    """What ``URL``, ``V7``, ``V7.age`` or ``I3.place`` is. Raises :class:`CannotRedact`."""
    if "://" in written:
        return _address(session, written)
    name, dot, field = written.partition(".")
    if dot:
        return _field(session, name.upper(), field)
    if name.upper().startswith("V"):
        return _person(session, name.upper())
    raise CannotRedact(
        f"{written!r} is no address, victim (V7) or field (V7.age, I3.place); an incident stays:"
        " exclude it, or redact what is in it"
    )


def _address(session: Session, url: str) -> Subject:
    key = urls.key(url)
    found = (
        select(reading.c.article_id)
        .join(capture, capture.c.id == reading.c.capture_id)
        .join(link, link.c.id == capture.c.link_id)
        .where(link.c.key == key, reading.c.article_id.is_not(None))
    )
    own = select(article.c.id).where(article.c.key == key)
    numbers = set(session.execute(found).scalars()) | set(session.execute(own).scalars())
    things = [redactions.address(url)]
    for batch in batches(sorted(numbers)):  # every address it was met under
        met = (
            select(link.c.url)
            .join(capture, capture.c.link_id == link.c.id)
            .join(reading, reading.c.capture_id == capture.c.id)
            .where(reading.c.article_id.in_(batch))
        )
        things += [redactions.address(other) for other in session.execute(met).scalars()]
    incidents = incidents_of(session, numbers)
    return Subject("an address", tuple(things), frozenset(incidents), tuple(sorted(numbers)))


def _field(session: Session, owner: str, field: str) -> Subject:
    n = _owner(session, owner)
    line = session.execute(select(incident.c.line).where(incident.c.n == n)).scalar_one()
    fields = redactions.fields(line)
    owners = [owner]
    if owner.startswith("I"):
        owners = [f"I{other}" for other in sorted(leading_to(session, (n,)))]
    else:
        fields = redactions.fields_of_a_victim(next(iter(line["victims"]), {}))
        if field in OF_EITHER and len(line["victims"]) == 1:
            owners.append(f"I{n}")  # which has it where one person was shot
    if fields and field not in fields:
        raise CannotRedact(
            f"{owner} has no field {field!r} that can be hidden; it has {', '.join(fields)}"
        )
    things = tuple(redactions.of_field(each, field) for each in owners)
    named = tuple(officers(session, n)) if field == "officers" else ()
    return Subject(f"{owner}.{field}", things, frozenset((n,)), (), officers=named)


def _owner(session: Session, owner: str) -> int:
    """The incident a victim or incident stands for."""
    if owner.startswith("I"):
        return identifiers.living(session, owner)
    number = identifiers.number(owner, of="V")
    statement = select(victim_identifier.c.incident).where(victim_identifier.c.n == number)
    n = session.execute(statement).scalar()
    if n is None:
        raise CannotRedact(f"there is no victim {owner}")
    return identifiers.living(session, f"I{n}")


def _person(session: Session, owner: str) -> Subject:
    n = _owner(session, owner)
    line = session.execute(select(incident.c.line).where(incident.c.n == n)).scalar_one()
    spelt = forms(session, n, identifiers.number(owner, of="V"))
    things = [redactions.of_field(owner, "name"), redactions.of_field(owner, "aliases")]
    things += [redactions.person(name, line["state"]) for name in spelt]
    found = _naming(session, spelt) if spelt else set()
    return Subject(owner, tuple(things), frozenset((n,)), tuple(sorted(found)), tuple(spelt))


def forms(session: Session, n: int, victim: int) -> list[str]:
    """Every spelling of a victim's name, the longest first; also where it is withheld already.

    What a report calls somebody it does not name (“a man”) is no name.
    """
    statement = (
        select(report_person.c.name, report_person.c.forms, report.c.anchor)
        .join(report, report.c.id == report_person.c.report_id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .where(membership.c.incident == n)
    )
    own = select(incident_person.c.persons).where(incident_person.c.victim == victim)
    persons = {tuple(each) for told in session.execute(own).scalars() for each in told}
    found: set[str] = set()
    for row in session.execute(statement):
        if row.name and (row.anchor, row.name) in persons:
            found |= {row.name, *row.forms}
    return sorted(found, key=lambda name: (-len(name), name))


def officers(session: Session, n: int) -> list[str]:
    """Every form in which an incident's reports name an officer, also where that is withheld."""
    statement = (
        select(report_person.c.name, report_person.c.forms)
        .join(report, report.c.id == report_person.c.report_id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .where(membership.c.incident == n, report_person.c.role.in_(_OFFICERS))
    )
    told = {form for row in session.execute(statement) for form in (row.name, *row.forms) if form}
    said = (
        select(claim.c.value)
        .join(report, report.c.id == claim.c.report_id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .where(membership.c.incident == n, claim.c.field == "officer")
    )
    return sorted(told | {str(value) for value in session.execute(said).scalars()})


def _naming(session: Session, forms: Sequence[str]) -> set[int]:
    """The articles one of whose versions has a full name in it."""
    full = [name for name in forms if " " in name] or list(forms)
    here = [
        column.ilike(f"%{_escaped(name)}%", escape="\\")
        for name in full
        for column in (article_version.c.text, article_version.c.title)
    ]
    statement = select(article_version.c.article_id).where(or_(*here))
    return set(session.execute(statement).scalars())


def _escaped(name: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", name)


def incidents_of(session: Session, numbers: Collection[int]) -> set[int]:
    found: set[int] = set()
    for batch in batches(sorted(numbers)):
        statement = (
            select(membership.c.incident)
            .join(report, report.c.anchor == membership.c.anchor)
            .where(report.c.article_id.in_(batch))
        )
        found.update(session.execute(statement).scalars())
    return found


# ---------------------------------------------------------------------------------- preview


def preview(session: Session, found: Subject, level: Level) -> list[Touch]:
    """Every kind of place a redaction touches, and what becomes of it."""
    captures = _captures(session, found.articles)
    files = {row.file for row in captures if row.file}
    shown = sorted(f"I{n}" for n in found.incidents)
    hidden = "out of exports, push, webhooks" if level is Level.UNPUBLISH else "not shown"
    touches = [
        Touch("incidents", len(shown), f"{', '.join(shown)}: {hidden}; the death stays counted"),
        Touch("change feed", len(shown), "receivers see “redacted”"),
        Touch("articles", len(found.articles), _fate(found, level)),
    ]
    if level is Level.ERASE:
        masked = "masked" if found.names else "a tombstone: day, place, agency, fatal or not"
        touches += [
            Touch(
                "pages in the archive", len(captures), f"{masked}; files rewritten: {len(files)}"
            ),
            Touch("versions", _count(session, article_version, found.articles), "read anew"),
            Touch("reports and quotes", _count(session, report, found.articles), "read anew"),
            Touch("search index", len(found.articles), "follows the texts"),
            Touch("changes told before", _told(session, found), "their lines as they are now"),
        ]
    messages = sum(len(ids) for _, ids in _messages(session, found, level))
    touches.append(Touch("messages in the outbox", messages, "dropped"))
    touches.append(Touch("names in the list", len(found.names), "as keyed hashes"))
    for row in session.execute(select(backup.c.path).order_by(backup.c.id)):
        touches.append(
            Touch(
                "backup", 1, f"{row.path}: told of it, and honours it when restored; or delete it"
            )
        )
    return [item for item in touches if item.count]


def _fate(found: Subject, level: Level) -> str:
    if level is not Level.ERASE:
        return "addresses and names in them are left out of what leaves the team"
    return "the name is masked" if found.names else "taken down, never fetched again"


def _count(session: Session, table: Any, numbers: Sequence[int]) -> int:
    return sum(
        len(session.execute(select(table.c.id).where(table.c.article_id.in_(batch))).all())
        for batch in batches(numbers)
    )


def _told(session: Session, found: Subject) -> int:
    numbers = sorted(leading_to(session, found.incidents))
    statement = select(change.c.cursor).where(change.c.incident.in_(numbers))
    return len(session.execute(statement).all())


def _messages(
    session: Session, found: Subject, level: Level
) -> Iterator[tuple[ModuleType, list[int]]]:
    """What was written to others of it; of what is to be erased also what has been sent."""
    numbers = leading_to(session, found.incidents)
    for outbox in (deliveries, letters):
        yield outbox, outbox.about(session, numbers, sent=level is Level.ERASE)


def drop_messages(session: Session, found: Subject, level: Level) -> None:
    """Send nothing that was written before it was redacted: the change that follows tells anew."""
    for outbox, ids in list(_messages(session, found, level)):
        outbox.forget(session, ids)


def _captures(session: Session, numbers: Sequence[int]) -> list[Any]:
    """Every page that was ever read as one of these articles."""
    found: list[Any] = []
    for batch in batches(numbers):
        statement = (
            select(capture, link.c.url, link.c.key, reading.c.article_id)
            .join(reading, reading.c.capture_id == capture.c.id)
            .join(link, link.c.id == capture.c.link_id)
            .where(reading.c.article_id.in_(batch))
            .order_by(capture.c.id)
        )
        found += session.execute(statement).all()
    return found


# ---------------------------------------------------------------------------------- erase


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


def pages_of(session: Session, found: Subject) -> list[Any]:
    """The captures to be replaced, with their article's version where they have one."""
    return _captures(session, found.articles)


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
    move(session, rewritten)
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


def move(session: Session, rewritten: Mapping[str, tuple[str, Mapping[int, int]]]) -> None:
    """Point every row at files that were written anew, and remember to remove the old ones."""
    for name, (fresh, moved) in rewritten.items():
        _move(session, name, fresh, moved)
        session.execute(about.insert().values(key=f"{_PENDING}{name[-34:]}", value=name))


def _move(session: Session, name: str, fresh: str, moved: Mapping[int, int]) -> None:
    for table in (capture, document):
        statement = select(table.c.id, table.c.offset).where(table.c.file == name)
        for row in session.execute(statement).all():
            if row.offset in moved:
                values = {"file": fresh, "offset": moved[row.offset]}
                session.execute(update(table).where(table.c.id == row.id).values(values))
    hopping = select(capture.c.id, capture.c.hops).where(capture.c.hops.is_not(None))
    for row in session.execute(hopping).all():
        if any(hop["file"] == name for hop in row.hops):
            hops = [
                {**hop, "file": fresh, "offset": moved[hop["offset"]]}
                if hop["file"] == name
                else hop
                for hop in row.hops
                if hop["file"] != name or hop["offset"] in moved
            ]
            session.execute(update(capture).where(capture.c.id == row.id).values(hops=hops or None))


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


def leading_to(session: Session, numbers: Iterable[int]) -> set[int]:
    """These incidents and all that were merged into them."""
    found, rim = set(numbers), set(numbers)
    while rim:
        statement = select(incident_identifier.c.n).where(incident_identifier.c.into.in_(rim))
        rim = set(session.execute(statement).scalars()) - found
        found |= rim
    return found


@dataclass(frozen=True, slots=True)
class Begun:
    """A redaction that is listed and not carried out everywhere yet.

    Only until then what it is of stands here in words: what it is taken out of says it, too.
    """

    number: int  # the decision's
    written: str
    level: Level
    before: int  # the last change before it
    incidents: tuple[int, ...]
    folders: tuple[str, ...] = ()  # of releases it has still to be taken out of


def begin(session: Session, item: Begun) -> None:
    """Note what has been begun, or how far it came."""
    end(session, item.number)
    value = json.dumps(asdict(item), ensure_ascii=False)
    session.execute(about.insert().values(key=f"{_BEGUN}{item.number:09}", value=value))


def end(session: Session, number: int) -> None:
    """It is carried out."""
    session.execute(delete(about).where(about.c.key == f"{_BEGUN}{number:09}"))


def begun(session: Session) -> list[Begun]:
    """What was begun and is not carried out, the oldest first."""
    statement = select(about.c.value).where(about.c.key.startswith(_BEGUN)).order_by(about.c.key)
    return [
        Begun(**told | {"level": Level(told["level"])})
        for told in map(json.loads, session.execute(statement).scalars())
    ]


def subject_again(session: Session, item: Begun) -> Subject:
    """What it is of, as far as that can still be told."""
    try:
        found = subject(session, item.written)
    except (CannotRedact, identifiers.NoSuchIncident):
        found = Subject(item.written, (), frozenset(), ())
    return replace(found, incidents=found.incidents | frozenset(item.incidents))


def pending(session: Session) -> list[str]:
    """Archive files that were rewritten and whose old copy may still be there."""
    statement = select(about.c.value).where(about.c.key.startswith(_PENDING))
    return list(session.execute(statement.order_by(about.c.key)).scalars())


def finish(session: Session, archive: Archive) -> int:
    """Take away the old copies of rewritten files; how many."""
    names = pending(session)
    for name in names:
        archive.remove(name)
    session.execute(delete(about).where(about.c.key.startswith(_PENDING)))
    return len(names)


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
