"""Which reports were compared, and what each line of the sum weighed; its words are told anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import and_, bindparam, case, delete, select
from sqlalchemy.orm import Session

from pipeline.columns.sums import Explained, kept, vetoed
from pipeline.columns.ties import Compared
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.records import Edge
from storage import reports
from storage.engine import one_at_a_time
from storage.prepared import ask
from storage.sql import batches, one_of, put
from storage.tables import edge, membership


def save(session: Session, edges: Sequence[Edge], *, model: str) -> list[Compared]:
    """Store comparisons, and as what; an earlier one of the same two reports is overwritten."""
    one_at_a_time(session)
    told = [Compared(item.left, item.right, item.score, kept(item)) for item in edges]
    rows = [
        {**one._asdict(), "vetoed": vetoed(item), "model": model}
        for one, item in zip(told, edges, strict=True)
    ]
    put(session, edge, rows)
    return told


def forget(session: Session) -> None:
    """Drop every comparison: the first step of resolving from scratch."""
    session.execute(delete(edge))


def rows_of(
    session: Session, anchors: Collection[str], *, besides: Collection[str] = ()
) -> Sequence[Compared]:
    """All comparisons of these reports, but those with others that are known already."""
    return ask(session, _OF, {"anchors": sorted(anchors), "besides": sorted(besides)})


def as_edges(rows: Iterable[Compared], known: Mapping[str, Linkable]) -> tuple[Edge, ...]:
    """Those between reports that are known (by anchor)."""
    model = Model.load()
    return tuple(
        Edge(left, right, score, Explained(known, left, right, model, bits))
        for left, right, score, bits in rows
        if left in known and right in known
    )


def between(session: Session, known: Sequence[Linkable]) -> tuple[Edge, ...]:
    """All comparisons kept between these reports, by anchors."""
    rows = session.execute(_ROWS.order_by(edge.c.left, edge.c.right))
    return as_edges(map(Compared._make, rows), {item.anchor: item for item in known})


def of_two(session: Session, left: str, right: str) -> Edge | None:
    """How these two were compared; nothing if they never were."""
    rows = session.execute(_OF_TWO, {"one": left, "other": right}).all()
    known = {item.anchor: item for item in reports.linkables(session, (left, right))}
    return next(iter(as_edges(map(Compared._make, rows), known)), None)


def of_joins(session: Session, anchors: Iterable[str]) -> dict[str, Edge]:
    """For each report how it was compared with the one by which it joined its incident.

    Nothing for the first of an incident, and for those that people joined and nobody compared.
    """
    found: dict[str, Edge] = {}
    model = Model.load()
    for batch in batches(anchors):
        rows = session.execute(_JOINS, {"anchors": batch}).all()
        ends = {end for row in rows for end in (row.anchor, row.via)}
        known = {item.anchor: item for item in reports.linkables(session, ends)}
        for anchor, via, score, bits in rows:
            left, right = sorted((anchor, via))
            why = Explained(known, left, right, model, bits)
            found[anchor] = Edge(left, right, score, why)
    return found


_ROWS = select(edge.c.left, edge.c.right, edge.c.score, edge.c.bits)
_OF = _ROWS.where(
    one_of(edge.c.left, "anchors") | one_of(edge.c.right, "anchors"),
    ~one_of(edge.c.left, "besides"),
    ~one_of(edge.c.right, "besides"),
)
_OF_TWO = _ROWS.where(edge.c.left == bindparam("one"), edge.c.right == bindparam("other"))
_FIRST = membership.c.anchor < membership.c.via
#: A report's place in its incident, and the comparison by which it joined.
JOINED = and_(
    edge.c.left == case((_FIRST, membership.c.anchor), else_=membership.c.via),
    edge.c.right == case((_FIRST, membership.c.via), else_=membership.c.anchor),
)
_JOINS = select(membership.c.anchor, membership.c.via, membership.c.score, membership.c.bits).where(
    one_of(membership.c.anchor, "anchors"), membership.c.bits.is_not(None)
)
