"""The signs that two people whom a story tells of as hit were hit in two incidents, or in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from pipeline.gunfire.introductions import surname
from pipeline.language.cued import Cued
from pipeline.records import Sentence
from pipeline.story import threads
from pipeline.story.named_hit import called
from pipeline.story.threads import Thread
from pipeline.story.told_of import Story, Traits, disjoint, gap_of
from pipeline.story.turn_words import COUNTED, DATED, HUNTED, NEW, PARTED, PLURAL, TURN
from pipeline.story.turns import lead

_FAR = 6  # days
_OTHERS = 2
_HOURS = 90  # minutes
#: What an incident is told with that is mentioned beside another: "the third shooting this year".
BY_THE_WAY = Cued(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|latest|last|another|other|previous|earlier|similar)\s+"
    r"(?:[\w-]+\s+){0,4}?(?:shooting|shootings|killing|killings|case|cases|death|deaths|time|person|man)\b"
    r"|\bsince\b|\b(?:this|last)\s+year\b|\byears?\s+(?:ago|before|earlier)\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r"(?:,?\s+(?:Jr|Sr)\.?)?[\s,;\d]*"
    r"(?:(?:of|aged?|his|her|son|brother|wife|both|the|[A-Z]\w+)[\s,\d]*){0,6}\band\b[\s,\w]{0,25}"
)
#: A title on more than one: "Coroner names men killed by police".
_PEOPLE = Cued(
    r"\b(?:men|women|drivers|people|teens|families|mothers|victims|two|three|four|five|both)\b",
    re.IGNORECASE,
)


def _announced(story: Sequence[Sentence]) -> dict[str, float]:
    """What the story as a whole says of being on several."""
    opening = list(lead(story))
    title = [one.text for one in story if one.paragraph < 0]
    return {
        "counted": float(any(map(COUNTED.search, opening))),
        "plural": float(any(map(PLURAL.search, title))),
        "people in title": float(any(map(_PEOPLE.search, title))),
        "parted": float(any(PARTED.search(one.text) for one in story)),
        "hunted": float(any(map(HUNTED.search, (*opening, *title)))),
    }


def pairs(story: Story) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Of every two threads of a story their places and the signs."""
    announced = _announced(story.sentences)
    for n, later in enumerate(story.traits):
        for m, earlier in enumerate(story.traits[:n]):
            yield m, n, announced | signs(story, earlier, later)


def signs(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    """The signs that two threads, in reading order, are of two incidents, or of one."""
    found: dict[str, float] = {}
    for part in (_of_time_and_place, _of_people, _of_length, _of_turning):
        found |= part(story, one, other)
    named = bool(one.thread.name and other.thread.name)
    found["told apart"] = (
        named
        and bool(one.thread.told and other.thread.told and found["days apart"])
        and not (found["brief"] or found["together"] or found["one paragraph"])
    )
    return {name: float(value) for name, value in found.items() if value}


def _of_time_and_place(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    gap = gap_of(one.days, other.days)
    coarse = one.coarse or other.coarse
    apart = gap is not None and gap > 1
    return {
        "days apart": apart,
        "days far apart": gap is not None and gap > _FAR,
        "next day": gap == 1,
        "no day": gap is None,
        "coarse": coarse,
        "coarse and apart": coarse and apart,
        "towns apart": disjoint(one.towns, other.towns),
        "streets apart": disjoint(one.streets, other.streets),
        "hours apart": _hours_apart(one.hours, other.hours),
        "later in title": _in_title(story, other, one),
        "earlier in title": _in_title(story, one, other),
    }


def _hours_apart(left: Set[int], right: Set[int]) -> bool:
    return bool(left and right) and all(abs(m - n) > _HOURS for m in left for n in right)


def _in_title(story: Story, one: Traits, other: Traits) -> bool:
    """Whether the title calls a thread's person, or a town that is not the other's."""
    return any(each in story.title for each in (*one.thread.calls, *(one.towns - other.towns)))


def _of_people(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    left, right = one.thread, other.thread
    both = [
        at
        for at, sentence in enumerate(story.sentences)
        if left.name
        and right.name
        and sentence.paragraph >= 0
        and threads.tells(left, at, story.sentences)
        and threads.tells(right, at, story.sentences)
    ]
    named = bool(left.name and right.name)
    joined = any(_joined(story.sentences[at].text, left, right) for at in both)
    nameless = not (left.name and right.name)
    opens = story.sentences[left.first].paragraph <= 1 and not one.begins
    return {
        "together": min(len(both), 3),
        "joined": joined,
        "kin": named and surname(left.name) == surname(right.name),
        "genders apart": {one.gender, other.gender} == {"male", "female"},
        "nameless": nameless,
        "nameless, begins": any(
            not each.thread.name
            and each.begins
            and story.sentences[each.thread.first].paragraph > 1
            for each in (one, other)
        ),
        "nameless, ages apart": nameless and disjoint(one.ages, other.ages),
        "both nameless": not (left.name or right.name),
        "lead": opens and not left.name,
        "new": not right.name and any(NEW.search(story.sentences[at].text) for at in right.own),
        "silent": left.silent or right.silent,
        "both hit": bool(left.falls and right.falls),
        "both by police": one.armed_police and other.armed_police,
        "others elsewhere": min(_OTHERS, _elsewhere(story, one, other)),
    }


def _elsewhere(story: Story, one: Traits, other: Traits) -> int:
    """Of two in two towns, how many more a story tells of in a town of their own each."""
    if not disjoint(one.towns, other.towns):
        return 0
    towns = {*one.towns, *other.towns}
    count = 0
    for each in story.traits:
        lead = not each.thread.name and story.sentences[each.thread.first].paragraph <= 1
        if each is one or each is other or lead or not disjoint(each.towns, towns):
            continue
        towns.update(each.towns)
        count += 1
    return count


def _joined(text: str, left: Thread, right: Thread) -> bool:
    """ "Ann Roe and her son, Lee Roe": two in one list."""
    for start in called(text, left.calls):
        for other in called(text, right.calls):
            first, last = (left, right) if start < other else (right, left)
            begin = min(start, other)
            end = begin + max(len(c) for c in first.calls if text.startswith(c, begin))
            if _AND.fullmatch(text, end, max(start, other)) and last is not first:
                return True
    return False


def _of_length(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    less = min((one, other), key=lambda each: (len(each.length), each.letters))
    own = [len(each.thread.own) for each in story.traits]
    fewest = min(len(one.thread.own), len(other.thread.own))
    common = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    return {
        "one after another": one.thread.own[-1] < other.thread.own[0],
        "told once": len(less.length) <= 1,
        "told twice": len(less.length) == 2,
        "brief": fewest <= 1,
        "share of threads": 2 * fewest / (sum(own) or 1),
        "share of story": 4 * less.letters / max(1, story.body),
        "words in common": common,
    }


def _of_turning(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    sentences, left, right = story.sentences, one.thread, other.thread
    openings = [sentences[at].text for at in other.opening]
    return {
        "turn": any(TURN.match(text) for text in openings),
        "dated": any(DATED.match(text) or threads.OPENS_IN.match(text) for text in openings),
        "both begin": one.begins and other.begins,
        "one paragraph": sentences[left.first].paragraph == sentences[right.first].paragraph,
        "by the way": any(
            BY_THE_WAY.search(sentences[at].text)
            for each in (one, other)
            for at in _presenting(each, sentences)
            if each is other or sentences[at].paragraph > 2
        ),
    }


def _presenting(one: Traits, sentences: Sequence[Sentence]) -> Iterator[int]:
    """The sentence a scene begins with, and the one before it in its paragraph."""
    start = one.opening[0] if one.opening else one.thread.first
    yield start
    if start and sentences[start - 1].paragraph == sentences[start].paragraph:
        yield start - 1
