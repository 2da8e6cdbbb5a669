"""What every job is given: where to work, and whom to tell how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from storage.archive import Archive
from storage.engine import Database

#: ``progress(done, total)``; total is None where it is not known.
Progress = Callable[[int, int | None], None]


def silent(_done: int, _total: int | None) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Errand:
    """On whose behalf a job runs, and with what settings: for its manifest."""

    asked_by: str = "a person"  # or "the clock"
    config: str = ""  # hash of the settings in force
    holder: str | None = None  # of a lease: without it, nothing is begun
    lease: str = "clock"  # which: the clock's, or a helper's own


@dataclass(frozen=True, slots=True)
class Workplace:
    """The database and the archive a job works on."""

    database: Database
    archive: Archive
    errand: Errand = Errand()
