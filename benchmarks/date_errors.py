"""Where our day and the label's differ: kinds of difference with counts, and a sample to read.

    python -m benchmarks.date_errors DATA_DIR [--file NAME] [--show 20] [--seed 7]

DATA_DIR as for train_dates.py; the shipped weights are used. "told" is whether some expression
of the article means the label's day.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks import asking, labelled
from pipeline import dates
from pipeline.records import DatePrecision, DateRange
from pipeline.when import date_candidates


@dataclass(frozen=True)
class Difference:
    kind: str
    told: bool
    row: labelled.Row
    ours: DateRange | None
    label: DateRange


def difference(row: labelled.Row, label: DateRange) -> Difference | None:
    passage = labelled.passage(row)
    claims = [claim for claim in dates.read(passage) if claim.field == "incident_date"]
    ours = DateRange.parse(str(claims[0].value)) if claims else None
    if ours == label:
        return None
    told = any(each.days == label for each in date_candidates.candidates(passage))
    return Difference(kind_of(ours, label), told, row, ours, label)


def kind_of(ours: DateRange | None, label: DateRange) -> str:
    if ours is None:
        return "nothing"
    if ours.overlaps(label):
        return "a span of two days" if ours.days == 2 else "a wider span"
    gap = ours.gap(label)
    if gap == 1:
        return "a day early" if ours.first < label.first else "a day late"
    return "within a week" if gap <= 7 else "further off"


def main() -> None:
    ask = asking.parser(__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--file", default="incidents_dev.jsonl.gz")
    ask.add_argument("--show", type=int, default=0)
    ask.add_argument("--seed", type=int, default=7)
    told = ask.parse_args()
    labels = [
        (row, gold)
        for row in labelled.single(labelled.rows(told.folder / told.file))
        if (gold := labelled.gold_days(row)) and gold.precision is DatePrecision.DAY
    ]
    found = [each for row in labels if (each := difference(*row))]
    right = len(labels) - len(found)
    print(f"{told.file}: {right / len(labels):.3f} of {len(labels)} as labelled")
    for kind, count in Counter(each.kind for each in found).most_common():
        told_too = sum(each.told for each in found if each.kind == kind)
        print(f"{count:5} {kind} (the label's day is told in {told_too})")
    random.Random(told.seed).shuffle(found)
    for each in found[: told.show]:
        text = " ".join(each.row["text"].split())[:300]
        published = each.row.get("published")
        print(f"\n{each.row['id']} label {each.label}, ours {each.ours}, of {published}\n  {text}")


if __name__ == "__main__":
    main()
