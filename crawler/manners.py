"""How we behave towards hosts, whatever we want of them: pauses, delays, whose a request is."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from crawler import outcomes
from crawler.outcomes import NotFetched, Outcome
from crawler.settings import DOWNLOAD_DELAY, JITTERED
from crawler.sources import Source
from pipeline.urls import host


@dataclass(frozen=True, slots=True)
class Received:
    """One answer as it came, before redirects and compression were dealt with."""

    url: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    at: datetime

    @property
    def reason(self) -> str:
        try:
            return HTTPStatus(self.status).phrase
        except ValueError:
            return ""


class Clock:
    """The time, beginning where the caller says."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime.now(UTC)
        self._at = time.monotonic()

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._at)


class Manners:
    """What middlewares need to know of every request."""

    def __init__(
        self, entries: Iterable[Source], clock: Clock, known: Iterable[Source] = ()
    ) -> None:
        self.sources = {source.name: source for source in entries}
        self._all = (*self.sources.values(), *known)  # what searches find may be anybody's
        outlets = [item for item in self._all if not item.everywhere]
        self._outlets = {name: item for item in reversed(outlets) for name in item.domains}
        self.clock = clock
        self.waiting: dict[str, datetime] = {}  # hosts that asked for a pause: until when
        self.delays: dict[str, float] = {}  # seconds between requests, by a host's robots.txt
        self._by_host: dict[str, Source | None] = {}

    def source_at(self, url: str) -> Source | None:
        """The source a request belongs to, by its host."""
        name = host(url)
        if name not in self._by_host:
            owners = (item for item in self._all if name in item.hosts)
            below = (item for item in self._all if item.covers(url))
            self._by_host[name] = next(owners, None) or next(below, None)
        return self._by_host[name]

    def outlet_of(self, url: str) -> Source | None:
        """The outlet among all we know that an address belongs to."""
        steps = host(url).split(".")
        names = (".".join(steps[n:]) for n in range(len(steps)))
        return next((self._outlets[name] for name in names if name in self._outlets), None)

    def pause(self, url: str, retry_after: str) -> timedelta | None:
        """Leave a host alone for as long as its ``Retry-After`` says."""
        now = self.clock()
        if (wait := outcomes.retry_after(retry_after, now)) is not None:
            self.waiting[host(url)] = now + wait
        return wait

    def erased(self, url: str) -> bool:  # noqa: ARG002 - who keeps pages knows
        """Whether an address was erased and must not come back."""
        return False

    def may_ask(self, url: str) -> bool:  # noqa: ARG002 - crawlers that share their work ask
        """Whether nobody else is at the host of an address."""
        return True

    async def in_turn(self, url: str) -> None:
        """Wait until the host of an address may be asked again."""

    def goes_out(self, url: str) -> None:
        """A request is about to be sent, as soon as it has a connection."""

    def has_left(self, url: str) -> None:
        """The request was sent, or never will be."""

    def delay_of(self, url: str) -> float:
        """The least number of seconds between two requests to the host of an address."""
        source = self.source_at(url)
        own = source.delay if source is not None else DOWNLOAD_DELAY
        least = own * JITTERED if own == DOWNLOAD_DELAY else own
        return max(least, self.delays.get(host(url), 0.0))

    def respect_pause(self, url: str) -> None:
        """Raise :class:`NotFetched` while the host of an address wants to be left alone."""
        until = self.waiting.get(host(url))
        now = self.clock()
        if until is not None and until > now:
            raise NotFetched(Outcome("asked to wait", "its host asked for a pause", until - now))

    def asked(self, link: Any) -> None:
        """A story is about to be asked for."""

    def note_received(self, request: Any, response: Any) -> None:
        """One more hop of a story, for the archive."""
        received = Received(
            url=response.url,
            status=response.status,
            headers=tuple(_header_lines(response.headers)),
            body=response.body,
            at=self.clock(),
        )
        request.meta["received"] = (*request.meta.get("received", ()), received)


def _header_lines(headers: Any) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, values in headers.items() for value in values]
