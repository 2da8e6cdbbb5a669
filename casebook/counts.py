"""Numbers with the noun they count, as the command line and the pages print them."""

from __future__ import annotations

from collections.abc import Mapping

#: Nouns that counts begin with, and how one of them is called.
_ONE = {
    "addresses": "address",
    "agencies": "agency",
    "stories": "story",
    **{
        f"{noun}s": noun
        for noun in (
            "article change claim door edge file incident judgement message outlet page redaction "
            "report row run source token victim"
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


def listed(counts: Mapping[str, int]) -> str:
    """Every count that is not zero, in the order given.

    >>> listed({"kept": 3, "screened": 0, "failed: gone": 1200})
    '3 kept, 1,200 failed: gone'
    """
    return ", ".join(counted(number, name) for name, number in counts.items() if number)


def largest_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts that were made in the order things came, in one that does not depend on it.

    >>> largest_first({"page gone": 1, "read": 7, "not a page": 1})
    {'read': 7, 'not a page': 1, 'page gone': 1}
    """
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def waits(unread: int, unresolved: int) -> str:
    """What is not in the record yet, and the commands that bring it there; nothing: no words.

    >>> waits(1, 0)
    '1 page waits to be read: run “casebook read”, then “casebook resolve”'
    >>> waits(0, 1200)
    '1,200 reports wait to be linked: run “casebook resolve”'
    """
    if unread:
        verb = "waits" if unread == 1 else "wait"
        pages = counted(unread, "pages")
        return f"{pages} {verb} to be read: run “casebook read”, then “casebook resolve”"
    if unresolved:
        verb = "waits" if unresolved == 1 else "wait"
        return f"{counted(unresolved, 'reports')} {verb} to be linked: run “casebook resolve”"
    return ""
