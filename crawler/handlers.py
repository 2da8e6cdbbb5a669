"""The last look before a request goes out: others to the host may have been answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import HtmlResponse, Response
from twisted.web.client import HTTPConnectionPool

from crawler.browser import Browser
from crawler.manners import Manners
from crawler.outcomes import OTHERS, NotFetched, Outcome
from crawler.settings import CONCURRENT_REQUESTS
from crawler.sources import Source
from pipeline.urls import host

TOO_OFTEN = "900"  # seconds a host is left alone that says no more than that it was asked too often


class _Connections(HTTPConnectionPool):
    """Says when a request has its connection: a new one can be long in coming."""

    found: Callable[[], None]  # what to call, set by the request that asks next

    def getConnection(self, key: Hashable, endpoint: Any) -> Any:  # noqa: N802 - Twisted's name
        found = self.found

        def told(connection: Any) -> Any:
            found()
            return connection

        return super().getConnection(key, endpoint).addCallback(told)


class PatientHandler(HTTP11DownloadHandler):
    """Scrapy's handler; a host that asked for a pause gets none of the requests still queued."""

    _browser: Browser | None = None

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor  # installed by Scrapy before

        super().__init__(crawler)
        self._connections = _Connections(reactor, persistent=True)  # type: ignore[no-untyped-call]
        self._connections._factory = self._pool._factory
        self._pool = self._connections
        # Scrapy keeps as many connections to a host open as the default allows requests: one. A
        # source that allows more would have the others opened and closed for every page.
        self._pool.maxPersistentPerHost = CONCURRENT_REQUESTS

    async def download_request(self, request: Request) -> Response:
        spider: Any = self._crawler.spider
        desk: Manners = spider.desk
        await desk.in_turn(request.url)
        desk.respect_pause(request.url)
        if not desk.may_ask(request.url):
            raise NotFetched(Outcome(OTHERS, "another crawler is at its host now"))
        if "link" in request.meta:
            desk.asked(request.meta["link"])
        response = await self._sent(request, desk)
        if response.status in (429, 503):
            asked = (response.headers.get("Retry-After") or b"").decode("latin-1")
            if not desk.pause(request.url, asked) and response.status == 429:
                desk.pause(request.url, TOO_OFTEN)
        source = desk.source_at(request.url) if "link" in request.meta else None
        if source is not None and source.javascript and response.status == 200:
            return await self._filled(request, response, source)
        return response

    async def _sent(self, request: Request, desk: Manners) -> Response:
        desk.goes_out(request.url)
        self._connections.found = partial(desk.has_left, request.url)
        try:
            response: Response = await super().download_request(request)
        finally:
            desk.has_left(request.url)
        return response

    async def close(self) -> None:
        if self._browser is not None:
            await self._browser.close()
        await super().close()

    async def _filled(self, request: Request, response: Response, source: Source) -> Response:
        """The page after its scripts have run; as it was received it is kept as a hop before."""
        if self._browser is None:
            self._browser = Browser()
        kind = (response.headers.get("Content-Type") or b"text/html").decode("latin-1")
        encoding = (response.headers.get("Content-Encoding") or b"").decode("latin-1")
        packed = HttpCompressionMiddleware.from_crawler(self._crawler)
        plain: Any = packed.process_response(request, response) if encoding else response

        async def fetch(url: str) -> Response:
            if not source.covers(url):
                raise NotFetched(Outcome("left its site", f"the page wants {url[:200]}"))
            more = Request(url, dont_filter=True, meta={"download_slot": f"{host(url)} scripts"})
            got: Response = await self._crawler.engine.download_async(more)
            return got

        body = await self._browser.filled(request.url, plain.body, kind, fetch)
        spider: Any = self._crawler.spider
        spider.desk.note_received(request, response)
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "X-Casebook": "after its scripts ran",
        }
        return HtmlResponse(request.url, headers=headers, body=body, encoding="utf-8")
