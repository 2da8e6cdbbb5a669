"""JSON lines: one row a line, UTF-8, keys in the order of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from storage.columns import as_json


def write(
    rows: Iterable[Mapping[str, Any]], _columns: Sequence[str], send: Callable[[str], Any]
) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last is how many there are
        send(as_json(row) + "\n")
    return count
