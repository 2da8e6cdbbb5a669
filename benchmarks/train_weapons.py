"""Fit the weights by which the words of an article tell what the person shot was armed with.

    python -m benchmarks.train_weapons DATA_DIR [--folds 4] [--write]

Reads the open sets and ``coverage.jsonl`` of ``tests/gold``, the wordings of ``tests/pipeline`` and
``gvdb_dev.jsonl`` of DATA_DIR. Prints, cross-validated by incident, what the rules read, what the
words alone say, and what is read by both (right, wrong, blank; invented where the label says none);
``--write`` then fits on everything. The rules were written on most of these articles: what they are
worth, and so ``weapon_words.TRUST``, is seen on held articles alone.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import by_half
from benchmarks.labelled import rows
from benchmarks.split import groups
from benchmarks.train_choice import Case, fit, save
from pipeline import choice, weapon_words
from pipeline.records import Scope

HOUSE = Path(__file__).resolve().parents[1]
GOLD = HOUSE / "tests" / "gold"
OPEN = ("fresh", "second", "third", "fourth", "fifth", "sixth", "seventh")
WORDINGS = HOUSE / "tests" / "pipeline" / "wordings.jsonl"
TARGET = HOUSE / "pipeline" / "data" / "weapon_weights.json"
#: Short wordings are few and plain, and each has to be read.
_WEIGHTS = {"wordings": 2.0, "beside": 0.5}
_STRENGTH, _AT_LEAST = 4.0, 4
_AS_HERE = {"gun": "firearm", "blunt_object": "other", "unknown": None}


@dataclass(frozen=True)
class Sample:
    source: str
    group: str
    label: str | None
    verdict: str | None  # of the rules
    features: Mapping[str, Sequence[str]]  # by kind

    @property
    def case(self) -> Case:
        right = [kind == self.label for kind in self.features]
        weight = _WEIGHTS.get(self.source, 1.0)
        return Case(list(self.features.values()), right, self.group, weight)


def samples(folder: Path) -> list[Sample]:
    files = [("open", GOLD / f"{name}_open.jsonl") for name in OPEN]
    files += [("coverage", GOLD / "coverage.jsonl"), ("gvdb", folder / "gvdb_dev.jsonl")]
    found = [one for source, file in files for one in _of_file(source, file)]
    for number, line in enumerate(WORDINGS.read_text("utf-8").splitlines()):
        wording = json.loads(line)
        row = {"url": f"https://wordings.example/{number}", "text": wording["text"]}
        if wording["field"] == "armed":
            found += _read(row, "wordings", str(number), wording["value"])
        else:  # told of something else: a weapon only where one is plainly read
            found += (
                replace(one, label=one.verdict) for one in _read(row, "beside", str(number), None)
            )
    return found


def _of_file(source: str, file: Path) -> Iterator[Sample]:
    labelled = rows(file)
    keys = groups(labelled)
    for row in labelled:
        label = (row.get("gold_facts") or {}).get("armed")
        if isinstance(label, Mapping):
            kind = label.get("category")
            group = f"{file.stem} {keys[row['id']]}"
            yield from _read(row, source, group, _AS_HERE.get(str(kind), kind))


def _read(row: Mapping[str, Any], source: str, group: str, label: str | None) -> Iterator[Sample]:
    """What the words and the rules say of an article's first shooting by police."""
    heard: list[tuple[dict[str, list[str]], str | None]] = []

    def listen(found: Sequence[weapon_words.Told], verdict: str | None) -> tuple[str | None, float]:
        heard.append((weapon_words.features(found), verdict))
        return verdict, 0.0

    with patch.object(weapon_words, "decide", listen):
        _, reading = by_half.read(row, Scope.POLICE)
    told = [each.n for each in reading.reports if each.in_scope(Scope.POLICE)] if reading else []
    if told and told[0] < len(heard):
        features, verdict = heard[told[0]]
        yield Sample(source, group, label, verdict, features)


def train(items: Sequence[Sample]) -> dict[str, float]:
    return fit([item.case for item in items], strength=_STRENGTH, at_least=_AT_LEAST)


def measure(items: Sequence[Sample], folds: int) -> dict[str, Counter[str]]:
    """By source and way of reading: how many are right, wrong, blank and invented."""
    found: dict[str, Counter[str]] = {}
    for fold in range(folds):
        rest = [i for i in items if zlib.crc32(i.group.encode()) % folds != fold]
        weights = train(rest)
        for item in items:
            if zlib.crc32(item.group.encode()) % folds != fold:
                continue
            scores = {k: choice.score(names, weights) for k, names in item.features.items()}
            ways = {
                "rules": item.verdict,
                "words": weapon_words.likeliest(scores, None)[0],
                "both": weapon_words.likeliest(scores, item.verdict)[0],
            }
            for way, got in ways.items():
                tally = found.setdefault(f"{item.source}, {way}", Counter())
                tally[_outcome(item.label, got)] += 1
                tally["unarmed as firearm"] += item.label == "unarmed" and got == "firearm"
    return found


def _outcome(label: str | None, got: str | None) -> str:
    if label is None:
        return "invented" if got else "silent"
    return "right" if got == label else "wrong" if got else "blank"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--folds", type=int, default=4)
    ask.add_argument("--write", action="store_true")
    told = ask.parse_args()
    items = samples(told.folder)
    for name, tally in measure(items, told.folds).items():
        print(f"{name:18}", *(f"{what} {many}" for what, many in sorted(tally.items())))
    if told.write:
        note = "Trained by benchmarks/train_weapons.py; see README.md beside this file."
        save(TARGET, train(items), note)


if __name__ == "__main__":
    main()
