"""Whose a text says it is: an agency's that stands in its credit, its byline or its rights.

Not an agency that is only spoken of ("told The Associated Press"), that helped ("The Associated
Press contributed to this report") or that took a picture ("(Reuters)" after a caption): such a
text is its own outlet's.
"""

from __future__ import annotations

import re

from pipeline.page import datelines

_HEAD, _TAIL = 400, 400  # characters where credits stand

_FULL = r"Associated\s+Press|(?:Thomson\s+)?Reuters|UPI|AFP|CNN|Cable\s+News\s+Network"
_SHORT = "AP|Reuters|UPI|AFP|CNN"
_STATION = r"[\w .&-]{2,24}"
_FIRST = (
    # "MACON, Ga. (AP) —", "(KXYZ/AP) —", and "(CNN)A man" where a line opens
    rf"(?:^|(?<!Press)\s)\((?:{_STATION}/)?(?P<dateline>{_SHORT})(?:/{_STATION})?\)\s*[-–—:]"
    rf"|^\((?P<opening>{_SHORT})\)\s*[A-Z]"
)
_CREDITS = re.compile(
    rf"{_FIRST}"
    # a line that is nothing else: "Associated Press", "Source: AP", "By The Associated Press"
    rf"|^[ \t(–—*-]*(?i:(?:by|from|source|via)[: ]\s*)?"
    rf"(?:(?i:the\s+)?(?P<line>(?i:{_FULL})|AP))(?i:\s+(?:staff|writers?|reporters?))?[ \t.)]*$"
    # "By KIM QUIST, Associated Press"; with "and" between, it is both's
    rf"|^(?i:by):?\s[^\n]{{2,60}}?(?<!\band\s)(?<!\band\sthe\s)(?<!\band\sThe\s)"
    rf"(?P<byline>{_FULL}|(?<=[,|/]\s)AP)[ \t]*$"
    # "Copyright 2015 The Associated Press", unless only portions are
    rf"|(?<!are\s)(?<!is\s)(?<!ortions\s)(?i:copyright|©|\(c\))\s*©?\s*(?:\d{{4}},?\s*)?(?i:by\s+)?"
    rf"(?i:the\s+)?(?P<rights>{_FULL})\b"
    rf"|^[ \t(]*(?i:the\s+)?(?P<reserved>{_FULL})\.?\s+All\s+rights\s+reserved",
    re.MULTILINE,
)
_NAMES = {
    "ap": "Associated Press",
    "the associated press": "Associated Press",
    "thomson reuters": "Reuters",
    "cable news network": "CNN",
}
_KNOWN = {name.casefold(): name for name in ("Associated Press", "Reuters", "UPI", "AFP", "CNN")}
_DIGIT = re.compile(r"\d")


def wire(text: str, syndicated_from: str | None = None) -> str | None:
    """The agency or outlet a story says it comes from, if it says so.

    >>> wire("MACON, Ga. (AP) — A man was shot.")
    'Associated Press'
    >>> wire("A deputy shot a man, his sister told The Associated Press on Monday.") is None
    True
    """
    if syndicated_from and "/" not in syndicated_from:
        return _named(syndicated_from.strip())
    found = _CREDITS.search(text, 0, _HEAD) or _CREDITS.search(text, max(0, len(text) - _TAIL))
    if found and found.lastgroup:
        return _named(" ".join(found[found.lastgroup].split()))
    opening = datelines.opening(text)
    credit = opening.credit if opening else None  # "RENO, Nev. (UW) —", but not "(Channel 2)"
    return credit.strip() if credit and not _DIGIT.search(credit) else None


def _named(told: str) -> str:
    folded = told.casefold()
    return _NAMES.get(folded) or _KNOWN.get(folded, told)
