"""The process a job runs in: orders on standard input, one line of JSON for each step and the end.

It ends when it is asked to (SIGTERM), and when whoever started it is gone.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from scheduler.logs import set_up_logging
from scheduler.workplace import Errand, Progress, Workplace
from storage.archive import Archive
from storage.engine import open_database

log = logging.getLogger(__name__)

_LAST_RESORT = 18.0  # seconds after which it goes even if the job does not let it

Job = Callable[[Workplace, Mapping[str, Any], Progress], Mapping[str, int]]


class Stopped(KeyboardInterrupt):
    """We were asked to end. Not an Exception: nobody may take it for a fault and go on."""


def work(orders: Mapping[str, Any], out: IO[str]) -> Counter[str]:
    """Do the jobs in order; what each did, under its name."""
    counts: Counter[str] = Counter()
    database = open_database(orders["database"], create=False)
    try:
        with Archive(Path(orders["archive"])) as archive:
            place = Workplace(database, archive, Errand(**orders["errand"]))
            for name in orders["jobs"]:
                say = _progress(name, out)
                say(0, None)
                counts.update(
                    {f"{name}: {what}": n for what, n in JOBS[name](place, orders, say).items()}
                )
    finally:
        database.dispose()
    return counts


def _crawl(place: Workplace, orders: Mapping[str, Any], progress: Progress) -> Mapping[str, int]:
    from crawler.sources import from_entry
    from scheduler.crawling import crawl

    due_at = {name: at and datetime.fromisoformat(at) for name, at in orders["due_at"].items()}
    counts = crawl(
        place,
        [from_entry(entry) for entry in orders["sources"]],
        contact=orders["contact"],
        now=datetime.now(UTC),
        progress=progress,
        due_at=due_at,
        budget=timedelta(seconds=orders["budget"]),
    )
    return counts.by


def _read(place: Workplace, _orders: Mapping[str, Any], progress: Progress) -> Mapping[str, int]:
    from scheduler import jobs

    return jobs.read_waiting(place, now=datetime.now(UTC), progress=progress)


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
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_end, daemon=True).start()
    try:
        counts = work(orders, out)
    except Stopped:
        _say(out, {"ended": "stopped"})
        return 0
    except Exception as fault:
        log.exception("the job failed")
        _say(out, {"ended": "failed", "says": f"{type(fault).__name__}: {fault}"})
        return 1
    _say(out, {"ended": "done", "counts": counts})
    return 0


if __name__ == "__main__":
    sys.exit(main())
