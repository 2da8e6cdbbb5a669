"""Backups: one state of the database, the archive as far as that state knows it, and checksums.

The database goes into an SQLite file whatever it comes from (SQLite's own backup, or our rows
read in one snapshot of a server), so a backup can be restored into either. It is taken first, the
archive after it: files are only appended to, so all that the rows point at is there; what was
appended since is left out. Crawling and reading may go on meanwhile.
"""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Table, func, select, text
from sqlalchemy.orm import Session

from pipeline.records import Scope
from storage import changes, redactions
from storage.archive import Archive
from storage.connections import sqlite_file
from storage.engine import Database, open_database
from storage.faults import CannotWrite
from storage.migrations import CURRENT
from storage.sql import is_postgres
from storage.tables import about, backup, capture, document, link, metadata, redaction

MANIFEST = "manifest.json"
DATABASE = "casebook.db"
REDACTIONS = "redactions.json"
_ARCHIVE = "archive"
_CHUNK = 1 << 20
_ROWS = 500

Progress = Callable[[int, int | None], None]


class BackupError(Exception):
    """A backup cannot be made or used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made."""

    path: Path
    files: int
    size: int


def make(
    database: Database, archive: Archive, folder: Path, *, now: datetime, progress: Progress
) -> Made:
    """Write a backup into a new folder of ``folder``; it appears there only when it is whole."""
    name = f"casebook-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    path, part = folder / name, folder / f"{name}.part"
    if path.exists():
        raise BackupError(f"{path} is there already; wait a second, or name another folder")
    shutil.rmtree(part, ignore_errors=True)
    try:
        cursor, sums = _write(database, archive, part, now=now, progress=progress)
        part.rename(path)
    except (OSError, sqlite3.Error, CannotWrite) as fault:
        raise BackupError(
            f"the backup cannot be written to {folder} ({fault}); free some space there, or name"
            " another folder"
        ) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
    with database.write() as session:
        row = {"path": str(path.resolve()), "made_at": now, "cursor": cursor}
        session.execute(backup.insert().values(row))
    return Made(path, len(sums), sum(each["bytes"] for each in sums.values()))


def _write(
    database: Database, archive: Archive, part: Path, *, now: datetime, progress: Progress
) -> tuple[int, dict[str, Any]]:
    """Everything a backup holds, in a folder; its cursor, and the sum of each file."""
    (part / _ARCHIVE).mkdir(parents=True)
    identity = database.identity()
    _copy_database(database, part / DATABASE)
    copy = open_database(f"sqlite:///{part / DATABASE}", create=False)
    try:
        with copy.read() as session:
            ends, cursor = _ends(session), changes.latest(session)
            known = _exported(session)
    finally:
        copy.dispose()
    _leave_wal(part / DATABASE)
    total = sum(ends.values())
    done = 0
    for file, end in sorted(ends.items()):
        _copy(archive.root / file, part / _ARCHIVE / file, end)
        progress(done := done + end, total)
    sums = {str(each.relative_to(part)): _summed(each) for each in _files(part)}
    manifest = {"made_at": now.isoformat(timespec="seconds"), "schema": CURRENT}
    manifest |= {"identity": identity, "scope": database.scope}
    (part / MANIFEST).write_text(
        json.dumps({**manifest, "cursor": cursor, "files": sums}, indent=1) + "\n", "utf-8"
    )
    (part / REDACTIONS).write_text(json.dumps(known, indent=1) + "\n", "utf-8")
    return cursor, sums


def verify(path: Path) -> dict[str, Any]:
    """A backup's manifest, after every file was held against it; raises :class:`BackupError`."""
    try:
        manifest: dict[str, Any] = json.loads((path / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise BackupError(f"{path} is not a backup: it has no readable {MANIFEST}") from fault
    for name, expected in manifest["files"].items():
        file = path / name
        if not file.is_file():
            raise BackupError(f"{file} is missing; this backup is not whole, use another")
        if _summed(file) != expected:
            raise BackupError(f"{file} is damaged (its checksum differs); use another backup")
    return manifest


def restore(path: Path, url: str, root: Path, *, progress: Progress) -> Database:
    """Put a backup into an empty database and an archive; the database, opened.

    What the list of redactions says since is in the database then; call ``redacting.enforce``.
    """
    manifest = verify(path)
    file = sqlite_file(url)
    try:
        if file is not None and not file.exists() and file.parent.is_dir():
            _copy_archive(path, root, progress)
            _copy_file(path, file)
            return open_database(url, scope=Scope(manifest["scope"]))
        database = open_database(url, scope=Scope(manifest["scope"]))
        try:
            _refuse_full(database)
            _copy_archive(path, root, progress)
            _fill(path, database)
        except BaseException:
            database.dispose()
            raise
    except OSError as fault:
        if fault.errno not in _NO_ROOM:
            raise
        raise BackupError(
            f"there is no room for all of {path} where it is restored to ({fault.strerror});"
            " free some, or name others with --db and --archive, then run the same command again"
        ) from fault
    return database


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _copy_archive(path: Path, root: Path, progress: Progress) -> None:
    """The pages come first: who was stopped amid them finds no record there, and begins again."""
    root.mkdir(parents=True, exist_ok=True)
    files = sorted((path / _ARCHIVE).iterdir())
    for at, file in enumerate(files, 1):
        _copy(file, root / file.name, file.stat().st_size)
        progress(at, len(files))


def _copy_file(path: Path, to: Path) -> None:
    """The database as a file, under its name once it is whole and what was redacted since is."""
    whole = to.with_name(f"{to.name}.part")
    parts = [whole, *(whole.with_name(f"{whole.name}{ending}") for ending in ("-wal", "-shm"))]
    try:
        for left in parts:  # by one that was killed
            left.unlink(missing_ok=True)
        shutil.copyfile(path / DATABASE, whole)
        database = open_database(f"sqlite:///{whole}", create=False)
        try:
            with database.write() as session:
                _honour(path, session)
        finally:
            database.dispose()
        _leave_wal(whole)
        whole.rename(to)
    finally:
        for left in parts:
            left.unlink(missing_ok=True)


def _refuse_full(database: Database) -> None:
    with database.read() as session:
        if session.execute(select(func.count()).select_from(link)).scalar_one():
            raise BackupError(
                f"{database.url} holds a record already; restore into an empty database"
            )


# ---------------------------------------------------------------------------------- files


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(each for each in folder.rglob("*") if each.is_file())


def _copy(source: Path, to: Path, end: int) -> None:
    """The first ``end`` bytes, on disk when this returns; what is there already may stay."""
    if not source.exists():
        raise BackupError(
            f"{source} is missing (was it just redacted?); run the same command again"
        )
    if to.exists() and to.stat().st_size >= end and _summed(to, end) == _summed(source, end):
        return
    if to.exists():
        raise BackupError(f"{to} is there and is another file; restore into another --archive")
    part = to.with_name(f"{to.name}.part")
    with source.open("rb") as old, part.open("wb") as new:
        left = end
        while left and (chunk := old.read(min(left, _CHUNK))):
            new.write(chunk)
            left -= len(chunk)
    if left:
        raise BackupError(f"{source} ends {left} bytes early; “casebook doctor” says more")
    part.rename(to)


def _summed(path: Path, end: int | None = None) -> dict[str, Any]:
    total, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        left = path.stat().st_size if end is None else end
        while left and (chunk := file.read(min(left, _CHUNK))):
            total.update(chunk)
            size += len(chunk)
            left -= len(chunk)
    return {"bytes": size, "sha256": total.hexdigest()}


def _ends(session: Session) -> dict[str, int]:
    """How far the rows know each file of the archive."""
    ends: dict[str, int] = defaultdict(int)
    for table in (capture, document):
        end = func.max(table.c.offset + table.c.length)
        statement = select(table.c.file, end).where(table.c.file.is_not(None))
        for row in session.execute(statement.group_by(table.c.file)):
            ends[row[0]] = max(ends[row[0]], row[1])
    hopping = select(capture.c.hops).where(capture.c.hops.is_not(None))
    for hops in session.execute(hopping).scalars():
        for hop in hops:
            ends[hop["file"]] = max(ends[hop["file"]], hop["offset"] + hop["length"])
    return ends


# ---------------------------------------------------------------------------------- rows


def _copy_database(database: Database, to: Path) -> None:
    if database.engine.dialect.name == "sqlite":
        own = str(database.engine.url.database)
        with closing(sqlite3.connect(own)) as live, closing(sqlite3.connect(to)) as there:
            live.backup(there, pages=1000)
        return
    made = open_database(f"sqlite:///{to}", scope=database.scope, demo=database.demo)
    try:
        with database.read() as source, made.write() as copy:
            _copy_rows(source, copy)
    finally:
        made.dispose()


def _leave_wal(path: Path) -> None:
    """Leave one file behind, without its helpers."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")


def _fill(path: Path, database: Database) -> None:
    """Copy all rows of a backup, in its own state, brought up to date first, and redact at once."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        shutil.copyfile(path / DATABASE, copy)
        opened = open_database(f"sqlite:///{copy}", create=False)
        try:
            with opened.read() as rows, database.write() as session:
                _copy_rows(rows, session)
                _honour(path, session)
        finally:
            opened.dispose()


def _copy_rows(source: Session, to: Session) -> None:
    to.execute(about.delete())
    for table in metadata.sorted_tables:
        own = [column for column in table.c if _leads_home(column, table)]
        later: list[Mapping[str, Any]] = []
        rows = source.execute(select(table).execution_options(yield_per=_ROWS)).mappings()
        for part in rows.partitions(_ROWS):
            batch = [dict(row) for row in part]
            later += [row for row in batch if any(row[each.name] is not None for each in own)]
            to.execute(table.insert(), [row | {each.name: None for each in own} for row in batch])
        for row in later:  # rows that refer to others of their table, which are all there now
            keys = [column == row[column.name] for column in table.primary_key.columns]
            values = {each.name: row[each.name] for each in own}
            to.execute(table.update().where(*keys).values(values))
        _count_on(to, table)


def _leads_home(column: Any, table: Table) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


def _count_on(session: Session, table: Table) -> None:
    """Have the server's counter go on after the rows that brought their numbers along."""
    column = table.autoincrement_column
    if column is None or not is_postgres(session):
        return
    session.execute(
        text(
            f"SELECT setval(s.name, (SELECT max({column.name}) FROM {table.name}))"  # noqa: S608
            f" FROM (SELECT pg_get_serial_sequence('{table.name}', '{column.name}') AS name) s"
            f" WHERE s.name IS NOT NULL AND EXISTS (SELECT 1 FROM {table.name})"
        )
    )


# ---------------------------------------------------------------------------------- redactions


def _exported(session: Session) -> dict[str, Any]:
    """The list in force, with its key where the database knows it."""
    key = select(about.c.value).where(about.c.key == redactions.KEY)
    rows = session.execute(
        select(redaction.c.level, redaction.c.subject, redaction.c.mark, redaction.c.basis)
        .where(redaction.c.superseded_at.is_(None))
        .order_by(redaction.c.id)
    )
    listed = [dict(row._mapping) for row in rows]
    return {"key": session.execute(key).scalar(), "listed": listed}


def tell(session: Session) -> list[Path]:
    """Write the list as it is now into every backup that can be reached; those that cannot."""
    unreachable = []
    listed = json.dumps(_exported(session), indent=1) + "\n"
    for path in map(Path, session.execute(select(backup.c.path)).scalars()):
        try:
            (path / REDACTIONS).write_text(listed, "utf-8")
        except OSError:
            unreachable.append(path)
    return unreachable


def _honour(path: Path, session: Session) -> None:
    """Take over what was redacted since the backup was made."""
    file = path / REDACTIONS
    if not file.is_file():
        return
    told = json.loads(file.read_text("utf-8"))
    redactions.take_over(session, told["listed"], key=told["key"], now=datetime.now(UTC))
