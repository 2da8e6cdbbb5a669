"""Words that say that somebody who was hit is alive."""

from __future__ import annotations

import re

from pipeline.fate.deaths import WHOM
from pipeline.fate.fate_counts import of_crowd
from pipeline.fate.fate_words import Lines, Victim, Word
from pipeline.language.cued import Cued
from pipeline.language.fates import COURT_VERBS, KIN, LIVES
from pipeline.language.whose import ANOTHERS, Who
from pipeline.language.word_classes import Actor
from pipeline.lexicon.people_words import words
from pipeline.naming.described import gender_of
from pipeline.story.times import of_before

_CRITICAL = Cued(
    r"(?<!non-)(?<!non )\b(?:critical(?:ly)?|grave(?:ly)?|life[-\s]threatening)\b(?!\s+incident)",
    re.I,
)
_NO_LONGER = re.compile(
    r"\b(?:no\s+longer|not|had\s+been)\s+(?:\w+\s+){0,3}$|\bupgraded\s+from\s+$", re.IGNORECASE
)
_NOT_LIFE = re.compile(
    r"(?:\b(?:non|not)|n['’]t)[-\s]?(?:\w+\s+){0,2}life|\b(?:none|neither)\b[^.;]{0,60}\blife",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:(?:no|nor|none|neither|nobody|without)\b[^.;]{0,30}|never\s+(?:\w+\s+)?|not\b[^.;,]{0,30})$",
    re.IGNORECASE,
)


def is_critical(word: Word) -> bool:
    """Whether it is told as critical, and of no other: "Roe is critical and Poe in fair shape"."""
    text = word.text
    since = max((cut.end() for cut in _CUT.finditer(text, 0, word.start)), default=0)
    until = _CUT.search(text, word.end)
    told = _CRITICAL.search(text, since, until.start() if until else len(text))
    return told is not None and not (
        _NOT_LIFE.search(text)
        or _NO_LONGER.search(text, 0, told.start())
        or _NOBODY.search(text, 0, told.start())
    )


#: Where somebody else begins to be told of.
_CUT = re.compile(
    r";|\s(?:and|while|but)\s+(?=(?:[A-Z]|the\s|an?\s|another\b|two\b|three\b|one\b))"
)


#: "Another teen pleaded guilty".
_A_SECOND = re.compile(
    r"\b(?:another|(?:the|a)\s+(?:second|third|other))\s+(?:\w+\s+)?"
    r"(?:man|woman|teen(?:ager)?|boy|girl|suspect|person|driver|passenger)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


#: Words of those who are held, charged or tried.
IN_COURT = re.compile(
    rf"{'|'.join(sorted(COURT_VERBS))}|pleaded|charges?\b.*|fac(?:es?|ing)\s.*|.*\b(?:held|jailed)|taken\s+to\s+jail|booked\s+into",
    re.IGNORECASE,
)


def living_told(lines: Lines, one: Victim) -> list[Word]:
    """Words that say the person hit is alive."""
    words = (
        Word(sentence, events, match)
        for sentence, events in lines
        for match in LIVES.finditer(sentence.text)
    )
    return [
        word
        for word in words
        if not _denied(word)
        and not of_crowd(word, one)
        and not _UNTOLD.search(word.text, 0, word.end)
        and not _lives_another(word, one)
    ]


#: "Roe's surviving children": who has died.
_SURVIVORS = re.compile(rf"surviving\s+(?:\w+\s+)?{KIN}", re.IGNORECASE)
_WORDS = re.compile(r"[\w’'-]+")


def _of_the_other_gender(word: Word, one: Victim) -> bool:
    """ "He is in stable condition", where a girl was hit: by the last word that tells a gender."""
    if one.gender is None:
        return False
    since = max((end for _, end in one.spots(word.sentence) if end <= word.start), default=0)
    told = [
        gender_of(each.group())
        for each in _WORDS.finditer(word.text, since)
        if each.start() <= word.end + 1 and each.group().casefold() not in _NO_SUBJECTS
    ]
    last = next((each for each in reversed(told) if each), one.gender)
    return last != one.gender


#: "Roe, who buried his mother, is expected to live": kin and possessives end nothing.
_NO_SUBJECTS = words()["kin"]["words"] | frozenset(("his", "her", "him", "hers"))


def _lives_another(word: Word, one: Victim) -> bool:
    """Whether a word of survival is somebody else's, of nobody at all, or of another time."""
    if _of_the_other_gender(word, one) or _SURVIVORS.match(word.text, word.start):
        return True
    if one.is_by_noun_anothers(word) or _hits_another(word, one):
        return True
    own = one.name and one.spots(word.sentence)
    if not own and IN_COURT.fullmatch(word.low):
        if one.by_others:
            return True  # who is held after a shooting between others is the one who fired
        if _A_SECOND.search(word.text, 0, word.start):
            return True
    if word.event is not None:
        return word.event.target is Actor.POLICE and one.whose(word) is not Who.OWN
    if one.elsewhen(word) or of_before(word.text, word.start, word.end):
        return True
    who = one.whose(word)
    if who in (Who.BESIDE, Who.NOBODY):
        return _OF_ANYBODY.fullmatch(word.low) is not None
    return who in ANOTHERS


def _hits_another(word: Word, one: Victim) -> bool:
    """ "Roe shot a clerk in the foot": told of who did it."""
    before = [end for _, end in one.spots(word.sentence) if end <= word.start]
    if not before or not _HITS_SOMEBODY.match(word.text, word.start):
        return False
    return WHOM.search(word.text, before[-1], word.start) is None


_HITS_SOMEBODY = re.compile(
    r"(?:shot|shoots?|hit|struck|wounded|injured)\s+(?:once\s+)?"
    r"(?:an?\s|the\s|[A-Z](?!\w+day\b)|an?other\b|others\b|(?:two|three|four|five|six|\d+)\s(?!times))"
)


#: "Is at Hillside Church", "came home", "cannot work": said of anybody and anything.
_OF_ANYBODY = re.compile(
    r"(?:is|are|['’]s|was|remains)\s+(?:still\s+)?(?:at|awake|conscious|talking|up|alive)\b.*|(?!expect|able).*\bhome"
    r"|sitting\s+up|(?:can\s?not|can['’]t|unable|no\s+longer|not\s+(?:\w+\s+){0,2}able)\b.*|recover\w*.*|(?:is|was)\s+recovering",
    re.IGNORECASE | re.DOTALL,
)
#: How grave an injury is, nobody says.
_UNTOLD = re.compile(r"\b(?:extent|nature|severity)\s+of\s+(?:\w+\s+){0,2}injuries$", re.IGNORECASE)


def _denied(word: Word) -> bool:
    """ "Nobody was injured"; but who has no threat to their life lives."""
    text = word.text
    if _YET_DIED.search(text, word.end):
        return True
    if word.low == "lived" and _WHERE.search(text, 0, word.start):
        return True
    return bool(_NOBODY.search(text, 0, word.start)) and not word.low.endswith("threatening")


_YET_DIED = Cued(
    r"\b(?:before|until)\s+(?:(?:he|she|they|his|her|being|was|were|later|finally)\s+){0,3}"
    r"(?:died|dying|death|pronounced|declared\s+dead|succumb\w*)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:where|which)\b[^.;,]{0,30}$", re.IGNORECASE)
