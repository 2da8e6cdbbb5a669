"""An end or a gender is told of who is put together of several only where it is told of all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.fate import of_some
from pipeline.records import Basis, Claim, Page


def told(body: str, field: str, title: str) -> Iterator[Claim]:
    """What is stated, and not inferred."""
    page = {"url": "https://a.example/1", "title": title, "text": body, "published": "2024-05-15"}
    now = datetime(2024, 6, 1, tzinfo=UTC)
    found = reader.read(Page(page["url"], json.dumps(page).encode(), now, "application/json"))
    for report in found.reports:
        for claim in report.claims:
            if claim.field == field and claim.basis is Basis.STATED:
                yield claim


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Two teens shot",
            "A gunman shot two teenagers Sunday. One of them died; the other lives.",
        ),
        (
            "Shooting leaves 1 dead",
            "A shooting on Elm Street left one man dead and two others wounded, police said.",
        ),
        (
            "Four shot",
            "Deputies say four people were shot at a gas station. A 30-year-old man died."
            " The others are expected to live.",
        ),
        ("Five shot", "Five people were shot, two fatally, at a picnic on Sunday, police said."),
    ],
)
def test_death_of_some_is_not_quoted_for_all(title: str, body: str) -> None:
    assert not list(told(body, "fatal", title))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Two found shot to death",
            "Two people were found shot to death in a home on Oak Lane Monday, police said.",
        ),
        (
            "Brothers killed",
            "Two brothers were killed when a gunman opened fire on their car Tuesday."
            " No one else was hurt, police said.",
        ),
        ("Man killed", "A man was shot and killed in Ames on Monday night, police said."),
    ],
)
def test_death_of_all_is_quoted(title: str, body: str) -> None:
    assert [claim.value for claim in told(body, "fatal", title)] == [True]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Teen killed",
            "A teenager was shot to death Sunday. Detectives are looking for Larry Roe."
            " He is armed and dangerous, police said.",
        ),
        (
            "Teen shot",
            "A teenager was shot Thursday on Pine Street. The suspect fled before he was caught"
            " a block away, police said.",
        ),
        (
            "Two shot",
            "Two people were shot Friday. The second victim is still being treated for his"
            " injuries.",
        ),
    ],
)
def test_pronoun_of_another_tells_no_gender(title: str, body: str) -> None:
    assert not list(told(body, "gender", title))


@pytest.mark.parametrize(
    ("body", "gender"),
    [
        ("A teen was shot in the leg on Monday. He was taken to a hospital, police said.", "male"),
        ("A victim was shot Sunday. She was pronounced dead at the hospital.", "female"),
        (
            "A clerk was shot during a robbery. Police said the victim told them he saw two men.",
            "male",
        ),
    ],
)
def test_pronoun_of_who_was_hit_tells_the_gender(body: str, gender: str) -> None:
    assert [claim.value for claim in told(body, "gender", "One shot")] == [gender]


@pytest.mark.parametrize(
    ("text", "word", "single"),
    [
        ("One of three people shot has died", "died", True),
        ("The gunman, police said, killed a man", "killed", True),
        ("Three people are dead", "dead", False),
        ("All three were fatally shot", "fatally", False),
    ],
)
def test_of_how_many_a_death_is(text: str, word: str, *, single: bool) -> None:
    start = text.index(word)
    assert of_some.of_one(text, start, start + len(word)) is single
