"""What is held back from: "allegedly", "believed to have", "it is not clear whether".

A hedge holds of what stands in its own clause: of "a man thought to be drunk was shot when he
allegedly raised a gun" the gun is hedged, and that he was shot is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.language.cued import Cued
from pipeline.language.word_classes import words


class _Hedge(NamedTuple):
    kind: str  # the name of a group of ``_HEDGE``
    start: int
    end: int
    aside: bool  # inside what is told of somebody: "who allegedly had a knife"


def _one_of(*groups: str) -> str:
    return "|".join(sorted(word for name in groups for word in words("hedges", name)))


_HEDGE = Cued(
    rf"\b(?:(?P<whole>{_one_of('unsure', 'untold')}|not\s+(?:yet\s+)?clear)"
    rf"|(?P<noun>{_one_of('nouns')})"
    r"|(?P<believed>(?:believed|thought|said)\s+to\s+(?:be|have))"
    rf"|(?P<deed>{_one_of('deeds')})"
    rf"|(?P<clause>{_one_of('anything', 'acts')}|(?-i:may)"
    r"|appear(?:s|ed)?\s+to|what\s+appeared|could\s+have))\b",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+(?:\w+ly\s+)?$")
_RELATIVE = re.compile(r"\b(?:who|whom|that|which)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:,—–]|\s--?\s|\b(?:when|after|before|while|as|because|who|whom|which|where|until|if|but"
    r"|though|although|since|so|and\s+(?:(?:he|she|they|it)\s+)?(?:was|were|is|are|police|officers?"
    r"|deput(?:y|ies)|troopers?))\b",
    re.IGNORECASE,
)
_TO_THE_END = re.compile(r";|\bbut\b", re.IGNORECASE)
#: The verb of the sentence, once what is told of somebody is over: "… had a knife *was* shot".
_VERB = re.compile(r"\w\W+(?:was|were|is|are|has|will)\b")
_NEXT = re.compile(r"\W+(?:[\w’'-]+\W+){0,2}$|\W*$")
#: The most words between what is told and the "allegedly" that ends its sentence.
_NEAR = 4
_LAST = re.compile(r"\s*(?:$|[.,;”\"])")


def hedged(sentence: str, start: int, end: int, *, deed: bool = False) -> bool:
    """Whether the sentence holds back from asserting what its words from ``start`` to ``end`` say.

    ``deed``: they tell what somebody did or held, of which "accused of" and "suspected" hold,
    too; that he was shot or died is not doubted by what he is accused of.
    """
    return any(_holds(sentence, one, start, end, deed) for one in _hedges(sentence))


@lru_cache(maxsize=1024)
def _hedges(sentence: str) -> tuple[_Hedge, ...]:
    return tuple(
        _Hedge(match.lastgroup or "", match.start(), match.end(), _is_aside(sentence, match))
        for match in _HEDGE.finditer(sentence[:2000])
    )


def _is_aside(sentence: str, match: re.Match[str]) -> bool:
    """ "A man who allegedly …", "a man believed to …"; not "he allegedly …", "is believed to …"."""
    before = sentence[max(0, match.start() - 40) : match.start()]
    if match.lastgroup in ("believed", "deed"):
        return _BE.search(before) is None
    return _RELATIVE.search(before) is not None


def _holds(sentence: str, hedge: _Hedge, start: int, end: int, deed: bool) -> bool:
    if start < hedge.end:
        return _holds_before(sentence, hedge, end)
    between = sentence[hedge.end : start]
    if hedge.kind == "whole":
        return _TO_THE_END.search(between) is None
    if hedge.kind == "noun":
        return _NEXT.match(between) is not None
    if (hedge.kind == "deed" and not deed) or _BREAK.search(between):
        return False
    return not (hedge.aside and _VERB.search(between))


def _holds_before(sentence: str, hedge: _Hedge, end: int) -> bool:
    """What stands before a hedge: "whether he had a gun is not clear", "fired first, allegedly"."""
    if end > hedge.start:  # the hedge is one of the words
        return hedge.kind != "deed"
    between = sentence[end : hedge.start].rstrip(" ,")
    if hedge.kind == "believed" and not between:  # "injuries believed to be minor"
        return True
    if _BREAK.search(between) is not None:
        return False
    last = hedge.kind == "clause" and _LAST.match(sentence, hedge.end) is not None
    return hedge.kind == "whole" or (last and len(between.split()) <= _NEAR)


_DOUBTED = Cued(
    rf"\b(?:believed|thought|said|tentatively|{_one_of('anything', 'unsure')}"
    r"|(?-i:may|might|could)\s+(?:be|have)|appear(?:s|ed)?\s+to)\b(?P<between>[^,;:.]{0,30})$",
    re.IGNORECASE,
)
_SAID_TO = re.compile(r"\s+to\s+(?:be|have)\b")


def doubted(sentence: str, start: int) -> bool:
    """Whether the words before ``start`` hold back from who, when or where: "believed to be 30".

    Nobody's name, age or town is doubted by "the man accused of killing …".
    """
    match = _DOUBTED.search(sentence, max(0, start - 60), start)
    if match is None:
        return False
    needs = match.group().casefold().startswith(("believed", "thought", "said"))
    return not needs or _SAID_TO.match(match["between"]) is not None
