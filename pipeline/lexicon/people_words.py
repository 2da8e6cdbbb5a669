"""Words that stand beside people's names or in them, and plain ones that are no name."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from pipeline import shipped


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, frozenset[str]]]:
    """The word lists of ``people-words.toml``."""
    raw = tomllib.loads(shipped.text("people-words.toml"))
    return {
        table: {key: frozenset(value.split()) for key, value in lists.items()}
        for table, lists in raw.items()
    }


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """English words that news prints in lower case."""
    return frozenset(shipped.text("common-words.txt").split())


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    table = words()["titles"]
    return frozenset().union(
        *(table[k] for k in table if k not in ("parts", "also_names", "plural"))
    )
