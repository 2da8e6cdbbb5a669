"""Which of very many reports are worth comparing: the pairs of :mod:`pipeline.candidates`, by row.

What several reports tell alike (a name, a town, a day) is looked into once, and keys are numbers:
one that is made of two things, a region and some days, is a number made of two.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline import candidates, rows, syndication
from pipeline.coded import Coded, Lists, Numbers, distinct
from pipeline.linkable import Linkable

Rows: TypeAlias = Numbers  # places in a sequence of reports
Keyed: TypeAlias = tuple[Numbers, Rows]  # keys, and the row that each is of

_AT_ONCE = 250_000  # pairs
_REGION, _WORD, _PLACE, _NAME, _COPY, _BLOCK = (
    kind << 59 for kind in range(6)
)  # no two kinds meet
_SECOND = 1 << 24  # more than there are cells of days, or years


def row_pairs(reports: Sequence[Linkable]) -> Iterator[tuple[Rows, Rows]]:
    """Every two rows that share a key, once and sorted, the lesser row left; many at a time."""
    own = _records(reports)
    for left, right in sharing(*keys_of(reports)):
        chosen = (own[left] != own[right]) | (own[left] == 0)
        yield left[chosen], right[chosen]


def _records(reports: Sequence[Linkable]) -> Numbers:
    """The hand-kept record that each is a row of: two rows of one record are two people."""
    return Coded.of(rows.record_of(report.article_key) for report in reports).codes


def keys_of(reports: Sequence[Linkable]) -> Keyed:
    """Every key with every row that has it."""
    days = Coded.of(candidates.days(report) or None for report in reports)
    kinds = (_regions(reports, days), _words(reports, days), _places(reports), _names(reports),
             _copies(reports), _blocks(reports))  # fmt: skip
    keys, its = (np.concatenate(parts) for parts in zip(*kinds, strict=True))
    return keys, its


def _regions(reports: Sequence[Linkable], days: Coded[candidates.Days]) -> Keyed:
    where = Coded.of(
        (one.state, one.cities[:2], one.agencies[:2], one.counties[:1]) for one in reports
    )
    numbers = _Numbers()
    regions = Lists.each(((), *(numbers.of(candidates.regions(*told)) for told in where.values)))
    cells = Lists.each(
        ((), *([cell for one in told for cell in candidates.cells(one)] for told in days.values))
    )
    row, region = regions.at(where.codes)
    at, cell = cells.at(days.codes[row])
    return _REGION + region[at] * _SECOND + cell, row[at]


def _words(reports: Sequence[Linkable], days: Coded[candidates.Days]) -> Keyed:
    telling = [row for row, report in enumerate(reports) if report.terms]
    numbers = _Numbers()
    words = Lists.each(numbers.of(candidates.key_words(reports[row])) for row in telling)
    cells = Lists.each(((), *(candidates.word_cells(told) for told in days.values)))
    row, word = words.of(np.array(telling, np.int64))
    at, cell = cells.at(days.codes[row])
    return _WORD + word[at] * _SECOND + cell, row[at]


def _places(reports: Sequence[Linkable]) -> Keyed:
    told = Coded.of((one.cities[:1], one.counties[:1], one.state) for one in reports)
    numbers = _Numbers()
    small = ((candidates.small_places(*where), where[2]) for where in told.values)
    spots = Lists.each(((), *(numbers.of((one, state) for one in own) for own, state in small)))
    row, spot = spots.at(told.codes)
    within = distinct(row)
    inside = [reports[at] for at in within.tolist()]
    at, age = Lists.each(map(candidates.ages, inside)).at(np.searchsorted(within, row))
    ages, codes = np.unique(age, return_inverse=True)
    row, spot = row[at], spot[at] * len(ages) + codes
    at, year = Lists.each(map(candidates.years, inside)).at(np.searchsorted(within, row))
    return _PLACE + spot[at] * _SECOND + year, row[at]


def _blocks(reports: Sequence[Linkable]) -> Keyed:
    placed = [row for row, report in enumerate(reports) if report.place]
    numbers = _Numbers()
    keys = Lists.each(numbers.of([*candidates.block_keys(reports[row])]) for row in placed)
    row, key = keys.of(np.array(placed, np.int64))
    return _BLOCK + key, row


def _names(reports: Sequence[Linkable]) -> Keyed:
    hit = [
        (row, (shot.name, report.state or "-"))
        for row, report in enumerate(reports)
        for shot in report.victims
        if shot.name
    ]
    others = [(row, (name,)) for row, report in enumerate(reports) for name in report.others]
    numbers = _Numbers()
    kinds = ((hit, candidates.keys_of_name), (others, candidates.keys_of_other))
    (keys, its), (more, theirs) = (_looked_up(told, of, numbers) for told, of in kinds)
    return _NAME + np.append(keys, more), np.append(its, theirs)


def _looked_up(
    told: Sequence[tuple[int, tuple[str, ...]]],
    keys: Callable[..., tuple[str, ...]],
    numbers: _Numbers,
) -> Keyed:
    """The keys of what several rows may tell."""
    coded = Coded.of(what for _, what in told)
    at, key = Lists.each(numbers.of(keys(*what)) for what in coded.values).at(coded.codes - 1)
    return key, np.fromiter((row for row, _ in told), np.int64, len(told))[at]


def _copies(reports: Sequence[Linkable]) -> Keyed:
    signed = [row for row, report in enumerate(reports) if report.signature]
    numbers = _Numbers()
    bands = Lists.each(numbers.of(syndication.bands(reports[row].signature)) for row in signed)
    row, band = bands.of(np.array(signed, np.int64))
    return _COPY + band, row


class _Numbers(dict[Hashable, int]):
    """Numbers for what comes, as it comes."""

    def of(self, values: Iterable[Hashable]) -> list[int]:
        return [self.setdefault(value, len(self)) for value in values]


def sharing(keys: Numbers, rows: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Every two rows that share a key, once and sorted; ``keys`` and ``rows`` side by side."""
    size = int(rows.max(initial=0)) + 1
    order = np.argsort(keys)
    block = np.cumsum(np.diff(keys[order], prepend=keys[order[:1]]) != 0)
    entries = distinct(block * size + rows[order])
    block, rows = entries // size, entries % size
    sizes = np.bincount(block)
    after = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(rows)) - 1  # of its block
    by_row = np.sort(rows * len(rows) + np.arange(len(rows))) % max(1, len(rows))
    total = np.cumsum(after[by_row])
    last_of_row = np.append(np.flatnonzero(np.diff(rows[by_row])), len(rows) - 1)
    begin = 0
    while begin < len(rows):
        most = (total[begin - 1] if begin else 0) + _AT_ONCE
        cut = np.searchsorted(total[last_of_row], most, side="right")
        end = int(max(last_of_row[max(cut - 1, 0)], last_of_row[last_of_row >= begin][0])) + 1
        entries = by_row[begin:end]
        yield _behind(rows, entries, after[entries])
        begin = end


def _behind(rows: Rows, entries: Rows, after: NDArray[Any]) -> tuple[Rows, Rows]:
    """Each entry's row with those behind it in its block."""
    starts = np.repeat(np.cumsum(after) - after, after)
    behind = np.repeat(entries, after) + np.arange(len(starts)) - starts + 1
    size = int(rows.max(initial=0)) + 1
    found = distinct(np.repeat(rows[entries], after) * size + rows[behind])
    return found // size, found % size
