"""How feeds and sources were when they were last looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from pipeline.urls import key
from storage.sql import put
from storage.tables import capture, feed, link, source


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends along."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source was when last looked at."""

    key: str
    tried_at: datetime | None
    succeeded_at: datetime | None
    next_at: datetime | None
    interval: timedelta | None
    failures: int
    new_links: int
    message: str | None


def validators(session: Session, url: str) -> Validators:
    """ETag and Last-Modified of the last answer from this address: a page's, or a feed's."""
    row = session.execute(
        select(capture.c.etag, capture.c.last_modified)
        .join(link)
        .where(link.c.key == key(url))
        .order_by(capture.c.fetched_at.desc(), capture.c.id.desc())
        .limit(1)
    ).first()
    row = (
        row
        or session.execute(
            select(feed.c.etag, feed.c.last_modified).where(feed.c.url == url)
        ).first()
    )
    return Validators(row.etag, row.last_modified) if row else Validators()


def feed_fetched(
    session: Session,
    url: str,
    *,
    source: str | None,
    status: int,
    validators: Validators,
    now: datetime,
) -> None:
    """Remember what a feed answered. Call it after :func:`found`: then nothing of it is lost."""
    row = {"url": url, "source": source, "fetched_at": now, "status": status}
    row |= {"etag": validators.etag, "last_modified": validators.last_modified}
    put(session, feed, [row | {"failures": 0, "next_at": None, "says": None}])


def feed_known(session: Session, url: str, validators: Validators) -> None:
    """All that a feed leads to was read, too: it is asked only whether it changed."""
    values = {"etag": validators.etag, "last_modified": validators.last_modified}
    session.execute(update(feed).where(feed.c.url == url).values(values))


def source_seen(
    session: Session,
    name: str,
    *,
    now: datetime,
    ok: bool,
    message: str | None = None,
    new_links: int = 0,
    next_at: datetime | None = None,
    interval: timedelta | None = None,
) -> None:
    """Note how a look at a source went; failures are counted until the next success."""
    old = source_states(session).get(name)
    row: Mapping[str, Any] = {
        "key": name,
        "tried_at": now,
        "succeeded_at": now if ok else old and old.succeeded_at,
        "next_at": next_at,
        "interval_s": int(interval.total_seconds()) if interval else None,
        "failures": 0 if ok else (old.failures if old else 0) + 1,
        "new_links": new_links if ok else (old.new_links if old else 0),
        "message": message,
    }
    put(session, source, [row])


def source_states(session: Session) -> dict[str, SourceState]:
    rows = session.execute(select(source).order_by(source.c.key))
    return {row.key: _source_state(row) for row in rows}


def _source_state(row: Row[Any]) -> SourceState:
    return SourceState(
        key=row.key,
        tried_at=row.tried_at,
        succeeded_at=row.succeeded_at,
        next_at=row.next_at,
        interval=None if row.interval_s is None else timedelta(seconds=row.interval_s),
        failures=row.failures,
        new_links=row.new_links,
        message=row.message,
    )
