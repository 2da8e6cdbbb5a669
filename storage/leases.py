"""Who alone may do something now: a row that its holder changes every few seconds.

Nobody compares clocks. Who waits watches the row, and takes it over when it has stood still for
longer than its holder would let it; so neither a clock that jumps nor a machine that slept can
make two holders.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.sql import insert_new
from storage.tables import lease


class LeaseLost(Exception):
    """Another process holds the lease now; what was to be done is theirs to do."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The row as it was seen. Without a holder it is free."""

    name: str
    holder: str
    beat: int
    taken_at: datetime
    beat_at: datetime


def find(session: Session, name: str) -> Lease | None:
    row = session.execute(select(lease).where(lease.c.name == name)).first()
    return None if row is None else Lease(**row._mapping)


def take(
    session: Session, name: str, *, holder: str, seen: Lease | None, now: datetime
) -> Lease | None:
    """Take a lease that is still as it was ``seen``; None: somebody was quicker."""
    if seen is None:
        mine = Lease(name, holder, 1, taken_at=now, beat_at=now)
        return mine if insert_new(session, lease, [asdict(mine)], lease.c.name) else None
    mine = Lease(name, holder, seen.beat + 1, taken_at=now, beat_at=now)
    return mine if _swapped(session, seen, asdict(mine)) else None


def beat(session: Session, mine: Lease, *, now: datetime) -> Lease:
    """Show that the holder lives. Raises :class:`LeaseLost`."""
    if not _swapped(session, mine, {"beat": mine.beat + 1, "beat_at": now}):
        raise LeaseLost(f"the lease “{mine.name}” was taken over")
    return Lease(mine.name, mine.holder, mine.beat + 1, mine.taken_at, now)


def alive(session: Session, *, within: timedelta, now: datetime) -> list[str]:
    """The names of the leases whose holders showed lately that they live."""
    statement = select(lease.c.name).where(lease.c.holder != "", lease.c.beat_at > now - within)
    return list(session.execute(statement.order_by(lease.c.name)).scalars())


def forget(session: Session, prefix: str, *, before: datetime) -> int:
    """Take away the rows of holders that are gone for good, of leases named so; how many."""
    gone = (lease.c.name.startswith(prefix, autoescape=True), lease.c.beat_at < before)
    return len(session.execute(delete(lease).where(*gone).returning(lease.c.name)).all())


def release(session: Session, name: str, *, holder: str) -> None:
    """Give it back, so that nobody has to wait."""
    session.execute(
        update(lease)
        .where(lease.c.name == name, lease.c.holder == holder)
        .values(holder="", beat=lease.c.beat + 1)
    )


def require(session: Session, name: str, *, holder: str) -> None:
    """Go on only as the holder, who stays it until this transaction ends."""
    statement = select(lease.c.holder).where(lease.c.name == name).with_for_update(read=True)
    if session.execute(statement).scalar() != holder:
        raise LeaseLost(f"the lease “{name}” was taken over")


def _swapped(session: Session, seen: Lease, values: dict[str, Any]) -> bool:
    statement = update(lease).where(
        lease.c.name == seen.name, lease.c.holder == seen.holder, lease.c.beat == seen.beat
    )
    return bool(session.execute(statement.values(values).returning(lease.c.name)).all())
