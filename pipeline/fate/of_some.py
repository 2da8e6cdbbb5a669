"""Whether a death is told of some of those hit, where the story does not tell them apart.

"One person is dead and eight others injured", "a boy was shot, a teen killed": who is put together
of several has an end only where it is told of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.language.cued import Cued
from pipeline.records import Sentence

#: Somebody lives; but not "fatally wounded" or "no one else was hurt".
_HURT = Cued(
    r"\b(?<!fatally )(?<!mortally )(?:injur(?:ed|ing|es)(?!\s+officers?\b)|hurt|hurting"
    r"|wounded|wounding|wounds(?=\s+(?:\d|one|two|three|four|five|six|others|another))"
    r"|surviv(?:es?|ed|ing)|recovering|hospitali[sz]ed|critically"
    r"|(?:critical|stable|serious|fair|good|grave|guarded)\s+condition)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no\s+(?:one|others?|officers?|other\s+\w+|additional\s+\w+)|nobody|none|not|neither|without)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_BEING = (
    r"(?:(?:is|was|were|are|has|had|have|been|being|later|also|then|who|found|shot|and|pronounced"
    r"|reported)\s+){0,5}"
)
_PERSON = (
    r"(?:person|man|woman|boy|girl|teen|teenager|child|victim|guy|kid|(?:fe)?male|adult|student)"
)
#: "One person was", "1 dead", "one of them", "the other guy who", "He was": a single one.
_ONE_BEFORE = re.compile(
    rf"(?:\b(?:one|1)\s+(?:of\s+(?:\w+\s+){{1,3}}|{_PERSON}\s+)?"
    rf"|\b(?:an?|another|the\s+\w+)\s+(?:[\w-]+\s+){{0,2}}?{_PERSON}(?:,\s+\d+,)?\s+"
    rf"|\b(?:he|she)\s+|\bone\s+of\s+(?:which|whom)\s+){_BEING}$",
    re.IGNORECASE,
)
_ONE_AFTER = re.compile(
    rf"\s+(?:(?:one|1)\b|(?:an?|another|the)\s+(?:[\w’'-]+\s+){{0,2}}?{_PERSON}\b|him\b"
    r"|her(?=[.,;]|$|\s+(?:and|in|at|on)\b))",
    re.IGNORECASE,
)
#: "Five were shot, two fatally".
_PART_BEFORE = re.compile(
    r"(?:[,;(–—-]|\bincluding|\band)\s*(?:one|two|three|four|five|six|\d{1,2})(?:\s+of\s+them)?\s+$",
    re.IGNORECASE,
)
_DONE_TO = frozenset(("killed", "kills", "killing"))
#: What is told of somebody right after the words for them.
_END = re.compile(
    r"(?:\s*\(?\d{1,3}\)?,)?\s+(?:(?:was|is|also|then|later|left|fatally|critically)\s+){0,3}"
    r"(?:shot|killed|wounded|injured|hurt|hit|struck|dead|died|dies|grazed|hospitali[sz]ed|survived|survives)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?:the|this|that|his|her|their)\s", re.IGNORECASE)
_NEXT_ONE = re.compile(r"[,;]|\b(?:and|while|but|as)\b", re.IGNORECASE)


def some_live(sentences: Iterable[Sentence]) -> bool:
    """Whether somebody is told to be hurt, and so not all to be dead."""
    return any(
        not _NOBODY.search(sentence.text, max(0, match.start() - 60), match.start())
        for sentence in sentences
        for match in _HURT.finditer(sentence.text)
    )


def of_one(text: str, start: int, end: int) -> bool:
    """Whether a word of death between two offsets is of a single person, or of so many of all.

    >>> [of_one(text, text.index("killed"), text.index("killed") + 6)
    ...  for text in ("One man was killed", "Two men were killed", "A gunman killed one person")]
    [True, False, True]
    """
    if text[start:end].casefold() in _DONE_TO and _ONE_AFTER.match(text, end):
        return True
    if text[start:end].casefold() in ("fatally", "mortally"):
        return _PART_BEFORE.search(text, max(0, start - 30), start) is not None
    return _ONE_BEFORE.search(text, max(0, start - 80), start) is not None


def told_apart(text: str, spots: Sequence[tuple[int, int]]) -> bool:
    """Whether two words for somebody are of two, each with an end of their own.

    >>> text = "Boy shot, teen killed in two attacks"
    >>> told_apart(text, [(0, 3), (10, 14)])
    True
    >>> told_apart("A boy was shot and the teen died", [(0, 5), (19, 27)])
    False
    """
    ended = [(start, end) for start, end in sorted(spots) if _END.match(text, end)]
    return any(
        _NEXT_ONE.search(text, before[1], after[0]) and not _AGAIN.match(text, after[0])
        for before, after in pairwise(ended)
    )
