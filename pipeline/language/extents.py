"""How far the clause of some words goes in its sentence: what is told with them.

"Roe, who was hurt in 2006, died": the year is not of the death. Whether a place's clause tells the
shooting, and whether the clause of a wound tells another time, is asked of the same words.
"""

from __future__ import annotations

import re

from pipeline.language.cued import Cued

Pieces = tuple[tuple[int, int], ...]

#: What ends a clause for good: what follows is of somebody or something else.
_HARD = Cued(
    r"[;—–]|(?<=[a-z][,.?!])[”\"]|(?<=[a-z]{3})\.\s(?=[A-Z])|:\s|\s(?:said|says|told|testified|wrote)\s"
)
#: A relative clause between commas is a clause of its own; what stands about it is another.
_ASIDE = Cued(
    r",\s+(?:\w+\s+of\s+)?(?:who|whom|whose|which)\b[^;:]*?(?:,(?!\s\d)|$)"
    r"|,\s+an?\s+(?:[\w’'-]+\s+){1,4}?(?:who|whom|whose|which)\b[^;:]*?,(?!\s\d)"
)
#: But where somebody stood is told of the moment: "who was standing on Elm Street".
_STOOD = re.compile(r",\s+who\s+(?:was|were|had\s+been)\s+(?:\w+ing|in|on|at)\b")
#: What is told beside a clause, of the same subject or of another.
_AND = re.compile(r",?\s+(?:and|but)\s+")


def clause(text: str, start: int, end: int) -> Pieces:
    """The pieces of a sentence that make up the clause of the words at offsets.

    >>> text = "Roe, who was hurt in 2006, died."
    >>> [text[a:b] for a, b in clause(text, 27, 31)], [text[a:b] for a, b in clause(text, 13, 17)]
    (['Roe', ' died.'], [', who was hurt in 2006,'])
    """
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


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of a clause before and after those at offsets; after them, none past an "and"."""
    pieces = clause(text, start, end)
    before = ",".join(text[a : min(b, start)] for a, b in pieces if a < start)
    after = next((text[end:b] for a, b in pieces if a < end <= b), "")
    stop = _AND.search(after)
    return before.lstrip(", "), after[: stop.start()] if stop else after


def near(before: str) -> str:
    """Of the words before, those past the last "and"."""
    return before[max((one.end() for one in _AND.finditer(before)), default=0) :]
