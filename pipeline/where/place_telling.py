"""How plainly a sentence says that the shooting was in the town it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.records import Where
from pipeline.where import county_votes, scenes
from pipeline.where.place_neighbours import Named


def says_where(named: Named, told: Sequence[Sequence[Gunfire]]) -> float:
    """How plainly a sentence says that the shooting was in this town, or that its police came.

    "In Ames", "an Ames parking lot", "the Ames shooting", "Ames officers fired": nothing else does.
    """
    text, events = named.sentence.text, told[named.order]
    if named.county:
        return 0.0
    shot = 2.0 * bool(events) or 1.5 * (SHOT.search(text) is not None)
    if named.dateline:
        return shot + 1.25
    if THE_SHOOTING.match(text, named.end) or _SHOOTING_AT.search(text, 0, named.start):
        return shot + 1.0
    if named.lived_in or named.left_behind or _HOME_OF.search(text, 0, named.start):
        return 0.0
    if county_votes.of_any(text):
        return 0.0
    elsewhere = _ELSEWHERE.search(text) is not None
    if elsewhere and (not shot or (named.afterwards and not is_force(named))):
        return 0.0
    if is_force(named):
        return shot + 1.0 if _acts(named, told) else 0.0
    if is_here(named) and scenes.tells(text, named.start, named.end, events):
        return shot + 1.25
    return 0.0


def is_here(named: Named) -> bool:
    """ "In Ames", "in an Ames parking lot", "on Ames' west side"."""
    text = named.sentence.text
    if _A_PART.match(text, named.end):
        return True
    if named.left == "of":  # a side of a town, not its council: "the City of Ames sued"
        body = named.before_left in ("city", "town", "village", "university")
        return not (body or named.right in _INSTITUTIONS)
    if named.left in ("in", "near", "outside"):
        return True
    if named.left in _SIDES:
        return named.before_left in _HERE or named.before_left == "the"
    if named.left == "at":
        return not named.right_capital or (
            named.sentence.where is Where.TITLE and named.right not in _INSTITUTIONS
        )
    return (
        _A_SPOT.search(text, 0, named.start) is not None
        and not named.right_capital
        and not HOME_AFTER.match(text, named.end)
        and named.right not in ("area", "suburb", "suburbs")
    )


def is_force(named: Named) -> bool:
    """ "Ames police", "an Ames, Iowa, officer"."""
    _, after = named.state_span or (0, named.end)
    return named.right in FORCE or _FORCE_AFTER.match(named.sentence.text, after) is not None


def _acts(named: Named, told: Sequence[Sequence[Gunfire]]) -> bool:
    """Did a town's police fire, come or look into it, and not only speak?"""
    text = named.sentence.text
    if _WHO_SAYS.search(text, 0, named.start) or _SPEAK.match(text, named.end):
        return False
    if _TIPS.search(text, 0, named.start):
        return False  # "call Ames police at 555-0100"
    return bool(told[named.order]) or _CAME_OUT.search(text) is not None


_HERE = frozenset(("in", "at", "near", "outside", "of"))
_SIDES = frozenset(
    "downtown north south east west northeast northwest southeast southwest northern southern "
    "eastern western central suburban nearby rural".split()
)
_INSTITUTIONS = frozenset(
    "high middle elementary school university college hospital medical".split()
)
_A_SPOT = re.compile(
    r"\b(?:in|inside|at|outside|near|behind|on|from|of)\s+(?:an?|the|his|her|their|this)\s+(?:[a-z-]+\s+)?$"
)
_SHOOTING_AT = re.compile(r"\b[Ss]hooting,\s+$")
FORCE = frozenset(
    ("police", "officer", "officers", "cop", "cops", "policeman", "policewoman", "patrolman")
)
_FORCE_AFTER = re.compile(r",?\s+(?:police|officers?|cops?)\b")
#: "Roe, 44, of Dayton": where somebody lives.
_HOME_OF = re.compile(r",\s+(?:\d+,\s+)?(?:both\s+)?(?:of|from)\s+$")
HOME_AFTER = re.compile(
    r"[\s-]+(?:residents?|natives?|m[ae]n|wom[ae]n|boys?|girls?|teen\w*|mother|father|couple|brothers|sisters"
    r"|famil(?:y|ies)|lawyer|attorney)\b"
)
#: "The Dayton shooting", "a Dayton house party ambush".
THE_SHOOTING = Cued(
    r"(?:,\s+[A-Z][\w.]+,?)?(?:\s+(?!(?:in|of|the|an?|to|for|with|and|who|man|woman|teen\w*|police|officers?)\b)[\w-]+){0,3}?"
    r"\s+(?:shootings?|shootouts?|killings?|slayings?|murders?|homicides?|ambush|massacre|gunfire|standoff|attack)\b"
)
#: "Dayton's west side".
_A_PART = re.compile(
    r"['’]s?\s+(?:[\w'’-]+\s+){0,4}?(?:side|neighbou?rhood|district|section|end|suburbs?|downtown)\b"
)
_WHO_SAYS = re.compile(
    r"\b(?:according\s+to|said|says|told|with)\s+(?:[\w.,]+\s+){0,5}?$", re.IGNORECASE
)
_SPEAK = re.compile(
    r"\s+\w+(?:\s+(?:[A-Z][\w.]*|officers?|officials?|chief|spokes\w+|also|have|has|later)){0,5}"
    r"\s+(?:say|says|said|tells?|told|confirm\w*|indicated?|believes?|reports?|reported|announced?|urge\w*|ask\w*)\b"
    r"(?!\s+(?:that\s+)?(?:they|its?|their)\b)(?![^.;]*\bthem\b)"
)
#: What police or anybody do where a shooting was.
_CAME_OUT = Cued(
    r"\b(?:happened|occurred|took\s+place|incident|scene|respond\w*|called|calls?|dispatched|arriv\w+|found"
    r"|fire[ds]?|investigat\w+|confront\w*|chas\w+|pursu\w+|died|dead|bod(?:y|ies)|guns?|pistol|rifle|revolver|knife|armed)\b"
)
_TIPS = re.compile(r"\b(?:call|contact|a\s+call,?)\s+(?:the\s+)?$")
SHOT = Cued(
    r"\b(?:shot|shoots?|shootings?|gunfire|gunshots?|kill(?:ed|s|ing)|wounded|slain|homicide|murder\w*|slayings?)\b",
    re.IGNORECASE,
)
#: What goes on somewhere else: "arraigned", "a vigil", "was flown to".
_ELSEWHERE = Cued(
    r"\b(?:court\w*|arraign\w*|hearing|judge|trial|jail|prison|funeral|vigil|rally|(?-i:march)\w*|protest\w*"
    r"|burial|hospital|medical\s+center|transported|airlifted|flown|graduat\w+|universit\w+|college"
    r"|moved|born|grew up"
    r"|work(?:s|ed) (?:at|in|for)|district attorney|prosecutor\w*|lawyer|attorney|theft|stolen"
    r"|stole|robbe\w+|carjack\w+|arrested|captured|custody|detained)\b",
    re.IGNORECASE,
)
