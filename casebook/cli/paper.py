"""What is printed on: fetched words are only ever words there."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

#: What a terminal obeys instead of showing it, and what turns the direction of all that follows.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

#: Handles what an encoding has no character for: a dagger shown as “?” would read as a doubt.
SPELLED_OUT = "casebook.spelled-out"


def spelled_out(fault: UnicodeError) -> tuple[str, int]:
    """Handles what an encoding has no character for: the nearest it has, else “?”.

    >>> "José Ruiz, 22 † — “he”".encode("ascii", SPELLED_OUT)
    b'Jose Ruiz, 22 + - "he"'
    """
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    from anyascii import anyascii

    given = fault.object[fault.start : fault.end]
    return "".join(anyascii(character) or "?" for character in given), fault.end


codecs.register_error(SPELLED_OUT, spelled_out)


def visible(text: str) -> str:
    """The text with a replacement character for whatever a terminal would obey."""
    return _OBEYED.sub("\ufffd", text)


class Paper(Console):
    """A console without markup: “[red]” is a word of the page it came from.

    A page that says ESC or RIGHT-TO-LEFT OVERRIDE is shown a replacement character there; the
    colours are our own.
    """

    def __init__(self, **told: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **told)

    def on_broken_pipe(self) -> None:
        """The command line says how that ends; called while the fault is being handled."""
        raise

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            if segment.control or not _OBEYED.search(segment.text):
                yield segment
            else:
                yield Segment(visible(segment.text), segment.style)
