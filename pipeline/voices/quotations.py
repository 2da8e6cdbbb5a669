"""Where an article quotes somebody: the stretches between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[“”„\"]")
_LINE = re.compile(r"[^\n]+")
_BEFORE_OPENING = "([{—–-/“"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, with the marks; each of several paragraphs is one."""

    start: int
    end: int
    goes_on: bool = False  # closed by no mark: the next paragraph goes on with it
    continues: bool = False


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text, in order; what is opened and never closed is none.

    >>> [text[q.start : q.end] for text in ['He said “no” and “I ran.'] for q in quotations(text)]
    ['“no”']
    """
    found: list[Quotation] = []
    if _MARK.search(text) is None:
        return found
    left: Quotation | None = None  # what the paragraph before opened and did not close
    for line in _LINE.finditer(text):
        resumed = left is not None and line[0].lstrip()[:1] in ("“", '"')
        if left and resumed:
            found.append(left)
        left = None
        for one in _of_line(text, *line.span(), resumed):
            if one.goes_on:
                left = one
            else:
                found.append(one)
    return found


def _of_line(text: str, start: int, end: int, resumed: bool) -> Iterator[Quotation]:
    """The quotations of one paragraph; the last may be left open."""
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        if opened is None:
            if mark[0] != "”" and (mark[0] != '"' or _can_open(text, at)):
                opened = at
        elif mark[0] in "“„" or (mark[0] == '"' and text[at - 1].isspace()):
            opened, resumed = at, False  # the one before was never closed
        else:
            yield Quotation(opened, at + 1, continues=resumed)
            opened, resumed = None, False
    if opened is not None:
        yield Quotation(opened, end, goes_on=True, continues=resumed)


def _can_open(text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
