"""What came of a request that brought no page: a name for it, and when to ask again."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import exceptions as faults
from scrapy.exceptions import IgnoreRequest
from twisted.internet.error import ConnectError, DNSLookupError

from storage.archive import ArchiveError
from storage.faults import DatabaseError
from storage.warc import UNDECODABLE

log = logging.getLogger(__name__)

#: Another crawler is at the host: no failure, and nothing to be counted.
OTHERS = "another crawler"
TEMPORARY = frozenset(
    (
        "asked to wait", "timeout", "no answer", "name not found", "server error",
        "broken answer", "own fault", OTHERS,
    )
)  # fmt: skip
#: What lasts until somebody at the other end changes it.
HARD = frozenset(("gone", "forbidden", "robots", "refused address", "left its site", "odd address"))
GIVE_UP_AFTER = 6  # attempts at what may be temporary
_FIRST_PAUSE = timedelta(minutes=15)
_LONGEST_PAUSE = timedelta(days=3)
_DOOR_PAUSES = {  # the first pause of a door that fails, doubled each time up to the longest
    "temporary": (timedelta(minutes=15), timedelta(days=1)),
    "soft": (timedelta(hours=2), timedelta(days=3)),
    "hard": (timedelta(hours=12), timedelta(days=7)),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Why there is no page. ``wait`` is what the server asked for."""

    kind: str
    detail: str
    wait: timedelta | None = None


class NotFetched(IgnoreRequest):
    """A request we did not send, or not to its end, with the outcome to count."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"{outcome.kind}: {outcome.detail}")
        self.outcome = outcome


def of_status(status: int, headers: Mapping[str, str], now: datetime) -> Outcome | None:
    """What a status says when it is not the page: ``None`` for one that may carry one."""
    detail = f"status {status}"
    if status in (404, 410):
        return Outcome("gone", detail)
    if status in (429, 503):
        return Outcome("asked to wait", detail, retry_after(headers.get("retry-after"), now))
    if status in (401, 402, 403, 407, 451):
        return Outcome("forbidden", detail)
    if status in (408, 425) or status >= 500:
        return Outcome("server error", detail)
    if 300 <= status < 400 and status != 304:
        return Outcome("redirects", f"{detail} to {headers.get('location', 'nowhere')[:200]}")
    if status not in (200, 203, 304):
        return Outcome("odd status", detail)
    return None


def of_fault(fault: BaseException | None) -> Outcome:
    """What an exception in place of an answer means."""
    if isinstance(fault, NotFetched):
        return fault.outcome
    if fault is None:
        return Outcome("no answer", "")
    text = str(fault).strip()
    detail = (text.splitlines()[0] if text else type(fault).__name__)[:200]
    if isinstance(fault, IgnoreRequest):
        return _ignored(detail)
    if "private network" in text:
        return Outcome("refused address", detail)
    for kinds, name in _FAULTS:
        if isinstance(fault, kinds):
            return Outcome(name, detail)
    return of_our_fault(fault)


def of_our_fault(fault: BaseException) -> Outcome:
    """A mistake of ours met with an answer: it costs that answer, and is told with its trace.

    What cannot be kept is raised again, and so is what asks us to end.
    """
    if isinstance(fault, (ArchiveError, DatabaseError)) or not isinstance(fault, Exception):
        raise fault
    log.error("Casebook failed on an answer; please report it", exc_info=fault)
    what = " ".join(f"{type(fault).__name__}: {fault}".split()).rstrip(": ")[:160]
    return Outcome("own fault", f"Casebook failed on it, please report it: {what}")


def retry_at(outcome: Outcome, attempts: int, now: datetime) -> datetime | None:
    """When to try again, pausing longer each time; ``None`` when trying is over.

    >>> retry_at(Outcome("timeout", ""), 2, datetime(2024, 5, 1, tzinfo=UTC))
    datetime.datetime(2024, 5, 1, 1, 0, tzinfo=datetime.timezone.utc)
    """
    if outcome.kind not in TEMPORARY or attempts >= GIVE_UP_AFTER:
        return None
    pause = _FIRST_PAUSE * int(4 ** (max(attempts, 1) - 1))
    return now + min(max(pause, outcome.wait or timedelta()), _LONGEST_PAUSE)


def severity(kind: str) -> str:
    """How lasting a failure is: temporary, soft (an answer that is no use) or hard (a refusal).

    >>> severity("timeout"), severity("not a feed"), severity("gone")
    ('temporary', 'soft', 'hard')
    """
    if kind in TEMPORARY:
        return "temporary"
    return "hard" if kind in HARD else "soft"


def door_pause(outcome: Outcome, failures: int) -> timedelta:
    """How long a door that failed so often in a row is left alone: never for good.

    >>> str(door_pause(Outcome("gone", ""), 2))
    '1 day, 0:00:00'
    """
    first, longest = _DOOR_PAUSES[severity(outcome.kind)]
    pause = first * int(2 ** min(max(failures, 1) - 1, 12))
    return max(min(pause, longest), outcome.wait or timedelta())


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """The pause of a ``Retry-After`` header, in seconds or as a date."""
    if not value:
        return None
    if value.strip().isdecimal():
        return timedelta(seconds=min(int(value.strip().lstrip("0")[:9] or 0), 7 * 86400))
    try:
        at = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(at - now, timedelta()), timedelta(days=7))


def _ignored(detail: str) -> Outcome:
    if "robots.txt" in detail:
        return Outcome("robots", "its robots.txt forbids it")
    if "redirection" in detail:
        return Outcome("redirects", "redirected without end")
    if "maxsize" in detail.lower() or "larger than" in detail or "exceeded" in detail:
        return Outcome("too large", detail)
    return Outcome("not fetched", detail)


_FAULTS: tuple[tuple[Any, str], ...] = (
    (faults.DownloadTimeoutError, "timeout"),
    ((faults.CannotResolveHostError, DNSLookupError), "name not found"),
    ((faults.DownloadConnectionRefusedError, ConnectError), "no answer"),
    (faults.DownloadCancelledError, "too large"),
    ((faults.ResponseDataLossError, faults.DownloadFailedError), "broken answer"),
    ((faults.UnsupportedURLSchemeError, faults.NotSupported), "odd address"),
    ((ValueError, OSError, *UNDECODABLE), "broken answer"),
)
