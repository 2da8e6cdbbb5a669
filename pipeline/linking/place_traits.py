"""What the places of two reports show: states, towns and their distance, streets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from pipeline import names
from pipeline.lexicon import gazetteer
from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen

_ROAD = re.compile(
    r"((?:\b(?:[A-Z][\w'’.-]*|\d+(?:st|nd|rd|th))\s+){1,3})(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|"
    r"Boulevard|Blvd|Lane|Ln|Highway|Hwy|Parkway|Pkwy|Court|Ct|Place|Pl|Way|Terrace|Circle|Pike|"
    r"Trail)\b|\b(?:Highway|Interstate|Route|US|U\.S\.)[- ]+(\d+)"
)
_COURT_OF_LAW = re.compile(
    r"\b(?:Juvenile|District|Circuit|Superior|Supreme|Municipal|County|Federal|Magistrate|Probate|Family"
    r"|Appeals|Criminal|Civil|Tribal|State|High|Justice) (?:Court|Ct)$"
)
#: "3100 block of", "2323 ": a house number right before a road's name.
_NUMBER_BEFORE = re.compile(r"\b(\d{3,5})\s+(?:block\s+(?:of\s+)?)?$")
_COMPASS = frozenset("n s e w ne nw se sw north south east west northeast northwest".split())
_SPOTS = frozenset(
    "area block street avenue road drive boulevard lane highway parkway court place way"
    " north south east west northeast northwest southeast southwest intersection"
    " apartments apartment neighborhood parking motel hotel"
    " park county".split()
)


def see_state(left: Linkable, right: Linkable) -> Seen | None:
    if not left.state or not right.state:
        return None
    if left.state == right.state:
        return Seen("state", "same", f"both {left.state}")
    sure = left.state_stated and right.state_stated
    return Seen("state", "differs" if sure else "may differ", f"{left.state} / {right.state}")


def see_place(left: Linkable, right: Linkable) -> Seen | None:
    """City and county, as near as each report gives them."""
    ours, theirs = _folded(left.cities), _folded(right.cities)
    state = left.state or right.state
    if ours and theirs:
        shared = sorted(ours.keys() & theirs.keys())
        if shared:
            city = ours[shared[0]]
            return Seen("place", f"same {city_size(city, state)} city", f"both {city}")
        says = f"{left.cities[0]} / {right.cities[0]}"
        near = min(_distance(a, b, state) for a, b in product(left.cities, right.cities))
        level = next(name for most, name in NEARNESS if near <= most)
        return Seen("place", level, says if near > 500 else f"{says}, {near:.0f} km")
    our_counties, their_counties = _counties(left, state), _counties(right, state)
    if not our_counties or not their_counties:
        return None
    shared = sorted(our_counties & their_counties)
    says = f"both in {shared[0].title()} County" if shared else "different counties"
    return Seen("place", "same county" if shared else "other county", says)


NEARNESS = ((9, "adjoining city"), (25, "neighbouring city"), (9999, "other city"))


#: By the fewest people that each has.
CITY_SIZES = {"big": 400_000, "middling": 80_000, "small": 0}


@cache
def city_size(city: str, state: str | None) -> str:
    return size_of(gazetteer.place(city, state))


def size_of(place: gazetteer.Place | None) -> str:
    people = place.population if place else 0
    return next(size for size, least in CITY_SIZES.items() if people >= least)


@cache
def _distance(one: str, other: str, state: str | None) -> float:
    found = gazetteer.distance_between(one, other, state) if state else None
    return 999.0 if found is None else found


def _counties(report: Linkable, state: str | None) -> frozenset[str]:
    """Counties as stated, else those of the cities."""
    if report.counties:
        return frozenset(place_key(county) for county in report.counties)
    found = (_county_of(city, state) for city in report.cities)
    return frozenset(county for county in found if county)


@cache
def _county_of(city: str, state: str | None) -> str | None:
    county = gazetteer.county_of(city, state)
    return place_key(county.name) if county else None


def see_street(left: Linkable, right: Linkable) -> Seen | None:
    """Only named roads can differ; a shared name of any kind of spot counts."""
    if named := sorted(set(left.events) & set(right.events)):
        return Seen("street", "one event's name", f"both call it by {named[0].title()}")
    if not left.place or not right.place:
        return None
    ours, theirs = _roads(left.place), _roads(right.place)
    if blocks(left.place) & blocks(right.place):
        return Seen("street", "same block", f"{left.place} / {right.place}")
    if ours & theirs:
        return Seen("street", "same", f"{left.place} / {right.place}")
    if ours and theirs:
        return Seen("street", "differs", f"{left.place} / {right.place}")
    shared = sorted(_proper_words(left.place) & _proper_words(right.place))
    return Seen("street", "same", f"both speak of {shared[0].title()}") if shared else None


@cache
def _roads(place: str) -> frozenset[str]:
    """Names of roads: the words before "Street" and its like, numbers of highways.

    >>> sorted(_roads("the 3100 block of East Nebraska Ave. near Oak Ridge Highway"))
    ['nebraska', 'oakridge']
    """
    return frozenset(road for road, _ in _numbered_roads(place))


@cache
def blocks(place: str) -> frozenset[tuple[str, int]]:
    """Roads with the hundred of the house number before them.

    >>> blocks("the 2300 block of Spain Street") == blocks("2323 Spain St.")
    True
    """
    return frozenset((road, int(n) // 100) for road, n in _numbered_roads(place) if n)


def _numbered_roads(place: str) -> Iterator[tuple[str, str | None]]:
    for found in _ROAD.finditer(place):
        if _COURT_OF_LAW.search(found[0]):
            continue
        words = [w for w in names.fold(found[1] or found[2]).split() if w not in _COMPASS]
        number = _NUMBER_BEFORE.search(place, 0, found.start()) if found[1] else None
        if words:
            yield "".join(words), number[1] if number else None


@cache
def _proper_words(place: str) -> frozenset[str]:
    words = (names.fold(word) for word in re.findall(r"\b[A-Z][\w'’]{3,}", place))
    return frozenset(words) - _SPOTS


@lru_cache(maxsize=65536)
def _folded(places: tuple[str, ...]) -> dict[str, str]:
    return {place_key(place): place for place in places}


@cache
def place_key(place: str) -> str:
    """ "St. Cloud" and "Saint Cloud", "Orleans Parish" and "Orleans"."""
    words = names.fold(place).split()
    words = ["saint" if word in ("st", "ste") else word for word in words]
    return " ".join(word for word in words if word not in ("county", "parish", "borough", "city"))
