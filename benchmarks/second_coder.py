"""How far two people agree who code the same articles: the ceiling of every figure on labels.

    python -m benchmarks.second_coder [tests/gold/coded_again.jsonl] [--draws N]

Every article in the file was coded by two more coders, who saw its text, title, day and outlet and
a codebook, and neither the labels nor anything that was read. Printed is, field by field, the share
of a label's values that is met

- by each of the two coders, taken as a reader (*coder*): what one person gets right of another's;
- by what is read (*reader*), of the same articles;
- by the reader and by the label, of the values on which the two coders agree (*agreed*).

All are counted as ``benchmarks.by_half`` counts: a blank is a miss. Intervals are the middle 95 %
of resamples of whole incidents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import asking
from benchmarks.by_half import Counted, Scored, count, figures, interval, resampled, score_all
from benchmarks.labelled import GOLD, Row, rows
from benchmarks.split import groups
from casebook.spellings import loosely_same, same_value
from pipeline.records import Scope

_FILE = GOLD / "coded_again.jsonl"
_SETS = ("twelfth_held", "thirteenth_held", "fourteenth_held", "fifteenth_open", "fifteenth_held")
_SETS_OF_FORCES = ("agencies", "officers")
_OF_VICTIMS = ("name", "age", "gender", "fatal")
#: Whoever codes an article twice, in the order of the file.
_CODERS = 2

Code = Mapping[str, Any]
_Counts = dict[str, Counted]


def coded(path: Path) -> dict[str, list[Code]]:
    """article id → what each coder made of it."""
    found: dict[str, list[Code]] = defaultdict(list)
    for row in rows(path):
        found[row["id"]].append(row)
    if short := [name for name, codes in found.items() if len(codes) != _CODERS]:
        raise SystemExit(f"{path}: {short[0]} is not coded {_CODERS} times")
    return found


def labelled(ids: Iterable[str]) -> list[Row]:
    wanted = set(ids)
    found = [row for name in _SETS for row in rows(GOLD / f"{name}.jsonl")]
    return [row for row in found if row["id"] in wanted]


def as_read(code: Code) -> dict[str, Any]:
    """What a coder made of an article, as if Casebook had read it."""
    facts = code["facts"]
    if not code["relevant"]:
        return {"relevant": False, "relevance": 0.0, "facts": None, "reports": []}
    day = facts["incident_date"]
    told = {**facts, "incident_date_from": day, "incident_date_to": day}
    return {"relevant": True, "relevance": 1.0, "facts": told, "reports": [told]}


def as_label(row: Row, code: Code) -> Row:
    """The article with a coder's values in the place of its labels."""
    kept = {key: row[key] for key in ("id", "url", "title", "text", "published", "outlet")}
    if not code["relevant"]:
        return {**kept, "incidents": [], "gold_facts": None}
    facts = dict(code["facts"])
    facts["armed"] = {"category": facts.get("armed")} if "armed" in facts else None
    if "incident_date" in facts:
        facts["incident_date_stated"] = facts.pop("incident_date")
    return {**kept, "incidents": row["incidents"] or [row["id"]], "gold_facts": facts}


def agreed(one: Code, other: Code) -> Code | None:
    """The values that both coders give; None where they differ on whether it is a shooting."""
    if one["relevant"] != other["relevant"]:
        return None
    if not one["relevant"]:
        return one
    ours, theirs = one["facts"], other["facts"]
    kept = {key: ours[key] for key in ours if _same(key, ours[key], theirs[key])}
    if len(ours["victims"]) == len(theirs["victims"]) == 1:
        kept["victims"] = [_same_person(ours["victims"][0], theirs["victims"][0])]
    return {**one, "facts": kept}


def _same(key: str, ours: Any, theirs: Any) -> bool:
    if key == "victims" or (ours is None) != (theirs is None):
        return False
    if key in _SETS_OF_FORCES:
        return bool(ours) == bool(theirs) and (not ours or _share(ours, theirs))
    return ours is None or same_value(key, ours, theirs)


def _share(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(loosely_same(one, other) for one in ours for other in theirs)


def _same_person(ours: Code, theirs: Code) -> dict[str, Any]:
    """Of one person what both say. A name they differ on leaves a person of no name."""
    return {key: ours[key] for key in _OF_VICTIMS if ours[key] == theirs[key]}


def label_as_read(row: Row) -> dict[str, Any]:
    """The set's own label, as if it had been read."""
    facts = dict(row.get("gold_facts") or {})
    armed = facts.get("armed")
    facts["armed"] = armed.get("category") if isinstance(armed, Mapping) else armed
    facts["incident_date"] = facts.get("incident_date_stated", facts.get("incident_date"))
    return as_read({"relevant": bool(row.get("incidents")), "facts": facts})


def counted(pairs: Iterable[tuple[Row, dict[str, Any]]], keys: Mapping[str, str]) -> _Counts:
    found: _Counts = defaultdict(Counter)
    for row, ours in pairs:
        group = keys[row["id"]]
        found[group].update(count(Scored(row, ours, group, None)))
    return found


def told(counts: Mapping[str, Counted], draws: int) -> dict[str, str]:
    """Figure → its value, interval and number, as printed."""
    total: Counted = sum(counts.values(), Counter())
    samples = resampled(counts, draws)
    found = {}
    for name, (figure, n) in figures(total).items():
        low, high = interval(figure, samples)
        found[name] = f"{figure(total):.3f} ({low:.3f}–{high:.3f}, {n})"
    return found


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=_FILE)
    parser.add_argument("--draws", type=int, default=1_000)
    given = parser.parse_args()
    codes = coded(given.file)
    gold = labelled(codes)
    keys = groups(gold)
    reader = {one.row["id"]: one.ours for one in score_all(gold, Scope.POLICE)}
    both = [(row, agreed(*codes[row["id"]])) for row in gold]
    common = [(row, as_label(row, code)) for row, code in both if code is not None]
    columns = {
        "coder 1": [(row, as_read(codes[row["id"]][0])) for row in gold],
        "coder 2": [(row, as_read(codes[row["id"]][1])) for row in gold],
        "reader": [(row, reader[row["id"]]) for row in gold],
        "agreed: label": [(label, label_as_read(row)) for row, label in common],
        "agreed: reader": [(label, reader[row["id"]]) for row, label in common],
    }
    print(f"{len(gold)} articles, {len(set(keys.values()))} incidents and stories on none")
    for name, pairs in columns.items():
        print(f"\n{name}")
        for field, value in told(counted(pairs, keys), given.draws).items():
            print(f"  {field:26} {value}")


if __name__ == "__main__":
    main()
