from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.installation import installation_findings


def test_here_everything_is_in_order(tmp_path: Path) -> None:
    assert installation_findings(tmp_path, tmp_path / "not" / "yet", least_free=0) == []


def test_a_missing_package_is_named_with_what_to_do(tmp_path: Path) -> None:
    [found] = installation_findings(tmp_path, needed=("no_such_package",), least_free=0)
    assert found.harm
    assert "pip install no-such-package" in found.says


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("not a folder")
    [found] = installation_findings(tmp_path / "archive", least_free=0)
    assert "is not a folder" in found.says


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    [found] = installation_findings(tmp_path / "archive", least_free=0)
    assert "may not be written" in found.says


def test_little_room_is_told(tmp_path: Path) -> None:
    [found] = installation_findings(tmp_path, needed=(), least_free=10**18)
    assert "GB are free" in found.says
