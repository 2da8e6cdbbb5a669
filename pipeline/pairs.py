"""Which of very many reports are worth comparing: the pairs of :mod:`pipeline.candidates`, by row.

What several reports tell alike (a name, a town, a day) is looked into once, and keys are numbers:
one that is made of two things, a region and some days, is a number made of two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np

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


def row_pairs(
    reports: Sequence[Linkable], followers: Collection[str] = (), *, known: Collection[str] = ()
) -> Iterator[tuple[Rows, Rows]]:
    """Every two rows that share a key, once, the lesser row left; many at a time.

    Two of the ``followers`` (of :mod:`pipeline.crowds`, by anchor) are not compared, nor two that
    are ``known``, which were compared before.
    """
    own = _records(reports)
    follows, is_known = (
        np.array([report.anchor in some for report in reports], np.bool_)
        for some in (followers, known)
    )
    turn = np.where(is_known, np.where(follows, 3, 2), np.where(follows, 0, 1))
    for left, right in sharing(*keys_of(reports), turn):
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


def sharing(keys: Numbers, rows: Rows, turn: Numbers) -> Iterator[tuple[Rows, Rows]]:
    """Every two rows that share a key, once, the lesser row left, many at a time.

    ``keys`` and ``rows`` side by side; ``turn`` by row. In a block those of turn 0 meet those of 1
    and 2, and those of turn 1 each other and all of later turns.
    """
    place = np.argsort(turn, kind="stable")
    size = max(1, len(turn))
    rank = np.empty(len(turn), np.int64)
    rank[place] = np.arange(len(turn))
    order = np.argsort(keys)
    block = np.cumsum(np.diff(keys[order], prepend=keys[order[:1]]) != 0)
    entries = distinct(block * size + rank[rows[order]])
    block, rows = entries // size, entries % size
    begin, after = _met(block, turn[place[rows]])
    by_row = np.sort(rows * len(rows) + np.arange(len(rows))) % max(1, len(rows))
    total = np.cumsum(after[by_row])
    last_of_row = np.append(np.flatnonzero(np.diff(rows[by_row])), len(rows) - 1)
    at = 0
    while at < len(rows):
        most = (total[at - 1] if at else 0) + _AT_ONCE
        cut = np.searchsorted(total[last_of_row], most, side="right")
        end = int(max(last_of_row[max(cut - 1, 0)], last_of_row[last_of_row >= at][0])) + 1
        entries = by_row[at:end]
        one, other = (place[found] for found in _meetings(rows, entries, begin, after))
        yield np.minimum(one, other), np.maximum(one, other)
        at = end


def _met(block: Numbers, turn: Numbers) -> tuple[Numbers, Numbers]:
    """Where those begin that each entry meets, and how many they are; sorted by block and turn."""
    ends = np.cumsum(np.bincount(block))[block]
    until = np.searchsorted(block * 4 + turn, block * 4 + 3)  # where those of turn 3 begin
    later = np.searchsorted(block * 4 + turn, block * 4 + 1)
    own = np.arange(len(block)) + 1
    begin = np.where(turn == 0, later, own)
    count = np.where(turn == 0, until - later, np.where(turn == 1, ends - own, 0))
    return begin, count


def _meetings(rows: Rows, entries: Rows, begin: Numbers, after: Numbers) -> tuple[Rows, Rows]:
    """Each entry's row with those that it meets in its block."""
    counts = after[entries]
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    met = np.repeat(begin[entries], counts) + np.arange(len(starts)) - starts
    size = int(rows.max(initial=0)) + 1
    found = distinct(np.repeat(rows[entries], counts) * size + rows[met])
    return found // size, found % size
