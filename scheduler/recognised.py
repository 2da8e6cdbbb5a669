"""Which rows of a list without identifiers are rows that were taken in before, and were edited.

Such a row is called by all of its cells. One of which a cell is another now is still the row of the
same name and day, where only one such row stood there before and only one stands there now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from storage import rows
from storage.references.theirs import claimed, identifier
from storage.shapes import Shape
from storage.shapes.cells import read_cells
from storage.shapes.files import BadRow, TableRow

#: A name and a day.
_Who = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What rows without an identifier are called here, by all of their cells."""

    called: Mapping[str, str] = field(default_factory=dict)
    new: int = 0  # rows that are none of those taken in before
    gone: int = 0  # those of them that stand there no more

    @property
    def says(self) -> str | None:
        """What a person should know, where some may be the same."""
        if not (self.new and self.gone):
            return None
        new = _told(self.new, "row without an identifier is", "rows without an identifier are")
        gone = _told(self.gone, "that was", "that were")
        stands = "stands" if self.gone == 1 else "stand"
        return (
            f"{new} new, and {gone} taken in before {stands} there no more: a row whose name or day"
            " was edited is a second person here; “casebook merge” joins the two, and the file that"
            " “casebook export victims --map” writes back names each row"
        )


def _told(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def recognise(
    session: Session,
    shape: Shape,
    found: Iterable[TableRow | BadRow],
    *,
    identity: str,
    rows_of: Mapping[int, str],
) -> Recognised:
    """Look through the whole file before anything of it is taken in.

    ``rows_of``: which row a victim is, for those that say which victim they are.
    """
    now: dict[str, _Who | None] = {}
    named: set[str | None] = set()
    for row in found:
        if isinstance(row, TableRow):
            cells, victim = claimed(row.cells, identity)
            if victim is not None:
                named.add(rows_of.get(victim))
            elif not _has_id(shape, cells):
                now[identifier(shape, cells)] = _who(shape, cells)
    if not now:
        return Recognised()
    called: dict[str, str] = {}
    left: dict[str, _Who | None] = {}
    for was in rows.taken(session, shape.name):
        if _has_id(shape, was.cells) or was.row in named:
            continue
        own = {was.row, identifier(shape, was.cells)} & now.keys()
        called |= dict.fromkeys(own, was.row)
        if not own:
            left[was.row] = _who(shape, was.cells)
    fresh = {key: who for key, who in now.items() if key not in called}
    was_alone, is_alone = _alone(left), _alone(fresh)
    edited = {is_alone[who]: row for who, row in was_alone.items() if who in is_alone}
    return Recognised(called | edited, len(fresh) - len(edited), len(left) - len(edited))


def _has_id(shape: Shape, cells: Mapping[str, str]) -> bool:
    return bool(shape.id and cells.get(shape.id, "").strip())


def _who(shape: Shape, cells: Mapping[str, str]) -> _Who | None:
    said: Mapping[str, Sequence[Any]] = read_cells(shape, cells)[0]
    if not {"name", "incident_date"} <= said.keys():
        return None
    return " ".join(str(said["name"][0]).casefold().split()), str(said["incident_date"][0])


def _alone(of: Mapping[str, _Who | None]) -> dict[_Who, str]:
    """Those that no other row is like, by name and day."""
    bearing: dict[_Who, list[str]] = defaultdict(list)
    for row, who in of.items():
        if who is not None:
            bearing[who].append(row)
    return {who: its[0] for who, its in bearing.items() if len(its) == 1}
