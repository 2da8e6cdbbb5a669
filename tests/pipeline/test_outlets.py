"""Homes of outlets, told by their addresses."""

from __future__ import annotations

import pytest

from pipeline.lexicon import outlets


@pytest.mark.parametrize(
    ("url", "state", "city"),
    [
        ("http://denver.cbslocal.com/2016/01/13/a-story/", "CO", "Denver"),
        ("https://www.fox13news.com/news/a-story", "FL", "Tampa"),
        ("https://www.nj.com/essex/a_story.html", "NJ", None),
        ("https://amp.sacbee.com/news/a-story.html", "CA", None),
        ("https://a-chain.example/new-york/a-story", "NY", "New York"),
        ("https://www.thevermontgranite.example/a-story", "VT", None),
        ("https://arkansasmorning.example/a-story", "AR", None),
    ],
)
def test_a_local_outlet_has_a_home(url: str, state: str, city: str | None) -> None:
    home = outlets.home_of(url)
    assert home is not None
    assert (home.state, home.city) == (state, city)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.washingtonpost.com/national/a-story",
        "https://www.nytimes.com/2016/01/13/us/a-story.html",
        "https://www.usatoday.com/a-story",
        "https://apnews.com/article/a-story",
        "https://an-unknown-outlet.example/news/a-story",
        "https://coloradocountyvoice.example/a-story",
        "http://[broken/a-story",
        "not an address",
    ],
)
def test_who_writes_for_the_country_has_none(url: str) -> None:
    assert outlets.home_of(url) is None


def test_a_home_tells_its_time() -> None:
    home = outlets.home_of("https://abc7.com/a-story")
    assert home is not None
    assert home.timezone == "America/Los_Angeles"
