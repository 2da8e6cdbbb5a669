"""Several crawlers and readers on one PostgreSQL: nothing lost, nothing twice, a host for one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crawler.sources import Source, as_entry
from pipeline.reader import READER_VERSION
from scheduler import jobs
from scheduler.workplace import Workplace
from storage import hosts, pages
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.tables import capture, link
from tests.whole.counting import Hosts

DELAY = 0.5
NOISE = 0.2  # seconds between sending and arriving on a busy machine
LEASE = 4.0  # seconds; as shipped it is forty
_AT_ONCE = 16  # requests a crawl has open at most


@pytest.fixture
def shared(empty_postgres: str) -> Iterator[Database]:
    database = open_database(empty_postgres)
    yield database
    database.dispose()


def sources(server: Hosts) -> list[Source]:
    return [
        Source(
            f"outlet {n}",
            f"Outlet {n}",
            (address,),
            feeds=(server.url(address, "/feed"),),
            private_network=True,
            delay=DELAY,
            timezone="America/New_York",
        )
        for n, address in enumerate(server.addresses)
    ]


def crawler(
    name: str,
    server: Hosts,
    url: str,
    archive: Path,
    *,
    lease: float = LEASE,
    inside: str | None = None,
) -> subprocess.Popen[bytes]:
    """A crawl's own process, named by the contact it gives, maybe inside a network namespace."""
    job = {
        "sources": [as_entry(item) for item in sources(server)],
        "database": url,
        "archive": str(archive),
        "scope": None,
        "contact": name,
        "now": datetime.now(UTC).isoformat(),
        "timeout": 10,
    }
    given = {"CASEBOOK_LEASE": str(lease), "CASEBOOK_HOSTS": "4"}
    return _started("crawler", job, inside=inside, **given)


def reader(url: str, archive: Path) -> subprocess.Popen[bytes]:
    order: dict[str, Any] = {"database": url, "archive": str(archive), "jobs": ["read"]}
    more = {"errand": {}, "logs": {"form": "text", "level": "error"}}
    return _started("scheduler.work", order | more)


def _started(
    module: str, orders: dict[str, Any], *, inside: str | None = None, **environment: str
) -> subprocess.Popen[bytes]:
    network = ["ip", "netns", "exec", inside] if inside else []
    process = subprocess.Popen(
        [*network, sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=os.environ | environment,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(orders).encode() + b"\n")
    process.stdin.flush()
    return process


def ended(process: subprocess.Popen[bytes], *, within: float) -> int:
    assert process.stdin is not None
    status = process.wait(within)
    process.stdin.close()
    return status


def kept(database: Database) -> Counter[str]:
    """The address of every page that is kept, as often as it is."""
    statement = select(link.c.url).join(capture).where(capture.c.verdict == pages.Kept.KEPT)
    with database.read() as session:
        return Counter(session.execute(statement).scalars())


def wait_until(seen: Any, *, within: float) -> None:
    end = time.monotonic() + within
    while not seen():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


@pytest.mark.timeout(120)
def test_crawlers_and_readers_share_a_database_and_one_of_each_dies(
    shared: Database, empty_postgres: str, tmp_path: Path
) -> None:
    database = shared
    with Hosts([f"127.0.2.{n}" for n in range(1, 13)], stories=4) as server:
        crawls = {n: crawler(f"{n}@a.example", server, empty_postgres, tmp_path) for n in "abc"}
        wait_until(lambda: server.times().total() >= 12, within=40)
        victim = next(item.by[0] for item in reversed(server.asked) if "story" in item.path)
        crawls[victim].send_signal(signal.SIGKILL)
        assert ended(crawls.pop(victim), within=5) == -signal.SIGKILL
        assert [ended(item, within=60) for item in crawls.values()] == [0, 0]
        assert list(server.impolite(DELAY - NOISE)) == []
        assert server.usual_gap() >= DELAY - 0.05
    assert kept(database) == Counter(server.all_stories())
    again = server.times() - Counter(server.all_stories())
    assert again.total() <= _AT_ONCE
    assert len({item.by for item in server.asked}) == 3
    readers = [reader(empty_postgres, tmp_path) for _ in range(2)]
    with Archive(tmp_path) as archive:
        place = Workplace(database, archive)
        wait_until(lambda: unread(database) < len(server.all_stories()), within=60)
        readers[0].kill()
        ended(readers[0], within=5)
        assert ended(readers[1], within=60) == 0
        jobs.read_waiting(place, now=datetime.now(UTC))
        assert unread(database) == 0
        jobs.resolve_waiting(place, now=datetime.now(UTC))
    with database.read() as session:
        assert hosts.at_work(session) == {}


def unread(database: Database) -> int:
    with database.read() as session:
        return pages.waiting_count(session, reader_version=READER_VERSION)
