"""What one new report costs in a large database, as a multiple of one indexed lookup and commit.

    python -m benchmarks.one_report [REPORTS [TRIED]] [--long] [--days N] [--kept FILE]

Fills an SQLite database with invented reports (those of ``linkage_speed.py``, read as short
stories), links them, and then tells TRIED more, one at a time: finding what shares a key,
comparing, forming the incident again, writing line, facts and change, and the commit. The lookup is
one incident by its number, with a row written and committed: as many in a row before, which find
memory warm, and one before each report, once that is kept, which finds it as the report would. The
first ten are not timed: a process looks up its lists of names and understands its statements once.
What the processor alone spent is told, too: on a busy machine the clock counts what others do.
Between two reports SQLite's log is carried over, statements that few reports need are understood,
and what is there is left out of the search for garbage, as in a service that waits for the next;
that is not timed.

Short stories are one sentence, which differs from others' by a name and a number: one without a
name shares a run of words with some fifty that have nothing to do with it. With ``--long`` each has
some 240 words drawn as often as crime news has them and five of eight rare ones of its incident;
one in three is a copy of the incident's first. The rows are written table by table, not page by
page, and linked at once; ``--kept`` takes them from a file, or leaves them there for the next run.

Incidents are drawn from twenty years, or from ``--days`` many: with how many a report shares a key
follows from how many are told of a day. 10,000 of two years lie as close as 100,000 of twenty.
"""

from __future__ import annotations

import gc
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import accumulate
from pathlib import Path

from sqlalchemy import event, select, update

from benchmarks import asking
from benchmarks.linkage_speed import AN_INCIDENT, DAYS, invented, population
from benchmarks.readings import fill, keep
from pipeline.linking.linkable import Linkable
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
    Where,
)
from scheduler.resolving import resolve_from_scratch, resolve_waiting
from scheduler.workplace import Workplace
from storage.archive import Archive
from storage.engine import open_database
from storage.prepared import precompile
from storage.tables import incident, incident_identifier

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = 9
WORD_COUNTS = Path(__file__).resolve().parents[1] / "pipeline/data/word_counts.tsv"
WORDS, COPIES = 240, 1 / 3


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=10_000)
    parser.add_argument("tried", type=int, nargs="?", default=300)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--kept", type=Path)
    options = parser.parse_args()
    size, tried = options.reports, options.tried
    reports = list(invented(size + tried * AN_INCIDENT, days=options.days))
    known, new = reports[:size], reports[size::AN_INCIDENT][:tried]
    late = [one for at, one in enumerate(known) if at % (size // tried) == 0][:tried]
    gone = set(late)
    kept = [one for one in known if one not in gone]
    told = _long if options.long else _short
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "casebook.db"
        if options.kept and options.kept.exists():
            shutil.copy(options.kept, file)
        database = open_database(f"sqlite:///{file}")
        with Archive(Path(folder) / "archive") as archive:
            place = Workplace(database, archive)
            if not (options.kept and options.kept.exists()):
                fill(database, map(told, kept), now=NOW)
                resolve_from_scratch(place, now=NOW)
            print(f"{len(kept)} reports linked", flush=True)
            if options.kept and not options.kept.exists():
                with sqlite3.connect(file) as connection:
                    connection.execute("VACUUM INTO ?", (str(options.kept),))
            gc.freeze()  # the invented reports are ours: nobody else keeps so many in memory
            lookups = [_timed(partial(_lookup, place, 1 + at)) for at in range(tried)]
            for name, more in (("of known incidents", late), ("of new incidents", new)):
                statements = _statements(place, told(more[0]))
                spent, in_turn = [], []
                for at, report in enumerate(more[1:], 1):
                    _keep(place, told(report))
                    in_turn.append(_timed(partial(_lookup, place, at)))
                    spent.append(_timed(partial(resolve_waiting, place, now=NOW)))
                _print(name, spent[FIRST:], lookups, in_turn[FIRST:], statements)
        database.dispose()


def _statements(place: Workplace, reading: Reading) -> int:
    """How many statements the database is sent: of the first report."""
    sent: list[str] = []
    keep(place, [reading], now=NOW)
    told = (place.database.engine, "before_cursor_execute", lambda *a: sent.append(a[2]))
    event.listen(*told)
    resolve_waiting(place, now=NOW)
    event.remove(*told)
    return len(sent)


def _keep(place: Workplace, reading: Reading) -> None:
    """The report waits, and nobody works meanwhile."""
    keep(place, [reading], now=NOW)
    place.database.carry_over()
    precompile(place.database.engine)
    gc.freeze()


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    began = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began[0], time.process_time() - began[1]


def _lookup(place: Workplace, n: int) -> None:
    with place.database.write() as session:
        session.execute(select(incident.c.line).where(incident.c.n == n)).first()
        own = update(incident_identifier).where(incident_identifier.c.n == n)
        session.execute(own.values(updated_at=NOW))


def _print(
    name: str,
    spent: Sequence[tuple[float, float]],
    lookups: Sequence[tuple[float, float]],
    in_turn: Sequence[tuple[float, float]],
    statements: int,
) -> None:
    print(f"{len(spent)} {name}: {statements} statements")
    for at, by in enumerate(("clock", "processor")):
        own = sorted(one[at] for one in spent)
        median, late = own[len(own) // 2], own[int(0.99 * (len(own) - 1))]
        print(f"  {by}: median {median * 1e3:.1f} ms, p99 {late * 1e3:.1f} ms", end="")
        for units, how in ((lookups, "a lookup and commit"), (in_turn, "one in turn")):
            unit = sorted(one[at] for one in units)[len(units) // 2]
            told = f"{median / unit:.1f} and {late / unit:.1f} x {how} ({unit * 1e3:.2f} ms)"
            print(f"; {told}", end="")
        print(flush=True)


def _short(one: Linkable) -> Reading:
    return _reading(
        one, f"{_who(one)} was shot by police in {_where(one)}, {one.state}, {_day(one)}."
    )


def _long(one: Linkable) -> Reading:
    """Told as news are: the day by its name, the state by the outlet."""
    lead = f"{_who(one)} was shot by police in {_where(one)} on {one.dates[0].first:%A}."
    return _reading(one, lead, f"\n\n{_body(one.anchor)}")


def _who(one: Linkable) -> str:
    [shot] = one.victims
    return f"{shot.name or 'A man'}, {shot.age_min},"


def _where(one: Linkable) -> str | None:
    return one.cities[0] if one.cities else None


def _day(one: Linkable) -> str:
    return str(one.dates[0])


def _body(anchor: str) -> str:
    """Words of a story, which are those of its incident's first where it copies that."""
    number = anchor.split("-")[0]
    dice = random.Random(anchor)
    if not anchor.endswith("-0") and dice.random() < COPIES:
        return _body(f"{number}-0")
    own = _draw(random.Random(number), *_surnames(), 8)
    words = _draw(dice, *_frequent(), WORDS) + dice.sample(own, 5)
    dice.shuffle(words)
    return ". ".join(" ".join(some) for some in zip(*[iter(words)] * 15, strict=False))


def _draw(dice: random.Random, words: Sequence[str], sums: Sequence[int], size: int) -> list[str]:
    return dice.choices(words, cum_weights=sums, k=size)


@cache
def _surnames() -> tuple[Sequence[str], Sequence[int]]:
    return population(2)


@cache
def _frequent() -> tuple[Sequence[str], Sequence[int]]:
    """Words of crime news, and in how many stories each stands, summed up."""
    lines = WORD_COUNTS.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [word for word, _ in rows], list(accumulate(int(count) for _, count in rows))


def _reading(one: Linkable, lead: str, body: str = "") -> Reading:
    url = f"https://outlet.example/{one.anchor}"
    shot = one.victims[0]
    quote = Span(Where.TEXT, 0, len(lead))
    told: list[tuple[str, str | int | None, int | None]] = [
        ("incident_date", _day(one), None),
        ("city", _where(one), None),
    ]
    told += [("state", one.state, None), ("name", shot.name, 0), ("age", shot.age_min, 0)]
    claims = tuple(
        Claim(field, value, str(value), quote, person=person)
        for field, value, person in told
        if value is not None
    )
    published = datetime.combine(one.published or NOW.date(), datetime.min.time(), UTC)
    article = Article(
        url=url,
        canonical_url=url,
        title="Police shooting",
        text=lead + body,
        published=published + timedelta(hours=9),
        published_precision=PublishedPrecision.SECOND,
    )
    person = Person(0, Role.SHOT_BY_POLICE, shot.name, (shot.name,) if shot.name else ())
    report = Report(
        n=0,
        passages=(Span(Where.TEXT, 0, len(lead + body)),),
        fingerprint=one.anchor,
        fired_by=FiredBy.POLICE,
        relevance=0.99,
        people=(person,),
        claims=claims,
        people_hit_max=1,
    )
    return Reading(article, (report,), 0.99, 0.99, (), "1")


if __name__ == "__main__":
    main()
