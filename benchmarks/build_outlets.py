"""Build the shipped table of where US news outlets are at home, by the host of their address.

    python -m benchmarks.build_outlets path/to/3dlnews-outlets.json.gz

The list is 3DLNews (William & Mary; MIT): local outlets by state, with website and county. A host
that outlets of many states share (parked domains, chains) is left out, so are outlets that write
for the whole country; what the list lacks is added from ``outlets_extra.tsv``.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks import asking
from pipeline.lexicon import gazetteer

DATA = Path(__file__).resolve().parents[1] / "pipeline" / "data"
# They report from everywhere, wherever their newsroom stands.
NATIONAL = frozenset(
    "washingtonpost.com nytimes.com usatoday.com wsj.com cnn.com foxnews.com nbcnews.com "
    "cbsnews.com abcnews.go.com apnews.com npr.org huffpost.com huffingtonpost.com newsweek.com "
    "time.com theguardian.com dailymail.co.uk ibtimes.com theepochtimes.com washingtontimes.com "
    "washingtonexaminer.com csmonitor.com forbes.com bloomberg.com reuters.com upi.com "
    "theatlantic.com politico.com thehill.com nypost.com univision.com telemundo.com "
    "telemundo52.com bizjournals.com patch.com facebook.com twitter.com youtube.com wordpress.com "
    "blogspot.com tumblr.com wixsite.com weebly.com yahoo.com msn.com aol.com google.com "
    "theroot.com ebony.com essence.com jet.com tribpub.com gannett.com mcclatchy.com iheart.com "
    "audacy.com radio.com salon.com vice.com slate.com buzzfeed.com rollingstone.com "
    "buydomains.com hugedomains.com afternic.com dan.com sedo.com godaddy.com".split()
)
MOST_STATES = 3  # a host of more states' outlets is no local address


@dataclass(frozen=True)
class Outlet:
    host: str
    front: bool  # the address is the host's front page
    state: str
    fips: str
    city: str
    station: bool  # radio or television, and so heard in a whole county
    worth: float


def outlets(listed: dict[str, dict[str, list[dict[str, Any]]]]) -> Iterator[Outlet]:
    for state, kinds in listed.items():
        for kind, rows in kinds.items():
            for row in rows:
                parts = urlsplit(
                    row["website"] if "//" in row["website"] else f"//{row['website']}"
                )
                host = (parts.hostname or "").removeprefix("www.")
                fips = row["fips"] or ""
                checked = "usnpl" in (row.get("extracted-from") or "usnpl")
                worth = 1.0 + checked + (parts.path in ("", "/")) - 0.5 * (kind == "radio")
                city = city_in_name(row["name"], state, fips)
                if "." in host:
                    front, station = parts.path in ("", "/"), kind != "newspaper"
                    yield Outlet(host, front, state, fips, city, station, worth)


def city_in_name(name: str, state: str, fips: str) -> str:
    """The place of that county an outlet is named after: "The Sacramento Bee"."""
    words = name.replace("-", " ").split()
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            found = gazetteer.place(" ".join(words[at : at + size]), state)
            if found and found.county_fips == fips and found.population >= 1000:
                return found.name
    return ""


def home(same: Sequence[Outlet]) -> tuple[str, str, str] | None:
    """State, county and city of one host's outlets; None where they point apart."""
    states: dict[str, float] = defaultdict(float)
    for each in same:
        states[each.state] += each.worth
    ranked = sorted(states.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > MOST_STATES or (len(ranked) > 1 and ranked[0][1] <= ranked[1][1]):
        return None
    here = [each for each in same if each.state == ranked[0][0]]
    here = [each for each in here if each.front] or here
    counties = {each.fips for each in here if each.fips.startswith(_fips(here[0].state))}
    cities = {each.city for each in here if each.city}
    county = counties.pop() if len(counties) == 1 else ""
    if not cities and all(each.station for each in here):
        return here[0].state, county, chief_city(county)
    return here[0].state, county, cities.pop() if len(cities) == 1 else ""


def chief_city(county: str) -> str:
    """The county's largest place, where no other has half as many people.

    Of stations of outlets_extra.tsv whose names tell no place 108 of 112 are at home there.
    """
    places = _by_county().get(county, [])
    if not places or any(other.population * 2 > places[0].population for other in places[1:]):
        return ""
    return places[0].name


@lru_cache(maxsize=1)
def _by_county() -> dict[str, list[gazetteer.Place]]:
    """The places of each county, the most populous first."""
    found: dict[str, list[gazetteer.Place]] = defaultdict(list)
    for place in gazetteer.larger_than(0):
        found[place.county_fips].append(place)
    return found


def _fips(state: str) -> str:
    return gazetteer.states()[state].fips


def extra() -> Iterator[tuple[str, str, str, str]]:
    for line in (DATA / "outlets_extra.tsv").read_text().splitlines():
        host, state, city = line.split("\t")
        county = gazetteer.county_of(city, state) if city else None
        yield host, state, county.fips if county else "", city


def made(source: Path) -> None:
    by_host: dict[str, list[Outlet]] = defaultdict(list)
    for each in outlets(json.loads(gzip.decompress(source.read_bytes()))):
        by_host[each.host].append(each)
    table = {host: found for host, same in by_host.items() if (found := home(same))}
    table.update({host: (state, fips, city) for host, state, fips, city in extra()})
    rows = {host: row for host, row in table.items() if host not in NATIONAL}
    lines = ["\t".join((host, s, fips[2:], city)) for host, (s, fips, city) in sorted(rows.items())]
    data = gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0)
    (DATA / "outlets.tsv.gz").write_bytes(data)
    print(f"outlets.tsv.gz: {len(lines)} hosts, {len(data):,} bytes")


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("source", type=Path)
    made(asked.parse_args().source)


if __name__ == "__main__":
    main()
