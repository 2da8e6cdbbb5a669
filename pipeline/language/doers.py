"""Who did what a verb tells, by the words behind it: "by a deputy", "by rounds fired by police"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.language.main_clauses import without_modifiers
from pipeline.language.noun_phrases import Found, own_police, phrase, phrase_start
from pipeline.language.word_classes import (
    CLAUSE_MARK,
    CLAUSE_OPENERS,
    GUNS,
    OWNED,
    Actor,
    Token,
    words,
)


def agent(line: Sequence[Token], at: int) -> Found | None:
    """The party after "by" that belongs to the verb."""
    for here in range(at + 1, min(len(line), at + 2 * CLAUSE_MARK)):
        token = line[here]
        if token.tag == ":" or token.tag in "FR" or token.low in CLAUSE_OPENERS:
            return None
        if token.tag == "B" and _is_joined_passive(line, at, here):
            return None
        if token.low == "by":
            if here >= at + CLAUSE_MARK and line[here - 1].low != ",":
                return _far_agent(line, at, here)
            other = line[here - 1]
            told = (
                other.low.endswith("ed") and len(other.low) > len("shed")
            ) or other.low in _PASSED_ON
            if here - 1 > at and other.tag == "_" and told:
                return None  # "killed in what was described by police as …"
            about = here + 1 < len(line) and line[here + 1].low in ("at", "up")
            found = phrase(line, here + 3 if about else here + 1) or _rounds(line, here + 1)
            if found and found.actor is Actor.THING and (fired := _fired_by(line, found.at)):
                found = fired
            return _apposed(line, found)
    return None


def _is_joined_passive(line: Sequence[Token], at: int, be: int) -> bool:
    """ "A man shot his wife and was killed by police": whoever killed him had not shot her."""
    join = be - 2 if line[be - 1].low in ("then", "later") else be - 1
    if line[join].low not in ("and", "but") or passive(line, at):
        return False
    return any(token.tag in "VH" for token in line[be + 1 : be + 4])


def _far_agent(line: Sequence[Token], at: int, by: int) -> Found | None:
    """ "Shot on the afternoon of Dec. 13 in his wife's driveway in Boone by a deputy"."""
    between = line[at + 1 : by]
    if any(token.tag in "VH" or token.low in (",", "and") for token in between):
        return None
    found = phrase(line, by + 1)
    return found if found is not None and found.actor is Actor.POLICE else None


def _rounds(line: Sequence[Token], start: int) -> Found | None:
    """ "By a single shot", where "shot" is no verb."""
    for here in range(start, min(len(line), start + 5)):
        if line[here].low == "gunfire" and (police := _fired_by(line, here)):
            return police
        if line[here].low in ("shot", "shots", "gunshot", "gunshots", "fire"):
            return Found(Actor.THING, here)
        if line[here].tag not in "D_Y":
            return None
    return None


def _fired_by(line: Sequence[Token], at: int) -> Found | None:
    """ "Struck by two rounds fired by a deputy": whose rounds they were."""
    after = [token.low for token in line[at + 1 : at + 4]]
    if after[:2] in (["fired", "by"], ["shot", "by"], ["discharged", "by"]):
        return phrase(line, at + 3)
    if after[:1] == ["from"]:
        owner = _gun_owner(line, at + 2) or phrase(line, at + 2)
        return owner if owner and owner.actor is Actor.POLICE else None
    return None


def owns_what_fires(line: Sequence[Token], at: int) -> bool:
    """ "Deputy's rifle", "officer's errant round", not "officer's house and shot him"."""
    for token in line[at + 1 : at + 4]:
        if token.low in OWNED:
            return True
        if token.tag in "P,:B" or token.low == "and":
            return False
    return False


_TAKES = words("verbs", "take")


def is_taken(line: Sequence[Token], at: int) -> bool:
    """ "Took an officer's gun and shot": it is not the officer who fires it."""
    start = phrase_start(line, at)
    return start > 0 and line[start - 1].low in _TAKES


def _gun_owner(line: Sequence[Token], start: int) -> Found | None:
    """ "A deputy's rifle", "the pistol of Agent Roe": whose gun it is."""
    for here in range(start, min(len(line), start + 5)):
        if own_police(line[here]):
            return Found(Actor.POLICE, here)
        if line[here].low in GUNS and here + 1 < len(line) and line[here + 1].low == "of":
            return phrase(line, here + 2)
    return None


_PASSED_ON = frozenset("given known made seen shown taken brought written".split())


def _apposed(line: Sequence[Token], found: Found | None) -> Found | None:
    """ "By Tanner Creel, an officer of …": the noun after the comma says which kind."""
    if found is None or found.actor is not Actor.SOMEBODY or found.at + 2 >= len(line):
        return found
    if line[found.at + 1].low not in (",", "of"):
        return found
    beside = phrase(line, found.at + 2)
    return replace(found, actor=Actor.POLICE) if beside and beside.actor is Actor.POLICE else found


def passive(line: Sequence[Token], at: int) -> bool:
    if at and line[at - 1].tag in "VH":  # "an officer who had been shot shot him"
        line, at, _ = without_modifiers(line, at)
    for token in reversed(line[max(0, at - 5) : at]):
        if token.tag == "B":
            return True
        if token.tag not in "XVH" and token.low not in ("and", "dead", ","):
            return False
    return False
