"""A full disk, a database that goes away: said once, nothing lost, and work goes on."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import URL, make_url

from pipeline.records import Page, Reading
from scheduler import bounded, jobs, reading
from scheduler.accounts import account
from scheduler.children import Ended, Limits
from scheduler.clock import Clock, Plan, crawl_due, tidy
from scheduler.service import Pace, Service, Tick
from scheduler.status import status
from scheduler.timetable import Job
from scheduler.workplace import Workplace
from storage import attempts, runs, schedules
from storage.archive import Archive
from storage.engine import open_database
from storage.unusable import list_unusable
from tests.scheduler.poison import poisoned
from tests.scheduler.proxies import Door
from tests.scheduler.test_service import started
from tests.scheduler.waiting import until

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
SOURCE = """
[[source]]
name = "daily"
outlet = "The Daily"
domains = ["daily.example"]
feeds = ["https://daily.example/feed"]
"""


class Crawls:
    """Notes the visits, as a crawl does, in the database it is given."""

    def __init__(self, place: Workplace) -> None:
        self.place = place
        self.done = 0

    def run(self, orders: Mapping[str, Any], limits: Limits) -> Ended:
        with account(self.place, "crawl", now=NOW) as entry:
            with self.place.database.write() as session:
                schedules.begin_visits(session, entry.run_id, {"daily": None}, now=NOW)
            with self.place.database.write() as session:
                schedules.end_visits(session, entry.run_id, outcome="done", now=NOW)
                schedules.plan(session, {"daily": NOW + timedelta(hours=1)})
        self.done += 1
        return Ended("done", 1)


def test_a_full_disk_is_said_once_and_the_work_is_done_when_there_is_room(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    (tmp_path / "sources.toml").write_text(SOURCE)
    place = Workplace(database, Archive(tmp_path / "archive"))
    crawls = Crawls(place)
    clock = Clock(place, Plan(tmp_path / "sources.toml"), crawls, lambda: NOW)
    clock.sources()
    tick = Tick(Job("crawl what is due", timedelta(seconds=1), crawl_due), clock)

    def full(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes it for what there is now

    with database.write() as session:
        session.execute(text("CREATE TABLE filler (x)"))
    event.listen(database.engine, "connect", full)
    database.engine.dispose()

    def begin_big(orders: Mapping[str, Any], limits: Limits) -> Ended:
        """More than fits into what is left over inside the file."""
        with database.write() as session:
            session.execute(text("INSERT INTO filler VALUES (randomblob(160000))"))
        return Crawls.run(crawls, orders, limits)

    crawls.run = begin_big  # type: ignore[method-assign]
    with caplog.at_level("INFO"):
        tick()
        tick()
        assert crawls.done == 0
        event.remove(database.engine, "connect", full)
        database.engine.dispose()
        tick()
    assert crawls.done == 1
    said = [record.getMessage() for record in caplog.records if record.name == "scheduler.service"]
    assert len(said) == 2
    assert "cannot be written" in said[0]
    assert "free some space" in said[0]
    assert said[1] == "crawl what is due: works again"
    with database.read() as session:
        assert not schedules.due(session, now=NOW)
    database.dispose()


def test_what_a_dead_process_had_begun_is_due_again(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    (tmp_path / "sources.toml").write_text(SOURCE)
    place = Workplace(database, Archive(tmp_path / "archive"))
    clock = Clock(place, Plan(tmp_path / "sources.toml"), Crawls(place), lambda: NOW)
    clock.sources()
    with database.write() as session:
        run = runs.begin(
            session, "crawl", version="1", worker="gone:1", now=NOW - timedelta(days=3)
        )
        schedules.begin_visits(session, run, {"daily": None}, now=NOW)
    assert crawl_due(clock) is None  # somebody is at it, as far as we know
    assert tidy(clock) == 1
    assert crawl_due(clock) is not None
    with database.read() as session:
        assert [item.outcome for item in runs.latest(session)] == ["done", "lost"]
    database.dispose()


def test_a_service_whose_connections_are_cut_goes_on(
    empty_postgres: str, postgres: URL, tmp_path: Path
) -> None:
    database = open_database(empty_postgres)
    (tmp_path / "sources.toml").write_text("")
    place = Workplace(database, Archive(tmp_path / "archive"))
    ticks: list[int] = []

    def tick(clock: Clock) -> None:
        with clock.database.read() as session:
            schedules.next_due(session)
        ticks.append(1)

    job = Job("look", timedelta(seconds=0.1), tick)
    service = Service(
        place, Plan(tmp_path / "sources.toml"), pace=Pace(beat=0.2, patience=3.0), jobs=(job,)
    )
    thread = started(service)
    until(lambda: len(ticks) > 3)
    server = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        cut = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = :name AND pid <> pg_backend_pid()"
        )
        connection.execute(cut, {"name": database.engine.url.database})
    server.dispose()
    seen = len(ticks)
    until(lambda: len(ticks) > seen + 3)
    assert thread.is_alive()
    service.stop()
    thread.join(10)
    assert not thread.is_alive()
    database.dispose()


@pytest.mark.timeout(200)
@pytest.mark.parametrize(
    ("seconds", "pace"),
    [(2.0, Pace(beat=0.2, patience=1.0)), pytest.param(60.0, Pace(), marks=pytest.mark.soak)],
    ids=["shortly", "a minute"],
)
def test_a_server_that_is_away_is_told_and_the_work_goes_on_when_it_is_back(
    empty_postgres: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    seconds: float,
    pace: Pace,
) -> None:
    """Longer than others believe that we live: the clock is given up, and taken again."""
    caplog.set_level("INFO", logger="scheduler")
    address = make_url(empty_postgres)
    door = Door(str(address.host), address.port or 5432)
    database = open_database(
        address.set(host="127.0.0.1", port=door.port).render_as_string(hide_password=False)
    )
    (tmp_path / "sources.toml").write_text(SOURCE)
    with Archive(tmp_path / "archive") as archive:
        crawls = Crawls(Workplace(database, archive))
        place, plan = Workplace(database, archive), Plan(tmp_path / "sources.toml")
        ticks: list[float] = []

        def tick(clock: Clock) -> None:
            crawl_due(replace(clock, worker=crawls, now=lambda: NOW))
            ticks.append(time.monotonic())

        job = Job("crawl", timedelta(seconds=0.1), tick)
        service = Service(place, plan, pace=pace, jobs=(job,))
        thread = started(service)
        until(lambda: len(ticks) > 3)
        door.shut()
        time.sleep(seconds)
        assert thread.is_alive()
        door.open()
        back = time.monotonic()
        until(lambda: ticks[-1] > back, seconds=60)
        service.stop()
        thread.join(30)
        assert not thread.is_alive()
    said = [record.getMessage() for record in caplog.records]
    told = [line for line in said if line.startswith("crawl: ")]
    assert len(told) <= 3, "what went wrong is said once, not at every tick"
    assert any("no heartbeat for" in line for line in said)
    assert any("this scheduler stops and waits" in line for line in said)
    assert sum(line.endswith("holds the clock now") for line in said) == 2
    assert crawls.done == 1, "nothing is done twice"
    with database.read() as session:
        assert [run.outcome for run in runs.latest(session)] == ["done"]
    database.dispose()
    door.shut()


def test_a_page_that_keeps_the_reader_for_ever_stops_nothing_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would end each reader after the other, the same page first."""
    importlib.import_module("scheduler.warmed")  # loading counts as work
    real = bounded.reader.read

    def read(page: Page) -> Reading:
        if page.url.endswith("/hostile"):
            re.match(r"(a+)+$", "a" * 60 + "b")
        return real(page)

    monkeypatch.setattr(bounded.reader, "read", read)
    monkeypatch.setattr(bounded, "LONGEST", 0.5)
    told = (
        "Police in Ashport, Ohio, shot and killed Tobias Wrenfield, 34, on Tuesday. He had a knife."
    )
    lines = [
        json.dumps({"url": f"https://daily.example/{name}", "text": told, "title": "Man shot"})
        for name in ("hostile", "story")
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [tmp_path / "in.jsonl"], now=NOW)
        counts = jobs.read_waiting(place, now=NOW)
        assert counts == {"the reader failed": 1, "relevant": 1}
        assert not jobs.read_waiting(place, now=NOW)
    database.dispose()


#: What reads in the folder it is given, as `casebook read` does.
_READS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from scheduler import jobs
from scheduler.workplace import Workplace
from storage.archive import Archive
from storage.engine import open_database
with Archive(Path(sys.argv[2])) as archive:
    place = Workplace(open_database(sys.argv[1]), archive)
    if sys.argv[3:] == ["failed"]:
        jobs.wait_again_where_failed(place)
    jobs.read_waiting(place, now=datetime(2026, 5, 1, 12, tzinfo=UTC))
"""


def test_a_page_that_ends_its_reader_is_set_aside_and_can_be_tried_again(
    tmp_path: Path, database_url: str
) -> None:
    """A fault below Python, or no memory left: nobody is there to say which page it was."""
    lines = [
        json.dumps({"url": f"https://daily.example/{name}", "text": f"The {name} fair was fine."})
        for name in ("first", "deadly", "third")
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    database = open_database(database_url)
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [tmp_path / "in.jsonl"], now=NOW)
        reads = [sys.executable, "-c", _READS, database_url, tmp_path / "archive"]
        poison = poisoned(tmp_path)
        ended = [subprocess.run(reads, env=poison, check=False).returncode for _ in range(2)]
        assert ended == [-9, 0]
        assert subprocess.run([*reads, "failed"], env=poison, check=False).returncode == 0
        assert status(place, NOW)["queues"]["unread"] == 0
        assert status(place, NOW)["reader_failed"] == 1
        with database.read() as session:
            aside = [str(page) for page in list_unusable(session) if "failed" in page.reason]
        why = "the reader failed (it ends the process that reads it)"
        assert aside == [f"https://daily.example/deadly: {why}"]
        jobs.wait_again_where_failed(place)
        assert jobs.read_waiting(place, now=NOW) == {"not relevant": 1}
        assert status(place, NOW)["reader_failed"] == 0
    database.dispose()


def three_fine(path: Path) -> None:
    """Three stories of no shooting, of which no reader ends."""
    lines = [
        json.dumps({"url": f"https://daily.example/{n}", "text": f"The fair, day {n}, was fine."})
        for n in range(3)
    ]
    path.write_text("\n".join(lines))


def test_who_is_killed_again_and_again_blames_no_page(tmp_path: Path, database_url: str) -> None:
    three_fine(tmp_path / "in.jsonl")
    database = open_database(database_url)
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [tmp_path / "in.jsonl"], now=NOW)
        for _ in range(9):
            with database.write() as session:
                attempts.begin(session, [1, 2, 3])
        assert jobs.read_waiting(place, now=NOW) == {"not relevant": 3}
        with database.read() as session:
            assert attempts.begun(session, [1, 2, 3]) == set()
    database.dispose()


def test_a_suspected_page_that_is_not_come_to_stays_suspected(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first keeps its own process so long that the others wait for the next time."""
    three_fine(tmp_path / "in.jsonl")
    database = open_database(database_url)
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [tmp_path / "in.jsonl"], now=NOW)
        with database.write() as session:
            attempts.begin(session, [1, 2])
        monkeypatch.setattr(reading, "_LONG", -1.0)
        assert jobs.read_waiting(place, now=NOW, most=1) == {"not relevant": 1}
        with database.read() as session:
            assert attempts.begun(session, [1, 2, 3]) == {2}
    database.dispose()


def test_who_is_asked_to_stop_blames_no_page(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_page: Page) -> Reading:
        raise KeyboardInterrupt

    (tmp_path / "in.jsonl").write_text(
        json.dumps({"url": "https://daily.example/story", "text": "The fair was fine."})
    )
    database = open_database(database_url)
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [tmp_path / "in.jsonl"], now=NOW)
        with monkeypatch.context() as asked:
            asked.setattr(reading, "read", read)
            for _ in range(4):
                with pytest.raises(KeyboardInterrupt):
                    jobs.read_waiting(place, now=NOW)
        assert jobs.read_waiting(place, now=NOW) == {"not relevant": 1}
    database.dispose()


def test_what_was_read_is_written_down_before_a_slow_batch_is_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LONG", 0.0)
    three_fine(tmp_path / "in.jsonl")
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [tmp_path / "in.jsonl"], now=NOW)
        seen: list[int] = []
        counts = jobs.read_waiting(place, now=NOW, progress=lambda done, _all: seen.append(done))
    assert (counts.total(), seen) == (3, [1, 2, 3])
    database.dispose()
