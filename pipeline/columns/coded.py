"""Values of many reports as numbers, and lists of numbers end to end: what columns are made of."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.integer[Any]]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """A number for each of many values, equal ones sharing it; 0 is the blank."""

    codes: Numbers  # as small as they may be
    values: Sequence[Any]  # by number: the blank, then the others as they come first

    @classmethod
    def of(cls, values: Iterable[Hashable], blank: Hashable = None) -> Self:
        """Give the values their numbers.

        >>> Column.of(["OH", None, "NV", "OH"]).codes.tolist()
        [1, 0, 2, 1]
        """
        coder = Coder(blank)
        coder.take(values)
        found = coder.done()
        return cls(found.codes, found.values)

    def each(self, what: Callable[[Any], Any], kind: Any) -> NDArray[Any]:
        """What each of the values comes to, asked once for every distinct one."""
        return np.array([what(value) for value in self.values], kind)[self.codes]

    def value(self, row: int) -> Any:
        return self.values[self.codes.item(row)]

    def told(self, rows: Numbers) -> list[Any]:
        values = self.values
        return [values[code] for code in self.codes[rows].tolist()]

    def at(self, rows: Numbers) -> Self:
        silent = len(self.values) == 1
        return type(self)(blanks(len(rows)) if silent else self.codes[rows], self.values)


def blanks(size: int) -> Numbers:
    """The codes of a column in which nobody says anything take no room."""
    return np.broadcast_to(np.uint8(0), size)


class Coder:
    """Makes a column of values that come many at a time."""

    def __init__(self, blank: Hashable = None) -> None:
        self.numbers: dict[Hashable, int] = {blank: 0}
        self._blanks = 0  # that came before anything else
        self._codes = array("B")  # as small as they may be

    def take(self, values: Iterable[Hashable]) -> None:
        numbers = self.numbers
        codes = [numbers.setdefault(value, len(numbers)) for value in values]
        if len(numbers) == 1:
            self._blanks += len(codes)
            return
        kind = np.min_scalar_type(len(numbers)).char
        if kind != self._codes.typecode:
            self._codes = array(kind, self._codes)
        self._codes.fromlist([0] * self._blanks + codes)
        self._blanks = 0

    def done(self) -> Column:
        silent = len(self.numbers) == 1
        codes = blanks(self._blanks) if silent else np.array(self._codes)
        return Column(codes, list(self.numbers))


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, of many lengths, end to end."""

    flat: Numbers
    sizes: Numbers
    begins: Numbers = field(init=False)

    def __post_init__(self) -> None:
        sizes = narrow(self.sizes)
        object.__setattr__(self, "sizes", sizes)
        object.__setattr__(self, "begins", narrow(starts(sizes), len(self.flat)))

    @classmethod
    def each(cls, lists: Iterable[Sequence[int]]) -> Self:
        every = list(lists)
        sizes = np.fromiter(map(len, every), np.int64, len(every))
        flat = np.fromiter(chain.from_iterable(every), np.int64, int(sizes.sum()))
        return cls(narrow(flat), sizes)

    @classmethod
    def lying(cls, sizes: Numbers) -> Self:
        """Of things that lie one after the other, so many to a list, their places."""
        return cls(np.arange(int(sizes.sum()), dtype=np.int32), sizes)

    def at(self, which: Numbers, most: int | None = None) -> tuple[Numbers, Numbers]:
        """The numbers of the lists asked for, each with the place of its list among these.

        Of each list only the first if only so many are asked for at ``most``.

        >>> places, numbers = Lists.each([(7, 8), (), (9,)]).at(np.array([2, 0, 1]))
        >>> places.tolist(), numbers.tolist()
        ([0, 1, 1], [9, 7, 8])
        """
        sizes, begins = self.sizes[which], self.begins[which]
        if most is not None:
            sizes = np.minimum(sizes, most)
        places = np.repeat(np.arange(len(which), dtype=np.int32), sizes)
        where = np.repeat(narrow(begins - starts(sizes), len(self.flat) + len(places)), sizes)
        where += np.arange(len(places), dtype=where.dtype)
        return places, self.flat[where]

    def of(self, owners: Numbers) -> tuple[Numbers, Numbers]:
        """All the numbers, each with the owner of its list."""
        return np.repeat(owners, self.sizes), self.flat

    def one(self, which: int) -> NDArray[Any]:
        """The numbers of one list."""
        begin = int(self.begins[which])
        return self.flat[begin : begin + int(self.sizes[which])]

    def chosen(self, which: Numbers) -> Lists:
        """These lists alone."""
        return Lists(self.at(which)[1], self.sizes[which])

    def without(self, which: Mask) -> Lists:
        """The same, and these empty."""
        return Lists(self.flat[~np.repeat(which, self.sizes)], np.where(which, 0, self.sizes))


def within(counts: Numbers) -> Numbers:
    """Of things that come so many at a time, the place of each among its own.

    >>> within(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.arange(int(counts.sum())) - np.repeat(starts(counts), counts)


def starts(sizes: Numbers) -> Numbers:
    """Where each of several begins that lie end to end.

    >>> starts(np.array([2, 0, 3])).tolist()
    [0, 2, 2]
    """
    return np.asarray(np.cumsum(sizes, dtype=np.int64) - sizes)


def narrow(numbers: Numbers, most: int | None = None) -> Numbers:
    """The same in as little room as the largest of them leaves, which is no more than ``most``."""
    largest = int(numbers.max(initial=0)) if most is None else most
    return numbers.astype(np.min_scalar_type(-1 - largest), copy=False)  # signed ones


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, sorted: what ``np.unique`` gives, which looks each up in a table first."""
    found = np.sort(numbers)
    return np.asarray(found[fresh(found)])


def fresh(numbers: NDArray[Any]) -> Mask:
    """Where a number is another than the one before it.

    >>> fresh(np.array([4, 4, 7])).tolist()
    [True, False, True]
    """
    found = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found


def sorted_by(numbers: Numbers) -> Numbers:
    """The places of small numbers in their order, of equal ones the earlier first.

    >>> sorted_by(np.array([3, 1, 3])).tolist()
    [1, 0, 2]
    """
    keys = numbers.astype(np.int64)
    keys <<= 32
    for begin in range(0, len(keys), 1 << 16):
        some = keys[begin : begin + (1 << 16)]
        some += np.arange(begin, begin + len(some))
    keys.sort()
    return keys.astype(np.int32)  # what stands above is cut off


def rounded(bits: NDArray[np.float64]) -> NDArray[np.float64]:
    """To the hundredth as ``round`` does it: what lies half-way between two it is asked of."""
    cents = bits * 100
    found = np.rint(cents) / 100
    half = np.flatnonzero(np.abs(np.abs(cents - np.trunc(cents)) - 0.5) < 1e-6)
    found[half] = [round(one, 2) for one in bits[half].tolist()]
    return found


def linked(size: int, left: NDArray[Any], right: NDArray[Any]) -> Numbers:
    """Connected parts of so many things: for each the least that its part has.

    >>> linked(5, np.array([4, 1]), np.array([1, 3])).tolist()
    [0, 1, 2, 1, 1]
    """
    least: Numbers = np.arange(size, dtype=np.int32)
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
    home: Numbers = np.arange(size, dtype=np.int32)
    open_ = np.arange(len(left), dtype=np.int32)
    found = [open_[:0]]
    while True:
        one, other = home[left[open_]], home[right[open_]]
        apart = one != other
        open_, one, other = open_[apart], one[apart], other[apart]
        if not len(open_):
            return np.sort(np.concatenate(found))
        best = np.full(size, len(left), np.int32)
        best[one[::-1]] = open_[::-1]  # of several the first is written last
        others = np.full(size, len(left), np.int32)
        others[other[::-1]] = open_[::-1]
        best = distinct(np.minimum(best, others))
        best = best[best < len(left)]
        found.append(best)
        home = linked(size, home[left[best]], home[right[best]])[home]


def together(*columns: NDArray[Any]) -> Numbers:
    """One number for what several columns say at one place: equal where all are.

    >>> together(np.array([1, 1, 0]), np.array([5, 5, 1])).tolist()
    [11, 11, 1]
    """
    found: Numbers = columns[0].astype(np.int64)
    for other in columns[1:]:
        width = int(other.max(initial=0)) + 1
        if int(found.max(initial=0)) > (1 << 62) // width:
            found = numbered(found)[0].astype(np.int64)
        found = found * width + other
    return found


def numbered(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Numbers that leave none out for others that may, and where each of them stands first."""
    size = int(keys.max(initial=0)) + 1
    if size > 8 * len(keys) + 1024:
        _, firsts, found = np.unique(keys, return_index=True, return_inverse=True)
        return found, firsts
    stands = np.full(size, -1, np.int32)
    stands[keys[::-1]] = np.arange(len(keys), dtype=np.int32)[::-1]
    known = np.flatnonzero(stands >= 0)
    number = np.empty(size, np.int32)
    number[known] = np.arange(len(known), dtype=np.int32)
    return number[keys], stands[known]
