"""What redirects of dead stories lead to, and redirects that lead to the story itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crawler.sources import Source
from pipeline.page.moves import Move, move
from storage import frontier, pages
from storage.pages import Kept
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer, story

Local = Callable[..., Source]

SHOT = "https://daily.example/2024/05/14/man-shot-by-police-on-elm-street/"


@pytest.mark.parametrize(
    ("asked", "answered", "led"),
    [
        (SHOT, "https://daily.example/", Move.FRONT),
        (SHOT, "https://www.daily.example/index.html?utm_source=404", Move.FRONT),
        ("https://daily.example/?p=4711", "https://daily.example/", Move.FRONT),
        ("https://short.example/x9", "https://daily.example", Move.FRONT),
        (SHOT, "https://daily.example/news/", Move.SECTION),
        (SHOT, "https://daily.example/News/Local-News", Move.SECTION),
        (SHOT, "https://daily.example/2024/05/", Move.SECTION),
        (SHOT, "https://daily.example/news/page/2", Move.SECTION),
        (SHOT, "https://daily.example/category/crime-and-courts-news/", Move.SECTION),
        (SHOT, "https://daily.example/search?q=man+shot", Move.SECTION),
        (
            "https://daily.example/news/crime/crime-man-shot-by-police.html",
            "https://daily.example/news/crime/",
            Move.SECTION,
        ),
        (SHOT, "https://daily.example/404", Move.MISSING),
        (SHOT, "https://daily.example/page-not-found/?from=/2024/05", Move.MISSING),
        ("https://daily.example/a", "https://daily.example/error/404.html", Move.MISSING),
        (SHOT, "https://daily.example/2024/06/02/county-fair-opens-with-parade", Move.OTHER),
        (
            "https://daily.example/story/man-shot-by-police-51234/",
            "https://daily.example/story/county-fair-opens-today-51300/",
            Move.OTHER,
        ),
    ],
)
def test_what_stands_in_for_a_dead_story_is_told(asked: str, answered: str, led: Move) -> None:
    assert move(asked, answered) is led


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (SHOT.replace("https", "http"), SHOT),
        (SHOT, SHOT.replace("daily", "www.daily").rstrip("/")),
        (SHOT, SHOT + "index.html"),
        (SHOT, "https://daily.example/2024/05/14/man-dies-after-being-shot-by-police/"),
        (SHOT, "https://daily.example/local/man-shot/"),
        (SHOT, "https://daily.example/node/51234"),
        (SHOT, "https://daily.example/s/x9Kd"),
        (SHOT, "https://daily.example/story?id=51234"),
        (SHOT, "https://newdaily.example/man-shot-by-police-on-elm-street"),
        (SHOT, "https://daily.example/login?next=/2024/05/14/"),
        (SHOT, "https://daily.example/subscribe/"),
        ("https://daily.example/news/51234/man-shot", "https://daily.example/news/51234"),
        (
            "https://daily.example/story/man-shot-by-police-51234/",
            "https://daily.example/gallery/elm-street-51234/",
        ),
        (
            "https://daily.example/news/article_0a1b2c3d-1111-2222-3333-444455556666.html",
            "https://daily.example/x/one-dead-in-shooting_0a1b2c3d-1111-2222-3333-444455556666",
        ),
        ("https://daily.example/", "https://daily.example/home"),
        ("https://old.example/", "https://daily.example/"),
        ("https://daily.example/s/1", "https://daily.example/news/"),
        ("https://daily.example/a", "https://daily.example/b"),
    ],
)
def test_a_redirect_that_may_lead_to_the_story_is_followed(asked: str, answered: str) -> None:
    assert move(asked, answered) is None


def test_a_source_says_itself_what_its_stories_look_like() -> None:
    asked, answered = "https://daily.example/n/ab3", "https://daily.example/n/"
    assert move(asked, answered) is None
    pattern = re.compile(r"^/n/\w+")
    assert move(asked, answered, pattern) is Move.SECTION
    assert move(asked, "https://daily.example/n/xyz", pattern) is None


@pytest.mark.parametrize("there", ["/", "/news/", "/not-found"])
def test_a_dead_story_is_gone_though_a_page_about_shootings_stands_in_for_it(
    place: Place, rogue: RogueServer, local: Local, there: str
) -> None:
    here = "/2024/05/14/man-shot-by-police-on-elm-street/"
    rogue.pages[here] = answer("", f"Location: {there}", status="302 Found")
    rogue.pages[there] = answer(story())
    counts = place.crawl(local(feeds=(rogue.feed(here),)))
    assert (counts.kept, counts.failed) == (0, {"gone": 1})
    assert place.kept() == []


def test_a_known_story_that_leads_to_another_is_gone_and_the_other_is_read_as_itself(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    here, there = "/2024/05/14/man-shot-by-police-on-elm/", "/2024/06/02/officer-charged-in-murder"
    rogue.pages[here] = answer(story("first"))
    source = local(feeds=(rogue.feed(here),))
    place.crawl(source)
    rogue.pages[here] = answer("", f"Location: {there}", status="301 Moved Permanently")
    rogue.pages[there] = answer(story("another"))
    with place.open().write() as session:
        ids = frontier.link_ids(session, [rogue.url(here)])
        frontier.reopen(session, ids.values(), now=datetime.now(UTC))
    assert place.crawl(source).failed == {"gone": 1}
    assert place.crawl(source).kept == 1
    assert place.kept() == sorted((rogue.url(here), rogue.url(there)))
    with place.open().read() as session:
        states = frontier.link_states(session, [rogue.url(here), rogue.url(there)])
        assert states == {rogue.url(here): "gone", rogue.url(there): "done"}
        [note] = pages.captures_of(session, rogue.url(there))
    assert note.verdict == Kept.KEPT


def test_an_address_of_another_name_that_always_led_to_a_story_is_no_dead_one(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    here, there = "/2024/05/14/what-we-know-so-far/", "/2024/05/14/man-shot-by-police-on-elm/"
    rogue.pages[here] = answer("", f"Location: {there}", status="301 Moved Permanently")
    rogue.pages[there] = answer(story())
    counts = place.crawl(local(feeds=(rogue.feed(here),)))
    assert (counts.kept, counts.failed) == (1, {})
    assert place.kept() == [rogue.url(there)]
