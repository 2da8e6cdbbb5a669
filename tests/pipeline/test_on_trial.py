"""Stories from court on an officer's case: who stands trial fired, and was hit by nobody."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import on_trial
from pipeline.reader import read
from pipeline.records import Page, Role, Sentence, Where

STORIES = [
    json.loads(line)
    for line in Path(__file__).with_name("trials.jsonl").read_text("utf-8").splitlines()
]


def people(story: dict[str, Any]) -> dict[str, Role]:
    url = "https://paper.example/2021/06/10/court"
    row = {name: story[name] for name in ("title", "text")}
    body = json.dumps({"url": url, "published": "2021-06-10T12:00:00Z", **row}).encode()
    reading = read(Page(url, body, datetime(2021, 6, 11, tzinfo=UTC), "application/json"))
    return {one.name: one.role for each in reading.reports[:1] for one in each.people if one.name}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: str(story["title"]))
def test_an_officer_on_trial_is_nobodys_victim(story: dict[str, Any]) -> None:
    found = people(story)
    assert not [name for name in story["officers"] if found.get(name) is Role.SHOT_BY_POLICE]


def test_nearly_all_of_those_on_trial_are_read_as_who_fired() -> None:
    told = [(people(story), name) for story in STORIES for name in story["officers"]]
    read_so = sum(found.get(name) is Role.OFFICER_FIRED for found, name in told)
    assert read_so >= 0.9 * len(told)


def lines(*texts: str) -> list[Sentence]:
    return [Sentence(Where.TEXT, 0, len(text), text, n) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("An Ames officer was convicted.", "Ann Poe, 40, was sentenced."), {"poe"}),
        (("The trial of Lee Coe, a former deputy, opened.", "Coe shot May Roe."), {"coe"}),
        (("A jury acquitted two troopers.", "Ann Poe and Lee Coe were cleared."), {"poe", "coe"}),
        (("An Ames officer was convicted.", "Judge Ann Poe sentenced Lee Coe."), {"coe"}),
    ],
)
def test_the_accused_of_an_officers_case_are_officers(
    texts: tuple[str, ...], expected: set[str]
) -> None:
    assert on_trial.surnames(lines(*texts)) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ("A man was convicted of killing an officer.", "Ann Poe, 40, was sentenced."),
        ("A man who was shot by an officer was sentenced.", "Ann Poe pleaded guilty."),
        ("Officers arrested a man.", "Ann Poe was charged."),
        ("Two officers tried to stop a car.", "Ann Poe was arrested."),
    ],
)
def test_others_who_are_accused_are_no_officers(texts: tuple[str, ...]) -> None:
    assert not on_trial.surnames(lines(*texts))
