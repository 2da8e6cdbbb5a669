"""Which of the mentions of a weapon to believe, and who says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.how.beliefs import TAKEN_BACK
from pipeline.language.actors import PERSON
from pipeline.language.fates import KIN
from pipeline.language.held import Held, rank
from pipeline.language.things import kind_in
from pipeline.records import AssertedBy, Where
from pipeline.voices.kinds_of_voice import THOSE_THERE


def best(found: Sequence[Held], *, several: bool = False) -> Held | None:
    """The mention to believe: what it turned out to be over what it seemed to be.

    A replica, once named, is what the gun was; plain words for a weapon in hand outrank
    "unarmed" only when "unarmed" is somebody's word against them. Where ``several`` were shot, who
    was unarmed was another than who is told to have fired.
    """
    by_kind = {held.kind: held for held in sorted(found, key=rank, reverse=True)[::-1]}
    replica = by_kind.get("replica")
    if replica and not (
        (replica.source in THOSE_THERE and _told_real(by_kind)) or _only_kept(replica, by_kind)
    ):
        return replica
    top = _weapon(found, by_kind)
    unarmed = _nothing(top, by_kind, found)
    unsaid = by_kind.get("undetermined")
    unknown = unsaid if unsaid and unsaid.rule == "undetermined" else None  # police do not say
    vague = by_kind.get("vague")
    if top is None and unarmed and vague and (two_sided := _disputed(found, vague)):
        return two_sided
    if unarmed and top is None and unknown and unarmed.score < 3:
        return unknown  # "a towel in his hand", of one of whom police do not say that he had no gun
    if unarmed and (top is None or _outranks(unarmed, top, found, several)):
        return unarmed
    if top is not None and top.called and unknown:
        return unknown  # a caller's word, of one of whom police do not say that it was so
    if top is not None and top.score >= 2:
        return _disputed(found, top) or top
    hands = by_kind.get("hands")
    if hands is not None and hands.source in THOSE_THERE:
        hands = None  # their word, of one of whom police do not say that he had no weapon
    return unsaid or top or vague or hands


def _weapon(found: Sequence[Held], by_kind: Mapping[str, Held]) -> Held | None:
    """The weapon to believe where several are told of."""
    real = [
        by_kind[kind]
        for kind in ("firearm", "knife", "stabbed", "other", "vehicle")
        if kind in by_kind
    ]
    top = max(real, key=rank, default=None)
    gun = by_kind.get("firearm")
    if top is not None and top.kind == "vehicle" and gun is not None and gun.score >= 2:
        top = gun  # who has both is coded by the gun
    if top is not None and top.kind in _OTHER_ARMS and (shots := _at_police(found)):
        top = shots  # a knife may have been of before, or there besides
    if top is not None and top.kind in _OTHER_ARMS and gun is not None and _with(top, gun):
        top = gun  # "with a knife and a pistol"
    return top


def _nothing(top: Held | None, by_kind: Mapping[str, Held], found: Sequence[Held]) -> Held | None:
    """Who says that they had nothing, or no gun, beside the weapon to believe."""
    unarmed = by_kind.get("unarmed") or by_kind.get("harmless")
    no_gun = by_kind.get("no gun")
    if unarmed is not None or no_gun is None:
        return unarmed
    if top is not None and top.called:  # "a man with a gun"; he had none
        return no_gun if no_gun.source in _SAY_SO else None
    if top is not None:
        return no_gun if _is_denied_by_police(top, no_gun, found) else None
    # "He never had a gun", of one of whom police do not say whether he was armed
    unsaid = by_kind.get("undetermined")
    open_ = unsaid is not None and unsaid.rule == "undetermined"
    sure = no_gun.source in _SAY_SO and not _SOUGHT.search(no_gun.phrase)
    return no_gun if sure or not open_ else None


def _is_denied_by_police(top: Held, no_gun: Held, found: Sequence[Held]) -> bool:
    """ "One threw a gun. The other had none", say police, and nobody has turned it on them."""
    if top.kind != "firearm" or no_gun.source not in _SAY_SO or _SOUGHT.search(no_gun.phrase):
        return False
    guns = [held for held in found if held.kind == "firearm" and held.score >= _IN_LIST]
    return _HE_HAD_NONE.search(no_gun.sentence.text, 0, no_gun.start) is not None and not any(
        held.rule != "gun" or _TURNED_ON_THEM.search(held.sentence.text) for held in guns
    )


#: Who had no gun: the one who was shot.
_HE_HAD_NONE = re.compile(
    rf"\b(?:s?he|the\s+(?:{PERSON}|other|one)(?:,?\s+whom?\b[^.;]*)?)\s*,?\s+(?:(?:did|had|was|does|never|ever)\s*)?$",
    re.IGNORECASE,
)
_TURNED_ON_THEM = re.compile(
    r"\b(?:fir(?:ed|ing)|shot|shoot\w*|point\w*|aim\w*|rais\w+|level\w*|drew|draw\w*|pull\w+|brandish\w*|hand|waist\w*|armed)\b",
    re.IGNORECASE,
)
_OTHER_ARMS = frozenset(("knife", "other", "stabbed"))


def _with(top: Held, gun: Held) -> bool:
    """ "Armed with a knife and a handgun": two things in one list, of which a gun is coded."""
    if top.sentence != gun.sentence or gun.rule != "gun" or gun.score < _IN_LIST:
        return False
    first, last = sorted((top, gun), key=lambda held: held.start)
    between = top.sentence.text[first.end : last.start]
    return re.fullmatch(r"\s+(?:and|as\s+well\s+as)\s+", between) is not None


#: How firmly the second thing of a list is told, though only the first stands by the verb.
_IN_LIST = 2.0


def _at_police(found: Sequence[Held]) -> Held | None:
    """Gunfire at police that is not told by the other side."""
    shots = [
        h
        for h in found
        if h.rule == "firearm"
        and h.source not in THOSE_THERE
        and kind_in(h.phrase) in (None, "firearm")  # "fired two arrows at deputies"
    ]
    return max(shots, key=rank, default=None)


#: "The gun", "his weapon": which, another sentence tells.
_NO_NAME = re.compile(
    r"(?:the|his|her|that|this|their)\s+(?:gun|weapon|firearm|tool|object|blade|item)",
    re.IGNORECASE,
)


def by_its_name(found: Sequence[Held], chosen: Held) -> Held:
    """The mention that names what the chosen one calls only "the gun"; else the chosen one.

    A thing told by the other side, by a caller or in a charge stands back.
    """
    if not _NO_NAME.fullmatch(chosen.phrase):
        return chosen
    named = [
        held
        for held in found
        if held.kind == chosen.kind
        and held.rule == chosen.rule
        and held.score >= 2
        and held.phrase[:2].casefold() in ("a ", "an")
        and held.phrase.casefold() not in ("a gun", "a weapon", "a firearm")
        and not (held.called or held.charged or held.source in THOSE_THERE)
    ]
    return max(named, key=rank, default=chosen)


def _only_kept(replica: Held, by_kind: Mapping[str, Held]) -> bool:
    """Did a replica lie in a car or a tent, and did the one shot use another thing, or the car?"""
    others = [
        by_kind[kind].score for kind in ("knife", "other", "stabbed", "vehicle") if kind in by_kind
    ]
    return replica.kept and max(others, default=0) >= _FIRM


#: How firmly another thing is told in hand, or a car driven at somebody.
_FIRM = 2.9


def _told_real(by_kind: Mapping[str, Held]) -> bool:
    """Is a real gun told by somebody else than the other side?"""
    gun = by_kind.get("firearm")
    return gun is not None and gun.score >= 2 and gun.source not in THOSE_THERE


def _disputed(found: Sequence[Held], top: Held) -> Held | None:
    """Unarmed, or no threat by car, say family, lawyer, suit or witnesses: it is their word against
    that of police, and not for us to decide.
    """
    denied = ("no threat",) if top.kind == "vehicle" else ("unarmed", "no gun")
    heard = [h for h in found if h.kind in denied and h.source in THOSE_THERE]
    agreed = any(h.source in THOSE_THERE for h in found if h.kind == top.kind)
    if top.kind in _IN_HAND and not agreed:  # "a firearm", say police alone, "a broomstick", kin
        others = _OTHER_THINGS - {top.kind}
        heard += [h for h in found if h.kind in others and h.score >= 2 and _is_said_of_them(h)]
    if top.kind == "vehicle":
        heard = [h for h in found if h.kind in denied and h.source not in _SAY_SO]
    if top.kind in _OTHER_ARMS:  # "he carried no gun", of one who swung a bat
        heard = [h for h in heard if h.kind != "no gun" or not _GUN_ALONE.search(h.phrase)]
    if not heard:
        return None
    denial = max(heard, key=rank)
    if top.kind == "vague":  # a weapon of no kind is no account that could stand beside another
        return replace(denial, kind="undetermined", rule="disputed")
    told = (top, denial) if denial.source in THOSE_THERE and top.source not in THOSE_THERE else ()
    return replace(denial, kind="undetermined", rule="disputed", accounts=told)


#: A denial that is of guns, and of no other weapon.
_GUN_ALONE = re.compile(r"\b(?:\w*guns?|firearms?|pistols?|rifles?|revolvers?)\b", re.IGNORECASE)
_IN_HAND = frozenset(("firearm", "knife", "stabbed", "other"))
_OTHER_THINGS = frozenset(("harmless", "other", "replica"))

#: "Roe, his lawyer, said she had her phone in her hand": what the one who speaks had.
_OWN_THING = re.compile(
    rf"^(?!.*\b{KIN}\b).*\b(?-i:[A-Z])[\w’'-]+,?(?:\s+[^.;,]{{1,40}},)?\s+said\s+(?:that\s+)?(?:s?he|I)\b(?:(?!\bclient\b)[^.;])*$",
    re.IGNORECASE,
)


_OWN_OR_ONE = re.compile(r"(?:an?|his|her)\b", re.IGNORECASE)


def _is_said_of_them(held: Held) -> bool:
    """Whether somebody who was there says that the one shot held a thing: "holding his phone"."""
    return (
        held.source in THOSE_THERE
        and (held.sentence.where is Where.TITLE or _OWN_OR_ONE.match(held.phrase) is not None)
        and _OWN_THING.search(held.sentence.text, 0, held.start) is None
    )


_SAY_SO = frozenset((AssertedBy.POLICE, AssertedBy.PROSECUTOR))


def _outranks(unarmed: Held, top: Held, found: Sequence[Held], several: bool) -> bool:
    told = [h for h in found if h.kind == top.kind and h.source not in THOSE_THERE]
    firm = any(h.score >= 3 or (h.source in _SAY_SO and h.score >= 2) for h in told)
    if unarmed.source in THOSE_THERE and firm:
        return False  # their word against that of police, which :func:`_disputed` weighs
    if several and firm and top.kind == "firearm" and unarmed.rule != TAKEN_BACK:
        return False  # "he fired a rifle; she, behind him, was unarmed"
    if unarmed.kind == "harmless":
        return unarmed.score >= 4 or top.score < 3 <= unarmed.score + 1
    if unarmed.rule == TAKEN_BACK:
        return True
    owned = unarmed.source in _SAY_SO and not _SOUGHT.search(unarmed.phrase)
    plain = unarmed.source is AssertedBy.OUTLET and not _SOUGHT.search(unarmed.phrase)
    return plain or owned or top.score < 3


#: "No weapon was found": what a search says, against what was seen in hand.
_SOUGHT = re.compile(r"\b(?:find|found|recover|locat|discover|turn|yield|produc)", re.IGNORECASE)


def category(held: Held) -> str:
    """The category a mention stands for.

    "A metal object" is a thing in hand, if no known weapon; "an object" is anybody's guess.
    """
    return _CATEGORIES.get(held.kind, held.kind)


_CATEGORIES = {
    "harmless": "unarmed",
    "hands": "unarmed",
    "no gun": "unarmed",
    "no threat": "unarmed",
    "vague": "undetermined",
    "stabbed": "knife",
}


def other_account(found: Sequence[Held], chosen: Held) -> Held | None:
    """The best mention by the other side: family, witness, lawyer or video against police."""
    others = _SAY_SO if chosen.source in THOSE_THERE else THOSE_THERE
    wanted = {"unarmed", "no gun", *_OTHER_THINGS} if others is THOSE_THERE else None
    heard = [
        held
        for held in found
        if held.source in others
        and category(held) != category(chosen)
        and held.score >= 2
        and (wanted is None or held.kind in wanted)
        and (held.kind not in _OTHER_THINGS or others is _SAY_SO or _is_said_of_them(held))
    ]
    return max(heard, key=rank, default=None)
