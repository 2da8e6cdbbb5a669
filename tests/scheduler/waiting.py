"""Waiting for what other threads and processes do, not longer than needed."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(true: Callable[[], bool], *, seconds: float = 20) -> None:
    """Return as soon as it is true; fail when it does not become so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
