"""Reports, edges and people's judgements to incidents: pure, and the same in any order.

The order of steps is the data model's: people's "same" first, then named reports by falling
score, then unnamed reports: those nearer to each other than to any name go together, and join a
named incident only where it is clearly the best.

What people join is one incident with several *sides*: a side is what the matcher joins by itself.
Vetoes and averages are asked of two sides, never of what people put beside them, so a "same" over
a veto takes both incidents along whole. Only a "different" is asked of whole incidents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TypeAlias

import numpy as np

from pipeline import candidates, compare
from pipeline.columns import pairs, plain_parts, vectors
from pipeline.columns.clusters import Clusters
from pipeline.columns.edges import best_of
from pipeline.columns.many import Many
from pipeline.compare import Model
from pipeline.linking import crowds, name_traits, sides
from pipeline.linking.linkable import Linkable
from pipeline.linking.sides import Side, names_clash, rows_apart
from pipeline.records import (
    Cluster,
    Edge,
    Judgement,
    Membership,
    Question,
    Resolution,
    Verdict,
)

#: Two sides by their leaders, each with how many reports it has.
_Two: TypeAlias = tuple[str, int, str, int]


def resolve(
    reports: Sequence[Linkable], judgements: Sequence[Judgement], model: Model
) -> Resolution:
    """From scratch: keys, pairs, edges above the floor, connected parts, clusters."""
    if len(reports) < _FEW:
        return _two_by_two(reports, judgements, model)
    ordered = Many.of(reports).sorted()
    followers = crowds.followers(ordered.in_company(crowds.STANDING))
    edges = vectors.edges(ordered, pairs.row_pairs(ordered, followers), model)
    if followers:
        edges = edges.chosen(np.lexsort((edges.right, edges.left)))
    plain, rest = plain_parts.form(edges, judgements, model, followers)
    careful = (
        cluster(reports, part.edges, part.judgements, model, followers)
        for part, reports in _with_reports(ordered, rest)
    )
    return gathered(edges, plain, careful)


def _with_reports(
    many: Many, parts: Sequence[plain_parts.Part]
) -> Iterator[tuple[plain_parts.Part, list[Linkable]]]:
    """Parts with their reports, which are put together for some parts at a time."""
    for begin in range(0, len(parts), _PARTS):
        some = parts[begin : begin + _PARTS]
        told = iter(many.each(np.concatenate([part.rows for part in some])))
        for part in some:
            yield part, list(islice(told, len(part.rows)))


_PARTS = 64


#: Reports for which columns are not worth their while.
_FEW = 60


def _two_by_two(
    reports: Sequence[Linkable], judgements: Sequence[Judgement], model: Model
) -> Resolution:
    followers = crowds.followers(reports)
    met = candidates.pairs(reports, followers)
    each = (compare.edge_worth_keeping(left, right, model) for left, right in met)
    edges = tuple(edge for edge in each if edge is not None)
    by_anchor = {report.anchor: report for report in reports}
    parts = [
        cluster([by_anchor[anchor] for anchor in anchors], own, words, model, followers)
        for anchors, own, words in split(by_anchor, edges, judgements)
    ]
    return gathered(edges, None, parts)


def gathered(
    edges: Sequence[Edge], plain: Clusters | None, parts: Iterable[Resolution]
) -> Resolution:
    """One resolution of several parts, whatever order these come in."""
    careful: list[Cluster] = []
    questions: set[Question] = set()
    for part in parts:
        careful += part.clusters
        questions.update(part.questions)
    careful.sort(key=_first_anchor)
    return Resolution(
        edges,
        tuple(careful) if plain is None else plain.beside(careful),
        tuple(sorted(questions, key=_question_order)),
    )


#: A connected part: its reports (anchors), the edges between them, people's words on them.
Part = tuple[tuple[str, ...], list[Edge], list[Judgement]]


def split(
    anchors: Iterable[str], edges: Sequence[Edge], judgements: Sequence[Judgement]
) -> list[Part]:
    """Connected parts, by edges or by judgements, each with its own edges and judgements."""
    known = set(anchors)
    bound = [word for word in judgements if {word.left, word.right} <= known]
    links = [(edge.left, edge.right) for edge in edges]
    links += [(word.left, word.right) for word in bound]
    parts = candidates.parts(known, links)
    leader = {anchor: first for first, members in parts.items() for anchor in members}
    own_edges: dict[str, list[Edge]] = defaultdict(list)
    own_words: dict[str, list[Judgement]] = defaultdict(list)
    for edge in edges:
        own_edges[leader[edge.left]].append(edge)
    for word in bound:
        own_words[leader[word.left]].append(word)
    return [(members, own_edges[first], own_words[first]) for first, members in parts.items()]


def cluster(
    reports: Sequence[Linkable],
    edges: Sequence[Edge],
    judgements: Sequence[Judgement],
    model: Model,
    followers: Collection[str] = (),
) -> Resolution:
    """Form the incidents of a closed set of reports (no edge or judgement leads out of it).

    Two of the ``followers`` (of :mod:`pipeline.linking.crowds`, by anchor) were not compared.
    """
    by_anchor = {report.anchor: report for report in reports}
    edges = tuple(sorted(edges, key=_edge_order))
    board = _Board(by_anchor, edges, frozenset(followers))
    ordered = board.edges
    words = _in_force(judgements, board.reports)
    _forbid(board, words)
    _join_by_judgement(board, words)
    _join_named(board, ordered, model)
    _join_unnamed(board, ordered, model)
    _ask_about_names(board)
    return Resolution(edges, board.clusters(), board.asked())


# --- the steps ------------------------------------------------------------------------------


def _in_force(words: Sequence[Judgement], reports: Mapping[str, Linkable]) -> list[Judgement]:
    """The newest word on each pair whose reports are here, newest first."""
    newest: dict[tuple[str, str], Judgement] = {}
    for word in sorted(words, key=lambda word: (word.at, word.left, word.right, word.by)):
        if word.left in reports and word.right in reports:
            newest[word.left, word.right] = word
    return sorted(newest.values(), key=lambda word: (-word.at.timestamp(), word.left, word.right))


def _forbid(board: _Board, words: Iterable[Judgement]) -> None:
    for word in words:
        if word.verdict is Verdict.DIFFERENT:
            board.forbidden[word.left].add(word.right)
            board.forbidden[word.right].add(word.left)


def _join_by_judgement(board: _Board, words: Iterable[Judgement]) -> None:
    """People's "same" comes first and over vetoes, but never over a "different"."""
    for word in words:
        if word.verdict is not Verdict.SAME:
            continue
        if board.kept_apart_by_people(word.left, word.right):
            says = f"{word.by} says these are the same, but others in them are said to differ"
            board.questions.append(Question("contradiction", (word.left, word.right), says))
            continue
        board.join_by_people(word.left, word.right, f"judgement by {word.by}")
        for anchor in (word.left, word.right):
            board.spoken[anchor] = max(word.at.date(), board.spoken.get(anchor, date.min))


def _join_named(board: _Board, edges: Sequence[Edge], model: Model) -> None:
    """One strong edge is not enough where all the other reports of two sides disagree."""
    for edge in edges:
        if edge.score < model.join:
            break
        if not (edge.left in board.named and edge.right in board.named):
            continue
        if board.kept_apart(edge.left, edge.right):
            continue
        if board.mean_between(edge.left, edge.right, model) >= model.mean:
            board.join(edge.left, edge.right, f"edge of {edge.score:.1f} bits")


def _join_unnamed(board: _Board, edges: Sequence[Edge], model: Model) -> None:
    """Those nearer to each other than to any name go together, and only where one name fits."""
    loose = {anchor for anchor in board.reports if not board.side_has_name(anchor)}
    if not loose:
        return
    named = _best_named(edges, loose)
    for edge in edges:
        if not {edge.left, edge.right} <= loose or edge.score < model.join_unnamed:
            continue
        nearest = max(named.get(edge.left, model.floor), named.get(edge.right, model.floor))
        if edge.score >= nearest and not board.kept_apart(edge.left, edge.right):
            board.join(edge.left, edge.right, f"edge of {edge.score:.1f} bits")
    _go_home(board, {min(board.side(anchor).members) for anchor in loose}, model)


def _go_home(board: _Board, groups: set[str], model: Model) -> None:
    """Twice over: where one report of an article went tells where another cannot belong.

    Only then do those come whose two best homes people made one incident: what people join
    settles a tie, and moves nobody who has a home without it.
    """
    asked = len(board.questions)
    for merged in (False, False, True):
        del board.questions[asked:]  # asked again if it is still a question
        found = {
            first: home
            for first in sorted(groups)
            if (home := _home(board, first, model, merged=merged))
        }
        for edge in sorted(found.values(), key=board.by_score):
            if not board.kept_apart_by_people(edge.left, edge.right):  # a home took another in
                why = f"edge of {edge.score:.1f} bits, clearly the best"
                board.join(edge.left, edge.right, why)
        groups = groups - found.keys()


def _best_named(edges: Iterable[Edge], loose: set[str]) -> dict[str, float]:
    """For each unnamed report its best score with anybody named."""
    best: dict[str, float] = {}
    for edge in edges:  # by falling score
        for one, other in ((edge.left, edge.right), (edge.right, edge.left)):
            if one in loose and other not in loose:
                best.setdefault(one, edge.score)
    return best


def _home(board: _Board, first: str, model: Model, *, merged: bool) -> Edge | None:
    """The edge by which a group joins the one cluster with names that clearly fits it best.

    A group that people put into an incident brings the home along that it had when they spoke.
    """
    group = sorted(board.side(first).members)
    settled = board.has_name(first)
    spoken = board.spoken_of(first)
    fits: dict[str, bool] = {}  # by side
    best: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for anchor in group:
        for edge in board.touching[anchor]:  # by falling score
            other = _other(edge, anchor)
            home = board.side_of(other)
            if home not in fits:
                fits[home] = board.may_be_home(first, other)
            if fits[home] and (board.reports[other].published or date.min) <= spoken:
                best[home][anchor].append(edge)
    ranked = sorted(
        (
            -_mean(found, group, model),
            board.by_score(_best_edge(found)),
            home,
        )
        for home, found in best.items()
    )
    if not ranked or -ranked[0][0] < model.join_unnamed:
        return None
    nearest, _, home = ranked[0]
    one = board.root if merged else board.side_of
    others = [item for item in ranked if one(item[2]) != one(home)]
    if others and others[0][0] - nearest < model.margin:
        if not settled:
            homes = [_best_edge(best[home]), _best_edge(best[others[0][2]])]
            board.ask_which(group, homes, nearest, others[0][0])
        return None
    return _best_edge(best[home])


def _mean(found: Mapping[str, Sequence[Edge]], group: Sequence[str], model: Model) -> float:
    """An incident's reports count as one: of each trait the best that any of them shows.

    The report that fits best may fit because it leaves out what the others tell: the town.
    """
    scores = [best_of(found[one]) if one in found else model.floor for one in group]
    return round(sum(scores) / len(scores), 6)


def _best_edge(found: Mapping[str, Sequence[Edge]]) -> Edge:
    return max((edges[0] for edges in found.values()), key=_score)


def _score(edge: Edge) -> tuple[float, str, str]:
    return (edge.score, edge.left, edge.right)


def _ask_about_names(board: _Board) -> None:
    """Two people's names in one cluster can only be people's doing: ask."""
    for members in board.members.values():
        if clash := sides.clashing([board.reports[anchor] for anchor in sorted(members)]):
            says = "one incident holds two names that cannot be one person's"
            board.questions.append(Question("contradiction", clash, says))


# --- the board ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Board:
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

    def mean_between(self, left: str, right: str, model: Model) -> float:
        """The mean score of two sides' reports that were compared; the floor where it is below."""
        two = self._two(left, right)
        if two not in self._means:
            one, other = sorted((self.side(left), self.side(right)), key=_size)
            beyond = [
                hundredths(edge.score - model.floor)
                for anchor in one.members
                for edge in self.touching[anchor]
                if _other(edge, anchor) in other.members
            ]
            count = len(one.members) * len(other.members) - one.followers * other.followers
            self._means[two] = model.floor + sum(beyond) / (100 * count)
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
        return tuple(sorted(found, key=_first_anchor))

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
        return tuple(sorted(set(self.questions), key=_question_order))


def _order(report: Linkable) -> tuple[date, str, str]:
    return report.order


def _size(side: Side) -> int:
    return len(side.members)


def hundredths(bits: float) -> int:
    """Scores have two digits: sums of hundredths are the same in any order."""
    return round(100 * bits)


def _question_order(asked: Question) -> tuple[str, tuple[str, ...], str]:
    return asked.kind, asked.anchors, asked.says


def _edge_order(edge: Edge) -> tuple[str, str]:
    return (edge.left, edge.right)


def _first_anchor(found: Cluster) -> str:
    return min(member.anchor for member in found.members)


def _other(edge: Edge, anchor: str) -> str:
    return edge.right if edge.left == anchor else edge.left
