"""Where our city and the label's differ: kinds of difference with counts, and a sample to read.

    python -m benchmarks.place_errors DATA_DIR [--file NAME] [--show 40] [--seed 7] [--coded LIST]

DATA_DIR as for train_places.py; the shipped weights are used. "near" is within 25 km; "in text"
whether the label's city stands anywhere in the article; an archive codes the postal city. The
sample to read is of the open half (``split.py``). LIST is another database with columns ``city``
and ``state``: does it code places such as ours?
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import asking, labelled
from benchmarks.split import HALVES, halves
from benchmarks.train_places import labelled_city, same_city
from pipeline import places
from pipeline.lexicon import gazetteer


@dataclass(frozen=True)
class Difference:
    kind: tuple[str, str, str]
    row: labelled.Row
    ours: str | None
    label: str
    state: str | None


def difference(row: labelled.Row, label: str, state: str | None) -> Difference | None:
    passage = labelled.passage(row)
    ours = places.settle(passage).city
    if ours and same_city(ours, label, state):
        return None
    near = bool(ours and state and gazetteer.same_area(ours, label, state))
    told = gazetteer.fold(label) in gazetteer.fold(f"{row.get('title')} {passage.article.text}")
    known = gazetteer.place(label, state) is not None
    kind = (
        "blank" if ours is None else "near" if near else "far",
        "in text" if told else "not in text",
        "known" if known else "not in the table",
    )
    return Difference(kind, row, ours, label, state)


def coded(path: Path, found: Sequence[Difference]) -> None:
    """Of the near differences, how often another database has our place, and the label's."""
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        theirs = {(gazetteer.fold(r["city"]), r["state"]) for r in csv.DictReader(lines)}
    near = {
        (gazetteer.fold(str(each.ours)), gazetteer.fold(each.label), each.state)
        for each in found
        if each.kind[0] == "near"
    }
    ours = sum((own, state) in theirs for own, _, state in near)
    label = sum((other, state) in theirs for _, other, state in near)
    print(f"{len(near)} pairs of near places; in {path.name} ours {ours}, the label's {label}")


def main() -> None:
    ask = asking.parser(__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--file", default="incidents_dev.jsonl.gz")
    ask.add_argument("--show", type=int, default=0)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--coded", type=Path)
    told = ask.parse_args()
    rows = labelled.rows(told.folder / told.file)
    half = halves(rows)
    labels = [
        (row, city, facts.get("state"))
        for row in labelled.single(rows)
        if (city := labelled_city(facts := labelled.facts(row)))
    ]
    found = [each for row in labels if (each := difference(*row))]
    right = len(labels) - len(found)
    print(f"{told.file}: {right / len(labels):.3f} of {len(labels)} as labelled")
    for kind, count in Counter(each.kind for each in found).most_common():
        print(f"{count:5} {', '.join(kind)}")
    if told.coded:
        coded(told.coded, found)
    shown = [each for each in found if half[each.row["id"]] == HALVES[0]]
    random.Random(told.seed).shuffle(shown)
    for each in shown[: told.show]:
        text = " ".join(each.row["text"].split())
        print(f"\n{each.row['id']} label {each.label}, ours {each.ours}: {each.row.get('title')}")
        for line in (text[:160], *around(text, each.label), *around(text, each.ours)):
            print(f"    {line}")


def around(text: str, name: str | None) -> list[str]:
    """The first two places where a name stands, with their neighbourhood."""
    starts = [match.start() for match in re.finditer(re.escape(name or "\0"), text)][:2]
    return [text[max(0, at - 70) : at + 60] for at in starts]


if __name__ == "__main__":
    main()
