"""What others wrote must not keep us for ever: work on it has so many seconds."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TookTooLong(Exception):
    """Work that was not brought to its end."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """So many seconds of this process's own work, however busy the machine is, or `TookTooLong`.

    Only the main thread of a process can be interrupted: children, commands, crawls, workers of
    engines; others have no limit. It interrupts, then once a second: a library may take the first
    for a fault of its own.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    running = True

    def interrupt(_number: int, _frame: object) -> None:
        if running:
            raise TookTooLong(f"it took more than {seconds:.0f} seconds")

    before = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        try:
            yield
        finally:
            running = False
    finally:
        running = False  # the last signal may have come in the line above
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
