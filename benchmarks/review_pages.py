"""How fast the review pages are with 5,000 incidents, 100,000 articles and ten readers at once.

    python benchmarks/review_pages.py [--folder DIR] [--rounds 30] [--readers 10]

Multiplies the bundled newsroom's record (each incident and article becomes many, under numbers
of their own), serves it by ``casebook serve`` in a process of its own, and has ten readers ask
for every page, an empty one among them, in one run. Asked: p95 of each page at most four times
that of the empty page, plus the time its SQL took (as the server tells by Server-Timing).
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

INCIDENTS, ARTICLES = 5_000, 100_000
STEP = 1_000_000
EMPTY = "/about"
#: Columns that count rows of their own or another table, by how far a copy is moved.
_IDS = {"id", "link_id", "capture_id", "article_id", "version_id", "report_id"}
_NUMBERS = {"incident", "victim", "into"}
_ANCHORS = {"anchor", "left", "right", "via"}
_ADDRESSES = {"key", "url", "canonical_url", "article", "met", "final_url", "near_duplicate_of"}
_TABLES = (
    "link", "capture", "article", "article_version", "reading", "incident_identifier",
    "victim_identifier", "report", "report_person", "claim", "report_key", "edge", "incident",
    "membership", "incident_person", "fact", "change", "report_home", "person_home",
)  # fmt: skip
_OF_ARTICLES = ("link", "capture", "article", "article_version", "reading")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--readers", type=int, default=10)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = told.folder or Path(scratch)
        database = folder / "casebook.db"
        if not database.exists():
            build(folder, database)
        measure(database, told.rounds, told.readers)


# ---------------------------------------------------------------------------------- the record


def build(folder: Path, database: Path) -> None:
    say("crawling the bundled newsroom")
    demo = [sys.executable, "-m", "casebook", "demo", "--folder", str(folder)]
    subprocess.run(demo, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    say("multiplying it")
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = OFF")
        rows = {
            name: [dict(r) for r in connection.execute(f'SELECT * FROM "{name}"')]
            for name in _TABLES
        }
        copies = -(-INCIDENTS // len(rows["incident"]))
        for k in range(1, copies):
            for name in _TABLES:
                put(connection, name, copied(name, rows, k))
        idle = {r["id"] for r in rows["article"]} - {r["article_id"] for r in rows["report"]}
        known = len(rows["article"]) * copies
        for k in range(copies, copies + -(-(ARTICLES - known) // len(idle))):
            for name in _OF_ARTICLES:
                put(connection, name, list(only(name, copied(name, rows, k), idle, k)))
        connection.execute("ANALYZE")
    connection.close()


def copied(name: str, rows: dict[str, list[dict[str, Any]]], k: int) -> list[dict[str, Any]]:
    return [{key: moved(name, key, value, k) for key, value in row.items()} for row in rows[name]]


_HASH = re.compile(r"\b[0-9a-f]{4}([0-9a-f]{12})\b")
_NAMED = re.compile(r'"([IV])(\d+)"')
_JSON = {"line", "support", "persons", "linkable"}


def moved(table: str, key: str, value: Any, k: int) -> Any:
    """A cell of the k-th copy."""
    if value is None:
        return None
    if key in _JSON:
        text = _HASH.sub(rf"{k:04x}\1", value)
        return _NAMED.sub(lambda m: f'"{m[1]}{int(m[2]) + k * 100}"', text)
    if key in _IDS:
        return value + k * STEP
    if key in _NUMBERS or (
        key == "n" and table in {"incident", "incident_identifier", "victim_identifier"}
    ):
        return value + k * 100
    if key == "cursor":
        return value + k * 1000
    if key in _ANCHORS:
        return f"{k:04x}{value[4:]}"
    if key in _ADDRESSES and isinstance(value, str):
        return f"{value}~{k}"
    return value


def only(name: str, rows: list[dict[str, Any]], idle: set[int], k: int) -> Iterator[dict[str, Any]]:
    """Of a copy, what belongs to articles that no report was read from."""
    wanted = {n + k * STEP for n in idle}
    for row in rows:
        own = row["id"] if name == "article" else row.get("article_id")
        if own in wanted or name in {"link", "capture"}:
            yield row


def put(connection: sqlite3.Connection, name: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = ", ".join(f'"{key}"' for key in rows[0])
        marks = ", ".join("?" for _ in rows[0])
        statement = f'INSERT OR IGNORE INTO "{name}" ({names}) VALUES ({marks})'
        connection.executemany(statement, [tuple(row.values()) for row in rows])


# ---------------------------------------------------------------------------------- measuring


def measure(database: Path, rounds: int, readers: int) -> None:
    with sqlite3.connect(database) as connection:
        counted = [
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("incident", "article", "claim")
        ]
    connection.close()
    print(f"{counted[0]:,} incidents, {counted[1]:,} articles, {counted[2]:,} claims; ", end="")
    print(f"{readers} readers, {rounds} rounds each")
    command = [
        sys.executable,
        "-m",
        "casebook",
        "--db",
        f"sqlite:///{database}",
        "serve",
        "--port",
        "0",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        try:
            line = next(text for text in server.stdout if "http://" in text)
            port = int(re.search(r":(\d+)/", line)[1])  # type: ignore[index]
            report(*ask(port, rounds, readers))
        finally:
            server.terminate()


def pages(port: int) -> dict[str, str]:
    """Every kind of page, with an address of it."""
    pair = fetch(http.client.HTTPConnection("127.0.0.1", port), "/queue/next")[3]
    return {
        "empty page": EMPTY,
        "inbox": "/",
        "incidents": "/incidents",
        "incidents, filtered": "/incidents?state=CA&fatal=yes&q=clark",
        "incidents, words in articles": "/incidents?text=cellphone",
        "incident": "/incidents/I3",
        "value": "/incidents/I3/said/V5/name",
        "coverage": "/incidents/I3/coverage",
        "who says what": "/incidents/I3/matrix",
        "history": "/incidents/I3/history",
        "map": "/incidents/map",
        "calendar": "/incidents/calendar",
        "queue": "/queue",
        "pair": pair or "/queue",
        "articles": "/articles",
        "articles, rejected": "/articles?tab=rejected",
        "articles, words": "/articles?q=cellphone",
        "article": "/articles/3",
        "sources and runs": "/sources",
        "API, 100 incidents": "/api/v1/incidents?limit=100",
    }


def fetch(connection: http.client.HTTPConnection, path: str) -> tuple[float, float, int, str]:
    """Milliseconds, of which SQL, bytes, where it led."""
    began = time.perf_counter()
    connection.request(
        "GET", path, headers={"Accept-Encoding": "gzip", "Cookie": "casebook-form=x"}
    )
    answer = connection.getresponse()
    body = answer.read()
    spent = (time.perf_counter() - began) * 1000
    if answer.status >= 400:
        raise SystemExit(f"{path} answers {answer.status}")
    timing = re.search(r"sql;dur=([\d.]+)", answer.getheader("Server-Timing") or "")
    return spent, float(timing[1]) if timing else 0.0, len(body), answer.getheader("Location") or ""


def ask(port: int, rounds: int, readers: int) -> tuple[dict[str, list[Any]], dict[str, str]]:
    wanted = pages(port)
    once = http.client.HTTPConnection("127.0.0.1", port)
    for path in wanted.values():
        fetch(once, path)
    found: dict[str, list[Any]] = defaultdict(list)
    lock = threading.Lock()

    def reader(seed: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        shuffled = random.Random(seed)
        for _ in range(rounds):
            for name in shuffled.sample(sorted(wanted), len(wanted)):
                told = fetch(connection, wanted[name])
                with lock:
                    found[name].append(told)

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found, wanted


def report(found: dict[str, list[Any]], wanted: dict[str, str]) -> None:
    def p95(values: list[float]) -> float:
        return statistics.quantiles(values, n=20)[-1]

    empty = p95([told[0] for told in found["empty page"]])
    print(
        f"{'page':30} {'n':>5} {'p50 ms':>8} {'p95 ms':>8} {'SQL p95':>8} {'allowed':>8} {'kB':>6}"
    )
    for name in wanted:
        spent = [told[0] for told in found[name]]
        sql = p95([told[1] for told in found[name]])
        allowed = 4 * empty + sql
        over = "  over" if p95(spent) > allowed else ""
        size = found[name][0][2] / 1000
        print(
            f"{name:30} {len(spent):5} {statistics.median(spent):8.1f} {p95(spent):8.1f}"
            f" {sql:8.1f} {allowed:8.1f} {size:6.1f}{over}"
        )


def say(text: str) -> None:
    print(f"{text} …", file=sys.stderr)


if __name__ == "__main__":
    main()
