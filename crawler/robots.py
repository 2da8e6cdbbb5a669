"""What a host's robots.txt asks for: where not to go, how slowly, and when it cannot be read."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response

from crawler import outcomes
from crawler.manners import Manners
from crawler.outcomes import NotFetched, Outcome
from crawler.settings import ROBOTSTXT_USER_AGENT
from pipeline.urls import host

LONGEST_DELAY = 60.0  # seconds; who asks for more is asked once a minute


class NotNow:
    """Stands for the rules of a host that could not tell them: nothing is asked of it for now."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome

    def allowed(self, _url: str, _agent: str | bytes) -> bool:
        raise NotFetched(self._outcome)


class Robots(RobotsTxtMiddleware):
    """Scrapy's obedience, with ``Crawl-delay``; a server in trouble has not said yes.

    No robots.txt (4xx) allows everything. One that fails (5xx, no answer) forbids everything
    until it can be read, which is what RFC 9309 asks for; so does one too large to be read.
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status == 429 or response.status >= 500:
            raise NotFetched(Outcome("server error", f"status {response.status} for robots.txt"))
        await super()._parse_robots(response, netloc, request)
        parser: Any = self._parsers[netloc]
        if delay := parser.crawl_delay(ROBOTSTXT_USER_AGENT):
            self._slow_down(host(request.url), min(delay, LONGEST_DELAY))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        outcome = _outcome(exc)
        rules: Any = None
        if outcome.kind in outcomes.TEMPORARY:
            rules = NotNow(outcome)
        elif outcome.kind == "too large":  # what it forbids nobody knows
            rules = NotNow(Outcome("robots", "its robots.txt is too large to be read"))
        waiting: Any = self._parsers[netloc]
        self._parsers[netloc] = rules
        waiting.callback(rules)

    def _slow_down(self, name: str, delay: float) -> None:
        """Leave at least so many seconds between two requests to a host."""
        spider: Any = self.crawler.spider
        desk: Manners = spider.desk
        desk.delays[name] = delay
        downloader: Any = self.crawler.engine.downloader
        settings = downloader.per_slot_settings.setdefault(name, {})
        settings |= {"delay": max(settings.get("delay", 0.0), delay), "jitter": 0.0}
        if (slot := downloader.slots.get(name)) is not None:
            slot.delay, slot.jitter = max(slot.delay, delay), 0.0


def _outcome(fault: Exception) -> Outcome:
    try:
        return outcomes.of_fault(fault)
    except Exception:
        return Outcome("no answer", f"robots.txt: {type(fault).__name__}")
