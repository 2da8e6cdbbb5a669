from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas
import pyarrow.parquet as pq
import pytest

from pipeline.records import Person, Role
from storage import exports, tables
from storage.engine import open_database
from storage.exports import as_csv
from storage.refusals import CannotExport
from tests.storage.conftest import World, irrelevant, story

EXPORTS = Path(__file__).parents[2] / "docs" / "exports.md"
A, B, C = (f"https://{name}.example/story" for name in ("ledger", "herald", "courier"))

FACTS = {
    "victims", "incident_date", "incident_date_from", "incident_date_to", "incident_date_precision",
    "death_date", "city", "county", "state", "place", "agencies", "agency_roles", "armed", "weapon",
    "shots_fired", "body_camera", "fleeing", "officers", "scope", "events", "field_states",
}  # fmt: skip
VICTIM = {
    "victim_id", "name", "aliases", "name_status", "age", "age_min", "age_max", "gender", "race",
    "race_source", "fatal", "outcome", "armed", "weapon", "fleeing",
}  # fmt: skip
INCIDENT = FACTS | {
    "incident_id", "review", "accepted_by", "accepted_at", "inclusion", "aliases", "conflicts",
    "articles", "article_count", "outlet_count", "independent_sources", "confirmation",
    "first_reported", "last_reported", "created_at", "updated_at", "external_ids",
}  # fmt: skip
ARTICLE = {
    "article_id", "url", "canonical_url", "urls", "outlet", "title", "byline", "published",
    "published_precision", "relevant", "relevance", "reasons", "text", "version",
    "near_duplicate_of", "syndicated_from", "incident_ids", "facts", "reports",
}  # fmt: skip
CLAIM = {
    "claim_id", "article_url", "article_version", "report_id", "incident_id", "victim_id", "field",
    "value", "as_written", "basis", "in", "quote", "start", "end", "asserted_by", "hedged",
    "method", "version", "confidence",
}  # fmt: skip
CHANGE = {"cursor", "at", "kind", "incident_id", "into", "incident"}


@pytest.fixture
def full(world: World) -> World:
    world.tell(A, text="He said: “a, b”;\nnext.\n\nΩ 𝄞 end.")
    world.tell(B, age=35)
    world.read(world.keep(C), irrelevant(C))
    world.resolve()
    return world


def test_shapes_are_those_of_the_contract(full: World) -> None:
    for kind, keys in (
        ("incidents", INCIDENT),
        ("articles", ARTICLE),
        ("claims", CLAIM),
        ("changes", CHANGE),
    ):
        assert all(set(row) == keys for row in full.rows(kind)), kind
    [incident] = full.rows("incidents")
    assert all(set(victim) == VICTIM | {"name_released"} for victim in incident["victims"])
    assert set(incident["articles"][0]) == {"url", "outlet", "published"}
    assert set(incident["conflicts"]["victims[0].age"][0]) == {
        "value", "asserted_by", "articles", "independent_sources", "first", "last",
    }  # fmt: skip
    article = full.rows("articles")[1]
    assert set(article["facts"]) == FACTS
    assert set(article["reports"][0]) == FACTS | {"report_id", "incident_id", "why"}
    [victim] = full.rows("victims")
    assert set(victim) == (INCIDENT | VICTIM | {"name_released"}) - {"victims"}


def test_every_quote_is_where_its_claim_says(full: World) -> None:
    articles = {row["canonical_url"]: row for row in full.rows("articles")}
    claims = full.rows("claims")
    assert len(claims) == 10
    for claim in claims:
        article = articles[claim["article_url"]]
        source = article["title"] if claim["in"] == "title" else article["text"]
        assert source[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["as_written"] in claim["quote"]
        assert claim["article_version"] == article["version"]
        assert claim["incident_id"] == "I1"
    assert {c["victim_id"] for c in claims if c["field"] == "age"} == {"V1"}
    assert {c["victim_id"] for c in claims if c["field"] == "city"} == {None}


def test_articles_say_which_incidents_they_are_about(full: World) -> None:
    by_url = {row["url"]: row for row in full.rows("articles")}
    assert (by_url[A]["incident_ids"], by_url[C]["incident_ids"]) == (["I1"], [])
    assert by_url[A]["facts"]["city"] == "Ashport"
    assert by_url[A]["urls"] == [A]


@pytest.mark.parametrize(("mode", "length"), [("none", None), ("quotes", 70), ("full", 103)])
def test_text_modes(full: World, mode: str, length: int | None) -> None:
    text = {row["url"]: row["text"] for row in full.rows("articles", text=mode)}[A]
    assert (None if text is None else len(text)) == length


def test_the_same_database_gives_the_same_bytes_everywhere(
    tmp_path: Path, empty_postgres: str
) -> None:
    seen: dict[str, set[bytes]] = {}
    for at, url in enumerate((f"sqlite:///{tmp_path / 'x.db'}", empty_postgres)):
        database = open_database(url)
        world = World(database, tmp_path / f"archive{at}")
        for address, name in ((A, "Ümit Öz"), (B, "ada quill"), (C, "Zed Lund")):
            world.tell(address, name=name, city=name)
        world.resolve()
        for kind in exports.KINDS:
            for fmt in exports.FORMATS:
                seen.setdefault(f"{kind} {fmt}", set()).add(world.export_bytes(kind, fmt))
        world.archive.close()
        database.dispose()
    assert {name: len(found) for name, found in seen.items()} == dict.fromkeys(seen, 1)


@pytest.mark.parametrize("kind", exports.KINDS)
def test_parquet_holds_what_the_lines_hold(full: World, kind: str) -> None:
    table = pq.read_table(io.BytesIO(full.export_bytes(kind, "parquet")))
    told = full.rows(kind)
    assert table.num_rows == len(told)
    assert all(row.keys() == set(table.column_names) for row in told)
    for got, row in zip(table.to_pylist(), told, strict=True):
        for name, value in row.items():
            nested = isinstance(got[name], str) and not isinstance(value, str)
            assert (json.loads(got[name]) if nested else got[name]) == value, name


def test_text_and_binary_files_get_the_same(full: World) -> None:
    out = io.BytesIO()
    with full.database.read() as session:
        count = exports.export(session, "incidents", "csv", out=out)
    assert out.getvalue().decode() == full.export("incidents", "csv")
    assert count == 1


@pytest.mark.parametrize("kind", exports.KINDS)
def test_csv_has_a_header_even_when_empty_and_a_row_a_line(world: World, kind: str) -> None:
    [header] = csv.reader(io.StringIO(world.export(kind, "csv")))
    world.tell(A)
    world.resolve()
    rows = list(csv.DictReader(io.StringIO(world.export(kind, "csv"))))
    told = world.rows(kind)
    assert len(rows) == len(told)
    assert all(list(row) == header for row in rows)
    assert all(set(row) == set(header) for row in told)


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_no_cell_is_a_formula(world: World, evil: str) -> None:
    read = story(A)
    read = replace(read, article=replace(read.article, title=evil, outlet=evil))
    world.read(world.keep(A), read)
    [row] = csv.DictReader(io.StringIO(world.export("articles", "csv")))
    assert row["title"] == row["outlet"] == f"'{evil}"


@pytest.mark.parametrize("odd", ["a\rb", "a\r\nb", "\ra", 'a"b,c\n', "a; b", "é🙂", "x" * 100_000])
def test_any_cell_is_one_cell(odd: str) -> None:
    """Also to programs that take a lone carriage return for the end of a row."""
    out = io.StringIO(newline="")
    assert as_csv.write([{"a": odd, "b": "next"}, {"a": "", "b": odd}], ("a", "b"), out.write) == 2
    assert out.getvalue().endswith("\n")
    assert not out.getvalue().endswith("\r\n")
    marked = f"'{odd}" if odd[0] == "\r" else odd
    rows = [["a", "b"], [marked, "next"], ["", marked]]
    assert list(csv.reader(io.StringIO(out.getvalue(), newline=""))) == rows
    read = pandas.read_csv(io.StringIO(out.getvalue(), newline=""), header=None, na_filter=False)
    assert read.to_numpy().tolist() == rows


@pytest.fixture
def for_researchers(world: World, tmp_path: Path) -> World:
    """What programs that read CSV take for something else: NA, None, no age beside an age."""
    named = story(A)
    [report] = named.reports
    died = replace(report.claims[0], field="fatal", value=True, as_written="killed", person=0)
    report = replace(report, claims=(*report.claims, died))
    article = replace(named.article, title="None", outlet="NA")
    world.read(world.keep(A), replace(named, article=article, reports=(report,)))
    world.tell(B, age=None, name="Ann Beddow", city="Lima", day="2024-07-03")
    world.resolve()
    for kind in ("victims", "articles"):
        (tmp_path / f"{kind}.csv").write_text(world.export(kind, "csv"), "utf-8")
    return world


def told_lines(language: str) -> str:
    """The lines that the documentation gives for reading a CSV."""
    [code] = re.findall(rf"```{language}\n(.*?)```", EXPORTS.read_text("utf-8"), re.DOTALL)
    return str(code)


def test_the_lines_for_pandas_read_what_was_written(
    for_researchers: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    read: dict[str, Any] = {}
    exec(told_lines("python"), read)
    victims, articles = read["victims"], read["articles"]
    told = for_researchers.rows("victims")
    assert sorted(victims["age"].dropna()) == sorted(row["age"] for row in told if row["age"])
    assert str(victims["age"].dtype) == "Int64"
    assert str(victims["fatal"].dtype) == "boolean"
    assert {str(day.date()) for day in victims["incident_date"]} == {
        row["incident_date"] for row in told
    }
    assert {"NA", "None"} <= {*articles["outlet"], *articles["title"]}
    assert str(articles["published"].dtype).endswith("UTC]")


@pytest.mark.skipif(not shutil.which("Rscript"), reason="no R: `apt-get install r-base-core`")
def test_the_lines_for_r_read_what_was_written(for_researchers: World, tmp_path: Path) -> None:
    shown = (
        'cat(class(victims$age), class(victims$fatal), class(victims$incident_date), "\n")\n'
        'cat(nrow(victims), sum(victims$fatal, na.rm = TRUE), sum(is.na(victims$age)), "\n")\n'
        'cat("NA" %in% articles$outlet, "None" %in% articles$title, "\n")\n'
    )
    (tmp_path / "read.R").write_text(told_lines("r") + shown, "utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", "read.R"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    told = for_researchers.rows("victims")
    died = sum(row["fatal"] is True for row in told)
    unknown = sum(row["age"] is None for row in told)
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["integer", "logical", "Date"],
        [str(len(told)), str(died), str(unknown)],
        ["TRUE", "TRUE"],
    ]


def test_a_victim_a_line_with_the_incidents_fields(world: World) -> None:
    read = story(A, shot=2)
    second = Person(1, Role.SHOT_BY_POLICE, "Ada Quill", ("Ada Quill",))
    report = replace(read.reports[0], people=(*read.reports[0].people, second))
    world.read(world.keep(A), replace(read, reports=(report,)))
    world.resolve()
    rows = world.rows("victims")
    assert {(row["victim_id"], row["incident_id"], row["city"]) for row in rows} == {
        ("V1", "I1", "Ashport"),
        ("V2", "I1", "Ashport"),
    }
    assert {row["name"] for row in rows} == {"Tobias Wrenfield", "Ada Quill"}


def test_an_incident_is_written_alike_among_the_changes(full: World) -> None:
    told = {json.dumps(item["incident"]) for item in full.rows("changes")}
    own = {json.dumps(line) for line in full.rows("incidents")}
    assert own
    assert own <= told


def test_changes_go_on_from_a_cursor(full: World) -> None:
    everything = full.rows("changes")
    full.tell(C, name="Ada Quill", city="Millbrook", day="2026-01-05")
    full.resolve()
    cursor = everything[-1]["cursor"]
    assert full.rows("changes") == everything + full.rows("changes", since=cursor)


@pytest.mark.parametrize(
    ("kind", "fmt", "options"),
    [("hats", "jsonl", {}), ("incidents", "xml", {}), ("articles", "jsonl", {"text": "some"})],
)
def test_what_cannot_be_exported(world: World, kind: str, fmt: str, options: Any) -> None:
    with world.database.read() as session, pytest.raises((CannotExport, ValueError)):
        exports.export(session, kind, fmt, out=io.StringIO(), **options)


def test_lines_are_json_one_a_line(full: World) -> None:
    for kind in exports.KINDS:
        for text in full.export(kind).split("\n")[:-1]:
            json.loads(text)


def test_an_article_s_people_have_their_identifiers(world: World) -> None:
    world.tell("https://ledger.example/1", name="Ada Quill")
    world.tell("https://herald.example/1", name=None)
    before = world.rows("articles")
    assert {person["victim_id"] for line in before for person in line["facts"]["victims"]} == {None}
    world.resolve()
    incident = {
        victim["victim_id"]: victim["name"]
        for line in world.rows("incidents")
        for victim in line["victims"]
    }
    for line in world.rows("articles"):
        assert line["reports"][0]["victims"] == line["facts"]["victims"]
        assert all(person["victim_id"] in incident for person in line["facts"]["victims"])


def test_in_the_middle_of_a_replay_readers_see_the_old_state(world: World) -> None:
    told = {url: world.keep(url, url) for url in (f"https://ledger.example/{n}" for n in range(4))}
    names = ("Ada Quill", "Ada Quill", "Omar Reyes", None)
    readings = {
        number: story(url, name=name, day="2026-01-05" if name == "Omar Reyes" else "2026-02-03")
        for (url, number), name in zip(told.items(), names, strict=True)
    }
    for number, reading in readings.items():
        world.read(number, reading)
    world.resolve()
    kinds = ("incidents", "victims", "articles", "claims", "changes", "judgements")
    before = {kind: world.export(kind) for kind in kinds}
    with world.database.write() as session:
        session.execute(tables.reading.update().values(version=""))
    assert {kind: world.export(kind) for kind in kinds} == before
    for number, reading in readings.items():
        world.read(number, reading)
        assert {kind: world.export(kind) for kind in kinds} == before
    world.resolve()
    assert {kind: world.export(kind) for kind in kinds} == before
