"""What one incident costs that very many stories tell, at growing numbers of stories.

    python -m benchmarks.one_incident [STORIES …] [--batch REPORTS]

Invented stories of one shooting, as they come: two thirds name the man, some with an initial or a
slip; four of five give his age, most a day and a town, some only the county; each has its own
choice of sentences, and every third is a copy of an agency's. Prints CPU seconds of resolving them
in batches into an empty SQLite database, of one more story by itself, of linking all of them again,
the pairs compared, the edges kept, and the incidents they end in.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from benchmarks import asking
from benchmarks.readings import keep
from pipeline.columns import pairs
from pipeline.compare import Model
from pipeline.linking import crowds
from pipeline.records import (
    Article,
    Claim,
    FiredBy,
    Person,
    PublishedPrecision,
    Reading,
    Report,
    Role,
    Span,
    Value,
    Where,
)
from pipeline.resolve import resolve
from scheduler.resolving import resolve_waiting
from scheduler.workplace import Workplace
from storage import reports
from storage.archive import Archive
from storage.engine import open_database
from storage.tables import edge

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = datetime(2026, 2, 24, 21, 0, tzinfo=UTC)
SIZES = (150, 300, 600, 1_000, 2_000)
MORE = 9
SENTENCES = tuple(
    f"{who} {what} {where}."
    for who in ("A neighbor", "The chief", "A spokeswoman", "The sheriff", "A lawyer", "A friend")
    for what in ("spoke to reporters", "declined to comment", "described the night",
                 "asked for calm", "released a statement", "answered questions")
    for where in ("outside the courthouse", "on Tuesday", "at the scene", "near the river bridge",
                  "after a vigil", "by telephone", "at a hearing", "before the council")
)  # fmt: skip


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("stories", type=int, nargs="*", default=SIZES)
    parser.add_argument("--batch", type=int)
    options = parser.parse_args()
    for size in options.stories:
        _measure(size, options.batch)


def _measure(size: int, batch: int | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/casebook.db")
        with Archive(Path(folder) / "archive") as archive:
            place = Workplace(database, archive)
            told = list(stories(size + MORE))
            keep(place, told[:size], now=NOW)
            began = time.process_time()
            resolve_waiting(place, now=NOW, batch=batch)
            spent = time.process_time() - began
            with database.read() as session:
                known = reports.linkables(session, reports.every_anchor(session))
                kept = session.execute(select(func.count()).select_from(edge)).scalar_one()
            began = time.process_time()
            found = resolve(known, (), Model.load())
            again = time.process_time() - began
            one_more = sorted(_one_more(place, story) for story in told[size:])[MORE // 2]
            compared = sum(len(left) for left, _ in pairs.row_pairs(known, crowds.followers(known)))
        database.dispose()
    print(
        f"{size:>6,} stories: {spent:6.1f} CPU s in batches, {1e3 * spent / size:5.1f} ms a story;"
        f" one more {1e3 * one_more:.1f} ms; again {again:5.1f} s; {compared:,} pairs compared,"
        f" {kept:,} edges, {len(found.clusters)} incidents",
        flush=True,
    )


def _one_more(place: Workplace, story: Reading) -> float:
    keep(place, [story], now=NOW)
    began = time.process_time()
    resolve_waiting(place, now=NOW)
    return time.process_time() - began


def stories(size: int, seed: int = 7) -> Iterator[Reading]:
    """So many readings of one shooting."""
    dice = random.Random(seed)
    wire = dice.sample(SENTENCES, 12)
    for n in range(size):
        yield _story(dice, f"https://outlet{n}.example/story", wire)


def _story(dice: random.Random, url: str, wire: list[str]) -> Reading:
    name = dice.choices(
        ("Tobias Wrenfield", "Tobias J. Wrenfield", "Tobyas Wrenfield", "Wrenfield", None),
        (55, 6, 3, 2, 34),
    )[0]
    published = DAY + timedelta(hours=6 + int(dice.expovariate(1 / 300)))
    told: list[tuple[str, Value, int | None]] = [("state", "OH", None)]
    day = dice.choices((0, 1, None), (75, 5, 20))[0]
    if day is not None:
        told.append(("incident_date", str((DAY + timedelta(day)).date()), None))
    place = dice.choices(("city", "county", None), (85, 8, 7))[0]
    if place:
        told.append((place, {"city": "Ashport", "county": "Wayne"}[place], None))
    if dice.random() < 0.6:
        told.append(("agency", "Ashport Police Department", None))
    if dice.random() < 0.8:
        told.append(("age", dice.choices((34, 33, 35), (94, 3, 3))[0], 0))
    if dice.random() < 0.7:
        told.append(("gender", "male", 0))
    if dice.random() < 0.6:
        told.append(("fatal", True, 0))
    if name:
        told.append(("name", name, 0))
    return _reading(dice, url, name, published, told, wire)


def _reading(
    dice: random.Random,
    url: str,
    name: str | None,
    published: datetime,
    told: list[tuple[str, Value, int | None]],
    wire: list[str],
) -> Reading:
    body = wire if dice.random() < 1 / 3 else dice.sample(SENTENCES, 12)
    lead = f"{name or 'A man'} was shot by police: {', '.join(str(value) for _, value, _ in told)}."
    text = " ".join([lead, *body])
    quote = Span(Where.TEXT, 0, len(lead))
    claims = tuple(
        Claim(
            field, value, str(value), quote, person=person, confidence=0.9,
            detail={"role": "fired"} if field == "agency" else {},
        )
        for field, value, person in told
    )  # fmt: skip
    article = Article(
        url=url,
        canonical_url=url,
        title="Police shooting",
        text=text,
        outlet=url.split("/")[2],
        published=published,
        published_precision=PublishedPrecision.SECOND,
    )
    people = [Person(0, Role.SHOT_BY_POLICE, name, (name,) if name else ())]
    if dice.random() < 0.25:
        lawyer = dice.choice(("Ada Quill", "Otto Lund", "Marisela Vega"))
        people.append(Person(1, Role.OFFICER, lawyer, (lawyer,)))
    report = Report(
        n=0,
        passages=(Span(Where.TEXT, 0, len(text)),),
        fingerprint=url,
        fired_by=FiredBy.POLICE,
        relevance=0.99,
        people=tuple(people),
        claims=claims,
        people_hit_max=1,
    )
    return Reading(article, (report,), 0.99, 0.99, (), "1")


if __name__ == "__main__":
    main()
