"""Ctrl-C is heard wherever it falls."""

from __future__ import annotations

import signal
import sys
import threading

_SOON = 0.02  # seconds, by which what could not raise it is over


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
