"""Quiet for the wrong reason, or because nothing happens: told once, and once when it is over."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer

from scheduler import rounds, watching
from scheduler.children import Children
from scheduler.clock import Clock, Plan
from scheduler.mail import MailServer
from scheduler.notices import Channels
from scheduler.watching import Habit, chance, habit_troubles
from scheduler.workplace import Workplace
from storage import letters, runs, schedules, troubles
from storage.archive import Archive
from storage.engine import Database
from storage.sources import Stories

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCES = """
[[source]]
name = "daily"
outlet = "The Daily"
domains = ["daily.example"]
feeds = ["https://daily.example/feed"]
"""


def habit(**values: object) -> Habit:
    usual: dict[str, object] = {
        "stories": 600,
        "first_at": NOW - timedelta(days=20),
        "last_story_at": NOW - HOUR,
        "longest_silence": timedelta(hours=9),
    }
    return Habit("daily", **(usual | values))  # type: ignore[arg-type]


def kinds(of: Habit) -> list[str]:
    return [item.kind for item in habit_troubles(of, NOW)]


def test_a_silence_is_measured_by_a_sources_own_history() -> None:
    assert kinds(habit(last_story_at=NOW - 13 * HOUR)) == []
    assert kinds(habit(last_story_at=NOW - 14 * HOUR)) == ["silent"]
    assert kinds(habit(last_story_at=NOW - 14 * HOUR, longest_silence=timedelta(days=2))) == []
    assert kinds(habit(last_story_at=NOW - timedelta(days=9), stories=4)) == []  # nothing is usual


@given(st.lists(st.integers(1, 60), min_size=12, max_size=60))
def test_a_source_that_goes_on_as_it_did_is_never_called_silent(gaps: list[int]) -> None:
    at = NOW - sum(gaps, start=0) * HOUR
    times = [at]
    for gap in gaps:
        times.append(times[-1] + gap * HOUR)
    longest = max(gaps) * HOUR
    seen = habit(
        stories=len(gaps), first_at=times[0], last_story_at=times[-1], longest_silence=longest
    )
    assert not list(habit_troubles(seen, times[-1] + longest))


def test_a_fall_of_what_pages_give_is_a_changed_layout_and_chance_is_not() -> None:
    before = Stories(articles=100, fields={"title": 100, "published": 97, "byline": 30})
    fallen = Stories(articles=6, fields={"title": 6, "published": 0, "byline": 0})
    assert kinds(habit(before=before, lately=fallen)) == ["layout changed"]
    one = Stories(articles=1, fields={"title": 1})
    assert kinds(habit(before=before, lately=one)) == []
    half = Stories(articles=100, fields={"title": 60, "published": 55})
    two = Stories(articles=3, fields={"title": 1})
    assert kinds(habit(before=half, lately=two)) == []
    unread = Stories(articles=0, unreadable={"empty": 8})
    assert kinds(habit(before=before, lately=unread)) == ["layout changed"]


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.01, 0.99))
def test_chance_is_a_probability(hits: int, of: int, usual: float) -> None:
    assert 0 <= chance(hits, of, usual) <= 1 + 1e-9


# ---------------------------------------------------------------------------------- told


class Inbox:
    def __init__(self) -> None:
        self.mail: list[bytes] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        self.mail.append(envelope.content)  # type: ignore[attr-defined]
        return "250 taken"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    handler = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:  # the controller takes no port 0
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler, port
    server.stop()


@pytest.fixture
def clock(database: Database, tmp_path: Path, inbox: tuple[Inbox, int]) -> Clock:
    path = tmp_path / "sources.toml"
    path.write_text(SOURCES)
    plan = Plan(
        path,
        channels=Channels(("desk@team.example",)),
        mail_server=MailServer("127.0.0.1", inbox[1], "none", sender="casebook@team.example"),
    )
    place = Workplace(database, Archive(tmp_path / "archive"))
    return Clock(place, plan, Children(), lambda: NOW)


def visit(clock: Clock, at: datetime, *, ok: bool, says: str | None = None, found: int = 0) -> None:
    counts = {"doors": int(ok), "doors_failed": int(not ok), "found": found, "says": says}
    with clock.database.write() as session:
        run = runs.begin(session, "crawl", version="1", worker="w:1", now=at)
        schedules.begin_visits(session, run, {"daily": at}, now=at)
        schedules.end_visits(session, run, outcome="done", now=at, counts={"daily": counts})
        runs.end(session, run, outcome="done", counts={}, now=at)


def at(clock: Clock, moment: datetime) -> Clock:
    return Clock(clock.place, clock.plan, clock.worker, lambda: moment)


def test_an_outage_is_mailed_once_and_once_when_it_is_over(
    clock: Clock, inbox: tuple[Inbox, int]
) -> None:
    refused = "https://daily.example/feed: no answer (refused)"
    visit(clock, NOW, ok=True)
    visit(clock, NOW + HOUR, ok=False, says=refused)
    rounds.watch_doors(at(clock, NOW + HOUR))
    rounds.send_mail(clock)
    assert not inbox[0].mail  # once may be a hiccup
    visit(clock, NOW + 1.25 * HOUR, ok=False, says=refused)
    for minute in range(75, 240, 15):
        rounds.watch_doors(at(clock, NOW + timedelta(minutes=minute)))
        rounds.send_mail(at(clock, NOW + timedelta(minutes=minute)))
    [mail] = inbox[0].mail
    assert b"Subject: Casebook: daily: does not answer" in mail
    assert b"no answer (refused)" in mail
    visit(clock, NOW + 4 * HOUR, ok=True)
    rounds.watch_doors(at(clock, NOW + 4 * HOUR))
    rounds.watch_doors(at(clock, NOW + 5 * HOUR))
    rounds.send_mail(at(clock, NOW + 5 * HOUR))
    assert len(inbox[0].mail) == 2
    assert b"daily: over" in inbox[0].mail[1]


def test_robots_txt_that_now_forbids_has_its_own_name(clock: Clock) -> None:
    says = "https://daily.example/feed: robots (its robots.txt forbids it)"
    for hours in (0, 1):
        visit(clock, NOW + hours * HOUR, ok=False, says=says)
    rounds.watch_doors(at(clock, NOW + HOUR))
    with clock.database.read() as session:
        [trouble] = troubles.open_troubles(session)
    assert (trouble.kind, trouble.subject, trouble.since) == ("forbidden", "daily", NOW)


def test_silence_is_told_from_the_visits_themselves(clock: Clock) -> None:
    for hour in range(0, 240, 2):
        visit(clock, NOW + hour * HOUR, ok=True, found=1 if hour % 4 == 0 and hour < 180 else 0)
    rounds.watch_habits(at(clock, NOW + 204 * HOUR))
    with clock.database.read() as session:
        assert not troubles.open_troubles(session)
    rounds.watch_habits(at(clock, NOW + 240 * HOUR))
    with clock.database.read() as session:
        [trouble] = troubles.open_troubles(session)
    assert trouble.kind == "silent"
    assert trouble.since == NOW + 176 * HOUR


def test_of_a_source_that_somebody_paused_nothing_is_expected(clock: Clock) -> None:
    for hour in range(0, 180, 2):
        visit(clock, NOW + hour * HOUR, ok=True, found=1)
    for hour in (180, 181):
        visit(clock, NOW + hour * HOUR, ok=False, says="https://daily.example/feed: gone (404)")
    rounds.watch_doors(at(clock, NOW + 182 * HOUR))

    def wrong() -> list[str]:
        with clock.database.read() as session:
            return [item.kind for item in troubles.open_troubles(session)]

    assert wrong() == ["does not answer"]
    with clock.database.write() as session:
        schedules.change(session, "daily", {"paused": True}, by="ada", now=NOW)
    rounds.watch_doors(at(clock, NOW + 183 * HOUR))
    rounds.watch_habits(at(clock, NOW + 400 * HOUR))
    assert wrong() == []


def test_a_line_that_is_down_is_one_trouble_not_hundreds() -> None:
    found = [
        watching.Trouble("does not answer", f"s{n}", NOW + n * HOUR, "no answer") for n in range(9)
    ]
    [one] = watching.ours(found, 10, NOW)
    assert "our own connection" in one.says
    assert watching.ours(found[:3], 10, NOW) == found[:3]


def test_mail_that_is_not_taken_is_kept_and_sent_later(
    clock: Clock, inbox: tuple[Inbox, int]
) -> None:
    with clock.database.write() as session:
        for _ in range(2):  # written twice, sent once
            letters.write(session, key="k", to="a@b.example", subject="a\nb", text="é", now=NOW)
    plan = Plan(clock.plan.sources, mail_server=MailServer("127.0.0.1", 1, "none"))
    rounds.send_mail(Clock(clock.place, plan, clock.worker, lambda: NOW))
    with clock.database.read() as session:
        assert letters.waiting(session) == 1
    rounds.send_mail(at(clock, NOW + timedelta(minutes=3)))
    [mail] = inbox[0].mail
    assert b"Subject: a b\r\n" in mail
    with clock.database.read() as session:
        assert letters.waiting(session) == 0


def test_the_ping_goes_out_only_while_the_database_answers(
    clock: Clock, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/alive").respond_with_data("ok")
    plan = Plan(clock.plan.sources, ping_url=httpserver.url_for("/alive"))
    rounds.ping(Clock(clock.place, plan, clock.worker, lambda: NOW))
    assert len(httpserver.log) == 1


def test_neither_mail_nor_ping_waits_for_a_name_server_that_never_answers(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def hangs(*_: object, **__: object) -> list[object]:
        ended.wait(60)
        raise OSError

    with clock.database.write() as session:
        letters.write(session, key="k", to="a@b.example", subject="a", text="b", now=NOW)
    monkeypatch.setattr("scheduler.guarded.LOOK_UP", 0.2)
    monkeypatch.setattr("socket.getaddrinfo", hangs)
    server = MailServer("mail.hangs.example", 25, "none")
    plan = Plan(clock.plan.sources, mail_server=server, ping_url="http://ping.hangs.example/")
    there = Clock(clock.place, plan, clock.worker, lambda: NOW)
    began = time.monotonic()
    rounds.send_mail(there)
    with pytest.raises(TimeoutError, match="no name server answers"):
        rounds.ping(there)
    assert time.monotonic() - began < 20
    with clock.database.read() as session:
        assert letters.waiting(session) == 1
    ended.set()
