"""Fit the weights by which two people hit are told to be of one incident or of two.

    python -m benchmarks.train_apart [FILE …] [--write]

Read are the open sets of ``tests/gold``, the open halves of those on several incidents, and FILEs
of labelled articles beside them (the open halves of coverage, gvdb and archive: ``python -m
benchmarks.split``). Prints, story by story left out of the fit in five folds, how many stories on
several are parted and how many on one; ``--write`` then fits on all.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks import asking, labelled
from pipeline import choice, passages, relevance
from pipeline.gunfire.introductions import surname
from pipeline.language import text
from pipeline.page.furniture import without_furniture
from pipeline.records import FiredBy
from pipeline.story import apart, apart_signs, told_of
from pipeline.when import date_candidates

HOUSE = Path(__file__).resolve().parents[1]
GOLD = HOUSE / "tests" / "gold"
HALVED = ("several", "several_second", "several_third", "several_fourth", "told_apart")
TARGET = HOUSE / "pipeline" / "data" / "apart_weights.json"
_FOLDS = 5
_STRENGTH = 3.0


@dataclass(frozen=True)
class Told:
    """A story with its threads, and of those whose incident is labelled which it is."""

    name: str
    incidents: int
    story: told_of.Story
    labels: Sequence[int | None]

    @property
    def fold(self) -> int:
        return zlib.crc32(self.name.encode()) % _FOLDS

    def cases(self) -> Iterator[tuple[dict[str, float], bool]]:
        for m, n, signs in apart_signs.pairs(self.story):
            left, right = self.labels[m], self.labels[n]
            if left is not None and right is not None:
                yield signs, left != right


def stories(files: Sequence[Path]) -> Iterator[Told]:
    """The stories on police shootings, of the open halves alone."""
    for path in (*labelled.open_sets(), *files):
        yield from filter(None, map(told, labelled.rows(path)))
    for name in HALVED:
        rows = labelled.rows(GOLD / f"{name}.jsonl")
        yield from filter(None, (told(row) for row in rows if row["half"] == "open"))


def told(row: Mapping[str, Any]) -> Told | None:
    count = len(row.get("incidents") or ())
    if not count:
        return None
    article = labelled.article({"url": f"https://apart.example/{row['id']}", **row})
    sentences = without_furniture(article.text, text.sentences(article))
    judged = relevance.assess(article, sentences)
    if judged.fired_by is not FiredBy.POLICE:
        return None
    day = date_candidates.publication_day(article)
    story = told_of.Story(*passages.its_story(judged, sentences), day)
    if count == 1:
        return Told(row["id"], 1, story, [0] * len(story.traits))
    return Told(row["id"], count, story, _labels(row, count, story))


def _labels(row: Mapping[str, Any], count: int, story: told_of.Story) -> list[int | None]:
    """By the labelled people whom a thread names, or calls; who is left is the nameless one."""
    of_name = dict(_named(row))
    found: list[int | None] = []
    for one in story.traits:
        own = " ".join(story.sentences[at].text for at in one.thread.own)
        who = surname(one.thread.name) if one.thread.name else ""
        called = {n for name, n in of_name.items() if (name == who if who else name in own)}
        found.append(called.pop() if len(called) == 1 else None)
    left = set(range(count)) - set(of_name.values())
    nameless = [n for n, one in enumerate(story.traits) if not one.thread.name]
    for n in nameless:
        if found[n] is None:
            found[n] = _by_day_or_age(row, left, story, n)
    for n in nameless:
        first = story.sentences[story.traits[n].thread.first].paragraph
        if found[n] is None and len(left) == 1 and len(nameless) < 3 and first > 0:
            found[n] = min(left)
    return found


def _by_day_or_age(
    row: Mapping[str, Any], left: Set[int], story: told_of.Story, n: int
) -> int | None:
    """Which incident without a name a nameless thread tells of: by its day, or somebody's age."""
    one = story.traits[n]
    incidents = row["incidents"]
    if story.sentences[one.thread.first].paragraph <= 0 or isinstance(incidents[0], str):
        return None
    days = {str(day) for day in one.all_days}
    told = [
        incident
        for incident in left
        if incidents[incident].get("date") in days
        or any(str(who.get("age")) in one.ages for who in incidents[incident]["victims"])
    ]
    return told[0] if len(told) == 1 else None


def _named(row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for n, incident in enumerate(row["incidents"]):
        if isinstance(incident, str):
            people = [
                one for one in row["gold_facts"]["victims"] if one.get("incident") == incident
            ]
        else:
            people = incident["victims"]
        for one in people:
            if one["name"]:
                yield surname(one["name"]), n


def fit(found: Sequence[Told]) -> dict[str, float]:
    """A weight for each sign, held near zero, and the intercept (``""``)."""
    cases = [case for story in found for case in story.cases()]
    names = sorted({name for signs, _ in cases for name in signs})
    matrix = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in cases])
    model = LogisticRegression(C=1 / _STRENGTH, tol=1e-8, max_iter=5000)
    model.fit(matrix, [apart_ for _, apart_ in cases])
    weights = np.round([*model.coef_[0], model.intercept_[0]], 3)
    return dict(zip([*names, ""], map(float, weights), strict=True))


def count(found: Sequence[Told], weights: choice.Weights, least: float) -> list[int]:
    """Stories on several with a group for each, with more than one; on one, with more than one."""
    totals = [0, 0, 0]
    for one in found:
        groups = len(apart.grouped(one.story, weights, least))
        if one.incidents > 1:
            totals[0] += groups == one.incidents
            totals[1] += groups > 1
        else:
            totals[2] += groups > 1
    return totals


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    found = list(stories(asked.files))
    report(found)
    if asked.write:
        save(fit(found))


def report(found: Sequence[Told]) -> None:
    several = sum(one.incidents > 1 for one in found)
    fits = [fit([one for one in found if one.fold != fold]) for fold in range(_FOLDS)]
    for least in (-1.0, -0.5, -0.3, 0.0, 0.5, 1.0):
        totals = np.zeros(3, int)
        for fold, weights in enumerate(fits):
            totals += count([one for one in found if one.fold == fold], weights, least)
        print(
            f"from {least:+.1f}: as labelled {totals[0]}, parted {totals[1]} of {several} stories"
            f" on several; parted {totals[2]} of {len(found) - several} on one"
        )


def save(weights: Mapping[str, float]) -> None:
    TARGET.write_text(json.dumps({"weights": weights}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
