"""What people settled about incidents: corrections, which follow the person, and reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, Table, select
from sqlalchemy.orm import Session

from pipeline.incident.incident_view import Decided
from storage.decisions import leading_to
from storage.prepared import ask
from storage.reports import StoredReport
from storage.sql import batches, one_of
from storage.tables import (
    correction,
    decision,
    person_home,
    report,
    review,
)

#: A person of a report, for as long as the report keeps its anchor: anchor and name (or "#n").
PersonKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What people decided about one incident."""

    corrections: tuple[Row[Any], ...] = ()
    review: Row[Any] | None = None
    others: frozenset[tuple[int, PersonKey]] = frozenset()  # whom a correction no longer means
    unpinned: frozenset[tuple[int, PersonKey]] = frozenset()  # likewise, by place among the pins

    @property
    def state(self) -> str:
        return self.review.state if self.review else "candidate"


def of_incidents(session: Session, numbers: Collection[int]) -> dict[int, Ruled]:
    """Corrections (also those made under an identifier that leads here now) and reviews."""
    leading = leading_to(session, numbers)
    rows = _in_force(session, correction, leading)
    fixes: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.incident != leading[row.incident], -row.id)):
        fixes[leading[row.incident]].append(row)
    states = {row.incident: row for row in _in_force(session, review, {n: n for n in numbers})}
    return {n: Ruled(tuple(fixes[n]), states.get(n)) for n in numbers}


def _in_force(session: Session, table: Any, numbers: Collection[int]) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for batch in batches(sorted(numbers)):
        found += ask(session, _decided_of(table), {"numbers": batch})
    return found


@cache
def _decided_of(table: Table) -> Select[Any]:
    return (
        select(table, decision.c.by, decision.c.at, decision.c.note)
        .join(decision, decision.c.id == table.c.decision_id)
        .where(one_of(table.c.incident, "numbers"), table.c.superseded_at.is_(None))
        .order_by(table.c.id)
    )


def followed(
    session: Session, ruled: Mapping[int, Ruled], victims: Collection[int]
) -> dict[int, Ruled]:
    """With what was set of these victims wherever they stood then; of a field the newest.

    A person that parted from the incident takes it along. Only where its reports are does it tell.
    """
    rows: list[Row[Any]] = []
    for batch in batches(sorted(victims)):
        rows += ask(session, _OF_VICTIMS, {"numbers": batch})
    if not rows:
        return dict(ruled)
    newest = {(row.victim, row.field): row for row in rows}
    fixes = tuple(newest[key] for key in sorted(newest))
    found: dict[int, Ruled] = {}
    for n, own in ruled.items():
        mine = [
            row
            for row in own.corrections
            if row.victim is None or row.id == newest.get((row.victim, row.field), row).id
        ]
        known = {row.id for row in mine}
        others = [row for row in fixes if row.id not in known]
        found[n] = replace(own, corrections=(*mine, *others))
    return found


_OF_VICTIMS = (
    select(correction, decision.c.by, decision.c.at, decision.c.note)
    .join(decision, decision.c.id == correction.c.decision_id)
    .where(one_of(correction.c.victim, "numbers"), correction.c.superseded_at.is_(None))
    .order_by(correction.c.id)
)


def pinned_once(
    ruled: Mapping[int, Ruled], persons: Mapping[int, Sequence[Sequence[PersonKey]]]
) -> dict[int, Ruled]:
    """Where a value pinned of one victim would be told of another, without that.

    A report that names nobody may be taken for another person's than when it was accepted, as soon
    as the incident has more people; what was pinned stays with whom most of those reports tell of.
    """
    found: dict[int, Ruled] = {}
    for n, own in ruled.items():
        pinned = own.review.pinned or () if own.review else ()
        moved = {
            (at, person)
            for at, pin in enumerate(pinned)
            for told in _fewer(_told_by(pin["persons"], persons[n]))
            for person in told
        }
        if moved:
            found[n] = replace(own, unpinned=frozenset(moved))
    return found


def _fewer(told: Iterator[Collection[PersonKey]]) -> list[Collection[PersonKey]]:
    """All but that of whom most reports tell by name; of two as often the first is that."""

    def often(one: Collection[PersonKey]) -> tuple[int, int]:
        return (sum(not called.startswith("#") for _, called in one), len(one))

    return sorted(told, key=often, reverse=True)[1:]


def of_their_own(
    session: Session,
    ruled: Mapping[int, Ruled],
    persons: Mapping[int, Sequence[Sequence[PersonKey]]],
    victims: Mapping[int, Sequence[int]],
) -> dict[int, Ruled]:
    """Where a value set of one victim would be told of another, without that.

    What was set while two stood as one stays with whom it was set of. A victim who stands nowhere
    any more was taken into another, who is told of by the same reports.
    """
    meant = [
        (n, row, victim, told)
        for n, own in ruled.items()
        for row in own.corrections
        if row.victim is not None
        for victim, told in zip(victims[n], _told_by(row.persons, persons[n]), strict=True)
        if told and victim != row.victim
    ]
    if not meant:
        return {}
    here = {victim for own in victims.values() for victim in own}
    homes = _homes_of(session, {row.victim for _, row, _, _ in meant})
    found: dict[int, set[tuple[int, PersonKey]]] = defaultdict(set)
    for n, row, _, told in meant:
        own = {anchor for group in persons[n] for anchor, _ in group}
        if row.victim in here or homes[row.victim] - own:
            found[n].update((row.id, person) for person in told)
    return {n: replace(ruled[n], others=frozenset(others)) for n, others in found.items()}


def _told_by(
    persons: Sequence[Sequence[str]] | None, groups: Sequence[Sequence[PersonKey]]
) -> Iterator[Collection[PersonKey]]:
    """Of each of these people, in which reports a decision means them."""
    wanted = {(anchor, called) for anchor, called in persons or ()}
    return (wanted.intersection(group) for group in groups)


def _homes_of(session: Session, victims: Collection[int]) -> dict[int, set[str]]:
    """The reports that are there now and tell of each of these victims."""
    found: dict[int, set[str]] = {victim: set() for victim in victims}
    for batch in batches(sorted(victims)):
        statement = (
            select(person_home.c.victim, person_home.c.anchor)
            .join(report, report.c.anchor == person_home.c.anchor)
            .where(person_home.c.victim.in_(batch), report.c.current)
        )
        for row in session.execute(statement):
            found[row.victim].add(row.anchor)
    return found


def corrections(own: Ruled, members: Sequence[StoredReport]) -> list[Decided]:
    """Corrections, as they bear on these reports and their people."""
    return [
        item
        for row in own.corrections
        for item in _decided(
            row.field, row.value, row.by, row.note, _meant(own, row), members, row.known
        )
    ]


def _meant(own: Ruled, row: Row[Any]) -> Sequence[Sequence[str]] | None:
    """Whom a correction is of; none: the whole incident."""
    persons: Sequence[Sequence[str]] | None = row.persons
    if persons is None or not own.others:
        return persons
    return [person for person in persons if (row.id, tuple(person)) not in own.others]


def pins(own: Ruled, members: Sequence[StoredReport]) -> list[Decided]:
    """Values that whoever accepted an incident let stand, likewise."""
    row = own.review
    if row is None or not row.pinned:
        return []
    return [
        item
        for at, pin in enumerate(row.pinned)
        for item in _decided(
            pin["field"],
            pin["value"],
            row.by,
            pin.get("reason", "accepted"),
            _pinned(own, at, pin["persons"]),
            members,
            pin.get("known"),
        )
    ]


def _pinned(
    own: Ruled, at: int, persons: Sequence[Sequence[str]] | None
) -> Sequence[Sequence[str]] | None:
    if persons is None or not own.unpinned:
        return persons
    return [person for person in persons if (at, tuple(person)) not in own.unpinned]


def _decided(
    field: str,
    value: Any,
    by: str,
    reason: str,
    persons: Sequence[Sequence[str]] | None,
    members: Sequence[StoredReport],
    known: Sequence[Any] | None = None,
) -> list[Decided]:
    """A decision about the incident, or about one of its people in every report that has them."""
    told = None if known is None else tuple(known)
    if persons is None:
        return [Decided(field, value, by, reason, known=told)]
    wanted = {tuple(person) for person in persons}
    return [
        Decided(field, value, by, reason, anchor=item.anchor, person=number, known=told)
        for item in members
        for number, key in person_keys(item).items()
        if key in wanted
    ]


def person_keys(item: StoredReport) -> dict[int, PersonKey]:
    """How each person of a report is remembered: by name, or by place when there is none."""
    return {person.n: (item.anchor, person.name or f"#{person.n}") for person in item.report.people}
