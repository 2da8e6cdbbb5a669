"""Second opinions on where an article's text is: what to take out first, and when to look again.

Boxes of other stories, of asks and of captions are known by their names and by what they hold.
Two cheap readings of what remains (every paragraph; those of the fullest box) are poorer than
trafilatura's, but where neither agrees with it, another of its settings is often the better one;
and where they agree on most of a page's words, it need not be asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

_RAIL = re.compile(
    r"(?i)(?:^|[\s_-])(?:related|rel-?content|recirc\w*|trending|most-?(?:read|popular|viewed)|popular|"
    r"newsletter|recommend\w*|read-?(?:more|next)|more-?(?:stories|news|from|on)|you-?may\w*|"
    r"outbrain|taboola|consent|comments?|disqus|cookie\w*|promo\w*)(?:$|[\s_-])"
)
_CAPTION = re.compile(r"(?i)(?:^|[\s_-])(?:caption|photo-credit)(?:$|[\s_-])")
_ASIDE = re.compile(
    r"(?i)comment|footer|sidebar|related|promo|newsletter|share|social|nav|menu|caption|cookie|"
    r"signup|recirc|recommend|trending|popular|advert|byline|author-bio"
)
_BOXES = ("section", "div", "aside", "ul", "ol", "form", "table", "p", "span", "figcaption")
_OWN_SHARE = 0.35  # of the page's prose: a box that holds more of it is the story's own
_LINKED = 0.5  # of a box's text: more of it in links and the box is a list of other stories
_LEAST = 100  # characters in paragraphs: with fewer, a page is taken to be written without
_SHINGLE = 4

_FRAMES = ("nav", "footer", "aside", "form", "figcaption", "noscript")
_LINES = etree.XPath("//div[not(div or p or ul or table or h1 or h2 or h3)]")
_INLINE = ("b", "strong", "em", "i", "u", "span", "font")
_BLOCKS = ("p", "div", "li")
_HIDDEN = etree.XPath(  # by way of the attributes: most elements have neither
    "//@hidden/.. | //@style[contains(., 'display:none') or contains(., 'display: none')]/.."
)
_CARDS = etree.XPath("//span[count(.//a) > 1]")  # hover cards with a person's latest headlines
_UNREAD = ("script", "style", "template")


def without_rails(tree: HtmlElement) -> HtmlElement:
    """Take out, in place, the boxes that hold other stories, asks and captions.

    Their own names say so; but some sites name the story's own column "read-more" too, so a box
    with much of the page's prose stays, unless most of its text is links.
    """
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    own = _OWN_SHARE * _prose(tree)
    for box in cast("list[HtmlElement]", _HIDDEN(tree)):
        _drop(box, _prose(box) < own)
    for box in list(tree.iter(*_BOXES)):
        names = f"{box.get('class') or ''} {box.get('id') or ''}"
        if len(names) == 1 or not (kind := _kind(names)):
            continue
        linked = _is_links(box, _LINKED)
        inline = kind == "rail" and box.tag in ("p", "span")
        _drop(box, linked or (not inline and _prose(box) < own))
    for card in cast("list[HtmlElement]", _CARDS(tree)):
        _drop(card, _is_links(card, 0.9))
    _drop_headlines(tree)
    return tree


def _drop(box: HtmlElement, wanted: bool) -> None:
    if wanted and box.getparent() is not None:
        box.drop_tree()


def _drop_headlines(tree: HtmlElement) -> None:
    """Take out blocks that are nothing but one link: the headlines of other stories."""
    for link in list(tree.iter("a")):
        block = link
        while _is_alone(block) and (above := block.getparent()) is not None:
            block = above
            if block.tag not in _INLINE:
                break
        if block.tag not in _BLOCKS:
            continue
        text = _text(link)
        if text.count(" ") >= 3 and len(_text(block)) <= len(text) + 2:
            block.drop_tree()


def _is_alone(node: HtmlElement) -> bool:
    return node.getprevious() is None and node.getnext() is None


@lru_cache(maxsize=4096)
def _kind(names: str) -> str | None:
    if _CAPTION.search(names):
        return "caption"
    return "rail" if _RAIL.search(names) else None


def _prose(node: HtmlElement) -> int:
    """Characters in paragraphs that are not mostly links."""
    found = ((len(text), p) for p in node.iter("p") if len(text := _text(p)) >= 40)
    return sum(size for size, p in found if not _is_links(p, _LINKED, size))


def second_opinions(tree: HtmlElement) -> tuple[str, str]:
    """The page's paragraphs, all of them and those of its fullest box; lines parted by breaks."""
    told = _told(tree.iter("p"))
    if sum(len(text) for _, text in told) < _LEAST:  # some blogs have no paragraphs, only lines
        told = _told(cast("list[HtmlElement]", _LINES(tree))) or told
    return "\n".join(text for _, text in told), "\n".join(_fullest_box(told))


def _told(blocks: Iterable[HtmlElement]) -> list[tuple[HtmlElement, str]]:
    own = (node for node in blocks if next(node.iterancestors(*_FRAMES), None) is None)
    found = ((node, _text(node)) for node in own)
    return [
        (node, text)
        for node, text in found
        if len(text) >= 25 and not _is_links(node, 0.6, len(text))
    ]


def undisputed(tree: HtmlElement, every: str, fullest: str) -> bool:
    """Whether nothing but the fullest box can be the story of a page without its rails.

    It holds nearly all of the page's paragraphs and nothing else, and they are most of what the
    page says that is no link. (More than all is counted twice: boxes within paragraphs.)
    """
    mostly = len(fullest) >= _NEARLY_ALL * len(every)
    if not (fullest and mostly and set(fullest.split("\n")) <= set(every.split("\n"))):
        return False
    said = len(_text(tree)) - sum(len(_text(link)) for link in tree.iter("a"))
    return said / 2 <= len(fullest) <= said


_NEARLY_ALL = 0.8


def agreement(text: str, others: Iterable[str]) -> float:
    """The most words in common sequence with any of the others: F1 of 4-word shingles, 0 to 1."""
    others = tuple(others)
    if text and text in others:
        return 1.0
    mine = _shingles(text)
    return max(_overlap(mine, _shingles(other)) for other in others)


def most_agreed(candidates: Sequence[str]) -> str:
    """The candidate that the others agree with most; the earlier of equals."""
    shingles = [_shingles(text) for text in candidates]

    def support(index: int) -> float:
        others = (other for place, other in enumerate(shingles) if place != index)
        return sum(_overlap(shingles[index], other) for other in others)

    return candidates[max(range(len(candidates)), key=support)]


def _overlap(left: Counter[tuple[str, ...]], right: Counter[tuple[str, ...]]) -> float:
    sizes = left.total(), right.total()
    once = len(left) == sizes[0] or len(right) == sizes[1]  # mostly: no four words come twice
    common = len(left.keys() & right.keys()) if once else (left & right).total()
    return 2 * common / sum(sizes) if sum(sizes) else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def _text(node: HtmlElement) -> str:
    text = node.text_content() if len(node) else node.text  # most links have no elements
    return " ".join(str(text or "").split())


def _is_links(node: HtmlElement, share: float, size: int | None = None) -> bool:
    linked = sum(len(_text(link)) for link in node.iter("a"))
    return linked > share * (len(_text(node)) if size is None else size) if linked else False


def _fullest_box(told: Sequence[tuple[HtmlElement, str]]) -> Iterator[str]:
    """Paragraphs under the element that the most paragraph text stands close below."""
    weight: dict[HtmlElement, float] = {}
    for node, text in told:
        share = float(len(text))
        if share < 40:
            continue
        for box in _ancestors(node, 3):
            weight[box] = weight.get(box, 0.0) + share
            share *= 0.55
    if not weight:
        return
    best = max(weight, key=lambda box: weight[box])
    known = dict(told)  # whose links were weighed before
    for node in best.iter("p", "h2", "h3", "h4", "li", "blockquote", "div"):
        if node not in known and node.tag == "div":
            continue
        text = known.get(node) or _text(node)
        linked = node not in known and _is_links(node, 0.7, len(text))
        if text and not linked and not _is_aside(node, best):
            yield text


def _ancestors(node: HtmlElement, depth: int) -> Iterator[HtmlElement]:
    here = node.getparent()
    while here is not None and here.tag != "html" and depth:
        yield here
        here, depth = here.getparent(), depth - 1


def _is_aside(node: HtmlElement, box: HtmlElement) -> bool:
    for above in _ancestors(node, 4):
        if above is box:
            return False
        if above.tag in ("li", "blockquote", "aside", "nav", "footer", "form", "figcaption"):
            return True
        if _ASIDE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False
