"""CSV that a spreadsheet can open: a header always, and no cell that it would calculate."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from storage.columns import as_json

_CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], send: Callable[[str], Any]
) -> int:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([cell(row.get(name)) for name in columns])
        count += 1
        send(buffer.getvalue())
        buffer.seek(0)
        buffer.truncate()
    send(buffer.getvalue())
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
        return _safe("; ".join(value))
    return _safe(value if isinstance(value, str) else as_json(value))


def _safe(text: str) -> str:
    """Text a spreadsheet would take for a formula is marked as text."""
    return f"'{text}" if text.lstrip(" ").startswith(_CALCULATED) else text
