"""Posts what waits in the outbox: signed, in order, again when it failed, never into one's own
network.

A receiver checks the signature with :func:`verified` (or the six lines of docs/keeping.md). A
message may arrive twice, when we are killed between the answer and its note: both times with the
same ``Casebook-Delivery`` header, by which the second is told from the first.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import urllib3

from crawler.safety import refusal
from scheduler.guarded import (
    CannotFetch,
    Deadline,
    by_way_of,
    connection_to,
    leads_inside,
    proxy_for,
)
from scheduler.workplace import Workplace
from storage import deliveries, webhooks
from storage.columns import as_json
from storage.deliveries import Delivery

#: How long after the first, second … failure it is tried again; after the last it is given up.
PAUSES = tuple(timedelta(seconds=30 * 4**n) for n in range(8))  # 30 s, 2 min … 5.7 days
LONGEST_PAUSE = timedelta(days=1)
SIGNATURE = "Casebook-Signature"
_TIMEOUT = urllib3.Timeout(connect=5, read=10)
_SECONDS = 30.0  # for a whole attempt, however it drips
_LATE = f"it had not answered after {_SECONDS:g} s"
_LEASE = timedelta(minutes=1)  # longer than any attempt takes
_ANSWER = 2000  # bytes of an answer that are looked at
_GONE = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one attempt. Without a status nobody answered."""

    status: int | None
    message: str = ""
    retry_after: timedelta | None = None

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


#: Posts a body with headers to an address.
Post = Callable[[str, bytes, dict[str, str]], Answer]


def deliver_waiting(
    place: Workplace,
    *,
    now: datetime,
    secret: str | None = None,
    private_network: bool = False,
    limit: int | None = None,
    seconds: float | None = None,
    post: Post | None = None,
) -> Counter[str]:
    """Post every message that is due; counts of ``sent``, ``to be tried again``, ``given up``.

    Each attempt is claimed and noted in transactions of its own: two workers do not send the
    same message, and one that is killed leaves it to be sent again after a minute. ``secret``
    signs; ``private_network`` also allows addresses inside one's own network. After ``limit``
    messages or ``seconds`` the rest is left to the next call.
    """
    began = time.monotonic()

    def past() -> timedelta:
        return timedelta(seconds=int(time.monotonic() - began))  # receivers take their time

    send = post or (lambda url, body, headers: _post(url, body, headers, private_network))
    counts: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    while limit is None or counts.total() < limit:
        if seconds is not None and past() >= timedelta(seconds=seconds):
            break
        with place.database.write() as session:
            item = deliveries.claim(session, now=now, until=now + past() + _LEASE, asked=asked)
        if item is None:
            break
        asked[item.url] += 1
        answer = _attempt(item, send, secret=secret, now=now + past())
        at = now + past()
        with place.database.write() as session:
            if answer.ok:
                deliveries.sent(session, item.id, status=answer.status or 0, now=at)
                counts["sent"] += 1
                continue
            retry_at = _retry_at(item, answer, at)
            deliveries.not_sent(
                session,
                item.id,
                status=answer.status,
                message=answer.message,
                retry_at=retry_at,
                now=at,
            )
            counts["to be tried again" if retry_at else "given up"] += 1
    return counts


def tell_changes(place: Workplace, *, now: datetime) -> int:
    """Put every change there is into the outbox of each receiver; how many were looked at."""
    looked_at = 0
    while True:
        with place.database.write() as session:
            batch = webhooks.enqueue_changes(session, now=now)
        if not batch:
            return looked_at
        looked_at += batch


def _attempt(item: Delivery, post: Post, *, secret: str | None, now: datetime) -> Answer:
    body = as_json(item.payload).encode("utf-8", "replace")
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "casebook",
        "Casebook-Event": item.kind,
        "Casebook-Delivery": item.key,
    }
    if secret:
        headers[SIGNATURE] = signature(secret, body, now=now)
    return post(item.url, body, headers)


def _retry_at(item: Delivery, answer: Answer, now: datetime) -> datetime | None:
    if answer.status == _GONE or item.attempts > len(PAUSES):
        return None
    pause = min(PAUSES[item.attempts - 1], LONGEST_PAUSE)
    return now + max(pause, min(answer.retry_after or pause, LONGEST_PAUSE))


# ---------------------------------------------------------------------------------- signing


def signature(secret: str, body: bytes, *, now: datetime) -> str:
    """The header that says when and by whom a body was sent.

    >>> from datetime import UTC
    >>> signature("s", b"{}", now=datetime(2026, 3, 1, tzinfo=UTC))[:20]
    't=1772323200,v1=c291'
    """
    at = int(now.timestamp())
    told = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256)
    return f"t={at},v1={told.hexdigest()}"


# ---------------------------------------------------------------------------------- posting


def _post(url: str, body: bytes, headers: dict[str, str], private_network: bool) -> Answer:
    """One POST to the very address that was looked up and found harmless; redirects are refused.

    A proxy of the environment looks it up itself. What is in our own network, and may be told, is
    told without it.
    """
    with Deadline(_SECONDS) as deadline:
        return _posted(url, body, headers, private_network, deadline)


def _posted(
    url: str, body: bytes, headers: dict[str, str], private_network: bool, deadline: Deadline
) -> Answer:
    if why := refusal(url, private_network=private_network):
        return Answer(None, why)
    proxy = proxy_for(url)
    if proxy and private_network and leads_inside(url, deadline):
        proxy = None
    try:
        connections, target, host = connection_to(
            url, proxy=proxy, private_network=private_network, timeout=_TIMEOUT, deadline=deadline
        )
    except CannotFetch as fault:
        return Answer(None, _LATE if deadline.over else str(fault))
    try:
        with connections as connection:
            answer = connection.request(
                "POST",
                target,
                body=body,
                headers={**headers, "Host": host},
                redirect=False,
                retries=False,
                preload_content=False,
            )
            if deadline.over:
                return Answer(None, _LATE)
            said = _said(answer)
            after = answer.headers.get("Retry-After", "")
            answer.close()
    except urllib3.exceptions.HTTPError as fault:
        return Answer(None, f"{type(fault).__name__}{by_way_of(proxy)}: {fault}")
    if 300 <= answer.status < 400:
        return Answer(answer.status, "it leads elsewhere; name the address it leads to")
    pause = timedelta(seconds=int(after)) if after.isdecimal() and len(after) < 7 else None
    return Answer(answer.status, _short(said), pause)


def _said(answer: urllib3.BaseHTTPResponse) -> str:
    """The beginning of what is said beside a status; the status counts where that breaks off."""
    with suppress(urllib3.exceptions.HTTPError):
        return answer.read1(_ANSWER).decode("utf-8", "replace").strip()
    return ""


def _short(said: str) -> str:
    """The first line of what a receiver answers to a refusal."""
    with suppress(ValueError, AttributeError, RecursionError):
        said = str(json.loads(said).get("error", said))
    return said.splitlines()[0][:200] if said else ""
