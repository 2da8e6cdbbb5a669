"""On which day what followed a shooting was: not on that of the shooting it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.how.event_words import Words
from pipeline.when.date_candidates import Candidate
from pipeline.when.date_phrases import DatePhrase


def nearest(dated: Sequence[Candidate], match: re.Match[str]) -> Candidate | None:
    return min(
        dated,
        key=lambda each: (abs(each.phrase.start - match.start()), each.phrase.start),
        default=None,
    )


def told(words: Words, text: str, match: re.Match[str], near: Sequence[Candidate]) -> str | None:
    """The day or days of an event, as EDTF, if the sentence tells them."""
    if words == _BARE_SUIT:
        return None  # "voted Monday to end a lawsuit"
    of_it = [each for each in near if _its_day(text, match, each.phrase)]
    if not of_it and words.kind in _ANNOUNCED:
        of_it = [each for each in near if _is_announced(text, each.phrase)]
    day = nearest(of_it, match)
    return str(day.days) if day else None


_BARE_SUIT = Words("civil_suit", "")
#: Kinds that are done by saying so.
_ANNOUNCED = frozenset(
    ("charge_decision", "indictment", "settlement", "autopsy", "name_release", "discipline")
)
_SAYS = (
    r"(?:said|says|announced?|announcing|ruled|found|conclud\w+|determined|decided"
    r"|declined|declared|wrote|reported|voted|approved|agreed|signed\s+off|imposed|told\s+reporters|released|cleared)"
)
#: "The district attorney ruled Friday that", "…, the medical examiner's office said on Monday".
_BY_OFFICE = re.compile(
    r"\b(?:attorney(?:\s+general)?|prosecut\w+|D\.?A\.?|A\.?G\.?|solicitor|jur(?:y|ors)|office|chief|sheriff|police|department|officials|leaders|authorities|city|council\w*|county"
    r"|commission\w*|board|supervisors|mayor|state|coroner|examiner|spokes\w+|judge|arbitrator|bureau|investigators|GBI|TBI|BCA|SBI|(?-i:[A-Z])[\w’-]+)"
    rf"\s+(?:(?-i:[A-Z])[\w.’'-]+\s+){{0,3}}(?:\w+ly\s+)?{_SAYS}\s+(?:earlier\s+|late\s+|early\s+)?$",
    re.IGNORECASE,
)
#: "Officials on Monday announced", "Council members voted Monday".
_OFFICE_ON = re.compile(rf"\s+(?:\w+ly\s+)?{_SAYS}\b", re.IGNORECASE)


def _is_announced(text: str, phrase: DatePhrase) -> bool:
    if _OF_A_DEED.match(text, phrase.end):
        return False
    before = _BY_OFFICE.search(text, 0, phrase.start)
    return before is not None or (
        _OFFICE_ON.match(text, phrase.end) is not None
        and not _DEED.search(text, max(0, phrase.start - 40), phrase.start)
    )


def _its_day(text: str, match: re.Match[str], phrase: DatePhrase) -> bool:
    """Whether a date beside an event is when it was, not when the shooting that it is about was.

    "A boy shot Saturday was identified", "acquitted in the 2019 killing": the shooting's own.
    """
    if _OF_A_DEED.match(text, phrase.end):
        return False
    if phrase.start >= match.start():
        if phrase.start - match.start() <= _NEAR_AFTER and _DONE_ON.search(text, 0, phrase.start):
            return True
        between = _LISTED.sub(" ", text[match.start() : phrase.start])
        return len(between) <= _NEAR_AFTER and not _OTHER_DEED.search(between)
    before, between = text[: phrase.start], text[phrase.end : match.start()]
    if _DEED.search(before) or _DEED.search(between):
        return False
    opens = _OPENS.search(before) is not None and "later" not in between[-_LATER:]
    return opens or (len(between.split()) <= _BESIDE and not _OTHER_DEED.search(between))


#: "Filed a wrongful-death suit", "sued the city and the officer": no deed or clause of its own.
_LISTED = re.compile(
    r"\bwrongful[\s-]death\b|\band\s+(?=(?:the|its|an?|two|three)\s+(?:[\w-]+\s+)?(?:officers?|city|county|department|sheriff|deput(?:y|ies)|troopers?|chief)\s+(?:on\s+)?$)",
    re.IGNORECASE,
)
#: "The suit, filed April 30", "footage, made public Monday": the day is its own.
_DONE_ON = re.compile(
    r"\b(?:filed|released|approved|announced|unsealed|returned|made\s+public|posted|published)\s+$",
    re.IGNORECASE,
)
_NEAR_AFTER = 90  # letters from the event's words to its day
_BESIDE = 3  # words between a day and the event: "on Monday also was indicted"
_LATER = 12
_DEED = re.compile(
    r"\b(?:shoot\w*|shot|gunfire|gunfight|gunned|fatal\w*|kill\w*|slay\w*|slain|died|deaths?|dead"
    r"|homicides?|murders?|wound\w*|injur\w*|attack\w*|ambush\w*|rampage|chase|pursuit|robbery|incident)\b",
    re.IGNORECASE,
)
#: What stands between an event and the day of something else.
_OTHER_DEED = re.compile(
    rf"{_DEED.pattern}|[,;]|\b(?:and|who|whom|that|which|when|after|before|while|since)\b",
    re.IGNORECASE,
)
#: "June shooting", "Sunday night's fatal ambush": a day that says which deed.
_OF_A_DEED = re.compile(
    rf"(?:\s+(?:early|late|morning|afternoon|evening|night))*(?:['’]s)?\s+(?:(?!(?:with|in|on|for|of|to|as|that|by|at|from|and|an?|the|shows?|said|says|after)\b)[\w-]+\s+){{0,3}}?(?:{_DEED.pattern})",
    re.IGNORECASE,
)
#: A day that opens its sentence, maybe after a place of writing, is of what the sentence tells.
_OPENS = re.compile(r"(?:^|[—–:]|--)\W*(?:on|late|early|by)?\s*$", re.IGNORECASE)
