"""The crawl's one place for its sources, the database and the archive."""

from __future__ import annotations

import fcntl
import hashlib
import socket
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Self

from crawler import outcomes
from crawler.outcomes import NotFetched, Outcome
from crawler.sources import Source, from_entry, read_sources
from pipeline.records import Scope
from pipeline.urls import canonical, host
from storage import pages
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.pages import FoundLink, Kept, LeasedLink, NewCapture, Validators

BATCH = 200
LEASE = timedelta(minutes=30)
_UNWRITTEN = 16  # verdicts on screened pages that wait to be committed together


class NoContact(Exception):
    """The open web is not crawled anonymously."""


class Clock:
    """The time, beginning where the caller says."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime.now(UTC)
        self._at = time.monotonic()

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._at)


class Desk:
    """What spiders and middlewares share in one process. Every method is one short transaction."""

    def __init__(
        self, sources: Iterable[Source], database: Database, archive: Path, clock: Clock
    ) -> None:
        self.sources = {source.name: source for source in sources}
        self.database = database
        self.archive = Archive(archive)
        self.clock = clock
        self.worker = Worker(archive)
        self.waiting: dict[str, datetime] = {}  # hosts that asked for a pause: until when
        self._by_host: dict[str, Source | None] = {}
        self._unwritten: list[NewCapture] = []
        self._reclaim()

    @classmethod
    def open(cls, settings: Any, clock: Clock | None = None) -> Self:
        """The desk a Scrapy project's settings describe."""
        sources = sources_of(settings)
        require_contact(sources, settings.get("CASEBOOK_CONTACT"))
        scope = settings.get("CASEBOOK_SCOPE")
        database = open_database(settings["CASEBOOK_DB"], scope=Scope(scope) if scope else None)
        return cls(sources, database, Path(settings["CASEBOOK_ARCHIVE"]), clock or Clock())

    @property
    def scope(self) -> Scope:
        return self.database.scope

    def source_at(self, url: str) -> Source | None:
        """The source a request belongs to, by its host."""
        name = host(url)
        if name not in self._by_host:
            owners = (item for item in self.sources.values() if name in item.hosts)
            below = (item for item in self.sources.values() if item.covers(url))
            self._by_host[name] = next(owners, None) or next(below, None)
        return self._by_host[name]

    def pause(self, url: str, retry_after: str) -> None:
        """Leave a host alone for as long as its ``Retry-After`` says."""
        now = self.clock()
        if (wait := outcomes.retry_after(retry_after, now)) is not None:
            self.waiting[host(url)] = now + wait

    def respect_pause(self, url: str) -> None:
        """Raise :class:`NotFetched` while the host of an address wants to be left alone."""
        until = self.waiting.get(host(url))
        now = self.clock()
        if until is not None and until > now:
            raise NotFetched(Outcome("asked to wait", "its host asked for a pause", until - now))

    def validators(self, url: str) -> Validators:
        with self.database.read() as session:
            return pages.validators(session, url)

    def found(self, source: Source, via: str, links: Iterable[tuple[str, str | None]]) -> int:
        """Put a source's stories on the frontier; how many are new."""
        items = [
            FoundLink(canonical(url), via, source.name, source.home, claimed)
            for url, claimed in links
            if source.covers(canonical(url))
        ]
        with self.database.write() as session:
            return pages.found(session, items, now=self.clock())

    def door_answered(
        self, source: Source, url: str, status: int, validators: Validators, new: int
    ) -> None:
        now = self.clock()
        with self.database.write() as session:
            pages.feed_fetched(
                session, url, source=source.name, status=status, validators=validators, now=now
            )
            pages.source_seen(
                session, source.name, now=now, ok=True, new_links=new, **self._plan(source, now)
            )

    def door_failed(self, source: Source, message: str) -> None:
        now = self.clock()
        with self.database.write() as session:
            pages.source_seen(
                session, source.name, now=now, ok=False, message=message, **self._plan(source, now)
            )

    def _plan(self, source: Source, now: datetime) -> dict[str, Any]:
        interval = timedelta(minutes=source.interval)
        return {"interval": interval, "next_at": now + interval}

    def lease(self) -> Sequence[LeasedLink]:
        """The next links that are due, ours for a while."""
        self.flush()
        now = self.clock()
        with self.database.write() as session:
            return pages.lease(
                session,
                worker=self.worker.name,
                limit=BATCH,
                now=now,
                until=now + LEASE,
                sources=list(self.sources),
            )

    def known(self, url: str, sha256: str) -> bool:
        """Whether this very payload of this address is kept already."""
        with self.database.read() as session:
            return pages.known_payload(session, url=url, sha256=sha256) is not None

    def keep(self, link: LeasedLink, url: str, capture: NewCapture) -> None:
        """Keep a page under ``url``: the link's own address or the one it was redirected to."""
        now = self.clock()
        with self.database.write() as session:
            if url != link.url:
                moved = FoundLink(url, link.url, link.source, link.home)
                pages.found(session, [moved], now=now)
                capture = _of_link(capture, pages.link_ids(session, [url])[url])
                pages.keep(session, _unchanged(capture, link.id), now=now)
            pages.keep(session, capture, now=now)

    def note(self, capture: NewCapture) -> None:
        """A verdict without a page; written with others, at the latest when more is leased."""
        self._unwritten.append(capture)
        if len(self._unwritten) >= _UNWRITTEN:
            self.flush()

    def flush(self) -> None:
        now, waiting, self._unwritten = self.clock(), self._unwritten, []
        if waiting:
            with self.database.write() as session:
                for capture in waiting:
                    pages.keep(session, capture, now=now)

    def fail(self, link: LeasedLink, outcome: Outcome) -> None:
        now = self.clock()
        with self.database.write() as session:
            pages.fail(
                session,
                link.id,
                kind=outcome.kind,
                detail=outcome.detail,
                retry_at=outcomes.retry_at(outcome, link.attempts, now),
                now=now,
            )

    def close(self) -> None:
        """Leave nothing half done: write what waits, give back what was not fetched."""
        self.flush()
        with self.database.write() as session:
            pages.hand_back(session, worker=self.worker.name)
        self.archive.close()
        self.worker.release()
        self.database.dispose()

    def _reclaim(self) -> None:
        """What crawlers that died here had leased is due again at once."""
        with self.database.write() as session:
            for name in self.worker.predecessors():
                pages.hand_back(session, worker=name)


class Worker:
    """A name for the leases of this process, free again the moment it dies.

    The name is that of a lock file beside the archive: who gets the lock knows that its
    last holder is gone, however it ended.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._place = (
            f"{socket.gethostname()}:{hashlib.sha256(bytes(folder.resolve())).hexdigest()[:8]}"
        )
        self._slot, self._file = self._first_free()
        self.name = self._name(self._slot)

    def predecessors(self) -> list[str]:
        """The names of dead workers of this archive, ours included."""
        names = [self.name]
        for slot in range(self._slot + 1, 64):
            if (file := self._lock(slot, create=False)) is not None:
                names.append(self._name(slot))
                file.close()
        return names

    def release(self) -> None:
        self._file.close()

    def _name(self, slot: int) -> str:
        return f"{self._place}:{slot}"

    def _first_free(self) -> tuple[int, IO[bytes]]:
        for slot in range(64):
            if (file := self._lock(slot, create=True)) is not None:
                return slot, file
        raise RuntimeError(f"64 crawls already work on {self._folder}; wait for one to end")

    def _lock(self, slot: int, *, create: bool) -> IO[bytes] | None:
        path = self._folder / f".crawl-{slot}.lock"
        if not create and not path.exists():
            return None
        file = path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file


def sources_of(settings: Any) -> tuple[Source, ...]:
    """The sources handed over, or those of the sources file."""
    entries = settings.get("CASEBOOK_ENTRIES")
    if entries is not None:
        return tuple(from_entry(entry) for entry in entries)
    return read_sources(Path(settings["CASEBOOK_SOURCES"]))


def hosts_allowed_inside(settings: Any) -> frozenset[str]:
    """Hosts that may be at a private address: of sources that say so, and proxies."""
    sources = sources_of(settings)
    names = {name for item in sources if item.private_network for name in item.hosts}
    return frozenset(names | {host(item.proxy) for item in sources if item.proxy})


def require_contact(sources: Iterable[Source], contact: str | None) -> None:
    """Refuse to knock at public doors without a name on the card."""
    for source in sources:
        if not (source.private_network or source.contact or contact):
            raise NoContact(
                f"“{source.name}” is on the open web and this crawl says nobody to write to: set"
                " CASEBOOK_CONTACT to an e-mail address or page, then run it again"
            )


def _of_link(capture: NewCapture, link_id: int) -> NewCapture:
    fields = {name: getattr(capture, name) for name in NewCapture.__dataclass_fields__}
    return NewCapture(**{**fields, "link_id": link_id})


def _unchanged(capture: NewCapture, link_id: int) -> NewCapture:
    """The redirecting link is done too; the page is its target's."""
    return NewCapture(
        link_id, capture.fetched_at, capture.status, capture.sha256, verdict=Kept.UNCHANGED
    )
