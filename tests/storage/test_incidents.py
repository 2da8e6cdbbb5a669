from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from pipeline.records import Question, Reason, Span, Verdict, Where
from storage import (
    articles,
    decisions,
    explained,
    identifiers,
    incidents,
    judgements,
    listed,
    queues,
    reports,
    reviews,
)
from storage.engine import open_database
from storage.identifiers import Formed, History, NoSuchIncident, assign
from storage.incidents import Filters
from storage.neighbours import neighbours
from storage.tables import DERIVED
from tests.receiver import apply
from tests.storage.conftest import NOW, World, story

A, B, C = (f"https://{name}.example/story" for name in ("ledger", "herald", "courier"))


def told(world: World) -> dict[str, list[str]]:
    """Incidents by identifier, with their articles' hosts."""
    return {
        row["incident_id"]: sorted(item["url"].split("/")[2][:-8] for item in row["articles"])
        for row in world.rows("incidents")
    }


def receiver(world: World) -> list[Any]:
    table: dict[str, Any] = {}
    for item in world.rows("changes"):
        apply(table, item)
    return [table[key] for key in sorted(table, key=lambda key: int(key[1:]))]


def kinds(world: World, since: int = 0) -> list[tuple[str, str, str | None]]:
    return [(c["kind"], c["incident_id"], c["into"]) for c in world.rows("changes", since=since)]


def decided(world: World, act: Any, *args: Any, **more: Any) -> int:
    with world.database.write() as session:
        done = act(session, *args, by="ann", now=world.now, **more)
    world.resolve()
    return int(getattr(done, "id", done))


def test_reports_of_one_incident_come_together_and_others_stay_apart(world: World) -> None:
    world.tell(A)
    world.tell(B)
    world.tell(C, name="Ada Quill", city="Millbrook", day="2026-01-05")
    world.resolve()
    assert sorted(map(len, told(world).values())) == [1, 2]
    assert receiver(world) == world.rows("incidents")
    assert {kind for kind, _, _ in kinds(world)} == {"created"}


def test_resolving_again_changes_nothing(world: World) -> None:
    world.tell(A)
    world.tell(B)
    world.resolve()
    before = (world.export("incidents"), world.export("changes"))
    world.later(days=1)
    assert world.resolve() == 0
    world.tell(A)
    assert world.resolve() == 0
    assert (world.export("incidents"), world.export("changes")) == before


def test_a_second_report_updates_and_keeps_the_identifier(world: World) -> None:
    world.tell(A)
    world.resolve()
    world.later(hours=2)
    world.tell(B, age=35)
    world.resolve()
    assert told(world) == {"I1": ["herald", "ledger"]}
    [row] = world.rows("incidents")
    assert (row["created_at"], row["updated_at"]) == (
        "2026-03-01T12:00:00Z",
        "2026-03-01T14:00:00Z",
    )
    assert kinds(world) == [("created", "I1", None), ("updated", "I1", None)]
    assert row["conflicts"]["victims[0].age"]


def test_merge_redirects_and_undo_restores(world: World) -> None:
    world.tell(A)
    world.tell(B, name="Ada Quill", city="Millbrook", day="2026-01-05")
    world.resolve()
    before = world.rows("incidents")
    number = decided(world, reviews.merge, "I1", "I2")
    assert list(told(world)) == ["I1"]
    with world.database.read() as session:
        assert incidents.get_incident(session, "I2")["incident_id"] == "I1"
    assert kinds(world, since=2) == [("updated", "I1", None), ("merged", "I2", "I1")]
    assert receiver(world) == world.rows("incidents")
    decided(world, decisions.undo, number)
    after = world.rows("incidents")
    for row in (*before, *after):
        row.pop("updated_at")
    assert after == before
    assert receiver(world) == world.rows("incidents")


def test_split_keeps_the_identifier_with_most_reports(world: World) -> None:
    for url in (A, B, C):
        world.tell(url)
    world.resolve()
    cursor = len(kinds(world))
    with world.database.read() as session:
        going = incidents.reports_about(session, "I1", urls=[B])
    decided(world, reviews.split, "I1", going)
    assert told(world) == {"I1": ["courier", "ledger"], "I2": ["herald"]}
    assert kinds(world, since=cursor) == [("split", "I1", "I2"), ("created", "I2", None)]
    assert receiver(world) == world.rows("incidents")


def test_split_together_keeps_what_goes_in_one(world: World) -> None:
    for url in (A, B, C):
        world.tell(url)
    world.resolve()
    with world.database.read() as session:
        going = incidents.reports_about(session, "I1", urls=[B, C])
    decided(world, reviews.split, "I1", going, together=True)
    assert sorted(told(world).values()) == [["courier", "herald"], ["ledger"]]


def test_the_accepted_victim_takes_the_identifier_along(world: World) -> None:
    """Accepted with one report; the two that join later are split off and are more."""
    world.tell(A)
    world.resolve()
    decided(world, reviews.accept, "I1")
    world.tell(B)
    world.tell(C)
    world.resolve()
    with world.database.read() as session:
        going = incidents.reports_about(session, "I1", urls=[B, C])
    decided(world, reviews.split, "I1", going, together=True)
    assert "ledger" in told(world)["I1"]


def test_numbers_are_never_used_again(world: World) -> None:
    world.tell(A)
    number = world.keep(B, "b")
    world.read(number, story(B, name="Ada Quill", city="Millbrook", day="2026-01-05"))
    world.resolve()
    with world.database.write() as session:
        articles.set_aside(session, number, version="2", reason=Reason.NOT_AN_ARTICLE)
    world.resolve()
    assert kinds(world)[-1] == ("withdrawn", "I2", None)
    assert receiver(world) == world.rows("incidents")
    with world.database.read() as session, pytest.raises(NoSuchIncident, match="withdrawn"):
        incidents.get_incident(session, "I2")
    world.tell(C, name="Otto Lund", city="Dunmore", day="2026-02-01")
    world.resolve()
    assert sorted(told(world)) == ["I1", "I3"]


def test_an_incident_follows_its_only_article_through_a_new_version(world: World) -> None:
    """First nobody is named; the name comes in a later version: same incident, same victim."""
    world.read(world.keep(A, "1"), story(A, name=None, text="First."))
    world.resolve()
    [before] = world.rows("incidents")
    world.later(hours=5)
    world.read(world.keep(A, "2"), story(A, text="Now named."))
    world.resolve()
    [after] = world.rows("incidents")
    assert after["incident_id"] == before["incident_id"] == "I1"
    assert after["victims"][0]["victim_id"] == before["victims"][0]["victim_id"]
    assert after["victims"][0]["name"] == "Tobias Wrenfield"
    assert receiver(world) == world.rows("incidents")


def test_exactly_what_lists_and_filters_promise(world: World) -> None:
    world.tell(A)
    world.resolve()
    world.later(days=10)
    world.tell(B, name="Zoë Ångström", city="Millbrook", state="KY", day="2026-01-05")
    world.resolve()

    def found(**wanted: Any) -> list[str]:
        with world.database.read() as session:
            return [
                row["incident_id"] for row in incidents.list_incidents(session, Filters(**wanted))
            ]

    assert found() == ["I1", "I2"]
    assert found(state="ky") == ["I2"]
    assert found(name="zoe angstr") == ["I2"]
    assert found(name="100%") == []
    assert found(since=date(2026, 2, 1)) == ["I1"]
    assert found(until=date(2026, 2, 1)) == ["I2"]
    assert found(first_seen_since=world.now - timedelta(days=1)) == ["I2"]
    assert found(review="candidate") == ["I1", "I2"]
    assert found(review="accepted") == []


def test_why_shows_the_sum_and_the_sentences(world: World) -> None:
    world.tell(A)
    world.tell(B)
    world.resolve()
    with world.database.read() as session:
        why = explained.why(session, "I1", sums=True)
    assert why.members[0]["because"] == "first report"
    joined = why.members[1]
    assert joined["score"] == pytest.approx(sum(e["weight"] for e in joined["evidence"]), abs=0.05)
    city = next(item for item in why.facts if item["field"] == "city")
    assert {s["quote"] for s in city["support"]} == {
        "Tobias Wrenfield, 34, was shot by police in Ashport, OH on 2026-02-25."
    }
    assert next(f for f in why.facts if f["field"] == "age")["victim_id"] == "V1"


def test_who_dissents_is_told_in_their_own_words(world: World) -> None:
    """The value shown is no dissent from itself, wherever it stands among those told."""
    for url in (A, B):
        world.tell(url)
    world.tell(C, age=51)
    world.resolve()
    decided(world, reviews.correct, "V1", "age", 51, source="the registry")
    with world.database.read() as session:
        told = explained.dissenting(session, explained.why(session, "I1"))
    age = next(item for item in told.facts if item["field"] == "age")
    assert [item["value"] for item in age["conflicts"]] == [34, 51]
    (other,) = age["dissent"]
    assert other["value"] == 34
    assert {(said["url"], "34" in said["quote"]) for said in other["support"]} == {
        (A, True),
        (B, True),
    }


def test_every_event_has_the_sentences_about_it_alone() -> None:
    days = ("2024-08-20", "2026-11-18", None)
    line = {
        "agency_roles": [],
        "officers": [],
        "events": [{"kind": "civil_suit", "date": day, "result": None} for day in days[:2]],
    }
    claims = [("civil_suit", day, {"url": str(day), "quote": f"On {day}."}) for day in days]
    found = listed.listed_facts(line, [("event", v, {"date": d}, said) for v, d, said in claims])
    assert [[said["url"] for said in fact["support"]] for fact in found] == [
        ["2024-08-20", "None"],
        ["2026-11-18", "None"],
    ]


@pytest.mark.parametrize("wrong", ["I99", "X1", "", "I0", "12"])
def test_identifiers_nobody_has(world: World, wrong: str) -> None:
    with world.database.read() as session, pytest.raises(NoSuchIncident):
        incidents.get_incident(session, wrong)


#: Twelve stories of four or so incidents: spellings, nobody named, near ties, another year.
SHUFFLED = [
    ("Tobias Wrenfield", "Ashport", "2026-02-25", 34),
    ("Tobyas Wrenfield", "Ashport", "2026-02-25", 34),
    (None, "Ashport", "2026-02-25", 34),
    (None, "Ashport", "2026-02-24", None),
    ("Ada Quill", "Ashport", "2026-02-25", 51),
    (None, "Ashport", "2026-02-25", 51),
    ("Ada B. Quill", "Ashport", "2026-02-26", 50),
    ("Otto Lund", "Millbrook", "2026-02-25", 22),
    (None, "Millbrook", "2026-02-25", 22),
    (None, "Millbrook", "2026-02-25", None),
    ("Otto Lund", "Dunmore", "2026-01-25", 22),
    (None, "Dunmore", "2026-02-25", 40),
]
WORDS = [(3, 4, Verdict.SAME), (0, 1, Verdict.DIFFERENT), (9, 11, Verdict.SAME)]


def shuffled(world: World, anchors: dict[int, str], seed: int) -> str:
    """Tell the stories, judge and resolve in an order and in batches drawn by the seed."""
    draw = random.Random(seed)
    steps: list[tuple[str, int]] = [("tell", n) for n in range(len(SHUFFLED))]
    steps += [("judge", n) for n in range(len(WORDS))]
    for step, n in draw.sample(steps, len(steps)):
        if step == "tell":
            name, city, day, age = SHUFFLED[n]
            published = NOW - timedelta(hours=n)
            facts = {"name": name, "city": city, "day": day, "age": age, "published": published}
            world.tell(f"https://outlet{n}.example/story", **facts)
        else:
            left, right, verdict = WORDS[n]
            pair = (anchors.get(left, "-"), anchors.get(right, "-"))
            at = world.now + timedelta(minutes=n)
            with world.database.write() as session:
                judgements.decide(session, [pair], verdict, by="ann", now=at)
        if draw.random() < 0.4:
            world.resolve(batch=draw.choice((1, 2, 5, 50)))
    world.resolve(batch=draw.choice((1, 3, 50)))
    assert receiver(world) == world.rows("incidents")
    return _without_identifiers(world.rows("incidents"))


def test_order_and_batching_do_not_matter(tmp_path: Path) -> None:
    """The same stories and judgements, in any order and any batching, online or at once."""
    anchors: dict[int, str] = {}
    seen = []
    for seed in range(9):
        database = open_database(f"sqlite:///{tmp_path / f'{seed}.db'}")
        world = World(database, tmp_path / f"archive{seed}")
        told = shuffled(world, anchors, seed)
        if anchors:
            seen.append(told)
        with database.read() as session:
            found = reports.stored(session, reports.every_anchor(session))
        anchors = {int(item.url[14:-14]): anchor for anchor, item in found.items()}
        world.archive.close()
        database.dispose()
    assert len(anchors) == len(SHUFFLED)
    assert len(seen) == 8
    assert len(set(seen)) == 1


def _without_identifiers(rows: list[dict[str, Any]]) -> str:
    for row in rows:
        for name in ("incident_id", "created_at", "updated_at"):
            del row[name]
        for victim in row["victims"]:
            del victim["victim_id"]
    return json.dumps(sorted(rows, key=lambda row: json.dumps(row)))


def test_all_derived_rows_can_be_dropped_and_made_again(world: World) -> None:
    read = {url: story(url, age=30 + n) for n, url in enumerate((A, B))}
    read[C] = story(C, name="Ada Quill", city="Millbrook", day="2026-01-05")
    kept = {url: world.keep(url) for url in read}
    for url, number in kept.items():
        world.read(number, read[url])
        world.resolve()
    decided(world, reviews.accept, "I1")
    decided(world, reviews.correct, "V1", "age", 36, source="https://x.example")
    decided(world, reviews.merge, "I1", "I2")
    all_kinds = ("incidents", "victims", "articles", "claims", "changes", "judgements")
    before = [world.export(kind) for kind in all_kinds]
    world.later(days=30)
    with world.database.write() as session:
        for table in DERIVED:
            session.execute(delete(table))
    for url in reversed(kept):
        world.read(kept[url], read[url])
    world.resolve()
    assert [world.export(kind) for kind in all_kinds] == before


def test_questions_are_asked_until_they_are_settled(world: World) -> None:
    world.tell(A)
    world.tell(B, name="Ada Quill")
    world.resolve()
    number = decided(world, reviews.merge, "I1", "I2")
    with world.database.read() as session:
        asked = incidents.questions(session)
    assert [item.kind for item in asked] == ["contradiction"]
    decided(world, decisions.undo, number)
    with world.database.read() as session:
        assert incidents.questions(session) == []


def asked_each(session: Session) -> list[Question]:
    """All questions, having asked for each by a report it is about, too."""
    found = incidents.questions(session)
    for item in found:
        for anchor in item.anchors:
            assert item in incidents.questions(session, about=[anchor])
    assert incidents.questions(session, about=["no such report"]) == []
    return found


def test_a_judgement_outlives_its_report_and_is_told(world: World) -> None:
    world.tell(A)
    number = world.keep(B, "b")
    world.read(number, story(B, name="Ada Quill"))
    world.resolve()
    decided(world, reviews.merge, "I1", "I2")
    with world.database.write() as session:
        articles.set_aside(session, number, version="2", reason=Reason.NOT_AN_ARTICLE)
    world.resolve()
    with world.database.read() as session:
        assert [word.verdict for word in judgements.unbound(session)] == [Verdict.SAME]
        assert [item.kind for item in asked_each(session)] == ["unbound judgement"]
        assert queues.unresolved(session) == 0
    world.read(number, story(B, name="Ada Quill"))
    world.resolve()
    assert told(world) == {"I1": ["herald", "ledger"]}


def test_a_merge_is_asked_again_when_its_report_has_left_the_incident(world: World) -> None:
    """The report a merge held on to turns out to be about somebody else."""
    number, early = world.keep(A, "a"), NOW - timedelta(days=4)
    first = story(A, published=early)
    world.read(number, first)
    world.tell(B)
    world.tell(C)
    other = "https://gazette.example/story"
    world.tell(other, name="Ada Quill", city="Millbrook", day="2026-01-05")
    world.resolve()
    decided(world, reviews.merge, "I1", "I2")
    assert len(told(world)) == 1
    again = story(A, published=early, age=71, city="Dunmore", state="TX", day="2025-11-01")
    same_words = replace(again.reports[0], fingerprint=first.reports[0].fingerprint)
    world.read(number, replace(again, reports=(same_words,), version="2"))
    world.resolve()
    assert len(told(world)) == 2
    with world.database.read() as session:
        kinds = {item.kind for item in asked_each(session)}
    assert "stale judgement" in kinds


def test_a_merge_against_an_earlier_split_is_asked_about_in_both_incidents(world: World) -> None:
    """The merge takes the one report along that it holds on to, and the others stay."""
    for url in (A, B, C):
        world.tell(url)
    world.tell("https://gazette.example/story", name="Ada Quill", city="Millbrook")
    world.resolve()
    one, other = sorted(told(world), key=lambda n: -len(told(world)[n]))
    with world.database.read() as session:
        going = incidents.members(session, one)[1].anchor
    decided(world, reviews.split, one, {going})
    apart = set(told(world)) - {other}
    assert len(apart) == 2
    with world.database.read() as session:
        assert asked_each(session) == []
    decided(world, reviews.merge, *sorted(apart))
    with world.database.read() as session:
        asked = {n: explained.why(session, n).questions for n in told(world)}
        every = asked_each(session)
    assert [item.kind for item in every] == ["stale judgement"]
    assert {n for n, questions in asked.items() if list(questions) == every} == apart
    assert asked[other] == ()


def test_what_was_near_and_what_kept_it_out(world: World) -> None:
    world.tell(A, name="Tobias Wrenfield Sr.", age=61)
    world.tell(B, name="Tobias Wrenfield Jr.")
    world.tell(C, name="Ada Quill", city="Millbrook", day="2026-01-05")
    world.resolve()
    numbers = {hosts[0]: number for number, hosts in told(world).items()}
    with world.database.read() as session:
        near = neighbours(session, numbers["ledger"])
    assert [one.incident_id for one in near] == [numbers["herald"]]
    assert near[0].kept_out.startswith("two people: Tobias Wrenfield ")
    assert near[0].edge.score == round(sum(e.weight for e in near[0].edge.evidence), 2)


def test_people_kept_it_out(world: World) -> None:
    world.tell(A)
    world.tell(B)
    world.resolve()
    with world.database.read() as session:
        going = incidents.reports_about(session, "I1", urls=[B])
    decided(world, reviews.split, "I1", going, note="another Tobias")
    with world.database.read() as session:
        near = neighbours(session, "I1")
    assert [one.kept_out for one in near] == ["ann said that they are different (another Tobias)"]


def test_the_export_prints_the_sum_that_put_a_report_there(world: World) -> None:
    world.tell(A)
    world.tell(B)
    world.resolve()
    whys = [row["reports"][0]["why"] for row in world.rows("articles")]
    joined = next(why for why in whys if why["via"])
    assert joined["score"] == round(sum(line["weight"] for line in joined["evidence"]), 2)
    assert {"name", "date", "place"} <= {line["trait"] for line in joined["evidence"]}
    assert [why["because"] for why in whys if not why["via"]] == ["first report"]


def test_scope_decides_which_reports_may_form_incidents(world: World) -> None:
    world.tell(A, fired_by="civilian")
    world.resolve()
    with world.database.read() as session:
        assert reports.every_anchor(session) == []
    assert world.rows("incidents") == []


# -------------------------------------------------------------------- identifiers, alone


def formed(*anchors: str) -> Formed:
    return Formed(frozenset(anchors), frozenset(f"story {anchor}" for anchor in anchors))


def holds(**by: str) -> dict[int, frozenset[str]]:
    return {int(name[1:]): frozenset(anchors) for name, anchors in by.items()}


@pytest.mark.parametrize(
    ("clusters", "history", "chosen"),
    [
        ([formed("a", "b")], History(holds(I1="a", I2="b"), {}), {0: 1}),
        ([formed("a", "b", "c")], History(holds(I1="a", I2="bc"), {}), {0: 2}),
        ([formed("a"), formed("b", "c")], History(holds(I4="abc"), {}), {1: 4}),
        (
            [formed("a"), formed("b", "c")],
            History(holds(I4="abc"), {}, accepted=holds(I4="a")),
            {0: 4},
        ),
        ([formed("a"), formed("b")], History(holds(I1="ab"), holds(I2="b")), {0: 1, 1: 2}),
        ([formed("a")], History({}, {}, stories={3: frozenset(["story a"])}), {0: 3}),
        ([formed("x")], History(holds(I1="a"), {}), {}),
    ],
    ids=["older", "most", "stays", "accepted", "comes back", "new version", "new"],
)
def test_who_gets_the_identifier(
    clusters: list[Formed], history: History, chosen: dict[int, int]
) -> None:
    assert assign(clusters, history) == chosen


def test_numbers_are_read_as_people_write_them() -> None:
    assert identifiers.number(" i12 ") == 12


def test_a_family_of_near_copies_may_be_about_two_incidents(world: World) -> None:
    """An agency's form letter: one text about two shootings is no bond between them."""
    letter = (
        "the bureau of investigation looks into the shooting at the request of the sheriff and "
        "will hand its findings to the district attorney who decides whether the use of force was "
        "justified while the officers are on paid leave as is customary and nobody else was hurt"
    )
    first: dict[str, Any] = {"name": "Tobias Wrenfield", "day": "2026-02-25", "city": "Ashport"}
    other: dict[str, Any] = {
        "name": "Delphine Okoro",
        "day": "2026-01-09",
        "city": "Millbrook",
        "age": 51,
    }
    told_of = [(A, first, 26), (B, first, 27), (C, other, 10), (f"{C}/2", other, 11)]
    for url, facts, day in reversed(told_of):
        reading = story(
            url, **facts, text=letter, published=NOW.replace(month=1 + (facts is first), day=day)
        )
        whole = Span(Where.TEXT, 0, len(reading.article.text))
        [report] = reading.reports
        told_whole = replace(reading, reports=(replace(report, passages=(whole,)),))
        world.read(world.keep(url), told_whole)
        world.resolve()
    assert sorted(told(world).values()) == [["courier", "courier"], ["herald", "ledger"]]
    copies = {row["url"]: row["near_duplicate_of"] for row in world.rows("articles")}
    assert copies == {C: None, f"{C}/2": C, A: C, B: C}
    assert [row["independent_sources"] for row in world.rows("incidents")] == [1, 1]
