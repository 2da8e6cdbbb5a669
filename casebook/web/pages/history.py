"""The history of one incident: what people decided, with reasons, and how its line changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web.pages.incident import frame, living
from casebook.web.shell import Shown
from storage import changed, changes, decisions


def show(request: Request, session: Session) -> Shown | Response:
    """Decisions and changes, the last first; each decision can be taken back here."""
    n, moved = living(request, session)
    if moved:
        return moved
    told = changes.of_incident(session, n)
    before: Mapping[str, Any] = {}
    steps = []
    for item in told:
        line = item["incident"] or {}
        steps.append(
            {
                "at": item["at"],
                "kind": item["kind"],
                "into": item["into"],
                "changed": [*changed.differences(before, line)] if before and line else [],
                "articles": len(line.get("articles", ())) - len(before.get("articles", ())),
            }
        )
        before = line or before
    data = {
        **frame(session, n, "history"),
        "decisions": decisions.about(session, n),
        "steps": list(reversed(steps)),
    }
    return Shown("history.html", data, title=f"I{n} · history", at="incidents")
