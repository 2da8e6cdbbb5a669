"""When a source is due: whatever the history, the zone and the clock do."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.schedules import (
    FASTER,
    LONGEST_PAUSE,
    SECOND_LOOK,
    SLOWER,
    BadSchedule,
    Schedule,
    Visit,
    interval,
    next_of_cron,
    next_run,
)

HOUR = timedelta(hours=1)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
ZONES = ("America/New_York", "America/Chicago", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: NEW_YEAR + timedelta(minutes=n))
visits = st.lists(st.builds(Visit, moments, st.booleans(), st.integers(0, 40)), max_size=12)
schedules = st.builds(
    Schedule,
    name=st.sampled_from(["a", "b"]),
    every=st.integers(5, 2000).map(lambda n: timedelta(minutes=n)),
    adaptive=st.booleans(),
    cron=st.sampled_from([None, "30 2 * * *", "0 1 * * *", "*/20 * * * *", "0 6 * * mon-fri"]),
    zone=st.sampled_from(ZONES),
    jitter=st.integers(0, 4).map(lambda n: timedelta(minutes=n)),
)


def daily(line: str, zone: str, first: datetime, days: int) -> list[datetime]:
    """What a cron line names, one after the other."""
    found = [next_of_cron(line, zone, first)]
    while found[-1] < first + timedelta(days=days):
        found.append(next_of_cron(line, zone, found[-1]))
    return found[:-1]


def test_what_was_never_looked_at_is_due_now_and_what_is_paused_never() -> None:
    assert next_run(Schedule("a"), [], NOON) == NOON
    assert next_run(Schedule("a", paused=True), [], NOON) is None


def test_an_adaptive_schedule_looks_as_often_as_stories_come() -> None:
    schedule = Schedule("a", every=HOUR)
    busy = [Visit(NOON + n * HOUR, found=6) for n in range(10)]
    quiet = [Visit(NOON + n * HOUR, found=0) for n in range(10)]
    assert interval(schedule, busy) == HOUR / FASTER
    assert interval(schedule, quiet) == HOUR * SLOWER
    assert interval(Schedule("a", every=HOUR, adaptive=False), busy) == HOUR
    assert interval(schedule, busy[:2]) == HOUR  # too little is known yet


def test_failures_are_tried_again_ever_later_but_never_given_up() -> None:
    failed = [Visit(NOON + n * HOUR, ok=False) for n in range(20)]
    pauses = [interval(Schedule("a", every=HOUR), failed[:n]) for n in range(1, 20)]
    assert pauses[:4] == [HOUR / 4, HOUR, 2 * HOUR, 4 * HOUR]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    assert interval(Schedule("a", every=HOUR), [*failed, Visit(NOON + 30 * HOUR)]) == HOUR


@given(schedules, visits, moments)
def test_the_next_run_is_after_the_last_and_within_reach(
    schedule: Schedule, history: list[Visit], now: datetime
) -> None:
    history = sorted(history, key=lambda visit: visit.at)
    due = next_run(schedule, history, now)
    assert due is not None
    assert due == next_run(schedule, history, now)  # asking twice agrees
    if not history:
        assert due == now
        return
    last = min(history[-1].at, now)
    assert due > last
    longest = timedelta(days=4) if schedule.cron else max(LONGEST_PAUSE, schedule.every * SLOWER)
    assert due - last <= longest + schedule.jitter  # also when the clock was put back


@given(schedules, moments, st.integers(1, 60))
def test_however_many_were_missed_one_is_due_and_then_no_more(
    schedule: Schedule, then: datetime, days: int
) -> None:
    now = then + timedelta(days=days) + timedelta(days=4)  # a weekend longer than any line waits
    due = next_run(schedule, [Visit(then)], now)
    assert due is not None
    assert due <= now
    again = next_run(schedule, [Visit(then), Visit(now)], now)
    assert again is not None
    assert again > now


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("line", ["30 2 * * *", "0 2 * * *", "30 1 * * *", "45 1 * * *"])
def test_a_daily_line_runs_once_every_local_day_over_both_changes_of_clocks(
    line: str, zone: str
) -> None:
    start = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    found = daily(line, zone, start, 365)
    days = Counter(moment.astimezone(ZoneInfo(zone)).date() for moment in found)
    assert set(days.values()) == {1}
    assert len(days) == 365


@pytest.mark.parametrize("zone", ZONES)
def test_an_hourly_line_runs_every_real_hour_over_both_changes_of_clocks(zone: str) -> None:
    gaps: Counter[timedelta] = Counter()
    for month in (3, 10):  # April's and November's changes are in them, too
        found = daily("0 * * * *", zone, datetime(2026, month, 1, tzinfo=UTC), 40)
        gaps.update(later - sooner for sooner, later in pairwise(found))
    if zone == "Australia/Lord_Howe":  # half an hour is put on and off
        assert set(gaps) == {HOUR, HOUR / 2, 1.5 * HOUR}
        assert gaps[HOUR / 2] + gaps[1.5 * HOUR] <= 4
    else:
        assert set(gaps) == {HOUR}


def test_the_hour_that_comes_twice_is_meant_once_and_the_one_that_is_missing_comes_later() -> None:
    zone = "America/New_York"
    before_autumn = datetime(2026, 11, 1, 4, tzinfo=UTC)
    first = next_of_cron("30 1 * * *", zone, before_autumn)
    assert first == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert next_of_cron("30 1 * * *", zone, first) == datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
    before_spring = datetime(2026, 3, 8, 5, tzinfo=UTC)
    assert next_of_cron("30 2 * * *", zone, before_spring) == datetime(
        2026, 3, 8, 7, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("0 6 * * 0", "Sun 29, Sun 06"),
        ("0 6 * * 7", "Sun 29, Sun 06"),
        ("0 6 * * sun", "Sun 29, Sun 06"),
        ("0 6 * * 1", "Mon 30, Mon 07"),
        ("0 6 * * 1-5", "Mon 30, Tue 01"),
        ("0 6 * * sat-sun", "Sun 29, Sat 05"),
        ("0 6 * * 6,0", "Sun 29, Sat 05"),
        ("0 6 1 * *", "Tue 01, Fri 01"),
        ("0 6 1 * 3", "Tue 01, Wed 02"),
        ("0 6 */30 * 2", "Tue 01, Tue 01"),  # the first that is a Tuesday, too
    ],
)
def test_the_days_of_a_cron_line_are_those_of_cron(line: str, days: str) -> None:
    """Numbered from Sunday on; of a day of the month and one of the week either will do."""
    saturday = datetime(2026, 11, 28, 22, tzinfo=UTC)
    first = next_of_cron(line, "UTC", saturday)
    assert f"{first:%a %d}, {next_of_cron(line, 'UTC', first):%a %d}" == days


def test_after_one_failed_night_it_is_looked_at_once_more_that_night() -> None:
    nightly = Schedule("a", cron="0 2 * * *")
    night = datetime(2026, 5, 13, 2, tzinfo=UTC)
    after = night + timedelta(minutes=1)
    again, tomorrow = night + SECOND_LOOK, night + timedelta(days=1)
    assert next_run(nightly, [Visit(night, ok=False)], after) == again
    twice = [Visit(night, ok=False), Visit(again, ok=False)]
    assert next_run(nightly, twice, again + timedelta(minutes=1)) == tomorrow
    assert next_run(nightly, [Visit(night)], after) == tomorrow


@given(
    moments, st.sampled_from(ZONES), st.sampled_from(["*/20 * * * *", "30 1 * * *", "0 0 1 * *"])
)
def test_a_cron_line_always_goes_forward(after: datetime, zone: str, line: str) -> None:
    assert next_of_cron(line, zone, after) > after


@pytest.mark.parametrize(
    ("schedule", "says"),
    [
        (Schedule("a", cron="every noon"), "is not a cron line"),
        (Schedule("a", cron="0 25 * * *"), "is not a cron line"),
        (Schedule("a", cron="@daily"), "1 of five fields"),
        (Schedule("a", cron="0 6 * * 8"), "“8” is no day of the week: sun to sat, or 0 to 7"),
        (Schedule("a", cron="0 6 * * 1/0"), "goes in no steps"),
        (Schedule("a", cron="0 0 30 2 *"), "names no time that ever comes"),
        (Schedule("a", zone="Mars/Olympus"), "no time zone"),
        (Schedule("a", every=timedelta(seconds=5)), "once a minute at most"),
        (Schedule("a", every=timedelta()), "once a minute at most"),
        (Schedule("a", every=timedelta(days=20000)), "once a year at least; pause it instead"),
        (Schedule("a", jitter=timedelta(hours=2)), "shorter than the interval"),
    ],
)
def test_a_schedule_that_cannot_be_kept_is_refused_in_a_sentence(
    schedule: Schedule, says: str
) -> None:
    with pytest.raises(BadSchedule, match=says):
        schedule.checked()
