"""A record comes in, is compared, released, packed and goes out again: by the command line."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import deliveries
from storage.engine import open_database
from tests.whole.desk import STORY, Desk

MAP = """
id = "no"
facts = { fatal = true }
column = [
    { name = "no" },
    { name = "who", field = "name" },
    { name = "day", field = "incident_date" },
    { name = "town", field = "city" },
    { name = "st", field = "state" },
    { name = "years", field = "age" },
]
"""
ROWS = (
    "no,who,day,town,st,years\n"
    "1,Tobias Wrenfield,2026-02-25,Ashport,OH,34\n"
    "2,Ada Quill,2026-01-05,Millbrook,OH,16\n"
)
THEIRS = (
    "uid,name,age,gender,raceethnicity,month,day,year,streetaddress,city,state,classification,"
    "lawenforcementagency,armed\n"
    "7,Tobias Wrenfeld,34,Male,White,February,25,2026,,Ashport,OH,Gunshot,Ashport Police,Knife\n"
    "8,Omar Reyes,40,Male,Unknown,February,2,2026,,Fallow,OH,Gunshot,Fallow Police,No\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Each test goes on where the one before it left the record, as a user does."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in (("ours.toml", MAP), ("ours.csv", ROWS), ("theirs.csv", THEIRS)):
        (folder / name).write_text(text, "utf-8")
    found = Desk(folder)
    done = found.run("import", "ours.csv", "--map", "ours.toml", "--by", "ada")
    assert "2 new, 2 accepted" in done.stdout
    return found


def test_a_record_in_and_out(desk: Desk) -> None:
    assert "2 unchanged" in desk.run("import", "ours.csv", "--map", "ours.toml").stdout
    desk.run("export", "victims", "--map", "ours.toml", "-o", "back.csv")
    assert (desk.folder / "back.csv").read_text("utf-8") == ROWS
    done = desk.run("export", "victims", "--format", "washington-post-v2", "-o", "post.csv")
    assert "columns we cannot fill: threat_type" in done.stderr
    assert "Ada" not in (desk.folder / "post.csv").read_text("utf-8")
    assert (desk.folder / "post-agencies.csv").exists()
    desk.run("validate", "post.csv", "--schema", "washington-post")
    assert (
        desk.run("validate", "post.csv", "--schema", "washington-post", "--json").stdout == "[]\n"
    )
    faulty = (desk.folder / "post.csv").read_text("utf-8").splitlines()
    (desk.folder / "faulty.csv").write_text("\n".join([faulty[0], *[faulty[1]] * 30]), "utf-8")
    told = desk.run("validate", "faulty.csv", "--schema", "washington-post", "--json", status=1)
    faults = json.loads(told.stdout)
    assert [fault["line"] for fault in faults] == list(range(3, 32))
    assert set(faults[0]) == {"line", "column", "says"}
    assert "29 faults" in told.stderr
    told = desk.run("validate", "faulty.csv", "--schema", "washington-post", status=1)
    assert len(told.stdout.splitlines()) == 20
    assert "the first 20 are shown" in told.stderr
    wrong = desk.run("validate", "theirs.csv", "--schema", "washington-post-v2", status=1)
    assert "has no column “id”" in wrong.stderr
    assert "storage/shapes" not in wrong.stderr


def test_nobody_follows_of_whom_the_facts_of_the_map_are_not_known(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    died = '{ name = "died", field = "fatal", codes = { true = "yes", false = "no" } },'
    theirs = MAP.replace("facts = { fatal = true }", "").replace(
        '{ name = "years"', f"{died}{{ name = 'years'"
    )
    (tmp_path / "theirs.toml").write_text(theirs)
    people = ("Dora Finch,2026-01-03,Fallow,OH,yes,40", "Emil Quist,2026-01-07,Fallow,OH,no,41",
              "Gail Bruck,2026-01-19,Fallow,OH,,42")  # fmt: skip
    rows = "\n".join(f"{at},{person}" for at, person in enumerate(people, 11))
    (tmp_path / "theirs.csv").write_text(f"no,who,day,town,st,died,years\n{rows}\n", "utf-8")
    assert "3 accepted" in desk.run("import", "theirs.csv", "--map", "theirs.toml").stdout
    (tmp_path / "ours.toml").write_text(MAP)
    (tmp_path / "ours.csv").write_text(ROWS, "utf-8")
    desk.run("import", "ours.csv", "--map", "ours.toml")
    desk.run("export", "victims", "--map", "ours.toml", "-o", "back.csv")
    *back, last = (tmp_path / "back.csv").read_text("utf-8").splitlines()
    header, *theirs_again = ROWS.splitlines()
    assert back == [f"{header},casebook_id", *(f"{row}," for row in theirs_again)]
    assert re.fullmatch(r",Dora Finch,2026-01-03,Fallow,OH,40,V\d+-[0-9a-f]{8}", last)
    desk.run("import", "back.csv", "--map", "ours.toml")
    told = json.loads(desk.run("incidents", "--json").stdout)
    fates = {one["name"]: one["fatal"] for line in told for one in line["victims"]}
    assert (fates["Emil Quist"], fates["Gail Bruck"]) == (False, None)


def test_a_corrected_weapon_is_written_back_as_the_map_codes_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    armed = '{ name = "had", field = "armed", free = "weapon", codes = { knife = "blade" } },'
    (tmp_path / "ours.toml").write_text(MAP.replace('{ name = "years"', armed + '{ name = "years"'))
    header, first, second = ROWS.splitlines()
    rows = (header + ",had", first + ",sword", second + ",blade")
    (tmp_path / "ours.csv").write_text("\n".join(rows) + "\n", "utf-8")
    desk.run("import", "ours.csv", "--map", "ours.toml")
    told = json.loads(desk.run("incidents", "--json").stdout)
    number = {line["victims"][0]["name"]: line["incident_id"] for line in told}
    why = ("--source", "the court", "--reason", "the court file")
    desk.run("set", number["Tobias Wrenfield"], "weapon", "a machete", *why)  # words stood there
    desk.run("set", number["Tobias Wrenfield"], "armed", "knife", *why)
    desk.run("set", number["Ada Quill"], "weapon", "a kitchen knife", *why)  # the code holds
    desk.run("export", "victims", "--map", "ours.toml", "-o", "back.csv")
    back = (tmp_path / "back.csv").read_text("utf-8").splitlines()
    assert [line.rpartition(",")[2] for line in back] == ["had", "a machete", "blade"]
    desk.run("set", number["Ada Quill"], "armed", "firearm", *why)
    codes = (tmp_path / "ours.toml").read_text("utf-8")
    (tmp_path / "ours.toml").write_text(codes.replace("{ knife =", '{ firearm = "gun", knife ='))
    desk.run("export", "victims", "--map", "ours.toml", "-o", "back.csv")
    assert (tmp_path / "back.csv").read_text("utf-8").endswith(",gun\n")


def test_a_file_is_what_its_ending_says(desk: Desk) -> None:
    """A spreadsheet opens what is called .csv as columns, and nothing else that is called .xlsx."""
    for ending, begins in (
        ("csv", b"victim_id,"),
        ("parquet", b"PAR1"),
        ("jsonl", b'{"victim_id"'),
    ):
        desk.run("export", "victims", "-o", f"ours-now.{ending}")
        assert (desk.folder / f"ours-now.{ending}").read_bytes().startswith(begins)
    for asked in ((), ("--map", "ours.toml"), ("--format", "csv")):
        told = desk.run("export", "victims", *asked, "-o", "ours-now.xlsx", status=1)
        assert told.stderr.strip().endswith("no workbook is written: name ours-now.csv instead")
    assert not (desk.folder / "ours-now.xlsx").exists()


def test_validate_names_every_cell_that_an_import_would_not_understand(desk: Desk) -> None:
    rows = "9,Ida Marsh,31/12/2026,Ashport,OH,forty\n10,Ida Lund,2026-01-02,Ashport,OH,44\n"
    (desk.folder / "odd.csv").write_text(ROWS.splitlines(keepends=True)[0] + rows, "utf-8")
    told = desk.run("validate", "odd.csv", "--map", "ours.toml", status=1)
    assert told.stdout.splitlines() == [
        "line 2, day: “31/12/2026” is no date as %Y-%m-%d",
        "line 2, years: “forty” is no whole number",
    ]
    done = desk.run("import", "odd.csv", "--map", "ours.toml", "--by", "ada")
    assert "kept as written (line 2): years: “forty” is no whole number" in done.stderr
    desk.run("undo", "--by", "ada")


@pytest.mark.parametrize("code", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_table_is_read_in_every_code_a_spreadsheet_saves(desk: Desk, code: str) -> None:
    row = "12,José Peña,2026-01-02,Ashport,OH,44\n"
    (desk.folder / "coded.csv").write_text(ROWS.splitlines(keepends=True)[0] + row, code)
    assert "holds to" in desk.run("validate", "coded.csv", "--map", "ours.toml").stdout
    (desk.folder / "coded.csv").write_bytes(b"no,who\0\0\x8e")
    told = desk.run("validate", "coded.csv", "--map", "ours.toml", status=1)
    assert "coded.csv is no CSV: no text stands in it" in told.stderr


def test_held_against_another_list(desk: Desk) -> None:
    done = desk.run("compare", "theirs.csv", "--schema", "the-counted", "--by", "ada")
    assert "1 in both, 0 only ours, 1 only theirs, 0 unclear" in done.stdout
    assert "outlet not watched" in done.stdout
    assert "their identifiers are remembered" in done.stderr
    [line] = [row for row in desk.rows("incidents") if row["external_ids"].get("the-counted")]
    assert line["external_ids"] == {"ours": "1", "the-counted": "7"}
    page = desk.run("compare", "theirs.csv", "--schema", "the-counted", "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    rows = json.loads(desk.run("compare", "theirs.csv", "--schema", "the-counted", "--json").stdout)
    assert {row["what"] for row in rows} >= {"matched", "only theirs"}
    desk.run("rule", "the-counted", "8", "not-ours", "--note", "no police", "--by", "ada")
    told = desk.run("compare", "theirs.csv", "--schema", "the-counted", "--format", "csv").stdout
    assert "ruled: not-ours, says ada: no police" in told
    assert (
        "not watched" in desk.run("coverage", "--from", "2026-02-01", "--to", "2026-02-28").stdout
    )


def test_frozen_and_packed(desk: Desk) -> None:
    assert "2 incidents" in desk.run("release", "one", "--by", "ada").stdout
    assert "frozen already" in desk.run("release", "one", status=1).stderr
    [victim] = [row for row in desk.rows("victims") if row["name"] == "Tobias Wrenfield"]
    told = ("--source", "letter", "--reason", "seen", "--by", "ada")
    desk.run("set", victim["victim_id"], "age", "35", *told)
    assert "since one: 1 changed" in desk.run("release", "two", "--by", "ada").stdout
    desk.run("export", "package", "-o", "packed")
    made = json.loads((desk.folder / "packed" / "manifest.json").read_text("utf-8"))
    assert made["rows"]["victims.csv"] == 2
    desk.run("corrections", "-o", "corrections.csv")
    assert ",35,seen,letter,ada," in (desk.folder / "corrections.csv").read_text("utf-8")
    assert "1 known already" in desk.run("corrections", "corrections.csv").stdout
    assert "no column" in desk.run("corrections", "ours.csv", status=1).stderr


MONTH = ("coverage", "--from", "2026-02-01", "--to", "2026-02-28")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("import", "none.csv", "--map", "ours.toml"), 1, "there is no file none.csv"),
        (("import", "ours.csv", "--map", "none.toml"), 1, "there is no map file"),
        (("compare", "theirs.csv", "--schema", "hats"), 1, "there is no schema “hats”"),
        (("compare", "theirs.csv"), 2, "either --schema"),
        (("export", "package"), 2, "name it with -o DIR"),
        (("export", "claims", "--map", "ours.toml"), 2, "incidents and victims only"),
        (("release", "../x"), 1, "no name for a release"),
        (("rule", "the-counted", "8", "same"), 1, "name a victim"),
        (("coverage", "--from", "2026-02-02", "--to", "2026-02-01"), 2, "before"),
        ((*MONTH, "--state", "Ohoi"), 2, "there is no state"),
        ((*MONTH, "--format", "xls"), 2, "table, csv or jsonl"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    desk: Desk, words: tuple[str, ...], status: int, says: str
) -> None:
    assert says in desk.run(*words, status=status).stderr


def test_a_long_backlog_is_one_line_of_the_list_of_webhooks(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path / 'casebook.db'}")
    (tmp_path / "in.jsonl").write_text(json.dumps(STORY))
    desk.run("ingest", "in.jsonl")
    desk.run("webhook", "add", "https://calm.example/hook")
    desk.run("webhook", "add", "https://down.example/hook")
    database = open_database(str(desk.database))
    now = datetime.now(UTC)
    with database.write() as session:
        for n in range(150):
            deliveries.enqueue(
                session, url="https://down.example/hook", kind="change", payload={"n": n},
                key=f"change {n}", now=now - timedelta(hours=150 - n),
            )  # fmt: skip
        deliveries.enqueue(
            session, url="https://chat.example/hook", kind="alert", payload={}, key="a", now=now
        )
        for n, retry_at in ((1, None), (2, now)):
            deliveries.not_sent(session, n, status=503, message="full", retry_at=retry_at, now=now)
    database.dispose()
    listed = desk.run("webhook", "list").stdout
    told = {line.split()[0]: line for line in listed.splitlines() if ".example" in line}
    assert list(told) == [f"https://{name}.example/hook" for name in ("calm", "down", "chat")]
    assert told["https://down.example/hook"].split()[-6:] == "149 1 6 days 503 full".split()
    assert "change 149" not in listed
    assert "change 149" in desk.run("webhook", "list", "--messages").stdout
    found = json.loads(desk.run("webhook", "list", "--json").stdout)
    assert [(b["waiting"], b["given_up"]) for b in found["backlogs"]] == [(1, 0), (149, 1)]
