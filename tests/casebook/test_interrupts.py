"""Ctrl-C ends a command wherever it falls: into a callback that cannot raise, amid an import."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from casebook.interrupts import INTERRUPTED, STOPPED, hear


class Thing:
    pass


pytestmark = pytest.mark.timeout(20)


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As at a terminal, also where whoever runs the tests has them ignore Ctrl-C (nohup)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    hear()
    yield
    signal.signal(signal.SIGINT, before)


def forget(thing: Thing, error: type[BaseException]) -> weakref.ref[Thing]:
    """A reference to it whose callback fails when it goes."""

    def fail(_gone: object) -> None:
        raise error

    return weakref.ref(thing, fail)


def test_an_interrupt_in_a_callback_arrives() -> None:
    thing = Thing()
    kept = forget(thing, KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - it comes while we wait
        del thing
        time.sleep(100)
    assert kept() is None


def test_a_signal_in_a_callback_arrives() -> None:
    thing = Thing()
    kept = weakref.ref(thing, lambda _gone: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012
        del thing
        time.sleep(100)
    assert kept() is None


def test_other_faults_of_callbacks_are_told_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    thing = Thing()
    kept = forget(thing, ValueError)
    del thing
    assert kept() is None
    assert "ValueError" in capsys.readouterr().err


#: ``python -m casebook`` to which Ctrl-C comes when it looks for a module.
INTERRUPTED_AT = """
import runpy, signal, sys
module = sys.argv.pop(1)
class Interrupt:
    def find_spec(self, name, *_):
        if name == module:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
runpy.run_module("casebook", run_name="__main__", alter_sys=True)
"""


def interrupted_at(
    module: str, folder: Path, how: signal.Handlers = signal.SIG_DFL
) -> subprocess.CompletedProcess[str]:
    """``casebook incidents`` where there are none; whoever starts it says ``how`` it hears."""
    before: Callable[[], object] = partial(signal.signal, signal.SIGINT, how)
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT, module, "incidents"],
        cwd=folder, capture_output=True, text=True, check=False, preexec_fn=before,
    )  # fmt: skip


@pytest.mark.parametrize("module", ["typer", "casebook.cli.look", "sqlalchemy"])
def test_an_interrupt_amid_an_import_is_one_sentence(module: str, tmp_path: Path) -> None:
    done = interrupted_at(module, tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (INTERRUPTED, f"{STOPPED}\n", "")


def test_an_ignored_interrupt_stays_ignored_amid_an_import(tmp_path: Path) -> None:
    done = interrupted_at("typer", tmp_path, signal.SIG_IGN)
    assert done.returncode == 1
    assert "no database" in done.stderr
