"""The ends of two people whom nobody tells apart, each told by itself.

"One died at the scene; the other is expected to survive", "One was killed. The other lives".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language.fates import DIED, LIVES
from pipeline.records import Person, Sentence, Where

_PEOPLE = (
    r"(?:men|women|people|persons|boys|girls|teens|teenagers|suspects|victims|brothers|sisters|two)"
)
_PERSON = r"(?:man|woman|person|boy|girl|teen|teenager|suspect|victim|brother|sister)"
_IS = r"(?:is|was|has|had|died|dies|remains|remained|suffered|survived|later|reportedly|will)"
_ONE = re.compile(
    rf"(?:^|[;:,.–—]\s*|\band\s+|\bbut\s+)(?P<one>(?:one(?:\s+of\s+(?:them|(?:the|those)\s+(?:two\s+)?{_PEOPLE}))?"
    rf"(?:\s+{_PERSON})?|the\s+first(?:\s+{_PERSON})?))\s+(?={_IS}\b)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"(?:^|[;:,.–—]\s*|\band\s+|\bbut\s+|\bwhile\s+)(?P<other>the\s+(?:other|second)(?:\s+{_PERSON})?)"
    rf"\s+(?={_IS}\b)",
    re.IGNORECASE,
)
#: Two of somebody else, of whom "one" may be: "two officers were hurt", "both deputies".
_TWO_OTHERS = re.compile(
    r"\b(?:two|2|both|several|three|\d+)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:officers|deputies|troopers|agents|police|dogs|cars|vehicles|guns|shots|bystanders|hostages)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|nobody|nearly|almost)\b[^,.;]{0,25}$|n['’]t\s+$", re.I)


@dataclass(frozen=True, slots=True)
class End:
    """A word of death or of life of one of the two, and where it stands in its sentence."""

    sentence: Sentence
    match: re.Match[str]
    fatal: bool


def are_two(people: Sequence[Person]) -> bool:
    """Whether these are two without a name, in the same words: "two men"."""
    return (
        len(people) == 2
        and not any(person.name for person in people)
        and people[0].forms == people[1].forms
    )


def ends(sentences: Sequence[Sentence], people: Sequence[Person]) -> tuple[End, End] | None:
    """How the one and the other ended, where one sentence or two in a row tell both.

    None where the story tells it in two ways.
    """
    found = list(_pairs(sentences, people))
    told = {tuple(end.fatal for end in pair) for pair in found}
    return found[0] if len(told) == 1 else None


def _pairs(sentences: Sequence[Sentence], people: Sequence[Person]) -> Iterator[tuple[End, End]]:
    for place, sentence in enumerate(sentences):
        one = _ONE.search(sentence.text)
        if one is None or not _follows(sentences, place, one.start("one"), people):
            continue
        after, other = place, _OTHER.search(sentence.text, one.end())
        first_stop = other.start("other") if other else len(sentence.text)
        if other is None and place + 1 < len(sentences):
            after, other = place + 1, _OTHER.match(sentences[place + 1].text)
        if other is None:
            continue
        last = sentences[after]
        first = _end(sentence, one.end(), first_stop)
        second = _end(last, other.end(), len(last.text))
        if first and second:
            yield first, second


def _follows(sentences: Sequence[Sentence], place: int, at: int, people: Sequence[Person]) -> bool:
    """Whether the two are called in the same sentence before, or in the one before it."""
    near = [(sentences[place], at)]
    if place and sentences[place - 1].where is sentences[place].where is not Where.TITLE:
        near.append((sentences[place - 1], len(sentences[place - 1].text)))
    if any(_TWO_OTHERS.search(sentence.text, 0, end) for sentence, end in near):
        return False
    return any(
        mention.span.where is sentence.where
        and sentence.start <= mention.span.start
        and mention.span.end <= sentence.start + end
        for sentence, end in near
        for mention in people[0].mentions
    )


def _end(sentence: Sentence, start: int, stop: int) -> End | None:
    """The word of an end in a clause; None where it has none, or one of death and one of life."""
    text = sentence.text[:stop]
    told = [
        End(sentence, match, fatal)
        for words, fatal in ((DIED, True), (LIVES, False))
        for match in (words.search(text, start),)
        if match and not _DENIED.search(text, start, match.start())
    ]
    return told[0] if len(told) == 1 else None
