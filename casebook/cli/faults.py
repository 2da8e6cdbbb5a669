"""What a command may fail by and tell in one line; loaded only when one did fail."""

from __future__ import annotations

from casebook.cli.common import Failure
from casebook.evaluate import NoGold
from casebook.settings import SettingsError
from crawler.run import CrawlFailed
from crawler.sources import NoContact, SourcesError
from scheduler.backfill import NoSuchMonth
from scheduler.engines import EngineError
from scheduler.files import NoSuchInput
from scheduler.guarded import CannotFetch
from scheduler.relinking import RelinkFailed
from scheduler.schedules import BadSchedule
from scheduler.shard import CannotOpen
from storage.accounts import AccountError
from storage.alerts import BadAlert
from storage.archive import ArchiveError
from storage.backups import BackupError
from storage.decisions import CannotDecide
from storage.documents import CannotAdd
from storage.faults import DatabaseError
from storage.fields import NoSuchValue
from storage.identifiers import NoSuchIncident
from storage.redactions import CannotRedact
from storage.refusals import CannotExport
from storage.runs import NoSuchRun
from storage.search import CannotSearch
from storage.shards import ShardError
from storage.webhooks import NoSuchWebhook

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
    CannotFetch,
    BackupError,
    NoSuchWebhook,
    OSError,
)

#: What to do next about faults whose message, shown on pages too, cannot name a command.
NEXT: dict[type[Exception], str] = {NoSuchIncident: "`casebook incidents` lists those there are"}
