"""The clock's rounds beside crawling: watch the sources, tell the team, keep the house."""

from __future__ import annotations

import logging
import socket
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

from crawler.sources import Source
from scheduler import mail, watching
from scheduler.alerting import hold_against
from scheduler.clock import Clock
from scheduler.guarded import looked_up
from scheduler.notices import tell_troubles
from scheduler.status import LEAST_FREE, free_bytes
from scheduler.watching import Habit
from scheduler.webhooks import deliver_waiting, tell_changes
from storage import deliveries, habits, letters, schedules, troubles
from storage.schedules import StoredVisit
from storage.sources import Stories, stories
from storage.troubles import Trouble

log = logging.getLogger(__name__)

#: How far back a source's history goes.
HISTORY = timedelta(days=28)
#: Pages read so lately are held against those before.
LATELY = timedelta(days=4)


def watch_doors(clock: Clock) -> None:
    """Which sources do not answer any more, or forbid us; is there room on the disk?"""
    now = clock.now()
    names = [item.name for item in _watched(clock)]
    with clock.database.read() as session:
        seen = schedules.history(session, names, limit=6)
    found = [item for name in names for item in watching.door_troubles(_lately(name, seen))]
    found = [*watching.ours(found, len(names), now), *_disk(clock)]
    _settle(clock, found, (*watching.DOORS, "disk"))


def watch_habits(clock: Clock) -> None:
    """Which sources are quieter than they ever were, or give less than they did."""
    now, watched = clock.now(), _watched(clock)
    with clock.database.read() as session:
        times = habits.story_times(session, since=now - HISTORY)
        before = stories(session, since=now - 3 * HISTORY, until=now - LATELY)
        lately = stories(session, since=now - LATELY, until=now)
        seen = schedules.history(session, [item.name for item in watched], limit=3)
        known = troubles.open_troubles(session, kinds=watching.HABITS)
    failing = {item.name for item in watched if _lately(item.name, seen).failed}
    found = [item for item in known if item.subject in failing]  # one that fails tells nothing new
    for item in watched:
        if item.name in failing:
            continue
        stories_of, first, latest, longest = times.get(item.name, (0, None, None, timedelta()))
        habit = Habit(
            item.name,
            stories=stories_of,
            first_at=first,
            last_story_at=latest,
            longest_silence=longest,
            every=timedelta(minutes=item.interval),
            before=before.get(item.name, Stories()),
            lately=lately.get(item.name, Stories()),
        )
        found += watching.habit_troubles(habit, now)
    _settle(clock, found, watching.HABITS)


def _watched(clock: Clock) -> list[Source]:
    """The sources something is expected of: not those that somebody paused."""
    known = clock.sources()
    with clock.database.read() as session:
        paused = schedules.paused(session)
    return [item for item in known if item.name not in paused]


def _lately(name: str, seen: Mapping[str, Sequence[StoredVisit]]) -> Habit:
    """How its last visits went, one after the other."""
    failed: list[StoredVisit] = []
    for visit in reversed(seen.get(name, ())):
        if visit.ok is True:
            break
        if visit.ok is False:
            failed.append(visit)
    says = (failed[0].counts or {}).get("says") if failed else None
    if failed and failed[0].outcome == "killed":
        says = "its crawl hung or grew, and had to be ended"
    since = failed[-1].started_at if failed else None
    return Habit(name, failed=len(failed), failing_since=since, last_says=says)


def _disk(clock: Clock) -> Iterable[Trouble]:
    free = free_bytes(clock.place.archive.root)
    if free is not None and free < LEAST_FREE:
        says = f"only {free // 1_000_000} MB are free where pages are kept"
        yield Trouble("disk", "the disk", clock.now(), says)


def _settle(clock: Clock, found: Sequence[Trouble], kinds: Sequence[str]) -> None:
    """Note what is new and what is over, and tell of both, in one transaction."""
    now = clock.now()
    with clock.database.write() as session:
        new, over = troubles.settle(session, found, kinds=kinds, now=now)
        tell_troubles(session, new, over, clock.plan.channels, now=now)


def send_mail(clock: Clock) -> None:
    """Send the letters that wait."""
    if clock.plan.mail_server is None:
        return
    with clock.database.read() as session:
        if not letters.waiting(session):
            return
    counts = mail.send_waiting(clock.place, clock.plan.mail_server, now=clock.now())
    if counts["to be tried again"]:
        log.warning("%d letters could not be sent yet", counts["to be tried again"])


def alert(clock: Clock) -> None:
    """Tell people what they asked to be told of."""
    hold_against(clock.database, now=clock.now())


def tell_receivers(clock: Clock) -> None:
    """Write down what changed for those who are told over HTTP, and post what waits."""
    now = clock.now()
    tell_changes(clock.place, now=now)
    with clock.database.read() as session:
        waiting = deliveries.counts(session).get("waiting")
    if waiting:
        counts = deliver_waiting(
            clock.place,
            now=now,
            secret=clock.plan.webhook_secret,
            private_network=clock.plan.webhook_private,
            limit=100,
            seconds=60,
        )
        if counts["given up"]:
            log.warning("%d messages were given up", counts["given up"])


def ping(clock: Clock) -> None:
    """Say that we live to somebody who raises the alarm when we do not say so any more."""
    if clock.plan.ping_url is None:
        return
    with clock.database.read() as session:  # a service without its database is not alive
        schedules.next_due(session)
    with suppress(socket.gaierror):  # a proxy may know it; what nobody answers raises
        looked_up(urlsplit(clock.plan.ping_url).hostname or "", 0)
    request = urllib.request.Request(  # noqa: S310 - http or https, by the settings
        clock.plan.ping_url, headers={"User-Agent": "casebook"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        answer.read(1000)
    log.debug("pinged %s", urlsplit(clock.plan.ping_url).hostname)
