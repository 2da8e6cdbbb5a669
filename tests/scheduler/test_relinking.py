"""Linking again on an engine gives what linking in one process gives, to the letter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import candidates, resolve
from pipeline.columns import pairs
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.records import Judgement, Verdict
from scheduler import jobs, relinking
from scheduler.engines import Done, Local
from scheduler.relinking import RelinkFailed, on_engine, resolve_on
from scheduler.workplace import Workplace
from storage import judgements, reports
from storage.archive import Archive
from storage.engine import open_database
from tests.scheduler.warcs import make_warcs

NOW = datetime(2027, 3, 1, tzinfo=UTC)


class Here:
    """Runs orders one after the other in this process."""

    def run(self, task: object, orders: list[object]) -> Iterator[Done[object, object]]:
        for order in orders:
            yield Done(order, task(order))  # type: ignore[operator]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """The newsroom, every third story of it, read and resolved."""
    folder = tmp_path_factory.mktemp("newsroom")
    database = open_database(f"sqlite:///{folder / 'casebook.db'}")
    with Archive(folder / "archive") as archive:
        made = Workplace(database, archive)
        jobs.ingest(made, make_warcs(folder, files=1, every=2), now=NOW)
        jobs.read_waiting(made, now=NOW)
        jobs.resolve_waiting(made, now=NOW)
        yield made
    database.dispose()


@pytest.fixture(scope="module")
def known(place: Workplace) -> list[Linkable]:
    with place.database.read() as session:
        return reports.linkables(session, reports.every_anchor(session))


def words_on(known: list[Linkable]) -> list[Judgement]:
    """A few "same" and "different" between reports that need not share a key."""
    chance = random.Random(7)
    pairs = [sorted(chance.sample([r.anchor for r in known], 2)) for _ in range(6)]
    return [
        Judgement(left, right, (Verdict.SAME, Verdict.DIFFERENT)[n % 2], "kim", NOW, f"note {n}")
        for n, (left, right) in enumerate(pairs)
    ]


@pytest.mark.parametrize("spoken", [False, True], ids=["by itself", "with judgements"])
def test_an_engine_gives_the_same_resolution(
    known: list[Linkable], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoken: bool
) -> None:
    monkeypatch.setattr(relinking, "_PAIRS", 20)  # so that a few reports make many pieces
    monkeypatch.setattr(relinking, "_PART_REPORTS", 5)
    words = words_on(known) if spoken else []
    assert len(known) > 25
    whole = resolve.resolve(known, words, Model.load())
    assert resolve_on(Here(), str(tmp_path), known, words) == whole
    again = resolve_on(Here(), str(tmp_path), known[:9], [])
    assert again == resolve.resolve(known[:9], [], Model.load()), "an earlier linking's files stay"


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    assert resolve_on(Here(), str(tmp_path), [], []).clusters == ()


def test_pairs_are_those_that_share_a_key(known: list[Linkable]) -> None:
    rows = [
        pair
        for left, right in pairs.row_pairs(known)
        for pair in zip(left.tolist(), right.tolist(), strict=True)
    ]
    assert len(rows) == len(set(rows)), "once"
    found = {tuple(sorted((known[one].anchor, known[other].anchor))) for one, other in rows}
    assert found == {(left.anchor, right.anchor) for left, right in candidates.pairs(known)}


def test_the_database_is_the_same_whoever_links(place: Workplace, tmp_path: Path) -> None:
    def incidents() -> list[object]:
        from storage.tables import incident

        with place.database.read() as session:
            return [tuple(row) for row in session.execute(incident.select())]

    jobs.resolve_from_scratch(place, now=NOW)
    before = incidents()
    jobs.resolve_from_scratch(place, now=NOW, by=on_engine(Local(2), str(tmp_path)))
    assert incidents() == before
    with place.database.read() as session:
        assert not judgements.every(session)


class Broken:
    def run(self, task: object, orders: list[object]) -> Iterator[Done[object, object]]:
        yield Done(orders[0], None, "its process ended early (status -9)")


def test_an_order_that_never_ends_is_said_and_changes_nothing(
    place: Workplace, known: list[Linkable], tmp_path: Path
) -> None:
    with pytest.raises(RelinkFailed, match="nothing was changed, run the same command again"):
        resolve_on(Broken(), str(tmp_path), known, [])
