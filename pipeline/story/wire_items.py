"""Digests: items one after another, each under the dateline it was filed from, or its heading, or
its month or day, or behind a dash.

"ELKO, Nev. — … BILLINGS, Mont. — … YAKIMA, Wash. — …": what an item tells is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.gunfire.introductions import Heard, aged_names
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.page import datelines
from pipeline.records import Sentence
from pipeline.story.headings import is_heading
from pipeline.story.named_hit import called, people
from pipeline.story.roundups import Parts
from pipeline.story.turn_words import COUNTED, HURT, MONTH, PLACE, POLICE


def split(story: Sequence[Sentence], heard: Heard) -> Parts:
    """The items in which police hit somebody, where none speaks of the people of another: filed
    from several places, or headed each, with somebody's name and age."""
    filed = _told(story, heard, _filed(story))
    if _are_apart(filed):
        return filed
    headed = [
        part
        for part in _told(story, heard, _headed(story))
        if any(True for one in part for _ in aged_names(one.text))
    ]
    if _are_apart(headed):
        return headed
    items = [item for item in _listed(story) if _falls(story, heard, *item)]
    if len(items) < 2 or _calls_again(story, heard, items):  # one shooting, day by day
        return []
    listed = [list(story[first:end]) for first, end in items]
    return listed if _are_apart(listed) else []


#: "JANUARY.", "FEB. 17", "CODY, Aug. 1 —", "— In Pontiac, …": how an item of a list begins.
_MARK = re.compile(
    rf"^\W*(?:(?:{PLACE}|[A-Z][A-Z.'’ -]+),\s+)?(?P<month>(?i:{MONTH}))"
    r"(?:\s+\d{1,2}\b(?:,\s+\d{4})?)?\s*(?:[.:—–](?!\d)|\W*$)"
    r"|^(?P<mark>[—–•*·-])\s+[A-Z]"
)
_FEWEST = 3
_GUNS = Cued(
    r"\b(?:fired|shot|shots|opened\s+fire|bullets?|rounds?|killed|wounded)\b", re.IGNORECASE
)


def _listed(story: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The items of a list, one a paragraph, marked alike."""
    firsts = list(_first_of_paragraphs(story))
    ends = dict(pairwise([*firsts, len(story)]))
    heads: list[int] = []
    kinds = {
        at: "month" if match["month"] else "mark"
        for at in firsts
        if story[at].paragraph >= 0 and (match := _MARK.match(story[at].text))
    }
    for kind in ("month", "mark"):
        heads = [at for at, each in kinds.items() if each == kind]
        if len(heads) >= _FEWEST:
            break
    return [(at, ends[at]) for at in heads] if len(heads) >= _FEWEST else []


def _calls_again(story: Sequence[Sentence], heard: Heard, items: Sequence[tuple[int, int]]) -> bool:
    """Whether two items call one and the same person who may have been hit."""
    return any(
        len(
            {n for n, (first, end) in enumerate(items) for at, *_ in one.spots if first <= at < end}
        )
        > 1
        for one in people(story, heard)
    )


def _falls(story: Sequence[Sentence], heard: Heard, first: int, end: int) -> bool:
    """Whether an item tells of somebody hit by police."""
    events = [event for at in range(first, end) for event in heard[at]]
    if any(event.by_police for event in events):
        return True
    if any(event.hit and event.shooter is Actor.CIVILIAN for event in events):
        return False
    texts = [one.text for one in story[first:end]]
    if not any(map(POLICE.search, texts)):
        return False
    hit = any(event.of_person for event in events)
    return hit or all(any(map(each.search, texts)) for each in (_GUNS, HURT))


def _told(story: Sequence[Sentence], heard: Heard, items: Sequence[tuple[int, int]]) -> Parts:
    return [
        list(story[first:end])
        for first, end in items
        if _falls(story, heard, first, end)
        and not (len(items) >= _FEWEST and COUNTED.search(story[first].text))
    ]


def _filed(story: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The items with a dateline; none where a place stands twice, as in updates of one story."""
    starts = [
        (at, found.city)
        for at in _first_of_paragraphs(story)
        if (found := datelines.opening(story[at].text)) is not None and found.plain
    ]
    if len({city for _, city in starts}) < len(starts):
        return []
    return list(pairwise([*(at for at, _ in starts), len(story)]))


def _headed(story: Sequence[Sentence]) -> list[tuple[int, int]]:
    """What stands under each heading."""
    starts = [at for at in range(len(story)) if is_heading(story, at)]
    return list(pairwise([*starts, len(story)]))


def _first_of_paragraphs(story: Sequence[Sentence]) -> Iterator[int]:
    last = -1
    for at, one in enumerate(story):
        if one.paragraph > last:
            yield at
        last = one.paragraph


def _are_apart(parts: Parts) -> bool:
    """Whether there are several, and none calls on somebody whom another gives with an age."""
    texts = [" ".join(one.text for one in part) for part in parts]
    return len(parts) > 1 and not any(
        any(called(other, (name,)))
        for n, text in enumerate(texts)
        for name in aged_names(text)
        for m, other in enumerate(texts)
        if m != n
    )
