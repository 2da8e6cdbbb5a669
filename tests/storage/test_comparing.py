"""Ours against somebody's list: in both, only ours, only theirs and which stage lost it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from casebook.comparison_page import page
from pipeline.records import Claim, Person, Role
from storage import decisions, frontier, pages, reviews
from storage.frontier import FoundLink
from storage.pages import Kept, NewCapture
from storage.references import coverage as watching
from storage.references import rulings
from storage.references.compare import Comparison, compare, remember, sentences
from storage.references.coverage import Watched
from storage.references.lost import Lost
from storage.references.theirs import read_list
from storage.shapes import built_in
from storage.sources import Look, note_look
from tests.storage.conftest import NOW, World, irrelevant, story
from tests.storage.test_shapes import tell

HEADER = (
    "id,name,date,manner_of_death,armed,age,gender,race,city,state,signs_of_mental_illness,"
    "threat_level,flee,body_camera\n"
)
TOBIAS = "4,Tobias J. Wrenfield,2026-02-25,shot,knife,35,M,B,Ashport,OH,False,attack,Foot,True\n"
OTHER = "9,Omar Reyes,2026-02-20,shot,gun,40,M,H,Fallow,OH,False,attack,Not fleeing,False\n"
LEDGER = Watched("ledger", "OH", frozenset({"ledger.example"}))


def held(
    world: World, tmp_path: Path, rows: str = TOBIAS, *, watched: tuple[Watched, ...] = (LEDGER,)
) -> tuple[Comparison, Any]:
    path = tmp_path / "theirs.csv"
    path.write_text(HEADER + rows, "utf-8")
    shape = built_in()["washington-post-v1"]
    theirs = read_list(path, shape, {})
    with world.database.read() as session:
        return compare(session, shape, theirs, Lost(session, watched)), theirs


def stage(world: World, tmp_path: Path, **more: Any) -> tuple[str, str]:
    found, _ = held(world, tmp_path, OTHER, **more)
    [row] = found.only_theirs
    return row.lost.stage, row.lost.says


def test_both_directions_with_evidence_and_differences(world: World, tmp_path: Path) -> None:
    tell(world, fatal=False)
    tell(world, "https://herald.example/2", name="Ada Quill", city="Millbrook", day="2026-02-22")
    found, _ = held(world, tmp_path, TOBIAS + OTHER)
    [pair] = found.pairs
    assert (pair.row, pair.how) == ("4", "by evidence")
    assert {item.trait for item in pair.evidence} >= {"name", "date"}
    assert {item.field: (item.theirs, item.ours) for item in pair.differs} == {
        "name": ("Tobias J. Wrenfield", "Tobias Wrenfield"),
        "fatal": (True, False),
        "age": (35, 34),
    }
    assert [(mine.name, mine.wanted) for mine in found.only_ours] == [("Ada Quill", "in")]
    assert [row.name for row in found.only_theirs] == ["Omar Reyes"]
    with world.database.read() as session:
        said = sentences(session, found)
    assert "Tobias Wrenfield" in said[pair.victim_id, "age"]


def test_the_page_escapes_what_it_shows(world: World, tmp_path: Path) -> None:
    tell(world)
    evil = OTHER.replace("Omar Reyes", "<script>alert(1)</script> Reyes")
    found, _ = held(world, tmp_path, TOBIAS + evil)
    shown = page(found, {}, "theirs.csv")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "Tobias J. Wrenfield" in shown


def test_their_identifiers_are_remembered_and_used_again(world: World, tmp_path: Path) -> None:
    tell(world)
    found, theirs = held(world, tmp_path)
    with world.database.write() as session:
        number = remember(session, found, theirs, by="ada", now=NOW)
    world.resolve()
    assert world.rows("incidents")[0]["external_ids"] == {"washington-post": "4"}
    renamed = TOBIAS.replace("Tobias J. Wrenfield", "Nobody Alike").replace(
        "2026-02-25", "2026-02-27"
    )
    [pair] = held(world, tmp_path, renamed)[0].pairs
    assert pair.how == "remembered"
    again, theirs = held(world, tmp_path)
    with world.database.write() as session:
        assert remember(session, again, theirs, by="ada", now=NOW) is None
        decisions.undo(session, int(number or 0), by="ada", now=NOW)
    world.resolve()
    assert world.rows("incidents")[0]["external_ids"] == {}


def test_a_ruling_is_kept_and_used_next_time(world: World, tmp_path: Path) -> None:
    tell(world)
    schema = "washington-post"

    def rule(row: str, verdict: str, victim: str | None = None) -> int:
        with world.database.write() as session:
            return rulings.rule(
                session, schema, row, verdict, victim=victim, by="ada", now=NOW, note="seen"
            )

    apart = rule("4", "apart", "V1")
    found, _ = held(world, tmp_path)
    assert found.pairs == ()
    with world.database.write() as session:
        decisions.undo(session, apart, by="ada", now=NOW)
    assert held(world, tmp_path)[0].pairs[0].how == "by evidence"
    rule("9", "same", "V1")
    found, _ = held(world, tmp_path, TOBIAS + OTHER)
    assert [(pair.row, pair.how) for pair in found.pairs] == [("9", "ruled")]
    rule("4", "not-ours")
    found, _ = held(world, tmp_path, TOBIAS + OTHER)
    assert [str(row.lost) for row in found.only_theirs] == ["ruled: not-ours, says ada: seen"]
    with world.database.write() as session, pytest.raises(decisions.CannotDecide):
        rulings.rule(session, schema, "4", "same", by="ada", now=NOW)


# ---------------------------------------------------------------------------------- what lost it


def looked(world: World, outcome: str, name: str = "ledger") -> None:
    with world.database.write() as session:
        at = datetime(2026, 2, 22, 9, tzinfo=UTC)
        note_look(session, Look(name, f"https://{name}.example/feed", at, outcome))


def test_nobody_watched_there(world: World, tmp_path: Path) -> None:
    assert stage(world, tmp_path, watched=()) == ("outlet not watched", "none in OH")
    assert stage(world, tmp_path)[0] == "outlet not watched"


def test_down_that_week(world: World, tmp_path: Path) -> None:
    looked(world, "refused")
    assert stage(world, tmp_path) == ("outlet down or blocked that week", "ledger: refused")


def test_no_coverage(world: World, tmp_path: Path) -> None:
    looked(world, "answered")
    assert stage(world, tmp_path)[0] == "no coverage found"


def test_judged_irrelevant(world: World, tmp_path: Path) -> None:
    url = "https://ledger.example/a"
    world.read(world.keep(url), irrelevant(url, text="Omar Reyes sang in Fallow."))
    assert stage(world, tmp_path) == ("judged irrelevant", url)


def test_attached_to_another(world: World, tmp_path: Path) -> None:
    url = "https://ledger.example/a"
    world.read(world.keep(url), story(url, text="Omar Reyes was his friend."))
    world.resolve()
    assert stage(world, tmp_path) == ("attached to another", f"I1, by {url}")


def test_excluded(world: World, tmp_path: Path) -> None:
    tell(world, name="Omar Reyes", city="Fallow", day="2026-02-20")
    with world.database.write() as session:
        reviews.exclude(session, "I1", by="ada", now=NOW, note="no police")
    world.resolve()
    assert stage(world, tmp_path)[0] == "excluded"


@pytest.mark.parametrize(
    ("verdict", "kind", "expected"),
    [
        (Kept.SCREENED, None, "screened out"),
        (Kept.UNREADABLE, None, "not readable"),
        (None, "robots", "blocked or gone"),
        (None, None, "not fetched yet"),
    ],
)
def test_it_got_no_further(
    world: World, tmp_path: Path, verdict: Kept | None, kind: str | None, expected: str
) -> None:
    url = "https://ledger.example/omar-reyes-shot-in-fallow"
    with world.database.write() as session:
        frontier.found(session, [FoundLink(url, via="feed")], now=NOW)
        number = frontier.link_ids(session, [url])[url]
        if verdict is not None:
            new = NewCapture(number, NOW, 200, "0" * 64, verdict, reason="no trace")
            pages.keep(session, new, now=NOW)
        elif kind is not None:
            frontier.fail(session, number, kind=kind, detail="", retry_at=None, now=NOW)
    assert stage(world, tmp_path)[0] == expected


# ---------------------------------------------------------------------------------- coverage


def test_not_watched_is_never_nought(world: World) -> None:
    tell(world)
    looked(world, "answered")
    with world.database.read() as session:
        first, last = date(2026, 2, 1), date(2026, 3, 15)
        lines = list(watching.coverage(session, [LEDGER], first, last))
    by_place = {(line.state, line.month): line.as_json() for line in lines}
    assert len(by_place) == len(lines) == 2 * (len(watching.STATES) + 1)
    ohio = by_place["OH", "2026-02"]
    assert (ohio["outlets"], ohio["days_read"], ohio["days"], ohio["incidents"]) == (1, 1, 28, 1)
    assert ohio["single_source"] == 1.0
    assert ohio["delay_hours"] > 0
    for key, line in by_place.items():
        if key != ("OH", "2026-02"):
            assert line["outlets"] == line["incidents"] == line["days_read"] == "not watched"


def test_a_quiet_month_that_was_watched_is_nought(world: World) -> None:
    looked(world, "answered")
    with world.database.read() as session:
        [*lines] = watching.coverage(session, [LEDGER], date(2026, 2, 1), date(2026, 2, 28))
    [ohio] = [line for line in lines if line.state == "OH"]
    assert (ohio.incidents, ohio.single_source) == (0, None)


def test_a_source_that_only_failed_is_no_watch(world: World) -> None:
    looked(world, "refused")
    with world.database.read() as session:
        [*lines] = watching.coverage(session, [LEDGER], date(2026, 2, 1), date(2026, 2, 28))
    assert {line.as_json()["outlets"] for line in lines} == {"not watched"}


def test_a_month_on_their_list_is_held_against_its_days(world: World, tmp_path: Path) -> None:
    tell(world)
    path = tmp_path / "theirs.csv"
    path.write_text(
        "uid,name,age,gender,raceethnicity,month,day,year,streetaddress,city,state,classification,"
        "lawenforcementagency,armed\n"
        "7,Tobias Wrenfield,34,Male,Black,February,,2026,,Ashport,OH,Gunshot,,Knife\n"
        "8,Omar Reyes,40,Male,Black,February,,2026,,Fallow,OH,Gunshot,,Knife\n",
        "utf-8",
    )
    shape = built_in()["the-counted"]
    with world.database.read() as session:
        found = compare(session, shape, read_list(path, shape, {}), Lost(session, (LEDGER,)))
    [pair] = found.pairs
    assert (pair.row, pair.differs) == ("7", ())
    assert [(row.row, row.day) for row in found.only_theirs] == [("8", "2026-02")]
    assert (found.first, found.last) == ("2026-02-01", "2026-02-28")


def test_a_list_of_incidents_is_counted_in_incidents(world: World, tmp_path: Path) -> None:
    url = "https://ledger.example/1"
    read = story(url, shot=2)
    [report] = read.reports
    beside = Person(1, Role.SHOT_BY_POLICE, "Ada Quill", ("Ada Quill",))
    quote = report.claims[0].quote
    died = [Claim("fatal", True, "was", quote, method="test", person=at) for at in (0, 1)]
    named = Claim("name", "Ada Quill", "was", quote, method="test", person=1)
    claims = (*report.claims, named, *died)
    two = replace(report, people=(*report.people, beside), claims=claims, people_hit_min=2)
    world.read(world.keep(url), replace(read, reports=(two,)))
    world.resolve()
    assert [len(line["victims"]) for line in world.rows("incidents")] == [2]
    path = tmp_path / "report.csv"
    path.write_text(
        "Incident ID,Incident Date,State,City Or County,Address,Victims Killed,Victims Injured,"
        "Suspects Killed,Suspects Injured,Suspects Arrested,Operations\n"
        '31,"February 25, 2026",Ohio,Ashport,,0,1,1,0,0,\n',
        "utf-8",
    )
    shape = built_in()["gun-violence-archive-report"]
    theirs = read_list(path, shape, {})

    def held_now() -> Comparison:
        with world.database.read() as session:
            return compare(session, shape, theirs, Lost(session, (LEDGER,)))

    found = held_now()
    [pair] = found.pairs
    assert (pair.row, found.only_ours, found.only_theirs) == ("31", (), ())
    assert {item.field: (item.theirs, item.ours) for item in pair.differs} == {
        "killed_count": (1, 2), "injured_count": (1, 0),
    }  # fmt: skip
    with world.database.write() as session:
        rulings.rule(
            session, shape.schema, "31", "apart", victim="V2", by="ada", now=NOW, note="seen"
        )
    assert held_now().pairs == ()
    assert [mine.wanted for mine in held_now().only_ours] == ["in"]
