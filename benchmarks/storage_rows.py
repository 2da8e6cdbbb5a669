"""Made articles for ``storage_speed``: what a record of so many would hold, row by row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline.linking import linkable
from pipeline.records import Article, Claim, FiredBy, Person, Report, Role, Scope, Span, Where
from storage import exports
from storage.tables import (
    article,
    article_version,
    capture,
    claim,
    fact,
    incident,
    incident_identifier,
    incident_person,
    link,
    membership,
    reading,
    report,
    report_person,
    victim_identifier,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
STATES = ("OH", "TX", "OR", "CA", "UT", "NM", "GA", "FL")
WORDS = (
    "officer street police house called shortly before noon neighbor heard shout county city chief"
    " spoke reporters body camera video release investigation state bureau prosecutor review week"
    " knife door traffic stop vehicle radio hospital pronounced family lawyer vigil council mayor"
).split()
FIELDS = (
    "name", "age", "gender", "incident_date", "city", "state", "armed", "weapon", "shots_fired",
    "fatal", "outcome", "agency",
)  # fmt: skip
PER_INCIDENT = 3
OUTLETS = 200


VICTIM = {
    "name_status": "named", "name_released": False, "age": 34, "age_min": 34, "age_max": 34,
    "gender": "male", "race": None, "race_source": None, "fatal": True, "outcome": "died_scene",
    "armed": None, "weapon": None, "fleeing": None,
}  # fmt: skip
SCOPE = {
    "duty": "on", "hit_by_police": "yes", "self_inflicted": "no", "bystander": False,
    "accidental": False, "us": True,
}  # fmt: skip


def made(count: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Rows of every table, in portions of 300 articles (100 incidents)."""
    rng = random.Random(7)
    for first in range(0, count, 300):
        rows: dict[str, list[dict[str, Any]]] = {}
        for n in range(first, min(first + 300, count)):
            for name, row in _rows(n, rng):
                rows.setdefault(name, []).append(row)
        yield rows


def _rows(n: int, rng: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    key, number = n + 1, n // PER_INCIDENT + 1
    name = f"Person{number} Wren{number % 997}"
    state, day = STATES[number % 8], NOW - timedelta(days=number % 3000)
    body = f"{name}, 34, was shot by police in Town{number % 500}, {state}. " + " ".join(
        rng.choices(WORDS, k=400)
    )
    url, anchor = _url(n), f"{n:016x}"
    facts = {"victims": [], "incident_date": f"{day:%Y-%m-%d}", "city": f"Town{number % 500}"}
    yield "link", _link(key, url)
    yield "capture", _capture(key)
    yield "article", {"id": key, "key": url.removeprefix("https://"), "near_duplicate_of": None}
    yield "article_version", _version(key, url, name, body, day)
    yield "reading", {"capture_id": key, "version": "1", "article_id": key, "twin": False}
    yield "report", _report(key, anchor, facts)
    yield "report_person", {
        "report_id": key, "n": 0, "role": "shot_by_police", "name": name, "forms": [name],
        "mentions": [], "confidence": 0.9,
    }  # fmt: skip
    for at, field in enumerate(FIELDS):
        yield "claim", _claim(key, at, field, name)
    if n % PER_INCIDENT == 0:
        yield "incident_identifier", {
            "n": number, "created_at": NOW, "updated_at": NOW, "sha256": "0" * 64,
        }  # fmt: skip
        yield "victim_identifier", {"n": number, "incident": number, "created_at": NOW}
        yield "incident", _incident(number, name, state, day)
        yield "incident_person", {
            "victim": number, "incident": number, "position": 0, "persons": [[anchor, name]],
        }  # fmt: skip
        for at, field in enumerate(FIELDS):
            yield "fact", _fact(number, at, field, anchor)
    yield "membership", {
        "anchor": anchor, "incident": number, "position": n % PER_INCIDENT, "because": "made",
    }  # fmt: skip


def _link(key: int, url: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": key, "key": url, "url": url, "state": "done", "found_at": NOW}
    return row | {"next_at": NOW, "attempts": 1, "home": {}, "source": url.split("/")[2]}


def _capture(key: int) -> dict[str, Any]:
    row: dict[str, Any] = {"id": key, "link_id": key, "fetched_at": NOW, "status": 200}
    row |= {"sha256": f"{key:064x}", "verdict": "kept", "file": "a.warc.gz", "offset": key * 900}
    return row | {"length": 900, "content_type": "text/html"}


def _version(key: int, url: str, name: str, body: str, day: datetime) -> dict[str, Any]:
    return {
        "id": key, "article_id": key, "capture_id": key, "n": 1, "current": True, "reader": "1",
        "sha256": f"{key:064x}", "url": url, "canonical_url": url, "relevant": True,
        "relevance": 0.97, "relevance_any": 0.98, "reasons": ["police shot a person"],
        "title": f"Police shoot {name}", "text": body, "outlet": url.split("/")[2],
        "published": day.isoformat(), "published_at": day, "published_precision": "second",
    }  # fmt: skip


def _report(key: int, anchor: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": key, "article_id": key, "version_id": key, "current": True, "waiting": False,
        "compared": True, "in_scope": True, "n": 0, "anchor": anchor, "fingerprint": anchor,
        "fired_by": "police", "relevance": 0.97, "people_hit_min": 1, "people_hit_max": 1,
        "reasons": [], "passages": [["text", 0, 40]],
        "linkable": LINKABLE | {"anchor": anchor}, "facts": facts,
    }  # fmt: skip


def _claim(key: int, at: int, field: str, name: str) -> dict[str, Any]:
    return {
        "report_id": key, "n": at, "person": 0 if at < 3 else None, "field": field, "value": name,
        "as_written": name, "where": "text", "start": 0, "end": 40, "basis": "stated",
        "asserted_by": "police", "hedged": False, "method": "made", "version": "1",
        "confidence": 0.9, "detail": {},
    }  # fmt: skip


def _incident(number: int, name: str, state: str, day: datetime) -> dict[str, Any]:
    empty = dict.fromkeys(exports.incidents.INCIDENT_COLUMNS)
    del empty["inclusion"]  # told whenever a line is, and not kept
    line = empty | {
        "incident_id": f"I{number}",
        "victims": [VICTIM | {"victim_id": f"V{number}", "name": name, "aliases": [name]}],
        "state": state, "city": f"Town{number % 500}", "articles": _articles(number, day),
        "article_count": PER_INCIDENT, "aliases": [name], "conflicts": {}, "review": "accepted",
        "incident_date": f"{day:%Y-%m-%d}", "incident_date_from": f"{day:%Y-%m-%d}",
        "incident_date_to": f"{day:%Y-%m-%d}", "incident_date_precision": "day", "scope": SCOPE,
        "agencies": [f"Town{number % 500} Police Department"], "officers": [],
        "agency_roles": [], "events": [], "field_states": {}, "external_ids": {},
    }  # fmt: skip
    return {
        "n": number, "line": line, "review": "accepted", "state": state, "city": None,
        "date_from": day.date(), "date_to": day.date(), "names": name.casefold(),
        "article_count": PER_INCIDENT, "created_at": NOW, "stale": False,
    }  # fmt: skip


def _articles(number: int, day: datetime) -> list[dict[str, Any]]:
    return [
        {"url": _url(n), "outlet": _url(n).split("/")[2], "published": day.isoformat()}
        for n in range((number - 1) * PER_INCIDENT, number * PER_INCIDENT)
    ]


def _url(n: int) -> str:
    return f"https://outlet{n % OUTLETS}.example/story-{n}"


def _fact(number: int, at: int, field: str, anchor: str) -> dict[str, Any]:
    return {
        "incident": number, "n": at, "victim": number if at < 3 else None, "field": field,
        "value": "x", "state": "stated", "why": "all agree", "support": [[anchor, at]],
        "conflicts": [], "confidence": 0.9,
    }  # fmt: skip


def _linkable() -> dict[str, Any]:
    """A report as the resolver sees it, the same for all."""
    quote = Span(Where.TEXT, 0, 40)
    story = Article("https://a.example/", "https://a.example/", "Title", "Text " * 20)
    told = Report(
        n=0, passages=(quote,), fingerprint="x", fired_by=FiredBy.POLICE, relevance=0.9,
        people=(Person(0, Role.SHOT_BY_POLICE, "Ada Wren", ("Ada Wren",)),),
        claims=(Claim("city", "Ashport", "Ashport", quote),), people_hit_max=1,
    )  # fmt: skip
    reduced = linkable.linkable(story, told, anchor="x", article_key="x", scope=Scope.POLICE)
    return dict(linkable.to_json(reduced))


LINKABLE = _linkable()
TABLES = (
    link, capture, article, article_version, reading, report, report_person, claim,
    incident_identifier, victim_identifier, incident, incident_person, fact, membership,
)  # fmt: skip
