"""A page must not keep the reader for ever: one that takes longer than any story is given up.

Pages are hostile. One that kept the reader busy until its process was ended would be the first to
be read again by the next, and nothing behind it would ever be read.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline import reader
from pipeline.records import Page, Reading

#: Seconds of this process's own work, however busy the machine is. A story takes a tenth of one,
#: the first a few: what reading needs is loaded with it.
LONGEST = 60.0


class TookTooLong(Exception):
    """A page that was not read to its end."""


def read(page: Page) -> Reading:
    """What :func:`pipeline.reader.read` gives, or :class:`TookTooLong`.

    Only the main thread of a process can be interrupted: children, commands, workers of engines.
    """
    if threading.current_thread() is not threading.main_thread():
        return reader.read(page)
    with _at_most(LONGEST):
        return reader.read(page)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Interrupts, then once a second: a library may take the first for a fault of its own."""
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
