"""What people settled about incidents: corrections, which follow the person, and reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, Table, select
from sqlalchemy.orm import Session

from pipeline.incident.incident_view import Decided
from storage.prepared import ask
from storage.reports import StoredReport
from storage.sql import batches, one_of
from storage.tables import (
    correction,
    decision,
    incident_identifier,
    review,
)

#: A person of a report, for as long as the report keeps its anchor: anchor and name (or "#n").
PersonKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What people decided about one incident."""

    corrections: tuple[Row[Any], ...] = ()
    review: Row[Any] | None = None

    @property
    def state(self) -> str:
        return self.review.state if self.review else "candidate"


def of_incidents(session: Session, numbers: Collection[int]) -> dict[int, Ruled]:
    """Corrections (also those made under an identifier that leads here now) and reviews."""
    leading = _leading_to(session, numbers)
    rows = _in_force(session, correction, leading)
    fixes: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.incident != leading[row.incident], -row.id)):
        fixes[leading[row.incident]].append(row)
    states = {row.incident: row for row in _in_force(session, review, {n: n for n in numbers})}
    return {n: Ruled(tuple(fixes[n]), states.get(n)) for n in numbers}


def _leading_to(session: Session, numbers: Collection[int]) -> dict[int, int]:
    """These identifiers and all that were merged into them, with where they lead."""
    leading = {n: n for n in numbers}
    rim = sorted(numbers)
    while rim:
        found: dict[int, int] = {}
        for batch in batches(rim):
            statement = select(incident_identifier.c.n, incident_identifier.c.into).where(
                incident_identifier.c.into.in_(batch)
            )
            found |= {row.n: leading[row.into] for row in session.execute(statement)}
        rim = sorted(found.keys() - leading.keys())
        leading |= {n: found[n] for n in rim}
    return leading


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


def corrections(rows: Sequence[Row[Any]], members: Sequence[StoredReport]) -> list[Decided]:
    """Corrections, as they bear on these reports and their people."""
    return [
        item
        for row in rows
        for item in _decided(
            row.field, row.value, row.by, row.note, row.persons, members, row.known
        )
    ]


def pins(row: Row[Any] | None, members: Sequence[StoredReport]) -> list[Decided]:
    """Values that whoever accepted an incident let stand, likewise."""
    if row is None or not row.pinned:
        return []
    return [
        item
        for pin in row.pinned
        for item in _decided(
            pin["field"],
            pin["value"],
            row.by,
            pin.get("reason", "accepted"),
            pin["persons"],
            members,
            pin.get("known"),
        )
    ]


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
