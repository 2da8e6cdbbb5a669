"""The rows behind an incident's line: what is searched of it, who stands in it, each fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from anyascii import anyascii

from pipeline.records import Fact
from storage.lines import Told


def incident_row(told: Told) -> dict[str, Any]:
    line = told.line
    return {
        "n": told.n,
        "line": told.written or line,
        "review": told.review,
        "state": line["state"],
        "city": line["city"],
        "county": line["county"],
        "agencies": "\n".join(folded(agency["name"]) for agency in line["agency_roles"]),
        "fatal": anybody_died(line),
        "sources": line["independent_sources"],
        "words": "\n".join(folded(text) for text in searched(line)),
        "date_from": _day(line["incident_date_from"]),
        "date_to": _day(line["incident_date_to"]),
        "names": "\n".join(folded(name) for name in line["aliases"]),
        "article_count": line["article_count"],
        "created_at": told.created_at,
        "stale": False,
    }


def searched(line: Mapping[str, Any]) -> list[str]:
    """What a search for words looks through: names, place and agencies."""
    places = [place for place in (line["city"], line["county"]) if place]
    return [*line["aliases"], *places, *(agency["name"] for agency in line["agency_roles"])]


def anybody_died(line: Mapping[str, Any]) -> bool | None:
    """Whether somebody shot died; None when nobody says of anyone.

    >>> anybody_died({"victims": [{"fatal": False}, {"fatal": None}]})
    False
    """
    told = [victim["fatal"] for victim in line["victims"] if victim["fatal"] is not None]
    return any(told) if told else None


def folded(name: str) -> str:
    """How names are searched: without case and accents."""
    return anyascii(name).casefold().strip()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def membership_rows(told: Told) -> list[dict[str, Any]]:
    return [
        {
            "anchor": item.anchor,
            "incident": told.n,
            "position": position,
            "because": item.because,
            "via": item.via,
            "score": None,
            "bits": None,
        }
        for position, item in enumerate(told.cluster.members)
    ]


def person_rows(told: Told) -> list[dict[str, Any]]:
    return [
        {
            "victim": victim,
            "incident": told.n,
            "position": position,
            "persons": [list(person) for person in told.persons[position]],
        }
        for position, victim in enumerate(told.victims)
    ]


def fact_rows(told: Told) -> list[dict[str, Any]]:
    places = {
        id(item): [member.anchor, at]
        for member in told.members
        for at, item in enumerate(member.report.claims)
    }
    facts: list[tuple[int | None, Fact]] = [(None, fact) for fact in told.view.facts.values()]
    for victim, seen in zip(told.victims, told.view.victims, strict=True):
        facts += [(victim, fact) for fact in seen.facts.values()]
    return [
        {"incident": told.n, "n": n, "victim": victim, **_shown(told, victim, fact, places)}
        for n, (victim, fact) in enumerate(facts)
    ]


def _shown(
    told: Told, victim: int | None, fact: Fact, places: Mapping[int, Sequence[Any]]
) -> dict[str, Any]:
    row = _fact_row(fact, places)
    subject = f"V{victim}" if victim else f"I{told.n}"
    if told.hidden and told.hidden.hides(subject, fact.field):
        row |= {"value": None, "state": "withheld", "why": "withheld", "support": []}
        row |= {"conflicts": []}
    return row


def _fact_row(fact: Fact, places: Mapping[int, Sequence[Any]]) -> dict[str, Any]:
    return {
        "field": fact.field,
        "value": fact.value,
        "state": fact.state,
        "why": fact.why,
        "support": [places[id(item)] for item in fact.support if id(item) in places],
        "conflicts": [
            {
                "value": item.value,
                "asserted_by": list(item.asserted_by),
                "articles": item.articles,
                "independent_sources": item.independent_sources,
            }
            for item in fact.conflicts
        ],
        "confidence": fact.confidence,
    }
