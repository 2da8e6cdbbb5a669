"""What the command line says of itself: its version, its commands, how a shell completes them."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from casebook.cli import command
from casebook.cli.table import COMMANDS, SECTIONS
from tests.whole.desk import Desk


def test_it_says_which_version_it_is(tmp_path: Path) -> None:
    assert Desk(tmp_path).run("--version").stdout == f"casebook {version('casebook')}\n"


def test_its_help_lists_the_commands_by_what_they_are_for(tmp_path: Path) -> None:
    told = Desk(tmp_path).run("--help").stdout
    places = [told.index(f"\n{heading}:\n") for heading in SECTIONS]
    assert places == sorted(places)
    assert "..." not in told.partition("\n")[2]  # no summary is cut off


@pytest.mark.parametrize(
    "name", [name for name in COMMANDS if getattr(command(name), "commands", None)]
)
def test_the_help_of_a_command_lists_those_below_it_whole(tmp_path: Path, name: str) -> None:
    told = Desk(tmp_path).run(name, "--help").stdout.partition("\nCommands:\n")[2]
    assert len(told.splitlines()) >= len(command(name).commands)
    assert "..." not in told


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("casebook sh", {"show", "show-run"}),
        ("casebook show --w", {"--why"}),
        ("casebook sources ", {"add", "check", "import"}),
    ],
)
def test_a_shell_completes_commands_and_their_options(typed: str, completed: set[str]) -> None:
    asked = {
        "_CASEBOOK_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    program = "import sys; sys.argv = ['casebook']; from casebook.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(done.stdout.split()) == completed, done


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_an_empty_one(tmp_path: Path, closed: str) -> None:
    done = in_a_shell(tmp_path, f'"$0" -m casebook config {closed}')
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", ["config", "config --json"])
def test_who_reads_no_further_is_told_no_fault(tmp_path: Path, words: str) -> None:
    done = in_a_shell(tmp_path, f'"$0" -m casebook {words} | true; echo "${{PIPESTATUS[0]}}"')
    assert (done.stdout, done.stderr) == ("141\n", "")


def in_a_shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line, sys.executable],
        cwd=folder,
        env=Desk(folder).environment,
        capture_output=True,
        text=True,
        check=False,
    )
