"""What one new report costs in a large database, as a multiple of one indexed lookup and commit.

    python benchmarks/one_report.py [REPORTS [TRIED]]

Fills an SQLite database with invented reports (those of ``linkage_speed.py``, read as short
stories), links them, and then tells TRIED more, one at a time: finding what shares a key,
comparing, forming the incident again, writing line, facts and change, and the commit. The lookup is
one incident by its number, with a row written and committed. The first ten are not timed: a process
looks up its lists of names and understands its statements once. What the processor alone spent is
told, too: on a busy machine the clock counts what others do.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from linkage_speed import AN_INCIDENT, invented
from readings import keep
from sqlalchemy import event, select, update

from pipeline.linkable import Linkable
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
from storage.tables import incident, incident_identifier

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BATCH, FIRST = 500, 9


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    tried = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    reports = list(invented(size + tried * AN_INCIDENT))
    known, new = reports[:size], reports[size::AN_INCIDENT][:tried]
    late = [one for at, one in enumerate(known) if at % (size // tried) == 0][:tried]
    kept = [one for one in known if one not in set(late)]
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/casebook.db")
        with Archive(Path(folder) / "archive") as archive:
            place = Workplace(database, archive)
            for at in range(0, len(kept), BATCH):
                _tell(place, kept[at : at + BATCH])
            resolve_from_scratch(place, now=NOW)
            print(f"{len(kept)} reports linked", flush=True)
            gc.freeze()  # the invented reports are ours: nobody else keeps so many in memory
            lookups = [_timed(partial(_lookup, place, 1 + at)) for at in range(tried)]
            for name, more in (("of known incidents", late), ("of new incidents", new)):
                statements = _statements(place, more[0])
                spent = [_one(place, report) for report in more[1:]][FIRST:]
                _print(name, spent, lookups, statements)
        database.dispose()


def _statements(place: Workplace, report: Linkable) -> int:
    """How many statements the database is sent: of the first report."""
    sent: list[str] = []
    _tell(place, [report])
    told = (place.database.engine, "before_cursor_execute", lambda *a: sent.append(a[2]))
    event.listen(*told)
    resolve_waiting(place, now=NOW)
    event.remove(*told)
    return len(sent)


def _one(place: Workplace, report: Linkable) -> tuple[float, float]:
    _tell(place, [report])
    return _timed(partial(resolve_waiting, place, now=NOW))


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
    statements: int,
) -> None:
    print(f"{len(spent)} {name}: {statements} statements")
    for by, own, units in zip(
        ("clock", "processor"), zip(*spent, strict=True), zip(*lookups, strict=True), strict=True
    ):
        unit = sorted(units)[len(units) // 2]
        ordered = sorted(own)
        median, late = ordered[len(ordered) // 2], ordered[int(0.99 * (len(ordered) - 1))]
        print(
            f"  {by}: median {median * 1e3:.1f} ms = {median / unit:.1f} x, "
            f"p99 {late * 1e3:.1f} ms = {late / unit:.1f} x a lookup and commit "
            f"({unit * 1e3:.2f} ms)",
            flush=True,
        )


def _tell(place: Workplace, reports: Sequence[Linkable]) -> None:
    told = ((f"https://outlet.example/{one.anchor}", one) for one in reports)
    keep(place, (_reading(url, one) for url, one in told), now=NOW)


def _reading(url: str, one: Linkable) -> Reading:
    shot = one.victims[0]
    day, city = str(one.dates[0]), one.cities[0] if one.cities else None
    text = (
        f"{shot.name or 'A man'}, {shot.age_min}, was shot by police in {city}, {one.state}, {day}."
    )
    quote = Span(Where.TEXT, 0, len(text))
    told = [("incident_date", day, None), ("city", city, None), ("state", one.state, None)]
    told += [("name", shot.name, 0), ("age", shot.age_min, 0)]
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
        text=text,
        published=published + timedelta(hours=9),
        published_precision=PublishedPrecision.SECOND,
    )
    person = Person(0, Role.SHOT_BY_POLICE, shot.name, (shot.name,) if shot.name else ())
    report = Report(
        n=0,
        passages=(quote,),
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
