"""A filter means the same in an address, in a table, in SQL and on a line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import searches
from storage.searches import BadSearch, Search
from tests.storage.conftest import NOW, World

ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"q": "wren"},
    {"q": "WRENFIELD ashport"},
    {"q": "garcía"},
    {"q": "100%"},
    {"state": "Ohio"},
    {"state": "tx"},
    {"city": "cañon"},
    {"city": "ash"},
    {"since": "2026-02-25"},
    {"until": "2026-02-24"},
    {"since": "2026-02-21", "until": "2026-02-25"},
    {"fatal": "yes"},
    {"fatal": "unknown"},
    {"review": "candidate"},
    {"review": "accepted"},
    {"sources": "1"},
    {"sources": "2"},
    {"found": "2026-03-01"},
    {"found": "2999-01-01"},
    {"agency": "police"},
)


@pytest.fixture
def told(world: World) -> World:
    world.tell("https://a.example/1")
    world.tell("https://b.example/1", text="More of it.")
    world.tell(
        "https://a.example/2", name="José García", city="Cañon City", state="CO", day="2026-02-20"
    )
    world.tell("https://a.example/3", name=None, city="Marfa", state="TX", day="2026-02-22", age=50)
    world.resolve()
    return world


def test_the_database_and_the_line_agree(told: World) -> None:
    with told.database.read() as session:
        lines = searches.find(session, Search(), limit=100).lines
        assert len(lines) >= 3
        for asked in ASKED:
            search = Search.of(asked)
            found = {line["incident_id"] for line in searches.find(session, search).lines}
            assert found == {
                line["incident_id"] for line in lines if searches.matches(search, line)
            }, asked


def test_some_filters_find_some_and_leave_some(told: World) -> None:
    with told.database.read() as session:
        every = searches.find(session, Search()).total
        for asked in (
            {"q": "garcia"},
            {"state": "Ohio"},
            {"city": "cañon"},
            {"until": "2026-02-21"},
        ):
            assert 0 < searches.find(session, Search.of(asked)).total < every, asked


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "q": st.text(min_size=1, max_size=30).filter(str.strip),
            "state": st.sampled_from(["OH", "texas", "DC"]),
            "since": st.dates().map(str),
            "fatal": st.sampled_from(searches.FATAL),
            "sources": st.integers(0, 99).map(str),
            "found": st.datetimes().map(lambda at: at.isoformat(timespec="seconds")),
        },
    )
)
def test_what_is_asked_survives_address_and_table(asked: dict[str, str]) -> None:
    search = Search.of(asked)
    assert Search.of(search.asked()) == search


@pytest.mark.parametrize(
    "asked",
    [{"state": "Atlantis"}, {"since": "soon"}, {"fatal": "perhaps"}, {"sources": "-1"},
     {"review": "maybe"}, {"q": "x" * 201}],
)  # fmt: skip
def test_nonsense_is_refused_in_a_sentence(asked: dict[str, str]) -> None:
    with pytest.raises(BadSearch, match=r"\w+ .* \w+"):
        Search.of(asked)


def test_every_sort_shows_all(told: World) -> None:
    with told.database.read() as session:
        for sort in [*searches.SORTS, *(f"-{name}" for name in searches.SORTS)]:
            found = searches.find(session, Search(), sort=sort)
            assert len({line["incident_id"] for line in found.lines}) == found.total, sort


def test_pages_of_a_list_make_the_whole(told: World) -> None:
    with told.database.read() as session:
        whole = [line["incident_id"] for line in searches.find(session, Search()).lines]
        paged = [
            line["incident_id"]
            for at in range(len(whole))
            for line in searches.find(session, Search(), limit=1, offset=at).lines
        ]
    assert paged == whole


def test_a_saved_search_is_its_owners(told: World) -> None:
    with told.database.write() as session:
        searches.save(session, "Texas", Search.of({"state": "TX"}), by="kim", now=NOW)
        number = searches.save(session, " Texas ", Search.of({"city": "Marfa"}), by="kim", now=NOW)
        searches.save(session, "Texas", Search(), by="ada", now=NOW)
    with told.database.write() as session:
        assert [item.owner for item in searches.saved(session, by="kim")] == ["kim", "ada"]
        assert searches.get_saved(session, number).search == Search(city="Marfa")
        with pytest.raises(searches.NoSuchSearch, match="kim"):
            searches.forget(session, number, by="ada")
        searches.forget(session, number, by="kim")
        assert [item.owner for item in searches.saved(session)] == ["ada"]
