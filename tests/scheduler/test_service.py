"""One clock for a database: it waits, takes over, stops in time, and does nothing twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.clock import Clock, Plan
from scheduler.service import JumpWatch, Pace, Service, Tick, Watch
from scheduler.timetable import Job
from scheduler.workplace import Workplace
from storage import leases
from storage.archive import Archive
from storage.engine import Database
from storage.leases import LeaseLost
from tests.scheduler.waiting import until

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
QUICK = Pace(beat=0.1, patience=1.0)


def take(database: Database, holder: str, *, now: datetime = NOW) -> leases.Lease | None:
    with database.read() as session:
        seen = leases.find(session, "clock")
    with database.write() as session:
        return leases.take(session, "clock", holder=holder, seen=seen, now=now)


def test_a_lease_is_taken_once_shown_and_given_back(database: Database) -> None:
    with database.write() as session:
        mine = leases.take(session, "clock", holder="a", seen=None, now=NOW)
        assert mine is not None
        assert leases.take(session, "clock", holder="b", seen=None, now=NOW) is None
        again = leases.beat(session, mine, now=NOW)
        assert again.beat == mine.beat + 1
        leases.require(session, "clock", holder="a")
        leases.release(session, "clock", holder="a")
        seen = leases.find(session, "clock")
        assert seen is not None
        assert seen.holder == ""
        assert leases.take(session, "clock", holder="b", seen=seen, now=NOW) is not None


def test_a_holder_that_slept_finds_its_lease_lost(database: Database) -> None:
    old = take(database, "a")
    assert old is not None
    assert take(database, "b") is not None
    with database.write() as session, pytest.raises(LeaseLost):
        leases.beat(session, old, now=NOW)
    with database.write() as session, pytest.raises(LeaseLost):
        leases.require(session, "clock", holder="a")


def test_of_many_who_want_a_free_lease_at_once_one_gets_it(database: Database) -> None:
    start = threading.Barrier(6)
    got: list[leases.Lease] = []

    def want(name: str) -> None:
        start.wait()
        with database.write() as session:
            if mine := leases.take(session, "clock", holder=name, seen=None, now=NOW):
                got.append(mine)

    threads = [threading.Thread(target=want, args=(f"s{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_who_waits_believes_a_beating_row_and_not_one_that_stands_still() -> None:
    steady = [0.0]
    watch = Watch(30, steady=lambda: steady[0])
    assert watch.may_take(None)
    for second in range(0, 300, 5):  # it beats: the wall clock in it does not matter
        steady[0] = second
        assert not watch.may_take(leases.Lease("clock", "a", second, NOW, NOW))
    steady[0] = 320
    assert not watch.may_take(leases.Lease("clock", "a", 295, NOW, NOW))
    steady[0] = 330
    assert watch.may_take(leases.Lease("clock", "a", 295, NOW, NOW))
    assert watch.may_take(leases.Lease("clock", "", 296, NOW, NOW))  # given back


def test_a_holder_that_twice_could_not_show_that_it_lives_is_still_believed() -> None:
    """A write that waits for another's costs a beat; it must not cost the clock."""
    steady, pace = [0.0], Pace()
    watch = Watch(pace.patience, steady=lambda: steady[0])
    for beat in range(1, 20):
        for _ in range(3):
            assert not watch.may_take(leases.Lease("clock", "a", beat, NOW, NOW))
            steady[0] += pace.beat


def test_a_wall_clock_that_jumps_is_noticed_and_one_that_goes_is_not() -> None:
    steady = [0.0]
    watch = JumpWatch(steady=lambda: steady[0])
    assert watch.jumped(NOW) is None
    steady[0] = 5
    assert watch.jumped(NOW + timedelta(seconds=6)) is None
    steady[0] = 10
    assert watch.jumped(NOW - timedelta(hours=1)) is not None  # put back
    steady[0] = 15
    assert watch.jumped(NOW - timedelta(hours=1) + timedelta(seconds=5)) is None
    assert watch.jumped(NOW + timedelta(hours=9)) is not None  # the laptop slept


@pytest.fixture
def service(database: Database, tmp_path: Path) -> Callable[[Callable[[Clock], object]], Service]:
    sources = tmp_path / "sources.toml"
    sources.write_text("")
    place = Workplace(database, Archive(tmp_path / "archive"))

    def make(tick: Callable[[Clock], object]) -> Service:
        job = Job("count", timedelta(seconds=0.1), tick)
        return Service(place, Plan(sources), pace=QUICK, jobs=(job,))

    return make


def started(service: Service) -> threading.Thread:
    thread = threading.Thread(target=service.run, daemon=True)
    thread.start()
    return thread


def test_the_second_waits_and_goes_on_when_the_first_stops(
    service: Callable[[Callable[[Clock], object]], Service],
) -> None:
    ticks: list[str] = []
    first = service(lambda clock: ticks.append("first"))
    second = service(lambda clock: ticks.append("second"))
    one = started(first)
    until(lambda: len(ticks) >= 2)
    two = started(second)
    until(lambda: len(ticks) >= 6)
    assert set(ticks) == {"first"}
    first.stop()
    one.join(10)
    assert not one.is_alive()
    done = len(ticks)
    until(lambda: len(ticks) > done + 1)
    assert set(ticks[done:]) == {"second"}
    second.stop()
    two.join(10)
    assert not two.is_alive()


def test_a_holder_that_is_gone_without_a_word_is_followed_within_its_patience(
    service: Callable[[Callable[[Clock], object]], Service], database: Database
) -> None:
    assert take(database, "dead:1:x") is not None
    ticks: list[float] = []
    heir = service(lambda clock: ticks.append(1))
    thread = started(heir)
    until(lambda: bool(ticks), seconds=QUICK.patience * 5)
    heir.stop()
    thread.join(10)


def test_a_scheduler_whose_lease_was_taken_stops_working(
    service: Callable[[Callable[[Clock], object]], Service], database: Database
) -> None:
    ticks: list[int] = []
    ousted = service(lambda clock: ticks.append(1))
    thread = started(ousted)
    until(lambda: len(ticks) >= 2)
    while take(database, "thief:1:x") is None:
        pass  # it beats: try until we are between two beats
    until(lambda: settled(ticks))
    ousted.stop()
    thread.join(10)
    assert not thread.is_alive()
    with database.read() as session:
        kept = leases.find(session, "clock")
    assert kept is not None
    assert kept.holder == "thief:1:x"  # it gave back only what was its own


def settled(ticks: list[int]) -> bool:
    before = len(ticks)
    threading.Event().wait(0.5)
    return len(ticks) == before


def test_a_job_that_fails_is_said_once_and_again_when_it_works(
    caplog: pytest.LogCaptureFixture,
) -> None:
    faults: list[Exception | None] = [OSError("no route"), OSError("no route"), None, None]

    def tick(_clock: object) -> None:
        if (fault := faults.pop(0)) is not None:
            raise fault

    job = Tick(Job("push", timedelta(seconds=1), tick), None)  # type: ignore[arg-type]
    with caplog.at_level("INFO"):
        for _ in range(4):
            job()
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]
