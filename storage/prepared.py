"""Statements of the hot path, understood once and from then on handed to the driver as they are.

SQLAlchemy looks every statement up, takes its parameters apart and dresses its rows each time it
is sent. Resolving one report sends some thirty small ones, and that is most of what they cost. Here
a statement is compiled when it is first sent, by SQLAlchemy, and its types change the values; only
the way to the driver is shorter. For statements that are made once, at import or in a cached
function.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, NoReturn, TypeAlias, TypeVar

from sqlalchemy import Connection, Dialect, Engine, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

#: What becomes of a value on its way to the driver, or back.
_Change: TypeAlias = Callable[[Any], Any]

_named: Any = namedtuple  # of columns that are known when it runs

_HELD = "connection"


class _Held(NamedTuple):
    """A session's connection, with what is asked of it for every statement."""

    connection: Connection
    dialect: Dialect
    cursor: Callable[[], Any]  # of the driver
    heard: bool  # somebody listens to what is sent: they shall hear of it


def hold(session: Session) -> Connection:
    """Look up the connection of a unit of work, which stays the same until it ends."""
    session.info[_HELD] = held = _hold(session.connection())
    return held.connection


def _hold(connection: Connection) -> _Held:
    heard = bool(connection.dispatch.before_cursor_execute)
    driver: Any = connection.connection.driver_connection
    return _Held(connection, _first(connection.dialect), driver.cursor, heard)


_Statement = TypeVar("_Statement", bound=Executable)
_FIRST: dict[tuple[str, str], Dialect] = {}


def _first(dialect: Dialect) -> Dialect:
    """One for all databases of a kind: a statement is understood once a process."""
    return _FIRST.setdefault((dialect.name, dialect.driver), dialect)


_PRECOMPILED: list[tuple[Executable, tuple[str, ...]]] = []


def precompiled(statement: _Statement, *names: str) -> _Statement:
    """Note a statement that few units of work send, for :func:`precompile`.

    ``names``: its parameters, of a statement that gives nothing back.
    """
    _PRECOMPILED.append((statement, names))
    return statement


def precompile(engine: Engine) -> None:
    """Compile what was noted while nobody waits; it takes as long as sending it twenty times."""
    dialect = _first(engine.dialect)
    for statement, names in _PRECOMPILED:
        _prepared(statement, dialect, names)


def _of(session: Session) -> _Held:
    held: _Held | None = session.info.get(_HELD)
    return held or _hold(session.connection())


def ask(session: Session, statement: Any, params: Mapping[str, Any] | None = None) -> list[Any]:
    """All rows of a SELECT, each a named tuple."""
    connection, dialect, new_cursor, heard = _of(session)
    if heard:
        return list(connection.execute(statement, params).all())
    known = _prepared(statement, dialect, ())
    try:
        cursor = new_cursor()
        cursor.execute(known.sql, known.values(params or {}))
        found = known.rows(cursor)
        cursor.close()
    except _fault(connection) as fault:
        _raise(fault, connection, known.sql)
    return found


def send(session: Session, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """A statement that gives nothing back, for each of these rows of parameters.

    They all have those of the first.
    """
    if not rows:
        return
    connection, dialect, new_cursor, heard = _of(session)
    known = _prepared(statement, dialect, tuple(rows[0]))
    if heard or known.filled_in:
        connection.execute(statement, rows)
        return
    try:
        cursor = new_cursor()
        if len(rows) == 1:
            cursor.execute(known.sql, known.values(rows[0]))
        else:
            cursor.executemany(known.sql, [known.values(row) for row in rows])
        cursor.close()
    except _fault(connection) as fault:
        _raise(fault, connection, known.sql)


def _fault(connection: Connection) -> Any:
    return connection.dialect.loaded_dbapi.Error


def _raise(fault: Any, connection: Connection, sql: str) -> NoReturn:
    """What went wrong, as SQLAlchemy raises it."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(fault, connection.connection.dbapi_connection, None)
    told = DBAPIError.instance(
        sql, None, fault, _fault(connection), connection_invalidated=lost, dialect=dialect
    )
    if lost:
        connection.invalidate(fault)
    raise told from fault


class _Prepared:
    """One statement as one driver takes it."""

    def __init__(self, statement: Any, dialect: Dialect, names: tuple[str, ...]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names or None)
        if compiled.post_compile_params or compiled.literal_execute_params:
            raise TypeError(f"it is written out anew each time: {compiled}")
        self.sql: str = compiled.string
        #: By SQLAlchemy, from defaults of ours.
        self.filled_in = bool(compiled.insert_prefetch or compiled.update_prefetch)
        self._names = tuple(compiled.positiontup if compiled.positional else compiled.binds)
        self._by_name = not compiled.positional
        binds = [compiled.binds[name] for name in self._names]
        self._binds = [
            (bind.key, bind.value, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for bind in binds
        ]
        self._columns = tuple(statement.selected_columns) if not names else ()
        self._dialect = dialect
        self._read: list[tuple[int, _Change]] | None = None
        keys = [str(column.key) for column in self._columns]
        #: As its ``_make`` does, which counts the columns of every row.
        self._make = partial(tuple.__new__, _named("Row", keys, rename=True))

    def values(self, told: Mapping[str, Any]) -> Any:
        """The parameters, as the driver takes them."""
        found = [
            told.get(key, own) if change is None else change(told.get(key, own))
            for key, own, change in self._binds
        ]
        return dict(zip(self._names, found, strict=True)) if self._by_name else found

    def rows(self, cursor: Any) -> list[Any]:
        """What a cursor found, with values as Python has them."""
        if self._read is None:
            self._read = list(self._changes(cursor.description))
        found = cursor.fetchall()
        if self._read and found:
            columns: list[Iterable[Any]] = list(zip(*found, strict=True))
            for at, change in self._read:
                columns[at] = map(change, columns[at])
            found = zip(*columns, strict=True)
        return list(map(self._make, found))

    def _changes(self, described: Sequence[Sequence[Any]]) -> Iterator[tuple[int, _Change]]:
        for at, (column, told) in enumerate(zip(self._columns, described, strict=True)):
            own = column.type.dialect_impl(self._dialect)
            if change := own.result_processor(self._dialect, told[1]):
                yield at, change


@lru_cache(maxsize=1024)
def _prepared(statement: Any, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    return _Prepared(statement, dialect, names)
