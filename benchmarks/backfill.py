"""What going back costs: the engine beside a plain loop, more workers, memory, loading.

    python -m benchmarks.backfill [--records 10000] [--files 2] [--html FOLDER] [--spark]
                                  [--postgres URL] [--growth 1000 10000 100000]
                                  [--constants benchmarks/sizing.json --crawl-ms MS]

Makes WARC files in which every fiftieth page is a story of the newsroom and the others are pages
of 80 kB (or, with ``--html``, real pages from a folder, round and round), then measures, in one
run: CPU per record of the very functions a task calls, in a plain loop; of the engine with one
worker and with two, in CPU and in wall time, each five times for the median; the peak memory of
a worker; with ``--growth`` the same files again under other names, up to so many records; with
a PostgreSQL address, loading two shards of stories beside COPY of the same bytes, already written
out, into tables with the same indexes and constraints. ``--constants`` writes what ``sizing.py``
multiplies with; a crawled page's CPU is ``crawl_cpu.py``'s.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Table

from benchmarks import asking
from benchmarks.crawl_cpu import made_up, read_folder
from casebook.demo.addresses import page as page_of
from casebook.demo.desk import stories
from pipeline.records import Scope
from scheduler import backfill
from scheduler.engines import Engine, Local, Spark
from scheduler.shard import Order, _take, work
from scheduler.workplace import Workplace
from storage import queues
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.shards import Findings, Folder
from storage.tables import metadata
from storage.warc import iter_warc

ROUNDS = 5
NOW = datetime(2027, 3, 1, tzinfo=UTC)


def pages(fillers: Sequence[bytes], count: int, every: int) -> Iterator[tuple[str, bytes]]:
    """Addresses and bodies; every so many a story of the newsroom, under an address of its own."""
    told = cycle(stories())
    filled = cycle(fillers)
    for number in range(count):
        if number % every == 0:
            story = next(told)
            own = f"{story.url.rstrip('/')}-{number}/"
            yield own, page_of(story).body.replace(story.url.encode(), own.encode())
        else:
            yield f"https://n{number % 50}.example/page/{number}", next(filled)


def write(folder: Path, files: int, made: Iterator[tuple[str, bytes]], each: int) -> list[Path]:
    paths = []
    for number in range(files):
        with Archive(folder / f"making{number}") as archive:
            for url, body in islice(made, each):
                archive.append_response(
                    url=url,
                    status=200,
                    reason="OK",
                    headers=[(b"Content-Type", b"text/html; charset=utf-8")],
                    body=body,
                    fetched_at=NOW,
                    sync=False,
                )
        [path] = (folder / f"making{number}").glob("*.warc.gz")
        paths.append(path.rename(folder / f"part{number}.warc.gz"))
    return paths


def plain_loop(paths: Sequence[Path]) -> int:
    """The functions a task calls, without engine, folder or Parquet."""
    records = 0
    for path in paths:
        with tempfile.TemporaryFile() as kept:
            findings = Findings(Scope.POLICE, kept)
            order = Order(str(path), "", "police")
            for record in iter_warc(path):
                _take(record, order, findings)
                records += 1
    return records


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(step: Callable[[], object]) -> tuple[float, float]:
    """Our own CPU and wall seconds of a step."""
    cpu, wall = spent(), time.perf_counter()
    step()
    return spent() - cpu, time.perf_counter() - wall


def watched_work(order: Order) -> int:
    """The task, and the most memory its process has had, in kB."""
    outcome = work(order)
    assert outcome.fault is None, outcome.fault
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@dataclass(frozen=True)
class Run:
    cpu: float  # of every process of the engine, Java's too
    wall: float
    peak: int  # kB, of a worker


def engine_run(engine: Engine, paths: Sequence[Path], tell: Connection) -> None:
    os.setsid()
    wall = time.perf_counter()
    with tempfile.TemporaryDirectory() as out:
        orders = [Order(str(path), out, "police") for path in paths]
        done, cpu = [], 0.0
        for one in engine.run(watched_work, orders):  # Spark's workers die unburied with the run
            done.append(one)
            cpu = max(cpu, session_cpu(os.getpid()))
        cpu = max(cpu, session_cpu(os.getpid()))
        assert not any(one.fault for one in done), done
        peak = max(one.result or 0 for one in done)
        tell.send(Run(cpu, time.perf_counter() - wall, peak))


def session_cpu(leader: int) -> float:
    """CPU seconds of all processes of a session and of those they have buried (proc(5))."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader:
                ticks += sum(int(each) for each in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def in_child(engine: Engine, paths: Sequence[Path]) -> Run:
    """An engine's run in a process and a session of its own."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=engine_run, args=(engine, paths, theirs))
    process.start()
    run: Run = ours.recv()
    process.join()
    return run


def report_engines(
    paths: Sequence[Path], records: int, *, rounds: int, spark: bool
) -> dict[str, float]:
    loop = [measured(lambda: plain_loop(paths))[0] for _ in range(rounds)]
    base = statistics.median(loop)
    print(f"{'plain loop':24} {1000 * base / records:8.2f} ms CPU a record")
    walls: dict[str, float] = {}
    spent_by: dict[str, float] = {}
    engines: dict[str, Engine] = {
        f"local, {workers} worker{'s' * (workers > 1)}": Local(
            workers, preload=("scheduler.warmed",)
        )
        for workers in (1, 2)
    }
    if spark:
        engines |= {"spark, local[1]": Spark("local[1]"), "spark, local[2]": Spark("local[2]")}
    peak = 0
    for name, engine in engines.items():
        runs = [in_child(engine, paths) for _ in range(rounds)]
        cpu = statistics.median(run.cpu for run in runs)
        walls[name] = statistics.median(run.wall for run in runs)
        spent_by[name] = 1000 * cpu / records
        peak = max(peak, *(run.peak for run in runs))
        print(
            f"{name:24} {1000 * cpu / records:8.2f} ms CPU a record, {cpu / base:.2f} x the loop,"
            f" {walls[name]:.1f} s"
        )
    print(f"two workers: {walls['local, 1 worker'] / walls['local, 2 workers']:.2f} x one (local)")
    if spark:
        print(
            f"two workers: {walls['spark, local[1]'] / walls['spark, local[2]']:.2f} x one (spark)"
        )
    print(f"peak memory of a worker: {peak / 1024:.0f} MB")
    return {"cpu_ms_record": spent_by["local, 2 workers"], "peak_mb": peak / 1024}


def report_growth(paths: Sequence[Path], sizes: Sequence[int], each: int) -> None:
    """The same files under other names, so that every file is a task and a shard of its own."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            linked = []
            for number, path in enumerate(islice(cycle(paths), -(-size // each))):
                linked.append(Path(folder) / f"copy{number}.warc.gz")
                linked[-1].symlink_to(path)
            done = in_child(Local(2, preload=("scheduler.warmed",)), linked)
        records = len(linked) * each
        print(
            f"{records:>9,} records in {len(linked)} files: {done.wall:.1f} s,"
            f" {1000 * done.cpu / records:.2f} ms CPU a record, {done.peak / 1024:.0f} MB a worker"
        )


def sizes_of(paths: Sequence[Path], records: int) -> dict[str, float]:
    """What a record takes in a WARC file, and what a backfill leaves of it."""
    with tempfile.TemporaryDirectory() as out:
        for path in paths:
            work(Order(str(path), out, "police"))
        left = sum(path.stat().st_size for path in Path(out).rglob("*") if path.is_file())
    packed = sum(path.stat().st_size for path in paths)
    return {"packed_bytes_record": packed / records, "result_bytes_record": left / records}


def report_loading(url: str, stories_of: int) -> dict[str, float]:
    """Loading two shards of stories beside COPY of the same bytes into the same kind of tables."""
    loaded: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        made = pages([made_up()], stories_of, every=1)
        for path in write(Path(scratch), 2, made, -(-stories_of // 2)):
            work(Order(str(path), f"{scratch}/out", "police"))
        folders = Folder.at(f"{scratch}/out").shards()
        database = open_database(url)
        with Archive(Path(scratch) / "archive") as archive:
            place = Workplace(database, archive)
            before = database_bytes(database)
            cpu, wall = measured(lambda: loaded.update(backfill.load(place, folders, now=NOW)))
            grown = database_bytes(database) - before
        database.dispose()
    number = loaded["articles"]
    print(f"loaded: {dict(loaded)}")
    raw_cpu, raw_wall, size = raw_copy(url)
    print(f"loading: {cpu:.2f} s CPU, {wall:.2f} s; raw COPY of {size / 1e6:.1f} MB:")
    print(f"         {raw_cpu:.2f} s CPU, {raw_wall:.2f} s: {raw_wall / wall:.2f} of its speed")
    return {
        "database_bytes_article": grown / number,
        "load_ms_article": 1000 * cpu / number,
    }


def database_bytes(database: Database) -> int:
    with database.read() as session:
        return queues.database_bytes(session)


def raw_copy(url: str) -> tuple[float, float, int]:
    """COPY of what was loaded, already written out, into a second database made like it."""
    beside = "raw"
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(f"CREATE SCHEMA {beside}")
        connection.commit()
        open_database(f"{url}?options=-csearch_path%3D{beside}").dispose()
        feeds = [
            (f"COPY {beside}.{statement} FROM STDIN", body)
            for table in metadata.sorted_tables
            for statement, body in written_out(connection, table)
        ]

        def run() -> None:
            for statement, body in feeds:
                with connection.cursor().copy(statement) as copy:
                    copy.write(body)
            connection.commit()

        cpu, wall = measured(run)
    return cpu, wall, sum(len(body) for _, body in feeds)


def written_out(connection: psycopg.Connection[Any], table: Table) -> Iterator[tuple[str, bytes]]:
    """A table's name with its columns, and its rows; nothing of one that loading leaves alone."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    named = f"{table.name} ({names})"
    with connection.cursor().copy(f"COPY public.{named} TO STDOUT") as rows:
        body = b"".join(rows)
    if body and table.name not in ("about", "run"):
        yield named, body


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=2)
    parser.add_argument("--every", type=int, default=50, help="One page in so many is a story.")
    parser.add_argument("--html", type=Path)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--growth", type=int, nargs="*", default=[])
    parser.add_argument("--constants", type=Path, help="Needs --postgres and --crawl-ms, too.")
    parser.add_argument("--crawl-ms", type=float, help="CPU of a crawled page, by crawl_cpu.py.")
    parser.add_argument("--stories", type=int, default=2000, help="To be loaded.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--postgres", help="An empty database, such as postgresql://…/bench")
    options = parser.parse_args()
    fillers = read_folder(options.html) if options.html else [made_up()]
    with tempfile.TemporaryDirectory() as folder:
        made = pages(fillers, options.records, options.every)
        each = -(-options.records // options.files)
        paths = write(Path(folder), options.files, made, each)
        size = sum(path.stat().st_size for path in paths)
        print(f"{options.records} records in {options.files} files, {size / 1e6:.0f} MB packed")
        found = report_engines(paths, options.records, rounds=options.rounds, spark=options.spark)
        report_growth(paths, options.growth, each)
        if options.postgres:
            found |= report_loading(options.postgres, options.stories)
        if options.constants:
            found |= sizes_of(paths, options.records) | {"crawl_ms_request": options.crawl_ms}
            save(options, found)


def save(options: argparse.Namespace, found: dict[str, float]) -> None:
    """Constants for ``sizing.py``, with the command that measured them."""
    path: Path = options.constants
    places = {str(options.html): "PAGES", options.postgres: "URL", str(path): path.name}
    words = [places.get(word, word) for word in sys.argv[1:]]
    command = " ".join(["python -m benchmarks.backfill", *words])
    measured_now = {name: round(value, 3) for name, value in sorted(found.items())}
    told = {"by": [command, "python -m benchmarks.crawl_cpu"], "measured": measured_now}
    path.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
