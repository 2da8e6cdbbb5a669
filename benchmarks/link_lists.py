"""Link two real lists of the same people through their shapes, and say how well.

    python -m benchmarks.link_lists DIR

DIR holds the publishers' own files: ``wapo-v1-2016.csv`` (Washington Post), ``counted-2015.csv``
and ``counted-2016.csv`` (The Counted) and ``mpv-2021.xlsx`` (Mapping Police Violence); ``--pairs
FILE`` adds pairs of names that people have judged (name, date, state of each, label).

What counts as right, none of it the matcher's own word:

- *spelled alike*: first and last name are the same letters, same state, days at most three apart;
- *by a shared number*: a row of Mapping Police Violence names the Post's row, and its own spelling,
  state and day are those of a row of The Counted;
- *judged*: the pair stands in the pairs file with label 1; label 0 is wrong.

A link of two rows that is not so known is *open*; it is printed, to be looked at, and counts as
wrong until then. Recall is over all known links. The open ones were read once, one by one, with
both rows side by side; what that came to (the two identifiers and *same*) stands in
``link_lists_read.csv``, and precision is printed with it, too. Nobody independent has read them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import asking
from pipeline import matching, names
from pipeline.compare import Model
from storage.shapes import Shape, fitting, named
from storage.shapes.cells import read_cells
from storage.shapes.files import TableRow, headed, open_table

Known = dict[str, dict[str, Any]]
READ = Path(__file__).with_name("link_lists_read.csv")


def read(path: Path, family: str) -> tuple[Shape, Known, dict[str, Mapping[str, str]]]:
    """A list's rows in our fields, by their own identifiers."""
    shape = fitting(named(family), open_table(path).header)
    table = headed(open_table(path), shape, path)
    known, cells = {}, {}
    for row in table.rows:
        if isinstance(row, TableRow):
            said, _ = read_cells(shape, row.cells)
            key = row.cells[shape.id or ""] or f"line {row.line}"
            known[key] = {name: value for name, (value, _) in said.items()} | dict(shape.facts)
            cells[key] = row.cells
    return shape, known, cells


def spelled(row: Mapping[str, Any]) -> str | None:
    parsed = names.parse(row["name"]) if row.get("name") else None
    return names.key(parsed) if parsed and parsed.is_full else None


def near(one: Mapping[str, Any], other: Mapping[str, Any], days: int = 3) -> bool:
    if one.get("state") != other.get("state") or not (
        one.get("incident_date") and other.get("incident_date")
    ):
        return False
    gap = date.fromisoformat(one["incident_date"]) - date.fromisoformat(other["incident_date"])
    return abs(gap.days) <= days


def alike(left: Known, right: Known) -> set[tuple[str, str]]:
    """Links of rows spelled alike, within days, in one state."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for key, row in right.items():
        if (name := spelled(row)) is not None:
            by_name[name].append(key)
    return {
        (key, other)
        for key, row in left.items()
        for other in by_name.get(spelled(row) or "", ())
        if near(row, right[other])
    }


def bridged(left: Known, right: Known, bridge: Known, numbers: Mapping[str, str]) -> set[Any]:
    """Links through a third list that numbers the rows of the first."""
    of = {number: key for key, number in numbers.items() if number in left}
    through = alike({number: bridge[key] for number, key in of.items()}, right)
    return {(number, other) for number, other in through if near(left[number], right[other], 30)}


def judged(path: Path, left: Known, right: Known) -> tuple[set[Any], set[Any]]:
    """Pairs people judged: the same, and not."""

    def places(known: Known) -> dict[tuple[str, str, str], str]:
        return {
            (row.get("name", ""), row.get("incident_date", ""), row.get("state", "")): key
            for key, row in known.items()
        }

    ours, theirs = places(left), places(right)
    same: set[tuple[str, str]] = set()
    other: set[tuple[str, str]] = set()
    for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
        a = (row["name_a"], row["date_a"], row["state_a"])
        b = (row["name_b"], row["date_b"], row["state_b"])
        for one, two in ((a, b), (b, a)):
            if one in ours and two in theirs:
                (same if row["label"] == "1" else other).add((ours[one], theirs[two]))
    return same, other


def read_before(path: Path) -> set[tuple[str, str]]:
    """Links that somebody looked at and found right."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["washington_post"], row["the_counted"])
            for row in csv.DictReader(file)
            if row["verdict"] == "same"
        }


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("dir", type=Path)
    parser.add_argument("--pairs", type=Path)
    options = parser.parse_args()
    _, left, _ = read(options.dir / "wapo-v1-2016.csv", "washington-post")
    right: Known = {}
    for year in (2015, 2016):
        _, rows, cells = read(options.dir / f"counted-{year}.csv", "the-counted")
        right |= {k: r for k, r in rows.items() if cells[k]["classification"] == "Gunshot"}
    _, bridge, cells = read(options.dir / "mpv-2021.xlsx", "mapping-police-violence")
    column = "WaPo ID (If included in WaPo database)"
    numbers = {key: row[column] for key, row in cells.items() if row[column]}
    for first, last in (("2015-01-01", "2015-12-31"), ("2016-01-01", "2016-12-31")):
        ours = {k: r for k, r in left.items() if first <= r["incident_date"] <= last}
        theirs = {k: r for k, r in right.items() if first <= r["incident_date"] <= last}
        score(first[:4], ours, theirs, bridge, numbers, options.pairs)


def score(
    title: str,
    left: Known,
    right: Known,
    bridge: Known,
    numbers: Mapping[str, str],
    pairs: Path | None,
) -> None:
    """Link, and hold the links to what is known."""
    found = matching.match(
        [matching.person(f"a{key}", row) for key, row in left.items()],
        [matching.person(f"b{key}", row) for key, row in right.items()],
        Model.load(),
    )
    links = {(item.theirs[1:], item.ours[1:]) for item in found.matches}
    by_name, by_number = alike(left, right), bridged(left, right, bridge, numbers)
    same, other = judged(pairs, left, right) if pairs else (set(), set())
    known = by_name | by_number | same
    unknown = links - known
    right_links = links & known
    print(f"{title}: {len(left):,} × {len(right):,} rows, {len(links):,} links")
    print(
        f"  known links: {len(known):,} (spelled alike {len(by_name):,},"
        f" by number {len(by_number):,}, judged {len(same):,})"
    )
    print(f"  found of them {len(right_links):,}: recall {len(right_links) / len(known):.4f}")
    print(f"  precision, open ones wrong: {len(right_links) / len(links):.4f}")
    seen = links & read_before(READ) - known
    print(
        f"  precision, {len(seen)} of {len(unknown)} open ones read and right:"
        f" {len(right_links | seen) / len(links):.4f}"
    )
    print(f"  judged different and linked: {len(links & other)}; unclear: {len(found.unclear)}")
    for kind, some in (("open", unknown), ("missed", known - links)):
        print(f"  {kind}: {len(some)}")
        for one, two in sorted(some):
            print(f"    {_shown(left[one])}  ~  {_shown(right[two])}")


def _shown(row: Mapping[str, Any]) -> str:
    parts = (row.get("name"), row.get("age"), row.get("incident_date"), row.get("city"))
    return ", ".join(str(part) for part in (*parts, row.get("state")) if part)


if __name__ == "__main__":
    main()
