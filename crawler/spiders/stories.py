"""The stories on the frontier, fetched in batches that are leased from the database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from scrapy import Request, signals
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import outcomes
from crawler.item_pipeline import Fetched
from crawler.outcomes import Outcome
from crawler.spiders.base import (
    DeskSpider,
    conditional,
    headers_of,
    request_of,
    unasked,
    validators_of,
)
from storage.frontier import LeasedLink
from storage.pages import Kept, NewCapture

_LOOK = 2.0  # seconds between two looks at what others do
_NOT_THERE = frozenset(("gone", "name not found", "no answer", "redirects", "server error"))


class StorySpider(DeskSpider):
    """Fetches what is due until nothing is; memory holds one batch, however long the list."""

    name = "stories"

    async def start(self) -> AsyncIterator[Request]:
        patience = self.desk.turns.lease + 5  # by then, the hosts of one that died are ours
        alone_at = time.monotonic() + patience
        while True:
            if batch := self.desk.lease():
                for link in batch:
                    for request in self.ask(link):
                        yield request
                await self.crawler.signals.wait_for(signals.scheduler_empty)
                alone_at = time.monotonic() + patience
            elif time.monotonic() < alone_at and self.desk.others_are_at_work():
                await asyncio.sleep(_LOOK)
            else:
                return

    def ask(self, link: LeasedLink, url: str = "") -> Iterator[Request]:
        """The request for a link; one that none can be made of must not stop the others."""
        try:
            request = self.request(link, url)
        except ValueError as fault:
            self.give_up(link, Outcome("odd address", str(fault)[:200]))
        else:
            yield request

    def request(self, link: LeasedLink, url: str = "") -> Request:
        return Request(
            url or link.url,
            self.answered,
            errback=self.no_answer,
            headers=self.conditions(link),
            meta={"link": link, "second try": bool(url)},
            dont_filter=True,
        )

    def conditions(self, link: LeasedLink) -> dict[str, str]:
        """What makes the request conditional; of a link that never answered nothing is known."""
        return conditional(self.desk.validators(link.url)) if link.known else {}

    def answered(self, response: Response) -> Iterator[Fetched | Request]:
        try:
            yield from self.taken(response)
        except Exception as fault:
            self.give_up(response.meta["link"], outcomes.of_our_fault(fault))

    def taken(self, response: Response) -> Iterator[Fetched | Request]:
        link: LeasedLink = response.meta["link"]
        self.count(link.source, "fetched")
        headers = headers_of(response)
        outcome = outcomes.of_status(response.status, headers, self.desk.clock())
        outcome = outcome or unasked(response) or self.led_astray(link, response)
        if outcome is not None:
            yield from self.failed(response.meta, outcome)
        elif response.status == 304:
            self.unchanged(link)
        else:
            yield Fetched(
                link=link,
                url=response.url,
                status=response.status,
                content_type=headers.get("content-type", ""),
                payload=response.body,
                validators=validators_of(response),
                received=response.meta["received"],
            )

    def led_astray(self, link: LeasedLink, response: Response) -> Outcome | None:
        """Why a redirect is no answer: a story it leads away from is gone."""
        if "redirect_times" not in response.meta:
            return None
        moved = self.desk.led_astray(link, response.url)
        if moved is None:
            return None
        return Outcome("gone", f"it leads to {moved.value}, {response.url[:200]}")

    def unchanged(self, link: LeasedLink) -> None:
        self.desk.note(NewCapture(link.id, self.desk.clock(), 304, "", Kept.UNCHANGED))
        self.count(link.source, "unchanged")

    def no_answer(self, failure: Failure) -> Iterator[Request]:
        yield from self.failed(request_of(failure).meta, outcomes.of_fault(failure.value))

    def failed(self, meta: Mapping[str, Any], outcome: Outcome) -> Iterator[Request]:
        """Give up for now; a mobile or AMP address we made the plain one of is tried as it was."""
        link: LeasedLink = meta["link"]
        if outcome.kind == outcomes.OTHERS:
            self.desk.give_back(link, led_on="redirect_times" in meta)
            return
        if link.met and outcome.kind in _NOT_THERE and not meta["second try"]:
            yield from self.ask(link, link.met)
            return
        self.give_up(link, outcome)

    def not_screened(self, item: Fetched, outcome: Outcome) -> None:
        """We failed on the page itself."""
        self.give_up(item.link, outcome)

    def give_up(self, link: LeasedLink, outcome: Outcome) -> None:
        """Note why there is no page; the desk knows whether it is tried another time."""
        self.count(link.source, "failed", outcome.kind)
        self.desk.fail(link, outcome)
