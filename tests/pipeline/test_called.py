"""People a story calls by one name alone, and others it names by the way."""

from __future__ import annotations

import pytest

from pipeline import reader
from pipeline.records import Article, Role


def _shot(text: str) -> list[str]:
    title = "Police shooting in Dayton"
    article = Article("https://x.example/1", "https://x.example/1", title, f"DAYTON, Ohio — {text}")
    reading = reader.read_article(article)
    people = [one for report in reading.reports for one in report.people]
    return [one.name for one in people if one.role is Role.SHOT_BY_POLICE and one.name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A 13-year-old boy was shot by a Dayton police officer on Saturday. The boy, Malik, "
            "was hit in the thigh as he ran from a stolen scooter, police said.",
            ["Malik"],
        ),
        (
            "A Dayton police officer shot Dwight Pell, 36, and his son, Marcus, 9, on Sunday when "
            "he fired 11 times at the car they were in. Both are expected to live.",
            ["Dwight Pell", "Marcus Pell"],
        ),
        (
            "Her son Caleb was 17 when a Dayton police officer shot and killed him in a parking "
            "lot in 2012. The officer was cleared by the prosecutor.",
            ["Caleb"],
        ),
        (
            "An officer was charged Wednesday with shooting a 12-year-old girl. Keisha, as her "
            "family calls her, was walking home when the officer fired at a fleeing car. She was "
            "hit in the hip.",
            ["Keisha"],
        ),
        (
            "Police shot and killed a man in a riverside camp on Monday. The man, known there "
            "only as Ricky, was hit three times when he came at two Dayton officers with a "
            "hatchet.",
            ["Ricky"],
        ),
        (
            "Two brothers were shot by Dayton police on Saturday night, their mother said. Andre, "
            "19, died on the lawn. Terrell, 16, was hit in the shoulder.",
            ["Andre", "Terrell"],
        ),
    ],
)
def test_somebody_called_by_one_name_was_hit(text: str, names: list[str]) -> None:
    assert _shot(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A Dayton police officer shot Reggie Tatum, 24, in front of his daughter, Nia, 5, on "
            "Sunday. Nia was not hurt. Tatum was hit in the arm.",
            ["Reggie Tatum"],
        ),
        (
            "Dayton police shot and killed Oscar Bly, 40, on Friday. His brother, Amos, said "
            "Oscar had called him an hour before. Amos drove over and found the street closed.",
            ["Oscar Bly"],
        ),
        (
            "Police shot and killed Alan Mott, 28, on Sunday after he stabbed his mother, Ruth, "
            "and his sister, June. Ruth died at the house.",
            ["Alan Mott"],
        ),
        (
            "A 28-year-old Weston man who was shot by Dayton police in a parking ramp has died. "
            "The driver, a 20-year-old Jackson man, was treated for a cut.",
            [],
        ),
        (
            "A Dayton officer shot and killed a dog named Duke on Thursday at the wrong house. "
            "The same officer shot Hank Lowry, 50, two hours later, and he is in critical "
            "condition.",
            ["Hank Lowry"],
        ),
        (
            "Dayton police shot and killed a man who held his girlfriend at knifepoint on Friday. "
            "The girlfriend, Tess, was not injured.",
            [],
        ),
    ],
)
def test_somebody_called_by_one_name_was_not_hit(text: str, names: list[str]) -> None:
    assert _shot(text) == names


def test_a_short_form_is_of_whoever_bears_the_long_one() -> None:
    text = (
        "Five years ago Wednesday, her son Timmy was shot to death by a Dayton police officer in "
        "the cab of a truck. Tim Stodd liked fishing. The officer was cleared."
    )
    assert _shot(text) == ["Tim Stodd"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Dayton police shot Ivan Mora, 20, and his brother on their porch on Oct. 9. A friend "
            "was with them. The brother, Saul Mora, 23, died of wounds from police rifles.",
            ["Ivan Mora", "Saul Mora"],
        ),
        (
            "Dayton police shot and killed Jerome Vance, 30, on the platform Friday. A round that "
            "missed him broke the arm of Hyun Cho, 51.",
            ["Jerome Vance", "Hyun Cho"],
        ),
        (
            "A man shot dead by Dayton police after a robbery has been identified as Curtis Wayne "
            "Petty, 25.",
            ["Curtis Wayne Petty"],
        ),
        (
            "Two officers killed a boy, 6, when they shot at a car on Tuesday. Jacob Few was "
            "belted in the front seat and died there.",
            ["Jacob Few"],
        ),
    ],
)
def test_who_else_was_hit(text: str, names: list[str]) -> None:
    assert _shot(text) == names
