"""A database of every released version, with data in it, opens with this one and loses nothing.

``dumps/`` holds what the first version made of six invented stories (two incidents merged, one
accepted, one victim's age corrected): plain SQL, as ``sqlite3`` and ``pg_dump`` write it.
"""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select

from pipeline.columns.outlines import outline
from pipeline.linking.linkable import from_json
from storage import changes, check, comparisons, decisions, exports, incidents, reports, search
from storage.archive import Archive
from storage.engine import open_database
from storage.migrations import CURRENT, stored_revision
from storage.tables import report, report_outline
from tests import prepared
from tests.receiver import apply

DUMPS = Path(__file__).parent / "dumps"
VERSIONS = sorted({path.name.split(".")[0] for path in DUMPS.iterdir()})


def loaded(version: str, url: str) -> None:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            connection.executescript((DUMPS / f"{version}.sqlite.sql").read_text("utf-8"))
        connection.close()
        return
    engine = create_engine(url)
    with engine.begin() as connection:
        dump = (DUMPS / f"{version}.postgres.sql").read_text("utf-8")
        connection.connection.cursor().execute(dump.replace("CREATE SCHEMA public;", ""))
    engine.dispose()


@pytest.mark.parametrize("version", VERSIONS)
def test_data_of_an_earlier_version_is_carried_forward(
    version: str, database_url: str, tmp_path: Path
) -> None:
    loaded(version, database_url)
    database = open_database(database_url, create=False)
    with database.engine.connect() as connection:
        assert stored_revision(connection) == CURRENT
    with database.read() as session:
        lines = incidents.list_incidents(session)
        found = [item for item in check.check(session, Archive(tmp_path)) if item.harm]
        assert search.count(session, "wrenfield") == 2
        assert [item.kind for item in decisions.history(session)] == [
            "correction", "merge", "accepted",
        ]  # fmt: skip
        table: dict[str, object] = {}
        for item in changes.since(session):
            apply(table, item)
        assert len(table) == len(lines)
    assert [line["review"] for line in lines].count("accepted") == 1
    assert sorted(victim["age"] for line in lines for victim in line["victims"]) == [27, 35, 41]
    assert {item.check for item in found} <= {"archive"}, "the pages are not in the dump"
    database.dispose()


def test_everything_of_an_earlier_version_is_exported_before_it_is_shown_anew(
    database_url: str,
) -> None:
    loaded("v0001", database_url)
    database = open_database(database_url, create=False)
    with database.read() as session:
        rows = {
            kind: exports.export(session, kind, "jsonl", out=io.StringIO())
            for kind in exports.KINDS
        }
        for kind in exports.KINDS:
            assert exports.export(session, kind, "parquet", out=io.BytesIO()) == rows[kind]
        released = [one["name_released"] for one in exports.rows(session, "victims")]
    database.dispose()
    assert min(rows.values()) > 0
    assert released == [False] * 3


def test_reports_of_an_earlier_version_have_their_outlines(database_url: str) -> None:
    loaded("v0001", database_url)
    database = open_database(database_url, create=False)
    with database.read() as session:
        rows = session.execute(
            select(report.c.linkable, report_outline.c.outline).outerjoin_from(
                report, report_outline, report_outline.c.report_id == report.c.id
            )
        ).all()
    database.dispose()
    assert rows
    for row in rows:
        assert row.outline == outline(from_json(row.linkable))


def test_what_an_earlier_version_said_of_two_reports_is_still_said(database_url: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.executescript((DUMPS / "v0001.sqlite.sql").read_text("utf-8"))
        rows = connection.execute('SELECT "left", "right", score, evidence FROM edge')
        said = {row[:2]: (row[2], json.loads(row[3])) for row in rows}
    connection.close()
    loaded("v0001", database_url)
    database = open_database(database_url, create=False)
    with database.read() as session:
        known = reports.linkables(session, reports.every_anchor(session))
        edges = comparisons.between(session, known)
    database.dispose()
    assert said == {
        (one.left, one.right): (
            one.score,
            [[e.trait, e.weight, e.saw, e.veto] for e in one.evidence],
        )
        for one in edges
    }


def test_what_was_set_of_somebody_is_found_without_a_look_at_all_corrections(
    database_url: str,
) -> None:
    """Every incident that is shown anew asks for it: 14 ms each, of 100,000 corrections."""
    loaded(VERSIONS[0], database_url)
    database = open_database(database_url, create=False)
    with database.engine.connect() as connection:
        found = inspect(connection).get_indexes("correction")
    database.dispose()
    assert ["victim"] in [index["column_names"] for index in found]


def test_a_copy_of_what_they_made_is_what_they_make(tmp_path: Path) -> None:
    """Most tests work with a file that is made by the statements that make another one again."""
    with prepared.migrated_once():
        dumps = [dumped(tmp_path / name) for name in ("first.db", "copy.db")]
    assert dumps[0] == dumps[1]
    assert len([line for line in dumps[0] if line.startswith("CREATE TABLE")]) > 50
    assert any("CREATE VIRTUAL TABLE" in line for line in dumps[0])


def dumped(path: Path) -> list[str]:
    """A new database in words."""
    open_database(f"sqlite:///{path}").dispose()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return sorted(connection.iterdump())
