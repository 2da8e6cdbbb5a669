"""How loudly a name speaks as a place, and not as a street, a surname or a body."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from pipeline.language.cued import Cued
from pipeline.lexicon import gazetteer
from pipeline.where import place_runs
from pipeline.where.place_neighbours import Named

TOLD = 10  # times likelier is a town of a state that is named
FAINT = 0.2  # the voice of a place where somebody lives or was taken
POLICE = frozenset(
    "police officer officers cops cop pd patrol policeman policemen policewoman patrolman "
    "patrolmen".split()
)
_STREETS = place_runs.STREETS | frozenset(
    "apartments high school elementary university college church hospital".split()
)
WAY = "|".join(place_runs.STREETS - {"st."})
#: "Near Boston and Third Street".
_CROSSES = re.compile(
    rf"\s+(?:and|at|&)\s+(?:[A-Z0-9][\w.'’-]*\s+){{1,3}}?(?:{WAY})\b", re.IGNORECASE
)
#: "The 1200 block of Boston", "the corner of Third and Boston".
_ON_STREET = Cued(
    r"\b(?:block|corner|intersection)\s+of\s+(?:[A-Z0-9][\w.'’-]*\s+){0,2}"
    r"(?:(?:and|at|&)\s+(?:[A-Z0-9][\w.'’-]*\s+){0,2})?$"
)
#: Written with a capital: "the Hansen Bridge", "the Sacramento River".
_LANDMARKS = frozenset(
    "bridge river creek canyon dam reservoir trail tunnel turnpike bayou mountains range".split()
)
#: Words before a name that say it is a place.
BEFORE = frozenset("in near of from at around outside to".split())


def voice_of(named: Named) -> float:
    """How loudly a name speaks as a place: not a surname, not a street."""
    if of_street(named) or named.county:
        return 0.1
    weight = 0.3
    if named.lived_in:
        return FAINT
    common = " " not in named.key and place_runs.dictionary_word(named.key)
    if common and not named.dateline and named.right not in POLICE:
        weight = 0.05 if named.left not in BEFORE else 0.3
    elif named.dateline or named.scene:
        weight = 4.0
    elif named.right in POLICE:
        weight = 2.0
    elif named.left in BEFORE and not named.right_capital:
        weight = 1.5
    elif named.left_capital or named.right_capital:
        weight = 0.1
    return weight * (1.5 if named.order < 3 else 1.0) * _weight_of_size(named.key)


@lru_cache(maxsize=4096)
def _weight_of_size(key: str) -> float:
    """A hamlet's name is likelier a surname than a metropolis' is."""
    found = gazetteer.named(key)
    return (math.log10(found[0].population + 10) / 5) ** 2 if found else 0.5


def of_street(named: Named) -> bool:
    """ "North Park Street", "the Hansen Bridge": the name of a way or water, not of a town."""
    landmark = named.right in _LANDMARKS and named.right_capital
    return landmark or named.right in _STREETS or _at_crossing(named)


def _at_crossing(named: Named) -> bool:
    if named.state or named.dateline or named.left == "in":
        return False
    text = named.sentence.text
    crosses = _CROSSES.match(text, named.end) is not None
    return crosses or _ON_STREET.search(text, max(0, named.start - REACH), named.start) is not None


#: So many characters before a name are looked at.
REACH = 60
