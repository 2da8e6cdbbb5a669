"""What a reader infers life from where no word of an end is told: a suit, a hearing, a walk.

"He has sued the city" is told of the living. Asked last, of one person hit alone, and inferred.
Of death nothing is inferred so: of what a sheet, a memorial or a hearse hinted at, as much was
wrong as right on stories nobody had read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.fate.fate_words import Lines, Victim, Word, spots_of
from pipeline.language.cued import Cued
from pipeline.language.whose import Who
from pipeline.records import Role, Sentence

#: What only the living do, or is said where nobody died: "walked to an ambulance", "no one was
#: killed".
_ALIVE = Cued(
    r"\b(?:(?:walk(?:ed|ing)?|limp(?:ed|ing)?)\s+(?:[\w-]+\s+){0,3}?to\s+(?:an?|the)\s+(?:waiting\s+)?(?:ambulance|stretcher|gurney)"
    r"|(?:no\s+one|nobody)\s+(?:died|was\s+killed)(?=[.,;]|$)"
    r"|(?:he|she)\s+(?:has\s+|is\s+|later\s+|also\s+|then\s+|now\s+)*(?:sued|suing|sues|seek(?:s|ing)|told\s+(?:an?|the)\s+(?:reporter|judge|court|jury)|apologi[sz]ed|moved\s+to|declined\s+to\s+(?:give|make|be)|refused\s+to\s+(?:give|make|talk|speak))\b"
    r"|(?:his|her)\s+(?:trial|arraignment|preliminary\s+hearing|sentencing|plea|bail|bond|probation|parole)\s+(?:is|was|starts?|began|begins?|has|will|hearing|date)\b"
    r"|told\s+(?:\w+\s+)?(?:investigators|detectives)\b|apologi[sz]ed(?:\s+to|\s+for|(?=[.,;]|$)))",
    re.IGNORECASE,
)
#: Whose such a word is not: what is told of officers, kin and animals.
_NOT_THEIRS = (Who.OFFICER, Who.ANIMAL)


def hinted(lines: Lines, one: Victim) -> Word | None:
    """The word that hints that the one hit lives, as a reader infers; None where none does."""
    if one.person is None or one.person.role is not Role.SHOT_BY_POLICE:
        return None
    return next(_hints(lines, one), None)


def _hints(lines: Lines, one: Victim) -> Iterator[Word]:
    for (sentence, events), before in zip(lines, (None, *lines), strict=False):
        for match in _ALIVE.finditer(sentence.text):
            word = Word(sentence, events, match, 0.0, deed=True)
            if one.elsewhen(word) or one.whose(word) in _NOT_THEIRS:
                continue
            if _is_their_deed(word, one, before and before[0]):
                yield word


def _is_their_deed(word: Word, one: Victim, before: Sentence | None) -> bool:
    """ "Roe told detectives", "he has sued", where nobody else is named or an officer told of."""
    if one.spots(word.sentence):
        return one.whose(word) is Who.OWN
    if before is None or one.whose(word) not in (Who.PRONOUN, Who.BESIDE, Who.NOBODY):
        return False
    near = (word.sentence, before)
    if any(any(spots_of(sentence, other)) for sentence in near for other in one.others):
        return False
    return not _OFFICER.search(before.text)


_OFFICER = re.compile(
    r"\b(?:officers?|deput(?:y|ies)|troopers?|agents?|sergeant|chief|sheriff)\b", re.I
)
