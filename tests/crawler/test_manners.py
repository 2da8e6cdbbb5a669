"""How long a host is left alone, and how often what fails is tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from crawler import outcomes
from crawler.manners import Clock, Manners
from crawler.outcomes import Outcome
from crawler.sources import Source
from storage import feeds, pages
from storage.archive import Archive
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer, story

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
URL = "https://www.daily.example/a"


@pytest.mark.parametrize(("own", "asked", "least"), [(1.0, 20.0, 20.0), (30.0, 20.0, 30.0)])
def test_the_longer_delay_counts_of_the_source_and_its_robots_txt(
    own: float, asked: float, least: float
) -> None:
    manners = Manners([Source("daily", "D", ("daily.example",), delay=own)], Clock(NOW))
    manners.delays["www.daily.example"] = asked
    assert manners.delay_of(URL) == least


def test_what_may_pass_is_tried_six_times_and_the_servers_wait_is_kept() -> None:
    tries = [outcomes.retry_at(Outcome("timeout", ""), n, NOW) for n in range(1, 8)]
    assert [at is not None for at in tries] == [True] * 5 + [False] * 2
    assert outcomes.retry_at(Outcome("gone", ""), 1, NOW) is None
    asked = Outcome("asked to wait", "", timedelta(hours=7))
    assert outcomes.retry_at(asked, 1, NOW) == NOW + timedelta(hours=7)
    assert outcomes.door_pause(asked, 1) == timedelta(hours=7)
    assert outcomes.door_pause(Outcome("asked to wait", "", timedelta(days=2)), 9) == timedelta(2)


def test_of_a_redirect_the_last_answer_is_the_page(
    place: Place, rogue: RogueServer, local: Callable[..., Source]
) -> None:
    rogue.pages["/a"] = answer(story("the page itself"))
    rogue.pages["/s/1"] = answer("moved", "Location: /a", status="302 Found")
    place.crawl(local(feeds=(rogue.feed("/s/1"),)))
    with place.open().read() as session:
        [item] = pages.waiting(session, reader_version="none", limit=9)
    with Archive(place.archive) as archive:
        assert b"the page itself" in archive.load(item.ref).payload


def test_a_door_that_did_not_change_is_asked_for_changes_again(
    place: Place, rogue: RogueServer, local: Callable[..., Source]
) -> None:
    source = local(feeds=(rogue.feed(),))
    rogue.pages["/feed"] = answer(
        '<rss version="2.0"><channel/></rss>', 'ETag: "f1"', "Content-Type: application/rss+xml"
    )
    place.crawl(source)
    rogue.pages["/feed"] = answer("", status="304 Not Modified")
    place.crawl(source)
    with place.open().read() as session:
        assert feeds.validators(session, rogue.url("/feed")).etag == '"f1"'


def test_a_story_that_is_a_door_too_is_fetched_whole_before_it_is_asked_for_changes(
    place: Place, rogue: RogueServer, local: Callable[..., Source]
) -> None:
    """What the door answered makes no request for the story conditional: we have no page of it."""
    whole = answer(story('<a href="/2026/man-shot-by-officer">more</a>'), 'ETag: "d1"')

    def page(_path: str, head: str) -> bytes | None:
        if not _path.startswith("/2026/officer-shoots-man"):
            return None
        asked.append('if-none-match: "d1"' in head.lower())
        return answer("", status="304 Not Modified") if asked[-1] else whole

    asked: list[bool] = []
    rogue.service = page
    door = rogue.url("/2026/officer-shoots-man")
    source = local(listings=(door,), feeds=(rogue.feed("/2026/officer-shoots-man"),))
    place.crawl(source)
    assert asked == [False, False]
    assert door in place.kept()
