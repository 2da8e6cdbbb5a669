"""Who fires and who is hit, by the words of a verb of gunfire: what its tellings are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import POLICE
from pipeline.language.noun_phrases import Found, phrase_start
from pipeline.language.parties import antecedent
from pipeline.language.word_classes import Actor, Token, many, near, words

_GUN_WORDS = words("small", "gun_words")


ON_POLICE = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)


def is_actor(found: Found | None, actor: Actor) -> bool:
    return found is not None and found.actor is actor


POSSESSIVES = frozenset("his her their".split())


BODY = words("small", "body_parts")


def gun_near(line: Sequence[Token], at: int) -> bool:
    """Whether a verb that may be of anything ("struck") stands near words of a gun."""
    after = [token.low for token in line[at + 1 : at + 3]]
    if after[1:] == ["times"] or after[:1] in (["twice"], ["thrice"]):
        return True
    if _as_fired(line, at):
        return True
    return any(token.tag in "VF" or token.low in _GUN_WORDS for token in near(line, at))


def _as_fired(line: Sequence[Token], at: int) -> bool:
    """ "Was hit in the back of the arm when an officer of the Ames Police Department fired"."""
    for here in range(at + 1, min(len(line), at + 3 * 13)):
        if line[here].low in ("when", "as"):
            return any(token.tag == "F" for token in line[here : here + 20])
        if line[here].tag in ":VFHR" or line[here].low == "by":
            return False
    return False


def nobody_after(line: Sequence[Token], at: int) -> bool:
    """ "Hitting no one"."""
    after = [token.low for token in line[at + 1 : at + 3]]
    if after[:1] == ["at"]:  # "shot at no one"
        after = [token.low for token in line[at + 2 : at + 4]]
    return after[:1] == ["nobody"] or after == ["no", "one"]


def nobody_before(line: Sequence[Token], at: int) -> bool:
    """ "No one was hit", "no officers were shot"."""
    here = at - 1
    while here >= 0 and line[here].tag in "BX":
        here -= 1
    if here > 1 and line[here].tag == "N" and line[here - 1].low == "of":
        return line[here - 2].low in ("none", "neither")
    if here < 0 or line[here].tag in "NP,:":
        return False
    if line[here].low in ("else", "ever"):
        here -= 1
    if line[here].low == "nobody":
        return True
    start = phrase_start(line, here)
    of = [token.low for token in line[max(0, start - 2) : start]]
    return here > 0 and (line[start].low == "no" or of in (["none", "of"], ["neither", "of"]))


def made(
    line: Sequence[Token], at: int, shooter: Found | None, target: Found | None,
    missed: bool = False,
) -> Gunfire:  # fmt: skip
    """The telling of a verb; ``missed``: nobody is said to be struck."""
    who = actor_of(line, shooter)
    who = Actor.NOBODY if who is Actor.ANIMAL else who  # "a bullet meant for a dog hit her"
    whom = target.actor if target else Actor.NOBODY
    if whom is Actor.SELF:
        who = Actor.SELF
    if target and target.kin and who is Actor.POLICE and _is_own_kin(line, shooter, target):
        who = Actor.CIVILIAN  # an officer's own quarrel
    return Gunfire(
        who,
        whom,
        not missed,
        line[at].start,
        line[at].end,
        _offsets(line, shooter),
        _offsets(line, target),
        "fired" if missed else _verb_kind(line, at),
    )


def _is_own_kin(line: Sequence[Token], shooter: Found | None, target: Found) -> bool:
    """ "The officer shot his wife", not "she saw a deputy shoot her husband".

    Nor "police shot his wife", nor "an officer killed a man and wounded his wife".
    """
    if shooter is None:
        return True
    between = line[shooter.at + 1 : phrase_start(line, target.at)]
    if many(line[shooter.at].low) or any(token.tag == "C" for token in between):
        return False
    whose = line[max(0, phrase_start(line, target.at) - 1)].low
    before = line[: phrase_start(line, shooter.at)]
    return whose != "her" or not any(token.tag in "CN" for token in before)


def _verb_kind(line: Sequence[Token], at: int) -> str:
    return "killed" if line[at].tag == "H" and not gun_near(line, at) else "verb"


def actor_of(line: Sequence[Token], found: Found | None) -> Actor:
    """Who the words found are: for "he" and "they", who was told of before."""
    if found is None:
        return Actor.NOBODY
    if found.pronoun and line[found.at].low in ("he", "she", "they", "them"):
        return antecedent(line, found.at)
    return found.actor


def _offsets(line: Sequence[Token], found: Found | None) -> tuple[int, int] | None:
    return None if found is None else (line[found.at].start, line[found.at].end)
