"""The work, as plain functions that command line, clock and web call alike.

Each takes only what is marked as waiting, a unit of work a transaction, and can be killed
anywhere: the next call goes on where this one stopped.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from scheduler.ingest import ingest
from scheduler.reading import read_waiting
from scheduler.resolving import resolve_from_scratch, resolve_waiting
from scheduler.workplace import Progress, Workplace, silent
from storage import derived

__all__ = ["ingest", "read_waiting", "replay", "resolve_from_scratch", "resolve_waiting"]


def replay(place: Workplace, *, now: datetime, progress: Progress = silent) -> Counter[str]:
    """Derive everything again from archive and decisions; the same code gives the same bytes."""
    with place.database.write() as session:
        derived.drop(session)
    counts = read_waiting(place, now=now, progress=progress)
    return counts + resolve_from_scratch(place, now=now)
