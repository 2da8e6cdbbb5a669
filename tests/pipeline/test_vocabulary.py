"""What an article's plain words say of its subject."""

from __future__ import annotations

from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Article
from pipeline.topic import vocabulary


def article(title: str, text: str) -> Article:
    return Article("https://a.example/1", "https://a.example/1", title, text)


COMMON = files("pipeline").joinpath("data", "common-words.txt").read_text("utf-8").split()


def test_no_name_is_weighed() -> None:
    weighed = {term.removeprefix("title ") for term in vocabulary._WEIGHTS} - {"bias"}
    assert weighed <= set(COMMON)


def test_a_story_on_use_of_force_is_told_from_a_council_meeting() -> None:
    force = article(
        "Prosecutor reviews deputies' use of force",
        "The prosecutor will decide whether deputies were justified. The deputies are on "
        "administrative leave, and body camera footage will be released, the sheriff said.",
    )
    council = article(
        "Council puts off vote on library hours",
        "The council will decide in June whether the library closes on Mondays. Two members "
        "were absent, and the budget will be released next week, the clerk said.",
    )
    assert vocabulary.score(force) > vocabulary.score(council) + 1


@given(st.text(), st.text())
def test_any_text_has_a_score_and_order_does_not_matter(title: str, text: str) -> None:
    turned = " ".join(reversed(text.split()))
    assert vocabulary.score(article(title, " ".join(text.split()))) == vocabulary.score(
        article(title, turned)
    )


def test_what_is_no_word_decides_nothing() -> None:
    assert vocabulary.score(article("", "")) == vocabulary.score(article("", "1234 §§ …"))
