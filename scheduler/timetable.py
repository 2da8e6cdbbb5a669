"""How often each job of the clock is asked: the table of who leads, and that of a helper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from scheduler.clock import (
    Clock,
    Plan,
    backup,
    clean_up,
    crawl_due,
    digest,
    export,
    follow_up,
    push,
    read,
    read_and_resolve,
    tidy,
)
from scheduler.rounds import (
    alert,
    ping,
    send_mail,
    tell_receivers,
    watch_doors,
    watch_habits,
)


@dataclass(frozen=True, slots=True)
class Job:
    """A named job of the clock: how often it is asked, and how many may run at once."""

    name: str
    every: timedelta
    tick: Callable[[Clock], object]
    at_once: int = 1


def table(plan: Plan) -> tuple[Job, ...]:
    """Every job of the clock."""
    return (
        Job("crawl what is due", timedelta(seconds=10), crawl_due, at_once=plan.crawls),
        Job("read and resolve", timedelta(seconds=10), read_and_resolve),
        Job("tidy", timedelta(seconds=10), tidy),
        Job("watch doors", timedelta(minutes=1), watch_doors),
        Job("watch habits", timedelta(hours=1), watch_habits),
        Job("follow up", timedelta(minutes=1), follow_up),
        Job("digest", timedelta(minutes=1), digest),
        Job("export", timedelta(minutes=1), export),
        Job("backup", timedelta(minutes=1), backup),
        Job("push", timedelta(minutes=1), push),
        Job("alerts", timedelta(seconds=30), alert),
        Job("tell receivers", timedelta(seconds=15), tell_receivers),
        Job("send mail", timedelta(seconds=30), send_mail),
        Job("ping", timedelta(minutes=plan.ping_minutes), ping),
        Job("clean up", timedelta(hours=24), clean_up),
    )


def helpers_table(plan: Plan) -> tuple[Job, ...]:
    """What a helper on another machine does: its share; the rest is the clock's."""
    return (
        Job("crawl what is due", timedelta(seconds=5), crawl_due, at_once=plan.crawls),
        Job("read", timedelta(seconds=5), read),
        Job("tidy", timedelta(seconds=10), tidy),
    )
