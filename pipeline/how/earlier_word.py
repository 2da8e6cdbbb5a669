"""A weapon told of, and not seen: in a complaint, a warrant, an earlier crime, his own threat."""

from __future__ import annotations

import re

from pipeline.language.actors import PERSON, POLICE
from pipeline.language.calendar import MONTHS
from pipeline.language.cued import Cued

#: Who told police what he had, or what they were told of him before they met him.
_TOLD_POLICE = Cued(
    r"\b(?:complain\w*\s+(?:of|about)|warrants?\s+(?:said|says|described|stated)|tip(?:s|ster)?\s+(?:that|about|said)|told\s+(?:an?\s+|the\s+|911\s+|police\s+|emergency\s+)*(?:dispatch\w*|operators?)"
    r"|reported\s+missing|missing\s+person|(?:left|leaving|gone\s+from|walked\s+out\s+of)\s+(?:his|her|their|the|a)?\s*(?:\w+\s+)?(?:home|house|apartment|hospital)\s+with"
    r"|bulletin|(?:lookout|be-on-the-lookout)\s+(?:for|alert)|(?:text(?:ed)?|messages?)\b[^.;]{0,30}?\bthat\s+(?:he|she)\s+had\s+(?:bought|got|gotten))\b",
    re.IGNORECASE,
)
#: What somebody is accused of or sought for.
_ACCUSED = Cued(
    r"\b(?:accused\s+of|suspected\s+(?:of|in)|wanted\s+(?:for|in|on)|sought\s+(?:for|in)|suspects?\s+in)\b(?P<deed>[^.;]*)",
    re.IGNORECASE,
)
#: A time before that of the shooting.
_THEN = re.compile(
    r"\b(?:(?:last|earlier\s+(?:this|that|in\s+the))\s+(?:night|week|month|year|day|spring|summer|fall|winter)|(?:hours|days|weeks|months|years)\s+(?:ago|before|earlier)"
    rf"|in\s+(?-i:{MONTHS})|the\s+(?:day|night|week|month|year)\s+before|yesterday|previous)\b",
    re.IGNORECASE,
)
_AT_POLICE = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)
_HIM_NOW = re.compile(
    rf"\b(?:when|as|and\s+then|before)\s+(?:he|she|the\s+{PERSON})\b", re.IGNORECASE
)


def told_before(text: str, at: int) -> bool:
    """Is a weapon named where a sentence tells what police were told before they came?

    >>> told_before("Campers had complained of a man with a knife.", 40)
    True
    >>> told_before("He walked toward them with a knife.", 28)
    False
    """
    found = _TOLD_POLICE.search(text)
    return found is not None and found.start() < at


def accused_of(text: str, at: int) -> bool:
    """Is a weapon part of a deed somebody is accused of, one that was not against police?

    >>> accused_of("He is accused of having shot a clerk with a revolver.", 45)
    True
    >>> accused_of("He is accused of pointing a gun at a deputy.", 28)
    False
    """
    match = _ACCUSED.search(text)
    if match is None or not match.start("deed") <= at:
        return False
    return not (
        _AT_POLICE.search(match["deed"])
        or _HIM_NOW.search(text, match.end(0) - len(match["deed"]), at)
    )


def of_another_day(text: str, at: int) -> bool:
    """Is that deed told with a time of its own?

    >>> of_another_day("He is accused of having shot a clerk with a revolver in January.", 45)
    True
    """
    return accused_of(text, at) and _THEN.search(text) is not None


#: What somebody says of himself, or tells police of another.
_CLAIMED = re.compile(
    r"\b(?:claim\w*\s+(?:(?:to\s+)?(?:have|having|be\s+(?:armed\s+with|carrying))|(?:that\s+)?(?:he|she|there)\s+(?:had|was))"
    r"|told\s+(?:them|him|her|(?:the\s+|an?\s+)?(?:officers?|police|deput(?:y|ies)|troopers?|negotiators?|clerks?|tellers?))\s+(?:that\s+)?(?:he|she|there)\s+(?:had|was))"
    r"\s+(?:\w+\s+){0,2}$"
    r"|[“\"][^”\"]{0,60}\bthey\s+(?:said|say|claim|claimed|told\s+us|keep\s+saying)\s+(?:that\s+)?(?:he|she)\s+(?:had|was\s+holding|was\s+carrying|pulled|pointed)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def claimed(before: str) -> bool:
    """Do the words before a thing make it what somebody only said that he had?

    >>> claimed("He told them that there was "), claimed("Officers told him to drop ")
    (True, False)
    >>> claimed('"They say he had '), claimed("They say he had ")
    (True, False)
    """
    return _CLAIMED.search(before) is not None
