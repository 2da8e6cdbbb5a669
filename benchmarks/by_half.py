"""Score reading on the two frozen halves of a labelled file, with bootstrap intervals.

    python -m benchmarks.by_half FILE [--scope any] [--worst N] [--whole] [-o SCORES.json]

Only reading is scored (no database, no resolving), from url, title, text, published and outlet. The
halves are those of ``split.py``. Intervals are the middle 95 % of 1,000 resamples of whole
incidents, drawn with a fixed seed. ``--worst`` lists what was read wrongly, on the open half only,
and is refused for a file whose name ends in ``_held``.
``--whole`` scores a file that is open or held altogether, such as ``tests/gold/fresh_held.jsonl``.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import asking
from benchmarks.labelled import rows
from benchmarks.split import HALVES, groups, half_of
from casebook import scoring
from casebook.spellings import first_and_last, fold
from pipeline import reader
from pipeline.consensus import report_facts
from pipeline.records import Page, Reading, Rejected, Report, Role, Scope

Row = Mapping[str, Any]
_GIVEN = ("url", "title", "text", "published", "outlet")
_DRAWS = 1_000
WHOLE = "whole"
_FETCHED = datetime(2027, 1, 1, tzinfo=UTC)  # after all of them


@dataclass(frozen=True)
class Scored:
    """One article: its label, what was read of it, in the shape of ``export articles``."""

    row: Row
    ours: dict[str, Any]
    group: str
    reading: Reading | None

    @property
    def half(self) -> str:
        return half_of(self.group)


def read(row: Row, scope: Scope) -> tuple[dict[str, Any], Reading | None]:
    given = {name: row[name] for name in _GIVEN if row.get(name)}
    body = json.dumps(given, ensure_ascii=False).encode()
    try:
        reading = reader.read(Page(row["url"], body, _FETCHED, "application/json"))
    except Rejected:
        return {}, None
    told = [each for each in reading.reports if each.in_scope(scope)]
    facts = [report_facts(reading.article, each, scope) for each in told]
    return {
        "relevant": bool(told),
        "relevance": reading.relevance if scope is Scope.POLICE else reading.relevance_any,
        "facts": facts[0] if facts else None,
        "reports": facts,
    }, reading


def score_all(labelled: Sequence[Row], scope: Scope) -> list[Scored]:
    keys = groups(labelled)
    return [Scored(row, *_swap(read(row, scope), keys[row["id"]])) for row in labelled]


def _swap(
    found: tuple[dict[str, Any], Reading | None], group: str
) -> tuple[dict[str, Any], str, Reading | None]:
    return found[0], group, found[1]


# --- counts of one article, so that resamples can be summed ---------------------------------

Counted = Counter[str]


def count(scored: Scored) -> Counted:
    """Everything countable of one article, under names like ``city right``."""
    found: Counted = Counter()
    row, ours = scored.row, scored.ours
    _count_relevance(row, ours, found)
    fields = scoring.score_fields([(row, ours)])
    found.update({"names tp": fields.names.tp, "names fp": fields.names.fp})
    found["names fn"] = fields.names.fn
    for name, tally in fields.fields.items():
        for what in ("right", "wrong", "blank", "invented", "inferred", "silent"):
            found[f"{name} {what}"] += getattr(tally, what)
    _count_wrong_people(row, ours, found)
    _count_archive(row, scored.reading, found)
    return found


def _count_relevance(row: Row, ours: Row, found: Counted) -> None:
    wanted, got = bool(row.get("incidents")), bool(ours.get("relevant"))
    if not wanted and row.get("borderline"):
        return
    what = ("tp" if got else "fn") if wanted else ("fp" if got else "tn")
    found[f"relevance {what}"] += 1


def _victims(ours: Row) -> list[Row]:
    return [one for facts in ours.get("reports") or () for one in facts.get("victims") or ()]


def _count_wrong_people(row: Row, ours: Row, found: Counted) -> None:
    """Officers, relatives, witnesses given as victims; the living given as dead."""
    labels = row.get("gold_facts") or {}
    others = [*(labels.get("officers") or ()), *(o["name"] for o in labels.get("others") or ())]
    keys = {first_and_last(name) for name in others if name}
    shot = {first_and_last(v["name"]) for v in labels.get("victims") or () if v.get("name")}
    given = {first_and_last(v["name"]) for v in _victims(ours) if v.get("name")}
    found["others as victims"] += len((keys - shot) & given)
    alive = [v for v in labels.get("victims") or () if v.get("fatal") is False]
    dead = [v for v in _victims(ours) if v.get("fatal")]
    for victim in alive:
        same = [d for d in dead if _is_one(victim, d, labels)]
        found["living as dead"] += bool(same)


def _is_one(label: Row, ours: Row, labels: Row) -> bool:
    if label.get("name") and ours.get("name"):
        key = first_and_last(label["name"])
        named = [v["name"] for v in labels["victims"] if v["name"]]
        if sum(first_and_last(name) == key for name in named) > 1:  # Sr. and Jr.
            return bool(label["name"] == ours["name"])
        return key == first_and_last(ours["name"])
    return len(labels["victims"]) == 1


def _count_archive(row: Row, reading: Reading | None, found: Counted) -> None:
    """Distant labels: those the archive codes as hurt, where the text writes their name.

    A round-up names people the archive codes elsewhere, so what is right is bounded below one.
    """
    archive = row.get("archive_facts")
    if not archive or reading is None:
        return
    text = fold(f"{reading.article.title} {reading.article.text}")
    words = set(text.split())
    hurt = {
        first_and_last(one["name"])
        for one in archive["participants"]
        if one.get("name") and any(x in (one["status"] or "") for x in ("Killed", "Injured"))
    }
    written = {key for key in hurt if key[1] in words and key[0] in words}
    given = {key for each in reading.reports for key in _named_hit(each)}
    found["archive names tp"] += len(written & given)
    found["archive names fn"] += len(written - given)
    found["archive names fp"] += len({key for key in given if not _near(key, hurt)})
    suspects = {
        first_and_last(one["name"])
        for one in archive["participants"]
        if one.get("name") and one["type"] == "Subject-Suspect"
    }
    found["archive suspects as victims"] += len((suspects - hurt) & given)


def _near(key: tuple[str, str], hurt: Iterable[tuple[str, str]]) -> bool:
    """By surname or given name: the archive spells otherwise than papers do."""
    return any(key[1] == other[1] or key[0] == other[0] for other in hurt)


def _named_hit(report: Report) -> Iterable[tuple[str, str]]:
    for person in report.people:
        if person.name and person.role in (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER):
            yield first_and_last(person.name)


# --- figures --------------------------------------------------------------------------------

Figure = Callable[[Counted], float]


def _ratio(over: str, under: Sequence[str]) -> Figure:
    def figure(counts: Counted) -> float:
        total = sum(counts[name] for name in under)
        return counts[over] / total if total else float("nan")

    return figure


def _f1(name: str) -> Figure:
    def figure(counts: Counted) -> float:
        right = 2 * counts[f"{name} tp"]
        total = right + counts[f"{name} fp"] + counts[f"{name} fn"]
        return right / total if total else float("nan")

    return figure


def figures(total: Counted) -> dict[str, tuple[Figure, int]]:
    """Name → how it is computed, and on how many."""
    found: dict[str, tuple[Figure, int]] = {}
    for name in ("relevance", "names", "archive names"):
        tp, fp, fn = (f"{name} {what}" for what in ("tp", "fp", "fn"))
        if total[tp] + total[fn] + total[fp]:
            found[f"{name} P"] = _ratio(tp, (tp, fp)), total[tp] + total[fp]
            found[f"{name} R"] = _ratio(tp, (tp, fn)), total[tp] + total[fn]
            found[f"{name} F1"] = _f1(name), total[tp] + total[fp] + total[fn]
    fields = sorted({name.removesuffix(" right") for name in total if name.endswith(" right")})
    for name in fields:
        told = tuple(f"{name} {what}" for what in ("right", "wrong", "blank"))
        if n := sum(total[what] for what in told):
            found[name] = _ratio(told[0], told), n
    return found


def resampled(groups_of: Mapping[str, Counted], draws: int) -> list[Counted]:
    """The sums of as many resamples of whole groups."""
    keys = sorted(groups_of)
    names = sorted({name for counts in groups_of.values() for name in counts})
    table = np.array([[groups_of[key][name] for name in names] for key in keys])
    dice = np.random.default_rng(0)
    shares = np.full(len(keys), 1 / len(keys))
    totals = dice.multinomial(len(keys), shares, size=draws) @ table
    return [Counter(dict(zip(names, map(int, total), strict=True))) for total in totals]


def interval(figure: Figure, samples: Sequence[Counted]) -> tuple[float, float]:
    """The middle 95 % over the resamples."""
    values = [value for sample in samples if (value := figure(sample)) == value]
    if not values:
        return float("nan"), float("nan")
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def report(
    found: Sequence[Scored], half: str, *, draws: int
) -> dict[str, tuple[float, float, float]]:
    by_group: dict[str, Counted] = defaultdict(Counter)
    for one in found:
        if half in (one.half, WHOLE):
            by_group[one.group].update(count(one))
    total: Counted = sum(by_group.values(), Counter())
    own = [(one.row, one.ours) for one in found if half in (one.half, WHOLE)]
    ranked = scoring.score_relevance(own)
    print(f"\n{half}: {len(own)} articles, {len(by_group)} groups")
    scores = {}
    samples = resampled(by_group, draws)
    for name, (figure, n) in figures(total).items():
        low, high = interval(figure, samples)
        scores[name] = figure(total), low, high
        told = f"  {name:26} {figure(total):.3f}  {low:.3f}–{high:.3f}  n={n}"
        print(told + _spelled(name, total))
    rare = (ranked[f"precision_at_{share}_percent"] for share in ("2", "0.2"))
    print(f"  average precision {ranked['average_precision']}, precision at 2 and .2 %:", *rare)
    claims = sum(v for k, v in total.items() if k.rpartition(" ")[2] in _READ)
    invented = sum(v for k, v in total.items() if k.endswith(" invented"))
    print(f"  invented where the label says none: {invented} of {claims} values read")
    for name in ("others as victims", "living as dead", "archive suspects as victims"):
        print(f"  {name}: {total[name]}")
    print(f"  {_parted([one for one in found if half in (one.half, WHOLE)])}")
    return scores


def _parted(found: Sequence[Scored]) -> str:
    """How many stories on several incidents, and on one, have as many reports as incidents."""
    several, right, parted, ones = 0, 0, 0, 0
    for one in found:
        incidents, reports = len(one.row.get("incidents") or ()), len(one.ours.get("reports", ()))
        several += incidents > 1
        right += incidents == reports > 1
        ones += incidents == 1
        parted += incidents == 1 < reports
    return (
        f"stories on several incidents with a report for each: {right} of {several}; "
        f"on one that were parted: {parted} of {ones}"
    )


_READ = ("right", "wrong", "invented")


def _spelled(name: str, total: Counted) -> str:
    if f"{name} right" not in total:
        return ""
    parts = ("right", "wrong", "blank", "invented", "inferred", "silent")
    return "  (" + " ".join(f"{part} {total[f'{name} {part}']}" for part in parts) + ")"


def worst(found: Sequence[Scored], number: int, half: str = HALVES[0]) -> None:
    """What was read wrongly, where that may be looked at."""
    own = [(one.row, one.ours) for one in found if half in (one.half, WHOLE)]
    misses = scoring.score_fields(own).misses
    for field, many in Counter(miss.field for miss in misses).most_common():
        print(f"\n{field}: {many}")
        for miss in [each for each in misses if each.field == field][:number]:
            print(f"  {miss.article}: expected {miss.expected!r}, read {miss.read!r}")
    for row, ours in own:
        wanted, got = bool(row.get("incidents")), bool(ours.get("relevant"))
        if wanted != got and not (row.get("borderline") and not wanted):
            print(f"  relevance {row['id']}: expected {wanted}, {ours.get('relevance')}")


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--scope", type=Scope, choices=list(Scope), default=Scope.POLICE)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--draws", type=int, default=_DRAWS)
    parser.add_argument("--whole", action="store_true", help="one set, not two halves")
    parser.add_argument("-o", "--out", type=Path)
    given = parser.parse_args()
    if given.worst and given.file.stem.endswith("_held"):
        parser.error(f"{given.file} is only counted: --worst lists articles, and of these none")
    found = score_all(rows(given.file), given.scope)
    sets = (WHOLE,) if given.whole else HALVES
    scores = {half: report(found, half, draws=given.draws) for half in sets}
    if given.worst:
        worst(found, given.worst, sets[0])
    if given.out:
        given.out.write_text(json.dumps(scores, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
