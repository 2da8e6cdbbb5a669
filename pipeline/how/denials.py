"""A thing named only to be denied."""

from __future__ import annotations

import re

from pipeline.language.things import Thing

_NO = re.compile(
    r"(?:\b(?:no|not|never|without|nor|neither|zero)|n['’]t)\b"
    r"(?:\s+(?!(?:and|but)\b)\w+){0,4}\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)

#: "Did not drop the gun": who will not part with a thing has it.
_KEPT = re.compile(
    r"(?:\b(?:not|never|without)|n['’]t)\s+(?:\w+\s+)?(?:drop\w*|put\w*|let\w*|releas\w+|surrender\w*|lower\w*|g[ia]v\w+"
    r"|relinquish\w*)\b[^.;]{0,25}$",
    re.IGNORECASE,
)

#: "Never pointed the gun": the deed is denied, and that there was one taken for granted.
_PRESUPPOSED = re.compile(
    r"(?:\b(?:not|never|without)|n['’]t)\s+(?:\w+\s+)?(?!(?:have|had|having|see|saw|be|been|find|found|finding|locat|recover|carr|h[eo]ld|possess|h[ei]ld|in)\w*\b)"
    r"(?!the\b|his\b|her\b)\w+\s+(?:\w+\s+)?(?:the|his|her|their|that)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def denied(thing: Thing) -> bool:
    """Is the thing said not to be there? "Did not drop the gun" says that it is."""
    if _NOT_FOUND.match(thing.after):
        return True
    if _NO.search(thing.near[-40:]) is None:
        return False
    return _KEPT.search(thing.near) is None and _PRESUPPOSED.search(thing.near) is None


def denied_before(before: str) -> bool:
    """Does a denial stand right before a word: "was not" armed?"""
    return _NO.search(before[-40:]) is not None


_NOT_FOUND = re.compile(
    r"s?\s+(?:(?:was|were|has|have|had)(?:\s+not|n['’]t)|(?:was|were)\s+never)\s+(?:been\s+)?(?:found|recovered|located)\b",
    re.IGNORECASE,
)
