"""GeoJSON: one feature an incident; one without a point has no geometry, and none is made up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from storage.columns import as_json

#: What a map shows beside the point; the rest is in the other formats.
PROPERTIES = (
    "incident_id", "incident_date", "incident_date_from", "incident_date_to",
    "incident_date_precision", "city", "county", "state", "agencies", "armed", "weapon", "review",
    "inclusion", "article_count", "independent_sources", "confirmation", "updated_at",
)  # fmt: skip
_OF_A_VICTIM = ("victim_id", "name", "age", "gender", "race", "fatal")


def write(lines: Iterable[Mapping[str, Any]], send: Callable[[str], Any]) -> int:
    send('{"type":"FeatureCollection","features":[')
    count = 0
    for count, line in enumerate(lines, 1):
        send(("\n" if count == 1 else ",\n") + as_json(_feature(line)))
    send("\n]}\n")
    return count


def _feature(line: Mapping[str, Any]) -> dict[str, Any]:
    place = line["place"] or {}
    return {
        "type": "Feature",
        "id": line["incident_id"],
        "geometry": _point(place),
        "properties": {
            **{name: line[name] for name in PROPERTIES},
            "place": place.get("as_written"),
            "place_precision": place.get("precision"),
            "victims": [{name: each[name] for name in _OF_A_VICTIM} for each in line["victims"]],
            "articles": [item["url"] for item in line["articles"] if item["url"]],
        },
    }


def _point(place: Mapping[str, Any]) -> dict[str, Any] | None:
    """Longitude first, as the format wants it."""
    if place.get("lat") is None or place.get("lon") is None:
        return None
    return {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
