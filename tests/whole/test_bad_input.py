"""Bad input: one clear sentence each, counted, nothing else lost, the agreed exit status."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.whole.desk import STORY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def one_line(desk: Desk, *words: str | Path, status: int = 1) -> str:
    """The command fails, and says why in one line and without a traceback."""
    said = desk.run(*words, status=status).stderr.strip()
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1
    return said


def test_a_site_inside_ones_network_is_refused_and_how_to_allow_it_is_said(desk: Desk) -> None:
    said = desk.run("sources", "add", "http://127.0.0.1:9/", status=1).stderr
    assert "an address inside a private network" in said
    assert "--private-network" in said


def test_an_alert_by_mail_without_a_mail_server_is_not_promised_in_silence(desk: Desk) -> None:
    told = desk.run("alerts", "add", "ohio", "--state", "OH", "--to", "desk@team.example")
    assert "no mail server is set" in told.stderr
    assert not desk.run("alerts", "add", "hook", "--to", "https://hooks.example/x").stderr


def test_an_alert_to_ones_own_network_is_refused_when_it_is_added(desk: Desk) -> None:
    """It was taken, and failed whenever it was sent."""
    words = ("alerts", "add", "hook", "--to", "http://127.0.0.1:9/x")
    said = desk.run(*words, status=1).stderr
    assert "an address inside a private network" in said
    assert "CASEBOOK_PRIVATE_WEBHOOKS=yes" in said
    (desk.folder / "casebook.toml").write_text("private_webhooks = true\n")
    desk.run(*words)


def test_bad_lines_are_named_counted_and_kept_for_later(desk: Desk) -> None:
    path = desk.folder / "in.jsonl"
    path.write_text("\n".join(["{broken", json.dumps(STORY), '{"url": "http://x.example/"}']))
    done = desk.run("ingest", path)
    assert f"{path}:1: not JSON" in done.stderr
    assert f"{path}:3: neither" in done.stderr
    assert "2 unusable" in done.stdout
    listed = json.loads(desk.run("rejected", "--json").stdout)
    assert [row["where"] for row in listed] == [f"{path}:1", f"{path}:3"]
    assert len(desk.rows("articles")) == 1


def test_a_truncated_warc_gives_what_it_has(desk: Desk) -> None:
    lines = desk.folder / "in.jsonl"
    lines.write_text("\n".join(json.dumps(STORY | {"url": f"{STORY['url']}-{i}"}) for i in (1, 2)))
    desk.run("ingest", lines)
    whole = next((desk.folder / "casebook-archive").glob("*.warc.gz")).read_bytes()
    torn = desk.folder / "torn.warc.gz"
    torn.write_bytes(whole[:-40])
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    done = other.run("ingest", torn)
    assert "1 new" in done.stdout
    assert str(torn) in done.stderr


def test_a_file_that_is_not_what_its_name_says(desk: Desk) -> None:
    path = desk.folder / "in.warc.gz"
    path.write_bytes(gzip.compress(b"hello") + b"rubbish")
    done = desk.run("ingest", path, status=1)
    assert "unusable" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_page_in_another_language_is_set_aside(desk: Desk) -> None:
    path = desk.folder / "in.jsonl"
    text = "La policía disparó contra un hombre el domingo por la noche en el centro. " * 12
    path.write_text(json.dumps(STORY | {"text": text}))
    assert "not in English" in desk.run("ingest", path).stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ingest", "missing.jsonl"), "missing.jsonl does not exist"),
        (("ingest", "notes.txt"), "notes.txt is not"),
        (("incidents",), "there is no database"),
        (("incidents", "--db", "nonsense"), "not a database address"),
        (("incidents", "--db", "sqlite:///notes.txt"), "is not a database"),
        (("crawl", "--sources", "missing.toml"), "missing.toml"),
        (("crawl", "--sources", "notes.txt"), "notes.txt"),
        (("evaluate", "missing.jsonl"), "missing.jsonl does not exist"),
        (("incidents", "--db", "postgresql://nobody@127.0.0.1:9/none"), "cannot be used"),
    ],
)
def test_wrong_surroundings_are_said_in_one_line(
    desk: Desk, words: tuple[str, ...], expected: str
) -> None:
    (desk.folder / "notes.txt").write_text("not a database")
    assert expected in one_line(desk, *words)


def test_what_is_not_there_is_said(desk: Desk) -> None:
    path = desk.folder / "in.jsonl"
    path.write_text(json.dumps(STORY))
    desk.run("ingest", path)
    assert "I99" in one_line(desk, "show", "I99")
    assert "I99" in one_line(desk, "merge", "I1", "I99")
    assert "nothing" in one_line(desk, "undo", "--by", "somebody")
    assert "scope" in one_line(desk, "ingest", path, "--scope", "any")
    assert "elsewhere" in one_line(desk, "export", "incidents", "-o", "elsewhere/out.jsonl")


def test_a_newer_database_is_left_alone(desk: Desk) -> None:
    path = desk.folder / "in.jsonl"
    path.write_text(json.dumps(STORY))
    desk.run("ingest", path)
    with closing(sqlite3.connect(desk.folder / "casebook.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer Casebook" in one_line(desk, "incidents")


@pytest.mark.parametrize(
    "words",
    [
        ("incidents", "--no-such-option"),
        ("export", "everything"),
        ("export", "incidents", "--format", "xls"),
        ("split", "I1"),
        ("no-such-command",),
    ],
)
def test_wrong_usage_ends_with_two(desk: Desk, words: tuple[str, ...]) -> None:
    path = desk.folder / "in.jsonl"
    path.write_text(json.dumps(STORY))
    desk.run("ingest", path)
    assert desk.run(*words, status=2).stderr


def test_demonstration_data_and_real_sources_do_not_meet(desk: Desk) -> None:
    from storage.engine import open_database

    open_database(f"sqlite:///{desk.folder / 'casebook.db'}", demo=True).dispose()
    sources = desk.folder / "sources.toml"
    sources.write_text(
        '[[source]]\nname = "ledger"\noutlet = "Ledger"\ndomains = ["ledger.example"]\n'
        'feeds = ["http://ledger.example/feed"]\n'
    )
    done = desk.run("crawl", "--sources", sources, status=1)
    assert "DEMO DATA" in done.stderr
    assert "demonstration data" in done.stderr


def test_a_file_of_which_nothing_can_be_used_fails_and_one_in_part_does_not(desk: Desk) -> None:
    file = desk.folder / "in.jsonl"
    file.write_text("{broken\n")
    assert "1: not JSON" in desk.run("ingest", file, status=1).stderr
    file.write_text("{broken\n" + json.dumps(STORY))
    assert "1: not JSON" in desk.run("ingest", file).stderr


def test_an_address_that_is_too_long_is_named_and_stops_nothing(desk: Desk) -> None:
    long = f"http://long.example/{'x' * 2000}"
    lines = [json.dumps(STORY | {"url": long}), json.dumps(STORY)]
    (desk.folder / "in.jsonl").write_text("\n".join(lines))
    page = f'<link rel="canonical" href="{long}"><p>{STORY["text"]}</p>'
    (desk.folder / "in.html").write_text(page)
    with Archive(desk.folder / "theirs") as theirs:
        for url in (long, "http://b.example/"):
            theirs.append_response(
                url=url, status=200, reason="OK", headers=[(b"content-type", b"text/html")],
                body=page.encode(), fetched_at=datetime(2025, 6, 2, tzinfo=UTC),
            )  # fmt: skip
    done = desk.run("ingest", "in.jsonl", "in.html", "theirs")
    assert "in.jsonl:1: its address is longer than 2,000 characters" in done.stderr
    assert ".warc.gz:" in done.stderr
    assert "2 unusable" in done.stdout
    urls = {row["url"] for row in desk.rows("articles")}
    assert urls == {STORY["url"], "http://b.example/", (desk.folder / "in.html").as_uri()}


HOSTILE = "[/b] [red]x[/red] :fire: \x1b]0;owned\x07\u202eabc"


def test_fetched_words_are_words_on_a_terminal(desk: Desk) -> None:
    (desk.folder / "in.jsonl").write_text(
        json.dumps(STORY | {"outlet": HOSTILE, "title": f"Officer shoots man {HOSTILE}"})
        + f"\n{HOSTILE}\n"
    )
    desk.run("ingest", "in.jsonl")
    for words in (("rejected",), ("show", "I1"), ("search", "knife"), ("inbox",), ("queue",)):
        told = desk.run(*words).stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(told)
    for words in (("rejected",), ("show", "I1"), ("search", "knife")):
        assert "[/b] [red]x[/red] :fire: " in desk.run(*words).stdout
    [report] = json.loads(desk.run("show", "I1", "--json").stdout)["reports"]
    assert report["outlet"] == HOSTILE
