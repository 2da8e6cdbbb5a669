"""`casebook schedule` as an operator meets it: started, killed, started again, stopped."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from casebook.demo.newsroom import Newsroom
from casebook.demo.sources import demo_sources
from scheduler.children import PATIENCE
from storage import runs, schedules
from storage.engine import open_database
from tests.scheduler.waiting import until
from tests.whole.desk import Desk

OUTLETS = 4


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as open_newsroom:
        yield open_newsroom


@pytest.fixture
def desk(tmp_path: Path, newsroom: Newsroom) -> Desk:
    head, *entries = demo_sources(newsroom.port).split("[[source]]")
    chosen = "".join("[[source]]" + entry for entry in entries[:OUTLETS])
    (tmp_path / "sources.toml").write_text(head + chosen)
    return Desk(tmp_path)


def start(desk: Desk) -> subprocess.Popen[bytes]:
    with (desk.folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "casebook", "schedule", "--sources", "sources.toml"],
            cwd=desk.folder,
            env=desk.environment,
            stderr=log,
            stdout=log,
        )


def outcomes(desk: Desk) -> Counter[tuple[str, str | None]]:
    path = desk.folder / "casebook.db"
    if not path.exists():
        return Counter()
    database = open_database(f"sqlite:///{path}")
    with database.read() as session:
        found = Counter((run.job, run.outcome) for run in runs.latest(session, limit=100))
    database.dispose()
    return found


@pytest.mark.timeout(240)
def test_killed_while_it_crawls_it_goes_on_when_started_again_and_stops_in_time(
    desk: Desk,
) -> None:
    first = start(desk)
    until(lambda: outcomes(desk)["crawl", None] == 1, seconds=60)
    family = psutil.Process(first.pid).children(recursive=True)
    first.kill()
    first.wait()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE + 5)
    assert not alive  # nobody goes on crawling for a dead service

    second = start(desk)
    try:
        until(lambda: outcomes(desk)["resolve", "done"] >= 1, seconds=150)
        time.sleep(1)
    finally:
        began = time.monotonic()
        second.send_signal(signal.SIGTERM)
        assert second.wait(30) == 0
    assert time.monotonic() - began < 30
    found = outcomes(desk)
    assert found["crawl", "done"] >= 1
    assert found["crawl", "lost"] + found["crawl", "stopped"] == 1
    assert not found["crawl", None]
    database = open_database(f"sqlite:///{desk.folder / 'casebook.db'}")
    with database.read() as session:
        done = schedules.history(session, list(schedules.stored(session)))
    database.dispose()
    assert len(done) == OUTLETS
    assert {len(visits) for visits in done.values()} == {1}  # each once, none twice
    assert desk.rows("incidents")


def test_what_is_wrong_with_sources_or_settings_is_said_at_once(desk: Desk) -> None:
    assert "no missing.toml" in desk.run("schedule", "--sources", "missing.toml", status=1).stderr
    (desk.folder / "casebook.toml").write_text('crawls = "many"\n')
    said = desk.run("schedule", "--sources", "sources.toml", status=1).stderr
    assert "casebook.toml: “crawls” cannot be used" in said
    (desk.folder / "casebook.toml").write_text("crowls = 3\n")
    assert "no setting “crowls”" in desk.run("incidents", status=1).stderr


def test_a_person_says_when_a_source_is_looked_at(desk: Desk) -> None:
    name = "sources.toml"
    first = (desk.folder / name).read_text().split('name = "')[1].split('"')[0]
    for every, says in (("0m", "once a minute at most"), ("20000d", "once a year at least")):
        wrong = desk.run("schedule", "set", first, "--every", every, "--sources", name, status=1)
        assert says in wrong.stderr
    said = desk.run("schedule", "set", first, "--cron", "0 6 * * *", "--sources", name).stdout
    assert "at “0 6 * * *”" in said
    told = json.loads(desk.run("sources", "--sources", name, "--json").stdout)
    assert {row["every"] for row in told if row["name"] == first} == {"0 6 * * *"}
    assert "0 6 * * *" in desk.run("sources", "--sources", name).stdout
    wrong = desk.run("schedule", "set", first, "--cron", "0 6", "--sources", name, status=1)
    assert "is not a cron line" in wrong.stderr
    desk.run("schedule", "set", first, "--pause", "--sources", name)
    assert "paused" in desk.run("sources", "--sources", name).stdout
    [line] = [row for row in listed(desk) if row["paused"]]
    assert line["source"] == first
    assert line["next_at"] is None
    desk.run("schedule", "reset", first, "--sources", name)
    assert {row["how"] for row in listed(desk)} == {"about every 1 h"}


def listed(desk: Desk) -> list[dict[str, Any]]:
    text = desk.run("schedule", "list", "--sources", "sources.toml", "--json").stdout
    return list(json.loads(text))
