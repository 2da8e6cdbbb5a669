"""Who says so: the source a sentence names for what it tells, and whether it hedges."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.clauses import words
from pipeline.cued import Cued
from pipeline.records import AssertedBy

#: Those who were there or stand by who was: their word is as good as an office's on what happened.
THOSE_THERE = frozenset(
    (AssertedBy.FAMILY, AssertedBy.WITNESS, AssertedBy.LAWYER, AssertedBy.VIDEO)
)
_SAYS = Cued(
    r"\b(?:according\s+to|said|says?|saying|told|tells?|stated|wrote|announced|alleg\w+|claim\w*"
    r"|confirm\w*|report(?:ed|s)|testified|ruled|determined|concluded|found|identified|shows?"
    r"|showed|records?|add(?:ed|s)|believes?|describ\w+|argu\w+|content\w+|disput\w+|releas\w+"
    r"|reveal\w*|captur\w+)\b",
    re.IGNORECASE,
)
_PROSECUTOR = Cued(
    r"\b(?i:district attorney|state['’]s attorney|attorney general|county attorney"
    r"|U\.S\. attorney|commonwealth['’]s attorney|prosecut\w+)\b|\bD\.?A\b"
)
_SOURCES: tuple[tuple[AssertedBy, frozenset[str]], ...] = tuple(
    (AssertedBy(name), words("says", name))
    for name in (
        "medical_examiner",
        "prosecutor",
        "oversight",
        "court",
        "lawyer",
        "family",
        "video",
        "witness",
        "police",
        "document",
        "outlet",
    )
)
_HEDGE = Cued(
    r"\b(?:"
    + "|".join(sorted(words("hedges", "words")))
    + r"|appear(?:s|ed)?\s+to|what\s+appeared|said\s+to\s+(?:be|have)|not\s+clear|could\s+have)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


@lru_cache(maxsize=1024)
def asserted_by(sentence: str) -> AssertedBy:
    """Who a sentence says it has this from; the outlet itself where it names nobody.

    >>> asserted_by("The man had a knife, police said.").value
    'police'
    >>> asserted_by("His mother said he was unarmed.").value
    'family'
    """
    sentence = sentence[:2000]
    if not (match := _SAYS.search(sentence)):
        return AssertedBy.OUTLET
    if match.group().casefold().startswith("according"):
        return _source(sentence[match.end() : match.end() + 80])
    near = _source(_clause_end(sentence[max(0, match.start() - 80) : match.start()]))
    if near is not AssertedBy.UNKNOWN:
        return near
    return _source(sentence[match.end() : match.end() + 60])


def _clause_end(before: str) -> str:
    """The words right before "said": the last clause of what precedes it."""
    parts = [part for part in re.split(r"[;:”\"]|, (?=\w+ \w+ *$)", before) if part.strip()]
    return parts[-1] if parts else before


def _source(words: str) -> AssertedBy:
    if _PROSECUTOR.search(words):
        return AssertedBy.PROSECUTOR
    heard = {
        match.group().casefold().replace("’", "'").removesuffix("'s")
        for match in _WORD.finditer(words)
    }
    for source, names in _SOURCES:
        if heard & names:
            return source
    return AssertedBy.UNKNOWN


@lru_cache(maxsize=1024)
def hedged(sentence: str) -> bool:
    """Whether the sentence holds back from asserting what it says."""
    return _HEDGE.search(sentence[:2000]) is not None
