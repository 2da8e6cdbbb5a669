"""The service: one clock for a database, wherever how many of us are started.

The first holds a lease and shows every few seconds that it lives; the others wait and watch, and
take over when it stands still. Asked to stop, it hands back what is in flight within 30 seconds.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import SQLAlchemyError

from scheduler.accounts import CLOCK, HELPER, code_version
from scheduler.children import PATIENCE, Children
from scheduler.clock import Clock, Plan
from scheduler.timetable import Job, helpers_table, table
from scheduler.workplace import Errand, Workplace
from storage import hosts, leases
from storage.faults import DatabaseError, NewerDatabase
from storage.leases import Lease, LeaseLost

log = logging.getLogger(__name__)

#: A database that cannot be asked now: nothing is lost, we ask again.
UNREACHABLE = (SQLAlchemyError, DatabaseError)
#: By how much the wall clock may run apart from the steady one before we say that it jumped.
_JUMP = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a holder shows that it lives, and for how long others believe it."""

    beat: float = 5.0  # seconds
    patience: float = 30.0


class Service:
    """One scheduler process. ``run`` returns when it was stopped."""

    def __init__(
        self,
        place: Workplace,
        plan: Plan,
        *,
        pace: Pace | None = None,
        jobs: tuple[Job, ...] = (),
        lease: str = CLOCK,
    ) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = lease
        errand = Errand("the clock", place.errand.config, self.name, lease)
        self.place = replace(place, errand=errand)
        self.plan = plan
        self.pace = pace or Pace()
        self.jobs = jobs or table(plan)
        self.stopping = threading.Event()

    def stop(self, *_signal: object) -> None:
        """End soon; safe to call from a signal handler."""
        self.stopping.set()

    def run(self) -> None:
        """Wait for the lease, hold the clock, give it back; again when it was lost."""
        log.info("scheduler %s, Casebook %s", self.name, code_version())
        while not self.stopping.is_set():
            mine = self._wait_for_lease()
            if mine is not None:
                self._lead(mine)
        log.info("scheduler %s has stopped", self.name)

    def _wait_for_lease(self) -> Lease | None:
        """Watch the row until it is free or stands still; None: we were stopped."""
        watch = Watch(self.pace.patience)
        told = False
        while not self.stopping.is_set():
            try:
                taken = self._try(watch)
            except NewerDatabase as fault:
                log.error("%s", fault)  # noqa: TRY400 - one sentence says it
                self.stop()
                return None
            except UNREACHABLE as fault:
                log.warning("the database cannot be asked who holds the clock: %s", _first(fault))
                watch.forget()
                taken = None
            if taken is not None:
                return taken
            if not told and watch.holder:
                log.info("%s holds the clock; waiting", watch.holder)
                told = True
            self.stopping.wait(self.pace.beat)
        return None

    def _try(self, watch: Watch) -> Lease | None:
        with self.place.database.read() as session:
            seen = leases.find(session, self.lease)
        if not watch.may_take(seen):
            return None
        asked = time.monotonic()
        with self.place.database.write() as session:
            if time.monotonic() - asked > self.pace.beat:
                watch.forget()  # the holder may have waited for the same lock: look again
                return None
            return leases.take(
                session, self.lease, holder=self.name, seen=seen, now=hosts.clock(session)
            )

    def _lead(self, mine: Lease) -> None:
        """Hold the clock until we are stopped or lose it."""
        log.info("%s holds the %s now", self.name, self.lease)
        children = Children()
        hands = Clock(self.place, self.plan, children, _now)
        lost = threading.Event()
        keeper = threading.Thread(
            target=self._keep, args=(mine, lost), name="heartbeat", daemon=True
        )
        keeper.start()
        scheduler = _scheduler(hands, self.jobs)
        scheduler.start()
        watch = JumpWatch()
        try:
            while not (self.stopping.is_set() or lost.is_set()):
                self.stopping.wait(1.0)
                if jumped := watch.jumped(_now()):
                    log.warning("the clock jumped by %s; everything is looked at anew", jumped)
                    hands.jumped()
                    _wake(scheduler)
        finally:
            self._put_away(scheduler, children, lost)
            keeper.join(1)

    def _put_away(
        self, scheduler: BackgroundScheduler, children: Children, lost: threading.Event
    ) -> None:
        """No new work; what is under way is handed back; then the lease."""
        log.info("handing back what is in flight")
        began = time.monotonic()
        scheduler.pause()
        children.stop()
        ended = threading.Thread(target=scheduler.shutdown, daemon=True)
        ended.start()
        ended.join(PATIENCE + 5)
        lost.set()
        if ended.is_alive():
            log.error("a job did not end; its lease runs out")
            return
        release = threading.Thread(target=self._release, daemon=True)
        release.start()
        release.join(max(1.0, 28 - (time.monotonic() - began)))

    def _release(self) -> None:
        try:
            with self.place.database.write() as session:
                leases.release(session, self.lease, holder=self.name)
        except UNREACHABLE as fault:
            log.warning("the lease could not be given back (%s); it runs out", _first(fault))

    def _keep(self, mine: Lease, lost: threading.Event) -> None:
        """Show that we live. Who cannot, for as long as others believe it, must not go on."""
        shown = time.monotonic()
        while not lost.wait(self.pace.beat):
            try:
                with self.place.database.write() as session:
                    mine = leases.beat(session, mine, now=hosts.clock(session))
                shown = time.monotonic()
            except LeaseLost as fault:
                log.warning("%s: this scheduler stops working and waits", fault)
                lost.set()
            except NewerDatabase as fault:
                log.error("%s", fault)  # noqa: TRY400
                self.stop()
                lost.set()
            except UNREACHABLE as fault:
                silent = time.monotonic() - shown
                log.warning("no heartbeat for %.0f s: %s", silent, _first(fault))
                if silent > self.pace.patience - self.pace.beat:
                    log.warning("others may take over now: this scheduler stops and waits")
                    lost.set()


def helper(place: Workplace, plan: Plan, *, pace: Pace | None = None) -> Service:
    """A service that takes its share of crawling and reading, and leaves the clock to another."""
    lease = f"{HELPER}{secrets.token_hex(8)}"
    return Service(place, plan, pace=pace, jobs=helpers_table(plan), lease=lease)


class Watch:
    """What who waits remembers of the row: since when it has stood still, by a steady clock."""

    def __init__(self, patience: float, steady: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._steady = steady
        self._seen: tuple[str, int] | None = None
        self._since = 0.0

    @property
    def holder(self) -> str:
        return self._seen[0] if self._seen else ""

    def forget(self) -> None:
        """Begin to watch anew."""
        self._seen = None

    def may_take(self, seen: Lease | None) -> bool:
        """Whether the lease is free, or its holder is taken for dead."""
        if seen is None or not seen.holder:
            return True
        now = self._steady()
        if self._seen != (seen.holder, seen.beat):
            self._seen, self._since = (seen.holder, seen.beat), now
        return now - self._since >= self._patience


class JumpWatch:
    """Compares the wall clock with one that nobody sets."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._last: tuple[datetime, float] | None = None

    def jumped(self, now: datetime) -> timedelta | None:
        """By how much the wall clock went its own way since we last looked."""
        steady = self._steady()
        last, self._last = self._last, (now, steady)
        if last is None:
            return None
        by = (now - last[0]) - timedelta(seconds=steady - last[1])
        return by if abs(by) > _JUMP else None


def _scheduler(hands: Clock, jobs: tuple[Job, ...]) -> BackgroundScheduler:
    """APScheduler with our jobs in memory. Late is better than never; and never twice at once."""
    scheduler = BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(sum(job.at_once for job in jobs) + 1)},
        job_defaults={"misfire_grace_time": None, "coalesce": True},
        timezone=UTC,
    )
    for job in jobs:
        scheduler.add_job(
            Tick(job, hands),
            "interval",
            id=job.name,
            seconds=job.every.total_seconds(),
            max_instances=job.at_once,
            next_run_time=_now(),
        )
    return scheduler


class Tick:
    """One job's tick: what goes wrong is said once, until it goes right or otherwise wrong."""

    def __init__(self, job: Job, hands: Clock) -> None:
        self._job = job
        self._hands = hands
        self._said: str | None = None

    def __call__(self) -> None:
        try:
            self._job.tick(self._hands)
        except Exception as fault:
            says = f"{type(fault).__name__}: {_first(fault)}"
            if says != self._said:
                trace = None if _expected(fault) else fault
                log.log(logging.ERROR, "%s: %s", self._job.name, says, exc_info=trace)
            self._said = says
            return
        if self._said is not None:
            log.info("%s: works again", self._job.name)
            self._said = None


def _expected(fault: Exception) -> bool:
    return isinstance(fault, (*UNREACHABLE, LeaseLost, OSError))


def _wake(scheduler: BackgroundScheduler) -> None:
    for job in scheduler.get_jobs():
        job.modify(next_run_time=_now())


def _first(fault: BaseException) -> str:
    """Its first line: SQLAlchemy's go on for a page."""
    text = str(fault).strip()
    return text.splitlines()[0] if text else type(fault).__name__


def _now() -> datetime:
    return datetime.now(UTC)


def install_signals(service: Service) -> None:
    """SIGTERM and SIGINT end the service in order."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, service.stop)
