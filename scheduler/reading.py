"""The reader's job: what is kept and unread is read, page by page, and stored."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from pipeline.reader import READER_VERSION
from pipeline.records import Page, Reading, Rejected
from scheduler.apart import Apart, EndsItsProcess
from scheduler.bounded import read
from scheduler.workplace import Progress, Workplace, silent
from storage import articles, attempts, masking, pages, redactions, tombstones
from storage.archive import Archive, ArchiveError
from storage.pages import WaitingCapture
from storage.redactions import Level, Listed

log = logging.getLogger(__name__)

_BATCH = 20
#: Seconds after which what was read is written down, though the batch is not at its end: a child
#: that says nothing for minutes is taken for one that hangs.
_LONG = 60.0


@dataclass(frozen=True, slots=True)
class _Begun:
    """A page to be read now, and whether a process ended while it was."""

    item: WaitingCapture
    suspect: bool


@dataclass(frozen=True, slots=True)
class _SetAside:
    """A page there is nothing to read in, and why."""

    reason: str
    detail: str


def read_waiting(
    place: Workplace,
    *,
    now: datetime,
    progress: Progress = silent,
    counts: Counter[str] | None = None,
    most: int | None = None,
    again: bool = False,
) -> Counter[str]:
    """Read everything nobody has read, or about ``most`` pages; counts by outcome.

    ``again``: also what another version of the reader has read. The record follows at once, page
    by page: ``replaying`` does the same beside it.

    A page that makes the reader fail is logged with its traceback, marked, and stops nothing:
    the next version of the reader tries it again. Who must know how far it came when it is
    stopped hands in the ``counts``.
    """
    counts = Counter() if counts is None else counts
    if again:
        suspect(place, failed(place))
    with place.database.read() as session:
        total = pages.waiting_count(session, reader_version=READER_VERSION, again=again)
    ask = partial(pages.waiting, reader_version=READER_VERSION, limit=_BATCH, again=again)
    after, found = 0, False
    while True:
        batch = _read_batch(place, partial(ask, after=after), counts, now=now)
        if batch:
            after, found = batch[-1].capture_id, True
            progress(counts.total(), total)
            if most is not None and counts.total() >= most:
                return counts
        elif found:  # from the beginning: what another reader had and did not finish
            after, found = 0, False
        else:
            return counts


def _read_batch(
    place: Workplace,
    ask: Callable[..., list[WaitingCapture]],
    counts: Counter[str],
    *,
    now: datetime,
) -> Sequence[WaitingCapture]:
    """Read the next pages that no other reader is at, and write down what of."""
    outcomes: Counter[str] = Counter()
    begun: list[_Begun] = []
    try:
        with ExitStack() as stack:
            if place.database.shared:  # they are ours while this transaction lasts
                session = stack.enter_context(place.database.write())
                begun = _begin(place, ask(session, alone=True))
                results = _read_each(place.archive, begun)
            else:  # nobody else writes while we do: read first
                with place.database.read() as looking:
                    batch = ask(looking)
                begun = _begin(place, batch)
                results = _read_each(place.archive, begun)
                session = stack.enter_context(place.database.write())
            known = redactions.listed(session)
            for item, found in results:
                result = _without_erased(place, session, item, found, known)
                _save(session, item, result, now=now)
                outcomes[_outcome(place, result)] += 1
            attempts.end(session, _settled(begun, results))
    except BaseException:  # we are there to tell: it was no page that ended us
        _take_back(place, begun)
        raise
    counts.update(outcomes)
    return [item for item, _ in results]


def _begin(place: Workplace, batch: Sequence[WaitingCapture]) -> list[_Begun]:
    """Note that these are read next: a page that ends the process with it is among them."""
    if not batch:
        return []
    numbers = [item.capture_id for item in batch]
    with place.database.write() as session:
        before = attempts.begun(session, numbers)
        attempts.begin(session, numbers)
    return [_Begun(item, item.capture_id in before) for item in batch]


def _take_back(place: Workplace, begun: Sequence[_Begun]) -> None:
    """These were not read, and did not end us."""
    if numbers := _settled(begun, ()):
        with place.database.write() as session:
            attempts.end(session, numbers)


def _settled(
    begun: Sequence[_Begun], results: Sequence[tuple[WaitingCapture, Reading | _SetAside]]
) -> list[int]:
    """Captures that end no process: those read or set aside, and all that were never suspected.

    Of a suspected one that was not come to nothing is known; it stays suspected.
    """
    done = {item.capture_id for item, _ in results}
    numbers = ((one.item.capture_id, one.suspect) for one in begun)
    return [number for number, suspect in numbers if number in done or not suspect]


def _save(
    session: Session, item: WaitingCapture, result: Reading | _SetAside, *, now: datetime
) -> None:
    if isinstance(result, Reading):
        articles.save_reading(session, item.capture_id, result, now=now)
        return
    articles.set_aside(
        session,
        item.capture_id,
        version=READER_VERSION,
        reason=result.reason,
        detail=result.detail,
    )


def _without_erased(
    place: Workplace,
    session: Session,
    item: WaitingCapture,
    result: Reading | _SetAside,
    known: Listed,
) -> Reading | _SetAside:
    """What was read, or, where it names somebody who is erased, what is read without the name.

    The page is marked for :func:`scheduler.redacting.enforce`, which writes its copy anew; so is
    one that is found elsewhere and says that it is a story at an erased address.
    """
    if not known or not isinstance(result, Reading):
        return result
    if known.address(result.article.canonical_url) is Level.ERASE:  # the page says it is that story
        masking.mark(session, item.capture_id, url=item.url, address=item.url)
    names = masking.erased_in(result, known, place.database.scope)
    if not names:
        return result
    page = page_of(place.archive, item)
    page = masking.without(page, result, names, known, number=item.capture_id)
    masking.mark(session, item.capture_id, url=item.url, address=page.url)
    try:
        return read(page)
    except Rejected as refusal:
        return _SetAside(str(refusal.reason), refusal.detail)
    except Exception as fault:
        log.exception("the reader failed on capture %d without an erased name", item.capture_id)
        return _SetAside(FAULT, type(fault).__name__)


def _read_each(
    archive: Archive, begun: Sequence[_Begun]
) -> list[tuple[WaitingCapture, Reading | _SetAside]]:
    """Each page with what was read in it; what is left when time is over waits.

    Who was killed from outside had pages at hand, too. So those that were begun and not brought to
    their end are read by a process of its own: one is set aside when that ends by it, twice.
    """
    results: list[tuple[WaitingCapture, Reading | _SetAside]] = []
    ends = time.monotonic() + _LONG
    with Apart() as apart:
        for one in begun:
            by = partial(apart.call, read) if one.suspect else read
            results.append((one.item, _read_one(archive, one.item, by)))
            if time.monotonic() > ends:
                break
    return results


def _read_one(
    archive: Archive, item: WaitingCapture, by: Callable[[Page], Reading]
) -> Reading | _SetAside:
    try:
        page = page_of(archive, item)
        if page.content_type == tombstones.CONTENT_TYPE:
            return tombstones.read(item.url, page.body, version=READER_VERSION)
        return by(page)
    except Rejected as refusal:
        return _SetAside(str(refusal.reason), refusal.detail)
    except ArchiveError as fault:
        if not archive.files():  # another folder, or one that is not mounted: nothing is lost
            raise
        log.warning("%s: %s", item.url, fault)
        return _SetAside(MISSING, str(fault))
    except EndsItsProcess as why:
        log.warning("%s: %s; it is set aside", item.url, why)
        return _SetAside(FAULT, str(why))
    except Exception as fault:
        log.exception("the reader failed on %s", item.url)
        return _SetAside(FAULT, f"{type(fault).__name__}: {fault}"[:500])


def wait_again_where_failed(place: Workplace) -> None:
    """Pages the reader failed on, or that ended its process, wait again."""
    numbers = failed(place)
    with place.database.write() as session:
        for number in numbers:
            articles.forget(session, number)
        attempts.begin(session, numbers)


def failed(place: Workplace) -> list[int]:
    """The captures the reader failed on, or that ended its process."""
    with place.database.read() as session:
        return [number for number, _file in pages.set_aside_as(session, FAULT)]


def suspect(place: Workplace, captures: Sequence[int]) -> None:
    """These may end their reader: let a process of its own read them when their turn comes."""
    if captures:
        with place.database.write() as session:
            attempts.begin(session, captures)


def wait_again_where_back(place: Workplace) -> None:
    """Pages that were set aside for want of their file wait again once it is in the archive."""
    there = {path.name for path in place.archive.files()}
    with place.database.read() as session:
        lacking = pages.set_aside_as(session, MISSING)
    back = [number for number, file in lacking if file in there]
    if back:
        with place.database.write() as session:
            for number in back:
                articles.forget(session, number)


#: The reason stored for a page whose file is not in the archive.
MISSING = "missing in the archive"
#: The reason stored for a page the reader itself failed on.
FAULT = pages.READER_FAILED


def page_of(archive: Archive, item: WaitingCapture) -> Page:
    """A kept page, for the reader. Raises ``ArchiveError``."""
    record = archive.load(item.ref)
    return Page(
        url=item.url,
        body=record.payload,
        fetched_at=item.fetched_at,
        content_type=item.content_type,
        final_url=item.final_url,
        headers={name.lower(): value for name, value in record.headers},
        outlet=item.home,
    )


def _outcome(place: Workplace, result: Reading | _SetAside) -> str:
    if isinstance(result, Reading):
        return "relevant" if result.relevant(place.database.scope) else "not relevant"
    return result.reason
