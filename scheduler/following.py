"""The follow-up: stories are fetched again on their steps, open cases are looked for by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from crawler.sources import Source
from scheduler.crawling import crawl
from scheduler.fetching import INBOX
from scheduler.workplace import Progress, Workplace, silent
from storage import follow
from storage.follow import OpenCase

LOOK_BACK = 35  # days a search for a case covers, a little more than the month between two


def follow_up(
    place: Workplace,
    sources: Sequence[Source],
    *,
    contact: str | None,
    now: datetime,
    cases: int = 50,
    progress: Progress = silent,
) -> Counter[str]:
    """One pass over what is due again; reading and resolving what it brings are later steps.

    ``sources`` are all that are configured: stories are asked for with their outlet's manners,
    pasted ones of other outlets as the inbox's, and ``cases`` at most are searched for through
    those that can be searched. Killed anywhere, the next call does what was left.
    """
    sources = [*sources, INBOX] if contact else sources  # nobody fetches the inbox's unnamed
    with place.database.write() as session:
        due = follow.due_again(session, now=now, sources=[source.name for source in sources])
        follow.again(session, due, now=now)
        waiting = follow.open_cases(session, now=now, limit=cases)
    asked = [source for source in sources if source.can_search] if waiting else []
    passes = _sources(sources, set(due.values()), asked, waiting)
    if not passes:
        return Counter()
    crawled = crawl(
        place, passes, contact=contact, now=now, progress=progress, job="follow up", visits=False
    )
    if asked and crawled.ended == "done":
        with place.database.write() as session:
            follow.searched(session, waiting, now=now)
    return Counter(
        {
            "stories looked at again": len(due),
            "cases looked for": len(waiting) if asked else 0,
            **crawled.by,
        }
    )


def _sources(
    sources: Sequence[Source], due: set[str], asked: Sequence[Source], cases: Sequence[OpenCase]
) -> list[Source]:
    """The sources as this pass needs them: searches for the cases, and outlets for their stories.

    With a search everywhere any outlet may have a new story, so that all of them come along.
    """
    asking = {
        source.name: source.asking(queries, look_back=LOOK_BACK)
        for source in asked
        if (queries := _queries(source, cases))
    }
    everywhere = any(source.everywhere for source in asking.values())
    return [
        asking.get(source.name, source.quiet())
        for source in sources
        if everywhere or source.name in due or source.name in asking
    ]


def _queries(source: Source, cases: Sequence[OpenCase]) -> list[str]:
    """An outlet's own search is asked for the cases of its state, a service for all."""
    return list(
        dict.fromkeys(
            query
            for case in cases
            if source.everywhere or source.state is None or source.state == case.state
            for query in case.queries
        )
    )
