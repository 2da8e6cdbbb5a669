"""Agencies, officers and events of an incident: each once, however many reports tell of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pipeline import names
from pipeline.incident.deciding import Said
from pipeline.incident.incident_view import Member
from pipeline.linking import agency_traits
from pipeline.naming import name_comparison
from pipeline.naming.name_comparison import NameVerdict
from pipeline.records import Basis, Claim, DateRange, Role


def merged_agencies(own: Sequence[Said]) -> tuple[Mapping[str, str | None], ...]:
    """Each agency once, under its fullest name, with the strongest role anybody gives it."""
    by_key: dict[str, list[Claim]] = defaultdict(list)
    claims = [item.claim for item in own if item.claim.field == "agency"]
    keys = {agency_traits.agency_key(str(claim.value)) for claim in claims}
    for claim in claims:
        key = agency_traits.agency_key(str(claim.value))
        fuller = sorted(other for other in keys if other.endswith(f" {key}"))
        by_key[fuller[0] if fuller else key].append(claim)
    return tuple(_agency(found) for found in by_key.values())


def _agency(claims: Sequence[Claim]) -> Mapping[str, str | None]:
    roles = ("fired", "present", "investigating", "employer_off_duty", "unknown")
    return {
        "name": max((str(claim.value) for claim in claims), key=lambda name: (len(name), name)),
        "type": next((c.detail["type"] for c in claims if c.detail.get("type")), None),
        "role": min((c.detail.get("role", "unknown") for c in claims), key=roles.index),
        "basis": min((str(claim.basis) for claim in claims), key=_FIRMEST.index),
    }


_FIRMEST = (str(Basis.STATED), str(Basis.INFERRED))


_Agencies = Sequence[Mapping[str, str | None]]


def who_acted(agencies: _Agencies) -> _Agencies:
    """Who fired; else who was there; else, where nobody's part is told, whoever is named."""
    for roles in (("fired", "employer_off_duty"), ("present",), ("unknown",)):
        acted = [each for each in agencies if each["role"] in roles]
        if acted:
            return acted
    return []


def agencies_state(agencies: _Agencies) -> str:
    """How firmly it is told who acted: stated where a sentence says it of one of them."""
    acting = who_acted(agencies)
    if not acting:
        return "not_stated"
    return min((str(each["basis"]) for each in acting), key=_FIRMEST.index)


def merged_officers(members: Sequence[Member], said: Sequence[Said]) -> tuple[str, ...]:
    """Those said to have fired, each once under the fullest name."""
    told = [str(item.claim.value) for item in said if item.claim.field == "officer"]
    told += [
        person.name
        for member in members
        for person in member.report.people
        if person.role is Role.OFFICER_FIRED and person.name
    ]
    found: list[str] = []
    for name in (names.display(names.parse(one)) for one in told):
        alike = [
            at
            for at, other in enumerate(found)
            if name_comparison.compare_written(other, name).verdict is not NameVerdict.INCOMPATIBLE
        ]
        if not alike:
            found.append(name)
        elif len(name) > len(found[alike[0]]):
            found[alike[0]] = name
    return tuple(found)


def merged_events(own: Sequence[Said]) -> tuple[Mapping[str, str | None], ...]:
    """What followed; an undated mention adds nothing to a dated one of its kind."""
    told = [
        (str(item.claim.value), item.claim.detail.get("date"), item.claim.detail.get("result"))
        for item in own
        if item.claim.field == "event"
    ]
    dated = {kind for kind, day, _ in told if day}
    held: dict[tuple[str, str], str | None] = {}
    for kind, day, result in told:
        if day or kind not in dated:
            place = (kind, day or "")
            held[place] = held.get(place) or result
    often = Counter((kind, day or "") for kind, day, _ in told)
    found: dict[tuple[str, str], str | None] = {}
    for place in sorted(held, key=lambda place: (-often[place], _width(place[1]), place)):
        same = next((other for other in found if is_one_event(place, other)), place)
        found[same] = found.get(same) or held[place]
    return tuple(
        {"kind": kind, "date": day or None, "result": found[kind, day]}
        for kind, day in sorted(found)
    )


_EVENT_DAYS = 3  # one event told as of "Wednesday" and of "this week"


def _width(day: str) -> int:
    return DateRange.parse(day).days if day else 0


def is_one_event(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Two events (kind, day or "" for none) of one kind whose days overlap or nearly do."""
    if one[0] != other[0] or not (one[1] and other[1]):
        return one == other
    return DateRange.parse(one[1]).gap(DateRange.parse(other[1])) <= _EVENT_DAYS
