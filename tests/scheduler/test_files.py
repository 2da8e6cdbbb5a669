"""What a person hands over: taken where usable, named where not."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.files import Incoming, NoSuchInput, Unusable, find_files, read_html, read_lines

NOW = datetime(2026, 1, 1, tzinfo=UTC)
GOOD = {"url": "http://ledger.example/a", "title": "t", "text": "Police shot a man."}


def lines_of(path: Path) -> tuple[list[Incoming], list[Unusable]]:
    found = list(read_lines(path, now=NOW))
    return (
        [item for item in found if isinstance(item, Incoming)],
        [item for item in found if isinstance(item, Unusable)],
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"url": "http://a.example/", ', "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b'{"url": "http://a.example/", "text": "Jos\xe9"}', "UTF-8 (byte 0xE9); save the file"),
        (b"[]", "not a JSON object"),
        (b'{"text": "x"}', "no usable “url”"),
        (b'{"url": "ftp://a.example/x", "text": "x"}', "no usable “url”"),
        (b'{"url": "http://a.example/x"}', "neither “html” nor “text”"),
        (b'{"url": "http://a.example/x", "text": "x", "published": "soon"}', "not an ISO 8601"),
        (
            b'{"url": "http://a.example/x", "text": "x", "published": "1 Jan 99999999999 00:00"}',
            "not an ISO 8601",
        ),
        (
            b'{"url": "http://a.example/x", "text": "x", "published": "0001-01-01T00:00+05:00"}',
            "not an ISO 8601",
        ),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_stops_nothing(tmp_path: Path, line: bytes, reason: str) -> None:
    good = json.dumps(GOOD).encode()
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join([good, line, b"", good]))
    taken, refused = lines_of(path)
    assert len(taken) == 2
    assert str(refused[0]).startswith(f"{path}:2: ")
    assert reason in str(refused[0])


def test_a_line_without_end_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"x": "' + b"y" * 20_000_100 + b'"}\n' + json.dumps(GOOD).encode())
    taken, refused = lines_of(path)
    assert [item.url for item in taken] == [GOOD["url"]]
    assert "longer than" in refused[0].reason


def test_a_truncated_compressed_file_gives_what_it_has(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(GOOD | {"title": str(i)}) for i in range(5000))
    path = tmp_path / "in.jsonl.gz"
    packed = gzip.compress(lines.encode())
    path.write_bytes(packed[: len(packed) // 2])
    taken, refused = lines_of(path)
    assert taken
    assert "breaks off" in refused[-1].reason


def test_a_saved_page_is_known_by_the_address_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<link rel="canonical" href="https://ledger.example/story"><p>x</p>')
    page = read_html(path, now=NOW)
    assert isinstance(page, Incoming)
    assert page.url == "https://ledger.example/story"


def test_a_page_that_declares_none_is_known_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>x</p>")
    page = read_html(path, now=NOW)
    assert isinstance(page, Incoming)
    assert page.url == path.as_uri()


def test_folders_are_opened_and_other_kinds_left(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.html", "notes.txt", "deep/c.warc.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [path.name for path in find_files([tmp_path])]
    assert names == ["a.html", "b.jsonl", "c.warc.gz"]


@pytest.mark.parametrize("name", ["missing.jsonl", "notes.txt"])
def test_a_wrong_path_is_said_before_anything_is_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(NoSuchInput, match=name):
        find_files([tmp_path / name])


def test_who_names_a_table_is_told_what_takes_it(tmp_path: Path) -> None:
    (tmp_path / "urls.csv").write_text("url\nhttps://ledger.example/1\n")
    with pytest.raises(NoSuchInput, match="“casebook fetch --file” fetches its addresses"):
        find_files([tmp_path / "urls.csv"])
