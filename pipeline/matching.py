"""Rows of two lists of people, one to one: by the evidence that links reports, and no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline import candidates, compare
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable, Shot
from pipeline.records import DateRange, Edge, Evidence, FiredBy


@dataclass(frozen=True, slots=True)
class Match:
    """One row of theirs with one of ours, and why."""

    theirs: str
    ours: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """What two lists have in common; rows that fit two about equally are left open."""

    matches: tuple[Match, ...]
    unclear: Mapping[str, tuple[Match, ...]]  # theirs, with the ones it could be


def person(anchor: str, known: Mapping[str, Any]) -> Linkable:
    """A row of a list as something to compare; ``known`` has our field names.

    Everybody is single: a row is one person, so another name is another person.
    """
    day = known.get("incident_date")
    age = known.get("age")
    name = known.get("name")
    shot = Shot(
        n=0,
        name=name,
        forms=tuple(known.get("aliases") or ()),
        age_min=age,
        age_max=age,
        gender=known.get("gender"),
        fatal=known.get("fatal"),
    )
    return Linkable(
        anchor=anchor,
        article_key=anchor,
        victims=(shot,),
        people_hit_max=1,
        dates=(DateRange.parse(str(day)),) if day else (),
        cities=_one(known.get("city")),
        counties=_one(_county(known.get("county"))),
        state=known.get("state"),
        state_stated=known.get("state") is not None,
        place=known.get("address"),
        agencies=tuple(known.get("agencies") or ()),
        armed=known.get("armed"),
        weapon=known.get("weapon"),
        fired_by=FiredBy.POLICE,
    )


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _county(value: str | None) -> str | None:
    """ "Los Angeles County" and "Los Angeles" are one."""
    return value.removesuffix(" County").removesuffix(" Parish") if value else None


def match(
    theirs: Sequence[Linkable],
    ours: Sequence[Linkable],
    model: Model,
    *,
    apart: Collection[tuple[str, str]] = (),
) -> Matching:
    """The best partner of each, by falling score; pairs in ``apart`` were ruled out by people."""
    edges = sorted(_edges(theirs, ours, model, apart), key=lambda e: (-e.score, e.left, e.right))
    mine = {item.anchor for item in ours}
    touching: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        touching[edge.left].append(edge)
        touching[edge.right].append(edge)
    taken: dict[str, Match] = {}
    unclear: dict[str, tuple[Match, ...]] = {}
    for edge in edges:
        if taken.keys() & {edge.left, edge.right} or unclear.keys() & {edge.left, edge.right}:
            continue
        found = _as_match(edge, mine)
        rivals = _rivals(edge, found, touching, taken, model)
        if rivals:
            unclear[found.theirs] = tuple(_as_match(item, mine) for item in (edge, *rivals))
            continue
        taken[edge.left] = taken[edge.right] = found
    matches = {found.theirs: found for found in taken.values()}
    return Matching(tuple(matches[key] for key in sorted(matches)), unclear)


def _edges(
    theirs: Sequence[Linkable],
    ours: Sequence[Linkable],
    model: Model,
    apart: Collection[tuple[str, str]],
) -> list[Edge]:
    """Every pair of one list with the other that is good enough."""
    by_key: dict[str, list[Linkable]] = defaultdict(list)
    for item in ours:
        for key in candidates.keys(item):
            by_key[key].append(item)
    found = []
    for item in theirs:
        company = {o.anchor: o for key in candidates.keys(item) for o in by_key.get(key, ())}
        for anchor in sorted(company):
            if (item.anchor, anchor) in apart:
                continue
            edge = compare.edge(item, company[anchor], model)
            if not edge.vetoed and edge.score >= _least(item, company[anchor], model):
                found.append(edge)
    return found


def _least(left: Linkable, right: Linkable, model: Model) -> float:
    return model.join if left.named and right.named else model.join_unnamed


def _rivals(
    edge: Edge,
    found: Match,
    touching: Mapping[str, Sequence[Edge]],
    taken: Mapping[str, Match],
    model: Model,
) -> list[Edge]:
    """Others of ours still free that fit the row about as well."""
    return [
        other
        for other in touching[found.theirs]
        if other is not edge
        and not taken.keys() & {other.left, other.right}
        and edge.score - other.score < model.margin
    ]


def _as_match(edge: Edge, ours: Collection[str]) -> Match:
    left, right = edge.left, edge.right
    theirs, own = (left, right) if right in ours else (right, left)
    return Match(theirs, own, edge.score, tuple(edge.evidence))
