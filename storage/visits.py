"""How far each person has looked: what came later is new to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.sql import put
from storage.tables import visit


def last(session: Session, by: str) -> datetime | None:
    """When somebody last looked through the inbox; None: never."""
    return session.execute(select(visit.c.at).where(visit.c.by == by)).scalar()


def looked(session: Session, by: str, *, now: datetime) -> None:
    """Everything up to now has been seen."""
    put(session, visit, [{"by": by, "at": now}])
