"""A hedge holds of what its own clause says: the words in brackets, doubted or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.hedging import doubted, hedged


def heard(marked: str, *, deed: bool = False) -> bool:
    before, told, after = marked.replace("]", "[").split("[")
    return hedged(before + told + after, len(before), len(before + told), deed=deed)


@pytest.mark.parametrize(
    "marked",
    [
        "He allegedly [fired first].",
        "He was reportedly [shot] twice by a deputy.",
        "The officer may have [shot] a bystander.",
        "Orrin is believed to have [died] there.",
        "Preliminary information is that about 8 p.m., a trooper [fired].",
        "It is not clear whether the driver was [shot] by police.",
        "Whether police [shot] him was unclear.",
        "He fired at a car and [hit] nobody, apparently.",
        "A deputy apparently grabbed a rifle and [fired].",
        "The deputy [shot] him, allegedly.",
        "She was flown out with [injuries] believed to be minor.",
    ],
)
def test_what_the_clause_holds_back_from_is_hedged(marked: str) -> None:
    assert heard(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "On May 14 he [fired first].",
        "A man thought to be drunk was [shot] by an officer when he aimed a gun at her.",
        "Roe was [shot] by police after he allegedly swung a bar at one of them.",
        "The man police [shot] Monday may not have fired at them after all.",
        "Deputies [kill] man accused of robbing a courier, sheriff says.",
        "Elko man suspected in plant shooting [killed] by police",
        "Police [shot] two men suspected of robbing a store.",
        "A man who allegedly had a knife was [shot] by deputies.",
        "The alleged thief ran off with a neighbor's saw and was [shot] on Elm Street.",
        "He was [shot] on Elm Street, but it is not clear why he ran.",
        "Roe, 38, [pleaded] no contest; a jury might have found that he raised it.",
    ],
)
def test_what_another_clause_holds_back_from_is_not(marked: str) -> None:
    assert not heard(marked)


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("A man accused of [raising a gun] at a deputy was shot.", True),
        ("The suspect is believed to have had [a knife].", True),
        ("Police suspected he had [a knife].", True),
        ("A man believed to have robbed a bank was shot with [a knife] in his hand.", False),
        ("The alleged [weapon], a saw, lay on the lawn.", True),
        ("The alleged robber dropped his bag and raised [a knife].", False),
    ],
)
def test_of_what_somebody_did_an_accusation_is_a_hedge(marked: str, told: bool) -> None:
    assert heard(marked, deed=True) is told


def test_an_age_is_doubted_by_what_stands_right_before_it() -> None:
    text = "The man, believed to be 30, was accused of robbing a bank on Elm Street."
    assert doubted(text, text.index("30"))
    assert not doubted(text, text.index("Elm"))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 20))
def test_any_words_of_any_text_may_be_asked_of(text: str, start: int, length: int) -> None:
    said = f"{text} allegedly was thought to be {text}"
    hedged(said, start, start + length)
    hedged(said, start, start + length, deed=True)
