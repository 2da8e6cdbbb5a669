"""Any order and any batching of the same stories and judgements gives the same incidents."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import delete, select

from pipeline import compare, resolve, urls
from pipeline.columns.sums import kept
from pipeline.linking import crowds, linkable
from pipeline.records import Verdict
from scheduler.resolving import resolve_from_scratch
from scheduler.workplace import Workplace
from storage import articles, comparisons, incidents, judgements, parts, reports
from storage.crowds import note
from storage.engine import open_database
from storage.tables import report_key
from tests.storage.conftest import NOW, World, story
from tests.storage.test_incidents import _without_identifiers, receiver

NAMES = (
    "Tobias Wrenfield", "Tobyas Wrenfield", "Ada Quill", "Ada B. Quill", "Otto Lund",
    "Otto Lund Jr.", "Marisela Quintero Vega", "Marisela Vega", None, None, None,
)  # fmt: skip
TOWNS = ("Ashport", "Millbrook", "Dunmore")
Word = tuple[int, int, Verdict]


def newsroom(draw: random.Random, size: int) -> dict[int, dict[str, Any]]:
    """Stories of a few days in three towns, a quarter of them naming nobody."""
    return {
        n: {
            "name": draw.choice(NAMES),
            "city": draw.choice(TOWNS),
            "day": str(date(2026, 2, 22) + timedelta(draw.randrange(6))),
            "age": draw.choice((None, 22, 34, 51)),
            "published": NOW - timedelta(hours=draw.randrange(90)),
        }
        for n in range(size)
    }


@contextmanager
def opened(folder: Path) -> Iterator[World]:
    folder.mkdir()
    (folder / "casebook.db").write_bytes(_empty())
    database = open_database(f"sqlite:///{folder / 'casebook.db'}")
    world = World(database, folder / "archive")
    yield world
    world.archive.close()
    database.dispose()


@cache
def _empty() -> bytes:
    """A database as it is made: half a thousand are asked for."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        open_database(f"sqlite:///{path}").dispose()
        return path.read_bytes()


def url(n: int) -> str:
    return f"https://outlet{n}.example/story"


def anchors_of(stories: dict[int, dict[str, Any]]) -> dict[int, str]:
    """Where judgements will be bound, known before the stories are told in any order."""
    return {
        n: linkable.anchor(urls.key(url(n)), story(url(n), **told).reports[0])
        for n, told in stories.items()
    }


def incidents_of(
    folder: Path,
    stories: dict[int, dict[str, Any]],
    words: Sequence[Word],
    anchors: dict[int, str],
    draw: random.Random,
) -> str:
    """Tell, judge and resolve in an order and in batches drawn at random; then all at once."""
    steps: list[int | Word] = [*stories, *words]
    with opened(folder) as world:
        for step in draw.sample(steps, len(steps)):
            if isinstance(step, int):
                world.tell(url(step), **stories[step])
            else:
                _judge(world, step, anchors, words.index(step))
            if draw.random() < 0.15:
                world.resolve(batch=draw.choice((1, 2, 5, 50)))
        world.resolve(batch=draw.choice((1, 7, 100)))
        found = world.rows("incidents")
        assert receiver(world) == found
        resolve_from_scratch(Workplace(world.database, world.archive), now=world.now)
        assert world.rows("incidents") == found
        return _without_identifiers(found)


def stories_of_one(draw: random.Random, size: int) -> dict[int, dict[str, Any]]:
    """Stories of one incident or two in one town, most of them alike."""
    return {
        n: {
            "name": draw.choice(("Ada Quill", "Ada Quill", "Otto Lund", None, None)),
            "city": "Ashport",
            "day": draw.choice(("2026-02-22", "2026-02-22", "2026-02-23")),
            "age": draw.choice((None, 34)),
            "published": NOW - timedelta(hours=draw.randrange(90)),
        }
        for n in range(size)
    }


@pytest.mark.parametrize(
    "seed", [1, 2, 3, *(pytest.param(n, marks=pytest.mark.soak) for n in range(4, 200))]
)
def test_stories_of_crowds_that_come_and_go_are_linked_as_all_at_once(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "STANDING", 2)
    draw = random.Random(seed)
    stories = stories_of_one(draw, 24)
    with opened(tmp_path / "world") as world:
        there: dict[int, int] = {}
        for n in draw.sample(sorted(stories), len(stories)):
            page = world.keep(url(n))
            world.read(page, story(url(n), **stories[n]))
            there[n] = page
            if draw.random() < 0.3:
                gone = draw.choice(sorted(there))
                with world.database.write() as session:
                    articles.forget(session, there.pop(gone))
            if draw.random() < 0.3:
                world.resolve(batch=draw.choice((1, 2, 5, 50)))
        world.resolve(batch=draw.choice((1, 7, 100)))
        with world.database.read() as session:
            known = reports.linkables(session, reports.every_anchor(session))
            edges = comparisons.between(session, known)
            formed = set(parts.standing(session).values())
    found = resolve.resolve(known, (), compare.Model.load())
    assert [(e.left, e.right, e.score, kept(e)) for e in edges] == [
        (e.left, e.right, e.score, kept(e)) for e in found.edges
    ]
    assert formed == {frozenset(m.anchor for m in one.members) for one in found.clusters}
    assert crowds.followers(known)


def test_what_fits_two_incidents_joins_the_one_that_is_left(world: World) -> None:
    there = [world.keep(url(n)) for n in range(3)]
    for n, name in enumerate(("Tobias Wrenfield", "Ada Quill", None)):
        world.read(there[n], story(url(n), name=name))
    world.resolve()
    with world.database.read() as session:
        assert [asked.kind for asked in incidents.questions(session)] == ["near tie"]
    with world.database.write() as session:
        articles.forget(session, there[1])
    world.resolve()
    with world.database.read() as session:
        [left] = parts.standing(session).values()
        assert len(left) == 2
        assert not incidents.questions(session)


def test_crowds_that_an_earlier_version_did_not_note_are_noted(world: World) -> None:
    for n in range(3):
        world.tell(url(n))
    told = select(report_key.c.report_id, report_key.c.key).order_by(report_key.c.report_id)
    told = told.where(report_key.c.key.startswith("crowd "))
    with world.database.write() as session:
        before = session.execute(told).all()
        session.execute(delete(report_key).where(report_key.c.key == before[0].key))
        note(session, reports.linkables(session, reports.every_anchor(session)))
        assert session.execute(told).all() == before


def _judge(world: World, word: Word, anchors: dict[int, str], minute: int) -> None:
    left, right, verdict = word
    at = world.now + timedelta(minutes=minute)
    with world.database.write() as session:
        judgements.decide(session, [(anchors[left], anchors[right])], verdict, by="ann", now=at)


@pytest.mark.parametrize(
    "seed", [3, *(pytest.param(n, marks=pytest.mark.soak) for n in range(501) if n != 3)]
)
def test_two_orders_of_sixty_stories_agree(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    stories = newsroom(draw, draw.randrange(60, 70))
    while sum(told["name"] is None for told in stories.values()) < 10:  # of 501 seeds, one
        stories = newsroom(draw, len(stories))
    anchors = anchors_of(stories)
    words = [
        (*draw.sample(sorted(stories), 2), draw.choice((Verdict.SAME, Verdict.DIFFERENT)))
        for _ in range(6)
    ]
    words = list({frozenset(word[:2]): word for word in words}.values())  # the last one stands
    one, other = (
        incidents_of(tmp_path / f"order{n}", stories, words, anchors, draw) for n in range(2)
    )
    assert one == other
