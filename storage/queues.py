"""How much waits at each step, asked without knowing the reader."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.pages import Kept, due_links
from storage.tables import capture, incident, reading, report


def to_fetch(session: Session, *, now: datetime) -> int:
    """Addresses that were found and wait to be fetched."""
    return due_links(session, now=now)


def unread(session: Session) -> int:
    """Pages that were kept and that no reader has read."""
    waiting = select(func.count()).select_from(capture.outerjoin(reading))
    return session.execute(
        waiting.where(capture.c.verdict == Kept.KEPT, reading.c.capture_id.is_(None))
    ).scalar_one()


def unresolved(session: Session) -> int:
    """Reports to be linked, and incidents to be shown anew."""
    reports = select(func.count()).where(report.c.waiting)
    stale = select(func.count()).where(incident.c.stale)
    return session.execute(reports).scalar_one() + session.execute(stale).scalar_one()
