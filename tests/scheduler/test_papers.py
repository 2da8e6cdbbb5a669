"""Documents are kept as they came, read like articles, and belong to their incident."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from pipeline.page import papers
from pipeline.reader import read
from pipeline.records import Page
from scheduler import redacting
from scheduler.guarded import CannotFetch, fetch
from scheduler.papers import Added, add_document, fetched
from scheduler.workplace import Workplace
from storage import check, decisions, documents, leaving, reviews, search
from storage.archive import Archive
from storage.documents import CannotAdd, NewDocument
from storage.engine import Database
from storage.incidents import get_incident
from storage.redactions import Level
from storage.warc import iter_warc
from tests.scheduler.test_replay import NOW, exported, stories, take

LETTER = (
    "OFFICE OF THE PROSECUTOR",
    "An Ashport police officer shot and killed Tobias Wrenfield, 34, in Ashport, Ohio, on",
    "February 24, 2026. Wrenfield held a knife. The officer fired twice. He died at the",
    "scene. No charges will be filed against the officer.",
)


def pdf(lines: tuple[str, ...]) -> bytes:
    """A page of plain words, as small as PDF allows."""
    shown = "\n".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 11 Tf 50 750 Td {shown} ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\n" % table
    return out + end + b"startxref\n%d\n%%%%EOF\n" % len(out)


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Workplace]:
    with Archive(tmp_path / "archive") as archive:
        made = Workplace(database, archive)
        take(made, tmp_path, stories())
        yield made


def number_of(place: Workplace, name: str) -> str:
    for line in map(json.loads, exported(place)["incidents"].splitlines()):
        if any(victim["name"] == name for victim in line["victims"]):
            return str(line["incident_id"])
    raise AssertionError(name)


def add(place: Workplace, incident_id: str | None, **told: Any) -> Added:
    new = NewDocument(
        payload=told.pop("payload", pdf(LETTER)),
        name=told.pop("name", "letter.pdf"),
        kind="charging_letter",
        issuer="Ashport County Prosecutor",
        issued_on=date(2026, 4, 2),
        **told,
    )
    return add_document(place, new, incident_id=incident_id, by="editor", now=NOW)


def test_a_letter_is_kept_read_and_bound_to_its_incident(place: Workplace) -> None:
    number = number_of(place, "Tobias Wrenfield")
    before = exported(place)
    assert '"document"' not in before["claims"]
    done = add(place, number)
    assert (done.new, done.reports) == (True, 1)
    after = exported(place)
    line = next(
        x for x in map(json.loads, after["incidents"].splitlines()) if x["incident_id"] == number
    )
    assert line["article_count"] == 3
    assert "Ashport County Prosecutor" in {item["outlet"] for item in line["articles"]}
    texts = {x["url"]: x["text"] for x in map(json.loads, after["articles"].splitlines())}
    claims = [
        x
        for x in map(json.loads, after["claims"].splitlines())
        if documents.NOWHERE in x["article_url"]
    ]
    assert {claim["field"] for claim in claims} >= {"name", "age", "incident_date", "city"}
    voices = {claim["field"]: claim["asserted_by"] for claim in claims}
    assert voices["name"] == voices["age"] == "document"
    assert {c["asserted_by"] for c in map(json.loads, before["claims"].splitlines())} & {"outlet"}
    for claim in claims:
        if claim["in"] == "text":
            assert texts[claim["article_url"]][claim["start"] : claim["end"]] == claim["quote"]
    with place.database.read() as session:
        [kept] = documents.every(session, incident_id=number)
        assert (kept.issuer, kept.issued_on, kept.may_show) == (
            "Ashport County Prosecutor", date(2026, 4, 2), False,
        )  # fmt: skip
        assert not [item for item in check.check(session, place.archive) if item.harm]
    assert not add(place, number).new
    assert exported(place) == after


def test_a_document_makes_no_two_incidents_one(place: Workplace) -> None:
    def stands() -> str | None:
        with place.database.read() as session:
            [kept] = documents.every(session)
            return kept.incident_id

    wrenfield = number_of(place, "Tobias Wrenfield")
    other = next(
        line["incident_id"]
        for line in map(json.loads, exported(place)["incidents"].splitlines())
        if line["incident_id"] != wrenfield
    )
    told = b"A Dayton police officer shot and killed Marcus Delane, 51, in Dayton, Ohio."
    add(place, other, payload=told, name="note.txt")
    before = exported(place)["incidents"]
    with pytest.raises(CannotAdd, match=rf"is about {other} by decision 1; .*casebook undo 1"):
        add(place, wrenfield, payload=told, name="note.txt")
    assert exported(place)["incidents"] == before
    assert stands() == other
    with place.database.write() as session:
        decisions.undo(session, 1, by="editor", now=NOW)
    take_nothing(place)
    assert stands() != other
    add(place, wrenfield, payload=told, name="note.txt")
    assert stands() == wrenfield


def test_what_may_not_be_shown_counts_and_is_not_pointed_at(place: Workplace) -> None:
    number = number_of(place, "Tobias Wrenfield")
    add(place, number, url="https://prosecutor.example/letter.pdf")
    with place.database.write() as session:
        reviews.accept(session, number, by="editor", now=NOW)
    take_nothing(place)
    with place.database.read() as session:
        [line] = leaving.incidents(session)
    assert len(line["articles"]) == 3
    assert [item["url"] for item in line["articles"]].count(None) == 1


def take_nothing(place: Workplace) -> None:
    from scheduler import jobs

    jobs.resolve_waiting(place, now=NOW)


def test_a_document_without_an_account_is_kept_all_the_same(place: Workplace) -> None:
    note = b"Asked the clerk for the docket on Monday. No answer yet."
    done = add(place, "I1", payload=note, name="note.txt")
    assert (done.new, done.reports) == (True, 0)
    with place.database.read() as session:
        assert len(documents.every(session, incident_id="I1")) == 1


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        (b"%PDF-1.4\nbroken", "a.pdf"),
        (b"\x89PNG\r\n", "a.png"),
        (b"\xff\xfe\x00", "a.txt"),
        (b" \n", "blank.txt"),
        (pdf(("",)), "scan.pdf"),
    ],
)
def test_what_will_not_do_is_said(payload: bytes, name: str) -> None:
    with pytest.raises(CannotAdd, match=name.replace(".", r"\.")):
        documents.text_of(payload, name)


def test_a_document_says_by_whom_its_text_has_it() -> None:
    text = "Mark Roe, 41, was shot by an Elm police officer. Police said that he held a knife."
    record = {"url": "https://d.example/", "title": "Letter", "text": text}
    page = Page(
        url="https://d.example/", body=json.dumps(record).encode(), fetched_at=NOW,
        content_type=papers.CONTENT_TYPE,
    )  # fmt: skip
    [report] = read(page).reports
    voices = {claim.field: claim.asserted_by.value for claim in report.claims}
    assert voices["name"] == "document"
    assert voices["armed"] == "police"


def test_a_document_is_fetched_from_where_it_stands(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/docs/letter.pdf").respond_with_data(
        pdf(LETTER), content_type="application/pdf"
    )
    httpserver.expect_request("/note").respond_with_data(b"He died.", content_type="text/plain")
    httpserver.expect_request("/moved").respond_with_data(
        status=302, headers={"Location": "/docs/letter.pdf"}
    )
    for path in ("/docs/letter.pdf", "/moved"):
        payload, name = fetched(httpserver.url_for(path), agent="casebook", private_network=True)
        assert (payload, name) == (pdf(LETTER), "letter.pdf")
    assert fetched(httpserver.url_for("/note"), agent="a", private_network=True)[1] == "note.txt"


def test_what_must_not_or_cannot_be_fetched_is_said(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/big").respond_with_data(b"x" * 2000, content_type="text/plain")
    httpserver.expect_request("/page").respond_with_data("<p>", content_type="text/html")
    httpserver.expect_request("/loop").respond_with_data(status=302, headers={"Location": "/loop"})
    httpserver.expect_request("/inside").respond_with_data(
        status=302, headers={"Location": "file:///etc/passwd"}
    )
    for url in (httpserver.url_for("/big"), "http://localhost/x", "file:///etc/passwd"):
        with pytest.raises(CannotFetch, match=r"private network|only http"):
            fetched(url, agent="casebook")
    for path, says in (("/loop", "leads on"), ("/inside", "only http"), ("/none", "answers 500")):
        with pytest.raises(CannotFetch, match=says):
            fetched(httpserver.url_for(path), agent="casebook", private_network=True)
    with pytest.raises(CannotFetch, match="larger than 1,000"):
        fetch(httpserver.url_for("/big"), agent="a", private_network=True, limit=1000)
    with pytest.raises(CannotFetch, match="too slow"):
        fetch(httpserver.url_for("/big"), agent="a", private_network=True, limit=9999, seconds=-1)
    with pytest.raises(CannotAdd, match="web page"):
        fetched(httpserver.url_for("/page"), agent="casebook", private_network=True)


def test_a_name_that_leads_inside_is_not_asked_for_a_document(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_up(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", httpserver.port))]

    httpserver.expect_request("/note").respond_with_data(b"He died.", content_type="text/plain")
    monkeypatch.setattr("scheduler.guarded.socket.getaddrinfo", looked_up)
    with pytest.raises(CannotFetch, match="leads into a private network"):
        fetched(f"http://prosecutor.example:{httpserver.port}/note", agent="casebook")
    assert not httpserver.log


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_document_is_fetched_through_the_proxy_of_the_environment(
    scheme: str, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is the only way out; the names are looked up there."""
    monkeypatch.setenv(f"{scheme}_proxy", f"http://ann:secret@127.0.0.1:{httpserver.port}")
    httpserver.expect_request("/note.txt").respond_with_data(b"He died.", content_type="text/plain")
    url = f"{scheme}://prosecutor.example/note.txt"
    if scheme == "http":
        assert fetched(url, agent="casebook") == (b"He died.", "note.txt")
    else:  # this server opens no tunnel
        with pytest.raises(CannotFetch, match=r"through the proxy 127\.0\.0\.1:\d+ \(") as told:
            fetched(url, agent="casebook")
        assert "secret" not in str(told.value)
    [(request, _)] = httpserver.log
    assert request.method == ("GET" if scheme == "http" else "CONNECT")
    assert request.headers["Proxy-Authorization"] == "Basic YW5uOnNlY3JldA=="
    with pytest.raises(CannotFetch, match="inside a private network"):
        fetched("http://127.0.0.1/note.txt", agent="casebook")


def test_a_document_that_names_somebody_erased_is_kept_without_the_name(place: Workplace) -> None:
    number = number_of(place, "Tobias Wrenfield")
    with place.database.read() as session:
        victim = get_incident(session, number)["victims"][0]["victim_id"]
    redacting.redact(place, victim, Level.ERASE, basis="a court order", by="ada", now=NOW)
    assert add(place, number).reports == 1
    assert "wrenfield" not in str(exported(place)).casefold()
    with place.database.read() as session:
        assert search.count(session, "wrenfield") == 0
        assert search.count(session, "prosecutor") == 1
        assert not [item for item in check.check(session, place.archive) if item.harm]
    for path in place.archive.files():
        for record in iter_warc(path):
            assert b"wrenfield" not in getattr(record, "payload", b"").lower()


def test_an_erased_address_is_not_taken_again(place: Workplace) -> None:
    url = "https://prosecutor.example/letter.pdf"
    add(place, number_of(place, "Tobias Wrenfield"), url=url)
    redacting.redact(place, url, Level.ERASE, basis="an order", by="editor", now=NOW)
    with pytest.raises(CannotAdd, match="erased"):
        add(place, None, url=url)
