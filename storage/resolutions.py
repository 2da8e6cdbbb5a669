"""What the resolver formed: incidents saved, told anew and published."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from pipeline.columns.sums import kept
from pipeline.records import Cluster, Membership, Resolution
from storage import (
    changes,
    comparisons,
    copies,
    identifiers,
    incident_rows,
    lines,
    numbering,
    questions,
    reports,
)
from storage.changes import Change
from storage.columns import as_json
from storage.engine import one_at_a_time
from storage.identifiers import has_member
from storage.lines import Told
from storage.numbering import Naming
from storage.parts import Part, Place, incidents_of
from storage.prepared import ask, precompiled, send
from storage.sql import add, batches, one_of, put, remove
from storage.tables import (
    edge,
    fact,
    incident,
    incident_identifier,
    incident_person,
    membership,
    report,
)


def save_resolution(
    session: Session,
    resolution: Resolution,
    *,
    anchors: Collection[str],
    now: datetime,
    part: Part | None = None,
    nearby: copies.Nearby | None = None,
) -> list[int]:
    """Store how a closed set of reports was resolved; the numbers of incidents that changed.

    ``anchors`` are all reports of the set, ``part`` the same when it was read already, and
    ``nearby`` what was looked up if one of them waits by itself.
    Identifiers follow history, every change is noted in the same transaction, and what was
    decided about an incident goes with it.
    """
    one_at_a_time(session)
    members = part.reports if part else reports.linkables(session, anchors)
    stories = {item.anchor: item.article_key for item in members}
    former = set(part.incidents) if part else incidents_of(session, anchors)
    naming = numbering.named(session, resolution.clusters, stories, anchors, former, now=now)
    same = _untouched(session, part, naming) if part else set[int]()
    by_number = {n: own for n, own in naming.clusters.items() if n not in same}
    _clear(session, naming.touched - same, places=naming.fresh if part else naming.touched)
    numbering.note_moves(session, naming, stories, now=now)
    stored = _with_copies(session, anchors, by_number, part, nearby)
    told = lines.tell(
        session,
        by_number,
        now=now,
        given=naming.given(by_number, now=now),
        stored=stored,
        homes={anchor: n for anchor, (n, _) in naming.past.homes.items()},
        taken=_victims_of(session, same),
    )
    told, changed = _publish(session, told, naming.splits, now=now)
    _save_told(session, told)
    if part:
        _save_places(session, told, part, besides=same)
    else:
        _save_all_places(session, told)
    _retire(session, naming.went, now=now)
    dissent = [asked for item in told for asked in lines.questions(item)]
    questions.save(session, anchors, [*resolution.questions, *dissent])
    _no_longer_waiting(session, anchors)
    return sorted({*changed, *naming.went})


def _with_copies(
    session: Session,
    anchors: Collection[str],
    by_number: Mapping[int, Cluster],
    part: Part | None,
    nearby: copies.Nearby | None,
) -> dict[str, reports.StoredReport] | None:
    """Note which reports copy which; a part's reports as they are stored then."""
    if part is None:
        copies.note(session, anchors)
        return None
    mine = [item.anchor for own in by_number.values() for item in own.members]
    return copies.note_of(session, reports.stored(session, mine, read=part.read), nearby)


def refresh(session: Session, *, now: datetime) -> list[int]:
    """Show anew what was decided about incidents, and withdraw those without a report left.

    The last step of resolving; incidents with a report that waits are left to it.
    """
    one_at_a_time(session)
    empty, settled = _stale(session)
    if not empty | settled:
        return []
    clusters = clusters_of(session, settled)
    _clear(session, settled | empty, places=empty)
    told = lines.tell(session, clusters, now=now)
    told, changed = _publish(session, told, {}, now=now)
    _save_told(session, told)
    for item in told:
        own = [member.anchor for member in item.members]
        questions.save(session, own, lines.questions(item), kind=questions.NEW_DISSENT)
    _retire(session, dict.fromkeys(sorted(empty)), now=now)
    return sorted({*changed, *empty})


def _stale(session: Session) -> tuple[set[int], set[int]]:
    """Incidents without a report left, and those to be shown, but not to be formed anew."""
    rows = ask(session, _STALE)
    empty = {row.n for row in rows if not row.here}
    return empty, {row.n for row in rows if row.here and not row.waits}


_STALE = select(
    incident.c.n, has_member().label("here"), has_member(report.c.waiting).label("waits")
).where(incident.c.stale)


def _untouched(session: Session, part: Part, naming: Naming) -> set[int]:
    """Incidents (by number) that say what they said: the same reports in the same places.

    None of them waits, none was split or taken into another, and nobody decided anything.
    Whose sources change is shown again by :func:`refresh`.
    """
    stood: dict[int, set[Place]] = defaultdict(set)
    for place in part.standing.values():
        stood[place[1]].add(place[:5])
    same = {
        n: own
        for n, own in naming.clusters.items()
        if stood.get(n) == {(m.anchor, n, at, *m[1:]) for at, m in enumerate(own.members)}
        and not naming.past.given[n].decided
    }
    if not same:
        return set()
    homes = {member.anchor: n for n, own in same.items() for member in own.members}
    waiting = {homes[anchor] for anchor in reports.waiting(session, homes)}
    return same.keys() - waiting - naming.splits.keys() - {*naming.went.values()}


def _victims_of(session: Session, numbers: Collection[int]) -> set[int]:
    found: set[int] = set()
    for batch in batches(sorted(numbers)):
        found |= {row.victim for row in ask(session, _VICTIMS, {"numbers": batch})}
    return found


_VICTIMS = precompiled(
    select(incident_person.c.victim).where(one_of(incident_person.c.incident, "numbers"))
)


def _clear(session: Session, numbers: Collection[int], *, places: Collection[int]) -> None:
    """What these incidents say, and for some of them who stands there."""
    for table in (fact, incident_person):
        remove(session, table.c.incident, sorted(numbers))
    remove(session, membership.c.incident, sorted(places))


def _publish(
    session: Session, told: Iterable[Told], splits: Mapping[int, Sequence[int]], *, now: datetime
) -> tuple[list[Told], list[int]]:
    """Note what is new about the incidents; these as they are written, and which changed."""
    published: list[dict[str, Any]] = []
    news: list[Change] = []
    dated: list[Told] = []
    for undated in told:
        text = as_json(undated.line)
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        same = undated.sha256 == sha256
        item = lines.dated(undated, text, undated.updated_at if same else now)
        dated.append(item)
        if same:
            continue
        published.append({"number": item.n, "sha256": sha256, "updated_at": now})
        kinds: list[tuple[str, int | None]] = [("split", n) for n in splits.get(item.n, ())]
        for kind, into in kinds or [("updated" if item.sha256 else "created", None)]:
            news.append(Change(kind, item.n, item.written, into))
    if published:
        send(session, _PUBLISHED, published)
        changes.note_all(session, news, now=now)
    return dated, [row["number"] for row in published]


_PUBLISHED = (
    update(incident_identifier)
    .where(incident_identifier.c.n == bindparam("number"))
    .values(sha256=bindparam("sha256"), updated_at=bindparam("updated_at"))
)


def _save_told(session: Session, told: Sequence[Told]) -> None:
    """Write the incidents down."""
    put(session, incident, [incident_rows.incident_row(item) for item in told])
    add(session, incident_person, [row for item in told for row in incident_rows.person_rows(item)])
    add(session, fact, [row for item in told for row in incident_rows.fact_rows(item)])


def _save_places(
    session: Session, told: Iterable[Told], part: Part, *, besides: Collection[int]
) -> None:
    """Who stands where, as far as that is new: of a large incident mostly one report.

    Nothing is new of the incidents ``besides``.
    """
    rows = {row["anchor"]: row for item in told for row in incident_rows.membership_rows(item)}
    joins = {tuple(sorted((a, row["via"]))): row for a, row in rows.items() if row["via"]}
    for item in part.edges:
        if row := joins.get((item.left, item.right)):
            row |= {"score": item.score, "bits": kept(item)}
    was = {a: place for a, place in part.standing.items() if place[1] not in besides}
    remove(session, membership.c.anchor, sorted(was.keys() - rows.keys()))
    put(session, membership, [r for a, r in rows.items() if was.get(a) != tuple(r.values())])


def _save_all_places(session: Session, told: Iterable[Told]) -> None:
    """The same where nobody stands, the edges to be looked up."""
    rows = [row for item in told for row in incident_rows.membership_rows(item)]
    add(session, membership, rows)
    for batch in batches(row["anchor"] for row in rows if row["via"]):
        session.connection().execute(_JOINED_BY, {"anchors": batch})


_JOINED_BY = (
    update(membership)
    .where(comparisons.JOINED, one_of(membership.c.anchor, "anchors"))
    .values(score=edge.c.score, bits=edge.c.bits)
)


def _retire(session: Session, went: Mapping[int, int | None], *, now: datetime) -> None:
    remove(session, incident.c.n, sorted(went))
    for n, into in went.items():
        identifiers.rest(session, n, into=into, now=now)
        changes.note(session, "merged" if into else "withdrawn", n, line=None, into=into, now=now)


def _no_longer_waiting(session: Session, anchors: Collection[str]) -> None:
    for batch in batches(sorted(anchors)):
        send(session, _SETTLED, [{"anchors": batch}])


_SETTLED = (
    update(report)
    .where(one_of(report.c.anchor, "anchors"), report.c.waiting | ~report.c.compared)
    .values(waiting=False, compared=True)
)


def clusters_of(session: Session, numbers: Collection[int]) -> dict[int, Cluster]:
    members: dict[int, list[Membership]] = defaultdict(list)
    for batch in batches(sorted(numbers)):
        for row in ask(session, _MEMBERS, {"numbers": batch}):
            members[row.incident].append(Membership(row.anchor, row.because, row.via))
    return {n: Cluster(tuple(members[n])) for n in sorted(members)}


_MEMBERS = precompiled(
    select(membership)
    .where(one_of(membership.c.incident, "numbers"))
    .order_by(membership.c.incident, membership.c.position)
)
