"""Stories on several police shootings: has each its own report, with its people, day and town?

    python -m benchmarks.several [FILE ...]

FILE (``several*.jsonl`` of ``tests/gold``): invented stories by writers who knew no rule, on two to
five incidents and on one that could be taken for several. What is *open* was read to mend by; what
is *held* is only counted. An incident counts as read where a report names just its people, has its
day, has its town.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks import asking
from benchmarks.by_half import read
from pipeline.records import FiredBy, Report, Role, Scope

_GOLD = Path(__file__).parent.parent / "tests" / "gold"
GOLD = [_GOLD / f"several{one}.jsonl" for one in ("", "_second", "_third", "_fourth", "_fifth")]


_Seen: TypeAlias = tuple[frozenset[str], object, object]


def seen(report: Report) -> _Seen:
    """Who was hit by name, the day, the town."""
    first = {claim.field: claim.value for claim in reversed(report.claims)}
    hit = (one.name for one in report.people if one.role is Role.SHOT_BY_POLICE)
    return frozenset(filter(None, hit)), first.get("incident_date"), first.get("city")


def wanted(incident: Mapping[str, Any]) -> _Seen:
    names = (victim["name"] for victim in incident["victims"])
    return frozenset(filter(None, names)), incident["date"], incident["city"]


def score(rows: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """Stories parted as labelled, and of their incidents people, days and towns read."""
    total: Counter[str] = Counter()
    for row in rows:
        given = {**row, "url": f"https://several.example/{row['id']}"}
        reading = read(given, Scope.POLICE)[1]
        reports = reading.reports if reading else ()
        left = [seen(one) for one in reports if one.fired_by is FiredBy.POLICE]
        kind = "several" if len(row["incidents"]) > 1 else "one"
        total[kind] += 1
        total[f"{kind}, right"] += len(left) == len(row["incidents"])
        for incident in row["incidents"]:
            total["incidents"] += 1
            label = wanted(incident)
            if not left:
                continue
            best = max(left, key=lambda told: _likeness(told, label))
            left.remove(best)
            for name, mine, theirs in zip(("people", "days", "towns"), best, label, strict=True):
                total[name] += mine == theirs
    return total


def _likeness(told: _Seen, label: _Seen) -> int:
    people = 4 * len(told[0] & label[0]) - 2 * len(told[0] - label[0])
    return people + int(told[1] == label[1]) + int(told[2] == label[2])


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=GOLD, metavar="FILE")
    for file in parser.parse_args().files:
        rows = [json.loads(line) for line in file.open(encoding="utf-8")]
        for half in ("open", "held"):
            total = score([row for row in rows if row["half"] == half])
            if not total:
                continue
            print(
                f"{file.stem}, {half}: a report for each incident in {total['several, right']} of"
                f" {total['several']} stories on several, one in {total['one, right']} of"
                f" {total['one']} on one; of {total['incidents']} incidents people as labelled"
                f" {total['people']}, day {total['days']}, town {total['towns']}"
            )


if __name__ == "__main__":
    main()
