"""The incidents nearest to one, and what kept each of them out: compared again when asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline import candidates, compare
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.records import Edge, Judgement, Verdict
from storage import identifiers, judgements, redactions, reports
from storage.redactions import Listed
from storage.sql import batches
from storage.tables import membership

MOST = 5


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The report of another incident that comes nearest to one of ours."""

    incident_id: str
    ours: str
    theirs: str
    url: str
    edge: Edge
    kept_out: str

    def as_json(self) -> dict[str, Any]:
        return {
            "incident_id": self.incident_id,
            "url": self.url,
            "report_id": self.theirs,
            "compared_with": self.ours,
            "score": self.edge.score,
            "kept_out": self.kept_out,
            "evidence": evidence_json(self.edge),
        }


def evidence_json(edge: Edge) -> list[dict[str, Any]]:
    """The lines of a sum, as exports and pages show them."""
    return [
        {"trait": e.trait, "weight": e.weight, "saw": e.saw, "veto": e.veto} for e in edge.evidence
    ]


def neighbours(session: Session, incident_id: str) -> list[Neighbour]:
    """Other incidents that share a key with this one, the nearest first (names aside)."""
    n = identifiers.living(session, incident_id)
    own_anchors = session.execute(
        select(membership.c.anchor).where(membership.c.incident == n)
    ).scalars()
    own = reports.linkables(session, own_anchors)
    keys = {key for item in own for key in candidates.keys(item)}
    known = {item.anchor for item in own}
    others = [item for item in reports.sharing_keys(session, keys) if item.anchor not in known]
    homes = _homes(session, [item.anchor for item in others])
    model = Model.load()
    best: dict[int, Edge] = {}
    for other in others:
        home = homes.get(other.anchor)
        if home is None:
            continue
        edge = _nearest(own, other, model)
        if home not in best or _besides_names(edge) > _besides_names(best[home]):
            best[home] = edge
    ranked = sorted(best, key=lambda home: (-_besides_names(best[home]), home))[:MOST]
    ranked = [home for home in ranked if _besides_names(best[home]) >= model.floor]
    words = judgements.in_force(session, [item.anchor for item in own])
    ours = {item.anchor for item in own}
    urls = {a: i.url for a, i in reports.stored(session, _ends(best.values())).items()}
    hidden = redactions.listed(session)
    shown = {home: _shown(session, best[home], (n, home), hidden) for home in ranked}
    return [_neighbour(home, shown[home], ours, homes, words, urls, model) for home in ranked]


def _shown(session: Session, edge: Edge, numbers: Collection[int], hidden: Listed) -> Edge:
    """A comparison without what is withheld of these two incidents."""
    if not hidden:
        return edge
    owners = redactions.owners_in(session, numbers)
    told = [replace(e, saw=hidden.saw(owners, e.trait, e.saw)) for e in edge.evidence]
    return replace(edge, evidence=tuple(told))


def _homes(session: Session, anchors: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for batch in batches(sorted(anchors)):
        statement = select(membership.c.anchor, membership.c.incident)
        for row in session.execute(statement.where(membership.c.anchor.in_(batch))):
            found[row.anchor] = row.incident
    return found


def _nearest(own: Sequence[Linkable], other: Linkable, model: Model) -> Edge:
    edges = [compare.edge(item, other, model) for item in own]
    return max(edges, key=lambda edge: (_besides_names(edge), edge.left, edge.right))


def _besides_names(edge: Edge) -> float:
    """A namesake's son or a shooting down the road is near by all but the name."""
    return edge.score - sum(min(e.weight, 0.0) for e in edge.evidence if e.trait == "name")


def _ends(edges: Iterable[Edge]) -> set[str]:
    return {end for edge in edges for end in (edge.left, edge.right)}


def _neighbour(
    home: int,
    edge: Edge,
    ours: Collection[str],
    homes: Mapping[str, int],
    words: Sequence[Judgement],
    urls: Mapping[str, str],
    model: Model,
) -> Neighbour:
    mine, theirs = (edge.left, edge.right) if edge.left in ours else (edge.right, edge.left)
    said = [
        word
        for word in words
        if word.verdict is Verdict.DIFFERENT
        and home in (homes.get(word.left), homes.get(word.right))
    ]
    why = _kept_out(edge, said, model)
    return Neighbour(f"I{home}", mine, theirs, urls.get(theirs, theirs), edge, why)


def _kept_out(edge: Edge, said: Sequence[Judgement], model: Model) -> str:
    if said:
        note = f" ({said[-1].note})" if said[-1].note else ""
        return f"{said[-1].by} said that they are different{note}"
    if edge.vetoed:
        seen = next(item.saw for item in edge.evidence if item.veto)
        return f"two people: {seen}"
    if edge.score < model.join:
        return f"too little speaks for it: {edge.score:+.1f} bits, where {model.join} are asked"
    return "their other reports disagree, or two incidents fit nearly as well"
