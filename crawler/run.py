"""One pass over the sources, as a function: Scrapy runs in a child, so any process may call it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from crawler.sources import Source, as_entry, require_contact
from pipeline.records import Scope

__all__ = ["CrawlCounts", "CrawlFailed", "SourceLine", "crawl"]

_PATIENCE = 15.0  # seconds a child has to end after it was asked to


class CrawlFailed(Exception):
    """The crawl ended before its end; what it kept is kept, the same command goes on from there."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """How one source fared."""

    doors: int = 0  # feeds, sitemaps and listings that answered
    doors_failed: int = 0
    doors_left: int = 0  # to another crawler that is at their host
    found: int = 0  # addresses we had not met
    fetched: int = 0
    kept: int = 0
    screened: int = 0
    unchanged: int = 0
    copies: int = 0  # of dead stories, from a web archive
    no_copy: int = 0
    unreadable: Mapping[str, int] = field(default_factory=dict)  # by reason
    failed: Mapping[str, int] = field(default_factory=dict)  # by kind; "robots" among them
    says: str | None = None  # the last complaint about one of its doors

    @property
    def robots_forbidden(self) -> int:
        """How many of its stories its robots.txt keeps us from."""
        return self.failed.get("robots", 0)


@dataclass(frozen=True, slots=True)
class CrawlCounts:
    """What one pass did, by source and in all."""

    by_source: Mapping[str, SourceLine]
    ended: str = "done"  # or "stopped"

    def _sum(self, name: str) -> int:
        return sum(getattr(line, name) for line in self.by_source.values())

    def _sums(self, name: str) -> Counter[str]:
        return sum((Counter(getattr(line, name)) for line in self.by_source.values()), Counter())

    @property
    def found(self) -> int:
        return self._sum("found")

    @property
    def fetched(self) -> int:
        return self._sum("fetched")

    @property
    def kept(self) -> int:
        return self._sum("kept")

    @property
    def screened(self) -> int:
        return self._sum("screened")

    @property
    def unchanged(self) -> int:
        return self._sum("unchanged")

    @property
    def doors_failed(self) -> int:
        return self._sum("doors_failed")

    @property
    def failed(self) -> Counter[str]:
        return self._sums("failed")

    @property
    def unreadable(self) -> Counter[str]:
        return self._sums("unreadable")

    @property
    def robots_forbidden(self) -> int:
        return self._sum("robots_forbidden")

    @property
    def by(self) -> dict[str, int]:
        """Every outcome with its number, for a table; failures each under their name."""
        named = {name: self._sum(name) for name in _PLAIN}
        refused = {f"failed: {kind}": n for kind, n in sorted(self.failed.items())}
        unread = {f"unreadable: {why}": n for why, n in sorted(self.unreadable.items())}
        return {**named, **unread, **refused}


_PLAIN = ("doors", "doors_failed", "found", "fetched", "kept", "screened", "unchanged")


def crawl(
    sources: Sequence[Source],
    *,
    database_url: str,
    archive: Path,
    scope: Scope | None,
    contact: str | None,
    now: datetime,
    timeout: float = 30.0,
    patient: bool = False,
    known: Sequence[Source] = (),
    progress: Callable[[CrawlCounts], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> CrawlCounts:
    """Discover, fetch, screen and keep, once. Reading is a later step.

    ``timeout`` is for one answer. ``patient``: doors that failed a while ago, of sources that
    have others, are left alone for the pause their failure earned (a schedule wants that, a
    person who tries one does not). ``known`` are sources that are not crawled: a story of theirs
    that a search finds is fetched with their manners and has their place.
    ``progress`` is told the counts about once a second, and
    ``stop`` asked as often. Raises :class:`NoContact` and :class:`CrawlFailed`.
    """
    require_contact(sources, contact)
    job = {
        "sources": [as_entry(source) for source in sources],
        "database": database_url,
        "archive": str(archive),
        "scope": scope.value if scope else None,
        "contact": contact,
        "now": now.isoformat(),
        "timeout": timeout,
        "patient": patient,
        "known": [as_entry(source) for source in others_known(sources, known)],
    }
    child = begun("crawler")
    try:
        return _followed(child, job, progress, stop)
    finally:
        ended(child)


def others_known(sources: Sequence[Source], known: Sequence[Source]) -> list[Source]:
    """Those of the known sources a pass over some must be told of: only searches find others'."""
    if not any(source.everywhere for source in sources):
        return []
    taken = {source.name for source in sources}
    return [source for source in known if source.name not in taken]


def begun(module: str) -> subprocess.Popen[bytes]:
    """A process of its own that waits for its orders."""
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _followed(
    child: subprocess.Popen[bytes],
    job: Mapping[str, Any],
    progress: Callable[[CrawlCounts], None] | None,
    stop: Callable[[], bool],
) -> CrawlCounts:
    """Hand over the job, then listen. Our end of the pipe stays open: its closing means stop."""
    give(child, job)
    last: dict[str, Any] = {}
    for line in lines_of(child):
        last = json.loads(line)
        if "error" in last:
            raise CrawlFailed(last["error"])
        if progress is not None:
            progress(_counts(last))
        if stop():
            child.terminate()
    status = child.wait()
    if "ended" not in last:
        raise CrawlFailed(
            f"the crawl ended early (status {status}); nothing kept is lost,"
            " run the same command again and it goes on from there"
        )
    return _counts(last)


def give(child: subprocess.Popen[bytes], job: Mapping[str, Any]) -> None:
    """Hand over what is to be done; of a child that died at once its end says more."""
    orders = cast(IO[bytes], child.stdin)
    with contextlib.suppress(BrokenPipeError):
        orders.write(json.dumps(job).encode() + b"\n")
        orders.flush()


def lines_of(child: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """What a child says, line by line; one that it was killed in the middle of is none."""
    return (line for line in cast(IO[bytes], child.stdout) if line.endswith(b"\n"))


def ended(child: subprocess.Popen[bytes]) -> None:
    """However we leave, no child stays behind."""
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):  # what was not taken is still to be sent
                pipe.close()
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _counts(snapshot: Mapping[str, Any]) -> CrawlCounts:
    lines = {name: SourceLine(**line) for name, line in snapshot["sources"].items()}
    return CrawlCounts(lines, snapshot.get("ended", "running"))
