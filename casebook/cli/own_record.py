"""Commands for somebody's table: take one's own in, check a file against its shape."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    By,
    Db,
    Failure,
    Note,
    err,
    out,
    print_counts,
    print_json,
    progress,
    who,
    workplace,
)
from casebook.settings import Settings
from crawler.sources import read_sources
from storage.shapes import Shape, check, fitting, named, read_shape
from storage.shapes.files import open_table

if TYPE_CHECKING:
    from scheduler.importing import ImportCounts

TableArgument = Annotated[Path, typer.Argument(metavar="FILE", help="CSV or .xlsx.")]
MapOption = Annotated[
    Path, typer.Option("--map", metavar="MAP.toml", help="What the file's columns mean.")
]
SchemaChoice = Annotated[
    str | None, typer.Option(metavar="SCHEMA", help="The shape of a known database.")
]
OwnShape = Annotated[
    Path | None, typer.Option("--map", metavar="MAP.toml", help="A shape of your own.")
]
_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command("import")(import_)
    app.command()(validate)


def import_(
    file: TableArgument,
    map_file: MapOption,
    by: By = None,
    note: Note = "",
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Take a hand-kept record in: each row an accepted incident, its filled cells pinned."""
    from scheduler.importing import import_rows

    shape = read_shape(map_file)
    if shape.row != "victim":
        raise Failure(f"{map_file}: a record is taken in with a row a victim, not {shape.row}")
    open_table(file, sheet=shape.sheet)  # a wrong path is said before a database is made
    path = Settings.read(db=db, archive=archive).sources
    known = read_sources(path) if path.exists() else ()
    with workplace(db, archive, create=True) as place:
        if place.database.demo:
            raise Failure("this database holds demonstration data; name another with --db")
        with progress("importing") as bar:
            now = datetime.now(UTC)
            counts = import_rows(
                place, file, shape, by=who(by), now=now, note=note, sources=known, progress=bar
            )
    _print_import(counts)


def validate(
    file: TableArgument,
    schema: SchemaChoice = None,
    map_file: OwnShape = None,
    as_json: AsJson = False,
) -> None:
    """Check a file against a shape: every cell that database would not take, line by line."""
    shape = shape_of(file, schema, map_file)
    found = list(check.faults(file, shape, now=datetime.now(UTC)))
    if as_json:
        print_json([asdict(fault) for fault in found])
    for fault in () if as_json else found[:_SHOWN]:
        out.print(str(fault), soft_wrap=True)
    if found:
        shown = f"; the first {_SHOWN} are shown, --json has all" if len(found) > _SHOWN else ""
        many = "1 fault" if len(found) == 1 else f"{len(found):,} faults"
        raise Failure(f"{file} does not hold to {shape.title}: {many}{'' if as_json else shown}")
    if not as_json:
        out.print(f"{file} holds to {shape.title}")


def shape_of(file: Path, schema: str | None, map_file: Path | None) -> Shape:
    """The shape named, or the one of a family that fits the file, or one's own map."""
    if bool(schema) == bool(map_file):
        raise typer.BadParameter("give either --schema SCHEMA or --map MAP.toml")
    if map_file:
        return read_shape(map_file)
    return fitting(named(str(schema)), open_table(file).header)


def _print_import(counts: ImportCounts) -> None:
    print_counts("import", counts.by)
    if counts.decision:
        out.print(f"decision {counts.decision}: one “casebook undo” takes it back")
    for what, many in counts.unread.most_common(_SHOWN):
        often = f"{many:,} ×, first in " if many > 1 else ""
        at = f"{often}line {counts.unread_at[what]}"
        err.print(f"kept as written ({at}): {what}", soft_wrap=True)
    for line in counts.unusable[:_SHOWN]:
        err.print(line, soft_wrap=True)
    if (left_out := len(counts.unusable) - _SHOWN) > 0:
        err.print(f"… and {left_out:,} more; “casebook rejected” lists them all")
    if counts.says:
        err.print(counts.says, soft_wrap=True)
    for item in counts.unclear:
        err.print(f"row {item.row}: {item.why}; left to you", soft_wrap=True)
