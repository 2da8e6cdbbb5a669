"""What was put together wrongly or left apart, and what the nearest two reports said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from pipeline import compare
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.records import Edge
from storage.neighbours import evidence_json

Sets = Mapping[str, frozenset[str]]
Reports = Mapping[str, Sequence[Linkable]]
#: Two articles of two sides, and the edge between the two reports of theirs that fit best.
Nearest = tuple[str, str, Edge]


@dataclass(frozen=True, slots=True)
class Side:
    """Articles that stand together, with what their reports say."""

    home: str  # the incident they stand in (of a split), or belong to (of a merge)
    told: tuple[tuple[str, str], ...]  # article, and what its reports say
    nearest: Nearest | None  # to any other side; None: no report

    def as_json(self) -> dict[str, Any]:
        nearest = None
        if self.nearest is not None:
            one, other, edge = self.nearest
            lines = evidence_json(edge)
            nearest = {"articles": [one, other], "score": edge.score, "evidence": lines}
        return {"incident": self.home, "articles": dict(self.told), "nearest": nearest}


@dataclass(frozen=True, slots=True)
class Torn:
    """One mistake: a labelled incident in pieces, or an incident that holds several."""

    kind: str  # "split", "merge"
    of: str
    sides: tuple[Side, ...]  # the largest first

    def as_json(self) -> dict[str, Any]:
        sides = [side.as_json() for side in self.sides]
        return {"kind": self.kind, "incident": self.of, "sides": sides}

    def lines(self) -> Iterator[str]:
        """For people, a line each."""
        yield f"false {self.kind}: {self.of}"
        told: set[frozenset[str]] = set()
        for side in self.sides:
            yield f"  {side.home}"
            yield from (f"    {article}: {says}" for article, says in side.told)
            if side.nearest is None or frozenset(side.nearest[:2]) in told:
                continue
            one, other, edge = side.nearest
            told.add(frozenset((one, other)))
            yield f"    {one} and {other}: {edge.score:+.2f} bits"
            for line in edge.evidence:
                veto = ", which forbids it" if line.veto else ""
                yield f"      {line.weight:+6.2f}  {line.trait}: {line.saw}{veto}"


def torn(gold: Sets, found: Sets, reports: Reports) -> Iterator[Torn]:
    """False splits, then false merges: of ``gold`` (article → labelled incidents) and ours.

    A distractor among other articles is of no incident, and told of as a merge.
    """
    ours = {article: found.get(article) or frozenset({f"none: {article}"}) for article in gold}
    theirs = {article: labels or frozenset({"no incident"}) for article, labels in gold.items()}
    labelled = {article: labels for article, labels in gold.items() if labels}
    yield from _in_pieces("split", labelled, ours, reports)
    yield from _in_pieces("merge", ours, theirs, reports)


def _in_pieces(kind: str, whole: Sets, sides: Sets, reports: Reports) -> Iterator[Torn]:
    """Every cluster of ``whole`` of which no cluster of ``sides`` holds all articles."""
    members: dict[str, list[str]] = defaultdict(list)
    for article in sorted(whole):
        for cluster in whole[article]:
            members[cluster].append(article)
    for cluster, own in sorted(members.items()):
        if frozenset.intersection(*(sides[article] for article in own)):
            continue
        pieces: dict[str, list[str]] = defaultdict(list)
        for article in own:
            pieces[_fullest(sides[article], own, sides)].append(article)
        ranked = sorted(pieces.items(), key=lambda piece: (-len(piece[1]), piece[0]))
        yield Torn(kind, cluster, tuple(_side(*piece, own, reports) for piece in ranked))


def _fullest(homes: frozenset[str], own: Sequence[str], sides: Sets) -> str:
    """Of an article's homes the one with most of these articles."""
    return min(homes, key=lambda home: (-sum(home in sides[other] for other in own), home))


def _side(home: str, piece: Sequence[str], own: Sequence[str], reports: Reports) -> Side:
    others = [article for article in own if article not in piece]
    told = tuple((article, _says(reports.get(article, ()))) for article in piece)
    return Side(home, told, _nearest(piece, others, reports))


def _nearest(ours: Sequence[str], theirs: Sequence[str], reports: Reports) -> Nearest | None:
    edges = (
        (one, other, compare.edge(left, right, Model.load()))
        for one, other in product(ours, theirs)
        for left, right in product(reports.get(one, ()), reports.get(other, ()))
    )
    return max(edges, key=lambda found: found[2].score, default=None)


def _says(reports: Sequence[Linkable]) -> str:
    return " | ".join(map(_told, reports)) or "no report"


def _told(report: Linkable) -> str:
    """Who, when and where, as the report has it."""
    people = [
        f"{victim.name or 'nobody named'} {_years(victim.age_min, victim.age_max)}".rstrip()
        for victim in report.victims
    ]
    day = str(report.dates[0]) if report.dates else f"no day, published {report.published}"
    places = filter(None, (*report.cities[:1], *report.counties[:1], report.state))
    return "; ".join((", ".join(people) or "nobody", day, ", ".join(places) or "no place"))


def _years(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    return str(low) if high in (None, low) else f"{low} to {high}"
