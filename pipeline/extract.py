"""Page → Article: the only file that knows trafilatura."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import py3langid
import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fromstring
from selectolax.lexbor import LexborHTMLParser
from trafilatura.external import try_readability
from trafilatura.settings import Extractor
from trafilatura.utils import repair_faulty_html
from w3lib.encoding import html_to_unicode

from pipeline import urls
from pipeline.language.text import folded_words, normalise
from pipeline.page import datelines, furniture
from pipeline.page.metadata import Metadata, read_metadata
from pipeline.page.moves import is_slip
from pipeline.page.opinion import (
    agreement,
    most_agreed,
    second_opinions,
    undisputed,
    without_rails,
)
from pipeline.page.stamps import Stamp, parse_stamp
from pipeline.page.unread import obstacle, only_the_beginning
from pipeline.records import Article, Page, Reason, Rejected

#: trafilatura's parser, all elements of one class: its own is asked in Python for that of each.
_PARSER = HTMLParser(  # type: ignore[call-arg]
    collect_ids=False,
    default_doctype=False,
    encoding="utf-8",
    remove_comments=True,
    remove_pis=True,
)
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))

MAX_BYTES = 20_000_000
MAX_TEXT = 400_000  # code points kept of one article; the longest real one seen has 60,000

MAX_TITLE = 1_000

_FAST = Extractor(fast=True, comments=False)
_ONCE = Extractor(fast=True, comments=False)
_ONCE.focus = "once"  # "balanced" would read the page again to see how much of it a short text is
_PRECISE = Extractor(precision=True, comments=False)
_NEAR = 0.93  # agreement at which a reading needs no checking

_WIRES = re.compile(
    r"(?<!\band )(?<!\bwith )(?<!& )(?<!\band The )(?<!\bwith The )(?<!& The )"  # then it is both's
    r"\b(?:The )?(Associated Press|AP|Reuters|UPI|AFP|CNN Newsource|CNN|Tribune News Service|"
    r"Bay City News|City News Service|States Newsroom)\b"
)
_HEADING = re.compile(
    r"""(?x)^(?:
      [Bb]y\ +[A-Z][\w.'’&/-]*(?:\ +[\w.'’&/-]+){0,7}(?:,.{0,40})? |
      (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\ )?
      (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\ \d{1,2},?\ \d{4}
      (?:\W{1,4}.{0,30})? |
      (?:[^\s-]+-+){4,}[^\s-]*
    )$"""
)


def extract(page: Page) -> Article:
    """Read the article out of a page.

    Raises :class:`Rejected` when there is none: not HTML, too large, empty, another language.
    """
    if len(page.body) > MAX_BYTES:
        raise Rejected(Reason.TOO_LARGE, f"{len(page.body):,} bytes, {MAX_BYTES:,} are read")
    if page.content_type.split(";")[0].strip() in ("application/json", "application/x-ndjson"):
        return _from_json(page)
    return _from_html(page)


def _from_json(page: Page) -> Article:
    """An ingested line: either a whole page (``html``) or title and text already taken out."""
    try:
        line = json.loads(page.body)
    except ValueError as error:
        raise Rejected(Reason.BAD_RECORD, f"not JSON: {error}") from error
    if not isinstance(line, dict):
        raise Rejected(Reason.BAD_RECORD, "not a JSON object")
    home = replace(page.outlet, outlet=_text(line, "outlet") or page.outlet.outlet)
    published = parse_stamp(line.get("published"), "given", not_after=page.fetched_at)
    if html := _text(line, "html"):
        inner = Page(
            page.url,
            html.encode("utf-8", "replace"),
            page.fetched_at,
            "text/html; charset=utf-8",
            outlet=home,
        )
        article = _from_html(inner)
        return _published_as(article, published) if published else article
    text = normalise(_text(line, "text"))[:MAX_TEXT]
    if not text:
        raise Rejected(Reason.EMPTY, "the line has neither html nor text")
    article = Article(
        url=page.url,
        canonical_url=urls.canonical(page.url),
        title=_title(_text(line, "title")),
        text=text,
        outlet=home.outlet,
        home=home,
    )
    article = _published_as(article, published) if published else article
    return _finish(article)


def _title(written: str) -> str:
    """One line, of the length a sentence may have: what reads them takes more than the length."""
    return " ".join(normalise(written).split())[:MAX_TITLE].rstrip()


def _text(line: Mapping[str, Any], key: str) -> str:
    value = line.get(key)
    return value if isinstance(value, str) else ""


def _is_binary(body: bytes) -> bool:
    """More zero bytes than a fault in a text leaves; UTF-16 says by its first bytes that it is."""
    utf_16 = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    return not utf_16 and body.count(b"\x00", 0, 1000) > _STRAY_NULLS


def _decoded(page: Page) -> str:
    """The page's characters. A charset that is no encoding of text (``hex``) counts as none."""
    try:
        return html_to_unicode(page.content_type, page.body)[1]
    except (LookupError, UnicodeError):
        return html_to_unicode("text/html; charset=utf-8", page.body)[1]


#: References to characters that no XML may hold: lxml reads them, and then refuses to write them.
_CONTROL = re.compile(
    r"&#(?:0*(?:[0-8]|1[1-24-9]|2\d|3[01]|6553[45])(?!\d)"
    r"|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)
_STRAY_NULLS = 20  # in the first thousand bytes; a picture or an archive has hundreds


def _from_html(page: Page) -> Article:
    kind = page.content_type.split(";")[0].strip().casefold()
    if kind and "html" not in kind and kind not in ("text/plain", "application/octet-stream"):
        raise Rejected(Reason.NOT_HTML, f"the server calls it {kind}")
    if _is_binary(page.body):
        raise Rejected(Reason.NOT_HTML, "the bytes are not text")
    html = _decoded(page)
    tree = _parsed(_CONTROL.sub("", html.replace("\x00", "")))
    if tree is None:
        raise Rejected(Reason.UNREADABLE, "no HTML could be parsed")
    url = page.final_url or page.url
    meta = read_metadata(tree, url=url, not_after=page.fetched_at)
    if not meta.is_article:
        raise Rejected(Reason.NOT_AN_ARTICLE, "it declares itself a list of others")
    text = article_text(tree, title=meta.title)
    if len(text) < 80:
        raise Rejected(_why_empty(page.body, html), f"{len(text)} characters")
    canonical, elsewhere = urls.resolve_canonical(url, meta.canonical)
    if elsewhere is None and canonical != url and is_slip(own := urls.canonical(url), canonical):
        canonical = own
    article = Article(
        url=canonical,
        canonical_url=canonical,
        title=_title(meta.title),
        text=text,
        outlet=page.outlet.outlet or meta.site,
        byline=meta.byline,
        syndicated_from=elsewhere,
        cut=only_the_beginning(page.body, text),
        home=page.outlet,
    )
    article = _published_as(article, meta.published) if meta.published else article
    article = replace(article, modified=_later(meta))
    return _finish(article, declared=meta.language, credit=meta.credit)


def _parsed(html: str) -> HtmlElement | None:
    """The tree of a page; what is no plain document is left to trafilatura's care."""
    try:
        tree = fromstring(repair_faulty_html(html, html[:50].lower()), parser=_PARSER)
    except (ValueError, etree.LxmlError):
        return trafilatura.load_html(html)
    return tree if len(tree) > 1 else trafilatura.load_html(html)


def _why_empty(body: bytes, html: str) -> Reason:
    """What stands where the story should be."""
    seen = LexborHTMLParser(html)
    seen.strip_tags(["script", "style", "template"])
    visible = seen.body.text(separator=" ") if seen.body else ""
    return obstacle(body, LexborHTMLParser(html), visible) or Reason.EMPTY


def article_text(tree: HtmlElement, *, title: str = "") -> str:
    """The story's own words, paragraphs parted by blank lines; "" when there are none.

    On a plain page what two cheap opinions are undisputed on. Else trafilatura's reading by its
    rules alone; where neither opinion comes near it, its fast one; and where none comes near that,
    the reading that five agree on most (its precise one and readability's added).
    """
    for head in tree.findall("head"):
        tree.remove(head)
    without_rails(tree)
    opinions = [_story_lines(opinion, title) for opinion in second_opinions(tree)]
    found = opinions[1] if undisputed(tree, *opinions) else _extracted(tree, title, opinions)
    return _story_lines(normalise(found)[:MAX_TEXT], title).replace("\n", "\n\n")


def _extracted(tree: HtmlElement, title: str, opinions: Sequence[str]) -> str:
    for options in (_ONCE, _FAST):
        found = _story_lines(trafilatura.extract(tree, options=options), title)
        if agreement(found, opinions) >= _NEAR:
            return found
    precise = trafilatura.extract(tree, options=_PRECISE)
    others = [_story_lines(text, title) for text in (precise, _readable(tree))]
    return most_agreed([found, *others, *opinions])


def _story_lines(text: str | None, title: str) -> str:
    """A reading's lines without those of the frame: title once more, byline, asks."""
    lines = [line.strip() for line in (text or "")[: 2 * MAX_TEXT].split("\n")]
    kept = [line for line in lines if line and not _is_frame(line)]
    head = [line for line in kept[:5] if not _is_heading(line, title)]
    return "\n".join(head + kept[5:])


@lru_cache(maxsize=1024)  # the readings of a page have most lines in common
def _is_frame(line: str) -> bool:
    return furniture.is_frame(line)


def _is_heading(line: str, title: str) -> bool:
    """The title once more, a byline, a bare date or a wire's slug above the story."""
    return line.casefold() == title.casefold() or _heads_stories(line)


@lru_cache(maxsize=1024)
def _heads_stories(line: str) -> bool:
    return _HEADING.match(line) is not None


def _readable(tree: HtmlElement) -> str:
    """What the readability algorithm keeps of a page, a line for each of its blocks."""
    kept = try_readability(tree)
    blocks = kept.iter("p", "h2", "h3", "h4", "li", "blockquote", "td", "div")
    outer = (block for block in blocks if block.tag not in ("div", "td") or not len(block))
    return "\n".join(line for block in outer if (line := " ".join(block.text_content().split())))


def _finish(article: Article, *, declared: str | None = None, credit: str | None = None) -> Article:
    language = language_of(article.text, declared)
    if language != "en":
        raise Rejected(Reason.NOT_ENGLISH, f"the text is in “{language}”")
    dateline, bracketed = _opening_dateline(article.text)
    source = article.syndicated_from or _wire(bracketed) or _wire(credit)
    return replace(article, language=language, dateline=dateline, syndicated_from=source)


def language_of(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code; short or capitals-only texts are taken at the page's word."""
    sample = text[:1500]
    if len(sample) < 200 and declared:
        return declared
    common = [word for word in folded_words(sample) if word in _COMMON_ENGLISH]
    if common.count("the") > 4 and len(common) > len(sample) / 110:  # nobody else writes so
        return "en"
    english = set(common) - {"police"}  # which is French and Spanish copy too
    if (len(sample) < _SHORT and english) or (len(common) > 8 and len(english) > 2):
        return "en"
    found: str = py3langid.classify(sample.lower())[0]
    return found


_COMMON_ENGLISH = frozenset("the and was said police of who".split())
_SHORT = 400  # characters on which a guess is worth less than one English word


_ABOVE = 5  # lines that a logo, a stamp and a share bar take above a story


def _opening_dateline(text: str) -> tuple[str | None, str | None]:
    """The dateline of the story and its credit, below a logo, a stamp or an ask above it."""
    for line in text.split("\n", 2 * _ABOVE)[: 2 * _ABOVE]:
        if found := datelines.opening(line):
            return found.written, found.credit
        if not furniture.may_stand_above(line):
            break
    return None, None


def _wire(credit: str | None) -> str | None:
    match = _WIRES.search(credit or "")
    return match.group(1) if match else None


def _published_as(article: Article, stamp: Stamp) -> Article:
    return replace(
        article,
        published=stamp.at,
        published_precision=stamp.precision,
        published_method=stamp.method,
    )


def _later(meta: Metadata) -> datetime | None:
    if meta.modified is None or (meta.published and meta.modified.at <= meta.published.at):
        return None
    return meta.modified.at.astimezone(UTC)
