"""The end of one of several who were hit: by words that stand by their own name, noun or gender."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from pipeline.fate.deaths import PLAINLY, deaths_told, telling
from pipeline.fate.fate_claims import how_died, how_lives
from pipeline.fate.fate_counts import is_of_some
from pipeline.fate.fate_words import PRONOUN, Line, Lines, Victim, Word, fate_claim
from pipeline.fate.later_life import acting_told, carried_on
from pipeline.fate.survival import IN_COURT, living_told
from pipeline.fate.whose_fate import is_murdered, whom_called
from pipeline.language.whose import ANOTHERS, Who
from pipeline.language.word_classes import Actor
from pipeline.naming.company import Company
from pipeline.records import Claim, Person, Sentence


def one_of_several(lines: Lines, one: Victim, victim: Person, company: Company) -> Iterator[Claim]:
    """Where several were hit, only words that stand by this one's name or gender count."""
    lines = [
        line
        for line, before in zip(lines, (None, *lines), strict=False)
        if not _goes_on(line, before)
    ]
    run = {
        line[0] for line, told in zip(lines, carried_on(lines, one.of(victim)), strict=True) if told
    }
    deaths = deaths_told(lines, one)
    theirs = [
        whom_called(word, one, company) or _goes_on_of(word, one, victim, run) for word in deaths
    ]
    living = [
        word
        for word in living_told(lines, one)
        if victim.n in (whom_called(word, one, company) or _goes_on_of(word, one, victim, run))
        and not (IN_COURT.fullmatch(word.low) and _is_killers(word, one.of(victim)))
    ]
    lives = living or acting_told(lines, one.of(victim))
    died = [
        word
        for word, these in zip(deaths, theirs, strict=True)
        if victim.n in these
        and not _attends(word, one.of(victim))
        and not (lives and _tells_of_another(word, one.of(victim)))
    ]
    if victim.name and victim.confidence <= _BY_LINK:
        died = [word for word in died if _is_by_name(word, one.of(victim))]
    if not died and not lives and company.is_chief(victim) and not any(theirs):
        died = [word for word in deaths if word.score >= PLAINLY]
    if died:
        told = telling(died, one.of(victim))
        fatal = fate_claim("fatal", True, told, "died", victim.n)
        yield fatal.inferred() if is_of_some(lines, told, one.of(victim)) else fatal
        near = {word.sentence for word in died}
        here = [line for line in lines if line[0] in near]
        yield from how_died(here, one, lambda word: victim.n in whom_called(word, one, company))
        return
    yield from how_lives(lives, one.of(victim))


def _goes_on_of(word: Word, one: Victim, victim: Person, run: Set[Sentence]) -> frozenset[int]:
    """ "Roe, 42, grew up here. He was killed by police": him who was named just before, alone."""
    theirs = word.sentence in run and one.of(victim).whose(word) is Who.PRONOUN
    return frozenset((victim.n,)) if theirs else frozenset()


def _is_by_name(word: Word, one: Victim) -> bool:
    """Whether a word is plainly of the one who is named beside it: "the estate of Roe"."""
    if word.low in ("widow", "estate"):
        return any(0 <= start - word.end <= len(" of ") for start, _ in one.spots(word.sentence))
    return one.whose(word) is Who.OWN


def _is_killers(word: Word, one: Victim) -> bool:
    """ "Poe is charged with the murder of Roe and is awaiting trial": not Roe."""
    return is_murdered(word, one) or one.whose(word) in (*ANOTHERS, Who.BESIDE)


#: How sure it is that somebody named is the second one who was described.
_BY_LINK = 0.5


def _tells_of_another(word: Word, one: Victim) -> bool:
    """ "Roe was next to the man who was killed", "Roe was at the funeral": named, and alive."""
    spots = one.spots(word.sentence) if one.name else []
    if not spots:
        return False
    if _attends(word, one):
        return True
    if _RITE.fullmatch(word.low):
        owns = any(0 < word.start - end <= len("’s late ") for _, end in spots)
        of = any(0 <= start - word.end <= len(" of the late ") for start, _ in spots)
        return not (owns or of)
    if any(start >= word.end for start, _ in spots):
        return False
    return one.whose(word) in (Who.DESCRIBED, Who.KIN, Who.NAMED)


def _attends(word: Word, one: Victim) -> bool:
    """ "His wife, Ann Roe, who came to his funeral"."""
    told = _ATTENDS.search(word.text, 0, word.start)
    return told is not None and any(end <= told.start() for _, end in one.spots(word.sentence))


_RITE = re.compile(r"funeral|burial|casket|buried|obituary", re.IGNORECASE)
_ATTENDS = re.compile(
    r"\b(?:(?:came|come|comes|went|goes|walk\w*|drove|flew|(?:was\s+)?(?:brought|wheeled|taken))\s+to|attend\w*"
    r"|(?:spoke|sang|sat|was|wept)\s+(?:at|through))\s+$",
    re.IGNORECASE,
)


def _goes_on(line: Line, before: Line | None) -> bool:
    """ "Police say a man shot his former wife. She died.": of whom somebody else had hit."""
    return (
        before is not None
        and PRONOUN.match(line[0].text) is not None
        and any(
            event.hit and event.shooter is Actor.CIVILIAN and event.target is Actor.CIVILIAN
            for event in before[1]
        )
    )
