"""The sentences behind what an incident lists: agencies, officers, events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from storage.reports import StoredReport

_LISTED = {"agency": "agencies", "officer": "officers", "event": "events"}


def listed_facts(
    line: Mapping[str, Any],
    stored: Mapping[str, StoredReport],
    quotes: Mapping[tuple[str, int], str | None],
) -> Iterator[dict[str, Any]]:
    """One entry a listed value, in the shape of ``incidents.why``'s facts."""
    support: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for anchor, item in stored.items():
        for at, claim in enumerate(item.report.claims):
            if claim.field in _LISTED:
                support[claim.field, str(claim.value)].append(
                    {
                        "url": item.url,
                        "outlet": item.outlet,
                        "asserted_by": str(claim.asserted_by),
                        "quote": quotes.get((anchor, at)),
                    }
                )
    for field, value, said in _values(line):
        backing = support.get((field, value), [])
        if backing:
            yield {
                "victim_id": None,
                "field": field,
                "value": said,
                "state": "stated" if any(item["quote"] for item in backing) else "inferred",
                "why": _articles(backing),
                "confidence": None,
                "conflicts": [],
                "support": backing,
            }


def _values(line: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field, value as claimed, value as shown."""
    for agency in line["agency_roles"]:
        yield "agency", agency["name"], f"{agency['name']} ({agency['role']})"
    for officer in line["officers"]:
        yield "officer", officer, officer
    for event in line["events"]:
        shown = [event["kind"].replace("_", " "), event["date"], event["result"]]
        yield "event", event["kind"], ", ".join(part for part in shown if part)


def _articles(backing: list[dict[str, Any]]) -> str:
    number = len({item["url"] for item in backing})
    return f"{number} article{'' if number == 1 else 's'}"
