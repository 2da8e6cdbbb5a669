from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from pipeline.records import Reason
from storage import articles, pages, reports
from storage.engine import open_database
from storage.tables import DERIVED, article_version, claim, reading, report, report_key
from tests.storage.conftest import World, irrelevant, story

URL = "https://ledger.example/story"


def versions(world: World) -> list[tuple[int, str, bool]]:
    columns = (article_version.c.n, article_version.c.text, article_version.c.current)
    with world.database.read() as session:
        statement = select(*columns).order_by(article_version.c.article_id, article_version.c.n)
        return [
            (row.n, row.text.rsplit(". ", 1)[-1], row.current) for row in session.execute(statement)
        ]


def derived(world: World) -> list[Any]:
    """Every derived table, row numbers left out."""
    numbers = {"id", "article_id", "version_id", "report_id", "capture_id"}
    with world.database.read() as session:
        found = []
        for table in DERIVED:
            columns = [column for column in table.c if column.name not in numbers]
            rows = [tuple(map(str, row)) for row in session.execute(select(*columns))]
            found.append((table.name, sorted(rows)))
        return found


def test_a_reading_comes_back_whole(world: World) -> None:
    read = story(URL, text="He is alive.")
    world.read(world.keep(URL), read)
    with world.database.read() as session:
        [anchor] = reports.every_anchor(session)
        stored = reports.stored(session, [anchor])[anchor]
    assert stored.report == read.reports[0]
    assert (stored.url, stored.outlet, stored.version) == (URL, "ledger.example", 1)
    assert stored.linkable.victims[0].name == "Tobias Wrenfield"
    assert stored.member().published == read.article.published


def test_reading_again_replaces_and_adds_nothing(world: World) -> None:
    number = world.keep(URL)
    world.read(number, story(URL))
    before = derived(world)
    world.read(number, story(URL))
    assert derived(world) == before


def test_a_new_reader_replaces_only_this_articles_rows(world: World) -> None:
    number = world.keep(URL)
    world.read(number, story(URL))
    world.tell("https://other.example/1", name="Ada Quill")
    newer = story(URL, name="Tobias B. Wrenfield", version="2")
    world.read(number, newer)
    with world.database.read() as session:
        names = {
            item.report.people[0].name
            for item in reports.stored(session, reports.every_anchor(session)).values()
        }
        count = session.execute(select(func.count()).select_from(claim)).scalar_one()
    assert names == {"Tobias B. Wrenfield", "Ada Quill"}
    assert count == 10


def test_a_version_is_new_only_when_title_or_text_changed(world: World) -> None:
    for n, text in enumerate(("First", "First", "Second", "Second", "First")):
        at = world.now + timedelta(hours=n)
        world.read(world.keep(URL, f"{n}", at=at), story(URL, text=text))
    assert versions(world) == [(1, "First", False), (2, "Second", False), (3, "First", True)]
    number = world.keep(URL, "title", at=world.now + timedelta(days=1))
    world.read(number, story(URL, text="First", title="Corrected"))
    assert len(versions(world)) == 4


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_versions_do_not_depend_on_the_order_of_reading(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'x.db'}")
    world = World(database, tmp_path / "archive")
    texts = ("Same", "Same", "Changed")
    kept = [world.keep(URL, f"{n}", at=world.now + timedelta(hours=n)) for n in range(3)]
    for n in order:
        world.read(kept[n], story(URL, text=texts[n]))
    assert versions(world) == [(1, "Same", False), (2, "Changed", True)]
    with database.read() as session:
        assert len(reports.every_anchor(session)) == 1
        current = select(report.c.waiting).where(report.c.current)
        assert session.execute(current).scalars().all() == [True]
    world.archive.close()
    database.dispose()


TWINS = ("https://ledger.example/story?view=1&page=1", "https://ledger.example/story")


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_addresses_of_a_story_the_same_one_speaks_whatever_came_first(
    world: World, first: int
) -> None:
    for at in (first, 1 - first):
        told = story(URL, text=f"from {at}")
        world.read(
            world.keep(TWINS[at]), replace(told, article=replace(told.article, url=TWINS[at]))
        )
    assert versions(world) == [(1, "from 1", True)]
    [row] = world.rows("articles")
    assert row["urls"] == sorted(TWINS)
    assert len(row["reports"]) == 1


def test_when_the_address_that_spoke_goes_its_twin_is_read_again(world: World) -> None:
    twin, main = world.keep(TWINS[0]), world.keep(TWINS[1])
    world.read(main, story(URL))
    world.read(twin, story(URL))
    with world.database.write() as session:
        articles.set_aside(session, main, version="2", reason=Reason.PAYWALLED)
        waiting = pages.waiting(session, reader_version="1", limit=9)
    assert twin in [item.capture_id for item in waiting]
    assert world.rows("articles") == []
    world.read(twin, story(URL))
    assert len(world.rows("articles")) == 1


def test_set_aside_is_counted_and_not_read_again(world: World) -> None:
    number = world.keep(URL)
    with world.database.write() as session:
        articles.set_aside(session, number, version="1", reason=Reason.EMPTY, detail="no text")
        assert pages.waiting(session, reader_version="1", limit=9) == []
        assert list(session.scalars(select(reading.c.reason))) == ["no article text"]
        assert articles.counts(session) == {"articles": 0, "relevant": 0, "set_aside": 1}


def test_a_reading_that_is_withdrawn_leaves_nothing_behind(world: World) -> None:
    number = world.keep(URL)
    world.read(number, story(URL))
    with world.database.write() as session:
        articles.set_aside(session, number, version="2", reason=Reason.NOT_AN_ARTICLE)
        left = [
            session.execute(select(func.count()).select_from(t)).scalar_one()
            for t in (claim, report, report_key, article_version)
        ]
    assert left == [0, 0, 0, 0]


def test_irrelevant_articles_are_articles_too(world: World) -> None:
    world.read(world.keep(URL), irrelevant(URL))
    [row] = world.rows("articles")
    assert (row["relevant"], row["reports"], row["facts"], row["incident_ids"]) == (
        False,
        [],
        None,
        [],
    )


def test_text_no_database_takes_keeps_its_offsets(world: World) -> None:
    world.read(world.keep(URL), story(URL, text="a\0b\ud800c"))
    [row] = world.rows("articles")
    assert row["text"].endswith("a\ufffdb\ufffdc")


def test_two_reports_that_look_alike_stay_two(world: World) -> None:
    read = story(URL)
    twice = replace(read, reports=(read.reports[0], replace(read.reports[0], n=1)))
    world.read(world.keep(URL), twice)
    with world.database.read() as session:
        assert len(reports.every_anchor(session)) == 2


def test_an_article_identifier_is_made_of_its_address() -> None:
    assert articles.article_id("http://a.example/1") == articles.article_id("http://a.example/1")
    assert articles.article_id("http://a.example/1") != articles.article_id("http://a.example/2")
