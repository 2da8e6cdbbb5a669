"""Whose verb it is: the noun phrase that stands before it, past whatever stands between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.language.doers import is_taken, owns_what_fires
from pipeline.language.main_clauses import without_modifiers
from pipeline.language.noun_phrases import (
    COUNTED,
    Found,
    governed,
    is_possessive,
    kind_of_head,
    own_police,
    phrase_start,
)
from pipeline.language.word_classes import ACTORS, GUNS, RELATIVE, Actor, Token


def subject(line: Sequence[Token], at: int) -> Found | None:
    """The noun phrase the verb belongs to, past clauses and phrases that belong to others."""
    main = without_modifiers(line, at)
    found = subject_of_main(main.line, main.at)
    return replace(found, at=main.were_at[found.at]) if found else None


def subject_of_main(line: Sequence[Token], at: int) -> Found | None:
    """The same in a line without such clauses, looking back past prepositional phrases."""
    fallback: Found | None = None
    here = _before_aside(line, at) - 1
    relative = False
    joined = _joined(line, at) and line[at].low not in _BASE
    beside = at - 2 if line[at - 1].low == "then" else at - 1
    passive_join = joined and line[beside].tag in "XB"
    near_by = line[at].low.endswith("ing") and line[at - 1].low != "and"
    while here >= 0 and line[here].tag != ":":
        token = line[here]
        if token.low in RELATIVE:
            if not _refers(line, here):
                return None
            relative = True
        if token.low == "whoever":
            return Found(Actor.SOMEBODY, here)
        if own_police(token) and owns_what_fires(line, here) and not is_taken(line, here):
            return Found(Actor.POLICE, here)  # "the deputy's rifle"
        if token.low == "them" and _some_of(line, here):
            return Found(Actor.SOMEBODY, here, pronoun=True)
        if token.tag in ACTORS and token.tag != "T" and _may_act(line, here):
            start = phrase_start(line, here)
            found = Found(kind_of_head(line, start, here), here, token.tag == "N")
            included = start > 0 and line[start - 1].low == "including" and not relative
            if included or _is_passed_over(line, start, here):
                here = start - 1
                continue
            of_another = joined and (
                _object_of(found, passive_join) or _after_verb(line, start, passive_join)
            )
            if relative or not (of_another or _is_under(line, start, found, near_by=near_by)):
                return found
            fallback = fallback or found
            here = start
        here -= 1
    return fallback


def _is_passed_over(line: Sequence[Token], start: int, here: int) -> bool:
    """ "Police said", "according to police", somebody's pet: nobody who does it."""
    if _reports(line, here) or _is_pet(line, start, here):
        return True
    return start > 1 and line[start - 2].low == "according"


def _is_under(line: Sequence[Token], start: int, found: Found, *, near_by: bool) -> bool:
    """Whether a phrase belongs to another one before it, as after "of" and "with".

    ``near_by``: of a participle, whose doer may stand right before it.
    """
    after_of = start > 1 and line[start - 1].low == "of"
    if after_of and line[start - 2].tag == "C":
        return True
    if after_of and line[start - 2].low in GUNS:
        return False
    placed = line[found.at].tag == "M" and start > 0 and line[start - 1].low in _PLACED
    if near_by and not placed:
        return False
    return not _of_body(line, start, found) and governed(line, start)


_OFFICES = frozenset("department bureau division office board service university".split())


def _of_body(line: Sequence[Token], start: int, found: Found) -> bool:
    """ "A Department of Public Safety trooper": the body's name runs on past "of"."""
    if found.actor is not Actor.POLICE or not line[start].text[0].isupper():
        return False
    return start > 1 and line[start - 1].low == "of" and line[start - 2].low in _OFFICES


#: "Police on the Virginia side shooting the driver": a place in between is no party.
_PLACED = frozenset("on in at near from".split())


def _is_pet(line: Sequence[Token], start: int, at: int) -> bool:
    """ "A Lab named Biscuit was shot": the name is the animal's."""
    return any(
        line[here].low in ("named", "called")
        and "A" in (line[here - 1].tag, line[here - 2].tag if line[here - 1].low == "," else "")
        for here in range(max(1, start - 1), at)
    )


def _may_act(line: Sequence[Token], here: int) -> bool:
    """ "Him" and "them" are nobody's subject."""
    return line[here].low not in _OBJECTS and not is_possessive(line, here)


_OBJECTS = frozenset("him them me us".split())


def _before_aside(line: Sequence[Token], at: int) -> int:
    """Where to look for a subject: ahead of ", who was to be married Saturday, was shot"."""
    here = at
    while here > 0 and line[here - 1].tag in "BX":
        here -= 1
    if here == at or line[here - 1].low != ",":
        return at
    for start in range(here - 3, 0, -1):
        if line[start].tag == ":":
            return at
        if line[start].low in _ASIDES and line[start - 1].low == ",":
            return start - 1
    return at


#: What opens an aside between a subject and its verb.
_ASIDES = frozenset(
    """who whom charged accused wanted convicted suspected described identified known armed
    dressed""".split()
)


def _some_of(line: Sequence[Token], here: int) -> bool:
    """ "One of them fired": some of those told of before act."""
    return here > 1 and line[here - 1].low == "of" and line[here - 2].low in COUNTED | {"each"}


def _refers(line: Sequence[Token], here: int) -> bool:
    """Not "a shooting that left a man dead" nor "learned who shot him"."""
    before = next((token for token in reversed(line[:here]) if token.low != ","), None)
    return before is not None and (before.tag in ACTORS or before.tag in "GD")


def _reports(line: Sequence[Token], here: int) -> bool:
    """ "Police say …": the one who says so is not the one who acts."""
    said = line[here].low in ("they", "he", "she")  # "a man they say shot a woman"
    if line[here].tag != "O" and not said:
        return False
    after = [token for token in line[here + 1 : here + 4] if token.tag != "X"]
    if said and not (after and after[0].low in ("say", "said", "says")):
        return False
    if not after or after[0].tag != "R" or after[0].low in ("report", "charge"):
        return False
    if after[0].low in _ORDERED and _orders(line, here):
        return False
    return after[0].low != "charged" or after[1:2] == [] or after[1].low not in ("with", "in")


def _orders(line: Sequence[Token], here: int) -> bool:
    """ "Officer Poe told the man to drop it and then shot him": who orders acts."""
    return any(token.low == "to" for token in line[here + 3 : here + 7])


def _joined(line: Sequence[Token], at: int) -> bool:
    """ "… and was shot", "… and shot and killed": the subject is the earlier verb's."""
    here = at - 1
    while here >= 0 and (line[here].tag in "XBVH" or line[here].low == "then"):
        here -= 1
        if here > 0 and line[here].low == "and" and line[here - 1].tag in "VH":
            here -= 1
    return here >= 0 and line[here].low in ("and", "but", "then")


_BASE = frozenset("shoot kill wound strike fire injure".split())  # "saw a cop aim and shoot"
_SEEN = frozenset("saw mistook took found met told hit got left heard kept led fled fought".split())


def _after_verb(line: Sequence[Token], start: int, passive_join: bool) -> bool:
    """Whether a noun phrase is the object of an active verb before it: "saw a man and shot him"."""
    if passive_join and start > 1 and line[start - 1].low == "," and line[start - 2].tag == "C":
        start = phrase_start(line, start - 2)  # "his wife, Kelly Roe"
    if start == 0 or line[start].low == "that":
        return False  # "learned that he … and shot her" begins anew
    verb = line[start - 1]
    if verb.low in _ORDERED:
        return True  # "told the man to drop it and shot him"
    return verb.tag in "_HV" and (verb.low.endswith(("ed", "ing")) or verb.low in _SEEN | _STRUCK)


_ORDERED = frozenset("told ordered".split())


_STRUCK = frozenset("shot struck".split())


def _object_of(found: Found, joined: bool) -> bool:
    return joined and found.actor is Actor.POLICE
