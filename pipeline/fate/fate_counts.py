"""Words of an end that are of a count of people: whom it takes in, and whom it leaves out."""

from __future__ import annotations

import re

from pipeline.fate import of_some
from pipeline.fate.fate_words import Lines, Victim, Word
from pipeline.language.cued import Cued
from pipeline.language.fates import DIED
from pipeline.records import Person, Role
from pipeline.roles.several import are_several

_MANY = r"(?:[2-9]|[1-9]\d+|two|three|four|five|six|seven|eight|nine|ten|dozens?)"


#: "One victim is in critical condition", "two of them", "one with critical injuries".
_A_PART = re.compile(
    rf"\b(?:one|another|{_MANY})\s+(?:of\s+(?:the|them|those)\b|victims?\b|others?\b|with\b|in\b|critically\b)",
    re.IGNORECASE,
)


def is_one_of_several(word: Word, one: Victim) -> bool:
    """ "The fourth was treated", said of four."""
    several = one.person is not None and stands_for_several(one.person)
    return several and _ONE_OF_THEM.search(word.text, 0, word.end) is not None


_ONE_OF_THEM = re.compile(
    r"\b(?:one\s+of\s+(?:the|them|those|two|three)\b|(?:another|one|the\s+(?:first|second|third|fourth|fifth|other))"
    r"\s+(?:was|is|survived)\b|\b(?:an?|one)\s+\d{1,2}-year-old\s+(?:\w+\s+)?(?:was|is)\b)",
    re.IGNORECASE,
)


def of_part(word: Word, one: Victim) -> bool:
    """Whether a word is of some of those whom nobody tells apart."""
    if one.person is None or one.name:
        return False
    return stands_for_several(one.person) or _A_PART.search(word.text) is not None


def is_of_some(lines: Lines, word: Word, one: Victim) -> bool:
    """Whether who is dead is one or some of several that the story does not tell apart."""
    person = one.person
    if person is None or person.name:
        return False
    spots = one.spots(word.sentence)
    if of_some.told_apart(word.text, spots):
        return True
    if not are_several(person.forms):
        return False
    if of_some.some_live(sentence for sentence, _ in lines):
        return True
    single = any(not are_several([word.text[start:end]]) for start, end in spots)
    return not single and of_some.of_one(word.text, word.start, word.end)


def stands_for_several(person: Person) -> bool:
    """ "Two men", "the suspects": several whom the story does not name."""
    return person.name is None and are_several(person.forms)


_SEVERAL = (
    r"(?:people|others|persons|victims|men|women|boys|girls|teens|teenagers|children|kids|students"
    r"|adults|youths)"
)
_WERE = r"(?:(?:that|who|were|are)\s+){0,2}(?:\w+ly\s+)?"
_MANY_BEFORE = Cued(rf"(?<!\bof )\b{_MANY}\s+(?:(?:people|others)\s+)?{_WERE}$", re.IGNORECASE)
#: "Two young men killed", of whom somebody named must be told to be one.
MANY_MEN = Cued(rf"\b{_MANY}\s+(?:[\w-]+\s+){{0,2}}{_SEVERAL}\s+{_WERE}$", re.IGNORECASE)
#: "Of the six, two were in critical condition".
_MANY_ARE = re.compile(
    rf"\b{_MANY}\s+(?:(?:people|others|more)\s+)?(?:are|were|remain\w*)\s+[^.;,]{{0,30}}$",
    re.IGNORECASE,
)
#: "A woman was also injured".
ALSO_ANOTHER = Cued(
    r"\b(?:an?|another|(?:the|a)\s+(?:second|third|other))\s+(?:[\w-]+\s+){0,2}?"
    r"(?:m[ae]n|wom[ae]n|boy|girl|teen(?:ager)?|person|victim|\d{1,2}-year-old)\s+(?:was|is|were)\s+also\s",
    re.IGNORECASE,
)
_MANY_AFTER = re.compile(rf"\s+{_MANY}\b(?!\s+(?:days?|weeks?|hours?|months?|years?))", re.I)
_ONE_OF = re.compile(
    rf"\bof\s+(?:the\s+)?{_MANY}\b[^.;]*\bone\s+(?:was\s+)?$"
    r"|\bone\s+of\s+(?:the\s+|those\s+|his\s+|her\s+)?(?:them|men|women|people|victims|teens?|boys|girls)\b[^.;]*$",
    re.IGNORECASE,
)


#: "Two hurt, one dead": nobody says which of them.
_ONE_BEFORE = Cued(r"\b(?:one|1)\s+(?:(?:person|other)\s+)?(?:is\s+|was\s+)?$", re.IGNORECASE)
_SOME_HURT = re.compile(
    rf"\b(?:one|1|another|{_MANY})\s+(?:(?:more|others?|people)\s+)?(?:(?:is|was|are|were)\s+)?(?:hurt|injured|wounded)\b",
    re.IGNORECASE,
)


def of_many(word: Word) -> bool:
    """ "3 Dead, 2 Hurt", "killed 14", "of the six, one died": a count, and nobody in it named."""
    text, start = word.text, word.start
    after = word.low in ("killed", "kills", "killing")
    return (
        _MANY_BEFORE.search(text, max(0, start - 30), start) is not None
        or (after and _MANY_AFTER.match(text, word.end) is not None)
        or _ONE_OF.search(text, 0, start) is not None
        or bool(_ONE_BEFORE.search(text, 0, start) and _SOME_HURT.search(text))
    )


def among_many(word: Word, one: Victim) -> bool:
    """Whether a count takes this person in: "two men killed", but not "he killed two"."""
    spots = one.spots(word.sentence)
    if _MANY_AFTER.match(word.text, word.end):
        return any(start > word.end for start, _ in spots)
    return bool(spots)


#: "Another 17 people were hurt": whom the one shot by police had hit.
_CROWD = Cued(
    r"\b(?:another|other|at\s+least|more\s+than|many|several|dozens\s+of|two|three|four|five|six|\d{1,3})\s+"
    r"(?:\d{1,3}\s+)?(?:other\s+)?"
    r"(?:people|others|victims|persons|employees)\b[^.;]{0,120}$",
    re.IGNORECASE,
)


_HE = re.compile(r"[\"“]?(?:He|She|His|Her)\b")


def _is_several(person: Person) -> bool:
    """ "The suspects", "four men": "he" is none of them."""
    heads = [form.split()[-1].casefold() for form in person.forms] if not person.name else []
    return bool(heads) and all(re.fullmatch(rf"{_SEVERAL}|suspects", head) for head in heads)


def of_crowd(word: Word, one: Victim) -> bool:
    """Whether a count of the hurt leaves this person out."""
    text, person = word.text, one.person
    told_of = bool(one.spots(word.sentence))
    if person is not None and not told_of and _is_several(person) and _HE.match(text):
        return True
    if person is None or (person.role is Role.SHOT_BY_POLICE and not person.name):
        return _CROWD.search(text, 0, word.start) is not None
    if told_of:
        by_police = person.role is Role.SHOT_BY_POLICE
        return by_police and _CROWD.search(text, 0, word.start) is not None
    if person.name and (_CROWD.search(text, 0, word.start) or ALSO_ANOTHER.search(text)):
        return True
    near = max(0, word.start - 60)
    if person.name and _MANY_ARE.search(text, near, word.start):
        return True
    counted = _MANY_BEFORE.search(text, near, word.start)
    return counted is not None and bool(person.name or DIED.search(text))
