"""What a reader infers an end from where no word of one is told: a sheet, a hearse, a suit.

"Friends remembered Roe as a quiet man" and a sheet over him stand for a death, "he has sued the
city" for life. These are asked last, of one person hit alone, and what they give is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.cued import Cued
from pipeline.fate_words import Lines, Victim, Word, spots_of
from pipeline.fates import DIED, PLAIN
from pipeline.records import Role, Sentence
from pipeline.whose import Who

_DEAD = Cued(
    r"\b(?:(?:makeshift|growing|sidewalk|roadside|street|impromptu)\s+(?:memorial|shrine)"
    r"|(?:sheet|tarp)\s+(?:covered|over|lay|draped|that\s+covered)|(?:draped|covered|pulled|laid|under|beneath)\s+(?:[\w-]+\s+){0,3}?(?:sheet|tarp)"
    r"|(?:remember(?:s|ed|ing)?|mourn(?:s|ed|ing)?)\s+(?:him|her|(?-i:[A-Z])[\w’'-]+)\s+as|remembered\s+as\b"
    r"|funeral|burial|hearse|graveside|mortuary|coroner['’]s\s+(?:\w+\s+)?(?:van|vehicle|truck)"
    r"|(?:sever(?:ed|ing)|pierc(?:ed|ing)|ruptur(?:ed|ing))\s+(?:his|her|the)\s+(?:aorta|heart|brain|brain\s+stem|carotid|jugular)"
    r"|(?:officer|deputy|trooper)\s+(?:[A-Z][\w’'-]+\s+)?(?:guilty\s+)?of\s+(?!attempted)(?:\w+[\s-]){0,2}?(?:murder|manslaughter))\b",
    re.IGNORECASE,
)
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


def hinted(lines: Lines, one: Victim) -> tuple[bool, Word] | None:
    """Whether the one hit is dead, as a reader infers, and the word that hints it; else None.

    None, too, where words hint at both, or another is told to be dead.
    """
    if one.person is None or one.person.role is not Role.SHOT_BY_POLICE:
        return None
    dead = () if _others_died(lines) else tuple(_hints(lines, one, _DEAD))
    alive = tuple(_hints(lines, one, _ALIVE))
    if bool(dead) == bool(alive):
        return None
    return bool(dead), (dead or alive)[0]


def _hints(lines: Lines, one: Victim, pattern: Cued) -> Iterator[Word]:
    for (sentence, events), before in zip(lines, (None, *lines), strict=False):
        for match in pattern.finditer(sentence.text):
            word = Word(sentence, events, match, 0.0, deed=True)
            if one.elsewhen(word) or one.whose(word) in _NOT_THEIRS:
                continue
            if pattern is _DEAD or _is_their_deed(word, one, before and before[0]):
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


def _others_died(lines: Lines) -> bool:
    """Whether the story has a plain word of death, which must then be of somebody else."""
    return any(
        match.group().casefold() in PLAIN
        for sentence, _ in lines
        for match in DIED.finditer(sentence.text)
    )
