"""Jobs by the clock's word, each in a child: when their time has come, once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from scheduler import jobs, work
from scheduler.children import Children
from scheduler.clock import Clock, Plan, backup, clean_up, export, push
from scheduler.exporting import FILES
from scheduler.workplace import Workplace
from storage import incidents as incident_store
from storage import queues, runs
from storage.archive import Archive
from storage.engine import open_database
from tests.scheduler.waiting import until

GOLD = Path(__file__).parents[1] / "gold" / "coverage.jsonl"


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
    began = datetime.now(UTC) - timedelta(days=1)  # a time was named meanwhile
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
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
    assert clean_up(clock).outcome == "done"
    with clock.database.read() as session:
        assert [run.job for run in runs.latest(session)] == ["clean up", "backup", "push", "export"]


def test_before_its_time_nothing_is_begun(clock: Clock) -> None:
    clock.began = clock.now()
    noon = clock.now().replace(hour=12, minute=10)
    early = Clock(clock.place, clock.plan, clock.worker, lambda: noon, began=noon)
    assert export(early) is None
    assert push(early) is None


def test_who_reads_stays_for_what_comes_next_and_goes_when_nothing_does(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process for many stories: starting one takes seconds, on a busy machine a minute."""
    monkeypatch.setattr(work, "_LOOK", 0.05)
    stories = GOLD.read_text("utf-8").splitlines()[:2]

    def comes(n: int) -> None:
        (tmp_path / "in.jsonl").write_text(stories[n] + "\n")
        jobs.ingest(clock.place, [tmp_path / "in.jsonl"], now=clock.now())

    def incidents() -> int:
        with clock.database.read() as session:
            return queues.unread(session) + (not incident_store.list_incidents(session))

    comes(0)
    out = StringIO()
    orders = clock.orders(["read", "resolve"], linger={"idle": 1.0, "life": 60.0})
    reading = threading.Thread(target=work.work, args=(orders, out))
    reading.start()
    until(lambda: incidents() == 0)
    comes(1)
    until(lambda: incidents() == 0)
    reading.join(10)
    assert not reading.is_alive()
    with clock.database.read() as session:
        done = Counter(run.job for run in runs.latest(session))
    assert done["read"] == 2
    assert done["resolve"] >= 2
    assert '"waiting"' in out.getvalue(), "a sign of life while it waits"


def test_who_reads_does_not_try_the_same_in_a_circle(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_LOOK", 0.01)
    monkeypatch.setattr(queues, "unread", lambda _session: 3)
    linger = work.Linger(clock.database, StringIO(), idle=0.1, life=60.0)
    assert linger.more()
    assert not linger.more()
    large = work.Linger(clock.database, StringIO(), idle=60.0, life=60.0, memory=1.0)
    assert large.more()
    assert not large.more(), "another, smaller one goes on"
