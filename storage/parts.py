"""What the resolver is given: reports that wait, and all that these are tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from pipeline.columns.ties import Compared, tied
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable, from_json
from pipeline.records import Edge, Judgement
from storage import comparisons, judgements, reports
from storage.prepared import ask
from storage.sql import batches, one_of
from storage.tables import edge, membership, report

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


def at_hand(session: Session, limit: int) -> tuple[dict[int, Linkable], str | None]:
    """Reports that wait, by number, and the version of the model by which edges were weighed.

    All are of one version: who finds another links everything again. So one of them tells.
    """
    rows = ask(session, _AT_HAND, {"limit": limit})
    model = rows[0].model if rows else weighed_by(session)
    return {row.id: from_json(row.linkable) for row in rows}, model


def weighed_by(session: Session) -> str | None:
    """The version of the model by which reports were compared; none where none were."""
    return session.execute(_WEIGHED_BY).scalar()


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


def incidents_of(session: Session, anchors: Collection[str]) -> set[int]:
    """The incidents (by number) these reports stand in now."""
    found: set[int] = set()
    for batch in batches(sorted(anchors)):
        found.update(session.execute(_HOMES, {"anchors": batch}).scalars())
    return found
