"""What the person shot had in hand, and what was somebody else's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.by_half import read
from pipeline.records import Scope

_TABLE = Path(__file__).with_name("weapons.jsonl")
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


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (
            "Neighbors had complained of a man with a revolver. He ran at him with a machete.",
            "knife",
        ),
        ("The tenant is accused of having shot a grocer with a revolver in January.", None),
        (
            "Warrants said a dealer with several guns lived there. He had no gun, police said.",
            "unarmed",
        ),
        ("He told officers that he had a grenade, and he held a box cutter.", "knife"),
        ("He came on, the machete at his side. A pellet gun was found in his tent.", "knife"),
        ("A woman had been beaten with a lamp there. He opened fire on officers.", "firearm"),
        ("He had a clerk pinned and a box cutter at her throat.", "knife"),
        ("An officer with a rifle shot him. He had a hatchet in his hand.", "other"),
        ("He shot at officers from a window; an ax lay beside him.", "firearm"),
        ("The man had fired two arrows at deputies.", "other"),
        ("She ran at the officer with a pair of scissors.", "other"),
        ("The man killed by police had used a starter pistol.", "replica"),
        ("There was something in his hand. What it was, was a phone charger.", "unarmed"),
        ("The man drove off with the officer on the hood.", "vehicle"),
    ],
)
def test_what_was_told_before_or_elsewhere_stands_back(told: str, value: str | None) -> None:
    assert armed(told) == value


def test_a_weapon_is_called_by_its_name() -> None:
    row = {
        "url": "https://www.valleycall.example/b",
        "title": "Fairmont officer shoots man",
        "text": _LEAD + "He met him at the door with a shotgun. He swung the gun at the officer.",
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    _, reading = read(row, Scope.POLICE)
    assert reading is not None
    told = {c.value for r in reading.reports for c in r.claims if c.field == "weapon"}
    assert told == {"a shotgun"}


TOLD = [json.loads(line) for line in _TABLE.read_text("utf-8").splitlines()]


def test_each_wording_tells_its_weapon_and_near_misses_do_not() -> None:
    missed = [(each, got) for each in TOLD if not _is_told(each, got := armed(each["text"]))]
    assert missed == []


def _is_told(each: Mapping[str, str | None], got: str | None) -> bool:
    return got == each["armed"] if "armed" in each else got != each["not"]
