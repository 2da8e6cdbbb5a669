"""Which towns the place words of a passage speak for, as features that are weighed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from pipeline.language.cued import Cued
from pipeline.lexicon import gazetteer
from pipeline.lexicon.gazetteer import Place
from pipeline.records import Where
from pipeline.where import place_runs
from pipeline.where.county_votes import bears_name, is_township, tells_of_shots
from pipeline.where.place_home import ROWS, home_spot, is_near, reach_of
from pipeline.where.place_neighbours import Named
from pipeline.where.place_voices import BEFORE, POLICE, REACH, WAY, of_street
from pipeline.where.place_words import Gathered

_MAX_CITIES = 40


def city_features(seen: Gathered, state: str | None) -> dict[str, list[str]]:
    """For each city the passage names (by folded name), what speaks for it."""
    groups: dict[str, list[Named]] = {}
    for named in seen.names:
        groups.setdefault(named.key, []).append(named)
    groups = {key: _beside_counties(group) for key, group in groups.items()}
    groups = {k: group for k, group in groups.items() if not _no_city(k, group, state, seen)}
    keys = [key for key in groups if not _is_quarter(groups, key, state)][:_MAX_CITIES]
    counts = {key: len(groups[key]) for key in keys}
    top = max(counts.values(), default=0)
    made: dict[str, list[str]] = {}
    for key in keys:
        features = {feature for named in groups[key] for feature in _of_mention(named)}
        features.update(_of_name(key, groups[key], state, seen))
        features.add(f"count:{min(counts[key], 5)}")
        if counts[key] == top:
            features.add("most-named")
        made[key] = sorted(features)
    if alone := _home_unnamed(seen, groups):
        made[alone[0]] = [*alone[1], f"named:{min(len(keys), 6)}"]
    return made


_QUARTERS = frozenset(("neighborhood", "neighbourhood", "subdivision"))


def _is_quarter(groups: Mapping[str, Sequence[Named]], key: str, state: str | None) -> bool:
    """ "The Hilltop neighborhood of Tacoma": a part, where a town of the state is told, too."""
    if state is None or not any(named.right in _QUARTERS for named in groups[key]):
        return False
    return any(
        named.dateline or (named.left in BEFORE and not named.elsewhere)
        for other, group in groups.items()
        if other != key and gazetteer.place(other, state)
        for named in group
    )


def _home_unnamed(seen: Gathered, groups: Mapping[str, object]) -> tuple[str, list[str]] | None:
    """The outlet's own city, which its stories may leave unsaid."""
    home = seen.home
    key = gazetteer.fold(home.city) if home.city else ""
    if not home.state or not key or key in groups:
        return None
    here = gazetteer.place(key, home.state)
    if here is None:
        return None
    loud = any(voice >= 1.0 for voice in seen.voices)
    county = bool(seen.counties)
    in_county = any(here.county_fips == c.fips for each in seen.counties for c in each.counties)
    if county and not in_county:
        return None  # another county's news, told from afar
    return key, [
        "unnamed-home",
        f"unnamed-home:others:{loud}",
        f"unnamed-home:county:{county}:{in_county}",
        f"unnamed-home:size:{_size(here.population)}",
    ]


def _no_city(key: str, group: Sequence[Named], state: str | None, seen: Gathered) -> bool:
    """ "GREENE COUNTY, Ala." opens a story; "Cobb County", "North Park Street" and no more."""
    if key.endswith((" county", " parish")) or _is_person(group):
        return True
    if all(each.county for each in group):
        return not _seat(key, state, seen)
    return all(each.county or of_street(each) or each.born_in for each in group)


#: "Officer Ray", "Officers Joe Dembrowski and Kellen Ray".
_TITLED = Cued(
    r"\b(?:[Oo]fficers?|[Dd]eput(?:y|ies)|[Tt]roopers?|Sgt\.|Lt\.|Capt\.|Chief|Sheriff|Mr\.|Mrs\.|Ms\.|Dr\.|Judge)\s+"
    r"(?:[A-Z][\w'’.-]*\s+){0,2}$"
)
#: "Clayton Rodeheaver, 29, …".
_AGED = re.compile(r"\s+[A-Z][\w'’-]+,\s+\d{1,2},")


def _is_person(group: Sequence[Named]) -> bool:
    """Is a word somebody's name, and nowhere told as a place, or "the Capitol Police"?"""
    if any(
        each.left in BEFORE or each.state or each.dateline or each.county or each.meant
        for each in group
    ):
        return False
    if all(each.key == "capitol" for each in group):
        return True
    return not any(each.right in POLICE for each in group) and any(
        _TITLED.search(each.sentence.text, max(0, each.start - REACH), each.start)
        or _AGED.match(each.sentence.text, each.end)
        for each in group
    )


_LARGE = 100_000


def _seat(key: str, state: str | None, seen: Gathered) -> bool:
    """ "Tulsa County's district attorney", and no deputies: the officer is the large city's."""
    here = gazetteer.place(key, state) if state else None
    if here is None or here.population < _LARGE or "eput" in seen.running:
        return False
    county = here.county
    return "heriff" not in seen.running and county is not None and bears_name(county.name, key)


def _beside_counties(group: Sequence[Named]) -> list[Named]:
    """The mentions that are not of a county of that name, if there are such."""
    return [each for each in group if not each.county] or list(group)


_CARE = Cued(r"[Hh]ospital|[Mm]edical|HOSPITAL|airlifted|flown|[Hh]ealth ")
_COURT = Cued(r"\b(?:court|arraigned|arrested|custody|jail|sentenced|trial|prison)\b")


#: "The 5000 block of Sharon Road in", "at 12 Elm St. in", "Rose Apartments in".
_AT_ADDRESS = re.compile(
    rf"\b(?:{WAY}|st\.?|apartments|streets|avenues|roads|block|\d+(?:st|nd|rd|th))\s+(?:\w\.?\w?\.?\s+)?in\s+$",
    re.IGNORECASE,
)


def _at_address(named: Named) -> bool:
    if named.left != "in" or named.elsewhere:
        return False
    near = max(0, named.start - REACH)
    return _AT_ADDRESS.search(named.sentence.text, near, named.start) is not None


def _of_mention(named: Named) -> list[str]:
    where = "title" if named.sentence.where is Where.TITLE else str(min(named.order, 8))
    made = [
        f"L:{named.left}",
        f"LL:{named.before_left} {named.left}",
        *(["lived-in"] if named.lived_in else []),
        f"R:{named.right}",
        f"LR:{named.left} {named.right}",
        f"where:{where}",
    ]
    made += ["R:police-word"] if named.right in POLICE else []
    made += ["at-address"] if _at_address(named) else []
    made += ["dateline"] if named.dateline else []
    made += [f"beside:{named.right in ('suburb', 'suburbs')}"] if named.beside else []
    made += ["scene"] if named.scene else []
    made += ["left-capital"] if named.left_capital else []
    made += ["right-capital"] if named.right_capital else []
    made += ["plain"] if not (named.left_capital or named.right_capital) else []
    made += ["stated-state"] if named.state else []
    made += ["shouted"] if named.shouted else []
    if _CARE.search(named.sentence.text):
        made += ["care", f"care:L:{named.left}"]  # the hospital's town
    if _COURT.search(named.sentence.text):
        made.append("court")
    if tells_of_shots(named.sentence.text):
        made += ["shot", f"shot:L:{named.left}", f"shot-where:{where}"]
    return made


def _of_name(key: str, group: Sequence[Named], state: str | None, seen: Gathered) -> list[str]:
    made = ["only-lived-in"] if all(named.lived_in for named in group) else []
    made += ["only-county"] if group[0].county else []
    here = gazetteer.place(key, state) if state else None
    if here is None and is_township(key):
        made.append("township-unlisted")  # the table holds few of them: no word against one
    else:
        made.append(f"size:{_size(here.population)}" if here else "not-in-state")
        if here is None and not any(named.known for named in group):
            made.append("unknown")
    if {named.state for named in group} & {state}:
        made += ["beside-state", *([] if here else ["beside-state-unlisted"])]
    if here is None and any(named.dateline for named in group):
        made.append("dateline-unlisted")
    if any(named.state not in (None, state) for named in group):
        made.append("beside-other-state")
    if here and here.county_fips in {c.fips for each in seen.counties for c in each.counties}:
        made.append("in-named-county")
    if " " not in key and _runs(key, seen.running):
        made.append("common-word")
    if place_runs.dictionary_word(key):
        made.append("dictionary-word")
    if is_township(key):
        made.append("township")
    if here:
        made.append(f"company:{min(_company(key, here, seen), 4)}")
    if gazetteer.state_code(key):
        made.append("state-name")
    if seen.home.city and gazetteer.fold(seen.home.city) == key:
        made.append("home")
    spot = home_spot(seen.home) if here else None
    if here and spot:
        made.append(f"from-home:{reach_of(gazetteer.distance_km(here, spot))}")
    if group[0] is next((n for n in seen.names if not n.left_capital), None):
        made.append("first-named")
    made.append(f"first-at:{min(group[0].order, 6)}")
    return made


def _runs(word: str, text: str) -> bool:
    """Does a word stand in the running text in small letters?"""
    return word in text and re.search(rf"\b{re.escape(word)}\b", text) is not None


def _company(key: str, here: Place, seen: Gathered) -> int:
    """How many other names of the passage have a place near this one."""
    others = {named.key for named in seen.names if named.key != key}
    return sum(is_near(here, gazetteer.named(other)[:ROWS]) for other in sorted(others)[:12])


def _size(population: int) -> int:
    return int(math.log10(max(population, 1)) * 2)
