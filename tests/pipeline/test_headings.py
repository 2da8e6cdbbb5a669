"""What stands over the items of a story."""

from __future__ import annotations

import pytest

from pipeline.records import Sentence, Where
from pipeline.story.headings import is_heading


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        pytest.param([("In Boone", 0), ("A deputy shot a man.", 1)], True, id="a place"),
        pytest.param(
            [("In Boone:", 0), ("A deputy shot a man.", 1)], False, id="it ends in a stop"
        ),
        pytest.param([("In Boone", 0), ("a deputy shot a man.", 0)], False, id="not by itself"),
        pytest.param([("In Boone", -1), ("A deputy shot a man.", 0)], False, id="the title"),
        pytest.param([("So it went on " * 6, 0), ("He died.", 1)], False, id="too long"),
    ],
)
def test_a_heading_is_a_short_paragraph_without_a_stop(
    lines: list[tuple[str, int]], heading: bool
) -> None:
    story = [
        Sentence(Where.TEXT, at * 100, at * 100 + len(text), text, paragraph)
        for at, (text, paragraph) in enumerate(lines)
    ]
    assert is_heading(story, 0) is heading
