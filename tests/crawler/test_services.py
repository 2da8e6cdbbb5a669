"""Every search mechanism against a service that answers as the real one does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from crawler.answers import (
    Stretch,
    cdx_address,
    decoded,
    gdelt_links,
    mediacloud_page,
    nearest_copy,
)
from crawler.discovery import Unusable
from crawler.looking import Site, look_at
from crawler.sources import Source
from storage import frontier, pages
from storage.frontier import FoundLink
from storage.tables import look
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer, story
from tests.crawler.services import (
    Gdelt,
    GoogleNews,
    Item,
    MediaCloud,
    SiteSearch,
    Wayback,
    running,
)

NOW = datetime(2024, 5, 14, 12, 0, tzinfo=UTC)
QUERY = '"police shooting"'


def everywhere(name: str, server: RogueServer, **more: Any) -> Source:
    """A service whose stories may be on any site."""
    settings: dict[str, Any] = {
        "outlet": name,
        "domains": (server.address,),
        "private_network": True,
        "delay": 0.0,
        "concurrency": 4,
        "everywhere": True,
        "queries": (QUERY,),
    }
    return Source(name, **settings | more)


def item(server: RogueServer, number: int, *, ago: timedelta = timedelta(hours=2)) -> Item:
    """A story that stands on the server, and that services know."""
    path = f"/2024/05/14/police-shooting-number-{number}/"
    server.pages[path] = answer(story(f"<p>Story {number}</p>"))
    return Item(server.url(path), f"Police shooting {number} & PROUDLY reported", NOW - ago)


def test_every_search_finds_its_stories_with_manners(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEBOOK_MEDIACLOUD_KEY", "k")
    with running(*(f"127.0.0.{n}" for n in range(1, 7))) as (site, google, gdelt, cloud, old, new):
        stories = [item(site, number) for number in range(12)]
        site.service = SiteSearch(stories[:2])
        google.service = GoogleNews(stories[2:6], hidden=2)
        slow = Gdelt(stories[4:7], pause=0.4)
        gdelt.service = slow
        cloud.service = MediaCloud(stories[7:12], size=2)
        dead = f"{new.url('/dead/')}"
        old.service = Wayback(
            {
                dead: [
                    ("20140514093000", "200", "<p>Too long ago</p>"),
                    ("20240515093000", "200", story("<p>As it was</p>")),
                    ("20240514093000", "404", "<p>No</p>"),
                ],
            }
        )
        counts = place.crawl(
            Source(
                "site",
                "The Site",
                domains=(site.address,),
                searches=(
                    site.url("/?s={query}&feed=rss2"),
                    site.url("/search/?f=rss&t=article&l=50&s=start_time&sd=desc&q={query}"),
                ),
                queries=(QUERY,),
                state="GA",
                private_network=True,
                delay=0.0,
                concurrency=4,
            ),
            everywhere(
                "google", google, google_news=(google.url("/rss/search?q={query}+when:1d"),)
            ),
            everywhere(
                "gdelt",
                gdelt,
                gdelt=(gdelt.url("/api/v2/doc/doc?query={query}%20sourcecountry:US"),),
                queries=(QUERY, '"shooting number"', "police"),
                delay=0.5,
                concurrency=1,
            ),
            everywhere(
                "cloud", cloud, mediacloud=(cloud.url("/api/search/story-list?q={query}&cs=1"),)
            ),
            Source(
                "dead",
                "Dead",
                domains=(new.address,),
                feeds=(new.feed("/dead/", "/never/"),),
                private_network=True,
                delay=0.0,
            ),
            everywhere("archive", old, wayback=(old.url(""),)),
            now=NOW,
        )
    by = counts.by_source
    assert by["site"].found == 2
    assert by["site"].kept == 10  # a story is its outlet's, whoever found it
    assert by["google"].found == 2
    assert by["google"].says == "2 of 4 results hide the address of their story"
    assert by["gdelt"].doors == 3
    assert by["cloud"].found == 5
    assert cloud.service.requests == 3  # type: ignore[attr-defined]
    assert min(later - earlier for earlier, later in pairwise(slow.at)) >= 0.45
    assert dead in place.kept()
    with place.open().read() as session:
        found = pages.sightings(session, stories[4].url)
        copies = pages.captures_of(session, dead)
    assert {seen.via.split("/")[2].split(":")[0] for seen in found} >= {gdelt.address}
    assert [copy.detail for copy in copies] == [
        f"copy of 2024-05-15 at {old.url('/web/20240515093000id_/' + dead)}"
    ]


def test_a_search_alone_gives_its_stories_their_outlets_place(place: Place) -> None:
    with running("127.0.0.1", "127.0.0.2", "127.0.0.3") as (gdelt, paper, stranger):
        gdelt.service = Gdelt([item(paper, 1), item(stranger, 2)])
        search = everywhere("gdelt", gdelt, gdelt=(gdelt.url("/api/v2/doc/doc?query={query}"),))
        outlet = Source("paper", "The Paper", (paper.address,), city="Macon", state="GA")
        known = replace(outlet, private_network=True, listings=(paper.url("/never-asked"),))
        counts = place.crawl(search, known=(search, known), now=NOW)
        assert paper.hits["/never-asked"] == 0
    assert (counts.found, counts.by_source["gdelt"].fetched) == (2, 1)
    assert counts.failed == {"refused address": 1}  # only what is known may be inside
    with place.open().read() as session:
        (kept,) = pages.waiting(session, reader_version="none", limit=9)
    assert kept.home == known.home


def test_what_services_refuse_is_one_sentence_each(place: Place) -> None:
    with running("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4") as (
        google,
        gdelt,
        cloud,
        old,
    ):
        google.service = GoogleNews([], too_many=0)
        gdelt.service = Gdelt([])
        cloud.service = MediaCloud([])
        old.service = Wayback({}, out_of_order=True)
        with place.open().write() as session:
            links = [FoundLink(old.url("/gone"), "feed", "archive")]
            frontier.found(session, links, now=NOW)
        sources = (
            everywhere("google", google, google_news=(google.url("/rss/search?q={query}"),)),
            everywhere(
                "gdelt",
                gdelt,
                gdelt=(gdelt.url("/api/v2/doc/doc?query={query}"),),
                queries=("x", "police OR sheriff"),
            ),
            everywhere("cloud", cloud, mediacloud=(cloud.url("/api/search/story-list?q={query}"),)),
            everywhere("archive", old, wayback=(old.url(""),)),
        )
        old.pages["/gone"] = answer("", status="410 Gone")
        counts = place.crawl(*sources, now=NOW)
    says = {name: line.says or "" for name, line in counts.by_source.items()}
    assert "asked to wait" in says["google"]
    assert "does not understand the query" in says["gdelt"]
    assert "set CASEBOOK_MEDIACLOUD_KEY" in says["cloud"]
    assert "504 Gateway Time-out" in says["archive"]
    # An archive in trouble is asked another day; so it is where whoever asked it was killed.
    assert dead_at(place, NOW + timedelta(hours=2)) == []
    assert dead_at(place, NOW + timedelta(days=1)) == [old.url("/gone")]
    assert dead_at(place, NOW + timedelta(days=1, minutes=30)) == []
    assert dead_at(place, NOW + timedelta(days=1, hours=2)) == [old.url("/gone")]


def dead_at(place: Place, now: datetime) -> list[str]:
    """The dead addresses that an archive is to be asked for then; they are taken on."""
    with place.open().write() as session:
        found = frontier.dead_links(session, worker="w", limit=9, now=now, sources=["archive"])
    return [dead.link.url for dead in found]


def test_a_crowded_stretch_is_asked_in_halves_until_nothing_is_cut_off(place: Place) -> None:
    """Also when a half fails: the next search begins where this one did."""
    with running("127.0.0.1") as (gdelt,):
        gdelt.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /2024")
        service = Gdelt(
            [
                Item(gdelt.url(f"/2024/05/{n}"), "police shooting", NOW - n * timedelta(minutes=2))
                for n in range(700)
            ],
            broken=frozenset((3,)),
        )
        gdelt.service = service
        source = everywhere(
            "gdelt", gdelt, gdelt=(gdelt.url("/api/v2/doc/doc?query={query}"),), delay=0.0
        )
        first = place.crawl(source, now=NOW)
        assert 250 <= first.found < 700
        assert (first.by_source["gdelt"].doors, first.doors_failed) == (0, 1)
        assert "502" in str(first.by_source["gdelt"].says)
        again = place.crawl(source, now=NOW + timedelta(hours=1))
        assert first.found + again.found == 700
        asked = len(service.at)
        assert 6 <= asked <= 20
        last = place.crawl(source, now=NOW + timedelta(hours=2))
        assert last.found == 0
        assert len(service.at) - asked <= 3


def test_what_a_service_does_not_tell_in_full_is_said(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEBOOK_MEDIACLOUD_KEY", "k")
    with running("127.0.0.1", "127.0.0.2") as (gdelt, cloud):
        gdelt.pages["/robots.txt"] = cloud.pages["/robots.txt"] = answer(
            "User-agent: *\nDisallow: /2024"
        )
        at = NOW - timedelta(minutes=20)
        many = [Item(gdelt.url(f"/2024/{n}"), "police shooting", at) for n in range(260)]
        gdelt.service = Gdelt(many)
        some = [Item(cloud.url(f"/2024/{n}"), "police shooting", at) for n in range(23)]
        cloud.service = MediaCloud(some, size=1)
        counts = place.crawl(
            everywhere("gdelt", gdelt, gdelt=(gdelt.url("/api/v2/doc/doc?query={query}"),)),
            everywhere("cloud", cloud, mediacloud=(cloud.url("/api/search/story-list?q={query}"),)),
            now=NOW,
        )
    by = counts.by_source
    assert (by["gdelt"].found, by["cloud"].found) == (250, 20)
    assert "more articles of 2024-05-14" in str(by["gdelt"].says)
    assert "more than 20 stories" in str(by["cloud"].says)
    with place.open().read() as session:
        rows = session.execute(select(look.c.new, look.c.listed).where(look.c.source == "cloud"))
        assert rows.all() == [(20, 20)]


def test_services_are_checked_as_they_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEBOOK_MEDIACLOUD_KEY", raising=False)
    with running("127.0.0.1", "127.0.0.2", "127.0.0.3") as (gdelt, strict, cloud):
        gdelt.service, strict.service, cloud.service = Gdelt([]), Gdelt([]), MediaCloud([])
        form = "/api/v2/doc/doc?query={query}"
        wrong = (QUERY, "police OR sheriff")
        sources = [
            everywhere("gdelt", gdelt, gdelt=(gdelt.url(form),)),
            everywhere("strict", strict, gdelt=(strict.url(form),), queries=wrong),
            everywhere("cloud", cloud, mediacloud=(cloud.url("/api/search/story-list?q={query}"),)),
        ]

        def checked() -> dict[str, tuple[bool, str, str]]:
            sites = [Site(one.name, "https://x.example/", one, False) for one in sources]
            found = look_at(sites, contact=None, now=NOW, timeout=5)
            return {one.name: (one.usable, one.says, one.do) for one in found}

        first = checked()
        assert first["gdelt"][:2] == (True, "search: it answers")
        assert "“police OR sheriff”: GDELT does not understand the query" in first["strict"][1]
        assert "set CASEBOOK_MEDIACLOUD_KEY" in first["cloud"][1]
        assert {first[name][2] for name in ("strict", "cloud")} == {
            "mend what is asked: the source's queries, or the key"
        }
        monkeypatch.setenv("CASEBOOK_MEDIACLOUD_KEY", "not mine")
        assert "refused (the key, status 401)" in checked()["cloud"][1]
        monkeypatch.setenv("CASEBOOK_MEDIACLOUD_KEY", "k")
        assert checked()["cloud"][:2] == (True, "search: it answers")


def test_google_s_addresses() -> None:
    told = decoded(
        "https://news.google.com/rss/articles/CBMiGWh0dHBzOi8vZGFpbHkuZXhhbXBsZS9hYmPSAQA"
    )
    assert told == "https://daily.example/abc"
    assert decoded("https://news.google.com/articles/CBMi_not_base64!") is None
    assert decoded("https://news.google.com/rss/articles/AAAA") is None
    assert decoded("https://daily.example/a") == "https://daily.example/a"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"[1]", "no object"),
        (b"{", "cannot be read"),
        (b"{}", "no list"),
        (b'{"note": "quota"}', "quota"),
    ],
)
def test_media_cloud_mistakes(body: bytes, says: str) -> None:
    with pytest.raises(Unusable, match=says):
        mediacloud_page(body, base="https://x.example/")


def test_gdelt_s_json_is_not_quite_json() -> None:
    body = rb'{"articles": [{"url": "https://d.example/a", "title": "It\'s \U \ud8 here"}, 7, {}]}'
    assert [link.url for link in gdelt_links(body, base="https://x.example/")] == [
        "https://d.example/a"
    ]
    assert gdelt_links(b"", base="https://x.example/") == ()
    with pytest.raises(Unusable, match="no list"):
        gdelt_links(b'{"articles": 5}', base="https://x.example/")


def test_halves_cover_the_whole_and_end() -> None:
    whole = Stretch(NOW - timedelta(days=1), NOW)
    left, right = whole.halves
    assert (left.since, left.until, right.until) == (whole.since, right.since, whole.until)
    assert Stretch(NOW - timedelta(minutes=29), NOW).halves == ()


def test_the_nearest_copy() -> None:
    rows = [
        ["timestamp", "original", "statuscode"],
        ["20230101000000", "http://d.example/a", "200"],
        ["20240601000000", "http://d.example/a", "200"],
        ["20240513000000", "http://d.example/a", "404"],
        ["broken"],
    ]
    copy = nearest_copy(json.dumps(rows).encode(), NOW)
    assert copy is not None
    assert copy.address("https://web.archive.org/").endswith(
        "/web/20240601000000id_/http://d.example/a"
    )
    assert nearest_copy(b"", NOW) is None
    assert nearest_copy(b"[]", NOW) is None
    assert "url=http%3A%2F%2Fd.example%2Fa" in cdx_address(
        "https://w.example", "http://d.example/a"
    )
