"""Another database is kept in step: what may leave, exactly, whatever interrupts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text

from storage import decisions, push, reviews
from storage.engine import open_database
from storage.push import CannotPush
from tests.storage.conftest import World

ONE = "https://ashport-herald.example/1"
TWO = "https://tidewater.example/2"
OTHER = "https://millbrook-post.example/3"


@pytest.fixture
def theirs(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'theirs.db'}"


@pytest.fixture
def told(world: World) -> World:
    fatal = {"text": "He died."}
    world.tell(ONE, name="Tobias Wrenfield", **fatal)
    world.tell(TWO, name="Tobias Wrenfield")
    world.tell(OTHER, name="Ada Lark", city="Millbrook", day="2026-02-20", age=40)
    world.resolve()
    for line in world.rows("incidents"):
        decide(world, reviews.accept, line["incident_id"])
    return world


def decide(world: World, act: Any, *args: Any, **options: Any) -> None:
    with world.database.write() as session:
        act(session, *args, by="editor", now=world.now, **options)
    world.resolve()


def sent(world: World, url: str, **options: Any) -> push.Pushed:
    return push.push(world.database, url, now=world.now, **options)


def there(url: str, table: str = "incident", columns: str = "*") -> list[Any]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT {columns} FROM casebook_{table} ORDER BY 1")).all()
    engine.dispose()
    return list(found)


def lines(url: str) -> dict[str, Any]:
    found = there(url, "incident", "incident_id, line")
    return {number: json.loads(line) for number, line in found}


def number_of(world: World, url: str) -> str:
    return next(
        line["incident_id"]
        for line in world.rows("incidents")
        if url in {article["url"] for article in line["articles"]}
    )


def expected(world: World) -> dict[str, Any]:
    """What may leave, by the gate every other hand-over goes through."""
    from storage import leaving
    from storage.exports.incidents import INCIDENT_COLUMNS

    with world.database.read() as session:
        return {
            line["incident_id"]: {name: line[name] for name in INCIDENT_COLUMNS}
            for line in leaving.incidents(session)
        }


def test_what_may_leave_is_there_in_plain_columns(told: World, theirs: str) -> None:
    done = sent(told, theirs)
    assert (done.written, done.removed) == (2, 0)
    assert lines(theirs) == expected(told)
    plain = there(theirs, "incident", "incident_id, city, state, article_count")
    assert sorted(plain)[0][1:] in {("Ashport", "OH", 2), ("Millbrook", "OH", 1)}
    assert len(there(theirs, "victim")) == 2
    assert len(there(theirs, "article")) == 3


def test_pushing_again_changes_nothing(told: World, theirs: str) -> None:
    first = sent(told, theirs)
    before = [there(theirs, table) for table in ("incident", "victim", "article", "gone")]
    again = sent(told, theirs)
    assert (again.written, again.removed, again.cursor) == (0, 0, first.cursor)
    assert [there(theirs, table) for table in ("incident", "victim", "article", "gone")] == before


def test_candidates_stay_at_home_unless_asked_for(told: World, theirs: str) -> None:
    told.tell("https://x.example/9", name="Noor Heron", city="Elmgate", day="2026-01-02", age=50)
    told.resolve()
    sent(told, theirs)
    assert len(lines(theirs)) == 2
    assert sent(told, theirs, include_unreviewed=True).written == 3
    assert len(lines(theirs)) == 3
    sent(told, theirs)  # and back: what may not leave any more is taken away
    assert len(lines(theirs)) == 2


def test_merges_splits_and_exclusions_follow(told: World, theirs: str) -> None:
    sent(told, theirs)
    a, b = number_of(told, ONE), number_of(told, OTHER)
    decide(told, reviews.merge, a, b)
    sent(told, theirs)
    assert lines(theirs) == expected(told)
    [(lost, kind, into)] = there(theirs, "gone", 'incident_id, kind, "into"')
    assert {lost, into} == {a, b}
    assert kind == "merged"
    with told.database.write() as session:
        last = decisions.last_of(session, "editor")
        assert last is not None
        decisions.undo(session, last.id, by="editor", now=told.now)
    told.resolve()
    sent(told, theirs)
    assert lines(theirs) == expected(told)
    assert len(lines(theirs)) == 2
    assert there(theirs, "gone") == []
    decide(told, reviews.exclude, b, note="off duty")
    sent(told, theirs)
    assert set(lines(theirs)) == {a}
    assert there(theirs, "gone", "incident_id, kind") == [(b, "withdrawn")]


class Killed(BaseException):
    pass


def test_killed_anywhere_the_next_push_ends_in_the_same(
    told: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "_BATCH", 1)
    real, left = push.connect_elsewhere, [0]

    def interrupt() -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    @contextmanager
    def watched(url: str) -> Iterator[Engine]:
        with real(url) as engine:
            event.listen(engine, "before_cursor_execute", _on_insert(interrupt))
            yield engine

    for at in (1, 2, 3, 5, 8, 12, 17):
        url = f"sqlite:///{tmp_path / f'killed-{at}.db'}"
        left[0] = at
        monkeypatch.setattr(push, "connect_elsewhere", watched)
        with pytest.raises(Killed):
            sent(told, url)
        monkeypatch.setattr(push, "connect_elsewhere", real)
        sent(told, url)
        assert lines(url) == expected(told)


def _on_insert(act: Any) -> Any:
    def before(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(("INSERT", "DELETE")):
            act()

    return before


def test_a_receiver_ahead_of_us_is_said_and_can_be_written_anew(told: World, theirs: str) -> None:
    sent(told, theirs)
    engine = create_engine(theirs)
    with engine.begin() as connection:
        connection.execute(text("UPDATE casebook_state SET value = '999' WHERE key = 'cursor'"))
        connection.execute(
            text("INSERT INTO casebook_incident (incident_id, line) VALUES ('I900', '{}')")
        )
    engine.dispose()
    with pytest.raises(CannotPush, match="--everything"):
        sent(told, theirs)
    sent(told, theirs, everything=True)
    assert lines(theirs) == expected(told)


def test_receivers_that_will_not_do(told: World, theirs: str, tmp_path: Path) -> None:
    sent(told, theirs)
    own = told.database.engine.url.render_as_string(hide_password=False)
    with pytest.raises(CannotPush, match="Casebook database itself"):
        sent(told, own)
    other = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    with pytest.raises(CannotPush, match="another Casebook"):
        push.push(other, theirs, now=told.now)
    other.dispose()
    demo = open_database(f"sqlite:///{tmp_path / 'demo.db'}", demo=True)
    with pytest.raises(CannotPush, match="demonstration"):
        push.push(demo, theirs, now=told.now)
    demo.dispose()


def test_a_server_is_kept_in_step_too(sqlite_url: str, empty_postgres: str, tmp_path: Path) -> None:
    ours = open_database(sqlite_url)
    world = World(ours, tmp_path / "archive")
    world.tell(ONE)
    world.resolve()
    decide(world, reviews.accept, "I1")
    assert sent(world, empty_postgres).written == 1
    assert sent(world, empty_postgres).written == 0
    engine = create_engine(empty_postgres.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        row = connection.execute(text("SELECT city, line::json->>'state' FROM casebook_incident"))
        assert row.one() == ("Ashport", "OH")
    engine.dispose()
    world.archive.close()
    ours.dispose()
