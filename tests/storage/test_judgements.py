from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from pipeline import urls
from pipeline.incident.policy import Policy
from pipeline.records import Basis, Claim, Person, Reading, Role, Verdict
from scheduler.resolving import resolve_from_scratch
from scheduler.workplace import Workplace
from storage import (
    corrections,
    decisions,
    explained,
    incidents,
    judgements,
    pairs,
    reports,
    reviews,
    searches,
)
from storage.check import check
from storage.decisions import CannotDecide
from storage.engine import open_database
from storage.fields import NoSuchValue, typed_value
from storage.identifiers import NoSuchIncident
from storage.policies import policy_of, set_policy
from storage.searches import Search
from tests.storage.conftest import World, irrelevant, story

A, B, C = (f"https://{name}.example/story" for name in ("ledger", "herald", "courier"))


def two_of_a_man_not_named_and_one_of_ada_quill(world: World) -> World:
    for url in (A, B):
        world.tell(url, name=None)
    world.tell(C, name="Ada Quill", city="Millbrook", day="2026-01-05")
    world.resolve()
    return world


@pytest.fixture
def two(world: World) -> World:
    """Two incidents: I1 or I2 of Wrenfield (two reports), the other of Quill (one)."""
    world.tell(A)
    world.tell(B)
    world.resolve()
    world.tell(C, name="Ada Quill", city="Millbrook", day="2026-01-05")
    world.resolve()
    return world


def decide(world: World, act: Any, *args: Any, by: str = "ann", **more: Any) -> Any:
    world.later(minutes=1)
    with world.database.write() as session:
        done = act(session, *args, by=by, now=world.now, **more)
    world.resolve()
    return done


def line(world: World, incident_id: str = "I1") -> dict[str, Any]:
    with world.database.read() as session:
        return incidents.get_incident(session, incident_id)


def anchors(world: World) -> list[str]:
    with world.database.read() as session:
        return reports.every_anchor(session)


def words(world: World) -> list[tuple[str, str, str]]:
    with world.database.read() as session:
        return [(w.left, w.right, str(w.verdict)) for w in judgements.every(session)]


def test_a_word_on_a_pair_closes_the_earlier_one_and_undo_brings_it_back(two: World) -> None:
    left, right, other = anchors(two)
    first = decide(two, judgements.decide, [(right, left)], Verdict.SAME)
    second = decide(two, judgements.decide, [(left, right), (left, other)], Verdict.UNSURE)
    assert words(two) == [(left, right, "unsure"), (left, other, "unsure")]
    decide(two, decisions.undo, second)
    assert words(two) == [(left, right, "same")]
    decide(two, decisions.undo, first)
    assert words(two) == []


def test_undoing_an_earlier_word_does_not_disturb_the_later_one(two: World) -> None:
    left, right, _ = anchors(two)
    first = decide(two, judgements.decide, [(left, right)], Verdict.SAME)
    second = decide(two, judgements.decide, [(left, right)], Verdict.DIFFERENT)
    decide(two, decisions.undo, first)
    assert words(two) == [(left, right, "different")]
    decide(two, decisions.undo, second)
    assert words(two) == []


def test_nothing_is_ever_overwritten(two: World) -> None:
    decide(two, reviews.hold, "I1", note="two versions of the place")
    decide(two, reviews.accept, "I1")
    rows = [row for row in two.rows("judgements") if row["kind"] == "review"]
    assert [(row["state"], bool(row["superseded_at"])) for row in rows] == [
        ("held", True),
        ("accepted", False),
    ]
    assert rows[0]["note"] == "two versions of the place"


def test_review_states_show_in_the_record(two: World) -> None:
    assert line(two)["review"] == "candidate"
    held = decide(two, reviews.hold, "I1")
    assert line(two)["review"] == "held"
    decide(two, decisions.undo, held)
    assert line(two)["review"] == "candidate"
    decide(two, reviews.exclude, "I1")
    assert line(two)["review"] == "excluded"
    with two.database.read() as session:
        filters = incidents.Filters(review="excluded")
        assert [row["incident_id"] for row in incidents.list_incidents(session, filters)] == ["I1"]


def test_accepting_pins_what_was_shown(two: World) -> None:
    decide(two, reviews.accept, "I1", by="bea")
    accepted = line(two)
    assert (accepted["review"], accepted["accepted_by"]) == ("accepted", "bea")
    assert accepted["accepted_at"] == "2026-03-01T12:01:00Z"
    for n in range(3):
        two.tell(f"https://later{n}.example/story", age=51)
    two.resolve()
    assert line(two)["victims"][0]["age"] == 34
    assert line(two)["article_count"] == 5
    assert {item["value"] for item in line(two)["conflicts"]["victims[0].age"]} == {34, 51}


def test_a_correction_stands_above_claims_and_pins(two: World) -> None:
    decide(two, reviews.accept, "I1")
    victim = line(two)["victims"][0]["victim_id"]
    first = decide(two, reviews.correct, victim, "age", 43, source="https://court.example")
    assert line(two)["victims"][0]["age"] == 43
    second = decide(two, reviews.correct, victim, "age", 44, source="https://court.example")
    assert line(two)["victims"][0]["age"] == 44
    decide(two, decisions.undo, second)
    assert line(two)["victims"][0]["age"] == 43
    decide(two, decisions.undo, first)
    assert line(two)["victims"][0]["age"] == 34


def test_a_correction_of_the_incident(two: World) -> None:
    decide(two, reviews.correct, "I1", "city", "Ashport Township", source="map", note="county line")
    assert line(two)["city"] == "Ashport Township"
    with two.database.read() as session:
        [why] = [item for item in explained.why(session, "I1").facts if item["field"] == "city"]
    assert why["why"] == "set by ann: county line"


def test_corrections_go_along_when_incidents_merge(two: World, tmp_path: Path) -> None:
    quill = line(two, "I2")["victims"][0]["victim_id"]
    decide(two, reviews.correct, quill, "gender", "female", source="obituary")
    decide(two, reviews.correct, "I2", "county", "Vale County", source="map")
    with two.database.read() as session, (tmp_path / "before.csv").open("w", newline="") as file:
        corrections.write(session, file.write)
    merged = decide(two, reviews.merge, "I1", "I2")
    victims = {victim["name"]: victim for victim in line(two, "I2")["victims"]}
    assert victims["Ada Quill"]["gender"] == "female"
    assert line(two, "I2")["county"] == "Vale County"
    with two.database.write() as session:
        again = corrections.apply(session, tmp_path / "before.csv", now=two.now)
    assert (again.applied, again.known, again.refused) == (0, 2, ())
    decide(two, decisions.undo, merged)
    assert line(two, "I2")["victims"][0]["victim_id"] == quill
    assert line(two, "I2")["victims"][0]["gender"] == "female"


def test_what_was_corrected_before_a_merge_is_taken_back_after_it(two: World) -> None:
    quill = line(two, "I2")["victims"][0]["victim_id"]
    of_her = decide(two, reviews.correct, quill, "age", 77, source="obituary")
    of_it = decide(two, reviews.correct, "I2", "county", "Vale County", source="map")
    decide(two, reviews.merge, "I1", "I2")
    shown = {victim["name"]: victim["age"] for victim in line(two)["victims"]}
    assert (shown["Ada Quill"], line(two)["county"]) == (77, "Vale County")
    decide(two, decisions.undo, of_her)
    decide(two, decisions.undo, of_it)
    shown = {victim["name"]: victim["age"] for victim in line(two)["victims"]}
    assert (shown["Ada Quill"], line(two)["county"]) == (34, None)


def test_a_name_that_a_person_set_is_a_spelling_to_be_found_by(two: World) -> None:
    wrenfield = line(two)["victims"][0]["victim_id"]
    decide(two, reviews.correct, wrenfield, "name", "Zoë O'Neill", source="the family")
    assert line(two)["aliases"] == ["Tobias Wrenfield", "Zoë O'Neill"]
    with two.database.read() as session:
        for name in ("zoe", "O'Neill", "Wrenfield"):
            [found] = incidents.list_incidents(session, incidents.Filters(name=name))
            assert found["incident_id"] == "I1"
        assert searches.find(session, Search(q="zoe o'neill"), limit=1).total == 1


def test_what_was_set_of_a_person_goes_along_when_incidents_part(two: World) -> None:
    quill = line(two, "I2")["victims"][0]["victim_id"]
    decide(two, reviews.correct, quill, "age", 76, source="obituary")
    merged = decide(two, reviews.merge, "I1", "I2")
    later = decide(two, reviews.correct, quill, "age", 77, source="obituary")
    decide(two, decisions.undo, merged)
    assert [victim["age"] for victim in line(two, "I1")["victims"]] == [34]
    assert [victim["age"] for victim in line(two, "I2")["victims"]] == [77]
    with two.database.read() as session:
        [row] = corrections.written(session)
        told = reviews.corrections(session, 2, "age", int(quill[1:]))
    assert (row["incident"], row["victim"], row["old"], row["new"]) == ("I2", quill, "34", "77")
    assert [(one.value, one.in_force) for one in told] == [(77, True), (76, True)]
    decide(two, decisions.undo, later)
    assert [victim["age"] for victim in line(two, "I2")["victims"]] == [76]


def victims(world: World, *incident_ids: str) -> list[str]:
    return [one["victim_id"] for n in incident_ids for one in line(world, n)["victims"]]


def test_undoing_a_merge_gives_everybody_the_number_they_had(world: World) -> None:
    world.tell(C, name=None, city="Millbrook", day="2026-01-05")
    world.resolve()
    world.tell(A)
    world.tell(B)
    world.resolve()
    merged = decide(world, reviews.merge, "I1", "I2")
    assert victims(world, "I2") == ["V2"]
    decide(world, decisions.undo, merged)
    assert victims(world, "I1", "I2") == ["V1", "V2"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_merges_undone_in_any_order_give_everybody_the_number_they_had(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """The number of the largest is that of all four; others outnumber it when it leaves first."""
    world = World(open_database(f"sqlite:///{tmp_path / 'casebook.db'}"), tmp_path / "archive")
    for n, size in enumerate((2, 3, 2, 2)):
        for at in range(size):
            url = f"https://outlet{n}{at}.example/story"
            who = ("Ada Quill", "Otto Lund", "Noor Heron", "Tobias Wrenfield")[n]
            world.tell(url, name=who, city=f"Town{n}", day=f"2026-01-0{n + 1}", age=20 + 10 * n)
        world.resolve()
    before = told_of(world)
    assert sorted(before) == ["I1", "I2", "I3", "I4"]
    merges = [decide(world, reviews.merge, "I1", one) for one in ("I2", "I3", "I4")]
    assert len(told_of(world)) == 1
    for at in order:
        decide(world, decisions.undo, merges[at])
    assert told_of(world) == before
    world.archive.close()
    world.database.dispose()


def told_of(world: World) -> dict[str, tuple[list[str], list[str]]]:
    """By incident its victims and its articles."""
    return {
        row["incident_id"]: (
            [victim["victim_id"] for victim in row["victims"]],
            [one["url"] for one in row["articles"]],
        )
        for row in world.rows("incidents")
    }


def test_an_accepted_victim_keeps_the_number_when_more_reports_leave(world: World) -> None:
    world.tell(C, city="Gary", state="IN", day="2024-01-05", age=61)
    world.resolve()
    decide(world, reviews.accept, "I1")
    world.tell(A)
    world.tell(B)
    world.resolve()
    merged = decide(world, reviews.merge, "I1", "I2")
    assert victims(world, "I1") == ["V1"]
    decide(world, decisions.undo, merged)
    assert victims(world, "I1", "I2") == ["V1", "V2"]


def test_who_stands_in_another_incident_is_nobody_else_here(world: World) -> None:
    """A report that is out while its merge is undone comes back as the person it told of."""
    world.tell(A, name="Ada Quill")
    world.resolve()
    world.tell(B, name="Ada Quill", city="Gary", state="IN", day="2024-01-05", age=61)
    world.resolve()
    merged = decide(world, reviews.merge, "I1", "I2")
    assert victims(world, "I1") == ["V1"]
    out = decide(world, reviews.rule_article, urls.key(B), "rejected")
    decide(world, decisions.undo, merged)
    decide(world, decisions.undo, out)
    assert victims(world, "I1", "I2") == ["V1", "V2"]


def test_what_was_set_of_two_taken_for_one_stays_with_one_when_they_part(world: World) -> None:
    def ages() -> list[int | None]:
        return [line(world, one)["victims"][0]["age"] for one in ("I1", "I2")]

    world.tell(A, name="Ada Quill")
    world.resolve()
    world.tell(C, name=None, city="Millbrook", day="2026-01-05")
    world.resolve()
    merged = decide(world, reviews.merge, "I1", "I2")
    [one] = line(world)["victims"]
    age = decide(world, reviews.correct, one["victim_id"], "age", 77, source="obituary")
    decide(world, decisions.undo, merged)
    assert ages() == [77, 34]
    resolve_from_scratch(Workplace(world.database, world.archive), now=world.now)
    assert ages() == [77, 34]
    decide(world, decisions.undo, age)
    assert ages() == [34, 34]


def test_every_decision_can_be_undone_to_the_same_facts(two: World) -> None:
    def facts() -> list[dict[str, Any]]:
        rows = two.rows("incidents")
        for row in rows:
            row.pop("updated_at")
        return rows

    before = facts()
    victim = line(two)["victims"][0]["victim_id"]
    with two.database.read() as session:
        going = incidents.reports_about(session, "I1", urls=[B])
    done = [
        decide(two, reviews.accept, "I1"),
        decide(two, reviews.correct, victim, "race", "white", source="x"),
        decide(two, reviews.split, "I1", going),
        decide(two, reviews.exclude, "I2"),
        decide(two, reviews.merge, "I1", "I2"),
    ]
    assert facts() != before
    for number in reversed(done):
        decide(two, decisions.undo, number)
    assert facts() == before


def test_a_split_by_victim(world: World) -> None:
    world.tell(A, shot=2)
    world.tell(B, shot=2)
    world.tell(C, name="Ada Quill", city="Millbrook", day="2026-01-05", shot=2)
    world.resolve()
    decide(world, reviews.merge, "I1", "I2")
    quill = next(v["victim_id"] for v in line(world)["victims"] if v["name"] == "Ada Quill")
    with world.database.read() as session:
        going = incidents.reports_about(session, "I1", victim=quill)
    decide(world, reviews.split, "I1", going)
    told = {row["article_count"]: row["victims"] for row in world.rows("incidents")}
    assert [victim["victim_id"] for victim in told[1]] == [quill]
    assert [victim["name"] for victim in told[2]] == ["Tobias Wrenfield"]


def of_two(url: str) -> Reading:
    """One report on Tobias Wrenfield and on Ada Quill."""
    told = story(url, shot=2)
    people = (*told.reports[0].people, Person(1, Role.SHOT_BY_POLICE, "Ada Quill", ("Ada Quill",)))
    name = Claim("name", "Ada Quill", "Ada Quill", None, Basis.INFERRED, method="test", person=1)
    own = (*told.reports[0].claims, name)
    return replace(told, reports=(replace(told.reports[0], people=people, claims=own),))


def test_a_split_by_victim_takes_nobody_along_who_stays(world: World) -> None:
    """A report on two stands in one incident: which, only a person can say."""
    world.tell(A, shot=2)
    world.read(world.keep(B, "of two"), of_two(B))
    world.tell(C, name="Ada Quill", shot=2)
    world.resolve()
    told = {v["name"]: v["victim_id"] for v in line(world)["victims"]}
    assert told.keys() == {"Tobias Wrenfield", "Ada Quill"}
    wrenfield, quill = told["Tobias Wrenfield"], told["Ada Quill"]
    for who, other, alone in ((quill, wrenfield, C), (wrenfield, quill, A)):
        says = rf"^{B} tells of {who} and of {other} in one report.*--article {alone}”$"
        with world.database.read() as session, pytest.raises(CannotDecide, match=says):
            incidents.reports_about(session, "I1", victim=who)
    with world.database.read() as session:
        going = incidents.reports_about(session, "I1", urls=[C])
    decide(world, reviews.split, "I1", going)
    assert sorted(row["article_count"] for row in world.rows("incidents")) == [1, 2]


def test_whom_only_what_goes_tells_of_goes_along(world: World) -> None:
    world.tell(A, shot=2)
    world.read(world.keep(B, "of two"), of_two(B))
    world.resolve()
    quill = next(v["victim_id"] for v in line(world)["victims"] if v["name"] == "Ada Quill")
    wrenfield = next(v["victim_id"] for v in line(world)["victims"] if v["victim_id"] != quill)
    with world.database.read() as session:
        assert len(incidents.reports_about(session, "I1", victim=wrenfield)) == 2
        with pytest.raises(CannotDecide, match="--article URL …"):
            incidents.reports_about(session, "I1", victim=quill)


@pytest.mark.parametrize(
    ("act", "args", "says"),
    [
        (reviews.merge, ("I1", "I1"), "one incident already"),
        (reviews.split, ("I1", []), "on both sides"),
        (decisions.undo, (99,), "no decision 99"),
        (reviews.correct, ("I1", "shoe_size", 3), "no field 'shoe_size'"),
        (reviews.correct, ("I1", "age", 3), "is a person's"),
        (reviews.correct, ("V1", "city", "Ashport"), "is the whole incident's"),
        (reviews.correct, ("V99", "age", 3), "no victim V99"),
    ],
)
def test_decisions_that_make_no_sense(two: World, act: Any, args: Any, says: str) -> None:
    more = {"source": "x"} if act is reviews.correct else {}
    with pytest.raises(CannotDecide, match=says):
        decide(two, act, *args, **more)


def test_a_victims_number_is_never_taken_for_an_incidents(two: World) -> None:
    """V2 is not I2: whoever writes the one does not mean the other."""
    for act, args in (
        (reviews.accept, ("V2",)),
        (reviews.merge, ("I1", "V2")),
        (reviews.split, ("V1", anchors(two)[:1])),
    ):
        with pytest.raises(NoSuchIncident, match="is a victim; name an incident"):
            decide(two, act, *args)
    with pytest.raises(NoSuchIncident, match="is a victim; name an incident"):
        line(two, "V2")
    with two.database.read() as session, pytest.raises(NoSuchIncident, match="I1 is an incident"):
        incidents.reports_about(session, "I1", victim="I1")
    assert [row["review"] for row in two.rows("incidents")] == ["candidate", "candidate"]


def test_a_victim_that_merging_left_without_a_person_is_not_corrected_in_silence(
    world: World,
) -> None:
    """The decision would be kept and show nowhere."""
    two = two_of_a_man_not_named_and_one_of_ada_quill(world)
    was = {row["incident_id"]: row["victims"][0]["victim_id"] for row in two.rows("incidents")}
    merged = decide(two, reviews.merge, "I1", "I2")
    [row] = two.rows("incidents")
    [gone] = {*was.values()} - {victim["victim_id"] for victim in row["victims"]}
    with pytest.raises(CannotDecide, match=rf"{gone} stands for nobody in {row['incident_id']}"):
        decide(two, reviews.correct, gone, "age", 40, source="x")
    decide(two, decisions.undo, merged)
    now = {row["incident_id"]: row["victims"][0]["victim_id"] for row in two.rows("incidents")}
    assert now == was
    decide(two, reviews.correct, gone, "age", 40, source="x")
    assert 40 in [row["victims"][0]["age"] for row in two.rows("incidents")]


def test_nothing_is_undone_twice(two: World) -> None:
    number = decide(two, reviews.hold, "I1")
    decide(two, decisions.undo, number)
    with pytest.raises(CannotDecide, match="taken back already"):
        decide(two, decisions.undo, number)


def test_ones_own_last_decision(two: World) -> None:
    decide(two, reviews.hold, "I1", by="bea")
    mine = decide(two, reviews.hold, "I2", by="ann")
    with two.database.read() as session:
        last = decisions.last_of(session, "ann")
        assert decisions.last_of(session, "nobody") is None
        assert [item.by for item in decisions.history(session)] == ["ann", "bea"]
    assert last is not None
    assert (last.id, last.subject) == (mine, "held I2")


def test_articles_and_victims_an_incident_does_not_have(two: World) -> None:
    with two.database.read() as session:
        with pytest.raises(CannotDecide, match=r"no article https://courier\.example"):
            incidents.reports_about(session, "I1", urls=[A, C])
        with pytest.raises(CannotDecide, match="no victim V2"):
            incidents.reports_about(session, "I1", victim="V2")
        assert [member.url for member in incidents.members(session, "I1")] == [B, A]


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("age", " 23 ", 23),
        ("fatal", "Yes", True),
        ("incident_date", "2024-05", "2024-05"),
        ("incident_date", "2024-05-13/2024-05-14", "2024-05-13/2024-05-14"),
        ("state", "oh", "OH"),
        ("armed", "unarmed", "unarmed"),
        ("name", "", None),
        ("name", " Ada  Quill\t ", "Ada Quill"),
        ("place", "200 block of  Dow Street", "200 block of Dow Street"),
    ],
)
def test_values_as_people_write_them(field: str, written: str, value: Any) -> None:
    assert typed_value(field, written) == value


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("age", "twenty"), ("fatal", "maybe"), ("incident_date", "last Sunday"),
        ("incident_date", "2024-02-30"), ("state", "Ohoi"), ("armed", "gun"), ("hat", "red"),
    ],
)  # fmt: skip
def test_values_a_field_cannot_hold(field: str, written: str) -> None:
    with pytest.raises(NoSuchValue, match=r"write|no field"):
        typed_value(field, written)


def test_a_correction_whose_report_went_is_asked_about(two: World) -> None:
    quill = line(two, "I2")["victims"][0]["victim_id"]
    decide(two, reviews.correct, quill, "gender", "female", source="obituary")
    with two.database.read() as session:
        assert judgements.unbound_corrections(session) == []
    number = two.keep(C, "now about a bridge", at=two.now + timedelta(days=1))
    two.read(number, irrelevant(C))
    two.resolve()
    with two.database.read() as session:
        [lost] = judgements.unbound_corrections(session)
        assert (lost.incident_id, lost.victim_id, lost.field) == ("I2", quill, "gender")
        assert judgements.unbound_corrections(session, about=lost.anchors) == [lost]
        others = [item.anchor for item in incidents.members(session, "I1")]
        assert judgements.unbound_corrections(session, about=others) == []
        asked = [item for item in incidents.questions(session) if "correction" in item.kind]
        found = check(session, two.archive)
    assert [item.says for item in asked] == [str(lost)]
    assert [item.says for item in found if item.check == "corrections"] == [str(lost)]


def asked(world: World, kind: str) -> list[str]:
    with world.database.read() as session:
        return [item.says for item in incidents.questions(session) if item.kind == kind]


def test_what_joins_an_accepted_incident_shows_as_unreviewed(two: World) -> None:
    def unreviewed() -> set[str]:
        with two.database.read() as session:
            members = explained.why(session, "I1").members
        return {member["url"] for member in members if member["unreviewed"]}

    assert unreviewed() == set()  # a candidate: nobody said that any of it was reviewed
    decide(two, reviews.accept, "I1")
    assert unreviewed() == set()
    two.tell("https://gazette.example/story")
    two.resolve()
    assert unreviewed() == {"https://gazette.example/story"}
    again = decide(two, reviews.accept, "I1")
    assert unreviewed() == set()
    decide(two, decisions.undo, again)
    assert unreviewed() == {"https://gazette.example/story"}


def test_a_report_that_tells_of_nobody_is_reviewed_with_the_others(world: World) -> None:
    """Whoever accepts an incident has seen all its articles, also what says who investigates."""
    world.tell(A)
    told = story(B)
    claims = tuple(one for one in told.reports[0].claims if one.person is None)
    nobody = replace(told.reports[0], people=(), claims=claims)
    world.read(world.keep(B, "nobody"), replace(told, reports=(nobody,)))
    world.resolve()
    assert line(world)["article_count"] == 2
    decide(world, reviews.accept, "I1")
    with world.database.read() as session:
        assert reviews.unreviewed(session, 1) == frozenset()
    world.tell(C)
    world.resolve()
    with world.database.read() as session:
        assert len(reviews.unreviewed(session, 1)) == 1


def test_new_dissent_opens_an_accepted_case_again_with_both_side_by_side(two: World) -> None:
    decide(two, reviews.accept, "I1")
    assert asked(two, "new dissent") == []
    two.tell("https://gazette.example/story", age=43)
    two.resolve()
    (says,) = asked(two, "new dissent")
    assert says.startswith("I1: age is 34 (set by ann: accepted); since then 1 article, ")
    assert says.endswith("say 43")
    row = line(two)
    assert (row["review"], row["victims"][0]["age"]) == ("accepted", 34)
    assert {told["value"] for told in row["conflicts"]["victims[0].age"]} == {34, 43}
    with two.database.read() as session:
        assert [item.kind for item in pairs.others(session)] == ["new dissent"]
        assert "new dissent" not in {item.kind for item in pairs.queue(session)}
    decide(two, reviews.accept, "I1")  # seen, and kept
    assert asked(two, "new dissent") == []


def test_new_dissent_on_a_corrected_value_is_asked_about_once(two: World) -> None:
    decide(two, reviews.correct, "V1", "age", 35, source="the coroner", note="letter")
    assert asked(two, "new dissent") == []  # 34 was known
    two.tell("https://gazette.example/story", age=43)
    two.resolve()
    (says,) = asked(two, "new dissent")
    assert "age is 35" in says
    assert "say 43" in says
    two.resolve()
    assert len(asked(two, "new dissent")) == 1


def test_a_database_may_weigh_claims_its_own_way(two: World) -> None:
    two.tell("https://gazette.example/story", age=35)
    two.resolve()
    with two.database.write() as session:
        set_policy(session, 'contested = ["age"]\nrecency = 0')
    two.resolve()
    with two.database.read() as session:
        assert policy_of(session).contested == {"age"}
        assert policy_of(session).office == Policy.default().office
    with two.database.write() as session:
        set_policy(session, None)
    with two.database.read() as session:
        assert policy_of(session) == Policy.default()


def test_what_was_accepted_of_one_is_told_of_no_other_when_incidents_merge(world: World) -> None:
    world.tell(A, age=None)
    world.tell(B, name=None, age=None)
    world.resolve()
    decide(world, reviews.accept, "I1")
    world.tell(C, name="Adelaide Montgomery Quill", city="Millbrook", day="2026-01-05", age=None)
    world.resolve()
    decide(world, reviews.merge, "I1", "I2")
    shown = {victim["victim_id"]: victim["name"] for victim in line(world)["victims"]}
    assert shown == {"V1": "Tobias Wrenfield", "V2": "Adelaide Montgomery Quill"}


def standing(world: World) -> list[list[str]]:
    """Which outlets' stories stand together."""
    rows = world.rows("incidents")
    return sorted(sorted(one["outlet"] for one in row["articles"]) for row in rows)


def tell_anew(world: World, url: str, **told: Any) -> None:
    """An outlet changed its story."""
    world.later(hours=1)
    world.read(world.keep(url, str(told), at=world.now), story(url, **told))
    world.resolve()


def unbound(world: World) -> list[Any]:
    with world.database.read() as session:
        return judgements.unbound(session)


@pytest.mark.parametrize("told", [{"name": "Tobias B. Wrenfield"}, {"name": None}, {"age": 35}])
def test_what_people_said_of_two_stories_stands_when_one_of_them_is_reworded(
    two: World, told: dict[str, Any]
) -> None:
    with two.database.read() as session:
        going = incidents.reports_about(session, "I1", urls=[B])
    decide(two, reviews.split, "I1", going)
    decide(two, reviews.merge, "I2", "I1")
    assert standing(two) == [["courier.example", "ledger.example"], ["herald.example"]]
    for url in (A, B):
        tell_anew(two, url, **told, text="Reworded.")
    assert standing(two) == [["courier.example", "ledger.example"], ["herald.example"]]
    assert unbound(two) == []


def test_a_page_that_tells_of_another_shooting_now_is_asked_about(two: World) -> None:
    """Some outlets put every shooting at one address."""
    decide(two, reviews.accept, "I1")
    tell_anew(two, B, name="Otto Lund", city="Dunmore", state="TX", day="2026-02-28", age=60)
    assert ["herald.example"] in standing(two)
    assert len(unbound(two)) == 1


def test_of_two_shootings_in_a_story_each_keeps_what_was_said_of_it(two: World) -> None:
    both = [story(B), story(B, name="Otto Lund", city="Dunmore", day="2026-02-11", age=60)]

    def told(*, reworded: str) -> Any:
        found = [one.reports[0] for one in both]
        found = [replace(one, fingerprint=one.fingerprint + reworded) for one in found]
        text = both[0].article.text + reworded
        numbered = tuple(replace(one, n=n) for n, one in enumerate(found))
        return replace(both[0], article=replace(both[0].article, text=text), reports=numbered)

    two.read(
        two.keep(B, "both", at=two.now + timedelta(hours=1)), told(reworded=" Two men were hit.")
    )
    two.resolve()
    before = anchors(two)
    two.later(days=1)
    two.read(two.keep(B, "reworded", at=two.now), told(reworded=" Reworded."))
    assert anchors(two) == before
