"""What an incident says: from its reports and decisions to the line the world sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.consensus import consensus
from pipeline.incident.incident_json import facts_json, incident_json
from pipeline.incident.incident_view import IncidentView
from pipeline.incident.policy import Policy
from pipeline.records import Cluster, Question, Scope
from storage import identifiers, policies, redactions, reports, settled
from storage.carried import Teller
from storage.columns import Written, as_json, storable
from storage.dates import stamp
from storage.engine import scope_of
from storage.identifiers import Given
from storage.prepared import ask
from storage.redactions import Listed
from storage.reports import StoredReport
from storage.settled import PersonKey, Ruled, person_keys
from storage.sql import batches, one_of
from storage.tables import external_id


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
    ruled = {n: Ruled() for n in clusters} | settled.of_incidents(session, decided)
    ruled = settled.followed(session, ruled, before.corrected)
    scope, policy = scope_of(session), policies.policy_of(session)
    members = {n: _members(clusters[n], stored) for n in clusters}
    views = {n: _view(members[n], ruled[n], scope, policy) for n in clusters}
    persons = {n: [_persons(victim.members, stored) for victim in views[n].victims] for n in views}
    accepted = {n for n, own in ruled.items() if own.state == "accepted"}
    victims = _victims(session, persons, before, taken, accepted, now=now)
    for n, own in settled.pinned_once(ruled, persons).items():
        ruled[n], views[n] = own, _view(members[n], own, scope, policy)
    for n, own in settled.of_their_own(session, ruled, persons, victims).items():
        views[n] = _view(members[n], own, scope, policy)
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
        ruled = settled.of_incidents(session, numbers)
        for n in numbers:
            members = _members(clusters[n], stored)
            plain = replace(ruled[n], corrections=())
            found[n] = _view(members, plain, scope, policy)
            persons = {n: [_persons(victim.members, stored) for victim in found[n].victims]}
            for own in settled.pinned_once({n: plain}, persons).values():
                found[n] = _view(members, own, scope, policy)
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
    ruled: Ruled,
    scope: Scope,
    policy: Policy,
) -> IncidentView:
    return consensus(
        [item.member(item.copied or item.url) for item in members],
        scope=scope,
        corrections=settled.corrections(ruled, members),
        pins=settled.pins(ruled, members),
        policy=policy,
    )


# ---------------------------------------------------------------------------------- victims


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
    accepted: Collection[int],
    *,
    now: datetime,
) -> dict[int, list[int]]:
    """A number for every person shot, kept where it is known, new where it is not."""
    taken |= known.elsewhere
    chosen = identifiers.assign_victims(persons, known, taken, accepted)
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
    ruled: Ruled,
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


def _is_released(victim: int, ruled: Ruled) -> bool:
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
