"""The process that looks at sites: tried as a person would, with the crawl's own manners."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import IO, Any, Protocol
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from crawler import outcomes, sites
from crawler.answers import (
    AskedToWait,
    Stretch,
    gdelt_address,
    gdelt_links,
    mediacloud_address,
    mediacloud_page,
    with_key,
)
from crawler.child import REACTOR, orders, set_up_logging, turned
from crawler.discovery import Link, Unusable, feed_links, listing_links, sitemap_links
from crawler.looking import Door, Report, Site
from crawler.manners import Clock, Manners
from crawler.outcomes import Outcome
from crawler.settings import DNS_TIMEOUT, user_agent
from crawler.sources import filled, from_entry
from crawler.spiders.base import headers_of
from crawler.spiders.mediacloud import NO_KEY
from pipeline.page.unread import obstacle, only_the_beginning
from pipeline.records import Reason
from pipeline.urls import host, registrable_domain

AT_ONCE = 24  # sites
_STALE = timedelta(days=60)
_MOST_TRIES = 24  # addresses of one site
_TRIAL_QUERY = "police"
_MOST_QUERIES = 5  # of a source, that are tried


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking one address."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    outcome: Outcome | None


class Get(Protocol):
    """Asks one address."""

    def __call__(self, url: str, headers: Mapping[str, str] | None = None) -> Awaitable[Answer]: ...


@dataclass
class Trial:
    """One site while it is looked at."""

    site: Site
    get: Get
    now: datetime
    doors: list[Door] = field(default_factory=list)
    shown: list[Link] = field(default_factory=list)  # the stories its doors list
    key: str | None = None  # of Media Cloud
    title: str | None = None
    system: str = ""
    base: str = ""

    async def report(self) -> Report:
        """Try what is known; where nothing opens, look for more; read one story."""
        source = self.site.source
        for name, tries in _TRIES.items():
            for url in getattr(source, name):
                await tries(self, url, name)
        if self.site.search and not self.open:
            wrong = await self.search()
            if wrong is not None:
                return wrong
        return await self.verdict()

    @property
    def open(self) -> list[Door]:
        return [door for door in self.doors if door.ok]

    # ------------------------------------------------------------------------------ doors

    async def feed(self, url: str, name: str = "feeds") -> bool:
        return await self._shown_by(url, url, name)

    async def ask(self, url: str, name: str = "searches") -> bool:
        """A search is tried with a word every newsroom writes; none but the word is known to it."""
        return await self._shown_by(filled(url, _TRIAL_QUERY), url, name)

    async def _shown_by(self, asked: str, url: str, name: str) -> bool:
        """What is answered as a feed when the door at ``url`` is asked by an address."""
        answer = await self.get(asked)
        if answer.outcome is not None:
            return self.shut(url, name, answer.outcome)
        try:
            kind = answer.headers.get("content-type", "")
            links = feed_links(answer.body, base=answer.url, content_type=kind)
        except Unusable as why:
            return self.shut(url, name, Outcome("not a feed", str(why)))
        return self.listed(url, name, links)

    async def sitemap(self, url: str, name: str = "news_sitemaps", depth: int = 0) -> bool:
        answer = await self.get(url)
        if answer.outcome is not None:
            return self.shut(url, name, answer.outcome)
        try:
            found = sitemap_links(answer.body, base=answer.url)
        except Unusable as why:
            return self.shut(url, name, Outcome("not a sitemap", str(why)))
        if found.sitemaps and depth == 0:
            inner = Trial(self.site, self.get, self.now)
            if await inner.sitemap(found.sitemaps[0], name, 1):
                return self.listed(url, name, tuple(inner.shown))
            return self.shut(url, name, Outcome("not a sitemap", inner.doors[-1].says))
        return self.listed(url, name, found.links)

    async def listing(self, url: str, name: str = "listings") -> bool:
        answer = await self.get(url)
        if answer.outcome is not None:
            return self.shut(url, name, answer.outcome)
        pattern = self.site.source.story_pattern
        try:
            links = listing_links(answer.body, base=answer.url, pattern=pattern)
        except Unusable as why:
            return self.shut(url, name, Outcome("not a section page", str(why)))
        own = tuple(link for link in links if self.site.source.follows(link.url))
        return self.listed(url, name, own)

    async def archive(self, url: str, name: str) -> bool:
        """An archive is asked for one story at a time: whether it can be reached is all we try."""
        answer = await self.get(url)
        if answer.outcome is not None:
            return self.shut(url, name, answer.outcome)
        self.doors.append(Door(url, name, True, "it can be reached"))
        return True

    async def gdelt(self, url: str, name: str) -> bool:
        """Asked for a day by each of the source's own queries: it refuses some of them in words."""
        day = Stretch(self.now - timedelta(days=1), self.now)
        for query in self.site.source.queries[:_MOST_QUERIES]:
            answer = await self.get(gdelt_address(filled(url, query), day))
            if not self._understood(answer, url, name, f"“{query}”: ", gdelt_links):
                return False
        self.doors.append(Door(url, name, True, "it answers"))
        return True

    async def mediacloud(self, url: str, name: str) -> bool:
        """Asked as the crawl does, with the key."""
        if self.key is None:
            return self.shut(url, name, NO_KEY)
        days = Stretch(self.now - timedelta(days=3), self.now)
        asked = mediacloud_address(filled(url, self.site.source.queries[0]), days)
        answer = await self.get(asked, with_key(self.key))
        if answer.outcome is not None and answer.outcome.kind == "forbidden":
            return self.shut(url, name, Outcome("refused", f"the key, {answer.outcome.detail}"))
        if not self._understood(answer, url, name, "", mediacloud_page):
            return False
        self.doors.append(Door(url, name, True, "it answers"))
        return True

    def _understood(
        self, answer: Answer, url: str, name: str, what: str, reads: Callable[..., object]
    ) -> bool:
        """Whether a service gave what it gives to those it understands."""
        if answer.outcome is not None:
            return self.shut(url, name, answer.outcome)
        try:
            reads(answer.body, base=answer.url)
        except AskedToWait as why:
            return self.shut(url, name, Outcome("asked to wait", str(why)))
        except Unusable as why:
            return self.shut(url, name, Outcome("refused", f"{what}{why}"))
        return True

    def shut(self, url: str, name: str, outcome: Outcome) -> bool:
        self.doors.append(Door(url, name, False, f"{outcome.kind} ({outcome.detail})"))
        return False

    def listed(self, url: str, name: str, links: Sequence[Link]) -> bool:
        """Whether stories stand behind a door, and ones that are followed.

        A feed nobody writes any more is no find; of a source that is configured it is only said.
        """
        own = [link for link in links if self.site.source.follows(link.url)]
        last = sites.newest(link.claimed for link in links)
        stale = last is not None and self.now - last > _STALE
        wrong = _wrong(links, own, search=self.site.search)
        if wrong is None and stale and last is not None:
            says = f"stale (its newest story is of {last:%Y-%m-%d})"
        else:
            says = wrong or _fine(len(own or links), last)
        good = wrong is None and not (stale and self.site.search)
        self.shown += own or (links if self.site.search else ())
        shown = last.isoformat() if last else None
        self.doors.append(Door(url, name, good, says, len(links), shown))
        return good

    # ------------------------------------------------------------------------------ searching

    async def search(self) -> Report | None:
        """Look for doors from the front page on; a report where nobody is let in."""
        answer = await self.get(self.site.url)
        if answer.outcome is not None:
            return self.closed(answer)
        self.base = answer.url
        tree = sites.parsed(answer.body)
        why = obstacle(answer.body, tree, tree.body.text(separator=" ") if tree.body else "")
        if why is Reason.BLOCKED:
            return self.ended("blocked", "a machine in front of it wants to see a person", _BLOCKED)
        seen = sites.front(answer.body, base=answer.url)
        self.title, self.system = seen.title, seen.system
        await self.first_that_opens(
            self.feed, (*seen.feeds, *sites.feeds_of(seen.system, self.base))
        )
        robots = await self.get(urljoin(self.base, "/robots.txt"))
        named = robots.body.decode("utf-8", "replace") if robots.outcome is None else ""
        await self.first_that_opens(self.sitemap, sites.sitemaps_of(named, self.base))
        if self.system in sites.SEARCHES:
            path = sites.SEARCHES[self.system].replace("{query}", "{{query}}")
            await self.ask(urljoin(self.base, path).replace("{{query}}", "{query}"))
        return None

    async def first_that_opens(
        self, tries: Callable[[str], Awaitable[bool]], urls: Sequence[str]
    ) -> None:
        for url in urls:
            if len(self.doors) >= _MOST_TRIES or await tries(url):
                return

    # ------------------------------------------------------------------------------ verdicts

    def closed(self, answer: Answer) -> Report:
        outcome = answer.outcome or Outcome("no answer", "")
        says = f"{self.site.url}: {outcome.kind} ({outcome.detail})"
        if outcome.kind == "robots":
            return self.ended("forbidden", "its robots.txt forbids it", _FORBIDDEN)
        if outcome.kind in ("forbidden", "asked to wait"):
            return self.ended("blocked", says, _BLOCKED)
        inside = outcome.kind == "refused address" and "private network" in outcome.detail
        return self.ended("unreachable", says, _INSIDE if inside else _UNREACHABLE)

    async def verdict(self) -> Report:
        """What the doors amount to, and what one story behind them is like."""
        if not self.open:
            return self.without_doors()
        kind = _KIND_OF.get(self.open[0].field, "feed")
        says = "; ".join(dict.fromkeys(_short(door) for door in self.open))
        shut = [door for door in self.doors if not door.ok] if not self.site.search else []
        if shut:
            says += "; but " + "; ".join(f"{door.url}: {door.says}" for door in shut)
        if self.shown and (obstacle_ := await self.story(self.shown[0].url)) is not None:
            found, sentence, do = obstacle_
            return self.ended(found, f"{says}; {sentence}", do)
        if all(door.says.startswith("stale") for door in self.open):
            return self.ended("stale", says, _QUIET)
        return self.ended(kind, says, "mend or take out the doors that fail" if shut else "")

    def without_doors(self) -> Report:
        kinds = Counter(door.says.split(" (")[0] for door in self.doors)
        if self.doors and set(kinds) <= {"robots"}:
            return self.ended("forbidden", "its robots.txt forbids it", _FORBIDDEN)
        if self.site.search:
            tried = f"{len(self.doors)} addresses tried, none lists current stories"
            return self.ended("nothing", tried, _NOTHING)
        says = "; ".join(f"{door.url}: {door.says}" for door in self.doors)
        if set(kinds) <= {"no key", "refused"}:
            return self.ended("nothing", says, _ASKED)
        lasting = kinds and all(outcomes.severity(kind) == "temporary" for kind in kinds)
        blocked = set(kinds) <= {"forbidden"}
        kind = "unreachable" if lasting else "blocked" if blocked else "nothing"
        return self.ended(kind, says, _UNREACHABLE if lasting else _BLOCKED if blocked else _MOVED)

    async def story(self, url: str) -> tuple[str, str, str] | None:
        """What keeps us from reading a story, if something does."""
        answer = await self.get(url)
        if answer.outcome is not None:
            kind = "forbidden" if answer.outcome.kind == "robots" else "blocked"
            if answer.outcome.kind in ("robots", "forbidden"):
                return kind, f"its stories are refused: {answer.outcome.kind}", _FORBIDDEN
            return None
        tree = sites.parsed(answer.body)
        visible = "\n".join(node.text() for node in tree.css("h1, p"))
        why = obstacle(answer.body, tree, visible) or only_the_beginning(answer.body, visible)
        return _OBSTACLES.get(why) if why else None

    def ended(self, kind: str, says: str, do: str) -> Report:
        hosts = Counter(registrable_domain(link.url) for link in self.shown)
        own = registrable_domain(self.base or self.site.url)
        domains = [own] + [name for name, _ in hosts.most_common(1) if name and name != own]
        return Report(
            name=self.site.name,
            url=self.site.url,
            kind=kind,
            says=says,
            do=do,
            outlet=self.title,
            domains=tuple(domains) if self.site.search else self.site.source.domains,
            doors=tuple(self.doors),
        )


_TRIES: dict[str, Callable[[Trial, str, str], Awaitable[bool]]] = {
    "feeds": Trial.feed,
    "news_sitemaps": Trial.sitemap,
    "listings": Trial.listing,
    "searches": Trial.ask,
    "google_news": Trial.ask,
    "gdelt": Trial.gdelt,
    "mediacloud": Trial.mediacloud,
    "wayback": Trial.archive,
}
_KIND_OF = {"feeds": "feed", "news_sitemaps": "sitemap", "listings": "listing"} | dict.fromkeys(
    ("searches", "google_news", "gdelt", "mediacloud", "wayback"), "search"
)
_BLOCKED = "write to the outlet and ask to be let in; until then its stories come through searches"
_FORBIDDEN = "leave it out; a permission from the outlet would be needed"
_OURS = "try it again with a Casebook that has learnt it; the others were tried"
_UNREACHABLE = "look at the address in a browser: mend it, or try again tomorrow"
_INSIDE = "where it is meant to be in your network: --private-network, or private_network = true"
_NOTHING = 'name its section page yourself: listings = ["…"]'
_ASKED = "mend what is asked: the source's queries, or the key"
_MOVED = "the door moved: run “casebook sources add” on the site, and take the old address out"
_QUIET = "see whether the outlet still publishes there; “casebook sources add” finds other doors"
_PAID = "only beginnings can be read: keep it for names and dates, or take the wire's copy"
_SCRIPTS = "its stories are built by scripts: set javascript = true and install casebook[browser]"
_CONSENT = "it shows a consent page first: ask the outlet to let you in"
_OBSTACLES = {
    Reason.PAYWALLED: ("paywalled", "a story shows only its beginning", _PAID),
    Reason.TRUNCATED: ("paywalled", "a story breaks off", _PAID),
    Reason.NEEDS_JAVASCRIPT: ("needs JavaScript", "a story is empty without scripts", _SCRIPTS),
    Reason.CONSENT: ("consent page", "a consent page stands before its stories", _CONSENT),
    Reason.BLOCKED: ("blocked", "a machine in front of its stories wants a person", _BLOCKED),
}


def _wrong(links: Sequence[Link], own: Sequence[Link], *, search: bool) -> str | None:
    """What is wrong with what a door lists; ``None``: nothing."""
    if not links:
        return "empty (it answers and lists no story)"
    if not own and not search:
        there = Counter(host(link.url) for link in links).most_common(1)[0][0]
        return f"elsewhere (all {len(links)} stories are on {there}: add it to domains)"
    return None


def _fine(stories: int, last: datetime | None) -> str:
    return f"{stories} stories" + (f", the newest of {last:%Y-%m-%d %H:%M}" if last else "")


def _short(door: Door) -> str:
    return f"{_KIND_OF.get(door.field, door.field)}: {door.says}"


class ScoutSpider(Spider):
    """Asks what the trials want to know; downloader middlewares give it the crawl's manners."""

    name = "scout"

    def __init__(self, sites: Sequence[Site], desk: Manners, out: IO[str], **more: Any) -> None:
        super().__init__(**more)
        self.desk = desk
        self._sites = sites
        self._out = out

    async def start(self) -> AsyncIterator[Request]:
        places = asyncio.Semaphore(AT_ONCE)

        async def one(site: Site) -> None:
            async with places:
                report = await self.tried(site)
                self._out.write(json.dumps(asdict(report)) + "\n")
                self._out.flush()

        await asyncio.gather(*(one(site) for site in self._sites))
        nothing: tuple[Request, ...] = ()  # an async generator must have something to yield
        for request in nothing:
            yield request

    async def tried(self, site: Site) -> Report:
        """What is found at one site; a mistake of ours there is told as such, of that one."""
        key = self.settings.get("CASEBOOK_MEDIACLOUD_KEY")
        trial = Trial(site, self.get, self.desk.clock(), key=key)
        try:
            return await trial.report()
        except Exception as fault:
            outcome = outcomes.of_our_fault(fault)
            return trial.ended("unreachable", f"{site.url}: {outcome.detail}", _OURS)

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """One address, with whatever came of it."""
        free = url.endswith("/robots.txt")  # the one page no robots.txt can forbid
        try:
            request = Request(
                url, headers=headers, dont_filter=True, meta={"dont_obey_robotstxt": free}
            )
        except ValueError as fault:  # sites name addresses of which no request can be made
            return Answer(url, {}, b"", Outcome("odd address", str(fault)[:200]))
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as fault:
            return Answer(url, {}, b"", outcomes.of_fault(fault))
        headers = headers_of(response)
        outcome = outcomes.of_status(response.status, headers, self.desk.clock())
        return Answer(response.url, headers, response.body, outcome)


def run(job: Mapping[str, Any], out: IO[str]) -> None:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(
        {
            "CASEBOOK_ENTRIES": job["sources"],
            "USER_AGENT": user_agent(job["contact"]),
            "DOWNLOAD_TIMEOUT": job["timeout"],
            "DNS_TIMEOUT": min(DNS_TIMEOUT, job["timeout"]),
            "DOWNLOAD_MAXSIZE": 5_000_000,
            "ITEM_PIPELINES": {},
            "STATS_DUMP": False,
            "LOG_LEVEL": "ERROR",
        },
        priority="cmdline",
    )
    install_reactor(REACTOR)
    from twisted.internet import reactor

    from crawler.resolver import PublicResolver

    there = [Site(**entry | {"source": from_entry(entry["source"])}) for entry in job["look"]]
    desk = Manners([site.source for site in there], Clock(datetime.fromisoformat(job["now"])))
    runner = AsyncCrawlerRunner(settings)
    turning: Any = reactor
    PublicResolver.from_crawler(runner, reactor).install_on_reactor()
    loop = asyncio.get_event_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, os._exit, 1)

    async def work() -> None:
        await runner.crawl(ScoutSpider, sites=there, desk=desk, out=out)

    turned(turning, loop, work())


def main() -> int:
    set_up_logging()
    out = sys.stdout
    sys.stdout = sys.stderr
    run(json.loads(orders()), out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
