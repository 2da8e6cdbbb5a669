"""Which towns are found? Those of a hand-kept list, each the scene of seven plain stories.

    python -m benchmarks.listed_places wapo-v2.csv [--sample 1000] [--show]

The list's rows give city, state (two letters) and, where there is such a column, county. The
stories are ours and all alike, so that only the place decides: a dateline; a state told by the
outlet's address alone; a county's deputies; the home, the hospital and the prosecutor of other
places; an address; a town that is no city of its own; only what a headline and its first line say.
Other towns are drawn from the list, of the same state. Printed is the share of towns, of their
states and (where a story tells it) counties that are right; ``--show`` prints the others.
"""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import asking
from benchmarks.by_half import read
from pipeline.lexicon import gazetteer
from pipeline.records import Scope

_STORIES: Mapping[str, tuple[str, str]] = {
    "dateline": (
        "Man shot by police officer dies",
        "{upper}, {short} — A man who was shot by a {city} police officer Tuesday night has died,"
        " the department said Wednesday.\n\nThe officer fired when the man came toward her with a"
        " knife, Chief Dan Orwell said.",
    ),
    "outlet": (
        "{city} police shoot man with knife",
        "A man was shot and killed by a {city} police officer Tuesday night after he came toward"
        " her with a knife, police said.\n\nThe shooting happened about 9 p.m. outside a house.",
    ),
    "deputies": (
        "Deputy shoots man who raised gun",
        "A {county} deputy shot and killed a man Sunday in {city}, {state}, the {county} Sheriff's"
        " Office said.\n\nDeputies told him to drop a gun and fired when he raised it, Sheriff Dan"
        " Orwell said.",
    ),
    "others": (
        "Police shoot man in parking lot",
        "A {home} man was shot by police in {city}, {state}, on Friday afternoon, authorities"
        " said.\n\nOfficers confronted the man, 34, in a parking lot. He was flown to a hospital in"
        " {away}, where he died.\n\nThe {county} prosecutor's office is investigating.",
    ),
    "address": (
        "Officer shoots man at apartment house",
        "{upper}, {short} (AP) — Police shot a man with a gun in the 1200 block of Maple Avenue"
        " late Monday.\n\nOfficers were called to the building, near Maple and Third Street, about"
        " 11 p.m. The man died there, {city} police said.",
    ),
    "unincorporated": (
        "Man killed by deputies",
        "Deputies shot and killed a man Thursday in the unincorporated community of {city},"
        " {state}.\n\nThe {county} Sheriff's Office said the man, 41, fired at them from his"
        " porch.",
    ),
    "headline": (
        "Man shot by police in {city}",
        "A man was shot by an officer in {city} on Saturday, {state} state police said.\n\nHe had"
        " pointed a rifle at the officer, who was not hurt.",
    ),
}
_PLAIN_URL = "https://www.valleycall.example/news/a-story"
_LONG = 6  # states of so few letters stand in full in a dateline


@dataclass(frozen=True)
class Town:
    city: str
    state: str
    county: str  # in full; empty where the list does not tell it


def listed(path: Path) -> list[Town]:
    """Every town of the list once, with the county coded most often."""
    counties: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with path.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            city, state = row["city"].strip(), row["state"]
            if city and (_is_known(city, state) or not gazetteer.counties_named(city, state)):
                counties[city, state].update(_county(row.get("county"), state))
    return [Town(*town, _most(told)) for town, told in sorted(counties.items())]


def _is_known(city: str, state: str) -> bool:
    return gazetteer.place(city, state) is not None


def _county(written: str | None, state: str) -> Iterator[str]:
    found = gazetteer.counties_named(written or "", state)
    if found:
        yield found[0].name


def _most(told: Counter[str]) -> str:
    return told.most_common(1)[0][0] if told else ""


def short(state: str) -> str:
    """A state as it stands behind a dateline's town."""
    own = gazetteer.states()[state]
    if len(own.name) < _LONG or not own.abbreviations:
        return own.name
    first = own.abbreviations[0]
    return first if first.endswith(".") else f"{first}."


def story(kind: str, town: Town, others: Sequence[str]) -> dict[str, str]:
    title, text = _STORIES[kind]
    name = gazetteer.states()[town.state].name
    home, away = others
    words = {
        "city": town.city, "upper": town.city.upper(), "state": name, "short": short(town.state),
        "county": town.county, "home": home, "away": away,
    }  # fmt: skip
    edition = f"https://www.valleycall.example/{name.lower().replace(' ', '-')}/a-story"
    return {
        "url": edition if kind == "outlet" else _PLAIN_URL,
        "title": title.format(**words),
        "text": text.format(**words),
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }


def facts(kind: str, town: Town, others: Sequence[str]) -> Mapping[str, str | None]:
    found, _ = read(story(kind, town, others), Scope.POLICE)
    return found.get("facts") or {}


def same_city(read_as: str, town: Town) -> bool:
    """Is it the town, or the city that it is a part of?"""
    whole = gazetteer.city_of_part(town.city, town.state) or town.city
    return gazetteer.fold(read_as) in (gazetteer.fold(whole), gazetteer.fold(town.city))


def right(found: Mapping[str, str | None], town: Town, kind: str) -> dict[str, bool]:
    """Of city, state and, where the story tells one, county: as listed?"""
    city = found.get("city")
    told = {
        "city": bool(city) and same_city(str(city), town),
        "state": found.get("state") == town.state,
    }
    if "{county}" in _STORIES[kind][1]:
        told["county"] = found.get("county") == town.county
    return told


def neighbours(towns: Sequence[Town], seed: int) -> dict[Town, list[str]]:
    """Two other towns of the state for each."""
    by_state: dict[str, list[str]] = defaultdict(list)
    for town in towns:
        by_state[town.state].append(town.city)
    dice = random.Random(seed)
    found = {}
    for town in towns:
        options = [city for city in by_state[town.state] if city != town.city]
        found[town] = dice.sample(options, 2) if len(options) > 1 else ["Auburn", "Salem"]
    return found


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    towns = listed(told.file)
    others = neighbours(towns, told.seed)
    some = random.Random(told.seed).sample(towns, min(told.sample, len(towns)))
    asked: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for town in some:
        for kind, (_, text) in _STORIES.items():
            if "{county}" in text and not town.county:
                continue
            found = facts(kind, town, others[town])
            for field, is_right in right(found, town, kind).items():
                for key in (f"{field} all", f"{field} {kind}"):
                    asked[key] += 1
                    good[key] += is_right
                if told.show and not is_right:
                    read_as = ", ".join(
                        str(found.get(each)) for each in ("city", "county", "state")
                    )
                    print(
                        f"{field:6} {kind:14} {town.city}, {town.county}, {town.state}: {read_as}"
                    )
    for key in sorted(asked):
        print(f"{key:22}  {good[key] / asked[key]:.3f}  {good[key]:,} of {asked[key]:,}")


if __name__ == "__main__":
    main()
