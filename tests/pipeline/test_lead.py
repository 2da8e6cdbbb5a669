"""What stands above a story, its section, headline and byline, is no paragraph before its lead."""

from __future__ import annotations

import pytest

from pipeline.language.text import sentences
from pipeline.records import Article

ABOVE = "Courts\n\nJury hears of chase\n\nBy Union Wire\n\n"
LEAD = "BOONE, Iowa - A deputy shot a man on Monday. He lived."
REST = "\n\nThe deputy is on leave."


def paragraphs(text: str) -> list[tuple[str, int]]:
    article = Article(url="https://boone.example/1", canonical_url="https://boone.example/1",
                      text=text, title="")  # fmt: skip
    return [(one.text.split()[0], one.paragraph) for one in sentences(article)]


def test_the_lead_stands_in_the_first_paragraph_whatever_is_above_it() -> None:
    plain = paragraphs(LEAD + REST)
    assert plain == [("BOONE,", 0), ("He", 0), ("The", 1)]
    assert paragraphs(ABOVE + LEAD + REST)[-3:] == plain


@pytest.mark.parametrize("text", ["No stop\n\nin any\n\nof these", "One\n\n" * 20 + LEAD])
def test_a_text_whose_lead_is_not_to_be_found_is_numbered_as_it_stands(text: str) -> None:
    numbers = [number for _, number in paragraphs(text)]
    assert sorted(set(numbers)) == list(range(len(text.split("\n\n"))))
