"""Gunfire told by verbs of firing: "opened fire", "fired at", "emptied his magazine"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.gunfire.cue_parties import (
    BODY,
    ON_POLICE,
    POSSESSIVES,
    made,
    nobody_after,
    nobody_before,
)
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.doers import agent
from pipeline.language.main_clauses import OPENS, WHO
from pipeline.language.noun_phrases import Found, phrase, phrase_start
from pipeline.language.objects import direct_object
from pipeline.language.subjects import subject
from pipeline.language.word_classes import (
    GOES,
    GUNS,
    RELATIVE,
    Actor,
    Token,
    many,
    possessive_name,
    words,
)

_FIRES_OFF = words("small", "fires_off")
_FIRED_OFF = words("small", "fired_off")


def volley(line: Sequence[Token], at: int) -> Gunfire | None:
    """What a word tells that is a verb of firing only with others: "emptied his magazine"."""
    fires = line[at].low in _FIRES_OFF and _fires_off(line, at)
    return firing(line, at) if fires else None


def _fires_off(line: Sequence[Token], at: int) -> bool:
    """ "Pulled the trigger", "emptied his magazine", "opened up on the van"; not "got shot"."""
    if line[at].low == "got" and at + 1 < len(line) and line[at + 1].low == "shot":
        return False
    if line[at].low == "opened":
        return [token.low for token in line[at + 1 : at + 3]] in (["up", "on"], ["up", "at"])
    for token in line[at + 1 : at + 6]:
        if token.low in _FIRED_OFF:
            return True
        if token.low in ("no", "and") or (token.tag not in "DMN_" and token.low != "off"):
            return False
    return False


def firing(line: Sequence[Token], at: int) -> Gunfire | None:
    """ "Opened fire", "fired at": a hit only where striking or killing follows."""
    shots = _shots_before(line[max(0, at - 5) : at]) and line[at - 1].low not in _FIRED_ITSELF
    if line[at].low == "fired" and at and line[at - 1].tag == "B" and not shots:
        return None  # "was fired" from a post
    if _negated(line, at) or nobody_before(line, at):
        return None
    doer = agent(line, at) if shots else _owner(line, at)
    line = _without_who(line, at)
    target: Found | None = None
    for here in range(at + 1, min(len(line), at + 22)):
        token = line[here]
        if token.low in _INTO and (owner := _part_of(line, here + 1)):
            return made(line, at, doer, owner)
        if token.low in _AT and target is None and not _about(line, here):
            target = phrase(line, here + 1)
        if token.tag == "H" and token.low.endswith(("ing", "ed", "uck")):
            if _is_another_hit(line, at, here):
                break
            patient = direct_object(line, here) or target
            if patient and patient.pronoun and target:
                patient = target
            return made(line, at, doer, patient)
        down = token.low == "went" and line[min(here + 1, len(line) - 1)].low == "down"
        if (down or token.low in _FALLS) and (patient := _faller(line, here)):
            if _is_of_main_clause(line, at, here):
                break
            return made(line, at, doer, patient)
        if token.tag in ":VF" and not (token.low.endswith("ing") and line[here - 1].tag == "D"):
            break  # "the shooting of" tells no other verb
    into = line[at].low in _FIRES_OFF and target is not None and target.actor is not Actor.THING
    return made(line, at, doer, target, missed=not into)


#: "They opened fire", "his rifle fired": no shots that stand before a verb in the passive.
_FIRED_ITSELF = OPENS | GUNS


def _is_another_hit(line: Sequence[Token], at: int, hits: int) -> bool:
    """Whether a verb of hitting after one of firing tells of another hit, or of none."""
    if line[hits - 1].low == "who" and line[hits - 2].tag in "OCMY":
        return True  # "hit a gunman who killed a clerk"
    if _is_of_main_clause(line, at, hits):
        return True
    return nobody_after(line, hits) or nobody_before(line, hits)


def _without_who(line: Sequence[Token], at: int) -> Sequence[Token]:
    """ "Fired at a man who had a gun, striking him": the line without what tells who that is.

    Not where "him" may be somebody whom he hurt.
    """
    for here in range(at + 3, min(len(line), at + 12)):
        if line[here].tag in ":,":
            break
        if line[here].low in WHO and line[here - 1].tag in "OCMY":
            return _without_clause(line, here)
    return line


def _without_clause(line: Sequence[Token], start: int) -> Sequence[Token]:
    """The line without the relative clause that starts at a token, if a hit follows its comma."""
    for here in range(start + 1, min(len(line) - 1, start + 16)):
        if line[here].tag == ":":
            break
        if line[here].tag in "VH" and _hurts_one(line, here):
            break
        if line[here].low == ",":
            hits = line[here + 1].tag == "H" and line[here + 1].low.endswith("ing")
            return [*line[:start], *line[here:]] if hits else line
    return line


def _hurts_one(line: Sequence[Token], at: int) -> bool:
    hurt = direct_object(line, at)
    if hurt is None or hurt.pronoun or many(line[hurt.at].low):
        return False
    return hurt.actor is not Actor.POLICE


def _is_of_main_clause(line: Sequence[Token], at: int, hits: int) -> bool:
    """ "Suspected of firing at police was killed", "who had fired a gun killed": another's verb.

    What only tells who somebody is takes no verb after it without "and", a comma or "who".
    """
    if line[hits].low.endswith("ing") or not _tells_who(line, at):
        return False
    while line[hits - 1].tag in "XB" and line[hits - 1].low not in RELATIVE:
        hits -= 1
    return line[hits - 1].low not in ("and", ",", "but", *RELATIVE) and hits - 1 > at


def _tells_who(line: Sequence[Token], at: int) -> bool:
    """Whether a verb is a participle or stands in a relative clause."""
    while at and line[at - 1].tag in "XB" and line[at - 1].low not in RELATIVE:
        at -= 1
    before = line[at - 1] if at else None
    return before is not None and (
        before.low in RELATIVE or (line[at].low.endswith("ing") and before.tag in "CMP")
    )


def _owner(line: Sequence[Token], at: int) -> Found | None:
    """Who fires; nobody where "a gun went off"."""
    if line[at].low in GOES:
        gun = next(here for here in range(at - 1, -1, -1) if line[here].low in GUNS)
        if line[max(0, gun - 1)].low in ("a", "the") and line[gun + 1].low != "of":
            return None
    return subject(line, at)


_FALLS = frozenset(
    "fell falls dropped drops collapsed collapses crumpled slumped died dies".split()
)


def _faller(line: Sequence[Token], here: int) -> Found | None:
    """ "Roe fires, and Banks drops from the fence", not "and Banks dropped the gun"."""
    after = line[here + 1] if here + 1 < len(line) else None
    if after is not None and after.tag not in "P,:" and after.low not in ("dead", "down", "off"):
        return None
    return phrase(line, phrase_start(line, here - 1)) if line[here - 1].tag in "MCN" else None


def _negated(line: Sequence[Token], at: int) -> bool:
    """ "Did not return fire", "never fired", "neither officer ever fired"."""
    for here in range(at - 1, max(-1, at - 5), -1):
        token = line[here]
        if token.low in ("not", "never", "neither") or token.low.endswith("n't"):
            return True
        of_neither = token.tag in "CO" and here > 0 and line[here - 1].low == "neither"
        if token.tag not in "_XF" and not of_neither:
            return False
    return False


_AT = frozenset("at on toward towards upon into".split())
_INTO = frozenset(("in", "into"))
_BY_ACCIDENT = frozenset("accidentally unintentionally holstering unholstering cleaning".split())


def _part_of(line: Sequence[Token], start: int) -> Found | None:
    """ "Fired two rounds into his chest", "put a bullet in Roe's spine": whose part it was."""
    whose: Found | None = None
    if any(token.low in _BY_ACCIDENT for token in line):
        return None  # his own, as a rule
    for here in range(start, min(len(line), start + 6)):
        token = line[here]
        if token.low in BODY:
            return whose
        if token.tag in ":,VFHR" or token.low in ("own", "of"):
            return None
        if token.low in POSSESSIVES:
            whose = Found(Actor.SOMEBODY, here, pronoun=True)
        elif possessive_name(token.text) and token.tag in "CGM":
            police = ON_POLICE.match(token.text) is not None
            whose = Found(Actor.POLICE if police else Actor.SOMEBODY, here)
    return None


_SHOTS = frozenset("shots rounds shot gun bullets".split())


def _shots_before(before: Sequence[Token]) -> bool:
    """ "Shots were fired": what is fired stands before the verb, and nobody between."""
    hit = before[-1] if len(before) > 1 and before[-2].tag == "B" else None  # "had been shot fired"
    for token in reversed(before):
        if token.low in _SHOTS and token is not hit:
            return True
        if token.tag in "OCMNY" or token.low in ("and", "then"):
            return False
    return False


def _about(line: Sequence[Token], here: int) -> bool:
    """ "At least six shots" is nobody fired at."""
    return here + 1 < len(line) and line[here + 1].low in ("least", "most", "about")
