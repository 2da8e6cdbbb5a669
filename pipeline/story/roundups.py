"""Articles about several incidents: which of their sentences are about which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.introductions import (
    Heard,
    Intro,
    short_for,
    spoken_of,
    suffix,
    surname,
)
from pipeline.language.cued import Cued
from pipeline.language.text import is_running
from pipeline.records import Sentence

Parts = list[list[Sentence]]

_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\(?(\d{1,2})[.)](?:\s+[A-Z]|$)")
_ORDINAL = re.compile(
    r"^(?:(?:In\s+)?[Tt]he\s+(first|second|third|fourth|other|earlier|later)\s+(?:\w+\s+)?(?:incident|shooting|case|man"
    r"|woman|one|file|began|victim|is\b|encounter|happened)|(?:In\s+)?(?:[Aa]|[Aa]nother)\s+(second|separate|third)\s+"
    r"(?:incident|shooting|case)|[Ii]n\s+(one|the\s+other)\b(?!\s+of)(?=\s+(?:incident|shooting|case)|,))"
)
_ROUND_UP = Cued(
    r"\b(?:two|three|four|five|six|both|these)\b[^.]{0,40}\b(?:deaths?|killings?|shootings?|families|mothers|men"
    r"|people|cases|decisions|files)\b|\b(?:deaths|killings|shootings|families|declinations)\b"
    r"|\bone\s+\w+,\s+two\b|\btwo\s+\w+,",
    re.IGNORECASE,
)
_NUMBERS = "two three four five six seven eight nine ten".split()
_EACH = re.compile(r"^(?:Each|Both|Neither|Either|In (?:each|both|neither|either))\b")
_ONE_AND_OTHER = re.compile(
    r",\s+(?P<one>one\s+[^,;]{3,80}?)\s*(?:,|;|and)+\s+(?P<other>(?:and\s+)?the\s+other\s+[^,;.]{3,80})"
)
_BREAK = re.compile(
    r";\s+|,\s+(?:and|while|but)\s+|\s+and\s+(?=in\s+[A-Z]|[A-Z])|\s+[—–]\s+|,\s+(?=[A-Z])"
)
_STAYS = re.compile(
    r"^[\"“]?(?:He|She|His|Her|(?:The|That)\s+(?:man|woman|teen\w*|boy|girl|driver|suspect|victim|officers?"
    r"|deput\w+|\d+-year-old)|(?:Officers|Deputies|Police)\s+(?:shot|fired|opened))\b"
)
_PRONOUN = re.compile(r"^[\"“]?(?:He|She|His|Her)\b")


def split(story: Sequence[Sentence], heard: Heard, named: Sequence[Intro]) -> Parts:
    """The sentences of each incident of a round-up; nothing where the story is about one.

    ``named`` are those whom it says were hit.
    """
    if numbered := _numbered(story):
        return numbered
    parts = _ordinals(story, heard) or _by_name(story, heard, named)
    return _with_common(parts, story, heard) if len(parts) > 1 else []


def _numbered(story: Sequence[Sentence]) -> Parts:
    """A list "1. … 2. …": each entry its paragraph."""
    heads = {one.paragraph: int(hit[1]) for one in story if (hit := _NUMBERED.match(one.text))}
    if len(heads) < 2 or list(heads.values()) != list(range(1, len(heads) + 1)):
        return []
    return [[one for one in story if one.paragraph == head] for head in heads]


_PLACE_HEAD = re.compile(
    r"^(?:(?:In|At|Near|Outside)\s+(?P<in>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,2}),\s"
    r"|(?:On|Early|Late)\s+[A-Z]\w+day\b[^,.;]{0,25}?\bin\s+(?P<on>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,2})\b"
    r"|(?P<head>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,2}),\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2,8}\.?"
    r"\s+\d{1,2})(?:\s+\w+)?\s*[:.—–-]"
    r"|(?:\*\*)?(?P<alone>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})[.:](?:\*\*)?"
    r"(?=\s+(?:On|In|At|An?|The|Last|Early|Late|[A-Z]\w+day)\b|\s*$))"
)


def by_place(story: Sequence[Sentence], heard: Heard) -> Parts:
    """ "In Ames, an officer shot …" and "Boone. On Sunday a deputy shot …", announced as two."""
    lead = [one for one in story if one.paragraph < 1]
    if not any(_ROUND_UP.search(one.text) for one in lead):
        return []
    heads: dict[int, str] = {}
    for at, one in enumerate(story):
        first = one.paragraph >= 0 and (at == 0 or story[at - 1].paragraph != one.paragraph)
        match = _PLACE_HEAD.match(one.text) if first else None
        if match:
            heads[at] = next(each for each in match.groups() if each)
    if len(heads) < 2:
        return []
    ends = [*list(heads)[1:], len(story)]
    starts = [
        at
        for at, end in zip(heads, ends, strict=True)
        if any(event.of_person for found in heard[at:end] for event in found)
    ]
    if len(starts) < 2 or len({heads[at] for at in starts}) < len(starts):
        return []
    if not any(event.by_police for found in heard for event in found):
        return []
    spans = [
        list(_reach(story, at, following))
        for at, following in zip(starts, [*starts[1:], len(story)], strict=True)
    ]
    return [[story[here] for here in span] for span in spans]


def _ordinals(story: Sequence[Sentence], heard: Heard) -> Parts:
    """ "In the first incident … In the second shooting …": each runs to the next."""
    kinds = {at: hit for at, one in enumerate(story) if (hit := _ordinal(one)) is not None}
    starts = list(kinds)
    if len(starts) < 2 or len(set(kinds.values())) < 2:
        return []
    if not all(any(heard[at]) or at + 1 < len(story) for at in starts):
        return []
    spans = [
        list(_reach(story, at, following))
        for at, following in zip(starts, [*starts[1:], len(story)], strict=True)
    ]
    fired = [[event for here in span for event in heard[here]] for span in spans]
    struck = any(event.of_person for found in fired for event in found)
    return [[story[here] for here in span] for span in spans] if struck and all(fired) else []


def _reach(story: Sequence[Sentence], at: int, following: int) -> Iterator[int]:
    """An entry runs to the next; the last one only as far as the story stays with its people."""
    last = following == len(story)
    for here in range(at, following):
        away = story[here].paragraph != story[here - 1].paragraph and here > at
        if _EACH.match(story[here].text) or (last and away and not _STAYS.match(story[here].text)):
            return
        yield here


def _ordinal(sentence: Sentence) -> str | None:
    match = _ORDINAL.match(sentence.text)
    return next((each.casefold() for each in match.groups() if each), "") if match else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident of a round-up: whom it names and by which words the story comes back to it."""

    names: tuple[str, ...]
    at: int
    calls: tuple[str, ...]


def _by_name(story: Sequence[Sentence], heard: Heard, named: Sequence[Intro]) -> Parts:
    """Several named people hit on different days, none of them merely mentioned by the way."""
    told = _persons(named)
    if not _several(told) or len({one.paragraph for one in story}) < 4:
        return []
    if _fresh(story, heard, told) or not _announced(story, told):
        return []
    entries = _entries(told)
    parts = [_about(story, entry, entries) for entry in entries]
    _share_in_order(story, entries, parts)
    return [sorted(part, key=lambda one: one.start) for part in parts if part]


def _persons(found: Sequence[Intro]) -> list[Intro]:
    """Each person once; a name that is short for two others is nobody's."""
    names = list(dict.fromkeys(intro.name for intro in found))
    full: dict[str, Intro] = {}
    for intro in found:
        longer = [name for name in names if name != intro.name and short_for(intro.name, name)]
        if len(longer) > 1:
            continue
        name = longer[0] if longer else intro.name
        known = full.get(name)
        if known is None or not (known.dated or known.state):
            full[name] = replace(intro, name=name)
    return [intro for intro in full.values() if intro.dated or intro.state]


def _several(told: Sequence[Intro]) -> bool:
    """At least two who were hit on different days, or, undated, in different states."""
    dates = {intro.dated for intro in told if intro.dated}
    states = {intro.state for intro in told if intro.state}
    return len(told) > 1 and (len(dates) > 1 or (not dates and len(states) > 1))


def _fresh(story: Sequence[Sentence], heard: Heard, told: Sequence[Intro]) -> bool:
    """Whether the story opens with news of its own: somebody unnamed, or hit on a weekday.

    Weekdays are no news where each of several is told of by one, with its date ("On Saturday,
    Nov. 21, deputies shot … On Tuesday, Nov. 24, an officer shot …").
    """
    opening = [at for at, one in enumerate(story) if one.paragraph >= 0 and is_running(one.text)]
    named = {intro.at for intro in told}
    alike = all(intro.dated and _WEEKDAY.search(story[intro.at].text) for intro in told)
    return any(
        (at not in named or (_WEEKDAY.search(story[at].text) and not alike))
        and any(event.of_person for event in heard[at])
        and not tells_all(story[at].text, None)
        and not any(_ambiguous(story[at].text, told))
        for at in opening[:3]
    )


def _announced(story: Sequence[Sentence], told: Sequence[Intro]) -> bool:
    """Whether title or opening speaks of several, or the story weighs them evenly."""
    title = " ".join(one.text for one in story if one.paragraph < 0)
    lead = " ".join(one.text for one in story[: min(intro.at for intro in told) + 1])
    weights = sorted(spoken_of(story, intro.name) for intro in told)
    even = weights[-1] <= 2 * weights[-2]
    return bool(_ROUND_UP.search(title) or (even and _ROUND_UP.search(lead)))


def _entries(told: Sequence[Intro]) -> list[Entry]:
    """People hit on one day in neighbouring sentences are of one incident."""
    groups: list[list[Intro]] = []
    for intro in sorted(told, key=lambda each: each.at):
        last = groups[-1][-1] if groups else None
        if last and last.dated and last.dated == intro.dated and intro.at - last.at <= 2:
            groups[-1].append(intro)
        else:
            groups.append([intro])
    names = [intro.name for intro in told]
    states = [{intro.state for intro in group} - {""} for group in groups]
    shared = [set.union(*states[:at], *states[at + 1 :], set()) for at in range(len(groups))]
    return [
        Entry(
            tuple(intro.name for intro in group),
            group[0].at,
            (*(w for i in group for w in calls(i.name, names)), *sorted(own - others)),
        )
        for group, own, others in zip(groups, states, shared, strict=True)
    ]


def calls(name: str, names: Sequence[str]) -> Iterator[str]:
    """The words that call a person: the surname, or what sets them apart where others share it."""
    others = [other for other in names if other != name]
    first, last = name.split()[0], surname(name)
    yield name if any(surname(other) == last for other in others) else last
    if all(other.split()[0] != first for other in others):
        yield first
    elif suffix(name) and all(suffix(other) != suffix(name) for other in others):
        yield suffix(name)


def _about(story: Sequence[Sentence], mine: Entry, entries: Sequence[Entry]) -> list[Sentence]:
    """The sentences (or their clauses) that call an entry, and what follows them."""
    others = [entry for entry in entries if entry is not mine]
    part: list[Sentence] = []
    last = -1  # the story's sentence the part reaches
    for at, sentence in enumerate(story):
        if sentence.paragraph < 0:
            continue
        called = calls_on(sentence.text, mine)
        other = any(calls_on(sentence.text, entry) for entry in others)
        if called and other:
            part.extend(clauses_of(sentence, mine, others))
        elif called or (not other and last == at - 1 and _follows(story, at)):
            part.append(sentence)
            last = at
    return part


def calls_on(text: str, entry: Entry) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(call)}(?!\w)", text) for call in entry.calls)


def _follows(story: Sequence[Sentence], at: int) -> bool:
    """In the same paragraph, or opening the next with "he" or "she"."""
    before, sentence = story[at - 1], story[at]
    if before.paragraph == sentence.paragraph:
        return 0 <= sentence.start - before.end <= 3
    return _PRONOUN.match(sentence.text) is not None


def clauses_of(sentence: Sentence, mine: Entry, others: Sequence[Entry]) -> Iterator[Sentence]:
    """Of a sentence that calls several entries, the clauses that call this one alone."""
    edges = [0, *(match.end() for match in _BREAK.finditer(sentence.text)), len(sentence.text)]
    owner = False
    for first, last in pairwise(edges):
        words = sentence.text[first:last].rstrip(" ,;—–")
        if calls_on(words, mine):
            owner = not any(calls_on(words, entry) for entry in others)
        elif any(calls_on(words, entry) for entry in others):
            owner = False
        if owner and words:
            yield clause(sentence, first, first + len(words))


def clause(sentence: Sentence, start: int, end: int) -> Sentence:
    """A stretch of a sentence as a sentence of its own."""
    return Sentence(
        sentence.where,
        sentence.start + start,
        sentence.start + end,
        sentence.text[start:end],
        sentence.paragraph,
    )


def _ambiguous(text: str, told: Sequence[Intro]) -> Iterator[str]:
    """Names in a sentence that are short for two people of the story."""
    for intro in told:
        short = f"{intro.name.split()[0]} {surname(intro.name)}"
        if short in text and sum(short_for(short, other.name) for other in told) > 1:
            yield short


def _share_in_order(story: Sequence[Sentence], entries: Sequence[Entry], parts: Parts) -> None:
    """ "On May 14 … a man named D. Foster. Three days later … a man named D. Foster": in turn."""
    told = [Intro(name, entry.at, "") for entry in entries for name in entry.names]
    lead = [
        one
        for at, one in enumerate(story)
        if one.paragraph >= 0
        and at < min(entry.at for entry in entries)
        and any(_ambiguous(one.text, told))
    ]
    if len(lead) == len(entries):
        for one, part in zip(lead, parts, strict=True):
            part.append(one)


def tells_all(text: str, count: int | None) -> bool:
    """Whether a sentence tells of as many people hit as the story has entries (or of several)."""
    words = "|".join(_NUMBERS) if count is None else _NUMBERS[count - 2] if count <= 10 else "many"
    number = rf"(?:{words}|\d+)" if count is None else rf"(?:{words}|{count})"
    return (
        re.search(
            rf"\b{number}\s+(?:[\w-]+\s+){{0,2}}?(?:men|women|people|persons|teens|teenagers|others|suspects"
            r"|deaths|killings|shootings)\b",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _with_common(parts: Parts, story: Sequence[Sentence], heard: Heard) -> Parts:
    """What is said of all of them goes to each: "shot and killed two men on Thursday", "each …".

    An opening that counts them goes, where each has its own shooting, only to those without a
    town, and without its count: "two people were shot in Macon" would be one more in either.
    """
    made = [list(part) for part in parts]
    taken = {one.start for part in parts for one in part if one.paragraph >= 0}
    first = min(taken)
    fired = {
        one.start
        for one, events in zip(story, heard, strict=True)
        if any(event.of_person and event.by_police for event in events)
    }
    whole = all(any(one.start in fired for one in part) for part in parts)
    for sentence, events in zip(story, heard, strict=True):
        if sentence.paragraph < 0 or sentence.start in taken:
            continue
        lead = sentence.start < first and tells_all(sentence.text, len(parts))
        if not ((lead and _hits(sentence.text, events)) or _EACH.match(sentence.text)):
            continue
        for at, part in enumerate(made):
            if not (lead and whole):
                part.extend(_share(sentence, at, len(parts)))
            elif not any(TOWN.search(one.text) for one in part):
                part.append(uncounted(sentence))
    return [sorted(part, key=lambda one: one.start) for part in made]


#: "In Macon", "Macon police".
TOWN = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside)\s+[A-Z]"
    r"|\b[A-Z][a-z]+\s+(?:County\s+)?(?:police|officers?|deput(?:y|ies)|sheriff)\b"
)
_COUNTED = re.compile(
    rf"\b(?:{'|'.join(_NUMBERS)}|\d{{1,2}})\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?:men|women|people|persons|teens|teenagers|others|suspects)\b",
    re.IGNORECASE,
)


def uncounted(sentence: Sentence) -> Sentence:
    """A sentence with spaces for the people it counts."""
    text = _COUNTED.sub(lambda match: " " * len(match.group()), sentence.text)
    return replace(sentence, text=text)


def _hits(text: str, events: Sequence[Gunfire]) -> bool:
    return any(event.of_person for event in events) or re.search(r"\bdead\b", text) is not None


def _share(sentence: Sentence, at: int, count: int) -> Iterator[Sentence]:
    """A common sentence, without what "one …, the other …" tells of another entry."""
    match = _ONE_AND_OTHER.search(sentence.text) if count == 2 else None
    if match is None:
        yield sentence
        return
    yield clause(sentence, 0, match.start())
    yield clause(sentence, *match.span("other" if at else "one"))
