"""Are streets read whole? Those of a hand-kept list, each the scene of a few plain stories.

    python -m benchmarks.listed_streets counted-2015.csv [--sample 1000] [--show]

The list's rows give city, state (two letters) and ``streetaddress``: "1200 N Elm St", "Elm St and
3rd Ave", "I-20". The stories are ours, with the street as newsrooms write it: a block, an address,
a crossing, a street, a highway. Printed is the share of stories whose spot has the whole street,
and whose town is the list's and no street's; ``--show`` prints the others.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import asking
from benchmarks.by_half import read
from benchmarks.listed_places import Town, same_city, short
from pipeline.lexicon import gazetteer
from pipeline.records import Scope

_TEXT = (
    "{upper}, {short} — A man was shot by police {where} on Tuesday night, authorities said.\n\n"
    "Officers fired when he came toward them with a knife."
)
_LATER = (
    "A man was shot by a {city} police officer on Tuesday night, authorities said.\n\nThe shooting"
    " happened {where} about 9 p.m. He died there, {city} police said."
)
_TITLE = "Police shoot man with knife"
_WHERE = {
    "block": "in the {number} block of {street}",
    "address": "at {number} {brief}",
    "street": "on {street}",
    "crossing": "near {street} and {other}",
    "streets": "at {stem} and {other_stem} {plural}",
    "highway": "on {street} near mile marker 41",
}
_WAYS = {
    "St": "Street", "Ave": "Avenue", "Rd": "Road", "Blvd": "Boulevard", "Dr": "Drive", "Ln": "Lane",
    "Ct": "Court", "Pl": "Place", "Pkwy": "Parkway", "Hwy": "Highway", "Cir": "Circle",
    "Ter": "Terrace", "Trl": "Trail", "Expy": "Expressway",
}  # fmt: skip
_BRIEF = frozenset(("St", "Ave", "Blvd"))  # what newsrooms shorten, and only behind a number
_SIDES = {"N": "North", "S": "South", "E": "East", "W": "West"}
_ADDRESS = re.compile(r"(?P<number>\d+)\s+(?P<street>\D.*)")
_HIGHWAY = re.compile(r"(?P<kind>I|US)-(?P<number>\d+)$")


@dataclass(frozen=True)
class Spot:
    kind: str
    where: str  # as the story tells it
    street: str  # what the spot must have


def spots(address: str) -> Iterator[Spot]:
    """The wordings that an address of the list allows."""
    if found := _HIGHWAY.match(address):
        kind = {"I": "Interstate", "US": "U.S. Highway"}[found["kind"]]
        yield _spot("highway", f"{kind} {found['number']}")
    elif " and " in address:
        first, _, second = address.partition(" and ")
        yield from _crossing(first, second)
    elif found := _ADDRESS.match(address.replace(" block ", " ")):
        street = written(found["street"])
        yield _spot("block", street, number=str(max(100, int(found["number"]) // 100 * 100)))
        yield _spot("address", brief(found["street"]), number=found["number"])
        yield _spot("street", street)


def _crossing(first: str, second: str) -> Iterator[Spot]:
    if re.search(r"\d{3}|-|Hwy|[Hh]ighway", first + second):
        return
    street, other = written(first), written(second)
    yield Spot("crossing", f"near {street} and {other}", f"{street} and {other}")
    way = street.rpartition(" ")[2]
    if way in ("Street", "Avenue", "Road") and other.endswith(f" {way}"):
        both = f"{street.removesuffix(f' {way}')} and {other.removesuffix(f' {way}')}"
        yield Spot("streets", f"at {both} {way.lower()}s", f"{both} {way.lower()}s")


def _spot(kind: str, street: str, number: str = "") -> Spot:
    where = _WHERE[kind].format(number=number, street=street, brief=street)
    return Spot(kind, where, street)


def written(street: str) -> str:
    """ "N Elm St" is "North Elm Street"."""
    words = street.split()
    if words[0] in _SIDES and len(words) > 2:
        words[0] = _SIDES[words[0]]
    return " ".join([*words[:-1], _WAYS.get(words[-1], words[-1])])


def brief(street: str) -> str:
    """ "N Elm St" is "N. Elm St." behind a number."""
    words = street.split()
    if words[0] in _SIDES and len(words) > 2:
        words[0] += "."
    last = words[-1]
    words[-1] = f"{last}." if last in _BRIEF else _WAYS.get(last, last)
    return " ".join(words)


def listed(path: Path) -> list[tuple[Town, str]]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        told = {(r["city"], r["state"], r["streetaddress"].strip()) for r in csv.DictReader(rows)}
    return [
        (Town(city, state, ""), address)
        for city, state, address in sorted(told)
        if address and gazetteer.place(city, state)
    ]


def is_found(spot: Spot, town: Town, text: str) -> tuple[bool, bool, str]:
    """Is the whole street read, and the town; and what was."""
    words = {"upper": town.city.upper(), "short": short(town.state), "city": town.city}
    row = {
        "url": "https://www.valleycall.example/news/a-story",
        "title": _TITLE,
        "text": text.format(where=spot.where, **words),
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    facts = read(row, Scope.POLICE)[0].get("facts") or {}
    place, city = (facts.get("place") or {}).get("as_written", ""), str(facts.get("city"))
    return spot.street in place, same_city(city, town), f"{place!r}, {city}"


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    rows = listed(told.file)
    asked: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for town, address in random.Random(told.seed).sample(rows, min(told.sample, len(rows))):
        for spot in spots(address):
            for text in (_TEXT, _LATER):
                whole, town_right, read_as = is_found(spot, town, text)
                for key in ("all", spot.kind):
                    asked[key] += 1
                    good[f"spot {key}"] += whole
                    good[f"town {key}"] += town_right
                if told.show and not (whole and town_right):
                    print(f"{spot.where}, {town.city}, {town.state}: {read_as}")
    for key in sorted(good):
        total = asked[key.partition(" ")[2]]
        print(f"{key:16}  {good[key] / total:.3f}  {good[key]:,} of {total:,}")


if __name__ == "__main__":
    main()
