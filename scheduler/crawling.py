"""The crawler's job: one pass over the sources, in a child process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crawler.run import CrawlCounts
from crawler.run import crawl as run_crawl
from crawler.sources import Source
from scheduler.workplace import Progress, Workplace, silent


def crawl(
    place: Workplace,
    sources: Sequence[Source],
    *,
    contact: str | None,
    now: datetime,
    patient: bool = False,
    progress: Progress = silent,
) -> CrawlCounts:
    """Discover, fetch, screen and keep. Raises ``crawler.run.NoContact`` and ``CrawlFailed``.

    ``patient`` leaves doors alone that failed a while ago: for schedules.
    """
    return run_crawl(
        sources,
        database_url=place.database.engine.url.render_as_string(hide_password=False),
        archive=place.archive.root,
        scope=place.database.scope,
        contact=contact,
        now=now,
        patient=patient,
        progress=lambda counts: progress(counts.fetched, None),
    )
