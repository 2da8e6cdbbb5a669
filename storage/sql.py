"""The few statements the two databases spell differently, or that want to be sent in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Delete, Row, Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

Item = TypeVar("Item")

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


def insert_new(
    session: Session,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *returning: ColumnElement[Any],
) -> list[Row[Any]]:
    """Insert the rows whose keys are not there yet; give back what of them was asked for."""
    added: list[Row[Any]] = []
    asked = returning or tuple(table.primary_key.columns)
    statement = _insert(session, table).on_conflict_do_nothing().returning(*asked)
    for batch in batches(rows):
        added.extend(session.execute(statement, batch))
    return added


def put_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet; quicker than asking which they are."""
    statement = _insert(session, table).on_conflict_do_nothing()
    for batch in batches(rows):
        session.execute(statement, batch)


def put(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows; where the primary key is there already, overwrite the rest."""
    if not rows:
        return
    statement = _put(is_postgres(session), table, tuple(rows[0]))
    for batch in batches(rows):
        session.execute(statement, batch)


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
    for batch in batches(rows):
        session.execute(table.insert(), batch)


def remove(session: Session, column: ColumnElement[Any], values: Iterable[Any]) -> None:
    """Delete the rows whose ``column`` is one of ``values``."""
    table: Any = column.table
    for batch in batches(values):
        statement: Delete = delete(table).where(column.in_(batch))
        session.execute(statement)


def is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _insert(session: Session, table: Table) -> Any:
    return postgresql.insert(table) if is_postgres(session) else sqlite.insert(table)
