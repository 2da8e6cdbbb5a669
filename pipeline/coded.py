"""Values of many reports as numbers, and lists of numbers end to end: what columns are made of."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, Self, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]
Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Coded(Generic[Value]):
    """A number for each of many values; those that are equal share it, and None is 0."""

    codes: Numbers
    values: Sequence[Value]  # by number, from 1; in the order they come first

    @classmethod
    def of(cls, values: Iterable[Value | None]) -> Self:
        """Give the values their numbers.

        >>> Coded.of(["OH", None, "NV", "OH"]).codes.tolist()
        [1, 0, 2, 1]
        """
        numbers: dict[Value | None, int] = {None: 0}
        codes = [numbers.setdefault(value, len(numbers)) for value in values]
        known = [value for value in numbers if value is not None]
        return cls(np.array(codes, np.int64), known)

    def __len__(self) -> int:
        """How many numbers there are, 0 among them."""
        return len(self.values) + 1

    def firsts(self) -> Numbers:
        """Where each number stands first; 0, where nobody has it, stands nowhere."""
        found = np.zeros(len(self), np.int64)
        found[self.codes[::-1]] = np.arange(len(self.codes))[::-1]
        return found


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, of many lengths, end to end."""

    flat: Numbers
    sizes: Numbers

    @classmethod
    def each(cls, lists: Iterable[Sequence[int]]) -> Self:
        every = list(lists)
        sizes = np.fromiter(map(len, every), np.int64, len(every))
        return cls(np.fromiter(chain.from_iterable(every), np.int64, int(sizes.sum())), sizes)

    def at(self, which: Numbers) -> tuple[Numbers, Numbers]:
        """The numbers of the lists asked for, each with the place of its list among these.

        >>> places, numbers = Lists.each([(7, 8), (), (9,)]).at(np.array([2, 0, 1]))
        >>> places.tolist(), numbers.tolist()
        ([0, 1, 1], [9, 7, 8])
        """
        sizes = self.sizes[which]
        begins = (np.cumsum(self.sizes) - self.sizes)[which]
        places = np.repeat(np.arange(len(which)), sizes)
        within = np.arange(len(places)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return places, self.flat[begins[places] + within]

    def of(self, owners: Numbers) -> tuple[Numbers, Numbers]:
        """All the numbers, each with the owner of its list."""
        return np.repeat(owners, self.sizes), self.flat


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, sorted: what ``np.unique`` gives, which looks each up in a table first."""
    found = np.sort(numbers)
    fresh = np.ones(len(found), np.bool_)
    fresh[1:] = found[1:] != found[:-1]
    return np.asarray(found[fresh])


def linked(size: int, left: NDArray[Any], right: NDArray[Any]) -> Numbers:
    """Connected parts of so many things: for each the least that its part has.

    >>> linked(5, np.array([4, 1]), np.array([1, 3])).tolist()
    [0, 1, 2, 1, 1]
    """
    least = np.arange(size)
    while True:
        one, other = least[left], least[right]
        apart = one != other
        if not apart.any():
            return least
        left, right, one, other = left[apart], right[apart], one[apart], other[apart]
        np.minimum.at(least, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(again := least[least], least):
            least = again


def spanning(size: int, left: NDArray[Any], right: NDArray[Any]) -> Numbers:
    """Of links in order of preference those that join what no better ones join: their places.

    >>> spanning(3, np.array([0, 1, 0]), np.array([1, 2, 2])).tolist()
    [0, 1]
    """
    home = np.arange(size)
    open_ = np.arange(len(left))
    found = [open_[:0]]
    while True:
        one, other = home[left[open_]], home[right[open_]]
        apart = one != other
        open_, one, other = open_[apart], one[apart], other[apart]
        if not len(open_):
            return np.sort(np.concatenate(found))
        best = np.full(size, len(left))
        best[one[::-1]] = open_[::-1]  # of several the first is written last
        others = np.full(size, len(left))
        others[other[::-1]] = open_[::-1]
        best = distinct(np.minimum(best, others))
        best = best[best < len(left)]
        found.append(best)
        home = linked(size, home[left[best]], home[right[best]])[home]
