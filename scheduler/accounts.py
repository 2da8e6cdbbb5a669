"""Every run is accountable: what it ran with, what it did, and why it dropped what it dropped."""

from __future__ import annotations

import hashlib
import logging
import os
import socket
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy.orm import Session

from scheduler.workplace import Workplace
from storage import ahead, leases, runs, schedules
from storage.faults import DatabaseError
from storage.runs import Run

log = logging.getLogger(__name__)

#: The lease of the clock: who holds it may begin runs on its behalf.
CLOCK = "clock"
#: How the leases of helpers begin: each process has one of its own.
HELPER = "helper "
_ROOMS = ("pipeline", "storage", "crawler", "scheduler", "casebook")


@dataclass(slots=True)
class Account:
    """What a run fills in while it goes on; written down when it ends, however it ends."""

    run_id: int
    started_at: datetime
    counts: Counter[str] = field(default_factory=Counter)
    drops: Counter[str] = field(default_factory=Counter)
    _began: float = field(default_factory=time.monotonic)

    @property
    def now(self) -> datetime:
        """The time, beginning where the caller said."""
        return self.started_at + timedelta(seconds=time.monotonic() - self._began)


@contextmanager
def account(place: Workplace, job: str, *, now: datetime, **manifest: Any) -> Iterator[Account]:
    """Open a run's account. Raises ``LeaseLost`` when the clock's lease is no longer ours."""
    errand = place.errand
    told = {"asked_by": errand.asked_by, "config": errand.config, "code": code_hash(), **manifest}
    if errand.holder is not None:
        told |= {"clock": errand.holder, "lease": errand.lease}
    with place.database.write() as session:
        if errand.holder is not None:
            leases.require(session, errand.lease, holder=errand.holder)
        else:
            _close_lost(session, now)
        if ran_ahead := ahead.put_right(session, now):
            log.warning(
                "the clock had run ahead by %s when the last run began, or is that much behind now;"
                " what waited only for that time is due", ran_ahead,
            )  # fmt: skip
        run_id = runs.begin(
            session, job, version=code_version(), worker=worker(), now=now, manifest=told
        )
    entry = Account(run_id, now)
    try:
        yield entry
    except KeyboardInterrupt:
        _close(place, entry, "stopped", "asked to stop; what was finished is kept")
        raise
    except BaseException as fault:
        _close(place, entry, "failed", f"{type(fault).__name__}: {fault}"[:1000])
        raise
    _close(place, entry, "done", None)


def _close_lost(session: Session, now: datetime) -> None:
    """End the runs of people whose process is gone: without a clock nobody else does.

    Left open, the sources such a run was at would count as being looked at for good.
    """
    for item in runs.under_way(session):
        if "clock" not in (item.manifest or {}) and not lives(item, None, now):
            said = "its process was gone"
            runs.end(session, item.id, outcome="lost", counts={}, now=now, detail=said)
            schedules.end_visits(session, item.id, outcome="lost", now=now)


def _close(place: Workplace, entry: Account, outcome: str, detail: str | None) -> None:
    """A database that takes nothing must not hide why the run ended; the clock closes it later."""
    try:
        with place.database.write() as session:
            runs.end(
                session,
                entry.run_id,
                outcome=outcome,
                counts=entry.counts,
                drops=entry.drops,
                now=entry.now,
                detail=detail,
            )
    except DatabaseError as fault:
        log.warning("the end of run %d (%s) could not be noted: %s", entry.run_id, outcome, fault)


def worker(pid: int | None = None) -> str:
    """Which process this is, or one of this machine, for people and for :func:`lives`."""
    return f"{socket.gethostname()}:{os.getpid() if pid is None else pid}"


def lives(
    run: Run, clock: str | None, now: datetime, helpers: Collection[str] | None = None
) -> bool:
    """Whether the process of a run that has not ended is still there, as far as we can see.

    What an earlier holder of the clock's lease began ended with it, and what a helper began with
    the helper (``helpers``: the leases that are alive, where that is known); of a person's run
    on another machine we only know that it cannot take for days.
    """
    told = run.manifest or {}
    begun_by, lease = told.get("clock"), told.get("lease", CLOCK)
    if begun_by is not None and lease != CLOCK:
        return helpers is None or lease in helpers
    if begun_by is not None and clock is not None and begun_by != clock:
        return False
    host, _, pid = run.worker.rpartition(":")
    if host != socket.gethostname() or not pid.isdecimal():
        return now - run.started_at < timedelta(days=2)
    try:
        born = datetime.fromtimestamp(psutil.Process(int(pid)).create_time(), UTC)
    except psutil.Error:
        return False
    return born <= run.started_at + timedelta(minutes=1)


def seen_up_to(session: Session, now: datetime) -> datetime:
    """Up to when all is there to be seen, but for that moment itself.

    What a linking under way makes bears the time at which it began.
    """
    begun = [run.started_at for run in runs.under_way(session) if run.job == "resolve"
             and lives(run, None, now)]  # fmt: skip
    return min([now, *begun])


@cache
def code_version() -> str:
    """The version of the package, with the commit where it runs from a checkout."""
    try:
        number = version("casebook")
    except PackageNotFoundError:
        number = "unpackaged"
    commit = _commit(Path(__file__).parent.parent)
    return f"{number}+g{commit[:12]}" if commit else number


def _commit(folder: Path) -> str | None:
    """The commit that is checked out, read without git."""
    git = folder / ".git"
    try:
        if git.is_file():  # a worktree
            git = folder / git.read_text("utf-8").removeprefix("gitdir:").strip()
        head = (git / "HEAD").read_text("utf-8").strip()
        if not head.startswith("ref: "):
            return head
        ref = head.removeprefix("ref: ")
        return next(
            filter(None, (_pointed_at(base, ref) for base in (git, git.parent.parent))), None
        )
    except OSError:
        return None


def _pointed_at(base: Path, ref: str) -> str | None:
    """The commit that a branch is at, by its own file or among the packed ones."""
    if (base / ref).is_file():
        return (base / ref).read_text("utf-8").strip()
    if (base / "packed-refs").is_file():
        for line in (base / "packed-refs").read_text("utf-8").splitlines():
            if line.endswith(f" {ref}"):
                return line.split()[0]
    return None


@cache
def code_hash() -> str:
    """Of every source file: two runs with one hash ran the same code, committed or not."""
    root = Path(__file__).parent.parent
    total = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
