"""Search finds what articles say now, the same on both databases, in step with every write."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storage import search, search_index
from storage.engine import Database, open_database
from storage.search import CannotSearch
from tests.storage.conftest import World, story

WREN = "https://ashport-herald.example/1"
LARK = "https://ashport-herald.example/2"
PLOV = "https://tidewater.example/3"


@pytest.fixture
def told(world: World) -> World:
    world.tell(
        WREN, name="Tobias Wrenfield", text="Neighbors heard shouting. The police chief spoke."
    )
    world.tell(LARK, name="José Will Lark", city="Millbrook", text="The chief of police was away.")
    world.tell(PLOV, name=None, title="Wrenfield family asks for video", text="They marched.")
    return world


def found(world: World | Database, words: str, **which: object) -> list[str]:
    database = world.database if isinstance(world, World) else world
    with database.read() as session:
        hits = search.search(session, words, **which)  # type: ignore[arg-type]
        assert which or search.count(session, words) == len(hits)
    return [hit.url for hit in hits]


SAID = {
    "wrenfield": {WREN, PLOV},
    "neighbor": {WREN},  # one stem
    "shout": {WREN},
    "jose lark": {LARK},  # without the accent
    "JOSÉ": {LARK},
    "will": {LARK},  # no word is too common: this one is a name
    '"police chief"': {WREN},
    "police chief": {WREN, LARK},
    'wrenfield "chief police': {WREN},  # a quote nobody closes is none
    'chief -"away': {WREN},
    "wrenfield -video": {WREN},
    "millbrook OR marched": {LARK, PLOV},
    "wrenfield millbrook": set(),
    "nobody": set(),
}


def test_words_are_found(told: World) -> None:
    assert {words: set(found(told, words)) for words in SAID} == SAID


def test_a_word_in_the_title_comes_first(told: World) -> None:
    assert found(told, "wrenfield")[0] == PLOV


def test_hits_say_where_and_in_which_incident(told: World) -> None:
    told.resolve()
    with told.database.read() as session:
        hit = search.search(session, "shouting")[0]
    assert hit.says.count("shouting") == 1
    assert ("shouting", True) in hit.excerpt
    assert hit.outlet == "ashport-herald.example"
    exported = next(row for row in told.rows("articles") if row["url"] == WREN)
    assert hit.article_id == exported["article_id"]
    assert list(hit.incident_ids) == exported["incident_ids"] != []


def test_filters(told: World) -> None:
    assert found(told, "police", outlet="tidewater.example") == [PLOV]
    assert found(told, "police", since=datetime(2026, 2, 27, tzinfo=UTC)) == []
    assert len(found(told, "police", until=datetime(2026, 2, 27, tzinfo=UTC))) == 3
    assert found(told, "police", relevant=False) == []
    assert len(found(told, "police", limit=2)) == 2
    assert len(found(told, "police", limit=2, offset=2)) == 1
    with told.database.read() as session:
        assert search.count(session, "police", outlet="tidewater.example") == 1
        assert search.count(session, "police", since=datetime(2026, 2, 27, tzinfo=UTC)) == 0


def test_only_what_an_article_says_now_is_found(told: World) -> None:
    told.later(hours=3)
    later = story(WREN, text="Witnesses disagree.")
    told.read(told.keep(WREN, "a later version"), later)
    assert found(told, "shouting") == []
    assert found(told, "witness") == [WREN]


def test_a_write_that_fails_leaves_no_trace(told: World) -> None:
    class Fault(Exception):
        pass

    def write() -> None:
        with told.database.write() as session:
            session.execute(text("UPDATE article_version SET text = 'A heron.'"))
            assert search.count(session, "heron") == 3
            raise Fault

    with pytest.raises(Fault):
        write()
    assert found(told, "heron") == []
    assert found(told, "shouting") == [WREN]


def test_an_index_that_is_missing_is_made_and_filled(told: World) -> None:
    postgres = told.database.engine.dialect.name == "postgresql"
    with told.database.write() as session:
        if postgres:
            session.execute(text("ALTER TABLE article_version DROP COLUMN search"))
        else:
            for name in ("added", "taken", "changed"):
                session.execute(text(f"DROP TRIGGER article_search_{name}"))
            session.execute(text("DROP TABLE article_search"))
        search_index.install(session.connection())
    assert found(told, "shouting") == [WREN]
    told.tell("https://tidewater.example/4", name="Ada Heron")
    assert found(told, "heron") == ["https://tidewater.example/4"]


def test_a_query_without_a_word_is_refused(database: Database) -> None:
    for words in ("", "  ", '""', "-video", "!!", "OR"):
        with database.read() as session, pytest.raises(CannotSearch, match="no word"):
            search.search(session, words)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(max_size=40) | st.text(alphabet="ab\"'-*():&|!<>^ORNTEAD \x00\x02", max_size=30)
)
def test_whatever_is_typed_is_answered(told: World, words: str) -> None:
    with told.database.read() as session:
        try:
            hits = search.search(session, words)
        except CannotSearch:
            return
    assert all(hit.url in {WREN, LARK, PLOV} for hit in hits)


def test_an_enormous_text_is_kept_and_found(world: World) -> None:
    many = " ".join(f"w{number}" for number in range(150_000))
    world.tell(WREN, text=f"Heron. {many}")
    assert found(world, "heron") == [WREN]


def test_the_index_is_there_after_opening_again(sqlite_url: str) -> None:
    open_database(sqlite_url).dispose()
    again = open_database(sqlite_url)
    assert found(again, "anything") == []
    again.dispose()
