"""The bundled newsroom is only worth something if it behaves as the web's newsrooms do."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import socket
import struct
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
import trafilatura
from lxml import etree, html

from casebook.demo import expected, feeds
from casebook.demo.addresses import Redirect, Resource, directory, find
from casebook.demo.desk import Outlet, Story, incidents, outlets, stories, stories_of
from casebook.demo.newsroom import Newsroom
from casebook.demo.pages import amp_url, mobile_url, story_page
from casebook.demo.sources import demo_sources
from crawler import discovery
from crawler.sources import Source, read_sources
from pipeline import urls

TEMPLATES = sorted({outlet.template for outlet in outlets()})
COURIER = "http://www.rivercitycourier.example"
DOOR_PATHS = [
    (outlet, path)
    for outlet in outlets()
    for path in (outlet.feed, outlet.sitemap, outlet.listing)
    if path
]


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as room:
        yield room


def ask(newsroom: Newsroom, url: str, **headers: str) -> http.client.HTTPResponse:
    """Ask as a crawler does that uses the newsroom as its proxy."""
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port, timeout=10)
    connection.request("GET", url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def body(response: http.client.HTTPResponse) -> bytes:
    return bytes(response.body)  # type: ignore[attr-defined]


def story_at(url: str) -> Resource:
    """What an address answers in the end, redirects followed."""
    for _ in range(3):
        parts = urlsplit(url)
        answer = find(str(parts.hostname), parts.path + (f"?{parts.query}" if parts.query else ""))
        if isinstance(answer, Resource):
            return answer
        url = answer.location
    raise AssertionError(f"{url} redirects without end")


def squeezed(text: str) -> str:
    return " ".join(text.split())


# what there is


def test_the_newsroom_is_large_and_varied_enough() -> None:
    told = [story for story in stories() if story.about]
    assert len(outlets()) >= 16
    assert len(TEMPLATES) >= 6
    assert len(stories()) >= 120
    assert len(told) < len(stories()) / 2
    assert len(incidents()) >= 16
    assert len({outlet.state for outlet in outlets()} - {None}) >= 10


def test_expected_json_is_what_the_stories_say() -> None:
    assert json.loads(expected.FILE.read_text("utf-8")) == expected.expected()


def test_every_incident_is_told_and_every_story_is_placed() -> None:
    known = {incident.id for incident in incidents()}
    told = {name for story in stories() for name in story.about}
    assert told == known
    assert all(bool(story.about) != bool(story.kind) for story in stories())


@pytest.mark.parametrize("outlet", outlets(), ids=lambda outlet: outlet.name)
def test_every_outlet_has_several_stories_and_a_way_in(outlet: Outlet) -> None:
    assert len(stories_of(outlet)) >= 3
    assert outlet.feed or outlet.sitemap or outlet.listing


def test_nobody_publishes_before_it_happens() -> None:
    days = {incident.id: incident.day for incident in incidents()}
    for story in stories():
        assert all(story.local(story.published).date() >= days[name] for name in story.about)
        assert story.modified >= story.published


def test_addresses_and_keys_are_unique() -> None:
    assert len({story.url for story in stories()}) == len(stories())
    assert len({story.key for story in stories()}) == len(stories())


# only what is invented


def test_every_host_is_reserved_for_examples() -> None:
    pages = [story_page(story) for story in stories()] + [demo_sources(8700)]
    hosts = {host for page in pages for host in re.findall(r"https?://([\w.-]+)", page)}
    real = {host for host in hosts if not host.endswith(".example")}
    assert real <= {
        "127.0.0.1",
        "ogp.me",  # vocabularies, not outlets
        "schema.org",
        "www.w3.org",
    }


def test_clark_is_the_only_incident_without_an_invented_victim() -> None:
    clark = [one for one in incidents() if one.id == "sacramento-clark"]
    assert [victim.spellings for victim in clark[0].victims] == [("Stephon Clark", "Stephan Clark")]


def clark_stories() -> list[Story]:
    return [story for story in stories() if "sacramento-clark" in story.about]


def clark_text(path: str) -> str:
    (story,) = [story for story in clark_stories() if path in story.url]
    return "\n".join(story.paragraphs)


def test_the_clark_coverage_has_every_trap() -> None:
    first = clark_text("article20418")
    assert "Clark" not in first
    assert "An unarmed man shot in his back yard Sunday night" in first
    assert "Stephan Clark" in clark_text("37765210")
    assert "Stephon" not in clark_text("37765210")
    video = clark_text("article20531")
    assert "Sunday night" in video
    assert "Wednesday night" in video
    repost = clark_text("trendlinedaily").splitlines()[-1]
    assert re.match(r"For full story visit: http://\S+\?utm_term=\S+&utm_source=", repost)
    funeral = clark_text("37839477")
    assert min(funeral.count("Sharpton"), funeral.count("Thompson")) > funeral.count("Stephon")


def test_the_near_copy_shares_most_of_its_paragraphs() -> None:
    original = set(clark_text("article20531").splitlines())
    copy = set(clark_text("foothillmail").splitlines())
    assert len(copy & original) > len(copy) * 0.7


# the server


def test_absolute_and_origin_form_give_the_same_page(newsroom: Newsroom) -> None:
    story = stories()[0]
    absolute = ask(newsroom, story.url)
    by_host = ask(newsroom, f"{newsroom.url}{story.path}", Host=story.outlet.host)
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port, timeout=10)
    connection.request("GET", story.path, headers={"Host": story.outlet.host})
    origin = connection.getresponse().read()
    connection.close()
    assert absolute.status == 200
    assert body(absolute) == origin
    assert by_host.status == 404, "an absolute address outranks the Host header"


def test_hits_are_counted_by_host_and_path(newsroom: Newsroom) -> None:
    story = stories()[1]
    before = newsroom.hits[story.outlet.host, story.path]
    ask(newsroom, f"{story.url}?utm_source=test", User_Agent="tester")
    assert newsroom.hits[story.outlet.host, story.path] == before + 1
    assert newsroom.requests[-1].agent == "tester"


def test_head_gives_headers_alone(newsroom: Newsroom) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port, timeout=10)
    connection.request("HEAD", stories()[0].url)
    response = connection.getresponse()
    assert response.status == 200
    assert int(response.headers["Content-Length"]) > 1000
    assert response.read() == b""
    connection.close()


@pytest.mark.parametrize("template", TEMPLATES)
def test_conditional_requests(newsroom: Newsroom, template: str) -> None:
    story = next(story for story in stories() if story.outlet.template == template)
    fresh = ask(newsroom, story.url)
    assert parsedate_to_datetime(fresh.headers["Last-Modified"]) == story.modified
    assert ask(newsroom, story.url, If_None_Match=fresh.headers["ETag"]).status == 304
    assert ask(newsroom, story.url, If_None_Match='"another"').status == 200
    since = fresh.headers["Last-Modified"]
    assert body(ask(newsroom, story.url, If_Modified_Since=since)) == b""
    assert ask(newsroom, story.url, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert ask(newsroom, story.url, If_Modified_Since="yesterday").status == 200


def test_pages_are_compressed_when_accepted_and_always_the_same(newsroom: Newsroom) -> None:
    plain = ask(newsroom, stories()[0].url)
    packed = ask(newsroom, stories()[0].url, Accept_Encoding="gzip, deflate")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(packed)) == body(plain)
    assert body(packed) == body(ask(newsroom, stories()[0].url, Accept_Encoding="gzip"))


def test_two_newsrooms_serve_the_same_bytes(newsroom: Newsroom) -> None:
    with Newsroom() as second:
        for story in stories()[:5]:
            assert body(ask(newsroom, story.url)) == body(ask(second, story.url))


def test_unknown_addresses_are_missing_with_headlines(newsroom: Newsroom) -> None:
    gone = ask(newsroom, "http://www.rockriverstar.example/news/2011/03/04/bridge-closing/")
    assert gone.status == 404
    assert b"Latest from Rock River Star" in body(gone)
    assert ask(newsroom, "http://nobody.example/").status == 404


def test_redirects_lead_to_the_story(newsroom: Newsroom) -> None:
    story = stories()[0]
    short = ask(newsroom, f"{story.outlet.home}s/{story.key}")
    assert (short.status, short.headers["Location"]) == (302, story.url)
    assert ask(newsroom, f"{story.outlet.home}?p={story.key}").status == 301


def test_a_crawler_that_hangs_up_is_no_fault(capfd: pytest.CaptureFixture[str]) -> None:
    with Newsroom() as room:
        line = socket.create_connection(("127.0.0.1", room.port))
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.sendall(f"GET {stories()[0].url} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 200)
        while not room.requests:
            time.sleep(0.01)
        line.close()  # with a reset, as a killed process leaves it
        assert ask(room, stories()[0].url).status == 200
    assert "Exception" not in capfd.readouterr().err


# every address


def test_every_registered_address_answers() -> None:
    for host, target in directory():
        answer = find(host, target)
        assert isinstance(answer, Redirect) or (answer.status == 200 and answer.body), target


def test_every_story_has_its_twins() -> None:
    twins = [url for story in stories() for url in (amp_url(story), mobile_url(story)) if url]
    assert len(twins) > 40
    for url in twins:
        page = html.fromstring(story_at(url).body)
        assert page.xpath("//link[@rel='canonical']/@href")[0] != url


@pytest.mark.parametrize("outlet", outlets(), ids=lambda outlet: outlet.name)
def test_robots(newsroom: Newsroom, outlet: Outlet) -> None:
    text = body(ask(newsroom, f"{outlet.home}robots.txt")).decode()
    assert text.startswith("User-agent: *\nDisallow:")
    assert (f"Sitemap: {outlet.home}{(outlet.sitemap or '/')[1:]}" in text) == bool(outlet.sitemap)
    assert ("Crawl-delay" in text) == (outlet.crawl_delay is not None)


def test_some_outlets_forbid_and_some_ask_for_time() -> None:
    assert sum(bool(outlet.disallow) for outlet in outlets()) >= 3
    assert sum(outlet.crawl_delay is not None for outlet in outlets()) >= 2


@pytest.mark.parametrize(
    "outlet", [one for one in outlets() if one.feed], ids=lambda outlet: outlet.name
)
def test_every_link_in_a_feed_leads_to_its_story(newsroom: Newsroom, outlet: Outlet) -> None:
    tree = etree.fromstring(body(ask(newsroom, f"{outlet.home}{(outlet.feed or '')[1:]}")))
    links = tree.xpath(
        "//*[local-name()='item' or local-name()='entry']/*[local-name()='link']/@href"
        " | //*[local-name()='item']/*[local-name()='link']/text()"
    )
    assert len(links) == len(stories_of(outlet))
    for link, story in zip(links, stories_of(outlet), strict=True):
        assert squeezed(story.title) in squeezed(
            html.fromstring(story_at(link).body.decode(outlet.charset)).text_content()
        )


def test_feeds_of_every_kind() -> None:
    assert {outlet.feed_format for outlet in outlets()} == {"rss", "atom", "rdf"}
    assert {outlet.feed_links for outlet in outlets()} == {"plain", "short", "mobile", "amp"}


@pytest.mark.parametrize(
    "outlet", [one for one in outlets() if one.sitemap], ids=lambda outlet: outlet.name
)
def test_sitemap_index_leads_to_every_story(newsroom: Newsroom, outlet: Outlet) -> None:
    index = etree.fromstring(body(ask(newsroom, f"{outlet.home}{(outlet.sitemap or '')[1:]}")))
    (part,) = index.xpath("//*[local-name()='loc']/text()")
    raw = body(ask(newsroom, part))
    whole = etree.fromstring(gzip.decompress(raw) if part.endswith(".gz") else raw)
    own = stories_of(outlet)
    assert whole.xpath("//*[local-name()='loc']/text()") == [story.url for story in own]
    assert len(whole.xpath("//*[local-name()='publication_date']")) == len(own)


def test_one_sitemap_is_compressed() -> None:
    packed = [feeds.sitemap_part(one) for one in outlets() if one.sitemap and one.sitemap_gzip]
    assert packed
    assert all(path.endswith(".xml.gz") for path in packed)


@pytest.mark.parametrize(
    "outlet", [one for one in outlets() if one.listing], ids=lambda outlet: outlet.name
)
def test_section_pages_list_every_story(outlet: Outlet) -> None:
    page = html.fromstring(story_at(f"{outlet.home}{(outlet.listing or '')[1:]}").body)
    links = set(page.xpath("//main//a/@href"))
    assert {story.path for story in stories_of(outlet)} <= links
    assert set(outlet.gone) <= links


# the pages


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.key)
def test_page_is_well_formed_and_crowded(story: Story) -> None:
    raw = story_at(story.url).body
    page = html.fromstring(raw.decode(story.outlet.charset))
    assert next(squeezed(title) for title in page.xpath("//title/text()"))
    if story.outlet.template != "plain":
        declared = page.xpath("//link[@rel='canonical']/@href")
        assert declared == [story.canonical or story.url]
    for block in page.xpath("//script[@type='application/ld+json']/text()"):
        assert json.loads(block)["@context"]
    other = [
        one.title for one in stories() if one is not story and one.title in page.text_content()
    ]
    assert other, "a page without other stories' headlines is too kind"


def test_old_pages_declare_their_encoding_in_the_page_alone() -> None:
    story = next(one for one in stories() if one.outlet.charset == "windows-1252")
    answer = story_at(story.url)
    assert answer.content_type == "text/html"
    assert b"charset=windows-1252" in answer.body


def extracted(story: Story, template: str | None) -> str:
    url = {"amp": amp_url(story), "mobile": mobile_url(story)}.get(template or "") or story.url
    return squeezed(trafilatura.extract(story_at(url).body, url=url, include_comments=False) or "")


TOLD = [story for story in stories() if story.about]
PAGES = [
    *((story, None) for story in TOLD),
    *((story, "amp") for story in TOLD if story.outlet.amp),
    *((story, "mobile") for story in TOLD if story.outlet.mobile),
]


@pytest.mark.parametrize("template", [*TEMPLATES, "amp", "mobile"])
def test_extraction_finds_the_text_and_little_else(template: str) -> None:
    """Real pages bleed a headline, a caption or a promotion into the text; none loses the story."""
    shares = []
    for story, twin in PAGES:
        if (twin or story.outlet.template) != template:
            continue
        text = extracted(story, twin)
        assert all(squeezed(paragraph) in text for paragraph in story.paragraphs), story.url
        shares.append(sum(map(len, map(squeezed, story.paragraphs))) / len(text))
    assert sum(shares) / len(shares) > 0.75


@pytest.mark.parametrize(
    "story", [one for one in stories() if one.outlet.template != "plain"], ids=lambda one: one.key
)
def test_every_address_of_a_story_comes_to_one_key(story: Story) -> None:
    """Unknown tracking and short addresses included: what the page declares settles it."""
    for link in filter(None, (feeds.feed_link(story), amp_url(story), mobile_url(story))):
        page = html.fromstring(story_at(link).body)
        (declared,) = page.xpath("//link[@rel='canonical']/@href")
        own, syndicated = urls.resolve_canonical(link, declared)
        assert urls.key(own) == urls.key(story.url)
        assert bool(syndicated) == bool(story.canonical)


# the sources file


def test_sources_name_every_outlet_and_door() -> None:
    text = demo_sources(8700)
    assert text.count("[[source]]") == len(outlets())
    assert text.count('proxy = "http://127.0.0.1:8700"') == len(outlets())
    for outlet, path in DOOR_PATHS:
        assert json.dumps(outlet.home + path[1:]) in text


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    file = tmp_path_factory.mktemp("demo") / "sources.toml"
    file.write_text(demo_sources(8700), "utf-8")
    return {source.outlet: source for source in read_sources(file)}


def discovered(source: Source) -> set[str]:
    """The canonical addresses of all stories that the source's doors lead to."""
    links: list[discovery.Link] = []
    for url in source.feeds:
        links += discovery.feed_links(story_at(url).body, base=url)
    for url in source.news_sitemaps:
        for part in discovery.sitemap_links(story_at(url).body, base=url).sitemaps:
            links += discovery.sitemap_links(story_at(part).body, base=part).links
    for url in source.listings:
        links += discovery.listing_links(story_at(url).body, base=url)
    return {link.url for link in links}


@pytest.mark.parametrize("outlet", outlets(), ids=lambda outlet: outlet.name)
def test_a_crawl_finds_every_story_of_an_outlet(outlet: Outlet, sources: dict[str, Source]) -> None:
    source = sources[outlet.name]
    found = {link for link in discovered(source) if source.covers(link)}
    for story in stories_of(outlet):
        same = {story.url, feeds.feed_link(story), mobile_url(story), amp_url(story)}
        assert found & same, story.url


# for a person with a browser


def test_index_lists_the_outlets_for_a_browser(newsroom: Newsroom) -> None:
    page = html.fromstring(body(ask(newsroom, f"{newsroom.url}/")))
    assert len(page.xpath("//tbody/tr")) == len(outlets())
    assert page.xpath("//tbody//a/@href")[0] == "/www.rivercitycourier.example/"


def test_browser_pages_link_among_themselves(newsroom: Newsroom) -> None:
    story = next(one for one in stories() if one.outlet.charset == "windows-1252")
    seen = ask(newsroom, f"{newsroom.url}/{story.outlet.host}{story.path}")
    page = html.fromstring(body(seen).decode())
    page_links = [link for link in page.xpath("//a/@href") if not link.startswith(("?", "#"))]
    assert page_links
    assert all(re.match(r"/(www|m)\.[a-z0-9-]+\.example/", link) for link in page_links)
    short = ask(newsroom, f"{newsroom.url}/{story.outlet.host}/s/{story.key}")
    assert short.headers["Location"] == f"/{story.outlet.host}{story.path}"
