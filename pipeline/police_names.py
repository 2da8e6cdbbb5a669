"""Who is an officer: surnames that come with a rank, or are of those on trial as officers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline import on_trial
from pipeline.actors import OFFICER, OFFICERS
from pipeline.cued import Among, Cued
from pipeline.on_trial import FULL, NOT_NAMES
from pipeline.records import Sentence

_RANKED = Cued(
    r"\b(?i:officers?|deput(?:y|ies)|troopers?|sgt\.?|sergeant|cpl\.?|corporal|detectives?|det\."
    r"|constable|marshal|patrolman|agent|ofc\.),?\s+"
    r"((?:[A-Z][\w.'’-]*\s+){0,2}[A-Z][\w'’-]{2,})(?=[\s,.;:’']|$)"
)
_BESIDE = Cued(
    r"\b((?:[A-Z][\w.'’-]+\s+){1,2}[A-Z][\w'’-]{2,}),\s+(?:an?|the)\s+(?:[\w-]+\s+){0,4}?"
    rf"{OFFICER}\b"
)
#: "Ana Ruiz and Luke Farrow, two members of the drug unit".
_MEMBERS = Cued(
    r"\b(?:((?:[A-Z][\w.'’-]+\s+){1,2}[A-Z][\w'’-]{2,})\s+and\s+)?((?:[A-Z][\w.'’-]+\s+){1,2}[A-Z][\w'’-]{2,}),"
    r"\s+(?:an?|the|two|both)\s+(?:\w+\s+){0,2}?(?:members?\s+of\s+(?:the|an?)\s[^.;,]{0,50}?"
    rf"(?:[Uu]nit|[Tt]eam|[Ss]quad|[Tt]ask\s+[Ff]orce)|{OFFICERS})\b",
)
_NAMING = Among(((None, _RANKED), (None, _BESIDE), (None, _MEMBERS)))
_NAME = r"(?:[A-Z][\w.'’-]*\s+){0,2}[A-Z][\w'’-]{2,}"
#: "Patrolmen Dana Brill, Ann Poe and Lee Coe": each of them.
_ROSTER = Cued(
    r"\b(?i:officers|deputies|troopers|patrolmen|detectives|agents|constables|sergeants|corporals)\s+"
    rf"(?P<names>{_NAME}(?:,\s+{_NAME}){{0,6}},?\s+and\s+{_NAME})"
)
_AND = re.compile(r",?\s+and\s+|,\s+")


def police_names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Surnames (folded) of officers, by rank or by the case they stand in, and of nobody else."""
    body = [sentence.text for sentence in sentences if sentence.paragraph >= 0]
    found = _ranked(body)
    given = _given(body) if found else {}
    ranked = {
        name
        for name, first in found.items()
        if name not in NOT_NAMES and not _others(given.get(name, set()), first)
    }
    return on_trial.surnames(sentences) | ranked


def _ranked(body: Sequence[str]) -> dict[str, set[str]]:
    """Surnames introduced with an officer's rank, with the given names told of them."""
    found: dict[str, set[str]] = {}
    for text in body:
        for _, pattern in _NAMING.able(text):
            for match in pattern.finditer(text):
                for name in (each.split() for each in match.groups() if each):
                    surname = name[-1].casefold().removesuffix("'s").removesuffix("’s")
                    found.setdefault(surname, set()).add(name[0])
        for match in _ROSTER.finditer(text):
            for name in map(str.split, _AND.split(match["names"])):
                found.setdefault(name[-1].casefold(), set()).add(name[0])
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
