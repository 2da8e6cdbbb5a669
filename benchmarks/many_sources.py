"""A simulated day of many sources: requests per host, delay to discovery, stories lost, memory.

    python -m benchmarks.many_sources [--sources 5000] [--hours 24] [--interval 60]

Time is passed, nothing waits. Real are the schedules (adaptive intervals from each source's
visits), what the database does at every look (stories found, the look, the door, the source; one
transaction a pass), the pauses of doors that fail, and the manners: one request at a time to a host
and a second between two, a story's page after its feed. Simulated is the web: outlets publish at
rates from one story a day to two hundred, more by day than by night; a feed shows its latest
thirty and answers 304 while nothing is new; it takes 0.2 to 3 seconds to answer; one outlet in
fifty is dead, one in twenty is down for two hours, one in ten shares its host with nine others.
"""

from __future__ import annotations

import heapq
import math
import random
import resource
import statistics
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from benchmarks import asking
from crawler.outcomes import Outcome, door_pause
from scheduler.schedules import WINDOW, Schedule, Visit, next_run
from storage import feeds, frontier, sources
from storage.engine import Database, open_database
from storage.feeds import Validators
from storage.frontier import FoundLink
from storage.sources import Look

BEGIN = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
SHOWN = 30  # stories of a feed
DELAY = 1.0  # seconds between two requests to a host
AT_ONCE = 16  # requests of a crawl
MINUTE = timedelta(minutes=1)


@dataclass
class Outlet:
    """One source, and what it publishes."""

    name: str
    host: str
    published: list[datetime]
    dead: bool
    down: tuple[datetime, datetime] | None
    schedule: Schedule
    visits: deque[Visit] = field(default_factory=lambda: deque(maxlen=WINDOW))
    seen: int = 0  # stories we know of, those that scrolled away included
    failures: int = 0

    @property
    def feed(self) -> str:
        return f"https://{self.host}/{self.name}/feed"


@dataclass
class Web:
    """When each host was asked, and when it may be asked again."""

    free: dict[str, float] = field(default_factory=dict)
    hourly: Counter[tuple[str, int]] = field(default_factory=Counter)
    requests: int = 0
    closest: float = math.inf

    def ask(self, host: str, at: float, took: float) -> float:
        """One request as soon as manners allow; the second at which it was answered."""
        before = self.free.get(host)
        start = at if before is None else max(at, before)
        if before is not None:
            self.closest = min(self.closest, start - (before - DELAY))
        self.free[host] = start + max(DELAY, took)
        self.hourly[host, int(start // 3600)] += 1
        self.requests += 1
        return start + took


def rate_by_hour(hour: float) -> float:
    """Newsrooms sleep, too: one fifth of the daytime's pace at four in the morning."""
    return 1.0 + 0.67 * math.cos((hour - 16) / 24 * 2 * math.pi)


def stories_of(chance: random.Random, per_day: float, hours: int) -> list[datetime]:
    """Moments of publication: a Poisson process with a day's rhythm, begun a day earlier."""
    at, found = -24.0, []
    while at < hours:
        at += chance.expovariate(per_day / 24 * 1.67)
        if chance.random() < rate_by_hour(at % 24) / 1.67 and at < hours:
            found.append(BEGIN + timedelta(hours=at))
    return found


def outlets(number: int, hours: int, interval: int) -> list[Outlet]:
    chance = random.Random(7)
    every = timedelta(minutes=interval)
    made = []
    for n in range(number):
        began = BEGIN + timedelta(hours=chance.uniform(0, hours - 2))
        made.append(
            Outlet(
                name=f"outlet-{n}",
                host=f"chain-{n // 100}.example" if n % 10 == 0 else f"host-{n}.example",
                published=stories_of(chance, min(200.0, chance.lognormvariate(2.5, 1.1)), hours),
                dead=chance.random() < 0.02,
                down=(began, began + timedelta(hours=2)) if chance.random() < 0.05 else None,
                schedule=Schedule(f"outlet-{n}", every, jitter=every / 10),
            )
        )
    return made


class Day:
    """The simulated hours, minute by minute."""

    def __init__(self, all_outlets: list[Outlet], database: Database) -> None:
        self.database = database
        self.web = Web()
        self.delays: list[float] = []  # minutes from publication to discovery
        self.lost = 0
        self.looks: Counter[str] = Counter()
        self.longest_pass = 0.0
        self._chance = random.Random(11)
        spread = random.Random(3)
        self._queue = [
            (BEGIN + spread.random() * item.schedule.every, n, item)
            for n, item in enumerate(all_outlets)
        ]
        heapq.heapify(self._queue)

    def run(self, hours: int) -> None:
        now = BEGIN
        while now < BEGIN + timedelta(hours=hours):
            due = list(self._due(now))
            if due:
                self._pass(due, now)
            now += MINUTE

    def _due(self, now: datetime) -> Iterator[tuple[int, Outlet]]:
        while self._queue and self._queue[0][0] <= now:
            _, n, item = heapq.heappop(self._queue)
            yield n, item

    def _pass(self, due: list[tuple[int, Outlet]], now: datetime) -> None:
        """One crawl: every feed that is due, sixteen at a time, then the stories."""
        began = (now - BEGIN).total_seconds()
        places = [began] * min(AT_ONCE, len(due))
        with self.database.write() as session:
            for n, item in due:
                start = heapq.heappop(places)
                ended = self.web.ask(item.host, start, self._chance.uniform(0.2, 3.0))
                heapq.heappush(places, ended)
                at = BEGIN + timedelta(seconds=ended)
                new = self._look(session, item, at)
                item.visits.append(Visit(now, new is not None, new or 0))
                following = next_run(item.schedule, list(item.visits), now)
                heapq.heappush(self._queue, (following or now, n, item))
        self.longest_pass = max(self.longest_pass, max(places) - began)

    def _look(self, session: object, item: Outlet, at: datetime) -> int | None:
        """What one look at a feed does to the database; how many stories are new."""
        if item.dead or (item.down and item.down[0] <= at < item.down[1]):
            item.failures += 1
            outcome = Outcome("gone" if item.dead else "server error", "")
            sources.door_failed(
                session,  # type: ignore[arg-type]
                item.feed,
                source=item.name,
                says=outcome.kind,
                failures=item.failures,
                next_at=at + door_pause(outcome, item.failures),
                now=at,
            )
            return self._note(session, item, at, outcome.kind)
        item.failures = 0
        there = item.published
        until = next((k for k in range(item.seen, len(there)) if there[k] > at), len(there))
        fresh = there[item.seen : until]
        if not fresh:
            return self._note(session, item, at, sources.UNCHANGED) or 0
        shown = fresh[-SHOWN:]
        first_ever = item.seen == 0
        self.lost += 0 if first_ever else len(fresh) - len(shown)
        if not first_ever:
            self.delays += [(at - moment).total_seconds() / 60 for moment in shown]
        links = [
            FoundLink(
                f"https://{item.host}/{item.name}/{moment:%Y/%m/%d}/{k}-a-story/",
                item.feed,
                item.name,
            )
            for k, moment in enumerate(shown, until - len(shown))
        ]
        new = frontier.found(session, links, now=at)  # type: ignore[arg-type]
        for _ in shown:
            self.web.ask(item.host, (at - BEGIN).total_seconds(), self._chance.uniform(0.2, 1.0))
        item.seen = until
        feeds.feed_fetched(
            session,  # type: ignore[arg-type]
            item.feed,
            source=item.name,
            status=200,
            validators=Validators(f'"{until}"'),
            now=at,
        )
        self._note(session, item, at, sources.ANSWERED, len(shown), new)
        return new

    def _note(
        self,
        session: object,
        item: Outlet,
        at: datetime,
        outcome: str,
        listed: int = 0,
        new: int = 0,
    ) -> int | None:
        self.looks[outcome] += 1
        look = Look(item.name, item.feed, at, outcome, listed, new)
        sources.note_look(session, look)  # type: ignore[arg-type]
        return 0 if look.ok else None


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--sources", type=int, default=5000)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--interval", type=int, default=60, help="minutes, before they adapt")
    options = parser.parse_args()
    began = time.process_time()
    made = outlets(options.sources, options.hours, options.interval)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/casebook.db")
        day = Day(made, database)
        day.run(options.hours)
        database.dispose()
    report(day, options.sources, options.hours)
    print(
        f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most,"
        f" {time.process_time() - began:.0f} s of CPU"
    )


def report(day: Day, number: int, hours: int) -> None:
    web, delays = day.web, sorted(day.delays)
    busiest, most = web.hourly.most_common(1)[0]
    hourly = statistics.mean(web.hourly.values())
    pace = web.requests / hours / 3600
    print(f"{number:,} sources, {hours} h: {web.requests:,} requests, {pace:.1f} a second")
    print(f"looks: {', '.join(f'{count:,} {name}' for name, count in day.looks.most_common())}")
    print(
        f"a host and hour: {hourly:.1f} requests on average, {most} at most ({busiest[0]});"
        f" never less than {web.closest:.2f} s between two"
    )
    print(
        f"publication to discovery: median {statistics.median(delays):.0f} min, 90 %"
        f" {delays[int(len(delays) * 0.9)]:.0f}, 99 % {delays[int(len(delays) * 0.99)]:.0f};"
        f" {len(delays):,} stories, {day.lost:,} scrolled away unseen"
    )
    print(f"longest pass over what was due in a minute: {day.longest_pass:.0f} s")


if __name__ == "__main__":
    main()
