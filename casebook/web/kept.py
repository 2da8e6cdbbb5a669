"""What is dear to find out is found out once for everybody, and kept for a little while."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any


class Kept:
    """Values by name, each with the time it was made; one thread makes, the others wait for it."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[float, Any]] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def get(self, name: str, seconds: float, make: Callable[[], Any]) -> Any:
        with self._locks[name]:
            known = self._values.get(name)
            if known is None or time.monotonic() - known[0] > seconds:
                known = (time.monotonic(), make())
                self._values[name] = known
            return known[1]

    def put(self, name: str, value: Any) -> None:
        """A better value of the same age."""
        if name in self._values:
            self._values[name] = (self._values[name][0], value)

    def forget(self) -> None:
        """Something was decided: what was known may be so no longer."""
        self._values.clear()
