"""Which words tell the part somebody plays."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.records import Article, Basis, Claim, Page, Report

STORY = (
    "CARBURY, Ohio — Officers shot and killed a man outside a pharmacy on Sunday night, police "
    "said.\n\n"
    "The man was identified Monday as Delroy Ashgrove, 34. Officer Pell Hanwick fired three times "
    "after Ashgrove raised a wrench, Chief Ruth Immelman said.\n\n"
    "“He was my boy,” said his mother, Corinne Ashgrove. An attorney for the family, Tobias "
    "Renfrew, said the wrench was in his pocket.\n\n"
    "Lena Quarrie, who runs a bakery across the street, closed early."
)


def read(story: str, title: str) -> tuple[Article, Report]:
    body = {"url": "https://a.example/1", "title": title, "text": story, "published": "2024-05-15"}
    at = datetime(2027, 1, 1, tzinfo=UTC)
    page = Page("https://a.example/1", json.dumps(body).encode(), at, "application/json")
    reading = reader.read(page)
    return reading.article, reading.reports[0]


def told(report: Report, name: str | None) -> Claim | None:
    """The claim of somebody's part."""
    numbers = {person.n for person in report.people if person.name == name}
    return next(
        (one for one in report.claims if one.field == "role" and one.person in numbers), None
    )


@pytest.mark.parametrize(
    ("name", "part", "words", "sentence"),
    [
        ("Delroy Ashgrove", "shot_by_police", "identified Monday as", "The man was identified"),
        ("Pell Hanwick", "officer_fired", "fired", "Officer Pell Hanwick fired"),
        ("Ruth Immelman", "official", "Chief", "Officer Pell Hanwick fired"),
        ("Corinne Ashgrove", "relative", "mother", "“He was my boy,”"),
        ("Tobias Renfrew", "lawyer", "attorney for the family", "An attorney for"),
    ],
)
def test_a_part_is_quoted_where_it_is_told(name: str, part: str, words: str, sentence: str) -> None:
    article, report = read(STORY, "Carbury police kill man")
    claim = told(report, name)
    assert claim is not None
    assert claim.quote is not None
    assert (claim.value, claim.as_written, claim.basis) == (part, words, Basis.STATED)
    assert article.text[claim.quote.start : claim.quote.end].startswith(sentence)


def test_a_rank_before_two_names_tells_the_part_of_both() -> None:
    article, report = read(
        STORY + "\n\nDetectives Ned Brome and Cal Gallow asked neighbors on Monday what they saw.",
        "Carbury police kill man",
    )
    for name in ("Ned Brome", "Cal Gallow"):
        claim = told(report, name)
        assert claim is not None
        assert claim.quote is not None
        assert claim.as_written == "Detectives"
        assert article.text[claim.quote.start : claim.quote.end].startswith("Detectives Ned")


def test_who_has_no_part_has_no_claim_of_one() -> None:
    _, report = read(STORY, "Carbury police kill man")
    assert "Lena Quarrie" in {person.name for person in report.people}
    assert told(report, "Lena Quarrie") is None


def test_somebody_described_is_quoted_where_police_hit_them() -> None:
    article, report = read(
        "CARBURY, Ohio — Officers shot a 30-year-old man outside a pharmacy on Sunday, police "
        "said. He is in critical condition.",
        "Man hurt in Carbury",
    )
    claim = told(report, None)
    assert claim is not None
    assert claim.quote is not None
    assert (claim.value, claim.as_written) == ("shot_by_police", "shot")
    assert article.text[claim.quote.start : claim.quote.end].startswith("CARBURY, Ohio — Officers")


def test_a_part_that_no_sentence_tells_is_inferred() -> None:
    _, report = read(
        "CARBURY, Ohio — An officer shot and killed a 34-year-old man behind a pharmacy on Sunday, "
        "police said.\n\n"
        "The street was quiet on Monday.\n\n"
        "Delroy Ashgrove, 34, had driven a bus for ten years.",
        "A street without a neighbor",
    )
    claim = told(report, "Delroy Ashgrove")
    assert claim is not None
    assert (claim.value, claim.basis, claim.quote) == ("shot_by_police", Basis.INFERRED, None)


def test_a_name_is_no_part_of_the_words_that_tell_a_part() -> None:
    """So that a redacted name stands in no other claim's words."""
    _, report = read(STORY, "Carbury police kill man")
    surnames = {str(person.name).rpartition(" ")[2] for person in report.people if person.name}
    for claim in report.claims:
        if claim.field == "role" and claim.value != "officer_fired":
            assert not any(name in (claim.as_written or "") for name in surnames)
