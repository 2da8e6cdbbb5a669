"""What is known of a source: its looks, its stories, and what it contributes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event

from storage import feeds, frontier, sources
from storage.engine import open_database
from storage.feeds import Validators
from storage.frontier import FoundLink
from tests.storage.conftest import NOW, World, irrelevant, story

HOUR = timedelta(hours=1)


def met(world: World, url: str, source: str) -> None:
    """A link of a source, before its page comes."""
    with world.database.write() as session:
        frontier.found(session, [FoundLink(url, "feed", source)], now=world.now)


def test_a_door_that_fails_keeps_what_it_last_sent(world: World) -> None:
    known = Validators('"1"', None)
    with world.database.write() as session:
        feeds.feed_fetched(session, "d", source="daily", status=200, validators=known, now=NOW)
        sources.door_failed(
            session, "d", source="daily", says="gone", failures=1, next_at=NOW + HOUR, now=NOW
        )
    with world.database.read() as session:
        state = sources.door(session, "d")
    assert state is not None
    assert (state.validators, state.failures, state.next_at) == (known, 1, NOW + HOUR)
    with world.database.write() as session:
        feeds.feed_fetched(session, "d", source="daily", status=200, validators=known, now=NOW)
        assert sources.door(session, "d") == sources.DoorState("d", "daily", NOW, 200, known)


def test_what_a_source_contributes(world: World) -> None:
    day = datetime(2026, 2, 26, 9, 0, tzinfo=UTC)
    told = {
        "early": ("https://early.example/a", day),
        "late": ("https://late.example/a", day + 3 * HOUR),
    }
    for name, (url, published) in told.items():
        met(world, url, name)
        world.tell(url, published=published)
    met(world, "https://late.example/own", "late")
    world.tell("https://late.example/own", name="Odile Marchbank", city="Dunmere", state="NV")
    met(world, "https://late.example/council", "late")
    world.read(
        world.keep("https://late.example/council"), irrelevant("https://late.example/council")
    )
    world.resolve()
    with world.database.read() as session:
        early, late, never = sources.records(session, ["early", "late", "never"])
        counted = sources.stories(session, since=NOW - HOUR, until=NOW + HOUR)
    assert (early.worth.incidents, early.worth.alone, early.worth.first) == (1, 0, 1)
    assert (late.worth.incidents, late.worth.alone, late.worth.first) == (2, 1, 0)
    assert (early.worth.lag, late.worth.lag) == (timedelta(), 3 * HOUR)
    assert (late.stories, late.relevant) == (3, 2)
    assert (never.stories, never.state) == (0, None)
    assert (counted["late"].kept, counted["late"].articles, counted["late"].relevant) == (3, 3, 2)
    assert counted["late"].fields["city"] == 2
    assert counted["late"].fields["title"] == 3


def test_how_sources_do_is_told_without_a_look_at_any_text(sqlite_url: str) -> None:
    """A record of 100,000 articles was read whole for it, twice."""
    database = open_database(sqlite_url)
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        asked.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    with database.read() as session:
        sources.records(session, [])
    event.remove(database.engine, "before_cursor_execute", note)
    plans: list[str] = []
    with database.engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans += [row.detail for row in plan]
    database.dispose()
    wide = [step for step in plans if re.search(r"\b(article_version|report)\b", step)]
    assert len(wide) == 2
    assert all("COVERING INDEX" in step for step in wide), wide


def test_what_could_not_be_read_is_counted_by_source(world: World) -> None:
    url = "https://daily.example/a"
    met(world, url, "daily")
    number = world.keep(url)
    world.read(number, story(url))
    with world.database.write() as session:
        from storage import articles

        articles.set_aside(session, number, version="2", reason="paywalled")
    met(world, "https://daily.example/b", "daily")
    with world.database.write() as session:
        [link] = frontier.lease(session, worker="w", limit=9, now=NOW, until=NOW + HOUR)
        frontier.fail(session, link.id, kind="gone", detail="404", retry_at=None, now=NOW)
    with world.database.read() as session:
        [record] = sources.records(session, ["daily"])
        counted = sources.stories(session, since=NOW - HOUR, until=NOW + HOUR)["daily"]
    assert record.unread == {"gone": 1, "paywalled": 1}
    assert (counted.failed, counted.unreadable) == ({"gone": 1}, {"paywalled": 1})
