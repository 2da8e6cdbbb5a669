"""What an operator and a monitor are told, from the database alone."""

from __future__ import annotations

import json
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.accounts import CLOCK, account, lives
from scheduler.status import STALE, health, metrics_text, status
from scheduler.workplace import Errand, Workplace
from storage import feeds, leases, runs, schedules, troubles
from storage.archive import Archive
from storage.engine import Database
from storage.leases import LeaseLost

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Workplace:
    return Workplace(database, Archive(tmp_path / "archive"))


def hold(place: Workplace, holder: str = "a:1:x", at: datetime = NOW) -> Workplace:
    with place.database.write() as session:
        leases.take(session, CLOCK, holder=holder, seen=None, now=at)
    return Workplace(place.database, place.archive, Errand("the clock", "c0ffee", holder))


def test_a_database_without_a_scheduler_is_no_fault(place: Workplace) -> None:
    told = status(place, NOW)
    assert told["clock"] is None
    assert told["faults"] == []
    assert health(place, NOW).ok


def test_a_scheduler_without_a_heartbeat_is_a_fault(place: Workplace) -> None:
    hold(place)
    assert status(place, NOW + timedelta(seconds=20))["faults"] == []
    assert health(place, NOW + timedelta(seconds=20)).ok
    [fault] = status(place, NOW + STALE)["faults"]
    assert "no scheduler works" in fault
    assert not health(place, NOW + STALE).ok


def test_a_source_whose_turn_was_long_ago_is_late(place: Workplace) -> None:
    hold(place)
    with place.database.write() as session:
        schedules.add_sources(session, ["quick", "slow"])
        schedules.plan(session, {"quick": NOW, "slow": NOW - timedelta(hours=1)})
    told = status(place, NOW)
    assert [row["source"] for row in told["sources"]["late"]] == ["slow"]
    assert told["faults"] == ["1 source is late: slow"]


def test_a_container_is_well_while_its_scheduler_lives(place: Workplace) -> None:
    """Whatever is wrong with a source: who starts it again for that does so for ever."""
    lines = (Path(__file__).parents[2] / "deploy" / "Containerfile").read_text("utf-8").splitlines()
    [asks] = [line for line in lines if line.strip().startswith("CMD casebook status")]
    reads = shlex.split(asks)[asks.split().index("|") + 1 :]

    def well(told: Mapping[str, object] | None) -> bool:
        text = "" if told is None else json.dumps(told)
        done = subprocess.run([sys.executable, *reads[1:]], input=text, text=True, check=False,
                              stderr=subprocess.DEVNULL)  # fmt: skip
        return done.returncode == 0

    assert well(status(place, NOW)), "no scheduler belongs to it"
    hold(place)
    with place.database.write() as session:
        wrong = troubles.Trouble("does not answer", "daily", NOW, "gone")
        troubles.settle(session, [wrong], kinds=["does not answer"], now=NOW)
    assert status(place, NOW)["faults"]
    assert well(status(place, NOW))
    assert not well(status(place, NOW + STALE))
    assert not well(None), "the database does not answer"


def test_a_run_answers_for_what_it_did_and_dropped(place: Workplace) -> None:
    ours = hold(place)
    with account(ours, "read", now=NOW, reader="7") as entry:
        entry.counts.update({"relevant": 2, "paywall": 1})
        entry.drops.update({"paywall": 1})
    with place.database.read() as session:
        [run] = runs.latest(session)
    assert run.outcome == "done"
    assert dict(run.drops or {}) == {"paywall": 1}
    assert run.manifest is not None
    assert run.manifest["asked_by"] == "the clock"
    assert run.manifest["config"] == "c0ffee"
    assert run.manifest["reader"] == "7"
    assert len(run.manifest["code"]) == 16


@pytest.mark.parametrize(
    ("fault", "outcome"), [(KeyboardInterrupt(), "stopped"), (OSError("no room"), "failed")]
)
def test_a_run_that_breaks_off_keeps_what_it_counted(
    place: Workplace, fault: BaseException, outcome: str
) -> None:
    def work() -> None:
        with account(place, "read", now=NOW) as entry:
            entry.counts["relevant"] = 5
            raise fault

    with pytest.raises(type(fault)):
        work()
    with place.database.read() as session:
        [run] = runs.latest(session)
    assert (run.outcome, dict(run.counts)) == (outcome, {"relevant": 5})


def test_who_lost_the_lease_begins_nothing(place: Workplace) -> None:
    ousted = Workplace(place.database, place.archive, Errand("the clock", "", "old:1:x"))
    hold(place, "new:2:y")
    with pytest.raises(LeaseLost), account(ousted, "read", now=NOW):
        pytest.fail("it must not begin")


def test_runs_of_a_dead_process_and_of_an_earlier_holder_are_gone(place: Workplace) -> None:
    ours = hold(place)
    with place.database.write() as session:
        runs.begin(session, "read", version="1", worker="elsewhere:1", now=NOW)
        earlier = {"clock": "old:1:x"}
        runs.begin(session, "crawl", version="1", worker="elsewhere:2", now=NOW, manifest=earlier)
    with account(ours, "resolve", now=datetime.now(UTC)), place.database.read() as session:
        elsewhere, crawl, mine = runs.under_way(session)
        assert lives(elsewhere, "a:1:x", NOW + timedelta(hours=1))
        assert not lives(elsewhere, "a:1:x", NOW + timedelta(days=3))
        assert not lives(crawl, "a:1:x", NOW)
        assert lives(mine, "a:1:x", NOW)


def test_the_next_command_ends_what_a_killed_one_left_open(place: Workplace) -> None:
    with subprocess.Popen(["true"]) as gone:
        pass
    with place.database.write() as session:
        schedules.add_sources(session, ["ledger"])
        here = f"{socket.gethostname()}:{gone.pid}"
        killed = runs.begin(session, "crawl", version="1", worker=here, now=NOW)
        schedules.begin_visits(session, killed, {"ledger": None}, now=NOW)
        away = runs.begin(session, "read", version="1", worker="elsewhere:1", now=NOW)
        clocks = {"clock": "a:1:x"}
        runs.begin(session, "resolve", version="1", worker=here, now=NOW, manifest=clocks)
    with account(place, "read", now=NOW), place.database.read() as session:
        assert runs.get(session, killed).outcome == "lost"
        assert runs.get(session, away).outcome is None
        assert runs.latest(session, job="resolve")[0].outcome is None, "the clock's own business"
        assert schedules.at_work(session) == set()


@pytest.fixture
def value(place: Workplace) -> Callable[[str], float]:
    def of(sample: str) -> float:
        lines = metrics_text(place, NOW).splitlines()
        [found] = [line for line in lines if line.startswith(sample + " ")]
        return float(found.rsplit(" ", 1)[1])

    return of


def test_metrics_are_what_the_database_says(
    place: Workplace, value: Callable[[str], float]
) -> None:
    ours = hold(place, at=NOW - timedelta(seconds=7))
    with account(ours, "read", now=NOW):
        pass
    with place.database.write() as session:
        schedules.add_sources(session, ["daily"])
        for name in ("daily", "gone"):
            feeds.source_seen(session, name, now=NOW, ok=False, message="no answer")
    assert value('casebook_source_failures{source="daily"}') == 1
    assert 'source="gone"' not in metrics_text(place, NOW), "it left the sources file"
    assert [row["source"] for row in status(place, NOW)["sources"]["failing"]] == ["daily"]
    assert value("casebook_clock_heartbeat_age_seconds") == 7
    assert value('casebook_runs{job="read",outcome="done"}') == 1
    assert value('casebook_queue{step="unread"}') == 0
    assert value("casebook_database_bytes") > 0
