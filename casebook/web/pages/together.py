"""Why the articles of an incident are together: the sum behind each join, and what was kept out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web import pictures
from casebook.web.pages.incident import frame, living
from casebook.web.shell import Shown
from pipeline.compare import Model
from pipeline.records import Evidence
from storage import explained, pairs, sayings
from storage.neighbours import neighbours

#: Of a sum's lines, how many are told before it is unfolded.
FOREMOST = 3


def show(request: Request, session: Session) -> Shown | Response:
    """Each article with the one it joined by and what speaks for it; then the nearest others."""
    n, moved = living(request, session)
    if moved:
        return moved
    members = {
        item["report_id"]: item for item in explained.why(session, f"I{n}", sums=True).members
    }
    sources = sayings.sources(session, n)
    own = {source.anchor: source for source in sources}
    near = neighbours(session, f"I{n}")
    sides = pairs.sides(session, [one.theirs for one in near])
    model = Model.load()
    data = {
        **frame(session, n, "why"),
        "joined": [
            {
                "source": source,
                "because": source.because,
                "by": own.get(source.via) if source.via else None,
                **_sum(members.get(source.anchor, {})),
            }
            for source in sources
        ],
        "near": [
            {
                "incident_id": one.incident_id,
                "url": one.url,
                "side": sides.get(one.theirs),
                "ours": one.ours,
                "theirs": one.theirs,
                "kept_out": one.kept_out,
                "score": one.edge.score,
                **_told(one.edge.evidence),
            }
            for one in near
        ],
        "asked": {"named": model.join, "unnamed": model.join_unnamed},
    }
    return Shown("why.html", data, title=f"I{n} · why together", at="incidents")


def _sum(member: Mapping[str, Any]) -> dict[str, Any]:
    lines = [Evidence(**item) for item in member.get("evidence", ())]
    return {"score": member.get("score"), **_told(lines)}


def _told(lines: Iterable[Evidence]) -> dict[str, Any]:
    """A sum as a drawing, and the traits that weigh most in it, either way."""
    bars = pictures.waterfall(lines)
    weighty = [bar for bar in bars if bar["trait"] != "prior" and abs(bar["weight"]) >= 1]
    weighty.sort(key=lambda bar: -abs(bar["weight"]))
    return {"waterfall": bars, "foremost": [bar["trait"] for bar in weighty[:FOREMOST]]}
