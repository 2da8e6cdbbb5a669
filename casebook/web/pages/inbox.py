"""The first page: what came since one last looked, one row each, the deciding sentence in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.counts import waits
from casebook.web.deciding import EXCLUSIONS
from casebook.web.shell import Shown, back, reader_of, site_of, to_page, whole
from scheduler.accounts import seen_up_to
from storage import queues, reviews, sayings, searches, teamwork, visits
from storage.dates import instant
from storage.decisions import CannotDecide
from storage.identifiers import number
from storage.searches import Search

PAGE = 40


def show(request: Request, session: Session) -> Shown | Response:
    """Candidates, the newest first; those since one's last look are marked."""
    seen = visits.last(session, reader_of(request).name)
    only_new = request.query_params.get("show") == "new"
    at = whole(request, "page", 1)
    today = site_of(request).clock().date()
    search = Search(found=seen if only_new else None)
    found = searches.find(
        session, search, sort="-found", limit=PAGE, offset=(at - 1) * PAGE,
        waiting=today,
    )  # fmt: skip
    pages = max(1, -(-found.total // PAGE))
    if at > pages:
        return to_page(request, pages)
    fresh = found.total
    if seen is not None and not only_new:
        fresh = searches.find(session, Search(found=seen), limit=0, waiting=today).total
    data = {
        "rows": rows(session, found.lines, seen=seen),
        "total": found.total,
        "fresh": fresh,
        "seen": seen,
        "upto": _shown_up_to(request, session),
        "only_new": only_new,
        "page": at,
        "pages": pages,
        "exclusions": EXCLUSIONS,
        "waits": "" if found.total else waits(*queues.waiting(session)),
    }
    return Shown("inbox.html", data, title="Inbox", at="inbox")


def rows(
    session: Session, lines: Sequence[Mapping[str, Any]], *, seen: datetime | None
) -> list[dict[str, Any]]:
    """What one row says of an incident."""
    numbers = [number(line["incident_id"]) for line in lines]
    beside = teamwork.beside(session, numbers)
    held = reviews.holds(session, numbers)
    quotes = sayings.deciding(session, numbers)
    twins = sayings.twins(session, numbers)
    return [
        {
            "line": line,
            "new": seen is None or instant(line["created_at"]) >= seen,
            "quote": quotes.get(n),
            "twin": twins.get(n),
            "known": line["external_ids"],
            "seen": beside[n].seen,
            "assignee": beside[n].assignee,
            "notes": beside[n].notes,
            "held": held.get(n),
        }
        for n, line in zip(numbers, lines, strict=True)
    ]


def _shown_up_to(request: Request, session: Session) -> str:
    """Up to when a page made now shows all there is; the same as long as nothing changes."""
    upto = seen_up_to(session, site_of(request).clock())
    if last := searches.last_change(session):
        upto = min(upto, last + timedelta(microseconds=1))
    return upto.isoformat()


def looked(request: Request, form: dict[str, str]) -> Response:
    """What the form's page showed is no longer new; what came since it was opened is."""
    site, reader = site_of(request), reader_of(request)
    with site.write() as session:
        upto = min(_instant(form.get("upto", "")), seen_up_to(session, site.clock()))
        before = visits.last(session, reader.name)
        visits.looked(session, reader.name, now=max(upto, before or upto))
    return back("/")


def _instant(written: str) -> datetime:
    try:
        return instant(written)
    except ValueError as fault:
        raise CannotDecide("the form does not tell up to when its page showed the inbox") from fault
