"""How many in a million bear a first name or a surname."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from pipeline import shipped


def given_ppm(name: str) -> int:
    """How many in a million bear it as a first name (US Census 1990); 0 when too few to list."""
    return _census().get(name, (0, 0))[0]


def surname_ppm(name: str) -> int:
    """The same of a surname."""
    return _census().get(name, (0, 0))[1]


@cache
def _census() -> dict[str, tuple[int, int]]:
    pairs: dict[tuple[str, str], tuple[int, int]] = {}
    found: dict[str, tuple[int, int]] = {}
    for name, given, surname in rows("census_names.tsv"):
        found[name] = pairs.setdefault((given, surname), (int(given or 0), int(surname or 0)))
    return found


def rows(file: str) -> Iterator[list[str]]:
    """The lines of a shipped table, below its head."""
    return (line.split("\t") for line in islice(shipped.lines(file), 1, None))
