"""Commands that hand the record over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from casebook.cli.common import ArchiveDir, Db, Failure, err, workplace
from storage import exports

_FORMATS = (*exports.FORMATS, *exports.OPEN_FORMATS)


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command("export")(export)


def export(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=f"One of {', '.join(exports.KINDS)}.")
    ],
    fmt: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FMT",
            help=f"{', '.join(exports.FORMATS)}; {', '.join(exports.OPEN_FORMATS)}.",
        ),
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="[default: print]")
    ] = None,
    text: Annotated[
        str, typer.Option(help="Articles: how much of their text: none, quotes or full.")
    ] = "full",
    since: Annotated[
        int, typer.Option(metavar="CURSOR", help="Changes: only those after this cursor.")
    ] = 0,
    include_unreviewed: Annotated[
        bool,
        typer.Option(
            "--include-unreviewed", help="What leaves the team: also what nobody accepted."
        ),
    ] = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Write the record out: incidents, victims, articles, claims, judgements or changes."""
    if kind not in exports.KINDS:
        raise typer.BadParameter(f"KIND is one of {', '.join(exports.KINDS)}, not “{kind}”")
    if fmt not in _FORMATS:
        raise typer.BadParameter(f"--format is one of {', '.join(_FORMATS)}, not “{fmt}”")
    options = _options(kind, text=text, since=since)
    if fmt in exports.OPEN_FORMATS:
        options = {"include_unreviewed": include_unreviewed}
    with workplace(db, archive) as place, place.database.read() as session:
        if output is None:
            exports.export(session, kind, fmt, out=sys.stdout.buffer, **options)
            return
        if not output.parent.is_dir():
            raise Failure(f"the folder {output.parent} does not exist; make it first")
        unfinished = output.with_name(output.name + ".part")
        with unfinished.open("wb") as file:
            lines = exports.export(session, kind, fmt, out=file, **options)
        unfinished.replace(output)
    err.print(f"{lines:,} {kind} written to {output}", markup=False)


def _options(kind: str, *, text: str, since: int) -> dict[str, Any]:
    """Each kind is given only the options that mean something to it."""
    match kind:
        case "articles":
            return {"text": text}
        case "changes":
            return {"since": since}
    return {}
