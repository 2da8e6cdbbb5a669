"""Work in processes of its own: one that hangs or eats memory is ended, the service lives."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import IO, Any, cast

import psutil

log = logging.getLogger(__name__)

#: How long a child may take to end after it was asked to; a crawl settles what it has open.
PATIENCE = 20.0
_LOOK = 1.0  # seconds between two looks at a child


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a child may say nothing, how long it may live, and how much memory it may take."""

    silence: float = 300.0  # seconds
    life: float = 6 * 3600.0  # seconds
    memory: int = 2_000_000_000  # bytes, with its own children


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended."""

    outcome: str  # done | failed | stopped | killed
    pid: int
    says: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


class Children:
    """Every child that works now; ``stop`` ends them all."""

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", "scheduler.work")) -> None:
        self._command = list(command)
        self._lock = threading.Lock()
        self._alive: set[subprocess.Popen[bytes]] = set()
        self._stopped = threading.Event()

    def run(self, orders: Mapping[str, Any], limits: Limits) -> Ended:
        """Start a child with its orders and stay until it ends, of itself or by us."""
        child = self._start()
        if child is None:
            return Ended("stopped", 0, "the service is stopping")
        try:
            return _followed(child, orders, limits, self._stopped)
        finally:
            _end(child)
            with self._lock:
                self._alive.discard(child)

    def stop(self) -> None:
        """Ask every child to end; nobody is started any more. Those that do not are killed."""
        with self._lock:
            self._stopped.set()
            alive = list(self._alive)
        for child in alive:
            with contextlib.suppress(ProcessLookupError):
                child.terminate()

    def _start(self) -> subprocess.Popen[bytes] | None:
        """A session of its own: what is typed at the terminal reaches us, not it."""
        with self._lock:
            if self._stopped.is_set():
                return None
            child = subprocess.Popen(  # noqa: S603 - our own module
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            self._alive.add(child)
            return child


def _followed(
    child: subprocess.Popen[bytes],
    orders: Mapping[str, Any],
    limits: Limits,
    stopped: threading.Event,
) -> Ended:
    lines = _heard(child)
    _give(child, orders)
    born = heard = time.monotonic()
    last: dict[str, Any] = {}
    asked_to_stop: float | None = None
    while True:
        try:
            line = lines.get(timeout=_LOOK)
            if line is None:
                return _of_end(child, last, asked=stopped.is_set())
            last, heard = json.loads(line), time.monotonic()
            continue  # a word of life; the limits are for those who give none
        except Empty:
            pass
        except ValueError:
            log.warning("a worker said what is not JSON; it is taken for a sign of life")
            heard = time.monotonic()
        now = time.monotonic()
        if stopped.is_set():
            asked_to_stop = asked_to_stop or now
            if now - asked_to_stop > PATIENCE:
                return _killed(child, f"it did not end within {PATIENCE:.0f} s of being asked to")
            continue
        if excess := _excess(child, limits, quiet=now - heard, age=now - born):
            return _killed(child, excess)


def _give(child: subprocess.Popen[bytes], orders: Mapping[str, Any]) -> None:
    """Orders go by a pipe, not by arguments everybody can read; its closing means stop."""
    pipe = cast(IO[bytes], child.stdin)
    with contextlib.suppress(BrokenPipeError):  # it died at once; its end says more
        pipe.write(json.dumps(orders).encode() + b"\n")
        pipe.flush()


def _heard(child: subprocess.Popen[bytes]) -> SimpleQueue[bytes | None]:
    lines: SimpleQueue[bytes | None] = SimpleQueue()

    def listen() -> None:
        for line in cast(IO[bytes], child.stdout):
            lines.put(line)
        lines.put(None)

    threading.Thread(target=listen, name=f"ears of {child.pid}", daemon=True).start()
    return lines


def _of_end(child: subprocess.Popen[bytes], last: Mapping[str, Any], *, asked: bool) -> Ended:
    """It closed its mouth: what was its last word?"""
    try:
        status = child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return _killed(child, "it closed its output and did not end")
    if "ended" in last:
        return Ended(last["ended"], child.pid, last.get("says"), last.get("counts", {}))
    how = signal.Signals(-status).name if status < 0 else f"status {status}"
    return Ended("stopped" if asked else "killed", child.pid, f"the process died ({how})")


def _excess(
    child: subprocess.Popen[bytes], limits: Limits, *, quiet: float, age: float
) -> str | None:
    """Which limit a child goes beyond, in words."""
    if quiet > limits.silence:
        return f"no sign of life for {quiet:.0f} s"
    if age > limits.life:
        return f"it had not ended after {age:.0f} s"
    if (taken := _memory(child.pid)) > limits.memory:
        megabytes = f"{taken // 1_000_000:,} MB of memory"
        return f"it took {megabytes}, {limits.memory // 1_000_000:,} are allowed"
    return None


def _memory(pid: int) -> int:
    """Resident memory of a process and all it started."""
    total = 0
    with contextlib.suppress(psutil.Error):
        mother = psutil.Process(pid)
        for process in (mother, *mother.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
    return total


def _killed(child: subprocess.Popen[bytes], why: str) -> Ended:
    log.warning("worker %d is ended: %s", child.pid, why)
    _kill_group(child)
    return Ended("killed", child.pid, why)


def _end(child: subprocess.Popen[bytes]) -> None:
    """However we leave, neither the child nor what it started stays behind."""
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    if child.poll() is None:
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
    _kill_group(child)
    child.wait()


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
