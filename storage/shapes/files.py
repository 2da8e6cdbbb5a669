"""Tables as people keep them: CSV or a spreadsheet, to rows of text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from storage.exports.as_csv import unmarked
from storage.refusals import CannotExport
from storage.shapes import BadShape, Shape

_BOM = "utf-8-sig"
_NEVER_CLOSED = (
    "a quotation mark opens a cell that never ends; close it, or double one that is text"
)
_NUMBER = re.compile(r"-?\d+\.0")


class CannotRead(CannotExport):
    """The file is no table we can read; the message says why."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: where it stands, and its cells by header."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken apart."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class TableFile:
    """An open table: its header, and its rows one after the other."""

    header: tuple[str, ...]
    rows: Iterator[TableRow | BadRow]


def open_table(path: Path, *, sheet: str | None = None) -> TableFile:
    """Read a table's header; raises :class:`CannotRead` when there is none."""
    if path.is_dir():
        raise CannotRead(f"{path} is a folder; name a file in it")
    if not path.is_file():
        raise CannotRead(f"there is no file {path}")
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return _spreadsheet(path, sheet)
    return _csv(path)


def headed(table: TableFile, shape: Shape, path: Path) -> TableFile:
    """The same table under the shape's own headers; raises when a column is missing."""
    known = {other: column.name for column in shape.columns for other in column.also_called}
    known |= {column.name: column.name for column in shape.columns}
    header = tuple(known.get(name, name) for name in table.header)
    lacking = [c.name for c in shape.columns if c.name not in header and not c.optional]
    if lacking:
        said = f"{path} has no column “{lacking[0]}”, which {shape.called} names;"
        if len(table.header) == 1 and len(parts := re.split(r"[;\t]", table.header[0])) > 1:
            parted = "tabs" if "\t" in table.header[0] else "“;”"
            said += (
                f" its {len(parts)} cells are parted by {parted}: save it with commas, or as .xlsx"
            )
        else:
            said += f" it has {', '.join(table.header[:12])}"
        raise BadShape(said)
    renamed = dict(zip(table.header, header, strict=True))

    def rows() -> Iterator[TableRow | BadRow]:
        for row in table.rows:
            if isinstance(row, BadRow):
                yield row
            else:
                own = {renamed[name]: cell for name, cell in row.cells.items()}
                yield TableRow(row.line, own)

    return TableFile(header, rows())


def _csv(path: Path) -> TableFile:
    lines = _Lines(_text(path))
    reader = csv.reader(lines)
    try:
        header = tuple(next(reader, ()))
    except csv.Error as fault:
        raise CannotRead(f"{path} is no CSV: {fault}") from fault
    if header and lines.ended:
        raise CannotRead(f"{path} is no CSV: {_NEVER_CLOSED}")
    return _headed_rows(path, header, _csv_rows(reader, lines))


class _Lines:
    """The lines of a text, and whether somebody has asked for one beyond the last."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        return line


def _text(path: Path) -> str:
    """What a CSV says, in any of the codes that spreadsheets save one in."""
    told = path.read_bytes()
    utf16 = told.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = told.decode("utf-16" if utf16 else _BOM)
    except UnicodeDecodeError:
        text = told.decode("cp1252", "replace")
    if "\0" in text:
        raise CannotRead(f"{path} is no CSV: no text stands in it; save the table as CSV or .xlsx")
    return text


def _csv_rows(reader: Any, lines: _Lines) -> Iterator[tuple[int, list[str] | str]]:
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield reader.line_num, str(fault)
            continue
        if lines.ended:  # while a row was being read: it is still inside a cell
            yield begins, _NEVER_CLOSED
        elif row:
            yield reader.line_num, [unmarked(cell) for cell in row]


def _spreadsheet(path: Path, sheet: str | None) -> TableFile:
    import openpyxl  # slow to load, and seldom needed

    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except (BadZipFile, OSError, KeyError, ValueError) as fault:
        raise CannotRead(f"{path} is no spreadsheet: {fault}") from fault
    if sheet is not None and sheet not in book.sheetnames:
        raise CannotRead(f"{path} has no sheet “{sheet}”; it has {', '.join(book.sheetnames)}")
    rows = book[sheet or book.sheetnames[0]].iter_rows(values_only=True)
    header = tuple(_as_text(cell) for cell in next(rows, ()))
    while header and not header[-1]:
        header = header[:-1]
    found = ((at, [_as_text(c) for c in row[: len(header)]]) for at, row in enumerate(rows, 2))
    return _headed_rows(path, header, ((at, row) for at, row in found if any(row)))


def _as_text(value: Any) -> str:
    """
    >>> _as_text(datetime(2021, 4, 21)), _as_text(31.0), _as_text(None)
    ('2021-04-21', '31', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text[:-2] if isinstance(value, float) and _NUMBER.fullmatch(text) else text


def _headed_rows(
    path: Path, header: Sequence[str], rows: Iterable[tuple[int, list[str] | str]]
) -> TableFile:
    if not header:
        raise CannotRead(f"{path} is empty: its first row must name the columns")
    named = [name for name in header if name.strip()]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise CannotRead(f"{path} has the column “{twice[0]}” twice; name them apart")
    header = tuple(name if name.strip() else f"column {at + 1}" for at, name in enumerate(header))

    def told() -> Iterator[TableRow | BadRow]:
        for line, row in rows:
            if isinstance(row, str):
                yield BadRow(line, row)
            elif len(row) > len(header):
                yield BadRow(line, f"{len(row)} cells under {len(header)} headers")
            else:
                padded = [*row, *[""] * (len(header) - len(row))]
                yield TableRow(line, dict(zip(header, padded, strict=True)))

    return TableFile(tuple(header), told())
