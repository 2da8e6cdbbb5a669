"""What the spiders share: the desk, and one way of counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import outcomes
from crawler.desk import Desk
from crawler.discovery import Link, Unusable
from crawler.outcomes import Outcome
from crawler.sources import Source, filled
from pipeline.urls import canonical, host
from storage.feeds import Validators


class DeskSpider(Spider):
    """A spider with a desk: the crawl's shared one, or its own under ``scrapy crawl``."""

    desk: Desk

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        shared: Desk | None = kwargs.pop("desk", None)
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider.desk = shared or Desk.open(crawler.settings)
        if shared is None:
            crawler.signals.connect(spider.desk.close, signals.spider_closed)
        return spider

    def count(self, source: str | None, outcome: str, reason: str | None = None) -> None:
        """One more of an outcome; the statistics of the crawl are where counts live."""
        name = f"casebook/{source or '-'}/{outcome}"
        self.crawler.stats.inc_value(name)
        if reason:
            self.crawler.stats.inc_value(f"{name}/{reason}")

    def say(self, source: str, message: str) -> None:
        """What is told of a source beside its counts: the last one stands."""
        self.crawler.stats.set_value(f"casebook/{source}/says", message)

    def count_many(self, source: str, outcome: str, number: int) -> None:
        self.crawler.stats.inc_value(f"casebook/{source}/{outcome}", number)


class DoorSpider(DeskSpider):
    """Knocks at one kind of door of every source and puts what it finds on the frontier."""

    knocks: ClassVar[str]  # the field of Source that lists the doors

    async def start(self) -> AsyncIterator[Request]:
        for source in self.desk.sources.values():
            for url in self.desk.open_doors(source, getattr(source, self.knocks)):
                yield self.knock(url, source)

    def knock(self, url: str, source: Source, **more: Any) -> Request:
        return Request(
            url,
            self.answered,
            errback=self.no_answer,
            headers=conditional(self.desk.validators(url)),
            cb_kwargs={"source": source, "door": url, **more},
            dont_filter=True,
        )

    def links(self, response: Response, source: Source) -> tuple[Link, ...]:
        """What stands behind the door; raises :class:`Unusable`."""
        raise NotImplementedError

    def answered(
        self, response: Response, source: Source, door: str, **more: Any
    ) -> Iterator[Request]:
        try:
            yield from self.taken(response, source, door, **more)
        except Unusable as why:
            self.failed(source, door, Outcome("not a feed", str(why)))
        except Exception as fault:
            self.failed(source, door, outcomes.of_our_fault(fault))

    def taken(
        self, response: Response, source: Source, door: str, **more: Any
    ) -> Iterator[Request]:
        outcome = outcomes.of_status(response.status, headers_of(response), self.desk.clock())
        outcome = outcome or unasked(response)
        if outcome is not None:
            self.failed(source, door, outcome)
            return
        if response.status == 304:
            self.count(source.name, "doors")
            self.count(source.name, "doors unchanged")
            self.desk.door_answered(source, door, 304, self.desk.validators(door), 0)
            return
        yield from self.inside(response, source, door, **more)

    def inside(
        self,
        response: Response,
        source: Source,
        door: str,
        **more: Any,  # noqa: ARG002 - sitemaps count their depth
    ) -> Iterator[Request]:
        self.remember(response, source, door, self.links(response, source))
        yield from ()

    def remember(
        self,
        response: Response,
        source: Source,
        door: str,
        links: tuple[Link, ...],
        *,
        whole: bool = True,
    ) -> None:
        """Take in what a door shows; it is asked for changes alone once the ``whole`` is known."""
        self._say_where_they_are(source, door, links)
        new = self.desk.found(source, door, ((link.url, link.claimed) for link in links))
        self.count(source.name, "doors")
        self.count_many(source.name, "found", new)
        validators = validators_of(response) if whole else Validators()
        self.desk.door_answered(source, door, response.status, validators, new, listed=len(links))

    def _say_where_they_are(self, source: Source, door: str, links: tuple[Link, ...]) -> None:
        """A door that shows others' stories alone answers, and would be silent for good."""
        if not links or any(source.follows(canonical(link.url)) for link in links):
            return
        there = Counter(host(link.url) for link in links).most_common(1)[0][0]
        says = f"{door}: all {len(links)} stories are on {there}, which is none of its domains"
        self.say(source.name, f"{says}: “casebook sources check {source.name}”")

    def no_answer(self, failure: Failure) -> None:
        asked = request_of(failure).cb_kwargs
        self.failed(asked["source"], asked["door"], outcomes.of_fault(failure.value))

    def failed(self, source: Source, door: str, outcome: Outcome) -> None:
        if outcome.kind == outcomes.OTHERS:
            self.count(source.name, "doors left")
            return
        self.count(source.name, "doors failed", outcome.kind)
        message = f"{door}: {outcome.kind} ({outcome.detail})"
        self.say(source.name, message)
        self.desk.door_failed(source, door, outcome, message)


def request_of(failure: Failure) -> Request:
    """The request a failure belongs to; Scrapy hangs it there."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request


def conditional(validators: Validators) -> dict[str, str]:
    """Headers that ask for an answer only if something changed."""
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if value}


def unasked(response: Response) -> Outcome | None:
    """What a 304 is that nobody asked for: it says of a page we never had that it is the same."""
    request = response.request
    if response.status != 304 or request is None:
        return None
    if "If-None-Match" in request.headers or "If-Modified-Since" in request.headers:
        return None
    return Outcome("broken answer", "status 304, though we did not ask for changes alone")


def validators_of(response: Response) -> Validators:
    headers = headers_of(response)
    return Validators(headers.get("etag"), headers.get("last-modified"))


def headers_of(response: Response) -> Mapping[str, str]:
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }


class SearchSpider(DoorSpider):
    """Asks one kind of search of every source, for each of its queries."""

    async def start(self) -> AsyncIterator[Request]:
        for source in self.desk.sources.values():
            searches = [
                filled(template, query)
                for template in getattr(source, self.knocks)
                for query in source.queries
            ]
            for url in self.desk.open_doors(source, searches):
                for request in self.ask(url, source):
                    yield request

    def ask(self, url: str, source: Source) -> Iterator[Request]:
        """The requests one search begins with."""
        yield self.knock(url, source)
