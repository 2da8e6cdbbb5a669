"""What an address tells by its form: a story's, or one of what lists stories."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_STORY = re.compile(
    r"""
    /20\d\d/[01]?\d(?:/|-)              # /2024/05/…
    | /(?:19|20)\d\d-[01]\d-[0-3]\d     # /2024-05-14…
    | /article[_-]?[0-9a-f]{2,}         # BLOX, McClatchy
    | [/-]\d{5,}(?:/|\.\w+)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FILED = re.compile("/(?:story|stories|article|articles)/", re.IGNORECASE)  # under a number
_NUMBER = re.compile(r"\d{4}")
_FOUR_WORDS = re.compile(r"(?:[a-z0-9]+[-_]){3}[a-z0-9]", re.IGNORECASE)
_NO_STORY = re.compile(
    r"/(?:tag|tags|author|authors|staff|category|section|topic|topics|page|search|login|account|"
    r"subscribe|newsletters?|podcasts?|galler(?:y|ies)|contact|about|privacy|terms|wp-content|"
    r"wp-json|feed|rss|users?/profile|classifieds|calendar|events?|obituar(?:y|ies))(?:/|$)"
    r"|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|css|js|xml|ico|woff2?)$",
    re.IGNORECASE,
)


def is_story(url: str, pattern: re.Pattern[str] | None = None) -> bool:
    """Whether an address looks like one story rather than a section, a tag or a picture.

    >>> is_story("https://daily.example/news/man-shot-by-police-on-elm/")
    True
    >>> is_story("https://daily.example/tag/police-shooting-of-the-year/")
    False
    """
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if pattern is not None:
        return pattern.search(path) is not None
    return looks_like_story(parts.path) and not is_listed(url)


def is_listed(url: str) -> bool:
    """Whether an address names what lists stories or holds none: a tag, a search, a picture."""
    return _NO_STORY.search(urlsplit(url).path) is not None


def looks_like_story(path: str) -> bool:
    """By a date, a number, or a last step of four words and more."""
    last = path.rstrip("/").rpartition("/")[2][:300]
    if _FOUR_WORDS.search(last) is not None or _STORY.search(path) is not None:
        return True
    filed = _FILED.search(path)
    return filed is not None and _NUMBER.search(path, filed.end()) is not None
