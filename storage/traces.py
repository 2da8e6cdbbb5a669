"""How far one address has come: who showed it, what it answered, what was read, where it stands.

For whoever misses a story: each step that was taken, and the one at which it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.urls import key
from storage import pages, sayings
from storage.pages import CaptureNote, Sighting
from storage.sayings import Story
from storage.tables import article, capture, link, reading


@dataclass(frozen=True, slots=True)
class Link:
    """An address as the crawler has it."""

    url: str
    source: str | None
    state: str
    found_at: datetime
    next_at: datetime
    attempts: int
    failure: str | None
    failure_detail: str | None


@dataclass(frozen=True, slots=True)
class Aside:
    """A page that was kept and in which no article was found."""

    reader: str
    reason: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Trace:
    """All that is known of an address; nothing where nobody has ever shown it."""

    link: Link | None
    sightings: tuple[Sighting, ...] = ()
    captures: tuple[CaptureNote, ...] = ()
    aside: Aside | None = None
    story: Story | None = None


def trace(session: Session, url: str) -> Trace:
    """What became of an address, however it is spelled."""
    row = session.execute(select(link).where(link.c.key == key(url))).first()
    of_link = Link(
        row.url, row.source, row.state, row.found_at, row.next_at, row.attempts, row.failure,
        row.failure_detail,
    ) if row else None  # fmt: skip
    read = session.execute(
        select(reading)
        .join(capture, capture.c.id == reading.c.capture_id)
        .where(capture.c.link_id == (row.id if row else 0))
        .order_by(reading.c.capture_id.desc())
        .limit(1)
    ).first()
    number = read.article_id if read else None
    if number is None:  # also by the address a page gives itself
        number = session.execute(select(article.c.id).where(article.c.key == key(url))).scalar()
    aside = Aside(read.version, read.reason, read.detail) if read and not read.article_id else None
    return Trace(
        link=of_link,
        sightings=tuple(pages.sightings(session, url)),
        captures=tuple(pages.captures_of(session, url)),
        aside=aside,
        story=sayings.stories(session, [number]).get(number) if number else None,
    )
