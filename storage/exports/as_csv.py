"""CSV that a spreadsheet can open: a header always, and no cell that it would calculate."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Literal, TypeAlias

from storage.columns import as_json

_CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_ENDS = "\r\n"
Quoting: TypeAlias = Literal[0, 1]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def write(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], send: Callable[[str], Any]
) -> int:
    told = ([cell(row.get(name)) for name in columns] for row in rows)
    return _write(columns, told, send, quoting=csv.QUOTE_MINIMAL, newline="\n")


def write_plain(
    rows: Iterable[Mapping[str, str]],
    columns: Sequence[str],
    send: Callable[[str], Any],
    *,
    quote_all: bool = False,
    newline: str = "\n",
) -> int:
    """Cells that are text already, quoted as their owner quotes them."""
    told = ([row[name] for name in columns] for row in rows)
    quoting: Quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    return _write(columns, told, send, quoting=quoting, newline=newline)


def _write(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    send: Callable[[str], Any],
    *,
    quoting: Quoting,
    newline: str,
) -> int:
    """Row by row. Before Python 3.13 a cell is quoted only for what ends a row of this file, and
    everybody else takes a lone carriage return for one, too: so each row ends with both at first.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=_ENDS, quoting=quoting)
    count = -1
    for count, row in enumerate(chain((columns,), rows)):  # noqa: B007 - the last is how many
        writer.writerow(row)
        send(buffer.getvalue().removesuffix(_ENDS) + newline)
        buffer.seek(0)
        buffer.truncate()
    return count


def cell(value: Any) -> str:
    """A value as a cell: lists of words parted by semicolons, what is nested as JSON.

    >>> cell(["a", "b"]), cell("=1+1"), cell(-1.5), cell(None), cell(True)
    ('a; b', "'=1+1", '-1.5', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return safe("; ".join(value))
    return safe(value if isinstance(value, str) else as_json(value))


def safe(text: str) -> str:
    """Text a spreadsheet would take for a formula is marked as text; a number is none.

    >>> safe("-122.89"), safe("-1+2"), safe("Ann")
    ('-122.89', "'-1+2", 'Ann')
    """
    return f"'{text}" if is_formula(text) else text


def unmarked(cell: str) -> str:
    """A cell that was marked as text, so that no spreadsheet takes it for a formula, as it was."""
    return cell[1:] if cell.startswith("'") and is_formula(cell[1:]) else cell


def is_formula(text: str) -> bool:
    if text[:1].isalnum():  # nearly all of them, at half the cost
        return False
    return text.lstrip(" ").startswith(_CALCULATED) and not _NUMBER.fullmatch(text)
