"""Clusters and their sides while they are being formed, and what is asked of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from pipeline.linking import name_traits
from pipeline.linking.linkable import Linkable
from pipeline.linking.sides import Side, names_clash, rows_apart
from pipeline.records import Cluster, Edge, Membership, Question

#: Two sides by their leaders, each with how many reports it has.
_Two: TypeAlias = tuple[str, int, str, int]


@dataclass(slots=True)
class Board:
    """Clusters and their sides while they are being formed."""

    reports: Mapping[str, Linkable]
    edges: Sequence[Edge]  # by falling score, once the board is set up
    followers: frozenset[str] = frozenset()
    touching: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    forbidden: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    questions: list[Question] = field(default_factory=list)
    members: dict[str, set[str]] = field(default_factory=dict)
    sides: dict[str, Side] = field(default_factory=dict)
    spoken: dict[str, date] = field(default_factory=dict)  # when people last said "same" of it
    _home: dict[str, str] = field(default_factory=dict)
    _side: dict[str, str] = field(default_factory=dict)
    _joins: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    named: frozenset[str] = frozenset()
    _rank: dict[str, int] = field(default_factory=dict)  # of reports, as ties are broken
    _clashes: dict[_Two, bool] = field(default_factory=dict)  # of sides as they were when asked
    _means: dict[_Two, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.named = frozenset(anchor for anchor, one in self.reports.items() if one.named)
        ranked = sorted(self.reports.values(), key=_order)
        self._rank = {report.anchor: at for at, report in enumerate(ranked)}
        self.edges = sorted(self.edges, key=self.by_score)
        self.members = {anchor: {anchor} for anchor in self.reports}
        self.sides = {
            anchor: Side.of(report, follows=anchor in self.followers)
            for anchor, report in self.reports.items()
        }
        self._home = {anchor: anchor for anchor in self.reports}
        self._side = {anchor: anchor for anchor in self.reports}
        for edge in self.edges:
            self.touching[edge.left].append(edge)
            self.touching[edge.right].append(edge)

    def by_score(self, edge: Edge) -> tuple[float, int, int]:
        """Falling score; ties by day of publication, article and passage."""
        one, other = self._rank[edge.left], self._rank[edge.right]
        return (-edge.score, one, other) if one < other else (-edge.score, other, one)

    def root(self, anchor: str) -> str:
        return self._home[anchor]

    def has_name(self, anchor: str) -> bool:
        return not self.named.isdisjoint(self.members[self.root(anchor)])

    def side_has_name(self, anchor: str) -> bool:
        return self.side(anchor).named

    def side_of(self, anchor: str) -> str:
        return self._side[anchor]

    def side(self, anchor: str) -> Side:
        """What the matcher joined to a report, without people's "same"."""
        return self.sides[self._side[anchor]]

    def kept_apart_by_people(self, left: str, right: str) -> bool:
        one, other = self.root(left), self.root(right)
        return one != other and any(
            self.root(anchor) == one and any(self.root(end) == other for end in ends)
            for anchor, ends in self.forbidden.items()
        )

    def may_be_home(self, first: str, other: str) -> bool:
        """Named, not said to differ, and telling of no second incident of an article's."""
        group, home = self.side(first), self.side(other)
        if not home.named or self.kept_apart_by_people(first, other):
            return False
        return not rows_apart(group, home) and group.articles.isdisjoint(home.articles)

    def spoken_of(self, first: str) -> date:
        """When people last spoke of where ``first`` belongs: what is newer is no home for it."""
        told = [self.spoken[member] for member in self.side(first).members if member in self.spoken]
        return max(told, default=date.max)

    def kept_apart(self, left: str, right: str) -> bool:
        """They are of one side, or a "different" or names that veto stand between them."""
        if self._side[left] == self._side[right] or self.kept_apart_by_people(left, right):
            return True
        one, other = self.side(left), self.side(right)
        if rows_apart(one, other):
            return True
        two = self._two(left, right)
        if two not in self._clashes:
            self._clashes[two] = names_clash(one, other)
        return self._clashes[two] and not name_traits.namesakes_cross(
            self.reports[left], self.reports[right]
        )

    def mean_between(self, left: str, right: str, floor: float) -> float:
        """The mean score of two sides' reports that were compared; the floor where it is below."""
        two = self._two(left, right)
        if two not in self._means:
            one, other = sorted((self.side(left), self.side(right)), key=_size)
            beyond = [
                hundredths(edge.score - floor)
                for anchor in one.members
                for edge in self.touching[anchor]
                if other_end(edge, anchor) in other.members
            ]
            count = len(one.members) * len(other.members) - one.followers * other.followers
            self._means[two] = floor + sum(beyond) / (100 * count)
        return self._means[two]

    def _two(self, left: str, right: str) -> _Two:
        """Two sides as they are now: one that grows is another."""
        one, other = sorted((self._side[left], self._side[right]))
        return one, len(self.sides[one].members), other, len(self.sides[other].members)

    def join(self, left: str, right: str, because: str) -> None:
        """The matcher joins: two sides become one, and their incidents with them."""
        one, other = sorted((self._side[left], self._side[right]))
        if one != other:
            gone = self.sides.pop(other)
            self._side |= dict.fromkeys(gone.members, one)
            self.sides[one].take(gone)
        self.join_by_people(left, right, because)

    def join_by_people(self, left: str, right: str, because: str) -> None:
        """People join: one incident, each side of it as it was."""
        if self.root(left) == self.root(right):
            return
        self._joins[left].append((right, because))
        self._joins[right].append((left, because))
        one, other = sorted((self.root(left), self.root(right)))
        gone = self.members.pop(other)
        self._home |= dict.fromkeys(gone, one)
        self.members[one] |= gone

    def ask_which(
        self, group: Sequence[str], homes: Sequence[Edge], best: float, second: float
    ) -> None:
        outside = [edge.right if edge.left in group else edge.left for edge in homes]
        says = f"without a name it fits two incidents ({-best:.1f} and {-second:.1f} bits)"
        self.questions.append(Question("near tie", (group[0], *outside), says))

    def clusters(self) -> tuple[Cluster, ...]:
        found = [Cluster(self._memberships(members)) for members in self.members.values()]
        return tuple(sorted(found, key=first_anchor))

    def _memberships(self, members: Iterable[str]) -> tuple[Membership, ...]:
        """Joins make a tree; seen from the first report, each other one came in by a neighbour."""
        ordered = sorted(members, key=lambda anchor: self.reports[anchor].order)
        reasons = {ordered[0]: Membership(ordered[0], "first report")}
        waiting = [ordered[0]]
        for here in waiting:
            for there, because in self._joins[here]:
                if there not in reasons:
                    reasons[there] = Membership(there, because, here)
                    waiting.append(there)
        return tuple(reasons[anchor] for anchor in ordered)

    def asked(self) -> tuple[Question, ...]:
        return tuple(sorted(set(self.questions), key=question_order))


def _order(report: Linkable) -> tuple[date, str, str]:
    return report.order


def _size(side: Side) -> int:
    return len(side.members)


def hundredths(bits: float) -> int:
    """Scores have two digits: sums of hundredths are the same in any order."""
    return round(100 * bits)


def question_order(asked: Question) -> tuple[str, tuple[str, ...], str]:
    return asked.kind, asked.anchors, asked.says


def first_anchor(found: Cluster) -> str:
    return min(member.anchor for member in found.members)


def other_end(edge: Edge, anchor: str) -> str:
    return edge.right if edge.left == anchor else edge.left
