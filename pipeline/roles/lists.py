"""Names that stand in one list, ages and homes between: "Ann Poe, 33, and Lee Coe, of Ames"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.naming.mentions import Named

_LINK = re.compile(r"[,;()&]|[\"“”]|[\w.'’-]+")
_LINKING = frozenset("and aka of from age aged the block year years old in both all each".split())
_LONGEST = 110  # characters between two names of a list

Chain = list[tuple[Named, int]]  # each name with its bearer


def in_lists(text: str, mentions: Sequence[tuple[Named, int]]) -> list[Chain]:
    """The lists of a sentence's names, which are in order; most are of one name."""
    chains: list[Chain] = []
    for mention, number in mentions:
        if chains and _joined(text, chains[-1][-1][0].end, mention.start):
            chains[-1].append((mention, number))
        else:
            chains.append([(mention, number)])
    return chains


def _joined(text: str, end: int, start: int) -> bool:
    """Whether nothing but ages, homes and commas stands between two names."""
    between = text[end:start]
    if not 0 < len(between) <= _LONGEST or not between.strip():
        return False
    return all(_links(word.group()) for word in _LINK.finditer(between))


def _links(word: str) -> bool:
    return word.casefold() in _LINKING or not word[0].islower() or word.endswith("year-old")


def past_homes(text: str, end: int) -> int:
    """Where a sentence goes on after the ages and homes that follow a name."""
    for word in _LINK.finditer(text, end, end + _LONGEST):
        if not _links(word.group()):
            return word.start()
    return len(text)
