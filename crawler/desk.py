"""The crawl's one place for its sources, the database and the archive."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from crawler import outcomes
from crawler.entries import known_to, sources_of
from crawler.manners import Clock, Manners, Received
from crawler.outcomes import Outcome
from crawler.settings import CONCURRENT_REQUESTS
from crawler.sources import Source, require_contact
from crawler.turns import LEASE, MOST_HOSTS, Turns
from crawler.worker import Worker
from pipeline.page.moves import Move, move
from pipeline.records import OutletPlace, Scope
from pipeline.urls import canonical, host
from storage import feeds, frontier, hosts, pages, redactions, sources
from storage.archive import Archive, ArchiveError, ArchiveRef
from storage.engine import Database, open_database
from storage.faults import DatabaseError
from storage.feeds import Validators
from storage.frontier import DeadLink, FoundLink, LeasedLink
from storage.pages import Kept, NewCapture
from storage.sources import Look

BATCH = 200


class Desk(Manners):
    """What spiders and middlewares share in one process. Every method is one short transaction."""

    def __init__(
        self,
        entries: Iterable[Source],
        database: Database,
        archive: Path,
        clock: Clock,
        *,
        known: Iterable[Source] = (),
        patient: bool = False,
        most_hosts: int = MOST_HOSTS,
        lease: float = LEASE,
    ) -> None:
        super().__init__(entries, clock, known)
        self.patient = patient  # leaves doors alone that failed a while ago, where others answer
        self.database = database
        self.archive = Archive(archive)
        self.worker = Worker(archive)
        self.give_up: Callable[[Exception], None] = _go_on
        self._unwritten: list[tuple[NewCapture, FoundLink | None]] = []
        self._keeping: set[tuple[str, str]] = set()  # address and payload of the pages among them
        self._open: set[int] = set()  # links asked for, and not yet written down
        self._reclaim()
        self.turns = Turns(self.worker.name, self._write, clock, most_hosts, lease)

    @classmethod
    def open(cls, settings: Any, clock: Clock | None = None) -> Self:
        """The desk a Scrapy project's settings describe."""
        entries = sources_of(settings)
        require_contact(entries, settings.get("CASEBOOK_CONTACT"))
        scope = settings.get("CASEBOOK_SCOPE")
        database = open_database(settings["CASEBOOK_DB"], scope=Scope(scope) if scope else None)
        return cls(
            entries,
            database,
            Path(settings["CASEBOOK_ARCHIVE"]),
            clock or Clock(),
            known=known_to(settings),
            patient=settings.getbool("CASEBOOK_PATIENT"),
            most_hosts=settings.getint("CASEBOOK_HOSTS"),
            lease=settings.getfloat("CASEBOOK_LEASE"),
        )

    @property
    def scope(self) -> Scope:
        return self.database.scope

    def validators(self, url: str) -> Validators:
        with self._read() as session:
            return feeds.validators(session, url)

    def found(self, source: Source, via: str, links: Iterable[tuple[str, str | None]]) -> int:
        """Put the stories a source shows on the frontier; how many are new."""
        items = [
            self._link(source, via, own, claimed, _twin(url, own))
            for url, claimed in links
            if source.follows(own := canonical(url))
        ]
        with self._write() as session:
            return frontier.found(session, items, now=self.clock())

    def _link(
        self, source: Source, via: str, url: str, claimed: str | None, met: str | None
    ) -> FoundLink:
        """A story belongs to the outlet it is on; to who found it where this pass has no outlet."""
        outlet = self.outlet_of(url) if source.everywhere else source
        home = outlet.home if outlet else OutletPlace()
        owner = outlet if outlet and outlet.name in self.sources else source
        return FoundLink(url, via, owner.name, home, claimed, met=met)

    def open_doors(self, source: Source, urls: Iterable[str]) -> tuple[str, ...]:
        """Those of a source's doors to knock at.

        One that failed is left alone for a while, never for good. Where all of them fail it is
        the source's schedule that knows how long to wait.
        """
        wanted = tuple(urls)
        if not self.patient:
            return wanted
        now = self.clock()
        with self._read() as session:
            states = [sources.door(session, url) for url in dict.fromkeys((*wanted, *source.doors))]
        tried = [state for state in states if state is not None]
        resting = {state.url for state in tried if state.next_at and state.next_at > now}
        if len(resting) == len(tried):
            return wanted
        return tuple(url for url in wanted if url not in resting)

    def door_answered(
        self,
        source: Source,
        url: str,
        status: int,
        validators: Validators,
        new: int,
        listed: int = 0,
    ) -> None:
        now = self.clock()
        outcome = sources.UNCHANGED if status == 304 else sources.ANSWERED
        with self._write() as session:
            feeds.feed_fetched(
                session, url, source=source.name, status=status, validators=validators, now=now
            )
            sources.note_look(session, Look(source.name, url, now, outcome, listed, new))
            feeds.source_seen(
                session, source.name, now=now, ok=True, new_links=new, **self._plan(source, now)
            )

    def door_known(self, url: str, validators: Validators) -> None:
        """From now on a door that answered before is asked for changes alone."""
        with self._write() as session:
            feeds.feed_known(session, url, validators)

    def door_failed(self, source: Source, url: str, outcome: Outcome, message: str) -> None:
        now = self.clock()
        with self._write() as session:
            before = sources.door(session, url)
            failures = (before.failures if before else 0) + 1
            sources.door_failed(
                session,
                url,
                source=source.name,
                says=message,
                failures=failures,
                next_at=now + outcomes.door_pause(outcome, failures),
                now=now,
            )
            sources.note_look(session, Look(source.name, url, now, outcome.kind))
            feeds.source_seen(
                session, source.name, now=now, ok=False, message=message, **self._plan(source, now)
            )

    def _plan(self, source: Source, now: datetime) -> dict[str, Any]:
        interval = timedelta(minutes=source.interval)
        return {"interval": interval, "next_at": now + interval}

    def searched_until(self, door: str, look_back: int) -> datetime:
        """Up to when a search is answered; of one that never was, some days before it began."""
        with self._read() as session:
            last, first = sources.answered_until(session, door)
        return last or (first or self.clock()) - timedelta(days=look_back)

    def dead_links(self) -> Sequence[DeadLink]:
        """The next dead addresses a web archive is to be asked for, each once a crawl."""
        self.flush()
        with self._write() as session:
            return frontier.dead_links(
                session,
                worker=self.worker.name,
                limit=BATCH,
                now=self.clock(),
                sources=list(self.sources),
            )

    def archive_asked(self, dead: DeadLink) -> None:
        """The archive has nothing, or does not give it: it is not asked again."""
        with self._write() as session:
            frontier.archive_asked(session, dead.link.id, now=self.clock())

    def ask_archive_again(self, dead: DeadLink) -> None:
        """The archive could not say; a crawl on another day asks again."""
        with self._write() as session:
            frontier.ask_archive_again(session, dead.link.id, now=self.clock())

    def lease(self) -> Sequence[LeasedLink]:
        """The next links that are due, ours for as long as their hosts are."""
        self.flush()
        self.turns.renew()
        with self._write() as session:
            at, until = self.turns.now(), self.turns.until()
            links = frontier.lease(
                session,
                worker=self.worker.name,
                limit=BATCH,
                now=self.clock(),
                at=at,
                until=until,
                sources=list(self.sources),
                most_hosts=self.turns.most,
            )
            names = {host(link.url) for link in links}
            turns = hosts.take(session, names, worker=self.worker.name, now=at, until=until)
        self.turns.leased(turns)
        return links

    def others_are_at_work(self) -> bool:
        """Whether links wait that another crawler's hosts keep from us."""
        with self._read() as session:
            return frontier.left_to_others(
                session, worker=self.worker.name, now=self.clock(), sources=list(self.sources)
            )

    def give_back(self, link: LeasedLink, *, led_on: bool = False) -> None:
        """Leave a link to whoever has its host now.

        Where it ``led_on`` to another host the link's own is ours: it would be due again at once,
        and its redirect asked for over and over until whoever is at the other host has left.
        """
        later = self.clock() + timedelta(seconds=self.turns.lease) if led_on else None
        with self._write() as session:
            frontier.give_back(session, link.id, worker=self.worker.name, later=later)
        self._open.discard(link.id)

    def erased(self, url: str) -> bool:
        """Whether an address was erased: it is not fetched either where a redirect leads to it."""
        with self._read() as session:
            return redactions.listed(session).address(canonical(url)) is redactions.Level.ERASE

    def led_astray(self, link: LeasedLink, url: str) -> Move | None:
        """What a redirect to an address led to in place of the story; ``None``: to the story.

        Of a link nothing was kept of, its redirect alone tells what it is: a short address, say.
        Another story is put on the frontier, to be looked at under its own address.
        """
        own = self.sources.get(link.source or "")
        pattern = re.compile(own.story_pattern) if own and own.story_pattern else None
        moved = move(link.url, url, pattern)
        if moved is not Move.OTHER:
            return moved
        with self._read() as session:
            notes = pages.captures_of(session, link.url)
        if not any(note.verdict == Kept.KEPT for note in notes):
            return None
        if own is not None:
            self.found(own, link.url, [(url, None)])
        return moved

    def may_ask(self, url: str) -> bool:
        """Whether the host of an address is ours to ask; another crawler may be at it."""
        return self.turns.may_ask(host(url))

    def pause(self, url: str, retry_after: str) -> timedelta | None:
        """Leave a host alone, and tell the other crawlers."""
        wait = super().pause(url, retry_after)
        if wait is not None:
            self.turns.pause(host(url), wait)
        return wait

    async def in_turn(self, url: str) -> None:
        """Wait until the host's delay is over, whoever asked it last."""
        if (delay := self.delay_of(url)) <= 0:
            return
        wait = max(self.turns.reserve(host(url), delay), self.turns.still(host(url), delay))
        while wait > 0:
            await asyncio.sleep(wait)
            wait = self.turns.still(host(url), delay)

    def goes_out(self, url: str) -> None:
        """Nobody else follows to the host until this request has left."""
        self.turns.leaving(host(url))

    def has_left(self, url: str) -> None:
        """From here the host's delay counts: a connection may have been long in coming."""
        self.turns.left(host(url))

    @contextmanager
    def _write(self) -> Iterator[Any]:
        with self._or_give_up(), self.database.write() as session:
            yield session

    @contextmanager
    def _read(self) -> Iterator[Any]:
        with self._or_give_up(), self.database.read() as session:
            yield session

    @contextmanager
    def _or_give_up(self) -> Iterator[None]:
        """What cannot be kept ends a crawl; Scrapy would log it and fetch the next page."""
        try:
            yield
        except (ArchiveError, DatabaseError) as fault:
            self.give_up(fault)
            raise

    def archived(self, answers: Iterable[Received]) -> list[ArchiveRef]:
        """Append answers to the archive; they are on disk before a row points at them."""
        with self._or_give_up():
            return [
                self.archive.append_response(
                    url=answer.url,
                    status=answer.status,
                    reason=answer.reason,
                    headers=answer.headers,
                    body=answer.body,
                    fetched_at=answer.at,
                    sync=False,
                )
                for answer in answers
            ]

    def known(self, url: str, sha256: str) -> bool:
        """Whether this very payload of this address is kept already, or about to be."""
        if (url, sha256) in self._keeping:
            return True
        with self._read() as session:
            return pages.known_payload(session, url=url, sha256=sha256) is not None

    def asked(self, link: LeasedLink) -> None:
        """A story is about to be asked for; a kill repeats no more than are open at once."""
        if len(self._open) >= CONCURRENT_REQUESTS and link.id not in self._open:
            self.flush()
        self._open.add(link.id)

    def note(self, capture: NewCapture, link: LeasedLink | None = None, url: str = "") -> None:
        """What came of a link, written down with others: before more than a few are open.

        Of a page that is kept also its link and the address it is kept under: the link's own,
        or the one it was redirected to.
        """
        moved = None
        if link is not None:
            self._keeping.add((url, capture.sha256))
            if url != link.url:
                moved = FoundLink(url, link.url, link.source, link.home)
        self._unwritten.append((capture, moved))

    def flush(self) -> None:
        """Write down what waits: first the records are safe on disk, then the rows."""
        waiting, self._unwritten = self._unwritten, []
        if not waiting:
            return
        now = self.clock()
        with self._write() as session:
            if self._keeping:
                self.archive.sync()
            targets = {moved.url: moved for _, moved in waiting if moved}
            ids: dict[str, int] = {}
            if targets:
                frontier.found(session, list(targets.values()), now=now)
                ids = frontier.link_ids(session, targets)
            pages.keep_many(session, list(_settled(waiting, ids)), now=now)
        self._keeping.clear()
        self._open.difference_update(capture.link_id for capture, _ in waiting)

    def fail(self, link: LeasedLink, outcome: Outcome) -> None:
        now = self.clock()
        with self._write() as session:
            frontier.fail(
                session,
                link.id,
                kind=outcome.kind,
                detail=outcome.detail,
                retry_at=outcomes.retry_at(outcome, link.attempts, now),
                now=now,
            )
        self._open.discard(link.id)

    def close(self) -> None:
        """Leave nothing half done: write what waits, give back what was not fetched."""
        self.flush()
        with self._write() as session:
            self.turns.close(session)
            frontier.hand_back(session, worker=self.worker.name)
        self.archive.close()
        self.worker.release()
        self.database.dispose()

    def _reclaim(self) -> None:
        """What crawlers that died here had leased is due again at once."""
        with self.worker.predecessors() as names, self._write() as session:
            for name in names:
                frontier.hand_back(session, worker=name)


def _twin(met: str, own: str) -> str | None:
    """The address as it stood in a feed, where more than a query was taken off it.

    >>> _twin("https://m.daily.example/a?utm_source=x", "https://www.daily.example/a")
    'https://m.daily.example/a?utm_source=x'
    """
    try:
        there, here = urlsplit(met.strip()), urlsplit(own)
    except ValueError:
        return None
    same = (there.netloc.lower(), there.path) == (here.netloc, here.path)
    return None if same or there.scheme not in ("http", "https") else met.strip()


def _go_on(_fault: Exception) -> None:
    """Under ``scrapy crawl`` nobody can end the process from here; Scrapy logs the fault."""


def _settled(
    waiting: Iterable[tuple[NewCapture, FoundLink | None]], ids: Mapping[str, int]
) -> Iterator[NewCapture]:
    """Captures under the links they belong to; a redirecting link is done too."""
    for capture, moved in waiting:
        if moved is None or ids.get(moved.url, capture.link_id) == capture.link_id:
            yield capture
        else:
            yield replace(capture, verdict=Kept.UNCHANGED, ref=None, hops=())
            yield replace(capture, link_id=ids[moved.url])
