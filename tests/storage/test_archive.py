from __future__ import annotations

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
import warcio
from backports import zstd
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st

from storage import pages, warc
from storage.archive import Archive, ArchiveError, ArchiveRef
from storage.check import archive_findings
from storage.engine import Database
from storage.warc import ArchivedRecord, BadRecord, iter_warc

AT = datetime(2026, 3, 1, 12, 30, 15, 250000, tzinfo=UTC)
BODY = "<p>Straße — “quoted”</p>".encode() * 50


def append(archive: Archive, body: bytes = BODY, **more: object) -> ArchiveRef:
    told: dict[str, object] = {
        "url": "https://a.example/ü?x=1",
        "status": 200,
        "reason": "OK",
        "headers": [(b"Content-Type", b"text/html; charset=utf-8"), (b"X-Odd", b"caf\xe9")],
        "fetched_at": AT,
    }
    return archive.append_response(body=body, **told | more)  # type: ignore[arg-type]


def raw_deflate(body: bytes) -> bytes:
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(body) + squeezer.flush()


ENCODINGS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "gzip, br": lambda body: brotli.compress(gzip.compress(body)),
    "gzip in parts": lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:]),
    "zstd in parts": lambda body: zstd.compress(body[:9]) + zstd.compress(body[9:]),
    "gzip with a wrong sum": lambda body: gzip.compress(body)[:-8] + bytes(8),
    "iso-8859-1": bytes,  # servers that mean the charset
    "text/html": bytes,
    "identity": bytes,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_answer_comes_back_decoded(tmp_path: Path, encoding: str) -> None:
    with Archive(tmp_path) as archive:
        named = encoding.split(" in ")[0].split(" with ")[0].encode()
        headers = [(b"Content-Encoding", named), (b"Content-Type", b"text/html")]
        ref = append(archive, ENCODINGS[encoding](BODY), headers=headers)
    record = archive.load(ref)
    assert record.payload == BODY
    assert (record.kind, record.url, record.status) == ("response", "https://a.example/ü?x=1", 200)
    assert (record.content_type, record.fetched_at) == ("text/html", AT)


def test_headers_are_kept_as_they_were_received(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        record = archive.load(append(archive, status=404, reason="Nicht da"))
    assert record.header("x-odd") == "café"
    assert record.status == 404
    assert b"HTTP/1.1 404 Nicht da\r\n" in record.raw
    assert b"X-Odd: caf\xe9\r\n" in record.raw


def test_no_header_can_break_out_of_its_line(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        record = archive.load(append(archive, headers=[(b"A", b"1\r\n\r\n<html>")]))
    assert record.payload == BODY


def test_a_transfer_encoding_that_was_undone_is_not_undone_again(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        record = archive.load(append(archive, headers=[(b"Transfer-Encoding", b"chunked")]))
    assert record.payload == BODY
    assert record.header("X-Archive-Orig-Transfer-Encoding") == "chunked"


def test_a_resource_comes_back(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        ref = archive.append_resource(
            url="file:lines.jsonl#3", content_type="application/json", payload=b"{}", fetched_at=AT
        )
    record = archive.load(ref)
    assert (record.kind, record.payload, record.content_type) == (
        "resource",
        b"{}",
        "application/json",
    )


def test_other_programs_can_read_our_files(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        append(archive)
        append(archive, b"second")
    [path] = archive.files()
    with path.open("rb") as file:
        records = [
            (str(record.record_type), record.reader.read())
            for record in ArchiveIterator(file, verify_digests=True)
        ]
    assert records[1:] == [("response", BODY), ("response", b"second")]
    assert records[0][0] == "warcinfo"


def test_the_digests_in_our_files_are_those_of_what_is_in_them(tmp_path: Path) -> None:
    """Checked by another program, which says of a record whether all its digests held."""
    with Archive(tmp_path) as archive:
        append(archive)
        append(archive, b"", headers=[(b"Content-Type", b"text/html")])
        append(archive, gzip.compress(BODY, mtime=0), headers=[(b"Content-Encoding", b"gzip")])
        archive.append_resource(
            url="file:a.html#1", content_type="text/html", payload=BODY, fetched_at=AT
        )
    told: list[str] = []
    with archive.files()[0].open("rb") as file:
        for record in warcio.ArchiveIterator(file, check_digests="raise"):
            record.raw_stream.read()
            assert record.digest_checker.passed
            told.append(record.rec_headers.get_header("WARC-Payload-Digest"))
    bodies = (BODY, b"", gzip.compress(BODY, mtime=0), BODY)
    assert told[1:] == [f"sha256:{hashlib.sha256(body).hexdigest()}" for body in bodies]


def test_each_archive_writes_to_a_file_of_its_own(tmp_path: Path) -> None:
    with Archive(tmp_path) as one, Archive(tmp_path) as two:
        refs = [append(one), append(two), append(one)]
    assert refs[0].file == refs[2].file != refs[1].file
    assert all(one.load(ref).payload == BODY for ref in refs)


def test_full_files_are_followed_by_others(tmp_path: Path) -> None:
    with Archive(tmp_path, rotate_at=1500) as archive:
        refs = [append(archive, os.urandom(400)) for _ in range(6)]
    assert len({ref.file for ref in refs}) == len(archive.files()) == 3


def test_a_forked_child_does_not_write_to_its_parents_file(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        ours = append(archive)
        archive._owner = -1  # as a child sees it
        assert append(archive).file != ours.file


def test_nothing_is_made_before_something_is_kept(tmp_path: Path) -> None:
    Archive(tmp_path / "later").close()
    assert not (tmp_path / "later").exists()


@pytest.mark.parametrize("ref", [ArchiveRef("no.warc.gz", 0, 5), ArchiveRef("", 0, 5)])
def test_what_is_not_there_is_said(tmp_path: Path, ref: ArchiveRef) -> None:
    with pytest.raises((ArchiveError, IsADirectoryError)):
        Archive(tmp_path).load(ref)


def test_a_damaged_record_is_said(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        ref = append(archive)
    path = tmp_path / ref.file
    data = path.read_bytes()
    at = ref.offset + 40
    path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
    with pytest.raises(ArchiveError, match=f"at byte {ref.offset}"):
        archive.load(ref)
    path.write_bytes(data[: ref.offset + 50])
    with pytest.raises(ArchiveError, match="cut off"):
        archive.load(ref)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_never_inflated(tmp_path: Path, encoding: str) -> None:
    bomb = ENCODINGS[encoding](b"\0" * 3_000_000)
    with Archive(tmp_path) as archive:
        ref = append(archive, bomb, headers=[(b"Content-Encoding", encoding.encode())])
    with pytest.raises(ArchiveError, match="larger than 1000000 bytes"):
        archive.load(ref, limit=1_000_000)


def test_damaged_encodings_are_said(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        damaged = append(archive, b"\xff" * 40, headers=[(b"Content-Encoding", b"br")])
        plain = append(archive, headers=[(b"Content-Encoding", b"gzip")])
    with pytest.raises(ArchiveError, match="damaged br content"):
        archive.load(damaged)
    assert archive.load(plain).payload == BODY


# -------------------------------------------------------------------- foreign files


def foreign(tmp_path: Path, count: int = 4) -> tuple[Path, list[int], bytes]:
    """A file of several records; where each begins."""
    with Archive(tmp_path / "theirs") as archive:
        refs = [append(archive, f"page {n}".encode()) for n in range(count)]
    path = archive.files()[0]
    return path, [ref.offset for ref in refs], path.read_bytes()


def seen(path: Path) -> list[object]:
    return [
        record.payload.decode() if isinstance(record, ArchivedRecord) else record.offset
        for record in iter_warc(path)
    ]


def test_a_whole_file_is_read_packed_or_plain(tmp_path: Path) -> None:
    path, _, data = foreign(tmp_path)
    everything = ["page 0", "page 1", "page 2", "page 3"]
    assert seen(path) == everything
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(data))
    assert seen(plain) == everything
    one_stream = tmp_path / "one.warc.gz"
    one_stream.write_bytes(gzip.compress(gzip.decompress(data)))
    assert seen(one_stream) == everything


def test_a_cut_file_gives_what_is_whole(tmp_path: Path) -> None:
    path, offsets, data = foreign(tmp_path)
    path.write_bytes(data[:-15])
    assert seen(path) == ["page 0", "page 1", "page 2", offsets[3]]
    [*_, last] = iter_warc(path)
    assert isinstance(last, BadRecord)
    assert "cut off" in last.reason


def test_a_damaged_member_is_passed_by(tmp_path: Path) -> None:
    path, offsets, data = foreign(tmp_path)
    broken = bytearray(data)
    broken[offsets[1] + 20 : offsets[1] + 60] = b"\xff" * 40
    path.write_bytes(broken)
    assert seen(path) == ["page 0", offsets[1], "page 2", "page 3"]


def test_a_damaged_plain_record_is_passed_by(tmp_path: Path) -> None:
    _, _, data = foreign(tmp_path)
    plain = gzip.decompress(data).replace(b"Content-Length: ", b"Content-Length: x", 3)
    path = tmp_path / "plain.warc"
    path.write_bytes(b"rubbish\n" + plain)
    told = list(iter_warc(path))
    assert [r.payload for r in told if isinstance(r, ArchivedRecord)] == [b"page 2", b"page 3"]
    reasons = [r.reason for r in told if isinstance(r, BadRecord)]
    assert reasons[0] == "not a WARC record"
    assert all("no length" in reason for reason in reasons[1:])


def test_a_record_too_large_is_named_and_passed_by(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        append(archive, b"x" * 200_000)
        append(archive, b"small")
    path = archive.files()[0]
    first, second = iter_warc(path, limit=100_000)
    assert isinstance(first, BadRecord)
    assert "larger than 100000 bytes" in first.reason
    assert isinstance(second, ArchivedRecord)
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    first, second = iter_warc(plain, limit=100_000)
    assert isinstance(first, BadRecord)
    assert isinstance(second, ArchivedRecord)


@pytest.mark.parametrize(
    ("told", "lie", "why"),
    [
        (b"Content-Length: 42", b"Content-Length: 5000000000", "cut off"),
        (b"Content-Length: 42", b"Content-Length: 1" + b"0" * 30, "cut off"),
        (b"Content-Length: 42", b"Content-Length: " + b"1" * 5000, "cut off"),
        (b"response", b"request", "cut off"),
        (b"2024-05-14T10:00:00Z", b"0001-01-01T00:00:00+14:00", "no readable date"),
        (b"5\r\nhello", b"f" * 5000 + b"\r\nhello", ""),
    ],
)
@pytest.mark.parametrize("packed", [True, False])
def test_a_record_that_lies_costs_itself_alone(
    tmp_path: Path, told: bytes, lie: bytes, why: str, packed: bool
) -> None:
    block = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/%d\r\n"
        b"WARC-Date: 2024-05-14T10:00:00Z\r\nContent-Type: application/http\r\n"
        b"Content-Length: 42\r\n\r\n"
    )
    good = [head.replace(b" 42", b" %d" % len(block)) % n + block + b"\r\n\r\n" for n in range(3)]
    bad = (head % 1 + block + b"\r\n\r\n").replace(told, lie)
    if lie == b"request":
        bad = bad.replace(b" 42", b" 5000000000")
    elif b"ffff" in lie:
        bad = bad.replace(b" 42", b" %d" % (len(block) + len(lie) - len(told)))
    path = tmp_path / "lies.warc"
    parts = [good[0], bad, good[2]]
    path.write_bytes(b"".join(map(gzip.compress, parts) if packed else parts))
    records = list(iter_warc(path))
    pages = [one.url[-1] for one in records if isinstance(one, ArchivedRecord)]
    assert (pages[0], pages[-1]) == ("0", "2")
    assert [one.reason for one in records if isinstance(one, BadRecord) and why in one.reason] or (
        not why and len(pages) == 3
    )


def test_a_file_that_is_no_warc_is_one_bad_record(tmp_path: Path) -> None:
    path = tmp_path / "page.warc"
    path.write_bytes(b"<html>" + b"text " * 1000)
    [only] = iter_warc(path)
    assert isinstance(only, BadRecord)
    assert (only.offset, only.snippet[:6]) == (0, "<html>")
    path.write_bytes(b"")
    assert list(iter_warc(path)) == []


def test_a_copied_record_is_the_same_record(tmp_path: Path) -> None:
    path, _, _ = foreign(tmp_path)
    with Archive(tmp_path / "ours") as archive:
        for record in iter_warc(path):
            assert isinstance(record, ArchivedRecord)
            copy = archive.load(archive.copy_record(record))
            assert (copy.payload, copy.headers, copy.raw) == (
                record.payload, record.headers, record.raw,
            )  # fmt: skip


@given(data=st.binary(max_size=400), at=st.integers(0, 2000))
def test_no_damage_makes_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    _, _, whole = foreign(folder, count=3)
    for name, good in (("x.warc.gz", whole), ("x.warc", gzip.decompress(whole))):
        path = folder / name
        path.write_bytes(good[:at] + data + good[at + len(data) :])
        for record in iter_warc(path):
            assert isinstance(record, ArchivedRecord | BadRecord)


def test_chunks_of_a_foreign_record_are_joined() -> None:
    body = b"5\r\nhello\r\n6;x=1\r\n world\r\n0\r\n\r\n"
    assert warc.decode(body, [("Transfer-Encoding", "chunked")]) == b"hello world"
    assert warc.decode(b"hello world", [("Transfer-Encoding", "chunked")]) == b"hello world"


# -------------------------------------------------------------------- killed in between

KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from storage import pages
from storage.archive import Archive, payload_sha256
from storage.engine import open_database
from storage.frontier import FoundLink
from storage.pages import Kept, NewCapture

url, root, where = sys.argv[1:]
now = datetime(2026, 3, 1, tzinfo=UTC)
database, archive = open_database(url), Archive(Path(root))
for n in range(2):
    address, payload = f"https://a.example/{n}", b"page %d" % n
    ref = archive.append_resource(
        url=address, content_type="text/html", payload=payload, fetched_at=now
    )
    if n and where == "torn":
        with (Path(root) / ref.file).open("r+b") as file:
            file.truncate(ref.offset + ref.length // 2)
    if n and where in ("torn", "appended"):
        os.kill(os.getpid(), signal.SIGKILL)
    new = NewCapture(0, now, 200, payload_sha256(payload), Kept.KEPT, ref)
    with database.write() as session:
        pages.ingested(session, FoundLink(address, "test"), new, now=now)
        if n and where == "uncommitted":
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("where", ["torn", "appended", "uncommitted", "done"])
def test_killed_between_archive_and_row_nothing_kept_is_lost(
    database: Database, database_url: str, tmp_path: Path, where: str
) -> None:
    root = tmp_path / "archive"
    command = [sys.executable, "-c", KILLED, database_url, str(root)]
    ended = subprocess.run([*command, where], check=False, timeout=60)
    assert ended.returncode == (0 if where == "done" else -signal.SIGKILL)
    archive = Archive(root)
    with database.read() as session:
        whole = pages.waiting(session, reader_version="1", limit=10)
        harmful = [item for item in archive_findings(session, archive) if item.harm]
    assert [archive.load(item.ref).payload for item in whole] == [b"page 0", b"page 1"][
        : 2 if where == "done" else 1
    ]
    assert harmful == []
    subprocess.run([*command, "done"], check=True, timeout=60)
    with database.read() as session:
        again = pages.waiting(session, reader_version="1", limit=10)
    assert [archive.load(item.ref).payload for item in again] == [b"page 0", b"page 1"]
