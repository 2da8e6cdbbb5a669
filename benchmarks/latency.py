"""From a story's publication to its incident in the database, through the whole service.

    python -m benchmarks.latency [--sources 20] [--minutes 6] [--interval 60]

Serves invented outlets on loopback, starts ``casebook schedule`` on them as an operator would,
and publishes a story about another person somewhere every few seconds. Asked: within the
interval at which a source is looked at, and 60 s. The process that starts counts too: its first
minute, in which everything is looked at for the first time, is left out of the figures.
"""

from __future__ import annotations

import argparse
import random
import signal
import statistics
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import asking
from storage import schedules
from storage.engine import Database, open_database
from tests.whole.desk import Desk
from tests.whole.test_soak import CITIES, FIRST, LAST, Outlets, Story, born, entry, server, start


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--sources", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--interval", type=int, default=60, help="seconds between two looks")
    parser.add_argument("--every", type=float, default=5, help="seconds between two stories")
    told = parser.parse_args()
    known = Outlets()
    answering = server(known)
    threading.Thread(target=answering.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        entries = [entry(n, answering.server_address[1]) for n in range(told.sources)]
        (desk.folder / "sources.toml").write_text("".join(entries))
        database = prepared(desk, told.sources, told.interval)
        service = start(desk, "service")
        try:
            publish(known, told)
            time.sleep(told.interval * 1.1 + 60)
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(40)
        report(database, known, told)
        database.dispose()
    answering.shutdown()
    answering.server_close()


def prepared(desk: Desk, sources: int, interval: int) -> Database:
    """A database in which every source is looked at so often."""
    database = open_database(f"sqlite:///{desk.folder / 'casebook.db'}")
    values = {"every_s": interval, "jitter_s": interval // 10, "adaptive": False}
    with database.write() as session:
        for n in range(sources):
            schedules.change(session, f"s{n:03}", values, by="benchmark", now=datetime.now(UTC))
    return database


def publish(known: Outlets, told: argparse.Namespace) -> None:
    chance = random.Random(5)
    end = time.monotonic() + told.minutes * 60
    number = 0
    while time.monotonic() < end:
        who = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
        host = f"s{chance.randrange(told.sources):03}.example"
        city = CITIES[number % len(CITIES)]
        known.publish(Story(host, f"/2026/story-{number}", datetime.now(UTC), who, city))
        number += 1
        time.sleep(told.every)


def report(database: Database, known: Outlets, told: argparse.Namespace) -> None:
    stories = [story for host in list(known.stories) for story in known.out(host)]
    settled = min(story.at for story in stories) + timedelta(seconds=60)
    stories = [story for story in stories if story.at > settled]
    there = born(database)
    waits = sorted((there[s.url] - s.at).total_seconds() for s in stories if s.url in there)
    allowed = told.interval * 1.1 + 60
    if len(waits) < 2:
        raise SystemExit(f"only {len(waits)} of {len(stories)} stories have an incident")
    late = sum(wait > allowed for wait in waits) + len(stories) - len(waits)
    print(
        f"{len(stories)} stories of {told.sources} sources, each looked at every"
        f" {told.interval} s (and up to a tenth): {len(waits)} have an incident\n"
        f"publication to incident: median {statistics.median(waits):.0f} s,"
        f" 95 % {waits[int(len(waits) * 0.95)]:.0f} s, most {waits[-1]:.0f} s;"
        f" {late} later than {allowed:.0f} s"
    )


if __name__ == "__main__":
    main()
