"""Pages whose elements lie so deep in one another that no parser is done with them in time."""

from __future__ import annotations

import re

_MANY_TAGS = 30_000  # below it even hopeless nesting parses within a second
_DEEPEST = 1_000
_BLOCK = re.compile(rb"<(/?)(?:[a-z][a-z0-9]{2,}|[a-oq-z][a-z0-9]*)", re.IGNORECASE)


def is_hopeless(body: bytes) -> bool:
    """Whether parsing it would take long: parsers take the square of the depth in time.

    Known from the bytes alone, roughly, and only asked of pages with very many tags.
    """
    return len(body) > 5 * _MANY_TAGS and body.count(b"<") > _MANY_TAGS and _depth(body) > _DEEPEST


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for match in _BLOCK.finditer(body):
        depth += -1 if match.group(1) else 1
        deepest = max(deepest, depth)
    return deepest
