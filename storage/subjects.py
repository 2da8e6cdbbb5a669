"""What an address, a person or a field is that is to be redacted, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pipeline import urls
from pipeline.records import Role
from storage import identifiers, redactions
from storage.fields import OF_EITHER
from storage.redactions import CannotRedact, Marked
from storage.sql import batches
from storage.tables import (
    article,
    article_version,
    capture,
    claim,
    incident,
    incident_identifier,
    incident_person,
    link,
    membership,
    reading,
    report,
    report_person,
    victim_identifier,
)

_OFFICERS = (Role.OFFICER, Role.OFFICER_FIRED)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be redacted, taken apart."""

    written: str  # as people may read it later: no name, no address
    things: tuple[Marked, ...]  # what goes on the list
    incidents: frozenset[int]
    articles: tuple[int, ...]  # row numbers: those whose pages must go or be masked
    names: tuple[str, ...] = ()  # of a person: every form, the longest first
    officers: tuple[str, ...] = ()  # where they are it: every form of their names


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


def leading_to(session: Session, numbers: Iterable[int]) -> set[int]:
    """These incidents and all that were merged into them."""
    found, rim = set(numbers), set(numbers)
    while rim:
        statement = select(incident_identifier.c.n).where(incident_identifier.c.into.in_(rim))
        rim = set(session.execute(statement).scalars()) - found
        found |= rim
    return found
