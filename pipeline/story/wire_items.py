"""Digests: items one after another, each under the dateline it was filed from, or its heading.

"ELKO, Nev. — … BILLINGS, Mont. — … YAKIMA, Wash. — …": what an item tells is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.gunfire.introductions import Heard, aged_names
from pipeline.page import datelines
from pipeline.records import Sentence
from pipeline.story.headings import is_heading
from pipeline.story.named_hit import called
from pipeline.story.roundups import Parts


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
    return headed if _are_apart(headed) else []


def _told(story: Sequence[Sentence], heard: Heard, items: Sequence[tuple[int, int]]) -> Parts:
    return [
        list(story[first:end])
        for first, end in items
        if any(event.by_police for at in range(first, end) for event in heard[at])
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
