"""One WARC file worked through: screened, read, its findings written. A task that any engine runs.

It knows neither database nor engine: an order goes in, a shard's folder comes out, and the same
order finds the folder finished and does nothing.
"""

from __future__ import annotations

import hashlib
import logging
import re
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any, TypeAlias
from urllib.error import URLError
from urllib.parse import urlsplit

import pyarrow as pa
from pyarrow import fs

from crawler.settings import user_agent
from pipeline import screen
from pipeline.reader import READER_VERSION
from pipeline.records import Page, Reading, Rejected, Scope
from scheduler.apart import Apart, EndsItsProcess
from scheduler.bounded import read
from storage.archive import payload_sha256
from storage.shards import Findings, Folder, Manifest, shard_name
from storage.warc import ArchivedRecord, BadRecord, iter_warc

log = logging.getLogger(__name__)

_TIMEOUT = 60.0  # seconds without a byte
_ATTEMPTS = 5  # at one file
_PAUSE = 0.5  # seconds, doubled from one to the next
_LONGEST_PAUSE = 60.0
_TOO_OFTEN = 429
FAULT = "the reader failed"

#: Calls a function with arguments: here, or in a process of its own.
Call: TypeAlias = Callable[..., Any]


class CannotOpen(Exception):
    """A WARC file that cannot be had; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with one WARC file (a path, ``s3://…`` or ``http(s)://…``)."""

    source: str
    out: str  # the folder of all shards
    scope: str
    hosts: tuple[str, ...] = ()  # these and everything below them; all when empty

    @property
    def folder(self) -> Folder:
        return Folder.at(self.out).inner(shard_name(self.source))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one order: a finished shard, or why there is none."""

    source: str
    folder: str
    counts: dict[str, int]
    fault: str | None = None
    done_before: bool = False


def work(order: Order) -> Outcome:
    """Work through one WARC file. A damaged record costs itself; a file not to be had, the file.

    So does a page that ends its process: when the file is begun again, pages are read by another.
    """
    folder = order.folder
    made = folder.manifest()
    if made is not None and made.made_like(_manifest(order, Counter(), b"")):
        return Outcome(order.source, folder.path, dict(made.counts), done_before=True)
    try:
        with local_copy(order.source) as path, folder.begun() as before, Apart() as apart:
            counts = _work_through(path, order, folder, apart.call if before else _here)
    except CannotOpen as fault:
        return Outcome(order.source, folder.path, {}, fault=str(fault))
    return Outcome(order.source, folder.path, dict(counts))


def _here(function: Callable[..., Any], *args: Any) -> Any:
    return function(*args)


def _work_through(path: Path, order: Order, folder: Folder, call: Call) -> Counter[str]:
    counts: Counter[str] = Counter()
    with tempfile.TemporaryFile() as pages:
        findings = Findings(Scope(order.scope), pages)
        for record in iter_warc(path):
            counts[_take(record, order, findings, call)] += 1
        pages.seek(0)
        manifest = _manifest(order, counts, pages)
        folder.save(findings, pages, manifest)
    return counts


def _take(
    record: ArchivedRecord | BadRecord, order: Order, findings: Findings, call: Call = _here
) -> str:
    """What became of one record, for the counts."""
    if isinstance(record, BadRecord):
        log.warning("%s at byte %d: %s", order.source, record.offset, record.reason)
        return "bad record"
    if record.status != 200 or not record.url.startswith(("http://", "https://")):
        return "not a page"
    if order.hosts and not _of(record.url, order.hosts):
        return "another host"
    return _judged(record, findings, call)


def _judged(record: ArchivedRecord, findings: Findings, call: Call) -> str:
    sha256 = payload_sha256(record.payload)
    try:
        screened = call(screen.screen, record.payload, record.content_type, findings.scope)
        if not screened.passed:
            findings.note(record, sha256, reason=screened.reason)
            return "screened out"
        reading: Reading = call(read, page_of(record))
    except Rejected as refusal:
        findings.keep(record, sha256, None, reason=str(refusal.reason), detail=refusal.detail)
        return str(refusal.reason)
    except EndsItsProcess as why:
        log.warning("%s: %s; it is set aside", record.url, why)
        findings.keep(record, sha256, None, reason=FAULT, detail=str(why))
        return FAULT
    except Exception as fault:  # one page must not cost the file: logged, marked, read again later
        log.exception("the reader failed on %s", record.url)
        detail = f"{type(fault).__name__}: {fault}"[:500]
        findings.keep(record, sha256, None, reason=FAULT, detail=detail)
        return FAULT
    findings.keep(record, sha256, reading)
    return "relevant" if reading.relevant(findings.scope) else "not relevant"


def page_of(record: ArchivedRecord) -> Page:
    return Page(
        url=record.url,
        body=record.payload,
        fetched_at=record.fetched_at,
        content_type=record.content_type,
        headers={name.lower(): value for name, value in record.headers},
    )


def _of(url: str, hosts: tuple[str, ...]) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _manifest(order: Order, counts: Counter[str], pages: Any) -> Manifest:
    digest, size = hashlib.sha256(), 0
    while pages and (part := pages.read(2**20)):
        digest.update(part)
        size += len(part)
    return Manifest(
        source=order.source,
        scope=order.scope,
        reader=READER_VERSION,
        screen=screen.VERSION,
        hosts=order.hosts,
        counts=dict(sorted(counts.items())),
        pages_sha256=digest.hexdigest(),
        pages_bytes=size,
    )


# ---------------------------------------------------------------------------------- opening


@contextmanager
def local_copy(source: str) -> Iterator[Path]:
    """The file itself, or a copy that goes afterwards: records are found again after damage."""
    if "://" not in source:
        if not Path(source).is_file():
            raise CannotOpen(f"{source} does not exist; name a WARC file that does")
        yield Path(source)
        return
    with tempfile.NamedTemporaryFile(suffix=".warc.gz") as file:
        _fetch(source, file)
        file.flush()
        yield Path(file.name)


def _fetch(source: str, into: IO[bytes]) -> None:
    try:
        if re.match(r"https?://", source):
            _fetch_http(source, into)
            return
        system, path = fs.FileSystem.from_uri(source)
        with system.open_input_stream(path, compression=None) as stream:
            while part := stream.read(2**20):
                into.write(part)
    except (OSError, HTTPException, ValueError, pa.ArrowException) as fault:
        raise CannotOpen(f"{source} cannot be had: {fault}") from fault


def _fetch_http(source: str, into: IO[bytes]) -> None:
    """Get a file over HTTP; a connection that breaks is taken up where it broke.

    A server that has too much to do answers 429 or 503 (Common Crawl's does, to many at once): it
    is asked again after a pause that grows, or the one it names.
    """
    whole: int | None = None
    for attempt in range(1, _ATTEMPTS + 1):
        at = into.tell()
        rest = {"Range": f"bytes={at}-"} if at else {}
        headers = {"User-Agent": user_agent(None), **rest}
        request = urllib.request.Request(source, headers=headers)  # noqa: S310 - http(s) only
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
                if at and answer.status != 206:
                    into.seek(0)
                    into.truncate()
                    at = 0
                length = answer.headers.get("Content-Length")
                whole = at + int(length) if length else None
                while part := answer.read(2**20):
                    into.write(part)
        except (TimeoutError, ConnectionError, URLError, HTTPException) as fault:
            status = getattr(fault, "code", 500)
            if attempt == _ATTEMPTS or (status < 500 and status != _TOO_OFTEN):
                raise
            time.sleep(_pause(fault, attempt))
            continue
        if whole is None or into.tell() == whole:
            return
    raise OSError(f"it broke off {_ATTEMPTS} times, the last at {into.tell():,} of {whole:,} bytes")


def _pause(fault: Exception, attempt: int) -> float:
    """Seconds until a file is asked for again."""
    from crawler.outcomes import retry_after  # and Scrapy with it, for who has to wait

    named = getattr(fault, "headers", None)
    asked = retry_after(named.get("Retry-After") if named else None, datetime.now(UTC))
    return min(
        max(asked.total_seconds() if asked else 0.0, _PAUSE * int(2**attempt)), _LONGEST_PAUSE
    )
