"""What the clock asks its children for, when runs fail, others die and the time is put back."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from scheduler.accounts import worker
from scheduler.children import Ended, Limits
from scheduler.clock import Clock, Plan, backup, close_runs, crawl_due, follow_up, tidy
from scheduler.status import status
from scheduler.workplace import Workplace
from storage import runs, schedules
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.faults import DatabaseError
from storage.tables import source_visit

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
SOURCE = """
[[source]]
name = "daily"
outlet = "The Daily"
domains = ["daily.example"]
feeds = ["https://daily.example/feed/"]
interval = 60
"""


class Noting:
    """A worker that does nothing but note what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def run(self, orders: Mapping[str, Any], limits: Limits) -> Ended:
        self.asked += orders["jobs"]
        return Ended("done", 1)


class Hands:
    """A clock whose time a test sets."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.at = NOON
        self.worker = Noting()
        plan = Plan(folder / "sources.toml", backup_dir=folder / "backups", backup="30 3 * * *")
        place = Workplace(database, Archive(folder / "archive"))
        self.clock = Clock(place, plan, self.worker, lambda: self.at)

    def ran(self, job: str, outcome: str, *, ended: datetime) -> None:
        with self.clock.database.write() as session:
            number = runs.begin(session, job, version="1", worker="here:1", now=ended)
            runs.end(session, number, outcome=outcome, counts={}, now=ended)

    def visited(self, at: datetime) -> None:
        """The source was looked at then, and is due an hour later."""
        with self.clock.database.write() as session:
            number = runs.begin(session, "crawl", version="1", worker="here:1", now=at)
            schedules.begin_visits(session, number, {"daily": None}, now=at)
            schedules.end_visits(session, number, outcome="done", now=at)
            runs.end(session, number, outcome="done", counts={}, now=at)
            schedules.plan(session, {"daily": at + timedelta(hours=1)})


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    (tmp_path / "sources.toml").write_text(SOURCE)
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    yield Hands(database, tmp_path)
    database.dispose()


@pytest.mark.parametrize("outcome", ["failed", "killed", "lost"])
def test_a_nightly_job_that_fails_is_tried_again_that_night_but_not_at_each_tick(
    hands: Hands, outcome: str
) -> None:
    hands.ran("backup", "done", ended=NOON - timedelta(days=1))
    failed = NOON + timedelta(hours=2)
    hands.ran("backup", outcome, ended=failed)
    for minute in range(1, 15):
        hands.at = failed + timedelta(minutes=minute)
        assert backup(hands.clock) is None
    hands.at = failed + timedelta(minutes=15)
    assert backup(hands.clock) is not None


def test_a_nightly_job_that_was_stopped_is_gone_on_with_at_once(hands: Hands) -> None:
    hands.ran("backup", "done", ended=NOON - timedelta(days=1))
    hands.ran("backup", "stopped", ended=NOON)
    assert backup(hands.clock) is not None


def test_a_clock_that_was_a_year_ahead_for_a_while_is_not_waited_for(hands: Hands) -> None:
    hands.clock.sources()
    hands.at = NOON + timedelta(days=365)
    hands.visited(hands.at)
    hands.ran("backup", "done", ended=hands.at)
    hands.ran("follow up", "done", ended=hands.at)
    hands.at = NOON
    hands.clock.jumped()
    assert crawl_due(hands.clock) is None
    hands.at = NOON + timedelta(hours=2)
    assert crawl_due(hands.clock) is not None
    assert follow_up(hands.clock) is not None
    hands.at = NOON + timedelta(days=1)
    assert backup(hands.clock) is not None


def test_a_source_that_left_the_file_is_never_late_and_keeps_what_was_set(hands: Hands) -> None:
    hands.clock.sources()
    with hands.clock.database.write() as session:
        schedules.add_sources(session, ["inbox"])
        schedules.change(session, "weekly", {"cron": "0 6 * * 1"}, by="ada", now=NOON)
        schedules.plan(session, {"inbox": NOON, "weekly": NOON})
    hands.visited(NOON)
    hands.at = NOON + timedelta(minutes=30)
    tidy(hands.clock)
    with hands.clock.database.read() as session:
        rows = schedules.stored(session)
        assert schedules.next_due(session) == NOON + timedelta(hours=1)
    assert {name: row.cron for name, row in rows.items()} == {"daily": None, "weekly": "0 6 * * 1"}
    assert status(hands.clock.place, hands.at)["sources"]["late"] == []


def test_a_mistake_in_the_sources_file_is_told_once(
    hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    path = hands.clock.plan.sources

    def look(text: str, at: int) -> list[str]:
        caplog.clear()
        path.write_text(text)
        os.utime(path, (at, at))
        for _ in range(3):
            assert [item.name for item in hands.clock.sources()] == ["daily"]
        return [record.message for record in caplog.records]

    assert look(SOURCE, 1) == []
    [said] = look(SOURCE + "intervall = 5\n", 2)
    assert "unknown field “intervall”" in said
    [said] = look("what", 3)
    assert "is not TOML" in said
    assert look(SOURCE, 4) == []
    [_] = look("what", 5)


def test_a_follow_up_with_nothing_to_do_is_not_asked_for_each_minute(hands: Hands) -> None:
    for minute in range(60):
        hands.at = NOON + timedelta(minutes=minute)
        follow_up(hands.clock)
    assert hands.worker.asked == ["follow up"] * 2


def test_a_child_s_death_closes_its_own_runs_and_no_other_machine_s(hands: Hands) -> None:
    with hands.clock.database.write() as session:
        own = runs.begin(session, "read", version="1", worker=worker(17), now=NOON)
        other = runs.begin(session, "crawl", version="1", worker="helper-2:17", now=NOON)
    close_runs(hands.clock, Ended("killed", 17, "no sign of life"))
    with hands.clock.database.read() as session:
        assert [run.id for run in runs.under_way(session)] == [other]
        assert own not in [run.id for run in runs.under_way(session)]


def test_planning_takes_no_longer_for_what_was_long_ago(hands: Hands) -> None:
    hands.visited(NOON)
    rows = [
        {"source": "daily", "run_id": 1, "started_at": NOON, "outcome": "done", "found": number}
        for number in range(100_000)
    ]
    with hands.clock.database.write() as session:
        session.execute(insert(source_visit), rows)
    with hands.clock.database.read() as session:
        schedules.history(session, ["daily"], limit=3)
        began = time.process_time()
        last = schedules.history(session, ["daily"], limit=3)["daily"]
    assert time.process_time() - began < 0.05  # a third of a second, were all of them ranked
    assert [visit.found for visit in last] == [99_997, 99_998, 99_999]


def test_a_source_that_could_not_be_given_its_row_gets_it_at_the_next_look(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as while_full:
        while_full.setattr(schedules, "add_sources", full)
        with pytest.raises(DatabaseError):
            hands.clock.sources()
    hands.clock.sources()
    with hands.clock.database.read() as session:
        assert set(schedules.due(session, now=NOON)) == {"daily"}


def test_the_hour_of_a_job_is_that_of_the_zone_that_is_set(hands: Hands) -> None:
    hands.clock.plan = replace(hands.clock.plan, zone="America/Chicago")
    hands.ran("backup", "done", ended=NOON - timedelta(days=1))
    hands.ran("backup", "done", ended=NOON - timedelta(hours=4))  # 3:00 in Chicago
    hands.at = NOON - timedelta(hours=3, minutes=31)
    assert backup(hands.clock) is None
    hands.at = NOON - timedelta(hours=3, minutes=29)  # 3:31 there
    assert backup(hands.clock) is not None
