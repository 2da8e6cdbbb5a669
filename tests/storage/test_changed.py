"""What became of incidents since a day, and who is called nearly so."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage import changed, near_names, reviews
from tests.storage.conftest import World


@pytest.fixture
def told(world: World) -> tuple[World, datetime]:
    """Two incidents of last week, and this week's Monday."""
    world.tell("https://a.example/1")
    world.tell(
        "https://a.example/2", name="José García", city="Cañon City", state="CO", day="2026-02-20"
    )
    world.resolve()
    world.later(days=7)
    return world, world.now


def since(world: World, moment: datetime) -> dict[str, changed.Changed]:
    with world.database.read() as session:
        return {one.incident_id: one for one in changed.since(session, moment)}


def test_nothing_new_is_no_news(told: tuple[World, datetime]) -> None:
    world, monday = told
    assert since(world, monday) == {}
    assert {
        one.kind for one in since(world, datetime.min.replace(tzinfo=monday.tzinfo)).values()
    } == {"new"}


def test_what_articles_and_people_change_is_told_then_and_now(told: tuple[World, datetime]) -> None:
    world, monday = told
    world.later(hours=1)
    world.tell("https://b.example/1", text="The coroner named him.")
    with world.database.write() as session:
        reviews.correct(
            session, "V1", "age", 35, source="his mother", by="kim", now=world.now, note="told us"
        )
    world.resolve()
    [(incident, one)] = since(world, monday).items()
    assert one.kind == "changed"
    assert one.articles == 1
    ages = [(item.victim, item.before, item.now) for item in one.differences if item.field == "age"]
    assert ages == [("V1", 34, 35)]
    assert one.line is not None
    assert one.line["incident_id"] == incident


def test_a_merge_tells_into_what(told: tuple[World, datetime]) -> None:
    world, monday = told
    world.later(hours=1)
    with world.database.write() as session:
        reviews.merge(session, "I1", "I2", by="kim", now=world.now, note="one man")
    world.resolve()
    news = since(world, monday)
    [gone] = [one for one in news.values() if one.kind == "merged"]
    assert gone.into in news
    assert news[gone.into].kind == "changed"
    assert any(item.field == "victim" for item in news[gone.into].differences)


def test_what_was_taken_back_within_the_time_is_no_change(told: tuple[World, datetime]) -> None:
    world, monday = told
    world.later(hours=1)
    with world.database.write() as session:
        reviews.accept(session, "I1", by="kim", now=world.now)
    world.resolve()
    assert since(world, monday).keys() == {"I1"}
    with world.database.write() as session:
        reviews.reopen(session, "I1", by="kim", now=world.now)
    world.resolve()
    assert since(world, monday) == {}


def test_programs_go_on_from_the_cursor_of_a_day(told: tuple[World, datetime]) -> None:
    world, monday = told
    world.later(hours=1)
    world.tell("https://c.example/9", name="Mara Quillfeather", city="Marfa", state="TX")
    world.resolve()
    with world.database.read() as session:
        cursor = changed.cursor_at(session, monday)
    later = world.rows("changes", since=cursor)
    assert {one["incident_id"] for one in later} == since(world, monday).keys()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Tobias Renfield", ["I1"]),
        ("wrenfeild", ["I1"]),
        ("Wrenfield, Tobyas", ["I1"]),
        ("Jose Garzia", ["I2"]),
        ("Mara Quillfeather", []),
        ("Edward Wrenfield", []),  # another man of that surname
        ("", []),
        ("??", []),
    ],
)
def test_a_misspelt_name_finds_who_is_called_nearly_so(
    told: tuple[World, datetime], wanted: str, found: list[str]
) -> None:
    world, _ = told
    with world.database.read() as session:
        assert near_names.near(session, wanted) == found
