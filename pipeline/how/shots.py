"""How many shots police fired, where an article asserts a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.how.shot_counts import NUMBER, Count, counts
from pipeline.how.shots_by_officer import by_officer, each_one, one_by_one
from pipeline.language.cued import Cued
from pipeline.language.hedging import hedged
from pipeline.language.stated import inferred, stated
from pipeline.records import Claim, Passage, Span, Where


def read(
    passage: Passage, heard: Sequence[Sequence[Gunfire]], shot: frozenset[str] = frozenset()
) -> Iterator[Claim]:
    """``shots_fired`` by police: the plainest number; the latest where they are equally plain.

    ``shot`` are the surnames of those whom police shot: what they fire is not counted.
    """
    told = zip(passage.sentences, heard, strict=True)
    found = [count for one, events in told for count in counts(one, events, shot)]
    found.extend(each_one(passage.sentences))
    if not found:
        return
    chosen = max(found, key=lambda count: (count.score, count.number))
    if chosen.rule not in _OF_SEVERAL:
        apart = by_officer(found, chosen) or one_by_one(passage.sentences, heard, shot)
        if apart:
            yield _sum(passage, apart)
            return
    if _only_implies(chosen) or any(_MORE.search(one.text) for one in passage.sentences):
        yield inferred("shots_fired", chosen.number, chosen.rule, 0.4)
        return
    confidence = round(min(0.95, 0.5 + chosen.score / 10), 2)
    at = chosen.start, chosen.end
    yield stated("shots_fired", chosen.number, chosen.sentence, at, chosen.rule, confidence)


def _only_implies(count: Count) -> bool:
    """ "Shot him twice" counts wounds, casings lie there of whoever fired, "heard four shots" is
    what reached a neighbour's ear."""
    before = count.sentence.text[: count.start]
    if count.rule in ("shot", "casings"):
        return True
    return count.rule == "heard" or (count.rule == "count" and _HEARD.search(before) is not None)


#: "Fired three more shots": a number told before it is not of all.
_MORE = Cued(
    r"\b(?:fire[ds]?|firing|discharg\w+)\s+"
    rf"(?:another\s+{NUMBER}|{NUMBER.replace('<n>', '<more>')}\s+more)\s+"
    r"(?:shots?|rounds?|times?|bullets?)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:heard|hear|hearing|count(?:ed)?|there\s+(?:were|was|came))\s+(?:[\w“\"]+\s+){0,3}[“\"]?$",
    re.IGNORECASE,
)
_OF_SEVERAL = frozenset(("together", "each"))


def _sum(passage: Passage, apart: Sequence[Count]) -> Claim:
    """The shots of each officer together; the quote reaches from the first to the last."""
    first, last = apart[0], apart[-1]
    quote = Span(first.sentence.where, first.sentence.start, last.sentence.end)
    start, end = first.sentence.start + first.start, last.sentence.start + last.end
    article = passage.article
    source = article.title if quote.where is Where.TITLE else article.text
    return Claim(
        "shots_fired",
        sum(one.number for one in apart),
        source[start:end],
        quote,
        hedged=any(hedged(one.sentence.text, one.start, one.end) for one in apart),
        method="circumstances/shots_fired/sum",
        confidence=0.8,
    )
