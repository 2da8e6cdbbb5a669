"""An end that is told of a list of people is told of each of them, and of nobody beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.consensus import report_facts
from pipeline.records import Page, Scope


def ends(body: str) -> dict[str, bool | None]:
    """Who is dead and who lives, by name."""
    page = {
        "url": "https://a.example/1",
        "title": "Police shooting under review",
        "text": f"{body}\n\nThe state is investigating.",
        "published": "2024-05-15",
    }
    now = datetime(2024, 6, 1, tzinfo=UTC)
    found = reader.read(Page(page["url"], json.dumps(page).encode(), now, "application/json"))
    facts = report_facts(found.article, found.reports[0], Scope.POLICE)
    return {one["name"]: one["fatal"] for one in facts["victims"] if one["name"]}


@pytest.mark.parametrize(
    "body",
    [
        "Deputies shot two men at a farm Sunday, killing them both, the sheriff said."
        " The dead were identified as Abel Roe, 30; and Carl Doane, 41.",
        "Officers opened fire on a van Sunday. Abel Roe, 30; and Carl Doane, 41, were both killed.",
        "A grand jury cleared two deputies Friday in the deaths of Abel Roe, 30, and Carl Doane,"
        " 41, whom they shot in a van last year.",
        "The families of Abel Roe and Carl Doane, who were killed by Ames police in 2019, have"
        " settled with the city.",
        "Deputies shot two cousins outside a bar Sunday. The bodies of Abel Roe, 30, and Carl"
        " Doane, 41, were taken to the medical examiner.",
    ],
)
def test_whoever_is_in_a_list_of_the_dead_is_dead(body: str) -> None:
    assert ends(body) == {"Abel Roe": True, "Carl Doane": True}


@pytest.mark.parametrize(
    "body",
    [
        "A trooper shot two people in a van Sunday. Killed was Abel Roe, 30. Wounded was Carl"
        " Doane, 41.",
        "Police fired into a car Sunday, killing the driver, Abel Roe, 30, and wounding his"
        " passenger, Carl Doane, 41.",
        "Police fired into a car Sunday. The shots killed Abel Roe and wounded his cousin, Carl"
        " Doane, 41.",
        "Police shot Abel Roe and Carl Doane outside a bank Sunday. Doane is in fair condition and"
        " Roe was killed.",
    ],
)
def test_one_who_is_hurt_is_in_no_list_of_the_dead(body: str) -> None:
    assert ends(body) == {"Abel Roe": True, "Carl Doane": False}
