"""Sentences that look back at another shooting: "the third this year, after the death of …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.language.calendar import MONTHS
from pipeline.language.cued import Cued
from pipeline.records import Sentence

_NTH = Cued(r"\dth\b", re.IGNORECASE)
_PAST = Cued(
    r"\b(?:second|third|fourth|fifth|sixth|another|previous|similar|separate|unrelated"
    r"|years?\s+(?:ago|earlier|before)|last\s+year|months?\s+(?:ago|earlier|after)"
    rf"|in\s+(?:(?:{MONTHS})(?:\s+of)?\s+)?(?:19|20)\d\d|since\s+(?:19|20)\d\d"
    r"|other\s+(?:shooting|case|incident|death)s?|not\s+related|like\s+those\s+of|names\s+of"
    r"|recent\s+(?:shooting|killing|death)s"
    r"|the\s+(?:first|last)\s+(?:fatal\s+)?(?:police\s+|officer-involved\s+)?(?:shooting|killing))\b",
    re.IGNORECASE,
    by_letter=True,
)


@lru_cache(maxsize=512)  # asked of people and of how they fared
def _looks_back(text: str) -> bool:
    return _PAST.search(text) is not None or _NTH.search(text) is not None


def looking_back(sentences: Sequence[Sentence]) -> tuple[bool, ...]:
    """Sentences that look back, and the one after each in its paragraph."""
    marked = [_looks_back(sentence.text) for sentence in sentences]
    return tuple(
        mark or (n > 0 and marked[n - 1] and sentences[n - 1].paragraph == sentence.paragraph)
        for n, (mark, sentence) in enumerate(zip(marked, sentences, strict=True))
    )
