"""Jobs by the clock's word, each in a child: when their time has come, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.children import Children
from scheduler.clock import Clock, Plan, backup, export, push
from scheduler.exporting import FILES
from scheduler.workplace import Workplace
from storage import runs
from storage.archive import Archive
from storage.engine import open_database


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[Clock]:
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    (tmp_path / "sources.toml").write_text("")
    plan = Plan(
        tmp_path / "sources.toml",
        export_dir=tmp_path / "copies",
        backup_dir=tmp_path / "backups",
        push_to=f"sqlite:///{tmp_path / 'theirs.db'}",
    )
    place = Workplace(database, Archive(tmp_path / "archive"))
    began = datetime.now(UTC) - timedelta(days=1)  # a time was named meanwhile
    yield Clock(place, plan, Children(), lambda: datetime.now(UTC), began=began)
    database.dispose()


def test_exports_and_pushes_are_made_once_when_their_time_has_come(
    clock: Clock, tmp_path: Path
) -> None:
    first = export(clock)
    assert first is not None
    assert first.outcome == "done", first.says
    names = sorted(path.name for path in (tmp_path / "copies").iterdir())
    assert names == sorted(f"{kind}.{form}" for kind, form in FILES)
    assert export(clock) is None
    pushed = push(clock)
    assert pushed is not None
    assert pushed.outcome == "done", pushed.says
    assert (tmp_path / "theirs.db").exists()
    backed_up = backup(clock)
    assert backed_up is not None
    assert backed_up.outcome == "done", backed_up.says
    [made] = (tmp_path / "backups").iterdir()
    assert made.is_dir()
    with clock.database.read() as session:
        assert [run.job for run in runs.latest(session)] == ["backup", "push", "export"]


def test_before_its_time_nothing_is_begun(clock: Clock) -> None:
    clock.began = clock.now()
    noon = clock.now().replace(hour=12, minute=10)
    early = Clock(clock.place, clock.plan, clock.worker, lambda: noon, began=noon)
    assert export(early) is None
    assert push(early) is None
