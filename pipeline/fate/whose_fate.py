"""Whom of several who were hit a word of death or survival is about."""

from __future__ import annotations

import re

from pipeline.fate.fate_counts import of_many
from pipeline.fate.fate_words import PRONOUN, Victim, Word
from pipeline.language.whose import Who
from pipeline.naming.company import Company
from pipeline.records import Role


def is_murdered(word: Word, one: Victim) -> bool:
    """Whether the person is named in the sentence as the one that somebody is charged with."""
    return any(_KILLING_OF.search(word.text, 0, start) for start, _ in one.spots(word.sentence))


#: From who is accused of a killing to the name of who was killed.
_KILLING_OF = re.compile(
    r"\b(?:charged|accused|convicted|guilty|indicted|arrested|trial)\b[^.;]*"
    r"\b(?:murders?|deaths?|killings?|slayings?)\s+of\s+(?:[A-Z][\w.’'-]*,?\s+|and\s+|\d+,\s+|\d+-year-old\s+)*$"
)


#: "Both died", "neither man's injuries are life-threatening".
_OF_ALL = re.compile(
    r"\b(?:(?P<all>(?-i:All)(?=\s+(?:of\s+them\s+)?(?:are|were|have|survived|died)\b))|(?P<three>all\s+three)|(?P<four>all\s+four)|both|neither|the\s+(?:two|couple|brothers|sisters|pair))\b"
    r"(?![^.;]*\b(?:officers?|deput\w+|troopers?|agents?)\b)[^.;,]{0,50}$",
    re.IGNORECASE,
)


def whom_called(word: Word, one: Victim, company: Company) -> frozenset[int]:
    """Whom of several a word is about."""
    if called := _named_or_called(word, company):
        return called
    told = frozenset(each.n for each in company.people if one.of(each).whose(word) is Who.OWN)
    if told or word.event is None or not word.event.by_police or word.event.target_at is None:
        return frozenset() if of_many(word) else told
    target = word.text[slice(*word.event.target_at)]
    if (called := company.by_gender_of(target)) or PRONOUN.fullmatch(target):
        return called
    by_police = [each.n for each in company.people if each.role is Role.SHOT_BY_POLICE]
    hit = {event.target_at for event in word.events if event.of_person and event.target_at}
    alone = len(by_police) == 1 and len(hit) == 1
    return frozenset(by_police if alone else ())


def _named_or_called(word: Word, company: Company) -> frozenset[int]:
    """Whom of several the words beside a word call by name, noun or pronoun."""
    text, event = word.text, word.event
    own = event is not None and event.start <= word.start <= event.end + len(" and ")
    at = event.target_at if event and own else None
    active = is_active(word)
    if not active and at is not None and (hit := company.called(word.sentence, *at)):
        return hit | (company.meant(word.sentence, *at, active) if at[1] <= word.start else hit)
    if at is not None and at[0] >= word.end and _OBJECT.fullmatch(text, *at):
        return company.by_gender_of(text[slice(*at)])  # "Roe says they killed him"
    if of_all := _OF_ALL.search(text, 0, word.end):
        many = 4 if of_all["four"] else 3 if of_all["three"] else 2
        here = company.called(word.sentence, 0, len(text))
        everyone = frozenset(one.n for one in company.people)
        if of_all["all"] is not None and not here:
            return everyone
        return here if len(here) == many else everyone if len(everyone) <= many else frozenset()
    roll = _ROLL.match(text, word.end) if word.low in _ROLLED else None
    if roll and (listed := company.listed_from(word.sentence, roll.end())):
        return listed
    if word.low == "dead" and (whom := _DEAD_ONE.match(text, word.end)):
        named = _NAMED_AS.match(text, whom.end())
        by_name = company.called(word.sentence, *(named or whom).span())
        return by_name or company.by_gender_of(whom.group().strip())
    if word.low in ("widow", "estate"):
        return company.called(word.sentence, word.end, word.end + len(" of A"))
    return company.meant(word.sentence, word.start, word.end, active)


#: From "the dead" and "killed" to the first name of their list: "killed in the raid were Roe".
_ROLL = re.compile(
    r"(?:\s+(?:victims?|men|women|people|persons?|suspects|teens|brothers|sisters|couple|pair))?(?:\s+(?:in|at|on|by)\s+[^.;:]{1,50}?)?"
    r"(?:(?:\s+(?:were|was|are|is|has\s+been|have\s+been))(?:\s+(?:later\s+)?(?:identified|named)\s+(?:[^.;,]{1,40}?\s)?as)?|\s+as|:)\s+(?:the\s+[a-z]+,\s+)?(?:\d{1,2}[-\s]years?[-\s]old\s+)?(?=[A-Z])"
)
_ROLLED = frozenset("dead killed deceased slain died wounded injured hurt hospitalized".split())
_OBJECT = re.compile(r"him|her", re.IGNORECASE)
_BE = re.compile(r"\b(?:was|were|is|are|been|be|being)\s+(?:\w+ly\s+)?(?:shot\s+and\s+)?$")


def is_active(word: Word) -> bool:
    """Whether the word's victim follows it: "killing X", "killed man", "the death of X"."""
    text, low = word.text, word.low
    if low in ("killing", "wounding", "kills", "wounds", "injuring") or low.startswith("wounds "):
        return True
    if low.endswith(" of ") or text[word.end : word.end + 4].casefold() == " of ":
        return True
    if low.startswith("pronounced"):  # "the coroner pronounced her dead"
        return not _BE.search(text, 0, word.start) and not low.startswith("was")
    if low == "dead" and _DEAD_ONE.match(text, word.end):
        return True
    if low not in ("killed", "wounded", "injured", "fatally"):
        return False
    if _MAN.match(text, word.end):
        return True
    return not _BE.search(text, 0, word.start) and bool(_OBJECT_BEGINS.match(text, word.end))


_MAN = re.compile(
    r"\s+(?:man|woman|boy|girl|teen|husband|wife|(?:boy|girl)friend)\b", re.IGNORECASE
)
_DEAD_ONE = re.compile(
    r"\s+(?:man|woman|boy|girl|teen\w*|driver|passenger|suspect|couple|pair)(?:['’]s?)?\b",
    re.IGNORECASE,
)
#: "The dead man was identified as Abel Roe".
_NAMED_AS = re.compile(
    r"\s+(?:was|is|has\s+been)\s+(?:\w+\s+)?(?:identified|named)\s+(?:[\w-]+\s+){0,6}?as\s+[^.;,]{1,60}"
)
_OBJECT_BEGINS = re.compile(
    r"(?!\s+[Bb][Yy]\b)\s+(?:(?:shot|wounded|injured|stabbed|struck)\s+)?(?:an?\s|the\s|[A-Z]|his\s|her\s|another\b|some(?:one|body)\b|\d"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)\b|\w+\s+\w+\s+[A-Z][a-z]+\s+[A-Z])"
)
