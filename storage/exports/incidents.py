"""Incidents, and the people shot in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import inclusion
from storage.engine import scope_of
from storage.lines import external_ids
from storage.sql import batches
from storage.tables import incident

_FACTS = (
    "incident_date", "incident_date_from", "incident_date_to", "incident_date_precision",
    "death_date", "city", "county", "state", "place", "agencies", "agency_roles", "armed",
    "weapon", "shots_fired", "body_camera", "fleeing", "officers", "scope", "events",
    "field_states",
)  # fmt: skip
_REST = (
    "review", "accepted_by", "accepted_at", "inclusion", "aliases", "conflicts", "articles",
    "article_count", "outlet_count", "independent_sources", "confirmation", "first_reported",
    "last_reported", "created_at", "updated_at", "external_ids",
)  # fmt: skip
_PERSON = (
    "victim_id", "incident_id", "name", "aliases", "name_status", "name_released", "age",
    "age_min", "age_max", "gender", "race", "race_source", "fatal", "outcome",
)  # fmt: skip

INCIDENT_COLUMNS = ("incident_id", "victims", *_FACTS, *_REST)
VICTIM_COLUMNS = (*_PERSON, *_FACTS, *(name for name in _REST if name != "aliases"))
#: An incident's own, where people differ; else each person has the incident's.
_PER_PERSON = ("armed", "weapon", "fleeing")


def incident_rows(
    session: Session, numbers: Collection[int] | None = None
) -> Iterator[dict[str, Any]]:
    """One line an incident, by number; of all, or of these few."""
    statement = select(incident.c.line).order_by(incident.c.n)
    if numbers is not None:
        statement = statement.where(incident.c.n.in_(numbers))
    for line in session.execute(statement.execution_options(yield_per=200)).scalars():
        judged = inclusion.judged(line, scope_of(session))
        yield {name: judged[name] for name in INCIDENT_COLUMNS}


def victim_rows(session: Session) -> Iterator[dict[str, Any]]:
    """One line a person shot, with the incident's fields."""
    yield from victims_of(session, incident_rows(session))


def victims_of(session: Session, lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The people shot in these incidents, one line each."""
    for batch in batches(lines, 200):
        people = [(line, victim) for line in batch for victim in line["victims"]]
        numbers = [int(victim["victim_id"][1:]) for _, victim in people]
        named = external_ids(session, numbers)
        for number, (line, victim) in zip(numbers, people, strict=True):
            yield victim_row(line, victim, named.get(number, {}))


def victim_row(
    line: Mapping[str, Any], victim: Mapping[str, Any], named: Mapping[str, str]
) -> dict[str, Any]:
    """One person shot, with the incident's fields and the identifiers others gave them."""
    own = {name: victim[name] for name in _PERSON if name in victim}
    own |= {name: victim[name] for name in _PER_PERSON if victim[name] is not None}
    # what an earlier version showed last does not say of a name whether it was released
    whole = {"name_released": False, **line, **own, "external_ids": dict(named)}
    return {name: whole[name] for name in VICTIM_COLUMNS}
