"""Files a person hands over (JSON lines, HTML, WARC, folders of these), one record at a time."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BufferedReader
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from storage.frontier import MAX_URL

MAX_RECORD = 20_000_000
KINDS = (".jsonl", ".jsonl.gz", ".warc", ".warc.gz", ".html", ".htm")
TOO_LONG = f"its address is longer than {MAX_URL:,} characters"
_ADDRESS = re.compile(
    rb"""<link[^>]+rel=["']?canonical["']?[^>]*href=["']([^"']+)|"""
    rb"""<meta[^>]+property=["']og:url["'][^>]*content=["']([^"']+)|"""
    rb"""<!--\s*saved\sfrom\surl=\(\d+\)(\S+)""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One page handed over: its address and its bytes."""

    url: str
    payload: bytes
    content_type: str
    fetched_at: datetime
    outlet: str | None = None
    origin: str = ""  # file:line, for messages


@dataclass(frozen=True, slots=True)
class Unusable:
    """A line or file that cannot be used: where it stands and why."""

    path: Path
    line: int | None
    reason: str
    snippet: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{where}: {self.reason}"


class NoSuchInput(Exception):
    """A path that was named is not there, or is of a kind we do not take."""


def find_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Every file to take in, folders opened, in the order given and then by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and kind_of(p))
        elif not path.exists():
            raise NoSuchInput(f"{path} does not exist; name a file or folder that does")
        elif kind_of(path):
            found.append(path)
        else:
            hint = _HINTS.get(path.suffix.casefold(), "")
            raise NoSuchInput(f"{path} is not {', '.join(KINDS)} or a folder of these{hint}")
    return tuple(found)


#: What somebody may want who names such a file.
_HINTS = {
    ".csv": "; “casebook fetch --file” fetches its addresses, “casebook import” takes a record in",
    ".txt": "; “casebook fetch --file” fetches the addresses in it",
    ".xlsx": "; “casebook import” takes a record in",
}


def kind_of(path: Path) -> str | None:
    """The ending that says what a file is; None for what we do not take."""
    name = path.name.casefold()
    return next((kind for kind in KINDS if name.endswith(kind)), None)


def read_html(path: Path, *, now: datetime) -> Incoming | Unusable:
    """One saved page; its address is what it says of itself, else the file's own."""
    if path.stat().st_size > MAX_RECORD:
        return Unusable(path, None, f"too large ({path.stat().st_size:,} bytes)")
    body = path.read_bytes()
    if not body.strip():
        return Unusable(path, None, "the file is empty")
    match = _ADDRESS.search(body[:200_000])
    declared = next((g for g in match.groups() if g), b"") if match else b""
    url = declared.decode("utf-8", "replace").strip()
    if not _is_address(url) or len(url) > MAX_URL:
        url = path.resolve().as_uri()
    if len(url) > MAX_URL:
        return Unusable(path, None, TOO_LONG)
    return Incoming(url, body, "text/html", now, origin=str(path))


def read_lines(path: Path, *, now: datetime) -> Iterator[Incoming | Unusable]:
    """Every JSON line of a file, compressed or not; what cannot be used is named."""
    number = 0
    try:
        with _open(path) as file:
            while raw := file.readline(MAX_RECORD + 1):
                number += 1
                if len(raw) > MAX_RECORD:
                    _skip_line(file)
                    yield Unusable(path, number, f"the line is longer than {MAX_RECORD:,} bytes")
                elif raw.strip():
                    yield _read_line(path, number, raw.strip(), now)
    except gzip.BadGzipFile:
        yield Unusable(path, number + 1, "not compressed with gzip, or damaged here")
    except (EOFError, OSError, zlib.error) as error:
        yield Unusable(path, number + 1, f"the file breaks off here ({error})")


def _open(path: Path) -> BufferedReader | gzip.GzipFile:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


def _skip_line(file: BufferedReader | gzip.GzipFile) -> None:
    while (part := file.readline(1 << 20)) and not part.endswith(b"\n"):
        pass


def _read_line(path: Path, number: int, raw: bytes, now: datetime) -> Incoming | Unusable:
    try:
        line = json.loads(raw)
    except UnicodeDecodeError as error:
        wrong = f"not JSON in UTF-8 (byte 0x{raw[error.start]:02X}); save the file as UTF-8"
        return _unusable(path, number, wrong, raw)
    except (ValueError, RecursionError) as error:
        return _unusable(path, number, f"not JSON ({error})", raw)
    if fault := _fault(line):
        return _unusable(path, number, fault, raw)
    return Incoming(
        url=line["url"].strip(),
        payload=raw,
        content_type="application/json",
        fetched_at=_moment(line.get("fetched_at")) or now,
        outlet=line.get("outlet") if isinstance(line.get("outlet"), str) else None,
        origin=f"{path}:{number}",
    )


def _fault(line: Any) -> str | None:
    if not isinstance(line, dict):
        return "not a JSON object"
    url = line.get("url")
    if not isinstance(url, str) or not _is_address(url.strip()):
        return "no usable “url” (an http or https address)"
    if len(url.strip()) > MAX_URL:
        return TOO_LONG
    if not any(isinstance(line.get(key), str) and line[key].strip() for key in ("html", "text")):
        return "neither “html” nor “text”"
    published = line.get("published")
    if isinstance(published, str) and published and not _moment(published):
        return f"“published” is not an ISO 8601 date: {published[:40]!r}"
    return None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _moment(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
    try:
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError:  # before the first or after the last day there is
        return None


def _unusable(path: Path, number: int, reason: str, raw: bytes) -> Unusable:
    return Unusable(path, number, reason, raw[:200].decode("utf-8", "replace"))
