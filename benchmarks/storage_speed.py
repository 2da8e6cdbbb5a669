"""How fast the record is kept and found again, against SQL written by hand for the same answer.

``python -m benchmarks.storage_speed [--articles 100000] [--postgres URL]`` makes articles (of
2,500 characters, one report, twelve claims; three articles an incident), writes them
through our tables and raw, and asks what a person asks, of us and of ``storage_by_hand``. Where
the two answers differ in anything it stops.
"""

from __future__ import annotations

import gc
import hashlib
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from sqlalchemy import text

from benchmarks import asking
from benchmarks.storage_by_hand import ByHand
from benchmarks.storage_rows import PER_INCIDENT, TABLES, made
from storage import explained, exports, incidents, sayings, search, sources
from storage.columns import as_json
from storage.engine import Database, open_database
from storage.exports import in_shape
from storage.shapes import named
from storage.sql import add

THEIRS = "washington-post-v2"

# ---------------------------------------------------------------------------------- insert


def insert_ours(database: Database, count: int) -> tuple[int, float]:
    """Rows, and seconds of this process's CPU spent writing them through our tables."""
    rows, spent = 0, 0.0
    for portion in made(count):
        began = time.process_time()
        with database.write() as session:
            for table in TABLES:
                if found := portion.get(table.name):
                    add(session, table, found)
        spent += time.process_time() - began
        rows += sum(map(len, portion.values()))
    return rows, spent


def _plain(portion: dict[str, list[dict[str, Any]]], name: str, postgres: bool) -> list[Any]:
    """The same rows as the driver takes them."""
    table = next(each for each in TABLES if each.name == name)
    json_columns = {column.name for column in table.c if type(column.type).__name__ == "Json"}
    return [
        tuple(
            as_json(value)
            if key in json_columns and value is not None
            else value
            if postgres or not hasattr(value, "isoformat")
            else str(value)
            for key, value in row.items()
        )
        for row in portion[name]
    ]


def insert_raw_copy(database: Database, count: int) -> tuple[int, float]:
    """The same with PostgreSQL's COPY: same tables, same indexes, same portions."""
    raw = database.engine.raw_connection()
    cursor: Any = raw.cursor()
    rows, spent = 0, 0.0
    for portion in made(count):
        began = time.process_time()
        for table in TABLES:
            if table.name in portion:
                names = ", ".join(f'"{name}"' for name in portion[table.name][0])
                with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                    for row in _plain(portion, table.name, postgres=True):
                        copy.write_row(row)
        raw.commit()
        spent += time.process_time() - began
        rows += sum(map(len, portion.values()))
    raw.close()
    return rows, spent


def insert_raw_sqlite(path: Path, count: int) -> tuple[int, float]:
    """The same with ``sqlite3`` alone: same tables, same indexes, same portions."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = NORMAL")
    rows, spent = 0, 0.0
    for portion in made(count):
        began = time.process_time()
        raw.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            if table.name in portion:
                names = ", ".join(f'"{name}"' for name in portion[table.name][0])
                marks = ", ".join("?" * len(portion[table.name][0]))
                raw.executemany(
                    f"INSERT INTO {table.name} ({names}) VALUES ({marks})",
                    _plain(portion, table.name, postgres=False),
                )
        raw.execute("COMMIT")
        spent += time.process_time() - began
        rows += sum(map(len, portion.values()))
    raw.close()
    return rows, spent


# ---------------------------------------------------------------------------------- ask

Ask = Callable[[], Any]


class Sum:
    """A file that keeps only what identifies what was written."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._sum.update(data)
        return len(data)

    def flush(self) -> None:
        pass

    def text(self) -> str:
        return self._sum.hexdigest()


def ours(database: Database, number: int) -> dict[str, Ask]:
    """The questions, as the package answers them; the parts of each answer as plain values."""

    def read(work: Callable[[Any], Any]) -> Ask:
        def ask() -> Any:
            with database.read() as session:
                return work(session)

        return ask

    def exported(kind: str) -> Ask:
        def work(session: Any) -> str:
            out: Any = Sum()
            exports.export(session, kind, "jsonl", out=out)
            return str(out.text())

        return read(work)

    chosen = incidents.Filters(state="TX")
    return {
        "incident list, one state, 100 newest": read(
            lambda session: incidents.list_incidents(session, chosen, limit=100)
        ),
        "one incident, why each value": read(
            lambda session: _parts(explained.why(session, f"I{number}"))
        ),
        "one incident, every claim with its words": read(
            lambda session: (
                sayings.of_incident(session, number),
                sayings.values(session, number),
                sayings.sources(session, number),
            )
        ),
        "search, a rare word": read(lambda session: search.search(session, f"Person{number}")),
        "search, a common word": read(lambda session: search.search(session, "noon")),
        "how each source does": read(lambda session: sources.records(session, [])),
        "export incidents (jsonl)": exported("incidents"),
        "export claims (jsonl)": exported("claims"),
        "export in the Washington Post's shape": read(in_their_shape),
    }


def in_their_shape(session: Any) -> str:
    """Both files: whoever is shot, and whose shootings they are."""
    [shape] = named(THEIRS)
    out: Any = Sum()
    whose = in_shape.Agencies()

    def send(text: str) -> None:
        out.write(text.encode())

    in_shape.write(session, shape, send, agencies=whose)
    in_shape.write_agencies(shape, whose, send)
    return str(out.text())


def _parts(told: explained.Why) -> tuple[Any, ...]:
    return told.line, told.members, told.facts, told.questions


def by_hand(database: Database, number: int, *, bare: bool) -> dict[str, Ask]:
    """The same questions, in the same order, by the best SQL we know how to write."""
    hand = ByHand(database, bare=bare)

    def connected(answer: Ask) -> Ask:
        def ask() -> Any:
            with hand.connected():
                return answer()

        return ask

    def exported(write: Callable[[Any], None]) -> Ask:
        def work() -> str:
            out = Sum()
            write(out)
            return out.text()

        return work

    answers: tuple[Ask, ...] = (
        lambda: hand.newest("TX"),
        lambda: hand.why(number),
        lambda: hand.told(number),
        lambda: hand.saying(f"Person{number}"),
        lambda: hand.saying("noon"),
        hand.sources,
        exported(hand.export_incidents),
        exported(hand.export_claims),
        exported(hand.export_in_their_shape),
    )
    names = ours(database, number)
    return {name: connected(answer) for name, answer in zip(names, answers, strict=True)}


def plain(answer: Any) -> Any:
    """Records as tuples, so that an answer of ours can be held against one by hand."""
    if isinstance(answer, list | tuple):
        return [plain(item) for item in answer]
    return plain(astuple(answer)) if hasattr(answer, "__dataclass_fields__") else answer


def timed(ways: Sequence[Ask], clock: Callable[[], float], *, times: int) -> list[float]:
    """The median of some runs of each way, taken in turn, in milliseconds."""
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(times):
        for way, own in zip(ways, taken, strict=True):
            began = clock()
            way()
            own.append(clock() - began)
    return [statistics.median(own) * 1e3 for own in taken]


def compare(database: Database, count: int, *, exports_timed: int) -> None:
    """Ask everything, both ways; stop where the answers differ."""
    number = count // PER_INCIDENT // 2
    gc.collect()
    gc.freeze()  # what making the rows left behind is none of a question's business
    # SQLite works in this process: its CPU time is not disturbed by what else runs here
    postgres = database.engine.dialect.name == "postgresql"
    clock = time.perf_counter if postgres else time.process_time
    hand = by_hand(database, number, bare=False)
    bare = by_hand(database, number, bare=True)
    for name, ask in ours(database, number).items():
        if not plain(ask()) == plain(hand[name]()) == plain(bare[name]()):
            sys.exit(f"{name}: the answers differ")
        times = exports_timed if name.startswith(("export", "how")) else 45
        mine, theirs, least = timed((ask, hand[name], bare[name]), clock, times=times)
        print(
            f"{name:42} {mine:9.2f} ms  by hand {theirs:9.2f} ms  × {mine / theirs:.2f}"
            f"  bare driver {least:9.2f} ms",
            flush=True,
        )


def main() -> None:
    options = asking.parser(__doc__)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--postgres", metavar="URL", help="An empty database on a server.")
    options.add_argument("--exports-timed", type=int, default=3, metavar="N")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(chosen.postgres or f"sqlite:///{folder}/ours.db")
        rows, spent = insert_ours(database, chosen.articles)
        print(f"{chosen.articles:,} articles, {rows:,} rows")
        print(f"insert, ours         {rows / spent:10,.0f} rows per CPU second")
        if chosen.postgres is None:
            open_database(f"sqlite:///{folder}/raw.db").dispose()
            rows, raw = insert_raw_sqlite(Path(folder) / "raw.db", chosen.articles)
            print(f"insert, sqlite3      {rows / raw:10,.0f} rows per CPU second")
        else:
            with database.write() as session:
                names = ", ".join(table.name for table in TABLES)
                session.execute(text(f"TRUNCATE {names} CASCADE"))
            rows, raw = insert_raw_copy(database, chosen.articles)
            print(f"insert, COPY         {rows / raw:10,.0f} rows per CPU second")
            with database.engine.connect() as connection:
                connection.exec_driver_sql("ANALYZE")
        print(f"ours / raw           {raw / spent:10.2f}", flush=True)
        compare(database, chosen.articles, exports_timed=chosen.exports_timed)
        database.dispose()


if __name__ == "__main__":
    main()
