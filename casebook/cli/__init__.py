"""The command line: one file per subject, each command a thin reading of options."""

from __future__ import annotations

import logging
import os
import sys

import typer

from casebook.cli import (
    account,
    check,
    collect,
    decide,
    demonstrate,
    handover,
    inbox,
    keep,
    look,
    operate,
    outlets,
    reach,
    serve,
    watch,
)
from casebook.cli.common import ArchiveDir, Db, Failure, err
from casebook.evaluate import NoGold
from casebook.settings import SettingsError
from crawler.run import CrawlFailed, NoContact
from crawler.sources import SourcesError
from scheduler.backfill import NoSuchMonth
from scheduler.engines import EngineError
from scheduler.files import NoSuchInput
from scheduler.relinking import RelinkFailed
from scheduler.schedules import BadSchedule
from scheduler.shard import CannotOpen
from storage.accounts import AccountError
from storage.alerts import BadAlert
from storage.archive import ArchiveError
from storage.backups import BackupError
from storage.documents import CannotAdd
from storage.engine import DatabaseError
from storage.exports import CannotExport
from storage.fields import NoSuchValue
from storage.identifiers import NoSuchIncident
from storage.judgements import CannotDecide
from storage.redactions import CannotRedact
from storage.runs import NoSuchRun
from storage.search import CannotSearch
from storage.shards import ShardError
from storage.webhooks import NoSuchWebhook

app = typer.Typer(
    name="casebook",
    help="A ledger of police shootings, read from news coverage: every value with its sentence, "
    "every merge with its reason.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def everywhere(db: Db = None, archive: ArchiveDir = None) -> None:
    """Options that may also stand before the command."""
    if db:
        os.environ["CASEBOOK_DB"] = db
    if archive:
        os.environ["CASEBOOK_ARCHIVE"] = str(archive)


for room in (
    collect,
    look,
    inbox,
    decide,
    handover,
    operate,
    watch,
    keep,
    serve,
    account,
    check,
    demonstrate,
    reach,
    outlets,
):
    room.register(app)

#: Faults of input or surroundings, told in one line; anything else is ours and keeps its traceback.
EXPECTED = (
    Failure,
    AccountError,
    SettingsError,
    BadAlert,
    BadSchedule,
    NoSuchRun,
    DatabaseError,
    ArchiveError,
    SourcesError,
    NoContact,
    CrawlFailed,
    NoSuchInput,
    NoSuchMonth,
    CannotOpen,
    EngineError,
    ShardError,
    RelinkFailed,
    NoGold,
    NoSuchIncident,
    CannotDecide,
    NoSuchValue,
    CannotExport,
    CannotSearch,
    CannotRedact,
    CannotAdd,
    BackupError,
    NoSuchWebhook,
    OSError,
)


def main() -> None:
    """Exit status: 0 done, 1 failed (one line on standard error says why), 2 wrong usage."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except EXPECTED as fault:
        err.print(f"casebook: {fault}", markup=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("casebook: stopped; the same command goes on from here")
        sys.exit(130)
