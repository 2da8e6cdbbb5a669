"""The inbox: addresses somebody pasted or keeps in a table, fetched like any other story."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.run import CrawlCounts
from crawler.sources import Source
from pipeline.records import OutletPlace
from pipeline.urls import canonical, host
from scheduler.crawling import crawl
from scheduler.files import NoSuchInput
from scheduler.workplace import Progress, Workplace, silent
from storage import frontier
from storage.frontier import MAX_URL, FoundLink

#: The source of an address on no outlet we know; it has no door, and any site is its own.
INBOX = Source("inbox", "Inbox", ("inbox.invalid",), everywhere=True)
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”|]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of the addresses."""

    given: int
    known: int  # had already, in whatever state
    crawled: CrawlCounts


def addresses(text: str) -> list[str]:
    """Every address in a text, in order and once, however it was pasted.

    >>> addresses("see https://a.example/x, and (https://b.example/y).")
    ['https://a.example/x', 'https://b.example/y']
    """
    found = (match.group().rstrip(".,;:!?)]}") for match in _ADDRESS.finditer(text))
    return list(dict.fromkeys(url for url in found if host(url)))


def read_addresses(path: Path) -> list[str]:
    """The addresses in a table (.csv) or a text; :class:`NoSuchInput` where there is none."""
    try:
        told = path.read_bytes()
    except OSError as fault:
        raise NoSuchInput(f"{path} cannot be read ({fault.strerror})") from fault
    text = told.decode(_code_of(told), "replace")
    cells = _cells(text) if path.suffix.lower() == ".csv" else [text]
    found = list(dict.fromkeys(url for cell in cells for url in addresses(cell)))
    if not found:
        raise NoSuchInput(f"{path} holds no address that begins with http:// or https://")
    return found


def _code_of(told: bytes) -> str:
    """Spreadsheets save “Unicode text” as UTF-16, and say so by its first bytes."""
    return "utf-16" if told.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"


def _cells(text: str) -> Iterator[str]:
    csv.field_size_limit(2**24)
    for row in csv.reader(text.splitlines()):
        yield from row


def fetch(
    place: Workplace,
    urls: Sequence[str],
    sources: Sequence[Source],
    *,
    contact: str | None,
    now: datetime,
    again: bool = False,
    progress: Progress = silent,
) -> Fetched:
    """Put addresses on the frontier and fetch what is due of them and of their outlets.

    What failed before is tried again; what we have is left to the follow-up, unless it is to be
    looked at ``again``: somebody saw that the story was corrected. Raises :class:`NoSuchInput`
    before anything is fetched where an address is too long.
    """
    links = [as_link(canonical(url), sources) for url in urls]
    _refuse_too_long(links)
    with place.database.write() as session:
        new = frontier.found(session, links, now=now)
        ids = frontier.link_ids(session, [link.url for link in links])
        wanted = ids.values() if again else frontier.failed_among(session, ids.values())
        frontier.reopen(session, wanted, now=now)
    owners = {link.source for link in links}
    asked = [source.quiet() for source in sources if source.name in owners]
    crawled = crawl(place, [*asked, INBOX], contact=contact, now=now, progress=progress)
    return Fetched(len(links), len(ids) - new, crawled)


def _refuse_too_long(links: Iterable[FoundLink]) -> None:
    """Half an address leads elsewhere, or nowhere."""
    for one in links:
        if len(one.url) > MAX_URL:
            raise NoSuchInput(
                f"{one.url[:80]}… has {len(one.url):,} characters, addresses have {MAX_URL:,}"
                " at most; shorten it or leave it out"
            )


def with_inbox(place: Workplace, sources: Sequence[Source], now: datetime) -> Sequence[Source]:
    """These sources, and the inbox when an address of it is due: a pass over all takes it along."""
    with place.database.read() as session:
        due = frontier.due_of(session, INBOX.name, now=now)
    return [*sources, INBOX] if due else sources


def as_link(url: str, sources: Iterable[Source], via: str = "inbox") -> FoundLink:
    """An address as its outlet's, where we know the outlet; else as the inbox's own."""
    owner = next((one for one in sources if not one.everywhere and one.covers(url)), None)
    home = owner.home if owner else OutletPlace()
    return FoundLink(url, via, (owner or INBOX).name, home)
