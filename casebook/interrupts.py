"""Ctrl-C is heard wherever it falls."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType

#: How a command ends that Ctrl-C stopped.
INTERRUPTED = 130
#: What it says then, on standard error.
STOPPED = "casebook: stopped; the same command goes on from here"

_SOON = 0.02  # seconds, by which what could not raise it is over


def end_at_once() -> None:
    """From now on Ctrl-C ends the process, in one sentence, until :func:`raise_again`.

    For the time in which modules are loaded: nothing is begun yet, and a ``KeyboardInterrupt``
    raised there is told with a traceback, or turned into an ``ImportError`` by a module in C.
    Where Ctrl-C is not to be heard (``nohup``) or is heard by somebody else, nothing changes.
    """
    ours_to_set = threading.current_thread() is threading.main_thread()
    if ours_to_set and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def raise_again() -> None:
    """Let Ctrl-C raise ``KeyboardInterrupt``, as it does by default."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(_number: int, _frame: FrameType | None) -> None:
    os.write(2, f"{STOPPED}\n".encode())
    os._exit(INTERRUPTED)


def hear() -> None:
    """Let Ctrl-C end the process even where Python can only report what was raised.

    In a finalizer or a weak reference's callback (SQLAlchemy has them) an exception is printed and
    forgotten, the interrupt too: it is sent again a moment later.
    """
    before = sys.unraisablehook

    def again(told: sys.UnraisableHookArgs) -> None:
        if isinstance(told.exc_value, KeyboardInterrupt):
            whom = threading.main_thread().ident or 0
            soon = threading.Timer(_SOON, signal.pthread_kill, (whom, signal.SIGINT))
            soon.daemon = True
            soon.start()
        else:
            before(told)

    sys.unraisablehook = again
