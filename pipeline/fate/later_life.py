"""What somebody who was hit does afterwards, and so lives: speaks, sues, stands before a court."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.fate.fate_words import PRONOUN, Lines, Victim, Word, spots_of
from pipeline.fate.whose_fate import is_murdered
from pipeline.language.fates import BAIL, DEEDS, HELD, OF_COURT
from pipeline.language.whose import ANOTHERS, Who, ends_with_officer
from pipeline.naming.described import gender_of
from pipeline.page import datelines
from pipeline.story.times import of_before


def acting_told(lines: Lines, one: Victim) -> list[Word]:
    """A named person who speaks, sues or stands before a court after it lives."""
    theirs = carried_on(lines, one)
    words = (
        Word(sentence, events, match, deed=True)
        for (sentence, events), told in zip(lines, theirs, strict=True)
        if told or one.spots(sentence)
        for match in DEEDS.finditer(sentence.text)
    )
    return [
        word
        for word in words
        if (
            one.whose(word) is Who.OWN
            if one.spots(word.sentence)
            else one.whose(word) is Who.PRONOUN and not OF_COURT.match(word.low)
        )
        and not is_murdered(word, one)
        and not _HAD.search(word.text, 0, word.start)
        and not of_before(word.text, word.start, word.end)
        and not one.elsewhen(word)
    ]


def carried_on(lines: Lines, one: Victim) -> Iterator[bool]:
    """Whether each line begins with "he" or "she" who must be the one, named just before alone."""
    told = False
    paragraph = -1
    for sentence, _ in lines:
        he = PRONOUN.match(sentence.text)
        near = sentence.paragraph - paragraph <= 1
        goes_on = told and near and he is not None and not _of_other(one, he)
        alone = not any(any(spots_of(sentence, other)) for other in (*one.others, *one.company))
        yield goes_on and alone
        spots = one.spots(sentence)
        begins = datelines.begins(sentence.text) if spots else 0
        opens = any(
            _AT_START.fullmatch(sentence.text, begins, start)
            and sentence.text[end : end + 1] not in "'’"
            for start, end in spots
        )
        told = alone and (goes_on or opens) and not _SAID_LAST.search(sentence.text)
        paragraph = sentence.paragraph


def _of_other(one: Victim, he: re.Match[str]) -> bool:
    return one.gender is not None and one.gender != gender_of(he.group().strip('"“'))


#: Before a name that begins a sentence.
_AT_START = re.compile(r"(?:\d{1,2}-year-old\s+|(?:Mr|Ms|Mrs)\.\s+)?")
#: "…, the chief said. He": who said so.
_SAID_LAST = re.compile(r"\b(?:said|says|told\s+\w+)\.?[”\"]?$")
#: What somebody had done or had had done to them is told of before.
_HAD = re.compile(r"\b(?:(?:had|having)\s+(?:\w+\s+){0,2}|never\s+)$")


def held_told(lines: Lines, one: Victim) -> list[Word]:
    """ "The man is in jail", "he is due in court", said of no officer and of no time before."""
    found = []
    for (sentence, events), before in zip(lines, (None, *lines), strict=False):
        text = sentence.text
        match = HELD.search(text) or BAIL.search(text)
        if match is None or _SECOND.search(text, 0, match.end()):
            continue
        word = Word(sentence, events, match)
        if of_before(text, *match.span()) or one.elsewhen(word):
            continue
        told = match.groupdict()
        of_officer = told.get("he") and before and ends_with_officer(before[0].text)
        of_nobody = told.get("unsaid") is not None and not one.spots(sentence)
        if not (of_officer or of_nobody or one.whose(word, match.end() - 1) in ANOTHERS):
            found.append(word)
    return found


#: "The second man was arrested".
_SECOND = re.compile(r"\b(?:second|other|another|third)\b", re.IGNORECASE)
