"""From the rows of a source to its schedule, and from its visits to when it is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from crawler.sources import Source
from scheduler.schedules import Schedule, Visit, next_run
from storage import schedules
from storage.schedules import StoredSchedule, StoredVisit

#: After a pass that failed for a reason of ours, its sources wait so long.
AFTER_OUR_FAULT = timedelta(minutes=2)


def schedule_of(source: Source, stored: StoredSchedule | None) -> Schedule:
    """What a person set, else what the source's entry says, else the defaults."""
    own = stored or StoredSchedule(source.name)
    entry = timedelta(minutes=source.interval)
    every = entry if own.every_s is None else timedelta(seconds=own.every_s)
    jitter = timedelta(minutes=5) if own.cron else every / 10
    return Schedule(
        name=source.name,
        every=every,
        adaptive=True if own.adaptive is None else own.adaptive,
        cron=own.cron,
        zone=own.zone or source.timezone or "UTC",
        jitter=jitter if own.jitter_s is None else timedelta(seconds=own.jitter_s),
        paused=own.paused,
    )


def past(visits: Iterable[StoredVisit]) -> list[Visit]:
    """The visits as the schedule looks at them."""
    return [Visit(item.started_at, item.ok, item.found) for item in visits]


def replan(
    session: Session, sources: Sequence[Source], outcome: str, *, now: datetime
) -> Mapping[str, datetime | None]:
    """Write down when sources are due after a run that ended so; a stopped one changes nothing."""
    if outcome in schedules.COUNTED:
        times = planned(session, sources, now=now)
    elif outcome == "failed":
        times = {item.name: now + AFTER_OUR_FAULT for item in sources}
    else:
        times = {}
    schedules.plan(session, times)
    return times


def planned(
    session: Session, sources: Sequence[Source], *, now: datetime
) -> dict[str, datetime | None]:
    """When each of these is due, by its schedule and what was done."""
    rows = schedules.stored(session)
    done = schedules.history(session, [item.name for item in sources])
    return {
        item.name: next_run(
            schedule_of(item, rows.get(item.name)), past(done.get(item.name, [])), now
        )
        for item in sources
    }
