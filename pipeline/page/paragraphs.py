"""The paragraphs of a page out of its bytes, without a tree of the whole of it.

Four fifths of a page are scripts, navigation and markup around a story. One pattern walks over
them and cuts out what the screen looks at: title, headlines, paragraphs and quotations, each from
its opening tag to the tag that ends it. Set one after the other they parse to the text the whole
page would have given; where something may reach beyond its end (a table inside a paragraph that
holds paragraphs of its own), :func:`paragraphs` says so and the page is parsed whole.
"""

from __future__ import annotations

import re
from itertools import islice

_MOST = 20_000  # elements of one page; with more it is no story
_PART = re.compile(
    rb"""<(?=[sSpPtThHbB])(?:
      script(?=[\s/>]) [^<]*(?:<(?!/script[\s/>])[^<]*)*
    | (?P<part>
        p(?=[\s/>]) [^<]*(?:<(?!(?:/?p|h1|blockquote)[\s/>])[^<]*)*
      | (?P<name>title|h1|blockquote)(?=[\s/>]) [^<]*(?:<(?!/?(?P=name)[\s/>])[^<]*)*
      )
    )(?P<end></[a-z0-9]{1,40}[^<>]{0,200}>)?""",
    re.IGNORECASE | re.VERBOSE,
)
_HOLDS_MORE = re.compile(
    rb"<(?:table|object|button|template|textarea|applet|marquee|svg|math|iframe|noembed|xmp)[\s/>]",
    re.IGNORECASE,
)
_SCRIPT = re.compile(rb"<script[\s/>]", re.IGNORECASE)
_INNER = re.compile(rb"<(?=(?:p|title|h1|blockquote)[\s/>])", re.IGNORECASE)
_TAG = re.compile(rb"<[a-z/!?][^<>]*>", re.IGNORECASE)
_LETTER = re.compile(
    rb"&#(?:x0*[4-7][0-9a-f](?![0-9a-f])|0*(?:6[5-9]|[7-9]\d|1[012]\d)(?!\d))", re.IGNORECASE
)
_ENTITY = re.compile(rb"&(?:#[0-9a-fx]{1,8};?|nbsp;?|[a-z0-9]{2,31};)", re.IGNORECASE)
_CONTINUES = bytes(range(0x80, 0xC0))  # the later bytes of a UTF-8 character
_LETTERS = bytes(c if c < 128 and chr(c).isalnum() else 32 for c in range(256)).lower()


def paragraphs(body: bytes) -> bytes | None:
    """Title, headlines, paragraphs and quotations as HTML; ``None`` where bytes do not tell them.

    >>> paragraphs(b"<title>News</title><div>Menu</div><p>A <b>man</b> fell.</p><div>More</div>")
    b'<title>News</title>\\n<p>A <b>man</b> fell.</p>'
    """
    found = [match for match in islice(_PART.finditer(body), _MOST) if match["part"]]
    whole = b"\n".join(match[0] for match in found)
    if len(found) >= _MOST or _SCRIPT.search(whole):
        return None
    if any(_goes_on(match[0]) for match in found if not match["end"]):
        return None
    return None if b"<!--" in whole and any(map(_in_a_comment, found)) else whole


def _goes_on(part: bytes) -> bool:
    """Whether a part that another one interrupts may go on after it."""
    in_a_tag = part.rfind(b"<") > part.rfind(b">")
    return in_a_tag or part[:2] not in (b"<p", b"<P") or _HOLDS_MORE.search(part) is not None


def _in_a_comment(match: re.Match[bytes]) -> bool:
    """Whether the tag that ends a part stands in a comment, and so ends nothing."""
    return match[0].count(b"<!--") != match[0].count(b"-->")


def letters(html: bytes) -> tuple[bytes, int] | None:
    """The words in lower case with a space before each, and how many characters a reader sees.

    What is no ASCII letter or digit becomes a space. ``None`` where letters are written as
    entities: only a parser reads these.

    >>> letters(b"<p>Deput<i>ies</i>&nbsp;opened fire.</p>")
    (b'  deputies opened fire ', 22)
    """
    plain = _TAG.sub(b"", _INNER.sub(b" <", html))
    if _LETTER.search(plain):
        return None
    plain = _ENTITY.sub(b" ", plain)
    return b" " + plain.translate(_LETTERS), len(plain.translate(None, _CONTINUES))
