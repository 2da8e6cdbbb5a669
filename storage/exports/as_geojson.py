"""GeoJSON: one feature an incident, at its place or at the middle of its town, and says which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.lexicon import gazetteer
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
    located_by, geometry = _where(line)
    return {
        "type": "Feature",
        "id": line["incident_id"],
        "geometry": geometry,
        "properties": {
            **{name: line[name] for name in PROPERTIES},
            "located_by": located_by,  # place, city, or null: then there is no geometry
            "place": place.get("as_written"),
            "place_precision": place.get("precision"),
            "victims": [{name: each[name] for name in _OF_A_VICTIM} for each in line["victims"]],
            "articles": [item["url"] for item in line["articles"] if item["url"]],
        },
    }


def _where(line: Mapping[str, Any]) -> tuple[str | None, dict[str, Any] | None]:
    """The point somebody gave, else the middle of the town as the gazetteer has it."""
    place = line["place"] or {}
    if place.get("lat") is not None and place.get("lon") is not None:
        return "place", _point(place["lat"], place["lon"])
    town = gazetteer.place(line["city"], line["state"]) if line["city"] and line["state"] else None
    if town is None:
        return None, None
    return "city", _point(town.lat, town.lon)


def _point(lat: float, lon: float) -> dict[str, Any]:
    """Longitude first, as the format wants it."""
    return {"type": "Point", "coordinates": [lon, lat]}
