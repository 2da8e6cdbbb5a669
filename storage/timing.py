"""How long the database took for one request: what the pages tell in their Server-Timing header."""

from __future__ import annotations

import threading
import time
from typing import Any

from sqlalchemy import Engine, event


class SqlClock:
    """Adds up, thread by thread, the time statements took."""

    def __init__(self, engine: Engine) -> None:
        self._here = threading.local()
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)

    def begin(self) -> None:
        self._here.total = 0.0

    @property
    def milliseconds(self) -> float:
        return float(getattr(self._here, "total", 0.0)) * 1000

    def _before(self, *_told: Any) -> None:
        self._here.since = time.perf_counter()

    def _after(self, *_told: Any) -> None:
        spent = time.perf_counter() - self._here.since
        self._here.total = getattr(self._here, "total", 0.0) + spent
