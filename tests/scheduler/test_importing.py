"""A hand-kept record comes in and goes back out as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from crawler.sources import Source
from pipeline.reader import READER_VERSION
from pipeline.records import Claim, Span, Where
from scheduler import importing
from scheduler.fetching import INBOX, with_inbox
from scheduler.importing import ImportCounts, import_rows
from scheduler.jobs import replay
from scheduler.redacting import redact
from scheduler.resolving import resolve_waiting
from scheduler.workplace import Workplace
from storage import decisions, explained, frontier, incidents, leaving, redactions, reviews, shelves
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.exports import in_shape
from storage.redactions import Level
from storage.references.compare import compare
from storage.references.lost import Lost
from storage.references.theirs import read_list
from storage.shapes import BadShape, Shape, check, read_shape
from storage.shapes.files import CannotRead
from storage.warc import iter_warc
from tests.storage.conftest import World, story

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MAP = """
title = "Our record"
id = "no"
facts = { fatal = true }

[[column]]
name = "no"
schema = "ours"

[[column]]
name = "who"
field = "name"
blank = ["withheld"]

[[column]]
name = "day"
field = "incident_date"
dates = ["%m/%d/%Y"]

[[column]]
name = "town"
field = "city"

[[column]]
name = "st"
field = "state"

[[column]]
name = "years"
field = "age"

[[column]]
name = "sex"
field = "gender"
codes = { male = "M", female = "F" }

[[column]]
name = "weapon"
field = "armed"
many = ";"
codes = { firearm = "gun", knife = "knife", unarmed = "none" }

[[column]]
name = "links"
field = "sources"

[[column]]
name = "remarks"
"""
HEADER = "no,who,day,town,st,years,sex,weapon,links,remarks,initials\n"
ROWS = (
    '7,Tobias Wrenfield,02/25/2026,Ashport,OH,34,M,gun;knife,https://ledger.example/1,"a, b",zz\n'
    "3,withheld,02/25/2026,Ashport,OH,,,,,,\n"
    "12,Ada Quill,01/05/2026,Millbrook,OH,about 40,F,sword,,-12.5,\n"
    "13,,01/05/2026,Millbrook,OH,,,,,,yy\n"
)


@pytest.fixture
def shape(tmp_path: Path) -> Shape:
    path = tmp_path / "ours.toml"
    path.write_text(MAP, "utf-8")
    return read_shape(path)


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """The whole way is walked on PostgreSQL once, below."""
    opened = open_database(sqlite_url)
    yield opened
    opened.dispose()


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Workplace]:
    with Archive(tmp_path / "archive") as archive:
        yield Workplace(database, archive)


def table(tmp_path: Path, rows: str = ROWS, name: str = "ours.csv") -> Path:
    path = tmp_path / name
    path.write_text(HEADER + rows, "utf-8", newline="")
    return path


def take(place: Workplace, path: Path, shape: Shape) -> ImportCounts:
    return import_rows(place, path, shape, by="ada", now=NOW)


def back(place: Workplace, shape: Shape) -> str:
    out = io.StringIO()
    identity = place.database.identity()
    with place.database.read() as session:
        in_shape.write_own(session, shape, out.write, identity=identity)
    return out.getvalue()


def lines(place: Workplace) -> list[dict[str, object]]:
    with place.database.read() as session:
        return incidents.list_incidents(session)


def test_an_untouched_record_comes_back_byte_for_byte(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    counts = take(place, table(tmp_path), shape)
    assert counts.by["new"] == counts.by["accepted"] == 4
    assert counts.unread == {
        "years: “about 40” is no whole number": 1,
        "weapon: “sword” is none of its codes": 1,
    }
    assert back(place, shape) == HEADER + ROWS


def test_the_same_on_postgres(empty_postgres: str, shape: Shape, tmp_path: Path) -> None:
    database = open_database(empty_postgres)
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        take(place, table(tmp_path), shape)
        assert take(place, table(tmp_path), shape).decision is None
        assert back(place, shape) == HEADER + ROWS
        assert take(place, table(tmp_path, ROWS.replace(",34,", ",35,")), shape).by["accepted"] == 1
    database.dispose()


def test_each_row_is_an_accepted_incident_with_its_cells_pinned(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    take(place, table(tmp_path), shape)
    found = {line["external_ids"]["ours"]: line for line in lines(place)}  # type: ignore[index]
    assert sorted(found) == ["12", "13", "3", "7"]
    line = found["7"]
    assert (line["review"], line["accepted_by"]) == ("accepted", "ada")
    assert (line["city"], line["armed"], line["incident_date"]) == (
        "Ashport", "firearm", "2026-02-25",
    )  # fmt: skip
    assert line["articles"] == []
    assert line["independent_sources"] == 0
    with place.database.read() as session:
        facts = explained.why(session, str(line["incident_id"])).facts
    [name] = [fact for fact in facts if fact["field"] == "name"]
    assert name["why"] == "set by ada: imported from ours 7"
    assert name["support"][0]["quote"] == '"who": "Tobias Wrenfield"'


def test_importing_twice_changes_nothing(place: Workplace, shape: Shape, tmp_path: Path) -> None:
    take(place, table(tmp_path), shape)
    before = lines(place)
    counts = take(place, table(tmp_path), shape)
    assert (counts.by["new"], counts.by["accepted"], counts.decision) == (0, 0, None)
    assert lines(place) == before


def test_addresses_become_links_to_follow_and_rows_never_are(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    take(place, table(tmp_path), shape)
    with place.database.write() as session:
        due = frontier.lease(
            session, worker="w", limit=9, now=NOW, until=NOW + timedelta(minutes=1)
        )
    assert [(link.url, link.source) for link in due] == [("https://ledger.example/1", "inbox")]


def test_a_pass_over_all_sources_takes_the_addresses_along(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    assert with_inbox(place, (), NOW) == ()
    ledger = Source("ledger", "Ledger", ("ledger.example",))
    import_rows(place, table(tmp_path), shape, by="ada", now=NOW, sources=(ledger,))
    assert with_inbox(place, (), NOW) == ()  # its own outlet fetches it
    other = ROWS.replace("https://ledger.example/1", "https://herald.example/1")
    import_rows(place, table(tmp_path, other), shape, by="ada", now=NOW, sources=(ledger,))
    assert with_inbox(place, (ledger,), NOW) == [ledger, INBOX]


def test_a_changed_row_is_pinned_anew_and_the_rest_stays(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    take(place, table(tmp_path), shape)
    changed = ROWS.replace(",34,", ",35,")
    counts = take(place, table(tmp_path, changed), shape)
    assert (counts.by["changed"], counts.by["accepted"]) == (1, 1)
    assert back(place, shape) == HEADER + changed
    assert {v["age"] for line in lines(place) for v in line["victims"]} == {35, None}  # type: ignore[attr-defined]


def test_a_row_that_is_again_what_it_was_is_taken_back(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    for day, age in enumerate(("34", "35", "34")):
        rows, at = ROWS.replace(",34,", f",{age},"), NOW + timedelta(days=day)
        import_rows(place, table(tmp_path, rows), shape, by="ada", now=at)
        assert back(place, shape) == HEADER + rows
    later = NOW + timedelta(days=50)
    import_rows(place, table(tmp_path, ROWS), shape, by="ada", now=later)
    assert back(place, shape) == HEADER + ROWS
    assert {v["age"] for line in lines(place) for v in line["victims"]} == {34, None}  # type: ignore[attr-defined]


def test_another_map_reads_the_same_rows_anew(place: Workplace, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(MAP, "utf-8")
    rows = "7,Tobias Wrenfield,02/25/2026,Ashport,OH,34,M,sword,,,\n"
    counts = take(place, table(tmp_path, rows), read_shape(tmp_path / "ours.toml"))
    assert counts.unread.total() == 1
    better = MAP.replace('knife = "knife"', 'knife = "sword"')
    (tmp_path / "ours.toml").write_text(better, "utf-8")
    counts = take(place, table(tmp_path, rows), read_shape(tmp_path / "ours.toml"))
    assert (counts.by["changed"], counts.by["accepted"], counts.unread.total()) == (1, 1, 0)
    assert [line["armed"] for line in lines(place)] == ["knife"]


def test_one_undo_takes_the_import_back(place: Workplace, shape: Shape, tmp_path: Path) -> None:
    counts = take(place, table(tmp_path), shape)
    assert counts.decision is not None
    with place.database.write() as session:
        decisions.undo(session, counts.decision, by="ada", now=NOW)
    resolve_waiting(place, now=NOW)
    assert {line["review"] for line in lines(place)} == {"candidate"}
    assert {len(line["external_ids"]) for line in lines(place)} == {0}  # type: ignore[arg-type]
    assert take(place, table(tmp_path), shape).by["accepted"] == 4
    assert {line["review"] for line in lines(place)} == {"accepted"}


def test_what_was_taken_back_is_not_decided_again_by_another_file(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    first = take(place, table(tmp_path), shape)
    assert first.decision is not None
    with place.database.write() as session:
        decisions.undo(session, first.decision, by="ada", now=NOW)
    more = table(tmp_path, "20,Ruth Ambler,01/09/2026,Ashport,OH,51,F,,,,\n", "more.csv")
    assert take(place, more, shape).by["accepted"] == 1
    accepted = [line for line in lines(place) if line["review"] == "accepted"]
    assert [line["aliases"] for line in accepted] == [["Ruth Ambler"]]


COUNTED = (
    "uid,name,age,gender,raceethnicity,month,day,year,streetaddress,city,state,classification,"
    "lawenforcementagency,armed\n"
    "7,Tobias Wrenfield,34,Male,White,February,25,2026,,Ashport,OH,{},Ashport Police,No\n"
)


def counted(folder: Path, cause: str = "Gunshot") -> Path:
    """A file of The Counted's with one row."""
    path = folder / "theirs.csv"
    path.write_text(COUNTED.format(cause), "utf-8")
    return path


def test_a_known_database_s_file_needs_no_map(place: Workplace, tmp_path: Path) -> None:
    shape = read_shape(Path("the-counted"))
    path = counted(tmp_path)
    take(place, path, shape)
    assert back(place, shape) == path.read_text("utf-8")
    assert [line["external_ids"] for line in lines(place)] == [{"the-counted": "7"}]


def test_who_was_not_shot_is_kept_and_no_incident(place: Workplace, tmp_path: Path) -> None:
    shape = read_shape(Path("the-counted"))
    counts = take(place, path := counted(tmp_path, "Death in custody"), shape)
    assert (counts.by["no shooting"], counts.by["accepted"], lines(place)) == (1, 0, [])
    assert list(counts.unread) == [
        "classification: “Death in custody” is no shooting: the row is kept, and no incident"
    ]
    assert back(place, shape) == path.read_text("utf-8")
    assert take(place, counted(tmp_path), shape).by["accepted"] == 1
    assert take(place, counted(tmp_path, "Taser"), shape).by["changed"] == 1
    assert lines(place) == []
    assert back(place, shape) == path.read_text("utf-8")


def test_a_cause_and_words_for_unknown_are_written_into_no_cell(
    place: Workplace, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.toml"
    path.write_text(
        'facts = { fatal = true }\n[[column]]\nname = "who"\nfield = "name"\n[[column]]\n'
        'name = "day"\nfield = "incident_date"\n[[column]]\nname = "how"\nfield = "cause"\n'
        "[[column]]\n"
        'name = "sex"\nfield = "gender"\nunknown = "Unknown"\ncodes = { male = "M" }\n',
        "utf-8",
    )
    shape = read_shape(path)
    ours = tmp_path / "theirs.csv"
    ours.write_text('who,day,how,sex\nAda Quill,2026-01-05,"Gunshot, Taser",\n', "utf-8")
    assert take(place, ours, shape).by["accepted"] == 1
    own = f"V1-{place.database.identity()[:8]}"
    assert back(place, shape).splitlines()[1] == f'Ada Quill,2026-01-05,"Gunshot, Taser",,{own}'


POST = (
    "id,date,threat_type,flee_status,armed_with,city,county,state,latitude,longitude,"
    "location_precision,name,age,gender,race,race_source,was_mental_illness_related,body_camera,"
    "agency_ids\n"
    "7,2026-02-25,point,not,gun,Ashport,,OH,,,not_available,Tobias Wrenfield,34,male,,,,False,73\n"
)


def test_agencies_are_read_from_the_file_beside(place: Workplace, tmp_path: Path) -> None:
    shape = read_shape(Path("washington-post-v2"))
    path = tmp_path / "fatal-data.csv"
    path.write_text(POST, "utf-8")
    says = "agency_ids: no list of agencies at hand says what the numbers are"
    assert list(take(place, path, shape).unread) == [says]
    (tmp_path / "fatal-agencies.csv").write_text(
        "id,name,type,state,oricodes,total_shootings\n"
        "73,Ashport Police Department,local_police,OH,,1\n",
        "utf-8",
    )
    counts = take(place, path, shape)
    assert (counts.by["changed"], counts.unread.total()) == (1, 0)
    assert [line["agencies"] for line in lines(place)] == [["Ashport Police Department"]]
    assert back(place, shape).replace('"', "") == POST


def test_what_a_row_is_on_further_lists_is_remembered(place: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "theirs.toml"
    path.write_text(
        MAP.replace('name = "remarks"', 'name = "remarks"\nschema = "washington-post"'), "utf-8"
    )
    shape = read_shape(path)
    rows = "1,Tobias Wrenfield,02/25/2026,Ashport,OH,34,M,,,31,\n"
    rows += "2,Ada Quill,01/05/2026,Millbrook,OH,44,F,,,7,\n"
    take(place, table(tmp_path, rows), shape)
    assert [line["external_ids"] for line in lines(place)] == [
        {"ours": "1", "washington-post": "31"}, {"ours": "2", "washington-post": "7"},
    ]  # fmt: skip
    (tmp_path / "post.csv").write_text(POST, "utf-8")
    take(place, tmp_path / "post.csv", read_shape(Path("washington-post-v2")))
    assert [line["external_ids"] for line in lines(place)] == [
        {"ours": "1", "washington-post": "7"}, {"ours": "2"},
    ]  # fmt: skip
    assert back(place, shape) == HEADER + rows.replace(",34,M,", ",34,M,gun")


def test_a_row_we_named_ourselves_has_no_identifier_of_their_list(
    place: Workplace, tmp_path: Path
) -> None:
    shape = read_shape(Path("the-counted"))
    path = counted(tmp_path)
    path.write_text(path.read_text("utf-8").replace("\n7,", "\n,"), "utf-8")
    assert take(place, path, shape).by["accepted"] == 1
    out = io.StringIO()
    with place.database.read() as session:
        in_shape.write(session, shape, out.write)
    [row] = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["uid"] == "1000001"


def test_replay_gives_the_record_back(place: Workplace, shape: Shape, tmp_path: Path) -> None:
    take(place, table(tmp_path), shape)
    before = lines(place)
    replay(place, now=NOW)
    assert lines(place) == before
    assert back(place, shape) == HEADER + ROWS


def test_a_correction_reaches_the_cell(place: Workplace, shape: Shape, tmp_path: Path) -> None:
    take(place, table(tmp_path), shape)
    [victim] = [
        person["victim_id"]
        for line in lines(place)
        for person in line["victims"]  # type: ignore[attr-defined]
        if person["name"] == "Tobias Wrenfield"
    ]
    with place.database.write() as session:
        reviews.correct(session, victim, "age", 36, source="letter", by="ada", now=NOW)
    resolve_waiting(place, now=NOW)
    assert back(place, shape) == HEADER + ROWS.replace(",34,", ",36,")


def cover(place: Workplace, url: str, *, without: tuple[str, ...] = (), **told: object) -> None:
    """A story comes in about somebody, and he dies; ``without`` some of what it says."""
    world = World(place.database, place.archive.root)
    read = story(url, version=READER_VERSION, **told)  # type: ignore[arg-type]
    [report] = read.reports
    died = Claim("fatal", True, "was", Span(Where.TEXT, 0, 40), method="test", person=0)
    claims = [claim for claim in report.claims if claim.field not in without]
    report = replace(report, claims=(*claims, died))
    world.read(world.keep(url), replace(read, reports=(report,)))
    world.archive.close()
    resolve_waiting(place, now=NOW)


def test_coverage_joins_its_row_and_fills_only_what_was_blank(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    rows = "7,Tobias Wrenfield,02/25/2026,Ashport,OH,34,,,,,\n"
    take(place, table(tmp_path, rows), shape)
    cover(place, "https://ledger.example/1", age=35)
    [line] = lines(place)
    assert [item["url"] for item in line["articles"]] == ["https://ledger.example/1"]  # type: ignore[attr-defined]
    assert line["victims"][0]["age"] == 34  # type: ignore[index]
    assert back(place, shape).splitlines()[1] == (
        "7,Tobias Wrenfield,02/25/2026,Ashport,OH,34,,,https://ledger.example/1,,"
    )


def test_a_row_joins_the_incident_we_have_already(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    cover(place, "https://ledger.example/1")
    before = [line["incident_id"] for line in lines(place)]
    take(place, table(tmp_path, "7,Tobias Wrenfield,02/25/2026,Ashport,OH,34,,,,,\n"), shape)
    assert [line["incident_id"] for line in lines(place)] == before


def test_a_row_is_pinned_in_an_accepted_incident_that_said_otherwise(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    cover(place, "https://ledger.example/1", age=35)
    with place.database.write() as session:
        reviews.accept(session, "I1", by="bea", now=NOW)
    resolve_waiting(place, now=NOW)
    rows = "7,Tobias Wrenfield,02/25/2026,Ashport,OH,34,,,,,\n"
    counts = take(place, table(tmp_path, rows), shape)
    assert (counts.by["accepted"], counts.unclear) == (1, ())
    [line] = lines(place)
    assert line["victims"][0]["age"] == 34  # type: ignore[index]
    assert back(place, shape).splitlines()[1:] == [
        "7,Tobias Wrenfield,02/25/2026,Ashport,OH,34,,,https://ledger.example/1,,"
    ]


def test_what_a_row_did_not_say_shows_as_unreviewed(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    def unreviewed() -> set[str]:
        with place.database.read() as session:
            return {m["url"] for m in explained.why(session, "I1").members if m["unreviewed"]}

    cover(place, "https://ledger.example/1")
    assert unreviewed() == set()
    take(place, table(tmp_path, "7,Tobias Wrenfield,02/25/2026,Ashport,OH,34,,,,,\n"), shape)
    assert unreviewed() == {"https://ledger.example/1"}
    with place.database.write() as session:
        reviews.accept(session, "I1", by="ada", now=NOW)
    assert unreviewed() == set()


def test_new_accepted_victims_follow_and_candidates_do_not(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    take(place, table(tmp_path), shape)
    cover(place, "https://herald.example/9", name="Omar Reyes", city="Fallow", day="2026-02-01")
    assert back(place, shape) == HEADER + ROWS
    [new] = [line["incident_id"] for line in lines(place) if line["review"] == "candidate"]
    with place.database.write() as session:
        reviews.accept(session, str(new), by="ada", now=NOW)
    resolve_waiting(place, now=NOW)
    written = back(place, shape).splitlines()
    assert written[0] == HEADER.strip() + ",casebook_id"
    assert written[1:-1] == [f"{line}," for line in ROWS.splitlines()]
    own = f"V5-{place.database.identity()[:8]}"
    assert written[-1] == f",Omar Reyes,02/01/2026,Fallow,OH,34,,,https://herald.example/9,,,{own}"


def test_a_row_we_added_is_known_when_it_comes_back(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    take(place, table(tmp_path), shape)
    nowhere = ("city", "state", "age")
    cover(place, "https://herald.example/9", day="2026-02-01", name=None, without=nowhere)
    [new] = [line["incident_id"] for line in lines(place) if line["review"] == "candidate"]
    with place.database.write() as session:
        reviews.accept(session, str(new), by="ada", now=NOW)
    resolve_waiting(place, now=NOW)
    (tmp_path / "back.csv").write_text(back(place, shape), "utf-8", newline="")
    counts = take(place, tmp_path / "back.csv", shape)
    assert (counts.by["new"], counts.by["unchanged"], counts.by["accepted"]) == (1, 4, 1)
    assert counts.unclear == ()
    assert len(lines(place)) == 5
    assert back(place, shape) == (tmp_path / "back.csv").read_text("utf-8")
    again = take(place, tmp_path / "back.csv", shape)
    assert (again.by["unchanged"], again.decision) == (5, None)
    filled = (tmp_path / "back.csv").read_text("utf-8").replace("\n,,02/01", "\n,Omar Reyes,02/01")
    (tmp_path / "back.csv").write_text(filled, "utf-8", newline="")
    assert take(place, tmp_path / "back.csv", shape).by["changed"] == 1
    assert len(lines(place)) == 5
    assert counts.decision is not None
    with place.database.write() as session:
        decisions.undo(session, counts.decision, by="ada", now=NOW)
    resolve_waiting(place, now=NOW)
    assert len(lines(place)) == 6, "one undo takes it back, its word too"


@pytest.mark.parametrize(("day", "incidents"), [("25", 1), ("9", 2)])
def test_a_number_we_gave_is_known_where_the_day_agrees(
    place: Workplace, tmp_path: Path, day: str, incidents: int
) -> None:
    cover(place, "https://herald.example/9", name=None, without=("city", "state", "age"))
    with place.database.write() as session:
        reviews.accept(session, "I1", by="ada", now=NOW)
    resolve_waiting(place, now=NOW)
    shape, out = read_shape(Path("the-counted")), io.StringIO()
    with place.database.read() as session:
        in_shape.write(session, shape, out.write)
    path = tmp_path / "counted.csv"
    path.write_text(out.getvalue().replace(",25,2026", f",{day},2026"), "utf-8")
    assert "1000001,,,,Unknown,February," in path.read_text("utf-8")
    take(place, path, shape)
    assert len(lines(place)) == incidents


def test_an_identifier_of_another_database_says_nothing_here(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    take(place, table(tmp_path), shape)
    path = tmp_path / "theirs.csv"
    foreign = HEADER.strip() + ",casebook_id\n,,02/01/2026,,,,,,,,,V1-00000000\n"
    path.write_text(foreign, "utf-8", newline="")
    assert take(place, path, shape).by["accepted"] == 1
    assert len(lines(place)) == 5


@pytest.fixture
def plain(tmp_path: Path) -> Shape:
    """A list whose rows have no identifier."""
    path = tmp_path / "plain.toml"
    column = '[[column]]\nname = "no"\nschema = "ours"\n'
    path.write_text(MAP.replace('id = "no"\n', "").replace(column, ""), "utf-8")
    return read_shape(path)


def test_an_edited_row_without_an_identifier_is_known_by_name_and_day(
    place: Workplace, plain: Shape, tmp_path: Path
) -> None:
    """In the list as it was, not in the one we wrote back."""
    ours = tmp_path / "plain.csv"
    head = "who,day,town,st,years,sex,weapon,links,remarks\n"
    tobias, ada = "Tobias Wrenfield,02/25/2026,Ashport,OH,34,,,,", "Ada Quill,01/05/2026,,OH,,,,,"

    def took(*rows: str, head: str = head) -> ImportCounts:
        ours.write_text(head + "".join(f"{row}\n" for row in rows), "utf-8")
        return take(place, ours, plain)

    assert took(tobias, ada).by["accepted"] == 2
    counts = took(older := tobias.replace("34", "36"), ada)
    assert (counts.by["new"], counts.by["changed"], counts.says) == (0, 1, None)
    assert took(older, ada).by["unchanged"] == 2
    counts = took(f"{older},", f"{ada},", head=head.replace("remarks", "remarks,notes"))
    assert (counts.by["new"], counts.says, len(lines(place))) == (0, None, 2)


def test_who_may_be_a_row_that_was_edited_is_told(
    place: Workplace, plain: Shape, tmp_path: Path
) -> None:
    ours = tmp_path / "plain.csv"
    head = "who,day,town,st,years,sex,weapon,links,remarks\n"
    ada = "Ada Quill,01/05/2026,,OH,,,,,\n"
    ours.write_text(head + ada, "utf-8")
    take(place, ours, plain)
    ours.write_text(head + ada.replace("01/05", "01/06"), "utf-8")
    counts = take(place, ours, plain)
    assert counts.by["new"] == 1
    told = "1 row without an identifier is new, and 1 that was taken in before stands there no more"
    assert str(counts.says).startswith(told)
    ours.write_text(back(place, plain) + "Bo Lark,01/09/2026,,OH,,,,,,\n", "utf-8")
    counts = take(place, ours, plain)
    assert (counts.by["new"], counts.says) == (1, None), "the others say who they are"


def test_rows_without_an_identifier_are_known_by_ours(
    place: Workplace, plain: Shape, tmp_path: Path
) -> None:
    ours = tmp_path / "plain.csv"
    ours.write_text("who,day,town,st,years,sex,weapon,links,remarks\n,02/25/2026,,,,,,,\n", "utf-8")
    take(place, ours, plain)
    with place.database.write() as session:
        reviews.correct(session, "V1", "age", 36, source="letter", by="ada", now=NOW)
    resolve_waiting(place, now=NOW)
    ours.write_text(back(place, plain), "utf-8")
    assert ours.read_text("utf-8").splitlines()[1].startswith(",02/25/2026,,,36,,,,,V1-")
    counts = take(place, ours, plain)
    assert (counts.by["new"], counts.by["changed"], len(lines(place))) == (0, 1, 1)
    assert back(place, plain) == ours.read_text("utf-8")
    with place.database.read() as session:
        theirs = read_list(ours, plain, {}, identity=place.database.identity())
        [pair] = compare(session, plain, theirs, Lost(session, ())).pairs
    assert (pair.victim_id, pair.how) == ("V1", "by its own word")


def test_two_people_of_one_record_are_never_one(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    rows = "1,Tobias Wrenfield,02/25/2026,Ashport,OH,34,M,,,,\n"
    rows += "2,Tobias Wrenfield,02/25/2026,Ashport,OH,34,M,,,,\n"
    take(place, table(tmp_path, rows), shape)
    assert len(lines(place)) == 2
    cover(place, "https://ledger.example/1")
    assert len(lines(place)) == 2


def test_what_cannot_be_used_is_named_and_stops_nothing(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    rows = (
        ROWS
        + "7,Somebody Else,02/25/2026,,,,,,,,\n99,,,Ashport,OH,,,,,,\n1,2,3,4,5,6,7,8,9,10,11,12\n"
    )
    counts = take(place, table(tmp_path, rows), shape)
    assert counts.by["accepted"] == 4
    assert [line.split(": ", 1)[1] for line in counts.unusable] == [
        "“7” identifies line 2 already; kept as it is",
        "neither a name nor a date stands in it; kept as it is",
        "12 cells under 11 headers",
    ]
    kept = rows.rpartition("1,2,3")[0]
    assert back(place, shape) == HEADER + kept
    assert len(lines(place)) == 4
    with place.database.read() as session:
        assert shelves.counts(session)["rejected"] == 0, "no article was rejected"
    again = take(place, table(tmp_path, kept), shape)
    assert (again.by["unchanged"], again.by["new"], again.decision) == (6, 0, None)
    replay(place, now=NOW)
    assert back(place, shape) == HEADER + kept


def test_a_row_that_was_only_kept_counts_once_it_can_be_used(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    bad = ROWS + "7,Somebody Else,02/25/2026,,,,,,,,\n99,,,Ashport,OH,,,,,,\n"
    take(place, table(tmp_path, bad), shape)
    good = ROWS + "8,Somebody Else,02/25/2026,,,,,,,,\n99,Zed Lund,,Ashport,OH,,,,,,\n"
    counts = take(place, table(tmp_path, good), shape)
    assert (counts.unusable, counts.by["accepted"]) == ([], 2)
    written = back(place, shape).splitlines()
    assert sorted(written[1:]) == sorted(good.splitlines())
    take(place, table(tmp_path, bad), shape)
    assert sorted(back(place, shape).splitlines()[1:]) == sorted(
        [*bad.splitlines(), "8,Somebody Else,02/25/2026,,,,,,,,"]
    )


def test_a_row_that_is_only_kept_hides_who_is_to_be_hidden(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    bad = ROWS + "7,Tobias Wrenfield,02/25/2026,,OH,,,,,,\n"
    take(place, table(tmp_path, bad), shape)
    people = [victim for line in lines(place) for victim in line["victims"]]  # type: ignore[attr-defined]
    [own] = [one["victim_id"] for one in people if one["name"] == "Tobias Wrenfield"]
    redact(place, own, level=Level.WITHHOLD, basis="b", by="ada", now=NOW)
    assert "Wrenfield" not in back(place, shape)
    redact(place, own, level=Level.ERASE, basis="b", by="ada", now=NOW)
    assert "wrenfield" not in kept_back(place)


def test_a_quotation_mark_that_is_never_closed_takes_no_row_along(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    cut = ROWS + '14,"Omar Reyes,02/01/2026,Fallow,OH,,,,,,\n15,Zed Lund,02/02/2026,Elm,OH,,,,,,\n'
    counts = take(place, table(tmp_path, cut), shape)
    assert counts.by["accepted"] == 4
    [said] = counts.unusable
    assert ":6: a quotation mark opens a cell that never ends" in said
    whole = ROWS.removesuffix("\n")  # nor does the last line need an end
    assert take(place, table(tmp_path, whole), shape).by["unchanged"] == 4
    headless = tmp_path / "headless.csv"
    headless.write_text('no,"who,day\n1,Ada,02/02/2026\n', "utf-8")
    with pytest.raises(CannotRead, match="never ends"):
        take(place, headless, shape)


def test_a_row_that_could_be_either_of_two_is_left_to_people(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    cover(place, "https://ledger.example/1")
    cover(place, "https://ledger.example/2", name="Ada Quill")
    rows = "3,withheld,02/25/2026,Ashport,OH,34,,,,,\n"
    counts = take(place, table(tmp_path, rows), shape)
    assert [item.row for item in counts.unclear] == ["3"]
    assert "more than one incident" in counts.unclear[0].why
    assert counts.by["accepted"] == 0
    assert back(place, shape) == HEADER + rows


def test_an_import_that_was_killed_goes_on(
    place: Workplace, shape: Shape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for killed_in in ("read_waiting", "resolve_waiting"):
        with monkeypatch.context() as patched:
            patched.setattr(importing, killed_in, _killed)
            with pytest.raises(KeyboardInterrupt):
                take(place, table(tmp_path), shape)
    assert take(place, table(tmp_path), shape).by["accepted"] == 4
    assert back(place, shape) == HEADER + ROWS


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_person_s_exclusion_stands(place: Workplace, shape: Shape, tmp_path: Path) -> None:
    cover(place, "https://ledger.example/1")
    with place.database.write() as session:
        reviews.exclude(session, "I1", by="ada", now=NOW, note="no police")
    resolve_waiting(place, now=NOW)
    counts = take(place, table(tmp_path), shape)
    assert [(item.row, item.why) for item in counts.unclear] == [("7", "I1 is excluded")]
    assert [line["review"] for line in lines(place) if line["incident_id"] == "I1"] == ["excluded"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('[[column]]\nname = "who"', '[[column]]\nname = "whom"', "has no column “whom”"),
        ('field = "name"', 'field = "hat"', "there is no field “hat”"),
        ('id = "no"', 'id = "nr"', r"no \[\[column\]\] is so called; add one"),
        ("many = ", "mony = ", "“mony” means nothing here"),
        ('id = "no"', 'id = "no"\ninclusion = "post"', "inclusion: there is no ruleset “post”"),
        ('id = "no"', "id = ", "is no TOML"),
        (
            '["%m/%d/%Y"]',
            '"%m/%d/%Y"',
            r"“day”: dates is a list of texts, in \[ \], not '%m/%d/%Y'",
        ),
        ('["withheld"]', '"withheld"', r"“who”: blank is a list of texts"),
        ('male = "M"', "male = 1", r"“sex”: codes is a table of texts, in \{ \}"),
        ("facts = { fatal = true }", "facts = true", r"facts is a table, in \{ \}, not True"),
        ("fatal = true", 'fatal = "yes"', "facts: fatal cannot be 'yes': write true"),
        ("fatal = true", "fated = true", "facts has the field “fated”, and there is none"),
        ("firearm =", "fire-arm =", "“weapon”: armed cannot be “fire-arm”: write one of unarmed,"),
        ('id = "no"', 'id = "no"\nlookup = { file = "a.csv" }', "lookup has file, key, value"),
    ],
)
def test_a_wrong_map_is_one_clear_sentence(
    place: Workplace, tmp_path: Path, old: str, new: str, says: str
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(MAP.replace(old, new), "utf-8")
    with pytest.raises(BadShape, match=says):
        take(place, table(tmp_path), read_shape(path))


def test_a_field_takes_no_word_it_does_not_hold(place: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    codes = '\nmany = ";"\ncodes = { firearm = "gun", knife = "knife", unarmed = "none" }'
    path.write_text(MAP.replace(codes, "").replace("%m/%d", "%-m/%-d"), "utf-8")
    plain = read_shape(path)
    rows = (
        "7,Tobias Wrenfield,2/25/2026,Ashport,OH,134,M,a gun,,,\n"
        "8,Ada Quill,02/25/2062,Millbrook,OH,44,F,knife,,,\n"
    )
    counts = take(place, table(tmp_path, rows), plain)
    assert sorted(counts.unread) == [
        "day: incident_date cannot be '2062-02-25': that day has not come yet",
        "weapon: armed cannot be “a gun”: write one of unarmed, firearm, knife, vehicle, replica,"
        " other, undetermined",
        "years: age cannot be “134”: write a number up to 122",
    ]
    told = {
        line["victims"][0]["name"]: (line["incident_date"], line["armed"])  # type: ignore[index]
        for line in lines(place)
    }
    assert told == {"Tobias Wrenfield": ("2026-02-25", None), "Ada Quill": (None, "knife")}
    validated = {item.says for item in check.faults(table(tmp_path, rows), plain, now=NOW)}
    assert validated == {says.split(": ", 1)[1] for says in counts.unread}
    assert back(place, plain) == HEADER + rows
    cover(place, "https://herald.example/9", name="Omar Reyes", city="Fallow", day="2026-02-01")
    [new] = [line["incident_id"] for line in lines(place) if line["review"] == "candidate"]
    with place.database.write() as session:
        reviews.accept(session, str(new), by="ada", now=NOW)
    resolve_waiting(place, now=NOW)
    assert ",Omar Reyes,2/1/2026,Fallow," in back(place, plain)


def test_a_wrong_file_is_one_clear_sentence(place: Workplace, shape: Shape, tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="there is no file"):
        take(place, tmp_path / "none.csv", shape)
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    with pytest.raises(CannotRead, match="is empty"):
        take(place, empty, shape)
    parted = tmp_path / "parted.csv"
    parted.write_text((HEADER + ROWS).replace(",", ";"), "utf-8")
    with pytest.raises(BadShape, match="its 11 cells are parted by “;”: save it with commas"):
        take(place, parted, shape)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK no spreadsheet")
    with pytest.raises(CannotRead, match="no spreadsheet"):
        take(place, broken, shape)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@example([("0", "", "", ""), ("=1+1", "'", "-1", "\n"), ("a\rb", "\r", "a\r\nb", "\r\r")])
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=8, max_size=16))
def test_any_cells_come_back(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str, str, str]]
) -> None:
    """What a spreadsheet would calculate is marked as text, and read back as it was."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "ours.toml").write_text(MAP, "utf-8")
    shape = read_shape(folder / "ours.toml")
    names = HEADER.strip().split(",")
    rows = [
        dict.fromkeys(names, "") | {"no": str(at), "who": who, "day": "02/25/2026", "town": town,
                                    "sex": sex, "remarks": remark}
        for at, (who, town, sex, remark) in enumerate(told)
    ]  # fmt: skip
    path = folder / "ours.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    database = open_database(f"sqlite:///{folder / 'x.db'}")
    with Archive(folder / "archive") as archive:
        place = Workplace(database, archive)
        take(place, path, shape)
        written = back(place, shape)
        (folder / "again.csv").write_text(written, "utf-8", newline="")
        counts = take(place, folder / "again.csv", shape)
    database.dispose()
    assert counts.by["unchanged"] == len(rows)
    [*found] = csv.DictReader(io.StringIO(written, newline=""))
    for row, cells in zip(rows, found, strict=True):
        assert {n: c.removeprefix("'") for n, c in cells.items()} == {
            n: c.removeprefix("'") for n, c in row.items()
        }


def list_person(place: Workplace, level: Level) -> None:
    things = [
        redactions.person("Tobias Wrenfield", "OH"), redactions.address("https://ledger.example/1")
    ]  # fmt: skip
    with place.database.write() as session:
        redactions.put(session, things, level, subject="V9", basis="b", by="ada", now=NOW)


def kept_back(place: Workplace) -> str:
    """Everything in the archive and the database's own file."""
    place.archive.sync()
    told = "".join(
        f"{record.url} {record.payload.decode()}"
        for path in place.archive.files()
        for record in iter_warc(path)
        if hasattr(record, "payload")
    )
    place.database.dispose()
    raw = Path(str(place.database.engine.url.database)).read_bytes()
    return (told + raw.decode("utf-8", "replace")).casefold()


def test_a_row_of_an_erased_person_comes_in_without_the_name(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    list_person(place, Level.ERASE)
    counts = take(place, table(tmp_path), shape)
    assert counts.by["redacted"] == 1
    assert counts.by["new"] == 4
    assert "wrenfield" not in kept_back(place)
    assert "ledger.example/1" not in kept_back(place)
    assert "ada quill" in kept_back(place)
    with place.database.read() as session:
        ages = [v["age"] for line in incidents.list_incidents(session) for v in line["victims"]]
    assert 34 in ages, "the death stays counted"
    again = take(place, table(tmp_path), shape)
    assert (again.by["unchanged"], again.by["changed"], again.by["new"]) == (4, 0, 0)


def test_a_row_is_written_back_without_what_was_withheld_since(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    path = table(tmp_path, ROWS.replace('"a, b"', "told by a Wrenfield"))
    take(place, path, shape)
    people = [victim for line in lines(place) for victim in line["victims"]]  # type: ignore[attr-defined]
    [own] = [one["victim_id"] for one in people if one["name"] == "Tobias Wrenfield"]
    for thing in (own, f"{own}.age"):
        redact(place, thing, level=Level.WITHHOLD, basis="b", by="ada", now=NOW)
    written = (
        "7,█████,02/25/2026,Ashport,OH,,M,gun;knife,https://ledger.example/1,told by a █████,zz"
    )
    assert back(place, shape).splitlines()[1] == written
    again = take(place, path, shape)
    assert (again.by["unchanged"], again.by["changed"]) == (4, 0)
    people = [victim for line in lines(place) for victim in line["victims"]]  # type: ignore[attr-defined]
    assert [one["name_status"] for one in people if one["victim_id"] == own] == ["withheld"]
    assert back(place, shape).splitlines()[1] == written


def test_a_row_of_an_unpublished_person_is_kept_and_does_not_leave(
    place: Workplace, shape: Shape, tmp_path: Path
) -> None:
    list_person(place, Level.UNPUBLISH)
    take(place, table(tmp_path), shape)
    with place.database.read() as session:
        assert "Tobias Wrenfield" in str(list(incidents.list_incidents(session)))
        outside = str(list(leaving.incidents(session)))
    assert "Wrenfield" not in outside
    assert "Ada Quill" in outside
