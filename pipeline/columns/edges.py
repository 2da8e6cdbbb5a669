"""Very many edges in columns: one becomes an object, and is put into words, when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor
from typing import Any, Self, TypeAlias, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipeline.columns.coded import Numbers
from pipeline.columns.many import Many
from pipeline.columns.sums import LINES, ORDER, SILENT, WIDTH, Explained, kept
from pipeline.compare import Model
from pipeline.linking import name_traits, place_traits
from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen
from pipeline.records import Edge

Levels: TypeAlias = NDArray[np.integer[Any]]  # a number for each; 0 says nothing
Shown: TypeAlias = NDArray[np.int64]  # of all traits together
Hundredths: TypeAlias = NDArray[np.signedinteger[Any]]  # of a bit: weights have two digits

_AT_ONCE = 4096  # edges put into words

#: What plain names that have nothing of each other can show.
_ANOTHER = (
    "another", "half another", "half another of several", "another of several",
    "nobody in common",
)  # fmt: skip


class Weights:
    """A model's weights in hundredths of a bit, by trait and number of the level."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.prior, self.floor = round(100 * model.prior), least(model.floor)
        levels = {trait: ("", *sorted(model.weights.get(trait, ()))) for trait in ORDER}
        self._numbers = {t: {level: n for n, level in enumerate(own)} for t, own in levels.items()}
        self.cents: Mapping[str, Hundredths] = {
            trait: hundredths([0.0, *(model.weights[trait][level] for level in own[1:])])
            for trait, own in levels.items()
        }
        bits = [(len(own) - 1).bit_length() for own in levels.values()]
        self._shifts = dict(zip(ORDER, accumulate(bits, initial=0), strict=False))
        self._masks = dict(zip(ORDER, (2**one - 1 for one in bits), strict=True))
        self.most = {trait: int(own.max()) for trait, own in self.cents.items()}
        self.most["name"] += ceil(100 * max(0.0, model.rarity) * name_traits.MOST_RARITY)
        self.most_another = self._most("name", *_ANOTHER)
        self.most_elsewhere = self._most("place", *(level for _, level in place_traits.NEARNESS))

    def _most(self, trait: str, *levels: str) -> int:
        return int(self.cents[trait][self.numbers(trait, *levels)].max())

    def level(self, trait: str, level: str) -> int:
        return self._numbers[trait][level]

    def number(self, seen: Seen | None) -> int:
        return self._numbers[seen.trait][seen.level] if seen is not None else 0

    def numbers(self, trait: str, *levels: str) -> Levels:
        return np.array([self._numbers[trait][level] for level in levels], np.uint8)

    def together(self, levels: Mapping[str, Levels]) -> Shown:
        """What all traits show as one number each, a few bits of it a trait's."""
        parts = [levels[trait].astype(np.int64) << self._shifts[trait] for trait in ORDER]
        return np.asarray(np.bitwise_or.reduce(parts))

    def apart(self, shown: Shown, trait: str) -> Levels:
        """What one of them shows."""
        own = (shown >> self._shifts[trait]) & self._masks[trait]
        return np.asarray(own.astype(np.uint8))


def least(bits: float) -> int:
    """The fewest hundredths that are as much.

    >>> least(1.1), least(1.101)
    (110, 111)
    """
    cents = floor(100 * bits) - 1
    while cents / 100 < bits:
        cents += 1
    return cents


def hundredths(bits: ArrayLike) -> Hundredths:
    return np.rint(100 * np.asarray(bits, np.float64)).astype(np.int16)


def best_of(edges: Sequence[Edge]) -> float:
    """The bits of what any of these shows best, line by line."""
    lines = np.frombuffer(b"".join(map(kept, edges)), ">i2").reshape(len(edges), len(LINES))
    best = lines.max(axis=0)
    return int(best[best != SILENT].sum(dtype=np.int64)) / 100


@dataclass(frozen=True, slots=True, eq=False)
class Edges(Sequence[Edge]):
    """Edges between rows of reports; ``reports[left].anchor < reports[right].anchor``."""

    reports: Sequence[Linkable]
    weights: Weights
    left: Numbers
    right: Numbers
    cents: Hundredths  # the score
    shown: Shown  # as weights put it together
    name: Hundredths  # what the name brings, its rarity among it

    @classmethod
    def joined(cls, reports: Sequence[Linkable], weights: Weights, parts: Sequence[Edges]) -> Self:
        """The edges of several, one after the other, between rows of these reports."""
        rows, cents = np.empty(0, np.int32), np.empty(0, np.int16)
        none = cls(reports, weights, rows, rows, cents, np.empty(0, np.int64), cents)
        every: list[Edges] = [none, *parts]
        return cls(
            reports,
            weights,
            np.concatenate([one.left for one in every]),
            np.concatenate([one.right for one in every]),
            np.concatenate([one.cents for one in every]),
            np.concatenate([one.shown for one in every]),
            np.concatenate([one.name for one in every]),
        )

    def chosen(self, which: NDArray[Any] | slice) -> Self:
        """Those at these places, or for which this is true."""
        return type(self)(
            self.reports, self.weights, self.left[which], self.right[which], self.cents[which],
            self.shown[which], self.name[which],
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.left)

    @overload
    def __getitem__(self, at: int) -> Edge: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Edge]: ...
    def __getitem__(self, at: int | slice) -> Edge | Sequence[Edge]:
        if isinstance(at, slice):
            return self.chosen(at)
        [edge] = self.chosen(np.array([at]))
        return edge

    def __iter__(self) -> Iterator[Edge]:
        for begin in range(0, len(self), _AT_ONCE):
            yield from self.chosen(slice(begin, begin + _AT_ONCE))._told()

    def _told(self) -> Iterator[Edge]:
        reports, model, told = self.reports, self.weights.model, self._kept()
        rows, ends = np.unique(np.append(self.left, self.right), return_inverse=True)
        anchors = reports.anchors.told(rows) if isinstance(reports, Many) else [
            reports[row].anchor for row in rows.tolist()
        ]  # fmt: skip
        columns = self.left, self.right, self.cents / 100, ends[: len(self)], ends[len(self) :]
        each = zip(*(column.tolist() for column in columns), strict=True)
        for at, (left, right, score, one, other) in enumerate(each):
            why = Explained(reports, left, right, model, told[at * WIDTH : (at + 1) * WIDTH])
            yield Edge(anchors[one], anchors[other], score, why)

    def _kept(self) -> bytes:
        """The lines of all sums, one edge after the other."""
        lines = np.empty((len(self), len(LINES)), ">i2")
        lines[:, 0] = self.weights.prior
        for at, trait in enumerate(ORDER):
            levels = self.weights.apart(self.shown, trait)
            own = self.name if trait == "name" else self.weights.cents[trait][levels]
            lines[:, 1 + at] = np.where(levels > 0, own, SILENT)
        return lines.tobytes()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
