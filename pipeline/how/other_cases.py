"""Where a sentence turns to another shooting that is only counted beside this one.

"It is the second time this year that a deputy fired; in February, a man with a knife survived": the
knife is of February.
"""

from __future__ import annotations

import re

from pipeline.language.actors import PERSON
from pipeline.language.calendar import MONTHS
from pipeline.language.cued import Cued

_NTH = (
    r"(?:second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth|eleventh|twelfth|\d+(?:st|nd|rd|th)|latest|last|previous)"
)
_SHOOTING = (
    r"(?:(?:fatal|deadly|police|officer-involved|deputy-involved|trooper-involved|similar)\s+){0,2}"
    r"(?:time|shooting|killing|death|person|man|woman)"
)
#: "The second time this year that a deputy has fired", "the third police shooting since June".
_COUNTED = Cued(
    rf"\b{_NTH}\s+{_SHOOTING}s?\b[^.;:]{{0,60}}?\b(?:this|that|in|since|within|over|for)\b",
    re.IGNORECASE,
)
#: What turns to the one before: "; in February, a man", "— the first, in May", ", after a woman".
_TURN = re.compile(
    rf"(?:[;:]|\s[—–-])\s*(?:in|on|last|earlier|early\s+in|late\s+in|back\s+in|one|the\s+(?:first|other|last|previous|earlier))\b(?=[^.]*\b(?:an?|another)\s+(?:[\w-]+\s+){{0,3}}?{PERSON}\b)"
    rf"|,\s+after\s+(?=an?\s+(?:[\w-]+\s+){{0,3}}?{PERSON}\b[^.;]*\b(?:in|last|earlier|ago)\b)",
    re.IGNORECASE,
)
_WHEN = (
    rf"(?:(?:early\s+|late\s+|mid-)?(?:in|on|last|this)\s+(?:(?:early|late|mid-?)\s+)?(?:(?-i:{MONTHS})|month|year|spring|summer|fall|winter|week|(?:19|20)\d\d)"
    r"|\w+\s+(?:days|weeks|months|years)\s+(?:ago|earlier|before))"
)
#: "In a shooting last March, officers killed", "the city's last police shooting was in June, when".
_ANOTHER = Cued(
    rf"^\W*in\s+(?:an?(?:other)?|one|an?\s+(?:earlier|previous|separate|similar|unrelated)|the\s+(?:other|last|previous|earlier))\s+(?:[\w-]+\s+){{0,2}}?(?:shooting|incident|case|encounter|confrontation|standoff)\b[^.;,]{{0,25}}?\b{_WHEN}\b"
    rf"|\b(?:last|previous|prior|most\s+recent|earlier|only\s+other)\s+(?:(?:fatal|deadly|police|officer-involved|such)\s+){{0,2}}shooting\b[^.;,]{{0,50}}?\b(?:was|came|happened|occurred|took\s+place)\s+{_WHEN}\b",
    re.IGNORECASE,
)
#: Opens on another: "In May, a man", "The first, in June, was of a woman".
_OPENS = Cued(
    rf"\W*(?:{_WHEN}|(?:the\s+)?(?:first|other|last|previous|earlier)(?:\s+(?:one|time|two|shooting))?)\b[^.]*?\b(?:an?|another)\s+(?:[\w-]+\s+){{0,3}}?{PERSON}\b",
    re.IGNORECASE,
)


def other_case(text: str, ahead: str | None) -> int:
    """Where a sentence begins to tell of another shooting; its length where it does not.

    ``ahead``: the sentence before it.

    >>> told = "It is the second time this year that one fired; in May, a man with a knife died."
    >>> told[other_case(told, None) :]
    '; in May, a man with a knife died.'
    >>> other_case("In May, a man with a knife died.", "It was the third shooting this year.")
    0
    >>> other_case("For the second time this year, officers shot a man with a gun.", None)
    62
    """
    counted = _COUNTED.search(text)
    turn = _TURN.search(text, counted.end() - 1) if counted else None
    another = _ANOTHER.search(text)
    starts = [match.start() for match in (turn, another) if match]
    if ahead and _OPENS.match(text) and _COUNTED.search(ahead):
        starts.append(0)
    return min(starts, default=len(text))
