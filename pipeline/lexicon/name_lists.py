"""Words that are somebody's first name or surname, for telling persons from things.

Longer than the lists linking weighs rarity by (:mod:`pipeline.lexicon.name_counts`), whose Census
of 1990 has the first names of 94 in 100 white, but of 68 in 100 Black people on the Washington
Post's list of those whom police shot.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline import shipped
from pipeline.lexicon import name_counts


def given_ppm(name: str) -> int:
    """How many in a million bear a folded word as first name; 0 when too few to list."""
    return name_counts.given_ppm(name) or _more(name)[0]


def is_common_given(name: str) -> bool:
    """Whether a folded word is a first name of many: one in ten thousand bears it."""
    return given_ppm(name) >= 100


def surname_ppm(name: str) -> int:
    """How many in a million bear a folded word as surname; 1 also where that many or fewer do."""
    return name_counts.surname_ppm(name) or _more(name)[1]


@lru_cache(maxsize=32768)
def _more(name: str) -> tuple[int, int]:
    given, _, surname = _table().get(name).partition("\t")
    return int(given or 0), int(surname or 0)


@cache
def _table() -> shipped.Table:
    return shipped.Table(shipped.unzipped("more_names.tsv.gz"))
