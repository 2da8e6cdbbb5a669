"""The command line: one file per subject, each command a thin reading of options."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from casebook.cli.common import ArchiveDir, Db, err, fit

#: The files of commands, in the order ``--help`` lists them.
ROOMS = (
    "collect",
    "look",
    "inbox",
    "decide",
    "handover",
    "operate",
    "watch",
    "keep",
    "serve",
    "account",
    "check",
    "demonstrate",
    "reach",
    "outlets",
)

#: Which file holds each command: whoever asks for one need not wait for all the others to load.
COMMANDS = {
    "crawl": "collect",
    "fetch": "collect",
    "follow-up": "collect",
    "ingest": "collect",
    "read": "collect",
    "resolve": "collect",
    "replay": "collect",
    "rejected": "collect",
    "incidents": "look",
    "show": "look",
    "inbox": "inbox",
    "accept": "decide",
    "hold": "decide",
    "exclude": "decide",
    "merge": "decide",
    "split": "decide",
    "undo": "decide",
    "set": "decide",
    "export": "handover",
    "import": "own_record",
    "validate": "own_record",
    "compare": "holding",
    "rule": "holding",
    "coverage": "holding",
    "release": "freeze",
    "trial": "freeze",
    "corrections": "freeze",
    "status": "watch",
    "runs": "watch",
    "show-run": "watch",
    "config": "watch",
    "search": "keep",
    "push": "keep",
    "deliver": "keep",
    "redact": "keep",
    "tidy": "keep",
    "backup": "keep",
    "restore": "keep",
    "serve": "serve",
    "evaluate": "check",
    "doctor": "check",
    "demo": "demonstrate",
    "backfill": "reach",
    "relink": "reach",
    "schedule": "operate",
    "work": "operate",
    "alerts": "operate",
    "webhook": "keep",
    "document": "keep",
    "account": "account",
    "sources": "outlets",
}


def command_line(rooms: Sequence[str] = ROOMS) -> typer.Typer:
    """The commands of these files; of all when none is named."""
    app = typer.Typer(
        name="casebook",
        help="A ledger of police shootings, read from news coverage: every value with its "
        "sentence, every merge with its reason.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(everywhere)
    for room in rooms:
        import_module(f"casebook.cli.{room}").register(app)
    return app


def everywhere(db: Db = None, archive: ArchiveDir = None) -> None:
    """Options that may also stand before the command."""
    if db:
        os.environ["CASEBOOK_DB"] = db
    if archive:
        os.environ["CASEBOOK_ARCHIVE"] = str(archive)


def rooms_for(words: Sequence[str]) -> Sequence[str]:
    """The file of the command these words ask for; all files where that is not plain.

    >>> rooms_for(["--db", "show", "crawl", "wfaa"])
    ('collect',)
    """
    rest = iter(words)
    for word in rest:
        if word in ("--db", "--archive"):
            next(rest, None)
        elif not word.startswith("-"):
            return (COMMANDS[word],) if word in COMMANDS else ROOMS
    return ROOMS


def main() -> None:
    """Exit status: 0 done, 1 failed (one line on standard error says why), 2 wrong usage."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    fit()
    try:
        command_line(rooms_for(sys.argv[1:]))()
    except KeyboardInterrupt:
        err.print("casebook: stopped; the same command goes on from here")
        sys.exit(130)
    except Exception as fault:
        from casebook.cli.faults import EXPECTED

        if not isinstance(fault, EXPECTED):
            raise
        err.print(f"casebook: {fault}", markup=False, soft_wrap=True)
        sys.exit(1)
