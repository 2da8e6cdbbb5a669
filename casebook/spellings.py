"""Whether a label and what we read are one, spelt otherwise: names, agencies, towns, any value."""

from __future__ import annotations

import re
from typing import Any

from anyascii import anyascii

_SAINT = re.compile(r"\b(?:saint|ste) ")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def fold(text: object) -> str:
    """Lower case, no accents, no punctuation, single blanks."""
    plain = anyascii(str(text)).casefold().replace("'", "").replace("’", "")
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def first_and_last(name: str) -> tuple[str, str]:
    words = [word for word in fold(name).split() if word not in _SUFFIXES]
    return (words[0], words[-1]) if words else ("", "")


def same_value(key: str, wanted: Any, got: Any) -> bool:
    """Whether a value of a field is the labelled one.

    >>> same_value("city", "St. Paul", "Saint Paul"), same_value("city", "Paulsboro", "Saint Paul")
    (True, False)
    """
    if isinstance(wanted, str) and isinstance(got, str):
        left, right = fold(wanted), fold(got)
        if key.endswith("city"):
            left, right = (_SAINT.sub("st ", text) for text in (left, right))
        if key.endswith("county"):
            left, right = (x.removesuffix(" county").removesuffix(" parish") for x in (left, right))
        return left == right
    return bool(wanted == got)


_AGENCY_WORDS = {
    "police": "police", "pd": "police", "officer": "police", "officers": "police",
    "sheriff": "sheriff", "sheriffs": "sheriff", "deputy": "sheriff", "deputies": "sheriff",
    "trooper": "state", "troopers": "state", "patrol": "state",
}  # fmt: skip
_EMPTY_WORDS = frozenset("department dept office of the s and county city division bureau".split())


def loosely_same(left: str, right: str) -> bool:
    """One agency under two names: they share a word that is not a word of every agency.

    >>> loosely_same("Macon police", "Macon Police Department")
    True
    >>> loosely_same("Kern County sheriff's deputies", "Bakersfield Police Department")
    False
    >>> loosely_same("NYPD", "New York Police Department")
    True
    """
    if _abbreviates(left, right) or _abbreviates(right, left):
        return True
    kinds = [
        {_AGENCY_WORDS[w] for w in fold(x).split() if w in _AGENCY_WORDS} for x in (left, right)
    ]
    if kinds[0] and kinds[1] and not kinds[0] & kinds[1]:
        return False
    words = [set(fold(x).split()) - _EMPTY_WORDS - set(_AGENCY_WORDS) for x in (left, right)]
    return bool(words[0] & words[1]) or (not words[0] and not words[1])


_SHORT_NAME = re.compile(r"[A-Z]{3,6}")
_SMALL_WORDS = frozenset("of the and for".split())


def _abbreviates(short: str, full: str) -> bool:
    """Whether a name begins with the initials of another: "NYPD", "YSU police"."""
    given = _SHORT_NAME.fullmatch((short.split() or [""])[0])
    words = [word for word in fold(full).split() if word not in _SMALL_WORDS | {"s"}]
    if given is None or len(words) < len(given.group()):
        return False
    forms = (words, [word for word in words if word != "city"])
    return any(
        "".join(word[0] for word in form).startswith(given.group().lower()) for form in forms
    )
