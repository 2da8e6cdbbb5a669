"""News sitemaps and the indexes that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.discovery import sitemap_links
from crawler.sources import Source
from crawler.spiders.base import DoorSpider

MAX_DEPTH = 2  # an index of indexes of sitemaps
MAX_SITEMAPS = 50  # of one index, newest first


class SitemapSpider(DoorSpider):
    """Finds the stories each source's news sitemaps list."""

    name = "sitemaps"
    knocks = "news_sitemaps"

    def inside(
        self, response: Response, source: Source, door: str, **more: Any
    ) -> Iterator[Request]:
        depth: int = more.get("depth", 0)
        sitemap = sitemap_links(response.body, base=response.url)
        self.remember(response, source, door, sitemap.links)
        if depth < MAX_DEPTH:
            for url in sitemap.sitemaps[:MAX_SITEMAPS]:
                yield self.knock(url, source, depth=depth + 1)
