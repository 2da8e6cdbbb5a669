"""What the clock does at each tick: a few named jobs, each asks whether there is something to do.

All of them take the time they are given, so that a month can be lived through in a test. What
takes long, or much memory, is done by a child.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any, Protocol

from crawler.run import others_known
from crawler.sources import Source, SourcesError, as_entry, read_sources
from scheduler.accounts import CLOCK, lives, worker
from scheduler.children import Ended, Limits
from scheduler.mail import MailServer
from scheduler.notices import Channels
from scheduler.planning import planned, replan
from scheduler.schedules import Schedule, Visit, next_run
from scheduler.workplace import Workplace
from storage import hosts, leases, queues, runs, schedules
from storage.engine import Database

log = logging.getLogger(__name__)

#: How often it is asked what is to be looked at again; the first step of a story is an hour.
FOLLOW_UP_EVERY = timedelta(minutes=30)
#: For how long a helper that shows no sign of life is believed to live.
BELIEVED = timedelta(seconds=35)
#: So long a job that failed is left alone, however often its cron line names a time.
_AFTER_FAILURE = timedelta(minutes=15)
#: When reading leaves exactly what there was, how long until it is tried again.
_STUCK = timedelta(minutes=5)
#: What was read is linked after so many pages, though more wait to be read.
READ_AT_ONCE = 200
#: How long, in seconds, a child that reads stays when nothing comes, and altogether.
LINGER = {"idle": 300.0, "life": 3600.0}


@dataclass(frozen=True, slots=True)
class Plan:
    """What the clock needs to know, from the settings."""

    sources: Path
    contact: str | None = None
    crawls: int = 2  # children that crawl at the same time
    crawl_minutes: int = 20  # for one pass; what is not fetched then waits for the next
    memory_mb: int = 2000  # for one child
    log_form: str = "text"
    log_level: str = "info"
    zone: str = "UTC"
    channels: Channels = field(default_factory=Channels)
    mail_server: MailServer | None = None
    ping_url: str | None = None
    ping_minutes: int = 5
    digest: str | None = None  # a cron line
    export_dir: Path | None = None
    export: str = "0 5 * * *"
    backup_dir: Path | None = None
    backup: str = "30 3 * * *"
    push_to: str | None = None
    push: str = "*/30 * * * *"
    webhook_secret: str | None = None
    webhook_private: bool = False
    keep_irrelevant_days: int | None = None  # none: for ever
    keep_sent_days: int = 30


class Worker(Protocol):
    """Whoever does what is ordered: children, or in a test somebody quicker."""

    def run(self, orders: Mapping[str, Any], limits: Limits) -> Ended: ...


@dataclass
class Clock:
    """The jobs' common desk: where they work, by which plan, through whom."""

    place: Workplace
    plan: Plan
    worker: Worker
    now: Callable[[], datetime]
    began: datetime | None = None
    _sources: tuple[Source, ...] = ()
    _read_at: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _busy: set[str] = field(default_factory=set)
    _stuck: tuple[tuple[int, int], datetime] = ((0, 0), datetime.min.replace(tzinfo=UTC))
    _followed_up: datetime | None = None
    _plan_anew: bool = False
    _mistake: str = ""  # in the sources file, that was told

    def __post_init__(self) -> None:
        self.began = self.began or self.now()

    @property
    def database(self) -> Database:
        return self.place.database

    def jumped(self) -> None:
        """The time went its own way: what was planned by it is planned anew."""
        with self._lock:
            now = self.now()
            self.began = min(self.began or now, now)
            self._stuck = ((0, 0), now)
            self._plan_anew = True

    def sources(self) -> tuple[Source, ...]:
        """The sources as the file has them now; while it has a mistake, as it last had them."""
        with self._lock:
            try:
                changed = self.plan.sources.stat().st_mtime
                if changed != self._read_at:
                    self._sources = read_sources(self.plan.sources)
                    self._read_at = changed
                    self._plan_anew = True
                if self._plan_anew:
                    self._introduce()
                    self._plan_anew = False
                self._mistake = ""
            except (SourcesError, OSError) as fault:
                if self._read_at is None:
                    raise
                if str(fault) != self._mistake:  # once, not at every tick until it is mended
                    log.warning("the sources stay as they were: %s", fault)
                self._mistake = str(fault)
            return self._sources

    def _introduce(self) -> None:
        """Give each source a row, and plan anew those whose entry may say something else."""
        with self.database.write() as session:
            schedules.add_sources(session, [item.name for item in self._sources])
            seen = schedules.history(session, [item.name for item in self._sources], limit=1)
            again = [item for item in self._sources if item.name in seen]
            schedules.plan(session, planned(session, again, now=self.now()))

    def orders(self, jobs: Sequence[str], **more: Any) -> dict[str, Any]:
        """What a child is told."""
        errand = self.place.errand
        return {
            "jobs": list(jobs),
            "database": self.database.engine.url.render_as_string(hide_password=False),
            "archive": str(self.place.archive.root),
            "errand": {
                "asked_by": errand.asked_by,
                "config": errand.config,
                "holder": errand.holder,
                "lease": errand.lease,
            },
            "logs": {"form": self.plan.log_form, "level": self.plan.log_level},
            **more,
        }

    def do(self, jobs: Sequence[str], limits: Limits, **more: Any) -> Ended:
        """Let a child do it; what it left open when it died is closed."""
        ended = self.worker.run(self.orders(jobs, **more), limits)
        if ended.outcome == "killed":
            close_runs(self, ended)
        if ended.outcome in ("killed", "failed"):
            log.error("%s %s: %s", " and ".join(jobs), ended.outcome, ended.says)
        return ended


def crawl_due(clock: Clock) -> Ended | None:
    """One child for all sources that are due; a source that ended one goes alone next time."""
    known = {item.name: item for item in clock.sources()}
    with clock._lock:  # two of us must not take the same sources
        with clock.database.read() as session:
            times = {
                name: at
                for name, at in schedules.due(session, now=clock.now()).items()
                if name in known and name not in clock._busy
            }
            seen = schedules.history(session, times, limit=1)
            helpers = leases.alive(session, within=BELIEVED, now=hosts.clock(session))
        times = dict(islice(times.items(), ceil(len(times) / max(len(helpers), 1))))
        suspects = [name for name in times if name in seen and seen[name][-1].outcome == "killed"]
        names = suspects[:1] if len(suspects) == len(times) else times.keys() - set(suspects)
        clock._busy |= set(names)
    if not names:
        return None
    chosen = [known[name] for name in times if name in names]
    try:
        return clock.do(
            ["crawl"],
            Limits(silence=120, life=clock.plan.crawl_minutes * 60 + 120, memory=_memory(clock)),
            sources=[as_entry(item) for item in chosen],
            known=[as_entry(item) for item in others_known(chosen, tuple(known.values()))],
            due_at={name: _stamp(times[name]) for name in times if name in names},
            contact=clock.plan.contact,
            budget=clock.plan.crawl_minutes * 60,
        )
    finally:
        with clock._lock:
            clock._busy -= set(names)


def read_and_resolve(clock: Clock) -> Ended | None:
    """What is kept is read, what was read is linked; one child for both, as long as more comes."""
    with clock.database.read() as session:
        unread = queues.unread(session)
        unresolved = queues.unresolved(session)
    queue = (unread, unresolved)
    if not any(queue) or (queue == clock._stuck[0] and clock.now() < clock._stuck[1]):
        return None
    ended = clock.do(
        ["read", "resolve"],
        Limits(silence=1800, memory=_memory(clock)),
        read_at_once=READ_AT_ONCE,
        linger=LINGER | {"memory": _memory(clock) // 2},
    )
    if ended.outcome != "stopped":  # whatever is left in the same numbers is not tried in a circle
        clock._stuck = (queue, clock.now() + _STUCK)
    return ended


def read(clock: Clock) -> Ended | None:
    """What is kept is read; linking is left to the one who holds the clock."""
    with clock.database.read() as session:
        unread = queues.unread(session)
    if not unread or (unread == clock._stuck[0][0] and clock.now() < clock._stuck[1]):
        return None
    ended = clock.do(["read"], Limits(silence=1800, memory=_memory(clock)))
    if ended.outcome != "stopped":
        clock._stuck = ((unread, 0), clock.now() + _STUCK)
    return ended


def follow_up(clock: Clock) -> Ended | None:
    """Look again at stories that may have changed, and for open cases."""
    with clock.database.read() as session:
        last = runs.last_of_each(session).get("follow up")
    times = (last.started_at if last is not None else None, clock._followed_up)
    if any(at and timedelta() <= clock.now() - at < FOLLOW_UP_EVERY for at in times):
        return None
    clock._followed_up = clock.now()  # with nothing to look at again there is no run to tell it
    return clock.do(
        ["follow up"],
        Limits(silence=300, memory=_memory(clock)),
        sources=[as_entry(item) for item in clock.sources()],
        contact=clock.plan.contact,
    )


def digest(clock: Clock) -> Ended | None:
    """The digest, when its time has come; a missed one comes late, and once."""
    channels = clock.plan.channels
    if clock.plan.digest is None or not (channels.mail_to or channels.webhook):
        return None
    if not _time_has_come(clock, "digest", clock.plan.digest):
        return None
    return clock.do(
        ["digest"],
        Limits(silence=600, memory=_memory(clock)),
        mail_to=list(channels.mail_to),
        webhook=channels.webhook,
    )


def export(clock: Clock) -> Ended | None:
    """The working copies, when their time has come."""
    folder = clock.plan.export_dir
    if folder is None or not _time_has_come(clock, "export", clock.plan.export):
        return None
    limits = Limits(silence=3600, memory=_memory(clock))
    return clock.do(["export"], limits, folder=str(folder))


def backup(clock: Clock) -> Ended | None:
    """Database and archive, into a folder of their own each time."""
    folder = clock.plan.backup_dir
    if folder is None or not _time_has_come(clock, "backup", clock.plan.backup):
        return None
    limits = Limits(silence=3600, life=24 * 3600, memory=_memory(clock))
    return clock.do(["backup"], limits, folder=str(folder))


def push(clock: Clock) -> Ended | None:
    """Keep another database in step."""
    if clock.plan.push_to is None or not _time_has_come(clock, "push", clock.plan.push):
        return None
    limits = Limits(silence=1800, memory=_memory(clock))
    return clock.do(["push"], limits, push_to=clock.plan.push_to)


def clean_up(clock: Clock) -> Ended:
    """Forget what nobody looks at any more; a child does it, for it knows the reader."""
    plan = clock.plan
    days = {"pages": plan.keep_irrelevant_days, "sent": plan.keep_sent_days}
    limits = Limits(silence=6 * 3600, memory=_memory(clock))
    return clock.do(["clean up"], limits, keep_days=days)


def _time_has_come(clock: Clock, job: str, line: str) -> bool:
    """Whether a cron line named a time since a job last ran, or since the clock began.

    One that fails is not tried at each tick. A run from the future (the clock was put back) says
    nothing.
    """
    now = clock.now()
    with clock.database.read() as session:
        done = runs.last_of_each(session, outcome="done").get(job)
        last = runs.last_of_each(session).get(job)
    if last is not None and last.outcome in ("failed", "killed", "lost"):
        ended = last.ended_at or last.started_at
        if timedelta() <= now - ended < _AFTER_FAILURE:
            return False
    began = clock.began or now
    since = done.started_at if done is not None and done.started_at <= now else began
    due = next_run(Schedule(job, cron=line, zone=clock.plan.zone), [Visit(since)], now)
    return due is not None and due <= now


def tidy(clock: Clock) -> int:
    """Close the runs whose process is gone: what they had begun is due again."""
    errand = clock.place.errand
    if errand.lease == CLOCK:
        _forget_others(clock)
    mine = errand.holder if errand.lease == CLOCK else None
    with clock.database.read() as session:
        helpers = leases.alive(session, within=BELIEVED, now=hosts.clock(session))
        dead = [
            run for run in runs.under_way(session) if not lives(run, mine, clock.now(), helpers)
        ]
    for run in dead:
        _close(clock, run.id, "lost", "its process was gone")
    return len(dead)


def _forget_others(clock: Clock) -> None:
    """What no longer stands in the sources file is not looked at, and so is never late."""
    names = [item.name for item in clock.sources()]
    with clock.database.read() as session:
        others = schedules.others(session, names)
    if others:
        with clock.database.write() as session:
            schedules.forget(session, others)


def close_runs(clock: Clock, ended: Ended) -> None:
    """A child died: its runs end with it, and say why. In containers many have its number."""
    name = worker(ended.pid)
    with clock.database.read() as session:
        left = [run.id for run in runs.under_way(session) if run.worker == name]
    for run_id in left:
        _close(clock, run_id, "killed", ended.says)


def _close(clock: Clock, run_id: int, outcome: str, detail: str | None) -> None:
    known = {item.name: item for item in clock.sources()}
    now = clock.now()
    with clock.database.write() as session:
        runs.end(session, run_id, outcome=outcome, counts={}, now=now, detail=detail)
        seen = schedules.end_visits(session, run_id, outcome=outcome, now=now)
        replan(session, _of(seen, known), outcome, now=now)


def _of(names: Iterable[str], known: Mapping[str, Source]) -> list[Source]:
    return [known[name] for name in names if name in known]


def _memory(clock: Clock) -> int:
    return clock.plan.memory_mb * 1_000_000


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
