"""Incidents whose reports agree so well that what becomes of them can be told in columns.

Of most incidents every two reports that give a name have an edge, and no name speaks against it;
and each report without a name has one home that is clearly the best. What
:func:`pipeline.resolve.cluster` would do with them, join by join, follows from their edges alone.
All others are left to it, in parts that nothing leads out of which could decide anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from pipeline.columns.clusters import Clusters
from pipeline.columns.coded import Mask, Numbers, linked, spanning
from pipeline.columns.edges import Edges, Hundredths, least
from pipeline.columns.many import Many
from pipeline.columns.sums import ORDER, SILENT
from pipeline.compare import Model
from pipeline.records import Judgement

#: Names of two single victims that may keep them apart.
_MAY_CLASH = ("another", "half another", "half another of several", "other generation")


#: A score, and so many ranks twice over, make one number.
_HIGHEST, _FITTING = 1 << 15, 1 << 23


@dataclass(frozen=True, slots=True)
class Part:
    """Reports that are to be clustered with care: their rows, edges and people's words."""

    rows: list[int]
    edges: Edges
    judgements: list[Judgement]


def form(
    edges: Edges,
    judgements: Sequence[Judgement],
    model: Model,
    followers: Collection[str] = (),
) -> tuple[Clusters, list[Part]]:
    """The plain incidents, and what is left; the reports of the edges are sorted by anchor.

    Two of the ``followers`` (of :mod:`pipeline.linking.crowds`, by anchor) were not compared.
    """
    board = _Board(edges, judgements, model, followers)
    homes = _Homes(board)
    plain = np.ones(board.size, np.bool_)  # by the least row of a part
    plain[board.part[board.not_plain()]] = False
    plain[board.part[homes.unclear()]] = False
    plain = plain[board.part]
    return _clusters(board, homes, plain), _left(board, plain)


class _Board:
    """Columns of reports and edges, and which of them can decide about each other."""

    def __init__(
        self,
        edges: Edges,
        judgements: Sequence[Judgement],
        model: Model,
        followers: Collection[str],
    ) -> None:
        self.edges, self.model = edges, model
        self.reports = reports = Many.of(edges.reports)
        self.size = len(reports)
        self.named, self.single = reports.named, reports.single
        self.follows = reports.among(followers)
        self.rank = _rank(reports)
        self.words, self.spoken = _spoken(reports, judgements)
        left, right, named = edges.left, edges.right, self.named
        both = named[left] & named[right]
        self.strong = both & (edges.cents >= least(model.join))
        self.homing = np.flatnonzero(named[left] != named[right]).astype(np.int32)
        self.side = linked(self.size, left[self.strong], right[self.strong])
        deciding = self.strong | ~both
        one, other = self.spoken
        self.part = linked(
            self.size, np.append(left[deciding], one), np.append(right[deciding], other)
        )

    def by_score(self, which: Numbers) -> tuple[Numbers, ...]:
        """For ``lexsort``: falling score, then the ranks of the ends."""
        one, other = self.rank[self.edges.left[which]], self.rank[self.edges.right[which]]
        least, most = np.minimum(one, other), np.maximum(one, other)
        falling = _HIGHEST - self.edges.cents[which].astype(np.int64)
        if self.size >= _FITTING:
            return most, least, falling
        for end in (least, most):
            falling *= _FITTING
            falling += end
        return (falling,)

    def not_plain(self) -> Numbers:
        """Reports of whose part more than columns must be asked, whatever their homes are."""
        edges = self.edges
        loose = ~self.named[edges.left] & ~self.named[edges.right]
        together = edges.left[loose & (edges.cents >= least(self.model.join_unnamed))]
        told = (
            np.concatenate(self.spoken), np.flatnonzero(self.reports.records), together,
            self._disagreeing(),
            self._of_one_article(),
        )  # fmt: skip
        return np.concatenate(told)

    def _disagreeing(self) -> Numbers:
        """Those of a side of which not every two compared have an edge that speaks for it.

        Names that may clash are asked of single victims, and, for two that were not compared, of
        those that stand for them.
        """
        edges, side = self.edges, self.side
        level = edges.weights.apart(edges.shown, "name")
        forms = self.reports.with_shot(self.reports.shot["forms"].codes > 0)
        clash = np.isin(level, [0, *edges.weights.numbers("name", *_MAY_CLASH)])
        clash |= forms[edges.left] | forms[edges.right]
        following = np.bincount(side[self.follows], minlength=self.size)
        single = self.single[edges.left] & self.single[edges.right]
        clash &= single | (following[side[edges.left]] > 1)
        good = (
            (side[edges.left] == side[edges.right])
            & (edges.cents >= least(self.model.mean))
            & ~clash
        )
        agreeing = np.bincount(side[edges.left[good]], minlength=self.size)
        members = np.bincount(side, minlength=self.size)
        return np.flatnonzero(agreeing < _two_of(members) - _two_of(following))

    def _of_one_article(self) -> Numbers:
        """Reports in whose part another is of the same article."""
        article = self.reports.own["article_key"].codes
        order = np.lexsort((article, self.part))
        again = (np.diff(article[order]) == 0) & (np.diff(self.part[order]) == 0)
        return np.asarray(order[1:][again])


class _Homes:
    """For reports without a name the side each would join, and by which edge."""

    def __init__(self, board: _Board) -> None:
        self.board = board
        edges, which = board.edges, board.homing
        outside = board.named[edges.left[which]]
        loose = np.where(outside, edges.right[which], edges.left[which])
        side = board.side[np.where(outside, edges.left[which], edges.right[which])]
        order = np.lexsort((*board.by_score(which), side, loose))
        which, loose, side = which[order], loose[order], side[order]
        first = np.ones(len(which), np.bool_)
        first[1:] = (loose[1:] != loose[:-1]) | (side[1:] != side[:-1])
        score = self._told_by_all(which, np.flatnonzero(first))
        which, loose = which[first], loose[first]
        order = np.lexsort((*board.by_score(which), -score, loose))
        self._edge, self._loose, self._score = which[order], loose[order], score[order]
        self._best = np.ones(len(order), np.bool_)
        self._best[1:] = self._loose[1:] != self._loose[:-1]

    def _told_by_all(self, which: Numbers, begins: Numbers) -> Hundredths:
        """The scores of sides as one report each, of every trait the best that one shows."""
        edges = self.board.edges
        total = np.full(len(begins), edges.weights.prior, np.int32)
        shown = edges.shown[which]
        for trait in ORDER if len(begins) else ():
            levels = edges.weights.apart(shown, trait)
            own = edges.name[which] if trait == "name" else edges.weights.cents[trait][levels]
            best = np.maximum.reduceat(np.where(levels > 0, own, SILENT), begins)
            total += np.where(best == SILENT, 0, best)
        return total

    def unclear(self) -> Numbers:
        """Reports without a name that have no home, or two; one all by itself needs none."""
        board, best = self.board, self._best
        home = np.zeros(board.size, np.bool_)
        home[self._loose[best & (self._score >= least(board.model.join_unnamed))]] = True
        second = np.flatnonzero(~best[1:] & best[:-1]) + 1
        bits = self._score / 100
        near = bits[second - 1] - bits[second]
        home[self._loose[second[(near < board.model.margin) | (near == 0)]]] = False
        alone = np.bincount(board.part, minlength=board.size)[board.part] == 1
        return np.flatnonzero(~board.named & ~home & ~alone)

    def joins(self) -> Numbers:
        """The edges by which the reports join their homes."""
        return self._edge[self._best]


def _clusters(board: _Board, homes: _Homes, plain: Mask) -> Clusters:
    """The incidents in order of their first anchors, members as they were published."""
    edges, joins = board.edges, homes.joins()
    joins = joins[plain[edges.left[joins]]]
    strong = np.flatnonzero(board.strong & plain[edges.left]).astype(np.int32)
    strong = strong[np.lexsort(board.by_score(strong))]
    strong = strong[spanning(board.size, edges.left[strong], edges.right[strong])]
    tree = np.append(strong, joins)
    home = linked(board.size, edges.left[tree], edges.right[tree])
    order = np.lexsort((board.rank, home))
    order = order[plain[order]]
    begins = np.flatnonzero(np.diff(home[order], prepend=-1))
    via, by = _joined(edges.left[tree], edges.right[tree], order[begins], board.size)
    scores, told = np.unique(edges.cents[tree], return_inverse=True)
    texts = [f"edge of {score / 100:.1f} bits" for score in scores.tolist()]
    reasons = [*texts, *(f"{text}, clearly the best" for text in texts), "first report"]
    why = np.append(told + len(scores) * (np.arange(len(tree)) >= len(strong)), len(reasons) - 1)
    return Clusters(
        board.reports,
        order.astype(np.int32),
        np.append(begins, len(order)),
        why[by[order]].astype(np.int32),
        reasons,
        via[order].astype(np.int32),
    )


def _joined(left: Numbers, right: Numbers, roots: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """By which neighbour and by which link each is joined to the root of its tree; -1 for roots."""
    via, by = np.full(size, -1, np.int32), np.full(size, -1, np.int32)
    reached = np.zeros(size, np.bool_)
    reached[roots] = True
    link = np.arange(len(left), dtype=np.int32)
    while len(link):
        one, other = left[link], right[link]
        onward = reached[one] | reached[other]
        near = np.where(reached[one], one, other)[onward]
        far = (one + other)[onward] - near
        via[far], by[far] = near, link[onward]
        reached[far] = True
        link = link[~onward]
    return via, by


def _left(board: _Board, plain: Mask) -> list[Part]:
    """What is not plain, part by part, in order of the first anchors."""
    careful = np.flatnonzero(~plain)
    order = careful[np.argsort(board.part[careful], kind="stable")]
    parted = np.flatnonzero(np.diff(board.part[order], prepend=-1)).tolist()
    members = [order[at:end] for at, end in pairwise([*parted, len(order)])]
    edges, part = board.edges, board.part
    within = np.flatnonzero((part[edges.left] == part[edges.right]) & ~plain[edges.left])
    within = within[np.argsort(part[edges.left[within]], kind="stable")]
    firsts = [int(some[0]) for some in members]
    begins = np.searchsorted(part[edges.left[within]], firsts).tolist()
    bounds = pairwise([*begins, len(within)])
    words: dict[int, list[Judgement]] = defaultdict(list)
    for word, row in zip(board.words, board.spoken[0].tolist(), strict=True):
        words[int(part[row])].append(word)
    return [
        Part(some.tolist(), edges.chosen(within[at:end]), words[first])
        for some, first, (at, end) in zip(members, firsts, bounds, strict=True)
    ]


def _two_of(counts: Numbers) -> Numbers:
    """How many pairs so many make."""
    return counts * (counts - 1) // 2


def _rank(reports: Many) -> Numbers:
    """The place of each report in :attr:`Linkable.order`; the reports are sorted by anchor."""
    article, keys = reports.own["article_key"], reports.texts("article_key")
    alphabetical = np.empty(len(keys), np.int32)
    alphabetical[keys.order()] = np.arange(len(keys))
    published = np.where(reports.published > 0, reports.published, date.max.toordinal())
    rank = np.empty(len(reports), np.int32)
    rank[np.lexsort((alphabetical[article.codes], published))] = np.arange(len(reports))
    return rank


def _spoken(
    reports: Many, judgements: Sequence[Judgement]
) -> tuple[list[Judgement], tuple[Numbers, Numbers]]:
    """People's words on two of these reports, and their rows."""
    ends = {end for word in judgements for end in (word.left, word.right)}
    row = {one: n for n, one in enumerate(reports.anchors if ends else ()) if one in ends}
    words = [word for word in judgements if word.left in row and word.right in row]
    left = np.array([row[word.left] for word in words], np.int32)
    return words, (left, np.array([row[word.right] for word in words], np.int32))
