"""What is redacted stays so wherever its reports go: merged, split, read again, taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Reading
from scheduler import jobs, reading, redacting, replaying
from scheduler.workplace import Workplace
from storage import corrections, decisions, exports, incidents, leaving, reports, reviews, sayings
from storage.archive import Archive
from storage.engine import Database
from storage.redactions import CannotRedact, Level
from tests.scheduler.test_redacting import fed, lines, of, redact
from tests.scheduler.test_redacting_lists import outside
from tests.scheduler.test_replay import NOW, later, stories, take

LARK = ("Ada Lark", 87, "Millbrook, Texas", "Millbrook")
HERON = ("Noor Heron", 27, "Elmgate, Oregon", "Elmgate")
HIDING = pytest.mark.parametrize("level", [Level.UNPUBLISH, Level.WITHHOLD])


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Workplace]:
    """Two accepted incidents, told by two outlets each."""
    with Archive(tmp_path / "archive") as archive:
        made = Workplace(database, archive)
        take(made, tmp_path, stories((HERON, LARK)))
        with made.database.write() as session:
            for number in ("I1", "I2"):
                reviews.accept(session, number, by="editor", now=NOW)
        jobs.resolve_waiting(made, now=NOW)
        yield made


def decide(place: Workplace, decision: Callable[..., Any], *told: Any) -> int:
    with place.database.write() as session:
        number = decision(session, *told, by="editor", now=later(days=2))
    jobs.resolve_waiting(place, now=later(days=2))
    return int(number) if isinstance(number, int) else 0


def reports_in(place: Workplace, number: str) -> dict[str, str]:
    """The reports of an incident, by outlet."""
    with place.database.read() as session:
        return {str(item.outlet): item.anchor for item in incidents.members(session, number)}


def told_outside(place: Workplace, number: str, folder: Path) -> list[str]:
    """The ways out of the team that tell Ada Lark's age of an incident."""
    return [way for way, said in outside(place, number, folder).items() if says_age(said)]


def says_age(told: Any) -> bool:
    return re.search(r"(?<![\w.:-])87(?![\w.:-])", str(told)) is not None


def told_inside(place: Workplace, number: str) -> list[str]:
    """Where we ourselves are shown it."""
    with place.database.read() as session:
        ways = {
            "line": incidents.get_incident(session, number),
            "claims": [row["value"] for row in exports.rows(session, "claims")],
            "articles": [row["facts"] for row in exports.rows(session, "articles")],
            "pages": [
                (item.value, item.field) for item in sayings.of_incident(session, int(number[1:]))
            ],
            "values": [
                (item.value, item.conflicts) for item in sayings.values(session, int(number[1:]))
            ],
        }
    return [way for way, told in ways.items() if says_age(told)]


def hidden(place: Workplace, number: str, folder: Path, level: Level) -> bool:
    """Whether nobody is told the age who is not to be."""
    inside = told_inside(place, number) if level is Level.WITHHOLD else []
    return not inside and not told_outside(place, number, folder)


def line_outside(place: Workplace, number: str) -> dict[str, Any]:
    with place.database.read() as session:
        [line] = leaving.incidents(session, numbers=[int(number[1:])], include_unreviewed=True)
    return line


@HIDING
def test_it_stays_when_its_incident_is_merged_and_when_that_is_taken_back(
    place: Workplace, tmp_path: Path, level: Level
) -> None:
    (first, _), (second, victim) = of(place, "Noor Heron"), of(place, "Ada Lark")
    assert told_outside(place, second, tmp_path)
    redact(place, f"{victim}.age", level)
    redact(place, f"{second}.city", level)
    number = decide(place, reviews.merge, first, second)
    assert set(lines(place)) == {first}
    assert hidden(place, first, tmp_path, level)
    assert (lines(place)[first]["city"] is None) == (level is Level.WITHHOLD)
    assert line_outside(place, first)["city"] is None
    decide(place, decisions.undo, number)
    assert hidden(place, second, tmp_path, level)
    assert line_outside(place, second)["city"] is None
    assert line_outside(place, first)["city"] == "Elmgate", "it was never asked for"


@HIDING
def test_it_stays_on_both_sides_when_its_incident_is_split(
    place: Workplace, tmp_path: Path, level: Level
) -> None:
    number, victim = of(place, "Ada Lark")
    redact(place, f"{victim}.age", level)
    redact(place, f"{number}.city", level)
    decide(place, reviews.split, number, [reports_in(place, number)["courier"]])
    [other] = set(lines(place)) - {"I1", "I2"}
    for each in (number, other):
        assert hidden(place, each, tmp_path, level), each
        assert line_outside(place, each)["city"] is None, each
        assert line_outside(place, each)["victims"][0]["age"] is None
    assert line_outside(place, other)["state"] == "TX"


@HIDING
def test_it_goes_with_a_report_that_came_later(
    place: Workplace, tmp_path: Path, level: Level
) -> None:
    number, victim = of(place, "Ada Lark")
    redact(place, f"{victim}.age", level)
    redact(place, f"{number}.city", level)
    again = stories((LARK,))[0] | {"url": "https://herald.example/lark", "outlet": "herald"}
    take(place, tmp_path, [again])
    decide(place, reviews.split, number, [reports_in(place, number)["herald"]])
    [other] = set(lines(place)) - {"I1", "I2"}
    assert hidden(place, other, tmp_path, level)
    assert line_outside(place, other)["city"] is None


@HIDING
def test_it_goes_with_a_person_who_turns_out_to_be_another_record(
    place: Workplace, tmp_path: Path, level: Level
) -> None:
    number, _ = of(place, "Ada Lark")
    parted = decide(place, reviews.split, number, [reports_in(place, number)["courier"]])
    [other] = set(lines(place)) - {"I1", "I2"}
    victim = lines(place)[other]["victims"][0]["victim_id"]
    redact(place, f"{victim}.age", level)
    assert line_outside(place, number)["victims"][0]["age"] == 87
    decide(place, decisions.undo, parted)
    [one] = lines(place)[number]["victims"]
    assert one["victim_id"] != victim
    assert hidden(place, number, tmp_path, level)


def test_it_stays_when_everything_is_read_again(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, victim = of(place, "Ada Lark")
    redact(place, f"{victim}.age", Level.WITHHOLD)
    before = set(reports_in(place, number).values())
    real = reading.read

    def read(page: Any) -> Reading:
        """A reader by which every report is another one than before, and none is known again."""
        found = real(page)
        told = [replace(item, fingerprint=item.fingerprint[::-1]) for item in found.reports]
        return replace(found, reports=tuple(told), version="2")

    monkeypatch.setattr(reading, "read", read)
    monkeypatch.setattr(reports, "kept_anchors", lambda _former, _now: {})
    for module in (reading, replaying):
        monkeypatch.setattr(module, "READER_VERSION", "2")
    jobs.replay(place, now=later(days=3))
    assert not before & set(reports_in(place, number).values())
    assert hidden(place, number, tmp_path, Level.WITHHOLD)
    decide(place, reviews.split, number, [reports_in(place, number)["courier"]])
    assert len(lines(place)) == 3
    assert all(hidden(place, each, tmp_path, Level.WITHHOLD) for each in lines(place))


def test_it_is_lifted_where_it_was_asked_for_and_where_it_went(place: Workplace) -> None:
    number, _ = of(place, "Ada Lark")
    redact(place, f"{number}.city", Level.WITHHOLD)
    decide(place, reviews.split, number, [reports_in(place, number)["courier"]])
    [other] = set(lines(place)) - {"I1", "I2"}
    assert lines(place)[other]["field_states"]["city"] == "withheld"
    lift(place, f"{other}.city")
    assert [lines(place)[each]["city"] for each in (number, other)] == [None, "Millbrook"]
    with pytest.raises(CannotRedact, match="not redacted"):
        lift(place, f"{other}.city")
    lift(place, f"{number}.city")
    assert lines(place)[number]["city"] == "Millbrook"
    redact(place, f"{number}.city", Level.WITHHOLD)
    assert lines(place)[other]["city"] == "Millbrook", "it is another incident by now"


def test_lifting_it_shows_it_wherever_it_went(place: Workplace) -> None:
    (first, _), (second, _) = of(place, "Noor Heron"), of(place, "Ada Lark")
    redact(place, f"{second}.city", Level.WITHHOLD)
    parted = reports_in(place, second)["courier"]
    decide(place, reviews.split, second, [parted])
    [other] = set(lines(place)) - {"I1", "I2"}
    decide(place, reviews.merge, first, other)
    assert lines(place)[first]["city"] is None
    lift(place, f"{second}.city")
    assert lines(place)[first]["city"] in {"Elmgate", "Millbrook"}
    assert fed(place) == lines(place)


def lift(place: Workplace, subject: str) -> None:
    redacting.lift(place, subject, basis="a mistake", by="editor", now=later(days=4))


def test_no_question_says_what_is_withheld(place: Workplace, tmp_path: Path) -> None:
    number, victim = of(place, "Ada Lark")
    redact(place, f"{victim}.age", Level.WITHHOLD)
    other = stories(((LARK[0], 78, *LARK[2:]),))[0]
    take(place, tmp_path, [other | {"url": "https://herald.example/lark", "outlet": "herald"}])
    assert len(reports_in(place, number)) == 3
    with place.database.read() as session:
        asked = [item.says for item in incidents.questions(session)]
    assert not any("age" in says.split() for says in asked), json.dumps(asked)


@HIDING
def test_what_people_set_it_to_is_not_told_either(place: Workplace, level: Level) -> None:
    number, victim = of(place, "Ada Lark")

    def told() -> tuple[bool, bool]:
        """Whether the table of corrections has it, and the page of the value."""
        with place.database.read() as session:
            rows: list[str] = []
            corrections.write(session, rows.append)
            shown = reviews.corrections(session, int(number[1:]), "age", int(victim[1:]))
            return "86" in "".join(rows), 86 in [item.value for item in shown]

    with place.database.write() as session:
        reviews.correct(session, victim, "age", 86, source="a letter", by="editor", now=NOW)
    jobs.resolve_waiting(place, now=NOW)
    assert told() == (True, True)
    redact(place, f"{victim}.age", level)
    assert told() == (False, level is Level.UNPUBLISH)
