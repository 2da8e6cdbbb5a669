"""GDELT's DOC API: 250 articles an answer, so a crowded stretch of time is asked in halves."""

from __future__ import annotations

from collections import Counter
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
from crawler.outcomes import Outcome
from crawler.sources import Source
from crawler.spiders.base import SearchSpider, validators_of

_LATE = timedelta(hours=6)  # GDELT learns of some articles long after they were published
_CUT_OFF = "it has more articles of {at:%Y-%m-%d %H:%M} than it tells; name fewer words"
_PAUSE = "300"  # seconds, where it asks to wait in words


class GdeltSpider(SearchSpider):
    """Finds stories of any outlet since the last time the same search was answered."""

    name = "gdelt"
    knocks = "gdelt"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._asked: Counter[str] = Counter()  # slices of a search that are not answered yet
        self._listed: Counter[str] = Counter()
        self._new: Counter[str] = Counter()
        self._broken: set[str] = set()

    def ask(self, url: str, source: Source) -> Iterator[Request]:
        now = self.desk.clock()
        since = self.desk.searched_until(url, source.look_back) - _LATE
        yield self.slice(url, source, Stretch(max(since, now - GDELT_LONGEST), now))

    def slice(self, search: str, source: Source, stretch: Stretch) -> Request:
        self._asked[search] += 1
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
        self._listed[door] += len(found)
        self._new[door] += new
        stretch: Stretch = more["stretch"]
        if len(found) >= GDELT_MOST:
            if not stretch.halves:
                self.say(source.name, f"{door}: {_CUT_OFF.format(at=stretch.since)}")
            for half in stretch.halves:
                yield self.slice(door, source, half)
        self._asked[door] -= 1
        if not self._asked[door] and door not in self._broken:
            self.whole(source, door, response)

    def whole(self, source: Source, door: str, response: Response) -> None:
        """Every slice was answered: the next search begins where this one ended."""
        self.count(source.name, "doors")
        self.desk.door_answered(
            source,
            door,
            response.status,
            validators_of(response),
            self._new[door],
            listed=self._listed[door],
        )

    def failed(self, source: Source, door: str, outcome: Outcome) -> None:
        """A slice that failed: the next search begins where this one did, so nothing is lost."""
        self._asked[door] -= 1
        if door not in self._broken:
            self._broken.add(door)
            super().failed(source, door, outcome)
