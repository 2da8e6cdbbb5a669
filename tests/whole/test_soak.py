"""The service at work for an hour: real processes, outlets that fail, schedulers that are killed.

``make soak`` runs it; CASEBOOK_SOAK_MINUTES and CASEBOOK_SOAK_SOURCES make it shorter or larger.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from sqlalchemy import select

from storage import schedules
from storage.engine import Database, open_database
from storage.tables import (
    article,
    article_version,
    incident,
    link,
    membership,
    report,
    source_visit,
)
from tests.whole.desk import Desk

log = logging.getLogger(__name__)

MINUTES = float(os.environ.get("CASEBOOK_SOAK_MINUTES", "60"))
SOURCES = int(os.environ.get("CASEBOOK_SOAK_SOURCES", "500"))
EVERY = 120  # seconds between two looks at a source
CITIES = ("Columbus", "Dayton", "Toledo", "Akron", "Canton", "Lima", "Mansfield", "Elyria")
FIRST = ("Arlen", "Bram", "Corwin", "Dorian", "Emeric", "Farrell", "Garth", "Hollis", "Ivor")
LAST = ("Quillfeather", "Rusk", "Sallow", "Tarrant", "Umber", "Vantongeren", "Wexcombe", "Yarrow")


@dataclass(frozen=True)
class Story:
    """One story of one outlet; ``shot`` is who it is about, if it is one of those."""

    host: str
    path: str
    at: datetime
    shot: str | None
    city: str

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}"

    def page(self) -> str:
        if self.shot is None:
            text = f"<p>The {self.city} council met on Tuesday and spoke of the library.</p>" * 6
            title = f"{self.city} council speaks of the library"
        else:
            title = f"Police officer shoots and kills man in {self.city}"
            text = (
                f"<p>{self.city.upper()}, Ohio — A {self.city} police officer shot and killed "
                f"{self.shot}, 34, on Sunday night, police said.</p><p>{self.shot.split()[-1]} was "
                f"holding a knife when officers fired, the {self.city} Police Department said in a "
                "statement. The officer was placed on leave, police said.</p>"
            )
        return (
            f"<html><head><title>{title}</title><meta property='article:published_time' "
            f"content='{self.at.isoformat()}'></head><body><article><h1>{title}</h1>{text}"
            "</article></body></html>"
        )


@dataclass
class Outlets:
    """Hosts that publish while we look, and now and then do not answer for a while."""

    stories: dict[str, list[Story]] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def publish(self, story: Story) -> None:
        with self.lock:
            self.stories.setdefault(story.host, []).append(story)

    def out(self, host: str) -> list[Story]:
        with self.lock:
            return list(self.stories.get(host, ()))


def server(outlets: Outlets) -> ThreadingHTTPServer:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            host = parts.hostname or ""
            if host in outlets.down:
                self.close_connection = True
                return
            if parts.path == "/robots.txt":
                self._send("text/plain", "")
            elif parts.path == "/feed":
                self._send("application/rss+xml", feed(outlets.out(host)))
            else:
                found = [story for story in outlets.out(host) if story.path == parts.path]
                if found:
                    with outlets.lock:
                        outlets.asked[found[0].url] += 1
                self._send("text/html; charset=utf-8", found[0].page() if found else "")

        def _send(self, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, *_words: object) -> None:
            pass  # a crawler that is killed hangs up

    return Quiet(("127.0.0.1", 0), Answer)


def feed(stories: list[Story]) -> str:
    items = "".join(
        f"<item><title>x</title><link>{story.url}</link>"
        f"<pubDate>{format_datetime(story.at)}</pubDate></item>"
        for story in stories[-30:]
    )
    return f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"


@pytest.fixture
def outlets() -> Iterator[tuple[Outlets, int]]:
    known = Outlets()
    answering = server(known)
    threading.Thread(target=answering.serve_forever, daemon=True).start()
    yield known, answering.server_address[1]
    answering.shutdown()
    answering.server_close()


def entry(n: int, port: int) -> str:
    return (
        f'[[source]]\nname = "s{n:03}"\noutlet = "Gazette {n}"\ndomains = ["s{n:03}.example"]\n'
        f'feeds = ["http://s{n:03}.example/feed"]\nstate = "OH"\ndelay = 0\ninterval = 5\n'
        f'proxy = "http://127.0.0.1:{port}"\nprivate_network = true\n'
    )


def start(desk: Desk, name: str) -> subprocess.Popen[bytes]:
    with (desk.folder / f"{name}.log").open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "casebook", "schedule", "--sources", "sources.toml"],
            cwd=desk.folder,
            env=desk.environment,
            stdout=out,
            stderr=out,
        )


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_an_hour_of_outages_and_kills(
    tmp_path: Path, outlets: tuple[Outlets, int], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    known, port = outlets
    desk = Desk(tmp_path)
    (tmp_path / "sources.toml").write_text("".join(entry(n, port) for n in range(SOURCES)))
    database = prepared(desk)
    chance = random.Random(3)
    services = [start(desk, "a"), start(desk, "b")]
    kills = 0
    end = time.monotonic() + MINUTES * 60
    next_kill = time.monotonic() + 60
    number = 0
    while time.monotonic() < end:
        for _ in range(max(1, SOURCES // 50)):
            number += 1
            known.publish(story(number, chance))
        known.down = {
            f"s{n:03}.example" for n in range(SOURCES) if (n + int(time.time()) // 300) % 23 == 0
        }
        if time.monotonic() > next_kill:
            victim = chance.randrange(2)
            services[victim].kill()
            services[victim].wait()
            kills += 1
            services[victim] = start(desk, "ab"[victim])
            next_kill = time.monotonic() + chance.uniform(60, 150)
        time.sleep(10)
    known.down = set()
    settle = 2 * EVERY + 60
    last = datetime.now(UTC)
    time.sleep(settle)
    memory, cpu = idle(services)
    for service in services:
        began = time.monotonic()
        service.send_signal(signal.SIGTERM)
        assert service.wait(30) == 0
        log.info("stopped in %.1f s", time.monotonic() - began)
    found = checked(database, known, last)
    log.info("%s sources, %.0f min, %d kills of a scheduler: %s", SOURCES, MINUTES, kills, found)
    log.info("schedulers: %s MB, %s %% CPU", memory, cpu)
    assert found["doubled"] == 0
    assert found["lost pages"] == 0
    assert found["asked at most"] <= 1 + kills + found["child runs lost"]
    database.dispose()


def prepared(desk: Desk) -> Database:
    """A database in which every source is looked at every two minutes."""
    database = open_database(f"sqlite:///{desk.folder / 'casebook.db'}")
    values = {"every_s": EVERY, "jitter_s": EVERY // 4, "adaptive": False}
    with database.write() as session:
        for n in range(SOURCES):
            schedules.change(session, f"s{n:03}", values, by="soak", now=datetime.now(UTC))
    return database


def story(number: int, chance: random.Random) -> Story:
    """One in ten is about somebody who was shot; each of them another person."""
    shot = f"{FIRST[number % 9]} {LAST[number // 9 % 8]}" if number % 10 == 0 else None
    host = f"s{chance.randrange(SOURCES):03}.example"
    return Story(host, f"/2026/story-{number}", datetime.now(UTC), shot, CITIES[number % 8])


def idle(services: list[subprocess.Popen[bytes]]) -> tuple[list[int], list[float]]:
    """Memory of the schedulers themselves, and their CPU over ten seconds."""
    processes = [psutil.Process(service.pid) for service in services]
    for process in processes:
        process.cpu_percent()
    time.sleep(10)
    return (
        [process.memory_info().rss // 1_000_000 for process in processes],
        [process.cpu_percent() for process in processes],
    )


def born(database: Database) -> dict[str, datetime]:
    """When the incident of each story was first in the database."""
    with database.read() as session:
        found = session.execute(
            select(article_version.c.url, incident.c.created_at)
            .join(article, article.c.id == article_version.c.article_id)
            .join(report, report.c.article_id == article.c.id)
            .join(membership, membership.c.anchor == report.c.anchor)
            .join(incident, incident.c.n == membership.c.incident)
        )
        return {row.url: row.created_at for row in found}


def checked(database: Database, known: Outlets, last: datetime) -> dict[str, float]:
    with database.read() as session:
        visits = session.execute(source_visit.select().order_by(source_visit.c.id)).all()
        done = {
            row.url: row.at
            for row in session.execute(
                select(link.c.url, link.c.fetched_at.label("at")).where(link.c.state == "done")
            )
        }
    there = born(database)
    stories = [item for host in list(known.stories) for item in known.out(host) if item.at <= last]
    by_source: dict[str, list[tuple[datetime, datetime | None, str | None]]] = {}
    doubled = 0
    for row in visits:
        before = by_source.setdefault(row.source, [])
        doubled += any(
            outcome == "done" and ended is not None and ended > row.started_at
            for _, ended, outcome in before
        )
        before.append((row.started_at, row.ended_at, row.outcome))
    told = [item for item in stories if item.url in there]
    first = [item for item in told if there[item.url] > item.at]  # others join what is known
    waits = sorted((there[item.url] - item.at).total_seconds() for item in first)
    late = [
        (after[0] - (before[1] or before[0])).total_seconds()
        for seen in by_source.values()
        for before, after in pairwise(seen)
    ]
    return {
        "visits": len(visits),
        "doubled": doubled,
        "child runs lost": len({row.run_id for row in visits if row.outcome != "done"}),
        "longest between two looks": max(late, default=0),
        "stories": len(stories),
        "lost pages": sum(1 for item in stories if item.url not in done),
        "asked at most": max(known.asked.values(), default=0),
        "asked twice": sum(1 for number in known.asked.values() if number > 1),
        "of persons shot": sum(1 for item in stories if item.shot),
        "with an incident": len(told),
        "the first of theirs": len(first),
        "seconds to the incident, median": statistics.median(waits) if waits else 0,
        "seconds to the incident, 95 %": waits[int(len(waits) * 0.95)] if waits else 0,
        "seconds to the incident, most": waits[-1] if waits else 0,
    }
