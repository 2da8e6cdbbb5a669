"""What is looked at again, and how stories changed meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.cli.revisions import print_revisions
from storage import follow, frontier, pages
from storage.follow import STEPS, case_queries, is_due
from storage.frontier import FoundLink
from storage.identifiers import number
from storage.pages import Kept, NewCapture
from storage.revisions import revisions
from tests.storage.conftest import NOW, World, irrelevant, story

URL = "https://daily.example/a"
HOUR = timedelta(hours=1)


def met(world: World, url: str = URL) -> None:
    with world.database.write() as session:
        frontier.found(session, [FoundLink(url, "feed", "daily")], now=world.now)


def due(world: World, *, now: datetime) -> list[str]:
    """The addresses that are due again."""
    with world.database.write() as session:
        ids = follow.due_again(session, now=now, sources=["daily"])
        follow.again(session, ids, now=now)
        until = now + HOUR
        leased = frontier.lease(
            session, worker="w", limit=9, now=now, until=until, sources=["daily"]
        )
        assert all(link.known for link in leased)
    return [link.url for link in leased]


def unchanged(world: World, *, now: datetime) -> None:
    """The story answers that nothing changed."""
    with world.database.write() as session:
        link_id = frontier.link_ids(session, [URL])[URL]
        pages.keep(session, NewCapture(link_id, now, 304, "", Kept.UNCHANGED), now=now)


def test_a_relevant_story_is_looked_at_on_every_step_and_no_more(world: World) -> None:
    met(world)
    world.tell(URL)
    met(world, "https://daily.example/council")
    world.read(
        world.keep("https://daily.example/council"), irrelevant("https://daily.example/council")
    )
    times = 0
    for hours in range(1, 24 * 120, 3):
        now = NOW + timedelta(hours=hours)
        if found := due(world, now=now):
            assert found == [URL]
            times += 1
            unchanged(world, now=now)
    assert times == len(STEPS)


def test_a_story_that_is_gone_is_not_asked_for_again_and_said(world: World) -> None:
    met(world)
    world.tell(URL)
    world.resolve()
    assert due(world, now=NOW + HOUR) == [URL]
    with world.database.write() as session:
        link_id = frontier.link_ids(session, [URL])[URL]
        at = NOW + HOUR
        frontier.fail(session, link_id, kind="gone", detail="404", retry_at=None, now=at)
    assert due(world, now=NOW + 48 * HOUR) == []
    [line] = world.rows("incidents")
    with world.database.read() as session:
        [told] = revisions(session, number(line["incident_id"]))
    assert told.gone_at == NOW + HOUR


def test_a_failure_that_may_pass_does_not_end_the_steps(world: World) -> None:
    met(world)
    world.tell(URL)
    assert due(world, now=NOW + HOUR) == [URL]
    with world.database.write() as session:
        link_id = frontier.link_ids(session, [URL])[URL]
        at = NOW + HOUR
        frontier.fail(session, link_id, kind="timeout", detail="", retry_at=None, now=at)
    assert due(world, now=NOW + 2 * HOUR) == []
    assert due(world, now=NOW + 7 * HOUR) == [URL]


@given(
    st.lists(st.integers(1, 60 * 24 * 30), min_size=1, max_size=60).map(sorted),
)
def test_however_seldom_one_looks_each_step_costs_one_look_at_most(minutes: list[int]) -> None:
    last, looks = NOW, 0
    for minute in minutes:
        now = NOW + timedelta(minutes=minute)
        if is_due(NOW, last, now):
            last, looks = now, looks + 1
    passed = sum(NOW + step <= NOW + timedelta(minutes=minutes[-1]) for step in STEPS)
    assert looks <= passed
    assert (looks == 0) == (passed == 0)


def test_age_23_to_32_in_version_3(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    met(world)
    for age, text in ((23, ""), (23, "The chief spoke."), (32, "Correction: He was 32, not 23.")):
        told = story(URL, age=age, text=text)
        world.read(world.keep(URL, f"{age} {text}"), told)
        world.later(hours=1)
    world.resolve()
    [line] = world.rows("incidents")
    with world.database.read() as session:
        told_of = revisions(session, number(line["incident_id"]))
    assert [(item.n, [change.kind for change in item.paragraphs]) for item in told_of] == [
        (2, ["reworded"]),
        (3, ["reworded"]),
    ]
    print_revisions(told_of)
    shown = capsys.readouterr().out
    assert "age 23 → 32 in version 3" in shown


def test_cases_are_looked_for_monthly_then_no_more(world: World) -> None:
    world.tell(URL, day="2026-02-25")
    world.resolve()
    searched: list[timedelta] = []
    for days in range(0, 4 * 365, 2):
        now = NOW + timedelta(days=days)
        with world.database.write() as session:
            if cases := follow.open_cases(session, now=now):
                assert cases[0].queries == ('"Tobias Wrenfield" Ashport',)
                assert cases[0].state == "OH"
                follow.searched(session, cases, now=now)
                searched.append(timedelta(days=days))
    gaps = [(later - earlier).days for earlier, later in pairwise(searched)]
    assert set(gaps[:5]) <= {8}  # weekly while the person may still die of it
    assert set(gaps[8:]) == {30}
    assert timedelta(days=3 * 365 - 35) < searched[-1] <= timedelta(days=3 * 365)


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ({"city": "Macon", "victims": [{"name": "Ann Lee"}]}, ('"Ann Lee" Macon',)),
        ({"city": None, "victims": [{"name": 'Ann "Bo" Lee'}]}, ('"Ann Bo Lee"',)),
        (
            {"city": "Macon", "agencies": ["Macon Police"], "victims": [{"name": None}]},
            ('"Macon Police" shooting Macon',),
        ),
        ({"city": "Macon", "victims": []}, ()),
    ],
)
def test_what_a_case_is_asked_by(line: dict[str, object], asks: tuple[str, ...]) -> None:
    assert case_queries({"county": None, "agencies": [], **line}) == asks
