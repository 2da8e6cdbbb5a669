"""What a page's frame says of its story: title, byline, days, canonical address, language.

Several witnesses speak (JSON-LD, meta elements, the visible page, htmldate, the address);
the first one that is well formed is believed, and its name is kept as the method.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import htmldate
from lxml.html import HtmlElement

from pipeline.records import PublishedPrecision

_ARTICLE_TYPES = re.compile(
    r"(News|Reportage|Opinion|Analysis|Backgrounder|Blog)?\w*(Article|Posting)$"
)
_MAX_JSON = 500_000
_EARLIEST = 1990


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as stamped; ``at`` is aware, midnight UTC when only a day is known."""

    at: datetime
    precision: PublishedPrecision
    method: str


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str
    byline: str | None = None
    site: str | None = None
    canonical: str | None = None
    language: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    is_article: bool = True
    paywalled: bool = False


def read_metadata(tree: HtmlElement, *, url: str, not_after: datetime) -> Metadata:
    """All that the frame says; ``not_after`` (the fetch) refuses days in the future."""
    linked = tuple(_linked_data(tree))
    story = next((item for item in linked if _is_article(item)), {})
    metas = _metas(tree)
    return Metadata(
        title=_title(tree, story, metas),
        byline=_byline(tree, story, metas),
        site=_first(metas, "og:site_name", "application-name") or _name(story.get("publisher")),
        canonical=_canonical(tree, metas),
        language=_language(tree, metas),
        published=_published(tree, story, metas, url=url, not_after=not_after),
        modified=_modified(story, metas, not_after=not_after),
        is_article=_declares_article(story, linked, metas),
        paywalled=_is_false(story.get("isAccessibleForFree")),
    )


def parse_stamp(text: object, method: str, *, not_after: datetime) -> Stamp | None:
    """Read an ISO 8601 or RFC 2822-like stamp; None when malformed, ancient or in the future.

    >>> parse_stamp("2024-05-14T21:15:00-04:00", "meta", not_after=datetime(2030, 1, 1, tzinfo=UTC))
    Stamp(at=datetime.datetime(2024, 5, 14, 21, 15, tzinfo=datetime.timezone(datetime.timedelta(\
days=-1, seconds=72000))), precision=<PublishedPrecision.SECOND: 'second'>, method='meta')
    """
    if not isinstance(text, str) or not (text := text.strip()):
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        day = _iso_day(text)
        stamp = day and Stamp(_midnight(day), PublishedPrecision.DAY, method)
    else:
        stamp = _parse_moment(text, method)
    if not stamp or stamp.at.year < _EARLIEST or stamp.at > not_after + timedelta(days=2):
        return None
    return stamp


def _parse_moment(text: str, method: str) -> Stamp | None:
    text = re.sub(r"(?<=\d)([+-]\d{2})(\d{2})$", r"\1:\2", text.replace(" UTC", "Z"))
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Stamp(at, PublishedPrecision.SECOND, method)


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        raw = (script.text or "").strip()
        if not raw or len(raw) > _MAX_JSON:
            continue
        try:
            data = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _flatten(data)


def _flatten(data: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _flatten(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _flatten(data.get("@graph"), depth + 1)
        yield from _flatten(data.get("mainEntity"), depth + 1)


def _types(item: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = item.get("@type")
    return tuple(str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind)


def _is_article(item: Mapping[str, Any]) -> bool:
    return any(_ARTICLE_TYPES.fullmatch(kind) for kind in _types(item))


def _declares_article(
    story: Mapping[str, Any], linked: Iterable[Mapping[str, Any]], metas: Mapping[str, str]
) -> bool:
    """Whether nothing declares the page to be something else (a section front, a profile)."""
    if story or metas.get("og:type", "article").casefold() in ("article", "news", "video.other"):
        return True
    kinds = {kind for item in linked for kind in _types(item)}
    return not kinds & {"CollectionPage", "ItemList", "ProfilePage", "SearchResultsPage"}


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.casefold(), content)
    return found


def _first(metas: Mapping[str, str], *names: str) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _name(item: object) -> str | None:
    """The name of a person or organisation as linked data writes them: text, object or list."""
    if isinstance(item, str):
        return item.strip() or None
    if isinstance(item, dict):
        return _name(item.get("name"))
    if isinstance(item, list):
        return ", ".join(name for name in map(_name, item) if name) or None
    return None


def _text_of(node: HtmlElement | None) -> str:
    return " ".join(node.text_content().split()) if node is not None else ""


def _title(tree: HtmlElement, story: Mapping[str, Any], metas: Mapping[str, str]) -> str:
    headings = [text for node in tree.iter("h1") if 8 <= len(text := _text_of(node)) <= 300]
    declared = _name(story.get("headline")) or _first(metas, "og:title", "twitter:title", "title")
    page = _text_of(tree.find(".//head/title"))
    if len(headings) == 1 and (not declared or _shares_words(headings[0], declared + " " + page)):
        return headings[0]
    return _without_site(declared or page or next(iter(headings), ""), metas)


def _shares_words(left: str, right: str) -> bool:
    words = set(re.findall(r"\w{4,}", left.casefold()))
    return len(words & set(re.findall(r"\w{4,}", right.casefold()))) * 2 >= len(words)


def _without_site(title: str, metas: Mapping[str, str]) -> str:
    site = _first(metas, "og:site_name", "application-name")
    head, _, tail = title.rpartition(" | ")
    if not head:
        head, _, tail = title.rpartition(" - ")
    if head and len(head) > 15 and (tail == site or len(tail) < 30):
        return head.strip()
    return title


def _byline(tree: HtmlElement, story: Mapping[str, Any], metas: Mapping[str, str]) -> str | None:
    name = _name(story.get("author")) or _first(
        metas, "author", "article:author", "sailthru.author", "parsely-author", "dc.creator", "byl"
    )
    if name is None or name.startswith("http"):
        shown = tree.xpath('//*[@rel="author" or @itemprop="author" or contains(@class,"byline")]')
        name = next((text for node in shown if 3 < len(text := _text_of(node)) < 120), None)
    return re.sub(r"(?i)^\s*by[:\s]+", "", name).strip() or None if name else None


def _canonical(tree: HtmlElement, metas: Mapping[str, str]) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split() and link.get("href"):
            return str(link.get("href")).strip()
    return _first(metas, "og:url")


def _language(tree: HtmlElement, metas: Mapping[str, str]) -> str | None:
    tag = tree.get("lang") or _first(metas, "og:locale", "language") or ""
    match = re.match(r"[A-Za-z]{2}(?=$|[-_])", tag)
    return match.group().casefold() if match else None


def _published(
    tree: HtmlElement,
    story: Mapping[str, Any],
    metas: Mapping[str, str],
    *,
    url: str,
    not_after: datetime,
) -> Stamp | None:
    witnesses = (
        ("json-ld", story.get("datePublished")),
        ("json-ld", story.get("dateCreated")),
        *(("meta", metas.get(name)) for name in _PUBLISHED_METAS),
        *(("time", node.get("datetime")) for node in _times(tree)),
    )
    for method, text in witnesses:
        if stamp := parse_stamp(text, method, not_after=not_after):
            return stamp
    return _guess(tree, url=url, not_after=not_after)


_PUBLISHED_METAS = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article.published",
    "sailthru.date",
    "parsely-pub-date",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "date",
)


def _times(tree: HtmlElement) -> Iterable[HtmlElement]:
    """Marked-up publication times: ``<time itemprop=datePublished>`` and its like."""
    found = tree.xpath(
        '//time[@itemprop="datePublished" or contains(@class,"publish") '
        'or contains(@class,"entry-date") or contains(@class,"tnt-date") or @pubdate]'
    )
    return found if isinstance(found, list) else ()


def _guess(tree: HtmlElement, *, url: str, not_after: datetime) -> Stamp | None:
    """What htmldate reads off the visible page and the address (PyPI htmldate, Barbaresi 2020)."""
    latest = (not_after + timedelta(days=1)).replace(tzinfo=None)
    text = htmldate.find_date(
        tree, url=url, original_date=True, extensive_search=True, max_date=latest
    )
    return parse_stamp(text, "htmldate", not_after=not_after)


def _modified(
    story: Mapping[str, Any], metas: Mapping[str, str], *, not_after: datetime
) -> Stamp | None:
    for text in (
        story.get("dateModified"),
        _first(metas, "article:modified_time", "og:updated_time", "datemodified", "last-modified"),
    ):
        if stamp := parse_stamp(text, "declared", not_after=not_after):
            return stamp
    return None


def _is_false(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.casefold() == "false")
