"""How well we read, against labels: pure counting, no database, no printing.

Names are compared case- and accent-folded on first and last name (``casebook.spellings``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casebook.rates import Counts, rounded, wilson
from casebook.spellings import first_and_last, loosely_same, same_value

Json = Mapping[str, Any]


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
            "accuracy": rounded(self.accuracy),
            "wilson_95": [rounded(low), rounded(high)],
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
        "average_precision": rounded(average_precision(scored)),
        "precision_at_2_percent": rounded(precision_at(0.02, counts, negatives)),
        "precision_at_0.2_percent": rounded(precision_at(0.002, counts, negatives)),
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
    elif same_value(key, wanted, got):
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
    people = labels["victims"] or ()
    if people and not any("name" in v for v in people):
        return  # somebody labelled how old they were, or whether they died, and no more
    wanted = [v["name"] for v in people if v.get("name")]
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
