"""Officers held to account for a shooting, who are named without a rank.

A first-day story says "Officer Poe". A story from court says "a former Ames officer was sentenced"
and then only "Poe": who was sentenced, who stood trial, who shot the one who was shot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.actors import ANY_OFFICER, OFFICER
from pipeline.clauses import words
from pipeline.cued import Cued
from pipeline.records import Sentence

FULL = re.compile(r"\b(?=([A-Z][\w'’-]+)\s+(?:[A-Z]\.\s+)?([A-Z][\w'’-]{2,}))")
#: Words with a capital that are nobody's surname.
NOT_NAMES = frozenset(
    words("small", "calendar")
    | words("actors", "police")
    | words("police_compounds", "nouns")
    | words("small", "never_names")
)
_LEAD = 2  # paragraphs after the title
_LONGEST = 1500  # characters of a sentence that are looked at
_RANK = rf"(?:{ANY_OFFICER}|(?:police\s+)?chief|sheriff|lawm[ae]n|SWAT\s+members?)"
#: What is done with the accused, and how it ends.
_DONE = (
    r"(?:charged|indicted|arraigned|arrested|booked|accused|tried(?!\s+to\b)|convicted|acquitted|sentenced|on\s+trial|jailed"
    r"|(?:found\s+)?(?:not\s+)?guilty|cleared)"
)
#: An officer as the one before the court: "Ex-deputy gets probation", "jury acquits officer".
_CASE = Cued(
    rf"\b{_RANK}\b(?:\s+(?-i:[A-Z])[\w'’-]+){{0,3}}(?:,\s+\d\d,)?(?:\s+(?:of|for|in|with)(?:\s+[\w'’-]+){{1,4}}?)?(?:,?\s+who(?:\s+[\w'’-]+){{1,14}}?|,[^.;,]{{1,60}},)?\s+(?:(?:was|is|has|had|been|have|were|are|will|be|to|also)\s+)*"
    rf"(?:{_DONE}|pleads?|pleaded|pled|plead|fac(?:es|ed|ing)\s+(?:\w+\s+){{0,3}}?(?:trial|charges?|sentenc\w+|prison)|(?:gets?|got|given)\s+(?:[\w-]+\s+){{0,3}}?(?:probation|prison|years|life|months)"
    r"|must\s+stand\s+trial|committed\s+(?:a|the|no)\s+crime|stand(?:s|ing)?\s+trial|released\s+from\s+prison|serv(?:es?|ing|ed)\s+(?:\w+\s+){0,3}?(?:years|time|no\s+time))\b"
    rf"|\b{_RANK}['’]s?\s+(?:\w+\s+){{0,3}}?(?:trial|case|conviction|sentenc\w+|verdict|plea)\b"
    rf"|\b(?:charg(?:e|ed|es|ing)|indict(?:s|ed)?|convict(?:s|ed)?|acquit(?:s|ted)?|sentence[sd]?|arrest(?:s|ed)?|finds?|found|prison\s+for)\s+(?:(?!with\b|of\b|in\b|for\b|after\b|by\b)[\w.,'’-]+\s+){{0,6}}?{_RANK}\b"
    rf"|\b(?:trial|conviction|sentenc\w+|indictment|charges?|case|verdict|bail|acquittal)\s+(?:\w+\s+){{0,3}}?(?:of|for|against|on)\s+(?:[\w.,'’-]+\s+){{0,8}}?{_RANK}\b",
    re.IGNORECASE,
)
#: "Charged with killing an officer": it is the officer who fell.
_ON_POLICE = re.compile(
    r"\b(?:kill\w*|sho(?:t|ot|oting)\w*|wound\w*|attack\w*|assault\w*|ambush\w*|slay\w*|slain|murder(?:ed|ing)?|deaths?|fir(?:ed|ing)"
    rf"|injur\w*|stabb\w*|threaten\w*|by)\s+(?:(?:of|at|on|toward)\s+)?(?:[\w'’-]+\s+){{0,4}}?(?:police|{ANY_OFFICER})\b"
    rf"|\b{ANY_OFFICER}['’]s?\s+(?:killer|murderer|shooter|assailant|attacker|death)\b"
    rf"|\b{ANY_OFFICER}\s+(?:\w+\s+)?(?:arrested|charged|booked)\s+(?:an?|the|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_WORDS = r"(?:[A-Z][\w.'’-]+\s+){0,3}[A-Z][\w’-]{2,}"
_NAME = rf"(?P<name>{_WORDS})(?:,?\s+\(?\d{{2}}\)?,?)?(?:,?\s+who\b|,(?:\s[^.;,]{{1,60}},)?)?"
_ALSO = rf"(?:(?P<also>{_WORDS})(?:,?\s+\(?\d\d\)?,?)?,?\s+and\s+)?"
_BE = (
    r"(?:(?:was|is|were|has\s+been|had\s+been|have\s+been|stands|remains)\s+"
    r"(?:\w+ly\s+|also\s+|later\s+|now\s+)?)"
)
_ACCUSED = Cued(
    rf"\b{_ALSO}{_NAME}\s+(?i:{_BE}{_DONE}|{_BE}(?:free\s+on|released\s+on|serving|out\s+on)|(?:remain(?:s|ed)|went|walked)\s+free"
    r"|fac(?:es|ed)\s+(?:up\s+to|life|trial|charges|sentenc\w+|an?\s+\w*\s*charge)|pleaded|pleads|pled"
    r"|turned\s+(?:him|her)self\s+in|stood\s+(?:[\w-]+\s+){0,3}?before|surrendered|showed\s+no\s+emotion|will\s+(?:plead|stand\s+trial|serve)|must\s+stand\s+trial)\b"
    rf"|\b(?i:charged|indicted|arrested|convict(?:ed|s)|acquit(?:ted|s)|sentence[sd]?|accuse[sd]|charges|indicts|gave|(?:trial|conviction|charges?|indictment|sentence|verdict)\s+(?:\w+\s+){{0,2}}?(?:of|against|to|for|on))"
    rf"\s+(?:[a-z][\w'’-]*\s+){{0,4}}(?P<whom>{_WORDS})|\b(?i:indictment)\s+(?:says|said|alleges|charges)\s+(?:that\s+)?(?P<by>{_WORDS})|\b(?i:finds?|found)\s+(?P<guilty>{_WORDS})\s+(?:not\s+)?guilty"
)
_FIRED = Cued(
    rf"\b{_ALSO}{_NAME}\s+(?i:(?:fatally\s+)?(?:shot(?!\s+(?:by|and|at|in|to|the\s+Taser)\b)|opened\s+fire|fired\b(?!\s+(?:by|from|the\s+Taser|his\s+Taser)\b)|shoots|fires))"
)
#: "Poe, a former officer,", "Poe was the only officer on duty", "Poe wore a badge".
_OF_THE_FORCE = Cued(
    rf"\b(?P<force>{_WORDS})(?:,?\s+\(?\d\d\)?)?(?:,\s+(?:an?|the)\s+|,?\s+(?:was|is)\s+(?:an?|the|working|on|off)\s+)"
    rf"(?:(?!of\b|the\b|for\b|who\b|by\b|to\b|with\b)[\w'’-]+\s+){{0,4}}?(?i:{OFFICER}(?![-'’])|(?:off-?|on\s+|off\s+)duty)\b|\b(?P<badge>{_WORDS})\s+wore\s+a\s+badge"
)
#: Who fell: no word of a court makes them the officer.
_FELL = Cued(
    r"\b(?i:shot|shoots|shooting|killed|killing|kills|wounded|wounding|struck|death|slaying|fired\s+(?:\w+\s+){0,4}?(?:at|on|toward))"
    r"\s+(?:(?:of|death|the|an?)\s+)*(?:[a-z][\w'’-]*,?\s+){0,3}(?:[A-Z][\w.'’-]+\s+){0,3}(?P<whom>[A-Z][\w’-]{2,})"
    rf"|\b{_NAME}\s+(?:(?:was|were|had\s+been)\s+(?:\w+ly\s+)?(?:shot|killed|hit|struck|wounded|unarmed)|died|survived)\b"
    rf"|\b(?P<him>{_WORDS}),\s[^.;]{{0,60}}?\bwhom\b[^.;,]{{0,60}}?\b(?:shot|wounded|killed)\b"
)
#: Who has another part in court.
_OTHERS = frozenset(
    """judge justice attorney prosecutor solicitor commissioner mayor dr doctor pathologist rep
    sen senator magistrate lawyer patrol chief's spokesman spokeswoman defender""".split()
)


def is_officers_case(sentences: Sequence[Sentence]) -> bool:
    """Whether a story opens with a court's word on an officer."""
    lead = (one.text[:_LONGEST] for one in sentences if one.paragraph < _LEAD)
    return any(_CASE.search(text) and not _ON_POLICE.search(text) for text in lead)


def surnames(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Those who stand accused where an officer does, folded."""
    return _surnames(tuple(sentences))


@lru_cache(maxsize=4)  # asked for the gunfire of an article and for its people
def _surnames(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    if not is_officers_case(sentences):
        return frozenset()
    body = [one.text[:_LONGEST] for one in sentences if one.paragraph >= 0]
    told = {name for pattern in (_ACCUSED, _FIRED, _OF_THE_FORCE) for name in _told(body, pattern)}
    told -= {*_told(body, _FELL), *NOT_NAMES}
    full = {match[2].casefold() for text in body if told for match in FULL.finditer(text)}
    return frozenset(told & full)


def _told(texts: Sequence[str], pattern: Cued) -> Iterator[str]:
    for text in texts:
        for match in pattern.finditer(text):
            for which, name in match.groupdict().items():
                if name and not _has_another_part(
                    text[max(0, match.start(which) - 30) : match.end(which)]
                ):
                    yield name.split()[-1].casefold()


def _has_another_part(named: str) -> bool:
    """ "Judge Ann Roe", "District Attorney Lee Poe"."""
    return any(word.casefold().strip(".,") in _OTHERS for word in named.split()[-5:-1])
