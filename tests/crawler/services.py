"""Search services as they really answer, limits and mistakes included."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from tests.crawler.rogue import RogueServer, answer

RSS = "Content-Type: application/rss+xml; charset=UTF-8"
JSON = "Content-Type: application/json"


@dataclass(frozen=True)
class Item:
    """A story as a search service knows it."""

    url: str
    title: str
    at: datetime


def asked(path: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(path).query).items()}


def matching(items: Sequence[Item], query: str) -> list[Item]:
    words = [word.strip('"()').lower() for word in query.split()]
    words = [word for word in words if ":" not in word and word not in ("or", "and")]
    return [item for item in items if all(word in item.title.lower() for word in words)]


@dataclass
class SiteSearch:
    """WordPress (``/?s=…&feed=rss2``) and BLOX (``/search/?f=rss&…``), ten and fifty a page."""

    items: Sequence[Item]

    def __call__(self, path: str, head: str) -> bytes | None:
        words = asked(path)
        if words.get("feed") == "rss2" and "s" in words:
            return self.feed(words["s"], matching(self.items, words["s"])[:10])
        if path.startswith("/search/?") and words.get("f") == "rss":
            found = matching(self.items, words.get("q", ""))
            return self.feed(words.get("q", ""), found[: int(words.get("l", 10))])
        return None

    def feed(self, query: str, items: Sequence[Item]) -> bytes:
        listed = "".join(
            f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link>"
            f"<pubDate>{format_datetime(item.at)}</pubDate></item>"
            for item in items
        )
        title = f"<title>Search Results for “{escape(query)}”</title>"
        body = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{title}{listed}'
        return answer(body + "</channel></rss>", RSS)


@dataclass
class GoogleNews:
    """At most a hundred results; older ones carry the address, newer ones hide it."""

    items: Sequence[Item]
    hidden: int = 0  # how many of the newest hide it
    too_many: int = 100  # requests, then 429

    requests: int = 0

    def __call__(self, path: str, head: str) -> bytes | None:
        if not path.startswith("/rss/search?"):
            return None
        self.requests += 1
        if self.requests > self.too_many:
            return answer("<html>unusual traffic</html>", status="429 Too Many Requests")
        found = matching(self.items, asked(path)["q"].split(" when:")[0])[:100]
        listed = "".join(self.entry(item, n < self.hidden) for n, item in enumerate(found))
        body = f'<?xml version="1.0"?><rss version="2.0"><channel>{listed}</channel></rss>'
        return answer(body, "Content-Type: application/xml; charset=utf-8")

    def entry(self, item: Item, hidden: bool) -> str:
        code = _hidden(item.url) if hidden else _told(item.url)
        parts = urlsplit(item.url)
        return (
            f"<item><title>{escape(item.title)} - The Daily</title>"
            f"<link>https://news.google.com/rss/articles/{code}?oc=5</link>"
            f'<guid isPermaLink="false">{code}</guid><pubDate>{format_datetime(item.at)}</pubDate>'
            f'<source url="{parts.scheme}://{parts.netloc}">The Daily</source></item>'
        )


def _told(url: str) -> str:
    text = url.encode()
    size = bytes([len(text)]) if len(text) < 128 else bytes([len(text) & 127 | 128, len(text) >> 7])
    return _packed(b"\x08\x13\x22" + size + text + b"\xd2\x01\x00")


def _hidden(url: str) -> str:
    return _packed(b"\x08\x13\x22\x96\x01AU_yqL" + base64.b64encode(url.encode()) + b"x" * 140)


def _packed(code: bytes) -> str:
    return base64.urlsafe_b64encode(code).decode().rstrip("=")


@dataclass
class Gdelt:
    """The DOC API: 250 articles at most, one request in so many seconds, mistakes in plain text."""

    items: Sequence[Item]
    pause: float = 0.0
    at: list[float] = field(default_factory=list)
    broken: frozenset[int] = frozenset()  # the requests that fail, by number

    def __call__(self, path: str, head: str) -> bytes | None:
        if not path.startswith("/api/v2/doc/doc?"):
            return None
        now = time.monotonic()
        hurried = bool(self.at) and now - self.at[-1] < self.pause
        self.at.append(now)
        if len(self.at) in self.broken:
            return answer("upstream timed out", status="502 Bad Gateway")
        if hurried:
            return self.says("Please limit requests to one every 5 seconds or contact …")
        words = asked(path)
        query, most = words["query"], min(int(words.get("maxrecords", 75)), 250)
        if len(query) < 5:
            return self.says("Your query was too short or too long.")
        if " OR " in query and "(" not in query:
            return self.says("Queries containing OR'd terms must be surrounded by ().")
        since, until = (_stamp(words[name]) for name in ("startdatetime", "enddatetime"))
        if until - since < timedelta(minutes=15):
            return self.says("Timespan is too short.")
        found = [item for item in matching(self.items, query) if since <= item.at <= until]
        if not found:
            return answer("{}", JSON)
        found = sorted(found, key=lambda item: item.at, reverse=True)[:most]
        body = json.dumps({"articles": [self.article(item) for item in found]})
        return answer(body.replace("PROUDLY", "\\'PROUDLY\\'"), JSON)  # as it escapes

    def article(self, item: Item) -> dict[str, str]:
        return {
            "url": item.url,
            "url_mobile": "",
            "title": item.title,
            "seendate": item.at.strftime("%Y%m%dT%H%M%SZ"),
            "socialimage": "",
            "domain": urlsplit(item.url).netloc,
            "language": "English",
            "sourcecountry": "United States",
        }

    def says(self, words: str) -> bytes:
        return answer(words + "\n", "Content-Type: text/html; charset=utf-8")


def _stamp(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


@dataclass
class MediaCloud:
    """The search API: a key, pages by token, addresses and titles."""

    items: Sequence[Item]
    key: str = "k"
    size: int = 3
    quota: int = 100

    requests: int = 0

    def __call__(self, path: str, head: str) -> bytes | None:
        if not path.startswith("/api/search/story-list?"):
            return None
        self.requests += 1
        if f"Authorization: Token {self.key}" not in head:
            return answer('{"detail":"Invalid token."}', JSON, status="401 Unauthorized")
        if self.requests > self.quota:
            return answer('{"note":"Over weekly quota"}', JSON, status="429 Too Many Requests")
        words = asked(path)
        found = [
            item
            for item in matching(self.items, words["q"])
            if words["start"] <= item.at.date().isoformat() <= words["end"]
        ]
        first = int(words.get("pagination_token", "0"))
        page = found[first : first + self.size]
        more = str(first + self.size) if first + self.size < len(found) else None
        stories = [
            {
                "id": f"{number:064x}",
                "media_name": "daily.example",
                "media_url": "daily.example",
                "title": item.title,
                "publish_date": item.at.date().isoformat(),
                "url": item.url,
                "language": "en",
                "indexed_date": item.at.isoformat(),
            }
            for number, item in enumerate(page)
        ]
        return answer(json.dumps({"stories": stories, "pagination_token": more}), JSON)


@dataclass
class Wayback:
    """The index of an archive, and its copies as they were received."""

    copies: dict[str, list[tuple[str, str, bytes | str]]]  # address: stamp, status, page
    out_of_order: bool = False

    def __call__(self, path: str, head: str) -> bytes | None:
        if self.out_of_order:
            return answer("<html><h1>504 Gateway Time-out</h1></html>")
        if path.startswith("/cdx/search/cdx?"):
            words = asked(path)
            rows = [
                [stamp, words["url"], status]
                for stamp, status, _ in self.copies.get(words["url"], [])
                if status == "200"
            ]
            return answer(json.dumps([["timestamp", "original", "statuscode"], *rows]), JSON)
        if path.startswith("/web/"):
            stamp, url = path.removeprefix("/web/").split("id_/", 1)
            for at, _, page in self.copies.get(url, []):
                if at == stamp:
                    return answer(page, "Memento-Datetime: Tue, 14 May 2024 09:30:00 GMT")
        return None


@contextmanager
def running(*addresses: str) -> Iterator[list[RogueServer]]:
    """A server at each of these loopback addresses: every service is a host of its own."""
    with ExitStack() as stack:
        yield [stack.enter_context(RogueServer(address)) for address in addresses]
