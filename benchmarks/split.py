"""The frozen halves of labelled articles: one to read and mend by, one only to measure on.

    python -m benchmarks.split FILE [--half open|held] [-o OUT]

All articles of one incident (and of every incident that shares an article with it) stand in one
half, chosen by a hash of the incidents' smallest id, so that the halves stay what they are when
articles are added. An article on no incident goes by its own id. Without ``-o`` the sizes and a
fingerprint of the ids are printed. Rules may be written while looking at *open*; *held* is never
looked at, only counted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import asking
from benchmarks.labelled import rows

#: Part of every hash: another word would be another split.
SEED = "casebook halves 1"
HALVES = ("open", "held")
Row = Mapping[str, Any]


def half_of(key: str) -> str:
    """The half an incident (or an article on none) stands in.

    >>> half_of("2016-01-26|Ames|IA") in HALVES
    True
    """
    return HALVES[hashlib.sha256(f"{SEED}\n{key}".encode()).digest()[0] % 2]


def halves(labelled: Sequence[Row]) -> dict[str, str]:
    """article id → its half."""
    keys = groups(labelled)
    return {article: half_of(key) for article, key in keys.items()}


def groups(labelled: Sequence[Row]) -> dict[str, str]:
    """article id → the smallest id among the incidents it is tied to, or its own."""
    above: dict[str, str] = {}

    def top(incident: str) -> str:
        while (parent := above.setdefault(incident, incident)) != incident:
            incident = parent
        return incident

    for row in labelled:
        first, *others = sorted(map(str, row.get("incidents") or ())) or [""]
        for other in others:
            low, high = sorted((top(first), top(other)))
            above[high] = low
    return {
        str(row["id"]): top(min(map(str, row["incidents"]))) if row.get("incidents") else row["id"]
        for row in labelled
    }


def fingerprint(found: Mapping[str, str], half: str) -> str:
    """Twelve hexadecimal digits that change when the half does."""
    ids = "\n".join(sorted(article for article, its in found.items() if its == half))
    return hashlib.sha256(ids.encode()).hexdigest()[:12]


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=HALVES, default="open")
    parser.add_argument("-o", "--out", type=Path)
    given = parser.parse_args()
    labelled = rows(given.file)
    found = halves(labelled)
    if given.out:
        kept = [row for row in labelled if found[row["id"]] == given.half]
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in kept]
        given.out.write_text("".join(lines), encoding="utf-8")
        return
    for half in HALVES:
        own = [row for row in labelled if found[row["id"]] == half]
        relevant = sum(bool(row.get("incidents")) for row in own)
        print(
            f"{given.file.name} {half}: {len(own)} articles, {relevant} on an incident, "
            f"{len(set(map(groups(own).get, (row['id'] for row in own))))} groups, "
            f"ids {fingerprint(found, half)}"
        )


if __name__ == "__main__":
    main()
