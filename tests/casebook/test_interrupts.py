"""Ctrl-C that falls into a callback which cannot raise ends the command all the same."""

from __future__ import annotations

import signal
import sys
import time
import weakref

import pytest

from casebook.interrupts import hear


class Thing:
    pass


pytestmark = pytest.mark.timeout(20)


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    hear()


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
