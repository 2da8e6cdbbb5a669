"""A replay is built beside what is, compared, and takes its place in one step."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Page, Reading
from scheduler import jobs, reading, replaying
from scheduler.workplace import Workplace
from storage import beside, changes, incidents, judgements, queues, reviews, search
from storage.archive import Archive, ArchiveError
from storage.engine import Database
from storage.exports import export
from tests.receiver import apply
from tests.scheduler.poison import poisoned

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
KINDS = ("incidents", "victims", "articles", "claims", "changes", "judgements")
PEOPLE = (
    ("Tobias Wrenfield", 34, "Ashport, Ohio", "Ashport"),
    ("Ada Lark", 41, "Millbrook, Texas", "Millbrook"),
    ("Noor Heron", 27, "Elmgate, Oregon", "Elmgate"),
)


def stories(people: tuple[tuple[str, int, str, str], ...] = PEOPLE) -> list[dict[str, str]]:
    return [
        {
            "url": f"https://{outlet}.example/{who.split()[1].lower()}",
            "title": f"Police officer fatally shoots man in {city}",
            "text": (
                f"{where.upper()} — A police officer shot and killed {who}, {age}, on Tuesday,"
                f" {city} police said.\n\nOfficers were called to a house on Larch Street shortly"
                f" before noon. Police said {who.split()[1]} held a knife when an officer fired"
                " twice. He died at the scene. The officer was placed on leave."
            ),
            "published": "2026-02-25T18:00:00+00:00",
            "outlet": outlet,
        }
        for who, age, where, city in people
        for outlet in ("ledger", "courier")
    ]


def take(place: Workplace, folder: Path, told: list[dict[str, str]]) -> None:
    path = folder / f"in-{told[0]['url'][-4:]}.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in told), encoding="utf-8")
    jobs.ingest(place, [path], now=NOW)
    jobs.read_waiting(place, now=NOW)
    jobs.resolve_waiting(place, now=NOW)


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Workplace]:
    with Archive(tmp_path / "archive") as archive:
        made = Workplace(database, archive)
        take(made, tmp_path, stories())
        yield made


def exported(place: Workplace) -> dict[str, str]:
    with place.database.read() as session:
        found = {}
        for kind in KINDS:
            sink = io.StringIO()
            export(session, kind, "jsonl", out=sink)
            found[kind] = sink.getvalue()
        return found


def later(**by: float) -> datetime:
    return NOW + timedelta(**by)


@pytest.fixture
def newer(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that reads ages otherwise than the one before it."""
    real = reading.read

    def read(page: Any) -> Reading:
        found = real(page)
        return replace(found, reports=tuple(map(_aged, found.reports)), version="2")

    monkeypatch.setattr(reading, "read", read)
    for module in (reading, replaying):
        monkeypatch.setattr(module, "READER_VERSION", "2")


def _aged(report: Any) -> Any:
    claims = tuple(
        replace(claim, value=claim.value + 1) if claim.field == "age" else claim
        for claim in report.claims
    )
    return replace(report, claims=claims)


def test_the_same_reader_changes_no_byte(place: Workplace) -> None:
    with place.database.write() as session:
        reviews.accept(session, "I1", by="editor", now=NOW)
        reviews.merge(session, "I2", "I3", by="editor", now=NOW)
    jobs.resolve_waiting(place, now=NOW)
    before = exported(place)
    assert before["incidents"].count("\n") == 2
    compared = jobs.replay(place, now=later(days=1), compare_only=True)
    assert not compared.differences
    assert jobs.replay(place, now=later(days=2)).counts["changes"] == 0
    assert exported(place) == before
    with place.database.read() as session:
        assert search.count(session, "wrenfield") == 2
    assert not beside.is_there(place.database)


@pytest.mark.usefixtures("newer")
def test_a_newer_reader_leaves_what_was_read_unless_told(place: Workplace) -> None:
    before = exported(place)
    assert not jobs.read_waiting(place, now=later(days=1))
    jobs.resolve_waiting(place, now=later(days=1))
    assert exported(place) == before
    assert jobs.read_waiting(place, now=later(days=1), again=True).total() == 6
    jobs.resolve_waiting(place, now=later(days=1))
    assert exported(place)["claims"] != before["claims"]


@pytest.mark.usefixtures("newer")
def test_a_newer_reader_is_compared_first_and_then_switched_with_its_changes(
    place: Workplace,
) -> None:
    before = exported(place)
    found = jobs.replay(place, now=later(days=1), compare_only=True).differences
    assert found is not None
    assert exported(place) == before
    assert [item.kind for item in found.incidents] == ["updated"] * 3
    told = {(name.split(".")[-1], old, new) for i in found.incidents for name, old, new in i.fields}
    assert {("age", 34, 35), ("age", 41, 42), ("age", 27, 28)} <= told
    assert found.articles["reports otherwise"] == 6
    with place.database.read() as session:
        cursor = changes.latest(session)
    again = jobs.replay(place, now=later(days=2))
    assert "relevant" not in again.counts, "what was built for the comparison is not read again"
    with place.database.read() as session:
        table: dict[str, Any] = {}
        for item in changes.since(session):
            apply(table, item)
        lines = incidents.list_incidents(session)
        assert table == {line["incident_id"]: line for line in lines}
        assert [item["kind"] for item in changes.since(session, cursor)] == ["updated"] * 3
    assert sorted(line["victims"][0]["age"] for line in lines) == [28, 35, 42]


@pytest.mark.usefixtures("newer")
def test_readers_see_the_old_state_whole_until_the_switch(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, looks = exported(place), []
    real = beside.Build.switch

    def watched(self: Any, session: Any) -> int:
        changed = real(self, session)
        looks.append(exported(place))  # the switch is made and not committed
        return changed

    monkeypatch.setattr(beside.Build, "switch", watched)
    jobs.replay(place, now=later(days=1), progress=lambda *_: looks.append(exported(place)))
    assert len(looks) > 1
    assert all(look == before for look in looks)
    assert exported(place) != before


class Killed(BaseException):
    pass


@pytest.mark.usefixtures("newer")
def test_killed_anywhere_the_next_replay_goes_on(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_BATCH", 2)
    before = exported(place)
    seen: list[int] = []

    def stop(done: int, _total: int | None) -> None:
        seen.append(done)
        if len(seen) == 2:
            raise Killed

    with pytest.raises(Killed):
        jobs.replay(place, now=later(days=1), progress=stop)
    assert exported(place) == before
    read: list[int] = []
    real = beside.Build.switch

    def fails(self: Any, session: Any) -> int:
        real(self, session)
        raise Killed

    monkeypatch.setattr(beside.Build, "switch", fails)
    with pytest.raises(Killed):
        jobs.replay(place, now=later(days=2), progress=lambda done, _: read.append(done))
    assert read[-1] == 2, "four of six were read before it was killed"
    assert exported(place) == before
    monkeypatch.setattr(beside.Build, "switch", real)
    assert jobs.replay(place, now=later(days=3)).counts["changes"] == 3


@pytest.mark.usefixtures("newer")
def test_what_comes_in_meanwhile_is_not_lost(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = beside.Build.is_level
    rounds: list[bool] = []

    def watched(self: Any, session: Any) -> bool:
        rounds.append(real(self, session))
        return rounds[-1]

    def meanwhile(_done: int, _total: int | None) -> None:
        if not took:
            took.append(True)
            with place.database.write() as session:
                reviews.accept(session, "I1", by="editor", now=NOW)
            jobs.resolve_waiting(place, now=NOW)
            take(place, tmp_path, stories((("Ines Plover", 50, "Quarry, Utah", "Quarry"),)))

    took: list[bool] = []
    monkeypatch.setattr(beside.Build, "is_level", watched)
    jobs.replay(place, now=later(days=1), progress=meanwhile)
    assert rounds == [False, True]
    with place.database.read() as session:
        lines = {line["victims"][0]["name"]: line for line in incidents.list_incidents(session)}
        numbers = sorted(line["incident_id"] for line in lines.values())
        assert queues.unresolved(session) == 0
    assert numbers == ["I1", "I2", "I3", "I4"]
    assert {line["review"] for line in lines.values()} == {"accepted", "candidate"}
    assert "Ines Plover" in lines


@pytest.mark.usefixtures("newer")
def test_what_never_stands_still_waits_for_the_last_round(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside.Build, "is_level", lambda *_: False)
    assert jobs.replay(place, now=later(days=1)).counts["changes"] == 3
    assert not beside.is_there(place.database)


def test_a_replay_of_another_archive_is_refused_and_changes_nothing(
    place: Workplace, tmp_path: Path
) -> None:
    before = exported(place)
    with Archive(tmp_path / "another") as another:
        elsewhere = Workplace(place.database, another)
        for compare_only in (True, False):
            with pytest.raises(ArchiveError, match=r"another lacks 1 of the files .*--archive"):
                jobs.replay(elsewhere, now=later(days=1), compare_only=compare_only)
        assert exported(place) == before
        another.append_resource(
            url="https://ledger.example/x", content_type="text/html", payload=b"x", fetched_at=NOW
        )
        lost = jobs.replay(elsewhere, now=later(days=1), without_missing=True)
    assert lost.counts["missing in the archive"] == 6
    assert json.loads(exported(place)["changes"].splitlines()[-1])["kind"] == "withdrawn"


def test_pages_that_were_set_aside_wait_again_once_their_file_is_back(
    place: Workplace, tmp_path: Path
) -> None:
    path = tmp_path / "more.jsonl"
    more = stories((("Ruth Ambler", 51, "Fallow, Ohio", "Fallow"),))
    path.write_text("".join(json.dumps(item) + "\n" for item in more), encoding="utf-8")
    jobs.ingest(place, [path], now=NOW)
    with Archive(tmp_path / "another") as another:
        another.append_resource(
            url="https://ledger.example/x", content_type="text/html", payload=b"x", fetched_at=NOW
        )
        elsewhere = Workplace(place.database, another)
        assert jobs.read_waiting(elsewhere, now=NOW)["missing in the archive"] == 2
        jobs.wait_again_where_back(elsewhere)
        assert not jobs.read_waiting(elsewhere, now=NOW)
    assert not jobs.read_waiting(place, now=NOW)
    jobs.wait_again_where_back(place)
    assert jobs.read_waiting(place, now=NOW)["relevant"] == 2


def test_pages_wait_for_an_archive_that_is_not_there(place: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "more.jsonl"
    more = stories((("Ruth Ambler", 51, "Fallow, Ohio", "Fallow"),))
    path.write_text("".join(json.dumps(item) + "\n" for item in more), encoding="utf-8")
    jobs.ingest(place, [path], now=NOW)
    with Archive(tmp_path / "another") as another, pytest.raises(ArchiveError, match="no file"):
        jobs.read_waiting(Workplace(place.database, another), now=NOW)
    assert jobs.read_waiting(place, now=NOW)["relevant"] == 2


@pytest.mark.parametrize("again", [True, False], ids=["in place", "beside"])
def test_what_people_decided_stands_when_a_newer_reader_takes_other_passages(
    place: Workplace, monkeypatch: pytest.MonkeyPatch, *, again: bool
) -> None:
    with place.database.write() as session:
        reviews.merge(session, "I2", "I3", by="editor", now=NOW)
        going = incidents.reports_about(session, "I1", urls=["https://courier.example/wrenfield"])
        reviews.split(session, "I1", going, by="editor", now=NOW)
    jobs.resolve_waiting(place, now=NOW)
    before, real = told(place), reading.read

    def read(page: Any) -> Reading:
        found = real(page)
        own = tuple(replace(one, fingerprint=one.fingerprint[::-1]) for one in found.reports)
        return replace(found, reports=own, version="2")

    monkeypatch.setattr(reading, "read", read)
    for module in (reading, replaying):
        monkeypatch.setattr(module, "READER_VERSION", "2")
    for _ in range(2):
        if again:
            jobs.read_waiting(place, now=later(days=1), again=True)
            jobs.resolve_waiting(place, now=later(days=1))
        else:
            jobs.replay(place, now=later(days=1))
        assert told(place) == before
    with place.database.read() as session:
        assert judgements.unbound(session) == []


def told(place: Workplace) -> list[Any]:
    """Which stories stand together, and who is told of there."""
    rows = [json.loads(line) for line in exported(place)["incidents"].splitlines()]
    return [
        [row["incident_id"], [v["victim_id"] for v in row["victims"]], row["articles"]]
        for row in rows
    ]


#: What replays the record in the folder it is given, as `casebook replay` does.
_REPLAYS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from scheduler import jobs
from scheduler.workplace import Workplace
from storage.archive import Archive
from storage.engine import open_database
with Archive(Path(sys.argv[2])) as archive:
    place = Workplace(open_database(sys.argv[1]), archive)
    print(jobs.replay(place, now=datetime(2026, 3, 2, tzinfo=UTC)).counts["the reader failed"])
"""


def test_a_page_known_to_end_its_reader_ends_no_replay(
    place: Workplace, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each replay would begin by dying of it, once."""

    def read(_page: Page) -> Reading:
        raise MemoryError

    told = stories((("Ida Marl", 51, "Ashport, Ohio", "Ashport"),))
    with monkeypatch.context() as failing:
        failing.setattr(reading, "read", read)
        take(place, tmp_path, [told[0] | {"url": "https://ledger.example/deadly"}])
    done = subprocess.run(
        [sys.executable, "-c", _REPLAYS, database_url, place.archive.root],
        env=poisoned(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
