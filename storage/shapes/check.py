"""Whether a file holds to a shape: what a database downstream would stumble over, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.shapes import Column, Shape
from storage.shapes.cells import Unreadable, days_of, read_cells, refuse_days_ahead
from storage.shapes.files import BadRow, TableRow, headed, open_table

_YES_NO = frozenset(("true", "false", "yes", "no", "0", "1"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where."""

    line: int
    column: str | None
    says: str

    def __str__(self) -> str:
        where = f", {self.column}" if self.column else ""
        return f"line {self.line}{where}: {self.says}"


def faults(path: Path, shape: Shape, *, now: datetime) -> Iterator[Fault]:
    """Everything in a file that the shape does not allow; nothing when it is sound."""
    table = headed(open_table(path, sheet=shape.sheet), shape, path)
    known = {column.name for column in shape.columns}
    if shape.closed:
        for name in table.header:
            if name not in known:
                yield Fault(1, name, "is no column of this shape")
    seen: dict[str, int] = {}
    for row in table.rows:
        if isinstance(row, BadRow):
            yield Fault(row.line, None, row.reason)
            continue
        yield from _of_row(shape, row, seen, now)


def _of_row(shape: Shape, row: TableRow, seen: dict[str, int], now: datetime) -> Iterator[Fault]:
    told: dict[str, str] = {
        column.name: says
        for column in shape.columns
        if column.name in row.cells and (says := _of_cell(column, row.cells[column.name]))
    }
    if shape.own:
        said, unread = read_cells(shape, row.cells)
        refuse_days_ahead(said, unread, now)
        numbers = {column.name for column in shape.columns if column.field == "agency_numbers"}
        told = {name: says for name, says in unread.items() if name not in numbers} | told
    for name, says in told.items():
        yield Fault(row.line, name, says)
    number = row.cells[shape.id].strip() if shape.id else ""
    if not number:
        return
    if number in seen:
        yield Fault(row.line, shape.id, f"“{number}” stands in line {seen[number]} already")
    seen.setdefault(number, row.line)


def _of_cell(column: Column, cell: str) -> str | None:
    text = cell.strip()
    if not text:
        return "must not be blank" if column.required else None
    if column.allowed is not None:
        parts = [text, *text.split(column.many)] if column.many else [text]
        whole = text.casefold() in column.allowed
        if not whole and any(
            p.strip().casefold() not in column.allowed for p in parts[1:] or parts
        ):
            return f"“{text}” is none of its values"
    if column.pattern and not re.fullmatch(column.pattern, text):
        return f"“{text}” is not of the form {column.pattern}"
    return _of_type(column, text)


def _of_type(column: Column, text: str) -> str | None:
    match column.type:
        case "int":
            return None if re.fullmatch(r"-?\d+", text) else f"“{text}” is no whole number"
        case "number":
            number = re.fullmatch(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", text)
            return None if number else f"“{text}” is no number"
        case "bool":
            return None if text.casefold() in _YES_NO else f"“{text}” is neither true nor false"
        case "url":
            return None if text.startswith(("http://", "https://")) else f"“{text}” is no address"
        case "date":
            try:
                days_of(column, text)
            except Unreadable as fault:
                return str(fault)
    return None
