"""The follow-up: stories are fetched again on their steps, open cases are looked for by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from crawler.sources import SEARCHES, Source, filled
from scheduler.crawling import crawl
from scheduler.fetching import INBOX
from scheduler.workplace import Progress, Workplace, silent
from storage import follow
from storage import sources as store
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
    searches = [source for source in sources if source.can_search]
    with place.database.write() as session:
        due = follow.due_again(session, now=now, sources=[source.name for source in sources])
        follow.again(session, due, now=now)
        closed = store.resting(session, now=now)
        waiting = follow.open_cases(
            session,
            now=now,
            limit=cases,
            askable=lambda case: bool(_doors(searches, case) - closed),
        )
    passes = _sources(sources, set(due.values()), searches if waiting else [], waiting)
    if not passes:
        return Counter()
    crawled = crawl(
        place,
        passes,
        contact=contact,
        now=now,
        patient=True,
        progress=progress,
        job="follow up",
        visits=False,
    )
    looked = _answered(place, searches, waiting, now=now) if crawled.ended == "done" else 0
    return Counter({"stories looked at again": len(due), "cases looked for": looked, **crawled.by})


def _answered(
    place: Workplace, searches: Sequence[Source], cases: Sequence[OpenCase], *, now: datetime
) -> int:
    """Note whom some search answered for; for the others they are asked when they rested."""
    doors = {case: _doors(searches, case) for case in cases}
    with place.database.write() as session:
        answered = store.answered_since(session, sorted(set().union(*doors.values())), since=now)
        looked = [case for case in cases if doors[case] & answered]
        follow.searched(session, looked, now=now)
    return len(looked)


def _doors(searches: Sequence[Source], case: OpenCase) -> set[str]:
    """The addresses at which a case is asked for."""
    return {
        filled(template, query)
        for source in searches
        if _asks_for(source, case)
        for name in SEARCHES
        for template in getattr(source, name)
        for query in case.queries
    }


def _asks_for(source: Source, case: OpenCase) -> bool:
    """An outlet's own search is asked for the cases of its state, a service for all."""
    return source.everywhere or source.state is None or source.state == case.state


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
    return list(
        dict.fromkeys(query for case in cases if _asks_for(source, case) for query in case.queries)
    )
