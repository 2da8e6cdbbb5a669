"""News sitemaps and the indexes that lead to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler import outcomes
from crawler.discovery import sitemap_links
from crawler.outcomes import Outcome
from crawler.sources import Source
from crawler.spiders.base import DoorSpider, validators_of
from storage.feeds import Validators

MAX_DEPTH = 2  # an index of indexes of sitemaps
MAX_SITEMAPS = 50  # of one index, newest first

_PASSED_BY = (
    f"sitemaps beyond the first {MAX_SITEMAPS}, or the newest where it says which are, were not"
    " read; name the sitemap of the news itself"
)


@dataclass
class _Index:
    """An index of sitemaps, some of which are still to be answered."""

    url: str
    validators: Validators
    left: set[str] = field(default_factory=set)
    whole: bool = True  # none of its sitemaps is to be asked again


class SitemapSpider(DoorSpider):
    """Finds the stories each source's news sitemaps list.

    An index that did not change is not read again, nor are its sitemaps. So what tells a change
    of it is kept only once all of them were read: who is killed before, or finds one that does not
    answer for a while, reads the index and asks for its sitemaps anew.
    """

    name = "sitemaps"
    knocks = "news_sitemaps"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._open: set[str] = set()  # indexes whose sitemaps are not all answered
        self._waiting: dict[str, list[_Index]] = defaultdict(list)  # by the address of a sitemap

    def inside(
        self, response: Response, source: Source, door: str, **more: Any
    ) -> Iterator[Request]:
        depth: int = more.get("depth", 0)
        sitemap = sitemap_links(response.body, base=response.url)
        inner = tuple(dict.fromkeys(sitemap.sitemaps[:MAX_SITEMAPS])) if depth < MAX_DEPTH else ()
        self.remember(response, source, door, sitemap.links, whole=not inner)
        if not inner:
            return
        if len(sitemap.sitemaps) > MAX_SITEMAPS:
            passed = len(sitemap.sitemaps) - MAX_SITEMAPS
            self.say(source.name, f"{door}: {passed:,} {_PASSED_BY}")
        index = _Index(door, validators_of(response), set(inner))
        self._open.add(door)
        for url in inner:
            self._waiting[url].append(index)
            yield self.knock(url, source, depth=depth + 1)

    def answered(
        self, response: Response, source: Source, door: str, **more: Any
    ) -> Iterator[Request]:
        yield from super().answered(response, source, door, **more)
        if door not in self._open:
            self._settle(door, whole=True)

    def failed(self, source: Source, door: str, outcome: Outcome) -> None:
        super().failed(source, door, outcome)
        self._settle(door, whole=outcomes.severity(outcome.kind) != "temporary")

    def _settle(self, url: str, *, whole: bool) -> None:
        """One sitemap is done with, and so may be the indexes it stands in."""
        for index in self._waiting.pop(url, ()):
            index.left.discard(url)
            index.whole &= whole
            if index.left:
                continue
            self._open.discard(index.url)
            if index.whole:
                self.desk.door_known(index.url, index.validators)
            self._settle(index.url, whole=index.whole)
