"""How well we read and resolved, against labels: pure counting, no database, no printing.

Names are compared case- and accent-folded on first and last name. Clusters are scored by
B-cubed with the extension to overlapping clusters of Amigó et al., "A comparison of extrinsic
clustering evaluation metrics", Information Retrieval 12 (2009), since an article may be about
several incidents.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from anyascii import anyascii

Json = Mapping[str, Any]

_SAINT = re.compile(r"\b(?:saint|ste) ")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True)
class Tally:
    """What became of one field over all labelled articles."""

    right: int = 0
    wrong: int = 0
    blank: int = 0  # labelled, nothing read
    invented: int = 0  # the label says none, a value was read as stated
    inferred: int = 0  # the label says none, a value was inferred and marked so
    silent: int = 0  # the label says none, and none was read

    @property
    def labelled(self) -> int:
        return self.right + self.wrong + self.blank

    @property
    def n(self) -> int:
        return self.labelled + self.invented + self.inferred + self.silent

    @property
    def accuracy(self) -> float:
        return self.right / self.labelled if self.labelled else math.nan

    def as_json(self) -> dict[str, Any]:
        low, high = wilson(self.right, self.labelled)
        return {
            "right": self.right,
            "wrong": self.wrong,
            "blank": self.blank,
            "invented": self.invented,
            "inferred": self.inferred,
            "silent": self.silent,
            "n": self.n,
            "accuracy": _number(self.accuracy),
            "wilson_95": [_number(low), _number(high)],
        }


@dataclass(slots=True)
class Counts:
    """Hits, false alarms and misses."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else math.nan

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else math.nan

    @property
    def f1(self) -> float:
        return f_measure(self.precision, self.recall)

    def as_json(self) -> dict[str, Any]:
        return {
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
            "precision": _number(self.precision),
            "recall": _number(self.recall),
            "f1": _number(self.f1),
            "precision_wilson_95": [_number(x) for x in wilson(self.tp, self.tp + self.fp)],
            "recall_wilson_95": [_number(x) for x in wilson(self.tp, self.tp + self.fn)],
        }


@dataclass(slots=True)
class Miss:
    """One article that was read wrongly: what was expected, what was read."""

    article: str
    field: str
    expected: Any
    read: Any


@dataclass(slots=True)
class FieldScores:
    fields: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    names: Counts = field(default_factory=Counts)
    misses: list[Miss] = field(default_factory=list)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Bounds of a proportion, 95 in 100 (Wilson 1927); (nan, nan) where there is nothing to count.

    >>> [round(x, 3) for x in wilson(9, 10)]
    [0.596, 0.982]
    """
    if n == 0:
        return math.nan, math.nan
    z = 1.959964  # of the normal distribution, for 95 in 100
    share, spread = hits / n, z * z / n
    centre = share + spread / 2
    reach = z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, (centre - reach) / (1 + spread)), min(1.0, (centre + reach) / (1 + spread))


def f_measure(precision: float, recall: float) -> float:
    if math.isnan(precision) or math.isnan(recall) or precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def fold(text: object) -> str:
    """Lower case, no accents, no punctuation, single blanks."""
    plain = anyascii(str(text)).casefold().replace("'", "").replace("’", "")
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def first_and_last(name: str) -> tuple[str, str]:
    words = [word for word in fold(name).split() if word not in _SUFFIXES]
    return (words[0], words[-1]) if words else ("", "")


# ---------------------------------------------------------------------------------------
# Relevance


def average_precision(scored: Iterable[tuple[float, bool]]) -> float:
    """Area under the precision–recall steps; ties are taken together."""
    ranked = sorted(scored, key=lambda item: -item[0])
    positives = sum(relevant for _, relevant in ranked)
    if not positives:
        return math.nan
    area, hits, seen = 0.0, 0, 0
    by_score: dict[float, list[bool]] = defaultdict(list)
    for score, relevant in ranked:
        by_score[score].append(relevant)
    for score in sorted(by_score, reverse=True):
        group = by_score[score]
        hits, seen = hits + sum(group), seen + len(group)
        area += sum(group) / positives * hits / seen
    return area


def precision_at(prevalence: float, counts: Counts, negatives: int) -> float:
    """Precision were only this share of all articles relevant (same recall and false alarms)."""
    if not negatives or not counts.tp + counts.fn:
        return math.nan
    caught = counts.recall * prevalence
    false = counts.fp / negatives * (1 - prevalence)
    return caught / (caught + false) if caught + false else math.nan


def score_relevance(pairs: Sequence[tuple[Json, Json]]) -> dict[str, Any]:
    """``pairs``: (label, what we made of it); rows without ``incidents`` are not labelled."""
    counts, scored, negatives = Counts(), [], 0
    for gold, ours in pairs:
        if "incidents" not in gold:
            continue
        wanted, got = bool(gold["incidents"]), bool(ours.get("relevant"))
        if not wanted and gold.get("borderline"):
            continue
        counts.tp += wanted and got
        counts.fp += got and not wanted
        counts.fn += wanted and not got
        negatives += not wanted
        scored.append((float(ours.get("relevance") or 0.0), wanted))
    return counts.as_json() | {
        "n": len(scored),
        "average_precision": _number(average_precision(scored)),
        "precision_at_2_percent": _number(precision_at(0.02, counts, negatives)),
        "precision_at_0.2_percent": _number(precision_at(0.002, counts, negatives)),
    }


# ---------------------------------------------------------------------------------------
# Fields


def score_fields(pairs: Sequence[tuple[Json, Json]]) -> FieldScores:
    """Every labelled value of every relevant article against what we read."""
    scores = FieldScores()
    for gold, ours in pairs:
        if gold.get("incidents") and (gold.get("gold_facts") or gold.get("archive_facts")):
            _score_article(gold, ours, scores)
    return scores


def _score_article(gold: Json, ours: Json, scores: FieldScores) -> None:
    labels = gold.get("gold_facts") or {}
    article = str(gold.get("id") or gold.get("url"))
    _score_names(gold, ours, article, scores)
    if "per_incident" in labels:
        _score_incidents(labels["per_incident"], ours, article, scores)
        return
    unsure = set(gold.get("unsure") or ())
    known = {key: value for key, value in labels.items() if key not in unsure}
    victims = [one for report in _told(gold, ours) for one in report.get("victims") or ()]
    _score_facts(known, {**_as_facts(ours), "victims": victims}, article, scores)
    if archive := gold.get("archive_facts"):
        known = {f"archive {key}": archive.get(key) for key in ("city", "state", "incident_date")}
        _score_facts(known, _as_facts(ours), article, scores)


def _as_facts(ours: Json) -> Json:
    return ours.get("facts") or {}


def _told(gold: Json, ours: Json) -> Sequence[Json]:
    """The reports whose people a label's are counted against: all where it holds several."""
    reports: Sequence[Json] = ours.get("reports") or [_as_facts(ours)]
    labels = gold.get("gold_facts") or {}
    several = "per_incident" in labels or len(gold.get("incidents") or ()) > 1
    return reports if several else reports[:1]


def _score_incidents(
    wanted: Mapping[str, Json], ours: Json, article: str, scores: FieldScores
) -> None:
    """A round-up: each labelled incident against the report that agrees with it best."""
    left = list(ours.get("reports") or [])
    for labels in wanted.values():
        best: Json = max(left, key=lambda report: _agreement(labels, report), default={})
        if best:
            left.remove(best)
        _score_facts(labels, best, article, scores)


def _agreement(labels: Json, facts: Json) -> int:
    names = {first_and_last(v["name"])[1] for v in labels.get("victims") or () if v.get("name")}
    ours = {first_and_last(v["name"])[1] for v in facts.get("victims") or () if v.get("name")}
    same = sum(
        1
        for key in ("incident_date", "state", "city")
        if labels.get(key) is not None and labels.get(key) == facts.get(key)
    )
    return 3 * len(names & ours) + same


#: Labels in the words of the Washington Post's second version.
_ARMED_AS_HERE = {"gun": "firearm", "blunt_object": "other"}
_PLAIN_FIELDS = (
    "incident_date",
    "city",
    "county",
    "state",
    "shots_fired",
    "body_camera",
    "fleeing",
)


def _score_facts(labels: Json, facts: Json, article: str, scores: FieldScores) -> None:
    for key in labels:
        name = key.removeprefix("archive ")
        if name == "incident_date" and len(str(labels[key] or "          ")) < 10:
            _tally_date(scores, article, labels[key], facts)  # a month or a year, in round-ups
        elif name in _PLAIN_FIELDS:
            _tally(scores, article, key, labels[key], facts.get(name), facts)
    if "incident_date_stated" in labels:
        _tally_date(scores, article, labels["incident_date_stated"], facts)
    if isinstance(labels.get("armed"), Mapping):
        wanted = labels["armed"].get("category")
        wanted = _ARMED_AS_HERE.get(wanted, wanted)
        _tally(scores, article, "armed", wanted, facts.get("armed"), facts)
    for key, name in (("agencies", "agencies"), ("officers", "officers")):
        if key in labels:
            _tally_set(scores, article, key, labels[key], facts.get(name) or (), facts)
    if "victims" in labels:
        _tally_victims(scores, article, labels["victims"] or (), facts.get("victims") or ())


def _tally(scores: FieldScores, article: str, key: str, wanted: Any, got: Any, facts: Json) -> None:
    wanted = None if wanted == "unknown" else wanted
    if key == "body_camera" and isinstance(wanted, str):
        wanted = {"yes": True, "no": False}.get(wanted)
    if key == "fleeing" and wanted in ("yes", "no"):
        wanted = "not" if wanted == "no" else wanted
        got = "yes" if wanted == "yes" and got in ("foot", "car", "other") else got
    tally = scores.fields[key]
    if wanted is None:
        state = (facts.get("field_states") or {}).get(key.removeprefix("archive "))
        _tally_unlabelled(tally, got, inferred=state == "inferred")
        if got is not None and state != "inferred":
            scores.misses.append(Miss(article, key, None, got))
        return
    if got is None:
        tally.blank += 1
    elif _same(key, wanted, got):
        tally.right += 1
        return
    else:
        tally.wrong += 1
    scores.misses.append(Miss(article, key, wanted, got))


def _tally_unlabelled(tally: Tally, got: Any, *, inferred: bool) -> None:
    if got is None:
        tally.silent += 1
    elif inferred:
        tally.inferred += 1
    else:
        tally.invented += 1


def _same(key: str, wanted: Any, got: Any) -> bool:
    if isinstance(wanted, str) and isinstance(got, str):
        left, right = fold(wanted), fold(got)
        if key.endswith("city"):
            left, right = (_SAINT.sub("st ", text) for text in (left, right))
        if key.endswith("county"):
            left, right = (x.removesuffix(" county").removesuffix(" parish") for x in (left, right))
        return left == right
    return bool(wanted == got)


def _tally_date(scores: FieldScores, article: str, wanted: str | None, facts: Json) -> None:
    """Months and years count too: the range we read must lie within what the label says."""
    first, last = facts.get("incident_date_from"), facts.get("incident_date_to")
    tally = scores.fields["incident_date_stated"]
    if wanted is None:
        _tally_unlabelled(tally, first, inferred=False)
    elif first is None or last is None:
        tally.blank += 1
    elif first.startswith(wanted) and last.startswith(wanted):
        tally.right += 1
    else:
        tally.wrong += 1
        scores.misses.append(Miss(article, "incident_date_stated", wanted, f"{first}…{last}"))


def _tally_set(
    scores: FieldScores,
    article: str,
    key: str,
    wanted: Sequence[str],
    got: Sequence[str],
    facts: Json,
) -> None:
    """Loose: right when the first of ours names one of the labelled (a shared rare word)."""
    tally = scores.fields[key]
    if not wanted:
        inferred = (facts.get("field_states") or {}).get(key) == "inferred"
        _tally_unlabelled(tally, got[0] if got else None, inferred=inferred)
        if got and not inferred:
            scores.misses.append(Miss(article, key, [], list(got)))
        return
    if not got:
        tally.blank += 1
    elif any(loosely_same(w, g) for w in wanted for g in got):
        tally.right += 1
        return
    else:
        tally.wrong += 1
    scores.misses.append(Miss(article, key, list(wanted), list(got)))


_AGENCY_WORDS = {
    "police": "police", "pd": "police", "officer": "police", "officers": "police",
    "sheriff": "sheriff", "sheriffs": "sheriff", "deputy": "sheriff", "deputies": "sheriff",
    "trooper": "state", "troopers": "state", "patrol": "state",
}  # fmt: skip
_EMPTY_WORDS = frozenset("department dept office of the s and county city division bureau".split())


def loosely_same(left: str, right: str) -> bool:
    """One agency under two names: they share a word that is not a word of every agency.

    >>> loosely_same("Macon police", "Macon Police Department")
    True
    >>> loosely_same("Kern County sheriff's deputies", "Bakersfield Police Department")
    False
    >>> loosely_same("NYPD", "New York Police Department")
    True
    """
    if _abbreviates(left, right) or _abbreviates(right, left):
        return True
    kinds = [
        {_AGENCY_WORDS[w] for w in fold(x).split() if w in _AGENCY_WORDS} for x in (left, right)
    ]
    if kinds[0] and kinds[1] and not kinds[0] & kinds[1]:
        return False
    words = [set(fold(x).split()) - _EMPTY_WORDS - set(_AGENCY_WORDS) for x in (left, right)]
    return bool(words[0] & words[1]) or (not words[0] and not words[1])


_SHORT_NAME = re.compile(r"[A-Z]{3,6}")
_SMALL_WORDS = frozenset("of the and for".split())


def _abbreviates(short: str, full: str) -> bool:
    """Whether a name begins with the initials of another: "NYPD", "YSU police"."""
    given = _SHORT_NAME.fullmatch((short.split() or [""])[0])
    words = [word for word in fold(full).split() if word not in _SMALL_WORDS | {"s"}]
    if given is None or len(words) < len(given.group()):
        return False
    forms = (words, [word for word in words if word != "city"])
    return any(
        "".join(word[0] for word in form).startswith(given.group().lower()) for form in forms
    )


def _tally_victims(
    scores: FieldScores, article: str, wanted: Sequence[Json], got: Sequence[Json]
) -> None:
    """Ages, genders, deaths: each labelled victim against ours of the same surname."""
    left = list(got)
    for label in wanted:
        ours = _counterpart(label, left, len(wanted))
        if ours is not None:
            left.remove(ours)
        for key in ("age", "gender", "fatal", "race"):
            if key in label:
                _tally(scores, article, key, label[key], (ours or {}).get(key), {})


def _counterpart(label: Json, left: Sequence[Json], total: int) -> Json | None:
    """Ours for a labelled victim: by both names, by surname, by age; else the only one there is."""
    if name := label.get("name"):
        for keys in (first_and_last, lambda text: first_and_last(text)[1:]):
            for ours in left:
                if ours.get("name") and keys(ours["name"]) == keys(name):
                    return ours
    if total == 1 and left:
        return left[0]
    unnamed = [ours for ours in left if not ours.get("name")]
    same_age = [ours for ours in unnamed if ours.get("age") == label.get("age") is not None]
    alike = [ours for ours in unnamed if ours.get("gender") == label.get("gender")]
    choices = same_age or (alike or unnamed if not label.get("name") else [])
    return next(iter(choices), None)


def _score_names(gold: Json, ours: Json, article: str, scores: FieldScores) -> None:
    labels = gold.get("gold_facts") or {}
    if "victims" not in labels or "victims" in (gold.get("unsure") or ()):
        return
    wanted = [v["name"] for v in labels["victims"] or () if v.get("name")]
    written = {first_and_last(form) for form in gold.get("victim_names_as_written") or ()}
    got = {
        first_and_last(v["name"]): v["name"]
        for report in _told(gold, ours)
        for v in report.get("victims") or ()
        if v.get("name")
    }
    keys = [first_and_last(name) for name in wanted]
    hits = sum(key in got for key in keys)
    extra = [name for key, name in got.items() if key not in keys and key not in written]
    scores.names.tp += hits
    scores.names.fn += len(keys) - hits
    scores.names.fp += len(extra)
    if hits < len(keys) or extra:
        scores.misses.append(Miss(article, "victim names", wanted, list(got.values())))


# ---------------------------------------------------------------------------------------
# Clusters


def score_clusters(
    gold: Mapping[str, frozenset[str]], ours: Mapping[str, frozenset[str]]
) -> dict[str, Any]:
    """Labelled against found clusters.

    ``gold``: article → its incidents (empty: a distractor); ``ours``: article → the incidents
    we put it in (absent or empty: none, which counts as an incident of its own).
    """
    items = sorted(article for article, labels in gold.items() if labels)
    found = {a: ours.get(a) or frozenset({f"alone:{a}"}) for a in gold}
    precision, recall = b_cubed(items, found, gold), b_cubed(items, gold, found)
    pairs = _pair_counts(items, found, gold)
    return {
        "articles": len(items),
        "incidents": len({label for labels in gold.values() for label in labels}),
        "found": len({c for a in items for c in found[a]}),
        "b3_precision": _number(precision),
        "b3_recall": _number(recall),
        "b3_f1": _number(f_measure(precision, recall)),
        "pairwise": pairs.as_json(),
        "false_merges": _torn(items, found, gold),
        "false_splits": _torn(items, gold, found),
        "strangers": sum(bool(ours.get(a)) for a, labels in gold.items() if not labels),
        "strangers_in_company": _strangers_in_company(gold, ours),
    }


def b_cubed(
    items: Sequence[str],
    left: Mapping[str, frozenset[str]],
    right: Mapping[str, frozenset[str]],
) -> float:
    """Multiplicity B-cubed precision of ``left`` against ``right`` (swap them for recall)."""
    members: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for cluster in sorted(left[item]):
            members[cluster].append(item)
    total = 0.0
    for item in items:
        company = {other for cluster in left[item] for other in members[cluster]}
        shares = [
            min(len(left[item] & left[other]), len(right[item] & right[other]))
            / len(left[item] & left[other])
            for other in company
        ]
        total += sum(shares) / len(shares)
    return total / len(items) if items else math.nan


def _pair_counts(
    items: Sequence[str], found: Mapping[str, frozenset[str]], gold: Mapping[str, frozenset[str]]
) -> Counts:
    pairs = {name: _pairs(items, clusters) for name, clusters in (("found", found), ("gold", gold))}
    both = len(pairs["found"] & pairs["gold"])
    return Counts(both, len(pairs["found"]) - both, len(pairs["gold"]) - both)


def _pairs(items: Sequence[str], clusters: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for cluster in clusters[item]:
            members[cluster].append(item)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def _torn(
    items: Sequence[str], left: Mapping[str, frozenset[str]], right: Mapping[str, frozenset[str]]
) -> int:
    """How many clusters of ``left`` hold articles that no cluster of ``right`` holds together."""
    members: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for cluster in left[item]:
            members[cluster].append(item)
    return sum(not frozenset.intersection(*(right[a] for a in group)) for group in members.values())


def _strangers_in_company(
    gold: Mapping[str, frozenset[str]], ours: Mapping[str, frozenset[str]]
) -> int:
    """Distractors that stand in an incident together with other articles."""
    sizes = Counter(cluster for a in gold for cluster in ours.get(a, ()))
    return sum(
        any(sizes[cluster] > 1 for cluster in ours.get(a, ()))
        for a, labels in gold.items()
        if not labels
    )


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)
