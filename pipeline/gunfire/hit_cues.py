"""Gunfire told by verbs of hitting: "shot", "wounded", "was killed by", "shot at"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.gunfire.cue_parties import (
    BODY,
    POSSESSIVES,
    actor_of,
    gun_near,
    is_actor,
    made,
    nobody_after,
    nobody_before,
)
from pipeline.gunfire.fire_cues import firing
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.doers import agent, passive
from pipeline.language.main_clauses import without_modifiers
from pipeline.language.noun_phrases import Found, phrase, phrase_start
from pipeline.language.objects import direct_object, relative_object
from pipeline.language.subjects import subject
from pipeline.language.vehicles import KINDS
from pipeline.language.word_classes import HARMLESS, Actor, Token, near, words

_FIRE_BEFORE = words("small", "fire_verbs_before")
_SHOT_BEFORE = words("small", "shot_nouns_before")
_SHOT_AFTER = words("small", "shot_nouns_after")
_PAST = frozenset("shot killed wounded struck hit injured slain".split())


def hitting(line: Sequence[Token], at: int) -> Gunfire | None:
    """What the verb at a token tells of gunfire; None where it is a noun, of a car, of nobody."""
    token = line[at]
    if _is_noun(line, at) or token.low in ("strike", "strikes"):
        return None
    if token.tag == "F":
        return firing(line, at)
    if nobody_after(line, at) or nobody_before(line, at) or line[at - 1].low in _ALMOST:
        return None
    if token.tag == "H" and token.low.endswith("ing") and _led_by(line, at):
        return None  # "fired, striking him" is told by "fired"
    if token.tag == "V" and _shot_at(line, at) and not passive(line, at):
        if wanted := relative_object(line, at):  # "whom police shot at his home"
            return _active(line, at, *wanted)
        return made(line, at, subject(line, at), phrase(line, at + 2), missed=True)
    doer = agent(line, at)
    if token.tag == "H" and doer is None and _harmless(line, at):
        return None
    if token.tag == "H" and doer is not None and line[doer.at].low in KINDS:
        return None  # "was hit by a car"
    if doer is None and not passive(line, at):
        if patient := direct_object(line, at):
            return _active(line, at, subject(line, at), patient)
        if wanted := relative_object(line, at):
            return _active(line, at, *wanted)
        if stranger := _who_is_hit(line, at):
            return _active(line, at, subject(line, at), stranger)
        if token.low not in _PAST:
            return None
        if own := _whose(line, at):
            return made(line, at, subject(line, at), own)
        if line[at - 1].low == "who" or _fires_alone(line, at):  # "someone who shot into a bar"
            struck = _struck_in(line, at)
            return made(line, at, subject(line, at), struck, missed=struck is None)
    patient = subject(line, at)
    theirs = patient is None or actor_of(line, patient) is Actor.POLICE
    raid = None if doer or theirs else _operation(line, at)
    if raid:
        return replace(made(line, at, raid, patient), kind="noun")
    if token.tag == "H" and doer is None and not gun_near(line, at):
        return None
    return made(line, at, doer, patient)


def _harmless(line: Sequence[Token], at: int) -> bool:
    """ "Fired their Tasers and struck him"."""
    near_by = {token.low for token in line[max(0, at - 5) : at]}
    return bool(near_by & HARMLESS) and not any(token.tag in "FV" for token in near(line, at, 5))


_ALMOST = frozenset(("almost", "nearly"))


def _fires_alone(line: Sequence[Token], at: int) -> bool:
    """ "The officer shot once", "an agent shot through the window": not who is shot but who shoots.

    A headline's "Officer shot through door" has no article, and is said of who was hit.
    """
    doer = subject(line, at)
    if doer is None or line[at].low != "shot" or at + 1 >= len(line):
        return False
    following = line[at + 1].low
    if following == "back" and doer.pronoun:
        return True
    if doer.actor is Actor.POLICE and following in ("through", "into") and _led_in(line, doer.at):
        return True
    ends = at + 2 >= len(line) or line[at + 2].tag in ",:" or line[at + 2].low == "and"
    counted = following in ("once", "twice", "first") and ends
    counted = counted or [token.low for token in line[at + 2 : at + 3]] == ["times"]
    if counted and line[-1].low == ".":
        return True
    after_name = line[at - 1].low != ","
    if (
        doer.actor is Actor.POLICE
        and line[-1].low == "."
        and after_name
        and _says_why(line, at + 1)
    ):
        return True
    if doer.actor is not Actor.POLICE or line[phrase_start(line, doer.at)].tag != "D":
        return False
    if following in ("through", "into"):
        return is_actor(phrase(line, at + 2), Actor.THING)
    if following in _ARTICLES:  # "the bailiff shot the defendant": a word that no list knows
        return not any(token.low in _TIMES for token in line[at + 2 : at + 4])
    return following == "back" or counted


def _led_in(line: Sequence[Token], at: int) -> bool:
    """ "Killed when deputies shot through her wall": the clause tells what they did."""
    start = phrase_start(line, at)
    return start > 0 and line[start - 1].low in ("when", "as", "after", "because", "while")


def _says_why(line: Sequence[Token], here: int) -> bool:
    """ "The sheriff said Poe shot to avoid being run over", "Poe shot back nine times"."""
    following = line[here].low
    return following in ("back", "because") or (
        following == "to" and line[here + 1].low not in ("death", "the", "his", "her")
    )


def _whose(line: Sequence[Token], at: int) -> Found | None:
    """ "Roe shot his boss": somebody of his, if no list knows the word, and not his own leg."""
    if line[at].low != "shot" or at + 2 >= len(line) or line[at + 1].low not in POSSESSIVES:
        return None
    whom = line[at + 2]
    part = any(token.low in BODY or token.low == "way" for token in line[at + 2 : at + 4])
    return None if part or whom.tag != "_" else Found(Actor.SOMEBODY, at + 2)


def _struck_in(line: Sequence[Token], at: int) -> Found | None:
    """ "Shot a bouncer in the face": whoever has a face is a person, if no list knows the word."""
    if at + 1 >= len(line) or line[at + 1].low not in _ARTICLES:
        return None
    for here in range(at + 2, min(len(line) - 2, at + 5)):
        if line[here].tag != "_":
            return None
        if line[here + 1].low == "in" and line[here + 2].low in ("the", "his", "her"):
            part = any(token.low in BODY for token in line[here + 3 : here + 5])
            return Found(Actor.SOMEBODY, here) if part else None
    return None


def _who_is_hit(line: Sequence[Token], at: int) -> Found | None:
    """ "Had to shoot a fellow who came at him": whoever does something is a person."""
    if line[at].low not in ("shot", "shoot", "shoots") or at + 1 >= len(line):
        return None
    if line[at + 1].low not in ("a", "an"):
        return None
    for here in range(at + 2, min(len(line) - 1, at + 5)):
        if line[here].tag != "_":
            return None
        if line[here + 1].low == "who":
            return Found(Actor.SOMEBODY, here)
    return None


_ARTICLES = frozenset("the a an his her its".split())
_TIMES = frozenset("day night week month year decade morning afternoon evening moment last".split())
_OPERATIONS = words("small", "operations")
_OPERATION_VERBS = words("small", "operation_verbs")


def _operation(line: Sequence[Token], at: int) -> Found | None:
    """ "Shot in a drug raid", "killed when agents broke down the door": whose work it was."""
    for here in range(at + 1, min(len(line), at + 14)):
        token = line[here]
        if token.tag in ":VFHR" or token.low == "by":
            return None
        if token.low in ("when", "as", "after", "while"):
            who = phrase(line, here + 1)
            acts = who is not None and any(
                word.low in _OPERATION_VERBS for word in line[who.at + 1 : who.at + 7]
            )
            return who if acts and is_actor(who, Actor.POLICE) else None
        if token.low in _OPERATIONS or _is_stop(line, here):
            others = any(word.low == "by" for word in line[here + 1 : here + 3])
            return None if others else Found(Actor.POLICE, here)
    return None


def _is_stop(line: Sequence[Token], here: int) -> bool:
    """ "A traffic stop", "a welfare check"."""
    return (line[here - 1].low, line[here].low) in _STOPS


_STOPS = frozenset((("traffic", "stop"), ("welfare", "check"), ("wellness", "check")))


def _active(line: Sequence[Token], at: int, doer: Found | None, patient: Found) -> Gunfire | None:
    doer = _seeker(line, at, doer)
    by_police = actor_of(line, doer) is Actor.POLICE
    if line[at].tag == "H" and not by_police and not gun_near(line, at):
        return None
    return made(line, at, doer, patient)


_SEEKS = frozenset("searching looking hunting".split())


def _seeker(line: Sequence[Token], at: int, doer: Found | None) -> Found | None:
    """ "Officers searching for his nephew shot Ann Roe": who searches, not who is sought.

    And nobody in "bullets that missed Roe struck Ann Poe".
    """
    start = phrase_start(line, doer.at) if doer and doer.at == at - 1 else 0
    if _is_missed(line, start):
        return None
    start -= start > 0 and line[start - 1].low == "her"
    if start < 3 or line[start - 1].low != "for" or line[start - 2].low not in _SEEKS:
        return doer
    return Found(Actor.POLICE, start - 3) if line[start - 3].tag == "O" else doer


def _is_missed(line: Sequence[Token], start: int) -> bool:
    near_by = [token.low for token in line[max(0, start - 9) : start]]
    missed = near_by[-1:] == ["missed"] or near_by[-2:] in (
        ["went", "through"],
        ["passed", "through"],
    )
    return missed and not {"bullets", "bullet", "rounds", "round", "shots"}.isdisjoint(near_by)


def _is_noun(line: Sequence[Token], at: int) -> bool:
    """ "A shot", "the shooting", "warning shots": no telling of who did what."""
    token = line[at]
    before = line[at - 1].low if at else ""
    after = line[at + 1] if at + 1 < len(line) else None
    following = after.low if after else ""
    if token.low == "shot":
        if at and line[at - 1].tag == "G":
            return True
        if before == "one":
            return after is None or after.tag in ",:" or following in _SHOT_AFTER
        return (before in _SHOT_BEFORE and following != "and") or following in _SHOT_AFTER
    if token.low == "wounds":
        return before in _KINDS_OF_WOUND
    if token.low in ("wounded", "injured", "killed", "slain"):
        return bool(at) and line[at - 1].tag == "D" and after is not None and after.tag in "CMO_"
    if token.low in ("shooting", "killing", "wounding", "hitting", "injuring", "striking"):
        if following in ("that", "which", "who"):
            return True
        verbal = after is not None and (after.tag in "DNYSO" or _shot_at(line, at))
        if following == "and" and at + 2 < len(line) and line[at + 2].low.endswith("ing"):
            return False
        named = after is not None and after.tag == "M" and (before in _BEFORE_ING or at == 0)
        if after is not None and after.tag in "MDN" and _is_shown(line, at):
            return False
        if after is not None and after.tag == "C" and before in _OFFICERS:
            named = following not in ("victim", "victims", "suspect", "suspects")
        return before in _ING_NOUNS or not (verbal or named)
    if token.low in ("fire", "fires"):
        if at and line[at - 1].tag == "D" and following in ("that", "which"):
            return True
        return (after is None or after.tag not in "PD") and before not in _FIRE_BEFORE
    return False


def _is_shown(line: Sequence[Token], at: int) -> bool:
    """ "Ended with a deputy shooting Abel Roe", "shows police shooting the man": what they do."""
    line, at, _ = without_modifiers(line, at)
    if line[at - 1].tag != "O":
        return False
    start = phrase_start(line, at - 1)
    return (start > 0 and line[start - 1].low in _SHOWS) or line[at - 1].low in _OFFICERS


_SHOWS = frozenset(
    "with of show shows showed showing see saw seen watched captured without".split()
)
_KINDS_OF_WOUND = frozenset(
    "gunshot bullet shotgun gun stab knife head chest leg arm self-inflicted multiple serious "
    "fatal the".split()
)
_OFFICERS = frozenset("officers deputies troopers agents marshals cops".split())
_BEFORE_ING = frozenset(", of for by before after him her and fatally then while from man".split())
_ING_NOUNS = frozenset("the a this that fatal deadly mass police another 's".split())


def _shot_at(line: Sequence[Token], at: int) -> bool:
    """ "Shot at officers", not "shot at a hotel" or "shot at Oak Street"."""
    if at + 2 >= len(line) or line[at + 1].low not in ("at", "toward", "towards", "into"):
        return False
    found = phrase(line, at + 2)
    if found is None:  # into whatever it is, if no list knows the word: nobody is told to be hit
        into = line[at + 1].low == "into"
        return into or any(token.low in _PATROL_CARS for token in line[at + 2 : at + 8])
    return line[found.at].tag != "M"


_PATROL_CARS = frozenset("car cars cruiser cruisers vehicle vehicles".split())


def _led_by(line: Sequence[Token], at: int) -> bool:
    return any(token.tag in "FV" for token in line[max(0, at - 20) : at])
