"""Which reports are worth comparing: those that share a key, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Any, TypeAlias

from jellyfish import metaphone

from pipeline import names, syndication
from pipeline.lexicon import name_counts
from pipeline.linking import place_traits, rows
from pipeline.linking.linkable import Linkable
from pipeline.names import PersonalName
from pipeline.records import DateRange

Days: TypeAlias = tuple[DateRange, ...]

#: Two grids of this many days, half a step apart: days up to half of it apart share a key.
_STEP = 8
#: … and of this many days.
_WEEKS = 32
#: A stretch longer than this says too little to look for company by it.
_LONGEST = 62
#: Surnames borne by fewer in a million are looked up without a first name.
RARE_PPM = 60
WORDS = 5
MOST_CELLS = 6  # of the days about which words are looked for
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
            *block_keys(report.place or "", report.state, days(report)),
            *(f"event {name}" for name in report.events),
        )
    )


def pairs(
    reports: Sequence[Linkable], followers: Collection[str] = ()
) -> Iterator[tuple[Linkable, Linkable]]:
    """Every two reports that share a key, once, ``left.anchor < right.anchor``.

    Two of the ``followers`` (of :mod:`pipeline.linking.crowds`, by anchor) are not compared. For
    very many reports :func:`pipeline.columns.pairs.row_pairs` says the same.
    """
    ordered = sorted(reports, key=lambda report: report.anchor)
    own = [keys(report) for report in ordered]
    sharing: dict[str, list[int]] = defaultdict(list)
    for row, its in enumerate(own):
        for key in its:
            sharing[key].append(row)
    for row, left in enumerate(ordered):
        for other in sorted({o for key in own[row] for o in sharing[key] if o > row}):
            if worth_comparing(left, ordered[other], followers):
                yield left, ordered[other]


def worth_comparing(left: Linkable, right: Linkable, followers: Collection[str] = ()) -> bool:
    """Not two that others stand for, nor two rows of one hand-kept record.

    These are two people: the record's owner said so.
    """
    if left.anchor in followers and right.anchor in followers:
        return False
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


def days(report: Linkable) -> Days:
    """The days a report's incident may have happened on; shortly before it when undated."""
    return days_of(report.dates, report.published)


def days_of(dates: Days, published: date | None) -> Days:
    dated = tuple(stretch for stretch in dates if stretch.days <= _LONGEST)
    if dated or published is None:
        return dated
    return (DateRange(published - _FRESH, published),)


def _date_keys(report: Linkable) -> Iterator[str]:
    told = _regions(report.state, report.cities[:2], report.agencies[:2], report.counties[:1])
    for stretch in days(report):
        for cell in cells(stretch):
            for region in told:
                yield f"day {region} {_written(cell)}"


def regions(
    state: str | None,
    cities: tuple[str, ...],
    agencies: tuple[str, ...],
    counties: tuple[str, ...],
) -> tuple[str, ...]:
    """Where reports of one incident look for each other."""
    places = [names.fold(place) for place in (*cities, *counties)]
    bodies = [f"agency {names.letters(agency)}" for agency in agencies]
    return tuple(region for region in (state, *places, *bodies) if region)


_regions = lru_cache(maxsize=65536)(regions)


@lru_cache(maxsize=65536)
def cells(stretch: DateRange) -> tuple[int, ...]:
    """The cells of both grids that the days lie in: even numbers of the one, odd of the other."""
    first, last = stretch.first.toordinal(), stretch.last.toordinal()
    return tuple(
        2 * cell + half
        for half in (0, 1)
        for cell in range(cell_of(first, half), cell_of(last, half) + 1)
    )


def cell_of(day: Any, half: int) -> Any:
    """In which cell of a grid a day lies, or each of many."""
    return (day + half * _STEP // 2) // _STEP


def _written(cell: int) -> str:
    return f"{cell % 2 * _STEP // 2}.{cell // 2}"


def _name_keys(report: Linkable) -> Iterator[str]:
    """Names find their company at any distance in time: verdicts come years later."""
    for victim in report.victims:
        if victim.name is not None:
            yield from keys_of_name(victim.name, report.state or "-")
    for other in report.others:
        yield from keys_of_other(other)


def keys_of_other(written: str) -> tuple[str, ...]:
    """Of a person who was not hit: the full name alone."""
    name = names.parse(written)
    return tuple(_key_in_any_order(name))


@lru_cache(maxsize=65536)
def keys_of_name(written: str, state: str) -> tuple[str, ...]:
    """Of a person who was hit."""
    parsed = names.parse(written)
    return tuple(key for name in (parsed, *parsed.also) for key in _keys_of_one(name, state))


def _keys_of_one(name: PersonalName, state: str) -> Iterator[str]:
    yield from _key_in_any_order(name)
    for surname, initials in sounding(name):
        if name_counts.surname_ppm(surname) < RARE_PPM:
            yield f"rare {sound(surname)} {state}"
        for initial in initials:
            yield f"sound {sound(surname)} {initial} {state}"


def sounding(name: PersonalName) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each surname, with what may stand before it for short."""
    initials = {part[0]: None for part in (name.given, *name.nicknames) if part}
    for surname in name.surnames:
        yield surname, tuple(initials)


def sound(surname: str) -> str:
    return metaphone(surname) or surname


def _key_in_any_order(name: PersonalName) -> Iterator[str]:
    if name.is_full:
        yield " ".join(("name", *in_any_order(name)))


def in_any_order(name: PersonalName) -> tuple[str, ...]:
    """ "Phan Minh Tam" is "Tam Minh Phan" where the surname is put last; nothing of half a name."""
    return tuple(sorted(names.key(name).split())) if name.is_full else ()


def _age_keys(report: Linkable) -> Iterator[str]:
    """Small town or its county, age and year: the first day has no name, a late story no day."""
    places = small_places(report.cities[:1], report.counties[:1], report.state)
    told = years(report.dates, report.published)
    for place, age, year in product(places, ages(report), told) if places else ():
        yield f"age {place} {report.state} {age} {year}"


def small_places(
    city: tuple[str, ...], county: tuple[str, ...], state: str | None
) -> tuple[str, ...]:
    """The city and its county as keys, unless the city is a large one."""
    if any(place_traits.city_size(own, state) != "small" for own in city):
        return ()
    return tuple(names.fold(place) for place in (*city, *county))


def ages(report: Linkable) -> list[int]:
    """Of those shot, as far as they are told to the year."""
    return [v.age_min for v in report.victims if v.age_min is not None and v.age_min == v.age_max]


def years(dates: Days, published: date | None) -> list[int]:
    """The incident's year; where no day is told, that of publication or one shortly before."""
    if dates:
        return sorted({dates[0].first.year, dates[0].last.year})
    return [published.year - ago for ago in range(_LATE + 1)] if published else []


def block_keys(place: str, state: str | None, told: Days) -> Iterator[str]:
    """One block of a road within a few weeks: one of the two may have the day wrong."""
    for stretch in told[:1]:
        for road, hundred in sorted(place_traits.blocks(place)):
            for grid in (0, _WEEKS // 2):
                cell = (stretch.first.toordinal() + grid) // _WEEKS
                yield f"block {hundred} {road} {state} {grid}.{cell}"


def _word_keys(report: Linkable) -> Iterator[str]:
    """The most telling words within a few days: for reports that give no place."""
    near = word_cells(days(report))
    for word, _ in report.terms[:WORDS]:
        for cell in near:
            yield f"word {word} {_written(cell)}"


def word_cells(told: Days) -> tuple[int, ...]:
    """The cells of the likeliest days, if these are few."""
    found = cells(told[0]) if told else ()
    return found if len(found) <= MOST_CELLS else ()


def _copy_keys(report: Linkable) -> Iterator[str]:
    for band in syndication.bands(report.signature):
        yield f"copy {band}"
