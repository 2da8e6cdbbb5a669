"""Tells the team what is wrong, what happened, what they asked to be told: log, mail, webhook.

A notice is written down in the transaction in which it became true, and sent later; nothing in
one names a person before the incident is accepted (``storage.leaving`` sees to that).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage import deliveries, letters
from storage.dates import stamp
from storage.troubles import Trouble

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Channels:
    """Whom to tell; the log is always told."""

    mail_to: tuple[str, ...] = ()
    webhook: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell once."""

    key: str
    kind: str
    subject: str
    text: str
    html: str | None = None
    data: object = None


def tell(session: Session, notice: Notice, channels: Channels, *, now: datetime) -> None:
    """Write it to every channel's outbox."""
    for address in channels.mail_to:
        letters.write(
            session,
            key=notice.key,
            to=address,
            subject=notice.subject,
            text=notice.text,
            html=notice.html,
            now=now,
        )
    if channels.webhook:
        payload = {"kind": notice.kind, "subject": notice.subject, "text": notice.text}
        deliveries.enqueue(
            session,
            url=channels.webhook,
            kind=notice.kind,
            payload=payload | {"at": stamp(now), "data": notice.data},
            key=f"{notice.key} {channels.webhook}",
            now=now,
        )


def tell_troubles(
    session: Session,
    new: Sequence[Trouble],
    over: Sequence[Trouble],
    channels: Channels,
    *,
    now: datetime,
) -> None:
    """One notice for all that was noticed together: a failing network is one event."""
    for item in new:
        log.warning("%s: %s: %s", item.subject, item.kind, item.says)
    for item in over:
        log.info("%s: no longer: %s", item.subject, item.kind)
    if not new and not over:
        return
    numbers = ",".join(str(item.id) for item in (*new, *over))
    state = "begin" if new else "end"
    tell(
        session,
        Notice(
            key=f"troubles {state} {numbers}",
            kind="troubles",
            subject=f"Casebook: {headline(new, over)}",
            text=in_words(new, over),
            data={"new": [_plain(item) for item in new], "over": [_plain(item) for item in over]},
        ),
        channels,
        now=now,
    )


def headline(new: Sequence[Trouble], over: Sequence[Trouble]) -> str:
    if len(new) == 1:
        return f"{new[0].subject}: {new[0].kind}"
    if new:
        return f"{len(new)} troubles"
    if len(over) == 1:
        return f"{over[0].subject}: over ({over[0].kind})"
    return f"{len(over)} troubles are over"


def in_words(new: Sequence[Trouble], over: Sequence[Trouble]) -> str:
    """What began and what ended, a line each."""
    lines = [
        f"{item.subject}: {item.kind} since {stamp(item.since)}\n  {item.says}" for item in new
    ]
    lines += [f"{item.subject}: over, was: {item.kind} since {stamp(item.since)}" for item in over]
    return "\n".join(lines) + "\n\n“casebook status” shows everything that is wrong now.\n"


def _plain(item: Trouble) -> dict[str, str]:
    return {
        "kind": item.kind,
        "subject": item.subject,
        "since": stamp(item.since),
        "says": item.says,
    }
