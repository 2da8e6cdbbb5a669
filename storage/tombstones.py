"""What stands in the archive for a page that was taken down: that somebody was shot, and no more.

The death stays counted: day, place, agency, who fired and whether it was fatal are facts of the
incident, not the article's words. No quote, no name, no address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipeline.records import (
    Article,
    AssertedBy,
    Basis,
    Claim,
    FiredBy,
    Person,
    PublishedPrecision,
    Reading,
    Report,
    Role,
)
from storage.columns import as_json
from storage.dates import instant
from storage.reports import StoredReport

CONTENT_TYPE = "application/vnd.casebook.tombstone+json"
#: Of an incident; nothing of a person but whether they died.
_KEPT = ("incident_date", "city", "state", "agency", "hit_by_police", "us", "fatal", "outcome")


def written(
    reports: Iterable[StoredReport],
    *,
    capture: int,
    outlet: str | None,
    published: str | None,
    relevance: tuple[float, float],
    story: str | None = None,
) -> bytes:
    """The payload of a tombstone for an article that had these reports.

    ``story``: the address of the story's own tombstone, where its page was found elsewhere.
    """
    told = [_report(item) for item in reports]
    record: dict[str, Any] = {"capture": capture, "outlet": outlet, "published": published}
    record |= {"relevance": relevance, "reports": told}
    record |= {"story": story} if story else {}
    return as_json(record).encode()


def _report(item: StoredReport) -> dict[str, Any]:
    own = item.report
    return {
        "fingerprint": f"tombstone {own.n}",
        "fired_by": own.fired_by,
        "relevance": own.relevance,
        "people_hit_min": own.people_hit_min,
        "people_hit_max": own.people_hit_max,
        "people": [[person.n, person.role] for person in own.people if person.role in _SHOT],
        "claims": [
            {
                "field": claim.field,
                "value": claim.value,
                "person": claim.person,
                "asserted_by": claim.asserted_by,
                "confidence": claim.confidence,
                "detail": dict(claim.detail) if claim.field == "agency" else {},
            }
            for claim in own.claims
            if claim.field in _KEPT
        ],
    }


_SHOT = (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)


def read(url: str, payload: bytes, *, version: str) -> Reading:
    """A tombstone as a reader reads it."""
    record = json.loads(payload)
    published = instant(record["published"]) if record["published"] else None
    article = Article(
        url=url,
        canonical_url=record.get("story") or url,
        title="Taken down",
        text="",
        outlet=record["outlet"],
        published=published,
        published_precision=PublishedPrecision.SECOND if published else PublishedPrecision.UNKNOWN,
    )
    police, anybody = record["relevance"]
    reports = tuple(_revived(n, told) for n, told in enumerate(record["reports"]))
    return Reading(article, reports, police, anybody, ("taken down",), version)


def _revived(n: int, told: dict[str, Any]) -> Report:
    return Report(
        n=n,
        passages=(),
        fingerprint=told["fingerprint"],
        fired_by=FiredBy(told["fired_by"]),
        relevance=told["relevance"],
        people=tuple(Person(number, Role(role), None, ()) for number, role in told["people"]),
        claims=tuple(
            Claim(
                item["field"],
                item["value"],
                basis=Basis.INFERRED,
                asserted_by=AssertedBy(item["asserted_by"]),
                method="tombstone",
                confidence=item["confidence"],
                person=item["person"],
                detail=item["detail"],
            )
            for item in told["claims"]
        ),
        people_hit_min=told["people_hit_min"],
        people_hit_max=told["people_hit_max"],
        reasons=("taken down",),
    )
