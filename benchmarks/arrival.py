"""How well incidents hold together as their stories come in, real people and real delays.

    python -m benchmarks.arrival DATA_DIR [SEEDS]

People, days, towns, ages and agencies are those of the Washington Post's list; how many stories
each gets, and how late, is drawn from the delays of coverage of 2015. Six in ten stories of the
first day name nobody and seldom give an age; names, ages and days are told wrong as often as in
print. No wording is compared: there are no texts. Prints B³ for each seed.
"""

from __future__ import annotations

import csv
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks import asking
from benchmarks.train_linkage import figures
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable, Shot
from pipeline.records import DateRange, FiredBy
from pipeline.resolve import resolve

YEAR = "2015"
MOST_STORIES = 20
ARMED = {"gun": "firearm", "knife": "knife", "vehicle": "vehicle", "unarmed": "unarmed",
         "replica": "replica", "undetermined": "undetermined"}  # fmt: skip


@dataclass(frozen=True)
class Victim:
    number: str
    name: str
    day: date
    city: str
    county: str
    state: str
    age: int | None
    gender: str
    agency: str
    armed: str | None


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("folder", metavar="DIR", type=Path)
    asked.add_argument("seeds", type=int, nargs="?", default=5)
    given = asked.parse_args()
    folder, seeds = given.folder, range(given.seeds)
    people, delays, model = victims(folder), lags(folder), Model.load()
    total = 0.0
    for seed in seeds:
        reports = list(arriving(people, delays, random.Random(seed)))
        began = time.process_time()
        found = resolve(reports, (), model)
        spent = time.process_time() - began
        cluster_of = {m.anchor: at for at, c in enumerate(found.clusters) for m in c.members}
        scored = figures({r.anchor: r.anchor.split("-")[0] for r in reports}, cluster_of)
        unnamed = sum(not report.named for report in reports)
        total += scored.f1
        print(f"seed {seed}: {scored}, {unnamed} without a name, {spent:.1f} CPU s")
    print(f"mean B3 F1 {total / len(seeds):.4f} over {len(people)} people")


def victims(folder: Path) -> list[Victim]:
    """The people of one year whose name the list knows."""
    agencies = {row["id"]: row["name"] for row in _rows(folder, "wapo-v2-agencies.csv")}
    return [
        Victim(
            number=row["id"],
            name=row["name"],
            day=date.fromisoformat(row["date"]),
            city=row["city"],
            county=row["county"],
            state=row["state"],
            age=int(float(row["age"])) if row["age"] else None,
            gender=row["gender"],
            agency=agencies.get(row["agency_ids"].split(";")[0], ""),
            armed=ARMED.get(row["armed_with"]),
        )
        for row in _rows(folder, "wapo-v2.csv")
        if row["date"].startswith(YEAR) and row["name"] and row["city"]
    ]


def lags(folder: Path) -> list[list[int]]:
    """For each person of the delays' list, after how many days each story came."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in _rows(folder, "coverage-lags-2015.csv"):
        if row["date_of_death"] and row["story_date"]:
            told = date.fromisoformat(row["story_date"][:10])
            found[row["full_name"]].append((told - date.fromisoformat(row["date_of_death"])).days)
    return [sorted(days) for _, days in sorted(found.items())]


def _rows(folder: Path, name: str) -> list[Mapping[str, str]]:
    path = folder / "reference" / name
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def arriving(
    people: Sequence[Victim], delays: Sequence[Sequence[int]], dice: random.Random
) -> Iterator[Linkable]:
    """The stories of each person, as late as those of somebody drawn from the delays."""
    for victim in people:
        days = [day for day in dice.choice(delays) if -1 < day < 3650] or [0]
        for number, after in enumerate(sorted(dice.sample(days, min(len(days), MOST_STORIES)))):
            yield _story(victim, number, after, dice)


def _story(victim: Victim, number: int, after: int, dice: random.Random) -> Linkable:
    unnamed = after <= 1 and dice.random() < 0.6
    anchor = f"{victim.number}-{number:02}"
    return Linkable(
        anchor=anchor,
        article_key=anchor,
        published=victim.day + timedelta(after),
        victims=(_shot(victim, unnamed=unnamed, dice=dice),),
        people_hit_max=1,
        dates=tuple(_told_days(victim.day, after, dice)),
        cities=(victim.city,) if dice.random() < 0.93 else (),
        counties=(victim.county,) if victim.county and dice.random() < 0.3 else (),
        state=victim.state if dice.random() < 0.97 else None,
        state_stated=dice.random() < 0.7,
        agencies=(victim.agency,) if victim.agency and dice.random() < 0.7 else (),
        armed=victim.armed if dice.random() < 0.7 else None,
        fired_by=FiredBy.POLICE,
    )


def _shot(victim: Victim, *, unnamed: bool, dice: random.Random) -> Shot:
    """One name in thirty is misspelled, one age in twenty a year off."""
    age = victim.age if dice.random() < (0.3 if unnamed else 0.85) else None
    if age is not None and dice.random() < 0.05:
        age += dice.choice((-1, 1))
    return Shot(
        n=0,
        name=None if unnamed else _written(victim.name, dice),
        age_min=age,
        age_max=age,
        gender={"male": "male", "female": "female"}.get(victim.gender),
        fatal=True if dice.random() < 0.9 else None,
    )


def _written(name: str, dice: random.Random) -> str:
    first, *middle, last = name.split() if " " in name else (name, name)
    if middle and dice.random() < 0.4:
        name = f"{first} {last}"
    if dice.random() < 1 / 30 and len(name) > 5:
        at = dice.randrange(1, len(name) - 1)
        if name[at].isalpha():
            name = name[:at] + dice.choice("aeinort") + name[at + 1 :]
    return name


def _told_days(day: date, after: int, dice: random.Random) -> Iterator[DateRange]:
    """Late stories tell the month or nothing; one early one in twenty is a day off."""
    roll = dice.random()
    if after > 60 and roll < 0.35:
        yield DateRange.of_month(day.year, day.month)
    elif roll < 0.9:
        yield DateRange.day(day + timedelta(dice.choice((-1, 1)) if dice.random() < 0.05 else 0))


if __name__ == "__main__":
    main()
