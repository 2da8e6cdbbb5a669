"""Searches that answer with a feed: of a site (WordPress, BLOX), or of a news engine."""

from __future__ import annotations

from scrapy.http import Response

from crawler.discovery import Link, feed_links
from crawler.sources import Source
from crawler.spiders.base import SearchSpider, headers_of


class FeedSearchSpider(SearchSpider):
    """Finds stories by asking a site's own search, which gives its results as a feed."""

    name = "searches"
    knocks = "searches"

    def links(self, response: Response, source: Source) -> tuple[Link, ...]:  # noqa: ARG002
        kind = headers_of(response).get("content-type", "")
        return feed_links(response.body, base=response.url, content_type=kind)
