"""Readings without a page behind them, put into a database as if they had been fetched and read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pipeline.records import Reading
from scheduler.workplace import Workplace
from storage import articles, pages
from storage.archive import payload_sha256
from storage.pages import FoundLink, Kept, NewCapture


def keep(place: Workplace, readings: Iterable[Reading], *, now: datetime) -> None:
    """Archive each under its article's address and save it, all in one transaction."""
    with place.database.write() as session:
        for reading in readings:
            url = reading.article.url
            payload = url.encode()
            ref = place.archive.append_resource(
                url=url, content_type="text/html", payload=payload, fetched_at=now
            )
            new = NewCapture(
                link_id=0,
                fetched_at=now,
                status=200,
                sha256=payload_sha256(payload),
                verdict=Kept.KEPT,
                ref=ref,
                content_type="text/html",
            )
            number, _ = pages.ingested(session, FoundLink(url, "benchmark"), new, now=now)
            articles.save_reading(session, number, reading, now=now)
