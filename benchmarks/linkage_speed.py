"""How long linking takes at scale, on invented reports with the field's usual noise.

    python -m benchmarks.linkage_speed [REPORTS …]

Five reports an incident, a third of the first-day stories without a name; spelling slips, wrong
ages and days off by one. Prints CPU seconds, memory and B³ for each size.
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from benchmarks import asking
from pipeline.compare import Model
from pipeline.lexicon import gazetteer
from pipeline.linking.linkable import Linkable, Shot
from pipeline.records import DateRange, FiredBy
from pipeline.resolve import resolve

CENSUS = Path(__file__).resolve().parents[1] / "pipeline/data/census_names.tsv"
AN_INCIDENT = 5
FIRST_DAY = date(2005, 1, 1)
DAYS = 365 * 20


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("reports", type=int, nargs="*", default=[10_000, 100_000])
    sizes = asked.parse_args().reports
    # It needs SciPy; who only wants reports does not.
    from benchmarks.train_linkage import figures

    for size in sizes:
        reports = list(invented(size))
        began = time.process_time()
        found = resolve(reports, (), Model.load())
        spent = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        cluster_of = {m.anchor: at for at, c in enumerate(found.clusters) for m in c.members}
        gold = {report.anchor: report.anchor.split("-")[0] for report in reports}
        print(
            f"{size} reports: {spent:.1f} CPU s, {spent / size * 1e6:.0f} µs a report, "
            f"{len(found.edges)} edges, {memory:.0f} MB, {figures(gold, cluster_of)}"
        )


def invented(size: int, seed: int = 7, days: int = DAYS) -> Iterator[Linkable]:
    dice = random.Random(seed)
    given, surnames = population(1), population(2)
    towns = _towns()
    for number in range(size // AN_INCIDENT):
        first, last = _draw(dice, given), _draw(dice, surnames)
        day = FIRST_DAY + timedelta(dice.randrange(days))
        town, state = towns[min(int(dice.expovariate(1 / 500)), len(towns) - 1)]
        age = dice.randint(16, 70)
        for part in range(AN_INCIDENT):
            yield _report(dice, f"{number}-{part}", f"{first} {last}", age, day, town, state)


def _report(
    dice: random.Random, anchor: str, name: str, age: int, day: date, town: str, state: str
) -> Linkable:
    part = int(anchor.split("-")[1])
    unnamed = part == 0 and dice.random() < 0.6
    told = day + timedelta(dice.choice((0, 0, 0, 0, 0, 0, 0, 0, 0, 1)))
    said_age = age + dice.choice((0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
    knows_age = dice.random() < 0.8
    shot = Shot(
        n=0,
        name=None if unnamed else _slip(dice, name),
        age_min=said_age if knows_age else None,
        age_max=said_age if knows_age else None,
        gender="male",
        fatal=True,
    )
    return Linkable(
        anchor=anchor,
        article_key=anchor,
        published=day + timedelta(part * part),
        victims=(shot,),
        people_hit_max=1,
        dates=(DateRange.day(told),),
        cities=(town,) if dice.random() < 0.9 else (),
        state=state,
        state_stated=True,
        fired_by=FiredBy.POLICE,
    )


def _slip(dice: random.Random, name: str) -> str:
    """One name in thirty is misspelled by one letter."""
    if dice.random() > 1 / 30:
        return name
    at = dice.randrange(1, len(name) - 1)
    return name[:at] + dice.choice("aeinort") + name[at + 1 :]


def population(column: int) -> tuple[list[str], list[int]]:
    """Names and how often they occur, summed up as ``random.choices`` likes it."""
    rows = [line.split("\t") for line in CENSUS.read_text(encoding="utf-8").splitlines()[1:]]
    found = [(row[0].title(), int(row[column])) for row in rows if row[column]]
    return [name for name, _ in found], list(accumulate(count for _, count in found))


def _draw(dice: random.Random, population: tuple[list[str], list[int]]) -> str:
    people, sums = population
    return dice.choices(people, cum_weights=sums)[0]


def _towns() -> list[tuple[str, str]]:
    """County seats will do for towns: a few hundred have most of the people."""
    every = gazetteer.counties().values()
    return [(county.name.removesuffix(" County"), county.state) for county in every]


if __name__ == "__main__":
    main()
