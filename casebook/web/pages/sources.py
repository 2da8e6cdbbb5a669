"""How sources and runs stand, as ``casebook status`` tells it, with stories and health by day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from casebook.web import pictures
from casebook.web.api import is_reviewer
from casebook.web.shell import Shown, site_of
from scheduler import status
from storage import feeds, flow, runs

DAYS = 60


def show(request: Request, session: Session) -> Shown:
    """Faults first, then the queues, the sources, the runs; looked up twice a minute at most."""
    data = site_of(request).kept.get("sources", 30.0, lambda: _data(request, session))
    return Shown("sources.html", data, title="Sources and runs", at="sources")


def _data(request: Request, session: Session) -> dict[str, Any]:
    site = site_of(request)
    now = site.clock()
    first = (now - timedelta(days=DAYS - 1)).date()
    stories = flow.stories_per_day(session, since=first)
    by_source = flow.stories_by_source(session, since=first)
    outcomes = flow.looks_per_day(session, since=first)
    days = [(first + timedelta(days=n)).isoformat() for n in range(DAYS)]
    return {
        "told": status.status(site.place, now),
        "stories": pictures.bars([(day, stories.get(day, 0)) for day in days]),
        "story_total": sum(stories.values()),
        "failures": pictures.bars([(day, outcomes.get(day, (0, 0))[1]) for day in days]),
        "looks": sum(good + bad for good, bad in outcomes.values()),
        "failed": sum(bad for _, bad in outcomes.values()),
        "from": days[0],
        "to": days[-1],
        "sources": [
            {
                "name": name,
                "succeeded_at": state.succeeded_at,
                "next_at": state.next_at,
                "failures": state.failures,
                "says": state.message,
                "stories": by_source.get(name, 0),
            }
            for name, state in sorted(feeds.source_states(session).items())
        ],
        "runs": runs.latest(session, limit=30),
    }


def healthz(request: Request) -> Response:
    """For whoever watches the server: 200 when all is well, else 503 and why."""
    site = site_of(request)
    found = status.health(site.place, site.clock())
    return JSONResponse({"ok": found.ok, "says": found.says}, status_code=200 if found.ok else 503)


def metrics(request: Request) -> Response:
    """Prometheus' text format; where people log in, a token of an account opens it."""
    site = site_of(request)
    with site.read() as session:
        is_reviewer(request, session)
    return PlainTextResponse(
        status.metrics_text(site.place, site.clock()),
        media_type="text/plain; version=0.0.4; charset=utf-8",
    )
