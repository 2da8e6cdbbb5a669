"""Media Cloud's search API: addresses of stories by query and collection, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from crawler.answers import Stretch, mediacloud_address, mediacloud_page, with_key
from crawler.outcomes import Outcome
from crawler.sources import Source
from crawler.spiders.base import SearchSpider, validators_of

MAX_PAGES = 20
NO_KEY = Outcome("no key", "set CASEBOOK_MEDIACLOUD_KEY to the one of your account")
_LATE = timedelta(days=2)  # its index runs a day or two behind


class MediaCloudSpider(SearchSpider):
    """Finds stories of the outlets in a collection; needs a key (CASEBOOK_MEDIACLOUD_KEY)."""

    name = "mediacloud"
    knocks = "mediacloud"

    def ask(self, url: str, source: Source) -> Iterator[Request]:
        if not self.settings.get("CASEBOOK_MEDIACLOUD_KEY"):
            self.failed(source, url, NO_KEY)
            return
        now = self.desk.clock()
        since = self.desk.searched_until(url, source.look_back) - _LATE
        yield self.page(mediacloud_address(url, Stretch(since, now)), source, url, number=1)

    def page(self, url: str, source: Source, door: str, **so_far: int) -> Request:
        request = self.knock(url, source, **so_far)
        request.headers.update(with_key(self.settings["CASEBOOK_MEDIACLOUD_KEY"]))
        request.cb_kwargs["door"] = door
        return request

    def inside(
        self, response: Response, source: Source, door: str, **more: Any
    ) -> Iterator[Request]:
        page = mediacloud_page(response.body, base=response.url)
        new = self.desk.found(source, door, ((link.url, link.claimed) for link in page.links))
        self.count_many(source.name, "found", new)
        number: int = more["number"]
        so_far = {
            "new": more.get("new", 0) + new,
            "listed": more.get("listed", 0) + len(page.links),
        }
        if page.following and number < MAX_PAGES:
            first = response.url.split("&pagination_token=")[0]
            url = f"{first}&{urlencode({'pagination_token': page.following})}"
            yield self.page(url, source, door, number=number + 1, **so_far)
            return
        if page.following:
            self.say(
                source.name,
                f"{door}: it has more than {so_far['listed']:,} stories; name fewer words",
            )
        self.count(source.name, "doors")
        self.desk.door_answered(source, door, response.status, validators_of(response), **so_far)
