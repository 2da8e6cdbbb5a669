"""Pages we met and could not use: not fetched, not readable, no article; each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from storage.pages import Kept
from storage.tables import capture, link, reading


@dataclass(frozen=True, slots=True)
class UnusablePage:
    """One address and why nothing came of it."""

    url: str
    reason: str
    detail: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}" + (f" ({self.detail})" if self.detail else "")


#: Of a story that was read, though the page gives no more than its beginning.
ONLY_THE_BEGINNING = "read as far as it goes"


def list_unusable(session: Session, *, source: str | None = None) -> list[UnusablePage]:
    """Addresses that failed, answers that were no page, pages without an article; by address.

    Also stories that are paywalled or cut off, of which only the beginning could be read.
    """
    failed = select(link.c.url, link.c.failure, link.c.failure_detail, link.c.source).where(
        link.c.failure.is_not(None)
    )
    unreadable = (
        select(link.c.url, capture.c.reason, capture.c.detail, link.c.source)
        .join(link, link.c.id == capture.c.link_id)
        .where(capture.c.verdict == Kept.UNREADABLE)
    )
    set_aside = (
        select(link.c.url, reading.c.reason, reading.c.detail, link.c.source)
        .join(capture, capture.c.id == reading.c.capture_id)
        .join(link, link.c.id == capture.c.link_id)
        .where(reading.c.reason.is_not(None))
    )
    cut_off = (
        select(link.c.url, reading.c.detail, literal(ONLY_THE_BEGINNING), link.c.source)
        .join(capture, capture.c.id == reading.c.capture_id)
        .join(link, link.c.id == capture.c.link_id)
        .where(reading.c.article_id.is_not(None), reading.c.detail.is_not(None))
    )
    found = {
        UnusablePage(*(part or "" for part in row))
        for statement in (failed, unreadable, set_aside, cut_off)
        for row in session.execute(_of(statement, source))
    }
    return sorted(found, key=lambda page: (page.url, page.reason))


def _of(statement: Any, source: str | None) -> Any:
    return statement if source is None else statement.where(link.c.source == source)
