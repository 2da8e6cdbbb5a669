"""Tables at the widths people have: nothing is lost, no word is torn where it need not be."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len

from casebook.cli.columns import print_columns
from casebook.cli.common import hang, out
from casebook.cli.look import print_incidents
from casebook.cli.paper import Paper

COLUMNS = ("source", "last success", "stories", "not read")
ROWS = [
    ["centralcoastchronicle", "2026-11-26 05:52", "1,204", "3 robots, 14 needs JavaScript"],
    ["kern71", "2026-11-26 05:52", "4", ""],
    ["delta44", "", "6", "1 gone\n2 not an article"],
]


def drawn(width: int | None) -> list[str]:
    out = Paper(file=io.StringIO(), width=width or 120, color_system=None)
    with out.capture() as said:
        print_columns(out, COLUMNS, ROWS, whole=("last success",), width=width)
    return said.get().splitlines()


@pytest.mark.parametrize("width", [20, 40, 52, 60, 80, 200, None])
def test_everything_is_there_at_any_width(width: int | None) -> None:
    lines = drawn(width)
    words = " ".join(" ".join(lines).split())
    for cell in ("1,204", "kern71", "2026-11-26 05:52", "JavaScript", "article"):
        assert cell in words
    assert all(line == line.rstrip() for line in lines)
    assert all(len(line) <= max(width or 200, 36) for line in lines)


@pytest.mark.parametrize("width", [52, 60, 80])
def test_words_of_the_heading_stay_whole_and_columns_beside_each_other(width: int) -> None:
    lines = drawn(width)
    heading = " ".join(" ".join(lines[:2]).split())
    assert all(word in heading.split() for name in COLUMNS for word in name.split())
    assert sum("2026-11-26 05:52" in line for line in lines) == 2


def test_a_narrow_terminal_gets_a_block_a_row() -> None:
    lines = drawn(30)
    assert lines[0].split() == ["source", "centralcoastchronicle"]
    assert "stories       1,204" in lines
    assert lines.count("") == len(ROWS) - 1


def test_what_goes_to_a_pipe_has_one_line_a_row() -> None:
    lines = drawn(None)
    assert len(lines) == 1 + len(ROWS) + 1  # the last row has a cell of two lines
    assert "3 robots, 14 needs JavaScript" in lines[1]


def test_what_goes_to_a_pipe_stands_under_its_heading_whatever_it_is() -> None:
    odd = ["世界", "a\x1bb", "é🙂", "[red]x[/red]", "a\tb", ""]
    out = Paper(file=io.StringIO(), width=40, color_system=None)
    with out.capture() as said:
        print_columns(out, ("name", "after"), [[cell, "here"] for cell in odd], width=None)
    first, *lines = said.get().splitlines()
    assert len(lines) == len(odd)
    for line in lines:
        assert cell_len(line.partition("here")[0]) == first.index("after")
    assert "\x1b" not in said.get()


def test_a_long_list_is_printed_without_being_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """30,000 incidents took minutes."""
    monkeypatch.setattr("casebook.cli.columns.Table", None)
    out = Paper(file=io.StringIO(), width=40, color_system=None)
    rows = [[str(n), "x" * (n % 90)] for n in range(1001)]
    with out.capture() as said:
        print_columns(out, ("n", "cell"), rows, width=None)
    assert [line.split() for line in said.get().splitlines()[1:]] == [
        [cell for cell in row if cell] for row in rows
    ]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> int:
    """What is printed is seen at a terminal of so many columns."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(out, "_width", 60)
    return 60


def test_a_narrow_terminal_breaks_no_name_in_two(
    narrow: int, capsys: pytest.CaptureFixture[str]
) -> None:
    victim = {"name": "Marisol Abernathy-Featherstonehaugh", "age": 41, "fatal": True}
    line = {
        "incident_id": "I12", "incident_date": "2025-05-04", "city": "Riverton", "state": "OH",
        "victims": [victim | {"aliases": [victim["name"], "Marisol Featherstonehaugh"]}] * 2,
        "agencies": ["Riverton Police Department", "Harlan County Sheriff's Office"],
        "article_count": 3, "outlet_count": 1, "review": "candidate",
    }  # fmt: skip
    print_incidents([line, line | {"incident_id": "I4"}])
    told = capsys.readouterr().out
    assert told.count("Marisol Abernathy-Featherstonehaugh,") == 4
    assert max(map(len, told.splitlines())) <= narrow
    assert "I4   2025-05-04  Marisol" in told  # names stand below each other
    assert "3 articles, 1 outlet" in " ".join(told.split())


def test_what_is_said_of_a_value_hangs_under_its_beginning(
    narrow: int, capsys: pytest.CaptureFixture[str]
) -> None:
    hang("city: Riverton  " + "so many sources " * 8, first=2, rest=4)
    first, *more = capsys.readouterr().out.splitlines()
    assert first.startswith("  city")
    assert more
    for line in more:
        assert re.match(r" {4}(?:so|many|sources)\b", line)
        assert line == line.rstrip()
        assert len(line) <= narrow
