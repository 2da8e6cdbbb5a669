"""The crawler's job: one pass over the sources, in a child process of its own."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from crawler.run import CrawlCounts
from crawler.run import crawl as run_crawl
from crawler.sources import Source
from pipeline.records import Reason
from scheduler.accounts import Account, account
from scheduler.planning import replan
from scheduler.workplace import Progress, Workplace, silent
from storage import leases, schedules

#: What a pass did not take, as :class:`crawler.run.CrawlCounts` names it.
_DROPPED = ("screened", "unreadable: ", "failed: ")
#: Pages are screened out for one reason; all others are counted by theirs.
_WHY = {"screened": f"screened: {Reason.OFF_TOPIC}"}


def crawl(
    place: Workplace,
    sources: Sequence[Source],
    *,
    contact: str | None,
    now: datetime,
    patient: bool = False,
    known: Sequence[Source] = (),
    progress: Progress = silent,
    due_at: Mapping[str, datetime | None] | None = None,
    budget: timedelta | None = None,
    job: str = "crawl",
    visits: bool = True,
) -> CrawlCounts:
    """Discover, fetch, screen and keep. Raises ``crawler.run.NoContact`` and ``CrawlFailed``.

    ``patient`` leaves doors alone that failed a while ago, where others answer: for schedules.
    ``known`` are the sources that are not crawled now, for the stories of theirs a search finds.
    With ``due_at``, which the clock gives, sources that another run is at are left to it. After
    ``budget`` the pass is asked to stop; what it had not fetched waits for the next one. A pass
    that is no look at the sources, ``visits`` false, leaves their schedules as they are; so does
    one over a source that has no door, which only fetches its stories.
    """
    with account(place, job, now=now, sources=len(sources)) as entry:
        chosen = _begun(place, entry, sources, due_at) if visits else sources
        outcome = "failed"
        counts = CrawlCounts({})
        stop_at = time.monotonic() + (budget.total_seconds() if budget else float("inf"))
        try:
            if chosen:
                counts = run_crawl(
                    chosen,
                    database_url=place.database.engine.url.render_as_string(hide_password=False),
                    archive=place.archive.root,
                    scope=place.database.scope,
                    contact=contact,
                    now=now,
                    patient=patient,
                    known=known,
                    progress=lambda counts: progress(counts.fetched, None),
                    stop=lambda: time.monotonic() > stop_at,
                )
            outcome = "done"
        except KeyboardInterrupt:
            outcome = "stopped"
            raise
        finally:
            _ended(place, entry, sources, counts, outcome)
        return counts


def _begun(
    place: Workplace,
    entry: Account,
    sources: Sequence[Source],
    due_at: Mapping[str, datetime | None] | None,
) -> Sequence[Source]:
    """Note whom this run looks at; whom a person asks for is looked at in any case."""
    looked_at = [source.name for source in sources if source.doors]
    asked = {name: (due_at or {}).get(name) for name in looked_at}
    with place.database.write() as session:
        schedules.add_sources(session, asked)
        mine = schedules.begin_visits(session, entry.run_id, asked, now=entry.now)
    return [item for item in sources if due_at is None or item.name in mine or not item.doors]


def _ended(
    place: Workplace,
    entry: Account,
    sources: Sequence[Source],
    counts: CrawlCounts,
    outcome: str,
) -> None:
    """Note how each source fared, and when it is due again, in one step."""
    entry.counts.update(counts.by)
    dropped = {name: n for name, n in counts.by.items() if name.startswith(_DROPPED)}
    entry.drops.update({_WHY.get(name, name): n for name, n in dropped.items()})
    lines = {name: asdict(line) for name, line in counts.by_source.items()}
    with place.database.write() as session:
        if place.errand.holder is not None:
            leases.require(session, place.errand.lease, holder=place.errand.holder)
        seen = schedules.end_visits(
            session, entry.run_id, outcome=outcome, now=entry.now, counts=lines
        )
        replan(session, [item for item in sources if item.name in seen], outcome, now=entry.now)
