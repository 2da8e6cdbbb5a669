"""The pages themselves, as they were received, in WARC files nobody else writes to."""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import re
import shutil
import uuid
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from storage.warc import (
    LIMIT,
    ArchivedRecord,
    Unusable,
    inflate_member,
    members,
    parse,
)

ROTATE_AT = 10**9  # bytes of one WARC file, as the standard recommends
HEADER_ROOM = 2**18  # what a record's own header may add to its payload
#: Where a record begins in a file, and how long it is.
Span = tuple[int, int]
_LINE_BREAKS = re.compile(rb"[\r\n]+")


class ArchiveError(Exception):
    """A record the database knows of is not in the archive, or damaged there."""


class CannotArchive(ArchiveError):
    """The archive takes nothing more: the message says why and what to do."""


@dataclass(frozen=True, slots=True, order=True)
class ArchiveRef:
    """Where one record stands: a file of the archive, and which bytes of it."""

    file: str
    offset: int
    length: int


def payload_sha256(payload: bytes) -> str:
    """What two answers are compared by: their decoded payload."""
    return hashlib.sha256(payload).hexdigest()


class Archive:
    """A folder of WARC files. Each process appends to a file of its own, made when first needed.

    An appended record is on disk when ``append_…`` returns (with ``sync=False``: when
    :meth:`sync` does), so a row committed afterwards never points at half a record.
    """

    def __init__(self, root: Path, *, rotate_at: int = ROTATE_AT) -> None:
        self.root = root
        self._rotate_at = rotate_at
        self._file: BinaryIO | None = None
        self._name = ""
        self._owner = 0

    def append_response(
        self,
        *,
        url: str,
        status: int,
        reason: str,
        headers: Sequence[tuple[bytes, bytes]],
        body: bytes,
        fetched_at: datetime,
        sync: bool = True,
    ) -> ArchiveRef:
        """Keep an answer as it was received: ``body`` still in its content encoding."""
        head = [b"HTTP/1.1 %d %s" % (status, _one_line(reason.encode("latin-1", "replace")))]
        head += [_header_line(name, value) for name, value in headers]
        block = b"\r\n".join(head) + b"\r\n\r\n" + body
        digest = f"sha256:{payload_sha256(body)}"
        record = _warc(
            "response", url, block, "application/http; msgtype=response", fetched_at, digest
        )
        return self._append(record, fetched_at, sync=sync)

    def append_resource(
        self,
        *,
        url: str,
        content_type: str,
        payload: bytes,
        fetched_at: datetime,
        sync: bool = True,
    ) -> ArchiveRef:
        """Keep what came from a file and not from a server."""
        digest = f"sha256:{payload_sha256(payload)}"
        record = _warc("resource", url, payload, content_type, fetched_at, digest)
        return self._append(record, fetched_at, sync=sync)

    def copy_record(self, record: ArchivedRecord, *, sync: bool = True) -> ArchiveRef:
        """Keep a record of somebody else's WARC, header and all, as a gzip member of ours."""
        return self._append(gzip_member(record), record.fetched_at, sync=sync)

    def adopt(self, name: str, source: BinaryIO, *, without: Sequence[Span] = ()) -> None:
        """Take a WARC file in under ``name``; it is there, synced, or not there at all.

        The records that stand at ``without`` are left out.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        if (self.root / name).exists():
            return
        part = self.root / f"{name}.{os.getpid()}.part"
        with self._told_plainly(), part.open("wb") as file:
            at = 0
            for offset, length in sorted(without):
                _copy(source, file, offset - at)
                _copy(source, None, length)
                at = offset + length
            shutil.copyfileobj(source, file, 2**20)
            file.flush()
            os.fsync(file.fileno())
        part.rename(self.root / name)
        _sync_folder(self.root)

    def sync(self) -> None:
        """Everything appended so far is on disk when this returns."""
        if self._file is not None:
            with self._told_plainly():
                self._file.flush()
                os.fsync(self._file.fileno())

    def load(self, ref: ArchiveRef, *, limit: int = LIMIT) -> ArchivedRecord:
        """The record a row points at; raises :class:`ArchiveError`."""
        path = self.root / ref.file
        try:
            member = inflate_member(io.BytesIO(_cut(path, ref)), limit=limit + HEADER_ROOM)
            return parse(member, offset=ref.offset, limit=limit)
        except FileNotFoundError as fault:
            raise ArchiveError(
                f"the archive has no file {path}; restore it from a backup"
            ) from fault
        except Unusable as why:
            raise ArchiveError(f"{path} at byte {ref.offset}: {why}") from why

    def rewritten(self, name: str, without: Collection[int]) -> tuple[str, dict[int, int]]:
        """Copy a file under a new name, all but the records at these offsets, and sync it.

        Its name, and where each record that is left stands now. The old file stays until
        :meth:`remove`: first the rows must point at the new one. Raises
        :class:`CannotArchive` while somebody appends to it.
        """
        source = self.root / name
        fresh = f"casebook-{source.name.split('-')[1][:14]}-{uuid.uuid4().hex[:12]}.warc.gz"
        moved: dict[int, int] = {}
        part = self.root / f"{fresh}.part"
        with ExitStack() as stack:
            old = stack.enter_context(source.open("rb"))
            if not _alone(old):
                raise CannotArchive(
                    f"{source} is being written by a crawl; run the same command when it has ended"
                )
            new = stack.enter_context(part.open("xb"))
            for offset, length in members(old):
                if offset in without:
                    continue
                moved[offset] = new.tell()
                old.seek(offset)
                new.write(old.read(length))
            new.flush()
            os.fsync(new.fileno())
        part.rename(self.root / fresh)
        _sync_folder(self.root)
        return fresh, moved

    def remove(self, name: str) -> None:
        """Take a file away that no row points at any more."""
        (self.root / name).unlink(missing_ok=True)

    def drop_unfinished(self, *, before: datetime) -> int:
        """Take away files that somebody who was killed had begun; how many, last written then."""
        gone = 0
        for path in self.root.glob("*.warc.gz*.part"):
            with suppress(FileNotFoundError):  # whoever writes it has finished it meanwhile
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    gone += 1
        return gone

    def files(self) -> list[Path]:
        return sorted(self.root.glob("*.warc.gz"))

    def close(self) -> None:
        if self._file is not None:
            self.sync()
            self._file.close()
            self._file = None

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """A disk that takes nothing ends the file: half a record in it must be the last one."""
        try:
            yield
        except OSError as fault:
            broken, self._file = self._file, None
            with suppress(OSError):  # what it still holds does not fit either
                if broken is not None:
                    broken.close()
            raise CannotArchive(
                f"pages cannot be kept in {self.root} ({fault.strerror or fault}); free some"
                " space or mend the folder, then run the same command again: nothing kept is lost"
            ) from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _append(self, member: bytes, at: datetime, *, sync: bool) -> ArchiveRef:
        with self._told_plainly():
            file = self._open(at)
            offset = file.tell()
            file.write(member)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        return ArchiveRef(self._name, offset, len(member))

    def _open(self, at: datetime) -> BinaryIO:
        """Our file; another one when it is full, or when we are a forked child of its owner."""
        own = self._owner == os.getpid()
        if self._file is not None and own and self._file.tell() < self._rotate_at:
            return self._file
        self.close()
        return self._begin(at)

    def _begin(self, at: datetime) -> BinaryIO:
        self.root.mkdir(parents=True, exist_ok=True)
        stamp = at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        self._name = f"casebook-{stamp}-{uuid.uuid4().hex[:12]}.warc.gz"
        self._file = (self.root / self._name).open("xb")
        self._owner = os.getpid()
        fcntl.flock(self._file, fcntl.LOCK_SH)  # until it is closed: nobody rewrites it meanwhile
        self._file.write(_warcinfo(self._name, at))
        self.sync()
        _sync_folder(self.root)
        return self._file


def gzip_member(record: ArchivedRecord) -> bytes:
    """A record of somebody else's WARC, header and all, as it stands in ours."""
    return _gzip_member(record.raw + b"\r\n\r\n")


def _copy(source: BinaryIO, into: BinaryIO | None, size: int) -> None:
    """So many bytes; into nothing they are passed by."""
    while size > 0 and (part := source.read(min(size, 2**20))):
        size -= len(part)
        if into is not None:
            into.write(part)


def _alone(file: BinaryIO) -> bool:
    """Whether nobody appends to this file."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _cut(path: Path, ref: ArchiveRef) -> bytes:
    with path.open("rb") as file:
        file.seek(ref.offset)
        return file.read(ref.length)


def _header_line(name: bytes, value: bytes) -> bytes:
    """One header as received; the transfer encoding was undone by the client, so say so."""
    if name.lower() == b"transfer-encoding":
        name = b"X-Archive-Orig-Transfer-Encoding"
    return _one_line(name) + b": " + _one_line(value)


def _one_line(value: bytes) -> bytes:
    return _LINE_BREAKS.sub(b" ", value)


def _warc(kind: str, url: str, block: bytes, content_type: str, at: datetime, digest: str) -> bytes:
    """One gzip member; warcio writes the frame, the block goes in byte for byte."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="WARC/1.1")
    headers = StatusAndHeaders(
        "",
        [
            ("WARC-Type", kind),
            ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>"),
            ("WARC-Target-URI", url),
            ("WARC-Date", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
            ("WARC-Payload-Digest", digest),
        ],
        protocol="WARC/1.1",
    )
    body = io.BytesIO(block)
    writer.write_record(ArcWarcRecord("warc", kind, headers, body, None, content_type, len(block)))
    return _gzip_member(out.getvalue())


def _warcinfo(name: str, at: datetime) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    info: dict[str, Any] = {"software": "casebook", "format": "WARC File Format 1.1"}
    record = writer.create_warcinfo_record(name, info)
    record.rec_headers.replace_header(
        "WARC-Date", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    writer.write_record(record)
    return _gzip_member(out.getvalue())


def _gzip_member(record: bytes) -> bytes:
    """warcio would compress at level 9: more than twice the work for a twentieth of the size."""
    return zlib.compress(record, 4, wbits=31)


def _sync_folder(folder: Path) -> None:
    """A new file's name is safe only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
