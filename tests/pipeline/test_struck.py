"""People hit who have no name: told apart by seat, by "so was", by what a bullet did to them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.records import Page, Role

_OPENS = (
    "Ames police officers fired more than 20 rounds into a car that had crashed into a church sign"
    " early Sunday, police said. "
)


def hit(text: str, title: str = "") -> list[dict[str, object]]:
    """What is said of each person police hit, in order."""
    told = {"url": "https://boone.example/1", "text": text, "title": title}
    told["published"] = "2024-05-14T12:00:00-05:00"
    body = json.dumps(told).encode()
    page = Page(told["url"], body, datetime(2026, 1, 1, tzinfo=UTC), "application/json")
    return [
        {claim.field: claim.value for claim in report.claims if claim.person == person.n}
        for report in reader.read(page).reports
        for person in report.people
        if person.role is Role.SHOT_BY_POLICE
    ]


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("A man in the back seat was killed. The driver and a woman in front were wounded.", 3),
        ("The driver was hit. So was a woman in the back seat.", 2),
        ("By then a man was dead and a woman was on a stretcher with a bullet in her arm.", 2),
        (
            "The driver, a 40-year-old man, died there. His passenger had a bullet graze her neck.",
            2,
        ),
        ("A man died at the scene. A woman was flown to Des Moines with a bullet in her hip.", 2),
        (
            "The driver, 31, was dead when a medic came. A passenger took a bullet in the calf.",
            2,
        ),
        ("The driver, 24, is in critical condition. The woman with him, 20, lost a finger.", 2),
        ("A man in the driver's seat was hit. The driver was pronounced dead at the scene.", 1),
        ("The driver was hit. So was the hood of a parked car.", 1),
        ("The driver was hit in the arm. So far, a passenger has not been found.", 1),
    ],
)
def test_each_one_hit_is_told_apart(told: str, number: int) -> None:
    assert len(hit(_OPENS + told)) == number


def test_ages_are_given_by_the_noun_that_tells_them_apart() -> None:
    told = (
        "A man in the back seat was killed. The driver and a woman in front were wounded, police"
        " said. The dead man was 22; the driver is 24, and is at a hospital. The woman, 20, lost"
        " part of a finger."
    )
    assert {each.get("age") for each in hit(_OPENS + told)} == {20, 22, 24}


def test_who_is_alive_is_not_dead_for_the_dead_man_beside_her() -> None:
    told = (
        "State police shot a man and a woman in a raid in Ames on Tuesday, police said. The man"
        " died. The dead man was 43, Maj. Lee Poole said, and the woman is 40. She was in stable"
        " condition at a hospital."
    )
    assert [(each["gender"], each["fatal"]) for each in hit(told)] == [
        ("male", True),
        ("female", False),
    ]


def test_a_hospital_that_bears_a_name_is_nobody() -> None:
    told = (
        "An Ames police officer fired at a man with a pistol at a fair on Saturday. The man was"
        " hit. The man, who's 25, is at Mercy Alden in serious condition."
    )
    assert [(each.get("name"), each.get("age")) for each in hit(told)] == [(None, 25)]
