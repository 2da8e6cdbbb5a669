"""Cheap second opinions on where an article's text is, to know when the first needs checking.

Two readings of the parsed page by selectolax (one millisecond each): every paragraph that is
not mostly links, and the paragraphs of the box that holds most of them. They are poorer than
trafilatura, but where neither agrees with it, another of its settings is often the better one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

_FRAME = "script,style,noscript,nav,footer,aside,form,figcaption,header nav"
_ASIDE = re.compile(
    r"(?i)comment|footer|sidebar|related|promo|newsletter|share|social|nav|menu|caption|cookie|"
    r"signup|recirc|recommend|trending|popular|advert|byline|author-bio"
)
#: Names by which sites call the boxes of other stories, of asks and of captions.
RAIL = re.compile(
    r"(?i)(?:^|[\s_-])(?:related|rel-?content|recirc\w*|trending|most-?(?:read|popular|viewed)|popular|"
    r"newsletter|recommend\w*|read-?(?:more|next)|more-?(?:stories|news|from|on)|you-?may\w*|"
    r"outbrain|taboola|consent|comments?|disqus|cookie\w*|promo\w*|caption|photo-credit)(?:$|[\s_-])"
)
_SHINGLE = 4


def second_opinions(html: str) -> tuple[str, str]:
    """The page's paragraphs, all of them and those of its fullest box; lines parted by breaks."""
    tree = LexborHTMLParser(html)
    for node in tree.css(_FRAME):
        node.decompose()
    _drop_rails(tree)
    return "\n".join(_all_paragraphs(tree)), "\n".join(_fullest_box(tree))


def _drop_rails(tree: LexborHTMLParser) -> None:
    body = tree.body
    limit = 0.6 * len(body.text()) if body else 0.0
    for box in tree.css("section,div,aside,ul,ol"):
        names = f"{box.attributes.get('class') or ''} {box.attributes.get('id') or ''}"
        if RAIL.search(names) and len(box.text()) < limit:
            box.decompose()


def agreement(left: str, right: str) -> float:
    """Share of words in common sequence: F1 of 4-word shingles, 0 to 1."""
    a, b = _shingles(left), _shingles(right)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def most_agreed(candidates: Sequence[str]) -> str:
    """The candidate that the others agree with most; the earlier of equals."""
    shingles = [_shingles(text) for text in candidates]

    def support(index: int) -> float:
        mine = shingles[index]
        return sum(
            2 * (mine & other).total() / max(1, mine.total() + other.total())
            for place, other in enumerate(shingles)
            if place != index
        )

    return candidates[max(range(len(candidates)), key=support)]


def _shingles(text: str) -> Counter[str]:
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(
        " ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))
    )


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _is_links(node: LexborNode, text: str, share: float) -> bool:
    return sum(len(link.text()) for link in node.css("a")) > share * len(text)


def _all_paragraphs(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("p"):
        text = _text(node)
        if len(text) >= 25 and not _is_links(node, text, 0.6):
            yield text


def _fullest_box(tree: LexborHTMLParser) -> Iterator[str]:
    """Paragraphs under the element that the most paragraph text stands close below."""
    weight: dict[int, float] = {}
    boxes: dict[int, LexborNode] = {}
    for node in tree.css("p"):
        text = _text(node)
        if len(text) < 40 or _is_links(node, text, 0.5):
            continue
        share = float(len(text))
        for box in _ancestors(node, 3):
            boxes[box.mem_id] = box
            weight[box.mem_id] = weight.get(box.mem_id, 0.0) + share
            share *= 0.55
    if not weight:
        return
    best = boxes[max(weight, key=lambda key: weight[key])]
    for node in best.css("p,h2,h3,h4,li,blockquote"):
        text = _text(node)
        if text and not _is_aside(node, best) and not _is_links(node, text, 0.7):
            yield text


def _ancestors(node: LexborNode, depth: int) -> Iterator[LexborNode]:
    here = node.parent
    while here is not None and here.tag != "html" and depth:
        yield here
        here, depth = here.parent, depth - 1


def _is_aside(node: LexborNode, box: LexborNode) -> bool:
    for above in _ancestors(node, 4):
        if above.mem_id == box.mem_id:
            return False
        if above.tag in ("li", "blockquote"):
            return True
        names = f"{above.attributes.get('class') or ''} {above.attributes.get('id') or ''}"
        if _ASIDE.search(names):
            return True
    return False
