"""What working through one WARC file leaves: Parquet tables, the pages worth keeping, a manifest.

A shard is a folder. Its manifest is written last: a folder without one is unfinished and is made
anew. The tables hold the very rows the database will get, without the numbers only it can give,
so loading is copying; and they can be read by themselves with any Parquet tool.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs
from sqlalchemy import Boolean, Float, Integer, LargeBinary, Table

from pipeline.records import Article, Reading, Report, Scope
from storage.archive import gzip_member
from storage.articles import article_key, version_row
from storage.columns import Instant, Json, as_json, storable
from storage.reports import quoted, report_rows
from storage.tables import (
    article_version,
    claim,
    report,
    report_key,
    report_outline,
    report_person,
)
from storage.warc import ArchivedRecord

#: What only the database can know: numbers, and which of several versions speaks.
_GIVEN = {
    "id", "article_id", "version_id", "capture_id", "report_id", "current", "waiting", "compared",
}  # fmt: skip
MANIFEST = "manifest.json"
_BEGUN = "begun"
PAGES = "pages.warc.gz"
_FORMAT = "1"


class ShardError(Exception):
    """A shard's results cannot be used; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was worked through, by which code, and what came of it."""

    source: str  # the WARC file's address
    scope: str
    reader: str
    screen: str
    hosts: tuple[str, ...]
    counts: Mapping[str, int]
    pages_sha256: str
    pages_bytes: int
    format: str = _FORMAT

    def made_like(self, other: Manifest) -> bool:
        """Whether the same code with the same question would give the same shard."""
        mine = (self.source, self.scope, self.reader, self.screen, self.hosts, self.format)
        theirs = (other.source, other.scope, other.reader, other.screen, other.hosts, other.format)
        return mine == theirs


def columns(table: Table, *more: str) -> dict[str, pa.DataType]:
    """The Parquet columns of a database table: ``more`` first, then all a row knows itself."""
    given = _GIVEN | ({"n"} if table is article_version else set())
    own = {c.name: _arrow(c.type) for c in table.columns if c.name not in given}
    return dict.fromkeys(more, pa.int64()) | own


def _arrow(kind: Any) -> pa.DataType:
    if isinstance(kind, Instant):
        return pa.timestamp("us", tz="UTC")
    for generic, arrow in _ARROW:
        if isinstance(kind, generic):
            return arrow
    return pa.string()


_ARROW = (
    (Boolean, pa.bool_()), (Float, pa.float64()), (Integer, pa.int64()),
    (LargeBinary, pa.binary()),
)  # fmt: skip


SCHEMAS: Mapping[str, pa.Schema] = {
    name: pa.schema(list(shape.items()))
    for name, shape in {
        "captures": {
            "capture": pa.int64(),
            "url": pa.string(),
            "fetched_at": pa.timestamp("us", tz="UTC"),
            "content_type": pa.string(),
            "sha256": pa.string(),
            "kept": pa.bool_(),
            "reason": pa.string(),  # why not kept, or why nothing was read in it
            "detail": pa.string(),
            "offset": pa.int64(),  # in pages.warc.gz
            "length": pa.int64(),
        },
        "articles": columns(article_version, "capture") | {"key": pa.string()},
        "reports": columns(report, "report", "capture"),
        "people": columns(report_person, "report"),
        "claims": columns(claim, "report") | {"quote": pa.string(), "url": pa.string()},
        "keys": columns(report_key, "report"),
        "outlines": columns(report_outline, "report"),
    }.items()
}


@dataclass(slots=True)
class Findings:
    """The rows of one shard while it is worked through, and its pages as they are kept."""

    scope: Scope
    pages: BinaryIO
    rows: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in SCHEMAS}
    )
    offset: int = 0
    reports: int = 0

    def note(
        self, record: ArchivedRecord, sha256: str, *, reason: str | None, detail: str = ""
    ) -> None:
        """A page that is not kept: its address is all that is remembered."""
        self._capture(record, sha256, kept=False, reason=reason, detail=detail)

    def keep(
        self,
        record: ArchivedRecord,
        sha256: str,
        reading: Reading | None,
        *,
        reason: str | None = None,
        detail: str = "",
    ) -> None:
        """A page that is kept, and what was read in it, or why nothing was."""
        member = gzip_member(record)
        self.pages.write(member)
        number = self._capture(
            record, sha256, kept=True, reason=reason, detail=detail, length=len(member)
        )
        self.offset += len(member)
        if reading is not None:
            self._read(number, reading)

    def _capture(
        self,
        record: ArchivedRecord,
        sha256: str,
        *,
        kept: bool,
        reason: str | None,
        detail: str,
        length: int | None = None,
    ) -> int:
        captures = self.rows["captures"]
        captures.append(
            {
                "capture": len(captures),
                "url": storable(record.url),
                "fetched_at": record.fetched_at,
                "content_type": storable(record.content_type),
                "sha256": sha256,
                "kept": kept,
                "reason": reason,
                "detail": storable(detail),
                "offset": self.offset if kept else None,
                "length": length,
            }
        )
        return len(captures) - 1

    def _read(self, number: int, reading: Reading) -> None:
        key = article_key(reading.article)
        version = _encoded(article_version, version_row(reading, self.scope))
        self.rows["articles"].append(version | {"capture": number, "key": key})
        rows = report_rows(reading, article_key=key, scope=self.scope)
        for told, each in zip(reading.reports, rows, strict=True):
            own = {"report": self.reports}
            self.reports += 1
            self.rows["reports"].append(_encoded(report, each.report) | own | {"capture": number})
            self.rows["people"] += [_encoded(report_person, row) | own for row in each.people]
            self.rows["outlines"].append({"outline": each.outline} | own)
            self.rows["keys"] += [{"key": name} | own for name in each.keys]
            quotes = _quotes(reading.article, told)
            self.rows["claims"] += [
                _encoded(claim, row) | own | quote
                for row, quote in zip(each.claims, quotes, strict=True)
            ]


def _quotes(story: Article, told: Report) -> list[dict[str, str | None]]:
    """For whoever reads the claims by themselves: the words and the address."""
    found = (quoted(each.quote, title=story.title, text=story.text) for each in told.claims)
    return [
        {"quote": None if words is None else storable(words), "url": storable(story.url)}
        for words in found
    ]


def _encoded(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the database would hold it: JSON and enumerations as text."""
    kinds = table.columns
    return {name: _value(kinds[name].type, value) for name, value in row.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Json):
        return storable(as_json(value))
    return storable(str(value)) if isinstance(value, str) else value


# ---------------------------------------------------------------------------------- folders


@dataclass(frozen=True, slots=True)
class Folder:
    """A place for shards: a local folder or one of an object store (``s3://…``)."""

    system: fs.FileSystem
    path: str

    @classmethod
    def at(cls, address: str) -> Folder:
        """Raises :class:`ShardError` for an address no file system is known for."""
        try:
            if "://" not in address:
                return cls(fs.LocalFileSystem(), str(Path(address).absolute()))
            return cls(*fs.FileSystem.from_uri(address))
        except (ValueError, OSError, pa.ArrowException) as fault:
            raise ShardError(f"{address} cannot be used for results: {fault}") from fault

    def inner(self, name: str) -> Folder:
        return Folder(self.system, f"{self.path}/{name}")

    def manifest(self) -> Manifest | None:
        """What this folder's shard says of itself; none while it is unfinished."""
        path = f"{self.path}/{MANIFEST}"
        if self.system.get_file_info(path).type is not fs.FileType.File:
            return None
        with self.system.open_input_stream(path) as file:
            told = json.loads(file.read())
        return Manifest(**told | {"hosts": tuple(told["hosts"])})

    def table(self, name: str) -> pa.Table:
        with self.system.open_input_file(f"{self.path}/{name}.parquet") as file:
            return pq.ParquetFile(file).read()  # read_table() draws in pandas: a third of a second

    def open_pages(self) -> Any:
        return self.system.open_input_stream(f"{self.path}/{PAGES}", compression=None)

    def shards(self) -> list[Folder]:
        """The finished shards in this folder, by name."""
        chosen = fs.FileSelector(self.path, allow_not_found=True)
        inner = [
            Folder(self.system, info.path)
            for info in self.system.get_file_info(chosen)
            if info.type is fs.FileType.Directory
        ]
        return sorted((one for one in inner if one.manifest()), key=lambda one: one.path)

    def save(self, findings: Findings, pages: BinaryIO, manifest: Manifest) -> None:
        """Write a shard over what an unfinished attempt left; the manifest comes last."""
        for name, schema in SCHEMAS.items():
            table = pa.Table.from_pylist(findings.rows[name], schema=schema)
            with self.system.open_output_stream(f"{self.path}/{name}.parquet") as file:
                pq.write_table(table, file, compression="zstd")
        pages.seek(0)
        with self.system.open_output_stream(f"{self.path}/{PAGES}", compression=None) as file:
            while part := pages.read(2**20):
                file.write(part)
        self._put(MANIFEST, json.dumps(asdict(manifest), indent=1).encode())

    @contextmanager
    def begun(self) -> Iterator[bool]:
        """While a shard is made, a note of it lies here; whether one that was killed left its own.

        An error takes it away: there is somebody to tell of it.
        """
        path = f"{self.path}/{_BEGUN}"
        before = self.system.get_file_info(path).type is fs.FileType.File
        self.system.create_dir(self.path, recursive=True)
        self._put(_BEGUN, b"")
        try:
            yield before
        finally:
            with suppress(FileNotFoundError):  # another has made the same shard meanwhile
                self.system.delete_file(path)

    def _put(self, name: str, content: bytes) -> None:
        """All of a small file or nothing of it."""
        beside = f"{self.path}/{name}.part"
        with self.system.open_output_stream(beside) as file:
            file.write(content)
        self.system.move(beside, f"{self.path}/{name}")


def shard_name(source: str) -> str:
    """A folder's name for a WARC file: readable, and one of its own for every address."""
    stem = source.rstrip("/").rsplit("/", 1)[-1].removesuffix(".gz").removesuffix(".warc")
    safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in stem)[:80]
    return f"{safe}-{hashlib.sha256(source.encode()).hexdigest()[:10]}"
