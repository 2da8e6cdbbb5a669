"""Stories that have the words of a shooting by police and are on none, and others that are on one.

Drills, films, rules and sums, wishes and rumours, a case told in passing, somebody who shot
themself; beside them first-day stories and what comes of a shooting in court and after.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.gunfire.cues import gunfire, told
from pipeline.language.text import sentences
from pipeline.reader import read
from pipeline.records import Article, Page, Scope
from pipeline.topic import asides, generalities, made_up

STORIES = [
    json.loads(line)
    for line in Path(__file__).with_name("asides.jsonl").read_text("utf-8").splitlines()
]


def is_on_police(title: str, text: str) -> bool:
    url = "https://paper.example/2021/06/10/story"
    row = {"url": url, "published": "2021-06-10T12:00:00Z", "title": title, "text": text}
    page = Page(
        url, json.dumps(row).encode(), datetime(2021, 6, 11, tzinfo=UTC), "application/json"
    )
    return any(each.in_scope(Scope.POLICE) for each in read(page).reports)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: str(story["title"]))
def test_a_story_is_told_apart(story: dict[str, Any]) -> None:
    assert is_on_police(story["title"], story["text"]) == story["relevant"]


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("He had told a friend that he wanted to be shot by police.", True),
        ("She was afraid of being shot by a deputy.", True),
        ("One in three people killed by police had called for help.", True),
        ("He has written of officers who shoot people.", True),
        ("He threatened to make police kill him.", True),
        ("Police didn't shoot the man.", True),
        ("A rumor online said that officers shot a boy.", True),
        ("The man was shot by police after he asked for a lawyer.", False),
        ("An officer had to shoot the man.", False),
        ("Officers fired three times and hit him twice.", False),
        ("Two people were shot by police on Monday.", False),
        ("Under a policy that limits chases, the deputy who shot Lee Roe was fired.", False),
        ("Ann Roe was one of two people killed by police that night.", False),
    ],
)
def test_what_happened_is_told_from_what_may(text: str, *, general: bool) -> None:
    found = [event for event in gunfire(text) if event.by_police]
    assert found
    assert all(generalities.is_told(text, event) for event in found) == general


def of(title: str, text: str) -> Article:
    return Article("https://a.example/1", "https://a.example/1", title, text)


def passing(title: str, text: str) -> bool:
    story = sentences(of(title, text))
    heard = told(story)
    at = [n for n, found in enumerate(heard) if any(event.by_police for event in found)]
    return bool(asides.in_passing(story, heard, at))


CASE = "She was a captain in Ames when an officer there shot Lee Roe in 2016."


def test_a_case_in_a_story_on_a_new_chief_is_told_in_passing() -> None:
    assert passing("Coe named next police chief", f"Ann Coe was sworn in on Monday.\n\n{CASE}")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ames to pay for death", f"The council will pay $1 million to Lee Roe's son.\n\n{CASE}"),
        ("New chief speaks of killing", f"Ann Coe was sworn in on Monday.\n\n{CASE}"),
        (
            "Coe named next chief",
            f"Ann Coe was sworn in.\n\n{CASE} Roe, 40, ran. Roe fell. Roe died.",
        ),
        ("Neighbors remember a friend", f"They came with flowers on Monday.\n\n{CASE}"),
    ],
)
def test_a_case_a_story_is_on_or_comes_back_to_is_not(title: str, text: str) -> None:
    assert not passing(title, text)


def test_a_drill_in_which_somebody_came_to_harm_is_no_drill() -> None:
    play = "Volunteers with fake blood lay down in a mock attack, and an officer shot the gunman."
    harm = "A volunteer with fake blood was killed in a mock attack when an officer shot her."
    assert made_up.is_told(sentences(of("Officers train at school", play)))
    assert not made_up.is_told(sentences(of("Woman killed at police drill", harm)))
