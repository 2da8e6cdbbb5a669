"""Where a photograph or video is credited: who took it is no part of the story."""

from __future__ import annotations

import re

_TRACES = ("ourtesy", "hoto", "via ", "mage", "/")
_CREDIT = re.compile(
    r"\((?=[^()\n]{0,160}(?:\bvia\b|/|\b[Pp]hoto|\b[Cc]ourtesy|\b[Ii]mage))[^()\n]{3,160}\)"
    r"|\b(?:(?:[Pp]hotos?|[Ii]mages?|[Vv]ideo|[Ff]ile photo)\s+)?"
    r"[Cc]ourtesy(?:\s+of|\s*:|\s+photo)?\s[^\n.;()]{2,80}"
    r"|\b(?:[Pp]hotos?|[Ii]mages?)(?:\s+[Cc]redit)?\s*(?::|by|from)\s[^\n.;()]{2,80}"
)


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Each credit's stretch of the text.

    >>> text = "The scene. Photo courtesy of Dayton Police Department"
    >>> [text[start:end] for start, end in spans(text)]
    ['Photo courtesy of Dayton Police Department']
    """
    if not any(map(text.__contains__, _TRACES)):
        return ()
    return tuple(match.span() for match in _CREDIT.finditer(text))


def inside(start: int, credited: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= start < end for first, end in credited)
