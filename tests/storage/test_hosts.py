"""A host is one crawler's at a time; and nobody goes on writing to a schema that was changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from crawler.turns import Turns
from storage import engine, frontier, hosts, pages
from storage.engine import Database, open_database
from storage.faults import Busy, NewerDatabase, Unreachable
from storage.frontier import FoundLink
from storage.migrations import CURRENT, upgrade
from tests.storage.conftest import NOW

HALF_A_MINUTE = timedelta(seconds=30)


def take(session: Session, worker: str, *names: str, after: int = 0) -> Mapping[str, Any]:
    now = NOW + timedelta(seconds=after)
    return hosts.take(session, names, worker=worker, now=now, until=now + HALF_A_MINUTE)


def test_a_host_is_one_crawlers_until_it_is_given_up_or_its_lease_ends(database: Database) -> None:
    with database.write() as session:
        hosts.introduce(session, ["a.example", "b.example"], now=NOW)
        assert set(take(session, "one", "a.example", "b.example")) == {"a.example", "b.example"}
        assert take(session, "two", "a.example", after=29) == {}
        assert hosts.renew(session, worker="one", until=NOW + timedelta(seconds=50)) == {
            "a.example", "b.example",
        }  # fmt: skip
        assert take(session, "two", "a.example", after=49) == {}
        assert set(take(session, "two", "a.example", after=50)) == {"a.example"}
        assert hosts.renew(session, worker="one", until=NOW + timedelta(seconds=99)) == {
            "b.example"
        }
        hosts.put_off(session, {"b.example": NOW + timedelta(seconds=55)}, worker="one")
        hosts.release(session, worker="one")
        assert take(session, "two", "b.example", after=20) == {}, "it wants to be left alone longer"
        taken = take(session, "two", "b.example", after=52)
        assert taken == {"b.example": NOW + timedelta(seconds=55)}
        assert hosts.at_work(session) == {"a.example": "two", "b.example": "two"}


def test_a_host_with_leased_links_is_not_given_up(database: Database) -> None:
    links = [FoundLink(f"https://{name}.example/1", "feed", "s") for name in "ab"]
    with database.write() as session:
        frontier.found(session, links, now=NOW)
        until = NOW + HALF_A_MINUTE
        [one] = frontier.lease(session, worker="w", limit=9, now=NOW, until=until, most_hosts=1)
        assert set(take(session, "w", "b.example")) == {"b.example"}
        assert hosts.release(session, worker="w", names=["a.example", "b.example"]) == {"b.example"}
        assert frontier.left_to_others(session, worker="other", now=NOW, sources=["s"])
        frontier.give_back(session, one.id, worker="w")
        assert hosts.release(session, worker="w", names=["a.example"]) == {"a.example"}
        assert not frontier.left_to_others(session, worker="other", now=NOW, sources=["s"])


def test_a_crawl_asks_only_hosts_that_are_its_own(database: Database) -> None:
    one, two = (Turns(name, database.write, lambda: NOW, lease=30) for name in ("one", "two"))
    assert one.may_ask("a.example")
    assert not two.may_ask("a.example")
    assert one.reserve("a.example", 7.0) == 0.0
    assert one.reserve("a.example", 7.0) == pytest.approx(7.0, abs=0.5)
    with database.write() as session:
        one.close(session)
    assert two.may_ask("a.example")
    assert two.reserve("a.example", 7.0) == pytest.approx(14.0, abs=0.5)


def test_who_meets_a_changed_schema_ends_with_one_sentence(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("DROP TABLE host"))
    with pytest.raises(NewerDatabase, match=r"schema 9999.*upgrade Casebook"), database.write():
        pytest.fail("nothing is written")
    with pytest.raises(NewerDatabase, match="schema 9999"), database.read() as session:
        hosts.at_work(session)


def test_a_migration_waits_for_who_writes_and_nobody_writes_to_half_of_it(
    empty_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PAUSE", 0.05)
    monkeypatch.setattr(engine, "_MIGRATION_WAITS", "100ms")
    monkeypatch.setattr(engine, "CURRENT", "0011")
    monkeypatch.setattr(engine, "upgrade", lambda connection: upgrade(connection, "0011"))
    database = open_database(empty_postgres)
    monkeypatch.setattr(engine, "upgrade", upgrade)
    with database.write() as session:
        session.execute(text("INSERT INTO about VALUES ('written', 'by the old one')"))
        monkeypatch.setattr(engine, "CURRENT", CURRENT)
        newer = threading.Thread(target=lambda: open_database(empty_postgres).dispose())
        newer.start()
        time.sleep(0.3)
        assert newer.is_alive()
    newer.join(10)
    monkeypatch.setattr(engine, "CURRENT", "0011")
    with pytest.raises(NewerDatabase), database.write():
        pytest.fail("nothing is written")
    monkeypatch.setattr(engine, "CURRENT", CURRENT)
    with database.read() as session:
        assert hosts.at_work(session) == {}
    monkeypatch.setattr(engine, "_MIGRATION_TRIES", 2)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0011'"))
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({engine.SCHEMA_LOCK})")
        with pytest.raises(Busy, match="brought up to date"):
            open_database(empty_postgres)
    database.dispose()


def test_what_has_to_be_done_alone_waits_and_ends_with_who_does_it(empty_postgres: str) -> None:
    database, other = open_database(empty_postgres), open_database(empty_postgres)
    held = threading.Event()

    def wait() -> None:
        with other.alone(engine.RESOLVER_LOCK):
            held.set()

    with database.alone(engine.RESOLVER_LOCK), other.alone(engine.RESOLVER_LOCK + 1):
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not held.wait(0.2)
    assert held.wait(10)
    waiting.join(10)
    for item in (database, other):
        item.dispose()


def test_a_reader_leaves_what_another_is_at(empty_postgres: str) -> None:
    database = open_database(empty_postgres)
    url = "https://a.example/"
    with database.write() as session:
        for n in range(6):
            new = pages.NewCapture(
                0, NOW, 200, f"{n}" * 64, pages.Kept.KEPT, pages.ArchiveRef("f", 0, 1)
            )
            pages.ingested(session, FoundLink(f"{url}{n}", "file"), new, now=NOW)
    with database.write() as one:
        mine = pages.waiting(one, reader_version="1", limit=4, alone=True)
        with database.write() as two:
            theirs = pages.waiting(two, reader_version="1", limit=4, alone=True)
    assert [len(mine), len(theirs)] == [4, 2]
    assert not {item.url for item in mine} & {item.url for item in theirs}
    with database.write() as session:
        assert len(pages.waiting(session, reader_version="1", limit=9, alone=True)) == 6
    database.dispose()


def test_a_server_that_is_gone_is_told_as_such(empty_postgres: str) -> None:
    database = open_database(empty_postgres)
    leave = text("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(Unreachable, match="does not answer any more"), database.write() as session:
        session.execute(leave)
    with pytest.raises(Unreachable, match="nothing stored is lost"), database.read() as session:
        session.execute(leave)
    database.dispose()


def test_a_crawl_whose_machine_slept_shows_that_it_lives_by_the_time_there_is(
    database: Database,
) -> None:
    slept = timedelta()
    turns = Turns("one", database.write, lambda: datetime.now(UTC) - slept, lease=30)
    other = Turns("two", database.write, lambda: datetime.now(UTC), lease=30)
    assert turns.may_ask("a.example")
    slept = timedelta(hours=1)  # the steady clock stands still meanwhile
    turns.renew()
    assert turns.may_ask("a.example")
    assert not other.may_ask("a.example")


def test_a_delay_counts_from_the_moment_a_request_had_its_connection(database: Database) -> None:
    turns = Turns("one", database.write, lambda: NOW)
    assert turns.reserve("a.example", 0.3) == 0
    turns.leaving("a.example")
    assert turns.still("a.example", 0.3) == 0.3, "nobody follows one that has not left yet"
    time.sleep(0.31)
    assert turns.still("a.example", 0.3) == 0.3, "however long that takes"
    turns.left("a.example")
    turns.left("a.example")
    assert 0.2 < turns.still("a.example", 0.3) <= 0.3
    assert turns.still("b.example", 0.3) < 0


def test_a_crawl_that_could_not_renew_once_is_still_alone_with_its_host(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its beats leave room for one that is lost to a slow write, and for a look a little early."""
    began, passed = datetime.now(UTC), [0.0]

    def now() -> datetime:
        return began + timedelta(seconds=passed[0])

    monkeypatch.setattr("crawler.turns.time.monotonic", lambda: passed[0])
    monkeypatch.setattr(hosts, "clock", lambda _session: now())
    turns = Turns("one", database.write, now)
    assert turns.may_ask("a.example")
    for beat in range(1, 12):
        passed[0] += turns.beat
        with database.write() as session:
            late = hosts.take(
                session,
                ["a.example"],
                worker="two",
                now=now() + timedelta(seconds=turns.beat),
                until=now() + timedelta(seconds=99),
            )
        assert late == {}, f"before beat {beat}"
        assert turns.may_ask("a.example")
        turns.renew()
