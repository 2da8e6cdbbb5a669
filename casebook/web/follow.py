"""Brings the incidents in line with what was decided, beside the pages, without a long wait."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from scheduler import jobs
from scheduler.workplace import Workplace

log = logging.getLogger(__name__)


class Follow:
    """Resolves what waits, in a thread of its own, once after any number of decisions.

    A judgement on a pair can wait until the reader pauses (``PAUSE``); a decision about an
    incident is followed at once, so that the next page shows it. Either way part by part: what
    somebody writes on a page in between (``goes_first``) never waits for more than one.
    """

    PAUSE = 1.5  # seconds
    PATIENCE = 5.0

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._condition = threading.Condition()
        self._work = threading.Lock()
        self._wanted = 0
        self._done = 0
        self._hurry = False
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._page = threading.Condition()
        self._writing = 0

    @contextmanager
    def goes_first(self) -> Iterator[None]:
        """Around what a page writes: between two parts it is waited for."""
        with self._page:
            self._writing += 1
        try:
            yield
        finally:
            with self._page:
                self._writing -= 1
                self._page.notify_all()

    def _let_pages_write(self, _done: int, _total: int | None) -> None:
        with self._page:
            self._page.wait_for(lambda: not self._writing, self.PATIENCE)

    def wake(self, *, soon: bool, wait: float = 0.0) -> None:
        """Something was decided; with ``wait``, wait up to so many seconds until it is followed."""
        with self._condition:
            self._wanted += 1
            mine = self._wanted
            self._hurry = self._hurry or soon
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="follow", daemon=True)
                self._thread.start()
            self._condition.notify_all()
            if wait:
                self._condition.wait_for(lambda: self._done >= mine, wait)

    def now(self) -> None:
        """Do it here, and come back when it is done."""
        with self._work:
            now = datetime.now(UTC)
            jobs.resolve_waiting(self._place, now=now, progress=self._let_pages_write, batch=1)

    def stop(self) -> None:
        with self._condition:
            self._stopped = True
            self._condition.notify_all()
        if self._thread is not None:
            self._thread.join(30)

    def _run(self) -> None:
        while self._wait_for_work():
            with self._condition:
                mine, self._hurry = self._wanted, False
            try:
                self.now()
            except Exception:  # whatever it is, it waits in the tables: the next wake tries again
                log.exception("what was decided could not be followed yet")
            with self._condition:
                self._done = mine
                self._condition.notify_all()

    def _wait_for_work(self) -> bool:
        with self._condition:
            self._condition.wait_for(lambda: self._stopped or self._wanted > self._done)
            if self._stopped and self._wanted <= self._done:
                return False
            while not (self._hurry or self._stopped):
                known = self._wanted
                self._condition.wait(self.PAUSE)
                if self._wanted == known:
                    break
            return True
