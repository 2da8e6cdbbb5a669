"""Rows in somebody else's columns, or in one's own: through the gate, losses listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import inclusion, leaving, masking, redactions, rows
from storage.engine import scope_of
from storage.exports import as_csv
from storage.exports.incidents import incident_rows, victims_of
from storage.redactions import Level, Listed
from storage.references.theirs import CASEBOOK_ID, casebook_id
from storage.shapes import Column, Shape, named
from storage.shapes.cells import read_cells, write_cell
from storage.shapes.known import CAUSE, agency_number, of_incident, of_victim
from storage.sql import batches
from storage.tables import incident_person

Cells = dict[str, str]


@dataclass(slots=True)
class Losses:
    """What a shape cannot hold of ours, and what of it we cannot fill."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)  # by the rule's reason
    unfilled: Counter[str] = field(default_factory=Counter)  # our value, per column, without code
    unnamed: int = 0  # rows without the name that is known or was told to be withheld
    coarser: Counter[str] = field(default_factory=Counter)  # per column: its code says less
    constant: tuple[str, ...] = ()  # columns of theirs in which every row of ours says the same
    never_filled: tuple[str, ...] = ()  # columns of theirs for which we hold nothing
    not_held: tuple[str, ...] = ()  # fields of ours for which it has no column

    def lines(self, shape: Shape) -> Iterator[str]:
        """The report, a sentence a line."""
        yield f"{shape.title}: {self.rows:,} row{'' if self.rows == 1 else 's'}"
        for reason, count in sorted(self.left_out.items()):
            yield f"left out, {reason}: {count:,}"
        for column, count in sorted(self.unfilled.items()):
            yield f"left blank, {column}: {count:,}"
        if self.unnamed:
            yield f"left blank, names that may not leave or are withheld: {self.unnamed:,}"
        for column, count in sorted(self.coarser.items()):
            yield f"told less exactly, {column}: {count:,}"
        if self.constant:
            yield f"the same in every row, whatever else was done: {', '.join(self.constant)}"
        if self.never_filled:
            yield f"columns we cannot fill: {', '.join(self.never_filled)}"
        if self.not_held:
            yield f"facts of ours it has no column for: {', '.join(self.not_held)}"


#: What a row of ours holds, and the columns that would take it.
_FACTS = {
    "name": ("name", "participants.name"),
    "other spellings": ("aliases",),
    "age": ("age", "participants.age"),
    "gender": ("gender", "participants.gender"),
    "race": ("race",),
    "who says the race": ("race_source",),
    "fatal": ("fatal", "killed_count", "participants.status", "cause"),
    "day of the incident": ("incident_date",),
    "day of death": ("death_date",),
    "city": ("city",),
    "county": ("county",),
    "state": ("state",),
    "address": ("address",),
    "point": ("latitude", "point"),
    "precision of the place": ("place_precision",),
    "armed": ("armed",),
    "words for the weapon": ("weapon",),
    "fleeing": ("fleeing",),
    "body camera": ("body_camera",),
    "shots fired": ("shots_fired",),
    "agencies": ("agencies", "agency_numbers"),
    "roles of agencies": (),
    "officers": ("officers",),
    "on or off duty": ("duty",),
    "articles": ("sources",),
    "what followed (events)": (),
    "who dissents (conflicts)": (),
    "number of independent sources": (),
}


def losses_of(shape: Shape) -> Losses:
    """What the shape itself cannot hold, before any row is looked at."""
    fields = {column.field for column in shape.columns} | {c.free for c in shape.columns}
    fields |= {"incident_date" for column in shape.columns if column.part}
    return Losses(
        constant=tuple(_constant(shape)),
        never_filled=tuple(
            column.name
            for column in shape.columns
            if not (column.field or column.schema or column.part or column.always is not None)
        ),
        not_held=tuple(name for name, takers in _FACTS.items() if not fields & set(takers)),
    )


def _constant(shape: Shape) -> Iterator[str]:
    """Columns of which we hold one value alone, with it: that somebody was shot, and not with what
    else (a Taser, blows)."""
    for column in shape.columns:
        if column.field == "cause" or (column.always is not None and len(column.values) > 1):
            cell, _ = write_cell(column, {"cause": CAUSE})
            yield f"{column.name} (“{cell}”)"


def write(
    session: Session,
    shape: Shape,
    send: Callable[[str], Any],
    *,
    include_unreviewed: bool = False,
    losses: Losses | None = None,
    agencies: Agencies | None = None,
) -> int:
    """Write a shape's table as CSV; how many rows it has. ``agencies`` learns whose they are."""
    told = losses if losses is not None else losses_of(shape)
    header = [column.name for column in shape.columns]
    found = _shape_rows(session, shape, told, agencies, include_unreviewed=include_unreviewed)
    return _csv(found, header, shape, send)


def _shape_rows(
    session: Session,
    shape: Shape,
    losses: Losses,
    agencies: Agencies | None,
    *,
    include_unreviewed: bool,
) -> Iterator[Cells]:
    """The rows of a downstream shape: what may leave, and its inclusion rule lets in."""
    lines = leaving.incidents(session, include_unreviewed=include_unreviewed)
    for known in _included(session, shape, lines, losses):
        losses.rows += 1
        if agencies is not None:
            agencies.note(known)
        yield _cells(shape, known, losses)


def _included(
    session: Session, shape: Shape, lines: Iterator[dict[str, Any]], losses: Losses
) -> Iterator[dict[str, Any]]:
    """One entry a row, in or out by the shape's own rule."""
    rules = inclusion.ruleset(shape.inclusion) if shape.inclusion else None
    if shape.row == "incident":
        for line in lines:
            verdict = inclusion.of_incident(rules, line) if rules else inclusion.IN
            if _let_in(verdict, losses):
                yield of_incident(line, by_police=inclusion.is_by_police(line, scope_of(session)))
        return
    for row in victims_of(session, lines):
        verdict = inclusion.of_victim(rules, row) if rules else inclusion.IN
        if _let_in(verdict, losses):
            losses.unnamed += row["name_status"] == "withheld"
            yield of_victim(row)


def _let_in(verdict: inclusion.Verdict, losses: Losses) -> bool:
    if verdict.state != "in":
        losses.left_out[f"{verdict.state}: {verdict.reason}"] += 1
    return verdict.state == "in"


def _cells(shape: Shape, known: Mapping[str, Any], losses: Losses) -> Cells:
    found: Cells = {}
    for column in shape.columns:
        cell, lost = write_cell(column, known)
        if column.name == shape.id and not cell and shape.new_ids is not None:
            cell = str(shape.new_ids + _own_number(known))
        if lost:
            losses.unfilled[f"{column.name}: {lost}"] += 1
        found[column.name] = cell
        for finer in _finer(column, known, cell):
            losses.coarser[f"{column.name}: “{cell}”, also where theirs is “{finer}”"] += 1
    for name in _unworded(shape, known, found):
        losses.coarser[f"{name}: its code, and not our words"] += 1
    return found


def _finer(column: Column, known: Mapping[str, Any], cell: str) -> Iterator[str]:
    """Words of theirs that are read as this value, too, and say more than what is written."""
    value = known.get(str(column.field))
    return (their for their in column.finer if cell and column.reads.get(their) == value)


def _unworded(shape: Shape, known: Mapping[str, Any], cells: Cells) -> Iterator[str]:
    """Columns that take words where they have no code, of whose words the row says nothing."""
    told: dict[str, list[Column]] = {}
    for column in shape.columns:
        if column.free and known.get(column.free):
            told.setdefault(column.free, []).append(column)
    for free, columns in told.items():
        words = re.sub(r"^(?:an?|the) ", "", str(known[free]).casefold())
        held = {
            part.strip() for c in columns for part in re.split("[/;]", cells[c.name].casefold())
        }
        if not any(words in cells[c.name].casefold() for c in columns) and words not in held:
            yield columns[-1].name


def _own_number(known: Mapping[str, Any]) -> int:
    return int(str(known.get("victim_id") or known["incident_id"])[1:])


@dataclass(slots=True)
class Agencies:
    """Whose shootings the rows of a shape are: what the second of its two files lists."""

    counts: Counter[str] = field(default_factory=Counter)
    states: dict[str, str] = field(default_factory=dict)  # of the first row that has it

    def note(self, known: Mapping[str, Any]) -> None:
        for name in known["agencies"]:
            self.counts[name] += 1
            self.states.setdefault(name, str(known["state"] or ""))


def write_agencies(shape: Shape, told: Agencies, send: Callable[[str], Any]) -> int:
    """The second file of a shape in two files: the agencies its first file numbers."""
    [second] = named(shape.agencies_shape or "")
    by_number: dict[int, Cells] = {}
    for name in sorted(told.counts):
        number = agency_number(name)
        held = by_number.get(number)
        total = told.counts[name] + (int(held["total_shootings"]) if held else 0)
        by_number[number] = {
            "id": str(number),
            "name": held["name"] if held else name,
            "type": _agency_type(name),
            "state": told.states[name],
            "oricodes": "",
            "total_shootings": str(total),
        }
    ordered = (by_number[number] for number in sorted(by_number))
    return _csv(ordered, [column.name for column in second.columns], second, send)


def _agency_type(name: str) -> str:
    folded = name.casefold()
    if "sheriff" in folded:
        return "sheriff"
    if any(word in folded for word in ("state police", "highway patrol", "state patrol")):
        return "state_police"
    if any(word in folded for word in ("federal", "marshals", "u.s. ", "fbi", "border patrol")):
        return "federal"
    return "local_police" if "police" in folded else "other"


# ---------------------------------------------------------------------------------- one's own


def write_own(
    session: Session,
    shape: Shape,
    send: Callable[[str], Any],
    *,
    identity: str,
    agencies: Mapping[str, str] | None = None,
    include_unreviewed: bool = False,
) -> int:
    """One's own record back, in its own columns and order, then what it lacks.

    A cell that was filled stays as it was written unless somebody has since decided otherwise or it
    is withheld; a blank one is filled with what may leave. An excluded incident's row is left out.
    Where rows have no identifier of their own, a column with ours is added (``identity`` is that of
    the database), by which they are known when the file comes back.
    """
    who = {row: f"V{victim}" for row, victim in rows.victims(session, shape.schema).items()}
    held: dict[str, None] = {}
    unnamed = False
    for row in rows.each_taken(session, shape.name):
        held |= dict.fromkeys(row.cells)
        unnamed |= row.row in who and not _has_id(shape, row.cells)
    theirs = [column.name for column in shape.columns]
    header = [name for name in dict.fromkeys((*held, *theirs)) if not held or name in held]
    numbers = {name: number for number, name in (agencies or {}).items()}
    added = partial(_added, session, shape, set(who.values()), numbers, include_unreviewed)
    unnamed = unnamed or any(not _has_id(shape, cells) for _, cells in islice(added(), 1))
    if unnamed and not shape.closed and CASEBOOK_ID not in header:
        header.append(CASEBOOK_ID)
    found = _own_rows(session, shape, who, agencies or {}, include_unreviewed)
    told = (
        cells if _has_id(shape, cells) or not victim
        else {CASEBOOK_ID: casebook_id(victim, identity)} | cells
        for victim, cells in chain(found, added())
    )  # fmt: skip
    return _csv(told, header, shape, send)


def _has_id(shape: Shape, cells: Cells) -> bool:
    return bool(shape.id and cells.get(shape.id, "").strip())


def _own_rows(
    session: Session,
    shape: Shape,
    who: Mapping[str, str],
    agencies: Mapping[str, str],
    include_unreviewed: bool,
) -> Iterator[tuple[str, Cells]]:
    """The rows that were taken in, each with the victim it is."""
    numbers = {name: number for number, name in agencies.items()}
    listed = redactions.listed(session)
    came = (row for row in rows.each_taken(session, shape.name) if row.cells)
    for batch in batches(came, 200):
        there = _incidents_of(session, [who[row.row] for row in batch if row.row in who])
        whole = _people(session, incident_rows(session, there))
        lines = leaving.incidents(session, include_unreviewed=include_unreviewed, numbers=there)
        public = _people(session, lines)
        for row in batch:
            victim = who.get(row.row, "")
            ours = whole.get(victim)
            if ours is None:
                yield "", _unnamed_where_listed(shape, row.cells, listed)
            elif ours["review"] != "excluded":
                cells = _own_cells(shape, row.cells, ours, public.get(victim), agencies, numbers)
                yield victim, _without_withheld(shape, cells, row.name, ours, listed)


def _unnamed_where_listed(shape: Shape, cells: Cells, known: Listed) -> Cells:
    """A row that is nobody of ours, without a name that is not to be shown."""
    said = read_cells(shape, cells)[0] if known else {}
    if "name" not in said:
        return cells
    name = str(said["name"][0])
    level = known.person(name, said["state"][0] if "state" in said else None)
    if level not in {Level.ERASE, Level.WITHHOLD}:
        return cells
    return {own: masking.masked(cell, [name]) for own, cell in cells.items()}


def _added(
    session: Session,
    shape: Shape,
    held: Collection[str],
    numbers: Mapping[str, str],
    include_unreviewed: bool,
) -> Iterator[tuple[str, Cells]]:
    """What the record lacks, each with the victim it is."""
    rules = inclusion.ruleset(shape.inclusion) if shape.inclusion else None
    every = leaving.incidents(session, include_unreviewed=include_unreviewed)
    for added in victims_of(session, every):
        if added["victim_id"] in held or not _bears_out(shape, added):
            continue
        if rules and inclusion.of_victim(rules, added).state != "in":
            continue
        known = _numbered(of_victim(added), numbers)
        yield added["victim_id"], _cells(shape, known, Losses())


def _bears_out(shape: Shape, row: Mapping[str, Any]) -> bool:
    """Whether a list that takes its facts as true of every row may have this one.

    A survivor in a list of the dead would be read back as dead; so would who may be one.
    """
    told = {column.field for column in shape.columns}
    for name, fact in shape.facts.items():
        value = row[name] if name in row else row["scope"].get(name)
        if value is None and name == "fatal":
            return False
        if name not in told and value not in (None, "unknown", fact):
            return False
    return True


def _incidents_of(session: Session, victims: Sequence[str]) -> list[int]:
    numbers = [int(victim[1:]) for victim in victims]
    statement = select(incident_person.c.incident).where(incident_person.c.victim.in_(numbers))
    return sorted(set(session.execute(statement).scalars()))


def _people(session: Session, lines: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["victim_id"]: row for row in victims_of(session, lines)}


def _numbered(known: dict[str, Any], numbers: Mapping[str, str]) -> dict[str, Any]:
    """Agencies under the numbers the record itself gives them."""
    if numbers:
        found = [numbers[name] for name in known["agencies"] if name in numbers]
        return {**known, "agency_numbers": found}
    return known


def _own_cells(
    shape: Shape,
    cells: Cells,
    ours: Mapping[str, Any],
    public: Mapping[str, Any] | None,
    agencies: Mapping[str, str],
    numbers: Mapping[str, str],
) -> Cells:
    said, _ = read_cells(shape, cells, agencies)
    now = of_victim(ours)
    may_go = _numbered(of_victim(public), numbers) if public else None
    return {
        name: _own_cell(shape.column(name), cell, said, now, may_go) for name, cell in cells.items()
    }


#: What a list says and we take over from nobody: a filled cell is theirs alone.
_NEVER_OURS = frozenset(("cause", "race_source", "victim_id", "incident_id", "review"))
#: Columns that tell a part of what is hidden as one field.
_PART_OF = {
    "aliases": "name", "race_source": "race", "agency_numbers": "agencies",
    **dict.fromkeys(("address", "latitude", "longitude", "point", "place_precision"), "place"),
}  # fmt: skip


def _without_withheld(
    shape: Shape, cells: Cells, name: str | None, ours: Mapping[str, Any], known: Listed
) -> Cells:
    """A row without what is withheld: a name in any cell, a value in its own."""
    owners = (ours["victim_id"], ours["incident_id"])

    def is_withheld(field: str) -> bool:
        return any(known.hides_claim(owner, _PART_OF.get(field, field)) for owner in owners)

    if not known:
        return cells
    told = {
        column.name: column.unknown
        for column in shape.columns
        if cells.get(column.name) and column.field not in {None, "name"}
        if is_withheld(str(column.field))
    }
    names = [name] if name and is_withheld("name") else []
    return {own: masking.masked(told.get(own, cell), names) for own, cell in cells.items()}


def _own_cell(
    column: Column | None,
    cell: str,
    said: Mapping[str, tuple[Any, Column]],
    now: Mapping[str, Any],
    may_go: Mapping[str, Any] | None,
) -> str:
    if column is None or column.schema or may_go is None:
        return cell
    filled = [(name, value) for name, (value, by) in said.items() if by is column]
    if cell.strip() and not filled:
        return cell  # theirs alone, or words we could not read
    if filled and column.field in _NEVER_OURS:
        return cell
    if filled and all(_same(value, now.get(name)) for name, value in filled):
        return cell
    if filled and {name for name, _ in filled} == {column.free}:
        may_go = {**may_go, str(column.field): None}  # words stood there: what they are now
    written, _ = write_cell(column, may_go)
    return cell if written in {"", column.unknown} and not filled else written or cell


def _same(theirs: Any, ours: Any) -> bool:
    """A list that was filled stays: what coverage adds to it is no correction of it."""
    if isinstance(theirs, list):
        return True
    if isinstance(theirs, float) and isinstance(ours, int | float):
        return abs(theirs - ours) < 1e-9
    return bool(theirs == ours)


# ---------------------------------------------------------------------------------- the file


def _csv(
    found: Iterator[Cells], header: Sequence[str], shape: Shape, send: Callable[[str], Any]
) -> int:
    told = ({name: as_csv.safe(cells.get(name, "")) for name in header} for cells in found)
    return as_csv.write_plain(told, header, send, quote_all=shape.quote_all, newline=shape.newline)
