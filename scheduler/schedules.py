"""When a source, or a job, is due next: a pure function of its schedule and of what was done.

An adaptive schedule looks more often where stories come more often; a cron line says wall-clock
times in a zone. Whatever was missed is due once, now: never stacked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

#: However often a source fails, it is looked at again after this long.
LONGEST_PAUSE = timedelta(days=1)
#: A cron line may name one time a night: after one failure it is looked at once in between, so
#: that an outage is told that night and not the next.
SECOND_LOOK = timedelta(hours=1)
SELDOMEST = timedelta(days=366)
#: How much more, or less, often than every ``every`` an adaptive schedule may look.
FASTER, SLOWER = 4, 2
#: How many of the last visits an adaptive schedule learns from.
WINDOW = 30
_TWICE = timedelta(hours=3)  # no zone puts its clocks back by more
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")  # as cron numbers them; 7 is Sunday, too
_SPAN = re.compile(r"(?P<first>\*|\w+)(?:-(?P<last>\w+))?(?:/(?P<step>\d+))?")


class BadSchedule(ValueError):
    """A schedule that cannot be kept; one sentence: what and what to do."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often something is to be done.

    ``jitter`` spreads what would fall on one moment: an adaptive run comes up to so much
    earlier (never later than its interval), a cron run up to so much later than its line says.
    """

    name: str
    every: timedelta = timedelta(hours=1)
    adaptive: bool = True
    cron: str | None = None
    zone: str = "UTC"
    jitter: timedelta = timedelta()
    paused: bool = False

    def checked(self) -> Schedule:
        """Itself; raises :class:`BadSchedule` where it cannot be kept."""
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as fault:
            raise BadSchedule(
                f"there is no time zone “{self.zone}”; write one like America/Chicago"
            ) from fault
        if self.cron is not None:
            _wall_times(self.cron)
        if self.cron is None and self.every < timedelta(minutes=1):
            raise BadSchedule("a source is looked at once a minute at most; give a longer interval")
        if self.every > SELDOMEST:
            raise BadSchedule("a source is looked at once a year at least; pause it instead")
        if self.jitter < timedelta():
            raise BadSchedule("jitter is a span of time, not a negative one")
        if self.cron is None and self.jitter >= self.every:
            raise BadSchedule("jitter must be shorter than the interval; give less of it")
        return self


@dataclass(frozen=True, slots=True)
class Visit:
    """One time it was done. ``found`` counts what was new; a failed one is tried again later.

    ``ok`` is None where nothing could be tried: it says nothing about the source.
    """

    at: datetime
    ok: bool | None = True
    found: int = 0


def next_run(schedule: Schedule, history: Sequence[Visit], now: datetime) -> datetime | None:
    """When it is due; not after ``now``: it is due now. None: paused.

    ``history`` is oldest first. A visit from the future (the clock was put back) counts as one
    of just now. After one failure a cron line is not waited for longer than :data:`SECOND_LOOK`.

    >>> hourly = Schedule("daily-paper", timedelta(hours=1))
    >>> then = datetime(2024, 5, 17, 8, tzinfo=UTC)
    >>> next_run(hourly, [Visit(then)], then + timedelta(minutes=10))
    datetime.datetime(2024, 5, 17, 9, 0, tzinfo=datetime.timezone.utc)
    """
    if schedule.paused:
        return None
    if not history:
        return now
    known = [replace(visit, at=min(visit.at, now)) for visit in history[-WINDOW:]]
    last = known[-1].at
    if schedule.cron is not None:
        line = next_of_cron(schedule.cron, schedule.zone, last - schedule.jitter)
        while (due := line + _share(schedule, line) * schedule.jitter) <= last:
            line = next_of_cron(schedule.cron, schedule.zone, line)
        return min(due, last + SECOND_LOOK) if _failures(known) == 1 else due
    pause = interval(schedule, known)
    early = min(schedule.jitter, pause / 2)
    return last + pause - _share(schedule, last) * early


def interval(schedule: Schedule, history: Sequence[Visit]) -> timedelta:
    """How long to wait after the last of these visits.

    As long as one new story takes to come, within bounds. After one failure it is soon tried
    again, to tell a hiccup from an outage; after each further one the pause is twice as long.
    """
    failures = _failures(history)
    if failures:
        pause = schedule.every / 4 if failures == 1 else schedule.every * 2 ** min(failures - 2, 16)
        return min(pause, max(LONGEST_PAUSE, schedule.every))
    good = [visit for visit in history if visit.ok]
    if not schedule.adaptive or len(good) < 3:
        return schedule.every
    found = sum(visit.found for visit in good[1:])  # the first brings what was there before
    spent = good[-1].at - good[0].at
    wanted = (spent + schedule.every) / (found + 1)
    return min(max(wanted, schedule.every / FASTER), schedule.every * SLOWER)


def _failures(history: Sequence[Visit]) -> int:
    """How many of the last visits that tried, one after the other, failed."""
    tried = [visit for visit in history if visit.ok is not None]
    return next((n for n, visit in enumerate(reversed(tried)) if visit.ok), len(tried))


def _share(schedule: Schedule, at: datetime) -> float:
    """Between 0 and 1: the same for the same name and moment, so that asking twice agrees."""
    seed = f"{schedule.name} {at.astimezone(UTC).isoformat()}".encode()
    return int.from_bytes(hashlib.sha256(seed).digest()[:4]) / 2**32


def next_of_cron(line: str, zone: str, after: datetime) -> datetime:
    """The first moment after ``after`` that a cron line names, by the wall clock of a zone.

    A time that the clocks jump over comes as much later; one that they show twice is meant once,
    the first time, except by a line that leaves the hour open (those go on in real time).
    (APScheduler's own answer is caught in the repeated hour, so it is only asked for wall times.)
    """
    here = ZoneInfo(zone)
    trigger, open_hour = _wall_times(line)
    start = after.astimezone(here)
    shifts = (start - _TWICE).utcoffset() != (start + _TWICE).utcoffset()
    wall = start.replace(tzinfo=UTC, fold=0) - (_TWICE if shifts else timedelta())
    folds = (0, 1) if open_hour else (0,)
    best: datetime | None = None
    for named in _named(trigger, wall, line):
        moments = [named.replace(tzinfo=here, fold=fold).astimezone(UTC) for fold in folds]
        if best is not None and named - wall > 3 * _TWICE:
            break
        later = [moment for moment in moments if moment > after]
        best = min([*later, *([best] if best else [])], default=None)
        if best is not None and not shifts:
            break
    if best is None:
        raise _never(line)
    return best


def _named(trigger: BaseTrigger, wall: datetime, line: str) -> Iterator[datetime]:
    """The wall times a line names, from one on, in order."""
    at = wall
    while (found := trigger.get_next_fire_time(None, at)) is not None:
        yield found.replace(tzinfo=None).replace(tzinfo=UTC)
        at = found + timedelta(seconds=1)
    raise _never(line)


def _never(line: str) -> BadSchedule:
    return BadSchedule(f"“{line}” names no time that ever comes; mend its day and month")


@lru_cache(maxsize=4096)
def _wall_times(line: str) -> tuple[BaseTrigger, bool]:
    """The trigger of a cron line, and whether its hour is open."""
    try:
        trigger = _trigger(line)
        ever = trigger.get_next_fire_time(None, datetime(2024, 1, 1, tzinfo=UTC))
    except (ValueError, TypeError) as fault:
        raise BadSchedule(
            f"“{line}” is not a cron line ({fault}); write five fields, such as “0 6 * * *”:"
            " minute, hour, day, month, day of the week"
        ) from fault
    if ever is None:
        raise _never(line)
    return trigger, line.split()[1].startswith("*")


def _trigger(line: str) -> BaseTrigger:
    """A cron line as cron means it: where it names days of both kinds, either kind will do."""
    fields = line.split()
    if len(fields) != 5:
        raise ValueError(f"{len(fields)} of five fields")
    minute, hour, day, month, weekday = fields

    def on(day: str, weekday: str) -> BaseTrigger:
        parts = (minute, hour, day, month, _weekdays(weekday))
        return CronTrigger.from_crontab(" ".join(parts), timezone=UTC)

    if day.startswith("*") or weekday.startswith("*"):
        return on(day, weekday)
    return OrTrigger([on(day, "*"), on("*", weekday)])


def _weekdays(field: str) -> str:
    """The days of the week by name: to APScheduler 0 is Monday.

    >>> _weekdays("0,6"), _weekdays("mon-fri"), _weekdays("5-7"), _weekdays("*/3")
    ('sun,sat', 'mon,tue,wed,thu,fri', 'sun,fri,sat', 'sun,wed,sat')
    """
    if field == "*":
        return field
    meant = {day for part in field.lower().split(",") for day in _span(part)}
    return ",".join(name for number, name in enumerate(_DAYS) if number in meant)


def _span(part: str) -> Iterator[int]:
    """The days of one part of the field, Sunday being 0."""
    found = _SPAN.fullmatch(part)
    if found is None:
        raise ValueError(f"“{part}” is no day of the week")
    step = int(found["step"] or 1)
    if step < 1:
        raise ValueError(f"“{part}” goes in no steps")
    if found["first"] == "*":
        first, last = 0, 6
    else:
        first = _day(found["first"])
        last = _day(found["last"] or ("sat" if found["step"] else found["first"]))
    for number in range(first, last + (7 if last < first else 0) + 1, step):
        yield number % 7


def _day(written: str) -> int:
    if written in _DAYS:
        return _DAYS.index(written)
    if written.isdecimal() and int(written) <= 7:
        return int(written)
    raise ValueError(f"“{written}” is no day of the week: sun to sat, or 0 to 7")
