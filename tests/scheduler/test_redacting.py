"""What is redacted is out of every place it was in, stays out, and the death stays counted."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scheduler import jobs, reading, redacting, tidying
from scheduler.workplace import Workplace
from storage import (
    changes,
    check,
    erasing,
    exports,
    handing,
    incidents,
    leaving,
    moved_records,
    reviews,
    sayings,
    search,
)
from storage.archive import Archive
from storage.engine import Database
from storage.exports import frozen, releases
from storage.exports.open_claims import open_articles, open_claims
from storage.redactions import CannotRedact, Level
from storage.tables import redaction
from storage.warc import iter_warc
from tests.receiver import apply
from tests.scheduler.test_replay import NOW, exported, later, stories, take

WREN = "https://ledger.example/wrenfield"


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Workplace]:
    with Archive(tmp_path / "archive") as archive:
        made = Workplace(database, archive)
        take(made, tmp_path, stories())
        with made.database.write() as session:
            for number in ("I1", "I2", "I3"):
                reviews.accept(session, number, by="editor", now=NOW)
        jobs.resolve_waiting(made, now=NOW)
        yield made


def lines(place: Workplace) -> dict[str, Any]:
    with place.database.read() as session:
        return {line["incident_id"]: line for line in incidents.list_incidents(session)}


def going(place: Workplace) -> dict[str, Any]:
    with place.database.read() as session:
        return {line["incident_id"]: line for line in leaving.incidents(session)}


def of(place: Workplace, name: str) -> tuple[str, str]:
    """The incident and the victim of that name."""
    for number, line in lines(place).items():
        for victim in line["victims"]:
            if victim["name"] == name:
                return number, victim["victim_id"]
    raise AssertionError(name)


def redact(place: Workplace, subject: str, level: Level) -> int:
    return redacting.redact(
        place, subject, level, basis="a court order", by="editor", now=later(days=1)
    )


def fed(place: Workplace) -> dict[str, Any]:
    table: dict[str, Any] = {}
    with place.database.read() as session:
        for item in changes.since(session):
            apply(table, item)
    return table


def last_change(place: Workplace, number: str) -> str:
    with place.database.read() as session:
        return [item["kind"] for item in changes.since(session) if item["incident_id"] == number][
            -1
        ]


def archived(place: Workplace) -> str:
    """Everything that can be read in the archive's files."""
    return "".join(
        f"{record.url} {record.payload.decode('utf-8', 'replace')}"
        for path in place.archive.files()
        for record in iter_warc(path)
        if hasattr(record, "payload")
    )


def test_an_address_that_does_not_leave_is_nobody_s_original_outside(place: Workplace) -> None:
    def told() -> dict[str | None, str | None]:
        opened = going(place)
        with place.database.read() as session:
            rows = list(open_articles(session, opened))
        return {row["url"]: row["near_duplicate_of"] for row in rows}

    copy = "https://ledger.example/wrenfield"
    original = told()[copy]
    assert original == "https://courier.example/heron"  # the texts differ by names alone
    redact(place, original, Level.UNPUBLISH)
    assert told()[copy] is None
    redacting.lift(place, original, basis="lifted", by="editor", now=later(days=2))
    assert told()[copy] == original


def test_a_page_that_stands_in_a_file_twice_is_erased_once_and_for_all(
    place: Workplace, tmp_path: Path
) -> None:
    told = stories()[0] | {"url": "https://twice.example/heron"}
    take(place, tmp_path, [told, told])
    with Archive(tmp_path / "theirs") as theirs:
        for mark in ("", "?utm_source=feed"):
            theirs.append_response(
                url=f"https://twice.example/warc{mark}",
                status=200,
                reason="OK",
                headers=[(b"Content-Type", b"text/html")],
                body=f"<html><body><p>{told['text']}</p></body></html>".encode(),
                fetched_at=NOW,
            )
    jobs.ingest(place, [tmp_path / "theirs"], now=NOW)
    for path in ("heron", "warc"):
        assert archived(place).count(f"https://twice.example/{path} ") == 1
        redact(place, f"https://twice.example/{path}", Level.ERASE)
    assert "twice.example" not in archived(place)


def test_a_field_can_be_kept_from_leaving_or_from_being_shown(place: Workplace) -> None:
    number, victim = of(place, "Tobias Wrenfield")
    redact(place, f"{victim}.age", Level.UNPUBLISH)
    assert lines(place)[number]["victims"][0]["age"] == 34
    assert going(place)[number]["victims"][0]["age"] is None
    assert going(place)[number]["victims"][0]["name"] is None, "nobody can tell whether of age"
    assert last_change(place, number) == "redacted"
    redact(place, f"{number}.city", Level.WITHHOLD)
    line = lines(place)[number]
    assert line["city"] is None
    assert line["field_states"]["city"] == "withheld"
    assert fed(place) == lines(place)
    redacting.lift(place, f"{number}.city", basis="a mistake", by="editor", now=later(days=2))
    assert lines(place)[number]["city"] == "Ashport"
    with pytest.raises(CannotRedact, match="withhold"):
        redact(place, f"{victim}.age", Level.ERASE)


def test_no_claim_and_no_quote_tells_a_field_that_is_kept_back(place: Workplace) -> None:
    number, victim = of(place, "Tobias Wrenfield")

    def told() -> tuple[list[dict[str, Any]], ...]:
        with place.database.read() as session:
            judged = list(exports.rows(session, "claims"))
            lines = {line["incident_id"]: line for line in leaving.incidents(session)}
            packed = list(open_claims(session, lines))
            asked, _ = handing.claims(session, after=0, limit=1000, whole=False, only=None)
        return judged, packed, asked

    assert all(any(row["field"] == "age" for row in rows) for rows in told())
    assert any("34" in (row["quote"] or "") for row in told()[1])
    redact(place, f"{victim}.age", Level.UNPUBLISH)
    ours, *outside = told()
    assert any(row["field"] == "age" and row["victim_id"] == victim for row in ours)
    for rows in outside:
        assert rows
        assert not any(row["field"] == "age" and row["victim_id"] == victim for row in rows)
        assert not any("34" in (row["quote"] or "") for row in rows)
    redact(place, f"{victim}.age", Level.WITHHOLD)
    assert not any(row["field"] == "age" and row["victim_id"] == victim for row in told()[0])
    with place.database.read() as session:
        said = sayings.of_incident(session, int(number[1:]))
    assert {item.field for item in said} & {"name", "fatal", "city"}
    assert not any(item.field == "age" and f"V{item.victim}" == victim for item in said)


@pytest.mark.parametrize("field", ["agee", "duty", "aliases"])
def test_a_field_that_nothing_would_be_hidden_by_is_refused(place: Workplace, field: str) -> None:
    """So is what other columns tell, too: whether on duty decides who is included."""
    number, victim = of(place, "Tobias Wrenfield")
    for owner, known in ((victim, "age, gender"), (number, "city")):
        with pytest.raises(CannotRedact, match=f"no field '{field}' that .*{known}"):
            redact(place, f"{owner}.{field}", Level.WITHHOLD)


def test_a_person_who_is_not_published_leaves_without_a_name(place: Workplace) -> None:
    number, victim = of(place, "Tobias Wrenfield")
    redact(place, victim, Level.UNPUBLISH)
    assert of(place, "Tobias Wrenfield") == (number, victim)
    outside = going(place)[number]
    assert outside["victims"][0]["name"] is None
    assert outside["victims"][0]["name_status"] == "withheld"
    assert "wrenfield" not in str(outside).casefold()
    assert outside["victims"][0]["age"] == 34
    with place.database.read() as session:
        told, _ = handing.claims(session, after=0, limit=200, whole=False, only=None)
    assert "noor heron" in str(told).casefold()
    assert "wrenfield" not in str(told).casefold()
    redact(place, victim, Level.WITHHOLD)
    assert "wrenfield" not in str(going(place)[number]).casefold(), "nor in an address"


@pytest.fixture
def erased(place: Workplace) -> tuple[Workplace, str, str]:
    number, victim = of(place, "Tobias Wrenfield")
    redact(place, victim, Level.ERASE)
    return place, number, victim


def test_an_erased_person_is_nowhere_and_the_death_stays_counted(
    erased: tuple[Workplace, str, str],
) -> None:
    place, number, victim = erased
    line = lines(place)[number]
    assert len(lines(place)) == 3
    assert line["victims"][0]["victim_id"] == victim
    assert line["victims"][0]["name_status"] == "withheld"
    assert (line["city"], line["state"], line["incident_date"]) == ("Ashport", "OH", "2026-02-24")
    assert line["victims"][0]["fatal"] is True
    assert line["review"] == "accepted"
    for kind, text in exported(place).items():
        assert "wrenfield" not in text.casefold(), kind
    assert "wrenfield" not in archived(place).casefold()
    with place.database.read() as session:
        assert search.count(session, "wrenfield") == 0
        assert search.count(session, "larch street") == 6
        assert not [item for item in check.check(session, place.archive) if item.harm]
    assert fed(place) == lines(place)
    assert last_change(place, number) == "redacted"
    if place.database.engine.dialect.name == "sqlite":
        place.database.dispose()
        raw = Path(str(place.database.engine.url.database)).read_bytes()
        assert b"wrenfield" not in raw.lower()
    else:
        assert "wrenfield" not in dumped(place).casefold()


def dumped(place: Workplace) -> str:
    from sqlalchemy import select

    from storage.tables import metadata

    with place.database.read() as session:
        return " ".join(
            str(tuple(row))
            for table in metadata.sorted_tables
            for row in session.execute(select(table))
        )


def test_what_was_erased_does_not_come_back(
    erased: tuple[Workplace, str, str], tmp_path: Path
) -> None:
    place, number, victim = erased
    before = exported(place)
    jobs.replay(place, now=later(days=3))
    assert exported(place) == before
    redact(place, victim, Level.ERASE)
    assert exported(place)["articles"] == before["articles"], "“a man” is no name to be masked"
    told = stories()[:1]
    told[0]["url"] = "https://herald.example/again"
    take(place, tmp_path, told)  # another outlet tells it, with the name
    found = lines(place)
    assert len(found) == 3
    assert found[number]["article_count"] == 3
    assert found[number]["victims"][0]["victim_id"] == victim
    assert "wrenfield" not in str(exported(place)).casefold()
    assert "wrenfield" not in archived(place).casefold()


def test_what_comes_back_is_masked_before_anybody_sees_it(
    erased: tuple[Workplace, str, str], tmp_path: Path
) -> None:
    """Reading may be killed at once afterwards, and linking run before the archive is mended."""
    place, number, _ = erased
    told = stories()[:1]
    told[0]["url"] = "https://herald.example/tobias-wrenfield"
    path = tmp_path / "again.jsonl"
    path.write_text(json.dumps(told[0]) + "\n", "utf-8")
    jobs.ingest(place, [path], now=NOW)
    reading.read_waiting(place, now=NOW)
    assert "wrenfield" not in str(exported(place)).casefold()
    jobs.resolve_waiting(place, now=NOW)
    with place.database.read() as session:
        assert search.count(session, "wrenfield") == 0
        assert search.count(session, "larch street") == 7
        [said] = [item.says for item in check.check(session, place.archive) if item.harm]
    assert said == "1 page names somebody who is erased: run “casebook read”"
    jobs.replay(place, now=later(days=2))
    assert "wrenfield" not in archived(place).casefold()
    line = lines(place)[number]
    assert line["article_count"] == 3
    assert line["victims"][0]["age"] == 34, "it stood beside the name"
    assert "wrenfield" not in str(exported(place)).casefold()
    with place.database.read() as session:
        assert not [item for item in check.check(session, place.archive) if item.harm]


def test_a_page_read_while_the_name_was_erased_is_read_again_when_that_is_lifted(
    erased: tuple[Workplace, str, str], tmp_path: Path
) -> None:
    place, number, _ = erased
    told = stories()[:1]
    told[0]["url"] = "https://herald.example/again"
    path = tmp_path / "again.jsonl"
    path.write_text(json.dumps(told[0]) + "\n", "utf-8")
    jobs.ingest(place, [path], now=NOW)
    reading.read_waiting(place, now=NOW)
    with place.database.write() as session:
        session.execute(redaction.delete())
    jobs.read_waiting(place, now=later(days=2))
    jobs.resolve_waiting(place, now=later(days=2))
    with place.database.read() as session:
        assert search.count(session, "wrenfield") == 1
    assert lines(place)[number]["victims"][0]["name"] == "Tobias Wrenfield"


def test_an_erased_address_is_a_tombstone_and_is_never_taken_again(
    place: Workplace, tmp_path: Path
) -> None:
    number, victim = of(place, "Tobias Wrenfield")
    for outlet in ("ledger", "courier"):
        redact(place, f"https://{outlet}.example/wrenfield", Level.ERASE)
    line = lines(place)[number]
    assert len(lines(place)) == 3
    assert line["victims"][0]["victim_id"] == victim
    assert line["victims"][0]["name"] is None
    assert (line["state"], line["incident_date"]) == ("OH", "2026-02-24")
    assert "ledger.example/wrenfield" not in str(exported(place)) + archived(place)
    before = exported(place)
    take(place, tmp_path, stories()[:2])
    jobs.replay(place, now=later(days=3))
    assert exported(place) == before
    with place.database.read() as session:
        assert not [item for item in check.check(session, place.archive) if item.harm]


def test_an_erased_story_that_is_found_at_another_address_goes_again(
    place: Workplace, tmp_path: Path
) -> None:
    for outlet in ("ledger", "courier"):
        redact(place, f"https://{outlet}.example/wrenfield", Level.ERASE)
    before = exported(place)
    text = "".join(f"<p>{part}</p>" for part in stories()[0]["text"].split("\n\n"))
    day = '<meta property="article:published_time" content="2026-02-25T18:00:00+00:00">'
    head = f'<link rel="canonical" href="https://ledger.example/wrenfield">{day}'
    with Archive(tmp_path / "theirs") as theirs:
        theirs.append_response(
            url="https://ledger.example/print/900",
            status=200,
            reason="OK",
            headers=[(b"Content-Type", b"text/html")],
            body=f"<html><head>{head}</head><body><article>{text}</article></body></html>".encode(),
            fetched_at=NOW,
        )
    jobs.ingest(place, [tmp_path / "theirs"], now=NOW)
    assert "Wrenfield" in archived(place)
    jobs.read_waiting(place, now=later(days=1))
    jobs.resolve_waiting(place, now=later(days=1))
    assert "Wrenfield" not in archived(place)
    assert "Wrenfield" not in str(exported(place))
    assert exported(place)["victims"].count("\n") == before["victims"].count("\n")


def test_the_list_holds_no_name_and_no_address(erased: tuple[Workplace, str, str]) -> None:
    place, _, _ = erased
    redact(place, "https://ledger.example/lark", Level.UNPUBLISH)
    from sqlalchemy import select

    from storage.tables import decision

    with place.database.read() as session:
        rows = [
            tuple(row) for table in (redaction, decision) for row in session.execute(select(table))
        ]
    assert len(rows) > 4
    assert "wrenfield" not in str(rows).casefold()
    assert "lark" not in str(rows).casefold()


def test_a_preview_names_every_place_and_changes_nothing(place: Workplace) -> None:
    _, victim = of(place, "Tobias Wrenfield")
    before = exported(place)
    touched = {item.where: item.count for item in redacting.preview(place, victim, Level.ERASE)}
    assert exported(place) == before
    assert touched["pages in the archive"] == 2
    assert touched["articles"] == 2
    assert {"incidents", "change feed", "versions", "reports and quotes", "search index"} <= set(
        touched
    )


class Killed(BaseException):
    pass


def dying(real: Any, at: int) -> Any:
    """The same function, but its ``at``-th call is the process's last."""
    left = [at]

    def once(*args: Any, **named: Any) -> Any:
        left[0] -= 1
        if not left[0]:
            raise Killed
        return real(*args, **named)

    return once


def test_killed_between_archive_and_rows_it_can_be_repeated(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, victim = of(place, "Tobias Wrenfield")
    for room, step, at in (
        (erasing, "switch", 1),
        (erasing, "forget", 1),
        (moved_records, "finish", 2),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(room, step, dying(getattr(room, step), at))
            with pytest.raises(Killed):
                redact(place, victim, Level.ERASE)
        assert len(lines(place)) == 3
    redact(place, victim, Level.ERASE)
    assert "wrenfield" not in archived(place).casefold()
    assert lines(place)[number]["victims"][0]["victim_id"] == victim


def test_bad_subjects_are_said(place: Workplace) -> None:
    for subject in ("Tobias Wrenfield", "V99", "I1"):
        with pytest.raises(CannotRedact):
            redact(place, subject, Level.WITHHOLD)
    with pytest.raises(CannotRedact, match="basis"):
        redacting.redact(place, WREN, Level.ERASE, basis=" ", by="a", now=NOW)


def freeze(place: Workplace, name: str, root: Path) -> Path:
    with place.database.read() as session:
        made = releases.release(session, name, root, by="ada", version="1", now=later(days=1))
    with place.database.write() as session:
        frozen.remember(session, made.folder)
    return made.folder


def all_of(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.iterdir())).casefold()


@pytest.mark.parametrize("level", [Level.WITHHOLD, Level.ERASE])
def test_releases_that_are_out_are_written_anew(
    place: Workplace, tmp_path: Path, level: Level
) -> None:
    first, second = freeze(place, "one", tmp_path), freeze(place, "two", tmp_path)
    number, victim = of(place, "Tobias Wrenfield")
    assert "wrenfield" in all_of(first)
    told = [item for item in redacting.preview(place, victim, level) if item.where == "release"]
    assert [(item.count, str(tmp_path) in item.becomes) for item in told] == [(1, True)] * 2
    assert all("new checksums" in item.becomes for item in told)
    redact(place, victim, level)
    for folder in (first, second):
        assert "wrenfield" not in all_of(folder)
        assert "noor heron" in all_of(folder)
        assert "taken out of this release" in all_of(folder)
        assert releases.check(folder) == []
        assert {path.suffix for path in folder.iterdir()} == {".jsonl", ".csv", ".json", ".txt"}
        assert len((folder / "victims.csv").read_text("utf-8").splitlines()) == 4
    third = freeze(place, "three", tmp_path)
    assert "wrenfield" not in all_of(third)
    with (third / "changes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["incident_id"] for row in rows if row["kind"] == "redacted"] == [number]


@pytest.mark.parametrize("level", [Level.WITHHOLD, Level.ERASE])
def test_killed_amid_a_release_it_is_gone_on_with(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: Level
) -> None:
    """By whatever comes next, with the same decision; until then doctor says so."""
    folders = [freeze(place, "one", tmp_path), freeze(place, "two", tmp_path)]
    _, victim = of(place, "Tobias Wrenfield")
    with monkeypatch.context() as patch:
        patch.setattr(frozen, "_replace", dying(frozen._replace, 7))  # amid the second
        with pytest.raises(Killed):
            redact(place, victim, level)
    assert ["wrenfield" in all_of(folder) for folder in folders] == [False, True]
    with place.database.read() as session:
        [said] = [item.says for item in check.check(session, place.archive) if item.harm]
    assert said == "decision 4 is not carried out everywhere: run “casebook tidy”"
    tidying.tidy(place, pages_days=None, sent_days=30, now=later(days=2))
    for folder in folders:
        assert "wrenfield" not in all_of(folder)
        assert releases.check(folder) == []
        [told] = json.loads((folder / "manifest.json").read_text("utf-8"))["redacted"]
        assert told["decision"] == 4
    with place.database.read() as session:
        assert not [item for item in check.check(session, place.archive) if item.harm]
    assert ("wrenfield" in archived(place).casefold()) == (level is Level.WITHHOLD)


@pytest.mark.parametrize("step", ["switch", "forget", "told_redacted"])
def test_killed_amid_erasing_it_is_gone_on_with(
    place: Workplace, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    number, victim = of(place, "Tobias Wrenfield")
    with monkeypatch.context() as patch:
        patch.setattr(erasing, step, dying(getattr(erasing, step), 1))
        with pytest.raises(Killed):
            redact(place, victim, Level.ERASE)
    jobs.read_waiting(place, now=later(days=2))
    assert "wrenfield" not in (archived(place) + str(exported(place))).casefold()
    assert lines(place)[number]["victims"][0]["victim_id"] == victim
    assert last_change(place, number) == "redacted"
    with place.database.read() as session:
        assert not [item for item in check.check(session, place.archive) if item.harm]


def test_a_release_that_must_go_by_hand_is_named(place: Workplace, tmp_path: Path) -> None:
    folder = freeze(place, "one", tmp_path)
    _, victim = of(place, "Tobias Wrenfield")
    redact(place, f"{victim}.age", Level.UNPUBLISH)
    assert '"age":34' in (folder / "incidents.jsonl").read_text("utf-8"), "as it was frozen"
    (folder / "changes.csv").chmod(0o644)
    (folder / "changes.csv").write_text((folder / "changes.csv").read_text("utf-8") + "\n", "utf-8")
    [told] = [
        item
        for item in redacting.preview(place, victim, Level.ERASE, roots=[tmp_path])
        if item.where == "release"
    ]
    assert "not what was frozen; destroy it by hand" in told.becomes
    with pytest.raises(CannotRedact, match="no releases"):
        redacting.preview(place, victim, Level.ERASE, roots=[tmp_path / "none"])


def test_an_address_goes_out_of_releases_in_a_folder_that_is_named(
    place: Workplace, tmp_path: Path
) -> None:
    with place.database.read() as session:
        folder = releases.release(
            session, "one", tmp_path, by="ada", version="1", now=later(days=1)
        ).folder
    assert WREN in all_of(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frozen, "_replace", dying(frozen._replace, 2))
        with pytest.raises(Killed):
            redacting.redact(place, WREN, Level.ERASE, basis="b", by="a", now=NOW, roots=[tmp_path])
    redacting.redact(place, WREN, Level.ERASE, basis="b", by="a", now=NOW, roots=[tmp_path])
    assert WREN not in all_of(folder)
    assert "courier.example/wrenfield" in all_of(folder)
    assert releases.check(folder) == []
