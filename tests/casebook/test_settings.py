"""Settings: what wins over what, one clear sentence for each mistake, and no secret ever shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casebook.cli.watch import example_file
from casebook.service import serve
from casebook.settings import Settings, SettingsError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("DB", "ARCHIVE", "SOURCES", "CONTACT", "CONFIG", "CRAWLS"):
        monkeypatch.delenv(f"CASEBOOK_{name}", raising=False)
    return tmp_path


def origin(settings: Settings, key: str) -> tuple[str | None, str]:
    [found] = [item for item in settings.explained() if item.key == key]
    return found.value, found.origin


def test_options_win_over_environment_over_file_over_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert origin(Settings.read(), "crawls") == ("2", "default")
    (folder / "casebook.toml").write_text('crawls = 3\ndb = "sqlite:///file.db"\n')
    assert origin(Settings.read(), "crawls") == ("3", "casebook.toml")
    monkeypatch.setenv("CASEBOOK_CRAWLS", "4")
    assert origin(Settings.read(), "crawls") == ("4", "CASEBOOK_CRAWLS")
    monkeypatch.setenv("CASEBOOK_DB", "sqlite:///env.db")
    assert Settings.read().database == "sqlite:///env.db"
    assert origin(Settings.read(db="sqlite:///opt.db"), "db") == ("sqlite:///opt.db", "--db")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("crawls = 0", "casebook.toml: “crawls” cannot be used"),
        ("crowls = 1", "there is no setting “crowls”"),
        ("crawls = ", "is not TOML"),
        ('lease = "soon"', "“lease” cannot be used"),
        ('smtp_security = "maybe"', "“smtp_security” cannot be used"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(folder: Path, text: str, says: str) -> None:
    (folder / "casebook.toml").write_text(text + "\n")
    with pytest.raises(SettingsError, match=says) as told:
        Settings.read()
    assert "\n" not in str(told.value).strip()


def test_a_time_that_is_none_is_said_with_its_setting(folder: Path) -> None:
    (folder / "sources.toml").touch()
    (folder / "casebook.toml").write_text('sources = "sources.toml"\nbackup = "nightly"\n')
    with pytest.raises(SettingsError, match="“backup” cannot be used: “nightly” is not a cron"):
        serve(Settings.read())
    assert not (folder / "casebook.db").exists()


def test_a_named_file_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_CONFIG", "elsewhere.toml")
    with pytest.raises(SettingsError, match="elsewhere"):
        Settings.read()


def test_no_secret_is_ever_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_DB", "postgresql://me:tulip@db.example/casebook")
    monkeypatch.setenv("CASEBOOK_PING_URL", "https://ping.example/tulip")
    (folder / "pw").write_text("tulip\n")
    monkeypatch.setenv("CASEBOOK_SMTP_PASSWORD_FILE", str(folder / "pw"))
    settings = Settings.read()
    assert settings.smtp_password is not None
    assert settings.smtp_password.get_secret_value() == "tulip"
    shown = [str(item) for item in settings.explained()]
    assert "tulip" not in "\n".join(
        [*shown, repr(settings), example_file(list(settings.explained()))]
    )
    assert origin(settings, "smtp_password") == ("(set; not shown)", "CASEBOOK_SMTP_PASSWORD_FILE")


def test_crawls_are_told_what_stands_in_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOSTS", "LEASE", "MEDIACLOUD_KEY", "CHROMIUM"):
        monkeypatch.setenv(f"CASEBOOK_{name}", "")  # taken back after the test
    (folder / "key").write_text("tulip\n")
    monkeypatch.setenv("CASEBOOK_MEDIACLOUD_KEY_FILE", str(folder / "key"))
    (folder / "casebook.toml").write_text("hosts = 8\n")
    Settings.read().pass_on()
    crawls = subprocess.run(
        [sys.executable, "-c", "from crawler.settings import *; print(CASEBOOK_HOSTS,"
         " CASEBOOK_LEASE, CASEBOOK_MEDIACLOUD_KEY)"],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    assert crawls.stdout == "8 40.0 tulip\n"


def test_a_setting_changes_the_fingerprint_and_where_we_log_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = Settings.read().fingerprint
    monkeypatch.setenv("CASEBOOK_LOG_FORMAT", "json")
    assert Settings.read().fingerprint == before
    monkeypatch.setenv("CASEBOOK_CRAWL_MINUTES", "7")
    assert Settings.read().fingerprint != before


def test_the_example_file_is_a_settings_file(folder: Path) -> None:
    written = example_file(list(Settings.read().explained()))
    for line in written.splitlines():
        assert line.startswith("#") or not line
    unlocked = [line[1:] for line in written.splitlines() if line.startswith("#") and " = " in line]
    (folder / "casebook.toml").write_text("\n".join(unlocked))
    again = Settings.read()
    assert again.crawls == Settings.model_fields["crawls"].default
