"""What is told of mourners, of somebody sought, of those who once were officers."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.records import Page, Report

SHOT = "FAIRMONT, Ohio — An officer shot a man on Mill Road on Friday, Fairmont police said. "
BOY = "FAIRMONT, Ohio — A 15-year-old was shot at a home on Mill Road on Friday, police said. "


def _report(text: str) -> Report:
    told = {
        "url": "https://a.example/1",
        "title": "Fairmont officer shoots man",
        "text": text,
        "published": "2021-03-10T12:00:00-05:00",
    }
    at = datetime(2026, 1, 1, tzinfo=UTC)
    body = json.dumps(told).encode()
    return reader.read(Page(told["url"], body, at, "application/json")).reports[0]


def _first(text: str, field: str) -> object:
    return next((one.value for one in _report(text).claims if one.field == field), None)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("A vigil was held on Sunday. Then they put chisels, blade down, in a bucket.", None),
        ("His friends set a hammer next to the candles.", None),
        ("A bat and a cap were left at a memorial by the road.", None),
        ("He was holding a knife at a memorial for his son when the officer fired.", "knife"),
        ("A vigil is planned. The man swung a hammer at the officer, the chief said.", "other"),
        ("A handgun was found beside him, the chief said.", "firearm"),
        ("Officers stopped him because he matched the description of a man with a gun.", None),
        ("The chief said he looked like a robber who was armed with a handgun.", None),
        ("He matched the description of a robber, and he was holding a gun, they said.", "firearm"),
        ("He fit the description of a thief. He then pulled a knife, police said.", "knife"),
    ],
)
def test_things_of_mourners_and_of_the_sought_are_not_in_his_hand(
    told: str, value: str | None
) -> None:
    assert _first(SHOT + told, "armed") == value


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("It is investigated as either an accidental shooting or a homicide.", None),
        ("The shooting may have been accidental, police said.", None),
        ("Police are looking at several possibilities, including an accidental shooting.", None),
        ("It was an accidental shooting, police said.", True),
        ("The coroner ruled the shooting accidental.", True),
        ("The officer accidentally shot the boy in the leg or foot, the chief said.", True),
    ],
)
def test_one_of_several_possibilities_is_no_accident(told: str, value: bool | None) -> None:
    assert _first(BOY + told, "accidental") is value


@pytest.mark.parametrize(
    ("name", "told", "role"),
    [
        ("Dale Crouse", "Retired Elm County officer Dale Crouse knew the man well.", None),
        ("Gil Sarno", "Retired trooper Gil Sarno went to church with the man.", None),
        ("Nora Vint", "Police Chief Nora Vint said the officer knew the man.", "official"),
        ("Wade Tully", "Former officer Wade Tully shot the man, a neighbor said.", "officer_fired"),
    ],
)
def test_who_left_the_force_and_knew_him_holds_no_office(
    name: str, told: str, role: str | None
) -> None:
    report = _report(SHOT + told)
    numbers = {person.n for person in report.people if person.name == name}
    roles = [one.value for one in report.claims if one.field == "role" and one.person in numbers]
    assert roles == ([role] if role else [])


@pytest.mark.parametrize(
    "name", ["Martin Luther King Jr. Memorial Park", "William R. Tolbert Memorial Park", "Elm Park"]
)
def test_a_park_keeps_the_front_of_its_name(name: str) -> None:
    told = f"Fairmont police shot a man at {name} on Friday, the chief said."
    assert [one.as_written for one in _report(told).claims if one.field == "place"] == [name]
