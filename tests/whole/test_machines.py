"""Machines that share a database, each a network of its own, and one is cut off: a soak test."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from scheduler import jobs
from scheduler.workplace import Workplace
from storage import hosts
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.faults import Unreachable
from storage.frontier import LinkState
from storage.tables import link
from tests.whole.counting import Asked, Hosts
from tests.whole.test_shared import (
    DELAY,
    NOISE,
    crawler,
    ended,
    kept,
    reader,
    shared,  # noqa: F401 - a fixture
    unread,
    wait_until,
)

WORKERS = ("a", "b", "c")


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_three_crawlers_and_two_readers_killed_at_random(
    shared: Database,  # noqa: F811
    empty_postgres: str,
    tmp_path: Path,
) -> None:
    chance = random.Random(9)
    with Hosts([f"127.0.3.{n}" for n in range(1, 25)], stories=25) as server:
        crawls = {
            name: crawler(f"{name}@a.example", server, empty_postgres, tmp_path) for name in "abc"
        }
        readers = [reader(empty_postgres, tmp_path) for _ in range(2)]
        kills = 0
        until = time.monotonic() + 600
        while len(kept(shared)) < len(server.all_stories()) or unread(shared):
            assert time.monotonic() < until
            time.sleep(chance.uniform(1, 4))
            for name, process in list(crawls.items()):
                if process.poll() is not None or (kills < 20 and chance.random() < 0.3):
                    kills += process.poll() is None
                    process.kill()
                    ended(process, within=5)
                    crawls[name] = crawler(f"{name}@a.example", server, empty_postgres, tmp_path)
            for number, process in enumerate(readers):
                if process.poll() is not None or chance.random() < 0.1:
                    process.kill()
                    ended(process, within=5)
                    readers[number] = reader(empty_postgres, tmp_path)
        for process in (*crawls.values(), *readers):
            process.send_signal(signal.SIGTERM)
            ended(process, within=30)
        assert kills >= 10
        assert list(server.impolite(DELAY - NOISE)) == []
        assert (server.times() - Counter(server.all_stories())).total() <= 16 * kills
    assert kept(shared) == Counter(server.all_stories())
    with Archive(tmp_path) as archive:
        jobs.resolve_waiting(Workplace(shared, archive), now=datetime.now(UTC))
    with shared.read() as session:
        assert hosts.at_work(session) == {}


# ---------------------------------------------------------------------------------- namespaces


def command(*words: str | Path, inside: str | None = None) -> list[str]:
    return [*(["ip", "netns", "exec", inside] if inside else []), *map(str, words)]


def do(line: str, inside: str | None = None) -> None:
    subprocess.run(command(*line.split(), inside=inside), check=True, capture_output=True)


@contextmanager
def networks() -> Iterator[str]:
    """A network for the hub and one for each worker, joined by a bridge in the hub's."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("network namespaces need root and the command ip (iproute2)")
    hub = f"casebook{os.getpid()}"
    with ExitStack() as stack:
        try:
            do(f"ip netns add {hub}")
        except subprocess.CalledProcessError as fault:
            pytest.skip(f"no network namespace can be made here: {fault.stderr.decode().strip()}")
        stack.callback(do, f"ip netns del {hub}")
        do("ip link set lo up", hub)
        do("ip link add joined type bridge", hub)
        do("ip link set joined up", hub)
        for n in range(1, 13):
            do(f"ip addr add 10.77.0.{n}/24 dev joined", hub)
        for n, name in enumerate(WORKERS):
            own = f"{hub}{name}"
            do(f"ip netns add {own}")
            stack.callback(do, f"ip netns del {own}")
            do(f"ip link add wire netns {own} type veth peer name to_{name} netns {hub}")
            do(f"ip link set to_{name} master joined", hub)
            do(f"ip link set to_{name} up", hub)
            do("ip link set lo up", own)
            do("ip link set wire up", own)
            do(f"ip addr add 10.77.0.{100 + n}/24 dev wire", own)
        yield hub


@contextmanager
def postgres_in(hub: str) -> Iterator[str]:
    """A PostgreSQL of our own in the hub's network."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("the programs of a PostgreSQL server are not installed")
    programs = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="casebook-postgres-"))
    shutil.chown(folder, "postgres")
    as_owner = ("runuser", "-u", "postgres", "--")
    made = command(*as_owner, programs / "initdb", "-D", folder / "data", "--auth=trust", "-N")
    subprocess.run(made, check=True, capture_output=True, cwd="/")
    with (folder / "data" / "pg_hba.conf").open("a") as rules:
        rules.write("host all all 10.77.0.0/24 trust\n")
    run = command(
        *as_owner, programs / "postgres", "-D", folder / "data", "-h", "10.77.0.1", "-k", folder,
        inside=hub,
    )  # fmt: skip
    server = subprocess.Popen(run, stderr=subprocess.DEVNULL, cwd="/")
    try:
        yield str(folder)
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)


def opened(folder: str) -> Database:
    """From here, by its socket: files are the same in every network."""
    for _ in range(100):
        try:
            return open_database(f"postgresql://postgres@/postgres?host={folder}")
        except Unreachable:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@contextmanager
def hosts_in(hub: str, stories: int) -> Iterator[tuple[Hosts, subprocess.Popen[str]]]:
    addresses = [f"10.77.0.{n}" for n in range(1, 13)]
    run = command(
        sys.executable, "-m", "tests.whole.counting", str(stories), *addresses, inside=hub
    )
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Hosts(addresses, stories, port=int(process.stdout.readline())), process


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_machine_that_is_cut_off_is_followed_within_a_minute(tmp_path: Path) -> None:
    with (
        networks() as hub,
        postgres_in(hub) as folder,
        hosts_in(hub, stories=40) as (server, process),
        ExitStack() as stack,
    ):
        database = opened(folder)
        url = "postgresql://postgres@10.77.0.1/postgres"
        crawls = {
            name: crawler(
                f"{name}@a.example", server, url, tmp_path, lease=40, inside=f"{hub}{name}"
            )
            for name in WORKERS
        }
        for process_of in crawls.values():
            stack.callback(process_of.kill)
        wait_until(lambda: at_stories(database) == len(WORKERS), within=120)
        do("ip link set to_a down", hub)
        cut = time.monotonic()
        assert [ended(crawls[name], within=300) for name in "bc"] == [0, 0]
        assert ended(crawls["a"], within=120) != 0, "it saw that it could keep nothing"
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        server.asked = [Asked(**item) for item in json.loads(process.stdout.read())]
        assert kept(database) == Counter(server.all_stories())
        assert list(server.impolite(DELAY - NOISE)) == []
        waited = taken_over(server, cut)
        assert waited
        assert max(waited) < 60
        sys.stdout.write(f"taken over after {min(waited):.0f} to {max(waited):.0f} s\n")
        database.dispose()


def at_stories(database: Database) -> int:
    """How many crawlers have leased stories."""
    with database.read() as session:
        return session.execute(
            select(func.count(link.c.leased_by.distinct())).where(link.c.state == LinkState.LEASED)
        ).scalar_one()


def taken_over(server: Hosts, cut: float) -> list[float]:
    """Of each host that was the lost crawler's: how long after the cut another asked it."""
    found = []
    for asked in server.by_host().values():
        before = [item for item in asked if item.began < cut]
        after = [item for item in asked if item.began >= cut and not item.by.startswith("a@")]
        if before and before[-1].by.startswith("a@") and after:
            found.append(after[0].began - cut)
    return found
