"""How much waits at each step, asked without knowing the reader."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from storage.frontier import due_links
from storage.pages import READER_FAILED, Kept
from storage.sql import is_postgres
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


def failed_on(session: Session) -> int:
    """Pages that were set aside because the reader failed on them."""
    aside = select(func.count()).where(reading.c.reason == READER_FAILED)
    return session.execute(aside).scalar_one()


def unresolved(session: Session) -> int:
    """Reports to be linked, and incidents to be shown anew."""
    reports = select(func.count()).where(report.c.waiting)
    stale = select(func.count()).where(incident.c.stale)
    return session.execute(reports).scalar_one() + session.execute(stale).scalar_one()


def waiting(session: Session) -> tuple[int, int]:
    """Pages kept and unread, and reports that are not linked."""
    return unread(session), unresolved(session)


def latest_capture(session: Session) -> int:
    return int(session.execute(select(func.coalesce(func.max(capture.c.id), 0))).scalar_one())


def kept_after(session: Session, capture_id: int) -> bool:
    """Whether a page was kept since this capture; cheap enough to be asked every few seconds."""
    newer = select(capture.c.id).where(capture.c.id > capture_id, capture.c.verdict == Kept.KEPT)
    return session.execute(newer.limit(1)).first() is not None


def kept_since(session: Session, *, since: datetime) -> int:
    """How many bytes of the archive were written for pages fetched since then."""
    total = select(func.coalesce(func.sum(capture.c.length), 0))
    return int(session.execute(total.where(capture.c.fetched_at >= since)).scalar_one())


def database_bytes(session: Session) -> int:
    """How large the database is on its disk."""
    if is_postgres(session):
        asked = "SELECT pg_database_size(current_database())"
    else:
        asked = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    return int(session.execute(text(asked)).scalar_one())


def reviews(session: Session) -> dict[str, int]:
    """How many incidents there are in each state of review."""
    statement = select(incident.c.review, func.count()).group_by(incident.c.review)
    return {row[0]: row[1] for row in session.execute(statement.order_by(incident.c.review))}
