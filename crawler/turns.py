"""Which hosts this crawl may ask: those it has leased, one crawler at a time, each in its time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from storage import hosts

#: For how many seconds a crawler that shows no sign of life is believed to live.
LEASE = 40.0
#: A crawler asks so many hosts at the same time: more than keep it busy at a page a second each.
MOST_HOSTS = 64
_IDLE = 5.0  # seconds after which a host nobody waits for is free for others
_PLAYED = timedelta(minutes=5)  # a crawl whose time is further off lives in another day
_SLOW = 20.0  # who waits longer than this between two requests tells it to the others at once


class Turns:
    """The hosts a crawl has leased, and when each was last asked.

    ``write`` opens a transaction, ``clock`` tells the time the crawl lives in.
    """

    def __init__(
        self,
        worker: str,
        write: Callable[[], AbstractContextManager[Any]],
        clock: Callable[[], datetime],
        most: int = MOST_HOSTS,
        lease: float = LEASE,
    ) -> None:
        self.most = most
        self.lease = lease
        self.beat = lease / 4  # how often we show that we live, in seconds
        self._idle = min(_IDLE, self.beat)
        self._worker = worker
        self._write = write
        self._clock = clock
        self._mine: set[str] = set()
        self._ends = 0.0  # of our leases, by the steady clock
        self._renewed = 0.0
        self._asked: dict[str, float] = {}  # when a host was last asked, by the steady clock
        self._sent: dict[str, float] = {}  # when a request to it last went out
        self._leaving: set[str] = set()  # where one is about to
        self._next: dict[str, float] = {}  # when it may be asked again
        self._ahead = timedelta()
        with self._write() as session:
            self._played = abs(hosts.clock(session) - clock()) > _PLAYED
            self._look_at_clock(session)

    def _look_at_clock(self, session: Any) -> None:
        """How far the database's clock is ahead: a machine that slept is behind from then on."""
        if not self._played:
            self._ahead = hosts.clock(session) - self._clock()

    def now(self) -> datetime:
        """The time by the database's clock."""
        return self._clock() + self._ahead

    def until(self) -> datetime:
        """When a lease taken now ends."""
        return self.now() + timedelta(seconds=self.lease)

    def may_ask(self, name: str) -> bool:
        """Whether a host is ours to ask now: it was, or nobody else was at it."""
        steady = time.monotonic()
        if steady - self._renewed > self.beat:
            self.renew()
        if name in self._mine and steady < self._ends - self.beat / 4:
            self._asked[name] = steady
            return True
        with self._write() as session:
            now, until = self.now(), self.until()
            hosts.introduce(session, [name], now=now)
            taken = hosts.take(session, [name], worker=self._worker, now=now, until=until)
        self._add(taken)
        if name in taken:
            self._asked[name] = steady
        return name in taken

    def leased(self, names: Mapping[str, datetime]) -> None:
        """Take note of hosts that were leased together with links on them."""
        self._add(names)

    def _add(self, names: Mapping[str, datetime]) -> None:
        now, steady = self.now(), time.monotonic()
        if not self._mine:
            self._renewed, self._ends = steady, steady + self.lease
        self._mine |= names.keys()
        for name, next_at in names.items():
            wait = (next_at - now).total_seconds()
            self._next[name] = max(self._next.get(name, 0.0), steady + wait)

    def renew(self) -> None:
        """Show that we live; let go of hosts where nothing is left to do, forget those we lost."""
        began = time.monotonic()
        with self._write() as session:
            self._look_at_clock(session)
            self._let_go(session)
            self._mine &= hosts.renew(session, worker=self._worker, until=self.until())
        self._renewed, self._ends = began, began + self.lease

    def _let_go(self, session: Any) -> None:
        steady = time.monotonic()
        idle = {name for name in self._mine if steady - self._asked.get(name, 0.0) > self._idle}
        if idle:
            self._leave_word(session, idle)
            self._mine -= hosts.release(session, worker=self._worker, names=idle)

    def _leave_word(self, session: Any, names: set[str]) -> None:
        """Tell who comes next when a host may be asked again."""
        now, steady = self.now(), time.monotonic()
        ahead = {name: self._next.get(name, 0.0) - steady for name in names}
        times = {name: now + timedelta(seconds=s) for name, s in ahead.items() if s > 0}
        hosts.put_off(session, times, worker=self._worker)

    def pause(self, name: str, wait: timedelta) -> None:
        """A host wants to be left alone for so long, by whomever."""
        self._next[name] = max(self._next.get(name, 0.0), time.monotonic() + wait.total_seconds())

    def reserve(self, name: str, delay: float) -> float:
        """Seconds to wait before a host is asked, so that ``delay`` lies between two requests."""
        steady = time.monotonic()
        at = max(steady, self._next.get(name, 0.0))
        self._next[name] = at + delay
        self._asked[name] = at
        if delay > _SLOW:
            with self._write() as session:
                self._leave_word(session, {name})
        return at - steady

    def still(self, name: str, delay: float) -> float:
        """The seconds that are still to be waited: the request before may have gone out late."""
        if name in self._leaving:
            return delay
        return self._sent.get(name, 0.0) + delay - time.monotonic()

    def leaving(self, name: str) -> None:
        """A request is about to go out; it may have to wait for a connection."""
        self._leaving.add(name)

    def left(self, name: str) -> None:
        """It has gone out, or never will."""
        if name in self._leaving:
            self._leaving.remove(name)
            self._sent[name] = time.monotonic()

    def close(self, session: Any) -> None:
        """Give everything up."""
        self._leave_word(session, self._mine)
        hosts.release(session, worker=self._worker)
        self._mine.clear()
