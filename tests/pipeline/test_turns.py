"""Stories that tell several incidents in turn, and those that only look like it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import reader
from pipeline.records import FiredBy, Page, Report, Role

FETCHED = datetime(2027, 1, 1, tzinfo=UTC)
STORIES = [
    json.loads(line)
    for line in Path(__file__).with_name("turns.jsonl").read_text(encoding="utf-8").splitlines()
]


def told(story: dict[str, Any]) -> list[Report]:
    """The reports of police gunfire in a story."""
    given = {name: story[name] for name in ("title", "text", "published")}
    given |= {"url": "https://valley.example/1", "outlet": "Valley Times"}
    page = Page(given["url"], json.dumps(given).encode(), FETCHED, "application/json")
    return [one for one in reader.read(page).reports if one.fired_by is FiredBy.POLICE]


def seen(report: Report) -> dict[str, Any]:
    """Who was hit by name, when and in which town."""
    first = {claim.field: claim.value for claim in reversed(report.claims)}
    names = {one.name for one in report.people if one.role is Role.SHOT_BY_POLICE and one.name}
    return {
        "people": sorted(names),
        "day": first.get("incident_date"),
        "town": first.get("city"),
    }


@pytest.mark.parametrize("story", STORIES, ids=[story["title"] for story in STORIES])
def test_every_incident_a_story_is_about_is_one_report_with_its_own_people_day_and_town(
    story: dict[str, Any],
) -> None:
    assert [seen(one) for one in told(story)] == story["incidents"]


def test_no_sentence_of_one_incident_stands_in_the_report_of_another() -> None:
    story = STORIES[0]
    words = [
        " ".join(story["text"][one.start : one.end] for one in each.passages if one.start)
        for each in told(story)
    ]
    assert ["Navarrete" in each for each in words] == [True, False]
    assert ["pickup" in each for each in words] == [False, True]


def hit(story: dict[str, Any]) -> list[int]:
    """How many each report has as shot by police."""
    shot = Role.SHOT_BY_POLICE
    return [sum(one.role is shot for one in each.people) for each in told(story)]


def test_a_count_of_all_incidents_is_one_person_in_each() -> None:
    story = {
        "title": "Yakima police kill two men in nine hours",
        "published": "2024-05-10T09:00:00-07:00",
        "text": (
            "Yakima police officers shot and killed two men on Thursday, one behind a bakery and "
            "the other in the yard of a truck stop. The cases have nothing to do with each other."
            "\n\nThe first began Thursday morning as a welfare check. A man had called about his "
            "brother, and an officer shot him at about 10 a.m. after he raised a knife, police "
            "said.\n\nThe second man was sought in a robbery. Late Thursday, officers saw him at "
            "the truck stop and gave chase. He fired a handgun as he ran. Two officers fired back."
        ),
    }
    assert hit(story) == [1, 1]


def test_a_count_in_an_incident_of_its_own_is_all_of_them() -> None:
    story = {
        "title": "Police kill two men in a car in Yakima",
        "published": "2024-05-10T09:00:00-07:00",
        "text": (
            "Yakima police officers shot and killed two men in one car on Thursday. Officers had "
            "stopped the car behind a bakery. Both men had pistols, police said."
        ),
    }
    assert hit(story) == [2]
