"""The sentences behind what an incident lists: agencies, officers, events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.incident.incident_lists import is_one_event

#: A claim's field, value and detail, and who says it in which words.
Entry = tuple[str, Any, Mapping[str, Any], dict[str, Any]]

#: Claims whose values an incident lists rather than chooses among.
FIELDS = frozenset({"agency", "officer", "event"})


def listed_facts(line: Mapping[str, Any], claims: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """One entry a listed value, in the shape of ``explained.why``'s facts.

    ``claims``: those of :data:`FIELDS`.
    """
    support: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for field, value, detail, source in claims:
        day = str(detail.get("date") or "") if field == "event" else ""
        support[field, str(value)].append((day, source))
    for field, value, day, said in _values(line):
        told = support.get((field, value), [])
        backing = [source for own, source in told if _is_of_day(value, own, day)]
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


def _is_of_day(kind: str, told: str, day: str) -> bool:
    """Whether what is told of one day ("": of none) may be told of what was on another."""
    return not told or not day or is_one_event((kind, told), (kind, day))


def _values(line: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Field, value as claimed, its day ("" for none), value as shown."""
    for agency in line["agency_roles"]:
        yield "agency", agency["name"], "", f"{agency['name']} ({agency['role']})"
    for officer in line["officers"]:
        yield "officer", officer, "", officer
    for event in line["events"]:
        shown = [event["kind"].replace("_", " "), event["date"], event["result"]]
        yield "event", event["kind"], event["date"] or "", ", ".join(part for part in shown if part)


def _articles(backing: list[dict[str, Any]]) -> str:
    number = len({item["url"] for item in backing})
    return f"{number} article{'' if number == 1 else 's'}"
