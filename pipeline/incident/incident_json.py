"""An incident in the shapes of the exports: "facts", a victim, a line of ``export incidents``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.incident.incident_lists import agencies_state, who_acted
from pipeline.incident.incident_view import (
    INCIDENT_FIELDS,
    PER_VICTIM,
    IncidentView,
    Member,
    VictimView,
)
from pipeline.records import DatePrecision, DateRange, Dissent, Fact


def facts_json(view: IncidentView) -> dict[str, Any]:
    """The shape of "facts": every key present, null for what is not stated."""
    day = view.facts["incident_date"].value
    stretch = DateRange.parse(str(day)) if day else None
    found: dict[str, Any] = {
        "victims": [victim_json(victim) for victim in view.victims],
        "incident_date": str(stretch.first) if stretch and stretch.days == 1 else None,
        "incident_date_from": str(stretch.first) if stretch else None,
        "incident_date_to": str(stretch.last) if stretch else None,
        "incident_date_precision": str(stretch.precision if stretch else DatePrecision.UNKNOWN),
    }
    for field in INCIDENT_FIELDS[1:]:
        found[field] = view.facts[field].value
    found["place"] = _place(view.facts["place"])
    found["body_camera"] = _yes(found["body_camera"])
    found |= {
        "agencies": list(dict.fromkeys(str(each["name"]) for each in who_acted(view.agencies))),
        "agency_roles": [
            {"name": a["name"], "type": a["type"], "role": a["role"]} for a in view.agencies
        ],
        "officers": list(view.officers),
        "scope": _scope(view),
        "events": [dict(event) for event in view.events],
        "field_states": _states(view),
    }
    return found


def victim_json(victim: VictimView) -> dict[str, Any]:
    age = victim.value("age")
    return {
        "victim_id": None,
        "name": victim.value("name"),
        "aliases": list(victim.aliases),
        "name_status": victim.value("name_status") or "unidentified",
        "age": age,
        "age_min": age if age is not None else victim.value("age_min"),
        "age_max": age if age is not None else victim.value("age_max"),
        "gender": victim.value("gender"),
        "race": victim.value("race"),
        "race_source": _race_source(victim),
        "fatal": victim.value("fatal"),
        "outcome": victim.value("outcome") or "unknown",
        **{field: victim.value(field) for field in PER_VICTIM},
    }


def incident_json(view: IncidentView) -> dict[str, Any]:
    """The rest of a line of ``export incidents``, as far as it follows from the reports."""
    return {
        "aliases": list(view.aliases),
        "conflicts": {
            field: [_dissent(dissent) for dissent in dissents]
            for field, dissents in view.conflicts.items()
        },
        "articles": [dict(article) for article in view.articles],
        "article_count": view.article_count,
        "outlet_count": view.outlet_count,
        "independent_sources": view.independent_sources,
        "confirmation": view.confirmation,
        "first_reported": _stamp(view.first_reported),
        "last_reported": _stamp(view.last_reported),
    }


def _dissent(dissent: Dissent) -> dict[str, Any]:
    return {
        "value": dissent.value,
        "asserted_by": list(dissent.asserted_by),
        "articles": dissent.articles,
        "independent_sources": dissent.independent_sources,
        "first": _stamp(dissent.first),
        "last": _stamp(dissent.last),
    }


def article_json(member: Member) -> Mapping[str, str | None]:
    return {"url": member.url, "outlet": member.outlet, "published": _stamp(member.published)}


def _stamp(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _place(fact: Fact) -> dict[str, Any] | None:
    if fact.value is None:
        return None
    detail = fact.support[0].detail if fact.support else {}
    lat, lon = detail.get("lat"), detail.get("lon")
    return {
        "as_written": fact.value,
        "lat": float(lat) if lat else None,
        "lon": float(lon) if lon else None,
        "precision": detail.get("precision", "not_available"),
        "method": detail.get("method", "stated"),
    }


def _scope(view: IncidentView) -> dict[str, Any]:
    us = view.facts["us"].value
    return {
        "duty": view.facts["duty"].value or "unknown",
        "hit_by_police": view.facts["hit_by_police"].value,
        "self_inflicted": view.facts["self_inflicted"].value,
        "bystander": view.facts["bystander"].value,
        "accidental": view.facts["accidental"].value,
        "us": True if us is None else bool(us),
    }


def _states(view: IncidentView) -> dict[str, str]:
    found = {field: fact.state for field, fact in view.facts.items()}
    found["agencies"] = agencies_state(view.agencies)
    for at, victim in enumerate(view.victims):
        prefix = f"victims[{at}]."
        found |= {prefix + field: fact.state for field, fact in victim.facts.items()}
    return found


def _yes(value: Any) -> bool | None:
    return {"yes": True, "no": False, True: True, False: False}.get(value)


def _race_source(victim: VictimView) -> str | None:
    fact = victim.facts.get("race")
    return str(fact.support[0].asserted_by) if fact and fact.support else None
