"""What ran, when, with which version, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from storage.tables import run


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job. Without an end it is running, or was killed."""

    id: int
    job: str
    version: str
    worker: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None  # done | failed | stopped
    counts: Mapping[str, int]
    detail: str | None


def begin(session: Session, job: str, *, version: str, worker: str, now: datetime) -> int:
    row = {"job": job, "version": version, "worker": worker, "started_at": now, "counts": {}}
    return int(session.execute(run.insert().values(row).returning(run.c.id)).scalar_one())


def end(
    session: Session,
    run_id: int,
    *,
    outcome: str,
    counts: Mapping[str, int],
    now: datetime,
    detail: str | None = None,
) -> None:
    session.execute(
        update(run)
        .where(run.c.id == run_id)
        .values(outcome=outcome, counts=dict(sorted(counts.items())), ended_at=now, detail=detail)
    )


def latest(session: Session, *, job: str | None = None, limit: int = 20) -> list[Run]:
    """The last runs, newest first."""
    statement = select(run).order_by(run.c.id.desc()).limit(limit)
    if job is not None:
        statement = statement.where(run.c.job == job)
    return [_run(row) for row in session.execute(statement)]


def _run(row: Row[tuple[object, ...]]) -> Run:
    return Run(**row._mapping)
