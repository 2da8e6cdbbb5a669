"""Slower with a slow server, and never faster than its source or its robots.txt says."""

from __future__ import annotations

from typing import Any

from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from pipeline.urls import host


class Throttle(AutoThrottle):
    """Scrapy's throttle, which by itself would come down to the least delay of all hosts."""

    def _adjust_delay(self, slot: Any, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        settings = self.crawler.engine.downloader.per_slot_settings
        slot.delay = max(slot.delay, settings.get(host(response.url), {}).get("delay", 0.0))
