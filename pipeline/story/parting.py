"""A story parted into its incidents: each sentence to the one it calls, or that is being told.

What is said before the first goes to all it tells of; a sentence on several is cut into clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.introductions import Heard
from pipeline.page import datelines
from pipeline.records import Sentence
from pipeline.story.roundups import (
    TOWN,
    Entry,
    Parts,
    calls,
    calls_on,
    clause,
    clauses_of,
    tells_all,
    uncounted,
)
from pipeline.story.turn_words import (
    COUNTED,
    DAY,
    FELL,
    NOT_TOWNS,
    OF_ALL,
    OTHER_DAY,
    PEOPLE_HIT,
    STAYS,
)
from pipeline.story.turn_words import TOWN as TOWN_OR_FORCE


@dataclass
class Told:
    """An incident as far as it has been told."""

    at: int
    names: dict[str, None]
    days: frozenset[str]
    towns: frozenset[str]


def entries_of(told: Sequence[Told]) -> list[Entry]:
    """The words that each incident is called by: its people."""
    names = [name for one in told for name in one.names]
    return [
        Entry(
            tuple(one.names),
            one.at,
            tuple(word for name in one.names for word in calls(name, names)),
        )
        for one in told
    ]


def _own_towns(told: Sequence[Told]) -> list[tuple[str, ...]]:
    """The towns of each incident that are no other's."""
    return [
        tuple(sorted(one.towns.difference(*(each.towns for each in told if each is not one))))
        for one in told
    ]


def parted(
    story: Sequence[Sentence],
    heard: Heard,
    told: Sequence[Told],
    entries: Sequence[Entry],
    known: Mapping[int, int] = MappingProxyType({}),
) -> Parts:
    """The sentences of each incident; ``known``: those whose incident is known already."""
    starts = [_begun(story, n, told, entries, known) for n in range(len(told))]
    towns = _own_towns(told)
    parts = _each_to_its_own(story, starts, entries, towns, known)
    _share_lead(story, heard, starts[0], entries, towns, parts)
    for part, names in zip(parts, towns, strict=True):
        if not (names or any(TOWN.search(each.text) for each in part)):
            part.extend(_dateline(story, part))
    return [sorted(part, key=lambda one: one.start) for part in parts]


def _each_to_its_own(
    story: Sequence[Sentence],
    starts: Sequence[int],
    entries: Sequence[Entry],
    towns: Sequence[Sequence[str]],
    known: Mapping[int, int],
) -> Parts:
    """From the first incident on: each sentence to the one it calls, or that is being told."""
    parts: Parts = [[] for _ in entries]
    owner: int | None = None
    for at, sentence in enumerate(story):
        if sentence.paragraph < 0 or at < starts[0]:
            continue
        if at in starts:
            owner = starts.index(at)
            parts[owner].append(sentence)
            continue
        called = [n for n, entry in enumerate(entries) if calls_on(sentence.text, entry)]
        if at in known and len(called) < 2:
            called = [known[at]]
        if not called and not OF_ALL.search(sentence.text):
            called = [
                n for n, names in enumerate(towns) if any(each in sentence.text for each in names)
            ]
        if len(called) > 1:
            for n in called:
                rest = [entries[m] for m in called if m != n]
                parts[n].extend(clauses_of(sentence, entries[n], rest))
            owner = None
            continue
        if called:
            owner = called[0]
        elif OF_ALL.search(sentence.text) or PEOPLE_HIT.search(sentence.text):
            owner = None
        elif sentence.paragraph != story[at - 1].paragraph:
            owner = _next_owner(sentence, at, starts, owner)
        if owner is not None:
            parts[owner].append(sentence)
    return parts


def _share_lead(
    story: Sequence[Sentence],
    heard: Heard,
    start: int,
    entries: Sequence[Entry],
    towns: Sequence[Sequence[str]],
    parts: Parts,
) -> None:
    """What is said before the first incident goes to those whose own sentences lack it."""
    before = [at for at in range(start) if story[at].paragraph >= 0]
    told = [each for at in before for each in _of_lead(story[at], heard[at], len(entries))]
    for place, one in told:
        others = [name for n, names in enumerate(towns) if n != place for name in names]
        own = _without(one, others)
        if _lacks(parts[place], story, heard):
            parts[place].append(own)
        elif not any(TOWN.search(each.text) for each in parts[place]):
            parts[place].append(uncounted(own))
    for place, one in (each for at in before for each in _named_in_turn(story[at], entries)):
        if not any(name in each.text for name in entries[place].names for each in parts[place]):
            parts[place].append(one)
    if not any(_has_day(one) for one in parts[0]):
        parts[0].extend(_leading_up(story, heard, start, entries))


def _begun(
    story: Sequence[Sentence],
    n: int,
    told: Sequence[Told],
    entries: Sequence[Entry],
    known: Mapping[int, int],
) -> int:
    """Where the paragraph of an incident begins to tell of it: "On Jan. 8, officers went to a
    house on Alder Street. One of them shot …"."""
    first = told[n].at
    starts = {one.at for one in told}
    others = [entry for m, entry in enumerate(entries) if m != n]
    while first and story[first - 1].paragraph == story[first].paragraph:
        text = story[first - 1].text
        if first - 1 in starts or known.get(first - 1, n) != n or of_all(text):
            break
        if any(calls_on(text, entry) for entry in others):
            break
        first -= 1
    return first


def of_all(text: str) -> bool:
    """Whether a sentence tells of all incidents of its story, or counts them."""
    return tells_all(text, None) or any(each.search(text) for each in (OF_ALL, COUNTED))


def _dateline(story: Sequence[Sentence], part: Sequence[Sentence]) -> Iterator[Sentence]:
    """The dateline of a story, for an incident that tells no place."""
    first = next((one for one in story if one.paragraph >= 0), None)
    match = datelines.IN_CAPITALS.match(first.text) if first else None
    if first and match and all(one.start > first.start for one in part):
        yield clause(first, 0, match.end())


def _has_day(sentence: Sentence) -> bool:
    return any(not day.isdigit() for day in days_in(sentence.text))


def _leading_up(
    story: Sequence[Sentence], heard: Heard, start: int, entries: Sequence[Entry]
) -> list[Sentence]:
    """What leads up to the first incident, if it gives the day: "The call of April 11 …"."""
    lead: list[Sentence] = []
    for one, found in zip(story[:start][::-1], heard[:start][::-1], strict=True):
        if one.paragraph < 0 or found or of_all(one.text):
            break
        if any(calls_on(one.text, entry) for entry in entries[1:]):
            break
        lead.append(one)
    return lead if any(map(_has_day, lead)) else []


def _without(sentence: Sentence, towns: Sequence[str]) -> Sentence:
    """A sentence with spaces for the towns of other incidents."""
    text = sentence.text
    for name in towns:
        text = text.replace(name, " " * len(name))
    return sentence if text == sentence.text else replace(sentence, text=text)


def _lacks(part: Sequence[Sentence], story: Sequence[Sentence], heard: Heard) -> bool:
    """Whether an incident's own sentences tell no day, or not that police hit somebody."""
    own = {one.start for one in part}
    events = [
        event
        for one, found in zip(story, heard, strict=True)
        if one.start in own
        for event in found
    ]
    return not (any(days_in(one.text) for one in part) and any(event.by_police for event in events))


def _next_owner(
    sentence: Sentence, at: int, starts: Sequence[int], owner: int | None
) -> int | None:
    """Whose a new paragraph is that calls on none: the last one's, if it stays with its people,
    and that of the incident being told, until the story turns to the next."""
    if STAYS.match(sentence.text):
        return owner
    telling = max(n for n, start in enumerate(starts) if start <= at)
    return telling if telling + 1 < len(starts) else None


#: Where a list of several goes on to the next.
_NEXT = re.compile(r"[,;]\s+(?:and\s+)?|\s+and\s+")


def _named_in_turn(sentence: Sentence, entries: Sequence[Entry]) -> Iterator[tuple[int, Sentence]]:
    """ "… named Abel Orrin and the man killed in Boone as Lee Coe": cut between the names."""
    text = sentence.text
    spots = sorted(
        (match.start(), match.end(), n)
        for n, entry in enumerate(entries)
        for name in entry.names
        if (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    )
    if len(spots) < 2 or len({n for *_, n in spots}) < len(spots):
        return
    start = 0
    for (_, end, n), following in zip(spots, [*spots[1:], None], strict=True):
        stop = len(text)
        if following is not None:
            edges = [edge.end() for edge in _NEXT.finditer(text, end, following[0])]
            if not edges:
                return
            stop = edges[-1]
        yield n, clause(sentence, start, stop)
        start = stop


_AND = re.compile(
    r",\s+(?:and|while|but)\s+|;\s+|\s+[—–]\s+"
    r"|\s+(?=(?:is|was)\s+the\s+same\s+(?:officer|deputy|trooper|sergeant)\b|(?:had|has)\s+(?:\w+\s+)?(?:shot|killed)\b)"
)
_ONE_OF_THEM = re.compile(
    r",\s+(?:at\s+least\s+)?(?:one|two|\w+)\s+(?:of\s+(?:them|whom)\s+)?(?:fatally|fatal|dead|critically)?[^,]*[.]?$"
)


def _of_lead(
    sentence: Sentence, found: Sequence[Gunfire], count: int
) -> Iterator[tuple[int, Sentence]]:
    """What is said before the first is told: of all, or of one after the other in their order."""
    hits = any(event.of_person for event in found)
    if tells_all(sentence.text, count) and (hits or FELL.search(sentence.text)):
        end = _ONE_OF_THEM.search(sentence.text)
        own = clause(sentence, 0, end.start()) if end else sentence
        for place in range(count):
            yield place, own
        return
    edges = [0, *(match.end() for match in _AND.finditer(sentence.text)), len(sentence.text)]
    stretches = [clause(sentence, first, last) for first, last in pairwise(edges)]
    telling = [one for one in stretches if FELL.search(one.text)]
    if hits and len(telling) == count:
        yield from enumerate(telling)


def days_in(text: str) -> frozenset[str]:
    found = []
    for match in DAY.finditer(OTHER_DAY.sub("", text)):
        if match["week"]:
            found.append(match["week"].casefold())
        elif match["month"]:
            found.append(f"{match['month'][:3].casefold()} {match['day']}")
        elif match["of"]:
            found.append(match["of"][:3].casefold())
        else:
            found.append(match["year"])
    return frozenset(found)


_STREETS = frozenset(
    "Street Avenue Road Drive Boulevard Lane Highway Parkway Court Place Pike Way Hospital Clinic"
    " Medical Center University School Church".split()
)


def towns_in(text: str) -> frozenset[str]:
    found = (next(filter(None, match.groups()), "") for match in TOWN_OR_FORCE.finditer(text))
    return frozenset(
        name
        for name in found
        if name and name.split()[0].casefold().rstrip(".") not in NOT_TOWNS
        if name.split()[-1] not in _STREETS
    )
