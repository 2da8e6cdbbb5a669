"""Trying out a threshold changes nothing and says what it would change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scheduler.simulating import NoSuchThreshold, simulate
from scheduler.workplace import Workplace
from storage.engine import open_database
from tests.storage.conftest import World
from tests.whole.desk import Desk

A, B, C = (f"https://{name}.example/story" for name in ("ledger", "herald", "courier"))


@pytest.fixture
def place(tmp_path: Path):
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    world = World(database, tmp_path / "archive")
    world.tell(A)
    world.tell(B, name=None, age=None)
    world.tell(C, name="Ada Quill", city="Millbrook", day="2026-01-05")
    world.resolve()
    yield Workplace(database, world.archive), world
    world.archive.close()
    database.dispose()


def test_a_strict_threshold_takes_weak_joins_apart(place: tuple[Workplace, World]) -> None:
    work, world = place
    before = world.export("incidents")
    mild, strict = simulate(work, [0.8, 0.999999])
    assert (mild.incidents_changed, mild.incidents_then) == (0, 2)
    assert (strict.incidents_changed, strict.incidents_then) == (1, 3)
    (change,) = strict.changed
    assert change.incidents == ("I1",)
    assert [len(own) for own in change.after] == [1, 1]
    assert sorted(strict.urls.values()) == [B, A]
    assert world.export("incidents") == before


def test_the_threshold_in_use_changes_nothing(place: tuple[Workplace, World]) -> None:
    work, _ = place
    assert simulate(work, [0.9188])[0].changed == ()


@pytest.mark.parametrize("threshold", [0.01, 1.0, 7.0])
def test_thresholds_that_say_nothing(place: tuple[Workplace, World], threshold: float) -> None:
    with pytest.raises(NoSuchThreshold, match=f"{threshold} cannot be tried"):
        simulate(place[0], [threshold])


def test_every_threshold_asked_for_is_tried_and_nothing_else_done(
    place: tuple[Workplace, World], tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    asked = ("resolve", "--dry-run", "--threshold", "0.8", "--threshold", "0.9", "0.95")
    told = re.findall(r"^threshold (\S+)", desk.run(*asked).stdout, re.MULTILINE)
    assert told == ["0.8", "0.9", "0.95"]
    for more in (("--policy", "default"), ("--from-scratch",)):
        assert "stores nothing" in desk.run(*asked, *more, status=2).stderr
