"""Whatever a page of the web says, the reviewer's browser shows it as text."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.web.conftest import HOSTILE, Served, Watched

PAGES = (
    "/", "/incidents", "/incidents/I1", "/incidents/I1/coverage", "/incidents/I1/matrix",
    "/incidents/I1/history", "/incidents/I1/said/V1/name", "/articles", "/articles/1",
    "/articles?q=mayberry", "/incidents/map", "/audit",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def written(hostile: Served) -> None:
    """People, too, may write anything into a form."""
    for action, more in (
        ("note", {"text": " ".join(HOSTILE[:9])}),
        ("assign", {"assignee": HOSTILE[1]}),
        ("hold", {"reason": HOSTILE[0] + HOSTILE[7], "sources": "1"}),
    ):
        sent = hostile.send(
            "/decide", action=action, incident="I1", seen=hostile.seen("I1"), **more
        )
        assert sent.status_code == 303


def test_nothing_of_it_runs_or_loads(hostile: Served, open_page: Callable[..., Watched]) -> None:
    watched = open_page(f"{hostile.url}/", viewport={"width": 900, "height": 700})
    page = watched.page
    for path in PAGES:
        page.goto(hostile.url + path)
        assert page.evaluate("window.pwned") is None, path
        assert page.locator("main iframe, main script, main style, main img").count() == 0, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 900, path
        assert page.locator("h1").first.is_visible(), path
    ours = urlsplit(hostile.url).netloc
    assert {urlsplit(address).netloc for address in watched.requests} == {ours}


def test_it_is_read_as_it_was_written(hostile: Served, open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{hostile.url}/articles/1").page
    text = page.locator(".text").inner_text()
    for trick in HOSTILE[:7]:
        assert trick in text, trick
    assert "U+202E" in text
    assert "\u202e" not in text
    assert "49" not in text.split("{{ 7 * 7 }}")[1][:40]
    assert "javascript:" not in {
        urlsplit(link.get_attribute("href") or "").scheme + ":" for link in page.locator("a").all()
    }


def test_what_a_person_wrote_stays_text(hostile: Served, open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{hostile.url}/incidents/I1").page
    assert HOSTILE[0] in page.locator("#notes").inner_text()
    assert page.evaluate("window.pwned") is None
