"""Which reports are worth comparing: those that share a key, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import product
from typing import Any, TypeAlias

import numpy as np
from jellyfish import metaphone
from numpy.typing import NDArray

from pipeline import names, rows, syndication, traits
from pipeline.linkable import Linkable
from pipeline.names import PersonalName
from pipeline.records import DateRange

Rows: TypeAlias = NDArray[np.int64]  # places in a sequence of reports
_AT_ONCE = 1_000_000  # pairs

#: Two grids of this many days, half a step apart: days up to half of it apart share a key.
_STEP = 8
#: A stretch longer than this says too little to look for company by it.
_LONGEST = 62
#: Surnames borne by fewer in a million are looked up without a first name.
_RARE_PPM = 60
_WORDS = 5
#: How long before its publication an undated report's incident is looked for.
_FRESH = timedelta(days=4)
#: How many years later a story that tells no day may come: trials, settlements.
_LATE = 2


def keys(report: Linkable) -> frozenset[str]:
    """Every key under which a report looks for company."""
    return frozenset(
        (
            *_date_keys(report),
            *_name_keys(report),
            *_copy_keys(report),
            *_word_keys(report),
            *_age_keys(report),
        )
    )


def pairs(reports: Sequence[Linkable]) -> Iterator[tuple[Linkable, Linkable]]:
    """Every two reports that share a key, once, ``left.anchor < right.anchor``."""
    ordered = sorted(reports, key=lambda report: report.anchor)
    for left, right in row_pairs(ordered):
        for one, other in zip(left.tolist(), right.tolist(), strict=True):
            yield ordered[one], ordered[other]


def row_pairs(ordered: Sequence[Linkable]) -> Iterator[tuple[Rows, Rows]]:
    """The same by row, many pairs at a time, all of a left row together."""
    numbers: dict[str, int] = {}
    found: list[int] = []
    sizes = []
    for report in ordered:
        own = keys(report)
        found += [numbers.setdefault(key, len(numbers)) for key in own]
        sizes.append(len(own))
    places = np.repeat(np.arange(len(ordered)), sizes)
    for left, right in sharing(np.array(found, np.int64), places):
        chosen = of_two_records(ordered, left, right)
        yield left[chosen], right[chosen]


def of_two_records(reports: Sequence[Linkable], left: Rows, right: Rows) -> NDArray[np.bool_]:
    """For pairs of rows what :func:`worth_comparing` says."""
    numbers: dict[str | None, int] = {None: 0}
    own = [rows.record_of(report.article_key) for report in reports]
    records = np.array([numbers.setdefault(record, len(numbers)) for record in own], np.int64)
    return np.asarray((records[left] != records[right]) | (records[left] == 0))


def sharing(keys: NDArray[Any], rows: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Every two rows that share a key, once and sorted; ``keys`` and ``rows`` side by side."""
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    ends = np.append(np.flatnonzero(np.diff(keys)) + 1, len(keys))
    sizes = np.diff(ends, prepend=0)
    after = np.repeat(ends, sizes) - np.arange(len(keys)) - 1  # of the block, behind each entry
    by_row = np.argsort(rows, kind="stable")
    total = np.cumsum(after[by_row])
    last_of_row = np.append(np.flatnonzero(np.diff(rows[by_row])), len(keys) - 1)
    begin = 0
    while begin < len(keys):
        most = (total[begin - 1] if begin else 0) + _AT_ONCE
        cut = np.searchsorted(total[last_of_row], most, side="right")
        end = int(max(last_of_row[max(cut - 1, 0)], last_of_row[last_of_row >= begin][0])) + 1
        entries = by_row[begin:end]
        yield _behind(rows, entries, after[entries])
        begin = end


def _behind(rows: Rows, entries: Rows, after: Rows) -> tuple[Rows, Rows]:
    """Each entry's row with those behind it in its block."""
    starts = np.repeat(np.cumsum(after) - after, after)
    behind = np.repeat(entries, after) + np.arange(len(starts)) - starts + 1
    size = int(rows.max(initial=0)) + 1
    found = np.unique(np.repeat(rows[entries], after) * size + rows[behind])
    return found // size, found % size


def worth_comparing(left: Linkable, right: Linkable) -> bool:
    """Two rows of one hand-kept record are two people: its owner said so."""
    return not rows.of_one_record(left.article_key, right.article_key)


def parts(
    anchors: Iterable[str], links: Iterable[tuple[str, str]]
) -> Mapping[str, tuple[str, ...]]:
    """Connected parts: for the first anchor of each part, all of its anchors, sorted."""
    leader = {anchor: anchor for anchor in anchors}
    for left, right in links:
        one, other = sorted((_find(leader, left), _find(leader, right)))
        leader[other] = one
    found: dict[str, list[str]] = defaultdict(list)
    for anchor in sorted(leader):
        found[_find(leader, anchor)].append(anchor)
    return {members[0]: tuple(members) for members in found.values()}


def _find(leader: dict[str, str], anchor: str) -> str:
    while leader[anchor] != anchor:
        leader[anchor] = leader[leader[anchor]]
        anchor = leader[anchor]
    return anchor


def days(report: Linkable) -> tuple[DateRange, ...]:
    """The days a report's incident may have happened on; shortly before it when undated."""
    dated = tuple(stretch for stretch in report.dates if stretch.days <= _LONGEST)
    if dated or report.published is None:
        return dated
    return (DateRange(report.published - _FRESH, report.published),)


def _date_keys(report: Linkable) -> Iterator[str]:
    regions = _regions(report.state, report.cities[:2], report.agencies[:2])
    for stretch in days(report):
        for cell in _cells(stretch):
            for region in regions:
                yield f"day {region} {cell}"


@lru_cache(maxsize=65536)
def _regions(
    state: str | None, cities: tuple[str, ...], agencies: tuple[str, ...]
) -> tuple[str, ...]:
    places = [names.fold(city) for city in cities]
    bodies = [f"agency {names.letters(agency)}" for agency in agencies]
    return tuple(region for region in (state, *places, *bodies) if region)


@lru_cache(maxsize=65536)
def _cells(stretch: DateRange) -> tuple[str, ...]:
    first, last = stretch.first.toordinal(), stretch.last.toordinal()
    return tuple(
        f"{grid}.{cell}"
        for grid in (0, _STEP // 2)
        for cell in range((first + grid) // _STEP, (last + grid) // _STEP + 1)
    )


def _name_keys(report: Linkable) -> Iterator[str]:
    """Names find their company at any distance in time: verdicts come years later."""
    for victim in report.victims:
        if victim.name is not None:
            yield from _keys_of_name(victim.name, report.state or "-")
    for other in report.others:
        name = names.parse(other)
        if name.is_full:
            yield _key_in_any_order(name)


@lru_cache(maxsize=65536)
def _keys_of_name(written: str, state: str) -> tuple[str, ...]:
    parsed = names.parse(written)
    return tuple(key for name in (parsed, *parsed.also) for key in _keys_of_one(name, state))


def _keys_of_one(name: PersonalName, state: str) -> Iterator[str]:
    if name.is_full:
        yield _key_in_any_order(name)
    for surname in name.surnames:
        sound = metaphone(surname) or surname
        if names.surname_ppm(surname) < _RARE_PPM:
            yield f"rare {sound} {state}"
        for initial in {part[0] for part in (name.given, *name.nicknames) if part}:
            yield f"sound {sound} {initial} {state}"


def _key_in_any_order(name: PersonalName) -> str:
    """ "Phan Minh Tam" is "Tam Minh Phan" where the surname is put last."""
    return " ".join(("name", *sorted(names.key(name).split())))


def _age_keys(report: Linkable) -> Iterator[str]:
    """Small town, age and year: the first day's story has no name, a late one tells no day."""
    ages = {v.age_min for v in report.victims if v.age_min is not None and v.age_min == v.age_max}
    for city in report.cities[:1]:
        if ages and traits.city_size(city, report.state) == "small":
            for age, year in product(sorted(ages), _years(report)):
                yield f"age {names.fold(city)} {report.state} {age} {year}"


def _years(report: Linkable) -> Iterable[int]:
    """The incident's year; where no day is told, that of publication or one shortly before."""
    if report.dates:
        return {report.dates[0].first.year, report.dates[0].last.year}
    return [report.published.year - ago for ago in range(_LATE + 1)] if report.published else ()


def _word_keys(report: Linkable) -> Iterator[str]:
    """The most telling words within a few days: for reports that give no place."""
    cells = {cell for stretch in days(report)[:1] for cell in _cells(stretch)}
    for word, _ in report.terms[:_WORDS]:
        for cell in sorted(cells) if len(cells) <= 6 else ():
            yield f"word {word} {cell}"


def _copy_keys(report: Linkable) -> Iterator[str]:
    for band in syndication.bands(report.signature):
        yield f"copy {band}"
