"""What a page's frame says of its story: title, byline, days, canonical address, language.

Several witnesses speak (JSON-LD, meta elements, the visible page, htmldate, the address);
the first one that is well formed is believed, and its name is kept as the method.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import htmldate
from lxml import etree
from lxml.html import HtmlElement

from pipeline.page.bylines import clean_byline
from pipeline.page.stamps import Stamp, parse_stamp
from pipeline.records import PublishedPrecision

_ARTICLE_TYPES = re.compile(
    r"(News|Reportage|Opinion|Analysis|Backgrounder|Blog)?\w*(Article|Posting)$"
)
_MAX_JSON = 500_000


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str
    byline: str | None = None
    credit: str | None = None  # the byline as printed, houses and roles and all
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
    site = _first(metas, "og:site_name", "application-name") or _name(story.get("publisher"))
    byline, credit = _byline(tree, story, metas, site)
    return Metadata(
        title=_title(tree, story, metas, site),
        byline=byline,
        credit=credit,
        site=site,
        canonical=_canonical(tree, metas),
        language=_language(tree, metas),
        published=_published(tree, story, metas, url=url, not_after=not_after),
        modified=_modified(story, metas, not_after=not_after),
        is_article=_declares_article(story, linked, metas),
        paywalled=_is_false(story.get("isAccessibleForFree")),
    )


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


def _title(
    tree: HtmlElement, story: Mapping[str, Any], metas: Mapping[str, str], site: str | None
) -> str:
    """The h1 that says what the page declares, else the declared title, else what there is."""
    page = _longest_part(_text_of(tree.find(".//head/title")), site)
    declared = _name(story.get("headline")) or _first(metas, "og:title", "twitter:title", "title")
    declared = _longest_part(declared, site) if declared else ""
    headings = [text for node in tree.iter("h1") if _is_headline(text := _text_of(node), site)]
    for wanted in filter(None, (declared, page)):
        told = [heading for heading in headings if _shares_words(heading, wanted)]
        if told:
            return max(told, key=lambda heading: _shared(heading, wanted))
    return declared or (headings[0] if len(headings) == 1 and not page else page) or ""


def _is_headline(text: str, site: str | None) -> bool:
    return 8 <= len(text) <= 300 and text.casefold() != (site or "").casefold()


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.casefold()))


def _shared(left: str, right: str) -> int:
    return len(_words(left) & _words(right))


def _shares_words(left: str, right: str) -> bool:
    words = _words(left)
    return bool(words) and _shared(left, right) * 2 >= len(words)


def _longest_part(title: str, site: str | None) -> str:
    """A declared title without the site's name or section, which bars and dashes part from it.

    >>> _longest_part("Officer wounds man in Riverton | Local News | Riverton Ledger", None)
    'Officer wounds man in Riverton'
    """
    if site and title.casefold().startswith(f"{site.casefold()}: "):
        return title[len(site) + 2 :]
    parts = [part.strip() for part in re.split(r"\s+[|~»«·]+\s+|\s+::\s+", title)]
    longest = max(parts, key=len)
    head, _, tail = longest.rpartition(" - ")
    if not head:
        head, _, tail = longest.rpartition(" – ")
    short = len(head) > 15 and len(tail) < 30 and len(tail) < len(head)
    return head.strip() if head and (tail == site or short) else longest


_SHOWN_AUTHORS = etree.XPath(  # by way of the attributes, which is three times as fast
    '//@rel[.="author"]/.. | //@itemprop[.="author"]/..'
    ' | //@class[contains(.,"byline") or contains(.,"post-author") or contains(.,"author-name")'
    ' or (.="fn" and ../ancestor::*[contains(@class,"post") or contains(@class,"entry")])]/..'
)
_AUTHOR_METAS = (
    "author",
    "article:author",
    "sailthru.author",
    "parsely-author",
    "dc.creator",
    "byl",
)


def _byline(
    tree: HtmlElement, story: Mapping[str, Any], metas: Mapping[str, str], site: str | None
) -> tuple[str | None, str | None]:
    """The names of the first byline that has any, declared ones first; the first as printed."""
    credit = None
    for printed in _credits(tree, story, metas):
        credit = credit or printed
        if names := clean_byline(printed, site):
            return names, credit
    return None, credit


def _credits(
    tree: HtmlElement, story: Mapping[str, Any], metas: Mapping[str, str]
) -> Iterator[str]:
    declared = (_name(story.get("author")), *(metas.get(name) for name in _AUTHOR_METAS))
    yield from (text for text in declared if text and len(text) > 3 and "://" not in text)
    for node in cast("list[HtmlElement]", _SHOWN_AUTHORS(tree)):
        if 3 < len(text := _lines_of(node)) < 200:
            yield text


def _lines_of(node: HtmlElement) -> str:
    """An element's text, what its children hold on lines of their own."""
    lines = (" ".join(str(part).split()) for part in node.itertext())
    return "\n".join(line for line in lines if line)


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
    declared = [
        ("json-ld", story.get("datePublished")),
        ("json-ld", story.get("dateCreated")),
        *(("meta", metas.get(name)) for name in _PUBLISHED_METAS),
    ]
    stamps = _stamps(declared, not_after)
    if stamps and stamps[0].precision is PublishedPrecision.SECOND:
        return stamps[0]
    stamps += _stamps((("time", text) for text in _marked(tree)), not_after)
    first = next(iter(stamps), None) or _shown(tree, not_after=not_after)
    return _most_precise(first or _guess(tree, url=url, not_after=not_after), stamps)


def _stamps(witnesses: Iterable[tuple[str, object]], not_after: datetime) -> list[Stamp]:
    found = (parse_stamp(text, method, not_after=not_after) for method, text in witnesses if text)
    return [stamp for stamp in found if stamp]


def _most_precise(first: Stamp | None, stamps: Iterable[Stamp]) -> Stamp | None:
    """A witness of the day alone gives way to one that tells the same day's time."""
    if first is None or first.precision is not PublishedPrecision.DAY:
        return first
    day = first.at.date()
    timed = (stamp for stamp in stamps if stamp.precision is PublishedPrecision.SECOND)
    return next((stamp for stamp in timed if stamp.at.date() == day), first)


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


_FRAMED = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::li"
_MARKED = etree.XPath(
    '//@itemprop[.="datePublished"]/.. | //abbr[contains(@class,"published")]'
    ' | //time[contains(@class,"publish") or contains(@class,"entry-date")'
    ' or contains(@class,"tnt-date") or @pubdate]'
)
_SHOWN_DAYS = etree.XPath(
    "//@class[contains(.,'date') or contains(.,'time') or contains(.,'publish')"
    f" or contains(.,'posted') or contains(.,'byline')]/parent::*[not({_FRAMED})]"
    f" | //time[not({_FRAMED})]"
)


def _marked(tree: HtmlElement) -> Iterator[str | None]:
    """Marked-up publication times: ``<time itemprop=datePublished>`` and its like."""
    for node in cast("list[HtmlElement]", _MARKED(tree)):
        yield node.get("datetime") or node.get("content") or node.get("title") or _text_of(node)


def _shown(tree: HtmlElement, *, not_after: datetime) -> Stamp | None:
    """The one day that the page prints as a date; None where it prints several."""
    nodes = cast("list[HtmlElement]", _SHOWN_DAYS(tree))
    texts = [node.get("datetime") or _text_of(node) for node in nodes if len(node) < 12]
    found = (parse_stamp(text, "shown", not_after=not_after) for text in texts if len(text) < 120)
    stamps = [stamp for stamp in found if stamp]
    if len({stamp.at.date() for stamp in stamps}) != 1:
        return None
    return _most_precise(stamps[0], stamps)


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
