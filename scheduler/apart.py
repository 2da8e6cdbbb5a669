"""Work that may end the process it is done in, done by a process of its own.

A fault below Python, a hang in a library, no memory left: of these nobody is there to tell. Such a
process shares nothing with ours, so that one with threads may have one, too. It has limits of its
own, below those at which whoever started us would end us together with it.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar, cast

Out = TypeVar("Out")
#: What a function gave, and what it raised.
_Answer: TypeAlias = tuple[Any, Exception | None]

#: Seconds after which it is no longer waited for: the machine stands still, or it does. There is
#: time for its work on a busy machine; twice that is less than how long a child of the service may
#: say nothing while it reads.
HANGS = 600.0
#: Seconds between the end of its pipe and its own.
_PATIENCE = 10.0
#: Seconds of its own work for one call. What Python can interrupt ends before: `bounded.LONGEST`.
WORK = 120
#: Bytes it may take: half of what a child of the service may with all it started, unless set lower.
MEMORY = 1_000_000_000
#: What somebody ends a process with; work does not.
_ASKED = frozenset((signal.SIGTERM, signal.SIGINT, signal.SIGHUP))


class EndsItsProcess(Exception):
    """Whatever process does this is ended by it."""


class Apart:
    """One process beside ours, started when it is first needed, and anew when it was ended."""

    def __init__(self, *, work: int = WORK, memory: int = MEMORY) -> None:
        self._limits = str(work), str(memory)
        self._process: tuple[subprocess.Popen[bytes], Connection] | None = None

    def call(self, function: Callable[..., Out], *args: Any) -> Out:
        """What the function gives, or raises. Both, and the arguments, are pickled.

        Raises :class:`EndsItsProcess` when it ended two processes. Where one was ended by somebody
        else, or gave no answer, nothing is known: it is done by ours.
        """
        for _ in range(2):
            answer = self._asked(function, args)
            if answer is not None:
                result, fault = answer
                if fault is not None:
                    raise fault
                return cast(Out, result)
            if not self._ended_by_itself():
                return function(*args)
        raise EndsItsProcess("it ends the process that reads it")

    def close(self) -> None:
        """Nothing stays behind."""
        self._ended_by_itself()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _asked(self, function: Callable[..., Any], args: Any) -> _Answer | None:
        """What it answers; None where it ended, or has not answered in time."""
        child, pipe = self._process = self._process or _started(self._limits)
        try:
            pipe.send((function, args))
            if pipe.poll(HANGS):
                return cast(_Answer, pipe.recv())
        except (EOFError, ConnectionError):  # how it ended says more
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_PATIENCE)
        return None

    def _ended_by_itself(self) -> bool:
        """End what is left of it; whether it had ended before, by nothing that somebody asked."""
        if self._process is None:
            return False
        (child, pipe), self._process = self._process, None
        pipe.close()
        status = child.poll()
        if status is None:
            child.kill()
            child.wait()
            return False
        return status < 0 and -status not in _ASKED


def _started(limits: tuple[str, str]) -> tuple[subprocess.Popen[bytes], Connection]:
    ours, theirs = Pipe()
    number = theirs.fileno()
    with theirs:
        child = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "scheduler.apart", str(number), *limits],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # ours may be JSON, and ends when we do
            pass_fds=[number],
        )
    return child, ours


def main() -> int:
    """Answer one call after the other, until nobody is there to ask."""
    number, work, memory = map(int, sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at the terminal it is for who started us
    _allow(resource.RLIMIT_DATA, memory)
    with Connection(number) as pipe, contextlib.suppress(EOFError, ConnectionError):
        while True:
            function, args = pipe.recv()
            used = resource.getrusage(resource.RUSAGE_SELF)
            _allow(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + work)
            pipe.send(_done(function, args))
    return 0


def _done(function: Callable[..., Any], args: Any) -> _Answer:
    try:
        return function(*args), None
    except Exception as fault:
        fault.add_note(traceback.format_exc())  # of where it was; a pickled one knows no more
        return None, fault


def _allow(what: int, so_much: int) -> None:
    """So much, or what whoever started us allows, where that is less."""
    _, most = resource.getrlimit(what)
    if most != resource.RLIM_INFINITY:
        so_much = min(so_much, most)
    resource.setrlimit(what, (so_much, most))


if __name__ == "__main__":
    sys.exit(main())
