"""What leaves the team: accepted incidents, and nobody's name who must not be named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from pipeline.records import AssertedBy, Claim, Person, Role, Span, Where
from storage import decisions, exports, handing, leaving, reviews
from storage.engine import Database, open_database
from storage.refusals import CannotExport
from tests.storage.conftest import NOW, World, story

ADDRESS = "https://ledger.example/2026/tobias-wrenfield-shot"


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """SQLite alone: what these tests ask for, both databases answer alike."""
    opened = open_database(sqlite_url)
    yield opened
    opened.dispose()


def told(
    world: World,
    url: str = ADDRESS,
    *,
    fatal: bool | None = True,
    age: int | None = 34,
    **more: Any,
) -> None:
    """A story whose victim is said to have died, or to live, or neither."""
    read = story(url, age=age, **more)
    [report] = read.reports
    quote = Span(Where.TEXT, 0, 10)
    claims = [*report.claims]
    if fatal is not None:
        claims.append(Claim("fatal", fatal, "Tobias", quote, method="test", person=0))
    world.read(world.keep(url), replace(read, reports=(replace(report, claims=tuple(claims)),)))
    world.resolve()


def accept(world: World, incident: str = "I1") -> None:
    with world.database.write() as session:
        reviews.accept(session, incident, by="ada", now=NOW)
    world.resolve()


def left(world: World, **options: Any) -> list[dict[str, Any]]:
    with world.database.read() as session:
        return list(leaving.incidents(session, **options))


def test_only_what_was_accepted_leaves(world: World) -> None:
    told(world)
    assert left(world) == []
    assert [line["incident_id"] for line in left(world, include_unreviewed=True)] == ["I1"]
    accept(world)
    [line] = left(world)
    assert line["victims"][0]["name"] == "Tobias Wrenfield"
    assert line["articles"][0]["url"] == ADDRESS
    with world.database.write() as session:
        reviews.exclude(session, "I1", by="ada", now=NOW, note="not police")
    world.resolve()
    assert left(world) == left(world, include_unreviewed=True) == []


def test_what_is_accepted_and_taken_back_within_a_second_is_withdrawn(world: World) -> None:
    told(world)
    accept(world)
    with world.database.write() as session:
        accepted = decisions.last_of(session, "ada")
        assert accepted is not None
        decisions.undo(session, accepted.id, by="ada", now=NOW)
    world.resolve()
    with world.database.read() as session:
        items, _ = handing.changes(session, after=0, limit=100, whole=False)
    assert [(item["kind"], item["incident"] is None) for item in items] == [
        ("updated", False),
        ("withdrawn", True),
    ]


def test_the_world_is_told_into_which_an_incident_was_merged(world: World) -> None:
    told(world)
    told(world, "https://post.example/quill", name="Ada Quill", city="Gary", state="IN")
    for one in ("I1", "I2"):
        accept(world, one)
    with world.database.write() as session:
        reviews.merge(session, "I1", "I2", by="ada", now=NOW)
    world.resolve()
    with world.database.read() as session:
        items, _ = handing.changes(session, after=0, limit=100, whole=False)
    [ended] = [item for item in items if item["incident"] is None]
    assert (ended["incident_id"], ended["kind"], ended["into"]) == ("I2", "merged", "I1")


@pytest.mark.parametrize(
    ("fatal", "age"), [(True, 17), (True, 3), (False, 34), (None, 34), (None, None), (False, 16)]
)
def test_a_child_s_or_a_living_person_s_name_stays_here(
    world: World, fatal: bool | None, age: int | None
) -> None:
    told(world, fatal=fatal, age=age)
    accept(world)
    [line] = left(world)
    assert "renfield" not in json.dumps(line).casefold()
    assert line["victims"][0]["name_status"] == "withheld"
    assert line["victims"][0]["age"] == age
    assert line["articles"] == [
        {"url": None, "outlet": "ledger.example", "published": "2026-02-26T09:00:00+00:00"}
    ]


def test_an_editor_may_release_a_name_and_take_that_back(world: World) -> None:
    told(world, age=16)
    accept(world)
    cursor = world.rows("changes")[-1]["cursor"]
    with world.database.write() as session:
        number = reviews.correct(
            session, "V1", "name_released", True, source="family", by="ada", now=NOW
        )
    world.resolve()
    assert left(world)[0]["victims"][0]["name"] == "Tobias Wrenfield"
    assert [change["kind"] for change in world.rows("changes", since=cursor)] == ["updated"]
    with world.database.write() as session:
        decisions.undo(session, number, by="ada", now=NOW)
    world.resolve()
    assert left(world)[0]["victims"][0]["name"] is None


@pytest.mark.parametrize("voice", AssertedBy)
def test_officers_are_named_by_agency_prosecutor_or_court(world: World, voice: AssertedBy) -> None:
    read = story(ADDRESS)
    quote = Span(Where.TEXT, 0, 10)
    named = Claim("officer", "Orla Finch", "Tobias", quote, asserted_by=voice, method="test")
    died = Claim("fatal", True, "Tobias", quote, method="test", person=0)
    report = replace(
        read.reports[0],
        claims=(*read.reports[0].claims, named, died),
        people=(*read.reports[0].people, Person(1, Role.OFFICER_FIRED, "Orla Finch")),
    )
    world.read(world.keep(ADDRESS), replace(read, reports=(report,)))
    world.resolve()
    accept(world)
    entitled = {AssertedBy.POLICE, AssertedBy.PROSECUTOR, AssertedBy.COURT}
    assert left(world)[0]["officers"] == (["Orla Finch"] if voice in entitled else [])


def test_an_article_s_words_do_not_give_the_name_away(world: World) -> None:
    read = story(ADDRESS, age=15)
    quote = Span(Where.TEXT, 0, 10)
    claims = [
        Claim("place", "outside the Wrenfield home", "Tobias", quote, method="test"),
        Claim("weapon", "a knife, Wrenfield's own", "Tobias", quote, method="test"),
        Claim("fatal", True, "Tobias", quote, method="test", person=0),
    ]
    report = replace(read.reports[0], claims=(*read.reports[0].claims, *claims))
    world.read(world.keep(ADDRESS), replace(read, reports=(report,)))
    world.resolve()
    accept(world)
    [line] = left(world)
    assert "renfield" not in json.dumps(line).casefold()
    assert (line["place"]["as_written"], line["weapon"]) == (None, None)
    assert line["city"] == "Ashport"


def test_two_spellings_of_a_child_s_name_stay_here_both(world: World) -> None:
    told(world, age=15)
    told(world, "https://herald.example/2", age=15, name="Tobyas Wrenfield")
    accept(world)
    [line] = left(world)
    assert line["aliases"] == [] == line["victims"][0]["aliases"]
    assert not [field for field in line["conflicts"] if "name" in field]


def test_demonstration_data_never_leaves(tmp_path: Any) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'x.db'}", demo=True)
    world = World(database, tmp_path / "archive")
    told(world)
    with pytest.raises(CannotExport, match="demonstration"):
        world.export("incidents", "geojson")
    assert world.export("incidents", "csv")
    world.archive.close()
    database.dispose()


def test_geojson_is_a_feature_an_incident_without_made_up_points(world: World) -> None:
    told(world)
    accept(world)
    found = json.loads(world.export("incidents", "geojson"))
    assert found["type"] == "FeatureCollection"
    [feature] = found["features"]
    assert feature["id"] == "I1"
    assert feature["geometry"] is feature["properties"]["located_by"] is None
    assert feature["properties"]["victims"][0]["name"] == "Tobias Wrenfield"
    assert json.loads(world.export("incidents", "geojson", include_unreviewed=True)) == found
    with world.database.read() as session, pytest.raises(CannotExport):
        exports.export(session, "victims", "geojson", out=None)  # type: ignore[arg-type]


def test_a_feature_stands_at_its_town_and_says_so(world: World) -> None:
    told(world, city="Columbus")
    accept(world)
    [feature] = json.loads(world.export("incidents", "geojson"))["features"]
    assert feature["properties"]["located_by"] == "city"
    lon, lat = feature["geometry"]["coordinates"]
    assert (round(lon), round(lat)) == (-83, 40)


def test_an_empty_collection_is_still_geojson(world: World) -> None:
    assert json.loads(world.export("incidents", "geojson"))["features"] == []
