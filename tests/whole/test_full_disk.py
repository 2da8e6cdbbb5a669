"""A disk that fills up while pages are taken in or read: one sentence, and nothing is lost."""

from __future__ import annotations

import resource
from functools import partial
from pathlib import Path

import pytest

from tests.whole.desk import Desk, outline
from tests.whole.test_path import write_lines
from tests.whole.test_permanence import stories


def full_from(size: int) -> None:
    """A limit on the size of files stands for the end of the disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kilobytes", [60, 300, pytest.param(900, marks=pytest.mark.soak)])
def test_what_a_full_disk_broke_off_is_gone_on_with_when_there_is_room(
    tmp_path: Path, kilobytes: int
) -> None:
    """The database's log reaches the first of these sizes while it is made, the others later."""
    lines = write_lines(tmp_path / "in.jsonl", stories()[::2])
    calm, full = Desk(tmp_path / "calm"), Desk(tmp_path / "full")
    for desk in (calm, full):
        desk.folder.mkdir()
    calm.run("ingest", lines)
    short = Desk(full.folder, before=partial(full_from, kilobytes * 1024))
    said = short.run_process("ingest", lines, status=1).stderr
    assert said.strip().splitlines()[-1].startswith("casebook: ")
    assert "free some space" in said
    assert "Traceback" not in said
    full.run("ingest", lines)
    assert outline(full.rows("incidents")) == outline(calm.rows("incidents"))
    assert len(full.rows("articles")) == len(calm.rows("articles"))
    full.run("doctor")
