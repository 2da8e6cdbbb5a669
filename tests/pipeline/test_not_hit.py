"""Who is beside a shooting and was not hit, and by what name kin who were hit are called."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.records import Page, Reading, Role


def read(body: str) -> Reading:
    page = {
        "url": "https://a.example/1",
        "title": "Police shooting: what is known",
        "text": body,
        "published": "2024-05-15",
    }
    now = datetime(2024, 6, 1, tzinfo=UTC)
    return reader.read(Page(page["url"], json.dumps(page).encode(), now, "application/json"))


def hit(body: str) -> list[str | None]:
    """Whom police are read to have hit, in the order of the story."""
    people = [person for report in read(body).reports for person in report.people]
    return [person.name for person in people if person.role is Role.SHOT_BY_POLICE]


def fatal(body: str) -> list[object]:
    """What is told of deaths."""
    claims = [claim for report in read(body).reports for claim in report.claims]
    return [claim.value for claim in claims if claim.field == "fatal"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Ernestine Roe went first at the hearing Tuesday. Her son Tyrell was 18 when a Dover "
            "police officer shot and killed him in March.",
            ["Tyrell Roe"],
        ),
        (
            "Deshawn Teal marched at the head of hundreds in Dayton on Saturday. His son, Marcus, "
            "16, was shot and killed by police last week.",
            ["Marcus Teal"],
        ),
        (
            "Dale Teal and his son Marcus were shot by police in Dayton on Saturday. Teal, 40, "
            "died, and Marcus, 16, is in stable condition.",
            ["Dale Teal", "Marcus Teal"],
        ),
        (
            "Ona Wiley, 29, was killed when police in Joplin shot at the car she was riding in. "
            "The driver, Pat Crum, 32, fled on foot and was caught on Monday. He is charged with "
            "her death.",
            ["Ona Wiley"],
        ),
        (
            "A state trooper shot and killed a woman on the parkway on Wednesday night. Brett "
            "Corlan, who was headed to his in-laws, was stopped seven cars back. “She was in "
            "socks,” he said.",
            [None],
        ),
    ],
)
def test_kin_drivers_and_onlookers_are_not_those_hit(told: str, expected: list[str | None]) -> None:
    assert hit(told) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Police in Dover shot two men on Sunday night. The dead man was identified as Milo "
            "Astor, 24. His brother Reed, 21, was wounded and is in stable condition.",
            ["Milo Astor", "Reed Astor"],
        ),
        (
            "Brothers Sid and Ed Marlow were shot by police in Lodi on Saturday. Ed Marlow, 25, "
            "was pronounced dead at the scene. Sid, 23, is in critical but stable condition.",
            ["Sid Marlow", "Ed Marlow"],
        ),
    ],
)
def test_kin_told_by_a_first_name_bear_the_surname_beside_it(
    told: str, expected: list[str]
) -> None:
    assert hit(told) == expected


def test_who_police_found_and_then_shot_was_hit() -> None:
    told = (
        "Officer Carl Bisset was shot and wounded during a traffic stop in Mill Creek on Tuesday "
        "evening. At 3 a.m. Wednesday, officers found Rodney Eads, 29, in a garage. He fired at "
        "them and they shot him. Eads died at the scene."
    )
    assert hit(told) == ["Rodney Eads"]


def test_who_was_stabbed_by_the_man_police_shot_was_not_hit() -> None:
    told = (
        "A man who stabbed Fran Lutz, 64, in her shop in Boise on Monday was shot by an officer. "
        "He was in critical condition on Tuesday."
    )
    assert "Fran Lutz" not in hit(told)


def test_who_was_shot_on_another_day_is_not_this_shootings() -> None:
    told = (
        "An officer shot a man in the leg outside a grocery store in Yuma on Wednesday. It was the "
        "city's second police shooting in two weeks. Bo Haney, 31, died after an officer shot him "
        "on May 3. The man shot on Wednesday is in stable condition."
    )
    assert hit(told) == [None]


def test_none_fatally_kills_nobody() -> None:
    told = (
        "Five people were wounded, none fatally, when officers opened fire on a minivan in Fresno "
        "on Saturday. All five are expected to survive."
    )
    assert fatal(told) == [False]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Three men were hit by police gunfire on Saturday in Toledo, two fatally. The third is "
            "recovering at a hospital.",
            [False, True, True],
        ),
        (
            "Two men were shot by Lansing police on Sunday, one of them fatally. Their names were "
            "not released.",
            [False, True],
        ),
        (
            "Police in Dover shot two men on Sunday night. The dead man was identified as Milo "
            "Astor, 24. His brother Reed, 21, was wounded and is in stable condition.",
            [False, True],
        ),
    ],
)
def test_each_of_several_has_one_of_the_ends_that_are_told_of_all(
    told: str, expected: list[bool]
) -> None:
    assert sorted(map(bool, fatal(told))) == expected
