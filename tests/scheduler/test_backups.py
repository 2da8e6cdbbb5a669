"""A backup is one state, whole and checked; restoring it gives the same bytes, on either server."""

from __future__ import annotations

import errno
import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler import redacting
from scheduler.workplace import Workplace, silent
from storage import backups, check, reviews, search
from storage.archive import Archive
from storage.backups import BackupError
from storage.engine import Database, open_database
from storage.redactions import Level
from tests.scheduler.test_replay import NOW, exported, later, stories, take


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Workplace]:
    with Archive(tmp_path / "archive") as archive:
        made = Workplace(database, archive)
        take(made, tmp_path, stories())
        with database.write() as session:
            reviews.accept(session, "I1", by="editor", now=NOW)
            reviews.merge(session, "I2", "I3", by="editor", now=NOW)
        take(made, tmp_path, stories())
        yield made


def backed_up(place: Workplace, folder: Path) -> Path:
    return backups.make(place.database, place.archive, folder, now=NOW, progress=silent).path


def restored(path: Path, url: str, root: Path) -> Workplace:
    return Workplace(backups.restore(path, url, root, progress=silent), Archive(root))


def test_restoring_gives_the_same_bytes_and_goes_on(place: Workplace, tmp_path: Path) -> None:
    before = exported(place)
    path = backed_up(place, tmp_path / "backups")
    backups.verify(path)
    again = restored(path, f"sqlite:///{tmp_path / 'again.db'}", tmp_path / "again")
    assert exported(again) == before
    with again.database.read() as session:
        assert not [item for item in check.check(session, again.archive) if item.harm]
        assert search.count(session, "wrenfield") == 2
    take(again, tmp_path, stories((("Ines Plover", 50, "Quarry, Utah", "Quarry"),)))
    assert "Ines Plover" in exported(again)["incidents"]
    again.archive.close()
    again.database.dispose()


def test_a_backup_of_a_file_can_go_to_a_server(
    sqlite_url: str, empty_postgres: str, tmp_path: Path
) -> None:
    ours = Workplace(open_database(sqlite_url), Archive(tmp_path / "archive"))
    take(ours, tmp_path, stories())
    before = exported(ours)
    path = backed_up(ours, tmp_path)
    there = restored(path, empty_postgres, tmp_path / "there")
    assert exported(there) == before
    take(there, tmp_path, stories((("Ines Plover", 50, "Quarry, Utah", "Quarry"),)))
    assert "Ines Plover" in exported(there)["incidents"]
    with pytest.raises(BackupError, match="empty database"):
        backups.restore(path, empty_postgres, tmp_path / "x", progress=silent)
    for made in (ours, there):
        made.archive.close()
        made.database.dispose()


def test_writers_may_go_on_meanwhile(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported(place)
    copy = backups._copy_database

    def then_write(*args: object) -> None:
        copy(*args)  # type: ignore[arg-type]
        more = stories((("Ines Plover", 50, "Quarry, Utah", "Quarry"),))
        writer = threading.Thread(target=take, args=(place, tmp_path, more))
        writer.start()
        writer.join()

    monkeypatch.setattr(backups, "_copy_database", then_write)
    path = backed_up(place, tmp_path)
    assert "Ines Plover" in exported(place)["incidents"]
    again = restored(path, f"sqlite:///{tmp_path / 'again.db'}", tmp_path / "again")
    assert exported(again) == before
    again.archive.close()
    again.database.dispose()


def test_what_is_damaged_or_missing_is_named(place: Workplace, tmp_path: Path) -> None:
    path = backed_up(place, tmp_path)
    file = next((path / "archive").iterdir())
    whole = file.read_bytes()
    file.write_bytes(whole[:-5] + b"xxxxx")
    with pytest.raises(BackupError, match="damaged"):
        backups.verify(path)
    file.unlink()
    with pytest.raises(BackupError, match="missing"):
        backups.restore(path, f"sqlite:///{tmp_path / 'n.db'}", tmp_path / "n", progress=silent)
    assert not (tmp_path / "n.db").exists()
    with pytest.raises(BackupError, match="not a backup"):
        backups.verify(tmp_path)


def test_what_was_redacted_since_stays_so(place: Workplace, tmp_path: Path) -> None:
    path = backed_up(place, tmp_path)
    victim = next(
        victim["victim_id"]
        for line in map(json.loads, exported(place)["incidents"].splitlines())
        for victim in line["victims"]
        if victim["name"] == "Tobias Wrenfield"
    )
    touched = [item.where for item in redacting.preview(place, victim, Level.ERASE)]
    assert "backup" in touched
    redacting.redact(place, victim, Level.ERASE, basis="an order", by="editor", now=later(days=1))
    assert "wrenfield" not in (path / backups.REDACTIONS).read_text().casefold()
    again = restored(path, f"sqlite:///{tmp_path / 'again.db'}", tmp_path / "again")
    assert redacting.enforce(again, now=later(days=2), everything=True) == 2
    assert "wrenfield" not in str(exported(again)).casefold()
    again.archive.close()
    again.database.dispose()


def test_a_field_that_was_withheld_since_stays_so(place: Workplace, tmp_path: Path) -> None:
    path = backed_up(place, tmp_path)
    redacting.redact(
        place, "I1.city", Level.WITHHOLD, basis="an order", by="editor", now=later(days=1)
    )
    again = restored(path, f"sqlite:///{tmp_path / 'again.db'}", tmp_path / "again")
    redacting.enforce(again, now=later(days=2), everything=True)
    told = exported(again)
    lines = {line["incident_id"]: line for line in map(json.loads, told["incidents"].splitlines())}
    assert lines["I1"]["city"] is None
    assert lines["I2"]["city"]
    own = [item for item in map(json.loads, told["changes"].splitlines()) if item["incident"]]
    assert {item["incident"]["city"] for item in own if item["incident_id"] == "I1"} == {None}
    kinds = [item["kind"] for item in own if item["incident_id"] == "I1"]
    assert kinds[-1] == "redacted"
    again.archive.close()
    again.database.dispose()


def test_a_disk_without_room_is_told_and_leaves_nothing_behind(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backups, "_copy_database", full)
    with pytest.raises(BackupError, match=r"disk is full.*free some space"):
        backed_up(place, tmp_path / "backups")
    assert not list((tmp_path / "backups").iterdir())


@pytest.mark.parametrize(
    ("server", "broken"),
    [("sqlite_url", "_copy"), ("sqlite_url", "_honour"), ("empty_postgres", "_honour")],
)
def test_a_restore_that_broke_off_is_made_by_the_same_command(
    place: Workplace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    server: str,
    broken: str,
) -> None:
    """Killed, or the disk is full, amid pages or before what was redacted since is: no half record
    lies there, which a second try would refuse, and nobody who is withheld is shown."""
    path = backed_up(place, tmp_path / "backups")
    redacting.redact(
        place, "I1.city", Level.WITHHOLD, basis="an order", by="ann", now=later(days=1)
    )
    url = f"sqlite:///{tmp_path / 'again.db'}"
    if server == "empty_postgres":
        url = request.getfixturevalue(server)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(backups, broken, full)
        with pytest.raises(BackupError, match="free some"):
            backups.restore(path, url, tmp_path / "again", progress=silent)
    assert not list(tmp_path.glob("again.db*"))
    again = restored(path, url, tmp_path / "again")
    redacting.enforce(again, now=later(days=2), everything=True)
    told = [json.loads(line) for line in exported(again)["incidents"].splitlines()]
    assert {line["incident_id"]: line["city"] is None for line in told} == {"I1": True, "I2": False}
    again.archive.close()
    again.database.dispose()
