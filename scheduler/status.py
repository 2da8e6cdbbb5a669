"""At a glance: what runs, what ran, what is late, what waits, what is in trouble."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from scheduler.accounts import CLOCK, lives
from scheduler.workplace import Workplace
from storage import deliveries, feeds, frontier, leases, queues, runs, schedules, troubles
from storage.check import elsewhere
from storage.dates import stamp
from storage.engine import facts_of
from storage.faults import DatabaseError
from storage.leases import Lease
from storage.runs import Run

#: A heartbeat that is older, by this machine's clock, is no sign of life.
STALE = timedelta(seconds=90)
#: A source that has waited so long for its turn is late.
LATE = timedelta(minutes=15)
#: Less room than this on the disk is a fault.
LEAST_FREE = 500_000_000

Json = dict[str, Any]


def status(place: Workplace, now: datetime) -> Json:
    """Everything ``casebook status`` shows, as plain data; ``faults`` is empty when all is well."""
    with place.database.read() as session:
        told = {
            "at": stamp(now),
            "record": _record(session),
            "clock": _clock(leases.find(session, CLOCK), now),
            "running": [_run(item, now) for item in runs.under_way(session)],
            "last": {job: _run(item, now) for job, item in runs.last_of_each(session).items()},
            "queues": _queues(session, now),
            "reader_failed": queues.failed_on(session),
            "sources": _sources(session, now),
            "troubles": [
                {
                    "kind": item.kind,
                    "subject": item.subject,
                    "since": stamp(item.since),
                    "says": item.says,
                }
                for item in troubles.open_troubles(session)
            ],
            "incidents": queues.reviews(session),
            "disk": _disk(session, place.archive.root, now),
            "lacking": elsewhere(session, place.archive),
        }
    return told | {"faults": list(_faults(told))}


def _record(session: Session) -> Json:
    """What was settled when the database was made, and holds for good."""
    facts = facts_of(session)
    return {
        "scope": facts["scope"],
        "demo": facts["demo"] == "yes",
        "made_at": stamp(datetime.fromisoformat(facts["made_at"])),
        "made_by": facts["made_by"],
    }


def _clock(lease: Lease | None, now: datetime) -> Json | None:
    """Who holds the clock; None: no scheduler has ever worked on this database."""
    if lease is None:
        return None
    return {
        "holder": lease.holder or None,
        "since": stamp(lease.taken_at),
        "heartbeat_at": stamp(lease.beat_at),
        "alive": bool(lease.holder) and abs(now - lease.beat_at) < STALE,
    }


def _run(item: Run, now: datetime) -> Json:
    return {
        "run": item.id,
        "job": item.job,
        "started_at": stamp(item.started_at),
        "ended_at": stamp(item.ended_at) if item.ended_at else None,
        "outcome": item.outcome or ("running" if lives(item, None, now) else "gone"),
        "counts": dict(item.counts),
        "detail": item.detail,
    }


def _queues(session: Session, now: datetime) -> Json:
    unsent = deliveries.counts(session)
    return {
        "to_fetch": queues.to_fetch(session, now=now),
        "unread": queues.unread(session),
        "unresolved": queues.unresolved(session),
        "messages_waiting": unsent.get("waiting", 0),
        "messages_given_up": unsent.get("failed", 0),
    }


def _sources(session: Session, now: datetime) -> Json:
    stored = schedules.stored(session)
    busy = schedules.at_work(session)
    late = [
        {"source": name, "due_at": stamp(item.next_at), "late_s": int(by.total_seconds())}
        for name, item in stored.items()
        if item.next_at and not item.paused and name not in busy
        if (by := now - item.next_at) > LATE
    ]
    failing = [
        {
            "source": name,
            "since": stamp(state.succeeded_at) if state.succeeded_at else None,
            "failures": state.failures,
            "says": state.message,
        }
        for name, state in feeds.source_states(session).items()
        if state.failures and name in stored and not stored[name].paused
    ]
    return {
        "known": len(stored),
        "paused": sum(item.paused for item in stored.values()),
        "at_work": len(busy),
        "next_at": stamp(first) if (first := schedules.next_due(session)) else None,
        "late": sorted(late, key=lambda row: -int(row["late_s"] or 0)),
        "failing": failing,
    }


def _disk(session: Session, archive: Path, now: datetime) -> Json:
    """How large everything is, how fast the archive grows, for how long there is room."""
    per_day = queues.kept_since(session, since=now - timedelta(days=7)) // 7
    free = free_bytes(archive)
    return {
        "database_bytes": queues.database_bytes(session),
        "archive_bytes": archive_bytes(archive),
        "archive_bytes_per_day": per_day,
        "free_bytes": free,
        "days_left": free // per_day if free is not None and per_day else None,
    }


def archive_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("**/*") if path.is_file())


def free_bytes(folder: Path) -> int | None:
    """The room left where pages are kept, or will be."""
    there = next((path for path in (folder, *folder.absolute().parents) if path.exists()), None)
    return shutil.disk_usage(there).free if there else None


def _faults(told: Mapping[str, Any]) -> Iterator[str]:
    """What somebody should act on, each in a sentence."""
    clock = told["clock"]
    if clock is not None and not clock["alive"]:
        yield f"no scheduler works: the last heartbeat is of {clock['heartbeat_at']}"
    if clock is not None and clock["alive"] and (late := told["sources"]["late"]):
        yield f"{_many(len(late), 'source is', 'sources are')} late: {_names(late)}"
    troubled = told["sources"]["failing"]
    if troubled and len(troubled) == told["sources"]["known"]:
        yield f"no source answers ({_names(troubled)}): is our own connection down?"
    if gone := [item for item in told["running"] if item["outcome"] == "gone"]:
        yield f"{_many(len(gone), 'run has', 'runs have')} no process any more"
    if given_up := told["queues"]["messages_given_up"]:
        yield f"{_many(given_up, 'message was', 'messages were')} given up"
    free = told["disk"]["free_bytes"]
    if free is not None and free < LEAST_FREE:
        yield f"only {free // 1_000_000} MB are free where pages are kept"
    if lacking := told["lacking"]:
        yield f"{lacking} is not in this archive: name the right one with --archive, or restore it"
    for item in told["troubles"]:
        yield f"{item['subject']}: {item['says']} (since {item['since']})"


def _many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _names(rows: Iterable[Mapping[str, Any]]) -> str:
    names = [str(row["source"]) for row in rows]
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


# ---------------------------------------------------------------------------------- health


@dataclass(frozen=True, slots=True)
class Health:
    """What a probe is told. Not ok: somebody, or something, should start the service again."""

    ok: bool
    says: str


def health(place: Workplace, now: datetime) -> Health:
    """Whether the database answers and, where a scheduler belongs to it, that it lives."""
    try:
        with place.database.read() as session:
            lease = leases.find(session, CLOCK)
    except (SQLAlchemyError, DatabaseError) as fault:
        return Health(False, f"the database does not answer ({type(fault).__name__})")
    if lease is None:
        return Health(True, "the database answers; no scheduler belongs to it")
    if not lease.holder or abs(now - lease.beat_at) >= STALE:
        return Health(False, f"no scheduler works; the last heartbeat is of {stamp(lease.beat_at)}")
    return Health(True, "database and scheduler work")


# ---------------------------------------------------------------------------------- metrics


def metrics_text(place: Workplace, now: datetime) -> str:
    """The same for Prometheus, in its text format; no name of a person is in it."""
    registry = CollectorRegistry()
    registry.register(_Metrics(place, now))
    return generate_latest(registry).decode()


class _Metrics(Collector):
    """Everything is asked of the database when somebody looks: no counter is kept in memory."""

    def __init__(self, place: Workplace, now: datetime) -> None:
        self._place = place
        self._now = now

    def collect(self) -> Iterator[Metric]:
        with self._place.database.read() as session:
            lease = leases.find(session, CLOCK)
            if lease is not None:
                age = (self._now - lease.beat_at).total_seconds()
                yield _gauge("clock_heartbeat_age_seconds", "Since the scheduler's heartbeat", age)
            waiting = _queues(session, self._now)
            yield _labelled("queue", "What waits at each step", "step", waiting)
            yield _labelled(
                "incidents", "Incidents by state of review", "review", queues.reviews(session)
            )
            yield _labelled("links", "Addresses by state", "state", frontier.link_counts(session))
            yield self._runs(session)
            yield from self._sources(session)
            yield _labelled("troubles", "What is wrong now", "kind", _by_kind(session))
            yield _gauge("database_bytes", "Size of the database", queues.database_bytes(session))
        yield _gauge("archive_bytes", "Size of the archive", archive_bytes(self._root))
        if (free := free_bytes(self._root)) is not None:
            yield _gauge("free_bytes", "Room left where pages are kept", free)

    @property
    def _root(self) -> Path:
        return self._place.archive.root

    def _runs(self, session: Session) -> Metric:
        found = GaugeMetricFamily(
            "casebook_runs", "Runs by job and outcome", labels=("job", "outcome")
        )
        for (job, outcome), number in runs.totals(session).items():
            found.add_metric((job, outcome), number)
        return found

    def _sources(self, session: Session) -> Iterator[Metric]:
        seen = GaugeMetricFamily(
            "casebook_source_last_success_timestamp_seconds",
            "When a source last answered",
            labels=("source",),
        )
        failures = GaugeMetricFamily(
            "casebook_source_failures", "Failures since a source last answered", labels=("source",)
        )
        known = schedules.stored(session)  # not those that left the sources file
        for name, state in feeds.source_states(session).items():
            if name not in known:
                continue
            failures.add_metric((name,), state.failures)
            if state.succeeded_at:
                seen.add_metric((name,), state.succeeded_at.timestamp())
        yield seen
        yield failures


def _by_kind(session: Session) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in troubles.open_troubles(session):
        counts[item.kind] = counts.get(item.kind, 0) + 1
    return counts


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(f"casebook_{name}", says, value=value)


def _labelled(name: str, says: str, label: str, values: Mapping[str, float]) -> Metric:
    found = GaugeMetricFamily(f"casebook_{name}", says, labels=(label,))
    for key, value in values.items():
        found.add_metric((key,), value)
    return found
