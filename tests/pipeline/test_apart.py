"""Whom a story tells of as hit, and what of them cannot be of one incident."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.gunfire import cues
from pipeline.gunfire.gunfire import Gunfire
from pipeline.records import Sentence, Where
from pipeline.story import apart, threads

PUBLISHED = date(2024, 5, 20)


def story(*paragraphs: str) -> list[Sentence]:
    """Each line of a paragraph is a sentence."""
    found, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        for line in paragraph.split("\n"):
            found.append(Sentence(Where.TEXT, at, at + len(line), line, number))
            at += len(line) + 1
    return found


TWO = story(
    "Neil Mundt, 51, was shot by a Decatur officer on Feb. 10 beside a gas pump.\nHe died there.",
    "A deputy killed Jesse Pike, 24, on April 6 in Mount Zion.\nPike was unarmed.",
    "Mundt's wife asked for the recording.",
)


def heard(sentences: list[Sentence]) -> list[tuple[Gunfire, ...]]:
    return [tuple(cues.gunfire(one.text)) for one in sentences]


def test_a_thread_is_somebody_hit_and_the_sentences_about_them_alone() -> None:
    found, owners = threads.find(TWO, heard(TWO))
    assert [one.name for one in found] == ["Neil Mundt", "Jesse Pike"]
    assert [one.own for one in found] == [[0, 1, 4], [2, 3]]
    assert [owner.name for owner in owners if owner] == [
        "Neil Mundt",
        "Neil Mundt",
        "Jesse Pike",
        "Jesse Pike",
        "Neil Mundt",
    ]


def test_two_hit_on_other_days_in_other_towns_are_parted_and_each_sentence_is_its_own() -> None:
    parts = apart.split(TWO, heard(TWO), PUBLISHED)
    assert [[TWO.index(one) for one in part] for part in parts] == [[0, 1, 4], [2, 3]]


def test_of_two_whom_nobody_names_each_is_a_thread_from_where_the_story_turns_to_them() -> None:
    sentences = story(
        "Officers in Decatur shot a man and a woman in two shootings this month.",
        "The man came at them with a knife on May 2.\nAn officer fired.\nHe died there.",
        "The woman had parked on a crossing on May 14.\nAn officer's shot killed her.",
    )
    found, _ = threads.find(sentences, heard(sentences))
    assert [one.own for one in found] == [[1, 2, 3], [4, 5]]


def test_what_leads_up_to_somebody_nameless_ends_at_another_day() -> None:
    sentences = story(
        "July 13, 8:14 a.m. A goat was in a hot tub.",
        "July 14, 1:50 a.m. Officers shot a man, 28, on a bridge.\nHe died there.",
    )
    found, _ = threads.find(sentences, heard(sentences))
    assert [one.own for one in found] == [[1, 2]]


def test_a_story_announced_as_on_several_is_parted_though_gunfire_is_told_once() -> None:
    sentences = story(
        "Police shot two people in separate incidents this month.",
        "In Decatur, Neil Mundt died on May 2 at Fairview Park.\nOfficers said Mundt had a knife.",
        "In Mount Zion, Jesse Pike died on May 14 at a school.\nA deputy said Pike had a pistol.",
    )
    assert [bool(found) for found in heard(sentences)] == [True, False, False, False, False]
    parts = apart.split(sentences, heard(sentences), PUBLISHED)
    assert [[sentences.index(one) for one in part] for part in parts] == [[0, 1, 2], [0, 3, 4]]


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(
            (
                "Officers shot Neil Mundt, 51, and his son, Jesse Mundt, 24, on Feb. 10.",
                "Neil Mundt died there.",
                "Jesse Mundt died on Feb. 14 in a hospital in Peoria.",
            ),
            id="one pair, who died on two days",
        ),
        pytest.param(
            (
                "A Decatur officer shot Neil Mundt, 51, on May 10.\nHe died there.",
                "It was the second shooting this year.\nOn Jan. 6 an officer shot Jesse Pike, 24.",
                "Mundt's wife asked for the recording.",
            ),
            id="another mentioned by the way",
        ),
        pytest.param(
            (
                "Neil Mundt shot a clerk, Jesse Pike, 24, on May 8 in Mount Zion.\nPike died.",
                "Officers shot Mundt, 51, on May 10 in Decatur.\nHe died there.",
            ),
            id="whom the man police shot had shot",
        ),
        pytest.param(
            (
                "Officer Neil Mundt, 51, shot Jesse Pike, 24, on Feb. 10.\nPike died.",
                "Mundt was shot himself on March 3, 2011, by a robber.\nHe lost an eye.",
            ),
            id="the officer",
        ),
    ],
)
def test_what_may_be_one_incident_stays_one(paragraphs: tuple[str, ...]) -> None:
    sentences = story(*paragraphs)
    assert apart.split(sentences, heard(sentences), PUBLISHED) == []
