"""A sentence is quoted for a value only where it tells that value, of this shooting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.records import Basis, Claim, Page, Reading, Where


def _read(text: str, title: str = "") -> Reading:
    told = {
        "url": "https://boone.example/1",
        "text": text,
        "title": title,
        "published": "2024-05-14T12:00:00-05:00",  # a Tuesday
    }
    body = json.dumps(told).encode()
    return reader.read(
        Page(told["url"], body, datetime(2026, 1, 1, tzinfo=UTC), "application/json")
    )


def _claims(reading: Reading, field: str) -> Iterator[Claim]:
    return (claim for claim in reading.reports[0].claims if claim.field == field)


def _stated(text: str, field: str) -> list[object]:
    return [one.value for one in _claims(_read(text), field) if one.basis is Basis.STATED]


def _quoted(text: str, title: str, field: str) -> list[str]:
    reading = _read(text, title)
    return [
        (reading.article.title if span.where is Where.TITLE else reading.article.text)[
            span.start : span.end
        ]
        for claim in _claims(reading, field)
        if (span := claim.quote) is not None
    ]


SHOTS = [
    ("A Boone officer shot a 30-year-old man Monday. He fired three times, the chief said.", [3]),
    # how often somebody was hit counts wounds, and a part is not the whole
    ("Boone police shot a man Monday. Officer Lee Pell shot him three times, the chief said.", []),
    (
        "Boone police shot and killed Abel Roe on Monday. Officer Lee Pell fired three times at"
        " Roe, who kept walking, and Pell fired three more shots.",
        [],
    ),
    (
        "A Boone officer shot and killed Abel Roe on Monday. Roe's wife told agents about the"
        " shooting and said she drove him to the club once.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), SHOTS)
def test_shots_are_stated_where_all_of_those_fired_are_told(text: str, stated: list[int]) -> None:
    assert _stated(text, "shots_fired") == stated


def test_hits_still_imply_how_many_shots_were_fired() -> None:
    text = "Boone police shot a man Monday. Officer Lee Pell shot him three times, the chief said."
    assert [(one.value, one.basis) for one in _claims(_read(text), "shots_fired")] == [
        (3, Basis.INFERRED)
    ]


FLIGHTS = [
    (
        "Boone police shot and killed Abel Roe on Monday. Roe ran from a traffic stop and into an"
        " alley, where he pointed a gun at officers.",
        ["foot"],
    ),
    (
        "A Boone officer shot and killed a man Monday. The man, a passenger in a stolen car, ran"
        " from officers and jumped a fence.",
        ["foot"],
    ),
    (
        "Officers chased Abel Roe on foot Monday in Boone. He was shot and wounded by an officer as"
        " he ran from police.",
        ["foot"],
    ),
    # with the wound already
    (
        "Boone police shot and killed a man who had a rifle Monday. Wounded, the man ran into a lot"
        " and fell there.",
        [],
    ),
    (
        "Boone police shot a man outside a bank Monday. After he was shot, the man ran about 20"
        " yards and fell, the chief said.",
        [],
    ),
    # others
    (
        "Boone police shot and killed a gunman Monday at a mall. Another victim, a 23-year-old man,"
        " was hit in the back while trying to run away through the lot.",
        [],
    ),
    (
        "Boone police shot and killed a man Monday near the park. Ann Harb, who had seen him, ran"
        " into three officers on bicycles and told them what she saw.",
        [],
    ),
    (
        "A Boone officer shot and killed a driver Monday. A passenger left the car, ran off and was"
        " later taken into custody.",
        [],
    ),
    (
        "Boone police shot and killed Ann Roe in her apartment on Monday. Early on, her boyfriend,"
        " Kim Lund, ran out of the apartment with a baby. Lund was arrested.",
        [],
    ),
    (
        "Boone police shot and killed Abel Roe on Monday. Roe had filmed his run from police days"
        " earlier and put it online, police said.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), FLIGHTS)
def test_a_flight_is_that_of_who_was_shot_and_before_the_shot(text: str, stated: list[str]) -> None:
    assert _stated(text, "fleeing") == stated


ARMS = [
    ("Boone police shot Abel Roe on Monday. He didn't drop the gun, police said.", ["firearm"]),
    ("Boone police shot Abel Roe on Monday. He wouldn't drop the knife, police said.", ["knife"]),
    ("Boone police shot a man Monday. He was swinging a club at officers.", ["other"]),
    ("Boone police shot two men Monday. They pulled guns on the officers.", ["firearm"]),
    ("Boone police shot Roe on Monday. Roe couldn't even hold a gun, his mother said.", []),
    ("Boone police shot a man Monday. He was carried from the club after two hours.", []),
    ('Boone police shot a man Monday. "Put the guns down," his aunt said at a vigil.', []),
    ("Boone police shot a man Monday. Police do not know if he was shot or stabbed by then.", []),
    ("Boone police shot a man Monday. The program makes people surrender any firearms.", []),
    ("Boone police shot a man Monday. An operation that day was focused on guns and drugs.", []),
    (
        "Boone police shot a man Monday. Kim Lund, an officer who was there first, could not find"
        " him and never fired his gun.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), ARMS)
def test_a_weapon_is_that_of_who_was_shot(text: str, stated: list[str]) -> None:
    assert _stated(text, "armed") == stated


ENDS = [
    (
        "Boone police shot a man Monday. None of the injuries appeared to be life-threatening.",
        ["survived"],
    ),
    ("Boone police shot Abel Roe on Monday. Roe was gravely injured.", ["critical"]),
    (
        "Boone police shot Roe on Monday. He was hit in the head and critically wounded.",
        ["critical"],
    ),
    (
        "Boone police shot Abel Roe and Kim Lund on Monday. Roe is in critical condition and Lund"
        " is listed in serious condition, a hospital said.",
        ["critical", "survived"],
    ),
    (
        "Boone police shot a woman Monday. She said that she cannot walk safely in her street.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), ENDS)
def test_an_end_is_that_of_the_one_it_is_told_of(text: str, stated: list[str]) -> None:
    assert _stated(text, "outcome") == stated


def test_a_death_is_quoted_where_the_name_stands_beside_it() -> None:
    text = (
        "A man is dead after Boone police shot him Monday.\n\n"
        "Abel Roe, 40, died at a hospital, the chief said."
    )
    assert _quoted(text, "Man shot, killed by Boone police", "fatal") == [
        "Abel Roe, 40, died at a hospital, the chief said."
    ]
