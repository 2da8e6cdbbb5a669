"""A text's sentences: all of it, in order, none longer than anybody would quote."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text import LONGEST, normalise, paragraphs, split

WORDS = st.lists(
    st.sampled_from(
        ("shot", "Ruiz", "police", ";", ",", ".", "Ga.", "A.M.", "\n", "\n\n", "x" * 700)
    ),
    max_size=400,
)


def sentences(text: str) -> list[str]:
    return [
        text[first:last]
        for start, end in paragraphs(text)
        for first, last in split(text, start, end)
    ]


@given(st.text(max_size=200) | WORDS.map(" ".join) | WORDS.map("".join))
def test_every_sign_is_in_one_sentence_and_none_is_endless(text: str) -> None:
    text = normalise(text)
    told = sentences(text)
    assert "".join("".join(told).split()) == "".join(text.split())
    assert all(0 < len(each) <= LONGEST and each == each.strip() for each in told)


def test_a_transcript_without_full_stops_is_cut_where_a_clause_ends() -> None:
    clause = "THE SHERIFF SAYS A DEPUTY FIRED AT A MAN ON OAK STREET; "
    told = sentences(clause * 60)
    assert len(told) == 4
    assert all(each.endswith("OAK STREET;") for each in told)


def test_a_list_of_headlines_is_cut_between_words() -> None:
    told = sentences("Deputies look for Elko man " * 100)
    assert {each.split()[-1] for each in told} <= {"Deputies", "look", "for", "Elko", "man"}
    assert all(len(each) > LONGEST / 2 for each in told[:-1])


def test_a_long_sentence_that_can_still_be_quoted_is_one() -> None:
    sentence = "Police said " + "that he was sent away, " * 40 + "and shot."
    assert 900 < len(sentence) < LONGEST
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize("mark", [".", "!", "…", '."'])
def test_a_line_of_dots_takes_no_time(mark: str) -> None:
    """Menus and tables of contents have lines of them, and a hostile page as many as it likes."""
    line = f"Police shot Abel Orrin {mark * 20_000}x"
    began = time.process_time()
    assert list(split(line, 0, len(line)))
    assert time.process_time() - began < 1
