"""Commands that tell others of changes over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    By,
    Db,
    Failure,
    Unreviewed,
    err,
    group,
    need_address_to_tell,
    out,
    print_counts,
    print_json,
    print_table,
    who,
    workplace,
)
from casebook.counts import counted
from casebook.settings import Settings
from storage import deliveries
from storage import webhooks as receivers
from storage.deliveries import Backlog, Delivery
from storage.webhooks import Webhook


@dataclass(frozen=True, slots=True)
class _Posting:
    """How messages are signed, and whether they may go into one's own network."""

    secret: str | None
    private_network: bool

    @classmethod
    def read(cls) -> _Posting:
        settings = Settings.read()
        secret = settings.webhook_secret
        return cls(secret.get_secret_value() if secret else None, settings.private_webhooks)


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command()(deliver)
    hooks = group("Who is told of changes over HTTP.")
    for name, action in (("add", add_webhook), ("list", webhooks), ("remove", remove_webhook)):
        hooks.command(name)(action)
    app.add_typer(hooks, name="webhook")


def add_webhook(
    url: Annotated[str, typer.Argument(metavar="URL", help="What changes are posted to.")],
    since: Annotated[
        int | None,
        typer.Option(metavar="CURSOR", help="Begin after this change; 0: all [default: now]"),
    ] = None,
    include_unreviewed: Unreviewed = False,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Tell an address of every change from now on; “casebook deliver” and the clock send it."""
    posting = _Posting.read()
    need_address_to_tell(url, private_network=posting.private_network)
    with workplace(db, archive) as place:
        if place.database.demo:
            raise Failure("demonstration data is not handed on")
        with place.database.write() as session:
            new = receivers.add(
                session,
                url,
                by=who(by),
                now=datetime.now(UTC),
                since=since,
                unreviewed=include_unreviewed,
            )
    if not new:
        raise Failure(f"{url} is told already; remove it first to begin elsewhere")
    out.print(f"{url} is told of changes", soft_wrap=True)
    if posting.secret is None:
        err.print("without CASEBOOK_WEBHOOK_SECRET messages are not signed", style="bold")


def webhooks(
    messages: Annotated[
        bool, typer.Option("--messages", help="Also every message that waits or was given up.")
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Who is told of changes, and how much of it waits or was given up."""
    with workplace(db, archive) as place, place.database.read() as session:
        known = receivers.every(session)
        left = deliveries.backlogs(session)
        unsent = deliveries.unsent(session) if messages or as_json else []
    if as_json:
        hooks = [asdict(item) for item in known]
        backlogs = [asdict(item) for item in left]
        print_json({"webhooks": hooks, "backlogs": backlogs, "unsent": list(map(asdict, unsent))})
        return
    _print_receivers(known, {item.url: item for item in left})
    if messages and unsent:
        out.print()
        _print_messages(unsent)


def _print_receivers(known: Sequence[Webhook], left: Mapping[str, Backlog]) -> None:
    """One line an address: the webhooks, then those that only alerts are sent to."""
    hooks = {item.url: item for item in known}
    now = datetime.now(UTC)
    rows = []
    for url in dict.fromkeys((*hooks, *left)):
        hook, backlog = hooks.get(url), left.get(url)
        rows.append(
            (
                url,
                *(
                    (hook.cursor, "yes" if hook.unreviewed else "", hook.added_by)
                    if hook
                    else _ALERTS
                ),
                backlog.waiting if backlog else 0,
                backlog.given_up if backlog else 0,
                _since(backlog.oldest, now) if backlog else "",
                backlog.last_answer if backlog else "",
            )
        )
    print_table(
        (
            "address", "told up to", "unreviewed", "added by", "waiting", "given up", "oldest",
            "last answer",
        ),
        rows,
    )  # fmt: skip


#: In place of what is told of a webhook.
_ALERTS = ("", "", "alerts")


def _since(then: datetime, now: datetime) -> str:
    """How long ago, as people say it.

    >>> from datetime import timedelta
    >>> now = datetime(2026, 3, 3, tzinfo=UTC)
    >>> [_since(now - timedelta(hours=n), now) for n in (0.1, 7, 24, 200)]
    ['6 minutes', '7 hours', '24 hours', '8 days']
    """
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 120:
        return counted(minutes, "minutes")
    return counted(minutes // 60, "hours") if minutes < 2880 else counted(minutes // 1440, "days")


def _print_messages(unsent: Sequence[Delivery]) -> None:
    print_table(
        ("message", "to", "is", "attempts", "next (UTC)", "last answer"),
        [
            (
                item.key,
                item.url,
                item.state,
                item.attempts,
                f"{item.next_at:%Y-%m-%d %H:%M}",
                item.last_answer,
            )
            for item in unsent
        ],
    )


def remove_webhook(
    url: Annotated[str, typer.Argument(metavar="URL")],
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Tell an address nothing more, also not what waits."""
    with workplace(db, archive) as place, place.database.write() as session:
        dropped = receivers.remove(session, url)
    out.print(f"{url} is told nothing more ({counted(dropped, 'messages')} dropped)")


def deliver(
    again: Annotated[
        bool, typer.Option("--again", help="Also what was given up, and what waits, at once.")
    ] = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Send what waits to be told to others over HTTP: changes, alerts."""
    from scheduler.webhooks import deliver_waiting, tell_changes

    posting = _Posting.read()
    now = datetime.now(UTC)
    with workplace(db, archive) as place:
        if again:
            with place.database.write() as session:
                deliveries.retry(session, now=now)
        tell_changes(place, now=now)
        counts = deliver_waiting(
            place,
            now=now,
            secret=posting.secret,
            private_network=posting.private_network,
        )
    print_counts("deliver", counts)
