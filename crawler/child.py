"""The process a crawl runs in: one reactor, one pass, one line of counts a second."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import threading
from collections import defaultdict
from collections.abc import Coroutine, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import IO, Any

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from crawler.desk import Desk
from crawler.manners import Clock
from crawler.settings import DNS_TIMEOUT, user_agent
from crawler.sources import NoContact
from storage.archive import ArchiveError
from storage.faults import DatabaseError

#: The spiders that find stories, and the field of a source that lists their doors.
DISCOVERERS = {
    "feeds": "feeds",
    "sitemaps": "news_sitemaps",
    "listings": "listings",
    "searches": "searches",
    "google_news": "google_news",
    "gdelt": "gdelt",
    "mediacloud": "mediacloud",
}
#: Names that are looked up at once: Twisted has ten threads, which ten dead name servers fill.
_LOOK_UPS = 64
_PATIENCE = 5.0  # seconds for what still runs when the work is done
REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


class Pass:
    """One pass: knock at every door, then fetch what is due."""

    def __init__(self, desk: Desk, settings: Settings, out: IO[str]) -> None:
        self.desk = desk
        self._out = out
        self._runner = AsyncCrawlerRunner(settings)
        self._crawlers: list[Crawler] = []

    async def run(self) -> None:
        beside = [asyncio.ensure_future(self._report()), asyncio.ensure_future(self._show_life())]
        try:
            await asyncio.gather(*(self._crawl(name) for name in self._needed()))
            await self._crawl("stories")
            if any(source.wayback for source in self.desk.sources.values()):
                await self._crawl("wayback")
        finally:
            for task in beside:
                task.cancel()
        self.end("done")

    def _needed(self) -> list[str]:
        """The spiders that have a door to knock at; each costs a moment to set up."""
        return [
            name
            for name, doors in DISCOVERERS.items()
            if any(getattr(source, doors) for source in self.desk.sources.values())
        ]

    def give_up(self, fault: Exception) -> None:
        """What cannot be stored must not be fetched; leases end with their worker."""
        self._say({"error": str(fault)})
        os._exit(1)

    def end(self, how: str) -> None:
        """Settle everything; safe at any moment, what is in flight is fetched another time."""
        self.desk.close()
        self._say({"ended": how})

    async def _crawl(self, name: str) -> None:
        crawler = self._runner.create_crawler(name)
        self._crawlers.append(crawler)
        await self._runner.crawl(crawler, desk=self.desk)

    async def _report(self) -> None:
        while True:
            await asyncio.sleep(1)
            self._say({})

    async def _show_life(self) -> None:
        while True:
            await asyncio.sleep(self.desk.turns.beat)
            self.desk.turns.renew()

    def _say(self, more: Mapping[str, Any]) -> None:
        stats = [crawler.stats.get_stats() for crawler in self._crawlers if crawler.stats]
        line = {"sources": by_source(self.desk.sources, stats), **more}
        with contextlib.suppress(BrokenPipeError):  # nobody listens any more
            self._out.write(json.dumps(line) + "\n")
            self._out.flush()


def by_source(
    names: Iterable[str], stats: Iterable[Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """The spiders' statistics ``casebook/<source>/<outcome>[/<reason>]`` as a line a source."""
    lines: dict[str, dict[str, Any]] = {name: {} for name in names}
    for table in stats:
        for name in sorted(table):
            if name.startswith("casebook/"):
                _, source, outcome, *reason = name.split("/", 3)
                _add(lines.setdefault(source, {}), outcome, reason, table[name])
    return lines


def _add(line: dict[str, Any], outcome: str, reason: list[str], value: Any) -> None:
    if outcome == "says":
        line["says"] = value
    elif outcome in ("failed", "unreadable"):
        if reason:
            counted = line.setdefault(outcome, defaultdict(int))
            counted[reason[0]] += value
    elif not reason and outcome != "doors unchanged":
        field = outcome.replace(" ", "_")
        line[field] = line.get(field, 0) + value


def settings_for(job: Mapping[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(
        {
            "CASEBOOK_ENTRIES": job["sources"],
            "CASEBOOK_KNOWN": job.get("known", []),
            "CASEBOOK_DB": job["database"],
            "CASEBOOK_ARCHIVE": job["archive"],
            "CASEBOOK_SCOPE": job["scope"],
            "CASEBOOK_CONTACT": job["contact"],
            "CASEBOOK_PATIENT": job.get("patient", False),
            "USER_AGENT": user_agent(job["contact"]),
            "DOWNLOAD_TIMEOUT": job["timeout"],
            "DNS_TIMEOUT": min(DNS_TIMEOUT, job["timeout"]),
            "STATS_DUMP": False,
            "EXTENSIONS": {"crawler.throttle.Throttle": 0},  # nobody reads Scrapy's own figures
            "LOG_LEVEL": "ERROR",
        },
        priority="cmdline",
    )
    return settings


def run(job: Mapping[str, Any], out: IO[str]) -> None:
    """The whole life of the child, between its orders and its last line."""
    settings = settings_for(job)
    desk = Desk.open(settings, Clock(datetime.fromisoformat(job["now"])))
    install_reactor(REACTOR)
    from twisted.internet import reactor

    from crawler.resolver import PublicResolver

    work = Pass(desk, settings, out)
    desk.give_up = work.give_up
    runner: Any = reactor
    PublicResolver.from_crawler(work._runner, reactor).install_on_reactor()
    loop = asyncio.get_event_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, work)
    threading.Thread(target=_wait_for_end, args=(loop, work), daemon=True).start()
    turned(runner, loop, work.run())


def turned(runner: Any, loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, None]) -> None:
    """The reactor, for as long as the work takes; raises what it raises.

    Look-ups that hang cannot be ended. They must neither stop others nor keep us at the end.
    """
    runner.suggestThreadPoolSize(_LOOK_UPS)
    task = loop.create_task(work)
    task.add_done_callback(partial(_turned, runner))
    runner.run(installSignalHandlers=False)
    task.result()


def _turned(runner: Any, done: asyncio.Task[None]) -> None:
    failed = done.cancelled() or done.exception() is not None
    last = threading.Timer(_PATIENCE, os._exit, (int(failed),))
    last.daemon = True
    last.start()
    runner.stop()


def _stop(work: Pass) -> None:
    """Downloads that hang must not keep us: settle and be gone."""
    try:
        work.end("stopped")
    finally:
        os._exit(0)


def _wait_for_end(loop: asyncio.AbstractEventLoop, work: Pass) -> None:
    """Our parent holds the other end of standard input; when it dies, we end too."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    loop.call_soon_threadsafe(_stop, work)


def main() -> int:
    set_up_logging()
    out = sys.stdout
    sys.stdout = sys.stderr
    job = json.loads(orders())
    try:
        run(job, out)
    except (ArchiveError, DatabaseError, NoContact) as why:
        out.write(json.dumps({"error": str(why)}) + "\n")
        out.flush()
        return 1
    return 0


def set_up_logging() -> None:
    """A host that does not answer is an outcome, told as one; not an error of ours."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s")
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)


def orders() -> bytes:
    """The first line of standard input, read without a buffer that would have to be unlocked."""
    line = b""
    while not line.endswith(b"\n") and (more := os.read(sys.stdin.fileno(), 65536)):
        line += more
    return line
