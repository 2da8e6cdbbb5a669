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


_PEN = r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3}"
_HOUSE = (
    r"(?:[Ss]taff(?:\s+[Pp]hoto\w*)?|Getty(?:\s+Images)?|AP(?:\s+Photo)?|Reuters|Associated\s+Press|[KW][A-Z]{2,3}(?:[-\s]TV)?"
    r"|(?:[A-Z][\w.&’'-]*\s+){0,4}(?:Tribune|Times|Herald|News|Post|Press|Ledger|Sun|Star|Journal|Gazette|Courier|Chronicle|Record"
    r"|Register|Dispatch|Sentinel|Observer|Examiner|Bee|Eagle|Review|Globe|Daily|Media|Images|TRIBUNE|TIMES|HERALD|NEWS|POST|PRESS"
    r"|LEDGER|SUN|STAR|JOURNAL|GAZETTE|COURIER|CHRONICLE|RECORD|REGISTER|SENTINEL)(?:[\s-]+[A-Z][\w-]*){0,2})"
)
#: "(Jane Roe/Dayton Courier)": whose name would stand among the story's people.
_BRACKETED = re.compile(rf"(?<=[(\[])(?P<who>{_PEN})\s*/\s*[A-Z][^()\[\]\n]{{1,60}}(?=[)\]])")
#: A line that is a credit and nothing else.
_LINE = re.compile(
    rf"^\W{{0,3}}(?:(?i:(?:staff\s+|file\s+|handout\s+)?(?:photo(?:graph)?|image|picture|graphic|screenshot)s?\s+(?:by|courtesy|credit|via|from)\b)[^.\n]{{1,110}}"
    r"|(?i:(?:photo(?:graph(?:er)?)?|image|picture|video|credit|courtesy|screenshot)s?(?:\s+(?:credit|courtesy|by))?\s*[:/])[^\n]{1,120}"
    rf"|{_PEN}\s*[,/|]\s*(?:[Tt]he\s+|THE\s+|[Ff]or\s+(?:[Tt]he\s+)?)?{_HOUSE}|Getty\s+Images|AP\s+Photo|Shutterstock|iStock\w*)\W{{0,3}}$"
)
#: "FILE - The chief speaks in 2021": a picture of another day.
_FILED = re.compile(
    r"^\W{0,2}(?:FILE|File)(?:\s+(?:PHOTO|photo|IMAGE|image))?\)?\s*(?:[-–—:])\s*\S"
)


def is_line(line: str) -> bool:
    """Whether a line is a credit alone, or the caption of a picture from the files.

    >>> is_line("Ann Roe | Salina Tribune"), is_line("Ann Roe, 31, was shot.")
    (True, False)
    """
    return _LINE.match(line) is not None or _FILED.match(line) is not None


def blanked(text: str, story: str) -> str:
    """A sentence with spaces for who took its picture, in brackets, and is told of nowhere else.

    >>> blanked("A tent. (Ann Roe/Tribune)", "A tent. (Ann Roe/Tribune)").split()
    ['A', 'tent.', '(', ')']
    """
    if "/" not in text:
        return text
    return _BRACKETED.sub(
        lambda match: match.group() if story.count(match["who"]) > 1 else " " * len(match.group()),
        text,
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
