"""Children that hang, eat memory, die or do not listen: each is ended and told of."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from scheduler import children
from scheduler.children import Children, Ended, Limits
from tests.scheduler.waiting import until

SAY = "import json, sys, time; say = lambda **line: print(json.dumps(line), flush=True)\n"


def run(script: str, limits: Limits = Limits()) -> Ended:  # noqa: B008 - frozen
    return Children([sys.executable, "-c", SAY + script]).run({"jobs": ["x"]}, limits)


def test_what_a_child_says_last_is_how_it_ended() -> None:
    assert run("sys.stdin.readline(); say(ended='done', counts={'pages': 3})").counts == {
        "pages": 3
    }
    failed = run("say(ended='failed', says='no room'); sys.exit(1)")
    assert (failed.outcome, failed.says) == ("failed", "no room")


def test_a_child_that_dies_without_a_word_is_told_of_with_its_signal() -> None:
    ended = run("import os; os.kill(os.getpid(), 9)")
    assert ended.outcome == "killed"
    assert "SIGKILL" in (ended.says or "")


def test_a_child_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    ended = run(
        "import subprocess\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\n"
        "say(job='x', done=0)\n"
        "time.sleep(600)",
        Limits(silence=2),
    )
    assert ended.outcome == "killed"
    assert "no sign of life" in (ended.says or "")
    until(lambda: not psutil.pid_exists(int(note.read_text())) or _gone(int(note.read_text())))


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_child_that_eats_memory_is_ended() -> None:
    ended = run(
        "say(job='x')\nhoard = bytearray(200_000_000)\nfor n in range(0, 200_000_000, 4096):\n"
        "    hoard[n] = 1\ntime.sleep(600)",
        Limits(memory=100_000_000),
    )
    assert ended.outcome == "killed"
    assert "MB of memory" in (ended.says or "")


def test_a_child_that_never_ends_is_ended() -> None:
    ended = run("\nwhile True:\n    say(job='x'); time.sleep(1.2)", Limits(life=2))
    assert ended.outcome == "killed"
    assert "had not ended" in (ended.says or "")


def test_a_child_that_is_stopped_before_it_can_listen_was_not_killed() -> None:
    """It has just begun: SIGTERM ends it without a word, and sooner than anybody looks."""
    found: list[Ended] = []
    pool = Children([sys.executable, "-c", SAY + "say(job='x')\ntime.sleep(600)"])
    thread = threading.Thread(target=lambda: found.append(pool.run({}, Limits())))
    thread.start()
    until(lambda: bool(pool._alive))
    time.sleep(0.5)
    pool.stop()
    thread.join(15)
    assert found[0].outcome == "stopped"


def test_stopping_asks_the_children_and_kills_those_that_do_not_listen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(children, "PATIENCE", 2.0)
    note = tmp_path / "deaf"
    deaf = (
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nsay(job='x')\n"
        f"open({str(note)!r}, 'w').close()\n"
    )
    found: list[Ended] = []
    pool = Children([sys.executable, "-c", SAY + deaf + "time.sleep(600)"])
    thread = threading.Thread(target=lambda: found.append(pool.run({}, Limits())))
    thread.start()
    until(note.exists)
    began = time.monotonic()
    pool.stop()
    thread.join(15)
    assert not thread.is_alive()
    assert time.monotonic() - began < 10
    assert found[0].outcome == "killed"
    assert pool.run({}, Limits()).outcome == "stopped"  # nobody is started any more
