"""The sentences behind what an incident lists: agencies, officers, events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.incident.incident_lists import is_one_event

#: A claim's field, value and detail, and who says it in which words.
Entry = tuple[str, Any, Mapping[str, Any], dict[str, Any]]

#: Claims whose values an incident lists rather than chooses among.
FIELDS = frozenset({"agency", "officer", "event"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A value an incident lists, and whoever says it."""

    field: str
    value: str  # as claimed
    day: str  # of an event, "" for none
    shown: str
    more: tuple[str, ...]  # the agency's part in it; the event's day and its end
    backing: list[dict[str, Any]]


def listed(line: Mapping[str, Any], claims: Iterable[Entry]) -> Iterator[Listed]:
    """Each listed value with its backing. ``claims``: those of :data:`FIELDS`."""
    support: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for field, value, detail, source in claims:
        day = str(detail.get("date") or "") if field == "event" else ""
        support[field, str(value)].append((day, source))
    for field, value, day, shown, more in _values(line):
        told = support.get((field, value), [])
        backing = [source for own, source in told if is_of_day(value, own, day)]
        if backing:
            yield Listed(field, value, day, shown, more, backing)


def listed_facts(line: Mapping[str, Any], claims: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """One entry a listed value, in the shape of ``explained.why``'s facts."""
    for one in listed(line, claims):
        yield {
            "victim_id": None,
            "field": one.field,
            "value": one.shown,
            "state": "stated" if any(item["quote"] for item in one.backing) else "inferred",
            "why": _articles(one.backing),
            "confidence": None,
            "conflicts": [],
            "support": one.backing,
        }


def is_of_day(kind: str, told: str, day: str) -> bool:
    """Whether what is told of one day ("": of none) may be told of what was on another."""
    return not told or not day or is_one_event((kind, told), (kind, day))


def _values(line: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    """Field, value as claimed, its day ("" for none), value as shown, what else is known of it."""
    for agency in line["agency_roles"]:
        shown = f"{agency['name']} ({agency['role']})"
        yield "agency", agency["name"], "", shown, (agency["role"],)
    for officer in line["officers"]:
        yield "officer", officer, "", officer, ()
    for event in line["events"]:
        more = tuple(part for part in (event["date"], event["result"]) if part)
        shown = ", ".join((event["kind"].replace("_", " "), *more))
        yield "event", event["kind"], event["date"] or "", shown, more


def _articles(backing: list[dict[str, Any]]) -> str:
    number = len({item["url"] for item in backing})
    return f"{number} article{'' if number == 1 else 's'}"
