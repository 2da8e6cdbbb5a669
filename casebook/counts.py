"""Numbers with the noun they count, as the command line and the pages print them."""

from __future__ import annotations

#: Nouns that counts begin with, and how one of them is called.
_ONE = {
    "addresses": "address",
    "agencies": "agency",
    "stories": "story",
    **{
        f"{noun}s": noun
        for noun in (
            "article change claim door edge file incident judgement message outlet page redaction "
            "report row run source victim"
        ).split()
    },
}


def counted(number: int, name: str) -> str:
    """
    >>> counted(1, "incidents changed"), counted(2, "doors_failed"), counted(1200, "kept")
    ('1 incident changed', '2 doors failed', '1,200 kept')
    """
    first, blank, rest = name.replace("_", " ").partition(" ")
    if number == 1 and first in _ONE:
        first = _ONE[first]
    return f"{number:,} {first}{blank}{rest}"
