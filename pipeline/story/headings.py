"""Which line of a story stands over what follows, and is no sentence of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Sentence

_STOPS = re.compile(r"[.!?:;,…]['\"”’)\]]*\s*$")
_LINE = 70  # characters of a heading at most


def is_heading(story: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence is a short paragraph by itself that ends in no stop: "In Boone"."""
    one = story[at]
    if one.paragraph < 0 or len(one.text) > _LINE or _STOPS.search(one.text):
        return False
    beside = (*story[max(0, at - 1) : at], *story[at + 1 : at + 2])
    return all(other.paragraph != one.paragraph for other in beside)
