"""Databases for tests: a new SQLite file each, and PostgreSQL where one can be reached."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from storage import migrations
from storage.engine import Database, open_database
from tests.loaded import ANEW, crawls_forked
from tests.prepared import Prepared, migrated_once

LOOPBACK = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"

#: No test asserts speed; whichever reads first in a process compiles every pattern, for seconds.
settings.register_profile("casebook", deadline=None)
settings.load_profile("casebook")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Property tests run untraced: a hundred examples tell coverage nothing that the tests beside
    them do not, and being traced nearly doubles what they cost. The longest, which mostly wait,
    come first, so that others work meanwhile."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=lambda item: "tests/whole/" not in item.nodeid)


@pytest.fixture(scope="session", autouse=True)
def _forked() -> Iterator[None]:
    """A crawl's process is forked from one that is loaded; see `started_anew`."""
    with crawls_forked():
        yield


@pytest.fixture(scope="session", autouse=True)
def _migrated_once() -> Iterator[None]:
    """A new SQLite file is made by what the migrations made of the first; see `migrated_anew`."""
    with migrated_once():
        yield


@pytest.fixture
def migrated_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every database is made by the migrations themselves."""
    monkeypatch.setattr("storage.engine.upgrade", migrations.upgrade)


@pytest.fixture
def started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crawl's process begins as everybody's does: by a command that names its module."""
    for module in ("crawler.run", "crawler.looking"):
        monkeypatch.setattr(f"{module}.begun", ANEW)


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


@contextmanager
def _database_on(postgres: URL) -> Iterator[URL]:
    """A database of our own on the server, dropped afterwards."""
    name = f"casebook_test_{uuid.uuid4().hex[:12]}"
    server = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgres.set(database=name)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def postgres_database(postgres: URL) -> Iterator[URL]:
    """A database of our own on the server, for this session of tests."""
    with _database_on(postgres) as address:
        yield address


def _without_tables(address: URL) -> str:
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return address.render_as_string(hide_password=False)


@pytest.fixture
def empty_postgres(postgres_database: URL) -> str:
    """The address of an empty PostgreSQL database."""
    return _without_tables(postgres_database)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'casebook.db'}"


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file as the migrations leave it, to be copied: they need longer than most tests."""
    path = tmp_path_factory.mktemp("prepared") / "casebook.db"
    open_database(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(scope="session")
def prepared_postgres(postgres: URL) -> Iterator[Prepared]:
    """A PostgreSQL database as the migrations leave it, to be emptied after each test."""
    with _database_on(postgres) as address, Prepared(address) as prepared:
        yield prepared


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An address on each kind of server: of an empty database, or, where a test takes ``database``
    too, of one that the real migrations have made."""
    asked: Callable[[str], Any] = request.getfixturevalue
    if "database" not in request.fixturenames:
        return str(asked("sqlite_url" if request.param == "sqlite" else "empty_postgres"))
    if request.param == "postgres":
        return str(asked("prepared_postgres").emptied())
    url = str(asked("sqlite_url"))
    shutil.copyfile(asked("prepared_sqlite"), make_url(url).database or "")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new database, made by the real migrations."""
    opened = open_database(database_url)
    yield opened
    opened.dispose()
