"""What going back costs: the engine beside a plain loop, more workers, memory, loading.

    python benchmarks/backfill.py [--records 1500] [--files 4] [--html FOLDER] [--spark]
                                  [--postgres URL]

Makes WARC files in which every fiftieth page is a story of the newsroom and the others are pages
of 80 kB (or, with ``--html``, real pages from a folder, round and round), then measures, in one
run: CPU per record of the very functions a task calls, in a plain loop; of the engine with one
worker and with two, in CPU and in wall time, each five times for the median; the peak memory of
a worker; and, with a PostgreSQL address, loading a shard beside a raw COPY of the same bytes.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

import psycopg
import pyarrow.csv as pa_csv
from crawl_cpu import made_up, read_folder

from casebook.demo.addresses import page as page_of
from casebook.demo.desk import stories
from pipeline.records import Scope
from scheduler import backfill
from scheduler.engines import Engine, Local, Spark
from scheduler.shard import Order, _take, work
from scheduler.workplace import Workplace
from storage.archive import Archive
from storage.engine import open_database
from storage.shards import SCHEMAS, Findings, Folder
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
            yield f"{story.url}?copy={number}", page_of(story).body
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
        done = list(engine.run(watched_work, orders))
        assert not any(one.fault for one in done), done
        peak = max(one.result or 0 for one in done)
        tell.send(Run(session_cpu(os.getpid()), time.perf_counter() - wall, peak))


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


def report_engines(paths: Sequence[Path], records: int, *, spark: bool) -> None:
    loop = [measured(lambda: plain_loop(paths))[0] for _ in range(ROUNDS)]
    base = statistics.median(loop)
    print(f"{'plain loop':24} {1000 * base / records:8.2f} ms CPU a record")
    walls: dict[str, float] = {}
    engines: dict[str, Engine] = {"local, 1 worker": Local(1), "local, 2 workers": Local(2)}
    if spark:
        engines |= {"spark, local[1]": Spark("local[1]"), "spark, local[2]": Spark("local[2]")}
    peak = 0
    for name, engine in engines.items():
        runs = [in_child(engine, paths) for _ in range(ROUNDS)]
        cpu = statistics.median(run.cpu for run in runs)
        walls[name] = statistics.median(run.wall for run in runs)
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


def report_loading(paths: Sequence[Path], url: str) -> None:
    """Loading all shards into PostgreSQL beside COPY of the same columns into bare tables."""
    with tempfile.TemporaryDirectory() as scratch:
        for path in paths:
            work(Order(str(path), f"{scratch}/out", "police"))
        folders = Folder.at(f"{scratch}/out").shards()
        database = open_database(url)
        with Archive(Path(scratch) / "archive") as archive:
            place = Workplace(database, archive)
            cpu, wall = measured(lambda: backfill.load(place, folders, now=NOW))
        database.dispose()
        raw_cpu, raw_wall, size = raw_copy(folders, url)
        print(f"loading: {cpu:.2f} s CPU, {wall:.2f} s; raw COPY of {size / 1e6:.1f} MB:")
        print(f"         {raw_cpu:.2f} s CPU, {raw_wall:.2f} s: {raw_wall / wall:.2f} of its speed")


def raw_copy(folders: Sequence[Folder], url: str) -> tuple[float, float, int]:
    feeds: list[tuple[str, list[str], bytes]] = []
    for folder in folders:
        for name in SCHEMAS:
            table = folder.table(name)
            sink = BytesIO()
            pa_csv.write_csv(table, sink, pa_csv.WriteOptions(include_header=False))
            feeds.append((name, table.column_names, sink.getvalue()))
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for name, columns, _ in feeds[: len(SCHEMAS)]:
            shape = ", ".join(f'"{column}" text' for column in columns)
            connection.execute(f"CREATE TEMPORARY TABLE raw_{name} ({shape})")

        def run() -> None:
            for name, _, body in feeds:
                with connection.cursor().copy(f"COPY raw_{name} FROM STDIN (FORMAT csv)") as feed:
                    feed.write(body)
            connection.commit()

        cpu, wall = measured(run)
    return cpu, wall, sum(len(body) for _, _, body in feeds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=1500)
    parser.add_argument("--files", type=int, default=4)
    parser.add_argument("--every", type=int, default=50, help="One page in so many is a story.")
    parser.add_argument("--html", type=Path)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--postgres", help="An empty database, such as postgresql://…/bench")
    options = parser.parse_args()
    fillers = read_folder(options.html) if options.html else [made_up()]
    with tempfile.TemporaryDirectory() as folder:
        made = pages(fillers, options.records, options.every)
        each = -(-options.records // options.files)
        paths = write(Path(folder), options.files, made, each)
        size = sum(path.stat().st_size for path in paths)
        print(f"{options.records} records in {options.files} files, {size / 1e6:.0f} MB packed")
        report_engines(paths, options.records, spark=options.spark)
        if options.postgres:
            report_loading(paths, options.postgres)


if __name__ == "__main__":
    main()
