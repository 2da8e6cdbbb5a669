"""Reads WARC records, whole or damaged, without ever inflating more than it was allowed to.

Neither fastwarc nor warcio says where a damaged record stands and goes on after it, so the
framing is done here; it is small.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

import brotli  # type: ignore[import-untyped]

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIMIT = 64 * 2**20  # bytes of one record, inflated; and of one payload, decoded
_CHUNK = 2**16
_HEAD_LIMIT = 2**18
_MOST_DIGITS = 20  # of a length: more than any disk holds
_GZIP = b"\x1f\x8b\x08"
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_VERSION = b"WARC/"

Headers: TypeAlias = tuple[tuple[str, str], ...]
Kind: TypeAlias = Literal["response", "resource"]


#: What the decoders raise of content that is damaged, or in another encoding than it says.
UNDECODABLE = (zlib.error, brotli.error, zstd.ZstdError, EOFError)


class Unusable(Exception):
    """A record that cannot be used: an outcome to count, not a fault."""


@dataclass(frozen=True, slots=True)
class ArchivedRecord:
    """One answer or one resource, its payload without any content encoding."""

    kind: Kind
    url: str
    status: int  # of a resource: 200
    headers: Headers
    payload: bytes
    content_type: str
    fetched_at: datetime
    raw: bytes  # the whole record, uncompressed: what a copy keeps
    offset: int = 0

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """What stands at ``offset`` cannot be used, and why."""

    offset: int
    reason: str
    snippet: str = ""


def iter_warc(path: Path, *, limit: int = LIMIT) -> Iterator[ArchivedRecord | BadRecord]:
    """The responses and resources of a ``.warc`` or ``.warc.gz``; damage is named and passed by."""
    with path.open("rb") as file:
        packed = file.read(3) == _GZIP
        file.seek(0)
        yield from _gzipped(file, limit) if packed else _records(file, limit)


def parse(raw: bytes, *, offset: int = 0, limit: int = LIMIT) -> ArchivedRecord:
    """One uncompressed record; raises :class:`Unusable`."""
    found = next(_records(io.BytesIO(raw), limit, at=offset), None)
    if isinstance(found, ArchivedRecord):
        return found
    raise Unusable(found.reason if found else "no response or resource record")


def inflate_member(file: BinaryIO, *, limit: int = LIMIT) -> bytes:
    """Inflate the gzip member at the file's position and leave the file behind it."""
    inflater = zlib.decompressobj(wbits=31)
    parts, room = [], limit
    while not inflater.eof:
        chunk = inflater.unconsumed_tail or file.read(_CHUNK)
        if not chunk:
            raise Unusable("cut off: the file ends inside a record")
        try:
            part = inflater.decompress(chunk, _CHUNK * 4)
        except zlib.error as fault:
            raise Unusable(f"damaged gzip: {fault}") from fault
        room -= len(part)
        if room >= 0:
            parts.append(part)
    file.seek(-len(inflater.unused_data), io.SEEK_CUR)
    if room < 0:
        raise Unusable(f"larger than {limit} bytes")
    return b"".join(parts)


def members(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Where each whole gzip member begins, and its length; a torn tail is left out."""
    size = file.seek(0, io.SEEK_END)
    offset = 0
    while offset < size:
        file.seek(offset)
        try:
            inflate_member(file, limit=sys.maxsize)
        except Unusable:
            return
        yield offset, file.tell() - offset
        offset = file.tell()


def _gzipped(file: BinaryIO, limit: int) -> Iterator[ArchivedRecord | BadRecord]:
    size = file.seek(0, io.SEEK_END)
    offset = 0
    while offset < size:
        file.seek(offset)
        try:
            data = inflate_member(file, limit=limit)
        except Unusable as why:
            yield BadRecord(offset, str(why))
            offset = file.tell() if "larger" in str(why) else _next_member(file, offset + 1)
            continue
        end = file.tell()
        yield from _records(io.BytesIO(data), limit, at=offset)
        offset = end


def _next_member(file: BinaryIO, offset: int) -> int:
    """Where the next gzip member with a WARC record begins, or the end of the file."""
    for candidate in _find_all(file, offset, _GZIP):
        file.seek(candidate)
        try:
            head = zlib.decompressobj(wbits=31).decompress(file.read(_CHUNK), len(_VERSION))
        except zlib.error:
            continue
        if head == _VERSION:
            return candidate
    return file.seek(0, io.SEEK_END)


def _find_all(file: BinaryIO, offset: int, needle: bytes) -> Iterator[int]:
    """Every place from ``offset`` on where ``needle`` stands, with little memory."""
    while True:
        file.seek(offset)
        chunk = file.read(_CHUNK)
        if len(chunk) < len(needle):
            return
        at = chunk.find(needle)
        while at >= 0:
            yield offset + at
            at = chunk.find(needle, at + 1)
        offset += len(chunk) - len(needle) + 1


def _records(
    stream: BinaryIO, limit: int, *, at: int | None = None
) -> Iterator[ArchivedRecord | BadRecord]:
    """Records of an uncompressed stream; ``at`` is where its gzip member stands, if in one."""
    while (start := _next_record(stream)) is not None:
        offset = start if at is None else at
        try:
            record = _record(*_frame(stream, start, limit), offset=offset, limit=limit)
        except Unusable as why:
            stream.seek(start)
            yield BadRecord(offset, str(why), _snippet(stream.read(80)))
            stream.seek(next(_find_all(stream, start + 1, b"WARC/1."), stream.seek(0, io.SEEK_END)))
            continue
        if record is not None:
            yield record


def _next_record(stream: BinaryIO) -> int | None:
    """Leave the blank lines between two records behind; none at the end."""
    while (first := stream.read(1)) in {b"\r", b"\n"}:
        pass
    return stream.seek(-1, io.SEEK_CUR) if first else None


def _frame(stream: BinaryIO, start: int, limit: int) -> tuple[dict[str, str], bytes, bytes]:
    """The header, block and raw bytes of the record at ``start``."""
    head = stream.read(_HEAD_LIMIT)
    end = _HEADER_END.search(head)
    if not head.startswith(_VERSION):
        raise Unusable("not a WARC record")
    if end is None:
        raise Unusable("cut off inside a record's header")
    header = {name.lower(): value for name, value in _fields(head[: end.start()])}
    written = header.get("content-length", "")
    if not written.isdecimal():
        raise Unusable(f"no length in the header of {_named(header)}")
    length = int(written[:_MOST_DIGITS])  # of a longer one they tell enough: it is no length
    begins = start + end.end()
    if length > limit:
        return _pass_by(stream, begins, length, header, limit)
    stream.seek(begins)
    block = stream.read(length)
    if len(block) < length:
        raise _cut_off(header, length)
    return header, block, head[: end.end()] + block


def _pass_by(
    stream: BinaryIO, begins: int, length: int, header: dict[str, str], limit: int
) -> tuple[dict[str, str], bytes, bytes]:
    """Leave a record too large to read behind; it is named only if we wanted it.

    A length beyond the end of the file is a lie, and would have all that follows left out.
    """
    if begins + length > stream.seek(0, io.SEEK_END):
        raise _cut_off(header, length)
    stream.seek(begins + length)
    header["too-large"] = f"{_named(header)} is larger than {limit} bytes"
    return header, b"", b""


def _cut_off(header: dict[str, str], length: int) -> Unusable:
    return Unusable(f"cut off: {_named(header)} ends before its {length} bytes")


def _record(
    header: dict[str, str], block: bytes, raw: bytes, *, offset: int, limit: int
) -> ArchivedRecord | None:
    kind = header.get("warc-type", "")
    http = header.get("content-type", "").startswith("application/http")
    if kind not in {"response", "resource"} or (kind == "response" and not http):
        return None  # requests, metadata, revisits, DNS: nothing to read
    if problem := header.get("too-large"):
        raise Unusable(problem)
    url = header.get("warc-target-uri", "").strip("<> ")
    if not url:
        raise Unusable("a record without an address")
    fetched_at = _instant(header)
    if kind == "resource":
        kind_of = header.get("content-type", "application/octet-stream")
        return ArchivedRecord("resource", url, 200, (), block, kind_of, fetched_at, raw, offset)
    status, headers, body = _http(block, _named(header))
    payload = decode(body, headers, limit=limit)
    kind_of = next((value for name, value in headers if name.lower() == "content-type"), "")
    return ArchivedRecord(
        "response", url, status, headers, payload, kind_of, fetched_at, raw, offset
    )


def _http(block: bytes, name: str) -> tuple[int, Headers, bytes]:
    end = _HEADER_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    status = re.match(rb"HTTP/[\d.]+ +(\d{3})", head)
    if status is None:
        raise Unusable(f"{name} has no HTTP status line")
    return int(status[1]), tuple(_fields(head)), body


def _fields(head: bytes) -> Iterator[tuple[str, str]]:
    """``Name: value`` lines, the first line (version, status) left out, folded ones joined."""
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).splitlines()[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            yield _text(name).strip(), _text(value).strip()


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _instant(header: dict[str, str]) -> datetime:
    written = header.get("warc-date", "")
    try:
        instant = datetime.fromisoformat(written)
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as fault:  # before the first or after the last day
        raise Unusable(f"{_named(header)} has no readable date: {written!r}") from fault


def _named(header: dict[str, str]) -> str:
    return header.get("warc-target-uri") or header.get("warc-record-id") or "a record"


def _snippet(head: bytes) -> str:
    return head.decode("ascii", "replace").replace("\ufffd", "?")


# -------------------------------------------------------------------- content encodings


def decode(body: bytes, headers: Sequence[tuple[str, str]], *, limit: int = LIMIT) -> bytes:
    """The payload without transfer and content encodings; raises :class:`Unusable`.

    What a server calls an encoding and is none (a charset, a type) stands on a body sent plain:
    from there on it stays as it is. The crawl screened it so, and a browser shows it so.
    """
    for encoding in reversed(_listed(headers, "transfer-encoding")):
        if encoding == "chunked":
            body = _unchunked(body)
    for encoding in reversed(_listed(headers, "content-encoding")):
        decoder = _DECODERS.get(encoding)
        if decoder is None:
            break
        try:
            body = decoder(body, limit)
        except UNDECODABLE as fault:
            raise Unusable(f"damaged {encoding} content: {fault}") from fault
    return body


def _listed(headers: Sequence[tuple[str, str]], name: str) -> list[str]:
    values = ",".join(value for key, value in headers if key.lower() == name)
    return [word.strip().lower() for word in values.split(",") if word.strip()]


def _unchunked(body: bytes) -> bytes:
    """Join the chunks; what is not chunked (many archives undo it and keep the header) stays."""
    parts, at = [], 0
    while match := re.compile(rb"([0-9A-Fa-f]+)[^\r\n]*\r\n").match(body, at):
        size = min(int(match[1], 16), len(body))
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size + 2
        if size == 0:
            return b"".join(parts)
    return b"".join(parts) if parts and at >= len(body) else body


def _ungzip(body: bytes, limit: int) -> bytes:
    """Every member; of one that is damaged or cut off what comes before."""
    if not body.startswith(_GZIP[:2]):
        return body  # sent plain under a gzip header; browsers show it, so do we
    parts, total = [], 0
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
        try:
            while total <= limit and (part := file.read1(_CHUNK)):
                parts.append(part)
                total += len(part)
        except (OSError, EOFError, zlib.error) as fault:
            if not parts:
                raise EOFError(str(fault)) from fault
    return _within(b"".join(parts), limit)


def _undeflate(body: bytes, limit: int) -> bytes:
    try:
        return _inflated(body, zlib.decompressobj(), limit)
    except zlib.error:
        return _inflated(body, zlib.decompressobj(wbits=-15), limit)


def _inflated(body: bytes, inflater: zlib._Decompress, limit: int) -> bytes:
    data = inflater.decompress(body, limit + 1)
    return _within(data, limit)


def _unbrotli(body: bytes, limit: int) -> bytes:
    decompressor = brotli.Decompressor()
    parts = [decompressor.process(body, output_buffer_limit=_CHUNK)]
    total = len(parts[0])
    while not decompressor.is_finished() and parts[-1]:
        parts.append(decompressor.process(b"", output_buffer_limit=_CHUNK))
        total += len(parts[-1])
        if total > limit:
            break
    return _within(b"".join(parts), limit)


def _unzstd(body: bytes, limit: int) -> bytes:
    """Every frame, one after the other."""
    parts, room = [], limit + 1
    while body and room > 0:
        frame = zstd.ZstdDecompressor()
        parts.append(frame.decompress(body, room))
        room -= len(parts[-1])
        body = frame.unused_data if frame.eof else b""
    return _within(b"".join(parts), limit)


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise Unusable(f"content larger than {limit} bytes")
    return data


def _as_is(body: bytes, _limit: int) -> bytes:
    return body


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _ungzip,
    "x-gzip": _ungzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
    "identity": _as_is,
    "none": _as_is,
}
