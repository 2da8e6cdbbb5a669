from __future__ import annotations

import socket
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Text, create_engine, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from pipeline.records import Scope
from storage import connections, faults, sql
from storage import engine as engines
from storage.columns import Words
from storage.connections import sqlite_file
from storage.engine import Database, open_database
from storage.frontier import LinkState
from storage.migrations import CURRENT, is_ours, known_revisions, stored_revision
from storage.migrations.__main__ import write
from storage.tables import DERIVED, about, link, metadata, source


def _add_sources(session: Session, *keys: str) -> None:
    for key in keys:
        session.execute(source.insert().values(key=key, failures=0, new_links=0))


def _other_type(
    context: MigrationContext, _inspected: Any, column: Any, stored: Any, wanted: Any
) -> bool | None:
    """Alembic sees a type of our own by its kind only; its collation is looked at here."""
    if not isinstance(wanted, Words):
        return None
    collation = "C" if context.dialect.name == "postgresql" else None
    return not isinstance(stored, Text) or stored.collation != collation


def test_models_and_migrations_agree(database: Database) -> None:
    options = {"compare_type": _other_type, "include_object": is_ours}
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_a_new_database_is_at_the_newest_revision(database: Database) -> None:
    with database.engine.connect() as connection:
        assert stored_revision(connection) == CURRENT
    assert CURRENT in known_revisions()


def test_opening_again_changes_nothing(database: Database) -> None:
    with database.read() as session:
        before = session.execute(select(about).order_by(about.c.key)).all()
    again = open_database(database.engine.url.render_as_string(hide_password=False), create=False)
    with again.read() as session:
        assert session.execute(select(about).order_by(about.c.key)).all() == before
    again.dispose()


def test_scope_is_fixed_when_made(database_url: str) -> None:
    open_database(database_url, scope=Scope.ANY).dispose()
    same = open_database(database_url)
    assert same.scope is Scope.ANY
    same.dispose()
    with pytest.raises(faults.OtherScope, match="made with --scope any"):
        open_database(database_url, scope=Scope.POLICE)


def test_demo_is_remembered_and_real_data_is_never_demo(database_url: str, tmp_path: Path) -> None:
    open_database(database_url, demo=True).dispose()
    again = open_database(database_url)
    assert again.demo
    again.dispose()
    real = f"sqlite:///{tmp_path / 'real.db'}"
    open_database(real).dispose()
    with pytest.raises(faults.DemoMismatch):
        open_database(real, demo=True)


def test_a_database_of_a_newer_version_is_left_alone(database: Database) -> None:
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    url = database.engine.url.render_as_string(hide_password=False)
    with pytest.raises(faults.NewerDatabase, match="newer Casebook"):
        open_database(url)


def test_another_programs_database_is_left_alone(database_url: str) -> None:
    other = create_engine(database_url)
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
    with pytest.raises(faults.NotADatabase, match="another program"):
        open_database(database_url)
    assert inspect(other).get_table_names() == ["theirs"]
    other.dispose()


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"<html>not a database</html>", faults.NotADatabase), (None, faults.NoDatabase)],
)
def test_files_that_will_not_do(tmp_path: Path, content: bytes | None, fault: type) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(fault, match=r"--db|casebook ingest"):
        open_database(f"sqlite:///{path}", create=False)
    assert path.exists() is (content is not None)


def test_opening_a_database_once_more_leaves_the_first_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    first = open_database(f"sqlite:///{path}")
    with first.write() as session:
        _add_sources(session, "before")
    open_database(f"sqlite:///{path}").dispose()
    elsewhere(path, "INSERT INTO source (key, failures, new_links) VALUES ('since', 0, 0)")
    with first.write() as session:
        _add_sources(session, "after")
    assert elsewhere(path, "SELECT key FROM source").split() == ["after", "before", "since"]
    first.dispose()


def elsewhere(path: Path, statement: str) -> str:
    """Carry out a statement in a process of its own, which closes the file as its last user."""
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        " print(*sorted(row[0] for row in c.execute(sys.argv[2]))); c.commit(); c.close()"
    )
    words = [sys.executable, "-c", program, str(path), statement]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_what_cannot_be_opened_at_all_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with socket.socket(socket.AF_UNIX) as own:
        own.bind(str(path))
        with pytest.raises(faults.NotADatabase, match=r"x\.db"):
            open_database(f"sqlite:///{path}", create=False)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    with pytest.raises(faults.NotADatabase, match=r"x\.db"):
        open_database(f"sqlite:///{path}")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(faults.NoDatabase, match="does not exist"):
        open_database(f"sqlite:///{tmp_path / 'no' / 'x.db'}")


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("postgresql://nobody@127.0.0.1:1/nothing", faults.Unreachable),
        ("mysql://host/name", faults.NotADatabase),
        ("casebook.db", faults.NotADatabase),
    ],
)
def test_addresses_that_will_not_do(url: str, fault: type) -> None:
    with pytest.raises(fault) as caught:
        open_database(url)
    assert "\n" not in str(caught.value)


def test_a_password_is_never_shown() -> None:
    with pytest.raises(faults.Unreachable) as caught:
        open_database("postgresql://nobody:secret@127.0.0.1:1/nothing")
    assert "secret" not in str(caught.value)


def test_write_commits_at_the_end_or_not_at_all(database: Database) -> None:
    with database.write() as session:
        _add_sources(session, "kept")
    with pytest.raises(IntegrityError), database.write() as session:
        _add_sources(session, "lost", "kept")
    with database.read() as session:
        assert session.execute(select(source.c.key)).scalars().all() == ["kept"]


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    with database.read() as reader:
        assert reader.execute(select(source.c.key)).all() == []
        with database.write() as session:
            _add_sources(session, "later")
        assert reader.execute(select(source.c.key)).all() == []


def test_the_log_is_carried_over_at_a_pause_after_much_work(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    log = Path(f"{sqlite_file(sqlite_url)}-wal")

    def grows() -> bool:
        """A log begun anew is written from its beginning: the file stays as long as it is."""
        before = log.stat().st_size
        with database.write() as session:
            _add_sources(session, *(f"{uuid4()}" for _ in range(20)))
        return log.stat().st_size > before

    for _ in range(3):
        database.carry_over()
        assert grows(), "after little work it goes on"
    while len(database._logged) < engines._UNITS_LOGGED:
        assert grows()
    with database.read() as reader, database.write() as session:
        known = len(reader.execute(select(source.c.key)).all())
        _add_sources(session, "late")
        database.carry_over()  # neither waits for these two nor disturbs them
    with database.read() as session:
        assert len(session.execute(select(source.c.key)).all()) == known + 1
    while len(database._logged) < engines._UNITS_LOGGED:
        grows()
    database.carry_over()
    assert not grows()
    database.dispose()


def test_work_goes_on_after_the_log_was_carried_over(database: Database) -> None:
    database._logged.extend([None] * engines._UNITS_LOGGED)
    database.carry_over()
    with database.write() as session:
        _add_sources(session, "kept")
    with database.read() as session:
        assert session.execute(select(source.c.key)).scalars().all() == ["kept"]


def test_sqlite_is_set_up_for_many_processes(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    with database.read() as session:
        found = [
            session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 1, connections.SQLITE_WAITS_MS]
    database.dispose()


def test_derived_tables_can_be_emptied_in_their_order() -> None:
    """No derived table is referred to by one that is kept, decided or allocated."""
    emptied: set[str] = set()
    for table in DERIVED:
        referring = {
            other.name
            for other in metadata.tables.values()
            for key in other.foreign_keys
            if key.column.table is table
        }
        assert referring <= emptied, table.name
        emptied.add(table.name)


def test_the_next_migration_of_unchanged_tables_is_empty(tmp_path: Path) -> None:
    written = write("9999", "Nothing new", tmp_path)
    assert written.name == "v9999_nothing_new.py"
    assert written.read_text().rstrip().endswith("pass")


def _links(count: int) -> list[dict[str, Any]]:
    """Rows with every kind of value, one of them nobody's, one left to its default."""
    at = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=-5)))
    keys = [f"https://a.example/{n}\t\\N \ud83d\x00é" for n in range(count)]
    return [
        {"key": key, "url": key, "home": {"n": n, "é": None}, "state": LinkState.FOUND,
         "found_at": at, "next_at": at, "failure": None}
        for n, key in enumerate(keys)
    ]  # fmt: skip


def test_many_rows_are_stored_as_few_are(database: Database) -> None:
    """Few are sent as INSERT, many to PostgreSQL as COPY."""
    rows = _links(sql.COPIED)
    told = link.c.key, link.c.url, link.c.home, link.c.state, link.c.found_at, link.c.attempts
    stored = []
    for portions in ([rows], [[row] for row in rows]):
        with database.write() as session:
            for portion in portions:
                sql.add(session, link, portion)
            stored.append(session.execute(select(*told).order_by(link.c.id)).all())
            session.rollback()
    assert len(stored[0]) == sql.COPIED
    assert stored[0] == stored[1]


def test_many_rows_of_which_one_is_there_leave_no_trace(database: Database) -> None:
    rows = _links(sql.COPIED)
    with pytest.raises(DBAPIError), database.write() as session:
        sql.add(session, link, [*rows, rows[0]])
    with database.read() as session:
        assert session.execute(select(link)).first() is None


def test_a_list_of_any_length_is_sent_as_one(database: Database) -> None:
    rows = [row | {"key": _KEYS[at], "attempts": at} for at, row in enumerate(_links(len(_KEYS)))]
    by_key = select(link.c.attempts).where(sql.one_of(link.c.key, "keys")).order_by(link.c.attempts)
    by_number = select(link.c.key).where(sql.one_of(link.c.attempts, "numbers"))
    with database.write() as session:
        sql.add(session, link, rows)
        for keys in ([], _KEYS[:1], _KEYS[1:], {*_KEYS, "nobody's"}):
            found = session.execute(by_key, {"keys": keys}).scalars().all()
            assert found == [at for at, key in enumerate(_KEYS) if key in keys]
        assert session.execute(by_number, {"numbers": [2, 77]}).scalars().all() == [_KEYS[2]]


_KEYS = ["it's", '["a", "b"]', "Ñ, %s \\u0041", ":keys"]


def test_sqlite_looks_a_list_up_by_the_index(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    wanted = select(link.c.id).where(sql.one_of(link.c.key, "keys"))
    told = str(wanted.compile(database.engine))
    with database.read() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {told}", ("[]",)).all()
    assert plan[0].detail.startswith("SEARCH link USING")
    database.dispose()


def test_a_unit_of_work_that_is_stopped_holds_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.connections.SQLITE_WAITS_MS", 300)
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    held = []  # statements under way, as the traceback of an exception holds them

    def stopped() -> None:
        with database.write() as session:
            connection = session.connection()
            held.append(connection.connection.cursor().execute("SELECT 1 UNION SELECT 2"))
            connection.invalidate(KeyboardInterrupt())  # as SQLAlchemy does where Ctrl-C comes in
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    with database.write() as session:
        assert session.info["scope"] is Scope.POLICE
    database.dispose()


def test_a_unit_of_work_stopped_between_statements_lets_the_next_one_commit(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    held = []  # half asked for, as the traceback of an exception holds it

    def stopped() -> None:
        with database.write() as session:
            cursor = session.connection().connection.cursor()
            rows = "VALUES ('a.example', 1), ('b.example', 1) RETURNING name"
            held.append(cursor.execute(f"INSERT INTO host (name, next_at) {rows}"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    with database.write() as session:
        session.execute(text("INSERT INTO host (name, next_at) VALUES ('c.example', 1)"))
    with database.read() as session:
        assert session.execute(text("SELECT name FROM host")).scalars().all() == ["c.example"]
    database.dispose()
