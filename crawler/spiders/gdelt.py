"""GDELT's DOC API: 250 articles an answer, so a crowded stretch of time is asked in halves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.answers import (
    GDELT_LONGEST,
    GDELT_MOST,
    AskedToWait,
    Stretch,
    gdelt_address,
    gdelt_links,
)
from crawler.sources import Source
from crawler.spiders.base import SearchSpider, validators_of

_LATE = timedelta(hours=6)  # GDELT learns of some articles long after they were published
_PAUSE = "300"  # seconds, where it asks to wait in words


class GdeltSpider(SearchSpider):
    """Finds stories of any outlet since the last time the same search was answered."""

    name = "gdelt"
    knocks = "gdelt"

    def ask(self, url: str, source: Source) -> Iterator[Request]:
        now = self.desk.clock()
        before = self.desk.last_answer(url)
        since = now - timedelta(days=source.look_back) if before is None else before - _LATE
        yield self.slice(url, source, Stretch(max(since, now - GDELT_LONGEST), now))

    def slice(self, search: str, source: Source, stretch: Stretch) -> Request:
        request = self.knock(gdelt_address(search, stretch), source, stretch=stretch)
        request.headers.pop("If-None-Match", None)
        request.cb_kwargs["door"] = search  # one door, however many slices it takes
        return request

    def inside(
        self, response: Response, source: Source, door: str, **more: Any
    ) -> Iterator[Request]:
        try:
            found = gdelt_links(response.body, base=response.url)
        except AskedToWait:
            self.desk.pause(response.url, _PAUSE)
            raise
        new = self.desk.found(source, door, ((link.url, link.claimed) for link in found))
        self.count_many(source.name, "found", new)
        stretch: Stretch = more["stretch"]
        halves = stretch.halves if len(found) >= GDELT_MOST else ()
        if not halves:
            self.count(source.name, "doors")
            self.desk.door_answered(
                source, door, response.status, validators_of(response), new, listed=len(found)
            )
        for half in halves:
            yield self.slice(door, source, half)
