from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, text, update

from pipeline.records import Verdict
from storage import judgements, rejected, reports, runs
from storage.check import check
from storage.engine import Database
from storage.tables import article_version, capture, claim, membership
from tests.storage.conftest import NOW, World

A, B = "https://ledger.example/story", "https://herald.example/story"


@pytest.fixture
def full(world: World) -> World:
    world.tell(A)
    world.tell(B)
    world.resolve()
    return world


def findings(world: World, *, harm: bool = True) -> list[str]:
    with world.database.read() as session:
        found = check(session, world.archive, every_record=True)
    return [str(item) for item in found if item.harm is harm]


def change(world: World, statement: Any) -> None:
    with world.database.write() as session:
        session.execute(statement)


def test_a_sound_database_has_no_findings(full: World) -> None:
    assert findings(full) == findings(full, harm=False) == []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (update(claim).values(end=claim.c.end + 900), "quote words outside their text"),
        (update(claim).values(start=claim.c.end - 1), "words their quote does not"),
        (update(capture).values(file=None), "no place in the archive"),
        (delete(membership), "2 reports are in no incident"),
        (delete(membership).where(membership.c.position == 0), "1 report is in no incident"),
        (update(membership).where(membership.c.position == 0).values(anchor="x"), "1 report of an"),
        (update(article_version).values(text=article_version.c.text + "!"), "2 texts are not as"),
        (text("UPDATE alembic_version SET version_num = '0000'"), "at 0000"),
    ],
)
def test_what_does_not_agree_is_said(full: World, statement: Any, says: str) -> None:
    change(full, statement)
    assert any(says in found for found in findings(full))


def test_missing_short_and_damaged_files_are_named(full: World) -> None:
    [path] = full.archive.files()
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    assert "is cut off at" in findings(full)[0]
    path.write_bytes(whole.replace(whole[400:440], b"\0" * 40))
    assert any("cannot be loaded" in found for found in findings(full))
    path.unlink()
    assert "is missing; restore it" in findings(full)[0]


def test_a_torn_tail_is_harmless_and_named(full: World) -> None:
    [path] = full.archive.files()
    with path.open("ab") as file:
        file.write(b"half a record")
    assert findings(full) == []
    assert "13 bytes no row points at" in findings(full, harm=False)[0]


def test_unbound_judgements_are_told(full: World) -> None:
    with full.database.write() as session:
        [one, _] = reports.every_anchor(session)
        judgements.decide(session, [(one, "zz")], Verdict.UNSURE, by="ann", now=full.now)
    full.resolve()
    assert "not there any more" in findings(full, harm=False)[0]


def test_rejected_input_is_listed_once(database: Database) -> None:
    for reason in ("not JSON", "not JSON", "no url"):
        with database.write() as session:
            rejected.add(
                session, file="a.jsonl", place=3, reason=reason, snippet="x" * 999, now=NOW
            )
    with database.write() as session:
        rejected.add(session, file="b.html", place=0, reason="empty", snippet="", now=NOW)
        found = rejected.list_rejected(session)
    assert [str(item) for item in found] == [
        "a.jsonl:3: not JSON",
        "a.jsonl:3: no url",
        "b.html: empty",
    ]
    assert len(found[0].snippet) == rejected.SNIPPET


def test_runs_keep_their_counts(database: Database) -> None:
    with database.write() as session:
        first = runs.begin(session, "crawl", version="1", worker="w", now=NOW)
        runs.begin(session, "read", version="1", worker="w", now=NOW)
        later = NOW + timedelta(minutes=5)
        runs.end(session, first, outcome="done", counts={"kept": 3, "failed": 1}, now=later)
        [run] = runs.latest(session, job="crawl")
        assert [item.job for item in runs.latest(session)] == ["read", "crawl"]
    assert (run.outcome, run.counts, run.ended_at) == ("done", {"failed": 1, "kept": 3}, later)
