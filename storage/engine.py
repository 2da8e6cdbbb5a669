"""Opens the database carefully: made, brought up to date, and sure it is the right one."""

from __future__ import annotations

import getpass
import os
import sqlite3
import time
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.orm import Session

from pipeline.records import Scope
from storage.migrations import CURRENT, known_revisions, stored_revision, upgrade
from storage.prepared import hold
from storage.tables import about

SQLITE_WAITS_MS = 60_000
#: One number for every Casebook process: who holds it may change the schema (PostgreSQL).
SCHEMA_LOCK = 0x0CA5EB00
#: ... and who holds this one may write what is derived or decided.
DERIVED_LOCK = 0x0CA5EB01
#: ... and this one belongs to the one resolver.
RESOLVER_LOCK = 0x0CA5EB02
#: For how long a migration lets others queue behind it before it steps back and tries again.
_MIGRATION_WAITS = "5s"
_MIGRATION_TRIES = 60
_PAUSE = 2.0  # seconds between two tries


class DatabaseError(Exception):
    """The database cannot be used; the message says what, where and what to do."""


class NoDatabase(DatabaseError):
    """There is nothing at the address, and nobody asked to make it."""


class NotADatabase(DatabaseError):
    """Something is at the address, but it is not Casebook's."""


class NewerDatabase(DatabaseError):
    """A later Casebook made it; this one would only spoil it."""


class OtherScope(DatabaseError):
    """Scope is fixed when a database is made."""


class DemoMismatch(DatabaseError):
    """Demonstration data and real data never share a database."""


class CannotWrite(DatabaseError):
    """The database takes nothing more: a full disk, a file that may only be read."""


class Busy(DatabaseError):
    """Another process writes, and has for longer than anybody should wait."""


class Unreachable(DatabaseError):
    """The server does not answer, or does not let us in."""


class _Session(Session):
    """Sends a statement straight to its connection.

    There are no mapped classes here; looking for them is a third of what a small one costs.
    """

    def execute(self, statement: Any, params: Any = None, **told: Any) -> Any:
        return self.connection().execute(statement, params, **told)


@dataclass(frozen=True)
class Database:
    """An open database; ``read`` and ``write`` are the only ways to a session."""

    engine: Engine
    scope: Scope
    demo: bool
    #: One for each unit of work since the log was carried over, up to how many are of interest.
    _logged: deque[None] = field(
        default_factory=lambda: deque(maxlen=_UNITS_LOGGED), repr=False, compare=False
    )

    @property
    def url(self) -> str:
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def shared(self) -> bool:
        """Whether it is a server on which several may write at the same time."""
        return self.engine.dialect.name == "postgresql"

    @property
    def _facts(self) -> dict[str, Any]:
        """What a session knows without asking: what never changes."""
        return {"scope": self.scope}

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent look: what others write meanwhile stays unseen."""
        with (
            _unless_newer(self.engine),
            _Session(_reading(self.engine), autoflush=False, info=self._facts) as session,
        ):
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One unit of work: commits at the end, or leaves no trace.

        While it lasts nobody changes the schema. Raises :class:`NewerDatabase` when somebody has.
        """
        with (
            _unless_full(self.engine.url),
            _Session(_writing(self.engine), autoflush=False, info=self._facts) as session,
            session.begin(),
            _nothing_under_way(session),
        ):
            _require_current(hold(session))
            yield session
        self._logged.append(None)

    @contextmanager
    def alone(self, lock: int) -> Iterator[None]:
        """Wait until nobody else on a shared database holds this lock, and hold it.

        It ends with the process that holds it, however that ends.
        """
        if not self.shared:
            yield
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            own = f"{lock}, hashtext(current_schema())"
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({own})")
            try:
                yield
            finally:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({own})")

    def carry_over(self) -> None:
        """Write SQLite's log back to its file while nobody waits, after so many units of work.

        Who writes without a pause does it in a commit in the end, which takes as long as the disk.
        Not at every pause: whoever writes next waits for the disk to begin the log anew.
        """
        if self.shared or len(self._logged) < _UNITS_LOGGED:
            return
        self._logged.clear()
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            connection.close()

    def identity(self) -> str:
        """A name of this database's own, given to it when first asked for; copies share it."""
        known = select(about.c.value).where(about.c.key == "identity")
        with self.read() as session:
            if found := session.execute(known).scalar():
                return str(found)
        with self.write() as session:
            if not (found := session.execute(known.with_for_update()).scalar()):
                found = uuid.uuid4().hex
                session.execute(about.insert().values(key="identity", value=found))
            return str(found)

    def dispose(self) -> None:
        self.engine.dispose()


def open_database(
    url: str, *, create: bool = True, scope: Scope | None = None, demo: bool = False
) -> Database:
    """Open the database at ``url``; make it or bring it up to date where that is needed.

    ``scope`` and ``demo`` are stored when it is made (default: police, not a demo).
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        _look_at_file(address, create=create)
    engine = _engine(address)
    try:
        with _told_plainly(address):
            facts = _prepare(engine, create=create, scope=scope, demo=demo)
        return _checked(engine, facts, scope=scope, demo=demo)
    except DatabaseError:
        engine.dispose()
        raise


def sqlite_file(url: str) -> Path | None:
    """The file an address leads to; none for a server, or for a database in memory."""
    address = _address(url)
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        return None
    return Path(str(address.database))


@contextmanager
def connect_elsewhere(url: str) -> Iterator[Engine]:
    """A database of somebody else's, SQLite or PostgreSQL, under the same care as our own."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        _look_at_file(address, create=True)
    engine = _engine(address)
    try:
        with _told_plainly(address), engine.connect():
            pass
        yield engine
    finally:
        engine.dispose()


def linked(database: Database, path: Path | None, name: str) -> Database:
    """The same database over connections that also reach another part of it.

    SQLite: the file ``path`` under ``name``; PostgreSQL: ``name`` are the schemas looked at.
    What is written there and here at once is no business of foreign keys, which cannot span both.
    """
    if path is None:
        look = f" -csearch_path={name}" if name else ""
        engine = create_engine(
            database.engine.url, connect_args=_network(database.engine.url, look)
        )
        return Database(engine, database.scope, database.demo)
    engine = _engine(database.engine.url)

    def attach(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"ATTACH DATABASE ? AS {name}", (str(path),))

    event.listen(engine, "connect", attach)
    return Database(engine, database.scope, database.demo)


def one_at_a_time(session: Session) -> None:
    """Let nobody else write what is derived or decided until this transaction ends.

    SQLite has one writer anyway. On PostgreSQL the work between (fetching, reading) is what
    takes time and goes on in parallel; writing it down in turn costs little and cannot go wrong.
    """
    if session.get_bind().dialect.name == "postgresql":
        # one lock a schema: what is built beside the live tables holds nobody up
        session.connection().exec_driver_sql(
            f"SELECT pg_advisory_xact_lock({DERIVED_LOCK}, hashtext(current_schema()))"
        )


def _address(url: str) -> URL:
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
            f"{address.get_backend_name()} databases are not supported ({_shown(address)});"
            " use sqlite:/// or postgresql://"
        )
    return address


def _look_at_file(address: URL, *, create: bool) -> None:
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
        raise NoDatabase(f"the folder {path.parent} does not exist; make it, or use another --db")


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


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "postgresql":
        return create_engine(address, pool_pre_ping=True, connect_args=_network(address))
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


def _network(address: URL, options: str = "") -> dict[str, Any]:
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


#: After so many units of work, of some hundred pages each, the log is carried over at a pause …
_UNITS_LOGGED = 250
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


@contextmanager
def _nothing_under_way(session: Session) -> Iterator[None]:
    """Ctrl-C: no later unit of work uses this connection.

    A statement of it may be half done, kept so by the exception: SQLite commits nothing then.
    """
    try:
        yield
    except BaseException as fault:
        if not isinstance(fault, Exception):
            session.invalidate()
        raise


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


def _writing(engine: Engine) -> Engine:
    return engine.execution_options(casebook_writes=True)


def _reading(engine: Engine) -> Engine:
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine


#: How SQLite and PostgreSQL begin to say that there is no room, or no right, to write.
_NO_ROOM = ("disk is full", "readonly database", "disk i/o error", "no space left", "read-only")


@contextmanager
def _told_plainly(address: URL) -> Iterator[None]:
    try:
        yield
    except DBAPIError as fault:
        reason = str(fault.orig).strip().splitlines()[0] if str(fault.orig).strip() else "no reason"
        if _forbidden(fault):
            raise _may_not(address, reason) from fault
        if _no_room(reason):
            raise _cannot_write(address, reason) from fault
        if address.get_backend_name() == "sqlite":
            _refuse_log_out_of_reach(address, fault)
            raise NotADatabase(
                f"{address.database} cannot be opened as a database ({reason});"
                " check the file, or name another with --db"
            ) from fault
        raise Unreachable(
            f"the database server at {_shown(address)} cannot be used ({reason});"
            " is it running, and are name and password right?"
        ) from fault
    except (ModuleNotFoundError, NoSuchModuleError) as fault:
        raise NotADatabase(f"no driver for {_shown(address)}: {fault}") from fault


@contextmanager
def _unless_full(address: URL) -> Iterator[None]:
    try:
        yield
    except DBAPIError as fault:
        reason = str(fault.orig).strip()
        if "database is locked" in reason:
            raise Busy(
                f"somebody else has been writing to {_shown(address)} for a minute;"
                " nothing of this was written, try again"
            ) from fault
        if _forbidden(fault):
            raise _may_not(address, reason) from fault
        if _no_room(reason):
            raise _cannot_write(address, reason) from fault
        if _lost(fault):
            raise _cut_off(address, reason) from fault
        raise


def _lost(fault: DBAPIError) -> bool:
    """Whether the server is gone, or we are: there is nobody to say anything to."""
    cut = fault.connection_invalidated or getattr(fault.orig, "sqlstate", "") is None
    return isinstance(fault, OperationalError) and cut


def _cut_off(address: URL, reason: str) -> Unreachable:
    return Unreachable(
        f"the database server at {_shown(address)} does not answer any more"
        f" ({reason.splitlines()[0] if reason else 'no reason'}); nothing stored is lost"
    )


def _forbidden(fault: DBAPIError) -> bool:
    """Whether the server knows us and does not let us: a role that may only read, say."""
    return getattr(fault.orig, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE


_INSUFFICIENT_PRIVILEGE = "42501"


def _may_not(address: URL, reason: str) -> CannotWrite:
    return CannotWrite(
        f"{_shown(address)} does not let {address.username} do this ({reason.splitlines()[0]});"
        " ask whoever keeps it for the right, or use another name: nothing was changed"
    )


def _no_room(reason: str) -> bool:
    return any(words in reason.lower() for words in _NO_ROOM)


def _cannot_write(address: URL, reason: str) -> CannotWrite:
    what = (
        "change the rights of the file and its folder, or work on a copy with --db"
        if "readonly" in reason.lower()
        else "free some space or mend its rights, then run the same command again"
    )
    return CannotWrite(
        f"{_shown(address)} cannot be written ({reason.splitlines()[0]}); {what}:"
        " nothing stored is lost"
    )


def _shown(address: URL) -> str:
    return address.render_as_string(hide_password=True)


def _prepare(engine: Engine, *, create: bool, scope: Scope | None, demo: bool) -> dict[str, str]:
    with _reading(engine).connect() as connection:
        revision = stored_revision(connection)
        if revision == CURRENT:
            return _facts(connection)
        _refuse_foreign(connection, revision, create=create)
    for left in reversed(range(_MIGRATION_TRIES)):
        try:
            return _migrated(engine, scope=scope, demo=demo)
        except DBAPIError as fault:
            if getattr(fault.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            if not left:
                raise Busy(
                    f"{_shown(engine.url)} is to be brought up to date, but somebody reads or"
                    " writes it all the time; stop the long ones (“casebook runs” lists them)"
                    " and run the same command again"
                ) from fault
        time.sleep(_PAUSE)
    raise AssertionError("the last try returns or raises")


LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL: lock_timeout ran out


def _migrated(engine: Engine, *, scope: Scope | None, demo: bool) -> dict[str, str]:
    """Bring it up to date in one transaction that waits for writers, and not long for readers."""
    with _writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_MIGRATION_WAITS}'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({SCHEMA_LOCK})")
        upgrade(connection)
        _note_facts(connection, scope=scope or Scope.POLICE, demo=demo)
        return _facts(connection)


_REVISION = "SELECT version_num FROM alembic_version"


def _require_current(connection: Connection) -> None:
    """Keep the schema as it is until this transaction ends, if it is the one we know."""
    if connection.dialect.name == "postgresql":
        # first the lock, in a statement of its own: the next one sees what its holder changed
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({SCHEMA_LOCK})")
    revision = connection.exec_driver_sql(_REVISION).scalar()
    if revision != CURRENT:
        raise _moved(connection.engine.url, revision)


def _moved(address: URL, revision: str | None) -> NewerDatabase:
    return NewerDatabase(
        f"{_shown(address)} has meanwhile been changed by another Casebook (schema {revision},"
        f" this one knows {CURRENT}); nothing is half done: upgrade Casebook and start it again"
    )


@contextmanager
def _unless_newer(engine: Engine) -> Iterator[None]:
    """A statement the database does not understand any more, told as what it is."""
    try:
        yield
    except (ProgrammingError, OperationalError) as fault:
        if engine.dialect.name == "postgresql" and _lost(fault):
            raise _cut_off(engine.url, str(fault.orig).strip()) from fault
        if _forbidden(fault):
            raise _may_not(engine.url, str(fault.orig).strip()) from fault
        with suppress(DBAPIError), engine.connect() as connection:
            revision = stored_revision(connection)
            if revision not in (None, CURRENT):
                raise _moved(engine.url, revision) from fault
        raise


def _refuse_foreign(connection: Connection, revision: str | None, *, create: bool) -> None:
    where = _shown(connection.engine.url)
    if revision is None:
        if inspect(connection).get_table_names():
            raise NotADatabase(f"{where} holds another program's tables; name another with --db")
        if not create:
            raise NoDatabase(f"{where} is empty; `casebook ingest` or `casebook crawl` fills it")
    elif revision not in known_revisions():
        raise NewerDatabase(
            f"{where} was made by a newer Casebook (schema {revision}, this one knows {CURRENT});"
            " upgrade Casebook, or use another --db"
        )


def _note_facts(connection: Connection, *, scope: Scope, demo: bool) -> None:
    if _facts(connection):
        return
    facts = {
        "scope": str(scope),
        "demo": "yes" if demo else "no",
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "made_by": _login(),
    }
    connection.execute(about.insert(), [{"key": key, "value": facts[key]} for key in facts])


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user: a container
        return f"user {os.getuid()}"


def _facts(connection: Connection) -> dict[str, str]:
    return {row.key: row.value for row in connection.execute(select(about))}


def _checked(engine: Engine, facts: dict[str, str], *, scope: Scope | None, demo: bool) -> Database:
    stored, is_demo = Scope(facts["scope"]), facts["demo"] == "yes"
    where = _shown(engine.url)
    if scope is not None and scope is not stored:
        raise OtherScope(
            f"{where} was made with --scope {stored} and cannot take --scope {scope};"
            " use another --db for that"
        )
    if demo and not is_demo:
        raise DemoMismatch(f"{where} holds real data; the demo needs a database of its own")
    return Database(engine, stored, is_demo)


def facts_of(session: Session) -> dict[str, str]:
    """What was noted when the database was made: scope, demo, made_at, made_by."""
    return _facts(session.connection())


_SCOPE = select(about.c.value).where(about.c.key == "scope")


def scope_of(session: Session) -> Scope:
    """The scope of the database a session is on; it never changes."""
    if "scope" not in session.info:
        session.info["scope"] = Scope(session.execute(_SCOPE).scalar_one())
    scope: Scope = session.info["scope"]
    return scope
