"""How a database is reached: its address, its file, and what every connection to it is told."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from storage.faults import (
    NoDatabase,
    NotADatabase,
    Unreachable,
    cannot_write,
    forbidden,
    may_not,
    no_room,
    shown,
)

SQLITE_WAITS_MS = 60_000


def sqlite_file(url: str) -> Path | None:
    """The file an address leads to; none for a server, or for a database in memory."""
    address = address_of(url)
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        return None
    return Path(str(address.database))


@contextmanager
def connect_elsewhere(url: str) -> Iterator[Engine]:
    """A database of somebody else's, SQLite or PostgreSQL, under the same care as our own."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        look_at_file(address, create=True)
    engine = engine_for(address)
    try:
        with told_plainly(address), engine.connect():
            pass
        yield engine
    finally:
        engine.dispose()


def address_of(url: str) -> URL:
    """The address with the driver we use; older SQLAlchemy would look for another one."""
    try:
        address = make_url(url)
    except ArgumentError as fault:
        raise NotADatabase(
            f"{url!r} is not a database address; write sqlite:///casebook.db"
            " or postgresql://user@host/name"
        ) from fault
    if address.drivername in {"postgres", "postgresql"}:
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in {"sqlite", "postgresql"}:
        raise NotADatabase(
            f"{address.get_backend_name()} databases are not supported ({shown(address)});"
            " use sqlite:/// or postgresql://"
        )
    return address


def look_at_file(address: URL, *, create: bool) -> None:
    """Refuse a file that is not SQLite's, or not there though nobody asked to make it."""
    if address.database in {None, "", ":memory:"}:
        return
    path = Path(str(address.database))
    if path.is_dir():
        raise NotADatabase(f"{path} is a folder, not a database; name a file in it")
    if path.exists():
        if not _is_sqlite(path):
            raise NotADatabase(f"{path} is not a database; name another file with --db")
        return
    if not create:
        raise NoDatabase(f"there is no database at {path}; `casebook ingest` or `crawl` makes one")
    if not path.parent.is_dir():
        raise NoDatabase(f"the folder {path.parent} does not exist; make it, or name another one")


def _is_sqlite(path: Path) -> bool:
    """Whether SQLite takes the file for its own; an empty one it does.

    Only SQLite may look: who opens and closes the file beside it in one process drops all locks
    the process has there (sqlite.org/howtocorrupt.html, 2.2), and others then take the log away.
    """
    try:
        with closing(_as_it_lies(path)) as connection:
            connection.execute("PRAGMA schema_version")
    except sqlite3.DatabaseError as fault:  # what else is wrong, opening it will tell
        return fault.sqlite_errorcode != sqlite3.SQLITE_NOTADB
    return True


def engine_for(address: URL) -> Engine:
    """What makes connections to it, each set up as every one is."""
    if address.get_backend_name() == "postgresql":
        return create_engine(address, pool_pre_ping=True, connect_args=network_options(address))
    if _only_looked_at(address):
        return create_engine(address, creator=lambda: _as_it_lies(Path(str(address.database))))
    engine = create_engine(address, connect_args={"timeout": SQLITE_WAITS_MS / 1000})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "invalidate", _leave_no_lock)
    return engine


def _only_looked_at(address: URL) -> bool:
    """Whether the file lies where SQLite can put no log beside it, which even a reader needs.

    A log that lies there already holds what the file does not: SQLite reads both, or neither.
    """
    if address.database in {None, "", ":memory:"}:
        return False
    path = Path(str(address.database))
    return path.exists() and not os.access(path.parent, os.W_OK) and not _log(path).exists()


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _refuse_log_out_of_reach(address: URL, fault: DBAPIError) -> None:
    path = Path(str(address.database))
    if _log(path).exists() and not os.access(path.parent, os.W_OK):
        raise NotADatabase(
            f"{path} is not whole without {_log(path).name}, which only who may write to their"
            " folder can read; copy both to a folder of your own, and name that file with --db"
        ) from fault


def _as_it_lies(path: Path) -> sqlite3.Connection:
    """The file as a thing that nobody changes: a disc, a mounted backup."""
    address = f"{path.absolute().as_uri()}?immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


def network_options(address: URL, options: str = "") -> dict[str, Any]:
    """Both ends notice within half a minute that the other is cut off; what it held is free."""
    own = address.query.get("options", "")
    ours = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    theirs = " ".join(f"-ctcp_{name}={value}" for name, value in ours.items())
    return {
        "connect_timeout": 10,
        "tcp_user_timeout": _CUT_OFF_MS,
        "options": f"{own} {theirs} -ctcp_user_timeout={_CUT_OFF_MS}{options}",
        **ours,
    }


_CUT_OFF_MS = 25_000
#: … and from so many pages (of 4 kB) on in a commit, which waits for the disk.
_LOG_PAGES = 64_000


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    """WAL, foreign keys; and no BEGIN of the driver's own, ours says which kind."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {SQLITE_WAITS_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _leave_no_lock(connection: Any, _record: Any, _fault: Any) -> None:
    """Ctrl-C amid a statement: SQLAlchemy closes the connection, and it is taken back before.

    What is closed with a statement under way stays open in SQLite, and holds its lock, as long as
    somebody holds the statement: the exception does, while the end of the run is to be noted.
    """
    with suppress(sqlite3.Error):
        connection.rollback()


def _begin_sqlite(connection: Connection) -> None:
    """A writer asks for the lock at once: a reader that becomes one can only fail."""
    writes = connection.get_execution_options().get("casebook_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing(engine: Engine) -> Engine:
    """The same, for units of work that write."""
    return engine.execution_options(casebook_writes=True)


def reading(engine: Engine) -> Engine:
    """The same, for looks at what is there."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine


@contextmanager
def told_plainly(address: URL) -> Iterator[None]:
    """What goes wrong when it is opened, in a sentence."""
    try:
        yield
    except DBAPIError as fault:
        reason = str(fault.orig).strip().splitlines()[0] if str(fault.orig).strip() else "no reason"
        if forbidden(fault):
            raise may_not(address, reason) from fault
        if no_room(reason):
            raise cannot_write(address, reason) from fault
        if address.get_backend_name() == "sqlite":
            _refuse_log_out_of_reach(address, fault)
            raise NotADatabase(
                f"{address.database} cannot be opened as a database ({reason});"
                " check the file, or name another with --db"
            ) from fault
        raise Unreachable(
            f"the database server at {shown(address)} cannot be used ({reason});"
            " is it running, and are name and password right?"
        ) from fault
    except (ModuleNotFoundError, NoSuchModuleError) as fault:
        raise NotADatabase(f"no driver for {shown(address)}: {fault}") from fault
