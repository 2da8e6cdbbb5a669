"""Moments as pages stamp and print them, no more precise than they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from pipeline.records import PublishedPrecision

_EARLIEST = 1990
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {
    "utc": 0, "gmt": 0, "ast": -4, "adt": -3, "edt": -4, "est": -5, "cdt": -5, "cst": -6,
    "mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "akdt": -8, "akst": -9, "hst": -10,
}  # fmt: skip
_DAY = (
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{2})\b"
)
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap])\.?\s?m\.?\s*"
    r"\(?(?P<zone>[a-z]{3,4})\b"
)
_SHOWN = (
    re.compile(rf"(?i)\b{_DAY}(?:\W{{0,4}}(?:at\s+)?{_CLOCK})?"),
    re.compile(rf"(?i)\b{_CLOCK}\)?\W{{0,4}}(?:on\s+)?(?:[a-z]+day,?\s+)?{_DAY}"),
)
_LATER = re.compile(r"(?i)\b(?:updated|modified|edited|corrected)\b\W*(?:\w+\W+){0,3}$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as stamped; ``at`` is aware, midnight UTC when only a day is known."""

    at: datetime
    precision: PublishedPrecision
    method: str


def parse_stamp(text: object, method: str, *, not_after: datetime) -> Stamp | None:
    """Read an ISO 8601, RFC 2822-like or written stamp; None when malformed, ancient or to come.

    A stamp without a zone, or at local midnight sharp, tells the day alone.

    >>> later = datetime(2030, 1, 1, tzinfo=UTC)
    >>> parse_stamp("2024-05-14T21:15:00-04:00", "meta", not_after=later).at.isoformat()
    '2024-05-14T21:15:00-04:00'
    >>> parse_stamp("2024-05-14T21:15:00", "meta", not_after=later).at.isoformat()
    '2024-05-14T00:00:00+00:00'
    """
    if not isinstance(text, str) or not (text := text.strip()):
        return None
    at = _moment(text)
    stamp = _stamped(at, method) if at else shown_stamp(text, method)
    if not stamp or stamp.at.year < _EARLIEST or stamp.at > not_after + timedelta(days=2):
        return None
    return stamp


def shown_stamp(text: str, method: str) -> Stamp | None:
    """The day of publication as words, with its time where a zone stands beside it.

    >>> shown_stamp("Posted: Mar 22, 2018 9:41 PM PDT", "shown").at.isoformat()
    '2018-03-22T21:41:00-07:00'
    >>> shown_stamp("Updated May 3, 2024", "shown") is None
    True
    """
    for pattern in reversed(_SHOWN):
        for match in pattern.finditer(text):
            if _LATER.search(text[: match.start()]):
                continue
            if (day := _written_day(match)) is not None:
                return _stamped(_with_clock(day, match), method)
    return None


def _written_day(match: re.Match[str]) -> date | None:
    month = _MONTHS.index(match["month"].casefold()) + 1
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def _with_clock(day: date, match: re.Match[str]) -> datetime:
    offset = _ZONES.get((match["zone"] or "").casefold())
    if offset is None or not 1 <= int(match["hour"]) <= 12 or int(match["minute"]) > 59:
        return datetime.combine(day, time())
    hour = int(match["hour"]) % 12 + (12 if match["half"] in "pP" else 0)
    clock = time(hour, int(match["minute"]), tzinfo=timezone(timedelta(hours=offset)))
    return datetime.combine(day, clock)


def _moment(text: str) -> datetime | None:
    text = re.sub(r"(?<=\d)\s?([+-]\d{2})(\d{2})$", r"\1:\2", text.replace(" UTC", "Z"))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text) if re.search(r"\d:\d\d:\d\d", text) else None
    except ValueError:
        return None


def _stamped(at: datetime, method: str) -> Stamp:
    if at.tzinfo is None or (at.time() == time() and at.utcoffset()):
        midnight = datetime(at.year, at.month, at.day, tzinfo=UTC)
        return Stamp(midnight, PublishedPrecision.DAY, method)
    return Stamp(at, PublishedPrecision.SECOND, method)
