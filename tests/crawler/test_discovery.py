"""Links out of every kind of feed, sitemap and listing, and out of what is none."""

from __future__ import annotations

import contextlib
import gzip
import json
import time
import tracemalloc
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import sites
from crawler.discovery import (
    MAX_LINKS,
    Link,
    Unusable,
    feed_links,
    listing_links,
    sitemap_links,
)
from pipeline.page.story_addresses import is_story

BASE = "https://daily.example/feed/"
A, B = "https://daily.example/a", "https://daily.example/b"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
ITEMS = f"<item><title>A</title><link>{A}</link></item><item><title>B</title><link>/b</link></item>"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'

FEEDS = {
    "RSS 0.91": f'{XML}<rss version="0.91"><channel>{ITEMS}</channel></rss>',
    "RSS 0.92": f'{XML}<rss version="0.92"><channel>{ITEMS}</channel></rss>',
    "RSS 2.0": f'{XML}<rss version="2.0"><channel>{ITEMS}</channel></rss>',
    "RSS 0.90": f'{XML}<rdf:RDF {RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/">{ITEMS}</rdf:RDF>',
    "RSS 1.0": f'{XML}<rdf:RDF {RDF} xmlns="http://purl.org/rss/1.0/">{ITEMS}</rdf:RDF>',
    "Atom": f'{XML}<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{A}"/></entry>'
    f'<entry><link rel="alternate" href="{B}"/><link rel="edit" href="/e"/></entry></feed>',
    "JSON Feed": json.dumps({"version": "1.1", "items": [{"url": A}, {"id": "2", "url": "/b"}, 3]}),
    "JSON Feed with a mark": "\ufeff" + json.dumps({"items": [{"url": A}, {"url": "/b"}]}),
    "no link": f"{XML}<rss version='2.0'><channel><item><guid isPermaLink='false'>{A}</guid></item>"
    f"<item><guid isPermaLink='false'>7</guid></item><item><link>{B}</link></item></channel></rss>",
    "guid": f"{XML}<rss version='2.0'><channel><item><guid>{A}</guid></item>"
    f"<item><guid isPermaLink='true'>{B}</guid></item></channel></rss>",
    "broken XML": f"<rss version='2.0'><channel>{ITEMS}<title>A & B</channel>",
    "white space first": f"\n\n  {XML}<rss version='2.0'><channel>{ITEMS}</channel></rss>",
}  # fmt: skip


@pytest.mark.parametrize("kind", FEEDS)
def test_feeds(kind: str) -> None:
    assert [link.url for link in feed_links(FEEDS[kind].encode(), base=BASE)] == [A, B]


def test_a_feed_proxy_that_names_the_story_is_looked_through() -> None:
    body = (
        f'{XML}<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">'
        "<channel><item><link>https://feedproxy.google.com/~r/1</link>"
        f"<feedburner:origLink>{A}</feedburner:origLink></item></channel></rss>"
    )
    assert [link.url for link in feed_links(body.encode(), base=BASE)] == [A]


@pytest.mark.parametrize("charset", ["punycode", "undefined", "hex"])
def test_a_feed_in_no_encoding_of_text_is_read_as_utf_8(charset: str) -> None:
    body = f'<?xml version="1.0" encoding="{charset}"?>' + FEEDS["RSS 2.0"].partition("?>")[2]
    assert [link.url for link in feed_links(body.encode(), base=BASE)] == [A, B]


@pytest.mark.parametrize("mark", [BOM_UTF16_LE, BOM_UTF16_BE])
@pytest.mark.parametrize("declared", ["", ' encoding="utf-16"', ' encoding="utf-8"'])
def test_a_feed_in_utf_16_is_known_by_its_mark(mark: bytes, declared: str) -> None:
    told = f'<?xml version="1.0"{declared}?>' + FEEDS["RSS 2.0"].partition("?>")[2]
    order = "utf-16-le" if mark == BOM_UTF16_LE else "utf-16-be"
    for text in (told, FEEDS["JSON Feed"]):
        for kind in ("", "text/xml; charset=utf-8"):
            links = feed_links(mark + text.encode(order), base=BASE, content_type=kind)
            assert [link.url for link in links] == [A, B]


def test_a_feed_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is fetched meanwhile: a megabyte of attributes takes a minute."""
    monkeypatch.setattr("crawler.discovery.LONGEST", 0.2)
    attributes = " ".join(f'a{n}="b"' for n in range(40_000))
    body = f"{XML}<rss version='2.0'><channel><item><a {attributes}/></item></channel></rss>"
    with pytest.raises(Unusable, match="the feed takes more than 0 seconds to read"):
        feed_links(body.encode(), base=BASE)


def test_the_claimed_date_is_kept_as_written() -> None:
    body = f"{XML}<rss version='2.0'><channel><item><link>{A}</link><pubDate>Tue, 14 May 2024</pubDate></item></channel></rss>"  # noqa: E501
    assert feed_links(body.encode(), base=BASE) == (Link(A, "Tue, 14 May 2024"),)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "the feed is empty"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "not a feed but a web page"),
        (b"%PDF-1.4 x", "not a feed but a binary file"),
        (b"hello", "not a feed but something that cannot be read as one"),
        (b"{broken", "not a feed but JSON that cannot be read"),
        (b'{"a": 1}', "not a feed but other JSON"),
        (b"<rss>" + b"x" * 6_000_000, "the feed has more than 5 MB"),
    ],
)
def test_what_is_no_feed(body: bytes, says: str) -> None:
    with pytest.raises(Unusable, match=says):
        feed_links(body, base=BASE)


NEWS = (
    f'{XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    f"<url><loc>{A}</loc><news:news><news:publication_date>2024-05-13</news:publication_date>"
    f"</news:news></url><url><loc>\n {B} </loc><lastmod>2024-05-14</lastmod></url></urlset>"
)
INDEX_ENTRY = "<sitemap><loc>/1.xml</loc></sitemap>"
INDEX = (
    f'{XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<sitemap><loc>/1.xml</loc></sitemap><sitemap><loc>/2.xml</loc><lastmod>2024</lastmod></sitemap>"
    "</sitemapindex>"
)


@pytest.mark.parametrize(
    "body", [NEWS.encode(), gzip.compress(NEWS.encode(), mtime=0), b"\n" + NEWS.encode()]
)
def test_news_sitemap_newest_first(body: bytes) -> None:
    assert sitemap_links(body, base=BASE).links == (Link(B, "2024-05-14"), Link(A, "2024-05-13"))


def test_the_pictures_and_videos_of_a_story_are_not_taken_for_it() -> None:
    extras = (
        "<news:news><news:publication_date>2024-05-13</news:publication_date></news:news>"
        "<image:image><image:loc>https://daily.example/a.jpg</image:loc></image:image>"
        "<video:video><video:thumbnail_loc>/a.png</video:thumbnail_loc><loc>/a.mp4</loc>"
        "<video:publication_date>2019-01-01</video:publication_date></video:video>"
    )
    spaces = "".join(f' xmlns:{name}="urn:{name}"' for name in ("news", "image", "video"))
    for inside in (f"<loc>{A}</loc>{extras}", f"{extras}<loc>{A}</loc>"):
        body = f"{XML}<urlset{spaces}><url>{inside}</url></urlset>"
        assert sitemap_links(body.encode(), base=BASE).links == (Link(A, "2024-05-13"),)


#: Addresses no request can be made of.
ODD = ("http://[x", "https://daily.example:abc/2024/05/14/a", "https://daily.example:99999/1")


def test_addresses_no_request_can_be_made_of_are_left_out() -> None:
    for url in (*ODD, "data:,x", "javascript:x()", f"{BASE}{'x' * 10_000}"):
        index = f"<sitemapindex><sitemap><loc>{url}</loc></sitemap>{INDEX_ENTRY}</sitemapindex>"
        assert sitemap_links(index.encode(), base=BASE).sitemaps == ("https://daily.example/1.xml",)
        feed = f"<rss version='2.0'><channel><item><link>{url}</link></item></channel></rss>"
        assert feed_links(feed.encode(), base=BASE) == ()
        assert listing_links(f'<a href="{url}/2024/05/14/a">a</a>'.encode(), base=BASE) == ()


@pytest.mark.parametrize(
    "take",
    [
        lambda: listing_links(b'<a href="' + b"/story/" * 100_000 + b'">a</a>', base=BASE),
        lambda: sitemap_links(
            b"<urlset>" + (b"<url>" * 200 + b"</url>" * 200) * 500 + b"</urlset>", base=BASE
        ),
    ],
    ids=["one long address", "entries within entries"],
)
def test_what_is_long_or_deep_takes_no_longer_for_it(take: Callable[[], object]) -> None:
    began = time.process_time()
    take()
    assert time.process_time() - began < 3  # twenty seconds and more, were each step weighed


def test_sitemap_index() -> None:
    sitemap = sitemap_links(INDEX.encode(), base=BASE)
    assert sitemap.sitemaps == ("https://daily.example/2.xml", "https://daily.example/1.xml")
    assert sitemap.links == ()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<html><body>x</body></html>", "not a sitemap but a web page"),
        (b"hello", "not XML"),
        (b"", "not XML"),
        (b"<rss/>", "begins with <rss>"),
        (gzip.compress(b"<urlset/>", mtime=0)[:-9], "damaged gzip"),
        (gzip.compress(b" " * 21_000_000, mtime=0), "more than 20 MB unpacked"),
    ],
)
def test_what_is_no_sitemap(body: bytes, says: str) -> None:
    with pytest.raises(Unusable, match=says):
        sitemap_links(body, base=BASE)


def test_entities_neither_swell_nor_reach_out() -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = (
        f'<!DOCTYPE urlset [<!ENTITY e0 "x"><!ENTITY file SYSTEM "file:///etc/hostname">{levels}]>'
        f"<urlset><url><loc>{A}</loc></url><url><loc>https://daily.example/&e9;</loc></url>"
        "<url><loc>https://daily.example/&file;</loc></url></urlset>"
    )
    began = time.process_time()
    found = [link.url for link in sitemap_links(bomb.encode(), base=BASE).links]
    assert A in found
    assert all(len(url) < 100 for url in found)
    assert time.process_time() - began < 2


def test_links_are_limited_and_each_comes_once() -> None:
    many = "".join(f"<item><link>/s/{number}</link></item>" * 2 for number in range(MAX_LINKS + 9))
    body = f"{XML}<rss version='2.0'><channel>{many}</channel></rss>".encode()
    found = feed_links(body, base=BASE)
    assert len(found) == len({link.url for link in found}) == MAX_LINKS


@pytest.mark.parametrize(
    "path",
    [
        "/2024/05/14/man-shot/",
        "/news/man-shot-by-police-on-elm-street/",
        "/news/local/article_0f44c2.html",
        "/news/local/article27789.html",
        "/story/news/2024/05/16/shooting/73190/",
        "/story/37755/officer-shoots-teen",
        "/news/crime/shooting-1234567.php",
        "/releases/2024-09-20-ois-34th",
    ],
)
def test_a_story_is_told_by_its_path(path: str) -> None:
    assert is_story(f"https://daily.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/news/",
        "/news/crime/",
        "/tag/officer-involved-shooting-in-town/",
        "/author/jane-doe-of-the-daily/",
        "/category/2024/05/",
        "/2024/05/14/photo-of-the-day-here.jpg",
        "/calendar/2024/05/14/",
        "/search/?q=a-b-c-d",
    ],
)
def test_what_is_no_story(path: str) -> None:
    assert not is_story(f"https://daily.example{path}")


@pytest.mark.parametrize("tags", [b"<div>" * 400_000, b"<ul><li>" * 200_000], ids=["div", "li"])
def test_a_page_nested_without_end_is_refused_before_it_is_parsed(tags: bytes) -> None:
    began = time.process_time()
    with pytest.raises(Unusable, match="nested too deeply"):
        listing_links(b"<html><body>" + tags, base=BASE)
    assert sites.front(b"<html><body>" + tags, base=BASE).feeds == ()
    assert time.process_time() - began < 10  # minutes, where a parser is asked


def test_listing() -> None:
    body = b"""<html><nav><a href="/news/">News</a></nav>
    <a href="/news/man-shot-by-police-on-elm/">Man shot</a>
    <a href="/news/man-shot-by-police-on-elm/#comments">2</a>
    <a href="https://other.example/2024/05/14/x/">Elsewhere</a>
    <a href="mailto:a@b">m</a><a>none</a>"""
    found = [link.url for link in listing_links(body, base="https://daily.example/news/")]
    assert found == [
        "https://daily.example/news/man-shot-by-police-on-elm/",
        "https://daily.example/news/man-shot-by-police-on-elm/#comments",
        "https://other.example/2024/05/14/x/",
    ]


def test_a_source_may_say_what_its_stories_look_like() -> None:
    body = b'<a href="/x?id=7">A</a><a href="/news/man-shot-by-police-on-elm/">B</a>'
    found = listing_links(body, base="https://daily.example/", pattern=r"[?&]id=\d+")
    assert [link.url for link in found] == ["https://daily.example/x?id=7"]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_links_or_unusable(body: bytes) -> None:
    listing_links(body, base=BASE)
    for look in (feed_links, sitemap_links):
        with contextlib.suppress(Unusable):
            look(body, base=BASE)


def test_a_packed_sitemap_is_not_unpacked_beyond_what_is_read() -> None:
    packed = gzip.compress(b" " * 200_000_000)
    tracemalloc.start()
    with pytest.raises(Unusable, match="20 MB unpacked"):
        sitemap_links(packed, base="https://daily.example/")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000_000
