"""Which reports can decide about each other: a new one asks for no others to be formed anew.

Most edges decide nothing. Two reports with names join from :attr:`Model.join` bits on, and nothing
below ever keeps them apart. What gives no name joins the incident that fits it best, from
``join_unnamed`` bits on, and only one that fits ``margin`` less can make it wait: an incident whose
reports together show less than the difference of the two is neither its home nor in its way,
whatever of it is joined in between (:func:`pipeline.columns.sums.most_of` of all its reports is no
less than what some of them show). So reports are *tied* by an edge of so many bits, by people's
words, by the incident they stand in, and to every incident (or what is tied to it) with which they
show so much together. Between what is not tied to each other :func:`pipeline.resolve.cluster` joins
nothing, blocks nothing and asks nothing: each may be formed without the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pipeline.columns.sums import most_of
from pipeline.compare import Model


class Compared(NamedTuple):
    """Two reports by their anchors, with the sum and its lines as a database keeps them."""

    left: str
    right: str
    score: float
    bits: bytes


def tied(
    anchors: Iterable[str],
    together: Iterable[Collection[str]],
    edges: Iterable[Compared],
    model: Model,
) -> set[str]:
    """All that is tied to these reports (by anchor), and they.

    What stands ``together`` is one, be it an incident or two reports that people spoke of. Of all
    others the ``edges`` to what is tied and the incidents must be known.
    """
    groups = _Groups(together)
    deciding, weak = min(model.join, model.join_unnamed - model.margin), list[Compared]()
    for edge in edges:
        if edge.score >= deciding:
            groups.unite(edge.left, edge.right)
        else:
            weak.append(edge)
    while ties := list(_shown_together(groups, weak, deciding)):
        for one, other in ties:
            groups.unite(one, other)
    return {member for anchor in anchors for member in groups.of(anchor)}


def _shown_together(
    groups: _Groups, weak: Iterable[Compared], deciding: float
) -> Iterator[tuple[str, str]]:
    """A report and one of those with which it shows enough in several edges."""
    shown: dict[tuple[str, int], list[Compared]] = defaultdict(list)
    for edge in weak:
        one, other = groups.of(edge.left), groups.of(edge.right)
        if one is not other:
            shown[edge.left, id(other)].append(edge)
            shown[edge.right, id(one)].append(edge)
    for (end, _), own in shown.items():
        if len(own) > 1 and most_of([edge.bits for edge in own]) >= deciding:
            yield end, own[0].right if own[0].left == end else own[0].left


class _Groups:
    """Disjoint sets of anchors; who is in none is one by himself."""

    def __init__(self, together: Iterable[Collection[str]]) -> None:
        self._of: dict[str, set[str]] = {}
        for own in together:
            first, *others = own
            for other in others:
                self.unite(first, other)

    def of(self, anchor: str) -> set[str]:
        return self._of.setdefault(anchor, {anchor})

    def unite(self, one: str, other: str) -> None:
        small, large = sorted((self.of(one), self.of(other)), key=len)
        if small is not large:
            large |= small
            self._of |= dict.fromkeys(small, large)
