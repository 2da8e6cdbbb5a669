"""What became of incidents since a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session
from starlette.requests import Request

from casebook.web.shell import Shown, local_zone, site_of
from storage import changed
from storage.searches import BadSearch

WEEK = timedelta(days=7)
MOST = 200


def show(request: Request, session: Session) -> Shown:
    """Those that came, changed, were merged, split or withdrawn, the last first."""
    zone = local_zone(request)
    asked = request.query_params.get("since", "").strip()
    try:
        day = datetime.fromisoformat(asked).date() if asked else None
    except ValueError as fault:
        raise BadSearch(f"“{asked[:40]}” is not a day; write it as 2026-05-13") from fault
    day = day or (site_of(request).clock() - WEEK).astimezone(zone).date()
    moment = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    found = changed.since(session, moment, most=MOST + 1)
    data = {
        "since": day.isoformat(),
        "changed": found[:MOST],
        "cut": len(found) > MOST,
        "cursor": changed.cursor_at(session, moment),
    }
    return Shown("changes.html", data, title="What changed", at="incidents")
