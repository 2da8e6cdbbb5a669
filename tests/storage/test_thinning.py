"""Old visits go, and no report says anything else for it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from storage import feeds, runs, schedules, sources, thinning
from storage.feeds import Validators
from storage.references.coverage import Watched, coverage
from storage.sources import Look
from storage.tables import look
from tests.storage.conftest import NOW, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_on_which_days_a_source_was_watched_stays_known(world: World) -> None:
    with world.database.write() as session:
        for hour in range(72):
            outcome = "timeout" if hour % 4 == 0 else "answered"
            sources.note_look(session, Look("daily", "d", NOW + hour * HOUR, outcome))
    daily = Watched("daily", "OH", frozenset(("daily.example",)))
    days = (NOW.date() - DAY, NOW.date() + 4 * DAY)
    before = NOW + 60 * HOUR

    def told() -> list[object]:
        with world.database.read() as session:
            return list(coverage(session, [daily], *days))

    said = told()
    with world.database.write() as session:
        assert thinning.looks(session, before=before) > 40
        assert thinning.looks(session, before=before) == 0
    assert told() == said
    with world.database.read() as session:
        left = session.execute(select(look)).all()
    assert sum(item.at >= before for item in left) == 12
    seen = {(item.at.date(), item.outcome) for item in left if item.at < before}
    assert len(seen) == sum(item.at < before for item in left)
    assert {day for day, _ in seen} == {date.fromordinal(NOW.toordinal() + n) for n in range(3)}


def test_the_last_visits_of_a_source_and_those_under_way_stay(world: World) -> None:
    with world.database.write() as session:
        for n in range(50):
            at = NOW + n * HOUR
            run = runs.begin(session, "crawl", version="1", worker="w:1", now=at)
            names = {"daily": None, "rare": None} if n == 0 else {"daily": None}
            schedules.begin_visits(session, run, names, now=at)
            schedules.end_visits(session, run, outcome="done", now=at)
        stuck = runs.begin(session, "crawl", version="1", worker="w:1", now=NOW)
        schedules.begin_visits(session, stuck, {"stuck": None}, now=NOW)
    with world.database.read() as session:
        told = schedules.history(session, ["daily", "rare"], limit=thinning.VISITS)
        assert thinning.visited(session, before=NOW + 49 * HOUR) == ["daily", "rare", "stuck"]
    with world.database.write() as session:
        assert thinning.visits(session, "daily", before=NOW + 10 * HOUR) == 10
        assert thinning.visits(session, "daily", before=NOW + 49 * HOUR) == 10
        assert thinning.visits(session, "rare", before=NOW + 49 * HOUR) == 0
        assert thinning.visits(session, "stuck", before=NOW + 49 * HOUR) == 0
    with world.database.read() as session:
        assert schedules.history(session, ["daily", "rare"], limit=thinning.VISITS) == told
        assert [item.outcome for item in schedules.visits_of(session, stuck)] == [None]


def test_a_sitemap_nobody_asks_for_any_more_is_forgotten(world: World) -> None:
    with world.database.write() as session:
        for url, at in (("old", NOW), ("new", NOW + DAY)):
            feeds.feed_fetched(
                session, url, source="daily", status=200, validators=Validators('"1"'), now=at
            )
        assert thinning.doors(session, before=NOW + DAY) == 1
    with world.database.read() as session:
        assert sources.door(session, "old") is None
        assert sources.door(session, "new") is not None
