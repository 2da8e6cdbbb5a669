"""Incidents as they stand: listed, found by number, with their articles, reports and questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    bindparam,
    or_,
    select,
)  # fmt: skip
from sqlalchemy.orm import Session

from pipeline.records import (
    Question,
)
from pipeline.urls import key as page_key
from storage import (
    decisions,
    identifiers,
    inclusion,
    judgements,
    reports,
)
from storage.engine import scope_of
from storage.incident_rows import folded
from storage.sql import one_of
from storage.tables import (
    incident,
    incident_identifier,
    incident_person,
    membership,
    question,
    question_anchor,
    report,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents; days are of the incident, ``first_seen_since`` is when we learnt of it."""

    state: str | None = None
    since: date | None = None
    until: date | None = None
    first_seen_since: datetime | None = None
    name: str | None = None
    review: str | None = None


def list_incidents(
    session: Session, filters: Filters | None = None, *, limit: int | None = None
) -> list[dict[str, Any]]:
    """Lines of ``export incidents``, the latest incident first, undated ones last."""
    statement = (
        select(incident.c.line)
        .where(*_conditions(filters or Filters()))
        .order_by(incident.c.date_from.is_(None), incident.c.date_from.desc(), incident.c.n)
        .limit(limit)
    )
    return [
        inclusion.judged(line, scope_of(session)) for line in session.execute(statement).scalars()
    ]


def _conditions(filters: Filters) -> Iterator[Any]:
    if filters.state is not None:
        yield incident.c.state == filters.state.upper()
    if filters.since is not None:
        yield or_(incident.c.date_to >= filters.since)
    if filters.until is not None:
        yield incident.c.date_from <= filters.until
    if filters.first_seen_since is not None:
        yield incident.c.created_at >= filters.first_seen_since
    if filters.name is not None:
        yield incident.c.names.contains(folded(filters.name), autoescape=True)
    if filters.review is not None:
        yield incident.c.review == filters.review


_LINE = (
    select(incident_identifier.c.into, incident_identifier.c.withdrawn_at, incident.c.line)
    .outerjoin(incident, incident.c.n == incident_identifier.c.n)
    .where(incident_identifier.c.n == bindparam("n"))
)


def get_incident(session: Session, incident_id: str) -> dict[str, Any]:
    """The line of an incident, redirects followed; raises ``identifiers.NoSuchIncident``."""
    row = session.execute(_LINE, {"n": identifiers.number(incident_id)}).first()
    if row is None or row.into is not None or row.withdrawn_at is not None:
        n = identifiers.living(session, incident_id)  # follows, or says what became of it
        row = session.execute(_LINE, {"n": n}).one()
    if row.line is None:
        raise identifiers.NoSuchIncident(f"{incident_id} is being formed anew; resolve first")
    return inclusion.judged(row.line, scope_of(session))


def is_behind(session: Session, n: int) -> bool:
    """Whether something was decided about it, or read of it, that it does not show yet."""
    if session.execute(select(incident.c.stale).where(incident.c.n == n)).scalar():
        return True
    waits = (
        select(report.c.id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .where(membership.c.incident == n, report.c.waiting)
    )
    return session.execute(waits.limit(1)).first() is not None


_QUESTIONS = select(question).order_by(question.c.kind, question.c.key)
_QUESTIONS_ABOUT = _QUESTIONS.where(
    question.c.key.in_(
        select(question_anchor.c.key).where(one_of(question_anchor.c.anchor, "anchors"))
    )
)


def questions(session: Session, *, about: Collection[str] | None = None) -> list[Question]:
    """What only a person can settle; of everything, or only ``about`` these reports (anchors)."""
    if about is None:
        rows = session.execute(_QUESTIONS)
    else:
        rows = session.execute(_QUESTIONS_ABOUT, {"anchors": list(about)})
    asked = [Question(row.kind, tuple(row.anchors), row.says) for row in rows]
    lost = judgements.unbound_corrections(session, about=about)
    asked += [Question("unbound correction", item.anchors, str(item)) for item in lost]
    return asked + list(judgements.asked_again(session, about=about))


@dataclass(frozen=True, slots=True)
class Member:
    """A report of an incident, as people name it: by its article."""

    anchor: str
    url: str
    outlet: str | None
    published: str | None


def members(session: Session, incident_id: str) -> list[Member]:
    """An incident's reports, the oldest first."""
    n = identifiers.living(session, incident_id)
    order = select(membership.c.anchor).where(membership.c.incident == n)
    anchors = session.execute(order.order_by(membership.c.position)).scalars().all()
    stored = reports.stored(session, anchors)
    return [
        Member(item.anchor, item.url, item.outlet, item.published)
        for item in (stored[anchor] for anchor in anchors if anchor in stored)
    ]


def reports_about(
    session: Session, incident_id: str, *, urls: Collection[str] = (), victim: str | None = None
) -> list[str]:
    """The reports of an incident that stand in these articles, or tell of this victim.

    Raises ``decisions.CannotDecide`` for an address or a victim the incident does not have, and
    where one report tells of this victim and of somebody whom others tell of without them.
    """
    found = members(session, incident_id)
    if victim is not None:
        return _of_one_alone(session, incident_id, found, identifiers.number(victim, of="V"))
    wanted = {page_key(url): url for url in urls}
    missing = sorted(wanted.keys() - {page_key(item.url) for item in found})
    if missing:
        raise decisions.CannotDecide(f"{incident_id} has no article {wanted[missing[0]]}")
    return [item.anchor for item in found if page_key(item.url) in wanted]


def _of_one_alone(
    session: Session, incident_id: str, found: Sequence[Member], victim: int
) -> list[str]:
    """The reports that tell of a victim, where nobody who stays would be taken along.

    A report stands in one incident, with everybody it tells of.
    """
    n = identifiers.living(session, incident_id)
    tellers = _tellers(session, n)
    told = tellers.pop(victim, set())
    chosen = [item for item in found if item.anchor in told]
    if not chosen:
        raise decisions.CannotDecide(f"{incident_id} has no victim V{victim}")
    staying = {other: own for other, own in tellers.items() if own - told}
    shared = [item for item in chosen if any(item.anchor in own for own in staying.values())]
    if shared:
        raise decisions.CannotDecide(_of_both(incident_id, victim, chosen, shared, staying))
    return [item.anchor for item in chosen]


def _of_both(
    incident_id: str,
    victim: int,
    chosen: Sequence[Member],
    shared: Sequence[Member],
    staying: Mapping[int, Collection[str]],
) -> str:
    """Why a split by victim would leave somebody in both incidents, and what to ask instead."""
    anchors = {item.anchor for item in shared}
    others = ", ".join(f"V{other}" for other, own in sorted(staying.items()) if anchors & {*own})
    alone = [item.url for item in chosen if item.anchor not in anchors]
    says = f"{', '.join(item.url for item in shared)} tells of V{victim} and of {others} in one"
    says += " report, which stands in one incident; say by article what goes: “casebook split"
    return f"{says} {incident_id} {' '.join(f'--article {url}' for url in alone or ['URL …'])}”"


def _tellers(session: Session, n: int) -> dict[int, set[str]]:
    """The reports that tell of each victim of an incident."""
    statement = select(incident_person.c.victim, incident_person.c.persons).where(
        incident_person.c.incident == n
    )
    return {victim: {a for a, _ in persons} for victim, persons in session.execute(statement)}
