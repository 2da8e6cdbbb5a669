"""Our date phrases against dateparser's search_dates: speed, reach, and how much is made up.

    python -m benchmarks.dates_in_text DATA_DIR [--articles 40]

DATA_DIR holds ``coverage/articles.jsonl``. Both read the same 3,000 characters with the same
day of publication; "reach" is the share of articles whose labelled day is among those found,
"days an article" how many different days were offered for it.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from dateparser.search import search_dates

from benchmarks import asking, labelled
from pipeline.records import DatePrecision
from pipeline.when.date_phrases import find
from pipeline.when.phrase_days import Now, resolve

LENGTH = 3000
Reader = Callable[[str, date], set[date]]


def ours(text: str, published: date) -> set[date]:
    now = Now(published)
    found = (resolve(phrase, now) for phrase in find(text))
    return {days.first for days in found if days and days.first == days.last}


def theirs(text: str, published: date) -> set[date]:
    base = datetime(published.year, published.month, published.day)  # noqa: DTZ001 - it wants naive
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found = search_dates(text, languages=["en"], settings=settings) or []
    return {moment.date() for _, moment in found}


def speed(name: str, reader: Reader, text: str, published: date, rounds: int) -> float:
    """CPU milliseconds for one stretch of LENGTH characters."""
    stretches = [text[at : at + LENGTH] for at in range(0, len(text) - LENGTH, LENGTH)][:12]
    start = time.process_time()
    for _ in range(rounds):
        for stretch in stretches:
            reader(stretch, published)
    each = (time.process_time() - start) / len(stretches) / rounds * 1000
    print(f"{name:14} {each:8.2f} ms CPU per {LENGTH:,} characters")
    return each


def reach(name: str, reader: Reader, labelled_cases: list[tuple[str, date, date]]) -> None:
    found = [reader(text, published) for text, published, _ in labelled_cases]
    hit = sum(gold in days for days, (_, _, gold) in zip(found, labelled_cases, strict=True))
    offered = sum(len(days) for days in found) / len(labelled_cases)
    print(f"{name:14} reach {hit}/{len(labelled_cases)}; {offered:.1f} days an article")


def cases(folder: Path, limit: int) -> list[tuple[str, date, date]]:
    made = []
    for row in labelled.single(labelled.rows(folder / "coverage" / "articles.jsonl")):
        passage, gold = labelled.passage(row), labelled.gold_days(row)
        if gold is None or gold.precision is not DatePrecision.DAY or not passage.published_day:
            continue
        made.append((passage.article.text, passage.published_day, gold.first))
    return made[:limit]


def main() -> None:
    ask = asking.parser(__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--articles", type=int, default=94)
    told = ask.parse_args()
    warnings.simplefilter("ignore")
    found = cases(told.folder, told.articles)
    published = date(2024, 5, 17)
    text = " ".join(text for text, _, _ in found)
    for reader in (ours, theirs):
        reader("warm up on Friday, May 3", published)
    mine = speed("date_phrases", ours, text, published, 20)
    other = speed("search_dates", theirs, text, published, 1)
    print(f"{other / mine:.0f} times faster")
    reach("date_phrases", ours, found)
    reach("search_dates", theirs, found)


if __name__ == "__main__":
    main()
