"""Releases, packages and corrections: what is frozen, what leaves, what comes back."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Claim, Person, Report, Role, Span, Where
from storage import corrections, decisions, handing, reviews
from storage.engine import Database, open_database
from storage.exports import package as packages
from storage.exports import releases
from storage.exports.line_file import LineFile
from storage.exports.releases import CannotRelease, Release, check, release
from storage.refusals import CannotExport
from tests.storage.conftest import NOW, World, story
from tests.storage.test_shapes import tell

SECOND = "https://herald.example/2"


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """SQLite alone: what these tests ask for, both databases answer alike."""
    opened = open_database(sqlite_url)
    yield opened
    opened.dispose()


def freeze(world: World, name: str, root: Path) -> Release:
    with world.database.read() as session:
        return release(session, name, root, by="ada", version="1", now=world.now)


def moved(made: Release) -> list[dict[str, str]]:
    text = (made.folder / "changes.csv").read_text("utf-8")
    return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_a_release_is_frozen_and_says_when_it_is_touched(world: World, tmp_path: Path) -> None:
    tell(world)
    made = freeze(world, "2026-1", tmp_path)
    assert (made.incidents, made.victims, made.previous, check(made.folder)) == (1, 1, None, [])
    with pytest.raises(CannotRelease, match="frozen already"):
        freeze(world, "2026-1", tmp_path)
    with pytest.raises(CannotRelease, match="no name"):
        freeze(world, "../out", tmp_path)
    file = made.folder / "incidents.jsonl"
    file.chmod(0o644)
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert "not what was frozen" in check(made.folder)[0]
    with pytest.raises(CannotRelease, match="cannot be compared"):
        freeze(world, "2026-2", tmp_path)


def test_the_next_release_tells_what_became_of_the_last(world: World, tmp_path: Path) -> None:
    tell(world)
    tell(world, SECOND, name="Ada Quill", city="Millbrook", day="2026-01-05")
    tell(world, "https://courier.example/3", name="Zed Lund", city="Fallow", day="2026-01-20")
    freeze(world, "one", tmp_path)
    by_name = {line["victims"][0]["name"]: line["incident_id"] for line in world.rows("incidents")}
    with world.database.write() as session:
        reviews.merge(session, by_name["Ada Quill"], by_name["Zed Lund"], by="ada", now=NOW)
    world.resolve()
    with world.database.write() as session:
        victim = world.rows("incidents")[0]["victims"][0]["victim_id"]
        reviews.correct(
            session, victim, "age", 41, source="letter", by="ada", now=NOW, note="her son"
        )
        reviews.correct(
            session,
            "I1",
            "incident_date",
            "2026-02",
            source="letter",
            by="ada",
            now=NOW,
            note="no day",
        )
    world.resolve()
    tell(world, "https://courier.example/4", name="Omar Reyes", city="Elm", day="2026-02-10")
    made = freeze(world, "two", tmp_path)
    assert made.previous == "one"
    kinds = {row["kind"] for row in moved(made)}
    assert kinds == {"added", "changed", "merged"}
    [merged] = [row for row in moved(made) if row["kind"] == "merged"]
    assert {merged["incident_id"], merged["into"]} == {by_name["Ada Quill"], by_name["Zed Lund"]}
    [age] = [row for row in moved(made) if row["field"] == "age"]
    assert (age["old"], age["new"], age["why"]) == ("34", "41", "set by ada: her son")
    assert {row["why"] for row in moved(made) if row["field"].startswith("incident_date")} == {
        "set by ada: no day"
    }
    with world.database.write() as session:
        reviews.exclude(session, by_name["Tobias Wrenfield"], by="ada", now=NOW, note="no")
    world.resolve()
    [gone] = [row for row in moved(freeze(world, "three", tmp_path)) if row["kind"] == "withdrawn"]
    assert gone["why"] == "it is excluded now"


def test_a_release_says_who_let_a_name_leave_and_that_it_no_longer_may(
    world: World, tmp_path: Path
) -> None:
    tell(world, fatal=False)
    freeze(world, "one", tmp_path)
    for name, value, note in (("two", True, "her wish"), ("three", False, "asked to")):
        with world.database.write() as session:
            told = {"source": "letter", "by": "ada", "now": NOW, "note": note}
            reviews.correct(session, "V1", "name_released", value, **told)
        world.resolve()
        why = {row["field"]: row["why"] for row in moved(freeze(world, name, tmp_path))}
        assert why["name_released"] == f"set by ada: {note}"
        assert (why["name_status"] == "the name may not leave") is not value


def pack(world: World, folder: Path, **options: Any) -> dict[str, int]:
    with world.database.read() as session:
        return packages.write(session, folder, version="1", now=world.now, **options)


def test_a_package_describes_itself(world: World, tmp_path: Path) -> None:
    tell(world)
    counts = pack(world, tmp_path / "out")
    assert counts["incidents.csv"] == counts["victims.csv"] == counts["articles.csv"] == 1
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    for resource in told["resources"]:
        data = (tmp_path / "out" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)
        header = next(csv.reader(io.StringIO(data.decode())))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
    sums = (tmp_path / "out" / "SHA256SUMS").read_text("utf-8").splitlines()
    assert {line.split("  ")[1] for line in sums} == {
        path.name for path in (tmp_path / "out").iterdir() if path.name != "SHA256SUMS"
    }
    assert json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["rows"] == counts
    readme = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "# People shot by police" in readme
    assert "accepted by reviewers" in readme
    assert "Incidents: 1; people: 1." in readme
    assert "CC BY 4.0" in (tmp_path / "out" / "LICENSE.txt").read_text("utf-8")
    with pytest.raises(CannotExport, match="there already"):
        pack(world, tmp_path / "out")
    with pytest.raises(CannotExport, match="0 to 200"):
        pack(world, tmp_path / "more", quote_length=900)


@pytest.mark.parametrize("module", [packages, releases])
def test_what_broke_off_leaves_nothing_and_what_was_killed_is_not_in_the_next(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any
) -> None:
    """The disk is full already, and no redaction would look for names in half a folder."""

    def make() -> None:
        with world.database.read() as session:
            if module is packages:
                packages.write(session, tmp_path / "out" / "one", version="1", now=world.now)
            else:
                release(session, "one", tmp_path / "out", by="ada", version="1", now=world.now)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    tell(world)
    with monkeypatch.context() as patched:
        patched.setattr(module, "_csv", full)
        with pytest.raises(OSError, match="No space left"):
            make()
    assert list((tmp_path / "out").iterdir()) == []
    (tmp_path / "out" / "one.part").mkdir()
    (tmp_path / "out" / "one.part" / "old.csv").write_text("Tobias Wrenfield")
    make()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["one"]
    assert not (tmp_path / "out" / "one" / "old.csv").exists()


def test_a_packages_keys_hold(world: World, tmp_path: Path) -> None:
    """What the description says of keys, as the validator of the format would ask."""
    tell(world)
    pack(world, tmp_path / "out", include_unreviewed=True)
    readme = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "accepted by reviewers" not in readme
    assert "incidents nobody reviewed are among them" in readme
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    tables = {}
    for resource in told["resources"]:
        with (tmp_path / "out" / resource["path"]).open(encoding="utf-8", newline="") as file:
            tables[resource["name"]] = list(csv.DictReader(file))
    leading = 0
    for resource in told["resources"]:
        rows, schema = tables[resource["name"]], resource["schema"]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys)) > 0
        for foreign in schema.get("foreignKeys", ()):
            [name] = foreign["fields"]
            there = {row[name] for row in tables[foreign["reference"]["resource"]]}
            assert {row[name] for row in rows} - {""} <= there
            leading += 1
    assert leading == 3


def test_lines_in_a_file_are_found_again(tmp_path: Path) -> None:
    lines = [{"incident_id": f"I{n}", "city": "Ä" * n} for n in (3, 1, 700)]
    (tmp_path / "lines.jsonl").write_text("left by something killed", "utf-8")
    with LineFile.written(tmp_path / "lines.jsonl", iter(lines)) as found:
        assert list(found) == ["I3", "I1", "I700"]
        assert list(found.values()) == lines
        assert found["I1"] == lines[1]
        assert found.get("I2") is None


def test_a_package_holds_short_quotes_and_no_text(world: World, tmp_path: Path) -> None:
    told = "He was shot and nobody knows why this sentence is so long. " * 9
    read = story("https://ledger.example/1", text=told)
    [report] = read.reports
    spans = [Span(Where.TEXT, at, at + 260) for at in range(0, 250, 40)]
    claims = [Claim("shots_fired", at, "shot", s, method="t") for at, s in enumerate(spans)]
    died = Claim("fatal", True, "was", Span(Where.TEXT, 0, 30), method="t", person=0)
    report = replace(report, claims=(*report.claims, *claims, died))
    world.read(world.keep(read.article.url), replace(read, reports=(report,)))
    world.resolve()
    with world.database.write() as session:
        reviews.accept(session, "I1", by="ada", now=NOW)
    world.resolve()
    pack(world, tmp_path / "out")
    text = (tmp_path / "out" / "claims.csv").read_text("utf-8")
    quotes = {row["quote"] for row in csv.DictReader(io.StringIO(text, newline=""))} - {""}
    assert 1 <= len(quotes) <= 3
    assert max(map(len, quotes)) == 200
    everything = "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir())
    assert told[:250] not in everything
    assert {claim["quote"] for claim in openly_told(world)} - {None} == quotes
    pack(world, tmp_path / "none", quote_length=0)
    text = (tmp_path / "none" / "claims.csv").read_text("utf-8")
    assert {row["quote"] for row in csv.DictReader(io.StringIO(text, newline=""))} == {""}


def openly_told(world: World) -> list[dict[str, Any]]:
    """The claims that the API hands to whoever shows no token, a report a page."""
    found: list[dict[str, Any]] = []
    after: int | None = 0
    while after is not None:
        with world.database.read() as session:
            told, after = handing.claims(session, after=after, limit=1, whole=False, only=None)
        found += told
    return found


def test_an_article_on_two_incidents_gives_three_quotes_on_whichever_page(world: World) -> None:
    read = story("https://ledger.example/1", text="He was shot and nobody knows why. " * 9)
    [report] = read.reports
    died = Claim("fatal", True, "was", Span(Where.TEXT, 0, 30), method="t", person=0)

    def saying(ends: int, **more: Any) -> Report:
        spans = [Span(Where.TEXT, 0, end) for end in (ends, ends + 10)]
        claims = [Claim("shots_fired", at, "shot", s, method="t") for at, s in enumerate(spans)]
        return replace(report, claims=(*report.claims, died, *claims), **more)

    ada = (Person(0, Role.SHOT_BY_POLICE, "Ada Quill", ("Ada Quill",)),)
    both = (saying(50), saying(90, n=1, fingerprint="another", people=ada))
    world.read(world.keep(read.article.url), replace(read, reports=both))
    world.resolve()
    for number in ("I1", "I2"):
        with world.database.write() as session:
            reviews.accept(session, number, by="ada", now=NOW)
    world.resolve()
    told = openly_told(world)
    assert {claim["incident_id"] for claim in told} == {"I1", "I2"}
    assert len({claim["quote"] for claim in told} - {None}) == 3


def test_nobody_else_s_name_is_in_a_package(world: World, tmp_path: Path) -> None:
    url = "https://ledger.example/2026/brother-dario-penhallow-speaks"
    read = story(url, text="")
    body = read.article.text + " His brother, Dario Penhallow, saw it; Orla Finch fired."
    quote = Span(Where.TEXT, 0, len(body))
    [report] = read.reports
    claims = (
        *report.claims,
        Claim("weapon", "knife", "His", quote, method="t"),
        Claim("officer", "Orla Finch", "Orla Finch", quote, method="t"),
        Claim("name", "Dario Penhallow", "Dario Penhallow", quote, method="t", person=1),
        Claim("fatal", True, "was", Span(Where.TEXT, 0, 30), method="t", person=0),
    )
    people = (
        *report.people,
        Person(1, Role.RELATIVE, "Dario Penhallow", ("Dario Penhallow", "Penhallow")),
        Person(2, Role.OFFICER_FIRED, "Orla Finch", ("Orla Finch",)),
    )
    report = replace(report, claims=claims, people=people)
    read = replace(read, article=replace(read.article, text=body), reports=(report,))
    world.read(world.keep(url), read)
    world.resolve()
    with world.database.write() as session:
        reviews.accept(session, "I1", by="ada", now=NOW)
    world.resolve()
    pack(world, tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        text = path.read_text("utf-8").replace(url, "")
        assert "Penhallow" not in text, path
        assert "Finch" not in text, path
    text = json.dumps(openly_told(world)).replace(url, "")
    assert "Tobias Wrenfield" in text
    assert "Penhallow" not in text
    assert "Finch" not in text
    assert "Tobias Wrenfield" in (tmp_path / "out" / "claims.csv").read_text("utf-8")


# ---------------------------------------------------------------------------------- corrections


def corrected(world: World) -> str:
    out = io.StringIO()
    with world.database.read() as session:
        corrections.write(session, out.write)
    return out.getvalue()


def test_corrections_go_out_and_come_in(world: World, tmp_path: Path) -> None:
    tell(world)
    for subject, field, value in (
        ("V1", "age", 41),
        ("I1", "city", "=Fallow"),
        ("V1", "race", None),
    ):
        with world.database.write() as session:
            reviews.correct(
                session, subject, field, value, source="letter", by="ada", now=NOW, note="seen"
            )
        world.resolve()
    text = corrected(world)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [
        (row["victim"] or row["incident"], row["field"], row["old"], row["new"]) for row in rows
    ] == [
        ("I1", "city", "Ashport", "'=Fallow"),
        ("V1", "age", "34", "41"),
        ("V1", "race", "Black", ""),
    ]
    path = tmp_path / "corrections.csv"
    path.write_text(text, "utf-8", newline="")
    with world.database.write() as session:
        again = corrections.apply(session, path, now=NOW)
    assert (again.applied, again.known, again.refused) == (0, 3, ())
    for number in (4, 3, 2):
        with world.database.write() as session:
            decisions.undo(session, number, by="ada", now=NOW)
    world.resolve()
    assert corrected(world).count("\n") == 1
    with world.database.write() as session:
        applied = corrections.apply(session, path, now=NOW)
    world.resolve()
    assert applied.applied == 3
    assert corrected(world) == text


def test_every_field_that_can_be_set_comes_in_again(world: World, tmp_path: Path) -> None:
    world.tell("https://ledger.example/1", day="2026-02")
    world.resolve()
    for subject, field, value in (
        ("I1", "incident_date", "2026-02-25"),
        ("I1", "place", "12 Main Street"),
        ("I1", "duty", "off"),
        ("V1", "age_min", 30),
        ("V1", "name_released", True),
    ):
        with world.database.write() as session:
            reviews.correct(
                session, subject, field, value, source="letter", by="ada", now=NOW, note="seen"
            )
    world.resolve()
    path = tmp_path / "corrections.csv"
    path.write_text(text := corrected(world), "utf-8", newline="")
    assert "incident_date,2026-02,2026-02-25," in text
    for number in (5, 4, 3, 2, 1):
        with world.database.write() as session:
            decisions.undo(session, number, by="ada", now=NOW)
    world.resolve()
    with world.database.write() as session:
        done = corrections.apply(session, path, now=NOW)
    assert (done.applied, done.refused) == (5, ())
    world.resolve()
    assert corrected(world) == text


def test_a_blank_is_a_value_that_moves_on_and_no_reason(world: World, tmp_path: Path) -> None:
    tell(world)
    path = tmp_path / "corrections.csv"
    path.write_text(
        "incident,victim,field,old,new,reason,source,who\n"
        "I1,,duty,,off,seen,letter,ada\n"
        "I1,,duty,off,on,,letter,ada\n",
        "utf-8",
    )
    with world.database.write() as session:
        done = corrections.apply(session, path, now=NOW)
    assert done.applied == 1
    assert [item.says for item in done.refused] == ["“reason” is blank in it: somebody will ask"]
    with world.database.write() as session:
        told = {"source": "map", "by": "bea", "now": NOW}
        reviews.correct(session, "I1", "duty", "unknown", **told)
    with world.database.write() as session:
        done = corrections.apply(session, path, now=NOW)
    assert (done.applied, done.known) == (0, 0)
    assert "duty is “unknown” here, the file says it was “”" in done.refused[0].says


def test_a_value_that_moved_on_is_left_to_people(world: World, tmp_path: Path) -> None:
    tell(world)
    path = tmp_path / "corrections.csv"
    head = "incident,victim,field,old,new,reason,source,who\n"
    lines = (
        "I1,V1,age,29,41,seen,letter,ada\n"
        "I1,V1,hat,,x,seen,letter,ada\n"
        "I9,,city,,Fallow,seen,letter,ada\n"
        "I1,V1,gender,male,female,seen,letter,ada\n"
    )
    path.write_text(head + lines, "utf-8")
    with world.database.write() as session:
        done = corrections.apply(session, path, now=NOW)
    assert done.applied == 1
    assert [item.line for item in done.refused] == [2, 3, 4]
    assert "“34” here" in done.refused[0].says
    path.write_text("incident,field\n", "utf-8")
    with world.database.write() as session, pytest.raises(corrections.BadCorrections):
        corrections.apply(session, path, now=NOW)
    path.write_text(head + lines.replace("seen", '"seen', 1), "utf-8")
    with (
        world.database.write() as session,
        pytest.raises(corrections.BadCorrections, match="line 5, is no CSV"),
    ):
        corrections.apply(session, path, now=NOW)
