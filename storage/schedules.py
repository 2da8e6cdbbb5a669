"""When each source is due, and each time it was looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from storage.sql import add, batches, put_new
from storage.tables import schedule
from storage.tables import source_visit as visit

#: Outcomes after which a source's time has been used; after others it is due as it was.
COUNTED = ("done", "killed")


@dataclass(frozen=True, slots=True)
class StoredSchedule:
    """What a person set for a source (None: as its entry says), and when it is due."""

    source: str
    every_s: int | None = None
    adaptive: bool | None = None
    cron: str | None = None
    zone: str | None = None
    jitter_s: int | None = None
    paused: bool = False
    next_at: datetime | None = None
    set_by: str | None = None
    set_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredVisit:
    """One look at a source. Without an end it is under way, or its run was lost."""

    id: int
    source: str
    run_id: int
    due_at: datetime | None
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None  # done | failed | stopped | killed | lost
    found: int
    counts: Mapping[str, Any] | None

    @property
    def ok(self) -> bool | None:
        """Whether a way into the source answered; None: none was tried, those that fail rest."""
        if self.outcome != "done":
            return False
        counts = self.counts or {}
        if not counts.get("doors") and not counts.get("doors_failed") and not counts.get("says"):
            return None
        return bool(counts.get("doors"))


def add_sources(session: Session, names: Iterable[str]) -> None:
    """Make a row for each source that has none: it is due at once."""
    put_new(session, schedule, [{"source": name, "paused": False} for name in sorted(set(names))])


def others(session: Session, names: Collection[str]) -> list[str]:
    """Sources with a time at which they are due, or a row nobody set, that are none of these."""
    kept = schedule.c.next_at.is_(None) & schedule.c.set_by.is_not(None)
    rows = session.execute(select(schedule.c.source).where(~kept)).scalars()
    return sorted(set(rows) - set(names))


def forget(session: Session, names: Iterable[str]) -> None:
    """These are not due any more. What a person set for one stays, should it come back."""
    for batch in batches(list(names)):
        mine = schedule.c.source.in_(batch)
        session.execute(delete(schedule).where(mine, schedule.c.set_by.is_(None)))
        session.execute(update(schedule).where(mine).values(next_at=None))


def paused(session: Session) -> set[str]:
    """The sources nobody is to look at for now."""
    return set(session.execute(select(schedule.c.source).where(schedule.c.paused)).scalars())


def stored(session: Session) -> dict[str, StoredSchedule]:
    rows = session.execute(select(schedule).order_by(schedule.c.source))
    return {row.source: StoredSchedule(**row._mapping) for row in rows}


def change(
    session: Session, name: str, values: Mapping[str, Any], *, by: str, now: datetime
) -> StoredSchedule:
    """Set some of a source's fields; when it is due is left to :func:`plan`."""
    add_sources(session, [name])
    session.execute(
        update(schedule).where(schedule.c.source == name).values(**values, set_by=by, set_at=now)
    )
    return stored(session)[name]


def plan(session: Session, times: Mapping[str, datetime | None]) -> None:
    """Write down when sources are due."""
    for name in sorted(times):
        session.execute(
            update(schedule).where(schedule.c.source == name).values(next_at=times[name])
        )


def due(session: Session, *, now: datetime) -> dict[str, datetime | None]:
    """The sources whose time has come and that nobody is at, who waits longest first."""
    at_work = select(visit.c.source).where(visit.c.outcome.is_(None))
    statement = (
        select(schedule.c.source, schedule.c.next_at)
        .where(
            ~schedule.c.paused,
            or_(schedule.c.next_at.is_(None), schedule.c.next_at <= now),
            schedule.c.source.not_in(at_work),
        )
        .order_by(schedule.c.next_at.nulls_first(), schedule.c.source)
    )
    return {row.source: row.next_at for row in session.execute(statement)}


def next_due(session: Session) -> datetime | None:
    """When the next source is due."""
    return session.execute(select(func.min(schedule.c.next_at))).scalar()


def begin_visits(
    session: Session, run_id: int, due_at: Mapping[str, datetime | None], *, now: datetime
) -> list[str]:
    """Note that a run looks at these sources; those that another is at are left out."""
    rows = select(schedule.c.source).where(schedule.c.source.in_(sorted(due_at)))
    known = set(session.execute(rows).scalars())
    locked = rows.order_by(schedule.c.source).with_for_update(skip_locked=True)
    taken = set(session.execute(locked).scalars())  # no other run takes them at this moment
    busy = {*at_work(session), *(known - taken)}
    mine = [name for name in due_at if name not in busy]
    add(
        session,
        visit,
        [
            {
                "source": name,
                "run_id": run_id,
                "due_at": due_at[name],
                "started_at": now,
                "found": 0,
            }
            for name in mine
        ],
    )
    return mine


def at_work(session: Session) -> set[str]:
    """The sources that are being looked at."""
    return set(session.execute(select(visit.c.source).where(visit.c.outcome.is_(None))).scalars())


def end_visits(
    session: Session,
    run_id: int,
    *,
    outcome: str,
    now: datetime,
    counts: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[str]:
    """Close what a run left open; the sources concerned."""
    statement = select(visit.c.id, visit.c.source).where(
        visit.c.run_id == run_id, visit.c.outcome.is_(None)
    )
    rows = session.execute(statement.order_by(visit.c.source)).all()
    for row in rows:
        line = (counts or {}).get(row.source)
        session.execute(
            update(visit)
            .where(visit.c.id == row.id)
            .values(
                outcome=outcome,
                ended_at=now,
                counts=line,
                found=(line or {}).get("found", 0),
            )
        )
    return [row.source for row in rows]


def history(
    session: Session, names: Collection[str], *, limit: int = 30
) -> dict[str, list[StoredVisit]]:
    """The last visits of each source that used up its time, oldest first.

    Source by source from the newest on: what it takes does not grow with all that ever was.
    """
    found: dict[str, list[StoredVisit]] = {}
    for name in sorted(set(names)):
        statement = (
            select(visit)
            .where(visit.c.source == name, visit.c.outcome.in_(COUNTED))
            .order_by(visit.c.id.desc())
            .limit(limit)
        )
        rows = session.execute(statement).all()
        if rows:
            found[name] = [StoredVisit(**row._mapping) for row in reversed(rows)]
    return found


def visits_of(session: Session, run_id: int) -> list[StoredVisit]:
    """Every source a run looked at."""
    statement = select(visit).where(visit.c.run_id == run_id).order_by(visit.c.source)
    return [StoredVisit(**row._mapping) for row in session.execute(statement)]
