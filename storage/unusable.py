"""Pages we met and could not use: not fetched, not readable, no article; each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.pages import Kept
from storage.tables import capture, link, reading


@dataclass(frozen=True, slots=True)
class UnusablePage:
    """One address and why nothing came of it."""

    url: str
    reason: str
    detail: str

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}" + (f" ({self.detail})" if self.detail else "")


def list_unusable(session: Session) -> list[UnusablePage]:
    """Addresses that failed, answers that were no page, pages without an article; by address."""
    failed = select(link.c.url, link.c.failure, link.c.failure_detail).where(
        link.c.failure.is_not(None)
    )
    unreadable = (
        select(link.c.url, capture.c.reason, capture.c.detail)
        .join(link, link.c.id == capture.c.link_id)
        .where(capture.c.verdict == Kept.UNREADABLE)
    )
    set_aside = (
        select(link.c.url, reading.c.reason, reading.c.detail)
        .join(capture, capture.c.id == reading.c.capture_id)
        .join(link, link.c.id == capture.c.link_id)
        .where(reading.c.reason.is_not(None))
    )
    found = {
        UnusablePage(*(part or "" for part in row))
        for statement in (failed, unreadable, set_aside)
        for row in session.execute(statement)
    }
    return sorted(found, key=lambda page: (page.url, page.reason))
