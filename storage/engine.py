"""Opens the database carefully: made, brought up to date, and sure it is the right one."""

from __future__ import annotations

import getpass
import os
import time
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from pipeline.records import Scope
from storage.connections import (
    address_of,
    engine_for,
    look_at_file,
    network_options,
    reading,
    told_plainly,
    writing,
)
from storage.faults import (
    Busy,
    DatabaseError,
    DemoMismatch,
    NewerDatabase,
    NoDatabase,
    NotADatabase,
    OtherScope,
    cut_off,
    forbidden,
    lost,
    may_not,
    shown,
    unless_full,
)
from storage.migrations import CURRENT, known_revisions, stored_revision, upgrade
from storage.prepared import hold
from storage.tables import about

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
            _Session(reading(self.engine), autoflush=False, info=self._facts) as session,
        ):
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One unit of work: commits at the end, or leaves no trace.

        While it lasts nobody changes the schema. Raises :class:`NewerDatabase` when somebody has.
        """
        with (
            unless_full(self.engine.url),
            _Session(writing(self.engine), autoflush=False, info=self._facts) as session,
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
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        look_at_file(address, create=create)
    engine = engine_for(address)
    try:
        with told_plainly(address):
            facts = _prepare(engine, create=create, scope=scope, demo=demo)
        return _checked(engine, facts, scope=scope, demo=demo)
    except DatabaseError:
        engine.dispose()
        raise


def linked(database: Database, path: Path | None, name: str) -> Database:
    """The same database over connections that also reach another part of it.

    SQLite: the file ``path`` under ``name``; PostgreSQL: ``name`` are the schemas looked at.
    What is written there and here at once is no business of foreign keys, which cannot span both.
    """
    if path is None:
        look = f" -csearch_path={name}" if name else ""
        engine = create_engine(
            database.engine.url, connect_args=network_options(database.engine.url, look)
        )
        return Database(engine, database.scope, database.demo)
    engine = engine_for(database.engine.url)

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


#: After so many units of work, of some hundred pages each, the log is carried over at a pause …
_UNITS_LOGGED = 250


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


def _prepare(engine: Engine, *, create: bool, scope: Scope | None, demo: bool) -> dict[str, str]:
    with reading(engine).connect() as connection:
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
                    f"{shown(engine.url)} is to be brought up to date, but somebody reads or"
                    " writes it all the time; stop the long ones (“casebook runs” lists them)"
                    " and run the same command again"
                ) from fault
        time.sleep(_PAUSE)
    raise AssertionError("the last try returns or raises")


LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL: lock_timeout ran out


def _migrated(engine: Engine, *, scope: Scope | None, demo: bool) -> dict[str, str]:
    """Bring it up to date in one transaction that waits for writers, and not long for readers."""
    with writing(engine).begin() as connection:
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
        f"{shown(address)} has meanwhile been changed by another Casebook (schema {revision},"
        f" this one knows {CURRENT}); nothing is half done: upgrade Casebook and start it again"
    )


@contextmanager
def _unless_newer(engine: Engine) -> Iterator[None]:
    """A statement the database does not understand any more, told as what it is."""
    try:
        yield
    except (ProgrammingError, OperationalError) as fault:
        if engine.dialect.name == "postgresql" and lost(fault):
            raise cut_off(engine.url, str(fault.orig).strip()) from fault
        if forbidden(fault):
            raise may_not(engine.url, str(fault.orig).strip()) from fault
        with suppress(DBAPIError), engine.connect() as connection:
            revision = stored_revision(connection)
            if revision not in (None, CURRENT):
                raise _moved(engine.url, revision) from fault
        raise


def _refuse_foreign(connection: Connection, revision: str | None, *, create: bool) -> None:
    where = shown(connection.engine.url)
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
    where = shown(engine.url)
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
