"""Gunfire told by where a bullet went: "the bullet took his left eye", "with two in his chest"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.gunfire.cue_parties import ON_POLICE
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import POLICE
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor

#: "Lay on the lawn with two bullets in his chest".
_WITH_BULLETS = Cued(
    r"\bwith\s+(?P<how>(?:(?:an?|the|\w+)\s+){0,2}(?:bullets?|bullet\s+holes?|slugs?))\s+(?:\w+\s+)?(?:in|to|through)\s+"
    r"(?:his|her|the)\s+(?:(?:left|right|lower|upper|back\s+of\s+(?:his|her|the))\s+)*(?:head|face|eyes?|neck|throat|jaw|shoulder|arms?|hands?"
    r"|chest|heart|lungs?|stomach|abdomen|belly|spine|back|hip|thigh|legs?|knee|foot|torso|side|groin)\b",
    re.IGNORECASE,
)
#: "The bullet took the left eye", "one of them went in over the knee".
_ENTERED = Cued(
    r"\b(?:bullets?|rounds?|slugs?|shots|(?:the|one|a|single|that|first|second)\s+shot(?!\s+(?:that|which)))\b(?:(?!\b(?:fired|who|when|as)\b)[^.;]){0,40}?\b(?P<how>str[iu]ck|hit|took|cost|went\s+(?:in|through)|entered"
    r"|passed\s+through|tore|shattered|lodged|grazed|pierced|broke|clipped|ended\s+up)\b[^.;]{0,35}?\b(?:his|her|him|the|my|their|a|an"
    r"|(?-i:(?P<whose>(?:[A-Z][\w-]+\s+){0,3}[A-Z][\w-]+)['’]s?))\s+(?:(?:left|right|lower|upper|back\s+of\s+(?:his|her|the))\s+)*(?:head|face|eyes?|neck|throat|jaw|shoulder|arms?|forearm|elbow|wrist|hands?"
    r"|chest|heart|lungs?|stomach|abdomen|spine|back|hip|thigh|legs?|knee|calf|shin|foot|ankle|temple|palm|ribs?|cheek|torso|groin|buttocks?)\b(?!\s+(?:door|seat|window|yard))"
    r"(?:\s+of\s+(?-i:(?P<of>(?:[A-Z][\w-]+\s+){0,3}[A-Z][\w-]+)))?",
    re.IGNORECASE,
)
#: "Roe's single" round, "the trooper's second" bullet.
_OWNER = re.compile(
    rf"\b(?:(?P<rank>{POLICE})|(?P<who>[\w-]+))['’]s?\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE
)


def entered(text: str, officers: frozenset[str]) -> Iterator[Gunfire]:
    """Somebody hit, told by what a bullet did to a part of them, and whose bullet it was."""
    if wounds := _WITH_BULLETS.search(text):
        yield Gunfire(Actor.NOBODY, Actor.SOMEBODY, True, *wounds.span("how"))
    match = _ENTERED.search(text)
    if match is None or ON_POLICE.search(text, match.start("how"), match.end()):
        return
    owner = _OWNER.search(text, 0, match.start())
    theirs = owner is not None and (bool(owner["rank"]) or owner["who"].casefold() in officers)
    theirs = theirs or _fires_before(text[: match.start()], officers)
    police = theirs or ON_POLICE.search(text, match.start(), match.start("how")) is not None
    shooter = Actor.POLICE if police else Actor.NOBODY
    whose = next((match.span(one) for one in ("whose", "of") if match[one]), None)
    yield Gunfire(shooter, Actor.SOMEBODY, True, *match.span("how"), target_at=whose)


#: "Officer Poe fired five times into a car, and a" bullet went through somebody's head.
_FIRES_AND = re.compile(
    rf"(?:^|\s)(?:(?P<rank>{POLICE})|(?P<who>[\w’'-]+))\s+(?:had\s+)?(?:opened\s+fire|fired|shot)\b(?:(?!\bat\s+(?:an?\s+|the\s+)?{POLICE}\b)[^.;]){{0,60}}?\b(?:and|but)\s+(?:(?:an?|one|the|at\s+least\s+one)\s+)?(?:of\s+the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)


def _fires_before(text: str, officers: frozenset[str]) -> bool:
    """Whether an officer is told to fire, right before a bullet is told to hit."""
    fires = _FIRES_AND.search(text[-160:])
    return fires is not None and (bool(fires["rank"]) or fires["who"].casefold() in officers)
