"""What need not be kept for ever goes after its time; what a death is known by stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

from scheduler import jobs, tidying, work
from scheduler.accounts import CLOCK
from scheduler.children import Ended, Limits
from scheduler.clock import BELIEVED, Clock, Plan
from scheduler.timetable import Job, helpers_table, table
from scheduler.workplace import Workplace, silent
from storage import check, deliveries, hosts, leases, retention
from storage.archive import Archive, CannotArchive
from storage.engine import Database
from storage.leases import LeaseLost
from storage.warc import iter_warc
from tests.scheduler.test_replay import NOW, exported, later, stories, take

BAKERY = {
    "url": "https://ledger.example/bakery",
    "title": "Bakery reopens after flood",
    "text": (
        "The Larkspur bakery on Mill Street reopened on Monday after repairs that took four"
        " months.\n\nIts owner said that the ovens were new and that the bread was the same as"
        " before. Neighbours queued around the corner, and the mayor cut the first loaf."
    ),
    "published": "2026-02-25T18:00:00+00:00",
    "outlet": "ledger",
}


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Workplace]:
    with Archive(tmp_path / "archive") as archive:
        made = Workplace(database, archive)
        take(made, tmp_path, [BAKERY, *stories()])
        yield made


def archived(place: Workplace) -> str:
    return "".join(
        record.payload.decode("utf-8", "replace")
        for path in place.archive.files()
        for record in iter_warc(path)
        if hasattr(record, "payload")
    )


class Here:
    """Does what the clock orders in this process."""

    def __init__(self, place: Workplace) -> None:
        self.place = place

    def run(self, orders: Mapping[str, Any], _limits: Limits) -> Ended:
        for name in orders["jobs"]:
            work.JOBS[name](self.place, orders, silent)
        return Ended("done", 0)


class Month(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return later(days=31).astimezone(tz)


def test_the_clock_tidies_as_the_settings_say(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "datetime", Month)
    for days, kept in ((None, True), (30, False)):
        plan = Plan(tmp_path / "sources.toml", keep_irrelevant_days=days)
        [job] = [job for job in table(plan) if job.name == "clean up"]
        job.tick(Clock(place, plan, Here(place), lambda: later(days=31)))
        assert ("bakery" in archived(place)) is kept
    assert "Wrenfield" in archived(place)


def test_an_old_page_about_no_shooting_is_dropped_and_a_replay_says_so(place: Workplace) -> None:
    before = exported(place)
    assert "bakery" in archived(place)
    assert not tidying.tidy(place, pages_days=None, sent_days=30, now=later(days=90)).total()
    assert not tidying.tidy(place, pages_days=30, sent_days=30, now=later(days=29)).total()
    counts = tidying.tidy(place, pages_days=30, sent_days=30, now=later(days=31))
    assert +counts == {"pages dropped": 1}
    assert "bakery" not in archived(place)
    assert "Wrenfield" in archived(place)
    with place.database.read() as session:
        assert [item.url for item in retention.gone(session)] == [BAKERY["url"]]
        assert not [item for item in check.check(session, place.archive) if item.harm]
    for kind in ("incidents", "victims", "claims", "changes", "judgements"):
        assert exported(place)[kind] == before[kind], kind
    stands = exported(place)
    done = jobs.replay(place, now=later(days=32))
    assert done.counts["gone by retention"] == 1
    assert exported(place) == stands
    assert not tidying.tidy(place, pages_days=30, sent_days=30, now=later(days=33)).total()


def test_what_somebody_killed_had_begun_to_archive_goes(place: Workplace) -> None:
    old, new = (place.archive.root / f"casebook-{n}.warc.gz.77.part" for n in range(2))
    for path, at in ((old, later(days=3)), (new, later(days=4.5))):
        path.write_bytes(b"half")
        os.utime(path, (at.timestamp(), at.timestamp()))
    finished = place.archive.root / "casebook-2.warc.gz.77.part"  # by its name when it is looked at
    finished.symlink_to("nowhere")
    counts = tidying.tidy(place, pages_days=None, sent_days=30, now=later(days=5))
    assert +counts == {"unfinished archive files dropped": 1}
    assert (old.exists(), new.exists()) == (False, True)


def test_while_a_crawl_writes_the_file_its_pages_wait(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise CannotArchive("it is being written")

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "rewritten", busy)
        counts = tidying.tidy(place, pages_days=30, sent_days=30, now=later(days=31))
    assert counts["pages that wait for a crawl to end"] == 1
    assert "bakery" in archived(place)
    assert tidying.tidy(place, pages_days=30, sent_days=30, now=later(days=31))["pages dropped"]


def test_sent_messages_are_forgotten_and_waiting_ones_are_not(place: Workplace) -> None:
    with place.database.write() as session:
        for key in ("a", "b"):
            deliveries.enqueue(
                session, key=key, url="https://r.example/", kind="change", payload={}, now=NOW
            )
        item = deliveries.claim(session, now=NOW, until=NOW + timedelta(minutes=1))
        assert item is not None
        deliveries.sent(session, item.id, status=200, now=NOW)
    counts = tidying.tidy(place, pages_days=None, sent_days=7, now=later(days=8))
    assert +counts == {"sent messages forgotten": 1}
    with place.database.read() as session:
        assert deliveries.counts(session) == {"waiting": 1}


@pytest.mark.parametrize("jobs_of", [table, helpers_table])
def test_what_a_dead_helper_was_at_is_taken_up_within_a_minute(
    tmp_path: Path, jobs_of: Callable[[Plan], tuple[Job, ...]]
) -> None:
    """Also where nobody but the scheduler is left to see that it is gone."""
    every = {job.name: job.every for job in jobs_of(Plan(tmp_path / "sources.toml"))}
    longest = BELIEVED + every["tidy"] + every["crawl what is due"]
    assert longest < timedelta(minutes=1)


def test_leases_of_helpers_that_are_gone_go_and_nobody_elses(place: Workplace) -> None:
    """Every helper has one of its own, and leaves it behind however it ends."""
    with place.database.write() as session:
        now = hosts.clock(session)
        for name, age in (("helper dead", 25), ("helper killed", 30), ("helper alive", 0)):
            at = now - timedelta(hours=age)
            mine = leases.take(session, name, holder=name, seen=None, now=at)
            assert mine is not None
        leases.release(session, "helper dead", holder="helper dead")
        assert leases.take(session, CLOCK, holder="c", seen=None, now=now - timedelta(days=9))
    counts = tidying.tidy(place, pages_days=None, sent_days=30, now=NOW)
    assert counts["leases of helpers forgotten"] == 2
    with place.database.read() as session:
        left = {n for n in ("helper dead", "helper killed", "helper alive", CLOCK)
                if leases.find(session, n)}  # fmt: skip
    assert left == {"helper alive", CLOCK}
    with place.database.write() as session, pytest.raises(LeaseLost):  # one that slept for days
        leases.beat(session, replace(mine, name="helper killed", holder="helper killed"), now=now)
