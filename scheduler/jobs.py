"""The work, as plain functions that command line, clock and web call alike.

Each takes only what is marked as waiting, a unit of work a transaction, and can be killed
anywhere: the next call goes on where this one stopped.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from scheduler.crawling import crawl
from scheduler.following import follow_up
from scheduler.ingest import ingest
from scheduler.reading import read_waiting
from scheduler.resolving import resolve_from_scratch, resolve_waiting
from scheduler.workplace import Progress, Workplace, silent
from storage import derived

__all__ = [
    "crawl",
    "follow_up",
    "ingest",
    "read_waiting",
    "replay",
    "resolve_from_scratch",
    "resolve_waiting",
]


def replay(place: Workplace, *, now: datetime, progress: Progress = silent) -> Counter[str]:
    """Derive everything again from archive and decisions; the same code gives the same bytes.

    What was read stays readable until it is read anew; incidents switch in one step at the end.
    """
    with place.database.write() as session:
        derived.forget_reading(session)
    counts = read_waiting(place, now=now, progress=progress)
    return counts + resolve_from_scratch(place, now=now)
