"""Where a site lists its stories: what its pages declare, and where content systems put it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from protego import Protego
from selectolax.lexbor import LexborHTMLParser

from pipeline.page.nesting import is_hopeless
from pipeline.urls import host

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml")
_NO_NEWS = re.compile(
    r"(?i)comments?/feed|/comments|podcast|weather|sports?|obituar|/author/|oembed"
)

#: Feeds nobody links to, by content system; the first that answers is taken.
FEEDS: dict[str, tuple[str, ...]] = {
    "WordPress": ("/feed/", "/news/feed/"),
    "Arc XP": (
        "/arc/outboundfeeds/rss/category/news/local/?outputType=xml",
        "/arc/outboundfeeds/rss/?outputType=xml",
    ),
    "BLOX": ("/search/?f=rss&t=article&l=50&s=start_time&sd=desc",),
    "TEGNA": ("/feeds/syndication/rss/news/local",),
    "Fox": ("/rss/category/local-news",),
    "Scripps": ("/news/local-news.rss",),
    "Sinclair": ("/news/local.rss",),
    "Hearst TV": ("/topstories-rss",),
    "": ("/feed/", "/rss", "/feed", "/rss.xml", "/index.rss", "/feed.xml"),
}
#: News sitemaps that robots.txt does not name, commonest first.
SITEMAPS = (
    "/news-sitemap.xml", "/sitemap_news.xml", "/tncms/sitemap/news.xml",
    "/arc/outboundfeeds/news-sitemap/?outputType=xml", "/sitemap-news.xml", "/sitemap/news.xml",
    "/news-sitemap-content.xml", "/google-news-sitemap.xml", "/googlenewssitemap.xml",
    "/news/sitemap_news.xml", "/feeds/sitemap_news.xml", "/sitemaps/news.xml",
    "/sitemaps/sitemap-google-news.xml", "/sitemaps/new/news.xml.gz",
    "/arc/outboundfeeds/sitemap/latest/?outputType=xml",
)  # fmt: skip
#: Searches that answer with a feed.
SEARCHES = {
    "WordPress": "/?s={query}&feed=rss2",
    "BLOX": "/search/?f=rss&t=article&l=50&s=start_time&sd=desc&q={query}",
}
_SIGNS = (
    ("BLOX", re.compile(rb"(?i)tncms|bloximages|townnews")),
    ("Arc XP", re.compile(rb"(?i)arcpublishing|fusion\.contextPath|/pf/resources/|arc-cdn")),
    ("TEGNA", re.compile(rb"(?i)tegna(?:digital|-media)?")),
    ("WordPress", re.compile(rb"(?i)/wp-content/|/wp-json|generator\"[^>]{0,40}WordPress")),
    ("Fox", re.compile(rb"(?i)static\.foxtv\.com|foxtv")),
    ("Scripps", re.compile(rb"(?i)scrippsnetworks|ewscripps|brightspotcdn")),
    ("Sinclair", re.compile(rb"(?i)sinclairstoryline|sbgnet")),
    ("Hearst TV", re.compile(rb"(?i)hearst-?(?:tv|television)|htv-")),
)


@dataclass(frozen=True, slots=True)
class Front:
    """What a front page tells of its site."""

    title: str | None
    feeds: tuple[str, ...]
    system: str  # the content system; "" where it is none we know


def parsed(body: bytes) -> LexborHTMLParser:
    """The page as a tree; one that is nested too deeply to be read is as an empty one."""
    return LexborHTMLParser(b"" if is_hopeless(body) else body)


def front(body: bytes, *, base: str) -> Front:
    """Read a front page; feeds of comments, sports or podcasts are left out."""
    tree = parsed(body)
    found: dict[str, None] = {}
    for link in tree.css("link[rel~=alternate][href]"):
        kind = (link.attributes.get("type") or "").split(";")[0].strip().lower()
        url = _joined(base, link.attributes.get("href") or "")
        if kind in _FEED_TYPES and url and not _NO_NEWS.search(url):
            found.setdefault(url)
    return Front(_name(tree), tuple(found)[:6], system_of(body))


def _name(tree: LexborHTMLParser) -> str | None:
    """What the site calls itself."""
    declared = tree.css_first('meta[property="og:site_name"]')
    text = (declared.attributes.get("content") or "").strip() if declared is not None else ""
    if not text and (title := tree.css_first("title")) is not None:
        text = re.split(r"\s[|–—•:]\s|\s-\s", " ".join(title.text().split()))[-1].strip()
    return text[:80] or None


def system_of(body: bytes) -> str:
    """The content system a page was made by, where its traces are known."""
    return next((name for name, sign in _SIGNS if sign.search(body)), "")


def feeds_of(system: str, base: str) -> tuple[str, ...]:
    """Where feeds may be that nobody links to."""
    paths = dict.fromkeys((*FEEDS.get(system, ()), *FEEDS[""]))
    return tuple(urljoin(base, path) for path in paths)


def sitemaps_of(robots: str, base: str) -> tuple[str, ...]:
    """The news sitemaps robots.txt names, then where they are when it does not."""
    named = [url for url in Protego.parse(robots).sitemaps if _joined(base, url)]
    news = [url for url in named if "news" in url.lower()]
    return tuple(dict.fromkeys((*news, *(urljoin(base, path) for path in SITEMAPS))))


def newest(stamps: Iterable[str | None]) -> datetime | None:
    """The latest of the dates a feed or a sitemap gives its stories.

    >>> newest(["Tue, 14 May 2024 09:30:00 GMT", "2024-05-13"]).isoformat()
    '2024-05-14T09:30:00+00:00'
    """
    return max(_dates(stamps), default=None)


def _dates(stamps: Iterable[str | None]) -> Iterator[datetime]:
    for stamp in stamps:
        if not stamp:
            continue
        try:
            at = datetime.fromisoformat(stamp.strip())
        except ValueError:
            try:
                at = parsedate_to_datetime(stamp)
            except (TypeError, ValueError, OverflowError):
                continue
        yield at if at.tzinfo else at.replace(tzinfo=UTC)


def short_name(url: str) -> str:
    """A name for a source, from its address.

    >>> short_name("https://www.king5.com/")
    'king5'
    """
    words = host(url).removeprefix("www.").split(".")
    name = words[0] if len(words) <= 2 else ".".join(words[:-1])
    return re.sub(r"[^a-z0-9._-]", "-", name).strip("-._") or "source"


def _joined(base: str, href: str) -> str | None:
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
