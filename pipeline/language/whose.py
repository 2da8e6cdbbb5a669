"""Whose a word is: of the person told of, of an officer, of kin, of somebody else, of nobody.

A word of survival, death or custody is of the subject of its clause, or of whom an active verb hits
("killing Roe"). Of which time it is, :mod:`pipeline.story.times` says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from pipeline.language import doers, noun_phrases, objects, parties, subjects, word_classes
from pipeline.language.cued import Cued
from pipeline.language.fates import COURT_VERBS, KIN
from pipeline.language.noun_phrases import Found
from pipeline.language.word_classes import Actor, Token

Spots = tuple[tuple[int, int], ...]


class Who(StrEnum):
    """Whose a word can be, as seen from one person of the story."""

    OWN = "own"  # a mention of this person
    PRONOUN = "pronoun"  # he, she, they
    DESCRIBED = "described"  # a man, the suspect, one of them
    SEVERAL = "several"  # two women, the victims
    NAMED = "named"  # somebody else by name
    OFFICER = "officer"
    KIN = "kin"  # his brother, Roe's mother
    ANIMAL = "animal"
    BESIDE = "beside"  # what is named after somebody, or done to them: "a vigil for Roe"
    NOBODY = "nobody"  # not said


#: Whoever this is, it is not the person.
ANOTHERS = frozenset((Who.NAMED, Who.OFFICER, Who.KIN, Who.ANIMAL))

_KIN = re.compile(
    rf"(?:{KIN}|dad(?:dy)?|mom(?:ma)?|mama|[\w-]+-in-law|half-\w+|step\w+|owner|passenger|landlord|tenant|client)s?",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("his her their".split())
_SOME = word_classes.words("small", "parts") | frozenset(
    "all other others another neither everyone".split()
)


#: As families speak: no noun of the word lists, which read reports.
_PARENTS = frozenset("dad daddy mom momma mama".split())


@lru_cache(maxsize=256)
def _line(text: str) -> list[Token]:
    """The words of a sentence; "to" before a noun governs it like any preposition."""
    line = [
        one._replace(tag="C") if one.low in _PARENTS else one
        for one in word_classes.tokens(text, frozenset())
    ]
    if line and line[0].low in ("it", "this", "that", "there"):
        line[0] = line[0]._replace(tag="_")
    return [
        one._replace(tag="P") if one.low == "to" and after and after.tag in "MDGCO" else one
        for one, after in zip(line, [*line[1:], None], strict=True)
    ]


def whose(text: str, start: int, own: Spots = (), others: Spots = ()) -> Who:
    """Whose the word at an offset is; ``own``, ``others``: mentions of the person, of other people.

    >>> whose("Roe was hurt when his dog died.", 26)
    <Who.ANIMAL: 'animal'>
    >>> whose("The officer who shot Roe is recovering.", 27, ((21, 24),))
    <Who.OFFICER: 'officer'>
    """
    return bearer(text, start, own, others)[0]


@lru_cache(maxsize=1024)
def bearer(text: str, start: int, own: Spots = (), others: Spots = ()) -> tuple[Who, str]:
    """Whose the word at an offset is, and the noun by which its sentence calls them, if any.

    >>> bearer("Roe ran, and the clerk died.", 23, ((0, 3),))
    (<Who.DESCRIBED: 'described'>, 'clerk')
    """
    line = _line(text)
    if line[0].tag == "_" and _within(line[0], (*own, *others)):
        line = [line[0]._replace(tag="M"), *line[1:]]
    at = next((i for i, token in enumerate(line) if token.end > start), len(line) - 1)
    if line[at].start < start:  # "she's alive"
        return Who.PRONOUN, ""
    if line[at].low in _HEARINGS and at and word_classes.possessive_name(line[at - 1].text):
        return (Who.OWN if _within(line[at - 1], own) else Who.BESIDE), ""
    if (governor := _governor(line, at)) is not None:
        return _of_hit(line, governor, noun_phrases.phrase(line, governor + 1), own, others)
    if line[at].low == "killing" and line[at - 1].tag in "DM":
        return Who.BESIDE, ""  # "wanted in an Iowa killing"
    if (line[at].tag in "VH" or line[at].low in _COURT) and not doers.passive(line, at):
        hit = objects.direct_object(line, at)
        if hit is not None:
            return _of_hit(line, at, hit, own, others)
    if line[at].low in _ADJECTIVES and at + 1 < len(line) and line[at + 1].tag in "COG":
        if line[at + 1].tag == "G":
            return Who.DESCRIBED, line[at + 1].low  # "the dead teenager's mother"
        return _called(line, Found(word_classes.ACTORS[line[at + 1].tag], at + 1), own, others)
    if (hit := _complement(line, at)) is not None:
        return _of_hit(line, hit.at - 1, hit, own, others)
    if any(token.low in _EACH for token in line[max(0, at - 3) : at]):
        return Who.SEVERAL, ""
    speaks = line[at].tag == "R" and not doers.passive(line, at)
    found = _speaker(line, at, (*own, *others)) if speaks else _subject(line, at, (*own, *others))
    return _called(line, found, own, others) if found else (Who.NOBODY, "")


def _speaker(line: Sequence[Token], at: int, named: Spots) -> Found | None:
    """Who says so: "Roe said", "Roe, 34, now says", "said Roe"."""
    over = _past_aside(line, at, named)
    if over is not None:
        return over
    if at == 0 or line[at - 1].low in (",", '"', "”"):
        found = noun_phrases.phrase(line, at + 1)
        return None if found and _does(line, found.at) else found  # "kin, however, said Roe was"
    before = next((here for here in range(at - 1, -1, -1) if line[here].tag not in "X_"), None)
    if (
        before is None
        or line[before].tag not in word_classes.ACTORS
        or _is_of_another(line, before)
    ):
        return None
    tag = line[before].tag
    return Found(word_classes.ACTORS[tag], before, tag == "N")


def _does(line: Sequence[Token], at: int) -> bool:
    """Whether a verb follows a head: it is the subject of what is said, and says nothing."""
    return at + 1 < len(line) and line[at + 1].tag in "BXVHF"


def _is_of_another(line: Sequence[Token], at: int) -> bool:
    """ "The brother of shooting suspect Roe": who is named is owned by whom the words are."""
    for token in reversed(line[max(0, at - 8) : at]):
        if token.tag not in "MCVG_":
            return token.low == "of"
    return False


def _subject(line: Sequence[Token], at: int, named: Spots) -> Found | None:
    """The subject of the clause: past what is apposed to it, past places, past an object."""
    if (over := _past_aside(line, at, named)) is not None:
        return over
    found = subjects.subject(line, at)
    while found is not None and line[found.at].tag == "M" and not _within(line[found.at], named):
        first = _start(line, found.at)
        while first > 1 and line[first - 1].low == "," and line[first - 2].tag == "M":
            first = noun_phrases.phrase_start(line, first - 2)  # "in Boone, Iowa"
        if not noun_phrases.governed(line, first):
            break
        found = subjects.subject(line, first - 1)
    if found is None:
        return None
    found = _past_object(line, found)
    return _of_relative(line, found, at) or found


def _of_relative(line: Sequence[Token], found: Found, at: int) -> Found | None:
    """ "A man whom a trooper shot died", "the woman he is accused of killing": not who acts."""
    before = (found.at if line[found.at].tag == "N" else _start(line, found.at)) - 1
    if before > 0 and line[before].low in ("whom", "that"):
        before -= 1
    elif line[found.at].tag not in "NM":
        return None
    acted = any(token.tag in "VHF_" for token in line[found.at + 1 : at])
    return Found(Actor.CIVILIAN, before) if acted and line[before].tag == "C" else None


def _past_object(line: Sequence[Token], found: Found) -> Found:
    """ "The officer who shot Roe is recovering": the object of a relative clause acts no more."""
    verb = _start(line, found.at) - 1
    if verb < 2 or line[verb].tag not in "VH" or line[verb - 1].low not in ("who", "that"):
        return found
    head = line[verb - 2]
    return (
        Found(word_classes.ACTORS[head.tag], verb - 2) if head.tag in word_classes.ACTORS else found
    )


def _past_aside(line: Sequence[Token], at: int, named: Spots) -> Found | None:
    """ "Roe, 56, a veteran of the Boone Fire Department, was": who is named before the commas."""
    here = at
    while here > 0 and line[here - 1].tag in "BXP":
        here -= 1
    if here == 0 or line[here - 1].low != ",":
        return None
    for comma in range(here - 2, 0, -1):
        if line[comma].tag == ":":
            return None
        before = line[comma - 1]
        if line[comma].low == "," and _within(before, named):
            alone = not noun_phrases.governed(line, noun_phrases.phrase_start(line, comma - 1))
            return Found(Actor.SOMEBODY, comma - 1) if alone else None
    return None


_DEATHS = frozenset("death killing wounding slaying murder".split())
_ADJECTIVES = frozenset("dead deceased".split())


_HEARINGS = frozenset("trial arraignment sentencing".split())
_CASES = frozenset("charge charges count counts case".split())
#: What a court does to somebody, or has done to it: "convicted Roe", "Roe was convicted".
_COURT = COURT_VERBS | frozenset("charge convicts convicting ordered ordering".split())


def _governor(line: Sequence[Token], at: int) -> int | None:
    """The preposition after a noun of death or of a case: "the death of", "charges against"."""
    if line[at].low in _DEATHS and _is_followed(line, at, "of"):
        return at + 1
    if line[at].low not in _CASES:
        return None
    near = range(at + 1, min(len(line), at + 8))
    return next((here for here in near if line[here].low in ("against", "over")), None)


def _is_followed(line: Sequence[Token], at: int, *by: str) -> bool:
    return at + 1 < len(line) and line[at + 1].low in by


def _complement(line: Sequence[Token], at: int) -> Found | None:
    """ "Left Roe unable to walk", "leaving a man dead"."""
    for here in range(at - 1, max(-1, at - 9), -1):
        if line[here].tag in "P:,BRVH":
            return None
        if line[here].low in _LEFT:
            return noun_phrases.phrase(line, here + 1)
    return None


_LEFT = frozenset("left leaves leaving".split())


#: "Roe and Poe, both wounded".
_EACH = frozenset("both all each".split())


def _of_hit(
    line: Sequence[Token], at: int, hit: Found | None, own: Spots, others: Spots
) -> tuple[Who, str]:
    """Whose it is among those named after a word: "killing Poe and injuring Roe, 9, and Doe"."""
    for token in line[at + 1 :]:
        if _within(token, own) and not word_classes.possessive_name(token.text):
            return Who.OWN, ""
        if token.tag not in "MDCOY_," and token.low not in _PRONOUNS:
            break
    return _called(line, hit, own, others, governed=True) if hit else (Who.NOBODY, "")


def ends_with_officer(text: str) -> bool:
    """Whether "he" after this sentence is an officer."""
    line = _line(text)
    return parties.last_party(line, len(line), plural=False) is Actor.POLICE


#: "An officer was shot", "Deputy Ann Roe, 30, was also wounded".
_OFFICER_HURT = Cued(
    r"(?:^|[–—]\s+|\bsa(?:id|ys)\s+)(?:[\w.’'-]+\s+){0,5}(?i:officer|deputy|trooper|agent|sergeant|corporal|detective)\b"
    r"(?:\s+[A-Z][\w.’'-]+){0,3}(?:,[^,.;]{1,50},)?\s+(?:who\s+)?(?:(?:was|were|is|had|been|has)\s+)*(?:\w+ly\s+|also\s+)?"
    r"(?:shot|hit|struck|wounded|injured|hurt|grazed|stabbed|cut|bitten|dragged|run\s+over|suffered|sustained|remain\w*|underwent)\b"
    r"(?!\s+(?:and\s+\w+\s+)?(?:an?\s|the\s|[A-Z]|him\b|her\b|two\b))"
)


def tells_of_hurt_officer(text: str) -> bool:
    """Whether a sentence is of an officer who was hurt, so that "he" after it may be that one.

    >>> tells_of_hurt_officer("A deputy was struck in the vest.")
    True
    >>> tells_of_hurt_officer("The officer struck the man in the leg.")
    False
    """
    return _OFFICER_HURT.search(text) is not None


def _start(line: Sequence[Token], at: int) -> int:
    """Where the noun phrase of a head begins, past the day before it: "on Monday Roe"."""
    first = noun_phrases.phrase_start(line, at)
    times = (
        here
        for here in range(first, at)
        if line[here].low in _DAYS or _YEAR.fullmatch(line[here].low)
    )
    return max(times, default=first - 1) + 1


_DAYS = word_classes.words("small", "calendar")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _within(token: Token, spots: Spots) -> bool:
    return any(start <= token.start < end for start, end in spots)


def _of_pronoun(line: Sequence[Token], at: int) -> Who:
    officer = parties.antecedent(line, at) is Actor.POLICE
    return Who.OFFICER if officer else Who.PRONOUN


def _called(
    line: Sequence[Token], found: Found, own: Spots, others: Spots, *, governed: bool = False
) -> tuple[Who, str]:
    return _who(line, found, own, others, governed=governed), line[found.at].low


def _who(
    line: Sequence[Token], found: Found, own: Spots, others: Spots, *, governed: bool = False
) -> Who:
    head = line[found.at]
    first = _start(line, found.at)
    relative = _is_followed(line, found.at, "who", "that")  # "the name of the man who died"
    if not (governed or relative) and noun_phrases.governed(line, first):
        return Who.BESIDE
    if _within(head, own):
        return Who.OWN
    if (among := _among(line, first, own)) is not None:
        listed = line[first - 1].low == "and" and not (governed or relative)
        beside = listed and noun_phrases.governed(line, _start(line, among))
        return Who.BESIDE if beside else Who.OWN  # "the families of Roe and Poe"
    if _within(head, others):
        return Who.NAMED
    if found.actor is Actor.POLICE:
        return Who.OFFICER
    if found.actor is Actor.ANIMAL:
        return Who.ANIMAL
    if found.pronoun:
        return Who.SEVERAL if head.low in ("they", "them") else _of_pronoun(line, found.at)
    if head.tag == "M":
        aged = any(token.tag == "Y" for token in line[first : found.at])
        if aged or head.low in _SOME:
            return Who.DESCRIBED if aged or head.low in ("one", "another") else Who.SEVERAL
        verb = found.at + 1 < len(line) and line[found.at + 1].tag in "BXVH"
        return Who.NAMED if verb else Who.NOBODY
    if _KIN.fullmatch(head.low) and _is_owned(line, found.at, own):
        return Who.KIN
    after = line[found.at + 1] if found.at + 1 < len(line) else head
    if after.low in ("he", "she") or _within(after, own):
        return Who.NAMED  # "the woman he is accused of killing"
    return Who.SEVERAL if word_classes.many(head.low) else Who.DESCRIBED


def _among(line: Sequence[Token], first: int, own: Spots) -> int | None:
    """Where the person is named beside the head: "Roe and Poe died", "Roe, 21, a cook, died"."""
    apposed = line[first].low in ("a", "an", "the")
    if not first or line[first - 1].low not in (("and", ",") if apposed else ("and",)):
        return None
    for here in range(first - 1, -1, -1):
        token = line[here]
        if _within(token, own):
            return here
        if token.tag not in "MY," and token.low != "and" and not token.low.isdigit():
            return None
    return None


def _is_owned(line: Sequence[Token], at: int, own: Spots) -> bool:
    """ "His brother", "Roe's wife"; but "his mother said her son" is of whom she speaks."""
    for here in range(at - 1, max(-1, at - 5), -1):
        token = line[here]
        if word_classes.possessive_name(token.text) or token.low in ("its", "unborn", "whose"):
            return True
        if here == at - 1 and token.tag in "VH":
            return True  # "man killed roommate"
        if token.low in _PRONOUNS:
            told = [one for one in line[:here] if one.tag in "NC"]
            return all(_within(one, own) for one in told)
        if token.tag in "P:,BXVHR":
            return False
    return False
