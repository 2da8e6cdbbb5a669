"""Pairs "same or different?", ranked by what an answer would change; both reports side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casebook.web import marks, pictures
from casebook.web.pages.incident import LISTED, marks_of
from casebook.web.shell import NotFound, Shown, reader_of, site_of
from storage import pairs, sayings, teamwork
from storage.pairs import Asked, Side
from storage.sayings import Saying

SHOWN = 60
AHEAD = 300
KEPT_S = 60.0
#: What two reports are held against each other by, in reading order.
COMPARED = (
    "name", "age", "gender", "incident_date", "city", "county", "state", "place", "agency",
    "fatal", "outcome", "armed", "weapon", "shots_fired", "fleeing", "officer",
)  # fmt: skip


def show(request: Request, session: Session) -> Shown:
    """Every question, the one whose answer changes most first."""
    ranked = _ranked(request, session)
    asked = list(islice(_open(session, ranked), SHOWN))
    sides = pairs.sides(session, {end for item in asked for end in (item.left, item.right)})
    data = {
        "rows": [
            {"asked": item, "left": sides[item.left], "right": sides[item.right]}
            for item in asked
            if item.left in sides and item.right in sides
        ]
    }
    data["others"] = site_of(request).kept.get("others", KEPT_S, lambda: _others(session))
    return Shown("queue.html", data, title="Queue", at="queue")


def _others(session: Session) -> list[dict[str, Any]]:
    return [{"kind": asked.kind, "says": asked.says} for asked in pairs.others(session)]


def first(request: Request, session: Session) -> Shown | Response:
    """The pair to look at next: the first that is not the one just left."""
    asked = _next(request, session, request.query_params.get("skip", ""))
    if asked is None:
        return show(request, session)
    query = f"?{request.url.query}" if request.url.query else ""
    form = ".json" if request.url.path.endswith(".json") else ""
    return RedirectResponse(f"/queue/{asked.left}/{asked.right}{form}{query}", status_code=303)


def _next(request: Request, session: Session, skip: str) -> Asked | None:
    """The first nobody has judged; the ranking is kept for a while, answers are looked up once."""
    skipped = {tuple(pair.split(".")) for pair in skip.split()}
    skipped |= teamwork.pairs_proposed(session, reader_of(request).name)
    waiting = list(_open(session, _ranked(request, session)))
    asked = next((item for item in waiting if (item.left, item.right) not in skipped), None)
    if asked is not None:
        site_of(request).kept.put("queue", waiting)
    return asked


def _open(session: Session, ranked: Sequence[Asked]) -> Iterator[Asked]:
    """Those nobody has judged; a contradiction is asked although, and because, somebody has."""
    judged = pairs.judged(session, {item.left for item in ranked})
    for item in ranked:
        if item.kind == "contradiction" or (item.left, item.right) not in judged:
            yield item


def _ranked(request: Request, session: Session) -> Sequence[Asked]:
    """Ranking asks every edge: too long to wait for after each key."""
    found: Sequence[Asked] = site_of(request).kept.get(
        "queue", KEPT_S, lambda: pairs.queue(session, limit=AHEAD)
    )
    return found


def pair(request: Request, session: Session) -> Shown:
    """Two reports: what they say, field by field, the sum that compared them, their texts."""
    left, right = sorted((request.path_params["left"], request.path_params["right"]))
    sides = pairs.sides(session, [left, right])
    if set(sides) != {left, right}:
        raise NotFound("one of the two reports is not there any more")
    said = {
        anchor: [one for one in sayings.of_report(session, anchor) if one.role in sayings.SHOT]
        for anchor in (left, right)
    }
    compared = pairs.evidence(session, left, right)
    stories = sayings.stories(session, {side.article for side in sides.values()})
    data = {
        "left": sides[left],
        "right": sides[right],
        "rows": list(_rows(said[left], said[right])),
        "score": compared[0] if compared else None,
        "waterfall": pictures.waterfall(compared[1]) if compared else [],
        "texts": [_text(sides[anchor], said[anchor], stories) for anchor in (left, right)],
        "word": pairs.said(session, left, right),
        "skip": " ".join([*request.query_params.get("skip", "").split()[-40:], f"{left}.{right}"]),
    }
    return Shown("pair.html", data, title="Same or different?", at="queue")


def _rows(left: Sequence[Saying], right: Sequence[Saying]) -> Any:
    for field in COMPARED:
        ours, theirs = _values(left, field), _values(right, field)
        if ours or theirs:
            differ = bool(ours and theirs and not set(map(str, ours)) & set(map(str, theirs)))
            yield {"field": field, "left": ours, "right": theirs, "differ": differ}


def _values(said: Sequence[Saying], field: str) -> list[Any]:
    return list(dict.fromkeys(saying.value for saying in said if saying.field == field))


def _text(side: Side, said: Sequence[Saying], stories: Any) -> dict[str, Any]:
    story = stories[side.article]
    shown = [saying for saying in said if saying.field in COMPARED or saying.field in LISTED]
    in_text = [
        mark
        for saying in shown
        if saying.where == "text"
        for mark in marks_of(saying)
        if mark.strong
    ]
    in_title = [
        mark
        for saying in shown
        if saying.where == "title"
        for mark in marks_of(saying)
        if mark.strong
    ]
    return {
        "side": side,
        "heading": marks.pieces(story.title, in_title),
        "paragraphs": list(marks.paragraphs(story.text[:20_000], in_text)),
    }
