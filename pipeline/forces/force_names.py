"""Which words before "police" name a force, and its usual full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon import gazetteer
from pipeline.lexicon.agency_mentions import LISTS, NOT_A_NAME

_SPECIAL = frozenset(LISTS["words"]["special"].split())


def may_name(words: Sequence[str]) -> bool:
    """Is it a place or a body that has police, and not what a headline says before "Police"?"""
    if _has_special_ending(words) or _is_campus(words):
        return True
    tails = (words[at:] for at in range(len(words)))
    return any(is_town(tail) or gazetteer.counties_named(" ".join(tail)) for tail in tails)


def of_no_city(words: Sequence[str]) -> bool:
    """A campus's, a railway's, a school district's: but Overland Park is a city."""
    special = _SPECIAL & {word.lower() for word in words} or _is_campus(words)
    town = words[-1].lower() in _TOWNSHIPS or gazetteer.known(" ".join(words))
    return bool(special) and not town


#: "UC Merced", "UNC Charlotte", "SUNY Albany": a campus of a state's university.
_CAMPUS = re.compile(r"U(?!S)[A-Z]{1,2}|SUNY|CUNY|CSU|LSU")


def _is_campus(words: Sequence[str]) -> bool:
    return len(words) > 1 and _CAMPUS.fullmatch(words[0]) is not None


def force_words(words: Sequence[str], body: str) -> list[str]:
    """The words that name a police force: the longest known ending of the run."""
    whole = body.startswith("Police D") or words[-2:] == ["Police", "Department"]
    words, formal = _without_body(words, body)
    while len(words) > 1 and words[-1].lower() in ("metropolitan", "metro", "regional", "police"):
        words = words[:-1]
    while words and opens_no_name(words):
        words = words[1:]
    if not words or words[-1].lower() in ("county", "parish", "state"):
        return []
    if town := _town_of_state(words):
        return town
    of_state = gazetteer.state_code(" ".join(words)) and words[0] not in ("New", "Washington")
    if of_state and not whole:
        return []  # "a Utah police officer" names no force
    for skip in range(len(words)):
        tail = words[skip:]
        if tail[0].lower() in ("of", "and") or tail[-1].lower() in ("force", "caption"):
            continue
        if is_town(tail) or _has_special_ending(tail) or _is_campus(tail):
            return _with_town(words, skip)
        if len(tail) == 1 and len(gazetteer.counties_named(tail[0])) == 1:
            return list(tail)
    formal = formal and not words[0].isupper()
    return list(words) if formal and words[-1].lower() not in NOT_A_NAME else []


def _town_of_state(words: Sequence[str]) -> list[str]:
    """The town of "Bristol Tennessee Police Department", where the state has one of that name."""
    if gazetteer.known(" ".join(words)):
        return []  # "Port Washington police"
    for at in range(1, len(words)):
        town, state = list(words[:at]), gazetteer.state_code(" ".join(words[at:]))
        if state and gazetteer.place(" ".join(town), state):
            return town
    return []


_BODY = re.compile(
    r"\s+(?:(?:Department|Division|Bureau)\s+of(?:\s+(?:Police|Public\s+Safety))?"
    r"|Police\s+(?:Department|Bureau|Division|Force)|Public\s+Safety(?:\s+Department)?)$"
)
_FORMAL = ("Police", "PD", "Department", "Division", "Metropolitan", "Public", "Regional")


def _without_body(words: Sequence[str], body: str) -> tuple[list[str], bool]:
    """ "Columbus Division of" (police) without what kind of body it is; and is its name formal?"""
    run = " ".join(words)
    name = _BODY.sub("", run)
    kept = name.split()
    kept[-1:] = [kept[-1].removesuffix("'s").removesuffix("’s")]
    return kept, name != run or body.split()[0] in _FORMAL


def is_town(words: Sequence[str]) -> bool:
    """A place's name, or two joined: "Charlotte-Mecklenburg"."""
    name = " ".join(words)
    if gazetteer.known(name):
        return True
    parts = name.split("-")
    return len(parts) > 1 and all(
        gazetteer.known(part) or gazetteer.counties_named(part) for part in parts
    )


def opens_no_name(words: Sequence[str]) -> bool:
    first = words[0].lower().strip(".")
    if first in ("town", "village", "city", "township") and words[1:2] == ["of"]:
        return False
    if len(words) > 1 and (gazetteer.known(" ".join(words)) or _is_campus(words)):
        return False  # "New Port Richey police", "State College police"
    if first in ("new", "old") and gazetteer.known(" ".join(words[:2])):
        return False  # "New Orleans police"
    return first in NOT_A_NAME or first in ("of", "and")


_TOWNSHIPS = ("township", "borough", "village", "town")
_BEFORE_NAMES = frozenset("north south east west upper lower mount mt. st. saint".split())


def _has_special_ending(tail: Sequence[str]) -> bool:
    last = tail[-1].lower()
    if last in _TOWNSHIPS:
        whole = len(tail) == 2 or (len(tail) == 3 and tail[0].lower() in _BEFORE_NAMES)
        return (whole or gazetteer.known(" ".join(tail[:-1]))) and not tail[0].isupper()
    return last in _SPECIAL and (len(tail) > 1 or last in ("capitol", "transit", "unified"))


#: What is, standing alone, the end of a longer name of a town.
PARTS = frozenset(
    "valley springs heights city hills park beach lake lakes grove center falls island harbor "
    "point creek ridge river bay view village oaks north south east west southern northern eastern "
    "western central county".split()
)


def _with_town(words: Sequence[str], skip: int) -> list[str]:
    """ "Town of Geneva", "Dewey Beach": the words that belong before the name."""
    if skip >= 2 and words[skip - 1].lower() == "of":
        return list(words[skip - 2 :])
    if skip and len(words) == skip + 1 and words[skip].lower() in PARTS:
        return list(words[skip - 1 :])  # the end of a name that no list has
    return list(words[skip:])


def name_of_force(words: Sequence[str], body: str) -> str:
    name = " ".join(words)
    name = name.title() if name.isupper() and len(name) > 4 else name
    if name in ("New York City", "New York"):
        return "New York Police Department"
    if body.lower().startswith(("metropolitan", "metro ")) or " metropolitan" in body.lower():
        return f"{name} Metropolitan Police Department"
    if "regional" in body.lower().split():
        return f"{name} Regional Police Department"
    if words[-1].lower() == "capitol":
        return f"{name} Police"
    return f"{name} Police Department"


def force_name(city: str) -> str:
    """The usual full name of a city's police."""
    return name_of_force(city.split(), "Police")
