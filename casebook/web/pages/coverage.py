"""How an incident was covered: when, by whom, who copied whom, and who says what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web import pictures, words
from casebook.web.pages.incident import frame, living, place_of
from casebook.web.shell import Shown
from storage import sayings
from storage.dates import instant
from storage.sayings import Saying, Source

#: Columns of the matrix, in reading order.
MATRIX = (
    "name", "age", "gender", "fatal", "outcome", "incident_date", "city", "place", "agency",
    "armed", "weapon", "shots_fired", "fleeing", "body_camera",
)  # fmt: skip


def show(request: Request, session: Session) -> Shown | Response:
    """Timeline, curve, copies, spellings, and where else the victims are listed."""
    n, moved = living(request, session)
    if moved:
        return moved
    framed = frame(session, n, "coverage")
    line = framed["line"]
    sources = sayings.sources(session, n)
    said = sayings.of_incident(session, n)
    dated = [(instant(source.published), source) for source in sources if source.published]
    data = {
        **framed,
        "timeline": _timeline(line, sources, said),
        "curve": pictures.curve([(at, source.copy_of is None) for at, source in dated]),
        "families": _families(sources),
        "sources": sources,
        "undated": sum(source.published is None for source in sources),
        "spellings": _spellings(said),
        "external": line["external_ids"],
    }
    return Shown("coverage.html", data, title=f"I{n} · coverage", at="incidents")


def _timeline(
    line: Mapping[str, Any], sources: Sequence[Source], said: Sequence[Saying]
) -> list[dict[str, Any]]:
    """What was known when: the first article that said it, in order."""
    found = []
    dated = [source for source in sources if source.published]
    if dated:
        first = min(dated, key=lambda source: instant(str(source.published)))
        found.append(_step("first report", first, None))
    for what, field in (("name given", "name"), ("officer named", "officer")):
        if telling := _first(said, field):
            found.append(_step(what, telling, telling.value))
    for event in line["events"]:
        telling = _first(said, "event", event["kind"])
        shown = [event["kind"].replace("_", " "), event["result"]]
        found.append(
            {
                **_step(": ".join(filter(None, shown)), telling, None),
                "day": event["date"],
            }
        )
    return sorted(found, key=lambda step: step["at"] or "9999")


def _step(what: str, telling: Any, value: Any) -> dict[str, Any]:
    return {
        "what": what,
        "value": value,
        "at": telling.published if telling else None,
        "outlet": words.outlet(telling.outlet, telling.url) if telling else None,
        "article": telling.article if telling else None,
        "day": None,
    }


def _first(said: Sequence[Saying], field: str, value: str | None = None) -> Saying | None:
    telling = [
        saying
        for saying in said
        if saying.field == field
        and saying.published
        and saying.basis == "stated"
        and value in (None, saying.value)
    ]
    return min(telling, key=lambda saying: instant(str(saying.published)), default=None)


def _families(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Each independent source with those that copied it."""
    copies: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.copy_of:
            copies[source.copy_of].append(source)
    own = [source for source in sources if not source.copy_of]
    strays = [c for of, all_ in copies.items() if of not in {s.url for s in own} for c in all_]
    return [{"source": source, "copies": copies.get(source.url, [])} for source in [*own, *strays]]


def _spellings(said: Sequence[Saying]) -> list[dict[str, Any]]:
    """Every way a name is written, by how many articles, and by whose word."""
    articles: dict[str, set[int]] = defaultdict(set)
    outlets: dict[str, set[str]] = defaultdict(set)
    for saying in said:
        if saying.field == "name" and saying.victim is not None:
            articles[str(saying.value)].add(saying.article)
            outlets[str(saying.value)].add(saying.outlet or "outlet not known")
    ranked = sorted(articles, key=lambda name: (-len(articles[name]), name))
    return [
        {"name": name, "articles": len(articles[name]), "outlets": sorted(outlets[name])}
        for name in ranked
    ]


def matrix(request: Request, session: Session) -> Shown | Response:
    """A row an article, a column a field: who says what, and where they part."""
    n, moved = living(request, session)
    if moved:
        return moved
    said = sayings.of_incident(session, n)
    chosen = {(value.victim, value.field): value.value for value in sayings.values(session, n)}
    cells: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for saying in said:
        if saying.field in MATRIX and saying.role in sayings.SHOT:
            cell = {
                "value": saying.value,
                "quote": saying.quote,
                "differs": _differs(saying, chosen),
                "asserted_by": saying.asserted_by,
                "place": place_of(saying) if saying.quote else None,
            }
            if cell["value"] not in [
                other["value"] for other in cells[saying.anchor][saying.field]
            ]:
                cells[saying.anchor][saying.field].append(cell)
    used = Counter(field for row in cells.values() for field in row)
    rows = [
        {
            "source": source,
            "cells": {field: cells[source.anchor].get(field, []) for field in MATRIX},
        }
        for source in sayings.sources(session, n)
    ]
    data = {
        **frame(session, n, "matrix"),
        "fields": [field for field in MATRIX if used[field]],
        "rows": rows,
    }
    return Shown("matrix.html", data, title=f"I{n} · who says what", at="incidents")


def _differs(saying: Saying, chosen: Mapping[tuple[int | None, str], Any]) -> bool:
    shown = chosen.get((saying.victim, saying.field))
    if shown is None or saying.chosen or saying.field == "place":
        return False
    return str(saying.value) != str(shown)
