"""Which reports are worth comparing: those that share a key, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from jellyfish import metaphone

from pipeline import names, rows, syndication
from pipeline.linkable import Linkable
from pipeline.names import PersonalName
from pipeline.records import DateRange

#: Two grids of this many days, half a step apart: days up to half of it apart share a key.
_STEP = 8
#: A stretch longer than this says too little to look for company by it.
_LONGEST = 62
#: Surnames borne by fewer in a million are looked up without a first name.
_RARE_PPM = 60
_WORDS = 5
#: How long before its publication an undated report's incident is looked for.
_FRESH = timedelta(days=4)


def keys(report: Linkable) -> frozenset[str]:
    """Every key under which a report looks for company."""
    return frozenset(
        (*_date_keys(report), *_name_keys(report), *_copy_keys(report), *_word_keys(report))
    )


def pairs(reports: Sequence[Linkable]) -> Iterator[tuple[Linkable, Linkable]]:
    """Every two reports that share a key, once, ``left.anchor < right.anchor``."""
    ordered = sorted(reports, key=lambda report: report.anchor)
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, report in enumerate(ordered):
        company: set[int] = set()
        for key in keys(report):
            block = blocks[key]
            company.update(block)
            block.append(at)
        for other in sorted(company):
            if worth_comparing(ordered[other], report):
                yield ordered[other], report


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
    places = [*(names.fold(city) for city in report.cities[:2])]
    agencies = [f"agency {names.letters(agency)}" for agency in report.agencies[:2]]
    regions = [region for region in (report.state, *places, *agencies) if region]
    for stretch in days(report):
        for cell in _cells(stretch.first, stretch.last):
            for region in regions:
                yield f"day {region} {cell}"


def _cells(first: date, last: date) -> Iterator[str]:
    for grid in (0, _STEP // 2):
        begin, end = (first.toordinal() + grid) // _STEP, (last.toordinal() + grid) // _STEP
        for cell in range(begin, end + 1):
            yield f"{grid}.{cell}"


def _name_keys(report: Linkable) -> Iterator[str]:
    """Names find their company at any distance in time: verdicts come years later."""
    for victim in report.victims:
        if victim.name is not None:
            parsed = names.parse(victim.name)
            for name in (parsed, *parsed.also):
                yield from _keys_of_name(name, report.state or "-")
    for other in report.others:
        name = names.parse(other)
        if name.is_full:
            yield f"name {names.key(name)}"


def _keys_of_name(name: PersonalName, state: str) -> Iterator[str]:
    if name.is_full:
        yield f"name {names.key(name)}"
    for surname in name.surnames:
        sound = metaphone(surname) or surname
        if names.surname_ppm(surname) < _RARE_PPM:
            yield f"rare {sound} {state}"
        for initial in {part[0] for part in (name.given, *name.nicknames) if part}:
            yield f"sound {sound} {initial} {state}"


def _word_keys(report: Linkable) -> Iterator[str]:
    """The most telling words within a few days: for reports that give no place."""
    cells = {cell for stretch in days(report)[:1] for cell in _cells(stretch.first, stretch.last)}
    for word, _ in report.terms[:_WORDS]:
        for cell in sorted(cells) if len(cells) <= 6 else ():
            yield f"word {word} {cell}"


def _copy_keys(report: Linkable) -> Iterator[str]:
    for band in syndication.bands(report.signature):
        yield f"copy {band}"
