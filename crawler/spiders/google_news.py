"""Google News' RSS search. Its robots.txt forbids it to all, and is obeyed."""

from __future__ import annotations

from scrapy.http import Response

from crawler.answers import google_news_links
from crawler.discovery import Link
from crawler.sources import Source
from crawler.spiders.base import SearchSpider, headers_of


class GoogleNewsSpider(SearchSpider):
    """Finds stories of any outlet; results that hide their address are counted and said."""

    name = "google_news"
    knocks = "google_news"

    def links(self, response: Response, source: Source) -> tuple[Link, ...]:
        kind = headers_of(response).get("content-type", "")
        found = google_news_links(response.body, base=response.url, content_type=kind)
        if found.hidden:
            shown = len(found.links) + found.hidden
            says = f"{found.hidden} of {shown} results hide the address of their story"
            self.say(source.name, says)
        return found.links
