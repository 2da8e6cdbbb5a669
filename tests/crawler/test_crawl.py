"""Whole passes over loopback: what is found, kept, screened, counted, and asked only once."""

from __future__ import annotations

import asyncio
import json
import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from casebook.demo.desk import outlets
from casebook.demo.newsroom import Newsroom
from crawler import run
from crawler.outcomes import Outcome, door_pause
from crawler.run import CrawlFailed
from crawler.settings import CONCURRENT_REQUESTS
from crawler.sources import Source, as_entry
from pipeline.urls import key
from storage import frontier, hosts, redactions
from storage.frontier import FoundLink
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer, hang_up, silence, story
from tests.crawler.test_project import scrapy
from tests.loaded import ANEW

Local = Callable[..., Source]
ELSEWHERE = "<p>" + "The bridge was painted green. " * 30 + "</p>"


def newsroom_sources(newsroom: Newsroom) -> list[Source]:
    """The bundled outlets, through the newsroom as a proxy."""
    return [
        Source(
            name=outlet.host,
            outlet=outlet.name,
            domains=(outlet.host.removeprefix("www."),),
            feeds=(f"http://{outlet.host}{outlet.feed}",) if outlet.feed else (),
            news_sitemaps=(f"http://{outlet.host}{outlet.sitemap}",) if outlet.sitemap else (),
            listings=(f"http://{outlet.host}{outlet.listing}",) if outlet.listing else (),
            proxy=newsroom.url,
            private_network=True,
            delay=0.0,
            concurrency=8,
        )
        for outlet in outlets()
    ]


def test_feed_to_archive(place: Place, rogue: RogueServer, local: Local) -> None:
    rogue.pages["/2024/05/14/shot/"] = answer(story(), 'ETag: "1"')
    rogue.pages["/2024/05/14/fair/"] = answer(ELSEWHERE)
    counts = place.crawl(
        local(feeds=(rogue.feed("/2024/05/14/shot/?utm_source=rss", "/2024/05/14/fair/", "/gone"),))
    )
    assert (counts.found, counts.fetched, counts.kept, counts.screened) == (3, 3, 1, 1)
    assert counts.failed == {"gone": 1}
    assert place.kept() == [rogue.url("/2024/05/14/shot/")]
    assert counts.ended == "done"


def test_a_feed_of_others_stories_alone_is_said(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    links = "".join(f"<item><link>https://moved.example/2024/{n}</link></item>" for n in range(3))
    rogue.pages["/feed"] = answer(f"<rss version='2.0'><channel>{links}</channel></rss>")
    counts = place.crawl(local(feeds=(rogue.url("/feed"),)))
    [line] = counts.by_source.values()
    assert (line.doors, line.found) == (1, 0)
    assert "all 3 stories are on moved.example, which is none of its domains" in str(line.says)


def test_what_is_archived_is_what_was_received(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    import gzip

    packed = gzip.compress(story().encode(), mtime=0)
    rogue.pages["/a"] = answer(packed, "Content-Encoding: gzip", "X-Odd: one", "X-Odd: two")
    rogue.pages["/old"] = answer("", "Location: /a", status="301 Moved Permanently")
    place.crawl(local(feeds=(rogue.feed("/old"),)))
    archive = b"".join(path.read_bytes() for path in place.archive.glob("*.warc.gz"))
    records = gzip.decompress(archive)
    assert packed in records
    assert b"X-Odd: one\r\nX-Odd: two" in records
    assert b"HTTP/1.1 301 Moved Permanently" in records
    assert place.kept() == [rogue.url("/a")]


def test_a_second_pass_asks_conditionally_and_adds_nothing(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/a"] = answer(story())
    feed = rogue.feed("/a")
    rogue.pages["/feed"] = rogue.pages["/feed"].replace(b"\r\n", b'\r\nETag: "f1"\r\n', 1)  # type: ignore[union-attr]
    place.crawl(local(feeds=(feed,)))
    again = place.crawl(local(feeds=(feed,)))
    assert 'If-None-Match: "f1"' in rogue.heads["/feed"]
    assert (again.found, again.fetched, again.kept) == (0, 0, 0)
    assert rogue.hits["/a"] == 1


def test_two_addresses_that_lead_to_one_story_are_one(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/a"] = answer(story())
    for short in ("/s/1", "/s/2"):
        rogue.pages[short] = answer("", "Location: /a", status="302 Found")
    counts = place.crawl(local(feeds=(rogue.feed("/s/1", "/a", "/s/2"),)))
    assert place.kept() == [rogue.url("/a")]
    assert not counts.failed


def test_a_twin_whose_plain_address_is_gone_is_read_where_it_stands(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/2024/05/14/a/amp/"] = answer(story())
    counts = place.crawl(local(feeds=(rogue.feed("/2024/05/14/a/amp/", "/b/amp/"),)))
    assert (counts.kept, counts.failed) == (1, {"gone": 1})
    assert place.kept() == [rogue.url("/2024/05/14/a/")]
    assert rogue.hits["/2024/05/14/a/"] == rogue.hits["/b/amp/"] == 1


def test_a_closing_slash_makes_no_second_story(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/a/"] = answer(story())
    rogue.pages["/a"] = answer("", "Location: /a/", status="301 Moved Permanently")
    place.crawl(local(feeds=(rogue.feed("/a", "/a/"),)))
    [kept] = place.kept()
    assert key(kept) == key(rogue.url("/a/"))
    assert rogue.hits["/a/"] == 1


def test_sitemaps_and_listings(place: Place, rogue: RogueServer, local: Local) -> None:
    for path in ("/2024/05/14/one/", "/2024/05/14/two/"):
        rogue.pages[path] = answer(story(path))
    rogue.pages["/index.xml"] = answer(
        f"<sitemapindex><sitemap><loc>{rogue.url('/part.xml')}</loc></sitemap></sitemapindex>"
    )
    rogue.pages["/part.xml"] = answer(
        f"<urlset><url><loc>{rogue.url('/2024/05/14/one/')}</loc></url></urlset>"
    )
    rogue.pages["/news/"] = answer(
        '<a href="/2024/05/14/two/">Two</a><a href="http://other.example/2024/05/14/x/">X</a>'
    )
    counts = place.crawl(
        local(news_sitemaps=(rogue.url("/index.xml"),), listings=(rogue.url("/news/"),))
    )
    assert place.kept() == [rogue.url("/2024/05/14/one/"), rogue.url("/2024/05/14/two/")]
    assert counts.found == 2


def test_an_index_is_read_anew_until_each_of_its_sitemaps_was_read(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    parts = ("/one.xml", "/two.xml", "/gone.xml")
    body = "".join(f"<sitemap><loc>{rogue.url(part)}</loc></sitemap>" for part in parts)
    rogue.pages["/index.xml"] = answer(f"<sitemapindex>{body}</sitemapindex>", 'ETag: "i1"')
    for part, path in zip(parts, ("/2024/05/14/one/", "/2024/05/14/two/"), strict=False):
        rogue.pages[path] = answer(story(path))
        rogue.pages[part] = answer(f"<urlset><url><loc>{rogue.url(path)}</loc></url></urlset>")
    well, rogue.pages["/two.xml"] = rogue.pages["/two.xml"], answer("", status="503 Unavailable")
    sources = local(news_sitemaps=(rogue.url("/index.xml"),))
    place.crawl(sources)
    assert place.kept() == [rogue.url("/2024/05/14/one/")]
    rogue.pages["/two.xml"] = well
    place.crawl(sources)
    assert "If-None-Match" not in rogue.heads["/index.xml"]
    assert place.kept() == [rogue.url("/2024/05/14/one/"), rogue.url("/2024/05/14/two/")]
    rogue.pages["/index.xml"] = answer("", status="304 Not Modified")
    asked = rogue.hits["/one.xml"]
    place.crawl(sources)
    assert 'If-None-Match: "i1"' in rogue.heads["/index.xml"]
    assert rogue.hits["/one.xml"] == asked


def test_a_sitemap_index_that_lists_itself_ends(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/index.xml"] = answer(
        f"<sitemapindex><sitemap><loc>{rogue.url('/index.xml')}</loc></sitemap></sitemapindex>"
    )
    place.crawl(local(news_sitemaps=(rogue.url("/index.xml"),)))
    assert rogue.hits["/index.xml"] <= 3


def test_robots_txt_is_obeyed_and_counted(place: Place, rogue: RogueServer, local: Local) -> None:
    rogue.pages["/robots.txt"] = answer(
        "User-agent: *\nDisallow: /private/", "Content-Type: text/plain"
    )
    rogue.pages["/private/a"] = answer(story())
    rogue.pages["/b"] = answer(story())
    counts = place.crawl(local(feeds=(rogue.feed("/private/a", "/b"),)))
    assert counts.robots_forbidden == 1
    assert rogue.hits["/private/a"] == 0
    assert place.kept() == [rogue.url("/b")]


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Unavailable", "429 Slow"])
def test_a_robots_txt_that_fails_is_not_a_yes(
    place: Place, rogue: RogueServer, local: Local, status: str
) -> None:
    rogue.pages["/robots.txt"] = answer("oops", status=status)
    rogue.pages["/a"] = answer(story())
    now = datetime.now(UTC)
    feed = rogue.feed("/a")
    first = place.crawl(local(feeds=(feed,)), now=now)
    assert (first.doors_failed, first.fetched, rogue.hits["/feed"]) == (1, 0, 0)
    rogue.pages["/robots.txt"] = answer("User-agent: *\nAllow: /")
    later = place.crawl(local(feeds=(feed,)), now=now + timedelta(days=1))
    assert later.kept == 1


def test_stories_wait_for_a_robots_txt_that_fails(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/a"] = answer(story())
    with place.open().write() as session:
        frontier.found(session, [FoundLink(rogue.url("/a"), "x", "rogue")], now=datetime.now(UTC))
    rogue.pages["/robots.txt"] = answer("oops", status="502 Bad Gateway")
    rogue.pages["/news/"] = answer("<p>nothing</p>")
    counts = place.crawl(local(listings=(rogue.url("/news/"),)))
    assert counts.failed == {"server error": 1}
    assert rogue.hits["/a"] == 0
    with place.open().read() as session:
        assert frontier.link_counts(session) == {"found": 1}


def test_no_robots_txt_allows_everything(place: Place, rogue: RogueServer, local: Local) -> None:
    rogue.pages["/robots.txt"] = answer("no", status="403 Forbidden")
    rogue.pages["/a"] = answer(story())
    assert place.crawl(local(feeds=(rogue.feed("/a"),))).kept == 1


def test_crawl_delay_is_kept(place: Place, rogue: RogueServer, local: Local) -> None:
    rogue.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 0.5")
    at: list[float] = []
    for number in range(4):
        page = answer(story(f"/{number}"))

        async def told(writer: asyncio.StreamWriter, page: bytes = page) -> None:
            at.append(time.monotonic())
            writer.write(page)

        rogue.pages[f"/{number}"] = told
    place.crawl(local(feeds=(rogue.feed(*(f"/{number}" for number in range(4))),)))
    assert len(at) == 4
    assert min(later - earlier for earlier, later in pairwise(at)) >= 0.45


def test_a_host_that_asks_to_wait_is_left_alone(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    paths = [f"/{number}" for number in range(20)]
    for path in paths:
        rogue.pages[path] = answer("later", "Retry-After: 7200", status="429 Too Many Requests")
    now = datetime.now(UTC)
    counts = place.crawl(local(feeds=(rogue.feed(*paths),), concurrency=1), now=now)
    assert counts.failed == {"asked to wait": 20}
    assert sum(rogue.hits[path] for path in paths) <= 2
    rogue.pages |= {path: answer(story(path)) for path in paths}
    hour, day = now + timedelta(hours=1), now + timedelta(days=1)
    assert place.crawl(local(feeds=(rogue.url("/feed"),)), now=hour).fetched == 0
    assert place.crawl(local(feeds=(rogue.url("/feed"),)), now=day).kept == 20


def test_a_host_asked_too_often_is_left_alone_though_it_does_not_say_for_how_long(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    paths = [f"/{number}" for number in range(20)]
    rogue.pages |= {path: answer("slow down", status="429 Too Many Requests") for path in paths}
    counts = place.crawl(local(feeds=(rogue.feed(*paths),), concurrency=1))
    assert counts.failed == {"asked to wait": 20}
    assert sum(rogue.hits[path] for path in paths) <= 2


def test_an_address_that_was_erased_does_not_come_back_by_a_redirect(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/erased"] = answer(story())
    rogue.pages["/short"] = answer("", "Location: /erased?utm_source=x", status="302 Found")
    with place.open().write() as session:
        redactions.put(
            session,
            [redactions.address(rogue.url("/erased"))],
            redactions.Level.ERASE,
            subject="an address",
            basis="a court order",
            by="editor",
            now=datetime.now(UTC),
        )
    counts = place.crawl(local(feeds=(rogue.feed("/short", "/erased"),)))
    assert (counts.found, counts.failed) == (1, {"refused address": 1})
    assert place.kept() == []
    assert sum(n for path, n in rogue.hits.items() if path.startswith("/erased")) == 0


def test_a_redirect_to_a_host_another_is_at_is_not_asked_for_over_and_over(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    now = datetime.now(UTC)
    with RogueServer("127.0.0.2") as other, place.open().write() as session:
        other.pages["/a"] = answer(story())
        rogue.pages["/a"] = answer("", f"Location: {other.url('/a')}", status="302 Found")
        hosts.introduce(session, ["127.0.0.2"], now=now)
        until = now + timedelta(hours=1)
        hosts.take(session, ["127.0.0.2"], worker="another", now=now, until=until)
    ends = time.monotonic() + 4
    source = local(feeds=(rogue.feed("/a"),), domains=("127.0.0.1", "127.0.0.2"))
    place.crawl(source, stop=lambda: time.monotonic() > ends)
    assert rogue.hits["/a"] == 1
    with place.open().read() as session:
        assert frontier.link_counts(session) == {"found": 1}


def test_a_proxied_source_fetches_even_robots_txt_through_its_proxy(place: Place) -> None:
    with Newsroom() as newsroom:
        source = newsroom_sources(newsroom)[0]
        counts = place.crawl(source)
        asked = {hit.path for hit in newsroom.requests if hit.host == source.name}
    assert "/robots.txt" in asked
    assert counts.kept > 0
    assert all(url.startswith(f"http://{source.name}/") for url in place.kept())


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_the_proxy_of_the_environment_may_be_in_ones_own_network(
    place: Place, rogue: RogueServer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A feed proxy's address is led to its outlet's, and to no other outlet's."""
    monkeypatch.setenv("http_proxy", f"http://{name}:{rogue.port}")
    monkeypatch.setenv("no_proxy", "")
    daily, links = "http://daily.example", "http://feedproxy.google.com/~r/daily"
    shown = "".join(f"<item><link>{links}/{n}</link></item>" for n in (1, 2))
    feed = f"<rss version='2.0'><channel>{shown}<item><link>/2024/05/14/a</link></item></channel>"
    pages = {
        f"{daily}/feed": answer(f"{feed}</rss>"),
        f"{daily}/2024/05/14/a": answer(story()),
        f"{daily}/2024/05/14/b": answer(story("b")),
        f"{links}/1": answer("", f"Location: {daily}/2024/05/14/b", status="302 Found"),
        f"{links}/2": answer("", "Location: http://elsewhere.example/c", status="302 Found"),
    }
    rogue.service = lambda path, _head: pages.get(path)
    source = Source("daily", "Daily", ("daily.example",), feeds=(f"{daily}/feed",), delay=0.0)
    counts = place.crawl(source, contact="desk@daily.example")
    assert place.kept() == [f"{daily}/2024/05/14/a", f"{daily}/2024/05/14/b"]
    assert counts.failed == {"left its site": 1}
    assert "http://elsewhere.example/c" not in rogue.hits


def test_a_story_that_is_said_not_to_have_changed_before_it_was_had_is_asked_again(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    nothing_new = answer("", status="304 Not Modified")
    now = datetime.now(UTC)
    rogue.pages["/a"] = nothing_new
    first = place.crawl(local(feeds=(rogue.feed("/a"),)), now=now)
    assert (first.failed, first.unchanged) == ({"broken answer": 1}, 0)
    rogue.pages["/a"], rogue.pages["/feed"] = answer(story()), nothing_new
    later = place.crawl(local(feeds=(rogue.url("/feed"),)), now=now + timedelta(days=1))
    assert (later.kept, later.doors_failed) == (1, 1)


def test_a_robots_txt_too_large_to_be_read_is_not_a_yes(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /\n" + "#" * 11_000_000)
    rogue.pages["/a"] = answer(story())
    counts = place.crawl(local(feeds=(rogue.feed("/a"),)))
    assert (counts.doors_failed, counts.kept) == (1, 0)
    assert "its robots.txt is too large to be read" in str(counts.by_source["rogue"].says)


def test_sitemaps_that_are_passed_by_are_said(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    listed = "".join(f"<sitemap><loc>{rogue.url(f'/{n}.xml')}</loc></sitemap>" for n in range(60))
    rogue.pages["/index.xml"] = answer(f"<sitemapindex>{listed}</sitemapindex>")
    rogue.pages |= {f"/{n}.xml": answer("<urlset></urlset>") for n in range(60)}
    counts = place.crawl(local(news_sitemaps=(rogue.url("/index.xml"),)))
    assert rogue.hits["/49.xml"] == 1
    assert rogue.hits["/50.xml"] == 0
    assert "10 sitemaps beyond the first 50" in str(counts.by_source["rogue"].says)


def test_the_newsroom_is_crawled_once(place: Place) -> None:
    with Newsroom() as newsroom:
        sources = newsroom_sources(newsroom)
        first = place.crawl(*sources)
        kept = place.kept()
        again = place.crawl(*sources)
    assert len(kept) == len(set(kept)) == first.kept
    assert len(kept) >= 100
    assert first.screened >= 30
    assert (again.found, again.kept) == (0, 0)
    assert place.kept() == kept


def test_the_plain_scrapy_command_works(place: Place, rogue: RogueServer) -> None:
    rogue.pages["/2024/05/14/a/"] = answer(story())
    sources = place.folder / "sources.toml"
    sources.write_text(
        '[[source]]\nname = "rogue"\noutlet = "R"\ndomains = ["127.0.0.1"]\ndelay = 0\n'
        f'private_network = true\nfeeds = ["{rogue.feed("/2024/05/14/a/")}"]\n'
    )
    environment = {
        "CASEBOOK_DB": place.database_url,
        "CASEBOOK_ARCHIVE": str(place.archive),
        "CASEBOOK_SOURCES": str(sources),
    }
    for name in ("feeds", "stories"):
        done = scrapy("crawl", name, **environment)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
    assert place.kept() == [rogue.url("/2024/05/14/a/")]


def test_a_full_disk_is_one_sentence(
    place: Place, rogue: RogueServer, local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit on the size of files stands for the end of the disk."""
    real, size = subprocess.Popen, 1_500_000
    noise = random.Random(1)
    for number in range(10):
        text = story() + "".join(chr(noise.randrange(97, 123)) for _ in range(400_000))
        rogue.pages[f"/{number}"] = answer(text)

    def limited(*words: Any, **more: Any) -> Any:
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
        return real(*words, preexec_fn=limit, **more)

    monkeypatch.setattr(subprocess, "Popen", limited)
    with pytest.raises(CrawlFailed, match="free some space"):
        place.crawl(local(feeds=(rogue.feed(*(f"/{number}" for number in range(10))),)))
    monkeypatch.undo()
    place.crawl(local(feeds=(rogue.url("/feed"),)))
    assert len(place.kept()) == 10


def test_an_archive_that_is_no_folder_is_one_sentence(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    place.archive.write_text("not a folder")
    with pytest.raises(CrawlFailed, match="name another with --archive"):
        place.crawl(local(feeds=(rogue.feed("/a"),)))


def start_child(
    place: Place, *sources: Source, begin: Callable[[str], Any] = ANEW
) -> subprocess.Popen[bytes]:
    job = {
        "sources": [as_entry(source) for source in sources],
        "database": place.database_url,
        "archive": str(place.archive),
        "scope": "police",
        "contact": None,
        "now": datetime.now(UTC).isoformat(),
        "timeout": 20,
    }
    child: subprocess.Popen[bytes] = begin("crawler")
    run.give(child, job)
    return child


def close(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        assert pipe is not None
        pipe.close()
    child.wait(20)


def wait_for(rogue: RogueServer, path: str) -> None:
    deadline = time.monotonic() + 30
    while not rogue.hits[path] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert rogue.hits[path]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_crawl_that_hangs(
    place: Place, rogue: RogueServer, local: Local, number: signal.Signals
) -> None:
    rogue.pages["/a"] = silence
    child = start_child(place, local(feeds=(rogue.feed("/a"),)))
    wait_for(rogue, "/a")
    began = time.monotonic()
    child.send_signal(number)
    assert child.stdout is not None
    last = json.loads(child.stdout.readlines()[-1])
    close(child)
    assert (child.returncode, last["ended"]) == (0, "stopped")
    assert time.monotonic() - began < 5
    with place.open().read() as session:
        assert frontier.link_counts(session) == {"found": 1}


def test_a_child_ends_when_its_parent_dies(place: Place, rogue: RogueServer, local: Local) -> None:
    rogue.pages["/a"] = silence
    child = start_child(place, local(feeds=(rogue.feed("/a"),)))
    wait_for(rogue, "/a")
    close(child)
    assert child.returncode == 0


def test_a_crawl_prints_nothing(
    place: Place,
    rogue: RogueServer,
    local: Local,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Outcomes are counted; the terminal is for what somebody should do something about."""
    monkeypatch.setenv("PYTHONWARNINGS", "default")
    rogue.pages |= {
        "/robots.txt": answer(b"\xff\xfe: \0 nonsense\nCrawl-delay: soon"),
        "/a": answer(story()),
        "/cut": answer(story(), length=100_000),
        "/list": answer('<a href="/2024/05/14/a">a</a><a href="http://[">b</a>'),
        "/map": answer("<html>not a sitemap"),
        "/closed": answer("", status="500 Oops"),
    }
    rogue.pages["/hang"] = hang_up
    local_doors = local(
        feeds=(rogue.feed("/a", "/cut", "/closed", "/hang", "/none"), "http://127.0.0.1:9/feed"),
        news_sitemaps=(rogue.url("/map"),),
        listings=(rogue.url("/list"),),
    )
    counts = place.crawl(local_doors)
    assert counts.kept == 1
    assert capfd.readouterr() == ("", "")


def test_a_child_killed_in_the_middle_of_a_word_is_one_sentence(
    place: Place, local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = 'import sys; sys.stdin.readline(); sys.stdout.write(\'{"sources": {"rog\')'
    begin = subprocess.Popen

    def other(command: list[str], **more: Any) -> subprocess.Popen[bytes]:
        return begin([command[0], "-c", says], **more)

    monkeypatch.setattr("crawler.run.subprocess.Popen", other)
    with pytest.raises(CrawlFailed, match="run the same command again"):
        place.crawl(local(feeds=("http://127.0.0.1:9/feed",)))


@pytest.mark.usefixtures("started_anew")
def test_a_killed_child_is_one_sentence(place: Place, rogue: RogueServer, local: Local) -> None:
    rogue.pages["/a"] = silence
    with pytest.raises(CrawlFailed, match="run the same command again"):
        place.crawl(
            local(feeds=(rogue.feed("/a"),)), progress=lambda _: _kill_children_of(os.getpid())
        )


def _kill_children_of(parent: int) -> None:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    for line in listed.stdout.splitlines():
        if "-m crawler" in line:
            os.kill(int(line.split()[0]), signal.SIGKILL)


@pytest.mark.parametrize("kills", [5, pytest.param(25, marks=pytest.mark.soak)])
def test_killed_anywhere_and_run_again_keeps_every_story_once(
    place: Place, rogue: RogueServer, local: Local, kills: int
) -> None:
    paths = [f"/2024/05/14/story-{number}/" for number in range(100)]
    for number, path in enumerate(paths):
        rogue.pages[path] = answer(story(path) if number % 2 else ELSEWHERE + path)
    source = local(feeds=(rogue.feed(*paths),), concurrency=2, delay=0.01)
    chance = random.Random(20)
    for _ in range(kills):
        kill_after(place, rogue, source, chance.randint(0, 180 // kills), chance.random() / 20)
    counts = place.crawl(source)
    assert counts.ended == "done"
    assert place.kept() == sorted(rogue.url(path) for path in paths[1::2])
    with place.open().read() as session:
        assert frontier.link_counts(session) == {"done": 100}
    repeated = sum(max(0, rogue.hits[path] - 1) for path in paths)
    assert repeated <= CONCURRENT_REQUESTS * kills


def kill_after(
    place: Place, rogue: RogueServer, source: Source, requests: int, moment: float
) -> None:
    """Start a crawl and kill it a moment after so many requests, or when it is done."""
    before = rogue.hits.total()
    child = start_child(place, source, begin=run.begun)
    deadline = time.monotonic() + 20
    while rogue.hits.total() - before <= requests and time.monotonic() < deadline:
        time.sleep(0.005)
        if child.poll() is not None:
            break
    time.sleep(moment)
    child.kill()
    close(child)


def test_an_address_no_request_can_be_made_of_stops_no_other(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/a"] = answer(story())
    source = local(feeds=(rogue.feed("/a"),))
    with place.open().write() as session:
        odd = FoundLink("http://127.0.0.1:abc/2024/05/14/x", "inbox", source.name)
        frontier.found(session, [odd], now=datetime.now(UTC) - timedelta(days=1))
    counts = place.crawl(source)
    assert (counts.kept, counts.failed) == (1, {"odd address": 1})
    with place.open().read() as session:
        assert frontier.link_counts(session) == {"done": 1, "failed": 1}


def test_a_door_that_fails_is_left_alone_for_a_while_and_never_for_good(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    source = local(feeds=(rogue.url("/closed"),), listings=(rogue.url("/open"),))
    rogue.pages["/closed"] = answer("", status="500 Oops")
    rogue.pages["/open"] = answer("<p>Nothing yet.</p>")
    at = datetime.now(UTC)

    def asked(after: timedelta, *, patient: bool = True, source: Source = source) -> int:
        place.crawl(source, now=at + after, patient=patient)
        return rogue.hits["/closed"]

    assert asked(timedelta()) == 1
    assert asked(timedelta(minutes=10)) == 1
    assert asked(timedelta(minutes=11), patient=False) == 2  # a person who tries need not wait
    alone = replace(source, listings=())  # its schedule waits for it
    assert asked(timedelta(minutes=12), source=alone) == 3
    assert asked(timedelta(days=2)) == 4
    assert rogue.hits["/open"] == 4


@pytest.mark.parametrize("kind", ["timeout", "not a feed", "gone"])
def test_pauses_grow_and_end(kind: str) -> None:
    pauses = [door_pause(Outcome(kind, ""), failures) for failures in range(1, 40)]
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1] < pauses[-1] <= timedelta(days=7)
