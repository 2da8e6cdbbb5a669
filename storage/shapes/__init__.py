"""Somebody's columns as data: one file says how a table of theirs is read, written and checked.

The shapes of the databases downstream stand beside this file; one's own is a map file of the same
form. A column names one of our fields, and how its values are coded; a column that names none is
theirs alone, kept when read and left blank when written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as make
from pathlib import Path
from typing import Any

from storage.fields import FIELDS as SETTABLE
from storage.inclusion import BadRules, ruleset
from storage.refusals import CannotExport

HERE = Path(__file__).parent

#: What a column may hold, and what becomes of it when read.
FIELDS = (
    "name", "aliases", "age", "gender", "race", "race_source", "fatal", "outcome",
    "incident_date", "death_date", "city", "county", "state", "address", "latitude", "longitude",
    "point", "place_precision", "armed", "weapon", "fleeing", "body_camera", "shots_fired",
    "agencies", "agency_numbers", "officers", "sources", "duty", "hit_by_police", "cause",
    "victim_id", "incident_id", "review", "killed_count", "injured_count", "suspects_killed_count",
    "suspects_injured_count", "participants.age", "participants.age_group", "participants.gender",
    "participants.name", "participants.status", "participants.type", "characteristics",
)  # fmt: skip
TYPES = ("text", "int", "number", "date", "bool", "url")
#: Fields that hold one of a few words of ours, and no other.
CODED = frozenset(("armed", "gender", "fleeing", "duty", "hit_by_police", "outcome"))
_LOOKUP = frozenset(("file", "key", "value"))


class BadShape(CannotExport):
    """A map file cannot be used; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of somebody's table."""

    name: str
    field: str | None = None
    type: str = "text"
    also_called: tuple[str, ...] = ()  # other headers it stands under
    codes: Mapping[str, str] = make(default_factory=dict)  # ours → theirs
    reads: Mapping[str, str] = make(default_factory=dict)  # theirs → ours, where many say one
    finer: tuple[str, ...] = ()  # those of them that say more than the code we write
    blank: tuple[str, ...] = ()  # read as not stated, beside the empty cell
    unknown: str = ""  # written for what we do not know
    many: str | None = None  # what parts several values in one cell
    dates: tuple[str, ...] = ("%Y-%m-%d",)  # the first is how we write
    part: str | None = None  # month, day, year: a date in several columns
    free: str | None = None  # words without a code go to this field
    values: tuple[str, ...] = ()  # what else may stand there, for the validator
    pattern: str | None = None
    required: bool = False
    optional: bool = False  # the column may be missing from a file
    schema: str | None = None  # holds a row's identifier in that other list
    always: str | None = None  # written in every row
    numbered: bool = False  # "0::a||1::b", a value a person
    state_names: bool = False  # Ohio, not OH
    open: bool = False  # words without a code may stand there: its owners were not strict

    @property
    def allowed(self) -> frozenset[str] | None:
        """Every value the column may hold, folded; None where any text may stand."""
        if self.free or self.open or self.numbered or not (self.codes or self.values):
            return None
        listed = (*self.codes.values(), *self.reads, *self.values, *self.blank, self.unknown)
        return frozenset(item.casefold() for item in listed)


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of somebody's: its columns in order, and how its file is written."""

    name: str  # also the name under which its identifiers are remembered
    title: str
    columns: tuple[Column, ...]
    family: str
    row: str = "victim"  # incident, agency
    id: str | None = None
    new_ids: int | None = None  # rows of ours get their own number beyond this one
    inclusion: str | None = None
    facts: Mapping[str, Any] = make(default_factory=dict)  # true of every row when read
    quote_all: bool = False
    newline: str = "\n"
    sheet: str | None = None
    lookup: Mapping[str, str] = make(default_factory=dict)  # file, key and value of agencies
    agencies_shape: str | None = None
    closed: bool = False  # no other columns may stand in a file of this shape
    path: Path | None = None

    @property
    def own(self) -> bool:
        """Somebody's own map, and none that came with Casebook."""
        return self.path is not None and self.path.parent != HERE

    @property
    def called(self) -> str:
        """How messages call it: somebody's own by its file, one of ours by its name."""
        return str(self.path) if self.own else f"the shape “{self.name}”"

    def column(self, name: str) -> Column | None:
        return next((item for item in self.columns if item.name == name), None)

    @property
    def schema(self) -> str:
        """Under what name the identifiers of this table are remembered."""
        column = self.column(self.id) if self.id else None
        return (column.schema if column else None) or self.name

    def of_field(self, field: str) -> Column | None:
        return next((item for item in self.columns if item.field == field), None)


def built_in() -> dict[str, Shape]:
    """The shapes of other people's databases, by name."""
    return {path.stem: read_shape(path) for path in sorted(HERE.glob("*.toml"))}


def built_in_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


def families() -> tuple[str, ...]:
    return tuple(dict.fromkeys(shape.family for shape in built_in().values()))


def named(name: str) -> list[Shape]:
    """All shapes of a family, or one by its own name; raises :class:`BadShape`."""
    known = built_in()
    found = [shape for shape in known.values() if shape.family == name]
    found = found or [shape for shape in known.values() if shape.name == name]
    if not found:
        listed = ", ".join(sorted({*known, *families()}))
        raise BadShape(f"there is no schema “{name}”; there are {listed}")
    return found


def fitting(shapes: Sequence[Shape], header: Sequence[str]) -> Shape:
    """Of several shapes the one whose columns a file's header has most of."""

    def missing(shape: Shape) -> tuple[int, int]:
        have = set(header)
        known = [c for c in shape.columns if have & {c.name, *c.also_called}]
        lacking = [c for c in shape.columns if c not in known and not c.optional]
        return (len(lacking) - len(known), len(shape.columns))

    return min(shapes, key=missing)


def read_shape(path: Path) -> Shape:
    """Read a map file, strictly: what it does not understand it names. A shape's name will do."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as fault:
        if path.name in built_in_names():
            return read_shape(HERE / f"{path.name}.toml")
        listed = ", ".join(built_in_names())
        raise BadShape(f"there is no map file {path}, nor a shape so called: {listed}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadShape(f"{path} is no TOML: {fault}") from fault
    raw = told.pop("column", [])
    if not isinstance(raw, list) or not raw:
        raise BadShape(f"{path}: no [[column]] in it; each names a column of the file")
    columns = tuple(_column(path, item) for item in raw)
    known = {name for name in Shape.__dataclass_fields__ if name not in {"columns", "path"}}
    _refuse_unknown(path, told, known)
    _refuse_other_kinds(path, told, Shape)
    name = str(told.pop("name", path.stem))
    shape = Shape(
        name=name,
        columns=columns,
        path=path,
        title=str(told.pop("title", name)),
        family=str(told.pop("family", name)),
        **told,
    )
    _check(path, shape)
    return shape


def _column(path: Path, told: Mapping[str, Any]) -> Column:
    if not isinstance(told.get("name"), str):
        raise BadShape(f"{path}: a [[column]] without a name")
    where = f"{path}: column “{told['name']}”"
    _refuse_unknown(where, told, set(Column.__dataclass_fields__))
    _refuse_other_kinds(where, told, Column)
    values: dict[str, Any] = {
        key: tuple(item) if isinstance(item, list) else item for key, item in told.items()
    }
    found = Column(**values)
    if found.field is not None and found.field not in FIELDS:
        raise BadShape(f"{where}: there is no field “{found.field}”; there are {', '.join(FIELDS)}")
    if found.free is not None and found.free not in FIELDS:
        raise BadShape(
            f"{where}: free names the field “{found.free}”, and there is none; there are"
            f" {', '.join(FIELDS)}"
        )
    if found.type not in TYPES:
        raise BadShape(f"{where}: type is one of {', '.join(TYPES)}, not “{found.type}”")
    if found.part not in (None, "month", "day", "year"):
        raise BadShape(f"{where}: part is month, day or year, not “{found.part}”")
    try:
        re.compile(found.pattern or "")
    except re.error as fault:
        raise BadShape(f"{where}: pattern is no regular expression: {fault}") from fault
    _check_codes(where, found)
    return found


def _check_codes(where: str, column: Column) -> None:
    """Codes stand for values their field can hold: a misspelt one would be pinned as it is."""
    field = str(column.field)
    if field in CODED:
        for value in (*column.codes, *filter(None, column.reads.values())):
            try:
                SETTABLE[field](value)
            except ValueError as fault:
                raise BadShape(f"{where}: {field} cannot be “{value}”: {fault}") from fault
    if field in {"fatal", "body_camera"} and (strange := set(column.codes) - {"true", "false"}):
        raise BadShape(f"{where}: {field} cannot be “{min(strange)}”: write true or false")


def _refuse_unknown(where: object, told: Mapping[str, Any], known: set[str]) -> None:
    if strange := sorted(set(told) - known):
        raise BadShape(f"{where}: “{strange[0]}” means nothing here; {', '.join(sorted(known))} do")


_KINDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "str": ("a text", lambda told: isinstance(told, str)),
    "bool": ("true or false", lambda told: isinstance(told, bool)),
    "int": ("a whole number", lambda told: isinstance(told, int) and not isinstance(told, bool)),
    "tuple[str, ...]": (
        "a list of texts, in [ ]",
        lambda told: isinstance(told, list) and all(isinstance(item, str) for item in told),
    ),
    "Mapping[str, str]": (
        "a table of texts, in { }",
        lambda told: (
            isinstance(told, dict) and all(isinstance(item, str) for item in told.values())
        ),
    ),
    "Mapping[str, Any]": ("a table, in { }", lambda told: isinstance(told, dict)),
}


def _refuse_other_kinds(where: object, told: Mapping[str, Any], kind: type) -> None:
    for name, value in told.items():
        wanted = str(kind.__dataclass_fields__[name].type).removesuffix(" | None")  # type: ignore[attr-defined]
        called, fits = _KINDS[wanted]
        if not fits(value):
            raise BadShape(f"{where}: {name} is {called}, not {value!r}")
        if name == "dates" and not value:
            raise BadShape(f"{where}: dates names no way to write a day; leave it out or add one")


def _check_facts(path: Path, shape: Shape) -> None:
    for name, value in shape.facts.items():
        if name not in SETTABLE:
            raise BadShape(
                f"{path}: facts has the field “{name}”, and there is none; there are"
                f" {', '.join(SETTABLE)}"
            )
        written = str(value).lower() if isinstance(value, bool) else str(value)
        try:
            sound = SETTABLE[name](written)
        except ValueError as fault:
            raise BadShape(f"{path}: facts: {name} cannot be {value!r}: {fault}") from fault
        if sound != value or isinstance(sound, bool) != isinstance(value, bool):
            instead = str(sound).lower() if isinstance(sound, bool) else repr(sound)
            raise BadShape(f"{path}: facts: {name} cannot be {value!r}: write {instead}")


def _check(path: Path, shape: Shape) -> None:
    _check_facts(path, shape)
    if shape.inclusion is not None:
        try:
            ruleset(shape.inclusion)
        except BadRules as fault:
            raise BadShape(f"{path}: inclusion: {fault}") from fault
    if shape.lookup and set(shape.lookup) != _LOOKUP:
        raise BadShape(f"{path}: lookup has {', '.join(sorted(_LOOKUP))}, each a text")
    if shape.newline not in {"\n", "\r\n"}:
        raise BadShape(f'{path}: newline is "\\n" or "\\r\\n", not {shape.newline!r}')
    if shape.id is not None and shape.column(shape.id) is None:
        raise BadShape(
            f"{path}: id names the column “{shape.id}”, and no [[column]] is so called; add one"
        )
    if shape.row not in {"victim", "incident", "agency"}:
        raise BadShape(f"{path}: row is victim, incident or agency, not “{shape.row}”")
    names = [column.name for column in shape.columns]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadShape(f"{path}: column “{twice[0]}” stands there twice")
