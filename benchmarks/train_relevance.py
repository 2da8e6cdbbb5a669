"""Fit the relevance weights that ship in `pipeline/data/relevance.json`, and say how good they are.

    python -m benchmarks.train_relevance DATA_DIR [--fresh FILE...] [--write]

DATA_DIR holds `gvdb_dev.jsonl`, `coverage/articles.jsonl` and `incidents_dev.jsonl.gz` (the shape
`casebook evaluate` reads). With `reference/mpv-2021.xlsx` beside them, short descriptions of people
whom police shot are taken in, and openings of articles on other shootings, so that a text is not
told by its length. ``--fresh`` names articles by writers who knew no rule of the reader (else
those in `tests/gold` that may be read); of `tests/gold/border.jsonl`, made to be hard to tell, each
counts little. Needs scikit-learn and openpyxl
(`pip install casebook[train]`).

Every fold holds out whole incidents; figures are out of fold and given for each half of `split.py`.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from benchmarks import asking, bag_of_words
from benchmarks.split import HALVES, groups, half_of
from pipeline.gunfire.cues import told
from pipeline.language.text import normalise, sentences
from pipeline.records import Article
from pipeline.relevance import LIMIT
from pipeline.topic.relevance_features import features
from pipeline.topic.vocabulary import log_odds, terms

_SHIPPED = Path(__file__).parent.parent / "pipeline" / "data"
WEIGHTS = _SHIPPED / "relevance.json"
WORDS = _SHIPPED / "vocabulary.json"
FILES = {
    "gvdb": "gvdb_dev.jsonl",
    "coverage": "coverage/articles.jsonl",
    "incidents": "incidents_dev.jsonl.gz",
}
GOLD = Path(__file__).parent.parent / "tests" / "gold"
BORDER = GOLD / "border.jsonl"
FRESH = [GOLD / f"{name}_open.jsonl" for name in ("fresh", "second", "third")]
INVENTED = ("coverage", "fresh")
FOLDS = 5
#: Articles on a person whom police shot are few among those labelled one by one, and count more.
RARE = 2.0
#: Added to the log-odds fitted, chosen on the folds of everything labelled one by one.
LEVEL = {"police": 0.15, "any": 0.0}
#: The archive codes incidents rather than articles: its examples count less, and of those on a
#: person shot by anybody, which are nearly all it has, each that is on none counts more.
WORTH = {
    "police": {
        "gvdb": 1.0,
        "coverage": 1.0,
        "fresh": 0.6,
        "border": 0.1,
        "incidents": 0.5,
        "pages": 1.0,
        "short": 0.01,
        "openings": 0.02,
    },
    "any": {
        "gvdb": 1.0,
        "coverage": 4.0,
        "fresh": 4.0,
        "border": 0.1,
        "incidents": 1.0,
        "pages": 3.0,
        "short": 0.01,
        "openings": 0.02,
    },
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
    terms: frozenset[str]


def read(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article_of(row: dict[str, Any]) -> Article:
    url = row["url"]
    return Article(url, url, normalise(row["title"] or ""), normalise(row["text"]))


def row_of(row: dict[str, Any], source: str, group: str) -> Row:
    article = article_of(row)
    found = sentences(article)[:LIMIT]
    values = features(article, found, told(found))
    police, anybody = LABELS[source](row, values)
    return Row(
        row["id"],
        source,
        group,
        police,
        anybody,
        values,
        article.title,
        terms(article) & bag_of_words.common(),
    )


def _gvdb(row: dict[str, Any], _: dict[str, float]) -> tuple[bool | None, bool | None]:
    if row["borderline"]:
        return None, None
    police = row["kind"] == "police_shooting"
    return police, True if police else None


def _coverage(row: dict[str, Any], _: dict[str, float]) -> tuple[bool | None, bool | None]:
    police = bool(row["incidents"])
    if row["distractor_type"] in ("foreign_police_shooting", "foreign"):
        return True, True  # police hit a person; that it was abroad is told apart afterwards
    if row["distractor_type"] == "accidental_discharge":
        return False, None  # a person hit by his own gunfire, if one likes
    return police, police or row["distractor_type"] in SHOT_BY_OTHERS


SHOT_BY_OTHERS = frozenset(
    """homeowner_shoots gang_shooting officer_killed carjacker_shoots_self security_guard
    standoff_suicide drive_by_court civilian_shoots_officer mass_shooting_no_police_fire
    foreign_police_shooting road_rage_retired_chief officer_shot_only civilian_shooting drive_by
    civilian_trial officer_shot officer_shot_no_return_fire homeowner homeowner_shooting
    suicide_standoff hunting""".split()
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


def _short(_row: dict[str, Any], values: dict[str, float]) -> tuple[bool | None, bool | None]:
    """Coders knew that police fired; where the words tell of no gunfire it is no example."""
    return (True, True) if values["police any"] else (None, None)


def _openings(row: dict[str, Any], values: dict[str, float]) -> tuple[bool | None, bool | None]:
    police, anybody = LABELS[row["of"]](row, values)
    return (None if police else police), (anybody if values["somebody hit"] else None)


LABELS = {
    "pages": _pages,
    "gvdb": _gvdb,
    "coverage": _coverage,
    "fresh": _coverage,
    "border": _coverage,
    "incidents": _incidents,
    "short": _short,
    "openings": _openings,
}
#: Every so many descriptions are taken, and as many openings.
EVERY = 3
_OPENING = 600  # characters


def descriptions(path: Path) -> Iterator[dict[str, Any]]:
    """Short real texts on people whom police shot, of the open half."""
    from benchmarks.descriptions import described  # needs openpyxl

    rows = [row for row in described(path) if half_of(row["id"]) == HALVES[0]]
    for row in rows[::EVERY]:
        yield _plain(row["id"], row["text"])


def openings(labelled: Sequence[dict[str, Any]], source: str) -> Iterator[dict[str, Any]]:
    """What articles on other shootings say first, without their title."""
    for row in labelled:
        if row["kind"] != "police_shooting":
            text = row["text"][:_OPENING].rpartition(".")[0]
            yield {**row, **_plain(row["id"], text), "incidents": row["incidents"], "of": source}


def _plain(name: str, text: str) -> dict[str, Any]:
    return {"id": name, "url": name, "title": "", "text": text, "incidents": []}


def fit(rows: Sequence[Row], head: str, names: Sequence[str], c: float) -> dict[str, float]:
    known = [row for row in rows if getattr(row, head) is not None]
    matrix = np.array([[row.values[name] for name in names] for row in known])
    labels = np.array([getattr(row, head) for row in known])
    weights = np.array([_weight(row, head) for row in known])
    model = LogisticRegression(C=c, fit_intercept=False, max_iter=2000)
    model.fit(matrix, labels, sample_weight=weights)
    fitted = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return fitted | {"bias": round(fitted["bias"] + LEVEL[head], 3)}


def _weight(row: Row, head: str) -> float:
    rare = row.source in ("gvdb", *INVENTED) and getattr(row, head)
    return WORTH[head][row.source] * (RARE if rare else 1.0)


def predict(weights: dict[str, float], row: Row) -> float:
    total = sum(weights[name] * row.values[name] for name in weights)
    return float(1 / (1 + np.exp(-total)))


def with_words(rows: Sequence[Row]) -> list[Row]:
    """The rows with what their words say, each by words fitted on others."""
    said = bag_of_words.cross_fitted(rows, _police, _words_weight)
    return [_saying(row, score) for row, score in zip(rows, said, strict=True)]


def _saying(row: Row, score: float) -> Row:
    return replace(row, values=row.values | {"words": score})


def _police(row: Row) -> bool | None:
    return row.police


def _words_weight(row: Row) -> float:
    """Fresh articles count in full: they have the most different words."""
    return 1.0 if row.source in INVENTED else _weight(row, "police")


def crossvalidated(rows: Sequence[Row], head: str, names: Sequence[str], c: float) -> list[float]:
    folds = [zlib.crc32(row.group.encode()) % FOLDS for row in rows]
    scores = [0.0] * len(rows)
    for fold in range(FOLDS):
        train = [row for row, its in zip(rows, folds, strict=True) if its != fold]
        words = bag_of_words.fit(train, _police, _words_weight)
        weights = fit(with_words(train), head, names, c)
        for at, row in enumerate(rows):
            if folds[at] == fold:
                own = _saying(row, log_odds(row.terms, words))
                scores[at] = predict(weights, own)
    return scores


def report(rows: Sequence[Row], scores: Sequence[float], head: str, worst: bool = False) -> None:
    for source, half in product(LABELS, ("both", *HALVES)):
        kept = [
            (row, score)
            for row, score in zip(rows, scores, strict=True)
            if row.source == source
            and getattr(row, head) is not None
            and (half == "both" or half_of(row.group) == half)
        ]
        if not kept:
            continue
        labels = np.array([getattr(row, head) for row, _ in kept])
        given = np.array([score for _, score in kept])
        said = given >= 0.5
        hits, wrong = int((said & labels).sum()), int((said & ~labels).sum())
        missed = int((~said & labels).sum())
        recall, noise = hits / max(1, hits + missed), wrong / max(1, int((~labels).sum()))
        rare = 0.02 * recall / max(1e-9, 0.02 * recall + 0.98 * noise)
        print(
            f"{head:6} {source:9} {half:4} n={len(kept)} positive={int(labels.sum())} "
            f"F1={2 * hits / max(1, 2 * hits + wrong + missed):.3f} "
            f"P={hits / max(1, hits + wrong):.3f} R={recall:.3f} "
            f"AP={average_precision_score(labels, given) if labels.any() else 0:.3f} "
            f"P@2%={rare:.2f} false+={wrong} missed={missed}"
        )
        if worst and half == HALVES[0]:
            for row, score in sorted(kept, key=lambda p: p[1]):
                if (score >= 0.5) != getattr(row, head) and (
                    source != "incidents" or head == "police"
                ):
                    print(f"    {score:.2f} {getattr(row, head)!s:5} {row.id} {row.title[:90]}")


def everything(data: Path, fresh: Sequence[Path] = FRESH) -> Iterator[Row]:
    files: list[tuple[str, str | Path]] = [
        *FILES.items(),
        *(("fresh", path) for path in fresh),
        ("border", BORDER),
    ]
    for source, name in files:
        labelled = list(read(data / name if isinstance(name, str) else name))
        keys = groups(labelled)
        yield from (row_of(row, source, keys[row["id"]]) for row in labelled)
        if source in FILES and source not in INVENTED:
            found = openings(labelled, source)
            yield from (row_of(row, "openings", keys[row["id"]]) for row in found)
    for row in ordinary(data / "pages" / "ground-truth.json"):
        yield row_of(row, "pages", row["id"])
    short = data / "reference" / "mpv-2021.xlsx"
    for row in descriptions(short) if short.exists() else ():
        yield row_of(row, "short", row["id"])


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--fresh", type=Path, nargs="*", default=FRESH)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--worst", action="store_true")
    parser.add_argument("-c", type=float, default=1.0)
    args = parser.parse_args()
    rows = list(everything(args.data, args.fresh))
    names = list(rows[0].values)
    weights = {}
    for head in ("police", "any"):
        report(rows, crossvalidated(rows, head, names, args.c), head, args.worst)
        fitted = fit(with_words(rows), head, names, args.c)
        weights[head] = {name: w for name, w in fitted.items() if w}
    if args.write:
        words = bag_of_words.fit(rows, _police, _words_weight)
        for path, found in ((WEIGHTS, weights), (WORDS, words)):
            path.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
