"""Commands that hand the record over."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from casebook.cli.common import ArchiveDir, Db, Failure, err, workplace
from casebook.counts import counted
from storage import exports, leaving
from storage.exports import in_shape, package
from storage.exports.articles import TEXTS
from storage.shapes import Shape, built_in, read_shape

_FORMATS = (*exports.FORMATS, *exports.OPEN_FORMATS)
_COUNTED = ("incidents", "victims")
_PACKAGE = "package"


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command("export")(export)


def export(
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help=f"One of {', '.join((*exports.KINDS, _PACKAGE))}."),
    ],
    fmt: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FMT",
            help=f"{', '.join(_FORMATS)}, or the shape of another database (see docs/"
            "handing-over.md). [default: by the file's ending, else jsonl]",
            show_default=False,
        ),
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="MAP.toml", help="Victims in your own columns.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="[default: print]")
    ] = None,
    text: Annotated[
        str,
        typer.Option(metavar="HOW", help="Articles: how much of their text: none, quotes or full."),
    ] = "full",
    since: Annotated[
        int, typer.Option(min=0, metavar="CURSOR", help="Changes: only those after this cursor.")
    ] = 0,
    quotes: Annotated[
        int, typer.Option(metavar="N", help="Package: quotes of at most N characters; 0 for none.")
    ] = leaving.QUOTE_LENGTH,
    include_unreviewed: Annotated[
        bool,
        typer.Option("--include-unreviewed", help="What leaves the team: also what none accepted."),
    ] = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Write the record out: incidents, victims, articles, claims, judgements or changes."""
    if text not in TEXTS:
        raise typer.BadParameter(f"--text is one of {', '.join(TEXTS)}, not “{text}”")
    if since and kind != "changes":
        raise typer.BadParameter("--since is for changes; “export changes --since CURSOR”")
    if text != "full" and kind != "articles":
        raise typer.BadParameter("--text is for articles")
    _refuse_workbook(output)
    if kind == _PACKAGE:
        _package(output, db, archive, quotes=quotes, unreviewed=include_unreviewed)
        return
    if shape := _shape(kind, fmt, map_file):
        _in_shape(shape, output, db, archive, own=bool(map_file), unreviewed=include_unreviewed)
        return
    fmt = fmt or _by_name(output)
    options = _options(kind, text=text, since=since)
    if fmt in exports.OPEN_FORMATS:
        options = {"include_unreviewed": include_unreviewed}
    with workplace(db, archive) as place, place.database.read() as session, opened(output) as file:
        lines = exports.export(session, kind, fmt, out=file, **options)
    if output:
        err.print(f"{counted(lines, kind)} written to {output}")


def _by_name(output: Path | None) -> str:
    """The format a file's name asks for where nobody names one; else JSON lines."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in _FORMATS else "jsonl"


def _refuse_workbook(output: Path | None) -> None:
    """No workbooks are written, and no spreadsheet opens a text that is called one."""
    if output and output.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".ods"}:
        raise Failure(f"no workbook is written: name {output.with_suffix('.csv')} instead")


def _shape(kind: str, fmt: str | None, map_file: Path | None) -> Shape | None:
    """Whose columns were asked for; none: our own, in one of our formats."""
    if kind not in exports.KINDS:
        known = ", ".join((*exports.KINDS, _PACKAGE))
        raise typer.BadParameter(f"KIND is one of {known}, not “{kind}”")
    if fmt and map_file:
        raise typer.BadParameter("give either --format or --map")
    if map_file or fmt in built_in():
        if kind not in _COUNTED:
            raise typer.BadParameter("the shape of a database holds incidents and victims only")
        return read_shape(map_file) if map_file else built_in()[str(fmt)]
    if fmt is not None and fmt not in _FORMATS:
        known = ", ".join((*_FORMATS, *_handed()))
        raise typer.BadParameter(f"--format is one of {known}, not “{fmt}”")
    return None


def _handed() -> list[str]:
    """The shapes one can export to."""
    return [name for name, shape in built_in().items() if shape.row != "agency"]


@contextmanager
def opened(output: Path | None) -> Iterator[IO[bytes]]:
    """Where to write: a file that is whole or not there, else standard output."""
    if output is None:
        yield sys.stdout.buffer
        return
    if not output.parent.is_dir():
        raise Failure(f"the folder {output.parent} does not exist; make it first")
    if output.is_dir():
        raise Failure(f"{output} is a folder; name a file in it")
    if output.exists() and not output.is_file():  # a device or a pipe: nothing to replace
        with output.open("wb") as file:
            yield file
        return
    unfinished = output.with_name(output.name + ".part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _in_shape(
    shape: Shape, output: Path | None, db: str | None, archive: Any, *, own: bool, unreviewed: bool
) -> None:
    from scheduler.importing import agency_names

    whose = in_shape.Agencies()
    with workplace(db, archive) as place, ExitStack() as stack:
        identity = place.database.identity() if own else ""
        session = stack.enter_context(place.database.read())
        exports.refuse_demo(session)
        with opened(output) as file:
            send = exports.writer(file)
            if own:
                agencies = agency_names(shape)
                rows = in_shape.write_own(
                    session, shape, send,
                    identity=identity, agencies=agencies, include_unreviewed=unreviewed,
                )  # fmt: skip
            else:
                losses = in_shape.losses_of(shape)
                rows = in_shape.write(
                    session, shape, send,
                    include_unreviewed=unreviewed, losses=losses, agencies=whose,
                )  # fmt: skip
                for line in losses.lines(shape):
                    err.print(line, soft_wrap=True)
    if output and shape.agencies_shape and not own:
        _agencies(shape, whose, output)
    if output:
        err.print(f"{counted(rows, 'rows')} written to {output}")


def _agencies(shape: Shape, whose: in_shape.Agencies, output: Path) -> None:
    """The second of two files, beside the first."""
    beside = output.with_name(f"{output.stem}-agencies{output.suffix}")
    with opened(beside) as file:
        rows = in_shape.write_agencies(shape, whose, exports.writer(file))
    err.print(f"{counted(rows, 'agencies')} written to {beside}")


def _package(
    output: Path | None, db: str | None, archive: Any, *, quotes: int, unreviewed: bool
) -> None:
    """A folder with everything that may leave, described, checksummed and licensed."""
    if output is None:
        raise typer.BadParameter("a package is a folder: name it with -o DIR")
    with workplace(db, archive) as place, place.database.read() as session:
        counts = package.write(
            session,
            output,
            version=version("casebook"),
            now=datetime.now(UTC),
            quote_length=quotes,
            include_unreviewed=unreviewed,
        )
    for name, many in counts.items():
        err.print(f"{output / name}: {counted(many, 'rows')}")


def _options(kind: str, *, text: str, since: int) -> dict[str, Any]:
    """Each kind is given only the options that mean something to it."""
    match kind:
        case "articles":
            return {"text": text}
        case "changes":
            return {"since": since}
    return {}
