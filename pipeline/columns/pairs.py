"""Which of very many reports are worth comparing: the pairs of :mod:`pipeline.candidates`, by row.

What several reports tell alike (a name, a town, a day) is looked into once, and keys are numbers:
one that is made of two things, a region and some days, is a number made of two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeAlias

import numpy as np

from pipeline import candidates, names, syndication
from pipeline.columns.coded import (
    Lists,
    Numbers,
    distinct,
    fresh,
    narrow,
    sorted_by,
    together,
    within,
)
from pipeline.columns.many import Many, PlainNames
from pipeline.lexicon import name_counts
from pipeline.linking.linkable import Linkable
from pipeline.names import PersonalName
from pipeline.records import DateRange

Rows: TypeAlias = Numbers  # places in a sequence of reports
_Owned: TypeAlias = tuple[Numbers, Numbers]  # owners, and a number of each
Keyed: TypeAlias = tuple[Numbers, Rows]  # keys, and the row that each is of

_AT_ONCE = 60_000  # pairs
_SECOND = 1 << 24  # more than there are cells of days, years, states, or words of names
_LETTERS = 128  # a name is folded to ASCII


def row_pairs(
    reports: Sequence[Linkable], followers: Collection[str] = (), *, known: Collection[str] = ()
) -> Iterator[tuple[Rows, Rows]]:
    """Every two rows that share a key, once, the lesser row left; many at a time.

    Two of the ``followers`` (of :mod:`pipeline.linking.crowds`, by anchor) are not compared, nor
    two that are ``known``, which were compared before.
    """
    many = Many.of(reports)
    own = many.records
    follows, is_known = many.among(followers), many.among(known)
    turn = np.where(is_known, np.where(follows, 3, 2), np.where(follows, 0, 1)).astype(np.int8)
    for left, right in sharing(kinds_of_keys(many), turn):
        chosen = (own[left] != own[right]) | (own[left] == 0)
        yield left[chosen], right[chosen]


def kinds_of_keys(many: Many) -> Iterator[Keyed]:
    """Every key with every row that has it, one kind of keys after the other."""
    days = _ByDay(many, candidates.days_of)
    yield _regions(many, days)
    yield _words(many, days)
    yield _places(many)
    yield from _names(many)
    yield _copies(many)
    yield _roads(many, days)
    yield _events(many)


class _ByDay:
    """What follows from the days that are told, or else from that of publication."""

    def __init__(
        self, many: Many, of: Callable[[candidates.Days, date | None], Sequence[Any]]
    ) -> None:
        dates, published = many.own["dates"], many.own["published"]
        told = [of(days, None) for days in dates.values]
        says = np.array([bool(one) for one in told], np.bool_)[dates.codes]
        fresh, day = np.unique(published.codes[~says], return_inverse=True)
        self.values = told + [of((), published.values[code]) for code in fresh.tolist()]
        self.codes = dates.codes.astype(np.int32)
        self.codes[~says] = len(told) + day

    def lists(self, of: Callable[[Any], Sequence[int]]) -> Lists:
        return Lists.each(map(of, self.values))

    def cells(self) -> Lists:
        """As :func:`pipeline.candidates.cells`, of all days that are told."""
        return _cells(self.values)

    def word_cells(self) -> Lists:
        """As :func:`pipeline.candidates.word_cells`."""
        found = _cells([told[:1] for told in self.values])
        return found.without(found.sizes > candidates.MOST_CELLS)


def _cells(values: Sequence[Sequence[DateRange]]) -> Lists:
    """The cells of the stretches of each value, in the one grid and in the other."""
    first, last = (
        np.array([getattr(one, end).toordinal() for told in values for one in told], np.int64)
        for end in ("first", "last")
    )
    owners = np.repeat(np.arange(len(values)), np.fromiter(map(len, values), np.int64))
    grids: list[Numbers] = [
        np.stack([candidates.cell_of(day, half) for half in (0, 1)], axis=1)
        for day in (first, last)
    ]
    begin, end = grids
    counts = end - begin + 1
    cells = np.repeat((2 * begin + (0, 1)).ravel(), counts.ravel()) + 2 * within(counts.ravel())
    of_each = np.bincount(np.repeat(owners, counts.sum(axis=1)), minlength=len(values))
    return Lists(cells, of_each.astype(np.int64))


def _regions(many: Many, days: _ByDay) -> Keyed:
    """States, and what lies in several of them or in none that is told: others add no pair."""
    numbers = _Numbers()
    codes, told = many.distinct("state", "cities", "agencies", "counties")
    every = [
        (state, numbers.of(candidates.regions(state, cities[:2], agencies[:2], counties[:1])))
        for state, cities, agencies, counties in told
    ]
    of_one: dict[int, str | None] = {}
    several = set(numbers.of(state for state, _ in every if state))
    for state, found in every:
        several.update(one for one in found if of_one.setdefault(one, state) != state or not state)
    regions = Lists.each([one for one in found if one in several] for _, found in every)
    cells = days.cells()
    row, region = regions.at(codes)
    at, cell = cells.at(days.codes[row])
    return _two_in_one(region[at], cell), row[at]


def _words(many: Many, days: _ByDay) -> Keyed:
    row, term = many.terms.lists.at(np.arange(len(many)), candidates.WORDS)
    word = many.terms.words.codes[term]
    at, cell = days.word_cells().at(days.codes[row])
    return _two_in_one(word[at], cell), row[at]


def _places(many: Many) -> Keyed:
    numbers = _Numbers()
    codes, told = many.distinct("cities", "counties", "state")
    spots = Lists.each(
        numbers.of((one, state) for one in candidates.small_places(cities[:1], counties[:1], state))
        for cities, counties, state in told
    )
    row, spot = spots.at(codes)
    youngest, oldest = many.ages
    shots, owners = many.owners
    known = ((youngest >= 0) & (youngest == oldest))[shots]
    ages = Lists(youngest[shots[known]], np.bincount(owners[known], minlength=len(many)))
    at, age = ages.at(row)
    row, spot = row[at], together(spot[at], age)
    years = _ByDay(many, candidates.years)
    at, year = years.lists(sorted).at(years.codes[row])
    return _two_in_one(spot[at], year), row[at]


def _roads(many: Many, days: _ByDay) -> Keyed:
    placed = np.flatnonzero(many.says("place"))
    numbers = _Numbers()
    place, state = (many.own[field].at(placed) for field in ("place", "state"))
    told = zip(place.codes.tolist(), state.codes.tolist(), days.codes[placed].tolist(), strict=True)
    keys = Lists.each(
        numbers.of(candidates.block_keys(place.values[one], state.values[two], days.values[three]))
        for one, two, three in told
    )
    row, key = keys.of(placed)
    return key, row


def _events(many: Many) -> Keyed:
    called = np.flatnonzero(many.says("events"))
    numbers = _Numbers()
    events = many.own["events"].at(called)
    row, key = Lists.each(map(numbers.of, events.values)).at(events.codes)
    return key, called[row]


def _names(many: Many) -> tuple[Keyed, Keyed]:
    """By full names in any order, and by the sound of the names of people who were hit."""
    name, others = many.shot["name"], many.own["others"]
    numbers = _NameNumbers(many.plain_names)
    full, heard = numbers.of_hit(name.values)
    of_others = Lists.each(map(numbers.of_others, others.values))
    shots, owners = many.owners
    hit, key = full.at(name.codes[shots])
    told, more = of_others.at(others.codes)
    at, sound = heard.at(name.codes[shots])
    state = many.own["state"].codes[owners[at]]
    return (
        (np.append(key, more), np.append(owners[hit], told)),
        (_two_in_one(sound, state), owners[at]),
    )


class _NameNumbers:
    """The keys of :func:`pipeline.candidates.keys_of_name` as numbers."""

    def __init__(self, plain: PlainNames) -> None:
        self._plain = plain
        self._words, self._sounds = _Numbers(), _Numbers()  # words beside those of plain names

    def of_hit(self, written: Sequence[str | None]) -> tuple[Lists, Lists]:
        """Of each name its words in any order, and how it sounds."""
        plain = np.flatnonzero(self._plain.surname)
        full: list[_Owned] = [(plain, self._in_any_order(plain))]
        heard = list(self._heard(plain))
        for at in np.flatnonzero(self._plain.surname == 0).tolist():
            parsed = names.parse(written[at] or "")
            forms = (parsed, *parsed.also)
            full.append(_all_of(at, (key for form in forms for key in self._full(form))))
            told = (two for form in forms for two in candidates.sounding(form))
            heard.append(
                _all_of(at, (key for word, first in told for key in self._sound(word, first)))
            )
        return _by_owner(full, len(written)), _by_owner(heard, len(written))

    def _in_any_order(self, plain: Numbers) -> Numbers:
        given, surname = self._plain.given[plain], self._plain.surname[plain]
        return _two_in_one(np.minimum(given, surname), np.maximum(given, surname))

    def _heard(self, plain: Numbers) -> Iterator[_Owned]:
        """The plain names by surname and first letter, and those of rare surnames without."""
        given, surname = self._plain.given[plain], self._plain.surname[plain]
        words = list(self._plain.words)
        known, at = np.unique(surname, return_inverse=True)
        told = [words[word] for word in known.tolist()]
        sounds = np.array(self._sounds.of(map(candidates.sound, told)), np.int64) * _LETTERS
        rare = np.array(
            [name_counts.surname_ppm(word) < candidates.RARE_PPM for word in told], np.bool_
        )
        first = np.array([ord(word[:1] or " ") for word in words], np.int64)
        yield plain, sounds[at] + first[given]
        yield plain[rare[at]], sounds[at][rare[at]]

    def of_others(self, written: Sequence[str]) -> list[int]:
        return [key for name in written for key in self._full(names.parse(name))]

    def _full(self, name: PersonalName) -> list[int]:
        """A name is two words nearly always; what else there is counts as one."""
        words = candidates.in_any_order(name)
        told = words if len(words) == 2 else ("", " ".join(words))
        return _two(*map(self._word, told)) if words else []

    def _word(self, word: str) -> int:
        known = self._plain.words.get(word)
        return len(self._plain.words) + self._words.of([word])[0] if known is None else known

    def _sound(self, surname: str, initials: tuple[str, ...]) -> list[int]:
        [sound] = self._sounds.of([candidates.sound(surname)])
        told = [ord(initial) for initial in initials]
        rare = [0] if name_counts.surname_ppm(surname) < candidates.RARE_PPM else []
        return [sound * _LETTERS + letter for letter in (*rare, *told)]


def _two_in_one(one: Numbers, other: Numbers) -> Numbers:
    keys: Numbers = one.astype(np.int64)
    keys *= _SECOND
    keys += other
    return keys


def _all_of(owner: int, keys: Iterable[int]) -> _Owned:
    its = np.fromiter(keys, np.int64)
    return np.full(len(its), owner), its


def _by_owner(parts: Sequence[_Owned], size: int) -> Lists:
    """The list of each owner."""
    owners, numbers = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(owners, kind="stable")
    return Lists(numbers[order], np.bincount(owners, minlength=size))


def _two(one: int, other: int) -> list[int]:
    return [min(one, other) * _SECOND + max(one, other)]


def _copies(many: Many) -> Keyed:
    signed = np.flatnonzero(many.signatures.sizes)
    numbers = _Numbers()
    sketches = (tuple(many.signatures.one(row).tolist()) for row in signed.tolist())
    row, band = Lists.each(numbers.of(bands) for bands in map(syndication.bands, sketches)).of(
        signed
    )
    return band, row


class _Numbers(dict[Hashable, int]):
    """Numbers for what comes, as it comes."""

    def of(self, values: Iterable[Hashable]) -> list[int]:
        return [self.setdefault(value, len(self)) for value in values]


def sharing(kinds: Iterable[Keyed], turn: Numbers) -> Iterator[tuple[Rows, Rows]]:
    """Every two rows that share a key of one kind, once, the lesser row left, many at a time.

    ``turn`` is by row. In a block those of turn 0 meet those of 1 and 2, and those of turn 1 each
    other and all of later turns.
    """
    place = np.argsort(turn, kind="stable").astype(np.int32)
    block, rows = _blocks(kinds, place)
    begin, after = _met(block, turn[place][rows])
    del block
    by_row = sorted_by(rows)
    begin, after = begin[by_row], after[by_row]
    begins = np.flatnonzero(fresh(rows[by_row])).astype(np.int32)
    own = rows[by_row[begins]]
    del by_row
    ends = np.append(begins, np.int32(len(rows)))[1:]
    sizes = narrow(ends - begins)
    total = np.cumsum(np.add.reduceat(after, begins, dtype=np.int64)) if len(own) else begins
    at = 0
    while at < len(own):
        most = (total[at - 1] if at else 0) + _AT_ONCE
        to = max(int(np.searchsorted(total, most, side="right")), at + 1)
        entries = slice(int(begins[at]), int(ends[to - 1]))
        each = np.repeat(own[at:to], sizes[at:to])
        one, other = (place[n] for n in _meetings(rows, each, begin[entries], after[entries]))
        yield np.minimum(one, other), np.maximum(one, other)
        at = to


def _blocks(kinds: Iterable[Keyed], place: Numbers) -> tuple[Numbers, Numbers]:
    """Blocks of several rows, and each row once in each by its rank in order of ``place``.

    One kind after the other, and in half the width: of very many reports this is what takes most.
    """
    rank = np.empty(len(place), np.int32)
    rank[place] = np.arange(len(place), dtype=np.int32)
    found = [(place[:0], place[:0])]
    count = 0
    for keyed in kinds:
        found.append(_shared(keyed, rank, count))
        count += int(found[-1][0].max(initial=count - 1)) - count + 1
        del keyed
    blocks, ranks = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return blocks, ranks


def _shared(keyed: Keyed, rank: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """The blocks of keys of several rows, numbered from ``count``, and the ranks of their rows.

    The keys are made into others where they lie.
    """
    keys, rows = keyed
    size = max(1, len(rank))
    if int(keys.max(initial=0)) >= (1 << 62) // size:
        keys = np.unique(keys, return_inverse=True)[1]
    keys = keys.astype(np.int64, copy=False)
    keys *= size
    keys += rank[rows]
    keys.sort()
    keys = keys[fresh(keys)]
    ranks = (keys % size).astype(np.int32)
    keys //= size
    begins = fresh(keys)
    several = ~begins
    several[:-1] |= ~begins[1:]
    own = np.cumsum(begins[several], dtype=np.int32)
    own += np.int32(count - 1)
    return own, ranks[several]


def _met(block: Numbers, turn: Numbers) -> tuple[Numbers, Numbers]:
    """Where those begin that each entry meets, and how many they are; sorted by block and turn."""
    ends = np.append(np.flatnonzero(fresh(block)), len(block))[1:].astype(np.int32)
    begin = np.arange(1, len(block) + 1, dtype=np.int32)
    count = ends[block]
    count -= begin
    first, last = turn == 0, turn == 3
    if first.any() or last.any():
        later = ends - np.bincount(block[~first], minlength=len(ends)).astype(np.int32)
        until = ends - np.bincount(block[last], minlength=len(ends)).astype(np.int32)
        begin[first], count[first] = later[block[first]], (until - later)[block[first]]
    count[turn > 1] = 0
    return begin, narrow(count)


def _meetings(rows: Rows, own: Rows, begin: Numbers, counts: Numbers) -> tuple[Rows, Rows]:
    """Rows with those that they meet, so many entries of a block from where it begins."""
    starts = np.cumsum(counts, dtype=np.int64) - counts
    met = np.arange(int(counts.sum())) + np.repeat(begin - starts, counts)
    found = distinct(np.repeat(own.astype(np.int64) << 32, counts) + rows[met])
    return found >> 32, found & ((1 << 32) - 1)
