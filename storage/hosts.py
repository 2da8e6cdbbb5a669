"""Who is at a host: one crawler at a time, for as long as it renews its lease.

The lease is both the partition of the work and the politeness: whoever has it is alone with the
host, and tells who comes next how long to wait. A crawler that dies renews nothing, and another
takes over. Times are the database's (:func:`clock`), so that machines need not agree on theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from storage.sql import batches, is_postgres, put_new
from storage.tables import host, link

_LEASED = "leased"  # a link's state while its host's crawler is at it


def clock(session: Session) -> datetime:
    """The time by the one clock all workers of a database share."""
    if is_postgres(session):
        at: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
        return at.astimezone(UTC)
    return datetime.now(UTC)


def introduce(session: Session, names: Iterable[str], *, now: datetime) -> None:
    """Make a row for each host that has none."""
    rows = [{"name": name, "next_at": now} for name in sorted(set(names))]
    put_new(session, host, rows)


def free_for(worker: str, *, now: datetime, until: datetime) -> ColumnElement[bool]:
    """Whether a host is the worker's to take: nobody lives there, and it need not wait long."""
    return and_(
        or_(host.c.worker.is_(None), host.c.worker == worker, host.c.until <= now),
        host.c.next_at < until,
    )


def take(
    session: Session, names: Iterable[str], *, worker: str, now: datetime, until: datetime
) -> dict[str, datetime]:
    """Those of the hosts that are the worker's until then, and when each may be asked next."""
    mine: dict[str, datetime] = {}
    for batch in batches(sorted(set(names))):
        statement = (
            select(host.c.name, host.c.next_at)
            .where(host.c.name.in_(batch), free_for(worker, now=now, until=until))
            .order_by(host.c.name)
            .with_for_update(skip_locked=True)
        )
        mine.update({row.name: row.next_at for row in session.execute(statement)})
    for batch in batches(sorted(mine)):
        session.execute(
            update(host).where(host.c.name.in_(batch)).values(worker=worker, until=until)
        )
    return mine


def renew(session: Session, *, worker: str, until: datetime) -> set[str]:
    """Keep what the worker has for longer; the hosts that are still its own."""
    statement = update(host).where(host.c.worker == worker).values(until=until)
    return set(session.execute(statement.returning(host.c.name)).scalars())


def put_off(session: Session, times: Mapping[str, datetime], *, worker: str) -> None:
    """Say of the worker's hosts when each may be asked next, whoever it is that asks."""
    for name in sorted(times):
        session.execute(
            update(host)
            .where(host.c.name == name, host.c.worker == worker)
            .values(next_at=times[name])
        )


def release(session: Session, *, worker: str, names: Collection[str] | None = None) -> set[str]:
    """Give up the worker's hosts (of these: those where it has nothing left to do)."""
    mine = host.c.worker == worker
    if names is not None:
        at_work = (link.c.host == host.c.name, link.c.leased_by == worker, link.c.state == _LEASED)
        mine = and_(
            mine, host.c.name.in_(sorted(names)), ~select(link.c.id).where(*at_work).exists()
        )
    statement = update(host).where(mine).values(worker=None, until=None)
    return set(session.execute(statement.returning(host.c.name)).scalars())


def at_work(session: Session) -> dict[str, str]:
    """The hosts somebody has leased, and who."""
    statement = select(host.c.name, host.c.worker).where(host.c.worker.is_not(None))
    return {row.name: row.worker for row in session.execute(statement.order_by(host.c.name))}
