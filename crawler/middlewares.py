"""What stands between Scrapy and the wire: whom we may ask, and a record of what was answered."""

from __future__ import annotations

import asyncio
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.manners import Manners
from crawler.outcomes import OTHERS, NotFetched, Outcome
from crawler.safety import refusal
from crawler.settings import DOWNLOAD_DELAY, JITTERED, user_agent
from crawler.sources import Source
from pipeline.urls import host

DOOR_WAITS = 20.0  # seconds


class _OfCrawler:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def desk(self) -> Manners:
        spider: Any = self.crawler.spider
        desk: Manners = spider.desk
        return desk


class Gatekeeper(_OfCrawler):
    """Every request, redirected and robots.txt ones included, goes where and how its source says.

    Refuses addresses inside private networks, and hosts that asked us to wait.
    """

    async def process_request(self, request: Request) -> None:
        source = self.desk.source_at(request.url)
        private = source is not None and source.private_network
        if (why := refusal(request.url, private_network=private)) is not None:
            raise NotFetched(Outcome("refused address", why))
        self._keep_to_site(request)
        self.desk.respect_pause(request.url)
        await self._wait_for_host(request)
        request.meta.pop("proxy", None)  # a redirect may have left the proxied hosts
        if source is not None:
            self._as_source_says(request, source)

    async def _wait_for_host(self, request: Request) -> None:
        """A door waits a little for the crawler that is at its host; a story is left to it."""
        patience = 0.0 if "link" in request.meta else DOOR_WAITS
        while not self.desk.may_ask(request.url):
            if patience <= 0:
                raise NotFetched(Outcome(OTHERS, "another crawler is at its host"))
            await asyncio.sleep(1.0)
            patience -= 1.0

    def _keep_to_site(self, request: Request) -> None:
        if "link" in request.meta:
            own = self.desk.sources.get(request.meta["link"].source or "")
            if own is not None and not own.follows(request.url) and "copy" not in request.meta:
                raise NotFetched(Outcome("left its site", f"redirected to {request.url[:200]}"))
            if "redirect_times" in request.meta and self.desk.erased(request.url):
                raise NotFetched(Outcome("refused address", "redirected to one that was erased"))

    def _as_source_says(self, request: Request, source: Source) -> None:
        if source.proxy or source.private_network:
            request.meta["proxy"] = source.proxy  # None: not through a proxy of the environment
        if source.contact:
            request.headers["User-Agent"] = user_agent(source.contact)
        name = host(request.url)
        if source.delay < DOWNLOAD_DELAY:
            # AutoThrottle would go back to the delay of all
            request.meta["autothrottle_dont_adjust_delay"] = True
        slots = self.crawler.engine.downloader.per_slot_settings
        slots.setdefault(
            name,
            {
                # Without any delay Scrapy starts all that is queued at once, above the limit.
                "delay": max(source.delay, 0.001),
                "concurrency": source.concurrency,
                # Who says how many seconds means at least so many.
                "jitter": 1 - JITTERED if source.delay == DOWNLOAD_DELAY else 0.0,
            },
        )


class Recorder(_OfCrawler):
    """Notes each answer of a story as it was received, hop by hop, for the archive."""

    def process_response(self, request: Request, response: Response) -> Response:
        if "link" in request.meta:
            self.desk.note_received(request, response)
        return response
