"""Who says what: every claim of an incident with the words it stands in, for people to read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, bindparam, case, cast, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from pipeline.records import Role
from storage import identifiers, redactions
from storage.columns import Json
from storage.sql import batches, is_postgres
from storage.tables import (
    article,
    article_version,
    claim,
    edge,
    fact,
    incident,
    incident_person,
    membership,
    report,
    report_person,
)

#: Whose values the record shows.
SHOT = (None, Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim, with the article it is from and the sentence that makes it."""

    anchor: str
    article: int  # row number: what the page of the article is found by
    version: int
    url: str
    outlet: str | None
    title: str
    published: str | None
    copy_of: str | None  # the address whose text this nearly is
    role: str | None  # of the person it is about, in that report
    victim: int | None
    field: str
    n: int  # among the report's claims
    value: Any
    as_written: str | None
    where: str | None
    start: int | None
    end: int | None
    quote: str | None
    basis: str
    asserted_by: str
    hedged: bool
    method: str
    confidence: float
    chosen: bool  # one of those the shown value rests on
    person: int | None = None  # of its report's persons, the one it is about
    day: str = ""  # of an event, as far as its words tell it


def of_incident(session: Session, n: int, *, field: str | None = None) -> list[Saying]:
    """Every claim of an incident's reports on its fields and its victims', oldest report first.

    Those of a field that is withheld are left out.
    """
    known = redactions.listed(session)
    victims = _victims(session, n)
    chosen = _chosen(session, n)
    statement = _of_incident() if field is None else _of_incident().where(claim.c.field == field)
    rows = session.execute(statement, {"incident": n})
    found = (_saying(row, victims, chosen) for row in rows)
    return [item for item in found if not known or not _withheld(item, n, known)]


def _withheld(item: Saying, n: int, known: redactions.Listed) -> bool:
    owners = (f"I{n}", f"V{item.victim}" if item.victim else None)
    return any(known.hides_claim(owner, item.field) for owner in owners)


@cache
def _of_incident() -> Any:
    """Made once: building a statement costs more than running it."""
    return (
        _claims()
        .where(membership.c.incident == bindparam("incident"))
        .order_by(membership.c.position, report.c.id, claim.c.n)
    )


_NUMBERS: Any = bindparam("numbers", expanding=True)
_TEXT = case((claim.c.where == "title", article_version.c.title), else_=article_version.c.text)
_QUOTE = func.substr(_TEXT, claim.c.start + 1, claim.c.end - claim.c.start).label("quote")


@cache
def _claims() -> Any:
    """Claims with their article; the quote is cut out by the database, texts stay there."""
    return (
        select(
            report.c.anchor,
            report.c.article_id,
            article_version.c.n.label("version"),
            article_version.c.url,
            article_version.c.outlet,
            article_version.c.title,
            article_version.c.published,
            article.c.near_duplicate_of,
            report_person.c.role,
            report_person.c.name.label("person_name"),
            claim.c.person,
            claim.c.field,
            claim.c.n,
            claim.c.value,
            case((claim.c.field == "event", claim.c.detail)).label("detail"),
            claim.c.as_written,
            claim.c.where,
            claim.c.start,
            claim.c.end,
            _QUOTE,
            claim.c.basis,
            claim.c.asserted_by,
            claim.c.hedged,
            claim.c.method,
            claim.c.confidence,
            membership.c.incident,
        )
        .join(report, report.c.id == claim.c.report_id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .join(article, article.c.id == report.c.article_id)
        .join(article_version, article_version.c.id == report.c.version_id)
        .outerjoin(
            report_person,
            (report_person.c.report_id == claim.c.report_id)
            & (report_person.c.n == claim.c.person),
        )
        .where(report.c.current)
    )


_PERSONS = select(incident_person).where(incident_person.c.incident == bindparam("n"))
_SUPPORT = select(fact.c.support).where(fact.c.incident == bindparam("n"))
_FACTS = select(fact).where(fact.c.incident == bindparam("n")).order_by(fact.c.n)


def _victims(session: Session, n: int) -> dict[tuple[str, str], int]:
    return {
        (anchor, name): row.victim
        for row in session.execute(_PERSONS, {"n": n})
        for anchor, name in row.persons
    }


def _chosen(session: Session, n: int) -> set[tuple[str, int]]:
    found = session.execute(_SUPPORT, {"n": n}).scalars()
    return {(anchor, at) for support in found for anchor, at in support}


def _saying(
    row: Any, victims: dict[tuple[str, str], int], chosen: Collection[tuple[str, int]]
) -> Saying:
    (
        anchor, article_id, version, url, outlet, title, published, copy_of, role, name, person,
        field, n, value, detail, as_written, where, start, end, quote,
        basis, asserted_by, hedged, method, confidence, _incident,
    ) = row  # fmt: skip
    victim = None if person is None else victims.get((anchor, name or f"#{person}"))
    return Saying(
        anchor, article_id, version, url, outlet, title, published, copy_of, role, victim,
        field, n, value, as_written, where, start, end, None if where is None else quote,
        basis, asserted_by, hedged, method, confidence, (anchor, n) in chosen, person,
        str((detail or {}).get("date") or ""),
    )  # fmt: skip


# ---------------------------------------------------------------------------------- the inbox

#: Whose sentence tells best what happened, in this order.
DECIDING = ("hit_by_police", "fatal", "outcome", "name", "age", "incident_date")


@dataclass(frozen=True, slots=True)
class Deciding:
    """The sentence an incident is judged by at a glance."""

    quote: str
    outlet: str | None
    url: str
    article: int


def deciding(session: Session, numbers: Sequence[int]) -> dict[int, Deciding]:
    """For each incident a sentence that says that, and how, police shot somebody."""
    best: dict[int, Any] = {}
    for batch in batches(numbers):
        for row in session.execute(_deciding(is_postgres(session)), {"numbers": batch}).all():
            known = best.setdefault(row.incident, row)
            if (row.anchor, row.at) < (known.anchor, known.at):
                best[row.incident] = row
    return {
        n: Deciding(row.quote, row.outlet, row.url, row.article_id)
        for n, row in best.items()
        if row.quote is not None
    }


@cache
def _deciding(postgres: bool) -> Any:
    """The first claim under the facts that tell best, with the words it stands in, if any."""
    stored = cast(fact.c.support, JSON) if postgres else type_coerce(fact.c.support, JSON)
    rank = case({field: at for at, field in enumerate(DECIDING)}, value=fact.c.field)
    ranked = (
        select(
            fact.c.incident,
            stored[(0, 0)].as_string().label("anchor"),
            stored[(0, 1)].as_integer().label("at"),
            func.rank().over(partition_by=fact.c.incident, order_by=rank).label("place"),
        )
        .where(
            fact.c.incident.in_(_NUMBERS),
            fact.c.field.in_(DECIDING),
            fact.c.support != literal([], Json),
        )
        .subquery()
    )
    own = (report.c.anchor == ranked.c.anchor) & report.c.current
    stands = (claim.c.report_id == report.c.id) & (claim.c.n == ranked.c.at)
    homed = select(membership.c.incident).where(membership.c.anchor == report.c.anchor).exists()
    return (
        select(
            ranked.c.incident, ranked.c.anchor, ranked.c.at, _QUOTE, article_version.c.outlet,
            article_version.c.url, report.c.article_id,
        )
        .select_from(ranked)
        .outerjoin(report, own & homed)
        .outerjoin(claim, stands & claim.c.where.is_not(None))
        .outerjoin(article_version, article_version.c.id == report.c.version_id)
        .where(ranked.c.place == 1)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Twin:
    """Another incident that might be the same one."""

    n: int
    other: int
    score: float
    review: str


def twins(session: Session, numbers: Collection[int]) -> dict[int, Twin]:
    """For each incident the likeliest other one among those it was compared with, if any."""
    found: dict[int, Twin] = {}
    for batch in batches(sorted(numbers)):
        rows = session.execute(_twins(), {"numbers": batch}).all()
        found |= {row.incident: Twin(*row) for row in rows}
    return found


@cache
def _twins() -> Any:
    compared = union_all(
        _beyond(edge.c.left, edge.c.right), _beyond(edge.c.right, edge.c.left)
    ).subquery()
    order = (compared.c.score.desc(), compared.c.other)
    place = func.row_number().over(partition_by=compared.c.incident, order_by=order)
    ranked = select(compared, place.label("place")).subquery()
    return (
        select(ranked.c.incident, ranked.c.other, ranked.c.score, incident.c.review)
        .join(incident, incident.c.n == ranked.c.other)
        .where(ranked.c.place == 1)
    )


def _beyond(near: Any, far: Any) -> Any:
    """The incidents at the other end of what these incidents' reports were compared with."""
    ours, theirs = membership.alias(), membership.alias()
    return (
        select(ours.c.incident, theirs.c.incident.label("other"), edge.c.score)
        .select_from(edge)
        .join(ours, ours.c.anchor == near)
        .join(theirs, theirs.c.anchor == far)
        .where(
            ours.c.incident.in_(_NUMBERS),
            theirs.c.incident != ours.c.incident,
            ~edge.c.vetoed,
            edge.c.score > 0,
        )
    )


# ---------------------------------------------------------------------------------- one incident


@dataclass(frozen=True, slots=True)
class Value:
    """One field of an incident or of a victim, as it is shown."""

    victim: int | None
    field: str
    value: Any
    state: str
    why: str
    confidence: float
    conflicts: tuple[dict[str, Any], ...]


def values(session: Session, n: int) -> list[Value]:
    """Every field of an incident and its victims, stated or not."""
    return [
        Value(
            row.victim,
            row.field,
            row.value,
            row.state,
            row.why,
            row.confidence,
            tuple(row.conflicts or ()),
        )
        for row in session.execute(_FACTS, {"n": n})
    ]


@dataclass(frozen=True, slots=True)
class Source:
    """One article of an incident, and why it is here."""

    anchor: str
    article: int
    url: str
    outlet: str | None
    title: str
    byline: str | None
    published: str | None
    copy_of: str | None
    because: str
    via: str | None
    versions: int


def sources(session: Session, n: int) -> list[Source]:
    """The articles of an incident, in the order they joined."""
    return [Source(*row) for row in session.execute(_sources(), {"n": n})]


@cache
def _sources() -> Any:
    versions = (
        select(func.count())
        .where(article_version.c.article_id == report.c.article_id)
        .scalar_subquery()
    )
    current = article_version.alias()
    return (
        select(
            membership.c.anchor,
            report.c.article_id,
            current.c.url,
            current.c.outlet,
            current.c.title,
            current.c.byline,
            current.c.published,
            article.c.near_duplicate_of,
            membership.c.because,
            membership.c.via,
            versions,
        )
        .join(report, (report.c.anchor == membership.c.anchor) & report.c.current)
        .join(current, current.c.id == report.c.version_id)
        .join(article, article.c.id == report.c.article_id)
        .where(membership.c.incident == bindparam("n"))
        .order_by(membership.c.position)
    )


# ---------------------------------------------------------------------------------- one article


@dataclass(frozen=True, slots=True)
class Story:
    """One article as it stands now (or stood), with what it is about."""

    id: int
    url: str
    outlet: str | None
    title: str
    byline: str | None
    published: str | None
    text: str
    version: int
    relevant: bool
    relevance: float
    reasons: tuple[str, ...]
    copy_of: str | None
    syndicated_from: str | None
    incidents: tuple[int, ...]


def stories(session: Session, ids: Collection[int]) -> dict[int, Story]:
    """These articles in their current version."""
    found: dict[int, Story] = {}
    for batch in batches(sorted(ids)):
        about: dict[int, list[int]] = {}
        homes = (
            select(report.c.article_id, membership.c.incident)
            .join(membership, membership.c.anchor == report.c.anchor)
            .where(report.c.article_id.in_(batch), report.c.current)
            .order_by(report.c.n)
        )
        for row in session.execute(homes):
            about.setdefault(row.article_id, []).append(row.incident)
        statement = (
            select(article_version, article.c.near_duplicate_of)
            .join(article, article.c.id == article_version.c.article_id)
            .where(article_version.c.article_id.in_(batch), article_version.c.current)
        )
        for row in session.execute(statement):
            found[row.article_id] = _story(row, about.get(row.article_id, []))
    return found


def _story(row: Any, about: Sequence[int]) -> Story:
    return Story(
        id=row.article_id,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        byline=row.byline,
        published=row.published,
        text=row.text,
        version=row.n,
        relevant=row.relevant,
        relevance=row.relevance,
        reasons=tuple(row.reasons),
        copy_of=row.near_duplicate_of,
        syndicated_from=row.syndicated_from,
        incidents=tuple(dict.fromkeys(about)),
    )


def of_article(session: Session, number: int) -> list[Saying]:
    """Every claim an article makes about the incidents it is in, where it stands in the text.

    But for those of a field that is withheld, as everywhere.
    """
    statement = _claims().where(report.c.article_id == number, claim.c.where.is_not(None))
    return _unless_withheld(session, session.execute(statement).all())


def of_report(session: Session, anchor: str) -> list[Saying]:
    """Every claim one report makes, in the order it was read."""
    statement = _claims().where(report.c.anchor == anchor).order_by(claim.c.n)
    return _unless_withheld(session, session.execute(statement).all())


def _unless_withheld(session: Session, rows: Sequence[Any]) -> list[Saying]:
    known = redactions.listed(session)
    if not known:
        return [_saying(row, {}, ()) for row in rows]
    victims = {n: _victims(session, n) for n in {row.incident for row in rows}}
    found = [(row.incident, _saying(row, victims[row.incident], ())) for row in rows]
    return [item for n, item in found if not _withheld(item, n, known)]


def anchored(session: Session, anchor: str) -> list[Source]:
    """The current report under an anchor, if there is one, as a source."""
    statement = (
        select(
            report.c.anchor,
            report.c.article_id,
            article_version.c.url,
            article_version.c.outlet,
            article_version.c.title,
            article_version.c.byline,
            article_version.c.published,
            article.c.near_duplicate_of,
            literal("").label("because"),
            literal(None).label("via"),
            article_version.c.n,
        )
        .join(article_version, article_version.c.id == report.c.version_id)
        .join(article, article.c.id == report.c.article_id)
        .where(report.c.anchor == anchor, report.c.current)
    )
    return [Source(*row) for row in session.execute(statement)]


def shown_value(session: Session, subject: str, field: str) -> Any:
    """A field of an incident ("I3") or a victim ("V5") as it is shown."""
    if subject.startswith("V"):
        own = fact.c.victim == identifiers.number(subject, of="V")
    else:
        number = identifiers.living(session, subject)
        own = (fact.c.incident == number) & fact.c.victim.is_(None)
    return session.execute(select(fact.c.value).where(own, fact.c.field == field)).scalar()
