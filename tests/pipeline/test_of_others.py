"""What others of a story do, hold and come to is not told of the one whom police shot."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline import reader
from pipeline.consensus import report_facts
from pipeline.records import Page, Scope

_URL = "https://boone.example/1"
_LEAD = (
    "FAIRMONT, Ohio — A man was shot by Fairmont police officers Tuesday night outside a store on"
    " Mill Road, the police department said."
)


def facts(told: str) -> Mapping[str, Any]:
    row = {
        "url": _URL,
        "title": "Man shot by Fairmont police",
        "text": f"{_LEAD}\n\n{told}\n\nThe officers are on leave. The state is investigating.",
        "published": "2021-03-10T12:00:00-05:00",
    }
    page = Page(
        _URL, json.dumps(row).encode(), datetime(2026, 1, 1, tzinfo=UTC), "application/json"
    )
    reading = reader.read(page)
    return report_facts(reading.article, reading.reports[0], Scope.POLICE)


@pytest.mark.parametrize("did", ["had a knife in his hand", "was armed with a rifle"])
@pytest.mark.parametrize(
    "who",
    [
        "A neighbor",
        "Another man",
        "The man's brother",
        "The store's clerk",
        "A witness",
        "One of the officers",
        "A friend of the man",
    ],
)
def test_what_somebody_else_holds_is_not_his_weapon(who: str, did: str) -> None:
    assert facts(f"{who} {did}, police said.")["armed"] is None


def test_somebody_else_who_is_unarmed_says_nothing_of_him() -> None:
    assert facts("The store's clerk was not armed.")["armed"] is None
    assert facts("The man was not armed.")["armed"] == "unarmed"


@pytest.mark.parametrize("did", ["took off running", "led officers on a chase through downtown"])
@pytest.mark.parametrize("who", ["A witness", "Another man", "The man's brother"])
def test_somebody_elses_flight_is_not_his(who: str, did: str) -> None:
    assert facts(f"{who} {did}, police said.")["fleeing"] in (None, "not")


@pytest.mark.parametrize(
    "did", ["died at a hospital on Wednesday", "is expected to survive", "was released"]
)
@pytest.mark.parametrize("who", ["A witness", "Another man", "A friend of the man"])
def test_somebody_elses_end_is_not_his(who: str, did: str) -> None:
    assert facts(f"{who} {did}, police said.")["victims"][0]["fatal"] is None


@pytest.mark.parametrize(
    "who",
    [
        "He",
        "The man",
        "The man a clerk had called about",
        "The man, whose wife had called 911,",
    ],
)
def test_what_he_did_stays_his_whatever_tells_who_he_is(who: str) -> None:
    told = facts(f"{who} fled on foot, police said. {who} drew a pistol from his waistband.")
    assert (told["fleeing"], told["armed"]) == ("foot", "firearm")


def test_he_was_recovering_tells_that_he_lived() -> None:
    assert facts("He was recovering after surgery.")["victims"][0]["fatal"] is False


@pytest.mark.parametrize(
    "told",
    [
        "The man, the clerk's father, had a knife in his hand.",
        "A guest pulled a knife on a waiter, and officers shot the man when he came at them.",
    ],
)
def test_who_was_shot_by_another_noun_still_held_it(told: str) -> None:
    assert facts(told)["armed"] == "knife"
