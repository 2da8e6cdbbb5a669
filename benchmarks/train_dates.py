"""Fit the weights by which the day of the shooting is told from all other days of an article.

    python -m benchmarks.train_dates DATA_DIR [--folds 4] [--write]

DATA_DIR holds ``coverage/articles.jsonl``, ``gvdb_dev.jsonl`` and ``incidents_dev.jsonl.gz``; the
open sets of ``tests/gold`` are read beside them.
Prints cross-validated figures (folds by incident); ``--write`` then fits on everything.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import asking, labelled
from benchmarks.train_choice import Case, fit, save
from pipeline import choice, dates
from pipeline.records import DatePrecision, DateRange
from pipeline.when import date_candidates, date_features

FILES = ("coverage/articles.jsonl", "gvdb_dev.jsonl", "incidents_dev.jsonl.gz")
HOUSE = Path(__file__).resolve().parents[1]
OPEN = tuple(
    HOUSE / "tests" / "gold" / f"{name}_open.jsonl" for name in ("fresh", "second", "third")
)
TARGET = HOUSE / "pipeline" / "data" / "date_weights.json"


@dataclass(frozen=True)
class Sample:
    source: str
    case: Case
    days: Sequence[DateRange]
    gold: DateRange | None
    name: str
    shots: frozenset[DateRange]  # the days told together with a shooting
    stands: tuple[bool, ...]  # which of the days may be the shooting's
    undated: DateRange | None  # what a story that tells no day is taken to mean
    mornings: dict[DateRange, DateRange]  # told after a night


def samples(folder: Path) -> list[Sample]:
    found = []
    for file in FILES:
        for row in labelled.single(labelled.rows(folder / file)):
            found.append(sample(file.split("/")[0].split(".")[0], row))
    for path in OPEN:
        found.extend(
            sample("open sets", row)
            for row in labelled.single(labelled.rows(path))
            if row["incidents"]
        )
    return found


def sample(source: str, row: labelled.Row) -> Sample:
    passage = labelled.passage(row)
    seen = date_candidates.candidates(passage)
    gold = labelled.gold_days(row)
    days = [each.days for each in seen]
    # A coverage label says what the article says; an archive's day may not be in it at all.
    weight = 1.0 if source == "incidents_dev" else 2.0
    features = date_features.all_features(seen, date_candidates.reading_day(passage))
    group = (row.get("incidents") or [row["id"]])[0]
    case = Case(features, right(days, gold), group, weight)
    undated = None if days else next(iter(dates.read(passage)), None)
    meant = DateRange.parse(str(undated.value)) if undated else None
    shots = dates.tells_of_shots(seen, features)
    stands = dates.standing(features)
    return Sample(source, case, days, gold, row["id"], shots, stands, meant, dates.mornings(seen))


def right(days: Sequence[DateRange], gold: DateRange | None) -> list[bool]:
    """Exactly the gold days; failing that a wider span that holds them; failing that ± 1 day."""
    if gold is None:
        return [False] * len(days)
    one_off = timedelta(days=1)
    tests: tuple[Callable[[DateRange], bool], ...] = (
        lambda each: each == gold,
        lambda each: each.precision is not DatePrecision.DAY and each.overlaps(gold),
        lambda each: each.days == 1 and abs(each.first - gold.first) <= one_off,
    )
    for test in tests:
        if any(found := [test(each) for each in days]):
            return found
    return [False] * len(days)


def chosen(item: Sample, weights: dict[str, float]) -> tuple[DateRange | None, float]:
    if not item.days:
        return item.undated, 0.0
    rows = zip(item.days, item.case.features, item.stands, strict=True)
    kept = [
        (days if stands else None, choice.score(features, weights))
        for days, features, stands in rows
        if stands or "to-come" in features
    ]
    shares = choice.shares([score for _, score in kept])
    pooled: dict[DateRange, float] = {}
    for (days, _), share in zip(kept, shares, strict=True):
        if days:
            pooled[days] = pooled.get(days, 0.0) + share
    best = min(
        dates.narrowed(pooled, item.mornings).items(),
        key=lambda pair: (-pair[1], pair[0]),
        default=(None, 0.0),
    )
    enough = best[0] is not None and best[1] >= dates.least(best[0], best[0] in item.shots)
    return best if enough else (None, best[1])


def fold_of(item: Sample, folds: int) -> int:
    return zlib.crc32(item.case.group.encode()) % folds


def measure(items: Sequence[Sample], folds: int, **how: Any) -> dict[str, tuple[Any, ...]]:
    picks: dict[str, tuple[Any, ...]] = {}
    for fold in range(folds):
        train = [item.case for item in items if fold_of(item, folds) != fold and item.days]
        weights = fit(train, **how)
        for item in items:
            if fold_of(item, folds) == fold:
                picks[item.source + item.name] = (item, *chosen(item, weights))
    return picks


def report(picks: dict[str, tuple[Any, ...]]) -> None:
    for source in ("coverage", "gvdb_dev", "incidents_dev", "open sets"):
        mine = [pick for pick in picks.values() if pick[0].source == source]
        dated = [p for p in mine if p[0].gold and p[0].gold.precision is DatePrecision.DAY]
        exact = sum(days == item.gold for item, days, _ in dated)
        near = sum(days is not None and days.gap(item.gold) <= 1 for item, days, _ in dated)
        reach = sum(item.gold in item.days for item, _, _ in dated)
        blank = sum(days is None for _, days, _ in dated)
        none = [p for p in mine if p[0].gold is None]
        made_up = sum(days is not None for _, days, _ in none)
        wide = [p for p in mine if p[0].gold and p[0].gold.precision is not DatePrecision.DAY]
        fit_wide = sum(d is not None and d.overlaps(item.gold) for item, d, _ in wide)
        n = max(1, len(dated))
        print(
            f"{source}: n={len(dated)} exact {exact / n:.3f} within a day {near / n:.3f}"
            f" reachable {reach / n:.3f} blank {blank}; month or year {fit_wide}/{len(wide)};"
            f" invented {made_up}/{len(none)}"
        )


def main() -> None:
    ask = asking.parser(__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--folds", type=int, default=4)
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--strength", type=float, default=8.0)
    ask.add_argument("--at-least", type=int, default=6)
    told = ask.parse_args()
    items = samples(told.folder)
    how = {"strength": told.strength, "at_least": told.at_least}
    report(measure(items, told.folds, **how))
    if told.write:
        note = "Trained by benchmarks/train_dates.py; see README.md beside this file."
        save(TARGET, fit([item.case for item in items if item.days], **how), note)


if __name__ == "__main__":
    main()
