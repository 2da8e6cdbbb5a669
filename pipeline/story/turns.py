"""Stories that tell several incidents one after another: where each begins, and what is its own.

"Officers in two cities shot two people on Saturday. … In Ames, … The second came at 9 p.m. in
Boone, where …": a story that announces several is parted where it turns from one to the next, by
another day, another town, a heading, or words that say so, and somebody it has not told of yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.introductions import Heard, hit_names, surname, titled
from pipeline.language.word_classes import Actor
from pipeline.records import Sentence
from pipeline.story.headings import is_heading
from pipeline.story.parting import Told, days_in, entries_of, of_all, parted, towns_in
from pipeline.story.roundups import (
    Entry,
    Parts,
    calls_on,
)
from pipeline.story.turn_words import (
    AGAIN,
    AGED,
    ANOTHER,
    COUNTED,
    DATED,
    DAY,
    FIRST,
    HEAD,
    HURT,
    NEW,
    PARTED,
    PLURAL,
    RANKED,
    TURN,
    WAS_HIT,
)

_ENDS = re.compile(r"[.!?][\"”’')\]]*\s*$")
_LEAD = 4  # sentences in which a story says what it is about


def split(story: Sequence[Sentence], heard: Heard) -> Parts:
    """The sentences of each incident of a story that announces several and tells them in turn."""
    counted = _announced(story) or _by_towns(story, heard)
    if not (counted or _told_again(story) or any(PARTED.search(one.text) for one in story)):
        return []
    told = _turns(story, heard)
    if len(told) < 2:
        return []
    entries = entries_of(told)
    parts = parted(story, heard, told, entries)
    if not (counted or (_even(parts) and _at_length(story, told[-1], entries[-1]))):
        return []
    return parts if all(parts) else []


def _even(parts: Parts) -> bool:
    """Whether none is told of in a few words, beside the others."""
    sizes = sorted(map(len, parts))
    return sizes[0] > 1 and sizes[0] * 3 >= sizes[-1]


def _at_length(story: Sequence[Sentence], told: Told, entry: Entry) -> bool:
    """Whether the last incident is told of in more than a sentence, or its people come up again."""
    if len(_scene(story, told.at)) > 1:
        return True
    return sum(calls_on(one.text, entry) for one in story if one.paragraph >= 0) > 1


def _announced(story: Sequence[Sentence]) -> bool:
    title = (one.text for one in story if one.paragraph < 0)
    return any(COUNTED.search(text) for text in lead(story)) or any(map(PLURAL.search, title))


def _by_towns(story: Sequence[Sentence], heard: Heard) -> bool:
    """Whether two paragraphs begin with a town each in which police hit somebody."""
    towns = set()
    for at, one in enumerate(story):
        head = HEAD.match(one.text) if _starts(story, at) else None
        if (
            head
            and head["in"]
            and any(e.by_police for here in _scene(story, at) for e in heard[here])
        ):
            towns.add(head["in"])
    return len(towns) > 1


def _told_again(story: Sequence[Sentence]) -> bool:
    return any(AGAIN.search(text) for text in lead(story))


def lead(story: Sequence[Sentence]) -> Iterator[str]:
    yield from (one.text for one in story if one.paragraph < 0)
    yield from islice((one.text for one in story if one.paragraph >= 0), _LEAD)


def _turns(story: Sequence[Sentence], heard: Heard) -> list[Told]:
    """Where each incident begins, in reading order."""
    told: list[Told] = []
    for at, sentence in enumerate(story):
        if sentence.paragraph < 0 or of_several(heard[at], sentence):
            continue
        scene = _scene(story, at)
        opening = _opening(story, at)
        hits = _hits(story, heard, scene, opening)
        if not (hits or opening.turns):
            continue
        text = " ".join(story[here].text for here in scene)
        names = dict.fromkeys(_names(story, heard, scene))
        if not (hits or (names and (days_in(text) or towns_in(text)))):
            continue
        if not (names or NEW.search(text) or opening.headed):
            continue
        if not opening.headed and any(_spoken(text, one) for one in told):
            continue
        days, towns = days_in(text), towns_in(text).union(filter(None, [opening.town]))
        if not (told or names) and any(map(of_all, (story[here].text for here in scene))):
            continue
        if FIRST.match(sentence.text) and not any(one.names for one in told):
            told.clear()  # what was told before told of all
        if not told or _another(told, opening, days, towns):
            told.append(Told(at, names, days, towns))
        elif not (told[-1].names or _days_apart(days, told[-1].days)):
            told[-1].names.update(names)
    return told


def of_several(found: Sequence[Gunfire], sentence: Sentence) -> bool:
    """A lead that tells of all, or of one and of another: "and a second woman was shot"."""
    if of_all(sentence.text) and not AGED.search(sentence.text):
        return True
    several = len([one for one in found if one.of_person]) > 1
    return several and ANOTHER.search(sentence.text) is not None


def _starts(story: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence is the first of its paragraph."""
    return at == 0 or story[at - 1].paragraph != story[at].paragraph


@dataclass(frozen=True, slots=True)
class _Opening:
    """How a sentence begins: with words or a heading that turn to another incident, its day or
    hour, or its town."""

    turns: bool
    dated: bool
    town: str | None
    headed: bool  # by a day alone: "Nov. 2: …"


def _opening(story: Sequence[Sentence], at: int) -> _Opening:
    text = story[at].text
    head = HEAD.match(text) if _starts(story, at) else None
    town = (head["in"] or head["alone"]) if head else None
    turn = TURN.match(text)
    turns = turn is not None or is_heading(story, at) or bool(head and head["alone"])
    headed = turn is not None and DAY.search(turn.group()) is not None and _starts(story, at)
    return _Opening(turns, DATED.match(text) is not None, town, headed)


def _cuts(sentence: Sentence) -> bool:
    """Whether a sentence may begin another incident amid a paragraph."""
    if TURN.match(sentence.text):
        return True
    if not DATED.match(sentence.text):
        return False
    return bool(NEW.search(sentence.text) or AGED.search(sentence.text))


def _scene(story: Sequence[Sentence], at: int) -> range:
    """The sentences that tell how it happened: the paragraph, until the story turns within it;
    and what a heading stands over."""
    paragraphs = [story[at].paragraph]
    if not (_cuts(story[at]) or _starts(story, at)):
        return range(at, at + 1)
    end = at + 1
    while end < len(story) and not _cuts(story[end]):
        if story[end].paragraph != paragraphs[-1]:
            if len(paragraphs) > 1 or not is_heading(story, at):
                break
            paragraphs.append(story[end].paragraph)
        end += 1
    return range(at, end)


def _hits(story: Sequence[Sentence], heard: Heard, scene: range, opening: _Opening) -> bool:
    """Whether a scene tells of somebody hit: plainly, or, where it begins as another does, by
    police gunfire or by a wound."""
    events = [event for here in scene for event in heard[here]]
    if any(event.by_police for event in events):
        return True
    if any(event.hit and event.shooter is Actor.CIVILIAN for event in events):
        return False
    fired = any(event.shooter is Actor.POLICE for event in events)
    texts = [story[here].text for here in scene]
    if any(event.of_person for event in events) or any(map(WAS_HIT.search, texts)):
        return True
    if any(match["hit"] for text in texts for match in AGED.finditer(text)):
        return True
    hurt = any(map(HURT.search, texts))
    return (fired and (hurt or opening.dated)) or (hurt and opening.headed)


def _names(story: Sequence[Sentence], heard: Heard, scene: range) -> Iterator[str]:
    """Who a scene presents, or says was hit: no officer."""
    text = " ".join(story[here].text for here in scene)
    for match in AGED.finditer(text):
        kind = next(each for each, told in match.groupdict().items() if told)
        if not (RANKED.match(match[kind]) or titled(text, match.start(kind))):
            yield match[kind]
    for here in scene:
        yield from hit_names(story[here].text, heard[here], near=True)


def _spoken(text: str, told: Told) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(surname(name))}(?!\w)", text) for name in told.names)


def _another(
    told: Sequence[Told], opening: _Opening, days: frozenset[str], towns: frozenset[str]
) -> bool:
    """Whether what a scene tells is none of the incidents told so far: by words that turn to it, by
    another day than that of each, or by another town it begins with; where the last one has
    nobody's name, by another day that it begins with, or by both."""
    if opening.turns:
        return not any(days & one.days and towns & one.towns for one in told)
    if not told[-1].names:
        return all(
            _days_apart(days, one.days) and (opening.dated or _apart(towns, one.towns))
            for one in told
        )
    if opening.dated and all(_apart(days, one.days) for one in told):
        return True  # in other words, too: "Aug. 26" and "Wednesday"
    elsewhere = bool(opening.town and towns)
    return all(
        _days_apart(days, one.days)
        or (elsewhere and not towns & one.towns)
        or (opening.dated and _apart(towns, one.towns))
        for one in told
    )


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


def _days_apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two tellings give other days of one kind: dates, weekdays, months or years."""
    for kind in (_is_date, _is_weekday, str.isdigit, _is_month):
        mine, theirs = (frozenset(filter(kind, days)) for days in (left, right))
        if mine and theirs:
            return mine.isdisjoint(theirs)
    return False


def _is_date(day: str) -> bool:
    return " " in day


def _is_weekday(day: str) -> bool:
    return day.endswith("day")


def _is_month(day: str) -> bool:
    return day.isalpha() and len(day) == 3
