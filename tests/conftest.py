"""Databases for tests: a new SQLite file each, and PostgreSQL where one can be reached."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from storage.engine import Database, open_database

LOOPBACK = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"


def _postgres() -> tuple[URL | None, str]:
    """The server to test on, or why there is none."""
    address = make_url(os.environ.get("CASEBOOK_TEST_POSTGRES", LOOPBACK))
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address, connect_args={"connect_timeout": 3})
    try:
        with engine.connect() as connection:
            version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    except OperationalError as fault:
        if "CASEBOOK_TEST_POSTGRES" in os.environ:
            raise
        return None, f"no PostgreSQL answers on loopback: {str(fault.orig).splitlines()[0]}"
    finally:
        engine.dispose()
    if int(version) < 150000:
        return None, f"PostgreSQL on loopback is older than 15: {version}"
    return address, ""


@pytest.fixture(scope="session")
def postgres() -> URL:
    """A PostgreSQL server; tests that need one say why they did not run."""
    address, why_not = _postgres()
    if address is None:
        pytest.skip(why_not)
    return address


@pytest.fixture(scope="session")
def postgres_database(postgres: URL) -> Iterator[URL]:
    """A database of our own on the server, for this session of tests."""
    name = f"casebook_test_{uuid.uuid4().hex[:12]}"
    server = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgres.set(database=name)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def empty_postgres(postgres_database: URL) -> str:
    """The address of an empty PostgreSQL database."""
    engine = create_engine(postgres_database)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return postgres_database.render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'casebook.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, on each kind of server."""
    name = "sqlite_url" if request.param == "sqlite" else "empty_postgres"
    return str(request.getfixturevalue(name))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new database, made by the real migrations."""
    opened = open_database(database_url)
    yield opened
    opened.dispose()
