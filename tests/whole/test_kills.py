"""``kill -9`` at any point of a crawl, then the same command: as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from casebook.demo.newsroom import Newsroom
from casebook.demo.sources import demo_sources
from storage.engine import open_database
from storage.pages import Kept
from storage.tables import capture, link
from tests.whole.desk import Desk, outline

OUTLETS = 12
SHORTEST, LONGEST = 0.8, 4.0  # seconds; starting up takes the first of them


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as open_newsroom:
        yield open_newsroom


def sources_file(folder: Path, port: int) -> Path:
    """A few of the newsroom's outlets, without the pauses one keeps with strangers."""
    head, *entries = demo_sources(port).split("[[source]]")
    path = folder / "sources.toml"
    chosen = [entry.replace("delay = 0.02", "delay = 0.0") for entry in entries[:OUTLETS]]
    path.write_text(head + "".join("[[source]]" + entry for entry in chosen))
    return path


@pytest.mark.timeout(540)
@pytest.mark.parametrize(
    ("server", "kills"),
    [
        ("sqlite_url", 6),
        ("empty_postgres", 3),
        pytest.param("sqlite_url", 20, marks=pytest.mark.soak),
        pytest.param("empty_postgres", 20, marks=pytest.mark.soak),
    ],
)
def test_a_crawl_killed_again_and_again_ends_as_an_undisturbed_one(
    tmp_path: Path, newsroom: Newsroom, request: pytest.FixtureRequest, server: str, kills: int
) -> None:
    sources = sources_file(tmp_path, newsroom.port)
    calm = Desk(tmp_path / "calm", f"sqlite:///{tmp_path / 'calm.db'}")
    hunted = Desk(tmp_path / "hunted", request.getfixturevalue(server))
    for desk in (calm, hunted):
        desk.folder.mkdir()
    calm.run("crawl", "--sources", sources)
    chance = random.Random(18)
    killed = 0
    for _ in range(kills):
        killed += kill_within(hunted, sources, chance.uniform(SHORTEST, LONGEST))
    hunted.run("crawl", "--sources", sources)
    hunted.run("resolve")
    assert killed == kills
    assert kept(hunted) == kept(calm)
    assert outline(hunted.rows("incidents")) == outline(calm.rows("incidents"))
    hunted.run("doctor", "--every-page")


def kill_within(desk: Desk, sources: Path, seconds: float) -> bool:
    """Kill the crawl and every child of it after so long; whether there was something to kill."""
    process = desk.start("crawl", "--sources", sources)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def kept(desk: Desk) -> Counter[str]:
    """Every address with the number of captures kept of it."""
    database = open_database(str(desk.database), create=False)
    statement = select(link.c.url).join(capture).where(capture.c.verdict == Kept.KEPT)
    with database.read() as session:
        found = Counter(session.execute(statement).scalars())
    database.dispose()
    return found
