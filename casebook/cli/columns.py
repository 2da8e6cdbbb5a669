"""Tables that fit: folded between words, or one row below the other where that is too narrow.

And lines that hang, for what is told outside of tables.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Collection, Sequence
from itertools import islice, zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from casebook.cli.paper import Paper, visible

#: A column that may be folded gets no narrower than its longest word, or than this.
_WORD = 12
#: Blanks between columns; the second where the first does not fit.
_GAPS = (2, 1)
#: Rows printed together.
_AT_ONCE = 200


def print_columns(
    out: Console,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    whole: Collection[str] = (),
    width: int | None,
) -> None:
    """Print rows under their columns, those in ``whole`` unfolded; no ``width``: nothing folded.

    Where not even single words fit beside each other, each row is a block of lines of its own.
    """
    cells = [[name, *(row[n] for row in rows)] for n, name in enumerate(columns)]
    if width is None and not out.is_terminal:
        _print_plain(out, cells)
        return
    natural = [max(_lines(column)) for column in cells]
    least = [
        wide if column[0] in whole else max(_longest_word(column[:1]), _foldable(column[1:]))
        for column, wide in zip(cells, natural, strict=True)
    ]
    for gap in _GAPS:
        room = None if width is None else width - gap * (len(columns) - 1)
        if room is None or sum(least) <= room:
            table = Table(header_style="bold", box=None, pad_edge=False, padding=(0, gap, 0, 0))
            for name, wide in zip(columns, _shared(natural, least, room), strict=True):
                table.add_column(name, width=wide, overflow="fold")
            for row in rows:
                table.add_row(*row)
            _print(out, table, width or sum(natural) + gap * len(columns))
            return
    _print_blocks(out, columns, rows, int(width or 0))


def print_hanging(
    out: Console, words: str | Text, *, first: int = 0, rest: int, style: str = ""
) -> None:
    """Words under their own beginning, where they take more than a line."""
    text = Text(words, style) if isinstance(words, str) else words
    folded = text.wrap(out, max(out.width - max(first, rest), 30))
    for n, line in enumerate(folded):
        line.rstrip()
        out.print(Text(" " * (rest if n else first)) + line, soft_wrap=True)


def _print_plain(out: Console, cells: Sequence[Sequence[str]]) -> None:
    """Each row as it is: to lay out 30,000 that nobody folds takes Rich minutes."""
    cells = [[visible(cell).expandtabs() for cell in column] for column in cells]
    widths = [max(_lines(column)) for column in cells]
    lines = zip(*cells, strict=True)
    while rows := list(islice(lines, _AT_ONCE)):
        told: list[str] = []
        for row in rows:
            for parts in zip_longest(*(cell.split("\n") for cell in row), fillvalue=""):
                padded = [
                    part + " " * (wide + _GAPS[0] - cell_len(part))
                    for part, wide in zip(parts, widths, strict=True)
                ]
                told.append("".join(padded).rstrip())
        out.print("\n".join(told), soft_wrap=True)


def _lines(cells: Sequence[str]) -> list[int]:
    return [cell_len(line) for cell in cells for line in cell.split("\n")]


def _longest_word(cells: Sequence[str]) -> int:
    return max((cell_len(word) for cell in cells for word in cell.split()), default=0)


def _foldable(cells: Sequence[str]) -> int:
    return min(_longest_word(cells), _WORD)


def _shared(natural: Sequence[int], least: Sequence[int], room: int | None) -> list[int]:
    """The columns' widths: the widest give way first, none below its least.

    >>> _shared([9, 40, 60], [9, 10, 10], 80)
    [9, 35, 36]
    """
    widths = list(natural)
    while room is not None and sum(widths) > room:
        spare = [wide - low and wide for wide, low in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _print(out: Console, table: Table, width: int) -> None:
    """To a terminal as it is; elsewhere without the blanks that fill the lines."""
    if out.is_terminal:
        out.print(table, width=width)
        return
    paper = Paper(file=io.StringIO(), width=width, color_system=None)
    with paper.capture() as drawn:
        paper.print(table)
    for line in drawn.get().splitlines():
        out.print(line.rstrip(), soft_wrap=True)


def _print_blocks(
    out: Console, columns: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> None:
    """A line for each cell that holds something, its column before it."""
    margin = max(map(len, columns)) + 2
    for n, row in enumerate(rows):
        if n:
            out.print()
        for name, cell in zip(columns, row, strict=True):
            first = f"{name:{margin}}"
            for line in cell.split("\n") if cell else ():
                folded = textwrap.fill(
                    line.strip(),
                    width=max(width, margin + 20),
                    initial_indent=first,
                    subsequent_indent=" " * margin,
                    break_long_words=False,  # an address is to be copied
                )
                out.print(folded, soft_wrap=True)
                first = " " * margin
