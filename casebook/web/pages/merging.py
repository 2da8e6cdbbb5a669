"""Two incidents beside each other, before they become one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web import words
from casebook.web.pages.incident import frame, living
from casebook.web.shell import Shown
from storage import identifiers, incidents, reviews, sayings


def show(request: Request, session: Session) -> Shown | Response:
    """What each incident says and is told by; nothing is written before the button there."""
    n, moved = living(request, session)
    if moved:
        return moved
    asked = request.query_params.get("other", "").strip().upper()
    m = identifiers.living(session, asked)
    framed = frame(session, n, "facts")
    line, other = framed["line"], incidents.get_incident(session, f"I{m}")
    left, right = reviews.told_as_one(session, f"I{n}", f"I{m}")
    both = [sayings.sources(session, number) for number in (n, m)]
    data = {
        **framed,
        "other": other,
        "rows": list(_rows(line, other)),
        "both": both,
        "articles": len({source.article for sources in both for source in sources}),
        "compared": f"/queue/{left}/{right}",
        "reason": request.query_params.get("reason", "")[:1000],
    }
    return Shown("merge.html", data, title=f"I{n} and I{m}", at="incidents")


def _rows(line: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, told in (
        ("Victims", words.victims),
        ("Date", words.day),
        ("Place", words.place),
        ("Agencies", lambda one: "; ".join(one["agencies"])),
        ("Sources", lambda one: words.count(one["independent_sources"], "independent source")),
    ):
        sides = [told(line), told(other)]
        stated = all(sides) and name != "Sources"
        yield {"name": name, "sides": sides, "differ": stated and sides[0] != sides[1]}
