"""The process a job runs in: orders on standard input, one line of JSON for each step and the end.

It ends when it is asked to (SIGTERM), and when whoever started it is gone.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import resource
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import inf
from pathlib import Path
from typing import IO, Any

from scheduler.logs import set_up_logging
from scheduler.workplace import Errand, Progress, Workplace
from storage import queues
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.faults import NewerDatabase
from storage.prepared import precompile

log = logging.getLogger(__name__)

_LAST_RESORT = 18.0  # seconds after which it goes even if the job does not let it
_LOOK = 3.0  # seconds between two looks for more

Job = Callable[[Workplace, Mapping[str, Any], Progress], Mapping[str, int]]


class Stopped(KeyboardInterrupt):
    """We were asked to end. Not an Exception: nobody may take it for a fault and go on."""


def work(orders: Mapping[str, Any], out: IO[str]) -> Counter[str]:
    """Do the jobs in order; what each did, under its name.

    With ``linger`` in the orders they are done again when there is more: :class:`Linger`.
    """
    counts: Counter[str] = Counter()
    database = open_database(orders["database"], create=False)
    try:
        with Archive(Path(orders["archive"])) as archive:
            place = Workplace(database, archive, Errand(**orders["errand"]))
            _once(place, orders, out, counts)
            linger = Linger(place.database, out, **orders.get("linger", {}))
            while linger.more():
                _once(place, orders, out, counts)
    finally:
        database.dispose()
    return counts


def _once(place: Workplace, orders: Mapping[str, Any], out: IO[str], counts: Counter[str]) -> None:
    for name in orders["jobs"]:
        say = _progress(name, out)
        say(0, None)
        done = JOBS[name](place, orders, say)
        counts.update({f"{name}: {what}": n for what, n in done.items()})


@dataclass
class Linger:
    """Stay for what comes next: a process that has the reader loaded need not be started again.

    It ends when nothing came for ``idle`` seconds, after ``life`` seconds, and beyond ``memory``
    bytes; the clock starts another when there is something to do.
    """

    database: Database
    out: IO[str]
    idle: float = 0.0
    life: float = 0.0
    memory: float = inf
    _began: float = field(default_factory=time.monotonic)
    _left: tuple[int, int] = (0, 0)

    def more(self) -> bool:
        """Wait until there is something to read or to resolve; False: it is time to go."""
        if not self.idle:
            return False
        with self.database.read() as session:
            left = queues.unread(session), queues.unresolved(session)
            latest = queues.latest_capture(session)
        again, self._left = any(left) and left != self._left, left  # never the same in a circle
        quiet = time.monotonic()
        if not again:
            self.database.carry_over()
            precompile(self.database.engine)
            gc.freeze()  # to look through all that is there takes as long as a report
        while not again and self._may_stay(quiet):
            _say(self.out, {"job": "waiting"})
            time.sleep(_LOOK)
            with self.database.read() as session:
                again = queues.kept_after(session, latest)
                again = again or queues.unresolved(session) > left[1]
                latest = queues.latest_capture(session)
        return again

    def _may_stay(self, quiet: float) -> bool:
        now = time.monotonic()
        small = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < self.memory
        return small and now - quiet < self.idle and now - self._began < self.life


def _crawl(place: Workplace, orders: Mapping[str, Any], progress: Progress) -> Mapping[str, int]:
    from crawler.sources import from_entry
    from scheduler.crawling import crawl
    from scheduler.fetching import with_inbox

    now, sources = datetime.now(UTC), [from_entry(entry) for entry in orders["sources"]]
    due_at = {name: at and datetime.fromisoformat(at) for name, at in orders["due_at"].items()}
    counts = crawl(
        place,
        with_inbox(place, sources, now) if orders["contact"] else sources,
        contact=orders["contact"],
        now=now,
        patient=True,
        known=[from_entry(entry) for entry in orders.get("known", ())],
        progress=progress,
        due_at=due_at,
        budget=timedelta(seconds=orders["budget"]),
    )
    return counts.by


def _read(place: Workplace, orders: Mapping[str, Any], progress: Progress) -> Mapping[str, int]:
    from scheduler import jobs

    now, most = datetime.now(UTC), orders.get("read_at_once")
    return jobs.read_waiting(place, now=now, progress=progress, most=most)


def _resolve(place: Workplace, _orders: Mapping[str, Any], progress: Progress) -> Mapping[str, int]:
    from scheduler import jobs

    return jobs.resolve_waiting(place, now=datetime.now(UTC), progress=progress)


def _follow_up(
    place: Workplace, orders: Mapping[str, Any], progress: Progress
) -> Mapping[str, int]:
    from crawler.sources import from_entry
    from scheduler.following import follow_up

    sources = [from_entry(entry) for entry in orders["sources"]]
    now = datetime.now(UTC)
    return follow_up(place, sources, contact=orders["contact"], now=now, progress=progress)


def _digest(place: Workplace, orders: Mapping[str, Any], _progress: Progress) -> Mapping[str, int]:
    from scheduler.accounts import account
    from scheduler.digest import send_digest
    from scheduler.notices import Channels

    channels = Channels(tuple(orders["mail_to"]), orders["webhook"])
    now = datetime.now(UTC)
    with account(place, "digest", now=now) as entry:
        entry.counts["incidents"] = send_digest(place, channels, now=now)
        return entry.counts


def _push(place: Workplace, orders: Mapping[str, Any], progress: Progress) -> Mapping[str, int]:
    from scheduler.accounts import account
    from storage.push import push

    now = datetime.now(UTC)
    with account(place, "push", now=now) as entry:
        done = push(place.database, orders["push_to"], now=now, progress=progress)
        entry.counts.update({"written": done.written, "taken away": done.removed})
        return entry.counts


def _export(place: Workplace, orders: Mapping[str, Any], _progress: Progress) -> Mapping[str, int]:
    from scheduler.exporting import export_all

    return export_all(place, Path(orders["folder"]), now=datetime.now(UTC))


def _backup(place: Workplace, orders: Mapping[str, Any], progress: Progress) -> Mapping[str, int]:
    from scheduler.accounts import account
    from storage import backups

    folder, now = Path(orders["folder"]), datetime.now(UTC)
    with account(place, "backup", now=now, folder=str(folder)) as entry:
        made = backups.make(place.database, place.archive, folder, now=now, progress=progress)
        entry.counts.update({"files": made.files, "bytes": made.size})
        return entry.counts


def _clean_up(
    place: Workplace, orders: Mapping[str, Any], _progress: Progress
) -> Mapping[str, int]:
    """Sent messages, old visits, by choice old pages."""
    from scheduler.accounts import account
    from scheduler.tidying import tidy

    now, days = datetime.now(UTC), orders["keep_days"]
    with account(place, "clean up", now=now) as entry:
        entry.counts.update(tidy(place, pages_days=days["pages"], sent_days=days["sent"], now=now))
        return entry.counts


#: What can be asked for. Each imports what it needs: a crawl should not wait for the reader.
JOBS: Mapping[str, Job] = {
    "crawl": _crawl,
    "read": _read,
    "resolve": _resolve,
    "follow up": _follow_up,
    "digest": _digest,
    "export": _export,
    "push": _push,
    "backup": _backup,
    "clean up": _clean_up,
}


def _progress(name: str, out: IO[str]) -> Progress:
    def say(done: int, total: int | None) -> None:
        _say(out, {"job": name, "done": done, "total": total})

    return say


def _say(out: IO[str], line: Mapping[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more
        out.write(json.dumps(line, default=str) + "\n")
        out.flush()


def _stop(_number: int, _frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: the job is putting things away
    raise Stopped


def _wait_for_end() -> None:
    """Whoever started us holds the other end of standard input."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(_LAST_RESORT)
    os._exit(1)


def _orders() -> bytes:
    """The first line of standard input, read without a buffer that would have to be unlocked."""
    line = b""
    while not line.endswith(b"\n") and (more := os.read(sys.stdin.fileno(), 65536)):
        line += more
    return line


def main() -> int:
    out = sys.stdout
    sys.stdout = sys.stderr
    orders = json.loads(_orders())
    set_up_logging(**orders["logs"])
    try:
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=_wait_for_end, daemon=True).start()
        counts = work(orders, out)
    except Stopped:
        _say(out, {"ended": "stopped"})
        return 0
    except NewerDatabase as fault:
        log.error("%s", fault)  # noqa: TRY400 - one sentence says it
        _say(out, {"ended": "failed", "says": str(fault)})
        return 1
    except Exception as fault:
        log.exception("the job failed")
        _say(out, {"ended": "failed", "says": f"{type(fault).__name__}: {fault}"})
        return 1
    _say(out, {"ended": "done", "counts": counts})
    return 0


if __name__ == "__main__":
    sys.exit(main())
