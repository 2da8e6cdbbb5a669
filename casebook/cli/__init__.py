"""The command line: one file per subject, each command a thin reading of options."""

from __future__ import annotations

import errno
import gc
import logging
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from casebook.cli.common import ArchiveDir, Db, err, fit, speak
from casebook.cli.table import COMMANDS, SECTIONS
from casebook.interrupts import INTERRUPTED, STOPPED, end_at_once, hear, raise_again
from scheduler.logs import hush

#: How a command ends whose words nobody reads to their end: as if SIGPIPE had ended it.
UNREAD = 141
_OUT = 1  # the number of standard output


class Listed(TyperGroup):
    """Lists every command by the table, and loads the file of the one that is run."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        for name, (_, says) in COMMANDS.items():
            self.add_command(TyperCommand(name, help=says))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, found, rest = super().resolve_command(ctx, args)
        return name, found and command(str(name)), rest

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """By what they are for; fifty in one list find nobody."""
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, COMMANDS[name][1]) for name in names])


def command(name: str) -> Any:
    """A command as its file defines it."""
    return commands_in(COMMANDS[name][0])[name]


def commands_in(room: str) -> dict[str, Any]:
    """The commands of one file."""
    with _loading():
        return dict(get_group(_typer(room)).commands)


@contextmanager
def _loading() -> Iterator[None]:
    """What is loaded stays for good: to look for garbage in it is a tenth of the time it takes."""
    gc.disable()
    end_at_once()
    try:
        yield
    finally:
        raise_again()
        gc.freeze()
        gc.enable()


def command_line() -> Any:
    """All commands; none of their files is loaded before it is needed."""
    return get_command(_typer())


def _typer(room: str | None = None) -> typer.Typer:
    """The commands of one file, or the list of all."""
    app = typer.Typer(
        name="casebook",
        help="A ledger of police shootings, read from news coverage: every value with its "
        "sentence, every merge with its reason.",
        cls=TyperGroup if room else Listed,
        no_args_is_help=True,
        add_completion=not room,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"max_content_width": 120},
    )
    app.callback()(everywhere)
    if room:
        import_module(f"casebook.cli.{room}").register(app)
    return app


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"casebook {version('casebook')}")
        raise typer.Exit


def everywhere(
    db: Db = None,
    archive: ArchiveDir = None,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say which one this is."),
    ] = False,
) -> None:
    """Options that may also stand before the command."""
    if db:
        os.environ["CASEBOOK_DB"] = db
    if archive:
        os.environ["CASEBOOK_ARCHIVE"] = str(archive)


def main() -> None:
    """Exit status: 0 done, 1 failed (one line on standard error says why), 2 wrong usage,
    130 stopped by Ctrl-C, 141 nobody read on.
    """
    try:
        _begin()
        command_line()()
    except KeyboardInterrupt:
        _stopped()
    except SystemExit as ended:
        if ended.code == INTERRUPTED:  # Typer turns Ctrl-C amid a command into this
            _stopped()
        if _unread(ended.code):
            sys.exit(UNREAD)
        raise
    except Exception as fault:
        from casebook.cli.faults import EXPECTED, NEXT

        if not isinstance(fault, EXPECTED):
            raise
        said = f"{fault}; {NEXT[type(fault)]}" if type(fault) in NEXT else str(fault)
        if isinstance(fault, OSError) and fault.filename and fault.strerror:
            name = str(fault.filename).removesuffix(".part")  # as it is called once it is whole
            said = f"{name}: {fault.strerror.casefold()}"
        elif isinstance(fault, OSError) and fault.strerror and fault.errno != errno.ENOSPC:
            said = fault.strerror.casefold()
        elif isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
            said = "no space is left where this writes; free some, then run the same command again"
        err.print(f"casebook: {said}", soft_wrap=True)
        sys.exit(1)


def _unread(code: object) -> bool:
    """Whether what was printed goes to nobody any more (``| head``); no more is said of it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    else:
        if code != 1:  # Typer turns what ended a command amid its words into this
            return False
        watched = select.poll()
        watched.register(_OUT, 0)
        if not any(event & select.POLLERR for _, event in watched.poll(0)):
            return False
    os.dup2(os.open(os.devnull, os.O_WRONLY), _OUT)  # Python writes out what it holds at the end
    return True


def _begin() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    hush()
    speak()
    fit()
    hear()
    raise_again()


def _stopped() -> NoReturn:
    err.print(STOPPED)
    sys.exit(INTERRUPTED)
