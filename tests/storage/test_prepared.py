"""Statements that go straight to the driver say and give what SQLAlchemy's own way does."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from storage import prepared
from storage.columns import storable
from storage.engine import Database
from storage.prepared import ask, precompile, precompiled, send
from storage.sql import one_of
from storage.tables import article, claim, incident, incident_identifier, report
from tests.storage.conftest import NOW, World

_CLAIMS = (
    select(claim).where(one_of(claim.c.report_id, "ids")).order_by(claim.c.report_id, claim.c.n)
)
_INCIDENTS = select(incident).order_by(incident.c.n)
_REPORTS = select(report.c.waiting, report.c.relevance, report.c.reasons, report.c.id)
_ADD = article.insert().inline()
_GIVEN = select(incident_identifier.c.created_at, incident_identifier.c.into)


def test_rows_come_back_as_they_do_otherwise(world: World) -> None:
    world.tell("https://a.example/1")
    world.tell("https://b.example/2", name=None, age=None)
    world.resolve()
    with world.database.read() as session:
        ids = [row.id for row in ask(session, _REPORTS)]
        for statement, told in ((_CLAIMS, {"ids": ids}), (_INCIDENTS, {}), (_GIVEN, {})):
            rows, plain = ask(session, statement, told), session.execute(statement, told).all()
            assert [tuple(row) for row in rows] == [tuple(row) for row in plain]
            assert rows
            assert rows[0]._fields == plain[0]._fields
        assert ask(session, _CLAIMS, {"ids": [0]}) == []


def test_rows_are_written_one_or_many(database: Database) -> None:
    told: list[dict[str, Any]] = [{"key": f"a{n}", "near_duplicate_of": None} for n in range(3)]
    with database.write() as session:
        send(session, _ADD, told[:1])
        send(session, _ADD, told[1:])
        send(session, _ADD, [])
        found = session.execute(select(article.c.key).order_by(article.c.key)).scalars()
        assert list(found) == ["a0", "a1", "a2"]


def test_what_is_precompiled_is_not_compiled_when_it_is_sent(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "_PRECOMPILED", [])
    keys = precompiled(select(article.c.key).order_by(article.c.key))
    add = precompiled(article.insert().inline(), "key", "near_duplicate_of")
    precompile(database.engine)
    monkeypatch.setattr(prepared, "_Prepared", None)  # nothing can be compiled any more
    with database.write() as session:
        send(session, add, [{"key": "a", "near_duplicate_of": None}])
        assert [row.key for row in ask(session, keys)] == ["a"]


@pytest.mark.parametrize("told", ["a", 'a "b"', "a\\b", "é", "a\tb", "\\u0000", "a\0b", "\ud800"])
def test_lists_of_any_text_are_looked_for(database: Database, told: str) -> None:
    known = select(article.c.key).where(one_of(article.c.key, "keys"))
    with database.write() as session:
        send(session, _ADD, [{"key": storable(told), "near_duplicate_of": None}])
        assert [row.key for row in ask(session, known, {"keys": ["x", told]})] == [storable(told)]


def test_what_goes_wrong_is_raised_as_otherwise_and_leaves_no_trace(database: Database) -> None:
    row = {"key": "a", "near_duplicate_of": None}

    def twice() -> None:
        with database.write() as session:
            send(session, _ADD, [row])
            send(session, _ADD, [row])

    with pytest.raises(IntegrityError):
        twice()
    with database.read() as session:
        assert session.execute(select(article.c.id)).all() == []


def test_who_listens_hears_of_them(database: Database) -> None:
    heard: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: heard.append(a[2]))
    with database.write() as session:
        send(session, _ADD, [{"key": "a", "near_duplicate_of": None}])
        assert [row.id for row in ask(session, _INCIDENTS)] == []
    assert sum("INSERT INTO article" in told for told in heard) == 1
    assert sum("FROM incident" in told for told in heard) == 1


def test_a_statement_that_is_written_out_anew_is_refused(database: Database) -> None:
    several = select(article.c.id).where(article.c.key.in_(["a", "b"]))
    with database.read() as session, pytest.raises(TypeError, match="anew"):
        ask(session, several)


def test_time_is_kept_with_its_zone(world: World) -> None:
    world.tell("https://a.example/1")
    world.resolve()
    with world.database.read() as session:
        assert [row.created_at for row in ask(session, _GIVEN)] == [NOW]
