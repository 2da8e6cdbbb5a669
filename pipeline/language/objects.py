"""Whom a verb is done to: the noun phrase behind it, or whom a relative clause is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.language.main_clauses import without_modifiers
from pipeline.language.noun_phrases import Found, number_of, passes_by, phrase, phrase_start
from pipeline.language.subjects import subject_of_main
from pipeline.language.word_classes import ACTORS, RELATIVE, Actor, Token


def direct_object(line: Sequence[Token], at: int) -> Found | None:
    """Whom an active verb hits: the noun phrase after it, past "and killed", "dead"."""
    here = at + 1
    while here < len(line) and passes_by(line, here):
        if line[here].low in ("once", "twice", "thrice"):
            return None
        here += 1
    if here >= len(line) or line[here].tag in "P:,RB":
        return None
    return phrase(line, here) or number_of(line, here)


def relative_object(line: Sequence[Token], at: int) -> tuple[Found, Found] | None:
    """ "The man (who) police shot": the subject right before the verb, whom it hits before that."""
    main = without_modifiers(line, at)
    found = _relative_object(main.line, main.at)
    if found is None:
        return None
    doer, whom = (replace(each, at=main.were_at[each.at]) for each in found)
    return doer, whom


def _relative_object(line: Sequence[Token], at: int) -> tuple[Found, Found] | None:
    doer = subject_of_main(line, at)
    if doer is None or doer.actor not in (Actor.POLICE, Actor.SOMEBODY):
        return None
    between = line[doer.at + 1 : at]
    if any(token.tag not in "X_PD" or token.low == "of" for token in between):
        return None
    if between and between[-1].tag == "P":
        return None
    before = doer.at - 1
    if before >= 0 and line[before].tag != "C":
        before = phrase_start(line, doer.at) - 1
        if before > 1 and line[before].low == "of":  # "whom one of its officers shot"
            before -= 2
        if before < 0 or not (line[before].tag == "C" or line[before].low in RELATIVE):
            return None
        if line[before].tag != "C":  # "the man an officer shot" needs no "whom"
            before -= 2 if line[before - 1].tag == "," else 1
    if before < 0:
        return None
    if line[before].tag == "T" and line[before + 1].low in ("whom", ","):
        return doer, Found(Actor.SOMEBODY, before)  # "the driver of the car, whom police shot"
    if line[before].tag in ACTORS:
        return doer, Found(ACTORS[line[before].tag], before)
    whom = [token.low for token in line[before + 1 : before + 3]]
    return (doer, Found(Actor.SOMEBODY, before)) if "whom" in whom else None
