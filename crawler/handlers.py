"""The last look before a request goes out: others to the host may have been answered meanwhile."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

from crawler.manners import Manners


class PatientHandler(HTTP11DownloadHandler):
    """Scrapy's handler; a host that asked for a pause gets none of the requests still queued."""

    async def download_request(self, request: Request) -> Response:
        spider: Any = self._crawler.spider
        desk: Manners = spider.desk
        desk.respect_pause(request.url)
        if "link" in request.meta:
            desk.asked(request.meta["link"])
        response: Response = await super().download_request(request)
        if response.status in (429, 503):
            desk.pause(request.url, (response.headers.get("Retry-After") or b"").decode("latin-1"))
        return response
