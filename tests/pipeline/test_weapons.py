"""What the person shot had in hand, and what was somebody else's."""

from __future__ import annotations

import pytest

from benchmarks.by_half import read
from pipeline.records import Scope

_LEAD = "FAIRMONT, Ohio — An officer shot a man on Mill Road on Friday, Fairmont police said. "


def armed(told: str) -> str | None:
    row = {
        "url": "https://www.valleycall.example/a",
        "title": "Fairmont officer shoots man",
        "text": _LEAD + told,
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    found, _ = read(row, Scope.POLICE)
    value: str | None = (found.get("facts") or {}).get("armed")
    return value


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("The officer mistook the inhaler in his hand for a gun.", "unarmed"),
        ("All he had on him was a vape pen.", "unarmed"),
        ("A flashlight was found near the body.", "unarmed"),
        ("The weapon was later determined to be a pellet pistol.", "replica"),
        ("He came down the steps with a cane knife.", "knife"),
        ("The man gunned the engine and drove straight at the officer.", "vehicle"),
        ("He rammed two patrol cars with his truck.", "vehicle"),
    ],
)
def test_what_was_in_hand(told: str, value: str) -> None:
    assert armed(told) == value


@pytest.mark.parametrize(
    "told",
    [
        "A passenger got out with his hands up and was released.",
        "Protesters raised their hands and marched with their hands up.",
        "Mourners came with a candle and a flashlight on Monday.",
        "A paramedic was holding a blanket when the ambulance left.",
    ],
)
def test_things_and_hands_of_others_say_nothing(told: str) -> None:
    assert armed(told) is None


def test_a_witness_with_a_phone_disputes_nothing() -> None:
    told = "The man swung a metal pipe at him. A neighbor said she was holding her phone inside."
    assert armed(told) == "other"
