"""Real people in two hand-kept lists, with a day and a state each: which pairs are one person?

    python -m benchmarks.name_pairs FILE

FILE has columns name_a, date_a, state_a, name_b, … and label. The shipped weights judge each pair
as two reports that give no more than this. The half that rules were written on (by a hash of
the names) and the half that nobody looked at are told apart; names' weights were counted on both,
see ``train_linkage.py --check`` for weights held out.
"""

from __future__ import annotations

import csv
from collections import Counter
from hashlib import md5
from pathlib import Path

from benchmarks import asking
from benchmarks.train_linkage import name_pairs
from pipeline.compare import Model, edge


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("file", type=Path)
    file, model = asked.parse_args().file, Model.load()
    counts = {"looked at": Counter[str](), "not looked at": Counter[str]()}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row, (left, right, same, _) in zip(rows, name_pairs(file, 1.0), strict=True):
        found = edge(left, right, model)
        joined = found.score >= model.join and not found.vetoed
        digest = int(md5((row["name_a"] + row["name_b"]).encode()).hexdigest(), 16)
        half = "not looked at" if digest % 2 else "looked at"
        counts[half][("right" if same else "wrong") if joined else "missed" if same else ""] += 1
    counts["all"] = counts["looked at"] + counts["not looked at"]
    for half, told in counts.items():
        print(f"{half}: {told.total()} pairs, {_said(told)}")


def _said(told: Counter[str]) -> str:
    right, wrong, missed = told["right"], told["wrong"], told["missed"]
    f1 = 2 * right / (2 * right + wrong + missed)
    return f"F1 {f1:.4f}, {wrong} wrong, {missed} missed"


if __name__ == "__main__":
    main()
