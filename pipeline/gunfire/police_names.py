"""Who is an officer: surnames that come with a rank, or are of those on trial as officers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.gunfire import membership, on_trial
from pipeline.language.word_classes import FULL, NOT_NAMES
from pipeline.records import Sentence


def police_names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Surnames (folded) of officers, by rank or by the case they stand in, and of nobody else."""
    return on_trial.surnames(sentences) | by_rank(sentences)


def by_rank(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Surnames (folded) that come with an officer's rank, and are nobody else's."""
    body = [sentence.text for sentence in sentences if sentence.paragraph >= 0]
    found = _ranked(body)
    given = _given(body) if found else {}
    return frozenset(
        name
        for name, first in found.items()
        if name not in NOT_NAMES and not _others(given.get(name, set()), first)
    )


def _ranked(body: Sequence[str]) -> dict[str, set[str]]:
    """Surnames introduced with an officer's rank, with the given names told of them."""
    found: dict[str, set[str]] = {}
    for name in (each.split() for text in body for each in membership.ranked(text)):
        surname = name[-1].casefold().removesuffix("'s").removesuffix("’s")
        found.setdefault(surname, set()).update(name[:-1] or name)
    return found


def _given(body: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for text in body:
        for match in FULL.finditer(text):
            found.setdefault(match[2].casefold(), set()).add(match[1])
    return found


def _others(given: set[str], first: set[str]) -> bool:
    """Whether a surname is also somebody else's."""
    return any(name not in first and name.casefold() not in NOT_NAMES for name in given)
