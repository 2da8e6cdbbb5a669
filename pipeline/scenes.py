"""Whether the clause that holds a place's name also tells what happened there.

"Shot on Elm Street" does. "Roe, who owns a shop on Elm Street, was shot" does not: the shot is told
in another clause. Towns, counties, states and spots are quoted by the one question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline import cues

#: What ends a clause for good: what follows is of somebody or something else.
_HARD = re.compile(
    r"[;—–]|(?<=[a-z][,.?!])[”\"]|(?<=[a-z]{3})\.\s(?=[A-Z])|:\s|\s(?:said|says|told|testified|wrote)\s"
)
#: A relative clause between commas is a clause of its own; what stands about it is another.
_ASIDE = re.compile(r",\s+(?:\w+\s+of\s+)?(?:who|whom|whose|which)\b[^;:]*?(?:,(?!\s\d)|$)")
#: But where somebody stood is told of the moment: "who was standing on Elm Street".
_STOOD = re.compile(r",\s+who\s+(?:was|were|had\s+been)\s+(?:\w+ing|in|on|at)\b")

#: What is told of the place where somebody was shot: the shooting, or that police came to it.
_HAPPENED = re.compile(
    r"\b(?:sho(?:t|ts|ot|ots|oting|otings)|shoot-?outs?|gunfire|gunshots?|gunm[ae]n|gunned|fir(?:e|es|ed|ing)|discharg\w+|kill(?:ed|s|ing)|slain|slayings?"
    r"|homicide|murder(?:ed|s)?|massacre|rampage|wounded|dead(?:ly)?|bod(?:y|ies)|happened|occurred|took\s+place|incident|scene|erupted|broke\s+out"
    r"|use[\s-]of[\s-]force|respon(?:d\w*|se)|dispatched|sent|(?:was|were|been|got)\s+called|calls?\s+(?:to|from|for|of|about|at|in)\b|caller|called\s+(?:to|911|police)"
    r"|reports?\s+of|reported|found|located|encounter\w*|confront\w*|stand-?off|barricad\w+|(?:search|arrest|no-knock|drug|felony)\s+warrants?|(?:serv|execut)\w+\s+(?:\w+\s+){1,3}warrants?|(?:traffic|vehicle)\s+stop"
    r"|stopped|(?:try|tried|trying|attempt\w*|went|mov\w+)\s+to\s+(?:arrest|serve|apprehend)|tape|check(?:ed)?\s+on|look\s+in"
    r"|c[ao]me\s+at|lunged|advanc(?:ed|ing)|arriv\w+|end(?:ed|s|ing)?\b|casings?|ambush\w*|hostages?|disturbance|raid|dies|died)\b",
    re.IGNORECASE,
)


def tells(text: str, start: int, end: int, events: Sequence[cues.Gunfire]) -> bool:
    """Whether the clause around offsets tells of the shooting, or that police came to it.

    >>> tells("Roe, who owns a shop on Elm Street, was shot.", 24, 34, ())
    False
    >>> tells("Roe, who owns a shop, was shot on Elm Street.", 34, 44, ())
    True
    """
    told = any(happened(text, a, b) for a, b in clause(text, start, end))
    return told or hits(text, start, end, events)


def hits(text: str, start: int, end: int, events: Sequence[cues.Gunfire]) -> bool:
    """Whether the clause around offsets tells of somebody hit."""
    spans = clause(text, start, end)
    return any(event.hit and a <= event.start < b for event in events for a, b in spans)


def happened(text: str, start: int, end: int) -> bool:
    """Whether the words between offsets tell of gunfire, or that police came."""
    return _HAPPENED.search(text, start, end) is not None


def clause(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The pieces of a sentence that make up the clause of the words at offsets."""
    begins = max((one.end() for one in _HARD.finditer(text, 0, start)), default=0)
    stop = _HARD.search(text, end)
    ends = stop.start() if stop else len(text)
    pieces, at = [], begins
    for aside in _ASIDE.finditer(text, begins, ends):
        if aside.start() <= start < aside.end():
            if _STOOD.match(text, aside.start()):
                return ((begins, ends),)
            return (aside.span(),)
        pieces.append((at, aside.start()))
        at = aside.end()
    return (*pieces, (at, ends))
