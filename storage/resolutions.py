"""What the resolver is given and what it formed: reports at hand, incidents saved and told anew."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    bindparam,
    func,
    select,
    update,
)  # fmt: skip
from sqlalchemy.orm import Session

from pipeline.columns.sums import kept
from pipeline.columns.ties import Compared, tied
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable, from_json
from pipeline.records import (
    Cluster,
    Edge,
    Judgement,
    Membership,
    Question,
    Resolution,
)
from storage import (
    changes,
    comparisons,
    copies,
    identifiers,
    incident_rows,
    judgements,
    lines,
    reports,
)
from storage.changes import Change
from storage.columns import as_json
from storage.engine import one_at_a_time
from storage.identifiers import Formed, Given, History, has_member
from storage.lines import Told
from storage.prepared import ask, precompiled, send
from storage.sql import add, batches, one_of, put, remove
from storage.tables import (
    edge,
    fact,
    incident,
    incident_identifier,
    incident_person,
    membership,
    question,
    question_anchor,
    report,
)

#: A value was said against one that people had settled: asked again, both side by side.
NEW_DISSENT = "new dissent"
#: A row of ``membership``, whose first two are a report (anchor) and its incident.
Place: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Reports that are tied to no others (:mod:`pipeline.columns.ties`)."""

    reports: tuple[Linkable, ...]
    edges: tuple[Edge, ...]
    judgements: tuple[Judgement, ...]
    incidents: frozenset[int]  # that these reports stand in now
    standing: Mapping[str, Place]  # by anchor: of all that stand there, also of those that went
    read: Mapping[str, Linkable]  # these and others that were read, by anchor

    @property
    def anchors(self) -> tuple[str, ...]:
        return tuple(item.anchor for item in self.reports)


def is_settled(session: Session) -> bool:
    """Whether nothing waits to be resolved or shown anew."""
    stale = select(func.count()).where(incident.c.stale)
    return not reports.waiting_count(session) and not session.execute(stale).scalar_one()


def at_hand(session: Session, limit: int) -> tuple[dict[int, Linkable], str | None]:
    """Reports that wait, by number, and the version of the model by which edges were weighed.

    All are of one version: who finds another links everything again. So one of them tells.
    """
    rows = ask(session, _AT_HAND, {"limit": limit})
    model = rows[0].model if rows else session.execute(_WEIGHED_BY).scalar()
    return {row.id: from_json(row.linkable) for row in rows}, model


_WEIGHED_BY = select(edge.c.model).limit(1)
_AT_HAND = (
    select(report.c.id, report.c.linkable, _WEIGHED_BY.scalar_subquery().label("model"))
    .where(report.c.waiting)
    .order_by(report.c.id)
    .limit(bindparam("limit"))
)


def mark_compared(session: Session, anchors: Collection[str]) -> None:
    """These were compared with all that share a key with them: parts may hold them from now on."""
    for batch in batches(sorted(anchors)):
        session.execute(update(report).where(report.c.anchor.in_(batch)).values(compared=True))


def load_part(
    session: Session,
    anchors: Collection[str],
    *,
    near: Collection[str] = (),
    edges: Iterable[Compared] = (),
    read: Iterable[Linkable] = (),
) -> Part:
    """Everything that these reports are tied to (:mod:`pipeline.columns.ties`), and they.

    Others that were not compared yet are left out: they bring this part with them when
    their turn comes, and until then they keep waiting. ``near`` are compared reports that are to be
    formed again with these, ``edges`` and ``read`` what of all these was compared and read already.
    """
    model = Model.load()
    told = {(item.left, item.right): item for item in edges}
    words: dict[tuple[str, str, datetime], Judgement] = {}
    homes: dict[str, Place] = {}
    seen, found, not_yet = {*anchors, *near}, set[str](), set[str]()
    rim, looked_up = seen, set[str]()
    while rim:
        ends = {end for pair in told for end in pair}
        ends |= {end for word in words.values() for end in (word.left, word.right)}
        homes |= _mates(session, (seen | ends) - looked_up)
        looked_up = seen | ends | homes.keys()
        together = [*_by_incident(homes), *((word.left, word.right) for word in words.values())]
        rim = tied(seen, together, told.values(), model) - found - not_yet
        not_yet |= _not_compared(session, rim - seen)
        rim -= not_yet
        rows = comparisons.rows_of(session, rim, besides=found) if rim else ()
        told |= {(row.left, row.right): row for row in rows}
        said = judgements.in_force(session, rim)
        words |= {(word.left, word.right, word.at): word for word in said}
        found |= rim
    known_to = {item.anchor: item for item in read}
    here = {anchor: item for anchor, item in known_to.items() if anchor in found}
    here |= {item.anchor: item for item in reports.linkables(session, found - here.keys())}
    known = here.keys()
    former = frozenset(homes[anchor][1] for anchor in known & homes.keys())
    return Part(
        reports=tuple(here[anchor] for anchor in sorted(here)),
        edges=comparisons.as_edges((told[pair] for pair in sorted(told)), here),
        judgements=tuple(words[key] for key in sorted(words) if set(key[:2]) <= known),
        incidents=former,
        standing={anchor: place for anchor, place in homes.items() if place[1] in former},
        read=known_to | here,
    )


def _by_incident(homes: Mapping[str, Place]) -> Iterable[Collection[str]]:
    """Who stands in one incident now."""
    found: dict[int, list[str]] = defaultdict(list)
    for anchor, place in homes.items():
        found[place[1]].append(anchor)
    return found.values()


def standing(session: Session) -> dict[str, frozenset[str]]:
    """The reports (anchors) of each incident as it stands, by identifier."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in session.execute(select(membership.c.incident, membership.c.anchor)):
        found[row.incident].add(row.anchor)
    return {f"I{n}": frozenset(own) for n, own in sorted(found.items())}


def _not_compared(session: Session, anchors: Collection[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(sorted(anchors)):
        found.update(row.anchor for row in ask(session, _NEW, {"anchors": batch}))
    return found


_NEW = select(report.c.anchor).where(
    one_of(report.c.anchor, "anchors"), report.c.current, report.c.in_scope, ~report.c.compared
)


def _mates(session: Session, anchors: Collection[str]) -> dict[str, Place]:
    """Who stands in one incident with them now (themselves, too), and where."""
    found: dict[str, Place] = {}
    for batch in batches(sorted(anchors)):
        found |= {row[0]: tuple(row) for row in ask(session, _MATES, {"anchors": batch})}
    return found


_HOMES = select(membership.c.incident).where(one_of(membership.c.anchor, "anchors"))
_MATES = select(membership).where(membership.c.incident.in_(_HOMES))


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
    former = set(part.incidents) if part else _incidents_of(session, anchors)
    naming = _name(session, resolution.clusters, stories, anchors, former, now=now)
    same = _untouched(session, part, naming) if part else set[int]()
    by_number = {n: own for n, own in naming.clusters.items() if n not in same}
    _clear(session, naming.touched - same, places=naming.fresh if part else naming.touched)
    _note_moves(session, naming, stories, now=now)
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
    _save_questions(session, anchors, [*resolution.questions, *dissent])
    _no_longer_waiting(session, anchors)
    return sorted({*changed, *naming.went})


@dataclass(frozen=True, slots=True)
class _Naming:
    """By which numbers clusters go, and what becomes of the numbers their reports had."""

    past: History
    clusters: Mapping[int, Cluster]
    homes: Mapping[str, int]  # by anchor
    former: frozenset[int]
    chosen: frozenset[int]  # numbers that existed
    went: Mapping[int, int | None]  # numbers that name nothing now: where most of them is
    splits: Mapping[int, Sequence[int]]

    @property
    def touched(self) -> frozenset[int]:
        return self.former | self.chosen

    @property
    def fresh(self) -> frozenset[int]:
        """Numbers that exist, but were not these reports'."""
        return self.chosen - self.former

    def given(self, numbers: Iterable[int], *, now: datetime) -> dict[int, Given]:
        """What is known of these identifiers: nothing of new ones."""
        new, into = Given(now, now, "", decided=False), set(self.went.values())
        found = {n: self.past.given.get(n, new) for n in numbers}
        return {n: replace(own, decided=own.decided or n in into) for n, own in found.items()}


def _name(
    session: Session,
    clusters: Iterable[Cluster],
    stories: Mapping[str, str],
    anchors: Collection[str],
    former: Collection[int],
    *,
    now: datetime,
) -> _Naming:
    """Give each cluster its number, by what its reports and their ``stories`` went by."""
    clusters = sorted(clusters, key=_first)
    formed = [_formed(item, stories) for item in clusters]
    past = identifiers.history(session, set(anchors), set(stories.values()), former)
    chosen = identifiers.assign(formed, past)
    numbers = _numbered(session, formed, chosen, now=now)
    by_number = dict(zip(numbers, clusters, strict=True))
    homes = {item.anchor: n for n, own in by_number.items() for item in own.members}
    return _Naming(
        past=past,
        clusters=by_number,
        homes=homes,
        former=frozenset(former),
        chosen=frozenset(chosen.values()),
        went=_where_they_went(past.holds, set(former) - set(numbers), homes),
        splits=_splits(past.holds, homes),
    )


def _note_moves(
    session: Session, naming: _Naming, stories: Mapping[str, str], *, now: datetime
) -> None:
    """Each report's incident and article, where they are not as they were; numbers that go."""
    past = naming.past
    identifiers.wake(session, past.resting.intersection(naming.clusters))
    homes = {anchor: (n, stories[anchor]) for anchor, n in naming.homes.items()}
    moved = {anchor: home for anchor, home in homes.items() if past.homes.get(anchor) != home}
    identifiers.note_homes(session, moved, left=moved.keys() & past.homes.keys())
    for n, into in naming.went.items():
        identifiers.rest(session, n, into=into, now=now)  # its corrections are told with that one


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
        _save_questions(session, own, lines.questions(item), kind=NEW_DISSENT)
    _retire(session, dict.fromkeys(sorted(empty)), now=now)
    return sorted({*changed, *empty})


def _first(item: Cluster) -> str:
    return min(member.anchor for member in item.members)


def _formed(item: Cluster, stories: Mapping[str, str]) -> Formed:
    anchors = frozenset(member.anchor for member in item.members)
    return Formed(anchors, frozenset(stories[anchor] for anchor in anchors))


def _incidents_of(session: Session, anchors: Collection[str]) -> set[int]:
    found: set[int] = set()
    for batch in batches(sorted(anchors)):
        found.update(session.execute(_HOMES, {"anchors": batch}).scalars())
    return found


def _stale(session: Session) -> tuple[set[int], set[int]]:
    """Incidents without a report left, and those to be shown, but not to be formed anew."""
    rows = ask(session, _STALE)
    empty = {row.n for row in rows if not row.here}
    return empty, {row.n for row in rows if row.here and not row.waits}


_STALE = select(
    incident.c.n, has_member().label("here"), has_member(report.c.waiting).label("waits")
).where(incident.c.stale)


def _numbered(
    session: Session, formed: Sequence[Formed], chosen: Mapping[int, int], *, now: datetime
) -> list[int]:
    """A number for each cluster: the chosen one, or a new one."""
    fresh = iter(identifiers.allocate(session, len(formed) - len(chosen), now=now))
    return [chosen[at] if at in chosen else next(fresh) for at in range(len(formed))]


def _untouched(session: Session, part: Part, naming: _Naming) -> set[int]:
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


def _where_they_went(
    held: Mapping[int, Collection[str]], gone: Collection[int], homes: Mapping[str, int]
) -> dict[int, int | None]:
    """For each identifier that names nothing now, the one that has most of its reports."""
    went: dict[int, int | None] = {}
    for n in sorted(gone):
        votes: dict[int, int] = defaultdict(int)
        for anchor in held.get(n, ()):
            if anchor in homes:
                votes[homes[anchor]] += 1
        went[n] = min(votes, key=lambda into: (-votes[into], into)) if votes else None
    return went


def _splits(held: Mapping[int, Collection[str]], homes: Mapping[str, int]) -> dict[int, list[int]]:
    """For each identifier that goes on, the others that reports of it went to."""
    living = set(homes.values())
    found: dict[int, list[int]] = {}
    for n in sorted(living & held.keys()):
        others = {homes[anchor] for anchor in held[n] if anchor in homes} - {n}
        if parts := sorted(others - held.keys()):
            found[n] = parts
    return found


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


def _save_questions(
    session: Session,
    anchors: Collection[str],
    asked: Sequence[Question],
    *,
    kind: str | None = None,
) -> None:
    """What is asked about these reports now; what was asked before (of the kind) is settled."""
    old = _ASKED if kind is None else _ASKED_OF_KIND
    for batch in batches(sorted(anchors)):
        keys = [row.key for row in ask(session, old, {"anchors": batch, "kind": kind})]
        remove(session, question_anchor.c.key, keys)
        remove(session, question.c.key, keys)
    rows = {_question_key(item): item for item in asked}
    put(session, question, [_question_row(key, item) for key, item in sorted(rows.items())])
    ends = [(key, anchor) for key, item in sorted(rows.items()) for anchor in set(item.anchors)]
    put_rows = [{"key": key, "anchor": anchor} for key, anchor in sorted(ends)]
    add(session, question_anchor, put_rows)


_ASKED = select(question_anchor.c.key).where(one_of(question_anchor.c.anchor, "anchors"))
_ASKED_OF_KIND = precompiled(
    _ASKED.where(
        question_anchor.c.key.in_(
            select(question.c.key).where(question.c.kind == bindparam("kind"))
        )
    )
)


def _question_key(item: Question) -> str:
    told = (item.kind, *item.anchors, *([item.says] if item.kind == NEW_DISSENT else []))
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _question_row(key: str, item: Question) -> dict[str, Any]:
    return {"key": key, "kind": item.kind, "anchors": list(item.anchors), "says": item.says}


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
