"""Draws the map of the pages from the npm package us-atlas (Census Bureau shapes, ISC licence).

    npm pack us-atlas@3 && tar xzf us-atlas-*.tgz
    python -m benchmarks.build_map package/counties-albers-10m.json casebook/web/maps/us.json

Borders are simplified (Visvalingam's areas) shared border by shared border, so that neighbours
still meet; coordinates are whole numbers on a sheet of 1950 × 1220.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import us

from benchmarks import asking

SCALE = 2
SMALLEST = 3.0  # square units a bend must span to be drawn

Point = tuple[float, float]


def made(source: Path, target: Path) -> None:
    topology = json.loads(source.read_text("utf-8"))
    arcs = [simplified(arc) for arc in decoded(topology)]
    codes = {state.fips: state.abbr for state in (*us.states.STATES, us.states.DC)}
    states = {
        codes[shape["id"]]: path(shape, arcs)
        for shape in topology["objects"]["states"]["geometries"]
        if shape["id"] in codes
    }
    counties = {
        shape["id"]: [codes[shape["id"][:2]], shape["properties"]["name"], path(shape, arcs)]
        for shape in topology["objects"]["counties"]["geometries"]
        if shape["id"][:2] in codes
    }
    found = {"width": 975 * SCALE, "height": 610 * SCALE, "states": states, "counties": counties}
    target.write_text(json.dumps(found, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    print(f"{len(states)} states, {len(counties)} counties, {target.stat().st_size:,} bytes")


def decoded(topology: Any) -> Iterator[list[Point]]:
    """Arcs are steps from point to point on a grid."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append(((x * kx + dx) * SCALE, (y * ky + dy) * SCALE))
        yield points


def simplified(arc: list[Point]) -> list[Point]:
    """Without the points whose triangle with their neighbours is smallest; the ends stay."""
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    heap = [(area(arc[i - 1], arc[i], arc[i + 1]), i) for i in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    known = {i: size for size, i in heap}
    gone: set[int] = set()
    while heap:
        size, i = heapq.heappop(heap)
        if i in gone or known[i] != size:
            continue
        if size >= SMALLEST:
            break
        gone.add(i)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < len(arc) - 1:
                known[j] = area(arc[before[j]], arc[j], arc[after[j]])
                heapq.heappush(heap, (known[j], j))
    return [point for i, point in enumerate(arc) if i not in gone]


def area(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def path(shape: Any, arcs: list[list[Point]]) -> str:
    """An SVG path, in steps."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return "".join(drawn(ring(way, arcs)) for polygon in polygons for way in polygon)


def ring(way: Iterable[int], arcs: list[list[Point]]) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for at in way:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        for x, y in arc:
            point = (round(x), round(y))
            if not points or points[-1] != point:
                points.append(point)
    return points


def drawn(points: list[tuple[int, int]]) -> str:
    if len(points) < 4:  # too small to be seen
        return ""
    (x, y), rest = points[0], points[1:-1]
    steps = [f"M{x} {y}l"]
    for to_x, to_y in rest:
        step = f"{to_x - x} {to_y - y}"
        steps.append(step if len(steps) == 1 or step.startswith("-") else f" {step}")
        x, y = to_x, to_y
    return "".join(steps) + "z"


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("source", type=Path)
    asked.add_argument("target", type=Path)
    made(**vars(asked.parse_args()))


if __name__ == "__main__":
    main()
