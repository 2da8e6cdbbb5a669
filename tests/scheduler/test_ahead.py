"""A clock that ran ahead for a while and was put right keeps nothing back until that time comes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.accounts import account
from scheduler.workplace import Workplace
from storage import deliveries, frontier, hosts, sources, visits
from storage.archive import Archive
from storage.engine import Database
from storage.frontier import FoundLink

HOUR = timedelta(hours=1)
STORY, DOOR = "https://daily.example/story", "https://daily.example/feed"


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Workplace:
    return Workplace(database, Archive(tmp_path / "archive"))


def worked(place: Workplace, now: datetime) -> None:
    """A run in which a story is found, a door is shut, and something is to be told; one looks."""
    with account(place, "crawl", now=now), place.database.write() as session:
        frontier.found(session, [FoundLink(STORY, DOOR, "daily")], now=now)
        sources.door_failed(
            session, DOOR, source="daily", says="no answer", failures=1, next_at=now + HOUR, now=now
        )
        deliveries.enqueue(
            session, url="https://there.example/", kind="change", payload={}, key="1", now=now
        )
        visits.looked(session, "ann", now=now)


@pytest.mark.parametrize("years", [1, -1])
def test_what_was_found_while_the_clock_ran_ahead_is_due_when_it_is_right(
    place: Workplace, years: int, caplog: pytest.LogCaptureFixture
) -> None:
    now = datetime.now(UTC)
    worked(place, now + timedelta(days=365) * years)
    with account(place, "read", now=now):
        pass
    with place.database.write() as session:
        at, until = hosts.clock(session), now + HOUR
        leased = frontier.lease(session, worker="w", limit=9, now=now, until=until, at=at)
        assert [item.url for item in leased] == [STORY]
        door = sources.door(session, DOOR)
        assert door is not None
        assert door.next_at is None or door.next_at <= now
        assert deliveries.claim(session, now=now, until=until) is not None
        assert (visits.last(session, "ann") or now) <= now
    said = [record.getMessage() for record in caplog.records]
    assert len([words for words in said if "had run ahead by" in words]) == (years > 0)


def test_who_waits_for_somebody_else_s_sake_waits_on_where_clocks_differ_a_little(
    place: Workplace,
) -> None:
    now = datetime.now(UTC)
    worked(place, now + timedelta(minutes=20))
    with account(place, "read", now=now):
        pass
    with place.database.read() as session:
        door = sources.door(session, DOOR)
    assert door is not None
    assert door.next_at == now + timedelta(minutes=20) + HOUR
