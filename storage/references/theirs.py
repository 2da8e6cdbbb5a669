"""Somebody's list, read through its shape: each row in our words, under its own identifier."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.linking.rows import cells_key
from storage.shapes import Shape
from storage.shapes.cells import read_cells
from storage.shapes.files import TableRow, headed, open_table

#: The column that is added to a list that is written back, for rows without an identifier there.
CASEBOOK_ID = "casebook_id"
_WHOSE = re.compile(r"V([1-9]\d{0,17})-([0-9a-f]{8})")


def casebook_id(victim: str, identity: str) -> str:
    """What a victim is called in a file that comes back to the database of this ``identity``.

    >>> casebook_id("V12", "3f2a91d07c")
    'V12-3f2a91d0'
    """
    return f"{victim}-{identity[:8]}"


def claimed(cells: Mapping[str, str], identity: str) -> tuple[dict[str, str], int | None]:
    """A row without our own column, and the victim of this very database it says it is.

    What stands there in somebody's own words is a column of theirs.
    """
    own = cells.get(CASEBOOK_ID, "").strip()
    said = _WHOSE.fullmatch(own)
    if own and said is None:
        return dict(cells), None
    rest = {name: cell for name, cell in cells.items() if name != CASEBOOK_ID}
    ours = said is not None and said[2] == identity[:8]
    return rest, int(said[1]) if said and ours else None


@dataclass(frozen=True, slots=True)
class TheirRow:
    """One person on their list."""

    key: str
    line: int
    cells: Mapping[str, str]
    known: Mapping[str, Any]
    other_ids: Mapping[str, str]  # what it is on further lists, by their own word
    victim: int | None = None  # whom of ours it is, by ours: it was written by us

    @property
    def day(self) -> str | None:
        return self.known.get("incident_date")


def read_list(
    path: Path, shape: Shape, agencies: Mapping[str, str], *, identity: str = ""
) -> dict[str, TheirRow]:
    """Every row that can be taken apart; one that says neither name nor day is left out.

    ``identity``: of the database it is held against, whose own identifiers are known again.
    """
    table = headed(open_table(path, sheet=shape.sheet), shape, path)
    found: dict[str, TheirRow] = {}
    for row in table.rows:
        if not isinstance(row, TableRow):
            continue
        cells, victim = claimed(row.cells, identity)
        said, _ = read_cells(shape, cells, agencies)
        known = {**shape.facts, **{name: value for name, (value, _) in said.items()}}
        known |= _counted(known)
        if not {"name", "incident_date"} & said.keys():
            continue
        key = identifier(shape, cells)
        ids = others(shape, cells)
        found.setdefault(key, TheirRow(key, row.line, cells, known, ids, victim))
    return found


def _counted(known: Mapping[str, Any]) -> dict[str, int]:
    """How many were killed and hurt, whatever part they had: some lists count suspects apart."""
    return {
        name: sum(int(known[part]) for part in (name, f"suspects_{name}") if part in known)
        for name in ("killed_count", "injured_count")
        if name in known
    }


def identifier(shape: Shape, cells: Mapping[str, str]) -> str:
    """The list's own identifier; a row without one is known by all of its cells."""
    own = cells[shape.id].strip() if shape.id else ""
    return own or cells_key(cells)


def others(shape: Shape, cells: Mapping[str, str]) -> dict[str, str]:
    """What a row is on further lists, by its own word."""
    return {
        column.schema: cells[column.name].strip()
        for column in shape.columns
        if column.schema and column.name != shape.id and cells.get(column.name, "").strip()
    }
