"""The shapes of other databases: what we write holds to them, and what does not is named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.records import AssertedBy, Claim, Person, Role, Scope, Span, Where
from storage import inclusion, reviews
from storage.engine import Database, open_database
from storage.exports import in_shape
from storage.shapes import Shape, built_in, fitting, named, read_shape
from storage.shapes.cells import read_cell, read_cells, write_cell
from storage.shapes.check import faults
from tests.storage.conftest import NOW, World, story

HANDED = sorted(name for name, shape in built_in().items() if shape.row != "agency")
VICTIMS = [name for name in HANDED if built_in()[name].row == "victim"]


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """SQLite alone: what these tests ask for, both databases answer alike."""
    opened = open_database(sqlite_url)
    yield opened
    opened.dispose()


def tell(world: World, url: str = "https://ledger.example/1", **more: object) -> None:
    """An accepted incident with about everything known of it."""
    fatal = more.pop("fatal", True)
    duty = more.pop("duty", None)
    read = story(url, **more)  # type: ignore[arg-type]
    quote = Span(Where.TEXT, 0, 12)
    [report] = read.reports

    def said(field: str, value: object, person: int | None = None, **detail: str) -> Claim:
        return Claim(
            field, value, "was", quote, method="test", person=person, detail=detail,  # type: ignore[arg-type]
            asserted_by=AssertedBy.POLICE,
        )  # fmt: skip

    claims = [
        *report.claims,
        said("gender", "male", 0),
        said("race", "Black", 0),
        said("county", "Vinton"),
        said("armed", "knife"),
        said("weapon", "=kitchen knife"),
        said("fleeing", "foot"),
        said("body_camera", "yes"),
        said("shots_fired", 3),
        said("place", "400 block of Elm Street", lat="39.25", lon="-82.48", precision="block"),
        said("agency", "Ashport Police Department", type="local_police", role="fired"),
        said("agency", "Vinton County Sheriff's Office", type="sheriff", role="fired"),
        said("officer", "Orla Finch"),
    ]
    if fatal is not None:
        claims.append(said("fatal", fatal, 0))
    if duty is not None:
        claims.append(said("duty", duty))
    officer = Person(1, Role.OFFICER_FIRED, "Orla Finch", ("Orla Finch",))
    report = replace(report, claims=tuple(claims), people=(*report.people, officer))
    world.read(world.keep(url), replace(read, reports=(report,)))
    world.resolve()
    for line in world.rows("incidents"):
        if line["review"] == "candidate":
            with world.database.write() as session:
                reviews.accept(session, line["incident_id"], by="ada", now=NOW)
    world.resolve()


def written(world: World, name: str) -> tuple[str, in_shape.Losses]:
    out, shape = io.StringIO(newline=""), built_in()[name]
    losses = in_shape.losses_of(shape)
    with world.database.read() as session:
        in_shape.write(session, shape, out.write, losses=losses)
    return out.getvalue(), losses


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", HANDED)
def test_what_we_write_holds_to_the_shape_and_reads_back(
    world: World, tmp_path: Path, name: str
) -> None:
    tell(world)
    tell(world, "https://herald.example/2", name="Ada Quill", city="Fallow", day="2026-01-05")
    text, losses = written(world, name)
    path = tmp_path / "out.csv"
    path.write_text(text, "utf-8", newline="")
    shape = built_in()[name]
    assert list(faults(path, shape, now=NOW)) == []
    assert losses.rows == 2
    assert written(world, name)[0] == text
    assert not [c for row in rows(text) for c in row.values() if c.startswith(("=", "+", "@"))]
    said, unread = read_cells(shape, rows(text)[0])
    assert unread.keys() <= {"agency_ids"}  # the second file says what they are
    if shape.row == "victim":
        assert said["name"][0] == "Tobias Wrenfield"
        assert said["incident_date"][0] == "2026-02-25"
        assert said["city"][0] == "Ashport"
        assert said["age"][0] == 34


@pytest.mark.parametrize("name", HANDED)
def test_no_row_goes_out_that_its_shape_would_refuse(
    world: World, tmp_path: Path, name: str
) -> None:
    tell(world)
    tell(world, "https://herald.example/2", name="Ada Quill", city="Fallow", day="2026-01")
    with world.database.write() as session:
        reviews.correct(session, "I1", "state", None, source="map", by="ada", now=NOW)
    world.resolve()
    text, losses = written(world, name)
    path = tmp_path / "out.csv"
    path.write_text(text, "utf-8", newline="")
    assert list(faults(path, built_in()[name], now=NOW)) == []
    assert losses.rows + losses.left_out.total() == 2


def test_washington_post_cells(world: World) -> None:
    tell(world)
    first, second, told = io.StringIO(newline=""), io.StringIO(newline=""), in_shape.Agencies()
    shape = built_in()["washington-post-v2"]
    with world.database.read() as session:
        in_shape.write(session, shape, first.write, agencies=told)
    in_shape.write_agencies(shape, told, second.write)
    [row] = rows(first.getvalue())
    agencies = row.pop("agency_ids").split(";")
    assert row == {
        "id": "1000001", "date": "2026-02-25", "threat_type": "", "flee_status": "foot",
        "armed_with": "knife", "city": "Ashport", "county": "Vinton", "state": "OH",
        "latitude": "39.25", "longitude": "-82.48", "location_precision": "block",
        "name": "Tobias Wrenfield", "age": "34", "gender": "male", "race": "B", "race_source": "",
        "was_mental_illness_related": "", "body_camera": "True",
    }  # fmt: skip
    listed = {item["id"]: item for item in rows(second.getvalue())}
    assert sorted(listed) == sorted(agencies)
    assert {(item["name"], item["type"], item["total_shootings"]) for item in listed.values()} == {
        ("Ashport Police Department", "local_police", "1"),
        ("Vinton County Sheriff's Office", "sheriff", "1"),
    }


@pytest.mark.parametrize(
    ("name", "column", "known", "written"),
    [
        ("washington-post-v1", "armed", {"armed": "unarmed", "weapon": "a cellphone"}, "unarmed"),
        ("washington-post-v1", "armed", {"armed": "knife", "weapon": "a knife"}, "knife"),
        ("washington-post-v1", "armed", {"armed": "other", "weapon": "a hammer"}, "a hammer"),
        ("washington-post-v1", "armed", {"armed": None, "weapon": "a hammer"}, "a hammer"),
        ("mapping-police-violence", "wapo_armed", {"armed": "firearm", "weapon": "a rifle"}, "gun"),
        (
            "fatal-encounters-california", "armed/unarmed",
            {"armed": "unarmed", "weapon": "a cellphone"}, "Unarmed",
        ),
    ],
)  # fmt: skip
def test_their_own_word_is_written_before_an_article_s(
    name: str, column: str, known: dict[str, object], written: str
) -> None:
    found = built_in()[name].column(column)
    assert found is not None
    assert write_cell(found, known | {"external_ids": {}}) == (written, None)


@pytest.mark.parametrize("name", ["fatal-encounters", "mapping-police-violence"])
def test_weapon_words_a_code_took_the_place_of_are_told(world: World, name: str) -> None:
    tell(world)
    text, losses = written(world, name)
    assert "kitchen" not in text
    [said] = [line for line in losses.lines(built_in()[name]) if "told less exactly" in line]
    assert said.endswith("its code, and not our words: 1")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("washington-post-v1", "manner_of_death (“shot”)"),
        ("mapping-police-violence", "cause_of_death (“Gunshot”)"),
        ("the-counted", "classification (“Gunshot”)"),
        ("fatal-encounters-california", "manner of death (“gunshot”)"),
        ("gun-violence-archive", ""),
    ],
)
def test_columns_that_say_the_same_of_everybody_are_told(name: str, says: str) -> None:
    """Of who was “shot and Tasered” we hold that they were shot."""
    shape = built_in()[name]
    told = [line for line in in_shape.losses_of(shape).lines(shape) if "whatever else" in line]
    assert told == ([f"the same in every row, whatever else was done: {says}"] if says else [])


def test_where_their_codes_say_more_than_ours_the_rows_are_counted(world: World) -> None:
    tell(world)
    tell(world, "https://herald.example/2", name="Ada Quill", city="Fallow", day="2026-01-05")
    with world.database.write() as session:
        for number, armed in (("I1", "other"), ("I2", "undetermined")):
            reviews.correct(session, number, "armed", armed, source="paper", by="ada", now=NOW)
    world.resolve()
    _, losses = written(world, "washington-post-v2")
    assert losses.coarser == {
        "armed_with: “other”, also where theirs is “blunt_object”": 1,
        "armed_with: “undetermined”, also where theirs is “unknown”": 1,
    }


def test_the_california_list_says_how_somebody_died(world: World) -> None:
    tell(world)
    text, _ = written(world, "fatal-encounters-california")
    assert rows(text)[0]["manner of death"] == "gunshot"
    column = built_in()["fatal-encounters-california"].column("manner of death")
    assert column is not None
    assert [*read_cell(column, "car collision")] == [("cause", "car collision")]


def test_names_that_may_not_leave_are_told_as_lost(world: World) -> None:
    tell(world, age=15)
    text, losses = written(world, "washington-post-v2")
    assert rows(text)[0]["name"] == ""
    assert "left blank, names that may not leave or are withheld: 1" in list(
        losses.lines(built_in()["washington-post-v2"])
    )


def test_a_name_alone_is_no_other_spelling() -> None:
    column = replace(built_in()["washington-post-v1"].columns[1], name="aka", field="aliases")
    spelt = {"name": "Ada Quill", "aliases": ["Ada Quill", "Ada Quille"], "external_ids": {}}
    assert write_cell(column, spelt) == ("Ada Quille", None)
    assert write_cell(column, spelt | {"aliases": ["Ada Quill"]}) == ("", None)


@pytest.mark.parametrize(
    ("cells", "day", "column"),
    [
        (("March", "4", "2015"), "2015-03-04", "day"),
        (("mar", "", "2015"), "2015-03", "month"),
        (("3", "Unknown", "2015"), "2015-03", "month"),
        (("Unknown", "", "2015"), "2015", "year"),
    ],
)
def test_a_date_in_parts_is_as_exact_as_they_are(
    cells: tuple[str, str, str], day: str, column: str
) -> None:
    shape = built_in()["the-counted"]
    told = dict(zip(("month", "day", "year"), cells, strict=True))
    said, unread = read_cells(shape, told)
    assert unread == {}
    assert (said["incident_date"][0], said["incident_date"][1].name) == (day, column)


def test_what_is_known_of_a_day_is_written_in_parts(world: World) -> None:
    tell(world, day="2026-02")
    text, losses = written(world, "the-counted")
    [row] = rows(text)
    assert (row["month"], row["day"], row["year"]) == ("February", "", "2026")
    assert losses.unfilled == {"day: known only roughly": 1}


def test_a_form_without_a_day_says_a_month() -> None:
    column = replace(built_in()["washington-post-v1"].columns[2], dates=("%Y-%m-%d", "%m/%Y"))
    assert [*read_cell(column, "03/2015")] == [("incident_date", "2015-03")]
    for day, cell in (("2015-03-04", "2015-03-04"), ("2015-03", "03/2015"), ("2015", "")):
        assert write_cell(column, {"incident_date": day, "external_ids": {}})[0] == cell
    months = replace(column, dates=("%m/%Y",))
    assert write_cell(months, {"incident_date": "2015-03-04", "external_ids": {}})[0] == "03/2015"


@pytest.mark.parametrize(
    ("written", "is_name"),
    [
        ("Name withheld by police", False),
        ("Name withheld by police department", False),
        ("Name not yet released", False),
        ("Unnamed man", False),
        ("UNKNOWN", False),
        ("Unidentified male, 34", False),
        ("John Doe", False),
        ("Jane Doe #2", False),
        ("TBD", False),
        ("Not Released (pending notification of next of kin)", False),
        ("John Dole", True),
        ("Doe Young", True),
        ("Peter Unknown Horse", True),
        ("Tobias Wrenfield", True),
    ],
)
def test_words_for_no_name_are_none(written: str, is_name: bool) -> None:
    column = built_in()["fatal-encounters"].column("Name")
    assert column is not None
    assert [*read_cell(column, written)] == ([("name", written)] if is_name else [])


def test_gun_violence_archive_counts_an_incident_with_its_people(world: World) -> None:
    tell(world)
    tell(world, "https://herald.example/2", name="Ada Quill", city="Fallow", fatal=False)
    dead, hurt = rows(written(world, "gun-violence-archive")[0])
    assert (dead["n_killed"], dead["n_injured"], dead["state"]) == ("1", "0", "Ohio")
    assert dead["participant_age"] == "0::34"
    assert dead["participant_name"] == "0::Tobias Wrenfield"
    assert (hurt["n_killed"], hurt["n_injured"], hurt["participant_name"]) == ("0", "1", "")
    assert dead["participant_type"] == "0::Subject-Suspect"
    with world.database.write() as session:
        reviews.correct(session, "I1", "bystander", True, source="paper", by="ada", now=NOW)
    world.resolve()
    beside, _ = rows(written(world, "gun-violence-archive")[0])
    assert beside["participant_type"] == "0::Victim"
    assert beside["incident_characteristics"] == (
        "Officer Involved Incident||Officer Involved Shooting - Bystander killed"
    )


def test_losses_name_both_sides(world: World) -> None:
    tell(world, day="2026-02")
    tell(world, "https://herald.example/2", name="Ada Quill", city="Fallow", day="2026-01-05",
         duty="off")  # fmt: skip
    _, losses = written(world, "washington-post-v2")
    said = list(losses.lines(built_in()["washington-post-v2"]))
    assert losses.rows == 0
    assert losses.left_out == {
        "pending: not so that the day is known": 1,
        "out: not so that the officer was on duty": 1,
    }
    assert any("threat_type" in line and "cannot fill" in line for line in said)
    assert any("officers" in line and "no column" in line for line in said)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "in"),
        ({"fatal": False}, "out"),
        ({"fatal": None}, "pending"),
        ({"duty": "off"}, "out"),
        ({"duty": "off", "fatal": None}, "out"),
        ({"us": False}, "out"),
        ({"self_inflicted": "yes"}, "out"),
        ({"self_inflicted": "pending"}, "pending"),
        ({"hit_by_police": "disputed"}, "pending"),
        ({"hit_by_police": "disputed", "fatal": False}, "out"),
        ({"hit_by_police": "no"}, "out"),
        ({"incident_date_precision": "month"}, "pending"),
        ({"state": None}, "pending"),
        ({"state": "PR"}, "out"),
    ],
)
def test_whose_row_the_post_wants(facts: dict[str, object], state: str) -> None:
    scope = {"duty": "unknown", "hit_by_police": None, "self_inflicted": None, "us": True}
    row = {"fatal": True, "incident_date_precision": "day", "state": "OH", "scope": scope}
    row |= {name: value for name, value in facts.items() if name in row}
    scope |= {name: value for name, value in facts.items() if name in scope}
    verdict = inclusion.of_victim(inclusion.ruleset("washington-post"), row)
    assert verdict.state == state
    assert bool(verdict.reason) is (state != "in")


def test_an_incident_says_what_each_ruleset_says_of_it(world: World) -> None:
    tell(world, duty="off")
    [line] = world.rows("incidents")
    assert line["inclusion"] == {
        "fatal-encounters": "in",
        "gun-violence-archive": "in",
        "mapping-police-violence": "in",
        "the-counted": "in",
        "washington-post": "out",
    }
    assert world.rows("changes")[-1]["incident"] == line


@pytest.fixture
def anybody(tmp_path: Path) -> Iterator[World]:
    """A world in which every shooting counts, by whomever."""
    opened = open_database(f"sqlite:///{tmp_path / 'any.db'}", scope=Scope.ANY)
    made = World(opened, tmp_path / "archive")
    yield made
    made.archive.close()
    opened.dispose()


def test_who_was_shot_by_anybody_is_on_no_list_of_people_police_shot(anybody: World) -> None:
    tell(anybody)
    [line] = anybody.rows("incidents")
    assert line["inclusion"] == {
        "fatal-encounters": "pending",
        "gun-violence-archive": "in",
        "mapping-police-violence": "pending",
        "the-counted": "pending",
        "washington-post": "pending",
    }
    assert anybody.rows("changes")[-1]["incident"] == line
    _, losses = written(anybody, "mapping-police-violence")
    assert losses.rows == 0
    assert losses.left_out == {"pending: not known whether police shot this person": 1}
    text, losses = written(anybody, "gun-violence-archive")
    assert losses.rows == 1
    [row] = rows(text)
    assert row["participant_type"] == "0::Victim"
    assert row["incident_characteristics"] == "Shot - Dead (murder, accidental, suicide)"


def test_who_is_known_to_be_shot_by_police_is_on_them_in_any_database(anybody: World) -> None:
    tell(anybody)
    with anybody.database.write() as session:
        reviews.correct(session, "I1", "hit_by_police", "yes", source="paper", by="ada", now=NOW)
    anybody.resolve()
    _, losses = written(anybody, "washington-post-v2")
    assert losses.rows == 1


def test_every_downstream_shape_has_a_rule_that_exists() -> None:
    for name in HANDED:
        shape = built_in()[name]
        assert inclusion.ruleset(str(shape.inclusion)).rules


# ---------------------------------------------------------------------------------- validators

SOUND = {
    "id": "4", "date": "2026-02-25", "threat_type": "shoot", "flee_status": "not",
    "armed_with": "gun;knife", "city": "Ashport", "county": "", "state": "OH", "latitude": "39.1",
    "longitude": "-82.4", "location_precision": "address", "name": "Tobias Wrenfield’s son",
    "age": "34", "gender": "non-binary", "race": "W;B", "race_source": "clip",
    "was_mental_illness_related": "True", "body_camera": "False", "agency_ids": "7;8",
}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("id", ""), ("id", "x"), ("date", "2/25/2026"), ("date", "2026-02-30"), ("date", ""),
        ("threat_type", "shouted"), ("flee_status", "Car"), ("armed_with", "gun;sword"),
        ("state", "Ohio"), ("state", ""), ("latitude", "north"), ("location_precision", "near"),
        ("age", "thirty"), ("gender", "man"), ("race", "X"), ("race", "W;X"),
        ("race_source", "guess"), ("body_camera", "maybe"), ("agency_ids", "7,8"),
    ],
)  # fmt: skip
def test_each_wrong_cell_is_named(tmp_path: Path, column: str, cell: str) -> None:
    shape = built_in()["washington-post-v2"]
    path = tmp_path / "x.csv"

    def found(row: dict[str, str]) -> list[str | None]:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
            writer.writerow(row)
        return [fault.column for fault in faults(path, shape, now=NOW)]

    assert found(SOUND) == []
    if cell.casefold() in {"car"}:
        assert found({**SOUND, column: cell}) == []  # case is nobody's fault
    else:
        assert found({**SOUND, column: cell}) == [column]


def test_double_identifiers_and_strange_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*SOUND, "hat"])
        writer.writeheader()
        writer.writerows([SOUND, SOUND])
    said = [str(fault) for fault in faults(path, built_in()["washington-post-v2"], now=NOW)]
    assert said == [
        "line 1, hat: is no column of this shape",
        "line 3, id: “4” stands in line 2 already",
    ]


# ---------------------------------------------------------------------------------- reading

READ = {
    "washington-post-v1": ("3,Tobias Wrenfield,2026-02-25,shot and Tasered,sword,34,M,W,Ashport,OH,"
                           "True,attack,Not fleeing,False"),
    "the-counted": ("2,Tobias Wrenfield,34,Male,White,February,25,2026,Elm St,Ashport,OH,Gunshot,"
                    "Ashport Police Department,Other"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_row_of_theirs_in_our_words(name: str) -> None:
    shape = built_in()[name]
    cells = dict(zip((c.name for c in shape.columns), READ[name].split(","), strict=False))
    said, unread = read_cells(shape, cells)
    assert unread == {}
    values = {field: value for field, (value, _) in said.items()}
    assert values["name"] == "Tobias Wrenfield"
    assert values["incident_date"] == "2026-02-25"
    assert (values["age"], values["gender"], values["race"]) == (34, "male", "White")
    if name == "washington-post-v1":
        assert (values["weapon"], values["fleeing"], values["body_camera"]) == (
            "sword", "not", False,
        )  # fmt: skip


def coded() -> Iterator[tuple[str, str, str]]:
    for name, shape in built_in().items():
        for column in shape.columns:
            for theirs in dict.fromkeys(column.codes.values()):
                if theirs and not column.numbered:
                    yield name, column.name, theirs


@pytest.mark.parametrize(("name", "column", "theirs"), list(coded()))
def test_every_code_of_theirs_means_something_and_goes_back(
    name: str, column: str, theirs: str
) -> None:
    shape = built_in()[name]
    alone = replace(shape, columns=tuple(c for c in shape.columns if c.name == column))
    said, unread = read_cells(alone, {column: theirs})
    assert unread == {}
    known = {field: value for field, (value, _) in said.items()} | {"external_ids": {}}
    if known.keys() != {"external_ids"}:
        assert write_cell(alone.columns[0], known)[0] == theirs


def test_the_file_tells_which_of_a_family_it_is() -> None:
    for name, shape in built_in().items():
        header = [column.name for column in shape.columns]
        assert fitting(named(shape.family), header).name == name


def test_a_map_may_be_any_built_in_shape() -> None:
    for name, shape in built_in().items():
        assert shape.path is not None
        again: Shape = read_shape(shape.path)
        assert again == shape
        assert again.name == name


def test_victims_are_what_most_shapes_count() -> None:
    assert len(VICTIMS) >= 6
