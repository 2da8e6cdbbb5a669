"""Fit the weights by which state and city of a shooting are told from all other places named.

    python -m benchmarks.train_places DATA_DIR [--folds 4] [--write]

DATA_DIR as for train_dates.py; beside it the open sets of ``tests/gold`` are read, but the newest
(``labelled.open_sets``). Prints cross-validated figures (folds by incident), the rules of
``places`` applied. A label that is a county's name is no city; a part of a city counts as the city.
"Told" are the articles that name the label's city somewhere.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import asking, labelled
from benchmarks.train_choice import Case, fit, save
from pipeline import choice, places
from pipeline.gunfire import cues
from pipeline.gunfire.gunfire import Gunfire
from pipeline.lexicon import gazetteer
from pipeline.where import city_votes, place_order, place_words, state_votes
from pipeline.where.place_words import Gathered

FILES = ("coverage/articles.jsonl", "gvdb_dev.jsonl", "incidents_dev.jsonl.gz")
HOUSE = Path(__file__).resolve().parents[1]
DATA = HOUSE / "pipeline" / "data"
# Parts of New York the archives code as cities and the newspapers as New York.
BOROUGHS = {"bronx", "brooklyn", "manhattan", "queens", "staten island", "harlem"}


@dataclass(frozen=True)
class Sample:
    source: str
    name: str
    group: str
    seen: Gathered
    city: str | None
    state: str | None
    states: dict[str, list[str]]
    told: tuple[tuple[Gunfire, ...], ...]

    @property
    def reachable(self) -> bool:
        return any(self.is_city(named.key) for named in self.seen.names)

    def is_city(self, key: str | None) -> bool:
        return bool(key and self.city) and same_city(str(key), str(self.city), self.state)

    @property
    def weight(self) -> float:
        return 1.0 if self.source == "incidents_dev" else 4.0


def samples(folder: Path) -> list[Sample]:
    found = []
    for file in FILES:
        source = file.split("/")[0].split(".")[0]
        found += [sample(source, row) for row in labelled.single(labelled.rows(folder / file))]
    for path in labelled.open_sets():
        rows = labelled.single(labelled.rows(path))
        found += [sample("open sets", row) for row in rows if row["incidents"]]
    return found


def sample(source: str, row: labelled.Row) -> Sample:
    facts = labelled.facts(row)
    passage = labelled.passage(row)
    seen = place_words.gather(passage.article, passage.sentences)
    group = (row.get("incidents") or [row["id"]])[0]
    states = state_votes.state_features(seen)
    told = cues.told(passage.sentences)
    city, state = labelled_city(facts), facts.get("state")
    return Sample(source, row["id"], group, seen, city, state, states, told)


def labelled_city(facts: labelled.Row) -> str | None:
    """The label's city; archives write a county in its field where they have none."""
    city, state = facts.get("city"), facts.get("state")
    if not city or gazetteer.place(city, state):
        return city
    return None if gazetteer.counties_named(city, state) else city


def city_key(city: str, state: str | None) -> str:
    key = gazetteer.fold((gazetteer.city_of_part(city, state) if state else None) or city)
    return "new york" if key in BOROUGHS or key == "new york city" else key


def same_city(key: str, city: str, state: str | None = None) -> bool:
    """
    >>> same_city("tarzana", "Los Angeles", "CA"), same_city("tarzana", "Burbank", "CA")
    (True, False)
    """
    return city_key(key, state) == city_key(city, state)


def about_there(city: str | None, item: Sample) -> bool:
    """The city, or one so near that archives code one for the other."""
    if city is None or item.city is None:
        return False
    close = bool(item.state and gazetteer.same_area(city, item.city, item.state))
    return item.is_city(city) or close


def state_case(item: Sample) -> Case:
    options = item.states
    return Case(
        list(options.values()), [code == item.state for code in options], item.group, item.weight
    )


def city_case(item: Sample) -> Case:
    options = city_votes.city_features(item.seen, item.state)
    good = [item.is_city(key) for key in options]
    return Case(list(options.values()), good, item.group, item.weight)


def fold_of(item: Sample, folds: int) -> int:
    return zlib.crc32(item.group.encode()) % folds


def ranks(options: dict[str, list[str]], weights: dict[str, float]) -> list[tuple[str, float]]:
    names = list(options)
    shares = choice.shares([choice.score(options[name], weights) for name in names])
    return sorted(zip(names, shares, strict=True), key=lambda pair: (-pair[1], pair[0]))


def best(options: dict[str, list[str]], weights: dict[str, float], least: float) -> str | None:
    found = ranks(options, weights)
    return found[0][0] if found and found[0][1] >= least else None


def train(items: Sequence[Sample]) -> tuple[dict[str, float], dict[str, float]]:
    with_state = [state_case(i) for i in items if i.state and i.states]
    with_city = [c for i in items if (c := city_case(i)).features]
    return (
        fit(with_state, strength=3.0, at_least=5),
        fit(with_city, strength=16.0, at_least=6),
    )


def measure(items: Sequence[Sample], folds: int) -> dict[str, tuple[Any, ...]]:
    picks: dict[str, tuple[Any, ...]] = {}
    for fold in range(folds):
        states, cities = train([i for i in items if fold_of(i, folds) != fold])
        for item in items:
            if fold_of(item, folds) != fold:
                continue
            state = best(item.states, states, places.LEAST_STATE)
            options = city_votes.city_features(item.seen, state)
            ranked = place_order.sifted(item.seen, ranks(options, cities), state, item.told)
            city = ranked[0][0] if ranked and ranked[0][1] >= places.LEAST_CITY else None
            whole = gazetteer.city_of_part(city, state) if city and state else None
            picks[item.source + item.name] = (item, whole or city, state)
    return picks


def report(picks: dict[str, tuple[Any, ...]]) -> None:
    for source in ("coverage", "gvdb_dev", "incidents_dev", "open sets"):
        mine = [pick for pick in picks.values() if pick[0].source == source]
        cities = [p for p in mine if p[0].city]
        right = sum(i.is_city(city) for i, city, _ in cities)
        near = sum(about_there(city, i) for i, city, _ in cities)
        reach = [(i, city) for i, city, _ in cities if i.reachable]
        told = sum(i.is_city(city) for i, city in reach)
        blank = sum(city is None for _, city, _ in cities)
        states = [p for p in mine if p[0].state]
        good = sum(state == i.state for i, _, state in states)
        none = [p for p in mine if not p[0].city]
        made_up = sum(city is not None for _, city, _ in none)
        print(
            f"{source}: city {right / len(cities):.3f} of {len(cities)} (within 25 km"
            f" {near / len(cities):.3f}, told {told / len(reach):.3f} of {len(reach)},"
            f" blank {blank}; given where none {made_up}/{len(none)});"
            f" state {good / len(states):.3f} of {len(states)}"
        )


def main() -> None:
    ask = asking.parser(__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--folds", type=int, default=4)
    ask.add_argument("--write", action="store_true")
    told = ask.parse_args()
    items = samples(told.folder)
    report(measure(items, told.folds))
    if told.write:
        note = "Trained by benchmarks/train_places.py; see README.md beside this file."
        states, cities = train(items)
        save(DATA / "state_weights.json", states, note)
        save(DATA / "city_weights.json", cities, note)


if __name__ == "__main__":
    main()
