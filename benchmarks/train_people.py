"""Train and cross-validate who is a victim and what part the others play.

Writes ``people-roles.json``:

    python -m benchmarks.train_people --coverage articles.jsonl --gvdb gvdb.jsonl \
        --incidents incidents.jsonl.gz --short mpv.xlsx --out pipeline/data/people-roles.json \
        --fresh tests/gold/fresh_open.jsonl tests/gold/second_open.jsonl

The inputs have the shape that ``casebook evaluate`` reads; incidents may also hold an
archive's coding of the participants (``archive_facts``), which is taken as a distant label. With
``--short mpv.xlsx`` the open half of short real descriptions of people whom police shot is taken
in too, each with the name it is filed under. Figures are out of fold, by whole incidents, and given
for each half of ``split.py``. Other incidents of an article are taken out first, as in reading.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.split import HALVES, half_of
from benchmarks.split import groups as groups_of
from pipeline import people
from pipeline.language import text
from pipeline.lexicon.people_words import common_words, title_words, words
from pipeline.naming.forms import Bearer, _misspelt
from pipeline.naming.name_spelling import are_nicknames
from pipeline.naming.name_tokens import fold
from pipeline.passages import incidents
from pipeline.records import Article, Claim, FiredBy, Person
from pipeline.relevance import assess
from pipeline.roles import accusations, counts, other_parts, role_odds, roles, signs, who_was_hit
from pipeline.roles.scene import Scene

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
ARCHIVE_TITLES = set(
    "marine gunnery sgt lance cpl staff officer deputy sheriff navy petty 2nd class detective "
    "trooper mr mrs dr rev lt capt".split()
)
OTHER_ROLES = (
    "officer_fired officer relative lawyer official activist witness suspect other".split()
)


@dataclass
class Row:
    """One bearer of one passage with all labels we have (None: not labelled)."""

    article: int
    scene: int  # one of the article's passages
    bearer: Bearer
    source: str
    group: str
    seen: frozenset[str]
    hit: bool | None = None
    police: bool | None = None
    role: str | None = None
    about_police: bool = False
    many: bool = False  # the article tells that police hit two or more
    only_accused: bool = False  # and never told to have been hit
    told_in: Scene | None = None  # of a story labelled as of police


@dataclass
class Data:
    articles: list[dict[str, Any]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


# --- labels ---------------------------------------------------------------------------------


def parts(name: str) -> list[str]:
    name = re.sub(r"[(“\"'‘][^)“\"’]*[)”\"'’]\s", " ", name)
    return [key for word in name.split() if (key := fold(word)) and key not in SUFFIXES]


def first_last(name: str) -> tuple[str, str] | None:
    keys = parts(name)
    return (keys[0], keys[-1]) if keys else None


def is_bearer(bearer: Bearer, name: str) -> bool:
    """Whether a labelled name is this bearer's, spelling aside."""
    keys = [key for key in parts(name) if key not in ARCHIVE_TITLES]
    if not keys:
        return False
    if not bearer.given:
        return bearer.surname in (keys[0], keys[-1])
    if not _suffixes_agree(bearer, name):
        return False
    same = (
        bearer.surname in keys[1:]
        or _misspelt(bearer.surname, keys[-1])
        or "".join(keys[1:]) == bearer.surname
        or bearer.surname == keys[-1]
    )
    if same:
        return (
            any(_alike(bearer.given, key) for key in keys[:-1])
            or any(_alike(middle, keys[0]) for middle in bearer.middles)
            or keys[0] in bearer.nicknames
            or (len(keys) == 1)
        )
    turned = sorted((bearer.given, *bearer.middles, bearer.surname)) == sorted(keys)
    return turned or (keys[-1] in bearer.middles and _alike(bearer.given, keys[0]))


def _suffixes_agree(bearer: Bearer, name: str) -> bool:
    given = [fold(word) for word in name.split() if fold(word) in SUFFIXES]
    return not given or not bearer.suffix or bearer.suffix == given[0]


def _alike(one: str, other: str) -> bool:
    return one == other or _misspelt(one, other) or are_nicknames(one, other)


def label(row: Row, record: dict[str, Any]) -> None:
    {
        "coverage": _label_coverage,
        "fresh": _label_coverage,
        "gvdb": _label_gvdb,
        "incidents": _label_incident,
        "short": _label_short,
    }[row.source](row, record)


def _among(bearer: Bearer, names: Iterable[str | None]) -> bool:
    return any(name and is_bearer(bearer, name) for name in names)


def _label_coverage(row: Row, record: dict[str, Any]) -> None:
    facts = record["gold_facts"]
    row.about_police = bool(record["incidents"])
    shot = [v.get("name") for v in facts.get("victims") or []] if row.about_police else []
    row.police = _among(row.bearer, shot)
    row.hit = row.police if row.about_police else None
    if row.police or not row.about_police:
        return
    row.role = "nobody"
    if _among(row.bearer, record.get("background_names") or []):
        row.role = "other"
    for other in facts.get("others") or []:
        if is_bearer(row.bearer, other["name"]):
            row.role = "other" if other["role"] == "bystander" else other["role"]
    if _among(row.bearer, facts.get("officers") or []):
        row.role = "officer_fired"


def _label_gvdb(row: Row, record: dict[str, Any]) -> None:
    facts = record["gold_facts"]
    row.about_police = record["kind"] == "police_shooting"
    row.police = _among(row.bearer, [v.get("name") for v in facts.get("victims") or []])
    row.hit = True if row.police else None
    if row.about_police and not row.police and not signs.is_officer(row.seen):
        row.hit = False
    if _among(row.bearer, facts.get("officers") or []):
        row.role = "officer_fired"


def _label_incident(row: Row, record: dict[str, Any]) -> None:
    facts = record["archive_facts"]
    hurt = [p for p in facts["participants"] if _hurt(p)]
    police = [p["name"] for p in facts.get("hit_by_police") or [] if p["name"]]
    others = [p for p in hurt if p["name"] not in police and not _is_officer(p["name"] or "")]
    row.hit = _among(row.bearer, [p["name"] for p in hurt])
    row.about_police = bool(police) and not others
    row.police = _among(row.bearer, police) if row.about_police or not police else None
    suspects = [p["name"] for p in facts["participants"] if p["type"] == "Subject-Suspect"]
    if not row.hit and row.bearer.given and _among(row.bearer, suspects):
        row.role = "suspect"


def _label_short(row: Row, record: dict[str, Any]) -> None:
    row.about_police = True
    row.police = row.hit = is_bearer(row.bearer, record["name"])
    if not row.police and _among(row.bearer, record["officers"]):
        row.role = "officer_fired"


def _hurt(participant: dict[str, Any]) -> bool:
    status = participant["status"] or ""
    return "Killed" in status or "Injured" in status


def _is_officer(name: str) -> bool:
    return (
        re.match(r"(?:officer|deputy|detective|sgt|trooper|sheriff|lt)\b", name, re.I) is not None
    )


# --- reading --------------------------------------------------------------------------------


def read(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    lines = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return [json.loads(line) for line in lines.splitlines()]


def short(path: Path) -> list[dict[str, Any]]:
    """Descriptions of the open half that name the one who was shot; nobody shot beside them."""
    from benchmarks.descriptions import described  # needs openpyxl

    rows = list(described(path))
    alone = Counter((row["date"], row["city"]) for row in rows)
    return [
        {
            "id": row["id"],
            "url": row["id"],
            "title": "",
            "text": row["text"],
            "incidents": [],
            "name": row["name"],
            "officers": [name.strip() for name in re.split(r",| and ", row["officers"]) if name],
        }
        for row in rows
        if half_of(row["id"]) == HALVES[0]
        and alone[row["date"], row["city"]] == 1
        and set(first_last(row["name"]) or ("withheld",)) <= set(parts(row["text"]))
    ]


def scenes_of(record: dict[str, Any], *, police: bool) -> list[Scene]:
    """One scene an incident; ``police``: labelled as one by police, whatever relevance says."""
    article = Article(record["url"], record["url"], record["title"], text.normalise(record["text"]))
    sentences = text.sentences(article)
    relevance = assess(article, sentences)
    if police:
        relevance = replace(relevance, fired_by=FiredBy.POLICE)
    return [people.look(one.sentences, one.heard) for one in incidents(relevance, sentences)]


def _is_police(record: dict[str, Any], source: str) -> bool:
    if source in (*INVENTED, "short"):
        return source == "short" or bool(record["incidents"])
    return bool(record["kind"] == "police_shooting")


INVENTED = ("coverage", "fresh")


def gather(sources: Sequence[tuple[str, Path]]) -> Data:
    data = Data()
    scenes = 0
    for source, path in sources:
        records = short(path) if source == "short" else read(path)
        keys = groups_of(records)
        for record in records:
            number = len(data.articles)
            data.articles.append({**record, "source": source, "group": keys[record["id"]]})
            police = _is_police(record, source)
            for scene in scenes_of(record, police=police):
                scenes += 1
                many = counts.police_hit_many(scene)
                features = roles.features(scene)
                accused = other_parts.only_accused(scene, features, accusations.accused(scene))
                for n, (bearer, seen) in enumerate(zip(scene.bearers, features, strict=True)):
                    row = Row(number, scenes, bearer, source, keys[record["id"]], seen, many=many)
                    row.only_accused = n in accused
                    row.told_in = scene if police else None
                    label(row, record)
                    data.rows.append(row)
    return data


# --- fitting --------------------------------------------------------------------------------


@dataclass
class Fitted:
    weights: dict[str, float]

    @property
    def size(self) -> int:
        return len(self.weights)


Sparse = list[dict[str, float]]


def matrix(rows: Sparse, vocabulary: dict[str, int]) -> csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        for name in sorted(row):
            if name in vocabulary:
                columns.append(vocabulary[name])
                values.append(row[name])
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(rows), len(vocabulary)))


WORDS = re.compile(r"^(?:[lr]\d*|verb):")
MARKS = {"NAME", "NN", "NN-year-old", "START", "0", "a", "i"}


def is_plain(name: str) -> bool:
    """Whether a feature is made of plain English, so that no name of a person or place is kept."""
    if not WORDS.match(name):
        return True
    table = words()["name_words"]
    known = common_words() | title_words() | table["function"] | table["months"] | MARKS
    kept = (word for word in name.split(":", 1)[1].split() if word[0].isalnum())
    return all(word in known or word.rstrip(".") in known or "-" in word for word in kept)


def vocabulary_of(rows: Sparse, least: int) -> dict[str, int]:
    counts = Counter(name for row in rows for name in row)
    kept = sorted(name for name, count in counts.items() if count >= least and is_plain(name))
    return {name: place for place, name in enumerate(kept)}


def fit(
    rows: Sparse, wanted: Sequence[bool], weight: Sequence[float], c: float, least: int
) -> Fitted:
    vocabulary = vocabulary_of(rows, least)
    model = LogisticRegression(C=c, solver="liblinear", max_iter=300, random_state=0)
    model.fit(matrix(rows, vocabulary), np.array(wanted), sample_weight=np.array(weight))
    names = sorted(vocabulary, key=vocabulary.__getitem__)
    kept = {
        name: round(float(value), 3)
        for name, value in zip(names, model.coef_[0], strict=True)
        if abs(value) >= 0.005
    }
    return Fitted({"": round(float(model.intercept_[0]), 3), **kept})


def score(fitted: Fitted, row: dict[str, float]) -> float:
    weights = fitted.weights
    return weights[""] + sum(weights.get(name, 0.0) * value for name, value in row.items())


def folds(groups: Sequence[str], count: int) -> list[tuple[list[int], list[int]]]:
    numbers = {group: n for n, group in enumerate(sorted(set(groups)))}
    splitter = GroupKFold(count)
    keyed = [numbers[group] for group in groups]
    return [(list(a), list(b)) for a, b in splitter.split(keyed, keyed, keyed)]


Fit = Callable[[Sparse, Sequence[bool], Sequence[float]], Fitted]


def fit_hit(rows: Sparse, wanted: Sequence[bool], weight: Sequence[float]) -> Fitted:
    return fit(rows, wanted, weight, 0.1, 12)


def out_of_fold(
    rows: Sparse,
    wanted: Sequence[bool | None],
    weight: Sequence[float],
    groups: Sequence[str],
    by: Fit,
) -> list[float]:
    scores = [0.0] * len(rows)
    for train, test in folds(groups, 5):
        use = [n for n in train if wanted[n] is not None]
        fitted = by(
            [rows[n] for n in use], [bool(wanted[n]) for n in use], [weight[n] for n in use]
        )
        for n in test:
            scores[n] = score(fitted, rows[n])
    return scores


WEIGHT = {"coverage": 2.0, "fresh": 2.0, "gvdb": 3.0, "incidents": 1.0, "short": 0.05}


def held_out(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
    """The out-of-fold scores of the two models that find victims."""
    weight = [WEIGHT[row.source] for row in rows]
    groups = [row.group for row in rows]
    hit = out_of_fold(_plain(rows), [row.hit for row in rows], weight, groups, fit_hit)
    hit = [value + who_was_hit.outright(row.seen) for value, row in zip(hit, rows, strict=True)]
    asked, chosen, wanted, heavy = _asked(rows, hit)
    scores = out_of_fold(chosen, wanted, heavy, [groups[n] for n in asked], fit_police)
    police = [-9.0] * len(rows)
    for n, value in zip(asked, scores, strict=True):
        police[n] = value
    return hit, police


def _plain(rows: Sequence[Row]) -> Sparse:
    return [dict.fromkeys(row.seen, 1.0) for row in rows]


def _asked(
    rows: Sequence[Row], hit: Sequence[float]
) -> tuple[list[int], Sparse, list[bool], list[float]]:
    """What the model of police victims is fitted on: rows, features, labels, weights."""
    ranked = with_standing(rows, _plain(rows), hit)
    asked = [n for n, row in enumerate(rows) if asks_police(row)]
    return (
        asked,
        [ranked[n] for n in asked],
        [bool(rows[n].police) for n in asked],
        [WEIGHT[rows[n].source] for n in asked],
    )


def train(data: Data) -> tuple[dict[str, Fitted], list[float], list[float]]:
    """All models, and the out-of-fold scores of the two that find victims."""
    rows = data.rows
    plain = _plain(rows)
    weight = [WEIGHT[row.source] for row in rows]
    hit, police = held_out(rows)
    _, chosen, wanted, heavy = _asked(rows, hit)
    known = [n for n, row in enumerate(rows) if row.hit is not None]
    models = {
        "hit": fit_hit(
            [plain[n] for n in known],
            [bool(rows[n].hit) for n in known],
            [weight[n] for n in known],
        ),
        "police": fit_police(chosen, wanted, heavy),
        **train_roles(rows),
    }
    return models, hit, police


#: What the second model sees: phrases, titles and standing; single words speak through the first.
STRUCTURE = tuple(
    """# title: predicate: after: before: possessive: gun:target gun:shooter age: count: first:
    headline part: namesake name:place name:not next: company: alone: described: intro: past:
    bond: he:
    """.split()
)


def asks_police(row: Row) -> bool:
    return bool(row.bearer.given) and row.about_police and row.police is not None


def with_standing(rows: Sequence[Row], plain: Sparse, hit: Sequence[float]) -> Sparse:
    ranked: Sparse = [dict(row) for row in plain]
    for members in by_scene(rows).values():
        seen = [rows[n].seen for n in members]
        standing = who_was_hit.standing([hit[n] for n in members], seen, many=rows[members[0]].many)
        for n, more in zip(members, standing, strict=True):
            ranked[n].update(dict(more))
    return ranked


def fit_police(rows: Sparse, wanted: Sequence[bool], weight: Sequence[float]) -> Fitted:
    """The mean of two models, one on everything, one on structure alone: each errs elsewhere."""
    bare = [{k: v for k, v in row.items() if k.startswith(STRUCTURE)} for row in rows]
    both = [fit(rows, wanted, weight, 0.05, 6), fit(bare, wanted, weight, 0.05, 5)]
    names = sorted({name for each in both for name in each.weights})
    mean = {name: sum(each.weights.get(name, 0.0) for each in both) / 2 for name in names}
    return Fitted({name: round(value, 3) for name, value in mean.items()})


def by_scene(rows: Sequence[Row]) -> dict[int, list[int]]:
    return _grouped([row.scene for row in rows])


def by_article(rows: Sequence[Row]) -> dict[int, list[int]]:
    return _grouped([row.article for row in rows])


def _grouped(keys: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for n, key in enumerate(keys):
        found.setdefault(key, []).append(n)
    return found


def train_roles(rows: Sequence[Row]) -> dict[str, Fitted]:
    """One against the rest, on phrases and titles only: coverage labels, and who is a suspect."""
    use = [row for row in rows if row.role is not None]
    plain: Sparse = [dict.fromkeys(role_odds.classes(row.seen), 1.0) for row in use]
    weight = [0.2 if row.source in ("incidents", "short") else 1.0 for row in use]
    return {
        f"role:{role}": fit(plain, [row.role == role for row in use], weight, 0.3, 3)
        for role in (*OTHER_ROLES, "nobody")
        if any(row.role == role for row in use)
    }


# --- calibrating -----------------------------------------------------------------------------


def scale(scores: Sequence[float], right: Sequence[bool]) -> dict[str, float]:
    """Platt's scaling of out-of-fold scores: what share of such scores was right."""
    model = LogisticRegression(C=1.0, solver="liblinear", random_state=0)
    model.fit(np.array(scores).reshape(-1, 1), np.array(right))
    return {
        "slope": round(float(model.coef_[0][0]), 3),
        "shift": round(float(model.intercept_[0]), 3),
    }


def calibration(
    rows: Sequence[Row], hit: Sequence[float], police: Sequence[float]
) -> dict[str, dict[str, float]]:
    """Over those whom the plain rules let through: the rest is never given a confidence."""
    able = [
        n
        for n, row in enumerate(rows)
        if asks_police(row) and row.source in (*INVENTED, "gvdb") and not signs.is_barred(row.seen)
    ]
    known = [
        n
        for n, row in enumerate(rows)
        if row.hit is not None
        and row.source != "short"
        and row.bearer.given
        and not signs.is_only_heard(row.seen)
    ]
    return {
        "police": scale([police[n] for n in able], [bool(rows[n].police) for n in able]),
        "hit": scale([hit[n] for n in known], [bool(rows[n].hit) for n in known]),
    }


def reliability(
    scores: Sequence[float], right: Sequence[bool | None], scaled: dict[str, float]
) -> None:
    """Told confidence against share right, in five bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for value, truth in zip(scores, right, strict=True):
        told = role_odds.probability(scaled["slope"] * value + scaled["shift"])
        bins.setdefault(min(4, int(told * 5)), []).append((told, bool(truth)))
    for number, pairs in sorted(bins.items()):
        mean = sum(told for told, _ in pairs) / len(pairs)
        share = sum(truth for _, truth in pairs) / len(pairs)
        print(f"    told {mean:.2f} right {share:.2f} (n {len(pairs)}, bin {number})")


# --- measuring ------------------------------------------------------------------------------


@dataclass
class Tally:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    worst: list[str] = field(default_factory=list)

    def line(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} "
            f"(right {self.right}, wrong {self.wrong}, missed {self.missed})"
        )


#: Each one's out-of-fold odds of having been hit, and hit by police.
Scores = tuple[float, float]
Choose = Callable[[list[Row], list[Scores]], frozenset[int]]


def by_police(rows: list[Row], scores: list[Scores]) -> frozenset[int]:
    bearers, seen = [row.bearer for row in rows], [row.seen for row in rows]
    hit = who_was_hit.others_hit(bearers, seen, [one for one, _ in scores], police=True)
    wounded = hit - {n for n, row in enumerate(rows) if row.only_accused}
    many = any(row.many for row in rows)
    struck = who_was_hit.hit_by_police(
        bearers, seen, [one for _, one in scores], wounded, many=many
    )
    scene = rows[0].told_in if rows else None
    return (
        struck if scene is None else who_was_hit.settled(scene, seen, struck, wounded, many=many)[0]
    )


def by_anybody(rows: list[Row], scores: list[Scores]) -> frozenset[int]:
    bearers, seen = [row.bearer for row in rows], [row.seen for row in rows]
    return who_was_hit.others_hit(bearers, seen, [one for one, _ in scores], police=False)


def measure(
    data: Data,
    scores: Sequence[Scores],
    choose: Choose,
    wanted: Callable[[dict[str, Any]], list[str] | None],
    *,
    loose: bool = False,
    half: str | None = None,
) -> Tally:
    """What the shipped decision makes of out-of-fold scores."""
    tally = Tally()
    members, passages = by_article(data.rows), by_scene(data.rows)
    for number, record in enumerate(data.articles):
        names = wanted(record)
        if names is None or (half and half != half_of(record["group"])):
            continue
        found: dict[tuple[str, str] | None, Bearer] = {}
        for scene in dict.fromkeys(data.rows[n].scene for n in members.get(number, [])):
            for bearer in _chosen(data, passages[scene], scores, choose):
                found.setdefault(first_last(" ".join(bearer.fullest.parts)), bearer)
        _count(tally, record, names, list(found.values()), loose=loose)
    return tally


def _chosen(
    data: Data, members: Sequence[int], scores: Sequence[Scores], choose: Choose
) -> list[Bearer]:
    rows = [data.rows[n] for n in members]
    return [rows[n].bearer for n in sorted(choose(rows, [scores[n] for n in members]))]


def _count(
    tally: Tally, record: dict[str, Any], names: list[str], found: list[Bearer], *, loose: bool
) -> None:
    left = list(dict.fromkeys(names))
    wrong: list[str] = []
    for bearer in found:
        written = " ".join(bearer.fullest.parts)
        same = [
            name
            for name in left
            if first_last(name) == first_last(written) or (loose and is_bearer(bearer, name))
        ]
        if same:
            left.remove(same[0])
            tally.right += 1
        else:
            wrong.append(written)
    tally.wrong += len(wrong)
    tally.missed += len(left)
    if wrong or left:
        tally.worst.append(f"{record['id']} {record['title'][:60]!r} wrong {wrong} missed {left}")


def coverage_victims(record: dict[str, Any]) -> list[str] | None:
    if record["source"] != "coverage" or not record["incidents"]:
        return None
    return [v["name"] for v in record["gold_facts"]["victims"] if v.get("name")]


def fresh_victims(record: dict[str, Any]) -> list[str] | None:
    return coverage_victims({**record, "source": _COVERED.get(record["source"])})


_COVERED = {"fresh": "coverage"}


def gvdb_victims(record: dict[str, Any]) -> list[str] | None:
    if record["source"] != "gvdb" or record["kind"] != "police_shooting":
        return None
    return [v["name"] for v in record["gold_facts"]["victims"] if v.get("name")]


def incident_victims(record: dict[str, Any]) -> list[str] | None:
    if record["source"] != "incidents":
        return None
    body = fold(record["title"] + record["text"])
    named = [p["name"] for p in record["archive_facts"]["participants"] if p["name"] and _hurt(p)]
    return [
        name
        for name in named
        if (keys := parts(name)) and all(k in body for k in (keys[0], keys[-1]))
    ]


def short_victims(record: dict[str, Any]) -> list[str] | None:
    return [record["name"]] if record["source"] == "short" else None


Wanted = Callable[[dict[str, Any]], list[str] | None]


def report(data: Data, hit: Sequence[float], police: Sequence[float], show: int) -> None:
    asked: tuple[tuple[str, Wanted], ...] = (
        ("coverage", coverage_victims),
        ("gvdb", gvdb_victims),
        ("fresh", fresh_victims),
        ("short", short_victims),
    )
    for (name, wanted), half in product(asked, (None, *HALVES)):
        for shift in (-0.5, -0.25, 0.0, 0.25, 0.5) if half is None else (0.0,):
            shifted = [(one, score - shift) for one, score in zip(hit, police, strict=True)]
            tally = measure(data, shifted, by_police, wanted, half=half)
            print(f"{name:9} police, {half or 'both'}, level {shift:+}: {tally.line()}")
        if half == HALVES[0]:
            print(*(f"    {line}" for line in tally.worst[:show]), sep="\n")
    for half in (None, *HALVES):
        both = list(zip(hit, police, strict=True))
        tally = measure(data, both, by_anybody, incident_victims, loose=True, half=half)
        print(f"incidents hit, {half or 'both'}: {tally.line()}")
        if half == HALVES[0]:
            print(*(f"    {line}" for line in tally.worst[:show]), sep="\n")


def out_of_fold_roles(rows: Sequence[Row]) -> list[str]:
    """The part of each bearer who was not hit, by models that have not seen the article."""
    use = [n for n, row in enumerate(rows) if row.source in INVENTED]
    others = [row for row in rows if row.source not in INVENTED]
    found = [""] * len(rows)
    for train, test in folds([rows[n].group for n in use], 5):
        fitted = train_roles([rows[use[n]] for n in train] + others)
        weights = {name: each.weights for name, each in fitted.items()}
        for n in test:
            row = rows[use[n]]
            part = other_parts.other_part(row.bearer, row.seen, weights)
            found[use[n]] = part.role.value if part.role else ""
    return found


def officers(data: Data) -> Tally:
    """Officers who fired, named in relevant articles of the coverage."""
    tally = Tally()
    parts_played = out_of_fold_roles(data.rows)
    for number, members in by_article(data.rows).items():
        record = data.articles[number]
        if record["source"] != "coverage" or not record["incidents"]:
            continue
        named = [name for name in record["gold_facts"].get("officers") or [] if name]
        read = [n for n in members if parts_played[n] == "officer_fired"]
        _count(tally, record, named, [data.rows[n].bearer for n in read], loose=True)
    return tally


def portrayed(data: Data, source: str) -> dict[str, list[int]]:
    """Of labelled victims who are found by name: attribute right, wrong, blank, invented."""
    counts = {name: [0, 0, 0, 0] for name in ("age", "gender", "race")}
    for record in data.articles:
        if record["source"] != source or "gold_facts" not in record or not record["incidents"]:
            continue
        found, claims = _all_people(record)
        for victim in record["gold_facts"].get("victims") or []:
            same = [p for p in found if p.name and victim.get("name") and _same(p.name, victim)]
            for name, count in counts.items() if same else ():
                said = [c.value for c in claims if c.person == same[0].n and c.field == name]
                count[_outcome(victim.get(name), said)] += 1
    return counts


def _all_people(record: dict[str, Any]) -> tuple[list[Person], list[Claim]]:
    """Everyone of the first passage: round-ups are few."""
    article = Article(record["url"], record["url"], record["title"], "")
    scene = scenes_of(record, police=True)[0]
    found, claims = people.find(article, scene.sentences, Relevant(), scene.gunfire)
    return list(found), list(claims)


@dataclass(frozen=True)
class Relevant:
    """An article known to be about a shooting by police."""

    police: float = 1.0
    any: float = 1.0
    fired_by: FiredBy = FiredBy.POLICE


def _same(name: str, victim: dict[str, Any]) -> bool:
    return first_last(name) == first_last(victim["name"])


def _outcome(wanted: object, said: list[Any]) -> int:
    if wanted is None:
        return 3 if said else 0
    if not said:
        return 2
    return 0 if str(said[0]).casefold()[:5] == str(wanted).casefold()[:5] else 1


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--coverage", type=Path, required=True)
    parser.add_argument("--gvdb", type=Path, required=True)
    parser.add_argument("--incidents", type=Path, required=True)
    parser.add_argument("--fresh", type=Path, nargs="*", default=())
    parser.add_argument("--short", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument(
        "--show", type=int, default=0, help="how many of the worst articles to print"
    )
    given = parser.parse_args()
    data = gather(
        [
            ("coverage", given.coverage),
            ("gvdb", given.gvdb),
            ("incidents", given.incidents),
            *(("fresh", path) for path in given.fresh),
            *([("short", given.short)] if given.short else []),
        ]
    )
    models, hit, police = train(data)
    report(data, hit, police, given.show)
    scaled = calibration(data.rows, hit, police)
    asked = [
        n
        for n, row in enumerate(data.rows)
        if asks_police(row) and row.source != "incidents" and not signs.is_barred(row.seen)
    ]
    print("confidence of being shot by police, out of fold:", scaled["police"])
    reliability([police[n] for n in asked], [data.rows[n].police for n in asked], scaled["police"])
    print(f"coverage  officers who fired, out of fold: {officers(data).line()}")
    for source in ("coverage", "gvdb"):
        for name, (right, wrong, blank, invented) in portrayed(data, source).items():
            told = f"right or rightly silent {right}, wrong {wrong}, blank {blank}"
            print(f"{source:9} {name}: {told}, invented {invented}")
    if given.out:
        write(models, scaled, given.out)


def write(models: dict[str, Fitted], scaled: dict[str, dict[str, float]], out: Path) -> None:
    """Shipped as text: thresholds and calibration, then one line a question."""
    thresholds = {"hit": -0.25, "nobody": 0.5, "police": -0.75}
    weights = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(fitted.weights, sort_keys=True, ensure_ascii=False)}"
        for name, fitted in sorted(models.items())
    )
    levels = f'"thresholds": {json.dumps(thresholds)},\n"calibration": {json.dumps(scaled)}'
    out.write_text(f'{{{levels},\n"weights": {{\n{weights}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
