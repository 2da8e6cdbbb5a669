"""Whom a word of court, prosecutor or chief is of: an officer, or somebody else.

"The wife of an Ames officer was charged", "a man who was shot by police pleaded guilty": an
officer stands beside the word, and it is not of him.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from pipeline.language.actors import ANY_OFFICER, PERSON
from pipeline.language.cued import Cued
from pipeline.language.fates import KIN


class Side(Enum):
    OFFICER = "officer"
    OTHER = "other"
    UNSAID = "unsaid"


_SOMEBODY = Cued(
    rf"\b(?P<officer>(?:police|sheriff['’]s|bailiffs?)\b(?=\s+{ANY_OFFICER})|{ANY_OFFICER}|bailiffs?)\b(?!['’]s\s+(?:{KIN}|killer|murderer|death|shooter))"
    rf"|\b(?P<other>{PERSON}|(?:wo)?men|suspects|brothers|sisters|couple|owner|homeowner|resident|neighbor|protest[eo]rs?|demonstrators?|witness(?:es)?|guard"
    rf"|bystander|student|(?!partner|ex-){KIN})\b",
    re.IGNORECASE,
)
_DETERMINER = (
    r"(?:the|an?|his|her|their|two|three|four|both|another|some|several|former|off-duty"
    r"|unarmed|\d\d-year-old)"
)
#: Before somebody who is what is done to, by whom or where: "shot by an officer", "shot Tom Reyes",
#: "who filmed the officer", "in his grandmother's yard".
_GOVERNED = re.compile(
    r"\b(?:who\s+\w+ed|as|by|of|at|on|in|inside|outside|near|behind|with|against|from|like|than|for|to|toward|shot|shoot\w*|kill\w*|wound\w*|hit|hitting|struck|striking|told|saw|injur\w*|attack\w*|threaten\w*|assault\w*|stabb\w*)"
    rf"\s+(?:{_DETERMINER}\s+(?:[\w'’.-]+\s+){{0,3}}|(?<=\bby\s)(?:[A-Z][\w.]+\s+){{1,2}}|(?-i:[A-Z][\w.’'-]+\s+){{1,2}})?(?:(?:police|sheriff['’]s)\s+)?$",
    re.IGNORECASE,
)
#: "Roe, 74, an insurance man who volunteered": of whom the name before it is.
_APPOSED = re.compile(r",\s+(?:an?|the)\s+(?:[\w'’-]+\s+){0,3}$")
_PRONOUN = re.compile(r"(?:^|[\s“\"])(?:he|she|they)\s+(?:\w+\s+){0,3}?$", re.IGNORECASE)
#: "Charged with" what, not whom.
_OF_WHAT = re.compile(r"\b(?:with|to|of|in|by|for)$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|in|on|for|with|after|over|by|that|who|whom|when)\b|[,.;:]")


def side(
    text: str, start: int, end: int, officers: frozenset[str], shot: frozenset[str], before: str
) -> Side:
    """Of whom the words from ``start`` to ``end`` tell.

    ``officers`` and ``shot``: surnames; ``before``: the sentence before, for "he".
    """
    stop = _PREPOSITION.search(text, start if _OF_WHAT.search(text, start, end) else end)
    told = _sides(text, officers, shot)
    for at, who, governed in told:
        if start <= at < (stop.start() if stop else len(text)) and (
            at >= end or not governed or "against" in text[start:at]
        ):
            return who  # "indicted the officer", "a charge against the officer"
    subjects = [who for at, who, governed in told if at < start and not governed]
    if not subjects and _PRONOUN.search(text, 0, start):
        told = _sides(before, officers, shot)
        return next((who for _, who, governed in told if not governed), Side.UNSAID)
    return subjects[-1] if subjects else Side.UNSAID


def _sides(
    text: str, officers: frozenset[str], shot: frozenset[str]
) -> list[tuple[int, Side, bool]]:
    named = (*_named(text, officers, Side.OFFICER), *_named(text, shot, Side.OTHER))
    found = sorted((*_nouns(text), *named), key=lambda each: each[0])
    found = [each for each in found if not _is_apposed(text, *each)]
    return [(at, who, _GOVERNED.search(text, 0, at) is not None) for at, who in found]


def _is_apposed(text: str, at: int, who: Side) -> bool:
    return who is Side.OTHER and _APPOSED.search(text, 0, at) is not None


def _nouns(text: str) -> Iterator[tuple[int, Side]]:
    for match in _SOMEBODY.finditer(text):
        yield match.start(), Side.OFFICER if match["officer"] else Side.OTHER


def _named(text: str, surnames: frozenset[str], of: Side) -> Iterator[tuple[int, Side]]:
    for name in sorted(surnames):
        for match in re.finditer(rf"\b{re.escape(name)}\b(?!['’]s\s+(?:{KIN})\b)", text):
            yield match.start(), of
