"""RSS, RDF, Atom and JSON feeds."""

from __future__ import annotations

from scrapy.http import Response

from crawler.discovery import Link, feed_links
from crawler.sources import Source
from crawler.spiders.base import DoorSpider, headers_of


class FeedSpider(DoorSpider):
    """Finds the stories each source's feeds list."""

    name = "feeds"
    knocks = "feeds"

    def links(self, response: Response, source: Source) -> tuple[Link, ...]:  # noqa: ARG002
        kind = headers_of(response).get("content-type", "")
        return feed_links(response.body, base=response.url, content_type=kind)
