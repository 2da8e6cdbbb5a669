"""Whether the clause that holds a place's name also tells what happened there.

"Shot on Elm Street" does. "Roe, who owns a shop on Elm Street, was shot" does not: the shot is told
in another clause. Towns, counties, states and spots are quoted by the one question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.extents import clause

#: What is told of the place where somebody was shot: the shooting, or that police came to it.
_HAPPENED = Cued(
    r"\b(?:sho(?:t|ts|ot|ots|oting|otings)|shoot-?outs?|gunfire|gunshots?|gunm[ae]n|gunned|fir(?:e|es|ed|ing)|discharg\w+|kill(?:ed|s|ing)|slain|slayings?"
    r"|homicide|murder(?:ed|s)?|massacre|rampage|wounded|dead(?:ly)?|bod(?:y|ies)|happened|occurred|took\s+place|(?<!without\s)incident|scene|erupted|broke\s+out"
    r"|use[\s-]of[\s-]force|respon(?:d\w*|se)|dispatched|sent|(?:was|were|been|got)\s+called|calls?\s+(?:to|from|for|of|about|at|in)\b|caller|called\s+(?:to|911|police)"
    r"|reports?\s+of|reported|found|located|encounter\w*|confront\w*|stand-?off|barricad\w+|(?:search|arrest|no-knock|drug|felony)\s+warrants?|(?:serv|execut)\w+\s+(?:\w+\s+){1,3}warrants?|(?:traffic|vehicle)\s+stop"
    r"|stopped|(?:try|tried|trying|attempt\w*|went|mov\w+)\s+to\s+(?:arrest|serve|apprehend)|tape|check(?:ed)?\s+on|look\s+in"
    r"|c[ao]me\s+at|lunged|advanc(?:ed|ing)|arriv\w+|end(?:ed|s|ing)?\b|casings?|ambush\w*|hostages?|disturbance|raid|dies|died)\b",
    re.IGNORECASE,
)


def tells(text: str, start: int, end: int, events: Sequence[Gunfire]) -> bool:
    """Whether the clause around offsets tells of the shooting, or that police came to it.

    >>> tells("Roe, who owns a shop on Elm Street, was shot.", 24, 34, ())
    False
    >>> tells("Roe, who owns a shop, was shot on Elm Street.", 34, 44, ())
    True
    """
    told = any(happened(text, a, b) for a, b in clause(text, start, end))
    return told or hits(text, start, end, events)


def hits(text: str, start: int, end: int, events: Sequence[Gunfire]) -> bool:
    """Whether the clause around offsets tells of somebody hit."""
    spans = clause(text, start, end)
    return any(event.hit and a <= event.start < b for event in events for a, b in spans)


def happened(text: str, start: int, end: int) -> bool:
    """Whether the words between offsets tell of gunfire, or that police came."""
    return _HAPPENED.search(text, start, end) is not None
