"""A person's slips at the command line: each is told in a line, and leaves nothing behind."""

from __future__ import annotations

import ctypes
import dataclasses
import json
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from casebook.web.words import value as in_words
from pipeline.records import AssertedBy, Role, Scope
from scheduler import jobs
from scheduler.accounts import seen_up_to, worker
from scheduler.workplace import Workplace
from storage import runs
from storage.archive import Archive
from storage.engine import open_database
from tests.whole.desk import STORY, Desk


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which one story was ingested; to be copied, never changed."""
    desk = Desk(tmp_path_factory.mktemp("ingested"))
    (desk.folder / "in.jsonl").write_text(json.dumps(STORY))
    desk.run("ingest", "in.jsonl")
    return desk.folder


@pytest.fixture
def desk(tmp_path: Path, ingested: Path) -> Desk:
    shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)


def test_incidents_by_the_day_we_learnt_of_them(desk: Desk) -> None:
    def since(day: str) -> list[str]:
        found = json.loads(desk.run("incidents", "--first-seen-since", day, "--json").stdout)
        return [line["incident_id"] for line in found]

    assert since("2000-01-01") == ["I1"]
    assert since("2999-01-01") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("incidents", "--review", "acepted"), "candidate, held, accepted, excluded"),
        (("export", "articles", "--text", "some"), "none, quotes, full"),
        (("export", "everything"), "package"),
        (("export", "incidents", "--since", "4"), "--since is for changes"),
        (("export", "changes", "--since", "-1"), "--since"),
        (("export", "claims", "--text", "none"), "--text is for articles"),
        (("hold", "I1", "--reason", " "), "--reason"),
        (("set", "V1", "age", "35", "--source", "http://a.example/", "--reason", ""), "--reason"),
        (("set", "V1", "age", "35", "--source", " ", "--reason", "her son"), "--source"),
    ],
)
def test_a_word_that_is_none_of_those_is_wrong_usage(
    desk: Desk, words: tuple[str, ...], told: str
) -> None:
    assert told in desk.run(*words, status=2).stderr


def test_an_address_is_not_broken_over_lines(desk: Desk) -> None:
    """It is to be copied: a split names articles by it."""
    long = STORY | {"url": f"{STORY['url']}-{'again-' * 25}end"}
    story = desk.folder / "more.jsonl"
    story.write_text(json.dumps(long))
    desk.run("ingest", story)
    assert long["url"] in desk.run("show", "I1", "--why").stdout.split("Why each article")[1]
    assert long["url"] in desk.run("split", "I1", "--article", long["url"], "--preview").stdout


def test_an_export_that_fails_leaves_no_file(desk: Desk) -> None:
    desk.run("export", "victims", "--format", "geojson", "-o", "out.geojson", status=1)
    assert "is a folder" in desk.run("export", "incidents", "-o", "/", status=1).stderr
    assert not list(desk.folder.glob("out*"))


def test_a_full_disk_is_told_with_what_to_do(desk: Desk) -> None:
    said = desk.run("export", "incidents", "-o", "/dev/full", status=1).stderr
    assert said == (
        "casebook: no space is left where this writes; free some, then run the same command again\n"
    )


def test_a_device_is_written_to_and_not_replaced(desk: Desk) -> None:
    desk.run("export", "incidents", "-o", "/dev/null")
    assert Path("/dev/null").is_char_device()


def test_what_is_not_there_is_told_with_what_is(desk: Desk) -> None:
    said = desk.run("show", "I99", status=1).stderr
    assert said == (
        "casebook: there is no incident I99; `casebook incidents` lists those there are\n"
    )
    nothing = desk.run("runs", "--job", "reeding", "--json")
    assert json.loads(nothing.stdout) == []
    assert (
        nothing.stderr == "there is no run of “reeding”; there are runs of ingest, read, resolve\n"
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_the_characters_shows_the_rest(
    desk: Desk, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    shown = desk.run_process("show", "I1")
    assert "Wexcombe" in shown.stdout
    assert '"Wexcombe was holding a knife, police said."' in shown.stdout
    listed = json.loads(desk.run_process("show", "I1", "--json").stdout)
    assert "—" in json.dumps(listed, ensure_ascii=False)


def _without_roots_rights() -> None:
    """What a folder's mode forbids is forbidden to root, too."""
    for capability in (_OVERRIDE, _READ_SEARCH):
        ctypes.CDLL(None).prctl(_DROP, capability, 0, 0, 0)


_DROP, _OVERRIDE, _READ_SEARCH = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@pytest.fixture
def reader(desk: Desk) -> Iterator[Desk]:
    """Somebody who may read the folder of the record and not write to it."""
    (desk.folder / "casebook.db").chmod(0o444)
    desk.folder.chmod(0o555)
    yield dataclasses.replace(desk, before=_without_roots_rights)
    desk.folder.chmod(0o755)


def test_a_record_that_may_only_be_read_is_shown_and_exported(reader: Desk) -> None:
    assert "Wexcombe" in reader.run_process("incidents").stdout
    assert "Wexcombe" in reader.run_process("show", "I1").stdout
    assert (
        reader.run_process("export", "articles").stdout == reader.run("export", "articles").stdout
    )
    said = reader.run_process("accept", "I1", status=1).stderr
    assert "work on a copy with --db" in said
    assert len(said.splitlines()) == 1


def test_a_log_that_cannot_be_read_is_not_left_out(desk: Desk, reader: Desk) -> None:
    desk.folder.chmod(0o755)
    (desk.folder / "casebook.db-wal").write_bytes(b"")
    desk.folder.chmod(0o555)
    said = reader.run_process("incidents", status=1).stderr
    assert "copy both" in said
    assert len(said.splitlines()) == 1


def test_who_has_no_login_name_is_asked_for_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert "--by" in desk.run("accept", "I1", status=1).stderr
    desk.run("accept", "I1", "--by", "ada")


def test_a_port_that_is_taken_is_told_in_a_line(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = desk.run("serve", "--port", port, status=1).stderr
    assert port in said
    assert len(said.splitlines()) == 1


def test_a_command_that_is_stopped_says_so(desk: Desk) -> None:
    many = desk.folder / "many.jsonl"
    lines = (json.dumps(STORY | {"url": f"{STORY['url']}-{n}"}) for n in range(3000))
    many.write_text("\n".join(lines))
    with desk.start("ingest", many, told=True) as begun:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and begun.poll() is None:
            if len(json.loads(desk.run("runs", "--job", "ingest", "--json").stdout)) > 1:
                break
        begun.send_signal(signal.SIGINT)
        try:
            _, said = begun.communicate(timeout=60)
        finally:
            begun.kill()
    assert begun.returncode == 130
    assert b"stopped; the same command goes on from here" in said


def correction(*words: str) -> tuple[str, ...]:
    return ("set", *words, "--source", "http://a.example/", "--reason", "a slip")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("V1", "age", "340"), "up to 122"),
        (("I1", "incident_date", "2925-06-01"), "not come yet"),
        (("I1", "state", "Ohoi"), "state's name"),
    ],
)
def test_a_value_that_cannot_be_is_refused(desk: Desk, words: tuple[str, ...], told: str) -> None:
    before = desk.rows("incidents")
    assert told in desk.run(*correction(*words), status=1).stderr
    assert desk.rows("incidents") == before


def test_what_was_set_is_said_as_it_is_kept(desk: Desk) -> None:
    said = desk.run(*correction("V1", "age", "")).stdout
    assert "V1 (Dale Orrin Wexcombe, I1): age is not known" in said
    assert "1 incident changed" in said
    desk.run(*correction("I1", "state", "West Virginia"))
    assert desk.rows("incidents")[0]["state"] == "WV"
    last = desk.run("undo").stdout.splitlines()
    assert last[0].endswith(" UTC: set I1 state to 'WV'")
    assert last[1] == "decision 2: taken back"


def test_a_reason_may_be_called_a_note_and_a_note_a_reason(desk: Desk) -> None:
    desk.run("hold", "I1", "--note", "one source")
    desk.run("undo")
    assert "already" in desk.run("merge", "I1", "I1", "--reason", "the same", status=1).stderr


def test_an_incident_is_held_until_a_day_to_come(desk: Desk) -> None:
    why = ("--reason", "the autopsy")
    past = desk.run("hold", "I1", "--until", "2020-01-01", *why, status=1).stderr
    assert "2020-01-01 has come already" in past
    assert desk.rows("incidents")[0]["review"] == "candidate"
    desk.run("hold", "I1", "--until", "2999-01-01", "--sources", "3", *why)
    assert desk.rows("incidents")[0]["review"] == "held"


def test_a_search_counts_what_it_finds_on_whole_days(desk: Desk) -> None:
    next_day = STORY | {"url": f"{STORY['url']}-again", "published": "2025-06-03"}
    (desk.folder / "more.jsonl").write_text(json.dumps(next_day))
    desk.run("ingest", desk.folder / "more.jsonl")
    assert desk.run("search", "knife").stdout.endswith("2 articles say this\n")
    until = desk.run("search", "knife", "--until", "2025-06-02").stdout
    assert until.endswith("1 article says this\n")
    best = desk.run("search", "knife", "--limit", "1").stdout
    assert best.endswith("2 articles say this; the best 1 is shown\n")


@pytest.mark.parametrize("command", ["resolve", "replay"])
def test_json_is_refused_where_nothing_is_told_as_a_table(desk: Desk, command: str) -> None:
    told = desk.run(command, "--json", status=2)
    assert "--json goes with" in told.stderr
    assert told.stdout == ""


def test_a_misspelt_name_is_answered_by_those_spelt_nearly_so(desk: Desk) -> None:
    told = desk.run("incidents", "--name", "Dayle Wexcomb").stdout
    assert told.startswith("no incident names “Dayle Wexcomb”; spelt nearly so:\n")
    assert "I1 " in told
    asked = desk.run("incidents", "--name", "Dayle Wexcomb", "--json")
    assert json.loads(asked.stdout) == []
    assert asked.stderr.startswith("no incident names “Dayle Wexcomb”; spelt nearly so: I")
    elsewhere = desk.run("incidents", "--name", "Dayle Wexcomb", "--state", "TX").stdout
    assert elsewhere == "no incident is like that; ask for less\n"


def test_what_changed_since_a_day_is_told_then_and_now(desk: Desk) -> None:
    told = desk.run("changes").stdout
    assert "I1  new, 1 article  Dale Orrin Wexcombe, 34 · Riverton, OH\n" in told
    assert told.endswith("by “casebook export changes --since 0”\n")
    desk.run("set", "V1", "age", "35", "--source", "the coroner", "--reason", "her word")
    found = json.loads(desk.run("changes", "--since", "2000-01-01", "--json").stdout)
    assert [one["kind"] for one in found["changed"]] == ["new"]
    assert desk.run("changes", "--since", "2999-01-01").stdout.startswith("0 incidents changed")
    assert "2024-01-31" in desk.run("changes", "--since", "monday", status=2).stderr


def test_a_word_to_leave_out_is_no_option(desk: Desk) -> None:
    assert desk.run("search", "knife", "-sunday").stdout == "0 articles say this\n"
    assert "1 article" in desk.run("search", "knife", "-monday").stdout
    assert "no option --sinse" in desk.run("search", "knife", "--sinse", "2025", status=2).stderr


def test_what_is_no_day_is_told_how_one_is_written(desk: Desk) -> None:
    for words in (
        ("incidents", "--since", "6/2/2025"),
        ("search", "knife", "--until", "2025-13-01"),
    ):
        said = desk.run(*words, status=2).stderr
        assert f"“{words[-1]}” is no day; write it like 2024-01-31" in said
    for words in (("incidents",), ("search", "knife")):
        days = ("--since", "2025-06-03", "--until", "2025-06-02")
        assert "--until is before --since" in desk.run(*words, *days, status=2).stderr


def test_a_source_without_rejections_is_named(desk: Desk) -> None:
    said = desk.run("rejected", "--source", "ledgr").stdout
    assert said == "nothing of “ledgr” was rejected; “casebook sources” lists the names\n"


def test_an_article_without_an_outlet_is_told_by_its_site(desk: Desk) -> None:
    story = {name: told for name, told in STORY.items() if name != "outlet"}
    (desk.folder / "more.jsonl").write_text(json.dumps(story | {"url": "http://www.b.example/1"}))
    desk.run("ingest", desk.folder / "more.jsonl")
    said = desk.run("show", "I1").stdout
    assert "Sources: 2 articles, 2 outlets, 1 independent\n" in said
    assert "  b.example" in said


def test_a_split_that_would_leave_nothing_is_refused_before_anything_is_listed(desk: Desk) -> None:
    for preview in ((), ("--preview",)):
        done = desk.run("split", "I1", "--victim", "V1", *preview, status=1)
        assert "something must stay" in done.stderr
        assert not done.stdout


def test_a_merge_says_what_an_earlier_word_keeps_apart(desk: Desk) -> None:
    again = [STORY | {"url": f"{STORY['url']}-{n}"} for n in range(2)]
    more = desk.folder / "more.jsonl"
    more.write_text("\n".join(json.dumps(story) for story in again))
    desk.run("ingest", more)
    desk.run("split", "I1", "--article", STORY["url"])
    apart = sorted(line["incident_id"] for line in desk.rows("incidents"))
    assert apart == ["I1", "I2"]
    said = desk.run("merge", *apart).stdout
    assert "decision 1 says is about something else (“casebook undo 1” takes that back)" in said
    left = [line for line in desk.rows("incidents") if line["incident_id"] != "I1"]
    assert [article["url"] in said for line in left for article in line["articles"]] == [True]
    for line in desk.rows("incidents"):
        asked = json.loads(desk.run("show", line["incident_id"], "--json").stdout)["questions"]
        assert [item["kind"] for item in asked] == ["stale judgement"]
    for _ in range(2):
        desk.run("undo")
    assert [line["incident_id"] for line in desk.rows("incidents")] == ["I1"]


def test_the_queue_says_what_waits_for_a_person(desk: Desk) -> None:
    assert "nothing waits" in desk.run("queue").stdout
    desk.run("accept", "I1")
    later = STORY | {
        "url": "http://www.registry.example/wexcombe",
        "text": STORY["text"].replace("34", "43").replace("holding a knife", "at home"),
    }
    story = desk.folder / "more.jsonl"
    story.write_text(json.dumps(later))
    desk.run("ingest", story)
    told = desk.run("queue").stdout
    assert "new dissent: I1: age is 34" in told
    assert "say 43" in told
    asked = json.loads(desk.run("queue", "--json").stdout)
    assert ["new dissent" in item["kind"] for item in asked["others"]] == [True]


def nobody_named_beside_two(desk: Desk) -> dict[str, str]:
    """Two people shot in one town on a day, a first-day story without a name: URL → incident."""
    other = STORY["text"].replace("Dale Orrin Wexcombe, 34", "Ruth Amity Fenn, 61")
    nobody = (
        "RIVERTON, Ohio — A Riverton police officer shot a person on Sunday night, police said."
    )
    texts = {"fenn": other.replace("Wexcombe", "Fenn"), "nobody": nobody}
    more = desk.folder / "more.jsonl"
    stories = [
        STORY | {"url": f"http://www.{n}.example/shot", "outlet": n, "title": n, "text": text}
        for n, text in texts.items()
    ]
    more.write_text("\n".join(json.dumps(story) for story in stories))
    desk.run("ingest", more)
    by_url = {line["articles"][0]["url"]: line["incident_id"] for line in desk.rows("incidents")}
    assert len(by_url) == 3
    return by_url


WAITS = "http://www.nobody.example/shot"


def test_a_merge_says_what_came_along(desk: Desk) -> None:
    """A first-day story without a name waited between the two."""
    by_url = nobody_named_beside_two(desk)
    named = sorted(number for url, number in by_url.items() if url != WAITS)
    said = desk.run("merge", *named).stdout
    assert said.partition("with them")[2].splitlines()[1].strip() == WAITS
    assert len(desk.rows("incidents")) == 1


def test_different_answers_what_the_queue_asks_of_two_incidents(desk: Desk) -> None:
    by_url = nobody_named_beside_two(desk)
    waits, fenn = by_url[WAITS], by_url["http://www.fenn.example/shot"]

    def asked() -> list[set[str]]:
        rows = json.loads(desk.run("queue", "--json").stdout)["pairs"]
        return [{f"I{side['incident']}" for side in row["reports"]} for row in rows]

    assert {waits, fenn} in asked()
    assert "casebook apart" in desk.run("queue").stdout
    said = desk.run("apart", waits, fenn).stdout
    assert f"decision 1: {waits} and {fenn} are two incidents" in said
    assert {waits, fenn} not in asked()
    homes = [{article["url"] for article in line["articles"]} for line in desk.rows("incidents")]
    assert {STORY["url"], WAITS} in homes  # nothing else is as near any more
    desk.run("undo")
    assert len(desk.rows("incidents")) == 3


def test_one_incident_cannot_be_apart_from_itself(desk: Desk) -> None:
    assert "casebook split" in desk.run("apart", "I1", "I1", status=1).stderr


def test_a_merge_says_which_identifier_stays(desk: Desk) -> None:
    text = (
        STORY["text"].replace("RIVERTON, Ohio", "KINGSFORD, Iowa").replace("Riverton", "Kingsford")
    )
    text = text.replace("Dale Orrin Wexcombe", "Ruth Amity Fenn").replace("Wexcombe", "Fenn")
    other = desk.folder / "other.jsonl"
    other.write_text(json.dumps(STORY | {"url": "http://www.kingsford.example/shot", "text": text}))
    desk.run("ingest", other)
    assert "I2 and I1 are one incident, I1\n" in desk.run("merge", "I2", "I1").stdout


def test_a_folder_with_nothing_to_take_is_named(desk: Desk) -> None:
    (desk.folder / "incoming").mkdir()
    done = desk.run("ingest", "incoming")
    assert "incoming: no file in it is" in done.stderr
    assert "nothing to do" in done.stdout
    assert "no file" not in desk.run("ingest", desk.folder).stderr
    (desk.folder / "bare.jsonl").write_text("\n")
    assert "bare.jsonl: nothing in it" in desk.run("ingest", "bare.jsonl").stderr


def test_a_file_called_gz_that_is_none_is_told_as_that(desk: Desk) -> None:
    (desk.folder / "plain.jsonl.gz").write_text(json.dumps(STORY))
    assert (
        "plain.jsonl.gz:1: not compressed" in desk.run("ingest", "plain.jsonl.gz", status=1).stderr
    )


def test_a_page_that_is_no_html_is_counted_without_a_library_s_word(desk: Desk) -> None:
    (desk.folder / "page.html").write_bytes(bytes(range(256)) * 20)
    done = desk.run_process("ingest", "page.html")
    assert "1 cannot be read" in done.stdout
    assert not done.stderr


def test_the_doctor_looks_at_the_rest_where_there_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("[[source")
    done = Desk(tmp_path).run("doctor", "--sources", "sources.toml", status=1)
    assert "there is no database at casebook.db" in done.stdout
    assert "sources.toml is not TOML" in done.stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"url": "http://a.example/", "incidents": []}\n{broken', "gold.jsonl:2: not JSON"),
        (json.dumps(STORY), "gold.jsonl has no labels"),
        ('["a"]', "every line needs a “url”"),
    ],
)
def test_what_is_no_gold_is_told_in_a_line(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "gold.jsonl").write_text(content)
    said = Desk(tmp_path).run("evaluate", "gold.jsonl", status=1).stderr
    assert told in said
    assert len(said.splitlines()) == 1


def test_a_file_that_is_not_there_is_called_by_its_name(desk: Desk) -> None:
    done = desk.run("document", "add", "none.pdf", "--kind", "autopsy", status=1)
    assert done.stderr == "casebook: none.pdf: no such file or directory\n"


def test_sources_that_are_gone_are_told_of_without_a_trace_of_the_machinery(desk: Desk) -> None:
    (desk.folder / "sources.toml").write_text(
        '[[source]]\nname = "dead"\noutlet = "Dead"\ndomains = ["127.0.0.1"]\n'
        'private_network = true\nfeeds = ["http://127.0.0.1:9/feed"]\n'
    )
    checked = desk.run_process("sources", "check", "--sources", "sources.toml", status=1)
    assert "no answer" in checked.stdout
    assert not checked.stderr
    crawled = desk.run_process("crawl", "--sources", "sources.toml")
    assert "1 door failed" in crawled.stdout
    assert "no source answers (dead)" in desk.run("status", status=1).stdout


def test_what_waits_is_told_where_nothing_is_found(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "in.jsonl").write_text(json.dumps(STORY))
    database = open_database(f"sqlite:///{tmp_path / 'casebook.db'}")
    with Archive(tmp_path / "casebook-archive") as pages:
        jobs.ingest(Workplace(database, pages), [tmp_path / "in.jsonl"], now=datetime.now(UTC))
    database.dispose()
    looks = (("incidents",), ("incidents", "--state", "OH"), ("inbox",), ("search", "knife"))
    for words in looks:
        told = desk.run(*words).stdout
        assert "1 page waits to be read: run “casebook read”, then “casebook resolve”" in told
    assert json.loads(desk.run("incidents", "--json").stdout) == []
    desk.run("read")
    for words in looks[:3]:
        assert "1 report waits to be linked: run “casebook resolve”" in desk.run(*words).stdout
    desk.run("resolve")
    for words in looks:
        assert "wait" not in desk.run(*words).stdout


@pytest.mark.parametrize("scope", ["police", "any"])
def test_the_state_of_things_begins_with_what_the_record_is_of(tmp_path: Path, scope: str) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "in.jsonl").write_text(json.dumps(STORY))
    desk.run("ingest", "in.jsonl", "--scope", scope)
    assert f"(--scope {scope})" in desk.run("status").stdout.splitlines()[0]
    record = json.loads(desk.run("status", "--json").stdout)["record"]
    assert (record["scope"], record["demo"]) == (scope, False)


def test_a_second_archive_of_one_record_is_warned_of(tmp_path: Path, empty_postgres: str) -> None:
    here, there = (Desk(tmp_path / name, empty_postgres) for name in ("here", "there"))
    for n, desk in enumerate((here, there)):
        desk.folder.mkdir()
        (desk.folder / "in.jsonl").write_text(json.dumps(STORY | {"url": f"{STORY['url']}-{n}"}))
    assert "warning" not in here.run("ingest", "in.jsonl").stderr
    for desk in (there, here):
        said = desk.run("ingest", "in.jsonl").stderr
        assert f"{desk.folder / 'casebook-archive'} lacks" in said
        assert "--archive" in said
    assert "is not in this archive" in here.run("status", status=1).stdout
    for file in (there.folder / "casebook-archive").iterdir():
        file.rename(here.folder / "casebook-archive" / file.name)
    assert "warning" not in here.run("ingest", "in.jsonl").stderr
    here.run("status")


def test_a_role_that_may_only_read_looks_and_is_told_so(
    tmp_path: Path, empty_postgres: str
) -> None:
    keeper, role = Desk(tmp_path, empty_postgres), f"reader_{uuid.uuid4().hex[:8]}"
    (tmp_path / "in.jsonl").write_text(json.dumps(STORY))
    keeper.run("ingest", "in.jsonl")
    server = create_engine(empty_postgres, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as session:
            session.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD 'x'"))
            session.execute(text(f"GRANT USAGE ON SCHEMA public TO {role}"))
            session.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"))
        address = make_url(empty_postgres).set(username=role, password="x")
        reader = Desk(tmp_path, address.render_as_string(hide_password=False))
        assert "Wexcombe" in reader.run("show", "I1").stdout
        assert reader.rows("incidents") == keeper.rows("incidents")
        for words in (("accept", "I1"), ("ingest", "in.jsonl"), ("inbox",)):
            [said] = reader.run(*words, status=1).stderr.splitlines()
            assert f"does not let {role} do this" in said
        with server.connect() as session:
            session.execute(text(f"REVOKE SELECT ON incident FROM {role}"))
        [said] = reader.run("incidents", status=1).stderr.splitlines()
        assert "ask whoever keeps it" in said
    finally:
        with server.connect() as session:
            session.execute(text(f"DROP OWNED BY {role}"))
            session.execute(text(f"DROP ROLE IF EXISTS {role}"))
        server.dispose()


def test_what_a_redaction_touches_is_told_as_json(desk: Desk) -> None:
    touched = json.loads(desk.run("redact", "V1", "--preview", "--json").stdout)
    assert {"where", "count", "becomes"} <= set(touched[0])


def test_codes_are_told_in_words_and_a_file_by_the_name_it_was_given(desk: Desk) -> None:
    desk.run("set", "V1", "outcome", "died_scene", "--source", "a call", "--reason", "told us")
    said = desk.run("show", "I1").stdout
    assert "V1 outcome: died at the scene" in said
    assert "died_scene" not in said
    name = "x" * 252
    told = desk.run("export", "incidents", "--format", "jsonl", "-o", name, status=1).stderr
    assert told == f"casebook: {name}: file name too long\n"


def test_every_code_has_words() -> None:
    """What a page or “casebook show” prints of a field that holds one of a list."""
    codes = [m.value for e in (AssertedBy, Role, Scope) for m in e]
    codes += ["died_scene", "died_later", "not_released", "charge_decision", "civil_suit", "not"]
    assert not [code for code in codes if "_" in in_words(code)]
    assert in_words("not") == "did not flee"


def test_what_does_not_fit_into_the_inbox_stays_new(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = STORY["text"].replace("RIVERTON, Ohio", "ELMGATE, Texas").replace("Riverton", "Elmgate")
    other = {
        "url": "http://other.example/2",
        "text": text.replace("Dale Orrin Wexcombe", "Ada Lark"),
    }
    (desk.folder / "two.jsonl").write_text(json.dumps(STORY | other))
    desk.run("ingest", "two.jsonl")
    monkeypatch.setattr("casebook.cli.inbox._MOST", 1)
    every = json.loads(desk.run("inbox", "--peek", "--json", "--by", "eve").stdout)
    assert len(every) == 1
    told = desk.run("inbox", "--by", "eve").stderr
    assert "nothing counts as looked at" in told
    monkeypatch.undo()
    assert len(json.loads(desk.run("inbox", "--json", "--by", "eve").stdout)) == 2
    assert json.loads(desk.run("inbox", "--json", "--by", "eve").stdout) == []


def test_what_could_not_be_printed_is_not_looked_at(desk: Desk) -> None:
    """“casebook inbox | head” ends before all was shown; so does a disk that is full."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "casebook", "inbox", "--by", "eve"]
        done = subprocess.run(command, cwd=desk.folder, stdout=full, check=False)
    assert done.returncode != 0
    assert len(json.loads(desk.run("inbox", "--json", "--by", "eve").stdout)) == 1
    assert json.loads(desk.run("inbox", "--json", "--by", "eve").stdout) == []


def test_what_a_linking_under_way_brings_is_new_after_a_look(desk: Desk) -> None:
    """It bears the time at which the linking began, before somebody looked."""
    database = open_database(f"sqlite:///{desk.folder / 'casebook.db'}")
    now = datetime.now(UTC) + timedelta(seconds=1)
    with database.write() as session:
        run = runs.begin(session, "resolve", version="1", worker=worker(), now=now)
    with database.read() as session:
        assert seen_up_to(session, now + timedelta(minutes=3)) == now
    with database.write() as session:
        runs.end(session, run, outcome="done", counts={}, now=now)
    with database.read() as session:
        assert seen_up_to(session, now + timedelta(minutes=3)) == now + timedelta(minutes=3)
    database.dispose()


def test_after_an_upgrade_status_says_what_an_earlier_version_left(desk: Desk) -> None:
    (desk.folder / "in.jsonl").write_text(json.dumps(STORY | {"url": f"{STORY['url']}-again"}))
    desk.run("ingest", "in.jsonl")
    assert "earlier version" not in desk.run("status").stdout
    with closing(sqlite3.connect(desk.folder / "casebook.db")) as connection, connection:
        connection.execute("UPDATE reading SET version = '1'")
        connection.execute("UPDATE edge SET model = '0'")
    said = desk.run("status").stdout
    assert "read by an earlier version: 2 pages" in said
    assert "linked by an earlier version" in said
    assert json.loads(desk.run("status", "--json").stdout)["earlier"] == {"read": 2, "linked": True}
    desk.run("resolve")
    assert "linked by an earlier version" not in desk.run("status").stdout
    desk.run("replay")
    assert "earlier version" not in desk.run("status").stdout
