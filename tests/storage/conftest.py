"""A small world to test storage in: invented pages, readings made by hand, resolved for real."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import (
    Article,
    Claim,
    FiredBy,
    Person,
    PublishedPrecision,
    Reading,
    Report,
    Role,
    Scope,
    Span,
    Where,
)
from scheduler.resolving import resolve_waiting
from scheduler.workplace import Workplace
from storage import articles, pages
from storage.archive import Archive, payload_sha256
from storage.engine import Database
from storage.exports import export
from storage.frontier import FoundLink
from storage.pages import Kept, NewCapture

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class World:
    """A database and an archive, with a clock that only moves when told."""

    def __init__(self, database: Database, root: Path) -> None:
        self.database = database
        self.archive = Archive(root)
        self.now = NOW

    def keep(self, url: str, body: str = "", *, at: datetime | None = None) -> int:
        """Archive a page and note it; the id of its capture."""
        payload = (body or url).encode()
        fetched_at = at or self.now
        ref = self.archive.append_resource(
            url=url, content_type="text/html", payload=payload, fetched_at=fetched_at
        )
        new = NewCapture(
            link_id=0,
            fetched_at=fetched_at,
            status=200,
            sha256=payload_sha256(payload),
            verdict=Kept.KEPT,
            ref=ref,
            content_type="text/html",
        )
        with self.database.write() as session:
            number, _ = pages.ingested(session, FoundLink(url, "test"), new, now=self.now)
        return number

    def read(self, capture_id: int, reading: Reading) -> None:
        with self.database.write() as session:
            articles.save_reading(session, capture_id, reading, now=self.now)

    def tell(self, url: str, **told: Any) -> None:
        """Keep and read a story in one go."""
        self.read(self.keep(url, json.dumps(told, default=str)), story(url, **told))

    def resolve(self, *, batch: int = 100) -> int:
        """By the resolver's job; how many incidents changed."""
        place = Workplace(self.database, self.archive)
        return resolve_waiting(place, now=self.now, batch=batch)["incidents changed"]

    def export(self, kind: str, fmt: str = "jsonl", **options: Any) -> str:
        out = io.StringIO()
        with self.database.read() as session:
            export(session, kind, fmt, out=out, **options)
        return out.getvalue()

    def export_bytes(self, kind: str, fmt: str, **options: Any) -> bytes:
        out = io.BytesIO()
        with self.database.read() as session:
            export(session, kind, fmt, out=out, **options)
        return out.getvalue()

    def rows(self, kind: str, **options: Any) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.export(kind, **options).splitlines()]

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


def story(
    url: str,
    *,
    name: str | None = "Tobias Wrenfield",
    day: str = "2026-02-25",
    city: str = "Ashport",
    state: str = "OH",
    age: int | None = 34,
    text: str = "",
    title: str = "Police shooting",
    version: str = "1",
    published: datetime = datetime(2026, 2, 26, 9, 0, tzinfo=UTC),
    fired_by: FiredBy = FiredBy.POLICE,
    shot: int = 1,
) -> Reading:
    """What a reader might make of a story about one incident."""
    who = name or "a man"
    body = f"{who}, {age}, was shot by police in {city}, {state} on {day}. {text}"
    quote = Span(Where.TEXT, 0, body.index(".") + 1)
    claims = [
        Claim("incident_date", day, day, quote, method="test", confidence=0.9),
        Claim("city", city, city, quote, method="test"),
        Claim("state", state, state, quote, method="test"),
    ]
    if name:
        claims.append(Claim("name", name, name, quote, method="test", person=0))
    if age is not None:
        claims.append(Claim("age", age, str(age), quote, method="test", person=0))
    person = Person(0, Role.SHOT_BY_POLICE, name, (name,) if name else ())
    article = Article(
        url=url,
        canonical_url=url,
        title=title,
        text=body,
        outlet=url.split("/")[2],
        published=published,
        published_precision=PublishedPrecision.SECOND,
    )
    report = Report(
        n=0,
        passages=(quote,),
        fingerprint=f"{who} {city} {day}",
        fired_by=fired_by,
        relevance=0.97,
        people=(person,),
        claims=tuple(claims),
        people_hit_max=shot,
        reasons=("police shot a person",),
    )
    return Reading(article, (report,), 0.97, 0.99, ("police shot a person",), version)


def irrelevant(url: str, *, text: str = "The council met.", version: str = "1") -> Reading:
    article = Article(url, url, "Council", text)
    return Reading(article, (), 0.01, 0.02, (), version)


@pytest.fixture
def world(database: Database, tmp_path: Path) -> Iterator[World]:
    made = World(database, tmp_path / "archive")
    yield made
    made.archive.close()
    assert made.database.scope is Scope.POLICE
