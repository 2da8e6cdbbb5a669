"""Worth reading at all? Decided on the bytes, long before anything dear is done with a page.

Only visible paragraphs count, which navigation and scripts cannot fool (searching the raw bytes
for a dozen words costs as much as parsing them, and lets four pages in ten through). Most pages
end where none of the words stands in their paragraphs, cut out of the bytes by one pattern; the
paragraphs of the others are parsed. Then the first look asks whether the words occur at all; the
second whether they stand near one another, and for what passes both, on the tree of the whole
page, once more without the paragraphs that tease other stories.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline import shipped
from pipeline.page.nesting import is_hopeless
from pipeline.page.paragraphs import letters, paragraphs
from pipeline.page.unread import LITTLE, obstacle
from pipeline.records import Reason, Scope

VERSION = "1"

_NEAR_SHOOTING = 600  # characters of visible text between a police word and gunfire
_NEAR_KILLING = 300
_LONGEST = 400_000  # characters of visible text that are looked at
_LEAST = 400  # less text in paragraphs than this and the whole body is read
_SURE = 600  # so much in what looks like paragraphs is more than that in those that show
_STORY = 2_000  # and so much is more than the notice of a page without a story
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|title|p|div|meta|h1|article|section|table|span|br|a)[\s>/]",
    re.IGNORECASE,
)
_FEED = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]",
    re.DOTALL,
)
_BINARY = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF")
_FURNITURE = re.compile(
    r"[\s_-](?:related|recirc\w*|recommended|recommendations|promo|teasers?|trending|popular|"
    r"most-read|mostread|sidebar|newsletter|read-more|also-read|outbrain|taboola|comments)[\s_-]"
    r"|\s(?:more|rail|right-rail|more-(?:news|stories|headlines|from))\s"
)
_LEAST_OWN = 200
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Screening:
    """The verdict on one page, with the version of the screen that gave it."""

    passed: bool
    reason: str | None = None  # why not
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class _Words:
    """One list of the word file: beginnings of words, and whether each is a whole word."""

    stems: tuple[tuple[str, bool], ...]

    def anywhere(self, lowered: str) -> bool:
        return any(stem in lowered for stem, _ in self.stems)


def screen(body: bytes, content_type: str, scope: Scope) -> Screening:
    """Whether a page, a JSON record or a plain text may be about a shooting within the scope.

    >>> screen(b"<p>Police shot a man.</p>", "text/html", Scope.POLICE).passed
    True
    >>> screen(b"<p>Police paint a bridge.</p>", "text/html", Scope.POLICE).reason
    'no trace of the subject'
    """
    if not body.strip():
        return _no(Reason.EMPTY)
    if body.startswith(_BINARY):
        return _no(Reason.NOT_HTML)
    body = _as_ascii_superset(body, content_type)
    if _is_json(body, content_type):
        return _screen_json(body, scope)
    if _FEED.match(body[:2000]) or body[:4096].count(0) > 40:
        return _no(Reason.NOT_HTML)
    if not _MARKUP.search(body[:65536]):
        return _screen_text(body.decode("utf-8", "replace"), scope)
    return _screen_html(body, scope)


def _screen_html(body: bytes, scope: Scope) -> Screening:
    if is_hopeless(body):
        return _no(Reason.UNREADABLE)
    return _screen_paragraphs(body, scope) or _screen_tree(body, scope)


def _screen_tree(body: bytes, scope: Scope) -> Screening:
    tree = LexborHTMLParser(body)
    visible = _visible(tree)
    seen = _screen_text(visible, scope)
    if seen.passed:
        return _screen_text(_own(tree), scope)
    if len(visible) <= LITTLE and (why := obstacle(body, tree, visible)):
        return _no(why)
    return seen


def _screen_paragraphs(body: bytes, scope: Scope) -> Screening | None:
    """What the tree would say, where the paragraphs in the bytes are enough to say no."""
    html = paragraphs(body)
    if html is None or len(html) < _SURE or (seen := letters(html)) is None:
        return None
    words, length = seen
    if length > _STORY and not _hinted(words, scope):
        return _no(Reason.OFF_TOPIC)
    tree = LexborHTMLParser(html)
    visible = _told(tree)
    if len(visible) < _SURE or _screen_text(visible, scope).passed:
        return None
    if len(visible) <= LITTLE and (why := obstacle(body, tree, visible)):
        return _no(why)
    return _no(Reason.OFF_TOPIC)


def _hinted(words: bytes, scope: Scope) -> bool:
    """Whether the second look could find what it wants among words as ``letters`` gives them."""
    if scope is Scope.ANY:
        return _any_of("shooting", "violence").search(words) is not None
    if not _any_of("shooting", "killing", "unmistakable").search(words):
        return False
    return _any_of("police", "unmistakable").search(words) is not None


@cache
def _any_of(*names: str) -> re.Pattern[bytes]:
    """One pattern for the words of some lists, by their first letters: it rejects at the first."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for stem, whole in chain.from_iterable(_words()[name].stems for name in names):
        end = "(?![a-z0-9])" if whole else ""
        by_letter[stem[0]].append(re.escape(stem[1:]).replace("\\ ", " +") + end)
    starts = (f"{letter}(?:{'|'.join(ends)})" for letter, ends in by_letter.items())
    return re.compile(f" (?:{'|'.join(starts)})".encode())


def _screen_text(text: str, scope: Scope) -> Screening:
    lowered = " ".join(text[:_LONGEST].lower().split())  # a line may break inside "opened fire"
    if _first_look(lowered, scope) and _second_look(lowered, scope):
        return Screening(True)
    return _no(Reason.OFF_TOPIC)


def _screen_json(body: bytes, scope: Scope) -> Screening:
    """A record as ``ingest`` takes it: ``html``, or ``title`` and ``text``."""
    try:
        record = json.loads(body)
    except (ValueError, RecursionError):
        return _no(Reason.BAD_RECORD)
    if not isinstance(record, dict):
        return _no(Reason.BAD_RECORD)
    if isinstance(page := record.get("html"), str):
        return _screen_html(page.encode("utf-8", "replace"), scope)
    parts = [part for name in ("title", "text") if isinstance(part := record.get(name), str)]
    return _screen_text("\n".join(parts), scope) if parts else _no(Reason.BAD_RECORD)


def _no(reason: Reason) -> Screening:
    return Screening(False, reason.value)


def _first_look(lowered: str, scope: Scope) -> bool:
    words = _words()
    if scope is Scope.ANY:
        return words["shooting"].anywhere(lowered) or words["violence"].anywhere(lowered)
    if words["police"].anywhere(lowered):
        return words["shooting"].anywhere(lowered) or words["killing"].anywhere(lowered)
    return words["unmistakable"].anywhere(lowered)


def _second_look(lowered: str, scope: Scope) -> bool:
    words = _words()
    if scope is Scope.ANY:
        return any(_places(words[name], lowered) for name in ("shooting", "violence"))
    police = _places(words["police"], lowered)
    return (
        _near(police, _places(words["shooting"], lowered), _NEAR_SHOOTING)
        or _near(police, _places(words["killing"], lowered), _NEAR_KILLING)
        or len(_places(words["unmistakable"], lowered)) >= 3
    )


def _places(words: _Words, text: str) -> list[int]:
    """Where the words begin, in order; finding each beats one pattern of all of them fivefold."""
    found: list[int] = []
    for stem, whole in words.stems:
        here = text.find(stem)
        while here >= 0:
            if _is_word(text, here, here + len(stem), whole=whole):
                found.append(here)
            here = text.find(stem, here + 1)
    return sorted(found)


def _is_word(text: str, start: int, end: int, *, whole: bool) -> bool:
    if start and text[start - 1].isalnum():
        return False
    return not (whole and end < len(text) and text[end].isalnum())


def _near(left: list[int], right: list[int], distance: int) -> bool:
    """Whether some place of the one (ascending) list is near one of the other."""
    i = j = 0
    while i < len(left) and j < len(right):
        if abs(left[i] - right[j]) <= distance:
            return True
        if left[i] < right[j]:
            i += 1
        else:
            j += 1
    return False


def _visible(tree: LexborHTMLParser) -> str:
    """Title, headline and paragraphs; of a page without paragraphs, its whole body."""
    text = _told(tree)
    if len(text) >= _LEAST or tree.body is None:
        return text
    tree.strip_tags(["script", "style", "noscript", "template"])
    return f"{text}\n{tree.body.text(separator=' ')}"


def _told(tree: LexborHTMLParser) -> str:
    return "\n".join(node.text() for node in tree.css("title, h1, p, blockquote"))


def _own(tree: LexborHTMLParser) -> str:
    """What is visible without the furniture around the story; all of it where little else is."""
    known: dict[int, bool] = {}
    nodes = [node for node in tree.css("p, blockquote") if not _in_furniture(node, known)]
    text = "\n".join(node.text() for node in nodes if not _is_link(node))
    if len(text) < _LEAST_OWN:
        return _visible(tree)
    return "\n".join([*(node.text() for node in tree.css("title, h1")), text])


def _in_furniture(node: LexborNode, known: dict[int, bool]) -> bool:
    """Whether an element lies in navigation, a sidebar or a list of other stories."""
    path: list[int] = []
    here: LexborNode | None = node
    verdict = False
    while here is not None and here.tag not in ("body", "html"):
        if here.mem_id in known:
            verdict = known[here.mem_id]
            break
        path.append(here.mem_id)
        if here.tag in ("nav", "aside", "footer", "form") or _FURNITURE.search(_labels(here)):
            verdict = True
            break
        here = here.parent
    known.update(dict.fromkeys(path, verdict))
    return verdict


def _is_link(node: LexborNode) -> bool:
    """Whether a paragraph is nothing but a link: the headline of another story."""
    link = node.css_first("a")
    return link is not None and len(link.text().strip()) >= 0.9 * len(node.text().strip())


def _labels(node: LexborNode) -> str:
    attributes = node.attributes
    return f" {attributes.get('class') or ''} {attributes.get('id') or ''} ".lower()


def _is_json(body: bytes, content_type: str) -> bool:
    return "json" in content_type.lower() and body.lstrip()[:1] in (b"{", b"[", b'"')


def _as_ascii_superset(body: bytes, content_type: str) -> bytes:
    """UTF-16 and UTF-32 as UTF-8; every other encoding of the web has ASCII inside it."""
    declared = _CHARSET.search(content_type)
    name = declared.group(1).lower() if declared else ""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").encode("utf-8", "replace")
    if name.startswith(("utf-16", "utf16", "utf-32", "utf32")) and b"\0" in body[:200]:
        name = name if name[-2:] in ("le", "be") else _byte_order(name, body)
        return _recoded(body, name)
    if body[:200].count(0) > len(body[:200]) // 4:
        return _recoded(body, _byte_order("utf-16", body))
    return body


def _byte_order(name: str, body: bytes) -> str:
    family = "utf-32" if "32" in name else "utf-16"
    return f"{family}-{'be' if body[:1] == bytes(1) else 'le'}"


def _recoded(body: bytes, encoding: str) -> bytes:
    return body.decode(encoding, "replace").encode("utf-8", "replace")


@cache
def _words() -> dict[str, _Words]:
    lists = tomllib.loads(shipped.text("screen.toml"))
    return {
        name: _Words(tuple((word.rstrip("."), word.endswith(".")) for word in words))
        for name, words in lists.items()
    }
