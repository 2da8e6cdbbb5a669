"""How often claims of a given confidence are right: the reliability table, its picture, its fit.

    python -m benchmarks.calibration coverage.jsonl gvdb.jsonl [--short mpv.xlsx] [--svg OUT.svg]
        [--fit pipeline/data/confidence.json]

Every claim of the main report of a relevant labelled article that has a label is held against it;
a stated value where the label says none counts as wrong. ``--fit`` writes, for each field, the two
numbers that turn a reader's confidence into a probability (Platt's scaling), from the *open* half
of ``split.py`` alone; the table and the picture (``docs/reliability.svg``) are of the *held* half.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks import asking, by_half
from benchmarks.labelled import rows
from benchmarks.split import HALVES, half_of
from casebook.rates import wilson
from casebook.spellings import first_and_last, same_value
from pipeline import calibration, reader
from pipeline.language.text import normalise
from pipeline.records import Article, Basis, Claim, Report, Role, Scope

Row = Mapping[str, Any]
_PLAIN = ("armed", "shots_fired", "fleeing", "body_camera", "city", "county", "state")
_OF_PEOPLE = ("age", "gender", "fatal")
#: Fields with fewer labelled claims than this are fitted together.
FEWEST = 40


@dataclass(frozen=True)
class Told:
    """One claim: how sure it is (as the reader had it, and as shipped), and whether it is right."""

    field: str
    raw: float
    confidence: float
    right: bool
    half: str


def told(row: Row, report: Report, half: str) -> Iterator[Told]:
    labels = row.get("gold_facts") or {}
    if "per_incident" in labels:
        return
    unsure = set(row.get("unsure") or ())
    best: dict[tuple[str, int | None], Claim] = {}
    for claim in report.claims:
        held = best.get((claim.field, claim.person))
        if held is None or claim.confidence > held.confidence:
            best[claim.field, claim.person] = claim
    for claim in best.values():
        if claim.field in unsure:
            continue
        right = _verdict(claim, report, labels)
        if right is not None:
            raw = calibration.undone(claim)
            yield Told(calibration.kind(claim), raw, claim.confidence, right, half)


def _verdict(claim: Claim, report: Report, labels: Row) -> bool | None:
    """Whether the label bears a claim out; None where it does not say."""
    if claim.field in _PLAIN and claim.field in labels:
        return _plain(claim, labels[claim.field])
    if claim.field == "incident_date":
        wanted = labels.get("incident_date_stated", labels.get("incident_date", ""))
        if not wanted:
            return None if wanted == "" else False
        return str(claim.value).startswith(str(wanted))
    if claim.person is None or "victims" not in labels:
        return None
    person = report.people[claim.person]
    if person.role is not Role.SHOT_BY_POLICE:
        return None
    victims = labels["victims"] or ()
    if claim.field == "name":
        keys = {first_and_last(v["name"]) for v in victims if v.get("name")}
        return first_and_last(str(claim.value)) in keys
    if claim.field in _OF_PEOPLE:
        return _of_person(claim, person.name, victims)
    return None


def _plain(claim: Claim, wanted: Any) -> bool | None:
    if isinstance(wanted, Mapping):
        wanted = wanted.get("category")
    if wanted in ("yes", "no") and claim.field == "body_camera":
        wanted = wanted == "yes"
    if wanted in ("yes", "no") and claim.field == "fleeing":
        fled: bool = (claim.value != "not") == (wanted == "yes")
        return fled
    if wanted is None or wanted == "unknown":
        return None if claim.basis is Basis.INFERRED else False
    same: bool = same_value(claim.field, wanted, claim.value)
    return same


def _of_person(claim: Claim, name: str | None, victims: Sequence[Row]) -> bool | None:
    same = [
        victim
        for victim in victims
        if name
        and victim.get("name")
        and first_and_last(victim["name"])[1] == first_and_last(name)[1]
    ]
    label = same[0] if same else victims[0] if len(victims) == 1 else None
    if label is None or claim.field not in label:
        return None
    wanted = label[claim.field]
    return False if wanted is None else bool(wanted == claim.value)


def of_articles(path: Path) -> Iterator[Told]:
    for one in by_half.score_all(rows(path), Scope.POLICE):
        reports = one.reading.reports if one.reading else ()
        kept = [each for each in reports if each.in_scope(Scope.POLICE)]
        if kept and one.row.get("incidents"):
            yield from told(one.row, kept[0], one.half)


def of_descriptions(path: Path, every: int) -> Iterator[Told]:
    """The coded fields of short descriptions: weapon and flight, of both halves."""
    from benchmarks import descriptions  # needs openpyxl

    for row in list(descriptions.described(path))[::every]:
        labels = descriptions.labels(row)
        article = Article(row["id"], row["id"], "", normalise(row["text"]))
        reports = [r for r in reader.read_article(article).reports if r.in_scope(Scope.POLICE)]
        for claim in reports[0].claims if reports else ():
            if claim.field in ("armed", "fleeing") and labels[claim.field] is not None:
                right = claim.value == labels[claim.field]
                raw, name = calibration.undone(claim), calibration.kind(claim)
                yield Told(name, raw, claim.confidence, right, half_of(row["id"]))


# --- the fit --------------------------------------------------------------------------------


def fit(found: Sequence[Told]) -> dict[str, tuple[float, float]]:
    """Field → slope and shift; ``""`` is for every field with too few labelled claims."""
    by_field: dict[str, list[Told]] = defaultdict(list)
    for one in found:
        by_field[one.field].append(one)
    few = [one for own in by_field.values() if len(own) < FEWEST for one in own]
    fitted = {name: _scale(own) for name, own in by_field.items() if len(own) >= FEWEST}
    return dict(sorted({**fitted, "": _scale(few)}.items()))


def _scale(found: Sequence[Told]) -> tuple[float, float]:
    """Platt's scaling; one imagined claim each way keeps a field that is always right below one."""
    logits = [calibration.logit(one.raw) for one in found] + [0.0, 0.0]
    right = [one.right for one in found] + [True, False]
    model = LogisticRegression(C=1.0).fit(np.array(logits).reshape(-1, 1), right)
    slope, shift = float(model.coef_[0][0]), float(model.intercept_[0])
    if slope <= 0:  # surer readers are never to be believed less
        share = (sum(right) + 1) / (len(right) + 2)
        slope, shift = 0.05, calibration.logit(share)
    return round(slope, 3), round(shift, 3)


# --- the table and the picture --------------------------------------------------------------

Bin = tuple[float, float, int]  # mean confidence, share right, how many


def bins(found: Sequence[Told], count: int = 8) -> list[Bin]:
    """Claims in order of confidence, in bins of equal size."""
    ranked = sorted(found, key=lambda one: one.confidence)
    parts = [
        ranked[len(ranked) * n // count : len(ranked) * (n + 1) // count] for n in range(count)
    ]
    return [
        (
            sum(one.confidence for one in part) / len(part),
            sum(one.right for one in part) / len(part),
            len(part),
        )
        for part in parts
        if part
    ]


def error(found: Sequence[Told]) -> float:
    """Expected calibration error: the mean distance of told and true over the bins."""
    total = len(found)
    return sum(n * abs(mean - share) for mean, share, n in bins(found)) / total if total else 0.0


def svg(found: Sequence[Bin]) -> str:
    """The reliability plot: told on the x axis, right on the y axis, an area a bin's size."""
    size, edge = 320, 44

    def at(value: float) -> float:
        return round(edge + value * size, 1)

    def up(value: float) -> float:
        return round(edge + (1 - value) * size, 1)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 2 * edge}" '
        f'height="{size + 2 * edge}" font-family="sans-serif" font-size="12">',
        "<title>Confidence told and share right, claims of the held-out half</title>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<path d="M{at(0)} {up(0)} L{at(1)} {up(1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<path d="M{at(0)} {up(1)} V{up(0)} H{at(1)}" stroke="#333" fill="none"/>',
    ]
    for mark in (0.0, 0.25, 0.5, 0.75, 1.0):
        lines.append(f'<text x="{at(mark)}" y="{up(0) + 16}" text-anchor="middle">{mark:g}</text>')
        lines.append(f'<text x="{at(0) - 6}" y="{up(mark) + 4}" text-anchor="end">{mark:g}</text>')
    for mean, share, n in found:
        low, high = wilson(round(share * n), n)
        lines.append(f'<path d="M{at(mean)} {up(low)} V{up(high)}" stroke="#456"/>')
        radius = round(2 + math.sqrt(n) / 4, 1)
        lines.append(f'<circle cx="{at(mean)}" cy="{up(share)}" r="{radius}" fill="#456"/>')
    middle = at(0.5)
    lines.append(f'<text x="{middle}" y="{up(0) + 36}" text-anchor="middle">confidence told</text>')
    lines.append(f'<text x="{edge}" y="{edge - 14}">share right, with 95 % bounds</text>')
    return "\n".join([*lines, "</svg>\n"])


def print_table(found: Sequence[Told]) -> None:
    fields = sorted({one.field for one in found})
    for name in [*fields, "all"]:
        own = [one for one in found if name in ("all", one.field)]
        mean = sum(one.confidence for one in own) / len(own)
        share = sum(one.right for one in own) / len(own)
        low, high = wilson(sum(one.right for one in own), len(own))
        print(
            f"  {name:18} told {mean:.3f}  right {share:.3f} ({low:.3f}–{high:.3f})  "
            f"error {error(own):.3f}  n={len(own)}"
        )
    for mean, share, n in bins(found):
        print(f"    told {mean:.2f}: right {share:.2f}, n={n}")


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--short", type=Path)
    parser.add_argument("--every", type=int, default=10, help="take every nth description")
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--fit", type=Path)
    given = parser.parse_args()
    found = [one for path in given.files for one in of_articles(path)]
    if given.short:
        found += of_descriptions(given.short, given.every)
    held = [one for one in found if one.half == HALVES[1]]
    print("held half, as shipped:")
    print_table(held)
    if given.svg:
        given.svg.write_text(svg(bins(held)), encoding="utf-8")
    if given.fit:
        fitted = fit([one for one in found if one.half == HALVES[0]])
        given.fit.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
