"""A story that changes and a case that goes on, from the first crawl to the third version."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.sources import Source, as_entry
from scheduler import fetching, following, jobs, work
from scheduler.workplace import Workplace, silent
from storage import frontier, incidents, pages, schedules
from storage.archive import Archive
from storage.engine import open_database
from storage.identifiers import number
from storage.revisions import revisions
from tests.crawler.rogue import answer
from tests.crawler.services import Item, SiteSearch, running

PAGE = """<!doctype html><html><head><title>Officer shoots man in Macon</title>
<meta property="article:published_time" content="2026-03-01T14:00:00-05:00"></head><body><article>
<h1>Officer shoots man in Macon</h1>
<p>MACON, Ga. — A Macon police officer shot and killed Tobias Wrenfield, {age}, on Elm Street on
Saturday night, the police chief said on Sunday.</p>
<p>Wrenfield died at a hospital, the chief said. The officer was placed on leave.</p>
{more}</article></body></html>"""
PATH = "/2026/03/01/officer-shoots-man-in-macon/"
LATER = "/2026/04/02/grand-jury-looks-at-the-shooting-of-wrenfield/"
START = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


def test_a_pasted_story_is_followed_and_tried_again_by_the_clock_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no source's of the file: the inbox goes along."""
    here = {"domains": ("127.0.0.1",), "private_network": True, "delay": 0.0}
    inbox = replace(fetching.INBOX, **here)
    for module in (fetching, following):
        monkeypatch.setattr(module, "INBOX", inbox)
    database = open_database(f"sqlite:///{tmp_path}/casebook.db")
    with running("127.0.0.1") as (site,), Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        daily = Source("daily", "The Daily", ("daily.invalid",), private_network=True, delay=0.0)
        daily = replace(daily, feeds=(site.url("/none"),))
        orders = {"sources": [as_entry(daily)], "due_at": {"daily": None}, "budget": 60}
        long_ago = datetime.now(UTC) - timedelta(hours=2)
        contact = "desk@daily.example"
        with database.write() as session:
            frontier.found(session, [fetching.as_link(site.url(PATH), ())], now=long_ago)
        site.pages[PATH] = answer(PAGE.format(age=23, more=""))
        assert work.JOBS["crawl"](place, orders | {"contact": None}, silent)["fetched"] == 0
        assert work.JOBS["crawl"](place, orders | {"contact": contact}, silent)["kept"] == 1
        assert site.hits[PATH] == 1
        with database.read() as session:
            assert "inbox" not in schedules.stored(session)
        now = datetime.now(UTC) + timedelta(hours=1, minutes=1)
        jobs.read_waiting(place, now=now)
        site.pages[PATH] = answer(PAGE.format(age=32, more=""))
        assert not jobs.follow_up(place, [daily], contact=None, now=now)
        assert jobs.follow_up(place, [daily], contact=contact, now=now)["kept"] == 1
    database.dispose()


def test_a_story_is_followed_and_its_case_looked_for(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/casebook.db")
    with running("127.0.0.1") as (site,), Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        source = Source(
            "daily",
            "The Daily",
            (site.address,),
            feeds=(site.feed(PATH),),
            searches=(site.url("/?s={query}&feed=rss2"),),
            state="GA",
            private_network=True,
            delay=0.0,
        )

        def put(age: int, tag: str, more: str = "") -> None:
            site.pages[PATH] = answer(PAGE.format(age=age, more=more), f'ETag: "{tag}"')

        def follow(after: timedelta) -> dict[str, int]:
            now = START + after
            counts = jobs.follow_up(place, [source], contact=None, now=now)
            jobs.read_waiting(place, now=now)
            jobs.resolve_waiting(place, now=now)
            return dict(counts)

        put(23, "one")
        jobs.crawl(place, [source], contact=None, now=START)
        jobs.read_waiting(place, now=START)
        jobs.resolve_waiting(place, now=START)
        assert follow(timedelta(minutes=30)) == {}
        put(
            32, "two", "<p>Correction: An earlier version misstated his age. He was 32, not 23.</p>"
        )
        assert follow(timedelta(hours=1, minutes=5))["stories looked at again"] == 1
        assert 'If-None-Match: "one"' in site.heads[PATH]
        assert site.hits["/feed"] == 1
        site.pages[LATER] = answer(PAGE.format(age=32, more="<p>A grand jury met on Thursday.</p>"))
        at = START + timedelta(days=31)
        site.service = SiteSearch([Item(site.url(LATER), "Tobias Wrenfield Macon", at)])
        search, site.service = site.service, lambda _path, _head: b"HTTP/1.1 500 Oh\r\n\r\n"
        month, asked = timedelta(days=31), site.hits.total()
        assert follow(month)["cases looked for"] == 0, "nobody could say"
        assert site.hits.total() == asked + 2, "robots.txt, and the search"
        assert follow(month + timedelta(minutes=10)) == {}, "it is left alone for a while"
        assert site.hits.total() == asked + 2
        site.service = search
        found = follow(month + timedelta(minutes=20))
        assert (found["cases looked for"], found["found"], found["kept"]) == (1, 1, 1)
        with database.read() as session:
            [line] = incidents.list_incidents(session)
            told = revisions(session, number(line["incident_id"]))
            seen = pages.sightings(session, site.url(LATER))
        changed = [change for item in told for change in item.facts]
        assert ("age", 23, 32) in [
            (change.field, change.before, change.after) for change in changed
        ]
        assert [notice.kind for item in told for notice in item.notices] == ["correction"]
        assert line["article_count"] == 2
        assert "Tobias%20Wrenfield" in seen[0].via
    database.dispose()
