"""Short identifiers that follow an incident through every re-forming, and are never reused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as make
from datetime import datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Row,
    and_,
    bindparam,
    exists,
    func,
    null,
    or_,
    select,
    union_all,
    update,
)  # fmt: skip
from sqlalchemy.orm import Session

from storage.prepared import ask, precompiled, send
from storage.sql import batches, one_of, put
from storage.tables import (
    correction,
    external_id,
    incident,
    incident_identifier,
    incident_person,
    membership,
    person_home,
    report,
    report_home,
    review,
    victim_identifier,
)

_WRITTEN = re.compile(r"([IV])([1-9]\d{0,17})")
#: What an identifier stands for, by its letter, with one as it looks.
_KINDS = {"I": "an incident, such as I12", "V": "a victim, such as V7"}


class NoSuchIncident(LookupError):
    """Nobody was ever given this identifier, or what bore it is gone."""

    def __str__(self) -> str:
        return str(self.args[0])


def number(written: str, of: str = "I") -> int:
    """The number of an incident or, ``of="V"``, of a victim; no number is read as the other's.

    >>> number("I12"), number("V7", of="V")
    (12, 7)
    """
    match = _WRITTEN.fullmatch(written.strip().upper())
    if match is None:
        raise NoSuchIncident(f"{written!r} is not an identifier; they look like I12 or V7")
    if match[1] != of:
        is_one, wanted = _KINDS[match[1]].split(",")[0], _KINDS[of]
        raise NoSuchIncident(f"{written} is {is_one}; name {wanted}")
    return int(match[2])


_NAMED = select(incident_identifier.c.into, incident_identifier.c.withdrawn_at).where(
    incident_identifier.c.n == bindparam("n")
)


def living(session: Session, incident_id: str) -> int:
    """The number of an incident, redirects followed; raises :class:`NoSuchIncident`."""
    n = number(incident_id)
    while True:
        row = session.execute(_NAMED, {"n": n}).first()
        if row is None:
            raise NoSuchIncident(f"there is no incident {incident_id}")
        if row.into is None:
            break
        n = row.into
    if row.withdrawn_at is not None:
        raise NoSuchIncident(f"{incident_id} was withdrawn: none of its reports is left")
    return n


@dataclass(frozen=True, slots=True)
class Given:
    """When an identifier was given, and what was last published under it."""

    created_at: datetime
    updated_at: datetime
    sha256: str
    decided: bool  # whether people said anything of it, or of what was merged into it


@dataclass(frozen=True, slots=True)
class History:
    """Which identifier held which reports: what re-formed clusters are named by."""

    holds: Mapping[int, frozenset[str]]  # living identifiers, their reports that are still here
    held: Mapping[int, frozenset[str]]  # merged or withdrawn ones, that might come back
    accepted: Mapping[int, frozenset[str]] = make(default_factory=dict)  # reports of the accepted
    stories: Mapping[int, frozenset[str]] = make(default_factory=dict)  # articles whose report went
    homes: Mapping[str, tuple[int, str]] = make(default_factory=dict)  # of reports, and their story
    resting: frozenset[int] = frozenset()  # merged or withdrawn ones
    given: Mapping[int, Given] = make(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Formed:
    """A cluster that wants a name: its reports and their articles."""

    anchors: frozenset[str]
    articles: frozenset[str]


def assign(clusters: Sequence[Formed], history: History) -> dict[int, int]:
    """For each cluster (by place) the identifier it goes on under; those left out need a new one.

    The accepted victim decides, then most reports, then the older identifier. One that was
    merged or withdrawn comes back only for a cluster no living one wants. Where an incident comes
    apart, its identifier stays with most of those it was given for: reports that a merger brought
    have one of their own to go back to, however many they are.
    """
    heirs = _heirs(clusters, history)
    wishes = sorted(
        (wish, at, n)
        for at, cluster in enumerate(clusters)
        for wish, n in _wishes(cluster, history, heirs, at)
    )
    chosen: dict[int, int] = {}
    for _, at, n in wishes:
        if at not in chosen and n not in chosen.values():
            chosen[at] = n
    return chosen


def _heirs(clusters: Sequence[Formed], history: History) -> dict[int, int]:
    """For each living identifier the cluster with most of the reports that never had another."""
    came = frozenset[str]().union(*history.held.values())
    heirs: dict[int, int] = {}
    for n, anchors in history.holds.items():
        own = anchors - came
        votes = [(len(cluster.anchors & own), -at) for at, cluster in enumerate(clusters)]
        most, at = max(votes, default=(0, 0))
        if most:
            heirs[n] = -at
    return heirs


def _wishes(
    cluster: Formed, history: History, heirs: Mapping[int, int], at: int
) -> Iterable[tuple[tuple[int, bool, int, int, int, int, str], int]]:
    first = min(cluster.anchors)
    known = history.holds.keys() | history.held.keys() | history.stories.keys()
    for n in known:
        accepted = len(cluster.anchors & history.accepted.get(n, frozenset()))
        holds = len(cluster.anchors & history.holds.get(n, frozenset()))
        held = len(cluster.anchors & history.held.get(n, frozenset()))
        stories = len(cluster.articles & history.stories.get(n, frozenset()))
        if accepted or holds or held or stories:
            yield (-accepted, heirs.get(n) != at, -holds, -stories, -held, n, first), n


# ---------------------------------------------------------------------------------- stored


def history(
    session: Session, anchors: Collection[str], articles: Collection[str], free: Collection[int]
) -> History:
    """What is known of these reports, and of articles that once had others.

    An identifier that stands for an incident now is left out, unless that has no report left or is
    one of ``free``.
    """
    rows: dict[tuple[str, int], Row[Any]] = {}
    both = zip_longest(batches(sorted(anchors)), batches(sorted(articles)), fillvalue=())
    for own, told in both:
        found = ask(session, _HOMES, {"anchors": own, "articles": told})
        rows |= {(row.anchor, row.incident): row for row in found}
    homes = {row.anchor: (row.incident, row.article) for row in rows.values() if row.current}
    given = {n: _given(row) for (_, n), row in rows.items()}
    open_to = [row for row in rows.values() if not row.stands or row.incident in free]
    resting = frozenset(row.incident for row in open_to if row.rests)
    holds, held, stories = defaultdict(set), defaultdict(set), defaultdict(set)
    for row in open_to:
        if row.anchor not in anchors:
            if row.current:
                stories[row.incident].add(row.article)
        elif row.incident in resting:
            held[row.incident].add(row.anchor)
        elif row.current:
            holds[row.incident].add(row.anchor)
    accepted = _accepted(session, {n for n in holds if given[n].decided}, anchors)
    return History(_frozen(holds), _frozen(held), accepted, _frozen(stories), homes, resting, given)


def has_member(*conditions: Any) -> Any:
    """Whether a report of the incident at hand is still there (asked of each: never of all)."""
    here = and_(report.c.anchor == membership.c.anchor, report.c.current, report.c.in_scope)
    members = select(membership.c.anchor).select_from(membership.join(report, here))
    return members.where(membership.c.incident == incident.c.n, *conditions).exists()


def is_empty() -> Any:
    """Whether all reports of the incident at hand went: who takes them away marks it."""
    return incident.c.stale & ~has_member()


_MERGED = incident_identifier.alias("merged")
_GIVEN = (
    incident_identifier.c.created_at,
    incident_identifier.c.updated_at,
    incident_identifier.c.sha256,
    or_(
        *(
            exists().where(
                table.c.incident == incident_identifier.c.n, table.c.superseded_at.is_(None)
            )
            for table in (review, correction)
        ),
        exists().where(_MERGED.c.into == incident_identifier.c.n),
    ).label("decided"),
)
_HOMES = (
    select(
        report_home,
        (incident_identifier.c.into.is_not(None) | incident_identifier.c.withdrawn_at.is_not(None))
        .label("rests"),
        (incident.c.n.is_not(None) & ~is_empty()).label("stands"),
        *_GIVEN,
    )
    .join(incident_identifier, incident_identifier.c.n == report_home.c.incident)
    .outerjoin(incident, incident.c.n == report_home.c.incident)
    .where(one_of(report_home.c.anchor, "anchors") | one_of(report_home.c.article, "articles"))
)  # fmt: skip


def _given(row: Row[Any]) -> Given:
    return Given(row.created_at, row.updated_at, row.sha256, row.decided)


def _frozen(found: Mapping[int, set[str]]) -> dict[int, frozenset[str]]:
    return {n: frozenset(values) for n, values in found.items()}


def _accepted(
    session: Session, numbers: Collection[int], anchors: Collection[str]
) -> dict[int, frozenset[str]]:
    """For accepted incidents the reports that told of the people shot when it was accepted."""
    found: dict[int, frozenset[str]] = {}
    for batch in batches(sorted(numbers)):
        for row in ask(session, _ACCEPTED, {"numbers": batch}):
            found[row.incident] = frozenset(row.anchors or ()) & frozenset(anchors)
    return found


_ACCEPTED = select(review.c.incident, review.c.anchors).where(
    one_of(review.c.incident, "numbers"),
    review.c.state == "accepted",
    review.c.superseded_at.is_(None),
)


def allocate(session: Session, count: int, *, now: datetime) -> list[int]:
    """New incident numbers, never given before."""
    if not count:
        return []
    first = _next(session, incident_identifier.c.n)
    rows = [
        {"n": n, "created_at": now, "updated_at": now, "sha256": "", "into": None}
        for n in range(first, first + count)
    ]
    put(session, incident_identifier, [row | {"withdrawn_at": None} for row in rows])
    return [first + at for at in range(count)]


def given(session: Session, numbers: Iterable[int]) -> dict[int, Given]:
    """When these were given, and what was last published under them."""
    found: dict[int, Given] = {}
    for batch in batches(sorted(numbers)):
        found |= {row.n: _given(row) for row in ask(session, _TOLD, {"numbers": batch})}
    return found


_TOLD = precompiled(
    select(incident_identifier.c.n, *_GIVEN).where(one_of(incident_identifier.c.n, "numbers"))
)


def wake(session: Session, numbers: Iterable[int]) -> None:
    """These stand for incidents (again)."""
    for batch in batches(sorted(numbers)):
        send(session, _WAKE, [{"numbers": batch}])


_WAKE = precompiled(
    update(incident_identifier)
    .where(one_of(incident_identifier.c.n, "numbers"))
    .values(into=None, withdrawn_at=None),
    "numbers",
)


def rest(session: Session, n: int, *, into: int | None, now: datetime) -> None:
    """This one stands for nothing any more; with ``into`` it leads to another."""
    send(session, _REST, [{"own": n, "led": into, "at": None if into else now}])


_REST = precompiled(
    update(incident_identifier)
    .where(incident_identifier.c.n == bindparam("own"))
    .values(into=bindparam("led"), withdrawn_at=bindparam("at"), sha256=""),
    "own",
    "led",
    "at",
)


def note_homes(
    session: Session, homes: Mapping[str, tuple[int, str]], *, left: Collection[str]
) -> None:
    """Remember where each report (by anchor) is now, and of which article it is.

    Those who ``left`` were somewhere else until now.
    """
    for batch in batches(sorted(left)):
        send(session, _LEFT, [{"anchors": batch}])
    rows = [
        {"anchor": anchor, "incident": n, "article": story, "current": True}
        for anchor, (n, story) in sorted(homes.items())
    ]
    put(session, report_home, rows)


_LEFT = precompiled(
    update(report_home).where(one_of(report_home.c.anchor, "anchors")).values(current=False),
    "anchors",
)


# ---------------------------------------------------------------------------------- victims


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of an incident's victims before it was formed again."""

    by_person: Mapping[tuple[str, str], int]
    of_incident: Mapping[int, tuple[int, ...]]
    named: frozenset[int]  # those that are somebody in other people's lists
    corrected: frozenset[int]  # those of whom people set a value
    elsewhere: frozenset[int]  # those that stand in an incident that is not formed again


def known_victims(session: Session, anchors: Collection[str], incidents: Collection[int]) -> Known:
    by_person: dict[tuple[str, str], int] = {}
    of: dict[int, list[int]] = defaultdict(list)
    named: set[int] = set()
    corrected: set[int] = set()
    elsewhere: set[int] = set()
    both = zip_longest(batches(sorted(anchors)), batches(sorted(incidents)), fillvalue=())
    for own, numbers in both:
        for row in ask(session, _VICTIMS, {"anchors": own, "numbers": numbers}):
            if row.anchor is None:
                of[row.incident].append(row.victim)
            else:
                by_person[row.anchor, row.person] = row.victim
            if row.named:
                named.add(row.victim)
            if row.corrected:
                corrected.add(row.victim)
            if row.stands:
                elsewhere.add(row.victim)
    of_incident = {n: tuple(victims) for n, victims in of.items()}
    told = frozenset(named), frozenset(corrected), frozenset(elsewhere)
    return Known(by_person, of_incident, *told)


def _told(victim: Column[int]) -> tuple[ColumnElement[bool], ...]:
    """Whether people said who a victim is in another list and whether they set a value of them,
    and whether the victim stands in an incident: in one formed again nobody does yet.
    """
    named = exists().where(external_id.c.victim == victim, external_id.c.superseded_at.is_(None))
    corrected = victim.in_(  # asked once a statement: there is no index on whose value was set
        select(correction.c.victim).where(
            correction.c.victim.is_not(None), correction.c.superseded_at.is_(None)
        )
    )
    stands = exists().where(incident_person.c.victim == victim)
    return named.label("named"), corrected.label("corrected"), stands.label("stands")


_VICTIMS = union_all(
    select(
        person_home.c.anchor,
        person_home.c.person,
        person_home.c.victim,
        null().label("incident"),
        *_told(person_home.c.victim),
    ).where(one_of(person_home.c.anchor, "anchors")),
    select(
        null(),
        null(),
        victim_identifier.c.n,
        victim_identifier.c.incident,
        *_told(victim_identifier.c.n),
    ).where(one_of(victim_identifier.c.incident, "numbers")),
).order_by("victim")


def assign_victims(
    people: Mapping[int, Sequence[Collection[tuple[str, str]]]],
    known: Known,
    taken: Collection[int],
    accepted: Collection[int],
) -> dict[int, dict[int, int]]:
    """For each person shot, by incident and place there, the victim they go on as.

    A victim of an accepted incident stays there if some report there tells of them. Else by most
    reports that name them, then by most reports, then where they were, then the older: whoever
    bears a name keeps the number through a merger with reports that name nobody, and has it when
    those leave again.
    When one person and one earlier victim of the incident are left over, they are one: the
    text changed, the person did not.
    """
    wishes = []
    for n, own in sorted(people.items()):
        at_home = set(known.of_incident.get(n, ()))
        for at, forms in enumerate(own):
            votes: dict[int, tuple[int, int]] = {}
            for form in forms:
                if (victim := known.by_person.get(form)) is not None and victim not in taken:
                    named, all_told = votes.get(victim, (0, 0))
                    votes[victim] = (named + (not form[1].startswith("#")), all_told + 1)
            for victim, (named, all_told) in votes.items():
                moves = victim not in at_home
                leaves = moves or n not in accepted
                wishes.append((leaves, -named, -all_told, moves, victim, n, at))
    chosen: dict[int, dict[int, int]] = {n: {} for n in sorted(people)}
    held = set(taken)
    for *_, victim, n, at in sorted(wishes):
        if at not in chosen[n] and victim not in held:
            chosen[n][at] = victim
            held.add(victim)
    told = {form for own in people.values() for forms in own for form in forms}
    held.update(victim for form, victim in known.by_person.items() if form in told)
    for n, given in chosen.items():
        nameless = [at for at in range(len(people[n])) if at not in given]
        idle = [victim for victim in known.of_incident.get(n, ()) if victim not in held]
        if len(nameless) == 1 and len(idle) == 1:
            given[nameless[0]] = idle[0]
            held.add(idle[0])
    return chosen


def allocate_victims(session: Session, incidents: Sequence[int], *, now: datetime) -> list[int]:
    """A new victim number for each of these incidents (repeated as needed)."""
    if not incidents:
        return []
    first = _next(session, victim_identifier.c.n)
    rows = [{"n": first + at, "incident": n, "created_at": now} for at, n in enumerate(incidents)]
    put(session, victim_identifier, rows)
    return [first + at for at in range(len(incidents))]


def note_persons(
    session: Session,
    homes: Mapping[tuple[str, str], tuple[int, int]],
    known: Known,
    fresh: Collection[int],
) -> None:
    """Remember whom each person (anchor, name) is taken for: a victim of an incident.

    The ``fresh`` ones were made for theirs.
    """
    rows = [
        {"anchor": anchor, "person": person, "victim": victim}
        for (anchor, person), (victim, _) in sorted(homes.items())
        if known.by_person.get((anchor, person)) != victim
    ]
    put(session, person_home, rows)
    of = dict(homes.values())
    moved = {v for v, n in of.items() if v not in known.of_incident.get(n, ())} - {*fresh}
    for victims in batches(sorted(moved)):
        rows_of = select(victim_identifier).where(victim_identifier.c.n.in_(victims))
        for row in session.execute(rows_of).all():
            if row.incident != of[row.n]:
                own = update(victim_identifier).where(victim_identifier.c.n == row.n)
                session.execute(own.values(incident=of[row.n]))


def _next(session: Session, column: Column[int]) -> int:
    [(last,)] = ask(session, _LAST[column])
    return int(last) + 1


_LAST = {
    column: precompiled(select(func.coalesce(func.max(column), 0)))
    for column in (incident_identifier.c.n, victim_identifier.c.n)
}
