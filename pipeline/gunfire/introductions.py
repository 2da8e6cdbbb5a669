"""Where a text introduces somebody who was hit, and when and in which state that was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import us

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Among, Cued
from pipeline.language.word_classes import Actor, words
from pipeline.language.years import NUMBER, OLD, YEARS
from pipeline.records import Sentence

#: What the gunfire grammar heard in each sentence of a story, in its order.
Heard = Sequence[Sequence[Gunfire]]


@dataclass(frozen=True, slots=True)
class Intro:
    """A sentence that says a named person was hit."""

    name: str
    at: int  # index of the sentence
    dated: str  # its month and year words, folded; empty where it has none
    state: str = ""  # the one state named beside it


NAME = re.compile(
    r"(?:[A-Z][\w'’-]+\s+(?:[A-Z]\.\s+)?){1,3}?[A-Z][\w'’-]+(?:\s+(?:Jr|Sr|I{2,3}|IV)\b\.?)?"
)
_OF_NAME = Cued(
    r"\b(?:(?:death|killing|shooting|slaying|case|wounding|that)\s+of\s+(?:an?\s+)?"
    r"|(?:man|woman|teenager|boy|girl|driver)\s+named\s+)(?P<name>" + NAME.pattern + ")"
)
_AGED = Cued(r"(?P<name>" + NAME.pattern + rf"),\s+(?:{YEARS}|an?\s+{NUMBER}{OLD})\b")
_WHO_WAS = Cued(
    r"(?P<name>" + NAME.pattern + r"),?\s+(?:who\s+)?(?:was|were|had\s+been|died)\s+(?:fatally\s+)?"
    r"(?:shot|killed|wounded|after)"
)
_WHEN = Cued(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+(\d{1,2}\b(?!\d))?(?:,?\s*((?:19|20)\d\d))?"
    r"|\bin\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:officers?|deput(?:y|ies)|trooper|sgt\.?|sergeant|chief|sheriff|mayor|rev\.?|dr\.?|judge|attorney"
    r"|coroner|lawyer|capt\.?|lt\.?|det\.?|detective|councilor|sen\.?|president|spokes\w+|agent|prosecutor)\s+$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:Jr|Sr|I{2,3}|IV)\b\.?$")
_STATE = re.compile(
    r"\b(?:"
    + "|".join(sorted((state.name for state in us.states.STATES), key=lambda n: (-len(n), n)))
    + r")\b"
)
_FELL = Cued(
    r"\b(?:died|killed|shot|fired|dead|shots?|wounded|bullets?|rounds|death)\b", re.IGNORECASE
)
_NOT_FIRST = words("small", "calendar") | words("small", "never_names") | words("actors", "police")


def intros(story: Sequence[Sentence], heard: Heard) -> Iterator[Intro]:
    """Everyone a story says by full name was hit, in reading order."""
    told = _paragraphs_told(story, heard)
    for at, (sentence, found) in enumerate(zip(story, heard, strict=True)):
        if sentence.paragraph < 0:
            continue
        near = sentence.paragraph in told
        for name in dict.fromkeys(hit_names(sentence.text, found, near)):
            yield Intro(name, at, _dated(story, at), _state(sentence.text))


def _paragraphs_told(story: Sequence[Sentence], heard: Heard) -> frozenset[int]:
    """Paragraphs that tell of gunfire or a death anywhere in them."""
    return frozenset(
        sentence.paragraph
        for sentence, found in zip(story, heard, strict=True)
        if found or _FELL.search(sentence.text)
    )


_DIED = Cued(r"\b(?:died|killed|shot)\b")
_HIT_NAMES = Among(((None, _OF_NAME), (None, _WHO_WAS)))


def hit_names(text: str, found: Sequence[Gunfire], near: bool) -> Iterator[str]:
    """Full names (without suffix) that a sentence says were hit, killed, or mourns."""
    for _, pattern in _HIT_NAMES.able(text):
        for match in pattern.finditer(text):
            yield from _proper(text, match)
    dated = near and _WHEN.search(text) is not None
    if (
        dated
        or any(event.of_person or event.shooter is Actor.POLICE for event in found)
        or _DIED.search(text)
    ):
        for match in _AGED.finditer(text):
            yield from _proper(text, match)
    for event in found:
        if event.target_at and event.of_person:
            for match in NAME.finditer(text):
                start, end = event.target_at
                # "Shot 17-year-old Abel Orrin": the name stands right after the noun.
                if match.start() <= start < match.end() or 0 < match.start() - end <= 2:
                    yield from _proper(text, match)


def titled(text: str, start: int) -> bool:
    """Whether a name stands behind a rank or an office."""
    return _TITLED.search(text[max(0, start - 14) : start]) is not None


def _proper(text: str, match: re.Match[str]) -> Iterator[str]:
    named = "name" in match.re.groupindex
    start, name = (match.start("name"), match["name"]) if named else (match.start(), match.group())
    if titled(text, start):
        return
    parts = name.split()
    if parts[0].casefold() in _NOT_FIRST or parts[-1].casefold() in _NOT_FIRST:
        return
    yield name


def _dated(story: Sequence[Sentence], at: int) -> str:
    """The month, day and year words of a sentence or of its paragraph's neighbours."""
    for here in (at, at + 1, at - 1):
        if not 0 <= here < len(story) or story[here].paragraph != story[at].paragraph:
            continue
        if match := _WHEN.search(story[here].text):
            return " ".join(part.casefold() for part in match.groups() if part)
    return ""


def _state(text: str) -> str:
    found = set(_STATE.findall(text))
    return found.pop() if len(found) == 1 else ""


def aged(sentence: Sentence) -> bool:
    return _AGED.search(sentence.text) is not None


def aged_names(text: str) -> Iterator[str]:
    """The surnames of those whose age stands beside their name."""
    return (surname(match["name"]) for match in _AGED.finditer(text))


def surname(name: str) -> str:
    return _SUFFIX.sub("", name).split()[-1]


def suffix(name: str) -> str:
    match = _SUFFIX.search(name)
    return match.group().strip(" .") if match else ""


def short_for(name: str, other: str) -> bool:
    """Whether a name is another's, written shorter: "Daniel Foster" of "Daniel R. Foster Jr."

    >>> short_for("Abel Orrin", "Abel J. Orrin"), short_for("Abel J. Orrin", "Abel K. Orrin")
    (True, False)
    """
    left, right = (_SUFFIX.sub("", each).split() for each in (name, other))
    same_ends = left[0] == right[0] and left[-1] == right[-1]
    tail = suffix(name) in ("", suffix(other))
    return same_ends and tail and (len(left) < len(right) or left == right) and len(left) == 2


def spoken_of(story: Sequence[Sentence], name: str) -> int:
    last = surname(name)
    return sum(last in one.text for one in story)
