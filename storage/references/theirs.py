"""Somebody's list, read through its shape: each row in our words, under its own identifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.linking.rows import cells_key
from storage.shapes import Shape
from storage.shapes.cells import read_cells
from storage.shapes.files import TableRow, headed, open_table


@dataclass(frozen=True, slots=True)
class TheirRow:
    """One person on their list."""

    key: str
    line: int
    cells: Mapping[str, str]
    known: Mapping[str, Any]
    other_ids: Mapping[str, str]  # what it is on further lists, by their own word

    @property
    def day(self) -> str | None:
        return self.known.get("incident_date")


def read_list(path: Path, shape: Shape, agencies: Mapping[str, str]) -> dict[str, TheirRow]:
    """Every row that can be taken apart; one that says neither name nor day is left out."""
    table = headed(open_table(path, sheet=shape.sheet), shape, path)
    found: dict[str, TheirRow] = {}
    for row in table.rows:
        if not isinstance(row, TableRow):
            continue
        said, _ = read_cells(shape, row.cells, agencies)
        known = {**shape.facts, **{name: value for name, (value, _) in said.items()}}
        if not {"name", "incident_date"} & said.keys():
            continue
        key = identifier(shape, row.cells)
        found.setdefault(key, TheirRow(key, row.line, row.cells, known, _others(shape, row.cells)))
    return found


def identifier(shape: Shape, cells: Mapping[str, str]) -> str:
    """The list's own identifier; a row without one is known by all of its cells."""
    own = cells[shape.id].strip() if shape.id else ""
    return own or cells_key(cells)


def _others(shape: Shape, cells: Mapping[str, str]) -> dict[str, str]:
    return {
        column.schema: cells[column.name].strip()
        for column in shape.columns
        if column.schema and column.name != shape.id and cells.get(column.name, "").strip()
    }
