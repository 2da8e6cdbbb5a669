"""Why a page that came gives no story, or only its beginning: said, so that it can be counted."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from selectolax.lexbor import LexborHTMLParser

from pipeline import shipped
from pipeline.records import Reason

LITTLE = 1_500  # characters of visible text: a page with more is no mere obstacle
_BEGINS = 160  # characters in which a page says what it is about
_SHELL = 250  # a page that is built by scripts shows no more than this before they run
_BEGINNING = 2_500  # a text this long is a story, whatever the frame around it asks for
_ROOTS = "#root, #app, #__next, #__nuxt, #___gatsby, #app-root, app-root, #react-root, #svelte"
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"”’)]?\s*(?:read more|continue(?: reading)?)?\W*$", re.I
)
_LONGEST = 2_000_000
_NOSCRIPT = re.compile(rb"(?is)<noscript\b[^>]{0,300}>(.{0,2000}?)</noscript>")
_SCRIPT = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>")
_FREE = b'"isaccessibleforfree"'  # in small letters
_NOT_FREE = re.compile(_FREE + rb'\s*:\s*"?false')
_GATES = (
    b"paywall", b"pay-wall", b"subscriber-only", b"subscription-required", b"regwall", b"meterwall",
    b"meter-wall", b"pianooffer", b"piano-offer", b"leepaywall", b"tp-container-inner",
    b"premium-content-gate",
)  # fmt: skip
_GATE = re.compile(
    rb"""(?i)(?:class|id|data-testid)\s*=\s*["'][^"'>]{0,200}\b(?:%s)\b""" % b"|".join(_GATES)
)


def obstacle(body: bytes, tree: LexborHTMLParser, visible: str) -> Reason | None:
    """What stands in for a story on a page that shows little text; ``None``: nothing we know.

    ``visible`` is the text of the page without its scripts.
    """
    text = " ".join(visible.lower().split())
    if len(text) > LITTLE:
        return None
    words = _words()
    for reason, phrases in (
        (Reason.BLOCKED, words["blocked"]),
        (Reason.NEEDS_JAVASCRIPT, words["javascript"]),
        (Reason.PAYWALLED, words["wall"] + words["paywall"]),
    ):
        if any(phrase in text for phrase in phrases):
            return reason
    # A banner about cookies stands on every page: what begins with one is a page about them.
    if any(phrase in text[:_BEGINS] for phrase in words["consent"]):
        return Reason.CONSENT
    if _is_not_free(body.lower()):
        return Reason.PAYWALLED
    return Reason.NEEDS_JAVASCRIPT if _is_shell(body, tree, text) else None


def _is_not_free(small: bytes) -> bool:
    return _FREE in small and _NOT_FREE.search(small) is not None


def _is_shell(body: bytes, tree: LexborHTMLParser, text: str) -> bool:
    """Whether scripts are to fill the page: an empty root, or a notice for who runs none."""
    if len(text) > _SHELL or b"<script" not in body:
        return False
    notices = b" ".join(_NOSCRIPT.findall(body[:_LONGEST])).decode("utf-8", "replace").lower()
    if any(phrase in notices for phrase in _words()["javascript"]):
        return True
    root = tree.css_first(_ROOTS)
    return root is not None and len(root.text(strip=True)) < _SHELL


def only_the_beginning(body: bytes, text: str) -> Reason | None:
    """Why a text that was read may be no more than the beginning of its story.

    >>> only_the_beginning(b"", "Police shot a man on Sunday. The chief said …")
    <Reason.TRUNCATED: 'truncated'>
    """
    if len(text) > _BEGINNING:
        return None
    small = body.lower()
    if _says_of_a_wall(body, small) or _is_not_free(small) or _is_gated(body, small):
        return Reason.PAYWALLED
    return Reason.TRUNCATED if _CUT.search(text[-80:]) else None


def _says_of_a_wall(body: bytes, small: bytes) -> bool:
    """Whether a page says outside its scripts that the rest is for others; few say so in them."""
    if not any(map(small.__contains__, _WALL_TRACES)) and not _SCRIPT_IN_WORDS.search(small):
        return False
    shown = _SCRIPT.sub(b" ", body[:_LONGEST]).lower().decode("utf-8", "replace")
    return any(phrase in shown for phrase in _words()["wall"])


#: Each of the phrases has one of these.
_WALL_TRACES = (
    b"continue", b"to read", b"keep reading", b"for members", b"your limit", b"member to",
    b"unlock this",
)  # fmt: skip
#: Without it the words about it may be one of the phrases.
_SCRIPT_IN_WORDS = re.compile(rb"<s(?<=[a-z']<s)(?:cript|tyle)")


def _is_gated(body: bytes, small: bytes) -> bool:
    """Whether a box of the page is named as a gate; few pages have such a word anywhere."""
    if not any(map(small.__contains__, _GATE_TRACES)):
        return False
    return any(map(small.__contains__, _GATES)) and _GATE.search(body) is not None


#: Each of the gates has one of these.
_GATE_TRACES = (b"wall", b"subscri", b"piano", b"tp-container-inner", b"premium-content-gate")


@cache
def _words() -> dict[str, tuple[str, ...]]:
    lists = tomllib.loads(shipped.text("obstacles.toml"))
    return {name: tuple(phrases) for name, phrases in lists.items()}
