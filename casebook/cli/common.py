"""What every command shares: its options, its place of work, its way of printing."""

from __future__ import annotations

import getpass
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from casebook.cli.paper import SPELLED_OUT, Paper
from casebook.counts import listed
from crawler.safety import refusal
from pipeline.records import Scope

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.text import Text

    from scheduler.workplace import Workplace

Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        envvar="CASEBOOK_DB",
        metavar="URL",
        help="Database, as an SQLAlchemy address [default: sqlite:///casebook.db]",
        show_default=False,
    ),
]
ArchiveDir = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        envvar="CASEBOOK_ARCHIVE",
        metavar="DIR",
        help="Folder of archived pages [default: casebook-archive beside the database]",
        show_default=False,
    ),
]
ScopeChoice = Annotated[
    Scope | None,
    typer.Option(
        "--scope",
        help="Which shootings count; fixed when the database is made [default: police]",
        show_default=False,
    ),
]
SourcesFile = Annotated[
    Path | None,
    typer.Option("--sources", metavar="FILE", help="[default: seeds/sources.toml]"),
]
Unreviewed = Annotated[
    bool, typer.Option("--include-unreviewed", help="Also incidents nobody accepted.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides [default: login name]")
]
Note = Annotated[str, typer.Option("--note", "--reason", help="Why, in a sentence.")]

#: The demo tells of one death that was; what its outlets and articles say of it is made up.
_DEMO = (
    "DEMO DATA, made by “make demo”: outlets, articles and persons are invented; only the death of"
    " Stephon Clark is real"
)

out = Paper()
err = Paper(stderr=True)


class Group(TyperGroup):
    """Commands below one, listed with the whole sentence that each says of itself."""

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, (one.help or "").split("\n\n")[0]) for name, one in self.commands.items()]
            )


def group(says: str, *, alone: bool = False) -> typer.Typer:
    """Commands below one, which can also be called ``alone``."""
    return typer.Typer(
        help=says,
        cls=Group,
        invoke_without_command=alone,
        no_args_is_help=not alone,
        rich_markup_mode=None,
    )


def speak() -> None:
    """What the terminal has no character for is spelled out, rather than ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=SPELLED_OUT)


def fit() -> None:
    """As wide as the terminal is now; what goes to a file or a pipe is not folded for one of 80."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit():
        out.width = int(told)
    else:
        out.width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 120


class Failure(Exception):
    """The command cannot do what was asked; the message is the one clear line for the user."""


def need_address_to_tell(url: str, *, private_network: bool) -> None:
    """Raises ``Failure`` where nothing may be posted to it: inside one's own network, say."""
    if why := refusal(url, private_network=private_network):
        raise Failure(
            f"{url} cannot be told: {why}; CASEBOOK_PRIVATE_WEBHOOKS=yes allows addresses of"
            " one's own network"
        )


@contextmanager
def workplace(
    db: str | None,
    archive: Path | None,
    *,
    scope: Scope | None = None,
    create: bool = False,
    demo: bool = False,
) -> Iterator[Workplace]:
    """Open database and archive, and say so when they hold demonstration data."""
    from casebook.settings import Settings
    from scheduler.workplace import Errand, Workplace
    from storage.archive import Archive
    from storage.engine import open_database

    settings = Settings.read(db=db, archive=archive)
    settings.pass_on()
    database = open_database(settings.database, create=create, scope=scope, demo=demo)
    try:
        if database.demo:
            err.print(_DEMO, style="bold", soft_wrap=True)
        with Archive(settings.archive) as pages:
            place = Workplace(database, pages, Errand(config=settings.fingerprint))
            if create:
                warn_of_another_archive(place)
            yield place
    finally:
        database.dispose()


def warn_of_another_archive(place: Workplace) -> None:
    """Pages kept in two folders are read in neither: said before more of them are kept or read."""
    from storage.check import elsewhere

    with place.database.read() as session:
        name = elsewhere(session, place.archive)
    if name:
        err.print(
            f"warning: {place.archive.root.absolute()} lacks {name}, in which this record keeps"
            " pages: if they lie in another folder, name that with --archive (“casebook doctor”"
            " lists all that is missing)",
            soft_wrap=True,
        )


def who(by: str | None) -> str:
    """Who decides. Raises ``Failure`` where neither is told nor has the system a name for us."""
    if by is not None and not by.strip():
        raise Failure("--by needs a name")
    try:
        return by or getpass.getuser()
    except (KeyError, OSError) as why:  # a container's user may have a number only
        raise Failure("this system has no login name for you; say who you are with --by") from why


def civil_day(written: str) -> datetime:
    """A day as options take it. Raises wrong usage that says how one is written."""
    try:
        return datetime.strptime(written, "%Y-%m-%d")  # noqa: DTZ007 - a civil day
    except ValueError as fault:
        raise typer.BadParameter(f"“{written}” is no day; write it like 2024-01-31") from fault


def in_order(since: datetime | None, until: datetime | None) -> None:
    """Days the wrong way round would find nothing, as if there were nothing."""
    if since and until and until < since:
        raise typer.BadParameter("--until is before --since")


def print_json(value: Any) -> None:
    plain = (sys.stdout.encoding or "utf-8").casefold().replace("-", "") != "utf8"
    json.dump(value, sys.stdout, ensure_ascii=plain, indent=2, default=str)
    sys.stdout.write("\n")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, whole: Sequence[str] = ()
) -> None:
    """A table as wide as the terminal; columns in ``whole`` are never folded, nor is a pipe's."""
    from casebook.cli.columns import print_columns

    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    width = out.width if is_folded() else None
    print_columns(out, columns, cells, whole=whole, width=width)
    if not cells:
        out.print("(none)", style="dim")


def is_folded() -> bool:
    """Whether somebody reads it at a terminal, or told a width; a pipe's lines stay whole."""
    return out.is_terminal or "COLUMNS" in os.environ


def hang(words: str | Text, *, first: int = 0, rest: int, style: str = "") -> None:
    """Print words under their own beginning, where they take more than a line."""
    from casebook.cli.columns import print_hanging

    print_hanging(out, words, first=first, rest=rest, style=style)


def print_counts(title: str, counts: Mapping[str, int]) -> None:
    """One line: what was done, how many of each."""
    out.print(f"{title}: {listed(counts) or 'nothing to do'}", soft_wrap=True)


@contextmanager
def progress(title: str) -> Iterator[ProgressBar]:
    """A bar on standard error, and only when that is a terminal."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        disable=not err.is_terminal,
        transient=True,
    ) as bar:
        yield ProgressBar(bar)


class ProgressBar:
    """What jobs call: ``bar(done, total)``."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None)

    def __call__(self, done: int, total: int | None = None) -> None:
        self._bar.update(self._task, completed=done, total=total)
