"""An engine runs every order, and what kills a process costs that order only."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from scheduler.engines import Engine, EngineError, Local, Spark, chosen
from tests.scheduler.warcs import make_warcs
from tests.whole.desk import Desk


def double(number: int) -> int:
    return 2 * number


def fail_on_three(number: int) -> int:
    if number == 3:
        raise ValueError("three is not doubled")
    return 2 * number


def die_always_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def die_once(marker: str) -> str:
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "came through"


@pytest.fixture(params=["local", "spark"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "spark":
        pytest.importorskip("pyspark", reason="PySpark is not installed: casebook[spark]")
    return chosen(request.param, workers=2, master="local[2]")


def test_every_order_is_run_once(engine: Engine) -> None:
    done = list(engine.run(double, [1, 2, 3]))
    assert sorted((one.order, one.result) for one in done) == [(1, 2), (2, 4), (3, 6)]
    assert list(engine.run(double, [])) == []


def test_an_order_that_fails_is_told_and_costs_itself(engine: Engine) -> None:
    done = {one.order: one for one in engine.run(fail_on_three, [1, 3, 5])}
    assert (done[1].result, done[5].result) == (2, 10)
    assert done[3].result is None
    assert done[3].fault == "ValueError: three is not doubled"


def test_a_killed_process_is_started_once_more(tmp_path: Path) -> None:
    [done] = Local(2).run(die_once, [str(tmp_path / "marker")])
    assert (done.result, done.fault) == ("came through", None)


def test_what_kills_every_process_costs_its_own_order(engine: Engine) -> None:
    done = {one.order: one for one in engine.run(die_always_on_three, [1, 3, 5])}
    assert (done[1].result, done[5].result) == (2, 10)
    assert str(done[3].fault).startswith("its process ended early (")


def test_spark_without_spark_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(EngineError, match=r"pip install 'casebook\[spark\]'"):
        list(Spark().run(double, [1]))


def test_spark_that_cannot_start_is_told_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PySpark is installed it is Java that lacks."""
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    make_warcs(tmp_path, files=1, every=60)
    desk = Desk(tmp_path)
    told = desk.run("backfill", tmp_path / "part0.warc.gz", "--engine", "spark", status=1)
    assert "needs PySpark and Java 17: pip install 'casebook[spark]'" in " ".join(
        told.stderr.split()
    )
    assert not list(tmp_path.glob("*.db"))
