"""Texts with stretches marked: overlapping ones are cut where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, and what it is marked for."""

    start: int
    end: int
    label: str
    strong: bool = False  # the very words, within the sentence
    id: str = ""  # by which a link finds it


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with the same marks all along; ``first`` where a mark begins."""

    text: str
    labels: tuple[str, ...] = ()
    strong: bool = False
    first: bool = False
    ids: tuple[str, ...] = ()  # of the marks that begin here


def find(text: str, words: str) -> int:
    """Where words stand in a text, whole ones first; -1 where they do not.

    >>> find("Marquise and a man", "Mar"), find("the Marquise, Mar and", "Mar"), find("a", "b")
    (0, 14, -1)
    """
    if not words:
        return -1
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return whole.start() if whole else text.find(words)


def pieces(text: str, marks: Iterable[Mark], *, start: int = 0) -> list[Piece]:
    """Cut a text (which begins at ``start`` of the whole) at every edge of a mark.

    >>> [(p.text, p.labels) for p in pieces("a bc d", [Mark(2, 4, "x")])]
    [('a ', ()), ('bc', ('x',)), (' d', ())]
    """
    end = start + len(text)
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end, *(max(mark.start, start) for mark in here)}
    edges |= {min(mark.end, end) for mark in here}
    found: list[Piece] = []
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        over = [mark for mark in here if mark.start <= left and mark.end >= right]
        found.append(
            Piece(
                text[left - start : right - start],
                tuple(dict.fromkeys(mark.label for mark in over)),
                any(mark.strong for mark in over),
                any(mark.start == left for mark in over),
                tuple(mark.id for mark in over if mark.id and mark.start == left),
            )
        )
    return found


def paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[list[Piece]]:
    """A text's paragraphs (blank lines stand between them), each in pieces."""
    at = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield pieces(paragraph, marks, start=at)
        at += len(paragraph) + 2


def around(text: str, mark: Mark, *, room: int = 0) -> tuple[int, int]:
    """The paragraphs a mark stands in, and ``room`` more on each side."""
    bounds: list[tuple[int, int]] = []
    at = 0
    for paragraph in text.split("\n\n"):
        bounds.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    touched = [n for n, (a, b) in enumerate(bounds) if a < mark.end and b > mark.start] or [0]
    first, last = max(0, touched[0] - room), min(len(bounds) - 1, touched[-1] + room)
    return bounds[first][0], bounds[last][1]
