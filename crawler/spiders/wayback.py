"""Stories whose address is dead, read from the copy a web archive has of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import outcomes
from crawler.answers import Copy, cdx_address, nearest_copy
from crawler.discovery import Unusable
from crawler.item_pipeline import Fetched
from crawler.outcomes import Outcome
from crawler.spiders.base import DeskSpider, headers_of, request_of
from storage.feeds import Validators
from storage.frontier import DeadLink


class WaybackSpider(DeskSpider):
    """Asks once for each dead address, and keeps the copy nearest to when we heard of the story."""

    name = "wayback"

    async def start(self) -> AsyncIterator[Request]:
        archives = [
            (source.name, url) for source in self.desk.sources.values() for url in source.wayback
        ]
        for name, archive in archives[:1]:  # one is enough; the next would only be asked the same
            while batch := self.desk.dead_links():
                for dead in batch:
                    yield self.look_up(dead, archive, name)

    def look_up(self, dead: DeadLink, archive: str, source: str) -> Request:
        return Request(
            cdx_address(archive, dead.link.url),
            self.listed,
            errback=self.no_answer,
            cb_kwargs={"dead": dead, "archive": archive, "source": source},
            dont_filter=True,
        )

    def listed(
        self, response: Response, dead: DeadLink, archive: str, source: str
    ) -> Iterator[Request]:
        outcome = outcomes.of_status(response.status, headers_of(response), self.desk.clock())
        if outcome is not None:
            self.failed(source, dead, outcome)
            return
        try:
            copy = nearest_copy(response.body, dead.found_at)
        except Unusable as why:
            self.failed(source, dead, Outcome("broken answer", str(why)))
            return
        except Exception as fault:
            self.failed(source, dead, outcomes.of_our_fault(fault))
            return
        if copy is None:
            self.count(source, "no copy")
            self.desk.archive_asked(dead)
            return
        yield Request(
            copy.address(archive),
            self.got,
            errback=self.no_answer,
            meta={"link": dead.link, "copy": copy},
            cb_kwargs={"dead": dead, "source": source},
            dont_filter=True,
        )

    def got(self, response: Response, dead: DeadLink, source: str) -> Iterator[Fetched]:
        outcome = outcomes.of_status(response.status, headers_of(response), self.desk.clock())
        if outcome is not None:
            self.failed(source, dead, outcome)
            return
        copy: Copy = response.meta["copy"]
        self.count(source, "copies")
        yield Fetched(
            link=dead.link,
            url=dead.link.url,
            status=response.status,
            content_type=headers_of(response).get("content-type", ""),
            payload=response.body,
            validators=Validators(),  # the archive's, not the outlet's
            received=response.meta["received"],
            copy=f"copy of {copy.at:%Y-%m-%d} at {response.url}",
        )

    def not_screened(self, item: Fetched, outcome: Outcome) -> None:
        """We failed on the copy itself: a Casebook that has learnt it asks another day."""
        self.count(item.link.source, "failed", outcome.kind)
        self.desk.ask_archive_again(DeadLink(item.link, item.received[-1].at))

    def no_answer(self, failure: Failure) -> None:
        asked: dict[str, Any] = request_of(failure).cb_kwargs
        self.failed(asked["source"], asked["dead"], outcomes.of_fault(failure.value))

    def failed(self, source: str, dead: DeadLink, outcome: Outcome) -> None:
        """An archive in trouble is asked again another day; one that refuses is not."""
        self.count(source, "doors failed", outcome.kind)
        says = f"{dead.link.url}: {outcome.kind} ({outcome.detail})"
        self.say(source, says)
        if outcome.kind in outcomes.TEMPORARY:
            self.desk.ask_archive_again(dead)
        else:
            self.desk.archive_asked(dead)
