"""What search services answer, as links: pure functions on bytes, with each one's quirks."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from crawler.discovery import Link, Unusable, feed_links, web_links

GDELT_MOST = 250  # articles of one answer, whatever is asked for
GDELT_LEAST = timedelta(minutes=15)  # a shorter stretch is refused
GDELT_LONGEST = timedelta(days=90)
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])|\\u(?![0-9a-fA-F]{4})")


class AskedToWait(Unusable):
    """A service says in words, not by its status, that it was asked too often."""


# ---------------------------------------------------------------------------------- Google News


@dataclass(frozen=True, slots=True)
class NewsLinks:
    """The results whose address is told, and how many hide it."""

    links: tuple[Link, ...]
    hidden: int = 0


def google_news_links(body: bytes, *, base: str, content_type: str = "") -> NewsLinks:
    """The results of Google News' RSS search, at the outlets' own addresses where these are told.

    Since 2024 most results carry an identifier in place of the address; to learn what stands
    behind it one would have to pretend to be a browser, which we do not.
    """
    found = feed_links(body, base=base, content_type=content_type)
    told = [(decoded(link.url), link) for link in found]
    links = tuple(Link(url, link.claimed) for url, link in told if url)
    return NewsLinks(links, len(found) - len(links))


def decoded(url: str) -> str | None:
    """The outlet's address in a Google News one; any other address is its own.

    >>> decoded("https://news.google.com/rss/articles/CBMiGWh0dHBzOi8vZGFpbHkuZXhhbXBsZS9hYmPSAQA?oc=5")
    'https://daily.example/abc'
    """
    parts = urlsplit(url)
    match = re.fullmatch(r"(?:/rss)?/(?:articles|read)/([\w=-]+)", parts.path)
    if parts.hostname != "news.google.com":
        return url
    if match is None:
        return None
    try:
        packed = base64.urlsafe_b64decode(match.group(1) + "==")
    except (ValueError, binascii.Error):
        return None
    return _first_address(packed)


def _first_address(packed: bytes) -> str | None:
    """The first length-prefixed text (protobuf field 4) that is an address."""
    start = packed.find(b'"')
    if start < 0:
        return None
    size, here = 0, start + 1
    for shift in range(0, 21, 7):
        if here >= len(packed):
            return None
        size |= (packed[here] & 0x7F) << shift
        here += 1
        if packed[here - 1] < 0x80:
            break
    text = packed[here : here + size].decode("utf-8", "replace")
    return text if text.startswith(("http://", "https://")) else None


# ---------------------------------------------------------------------------------- GDELT


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time a search is about."""

    since: datetime
    until: datetime

    @property
    def halves(self) -> tuple[Stretch, ...]:
        """Its two halves; none where they would be too short to be asked for."""
        middle = self.since + (self.until - self.since) / 2
        if middle - self.since < GDELT_LEAST:
            return ()
        return Stretch(self.since, middle), Stretch(middle, self.until)


def gdelt_address(search: str, stretch: Stretch) -> str:
    """The address that asks GDELT's DOC API for everything in a stretch of time."""
    more = {
        "mode": "artlist",
        "format": "json",
        "sort": "datedesc",
        "maxrecords": GDELT_MOST,
        "startdatetime": _stamp(stretch.since),
        "enddatetime": _stamp(stretch.until),
    }
    return f"{search}&{urlencode(more)}"


def gdelt_links(body: bytes, *, base: str) -> tuple[Link, ...]:
    """The articles of an answer. Mistakes and limits come as plain text, with status 200."""
    text = body.decode("utf-8", "replace").strip()
    if not text:
        return ()  # nothing found is an empty answer, or {}
    if not text.startswith("{"):
        raise _gdelt_says(text)
    document = _json(text)
    articles = document.get("articles", [])
    if not isinstance(articles, list):
        raise Unusable("GDELT's answer has no list of articles")
    return web_links(
        (
            Link(item["url"], _gdelt_date(item.get("seendate")))
            for item in articles
            if isinstance(item, dict) and isinstance(item.get("url"), str)
        ),
        base,
    )


def _gdelt_says(text: str) -> Unusable:
    words = " ".join(re.sub(r"<[^>]*>", " ", text).split())[:200]
    if "limit requests" in words.lower() or "rate limit" in words.lower():
        return AskedToWait(f"GDELT asks to be asked less often: {words}")
    return Unusable(f"GDELT does not understand the query: {words}")


def _gdelt_date(stamp: Any) -> str | None:
    """``20240514T093000Z`` as ISO 8601."""
    if not isinstance(stamp, str):
        return None
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return None


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")


# ---------------------------------------------------------------------------------- Media Cloud


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One page of Media Cloud's results, and the token of the next."""

    links: tuple[Link, ...]
    following: str | None = None


def mediacloud_address(search: str, days: Stretch) -> str:
    """The address that asks Media Cloud for the stories of some days."""
    asked = {"start": days.since.date().isoformat(), "end": days.until.date().isoformat()}
    return f"{search}&{urlencode(asked)}"


def with_key(key: str) -> dict[str, str]:
    """The headers Media Cloud knows us by."""
    return {"Authorization": f"Token {key}"}


def mediacloud_page(body: bytes, *, base: str) -> StoryPage:
    """The stories of one page; the service gives addresses and titles, no text."""
    document = _json(body.decode("utf-8", "replace"))
    stories = document.get("stories")
    if not isinstance(stories, list):
        says = document.get("note") or document.get("detail") or "it has no list “stories”"
        raise Unusable(f"Media Cloud answers: {str(says)[:200]}")
    token = document.get("pagination_token")
    links = (
        Link(item["url"], _text(item.get("publish_date")))
        for item in stories
        if isinstance(item, dict) and isinstance(item.get("url"), str)
    )
    return StoryPage(web_links(links, base), token if isinstance(token, str) and token else None)


# ---------------------------------------------------------------------------------- Wayback Machine


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as an archive has it."""

    at: datetime
    url: str  # as it was fetched then

    def address(self, archive: str) -> str:
        """Where the archive gives it as it was received, without its own frame around it."""
        return f"{archive.rstrip('/')}/web/{_stamp(self.at)}id_/{self.url}"


def cdx_address(archive: str, url: str) -> str:
    """The address that asks the archive's index for the good copies of a page."""
    asked = {
        "url": url,
        "output": "json",
        "fl": "timestamp,original,statuscode",
        "filter": "statuscode:200",
        "collapse": "timestamp:8",  # one a day
        "limit": "-300",  # the latest
    }
    return f"{archive.rstrip('/')}/cdx/search/cdx?{urlencode(asked)}"


def nearest_copy(body: bytes, near: datetime) -> Copy | None:
    """The copy nearest in time, from the rows of an index; ``None`` where there is none."""
    if not body.strip():
        return None
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError) as fault:
        words = " ".join(re.sub(rb"<[^>]*>", b" ", body).decode("utf-8", "replace").split())[:200]
        raise Unusable(f"the archive's index answers: {words}") from fault
    if not isinstance(rows, list):
        raise Unusable("the archive's index answers with other JSON")
    copies = list(_copies(rows[1:]))  # the first row names the columns
    return min(copies, key=lambda copy: abs(copy.at - near), default=None)


def _copies(rows: Iterable[Any]) -> Iterator[Copy]:
    for row in rows:
        try:
            stamp, url, status = (str(cell) for cell in row)
            at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except (TypeError, ValueError):
            continue
        if status == "200":
            yield Copy(at, url)


def _json(text: str) -> dict[str, Any]:
    """A JSON object; GDELT leaves backslashes in titles that mean nothing in JSON."""
    try:
        document = json.loads(_BAD_ESCAPE.sub(r"\\\\", text), strict=False)
    except (ValueError, RecursionError) as fault:
        raise Unusable("the answer is JSON that cannot be read") from fault
    if not isinstance(document, dict):
        raise Unusable("the answer is JSON, but no object")
    return document


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
