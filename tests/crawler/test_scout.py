"""Sites that are tried: what is found at each, in words, and what to do about it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.looking import Report, Site, look_at
from crawler.run import CrawlFailed
from crawler.sites import feeds_of, front, newest, short_name, sitemaps_of, system_of
from crawler.sources import NoContact, Source
from tests.crawler.outlets import KINDS, outlets
from tests.crawler.rogue import RogueServer, answer

FOUND = {
    "wordpress": "feed",
    "arc": "sitemap",
    "forbidden": "forbidden",
    "challenge": "blocked",
    "paywalled": "paywalled",
    "scripts": "needs JavaScript",
    "nothing": "nothing",
    "stale": "nothing",
    "hangs": "unreachable",
    "moved": "feed",
    "blox": "sitemap",
}


def site(name: str, server: RogueServer) -> Site:
    source = Source(name, name, (server.address,), private_network=True, delay=0.01)
    return Site(name, server.url("/"), source, True)


def test_each_kind_of_site_is_told_from_the_others() -> None:
    with outlets(*KINDS) as servers:
        sites = [site(kind, server) for kind, server in servers.items()]
        found = {
            report.name: report
            for report in look_at(sites, contact=None, now=datetime.now(UTC), timeout=3)
        }
        assert {name: report.kind for name, report in found.items()} == FOUND
        assert all(
            report.do for name, report in found.items() if FOUND[name] not in ("feed", "sitemap")
        )
        press, blox = found["wordpress"], found["blox"]
        assert press.open("feeds") == (servers["wordpress"].url("/feed/"),)
        assert press.open("searches") == (servers["wordpress"].url("/?s={query}&feed=rss2"),)
        assert press.outlet == "The Press"
        assert [url.rpartition("=")[2] for url in blox.open("searches")] == ["{query}"]
        assert servers["moved"].url("/home/rss.xml") in found["moved"].open("feeds")
        assert servers["forbidden"].hits["/"] == 0
        assert "2019-04-02" in " ".join(door.says for door in found["stale"].doors)
        assert servers["nothing"].hits.total() < 40


def test_a_site_that_names_what_is_no_address_does_not_cost_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with outlets("wordpress", "nothing") as servers:
        press, odd = servers.values()
        link = '<link rel="alternate" type="application/rss+xml" href="http://{}/feed">'
        odd.pages["/"] = answer(f"<head>{link.format('127.0.0.1:99999')}</head><p>Odd.</p>")
        odd.pages["/robots.txt"] = answer("Sitemap: http://127.0.0.1:99999/news.xml")
        nowhere = Site("nowhere", "http://127.0.0.1:99999/", site("x", odd).source, True)
        sites = [nowhere, site("odd", odd), site("press", press)]
        there = {
            report.name: report
            for report in look_at(sites, contact=None, now=datetime.now(UTC), timeout=3)
        }
        assert {name: report.kind for name, report in there.items()} == {
            "nowhere": "unreachable", "odd": "nothing", "press": "feed",
        }  # fmt: skip
        assert "odd address" in there["nowhere"].says
        monkeypatch.setattr("crawler.looking.lines_of", lambda _child: iter(()))
        with pytest.raises(CrawlFailed, match="3 were not tried"):
            list(look_at(sites, contact=None, now=datetime.now(UTC), timeout=3))


def test_a_source_is_checked_through_the_doors_it_has() -> None:
    with outlets("wordpress", "paywalled", "stale") as servers:
        ok, paid, old = servers.values()
        sources = [
            Source(
                "old",
                "Old",
                (old.address,),
                feeds=(old.url("/rss"),),
                private_network=True,
                delay=0.01,
            ),
            Source(
                "daily",
                "Daily",
                (ok.address,),
                feeds=(ok.url("/feed/"), ok.url("/gone.xml")),
                private_network=True,
                delay=0.01,
            ),
            Source(
                "lost",
                "Lost",
                ("lost.example",),
                feeds=(paid.url("/rss"),),
                private_network=True,
                delay=0.01,
            ),
        ]
        sites = [Site(one.name, ok.url("/"), one, False) for one in sources]
        found = {
            report.name: report for report in look_at(sites, contact=None, now=datetime.now(UTC))
        }
    assert (found["old"].kind, found["old"].usable) == ("stale", True)
    assert found["daily"].kind == "feed"
    assert "gone.xml: gone (status 404)" in found["daily"].says
    assert "mend" in found["daily"].do
    assert not found["lost"].usable
    assert f"are on {paid.address}: add it to domains" in found["lost"].says


def test_nobody_looks_at_the_open_web_without_a_name() -> None:
    source = Source("daily", "Daily", ("daily.example",))
    looking = look_at(
        [Site("daily", "https://daily.example/", source, True)], contact=None, now=datetime.now(UTC)
    )
    with pytest.raises(NoContact):
        next(looking)


def test_a_front_page_s_feeds() -> None:
    body = b"""<title>Ash County News | The Ashport Bee</title>
      <link rel="alternate" type="application/rss+xml" href="/feed/">
      <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
      <link rel="alternate" type="application/atom+xml; charset=utf-8" href="https://x.example/atom">
      <link rel="alternate" type="application/json+oembed" href="/oembed">
      <link rel="alternate" hreflang="es" href="/es/"> <link rel=alternate type=text/xml>"""
    seen = front(body, base="https://bee.example/")
    assert seen.feeds == ("https://bee.example/feed/", "https://x.example/atom")
    assert seen.title == "The Ashport Bee"


@pytest.mark.parametrize(
    ("trace", "system"),
    [
        ('<link href="/wp-content/themes/a.css">', "WordPress"),
        ('<meta name="tncms-access-version">', "BLOX"),
        ("<script>Fusion.contextPath='/pf'; fusion.contextPath</script>", "Arc XP"),
        ('<img src="https://static.foxtv.com/a.png">', "Fox"),
        ("<p>plain</p>", ""),
    ],
)
def test_the_content_system_is_known_by_its_traces(trace: str, system: str) -> None:
    assert system_of(trace.encode()) == system
    assert feeds_of(system, "https://daily.example/")[-1] == "https://daily.example/feed.xml"


def test_named_sitemaps_come_first() -> None:
    robots = (
        "User-agent: *\nSitemap: https://d.example/pages.xml\nSitemap: https://d.example/gnews.xml"
    )
    assert sitemaps_of(robots, "https://d.example/")[0] == "https://d.example/gnews.xml"
    assert "https://d.example/pages.xml" not in sitemaps_of(robots, "https://d.example/")


def test_dates_and_names() -> None:
    assert newest(["nonsense", None, ""]) is None
    assert short_name("https://news.daily.co.uk/x") == "news.daily.co"
    assert Report("a", "u", "feed", "", "").usable is False
