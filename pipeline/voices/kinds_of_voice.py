"""Whose voice words for somebody name: police, family, a lawyer, a witness, a video."""

from __future__ import annotations

import re

from pipeline.language.word_classes import words
from pipeline.records import AssertedBy

#: Those who were there or stand by who was: their word is as good as an office's on what happened.
THOSE_THERE = frozenset(
    (AssertedBy.FAMILY, AssertedBy.WITNESS, AssertedBy.LAWYER, AssertedBy.VIDEO)
)
_PROSECUTOR = re.compile(
    r"\b(?i:district attorney|state['’]s attorney|attorney general|county attorney"
    r"|U\.S\. attorney|commonwealth['’]s attorney|prosecut\w+)\b|\bD\.?A\b"
)
_SWORN = re.compile(
    r"\b(?:probable[\s-]cause\s+statement|statement\s+of\s+probable\s+cause)\b", re.IGNORECASE
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
_ANY_BODY, _NOT_POLICE = words("says", "any_body"), words("says", "not_police")
_FORCE = re.compile(r"[A-Z]{1,4}(?:PD|SO|SD|DPS|SP|BI)")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_OF = frozenset("of for with from at in near on to by who whose".split())
_BELONGS = frozenset("of for with from at".split())


def voice_of(words: str) -> AssertedBy | None:
    """Whose voice the words for a speaker tell, by their head before what belongs to it."""
    found = words.split()
    cut = next((n for n, word in enumerate(found) if n and word.lower() in _OF), len(found))
    head = source_of(" ".join(found[:cut]))
    if head is AssertedBy.DOCUMENT and cut < len(found) and found[cut].lower() in _MADE:
        return source_of(" ".join(found[cut + 1 :])) or head
    if cut == len(found) or found[cut].lower() not in _BELONGS:
        return head
    speaks_for = head is AssertedBy.POLICE and found[cut - 1].lower() in _SPEAKS_FOR
    return head if head and not speaks_for else source_of(" ".join(found[cut + 1 :]))


_MADE = frozenset(("by", "from"))
_SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson official officials".split())


def source_of(words: str) -> AssertedBy | None:
    if _PROSECUTOR.search(words):
        return AssertedBy.PROSECUTOR
    if _SWORN.search(words):
        return AssertedBy.COURT
    heard = {
        match.group().casefold().replace("’", "'").removesuffix("'s").rstrip("'")
        for match in _WORD.finditer(words)
    }
    for source, names in _SOURCES:
        if told := heard & names:
            other = source is AssertedBy.POLICE and told <= _ANY_BODY and heard & _NOT_POLICE
            return None if other else source
    return AssertedBy.POLICE if any(map(_FORCE.fullmatch, words.split())) else None


def is_one(words: str) -> bool:
    """Whether words end in what one person is called: "the boy's aunt", "police spokesman"."""
    last = words.split()[-1:]
    return bool(last) and last[0].casefold() in _ONE


#: Those of the words for a source that are one person's.
_ONE = frozenset(
    word
    for _, names in _SOURCES[:-1]
    for word in names
    if (not word.endswith("s") or word.endswith("ss")) and word not in words("says", "of_many")
)
