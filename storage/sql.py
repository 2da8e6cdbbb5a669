"""The few statements the two databases spell differently, or that want to be sent in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from json.encoder import encode_basestring as _quote
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Delete,
    Dialect,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    bindparam,
    delete,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.columns import as_json, storable
from storage.prepared import send

Item = TypeVar("Item")

#: From so many rows on PostgreSQL's COPY is quicker than its INSERT.
COPIED = 10

#: From so many on rows of which some may be there already are copied beside their table first.
STAGED = 200

#: SQLite takes 32,766 parameters a statement, PostgreSQL 65,535.
BATCH = 500


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """
    >>> list(batches([1, 2, 3], 2))
    [[1, 2], [3]]
    """
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


# ---------------------------------------------------------------------------------- lists


class _List(TypeDecorator[Any]):
    """Texts or numbers as one value: JSON on SQLite, an array on PostgreSQL."""

    impl = Text
    cache_ok = True

    def __init__(self, item: type[TypeEngine[Any]]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(self.item()) if dialect.name == "postgresql" else _TEXT

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        return _as_array if dialect.name == "postgresql" else _as_json_array


_TEXT = Text()


def _as_array(values: Any) -> list[Any]:
    return [storable(value) if isinstance(value, str) else value for value in values]


def _as_json_array(values: Any) -> str:
    """A JSON array; of words and whole numbers in .25 to .7 of the time ``json`` takes."""
    if {*map(type, values)} <= {str, int}:
        own = [_quote(value) if isinstance(value, str) else str(value) for value in values]
        told = f"[{','.join(own)}]"
        if told.isascii() and _NUL not in told:  # nothing in it that no database keeps
            return told
    return as_json(_as_array(values))


_NUL = _quote("\0")[1:-1]


class _OneOf(FunctionElement[bool]):
    """Whether a column's value is in a list that is sent as one."""

    inherit_cache = True
    type = Boolean()

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002
        return self  # SQLite would be asked whether it "= 1", and use no index


@compiles(_OneOf, "sqlite")
def _one_of_json(element: _OneOf, compiler: SQLCompiler, **told: Any) -> str:
    column, values = (compiler.process(clause, **told) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - names of ours


@compiles(_OneOf, "postgresql")
def _one_of_array(element: _OneOf, compiler: SQLCompiler, **told: Any) -> str:
    column, values = (compiler.process(clause, **told) for clause in element.clauses)
    return f"{column} = ANY ({values})"


def one_of(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """The rows whose ``column`` is in the list that is given as the parameter ``name``.

    The statement is the same for lists of any length: an IN would be written out, and
    understood by the database, anew for each.
    """
    item = BigInteger if isinstance(column.type, Integer) else Text
    return _OneOf(column, bindparam(name, type_=_List(item)))


# ---------------------------------------------------------------------------------- write


def insert_new(
    session: Session,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *returning: ColumnElement[Any],
) -> list[Row[Any]]:
    """Insert the rows whose keys are not there yet; give back what of them was asked for."""
    added: list[Row[Any]] = []
    asked = returning or tuple(table.primary_key.columns)
    if len(rows) >= STAGED and is_postgres(session):
        with _staged(session, table, rows) as statement:
            return list(session.execute(statement.returning(*asked)))
    statement = _insert(session, table).on_conflict_do_nothing().returning(*asked)
    for batch in batches(rows):
        added.extend(session.execute(statement, batch))
    return added


def put_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet; quicker than asking which they are."""
    if len(rows) >= STAGED and is_postgres(session):
        with _staged(session, table, rows) as statement:
            session.execute(statement)
        return
    statement = _insert(session, table).on_conflict_do_nothing()
    for batch in batches(rows):
        session.execute(statement, batch)


@contextmanager
def _staged(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    """The INSERT of rows that were copied beside the table, less those whose keys are there."""
    columns = _own(table, tuple(rows[0]))
    stage = Table(
        f"stage_{table.name}",
        MetaData(),
        *(Column(column.name, column.type) for column in columns),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    stage.create(session.connection())
    _copy(session, table, rows, into=stage)
    yield (
        postgresql.insert(table)
        .from_select([column.name for column in columns], select(stage), include_defaults=False)
        .on_conflict_do_nothing()
    )
    stage.drop(session.connection())


def put(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows; where the primary key is there already, overwrite the rest."""
    if not rows:
        return
    statement = _put(is_postgres(session), table, tuple(rows[0]))
    for batch in batches(rows):
        send(session, statement, batch)


@cache
def _put(postgres: bool, table: Table, names: tuple[str, ...]) -> Any:
    """Building a statement costs more than running it; tables are few."""
    keys = {column.name for column in table.primary_key.columns}
    statement = (postgresql if postgres else sqlite).insert(table)
    return statement.on_conflict_do_update(
        index_elements=[table.c[key] for key in sorted(keys)],
        set_={name: statement.excluded[name] for name in names if name not in keys},
    )


def add_one(session: Session, table: Table, row: Mapping[str, Any]) -> int:
    """Insert a row; its number."""
    return int(session.execute(_add_one(table), row).scalar_one())


@cache
def _add_one(table: Table) -> Any:
    return table.insert().returning(table.c.id)


def add(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, which all have the columns of the first."""
    if len(rows) >= COPIED and is_postgres(session):
        _copy(session, table, rows)
        return
    for batch in batches(rows):
        send(session, _insert_all(table), batch)


@cache
def _insert_all(table: Table) -> Any:
    return table.insert().inline()  # nobody asks for the numbers


def _copy(
    session: Session,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    into: Table | None = None,
) -> None:
    listed, columns = _copied(table, tuple(rows[0]))
    statement = f"COPY {_quoted(table if into is None else into)} ({listed}) FROM STDIN"
    with copying(session, statement) as feed:
        for batch in batches(rows):
            for row in zip(*(told(batch) for told in columns), strict=True):
                feed.write_row(row)


@contextmanager
def copying(session: Session, statement: str) -> Iterator[Any]:
    """psycopg's feed of a COPY; what goes wrong is raised as it is of an INSERT."""
    import psycopg  # a tenth of a second that SQLite has no use for

    cursor: Any = session.connection().connection.cursor()
    try:
        with cursor, cursor.copy(statement) as feed:
            yield feed
    except psycopg.Error as fault:
        raise DBAPIError(statement, None, fault) from fault


@cache
def _psycopg() -> Dialect:
    from sqlalchemy.dialects.postgresql import psycopg

    dialect: Dialect = psycopg.dialect()  # type: ignore[no-untyped-call]
    return dialect


#: A column's values as the driver takes them, from rows.
_Told = Callable[[Sequence[Mapping[str, Any]]], Iterable[Any]]


@cache
def _copied(table: Table, names: tuple[str, ...]) -> tuple[str, tuple[_Told, ...]]:
    """The columns to be copied of rows with these, and how each one's values are had."""
    own = _own(table, names)
    told = tuple(_told(column, given=column.name in names) for column in own)
    return ", ".join(map(_quoted, own)), told


def _own(table: Table, names: tuple[str, ...]) -> list[Column[Any]]:
    """The columns rows with these names fill: theirs, and those that have a default of ours."""
    return [
        column for column in table.columns if column.name in names or column.default is not None
    ]


def _quoted(named: Table | Column[Any]) -> str:
    return _psycopg().identifier_preparer.quote(named.name)


def _told(column: Column[Any], *, given: bool) -> _Told:
    if not given:
        default = column.default.arg  # type: ignore[union-attr]
        return lambda rows: [default] * len(rows)
    value = itemgetter(column.name)
    change = column.type.dialect_impl(_psycopg()).bind_processor(_psycopg())
    if change is None:
        return lambda rows: map(value, rows)
    return lambda rows: map(change, map(value, rows))


def remove(session: Session, column: Column[Any], values: Iterable[Any]) -> None:
    """Delete the rows whose ``column`` is one of ``values``."""
    for batch in batches(values):
        send(session, _remove(column), [{"values": batch}])


@cache
def _remove(column: Column[Any]) -> Delete:
    return delete(column.table).where(one_of(column, "values"))


def is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _insert(session: Session, table: Table) -> Any:
    return postgresql.insert(table) if is_postgres(session) else sqlite.insert(table)
