"""What is where in the United States: states, counties, and places down to a post office.

The table is shipped, read on first use and never changed. A place it lacks may still be
real: whoever reads a text believes "in X, Ohio" when it is plain.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline import shipped

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class State:
    code: str
    fips: str
    name: str
    timezone: str
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class County:
    fips: str
    state: str
    name: str  # "Bibb County", "Orleans Parish"
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    state: str
    population: int
    lat: float
    lon: float
    county_fips: str  # "" when no county is known
    timezone: str

    @property
    def county(self) -> County | None:
        return counties().get(self.county_fips)


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A key under which spellings of one place name meet.

    >>> fold("Saint Cloud") == fold("St. Cloud") == fold("ST. CLOUD")
    True
    >>> fold("Coeur d’Alene"), fold("Cañon City"), fold("Mc Kees Rocks")
    ('coeur dalene', 'canon city', 'mckees rocks')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFD", name) if c.isascii() or c == "’")
    words = _NOT_WORD.sub(" ", name.casefold().replace("'", "").replace("’", "")).split()
    return " ".join(_SHORT.get(word, word) for word in words).replace("mc ", "mc")


_WRITTEN = {"Saint": "St.", "Sainte": "Ste.", "Ft": "Fort", "Mt": "Mount", "St": "St."}


def shown(name: str) -> str:
    """A place's name as US newspapers print it.

    >>> shown("Saint Paul"), shown("Ft. Wayne"), shown("East Saint Louis"), shown("Fresno")
    ('St. Paul', 'Fort Wayne', 'East St. Louis', 'Fresno')
    """
    words = [_WRITTEN.get(word.rstrip("."), word) for word in name.split()]
    return " ".join(words)


@lru_cache(maxsize=1)
def states() -> Mapping[str, State]:
    """Every state, the District and the larger territories, by two-letter code."""
    rows = (line.split("\t") for line in shipped.text("states.tsv").splitlines())
    return {
        code: State(code, fips, name, zone, tuple(short.split(",")) if short else ())
        for code, fips, name, zone, short in rows
    }


@lru_cache(maxsize=1)
def counties() -> Mapping[str, County]:
    """Every county and county equivalent, by FIPS code."""
    rows = (line.split("\t") for line in shipped.unzipped("counties.tsv.gz").decode().splitlines())
    return {
        fips: County(fips, state, name, float(lat), float(lon))
        for fips, state, name, lat, lon in rows
    }


@lru_cache(maxsize=1)
def _places() -> shipped.Table:
    return shipped.Table(shipped.unzipped("places.tsv.gz"))


@lru_cache(maxsize=4096)
def _under(key: str) -> tuple[Place, ...]:
    rows = _places().get(_entry(key))
    return tuple(_place(key, row) for row in rows.split(";")) if rows else ()


def _entry(key: str) -> str:
    """The table's own key: it says "New York City" and "The Villages"."""
    if key == "new york":
        return "new york city"
    return key if key in _places() else f"the {key}"


def _place(key: str, row: str) -> Place:
    state, population, lat, lon, county, zone, shown = row.split(":")
    fips = states()[state].fips + county if county and state in states() else ""
    timezone = zone if "/" in zone and zone.startswith("Pacific") else f"America/{zone}"
    name = (shown or key.title()).removeprefix("The ")
    return Place(name, state, int(population), float(lat), float(lon), fips, timezone)


def named(name: str) -> tuple[Place, ...]:
    """Every place of that name, the most populous first.

    >>> [place.state for place in named("Springfield")][:2]
    ['MO', 'MA']
    """
    return _under(fold(name))


def larger_than(population: int) -> tuple[Place, ...]:
    """Every place of more people than that, the most populous first."""
    found = [
        place
        for key, rows in _places()
        for place in (_place(key, row) for row in rows.split(";") if _people(row) > population)
    ]
    return tuple(sorted(found, key=lambda place: (-place.population, place.name, place.state)))


def _people(row: str) -> int:
    return int(row.split(":", 2)[1])


@lru_cache(maxsize=4096)
def known(name: str) -> bool:
    return _entry(fold(name)) in _places()


@lru_cache(maxsize=16384)
def longest_from(word: str) -> int:
    """How many words the longest name has that begins with this one; 0 where none does.

    >>> longest_from("Zephyrhills"), longest_from("shot")
    (2, 0)
    """
    first = fold(word).partition(" ")[0]
    return _LONGEST_MAC if first == "mc" else _lengths().get(first, 0)


_LONGEST_MAC = 4  # "Mc Kees Rocks" is folded to "mckees rocks"


@lru_cache(maxsize=1)
def _lengths() -> Mapping[str, int]:
    lengths: dict[str, int] = {}
    for key in (*(key for key, _ in _places()), *_wholes()):
        words = key.split(" ")
        for first in {words[0], key.removeprefix("the ").partition(" ")[0]}:
            lengths[first] = max(lengths.get(first, 0), len(words))
    return lengths


@lru_cache(maxsize=4096)
def place(name: str, state: str | None = None) -> Place | None:
    """The most populous place of that name (in that state)."""
    key, its = fold(name), "" if state is None else f"{state}:"
    rows = _places().get(_entry(key)).split(";")
    return next((_place(key, row) for row in rows if row and row.startswith(its)), None)


@lru_cache(maxsize=1)
def _state_keys() -> Mapping[str, str]:
    keys: dict[str, str] = {}
    for state in states().values():
        for written in (state.name, state.code, *state.abbreviations):
            keys[_state_key(written)] = state.code
    keys["washington dc"] = keys["district of columbia"] = keys["dc"] = "DC"
    return keys


def _state_key(text: str) -> str:
    return " ".join(text.replace(".", " ").replace(",", " ").casefold().split())


@lru_cache(maxsize=4096)
def state_code(text: str) -> str | None:
    """Two letters for a state as a newsroom writes it.

    >>> state_code("Ga."), state_code("N.C."), state_code("west virginia"), state_code("Paris")
    ('GA', 'NC', 'WV', None)
    """
    keys = _state_keys()
    key = _state_key(text)
    return keys.get(key) or keys.get(key.replace(" ", ""))


@lru_cache(maxsize=4096)
def begins_state(word: str) -> bool:
    """Whether what :func:`state_code` knows may begin with a word.

    >>> begins_state("West"), begins_state("Ga."), begins_state("Paris")
    (True, True, False)
    """
    begin = _state_key(word).replace(" ", "")
    return any(key.replace(" ", "").startswith(begin) for key in _state_keys())


@lru_cache(maxsize=1)
def _counties_by_name() -> Mapping[str, tuple[County, ...]]:
    table: dict[str, tuple[County, ...]] = {}
    for each in counties().values():
        for key in {fold(each.name), county_key(each.name)}:
            table[key] = (*table.get(key, ()), each)
    return table


_COUNTY_WORD = re.compile(
    r"\s+(county|co|parish|borough|census area|municipality|municipio|city and borough)$"
)


def county_key(name: str) -> str:
    """A county's name without the word "County".

    >>> county_key("East Baton Rouge Parish"), county_key("Kern Co.")
    ('east baton rouge', 'kern')
    """
    return _COUNTY_WORD.sub("", fold(name))


def counties_named(name: str, state: str | None = None) -> tuple[County, ...]:
    """Counties of that name, with or without the word "County"."""
    found = _counties_by_name().get(county_key(name), ())
    return tuple(each for each in found if state is None or each.state == state)


def county_of(city: str, state: str | None = None) -> County | None:
    """The county a city lies in; without a state only if the name is one place's alone.

    Nor where a state has several townships of the name, or another place nearly as large elsewhere.
    """
    found = [each for each in named(city) if state is None or each.state == state]
    if not found or (state is None and len({each.state for each in found}) > 1):
        return None
    likeness = 0.0 if fold(city).endswith(" township") else _AS_LARGE
    rivals = (each for each in found if each.county_fips != found[0].county_fips)
    if any(each.population >= likeness * found[0].population for each in rivals):
        return None
    return found[0].county


_AS_LARGE = 0.75


@lru_cache(maxsize=1)
def _parts() -> Mapping[tuple[str, str], str]:
    rows = (line.split("\t") for line in shipped.text("place_parts.tsv").splitlines())
    return {(fold(part), state): city for part, city, state in rows}


def city_of_part(part: str, state: str) -> str | None:
    """The city a borough or neighbourhood belongs to.

    >>> city_of_part("the Bronx", "NY"), city_of_part("Anacostia", "DC")
    ('New York', 'Washington')
    """
    return _parts().get((fold(part).removeprefix("the "), state))


@lru_cache(maxsize=1)
def _wholes() -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for (part, state), city in _parts().items():
        found.setdefault(part, []).append((city, state))
    return {part: tuple(cities) for part, cities in found.items()}


def wholes_of(part: str) -> tuple[tuple[str, str], ...]:
    """The cities, with their states, that have a part of that name.

    >>> wholes_of("Anacostia")
    (('Washington', 'DC'),)
    """
    return _wholes().get(fold(part).removeprefix("the "), ())


def timezone_of(state: str, city: str | None = None) -> str | None:
    """IANA zone of the city, else of most of the state.

    >>> timezone_of("TN"), timezone_of("TN", "Knoxville")
    ('America/Chicago', 'America/New_York')
    """
    if city and (found := place(city, state)):
        return found.timezone
    known_state = states().get(state)
    return known_state.timezone if known_state else None


def distance_km(left: Place | County, right: Place | County) -> float:
    """Great-circle distance between two points of the table."""
    phi, psi = math.radians(left.lat), math.radians(right.lat)
    half_lat = (psi - phi) / 2
    half_lon = math.radians(right.lon - left.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def distance_between(city_a: str, city_b: str, state: str) -> float | None:
    """Kilometres between two cities of one state; None when either is unknown."""
    left, right = place(city_a, state), place(city_b, state)
    return distance_km(left, right) if left and right else None


def same_area(city_a: str, city_b: str, state: str, within_km: float = 25.0) -> bool | None:
    """Could two newsrooms mean one spot by these names? None when the table cannot say.

    >>> same_area("Bakersfield", "Oildale", "CA"), same_area("Fresno", "Bakersfield", "CA")
    (True, False)
    """
    if fold(city_a) == fold(city_b):
        return True
    distance = distance_between(city_a, city_b, state)
    return None if distance is None else distance <= within_km
