"""A person's slips at the command line: each is told in a line, and leaves nothing behind."""

from __future__ import annotations

import json
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.whole.desk import Desk

STORY = {
    "url": "http://www.rivertonledger.example/man-shot",
    "title": "Riverton officer shoots man",
    "text": "RIVERTON, Ohio — A Riverton police officer shot and killed Dale Orrin Wexcombe, 34, "
    "on Sunday night, police said.\n\nWexcombe was holding a knife, police said.",
    "published": "2025-06-02",
    "outlet": "Riverton Ledger",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    story = tmp_path / "in.jsonl"
    story.write_text(json.dumps(STORY))
    desk.run("ingest", story)
    return desk


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
    ],
)
def test_a_word_that_is_none_of_those_is_wrong_usage(
    desk: Desk, words: tuple[str, ...], told: str
) -> None:
    assert told in desk.run(*words, status=2).stderr


def test_an_export_that_fails_leaves_no_file(desk: Desk) -> None:
    desk.run("export", "victims", "--format", "geojson", "-o", "out.geojson", status=1)
    assert "is a folder" in desk.run("export", "incidents", "-o", "/", status=1).stderr
    assert not list(desk.folder.glob("out*"))


def test_a_device_is_written_to_and_not_replaced(desk: Desk) -> None:
    desk.run("export", "incidents", "-o", "/dev/null")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_the_characters_shows_the_rest(
    desk: Desk, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    shown = desk.run_process("show", "I1")
    assert "Wexcombe" in shown.stdout
    assert "?Wexcombe was holding a knife, police said.?" in shown.stdout
    listed = json.loads(desk.run_process("show", "I1", "--json").stdout)
    assert "—" in json.dumps(listed, ensure_ascii=False)


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
        _, said = begun.communicate(timeout=60)
    assert begun.returncode == 130
    assert b"stopped; the same command goes on from here" in said
