"""Databases that are migrated once a worker: PostgreSQL is emptied for every test, SQLite copied.

Dropping and making 64 tables costs a server more than most tests do; deleting a few rows costs it
milliseconds. What a test does to the tables themselves is noticed, and then they are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self
from unittest import mock

from sqlalchemy import Connection, MetaData, create_engine, inspect, text
from sqlalchemy.engine import URL

from storage import engine, migrations
from storage.engine import open_database

_SHAPE = """
SELECT md5(string_agg(line, chr(10) ORDER BY line)) FROM (
  SELECT format('%s.%s ', attrelid::regclass, attname)
      || format('%s %s', format_type(atttypid, atttypmod), attnotnull) AS line
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0
  UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT tgname || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
) AS lines
"""
_SEQUENCES = """
SELECT setval(oid::regclass, 1, false) FROM pg_class
WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
"""


class Prepared:
    """The database at ``address``; as the migrations leave it whenever `emptied` returns."""

    def __init__(self, address: URL) -> None:
        self._engine = create_engine(address)
        self._shape: str | None = None
        self._tables = MetaData()
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def emptied(self) -> str:
        """The address, once nothing is left of the test before."""
        with self._engine.begin() as connection:
            whole = self._shape is not None and self._shape == self._now(connection)
            if whole:
                self._empty(connection)
        if not whole:
            self._make()
        self._engine.dispose()
        return self._engine.url.render_as_string(hide_password=False)

    def _now(self, connection: Connection) -> str:
        return str(connection.execute(text(_SHAPE)).scalar_one())

    def _empty(self, connection: Connection) -> None:
        for table in reversed(self._tables.sorted_tables):
            connection.execute(table.delete())
        for table in self._tables.sorted_tables:
            if rows := self._rows[table.name]:
                connection.execute(table.insert(), rows)
        connection.execute(text(_SEQUENCES))

    def _make(self) -> None:
        with self._engine.begin() as connection:
            connection.execute(text("DROP SCHEMA IF EXISTS public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        open_database(self._engine.url.render_as_string(hide_password=False)).dispose()
        with self._engine.begin() as connection:
            self._shape = self._now(connection)
            self._tables = MetaData()
            self._tables.reflect(connection)
            self._rows = {
                table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
                for table in self._tables.sorted_tables
            }


@contextmanager
def migrated_once() -> Iterator[None]:
    """The first SQLite file is made by the migrations, the next ones by what those have made."""
    made: list[str] = []

    def upgrade(connection: Connection) -> None:
        new = connection.dialect.name == "sqlite" and not inspect(connection).get_table_names()
        if new and made:
            for statement in made:
                connection.exec_driver_sql(statement)
            return
        migrations.upgrade(connection)
        if new:
            made.extend(_statements(connection))

    with mock.patch.object(engine, "upgrade", upgrade):
        yield


_MADE = """
SELECT type, name, sql FROM sqlite_master AS own
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  AND NOT EXISTS (SELECT 1 FROM sqlite_master AS search WHERE search.sql LIKE 'CREATE VIRTUAL%'
                  AND own.name LIKE search.name || '\\_%' ESCAPE '\\' AND own.type = 'table')
ORDER BY type <> 'table', rowid
"""


def _statements(connection: Connection) -> list[str]:
    """What makes the tables that are there, with their rows; a search index makes its own."""
    found = connection.exec_driver_sql(_MADE).all()
    rows = []
    for kind, name, sql in found:
        if kind == "table" and not sql.startswith("CREATE VIRTUAL"):
            told = connection.exec_driver_sql(f"PRAGMA table_info({name})").all()
            columns = [f'"{row[1]}"' for row in told]
            quoted = " || ',' || ".join(f"quote({column})" for column in columns)
            values = connection.exec_driver_sql(f"SELECT {quoted} FROM {name}").scalars()
            rows += [f"INSERT INTO {name} ({','.join(columns)}) VALUES ({own})" for own in values]
    tables = [sql for kind, _, sql in found if kind == "table"]
    return [*tables, *rows, *(sql for kind, _, sql in found if kind != "table")]
