"""Section pages that list stories."""

from __future__ import annotations

from scrapy.http import Response

from crawler.discovery import Link, listing_links
from crawler.sources import Source
from crawler.spiders.base import DoorSpider


class ListingSpider(DoorSpider):
    """Finds the stories each source's section pages link to."""

    name = "listings"
    knocks = "listings"

    def links(self, response: Response, source: Source) -> tuple[Link, ...]:
        return listing_links(response.body, base=response.url, pattern=source.story_pattern)
