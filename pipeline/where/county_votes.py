"""Which county a passage tells, and whether a town it names lies outside of that."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.language.cued import Cued
from pipeline.lexicon import gazetteer
from pipeline.records import Where
from pipeline.where.place_neighbours import Named
from pipeline.where.place_voices import POLICE
from pipeline.where.place_words import CountyNamed, Gathered

_SHOT = Cued(
    r"\bshot|shoot|gunfire|opened fire|\bfired\b|\bkill|wound|homicide|murder|slain", re.IGNORECASE
)


def bears_name(county: str, key: str) -> bool:
    """Whether a county is called as a place: "Tulsa County" as Tulsa."""
    return gazetteer.county_key(county) == key


def scene(seen: Gathered, key: str) -> bool:
    """ "In Penn Township", "his Canaan Township home": is a place named as somewhere to be?"""
    return any(
        named.key == key
        and (named.left in ("in", "at") or named.right in _HOMES)
        and not named.lived_in
        for named in seen.names
    )


_HOMES = frozenset("home house residence apartment property farm".split())


def tells_of_shots(text: str) -> bool:
    """Whether a sentence has a word of shots or of a killing."""
    return _SHOT.search(text) is not None


def is_township(key: str) -> bool:
    """Whether a place says in its name that it is a township, town or village."""
    before = key.startswith(("town of ", "village of "))
    return before or key.endswith((" township", " twp", " town"))


_IN_COUNTY = Cued(
    r"\bin\s+((?:north|south|east|west|central|rural|unincorporated|upper|lower)\w*\s+)?$",
    re.IGNORECASE,
)


def outside(seen: Gathered, key: str) -> bool:
    """Is a city named by its police alone, and the shooting told "in west Knox County"?"""
    mentions = [named for named in seen.names if named.key == key]
    if not mentions or not all(named.right in POLICE for named in mentions):
        return False
    if is_township(key):
        return False
    came = any(_CAME.match(named.sentence.text, named.end) for named in mentions)
    return any(
        key not in gazetteer.county_key(said.name)
        and (side := _IN_COUNTY.search(said.sentence.text, 0, said.start)) is not None
        and (side.group(1) or not came)
        and tells_of_shots(said.sentence.text)
        and not of_any(said.sentence.text)
        for said in seen.counties
    )


def of_any(text: str) -> bool:
    """ "As after every police shooting in Lane County": what is done in any case, not in this."""
    return _OF_ANY.search(text) is not None


_OF_ANY = Cued(
    r"\b(?:every|each|any|all|such)\s+(?:(?:of\s+)?"
    r"(?:the|such|fatal|deadly|police|officer|use|of|force|on[- ]duty|involved)[\s-]+){0,5}?"
    r"(?:shootings?|deaths?|killings?|cases?|incidents?)\b",
    re.IGNORECASE,
)


#: "Jasper police responded": a town's own police came, in the county that is told.
_CAME = re.compile(
    r"\s+(?:[Pp]olice|[Oo]fficers?)(?:\s+(?:officers?|were|was|have|had|say|said|also|then)){0,2}\s+(?:[\w-]+\s+){0,2}?"
    r"(?:respond\w*|called|sent|dispatched|arriv\w+|found|investigat\w+|wound(?:s|ed)|shot|shoots?|fired?|fires"
    r"|kill(?:s|ed)|died)\b"
)


_OTHER_YEAR = re.compile(r",?\s+in\s+(?:19|20)\d\d\b")
#: "The Perry County prosecutor", "a Perry County man": whose it is, not where.
_COUNTY_BODY = re.compile(
    r"(?:['’]s)?\W+(?:sheriff|deput|police|prosecut|attorney|D\.?A\b|district|state['’]s|commonwealth|grand|judge|jury|jail"
    r"|court|coroner|medical|m[ae]n\b|wom[ae]n\b|teen|couple|famil|resident|native|commission|official|officer|SO\b|school|to\b)",
    re.IGNORECASE,
)


def _told_there(said: CountyNamed) -> bool:
    """Is the shooting told "in Perry County", or is it the county of the headline?"""
    text = said.sentence.text
    if said.sentence.where is Where.TITLE:
        return _COUNTY_BODY.match(text, said.end) is None
    return _IN_COUNTY.search(text, 0, said.start) is not None and tells_of_shots(text)


def in_another_county(seen: Gathered, key: str, state: str | None) -> bool:
    """Is a town named by a dateline, a home or a court alone, and the shooting told in a county
    that it does not lie in?"""
    here = gazetteer.place(key, state) if state else None
    if here is None or not here.population:
        return False
    if any(bears_name(said.name, key) for said in seen.counties):
        return False  # a county and the city it surrounds
    named = {county.fips for said in seen.counties for county in said.counties}
    told = any(
        county.state == state
        for said in seen.counties
        if _told_there(said)
        for county in said.counties
    )
    if not told or here.county_fips in named:
        return False
    return not any(each.key == key and _firmly(each) for each in seen.names)


def _firmly(named: Named) -> bool:
    """Is a town said to be where something is, or are its police told of?"""
    if named.dateline or named.elsewhere:
        return False
    if named.sentence.where is Where.TITLE:
        return True
    return named.left in ("in", "at", "near", "outside", "of") or named.right in POLICE


def county_scores(seen: Gathered, state: str | None, city: str | None) -> Mapping[str, float]:
    """Belief in each county as written, from how often, how early and how fittingly it stands."""
    home = gazetteer.county_of(city, state) if city else None
    scores: dict[str, float] = {}
    for named in seen.counties:
        fips = {county.fips for county in named.counties}
        fits = state is None or any(county.state == state for county in named.counties)
        worth = 1.0 + (named.order < 4) + 2.0 * tells_of_shots(named.sentence.text)
        if _OTHER_YEAR.match(named.sentence.text, named.end):
            worth = 0.2  # "since the Stross case in Custer County in 2014"
        worth += 3.0 * bool(home and home.fips in fips)
        scores[named.name] = scores.get(named.name, 0.0) + worth * (1.0 if fits else 0.2)
    return scores
