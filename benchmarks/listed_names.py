"""Whose names are found? The people of a hand-kept list, each named in three plain stories.

    python -m benchmarks.listed_names wapo-v2.csv [--sample 3000] [--show]

The list's rows give name and, where there is such a column, race (its own letters). The stories
are ours and all alike, so that only the name decides. Printed is the share of names found as that
of who was shot, by race and by story; ``--show`` prints those that were not.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from pathlib import Path

from benchmarks import asking
from benchmarks.by_half import read
from casebook.spellings import first_and_last
from pipeline.records import Scope

_STORIES = (
    (
        "Man killed by Fairmont police identified",
        "FAIRMONT, Ohio — A man who was shot and killed by a Fairmont police officer Tuesday night"
        " has been identified as {full}, 31, of Fairmont.\n\nThe officer fired when {last} came"
        " toward him with a knife, Chief Dan Orwell said Wednesday.\n\n{last} died at the scene.",
    ),
    (
        "Deputies shoot man in Orland",
        "ORLAND, Ind. — {full} was shot by deputies outside his home on Mill Road on Sunday, the"
        " Orland County sheriff said.\n\nDeputies told {last} to drop a gun, the sheriff said, and"
        " fired when he raised it.\n\nHe was taken to a hospital, where he died.",
    ),
    (
        "Family of man shot by police wants answers",
        "HARLOW, Ga. — The family of a man killed by Harlow police last Friday said Monday that he"
        " needed help.\n\nOfficers shot {full} four times in his back yard. His sister said {last}"
        " was unarmed.",
    ),
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_NO_NAME = re.compile(r"\d|unknown|unidentified|withheld", re.IGNORECASE)


def listed(path: Path) -> list[tuple[str, str]]:
    """Everybody named in full, with the race that is coded; each pair once."""
    with path.open(encoding="utf-8-sig", newline="") as rows:
        told = {(row["name"] or "", row.get("race") or "not told") for row in csv.DictReader(rows)}
    return sorted(pair for pair in told if " " in pair[0] and not _NO_NAME.search(pair[0]))


def surname(name: str) -> str:
    parts = re.sub(r"[\"“(].*?[\"”)]", "", name).replace(",", "").split()
    own = [part for part in parts if part.strip(".").casefold() not in _SUFFIXES]
    return own[-1] if own else name


def is_found(name: str, title: str, text: str) -> bool:
    row = {
        "url": "https://www.valleycall.example/a",
        "title": title,
        "text": text.format(full=name, last=surname(name)),
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    found, _ = read(row, Scope.POLICE)
    people = [one for facts in found.get("reports") or () for one in facts.get("victims") or ()]
    return first_and_last(name) in {
        first_and_last(one["name"]) for one in people if one.get("name")
    }


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=3_000)
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    everybody = listed(told.file)
    some = random.Random(3).sample(everybody, min(told.sample, len(everybody)))
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for name, race in some:
        for number, story in enumerate(_STORIES, 1):
            found = is_found(name, *story)
            for key in ("all", f"story {number}", f"race {race}"):
                asked[key] += 1
                right[key] += found
            if told.show and not found:
                print(f"story {number}: {name}")
    for key in sorted(asked):
        print(f"{key:16}  {right[key] / asked[key]:.3f}  {right[key]:,} of {asked[key]:,}")


if __name__ == "__main__":
    main()
