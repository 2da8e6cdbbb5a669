"""Stories from court on an officer's case: who stands trial fired, and was hit by nobody."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.gunfire import on_trial
from pipeline.language import text
from pipeline.people import look
from pipeline.reader import read
from pipeline.records import Article, Page, Reading, Role, Scope, Sentence, Where
from pipeline.roles.roles import features

STORIES = [
    json.loads(line)
    for line in Path(__file__).with_name("trials.jsonl").read_text("utf-8").splitlines()
]
OFFICERS = [story for story in STORIES if story.get("relevant", True)]
#: Civilians on trial, and officers for something else.
OTHERS = [story for story in STORIES if not story.get("relevant", True)]


@cache
def reading_of(title: str, text: str) -> Reading:
    url = "https://paper.example/2021/06/10/court"
    row = {"url": url, "published": "2021-06-10T12:00:00Z", "title": title, "text": text}
    body = json.dumps(row).encode()
    return read(Page(url, body, datetime(2021, 6, 11, tzinfo=UTC), "application/json"))


def people(story: dict[str, Any]) -> dict[str, Role]:
    reports = reading_of(story["title"], story["text"]).reports[:1]
    return {one.name: one.role for each in reports for one in each.people if one.name}


def is_on_police(story: dict[str, Any]) -> bool:
    reports = reading_of(story["title"], story["text"]).reports
    return any(each.in_scope(Scope.POLICE) for each in reports)


@pytest.mark.parametrize("story", OFFICERS, ids=lambda story: str(story["title"]))
def test_an_officer_on_trial_is_nobodys_victim(story: dict[str, Any]) -> None:
    found = people(story)
    others = [*story["officers"], *story.get("others", ())]
    assert not [name for name in others if found.get(name) is Role.SHOT_BY_POLICE]


def test_nearly_all_of_those_on_trial_are_read_as_who_fired() -> None:
    told = [(people(story), name) for story in OFFICERS for name in story["officers"]]
    read_so = sum(found.get(name) is Role.OFFICER_FIRED for found, name in told)
    assert read_so >= 0.9 * len(told)


def test_nearly_all_whom_they_shot_are_read_as_shot_by_police() -> None:
    told = [(people(story), name) for story in OFFICERS for name in story["victims"]]
    read_so = sum(found.get(name) is Role.SHOT_BY_POLICE for found, name in told)
    assert read_so >= 0.9 * len(told)


def test_an_officers_trial_for_a_shooting_is_a_shooting_by_police() -> None:
    assert sum(map(is_on_police, OFFICERS)) >= 0.95 * len(OFFICERS)


def test_most_other_trials_are_none() -> None:
    assert sum(map(is_on_police, OTHERS)) <= 0.16 * len(OTHERS)


def lines(*texts: str) -> list[Sentence]:
    return [Sentence(Where.TEXT, 0, len(text), text, n) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("An Ames officer was convicted.", "Ann Poe, 40, was sentenced."), {"poe"}),
        (("The trial of Lee Coe, a former deputy, opened.", "Coe shot May Roe."), {"coe"}),
        (("A jury acquitted two troopers.", "Ann Poe and Lee Coe were cleared."), {"poe", "coe"}),
        (("An Ames officer was convicted.", "Judge Ann Poe sentenced Lee Coe."), {"coe"}),
        (("Ann Poe, once a deputy, was convicted of shooting a man.",), {"poe"}),
        (("Ann Poe, who wore the badge for ten years, is accused of killing him.",), {"poe"}),
        (("Jurors heard the case against Ann Poe.", "Poe's partner saw no gun."), {"poe"}),
        (
            (
                "A jury weighed a killing.",
                "Ann Poe sat still.",
                "She was found guilty.",
                "Poe resigned from the force.",
            ),
            {"poe"},
        ),
        (("The family sued Officers Ann Poe and Lee Coe over the shooting.",), {"poe", "coe"}),
        (
            (
                "A jury cleared him of murder.",
                "Ann Poe, 41, was accused of murder.",
                "Poe fired twice.",
                "She left the Ames police department that fall.",
            ),
            {"poe"},
        ),
        (
            (
                "Jurors heard an expert on force.",
                "Ann Poe is charged with manslaughter.",
                "The then-Ames officer had been sent to a quarrel.",
            ),
            {"poe"},
        ),
        (("Manslaughter count for an Ames patrolman.", "Ann Poe was indicted."), {"poe"}),
        (
            (
                "A crowd mourned the verdict that cleared a former officer.",
                "Ann Poe was acquitted.",
            ),
            {"poe"},
        ),
        (
            (
                "A jury took an hour to acquit Ann Poe of murder.",
                "Poe, who spent nine years with the Ames police, wept.",
            ),
            {"poe"},
        ),
        (
            (
                "A court ruled that Ann Poe must answer for the death of a boy.",
                "Poe, then a sergeant in Ames, said that she saw a gun.",
            ),
            {"poe"},
        ),
        (("A grand jury indicts two ex-officers.", "Ann Poe was indicted."), {"poe"}),
        (
            (
                "An ex-officer gets two years in prison for shooting a woman.",
                "Former Ames police Sgt. Ann Poe was led out in handcuffs.",
            ),
            {"poe"},
        ),
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
        ("The husband of an officer was convicted.", "Ann Poe, 40, was sentenced."),
        ("A former officer was charged with perjury.", "Ann Poe, 40, will stand trial."),
        ("The former chief of Port Wells must stand trial.", "Ann Poe lives there."),
        (
            "A jury weighed a killing.",
            "Ann Poe, 40, was convicted of murder.",
            "The former officer who lives next door saw it.",
        ),
    ],
)
def test_others_who_are_accused_are_no_officers(texts: tuple[str, ...]) -> None:
    assert not on_trial.surnames(lines(*texts))


def test_who_bears_the_surname_of_the_officer_tried_is_another() -> None:
    article = Article(
        "https://a.example/1",
        "https://a.example/1",
        "Officer indicted in killing of maintenance worker",
        text.normalise(
            "A grand jury on Monday indicted a Carbury police officer in the shooting last summer "
            "of a worker who shared his last name.\n\nColton Orrin, 27, was released on bond.\n\n"
            "Video showed Andre Orrin, 34, turning from a parked car when the first shot came."
        ),
    )
    scene = look(text.sentences(article))
    seen = {bearer.given: each for bearer, each in zip(scene.bearers, features(scene), strict=True)}
    assert "bond:accused" in seen["colton"]
    assert not {"bond:accused", "bond:officer_of_other_case"} & seen["andre"]


def test_words_do_not_outweigh_that_an_officer_is_tried_for_shots() -> None:
    told = (
        "He asked for probation. The judge said no.\n\nFormer Ames police Sgt. Ann Poe was led out"
        " of court, bound for two years in prison.\n\nPoe shot and killed May Roe, 44, in February."
        "\n\nNeighbors kept freezer pops for the kids on the street, a school bus driver said."
    )
    title = "Ex-Ames cop gets 2 years for shooting neighbor in hallway"
    [report] = reading_of(title, told).reports
    assert report.in_scope(Scope.POLICE)
    assert {one.name for one in report.people if one.role is Role.OFFICER_FIRED} == {"Ann Poe"}


def test_a_death_without_a_gun_is_none() -> None:
    held = "An officer was convicted of killing a man. The officer knelt on his back."
    assert on_trial.is_by_other_means(lines(*held.split(". ")))
    assert not on_trial.is_by_other_means(lines(*held.split(". "), "Two rounds hit him."))
