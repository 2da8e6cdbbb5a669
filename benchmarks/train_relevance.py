"""Fit the relevance weights that ship in `pipeline/data/relevance.json`, and say how good they are.

    python benchmarks/train_relevance.py DATA_DIR [--write]

DATA_DIR holds `gvdb_dev.jsonl`, `coverage/articles.jsonl` and `incidents_dev.jsonl.gz`
(the shape `casebook evaluate` reads). Needs scikit-learn (`pip install casebook[train]`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from pipeline.cues import told
from pipeline.records import Article
from pipeline.relevance import LIMIT, features
from pipeline.text import normalise, sentences

WEIGHTS = Path(__file__).parent.parent / "pipeline" / "data" / "relevance.json"
FOLDS = 5
#: Positive examples are few and count more.
RARE = 1.5
#: The archive codes incidents rather than articles, so its examples count less.
WORTH = {
    "police": {"gvdb": 1.0, "coverage": 1.0, "incidents": 0.3, "pages": 1.0},
    "any": {"gvdb": 1.0, "coverage": 1.5, "incidents": 0.2, "pages": 1.5},
}


@dataclass(frozen=True)
class Row:
    """One labelled article: ``police`` / ``any`` is None where the label cannot be known."""

    id: str
    source: str
    group: str  # never split between folds
    police: bool | None
    any: bool | None
    values: dict[str, float]
    title: str


def read(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article_of(row: dict[str, Any]) -> Article:
    url = row["url"]
    return Article(url, url, normalise(row["title"] or ""), normalise(row["text"]))


def row_of(row: dict[str, Any], source: str) -> Row:
    article = article_of(row)
    found = sentences(article)[:LIMIT]
    values = features(article, found, told(found))
    police, anybody = LABELS[source](row, values)
    group = (row["incidents"] or [row["id"]])[0]
    return Row(
        row["id"],
        source,
        group,
        police,
        anybody,
        values,
        article.title,
    )


def _gvdb(row: dict[str, Any], _: dict[str, float]) -> tuple[bool | None, bool | None]:
    if row["borderline"]:
        return None, None
    police = row["kind"] == "police_shooting"
    return police, True if police else None


def _coverage(row: dict[str, Any], _: dict[str, float]) -> tuple[bool | None, bool | None]:
    police = bool(row["incidents"])
    if row["distractor_type"] == "foreign_police_shooting":
        return True, True  # police hit a person; that it was abroad is told apart afterwards
    if row["distractor_type"] == "accidental_discharge":
        return False, None  # a person hit by his own gunfire, if one likes
    return police, police or row["distractor_type"] in SHOT_BY_OTHERS


SHOT_BY_OTHERS = frozenset(
    """homeowner_shoots gang_shooting officer_killed carjacker_shoots_self security_guard
    standoff_suicide drive_by_court civilian_shoots_officer mass_shooting_no_police_fire
    foreign_police_shooting road_rage_retired_chief""".split()
)


def _incidents(row: dict[str, Any], values: dict[str, float]) -> tuple[bool | None, bool | None]:
    """The archive codes incidents, not articles: one that never says so is no example."""
    if row["kind"] == "police_shooting":
        return (True if values["police any"] else None), True
    coded = " ".join(row["archive_facts"]["characteristics"])
    doubtful = "Officer Involved" in coded or values["title police"] > 0
    return (None if doubtful else False), True


def ordinary(path: Path) -> Iterator[dict[str, Any]]:
    """General news without a word of shooting: what most of the web is."""
    for name, page in sorted(json.loads(path.read_text("utf-8")).items()):
        text = page["articleBody"]
        if not re.search(r"shooting|gunfire|gunman|was shot|shot dead|opened fire", text):
            title, _, body = text.partition("\n")
            yield {
                "id": name,
                "url": page.get("url", name),
                "title": title[:200],
                "text": body,
                "incidents": [],
            }


def _pages(_row: dict[str, Any], _: dict[str, float]) -> tuple[bool | None, bool | None]:
    return False, False


LABELS = {"pages": _pages, "gvdb": _gvdb, "coverage": _coverage, "incidents": _incidents}


def fit(rows: Sequence[Row], head: str, names: Sequence[str], c: float) -> dict[str, float]:
    known = [row for row in rows if getattr(row, head) is not None]
    matrix = np.array([[row.values[name] for name in names] for row in known])
    labels = np.array([getattr(row, head) for row in known])
    weights = np.array(
        [
            WORTH[head][row.source] * (RARE if label else 1.0)
            for row, label in zip(known, labels, strict=True)
        ]
    )
    model = LogisticRegression(C=c, fit_intercept=False, max_iter=2000)
    model.fit(matrix, labels, sample_weight=weights)
    return {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}


def predict(weights: dict[str, float], row: Row) -> float:
    total = sum(weights[name] * row.values[name] for name in weights)
    return float(1 / (1 + np.exp(-total)))


def crossvalidated(rows: Sequence[Row], head: str, names: Sequence[str], c: float) -> list[float]:
    folds = [zlib.crc32(row.group.encode()) % FOLDS for row in rows]
    scores = [0.0] * len(rows)
    for fold in range(FOLDS):
        train = [row for row, its in zip(rows, folds, strict=True) if its != fold]
        weights = fit(train, head, names, c)
        for at, row in enumerate(rows):
            if folds[at] == fold:
                scores[at] = predict(weights, row)
    return scores


def report(rows: Sequence[Row], scores: Sequence[float], head: str, worst: bool = False) -> None:
    for source in ("gvdb", "coverage", "incidents", "pages"):
        kept = [
            (row, score)
            for row, score in zip(rows, scores, strict=True)
            if row.source == source and getattr(row, head) is not None
        ]
        labels = np.array([getattr(row, head) for row, _ in kept])
        given = np.array([score for _, score in kept])
        said = given >= 0.5
        hits, wrong = int((said & labels).sum()), int((said & ~labels).sum())
        missed = int((~said & labels).sum())
        recall, noise = hits / max(1, hits + missed), wrong / max(1, int((~labels).sum()))
        rare = 0.02 * recall / max(1e-9, 0.02 * recall + 0.98 * noise)
        print(
            f"{head:6} {source:9} n={len(kept)} positive={int(labels.sum())} "
            f"F1={2 * hits / max(1, 2 * hits + wrong + missed):.3f} "
            f"P={hits / max(1, hits + wrong):.3f} R={recall:.3f} "
            f"AP={average_precision_score(labels, given) if labels.any() else 0:.3f} "
            f"P@2%={rare:.2f} false+={wrong} missed={missed}"
        )
        if worst:
            for row, score in sorted(kept, key=lambda p: p[1]):
                if (score >= 0.5) != getattr(row, head) and (
                    source != "incidents" or head == "police"
                ):
                    print(f"    {score:.2f} {getattr(row, head)!s:5} {row.id} {row.title[:90]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--worst", action="store_true")
    parser.add_argument("-c", type=float, default=1.5)
    args = parser.parse_args()
    rows = [
        row_of(row, source)
        for source, name in (
            ("gvdb", "gvdb_dev.jsonl"),
            ("coverage", "coverage/articles.jsonl"),
            ("incidents", "incidents_dev.jsonl.gz"),
        )
        for row in read(args.data / name)
    ]
    rows += [row_of(row, "pages") for row in ordinary(args.data / "pages" / "ground-truth.json")]
    names = list(rows[0].values)
    weights = {}
    for head in ("police", "any"):
        report(rows, crossvalidated(rows, head, names, args.c), head, args.worst)
        weights[head] = {n: w for n, w in fit(rows, head, names, args.c).items() if w}
    if args.write:
        WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
