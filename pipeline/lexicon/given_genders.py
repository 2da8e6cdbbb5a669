"""Of which gender nearly all bearers of a first name are.

Nobody's gender is claimed by their name. It says of whom a word cannot well be: "he" beside a Mary
and a John is John, whoever stands nearer.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline import shipped

_SPELLED = {"f": "female", "m": "male", "": None}


@lru_cache(maxsize=8192)
def usual(given: str) -> str | None:
    """The gender of 95 in 100 and more who bear a folded first name; None of any other name.

    >>> usual("mary"), usual("john"), usual("casey"), usual("")
    ('female', 'male', None, None)
    """
    return _SPELLED[_table().get(given)]


@cache
def _table() -> shipped.Table:
    return shipped.Table(shipped.unzipped("given_genders.tsv.gz"))
