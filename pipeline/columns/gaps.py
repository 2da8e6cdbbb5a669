"""How far apart the reports of many pairs are: in days, and in the ages of whom they tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from pipeline.columns.coded import Mask, Numbers, narrow
from pipeline.columns.edges import Levels, Weights
from pipeline.columns.many import Many
from pipeline.linking import date_traits

_LENGTHS = ("same day", "within days", "same month", "same year")
_GAPS = ("one day", "2-3 days", "4-10 days", "11-60 days", "far apart")
_LAGS = ("published before", "published at once", "published soon", "published later")
_UNDATED = tuple(f"both undated, {when}" for when in ("at once", "soon", "later", "far"))
_YEARS = ("same", "one year", "2-3 years", "4-10 years", "over 10 years")


class Steps:
    """Which of the steps a number is on: up to the first limit, up to the second, …, beyond."""

    def __init__(self, most: Sequence[int], levels: Levels) -> None:
        self._last = most[-1] + 1
        self._levels = levels[np.searchsorted(np.array(most), np.arange(self._last + 1))]

    def of(self, values: Numbers) -> Levels:
        """The level of each, none of which is below zero."""
        return np.asarray(self._levels[np.minimum(values, self._last)])


@dataclass(frozen=True, slots=True)
class Days:
    """The likeliest days and the day of publication of each report, as ordinals; 0 is unknown."""

    first: Numbers
    last: Numbers
    published: Numbers
    several: Mask  # other days are possible, too
    weights: Weights

    @classmethod
    def of(cls, many: Many, weights: Weights) -> Self:
        dates = many.own["dates"]
        first = dates.each(lambda days: days[0].first.toordinal() if days else 0, np.int32)
        last = dates.each(lambda days: days[0].last.toordinal() if days else 0, np.int32)
        several = dates.each(lambda days: len(days) > 1, np.bool_)
        return cls(first, last, many.published, several, weights)

    def levels(self, left: Numbers, right: Numbers) -> tuple[Levels, Numbers]:
        """Of the likeliest days; and the pairs of whose days others may be nearer."""
        numbers = self.weights.numbers
        first, other, last, end = (
            own[rows] for own in (self.first, self.last) for rows in (left, right)
        )
        gap = np.maximum(other - last, first - end)
        longer = np.maximum(last - first, end - other) + 1
        apart = Steps((1, 3, 10, 60), numbers("date", *_GAPS)).of(np.maximum(gap, 0))
        met = Steps((1, date_traits.A_WEEK, 31), numbers("date", *_LENGTHS)).of(longer)
        found = np.where(gap > 0, apart, met)
        dated = (first > 0).astype(np.int8) + (other > 0)
        at = np.flatnonzero(dated < 2)
        if len(at):
            found[at] = self._undated(left[at], right[at], dated[at])
        several = (gap > 0) & (self.several[left] | self.several[right])
        several &= dated == 2
        return found, np.flatnonzero(several)

    def _undated(self, left: Numbers, right: Numbers, dated: Numbers) -> Levels:
        """Where one report tells no day, or neither does."""
        numbers, published = self.weights.numbers, self.published
        lag, known = self._lag(left, right)
        steps = np.searchsorted(np.array((-2, 2, 10)), lag)
        between = np.abs(published[left] - published[right])
        both = (published[left] > 0) & (published[right] > 0)
        found = np.where(known, numbers("date", *_LAGS)[steps], 0)
        undated = Steps((2, 10, 60), numbers("date", *_UNDATED)).of(between)
        return np.where(dated == 1, found, np.where(both, undated, 0))

    def _lag(self, left: Numbers, right: Numbers) -> tuple[Numbers, Mask]:
        """From the day of the one that gives it to the publication of the other, if known."""
        dated = self.first[left] > 0
        told = np.where(dated, self.published[right], self.published[left])
        day = np.where(dated, self.first[left], self.first[right])
        return told - day, np.asarray(told > 0)

    def publication(self, left: Numbers, right: Numbers) -> Levels:
        ours, theirs = self.published[left], self.published[right]
        steps = [most for most, _ in date_traits.PUBLICATION]
        levels = [level for _, level in date_traits.PUBLICATION]
        numbers = self.weights.numbers("publication", *levels, "later")
        found = Steps(steps, numbers).of(np.abs(ours - theirs))
        found[(ours == 0) | (theirs == 0)] = 0
        return found


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages each report's only person may have; -1 when it does not say."""

    youngest: Numbers
    oldest: Numbers
    weights: Weights

    @classmethod
    def of(cls, many: Many, weights: Weights) -> Self:
        found = np.full((2, len(many)), -1, np.int32)
        youngest, oldest = (age[many.only] for age in many.ages)
        found[0, many.of_one] = youngest
        found[1, many.of_one] = np.where((oldest < 0) | (youngest < 0), youngest, oldest)
        youngest, oldest = narrow(found)
        return cls(youngest, oldest, weights)

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        numbers = self.weights.numbers
        young, other, old, end = (
            own[rows] for own in (self.youngest, self.oldest) for rows in (left, right)
        )
        gap = np.maximum(0, np.maximum(other - old, young - end))
        found = Steps((0, 1, 3, 10), numbers("age", *_YEARS)).of(gap)
        wide = np.flatnonzero((old > young) | (end > other))
        ranges = Steps((0,), numbers("age", "ranges meet", "ranges apart"))
        found[wide] = ranges.of(gap[wide])
        found[(young < 0) | (other < 0)] = 0
        return found
