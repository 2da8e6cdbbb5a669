"""From an incident's reports and decisions to the line the world sees, and the rows behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from anyascii import anyascii
from sqlalchemy import Row, Select, Table, select
from sqlalchemy.orm import Session

from pipeline.consensus import consensus
from pipeline.incident.incident_json import facts_json, incident_json
from pipeline.incident.incident_view import Decided, IncidentView
from pipeline.incident.policy import Policy
from pipeline.records import Cluster, Fact, Question, Scope
from storage import identifiers, policies, redactions, reports
from storage.carried import Teller
from storage.columns import Written, as_json, storable
from storage.dates import stamp
from storage.engine import scope_of
from storage.identifiers import Given
from storage.prepared import ask
from storage.redactions import Listed
from storage.reports import StoredReport
from storage.sql import batches, one_of
from storage.tables import (
    correction,
    decision,
    external_id,
    incident_identifier,
    review,
)

__all__ = ["Told", "external_ids", "folded", "stamp", "tell"]

#: A person of a report, for as long as the report keeps its anchor: anchor and name (or "#n").
PersonKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One incident, ready to be written down."""

    n: int
    cluster: Cluster
    members: tuple[StoredReport, ...]
    view: IncidentView
    victims: tuple[int, ...]  # numbers, in the view's order
    persons: tuple[tuple[PersonKey, ...], ...]  # likewise
    review: str
    created_at: datetime
    updated_at: datetime  # of the line last published, as is its hash
    sha256: str
    line: dict[str, Any]
    hidden: Listed  # what must not be shown of it
    written: Written | None = None  # the line with its date


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What people decided about one incident."""

    corrections: tuple[Row[Any], ...] = ()
    review: Row[Any] | None = None

    @property
    def state(self) -> str:
        return self.review.state if self.review else "candidate"


def tell(
    session: Session,
    clusters: Mapping[int, Cluster],
    *,
    now: datetime,
    given: Mapping[int, Given] | None = None,
    stored: Mapping[str, StoredReport] | None = None,
    homes: Mapping[str, int] | None = None,
    taken: Collection[int] = (),
) -> list[Told]:
    """What these incidents say, by consensus and decision; victims get their numbers here.

    ``given`` and ``stored`` (by anchor) are all that is known of their identifiers and reports,
    if that was read already; ``homes``: where reports stood before, if they were formed anew;
    ``taken``: victims (by number) of incidents beside them.
    """
    told: list[Told] = []
    taken = set(taken)
    for numbers in batches(sorted(clusters), 100):
        own = {n: clusters[n] for n in numbers}
        known = given or identifiers.given(session, numbers)
        anchors = {item.anchor for cluster in own.values() for item in cluster.members}
        members = stored or reports.stored(session, anchors)
        before = homes if homes is not None else _homes(own)
        told += _tell(session, own, taken, known, members, before, now=now)
    return told


def _homes(clusters: Mapping[int, Cluster]) -> dict[str, int]:
    return {item.anchor: n for n, cluster in clusters.items() for item in cluster.members}


def _tell(
    session: Session,
    clusters: Mapping[int, Cluster],
    taken: set[int],
    given: Mapping[int, Given],
    stored: Mapping[str, StoredReport],
    homes: Mapping[str, int],
    *,
    now: datetime,
) -> list[Told]:
    decided = [n for n in clusters if given[n].decided]
    here = _homes(clusters)
    before = identifiers.known_victims(session, here.keys(), clusters)
    ruled = {n: _Ruled() for n in clusters} | _ruled(session, decided)
    ruled = _followed(session, ruled, before.corrected)
    scope, policy = scope_of(session), policies.policy_of(session)
    members = {n: _members(clusters[n], stored) for n in clusters}
    views = {n: _view(members[n], ruled[n], scope, policy) for n in clusters}
    persons = {n: [_persons(victim.members, stored) for victim in views[n].victims] for n in views}
    victims = _victims(session, persons, before, taken, now=now)
    named = external_ids(session, [v for own in victims.values() for v in own if v in before.named])
    whole = {n: _line(n, views[n], victims[n], ruled[n], given[n].created_at, named) for n in views}
    known = redactions.followed(
        session,
        redactions.listed(session),
        whole.values(),
        _tellers(here, _numbered(persons, victims)),
        _tellers(homes, before.by_person),
    )
    return [
        Told(
            n=n,
            cluster=clusters[n],
            members=tuple(members[n]),
            view=views[n],
            victims=tuple(victims[n]),
            persons=tuple(persons[n]),
            review=ruled[n].state,
            created_at=given[n].created_at,
            updated_at=given[n].updated_at,
            sha256=given[n].sha256,
            line=redactions.veiled(whole[n], known),
            hidden=known,
        )
        for n in clusters
    ]


def uncorrected(session: Session, clusters: Mapping[int, Cluster]) -> dict[int, IncidentView]:
    """What these incidents would say if nobody had corrected anything; what is pinned stays."""
    found: dict[int, IncidentView] = {}
    scope, policy = scope_of(session), policies.policy_of(session)
    for numbers in batches(sorted(clusters), 100):
        anchors = {item.anchor for n in numbers for item in clusters[n].members}
        stored = reports.stored(session, anchors)
        ruled = _ruled(session, numbers)
        for n in numbers:
            members = _members(clusters[n], stored)
            plain = replace(ruled[n], corrections=())
            found[n] = _view(members, plain, scope, policy)
    return found


def questions(told: Told) -> list[Question]:
    """What is said against values people settled, both side by side: for them to look again."""
    owners = (f"I{told.n}", *(f"V{victim}" for victim in told.victims))
    return [
        Question(
            "new dissent",
            tuple(item.anchor for item in told.members),
            f"I{told.n}: {fact.field} is {fact.value!r} ({fact.why}); since then "
            f"{dissent.articles} article{'s' if dissent.articles != 1 else ''}, "
            f"{dissent.independent_sources} independent, say {dissent.value!r}",
        )
        for fact, dissent in told.view.news
        if not any(told.hidden.hides(owner, fact.field) for owner in owners)
    ]


def _members(cluster: Cluster, stored: Mapping[str, StoredReport]) -> list[StoredReport]:
    return [stored[item.anchor] for item in cluster.members if item.anchor in stored]


def _view(
    members: Sequence[StoredReport],
    ruled: _Ruled,
    scope: Scope,
    policy: Policy,
) -> IncidentView:
    return consensus(
        [item.member(item.copied or item.url) for item in members],
        scope=scope,
        corrections=_corrections(ruled.corrections, members),
        pins=_pins(ruled.review, members),
        policy=policy,
    )


# ---------------------------------------------------------------------------------- decided


def _corrections(rows: Sequence[Row[Any]], members: Sequence[StoredReport]) -> list[Decided]:
    return [
        item
        for row in rows
        for item in _decided(
            row.field, row.value, row.by, row.note, row.persons, members, row.known
        )
    ]


def _pins(row: Row[Any] | None, members: Sequence[StoredReport]) -> list[Decided]:
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


def _ruled(session: Session, numbers: Collection[int]) -> dict[int, _Ruled]:
    """Corrections (also those made under an identifier that leads here now) and reviews."""
    leading = _leading_to(session, numbers)
    rows = _in_force(session, correction, leading)
    fixes: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.incident != leading[row.incident], -row.id)):
        fixes[leading[row.incident]].append(row)
    states = {row.incident: row for row in _in_force(session, review, {n: n for n in numbers})}
    return {n: _Ruled(tuple(fixes[n]), states.get(n)) for n in numbers}


def _followed(
    session: Session, ruled: Mapping[int, _Ruled], victims: Collection[int]
) -> dict[int, _Ruled]:
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
    found: dict[int, _Ruled] = {}
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


# ---------------------------------------------------------------------------------- victims


def person_keys(item: StoredReport) -> dict[int, PersonKey]:
    """How each person of a report is remembered: by name, or by place when there is none."""
    return {person.n: (item.anchor, person.name or f"#{person.n}") for person in item.report.people}


def _persons(
    members: Sequence[tuple[str, int]], stored: Mapping[str, StoredReport]
) -> tuple[PersonKey, ...]:
    keys = {anchor: person_keys(stored[anchor]) for anchor, _ in members}
    return tuple(sorted(keys[anchor][number] for anchor, number in members))


def _victims(
    session: Session,
    persons: Mapping[int, Sequence[Collection[PersonKey]]],
    known: identifiers.Known,
    taken: set[int],
    *,
    now: datetime,
) -> dict[int, list[int]]:
    """A number for every person shot, kept where it is known, new where it is not."""
    chosen: dict[int, dict[int, int]] = {}
    for n in sorted(persons):
        chosen[n] = identifiers.assign_victims(persons[n], n, known, taken)
        taken |= set(chosen[n].values())
    wanting = [n for n in sorted(persons) for at in range(len(persons[n])) if at not in chosen[n]]
    fresh = identifiers.allocate_victims(session, wanting, now=now)
    unused = iter(fresh)
    victims = {
        n: [chosen[n][at] if at in chosen[n] else next(unused) for at in range(len(persons[n]))]
        for n in sorted(persons)
    }
    taken |= {victim for own in victims.values() for victim in own}
    homes = {
        person: (victims[n][at], n)
        for n in sorted(persons)
        for at, keys in enumerate(persons[n])
        for person in keys
    }
    identifiers.note_persons(session, homes, known, fresh)
    return victims


def _numbered(
    persons: Mapping[int, Sequence[Collection[PersonKey]]], victims: Mapping[int, Sequence[int]]
) -> dict[PersonKey, int]:
    """The victim each person of a report is taken for."""
    return {
        person: victims[n][at]
        for n in persons
        for at, keys in enumerate(persons[n])
        for person in keys
    }


def _tellers(homes: Mapping[str, int], people: Mapping[PersonKey, int]) -> dict[Teller, str]:
    """Of which incident reports tell, and of which victim their people."""
    reports_of: dict[Teller, str] = {(anchor, ""): f"I{n}" for anchor, n in homes.items()}
    return reports_of | {person: f"V{victim}" for person, victim in people.items()}


def external_ids(session: Session, victims: Collection[int]) -> dict[int, dict[str, str]]:
    """Which rows of other people's lists these victims are: by list."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for batch in batches(sorted(victims)):
        for row in ask(session, _EXTERNAL, {"numbers": batch}):
            found[row.victim][row.schema] = row.value
    return found


_EXTERNAL = (
    select(external_id)
    .where(one_of(external_id.c.victim, "numbers"), external_id.c.superseded_at.is_(None))
    .order_by(external_id.c.schema, external_id.c.id)
)


# ---------------------------------------------------------------------------------- the line


def _line(
    n: int,
    view: IncidentView,
    victims: Sequence[int],
    ruled: _Ruled,
    created_at: datetime,
    named: Mapping[int, Mapping[str, str]],
) -> dict[str, Any]:
    """A line of ``export incidents``, all but ``updated_at``, which only changes with the rest."""
    facts = facts_json(view)
    for victim, told in zip(victims, facts["victims"], strict=True):
        told["victim_id"] = f"V{victim}"
        told["name_released"] = _is_released(victim, ruled)
    accepted = ruled.review if ruled.state == "accepted" else None
    return {
        "incident_id": f"I{n}",
        **facts,
        "review": ruled.state,
        "accepted_by": accepted.by if accepted else None,
        "accepted_at": stamp(accepted.at) if accepted else None,
        "inclusion": {},
        **incident_json(view),
        "created_at": stamp(created_at),
        "external_ids": _all_external(victims, named),
    }


def _is_released(victim: int, ruled: _Ruled) -> bool:
    """Whether an editor lets the name leave that would else be withheld."""
    own = [row for row in ruled.corrections if row.victim == victim]
    return next((row.value is True for row in own if row.field == "name_released"), False)


def _all_external(victims: Sequence[int], named: Mapping[int, Mapping[str, str]]) -> dict[str, str]:
    """Identifiers of the people shot; where two have one in the same list, the first one's."""
    found: dict[str, str] = {}
    for victim in victims:
        for schema, value in named.get(victim, {}).items():
            found.setdefault(schema, value)
    return dict(sorted(found.items()))


def dated(told: Told, text: str, at: datetime) -> Told:
    """With the day it last changed; ``text`` is the line without, in JSON."""
    day = stamp(at)
    written = Written(storable(f'{text[:-1]},"updated_at":{as_json(day)}}}'))
    return replace(told, line=told.line | {"updated_at": day}, written=written)


def folded(name: str) -> str:
    """How names are searched: without case and accents."""
    return anyascii(name).casefold().strip()


# ---------------------------------------------------------------------------------- rows


def incident_row(told: Told) -> dict[str, Any]:
    line = told.line
    return {
        "n": told.n,
        "line": told.written or line,
        "review": told.review,
        "state": line["state"],
        "city": line["city"],
        "county": line["county"],
        "agencies": "\n".join(folded(agency["name"]) for agency in line["agency_roles"]),
        "fatal": anybody_died(line),
        "sources": line["independent_sources"],
        "words": "\n".join(folded(text) for text in searched(line)),
        "date_from": _day(line["incident_date_from"]),
        "date_to": _day(line["incident_date_to"]),
        "names": "\n".join(folded(name) for name in line["aliases"]),
        "article_count": line["article_count"],
        "created_at": told.created_at,
        "stale": False,
    }


def searched(line: Mapping[str, Any]) -> list[str]:
    """What a search for words looks through: names, place and agencies."""
    places = [place for place in (line["city"], line["county"]) if place]
    return [*line["aliases"], *places, *(agency["name"] for agency in line["agency_roles"])]


def anybody_died(line: Mapping[str, Any]) -> bool | None:
    """Whether somebody shot died; None when nobody says of anyone.

    >>> anybody_died({"victims": [{"fatal": False}, {"fatal": None}]})
    False
    """
    told = [victim["fatal"] for victim in line["victims"] if victim["fatal"] is not None]
    return any(told) if told else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def membership_rows(told: Told) -> list[dict[str, Any]]:
    return [
        {
            "anchor": item.anchor,
            "incident": told.n,
            "position": position,
            "because": item.because,
            "via": item.via,
            "score": None,
            "bits": None,
        }
        for position, item in enumerate(told.cluster.members)
    ]


def person_rows(told: Told) -> list[dict[str, Any]]:
    return [
        {
            "victim": victim,
            "incident": told.n,
            "position": position,
            "persons": [list(person) for person in told.persons[position]],
        }
        for position, victim in enumerate(told.victims)
    ]


def fact_rows(told: Told) -> list[dict[str, Any]]:
    places = {
        id(item): [member.anchor, at]
        for member in told.members
        for at, item in enumerate(member.report.claims)
    }
    facts: list[tuple[int | None, Fact]] = [(None, fact) for fact in told.view.facts.values()]
    for victim, seen in zip(told.victims, told.view.victims, strict=True):
        facts += [(victim, fact) for fact in seen.facts.values()]
    return [
        {"incident": told.n, "n": n, "victim": victim, **_shown(told, victim, fact, places)}
        for n, (victim, fact) in enumerate(facts)
    ]


def _shown(
    told: Told, victim: int | None, fact: Fact, places: Mapping[int, Sequence[Any]]
) -> dict[str, Any]:
    row = _fact_row(fact, places)
    subject = f"V{victim}" if victim else f"I{told.n}"
    if told.hidden and told.hidden.hides(subject, fact.field):
        row |= {"value": None, "state": "withheld", "why": "withheld", "support": []}
        row |= {"conflicts": []}
    return row


def _fact_row(fact: Fact, places: Mapping[int, Sequence[Any]]) -> dict[str, Any]:
    return {
        "field": fact.field,
        "value": fact.value,
        "state": fact.state,
        "why": fact.why,
        "support": [places[id(item)] for item in fact.support if id(item) in places],
        "conflicts": [
            {
                "value": item.value,
                "asserted_by": list(item.asserted_by),
                "articles": item.articles,
                "independent_sources": item.independent_sources,
            }
            for item in fact.conflicts
        ],
        "confidence": fact.confidence,
    }
