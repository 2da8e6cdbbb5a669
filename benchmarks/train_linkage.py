"""Estimate the matcher's weights and write the shipped model file.

    python -m benchmarks.train_linkage DATA_DIR [--check | --words] [--only TRAIT/LEVEL …]

Weights are log₂ (m/u) in the manner of Fellegi and Sunter: m is how often a trait's level is seen
in two reports of one incident, u in two of different ones. For names both are counted: m on people
that two hand-kept lists share, u on 200,000 random pairs of one list. The other traits lean on one
another (city, street, agency), so that their plain log₂ (m/u) would count one thing several times:
they are fitted together (a logistic model over levels, in bits) on the reports of DATA_DIR's
articles that share a key, drawn towards an expert's first guess and never across zero. The file
holds the counts and the plain log₂ (m/u) of every level beside the weight that is used.

``--only`` fits some levels anew, where a trait has come to look at something else; all others stay
as they ship. Figures are of two halves of the incidents, each measured with the model fitted
on the other. ``--words`` recounts the words of crime stories. See ``linkage_splink.py`` for Splink
at the same.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks import asking
from pipeline import candidates, compare, names
from pipeline.compare import Model
from pipeline.language import text
from pipeline.linking import linkable, name_traits, traits
from pipeline.linking.linkable import Linkable, Shot
from pipeline.reader import read_article
from pipeline.records import Article, DateRange, PublishedPrecision, Scope
from pipeline.resolve import resolve

THRESHOLDS = {"floor": -3.0, "join": 3.5, "mean": 0.5, "join_unnamed": 3.0, "margin": 1.5}
FOLDS = 2
VERSION = "6"
DATA = Path(__file__).resolve().parents[1] / "pipeline/data"
MODEL, WORDS = DATA / "linkage.json", DATA / "word_counts.tsv"
PRIOR = -9.0
RARITY = 1.0
RANDOM_PAIRS = 200_000
#: A name that is the same says no more than this: it may be read from the wrong person.
MOST_BY_NAME = 13.0
#: An expert's first guess, in bits; fitting moves a weight but never across zero.
GUESS: dict[str, dict[str, float]] = {
    "name": {
        "same": 13, "variant": 11, "compatible": 5, "surname only": 6, "given name only": 4,
        "slip": -0.5, "half another": -7, "another": -12, "other generation": -14,
        "half another of several": -3, "another of several": -4,
        "nobody in common": -9,
    },
    "second name": {"fits": 5, "another": -1},
    "date": {
        "same day": 7, "another day fits": 0.5, "within days": 4, "one day": 3.5,
        "2-3 days": -0.5, "4-10 days": -4, "11-60 days": -6, "far apart": -8,
        "same month": 2.5, "same year": 1,
        "published before": -8, "published at once": 3.5, "published soon": 1.5,
        "published later": -1, "both undated, at once": 3, "both undated, soon": 1,
        "both undated, later": -2, "both undated, far": -4,
    },
    "publication": {
        "at once": 2, "days": 1, "weeks": -0.3, "months": -1, "a year": -2, "later": -3,
    },
    "state": {"same": 2, "differs": -7, "may differ": -3},
    "place": {
        "same big city": 3, "same middling city": 4.5, "same small city": 6, "same county": 1.5,
        "adjoining city": -0.3, "neighbouring city": -1.5, "other city": -4, "other county": -4,
    },
    "street": {"one event's name": 8, "same block": 8, "same": 5, "differs": -1.5},
    "agency": {"same": 2, "same, a town untold": 4, "differs": -1},
    "age": {
        "same": 4, "one year": -0.5, "2-3 years": -2, "4-10 years": -3.5, "over 10 years": -4.5,
        "ranges meet": 1, "ranges apart": -3, "one of several differs": -1,
    },
    "gender": {"same": 0.3, "same, rarer": 2, "differs": -3},
    "others": {"one": 5, "several": 9, "victim in the other's": 4, "of that surname": 3},
    "fatal": {"same": 0.4, "differs": -1.5},
    "armed": {"same": 1, "a gun of others": 0.3, "differs": -0.8},
    "shooter": {"same": 0.2, "differs": -2},
    "count": {"differs": -1, "differs much": -3, "several in both": 1},
    "wording": {
        "copy": 9, "near-copy": 7, "nearly one text": 8, "very much alike": 7, "much alike": 6,
        "alike": 4.5, "rather alike": 2.5, "somewhat alike": 1, "a little alike": -0.5,
        "hardly alike": -1.5, "unlike": -2.5,
    },
    "article": {"same": -10},
}  # fmt: skip
#: Bounds where the sample misleads: it holds one shooting in a hundred of its kind, so that two
#: in one town on one day are rarer in it than in the world.
BOUNDS = {
    ("date", "same month"): (0.0, 3.0),  # thirty times as many pairs as one day, so five bits less
    ("date", "same year"): (0.0, 1.0),
    ("date", "another day fits"): (0.0, 1.0),
    ("state", "differs"): (-25.0, -6.0),
    ("armed", "differs"): (-1.5, 0.0),  # told wrong and corrected more often than in the sample
    ("armed", "same"): (0.0, 2.3),  # of so few by police it tells that police fired
    ("date", "both undated, later"): (-25.0, -2.0),
    ("date", "both undated, far"): (-25.0, -4.0),
    ("age", "same"): (1.0, 25.0),
    ("age", "one year"): (-1.0, 0.0),  # the commonest slip of all
    ("age", "2-3 years"): (-25.0, -1.0),
    ("place", "same small city"): (0.0, 5.5),
    ("street", "one event's name"): (0.0, 8.0),  # one club sees two shootings, and the sample one
    ("count", "differs much"): (-25.0, -1.0),
    ("name", "nobody in common"): (-25.0, -9.0),
}
FEATURES = [(trait, level) for trait, levels in GUESS.items() for level in levels]
INDEX = {feature: at for at, feature in enumerate(FEATURES)}


@dataclass(frozen=True)
class Labelled:
    """Reports with the incident each is about."""

    name: str
    reports: Sequence[Linkable]
    incident: Mapping[str, str]  # by anchor
    weight: float

    def part(self, fold: int, folds: int, *, inside: bool) -> Labelled:
        """The reports of a share of the incidents, chosen by the incident alone."""
        kept = [
            report
            for report in self.reports
            if (_fold(self.incident[report.anchor], folds) == fold) == inside
        ]
        return Labelled(self.name, kept, self.incident, self.weight)


def _fold(incident: str, folds: int) -> int:
    return int(md5(incident.encode()).hexdigest(), 16) % folds


#: Two reports, whether they are one incident, and how much the pair counts.
Pair = tuple[Linkable, Linkable, bool, float]


# --- fitting --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pairs:
    levels: np.ndarray  # one row a pair, one column a (trait, level), 0 or 1
    rarity: np.ndarray
    same: np.ndarray
    weight: np.ndarray


def pairs_of(sets: Iterable[Labelled], more: Iterable[Pair] = ()) -> Pairs:
    """Rows for every two reports that share a key, and for pairs labelled as such."""
    rows = [_row(*pair) for labelled in sets for pair in _pairs_within(labelled)]
    rows += [_row(*pair) for pair in more]
    levels = np.zeros((len(rows), len(FEATURES)), dtype=np.float32)
    for at, (columns, *_) in enumerate(rows):
        levels[at, columns] = 1
    _, rarity, same, weight = zip(*rows, strict=True)
    return Pairs(levels, np.array(rarity), np.array(same), np.array(weight))


def _pairs_within(labelled: Labelled) -> Iterator[Pair]:
    for left, right in candidates.pairs(labelled.reports):
        same = labelled.incident[left.anchor] == labelled.incident[right.anchor]
        yield left, right, same, labelled.weight


def _row(
    left: Linkable, right: Linkable, same: bool, weight: float
) -> tuple[list[int], float, bool, float]:
    seen = traits.look(left, right)
    columns = [INDEX[item.trait, item.level] for item in seen]
    return columns, sum(item.rarity for item in seen), same, weight


def name_pairs(file: Path, weight: float) -> list[Pair]:
    """Rows of two hand-kept lists as reports that give a name, a day and a state."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            (_listed(row, "a", at), _listed(row, "b", at), row["label"] == "1", weight)
            for at, row in enumerate(csv.DictReader(rows))
        ]


def _listed(row: Mapping[str, str], side: str, at: int) -> Linkable:
    return Linkable(
        anchor=f"{at}{side}",
        article_key=f"{at}{side}",
        victims=(Shot(0, row[f"name_{side}"]),),
        people_hit_max=1,
        dates=(DateRange.parse(row[f"date_{side}"]),),
        state=row[f"state_{side}"],
        state_stated=True,
    )


def count_names(listed: Iterable[Pair], file: Path) -> dict[str, list[int]]:
    """For each level of names: same people's pairs that show it, all, random pairs, all."""
    same = [_name_level(left, right) for left, right, is_same, _ in listed if is_same]
    dice = random.Random(1)
    with file.open(encoding="utf-8", newline="") as rows:
        known = [_called(row["name"]) for row in csv.DictReader(rows) if row["name"]]
    other = [_name_level(*dice.sample(known, 2)) for _ in range(RANDOM_PAIRS)]
    m, u = Counter(same), Counter(other)
    return {level: [m[level], len(same), u[level], len(other)] for level in sorted({*m, *u})}


def _name_level(left: Linkable, right: Linkable) -> str:
    seen = name_traits.see_name(left, right, name_traits.nearest_names(left, right))
    return seen.level if seen else ""


def _called(name: str) -> Linkable:
    return Linkable(anchor=name, article_key=name, victims=(Shot(0, name),), people_hit_max=1)


def bits(same: float, of_same: float, other: float, of_other: float) -> float:
    """log₂ (m/u), half a pair added to each count."""
    return float(np.log2((same + 0.5) / (of_same + 1) / ((other + 0.5) / (of_other + 1))))


def count_levels(pairs: Pairs) -> dict[tuple[str, str], list[int]]:
    """For each level: pairs of one incident that show it, all, pairs of two, all."""
    same, other = pairs.levels[pairs.same].sum(0), pairs.levels[~pairs.same].sum(0)
    of = int(pairs.same.sum()), int((~pairs.same).sum())
    return {feature: [int(same[at]), of[0], int(other[at]), of[1]] for feature, at in INDEX.items()}


def fit(
    pairs: Pairs,
    counted: Mapping[str, Sequence[int]],
    only: Sequence[str] = (),
    strength: float = 0.3,
    names: float = 3.0,
) -> np.ndarray:
    """Weights (bits), then prior, then rarity: logistic loss, drawn towards the guess.

    Levels of names that were ``counted`` are held to that; the articles tell little of them. Where
    ``only`` some traits or levels are asked for, all else stays as it ships.
    """
    first = {feature: GUESS[feature[0]][feature[1]] for feature in FEATURES}
    held = {("name", level): min(bits(*n), MOST_BY_NAME) for level, n in counted.items()}
    first |= {feature: weight for feature, weight in held.items() if feature not in BOUNDS}
    pulls = [30.0 if f in held else names if f[0] == "name" else strength for f in FEATURES]
    pull_back = np.array([*pulls, 0.1, 30.0])
    guess = np.array([*(first[feature] for feature in FEATURES), PRIOR, RARITY])
    limits = [
        BOUNDS.get(feature, (0, 25) if weight > 0 else (-25, 0))
        for feature, weight in zip(FEATURES, guess, strict=False)
    ]
    limits += [(-20, 0), (0.3, 1.5)]
    if only:
        shipped = Model.load()
        kept = [
            None if {trait, f"{trait}/{level}"} & set(only) else shipped.weights[trait][level]
            for trait, level in FEATURES
        ]
        for at, weight in enumerate([*kept, shipped.prior, shipped.rarity]):
            if weight is not None:
                guess[at], limits[at] = weight, (weight, weight)
    inputs = np.column_stack([pairs.levels, np.ones(len(pairs.same)), pairs.rarity])
    sign = np.where(pairs.same, 1.0, -1.0)

    def loss(tried: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (inputs @ tried) * np.log(2)
        value = (pairs.weight * np.logaddexp(0, -margin)).sum()
        pull = -pairs.weight * sign * np.log(2) / (1 + np.exp(np.clip(margin, -500, 500)))
        away = tried - guess
        return value + (pull_back * away**2).sum(), inputs.T @ pull + 2 * pull_back * away

    best: np.ndarray = minimize(loss, guess, jac=True, bounds=limits, method="L-BFGS-B").x
    return best


def model_of(found: np.ndarray, thresholds: Mapping[str, float]) -> dict[str, Any]:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for (trait, level), weight in zip(FEATURES, found, strict=False):
        weights[trait][level] = round(float(weight), 2)
    return {
        "version": VERSION,
        "prior": round(float(found[-2]), 2),
        "rarity": round(float(found[-1]), 2),
        "thresholds": dict(thresholds),
        "weights": weights,
    }


# --- measuring ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    precision: float
    recall: float
    merges: int  # incidents wrongly joined to another
    splits: int  # extra pieces incidents fell into
    reports: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return (
            f"B3 F1 {self.f1:.4f} (P {self.precision:.4f} R {self.recall:.4f}), "
            f"{self.merges} false merges, {self.splits} false splits, {self.reports} reports"
        )


def measure(labelled: Labelled, model: Model) -> Figures:
    found = resolve(labelled.reports, (), model)
    cluster_of = {m.anchor: at for at, c in enumerate(found.clusters) for m in c.members}
    return figures({anchor: labelled.incident[anchor] for anchor in cluster_of}, cluster_of)


def figures(gold: Mapping[str, str], found: Mapping[str, int]) -> Figures:
    truth: dict[str, set[str]] = defaultdict(set)
    clusters: dict[int, set[str]] = defaultdict(set)
    for anchor in gold:
        truth[gold[anchor]].add(anchor)
        clusters[found[anchor]].add(anchor)
    shared = [len(truth[gold[a]] & clusters[found[a]]) for a in gold]
    precision = sum(s / len(clusters[found[a]]) for s, a in zip(shared, gold, strict=True))
    recall = sum(s / len(truth[gold[a]]) for s, a in zip(shared, gold, strict=True))
    merges = sum(len({gold[a] for a in members}) - 1 for members in clusters.values())
    splits = sum(len({found[a] for a in members}) - 1 for members in truth.values())
    return Figures(precision / len(gold), recall / len(gold), merges, splits, len(gold))


def pair_figures(pairs: Sequence[Pair], model: Model) -> str:
    """F1 over labelled pairs, at the threshold at which named reports join."""
    right = wrong = missed = 0
    for left, other, same, _ in pairs:
        edge = compare.edge(left, other, model)
        joined = edge.score >= model.join and not edge.vetoed
        right += joined and same
        wrong += joined and not same
        missed += same and not joined
    f1 = 2 * right / (2 * right + wrong + missed)
    return f"pairs F1 {f1:.4f}, {wrong} wrong, {missed} missed of {right + missed}"


# --- the labelled articles ------------------------------------------------------------------


def coverage(folder: Path) -> Labelled:
    """Our invented coverage, as our reader reads it."""
    rows = [json.loads(line) for line in (folder / "articles.jsonl").open(encoding="utf-8")]
    told = {item["id"]: item for item in json.loads((folder / "incidents.json").read_text())}
    return _read("coverage", rows, Scope.POLICE, 2.0, told)


def archive(file: Path) -> Labelled:
    """Real articles on all kinds of gun violence."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return _read("incidents", [json.loads(line) for line in lines], Scope.ANY, 1.0, {})


def _read(
    name: str,
    rows: Iterable[Mapping[str, Any]],
    scope: Scope,
    weight: float,
    told: Mapping[str, Any],
) -> Labelled:
    reports: list[Linkable] = []
    incident: dict[str, str] = {}
    for row in rows:
        article = _article(row)
        found = [r for r in read_article(article).reports if r.in_scope(scope)]
        for report in found:
            anchor = f"{row['id']}-{report.n}"
            reduced = linkable.linkable(
                article, report, anchor=anchor, article_key=article.canonical_url, scope=scope
            )
            reports.append(reduced)
            incident[anchor] = _incident_of(reduced, row["incidents"], told) or f"none {anchor}"
    return Labelled(name, reports, incident, weight)


def _article(row: Mapping[str, Any]) -> Article:
    stamp = row.get("published")
    published = datetime.fromisoformat(stamp) if stamp else None
    if published and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    precision = PublishedPrecision.UNKNOWN
    if stamp:
        precision = PublishedPrecision.DAY if len(stamp) == 10 else PublishedPrecision.SECOND
    return Article(
        url=row["url"],
        canonical_url=row.get("canonical_url") or row["url"],
        title=row["title"] or "",
        text=text.normalise(row["text"]),
        outlet=row.get("outlet"),
        published=published,
        published_precision=precision,
    )


def _incident_of(report: Linkable, incidents: Sequence[str], told: Mapping[str, Any]) -> str | None:
    """Which of an article's incidents one of its reports is about: by names, days and city."""
    if len(incidents) <= 1:
        first = report.anchor.endswith("-0")
        return incidents[0] if incidents and first else None
    scored = [(_likeness(report, json.dumps(told[one])), one) for one in incidents]
    best = max(scored)
    return best[1] if best[0] else None


def _likeness(report: Linkable, facts: str) -> int:
    folded = names.fold(facts)
    called = {word for v in report.victims if v.name for word in names.fold(v.name).split()}
    return (
        2 * sum(word in folded for word in called)
        + 3 * sum(str(day) in facts for day in report.dates)
        + sum(city in facts for city in report.cities)
    )


# --- words ----------------------------------------------------------------------------------


def count_words(folder: Path, least: int = 8) -> None:
    """In how many stories each word stands; rare words, names above all, are left out."""
    counts: Counter[str] = Counter()
    stories = 0
    for row in _stories(folder):
        stories += 1
        counts.update(set(linkable.words(f"{row['title']}\n{row['text']}")))
    kept = sorted((word, count) for word, count in counts.items() if count >= least)
    rows = [f"(stories)\t{stories}", *(f"{word}\t{count}" for word, count in kept)]
    WORDS.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _stories(folder: Path) -> Iterator[Mapping[str, Any]]:
    for name in ("coverage/articles.jsonl", "gvdb_dev.jsonl"):
        with (folder / name).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    with gzip.open(folder / "incidents_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if int(row["incidents"][0]) % 2 == 0)


# --- the command ----------------------------------------------------------------------------


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="print figures, write nothing")
    parser.add_argument("--words", action="store_true", help="recount words, fit nothing")
    parser.add_argument(
        "--only", nargs="+", default=(), metavar="TRAIT/LEVEL", help="hold all others"
    )
    asked = parser.parse_args()
    if asked.words:
        count_words(asked.folder)
        return
    sets = [coverage(asked.folder / "coverage"), archive(asked.folder / "incidents_dev.jsonl.gz")]
    listed = name_pairs(asked.folder / "name_pairs_dev.csv", 1.0)
    people = asked.folder / "reference/wapo-v2.csv"
    for fold in range(FOLDS):
        _check(sets, listed, people, fold, asked.only)
    if not asked.check:
        write(sets, listed, people, asked.only)


def write(
    sets: Sequence[Labelled], listed: Sequence[Pair], people: Path, only: Sequence[str] = ()
) -> None:
    """Fit on everything and write the model file, with the counts behind it."""
    pairs, counted = pairs_of(sets), count_names(listed, people)
    model = model_of(fit(pairs_of(sets, listed), counted, only), THRESHOLDS)
    model["origin"] = {
        "reports": {item.name: len(item.reports) for item in sets},
        "pairs that share a key": {
            "same": int(pairs.same.sum()),
            "other": int((~pairs.same).sum()),
        },
        "names": f"{len(listed)} pairs of two hand-kept lists, {RANDOM_PAIRS} random pairs of one",
        "method": "Fellegi-Sunter; see benchmarks/train_linkage.py",
    }
    model["counted"] = _as_counted(count_levels(pairs)) | {
        "name of hand-kept lists": {level: _row_of(n) for level, n in counted.items()}
    }
    MODEL.write_text(_as_text(model), encoding="utf-8")


def _as_counted(levels: Mapping[tuple[str, str], Sequence[int]]) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for (trait, level), n in levels.items():
        found[trait][level] = _row_of(n)
    return found


def _row_of(n: Sequence[int]) -> list[float]:
    """How many of one incident, of two, and the plain log₂ (m/u)."""
    return [n[0], n[2], round(bits(*n), 2)]


def _as_text(model: Mapping[str, Any]) -> str:
    """JSON with one line a level, so that a change shows as one."""
    text = json.dumps(model, indent=1, sort_keys=True, ensure_ascii=False)
    return re.sub(r"\[\s+([^\[\]]+?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text) + "\n"


def _check(
    sets: Sequence[Labelled],
    listed: Sequence[Pair],
    people: Path,
    fold: int,
    only: Sequence[str] = (),
) -> None:
    known = [pair for at, pair in enumerate(listed) if at % FOLDS != fold]
    train = pairs_of([item.part(fold, FOLDS, inside=False) for item in sets], known)
    model = Model.of(model_of(fit(train, count_names(known, people), only), THRESHOLDS))
    for item in sets:
        print(f"half {fold}, {item.name}: {measure(item.part(fold, FOLDS, inside=True), model)}")
    held_out = [pair for at, pair in enumerate(listed) if at % FOLDS == fold]
    print(f"half {fold}, hand-kept lists: {pair_figures(held_out, model)}")


if __name__ == "__main__":
    main()
