"""What maps, calendars and curves are drawn from: shapes we ship, numbers of the record."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from pipeline.records import Evidence

_KIND = re.compile(
    r" (county|parish|borough|census area|municipality|city and borough|city|planning region)$",
    re.IGNORECASE,
)


@cache
def shapes() -> dict[str, Any]:
    """States by code, counties by FIPS number: state, name and path."""
    text = resources.files("casebook.web").joinpath("maps/us.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _county_numbers() -> dict[tuple[str, str], str]:
    return {
        (state, plain(name)): number for number, (state, name, _) in shapes()["counties"].items()
    }


def plain(name: str) -> str:
    """
    >>> plain("St. Clair County"), plain("Orleans Parish")
    ('st clair', 'orleans')
    """
    return _KIND.sub("", name).casefold().replace(".", "").strip()


def level(number: int) -> int:
    """How dark: 0 to 5, each step a few times the one before.

    >>> [level(n) for n in (0, 1, 2, 5, 20, 900)]
    [0, 1, 2, 3, 4, 5]
    """
    return sum(number >= step for step in (1, 2, 4, 12, 40))


def us_map(places: Iterable[tuple[str | None, str | None]], only: str | None) -> dict[str, Any]:
    """States and counties with how many incidents each has; with ``only`` one state's counties."""
    states: Counter[str] = Counter()
    counties: Counter[str] = Counter()
    for state, county in places:
        if state:
            states[state] += 1
            number = _county_numbers().get((state, plain(county))) if county else None
            if number:
                counties[number] += 1
    told = shapes()
    drawn = [
        {"id": number, "state": state, "name": name, "path": path, "count": counties[number]}
        for number, (state, name, path) in told["counties"].items()
        if (counties[number] and only is None) or state == only
    ]
    return {
        "box": _box([item["path"] for item in drawn])
        if only
        else [0, 0, told["width"], told["height"]],
        "states": [
            {"code": code, "path": path, "count": states[code], "level": level(states[code])}
            for code, path in told["states"].items()
            if only in (None, code)
        ],
        "counties": [item | {"level": level(item["count"])} for item in drawn],
        "placed": sum(counties.values()),
        "by_state": states.most_common(),
        "by_county": [
            (*told["counties"][number][:2], count) for number, count in counties.most_common(25)
        ],
    }


def _box(paths: Sequence[str]) -> list[int]:
    """The frame around some paths, which are written in steps."""
    xs: list[int] = []
    ys: list[int] = []
    for path in paths:
        for part in re.findall(r"M(\d+) (\d+)l([^z]*)", path):
            x, y = int(part[0]), int(part[1])
            steps = [int(step) for step in re.findall(r"-?\d+", part[2])]
            xs.append(x)
            ys.append(y)
            for dx, dy in zip(steps[::2], steps[1::2], strict=True):
                x, y = x + dx, y + dy
                xs.append(x)
                ys.append(y)
    if not xs:
        return [0, 0, 100, 100]
    room = 8
    return [
        min(xs) - room, min(ys) - room, max(xs) - min(xs) + 2 * room, max(ys) - min(ys) + 2 * room,
    ]  # fmt: skip


CELL = 15
MONTH_WIDTH = 7 * CELL + 18
MONTH_HEIGHT = 6 * CELL + 34


def calendar(year: int, counts: Mapping[date, int]) -> list[dict[str, Any]]:
    """Twelve months of cells, a week a row, Sunday first."""
    months = []
    for month in range(1, 13):
        first, days = date(year, month, 1), monthrange(year, month)[1]
        lead = (first.weekday() + 1) % 7
        cells = []
        for day in range(days):
            at = first + timedelta(days=day)
            slot = lead + day
            number = counts.get(at, 0)
            cells.append(
                {
                    "day": at.isoformat(),
                    "x": slot % 7 * CELL,
                    "y": slot // 7 * CELL + 16,
                    "count": number,
                    "level": level(number),
                }
            )
        months.append(
            {
                "name": first.strftime("%B"),
                "x": (month - 1) % 4 * MONTH_WIDTH,
                "y": (month - 1) // 4 * MONTH_HEIGHT,
                "cells": cells,
                "count": sum(counts.get(first + timedelta(days=day), 0) for day in range(days)),
            }
        )
    return months


WIDTH, HEIGHT = 640, 150


def curve(moments: Sequence[tuple[datetime, bool]]) -> dict[str, Any] | None:
    """Articles over time, added up, and those among them that copy nobody, as stepped lines."""
    ordered = sorted(moments)
    if len(ordered) < 2:
        return None
    start, end = ordered[0][0], ordered[-1][0]
    room = max((end - start).total_seconds(), 3600.0)

    def x(at: datetime) -> float:
        return round((at - start).total_seconds() / room * WIDTH, 1)

    def line(chosen: Sequence[datetime]) -> str:
        steps = [f"M0 {HEIGHT}"]
        for height, at in enumerate(chosen, 1):
            steps.append(f"H{x(at)}V{round(HEIGHT - height / len(ordered) * HEIGHT, 1)}")
        return "".join(steps) + f"H{WIDTH}"

    return {
        "every": line([at for at, _ in ordered]),
        "independent": line([at for at, own in ordered if own]),
        "total": len(ordered),
        "own": sum(own for _, own in ordered),
        "start": start.date().isoformat(),
        "end": end.date().isoformat(),
        "days": (end - start).days,
    }


def bars(
    counts: Sequence[tuple[str, int]], width: int = WIDTH, height: int = 80
) -> list[dict[str, Any]]:
    """A bar a day."""
    most = max((number for _, number in counts), default=0) or 1
    step = width / max(1, len(counts))
    return [
        {
            "name": name,
            "count": number,
            "x": round(at * step, 2),
            "width": round(max(step - 1.5, 1), 2),
            "y": round(height - number / most * height, 2),
            "height": round(number / most * height, 2),
        }
        for at, (name, number) in enumerate(counts)
    ]


def waterfall(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Each trait as a bar that begins where the one before it ended."""
    told = list(evidence)
    at = 0.0
    ends = [0.0]
    for item in told:
        ends.append(ends[-1] + item.weight)
    low, high = min(ends), max(ends)
    room = (high - low) or 1.0
    found = []
    for item in told:
        start, at = at, at + item.weight
        found.append(
            {
                "trait": item.trait,
                "weight": item.weight,
                "saw": item.saw,
                "veto": item.veto,
                "x": round((min(start, at) - low) / room * 100, 2),
                "width": round(max(abs(item.weight) / room * 100, 0.4), 2),
                "zero": round((0 - low) / room * 100, 2),
            }
        )
    return found
