"""Looking at sites, as a function: what they offer, what is wrong, what to do. Stores nothing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from crawler.run import CrawlFailed, begun, ended, give, lines_of
from crawler.sources import Source, as_entry, require_contact

#: What came of looking at a site, best first.
KINDS = (
    "feed", "sitemap", "listing", "search", "stale", "paywalled", "needs JavaScript",
    "consent page", "forbidden", "blocked", "nothing", "unreachable",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """A site to look at: an outlet somebody names, or a source that is configured."""

    name: str
    url: str  # its front page
    source: Source  # its manners, and the doors that are known or guessed
    search: bool  # whether to look for doors beyond those


@dataclass(frozen=True, slots=True)
class Door:
    """One address that was tried."""

    url: str
    field: str  # of Source: feeds, news_sitemaps …
    ok: bool
    says: str
    stories: int = 0
    newest: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was found at a site, in words, and what to do about it."""

    name: str
    url: str
    kind: str
    says: str
    do: str
    outlet: str | None = None
    domains: tuple[str, ...] = ()
    doors: tuple[Door, ...] = ()

    @property
    def usable(self) -> bool:
        return any(door.ok for door in self.doors)

    def open(self, field: str) -> tuple[str, ...]:
        """The doors of one kind that work."""
        return tuple(door.url for door in self.doors if door.ok and door.field == field)


def look_at(
    sites: Sequence[Site], *, contact: str | None, now: datetime, timeout: float = 15.0
) -> Iterator[Report]:
    """Try every site, many at a time and each with its manners; reports come as they are ready."""
    require_contact([site.source for site in sites], contact)
    job = {
        "look": [asdict(site) | {"source": as_entry(site.source)} for site in sites],
        "sources": [as_entry(site.source) for site in sites],
        "contact": contact,
        "now": now.isoformat(),
        "timeout": timeout,
    }
    child = begun("crawler.scout")
    try:
        yield from _reports(child, job)
    finally:
        ended(child)


def _reports(child: subprocess.Popen[bytes], job: dict[str, Any]) -> Iterator[Report]:
    give(child, job)
    left = len(job["look"])
    for line in lines_of(child):
        told = json.loads(line)
        if "error" in told:
            raise CrawlFailed(told["error"])
        yield read_report(told)
        left -= 1
    if (status := child.wait()) or left:
        raise CrawlFailed(
            f"looking at sites ended early (status {status}), {left} were not tried; run it again"
        )


def read_report(told: dict[str, Any]) -> Report:
    doors = tuple(Door(**door) for door in told["doors"])
    return Report(**told | {"doors": doors, "domains": tuple(told["domains"])})


def in_words(reports: Iterable[Report]) -> dict[str, int]:
    """How many sites came out as what, in a fixed order."""
    kinds = [report.kind for report in reports]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}
