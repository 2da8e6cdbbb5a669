"""Several workers on one database at once: nobody is turned away, nothing is done twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from scheduler.resolving import resolve_waiting
from scheduler.workplace import Workplace
from storage import articles, frontier, reviews
from storage.engine import Database, one_at_a_time, open_database
from storage.frontier import FoundLink
from tests.storage.conftest import NOW, World, story


def at_once(work: Callable[[int], Any], workers: int = 4) -> list[Any]:
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, range(workers)))


def test_writers_wait_for_each_other(database: Database) -> None:
    def write(worker: int) -> int:
        new = 0
        for n in range(15):
            links = [FoundLink(f"https://a.example/{n}", f"feed {worker}")]
            with database.write() as session:
                new += frontier.found(session, links, now=NOW)
        return new

    assert sum(at_once(write)) == 15
    with database.read() as session:
        assert frontier.link_counts(session) == {"found": 15}


def test_every_link_is_leased_by_one_worker(database: Database) -> None:
    with database.write() as session:
        links = [FoundLink(f"https://{n % 20}.example/{n}", "feed") for n in range(60)]
        frontier.found(session, links, now=NOW)

    def lease(worker: int) -> list[int]:
        mine: list[int] = []
        while True:
            with database.write() as session:
                until = NOW + timedelta(minutes=5)
                got = frontier.lease(session, worker=f"w{worker}", limit=7, now=NOW, until=until)
            if not got:
                return mine
            mine += [item.id for item in got]

    leased = [number for mine in at_once(lease) for number in mine]
    assert sorted(leased) == sorted(set(leased))
    assert len(leased) == 60


def test_a_new_database_can_be_opened_by_several_at_once(database_url: str) -> None:
    opened = at_once(lambda _: open_database(database_url))
    assert {item.scope for item in opened} == {"police"}
    for item in opened:
        item.dispose()


def test_several_readers_of_the_same_pages_end_as_one(world: World) -> None:
    """Versions and twins of one story, read by all at once: as if by one, one after the other."""
    url = "https://ledger.example/story"
    kept = [world.keep(url, f"{n}", at=world.now + timedelta(hours=n // 2)) for n in range(6)]

    def read(worker: int) -> None:
        for n in range(6):
            at = (n + worker) % 6
            world.read(kept[at], story(url, text=f"Version {at // 2}."))

    at_once(read, workers=3)
    [row] = world.rows("articles")
    assert row["version"] == 3
    assert len(row["reports"]) == 1
    world.resolve()
    assert len(world.rows("incidents")) == 1


def test_a_reader_is_not_held_up_by_a_writer(world: World) -> None:
    world.tell("https://ledger.example/1")
    world.resolve()
    before = world.export("incidents")
    number = world.keep("https://herald.example/1")
    with world.database.write() as session:
        articles.save_reading(session, number, story("https://herald.example/1"), now=world.now)
        assert world.export("incidents") == before
        assert len(world.rows("articles")) == 1
    assert len(world.rows("articles")) == 2


@dataclass(frozen=True)
class Within:
    """A database whose one unit of work is under way."""

    session: Session

    @contextmanager
    def write(self) -> Iterator[Session]:
        yield self.session


def while_the_two_are_merged(world: World, decide: Callable[[Session], Any]) -> None:
    """Decide while I2 becomes part of I1, in a unit of work that began before and ends first."""
    world.tell("https://a.example/1")
    world.tell("https://b.example/2", name="Odile Marchbank", city="Dunmere", day="2026-01-05")
    world.resolve()

    def decided() -> None:
        with world.database.write() as session:
            decide(session)

    with ThreadPoolExecutor(1) as pool:
        with world.database.write() as session:
            one_at_a_time(session)
            other = pool.submit(decided)
            time.sleep(0.5)  # it has looked, if it looks before its turn
            reviews.merge(session, "I1", "I2", by="ann", now=world.now)
            within: Any = Within(session)
            resolve_waiting(Workplace(within, world.archive), now=world.now)
        other.result(60)


def test_who_accepts_accepts_what_is_there_when_it_is_written(world: World) -> None:
    while_the_two_are_merged(world, lambda session: reviews.accept(session, "I2", by="bo", now=NOW))
    world.resolve()
    with world.database.read() as session:
        assert reviews.unreviewed(session, 1) == frozenset()
    [line] = world.rows("incidents")
    assert (line["review"], line["article_count"]) == ("accepted", 2)


def test_a_correction_goes_to_where_the_incident_is_when_it_is_written(world: World) -> None:
    while_the_two_are_merged(
        world,
        lambda session: reviews.correct(
            session, "I2", "city", "Millbrook", source="a letter", by="bo", now=NOW
        ),
    )
    world.resolve()
    assert [line["city"] for line in world.rows("incidents")] == ["Millbrook"]
