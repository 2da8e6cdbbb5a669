"""Where an outlet is at home, told by its web address: local papers and stations write of home."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from pipeline import shipped
from pipeline.lexicon import gazetteer
from pipeline.records import OutletPlace

_LARGE = 150_000  # people; smaller places name no edition of a chain
_TOO_COMMON = frozenset({"washington"})  # nytimes.com/washington is the capital's politics


def home_of(url: str) -> OutletPlace | None:
    """The home of the outlet at this address; none where it writes for the whole country.

    >>> home_of("http://www.nj.com/essex/2016/01/a_story.html").state
    'NJ'
    >>> home_of("https://patch.com/illinois/joliet/a-story").city
    'Joliet'
    >>> home_of("https://www.mainestatehousenews.example/a-story").state
    'ME'
    >>> home_of("https://www.washingtonpost.com/a-story") is None
    True
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    edition = _edition(host, tuple(parts.path.split("/")[1:3]))
    return _of_host(host) or edition or _named_for_state(host)


@lru_cache(maxsize=2048)
def _of_host(host: str) -> OutletPlace | None:
    rows = _homes()
    while "." in host:
        if row := rows.get(host):
            return _place(*row.split("\t"))
        host = host.partition(".")[2]
    return None


def _place(state: str, county: str, city: str) -> OutletPlace:
    found = gazetteer.counties().get(gazetteer.states()[state].fips + county)
    zone = gazetteer.timezone_of(state, city or None)
    city = "New York" if city == "New York City" else city
    return OutletPlace(None, city or None, found.name if found else None, state, zone)


@lru_cache(maxsize=1)
def _homes() -> Mapping[str, str]:
    """State, county and city by host, unread until asked for."""
    text = shipped.unzipped("outlets.tsv.gz").decode()
    pairs = (line.partition("\t") for line in text.splitlines())
    return {host: row for host, _, row in pairs}


def _edition(host: str, path: tuple[str, ...]) -> OutletPlace | None:
    """The local edition of a chain: "boston.a-chain.com", "a-chain.com/illinois/joliet/…"."""
    label, *rest = host.split(".")
    if len(rest) > 1 and (found := _of_word(label)):
        return found
    found = _of_word(path[0]) if path else None
    if found and found.city is None and len(path) > 1:
        town = gazetteer.place(path[1].replace("-", " "), found.state)
        return _place(str(found.state), town.county_fips[2:], town.name) if town else found
    return found


@lru_cache(maxsize=2048)
def _named_for_state(host: str) -> OutletPlace | None:
    """ "mainestatehousenews.example": of the table's hosts of such names 126 of 134 are there."""
    label = _squeezed(host.partition(".")[0]).removeprefix("the")
    found = max((name for name in _state_names() if label.startswith(name)), key=len, default=None)
    if found is None or label.removeprefix(found).startswith(("city", "county", "valley")):
        return None
    return _place(_state_names()[found], "", "")


@lru_cache(maxsize=1)
def _state_names() -> Mapping[str, str]:
    """States by squeezed name, but those that are better known as cities."""
    names = {_squeezed(state.name): state.code for state in gazetteer.states().values()}
    return {name: code for name, code in names.items() if code not in ("WA", "NY", "DC")}


def _of_word(word: str) -> OutletPlace | None:
    """A state or large city as an address writes it: "new-york", "losangeles"."""
    return _words().get(_squeezed(word))


def _squeezed(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())


@lru_cache(maxsize=1)
def _words() -> Mapping[str, OutletPlace]:
    table: dict[str, OutletPlace] = {}
    for city in gazetteer.larger_than(_LARGE):
        key = _squeezed("New York" if city.name == "New York City" else city.name)
        if key not in table:  # the most populous of a name comes first
            table[key] = _place(city.state, city.county_fips[2:], city.name)
    for state in gazetteer.states().values():
        key = _squeezed(state.name)
        table.setdefault(key, _place(state.code, "", ""))
    return {key: found for key, found in table.items() if key not in _TOO_COMMON}
