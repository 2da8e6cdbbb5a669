"""Addresses of stories out of feeds, sitemaps and listing pages: pure functions on bytes."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from crawler.bounded import TookTooLong, at_most
from pipeline.page.nesting import is_hopeless
from pipeline.page.story_addresses import is_story, looks_like_story

MAX_LINKS = 2_000  # of one feed, sitemap or listing; no newsroom publishes more between two looks
MAX_SITEMAP = 20_000_000  # bytes, unpacked
MAX_FEED = 5_000_000  # bytes
#: Seconds of work on a feed: it stops the whole crawl meanwhile. The largest take one or two.
LONGEST = 10.0
MAX_ADDRESS = 8_000  # characters, as shown; servers take no longer ones
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_END_OF_PATH = re.compile("[?#]")


class Unusable(Exception):
    """What came is not what was expected there; the sentence says what it is instead."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address somebody shows, with the date given for it, as written."""

    url: str
    claimed: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap holds: stories, or more sitemaps, newest first where it says."""

    links: tuple[Link, ...] = ()
    sitemaps: tuple[str, ...] = ()


def feed_links(body: bytes, *, base: str, content_type: str = "") -> tuple[Link, ...]:
    """The stories of an RSS (0.9 to 2.0), RDF, Atom or JSON feed."""
    if not body.strip():
        raise Unusable("the feed is empty")
    if len(body) > MAX_FEED:
        raise Unusable(f"the feed has more than {MAX_FEED // 1_000_000} MB")
    body = _in_utf_8(body)
    if body.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
        return web_links(_json_feed(body), base)
    try:
        with at_most(LONGEST):
            parsed = _parsed(_first_entries(body), content_type)
    except TookTooLong as fault:
        raise Unusable(f"the feed takes more than {LONGEST:.0f} seconds to read") from fault
    if not parsed.version and not parsed.entries:
        raise Unusable(f"not a feed but {_what(body)}")
    return web_links(_entries(parsed.entries), base)


def sitemap_links(body: bytes, *, base: str) -> Sitemap:
    """The addresses of a sitemap or of a sitemap index, plain or gzipped."""
    root = _xml(_unpacked(body))
    kind = etree.QName(root).localname
    if kind == "sitemapindex":
        listed = web_links(_newest_first(_located(root, "sitemap")), base)
        return Sitemap(sitemaps=tuple(link.url for link in listed))
    if kind == "urlset":
        return Sitemap(links=web_links(_newest_first(_located(root, "url")), base))
    raise Unusable(f"not a sitemap but XML that begins with <{kind}>")


def listing_links(body: bytes, *, base: str, pattern: str | None = None) -> tuple[Link, ...]:
    """The addresses on a section page that look like stories, or that fit the source's pattern."""
    if is_hopeless(body):
        raise Unusable("a page whose markup is nested too deeply to be read")
    tree = LexborHTMLParser(body)
    hrefs = dict.fromkeys((node.attrs.get("href") or "").strip() for node in tree.tags("a"))
    declared = tree.css_first("base[href]")
    if declared is not None:
        base = _join(base, declared.attributes.get("href") or "") or base
    wanted = re.compile(pattern) if pattern else None
    likely = (href for href in hrefs if wanted or _may_be_story(href))
    joined = (_join(base, href) for href in likely)
    return _once_each(Link(url) for url in joined if url and is_story(url, wanted))


def _may_be_story(href: str) -> bool:
    """Whether taking an address apart is worth the while: most of a page's links are not."""
    if not href or href[0] == "#":
        return False
    if not href.startswith(("/", "http://", "https://")) or "/." in href:
        return True  # only joining it to its base tells
    return looks_like_story(_END_OF_PATH.split(href, maxsplit=1)[0])


def web_links(links: Iterable[Link], base: str) -> tuple[Link, ...]:
    """Absolute addresses of http and https, each once, in order, not without end."""
    joined = ((_join(base, link.url.strip()), link) for link in links)
    return _once_each(Link(url, link.claimed) for url, link in joined if url)


def _once_each(links: Iterable[Link]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.url, link)
        if len(found) >= MAX_LINKS:
            break
    return tuple(found.values())


def _join(base: str, href: str) -> str | None:
    """The whole address; none where no request could be made of it."""
    if len(href) > MAX_ADDRESS:
        return None
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
        _port = parts.port  # raises where it is none
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _in_utf_8(body: bytes) -> bytes:
    """UTF-16 by its first mark, which feedparser hears of from a declaration alone."""
    if not body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return body
    return BOM_UTF8 + body.decode("utf-16", "replace").encode("utf-8", "replace")


def _first_entries(body: bytes) -> bytes:
    """A feed up to where we have enough, repetitions allowed for; thirty thousand take seconds."""
    starts = _ENTRY.finditer(body)
    last = next(islice(starts, 2 * MAX_LINKS, None), None)
    return body if last is None else body[: last.start()]


def _parsed(body: bytes, content_type: str) -> Any:
    try:
        return _parsed_as(body, content_type if "charset" in content_type else "")
    except UnicodeError:  # it declares an encoding that is none of text: “punycode”
        return _parsed_as(body, "application/xml; charset=utf-8")


def _parsed_as(body: bytes, content_type: str) -> Any:
    return feedparser.parse(
        io.BytesIO(body),  # bytes alone would be taken for an address when they look like one
        response_headers={"content-type": content_type} if content_type else {},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _entries(entries: Iterable[Any]) -> Iterator[Link]:
    for entry in entries:
        url = entry.get("feedburner_origlink") or entry.get("link") or _id(entry)
        if url:
            yield Link(url, entry.get("published") or entry.get("updated") or None)


def _id(entry: Any) -> str:
    """Of an entry without a link what it is known by, where that is an address after all."""
    known = str(entry.get("id") or "").strip()
    return known if known.startswith(("http://", "https://")) else ""


def _json_feed(body: bytes) -> Iterator[Link]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Unusable("not a feed but JSON that cannot be read") from fault
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise Unusable("not a feed but other JSON: it has no list “items”")
    for item in items:
        if isinstance(item, dict):
            url = item.get("url") or item.get("external_url") or item.get("id")
            claimed = item.get("date_published") or item.get("date_modified")
            if isinstance(url, str):
                yield Link(url, claimed if isinstance(claimed, str) else None)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body[: MAX_SITEMAP + 1]
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            return packed.read(MAX_SITEMAP + 1)
    except (OSError, EOFError, zlib.error) as fault:
        raise Unusable("the sitemap is a damaged gzip file") from fault


def _xml(body: bytes) -> etree._Element:
    """The root; no entities, no network, no DTD, so nothing can swell or reach out."""
    if len(body) > MAX_SITEMAP:
        raise Unusable(f"the sitemap has more than {MAX_SITEMAP // 1_000_000} MB unpacked")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError as fault:
        raise Unusable(f"not XML but {_what(body)}") from fault
    if root is None or not isinstance(root.tag, str):
        raise Unusable(f"not XML but {_what(body)}")
    if etree.QName(root).localname.lower() == "html":
        raise Unusable("not a sitemap but a web page")
    return root


def _located(root: etree._Element, name: str) -> Iterator[Link]:
    """The entries of that name: an entry's own address, not those of its pictures and videos."""
    for entry in root.iter(f"{{*}}{name}"):
        own = _texts(entry)
        if url := own.get("loc"):
            news = next(entry.iterchildren("{*}news"), None)
            published = _texts(news).get("publication_date") if news is not None else None
            yield Link(url, published or own.get("lastmod") or None)


def _texts(entry: etree._Element) -> dict[str, str]:
    """What stands right in an element, by name; of two of a name the first."""
    texts: dict[str, str] = {}
    for child in entry.iterchildren("{*}*"):
        texts.setdefault(etree.QName(child).localname, (child.text or "").strip())
    return texts


def _newest_first(links: Iterable[Link]) -> list[Link]:
    """By the stamp as written (ISO 8601 sorts); those without one keep their place at the end."""
    return sorted(links, key=lambda link: link.claimed or "", reverse=True)


def _what(body: bytes) -> str:
    head = body[:2000].lstrip().lower()
    if head.startswith(b"<!doctype html") or b"<html" in head:
        return "a web page"
    if head.startswith((b"\x1f\x8b", b"pk", b"%pdf", b"\x89png", b"\xff\xd8")):
        return "a binary file"
    return "something that cannot be read as one"
