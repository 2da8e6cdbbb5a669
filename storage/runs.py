"""What ran, when, with which version and configuration, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from storage.sql import add_one
from storage.tables import run


class NoSuchRun(Exception):
    """A run that was asked for is not there."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job. Without an end it is running, or nobody has noticed yet that it is not."""

    id: int
    job: str
    version: str
    worker: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None  # done | failed | stopped | killed (by its supervisor) | lost
    counts: Mapping[str, int]
    detail: str | None
    drops: Mapping[str, int] | None = None
    manifest: Mapping[str, Any] | None = None


def begin(
    session: Session,
    job: str,
    *,
    version: str,
    worker: str,
    now: datetime,
    manifest: Mapping[str, Any] | None = None,
) -> int:
    row = {"job": job, "version": version, "worker": worker, "started_at": now, "counts": {}}
    return add_one(session, run, row | {"manifest": manifest})


def end(
    session: Session,
    run_id: int,
    *,
    outcome: str,
    counts: Mapping[str, int],
    now: datetime,
    detail: str | None = None,
    drops: Mapping[str, int] | None = None,
) -> None:
    """Close a run, once: who comes later changes nothing."""
    session.execute(
        update(run)
        .where(run.c.id == run_id, run.c.outcome.is_(None))
        .values(
            outcome=outcome,
            counts=dict(sorted(counts.items())),
            drops=dict(sorted((drops or {}).items())) or None,
            ended_at=now,
            detail=detail,
        )
    )


def latest(session: Session, *, job: str | None = None, limit: int = 20) -> list[Run]:
    """The last runs, newest first."""
    statement = select(run).order_by(run.c.id.desc()).limit(limit)
    if job is not None:
        statement = statement.where(run.c.job == job)
    return [_run(row) for row in session.execute(statement)]


def jobs(session: Session) -> list[str]:
    """The names of the jobs that ever ran, in the alphabet's order."""
    return list(session.scalars(select(run.c.job).distinct().order_by(run.c.job)))


def get(session: Session, run_id: int) -> Run:
    """Raises :class:`NoSuchRun`."""
    row = session.execute(select(run).where(run.c.id == run_id)).first()
    if row is None:
        raise NoSuchRun(f"there is no run {run_id}; “casebook runs” lists them")
    return _run(row)


def under_way(session: Session) -> list[Run]:
    """The runs without an end, oldest first."""
    rows = session.execute(select(run).where(run.c.outcome.is_(None)).order_by(run.c.id))
    return [_run(row) for row in rows]


def last_of_each(session: Session, *, outcome: str | None = None) -> dict[str, Run]:
    """The last run of each job that has ended, or that ended so."""
    ended = run.c.outcome.is_not(None) if outcome is None else run.c.outcome == outcome
    newest = select(func.max(run.c.id)).where(ended).group_by(run.c.job)
    rows = session.execute(select(run).where(run.c.id.in_(newest)).order_by(run.c.job))
    return {row.job: _run(row) for row in rows}


def _run(row: Row[Any]) -> Run:
    return Run(**row._mapping)


def totals(session: Session) -> dict[tuple[str, str], int]:
    """How many runs of each job ended in each way."""
    statement = (
        select(run.c.job, run.c.outcome, func.count())
        .where(run.c.outcome.is_not(None))
        .group_by(run.c.job, run.c.outcome)
        .order_by(run.c.job, run.c.outcome)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(statement)}
