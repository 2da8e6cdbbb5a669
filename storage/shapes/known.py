"""What we know of a person shot, or of an incident, under the names columns are filled from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from pipeline.linking.agency_traits import agency_key

#: What is the person's, under the same name.
_OWN = (
    "name", "aliases", "age", "gender", "race", "race_source", "fatal", "outcome", "victim_id",
    "external_ids",
)  # fmt: skip
_ADULT = 18
_TEEN = 12

#: A shooting is all we hold.
CAUSE = "Gunshot"


def of_victim(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of ``export victims`` as columns ask for it."""
    own = {name: row[name] for name in _OWN}
    return {**_shared(row), **own, "outcome": _unless_unknown(row["outcome"])}


def of_incident(line: Mapping[str, Any], *, by_police: bool) -> dict[str, Any]:
    """A line of ``export incidents`` as columns ask for it, its people side by side.

    ``by_police``: whether it is known that police shot them.
    """
    people: Sequence[Mapping[str, Any]] = line["victims"]
    bystander = line["scope"]["bystander"] is True
    killed = sum(person["fatal"] is True for person in people)
    return {
        **_shared(line),
        "external_ids": line["external_ids"],
        "killed_count": killed,
        "injured_count": len(people) - killed,
        "participants.age": [person["age"] for person in people],
        "participants.age_group": [_age_group(person) for person in people],
        "participants.gender": [person["gender"] for person in people],
        "participants.name": [person["name"] for person in people],
        "participants.status": ["Killed" if p["fatal"] is True else "Injured" for p in people],
        "participants.type": [_type(len(people), by_police, bystander) for _ in people],
        "characteristics": _characteristics(line, killed, by_police, bystander),
    }


def _shared(row: Mapping[str, Any]) -> dict[str, Any]:
    place = row["place"] or {}
    named = [item["url"] for item in row["articles"] if item["url"]]
    return {
        "incident_id": row["incident_id"],
        "review": row["review"],
        "incident_date": _day(row),
        "death_date": row["death_date"],
        "city": row["city"],
        "county": row["county"],
        "state": row["state"],
        "address": place.get("as_written") if _has_words(place) else None,
        "latitude": place.get("lat"),
        "longitude": place.get("lon"),
        "place_precision": place.get("precision"),
        "armed": row["armed"],
        "weapon": row["weapon"],
        "fleeing": row["fleeing"],
        "body_camera": row["body_camera"],
        "shots_fired": row["shots_fired"],
        "agencies": list(row["agencies"]),
        "agency_numbers": [agency_number(name) for name in row["agencies"]],
        "officers": list(row["officers"]),
        "sources": named,
        "duty": _unless_unknown(row["scope"]["duty"]),
        "hit_by_police": row["scope"]["hit_by_police"],
        "cause": CAUSE,
    }


def _unless_unknown(value: str | None) -> str | None:
    return None if value == "unknown" else value


def _day(row: Mapping[str, Any]) -> str | None:
    """The day, or the stretch of days, as EDTF writes it."""
    first, last = row["incident_date_from"], row["incident_date_to"]
    if first is None:
        return None
    return str(first) if first == last else f"{first}/{last}"


def _has_words(place: Mapping[str, Any]) -> bool:
    """A row that gave a point and no address has no words to hand on."""
    written = str(place.get("as_written") or "")
    return any(letter.isalpha() for letter in written)


def agency_number(name: str) -> int:
    """A number for an agency of ours that stays the same in every export.

    >>> agency_number("Ashport Police Department") == agency_number("Ashport Police Department")
    True
    """
    digest = blake2b(agency_key(name).encode(), digest_size=4).digest()
    return 10**6 + int.from_bytes(digest, "big") // 4


def _age_group(person: Mapping[str, Any]) -> str | None:
    age = person["age"]
    if age is None:
        return None
    if age >= _ADULT:
        return "Adult 18+"
    return "Teen 12-17" if age >= _TEEN else "Child 0-11"


def _type(people: int, by_police: bool, bystander: bool) -> str | None:
    """A suspect is who police shot, but for a bystander; of several nobody says which that was."""
    if by_police and not bystander:
        return "Subject-Suspect"
    return "Victim" if people == 1 or not by_police else None


def _characteristics(
    line: Mapping[str, Any], killed: int, by_police: bool, bystander: bool
) -> list[str]:
    """What that archive calls an incident in which somebody was shot."""
    if not by_police:
        dead = ["Shot - Dead (murder, accidental, suicide)"] if killed else []
        return [*dead, *(["Shot - Wounded/Injured"] if killed < len(line["victims"]) else [])]
    found = ["Officer Involved Incident"]
    if bystander:
        end = "killed" if killed == len(line["victims"]) else "shot"
        return [*found, f"Officer Involved Shooting - Bystander {end}"]
    end = "killed" if killed else "shot"
    found.append(f"Officer Involved Shooting - subject/suspect/perpetrator {end}")
    if line["armed"] == "unarmed":
        found.append("Officer Involved Shooting - subject/suspect/perpetrator unarmed")
    return found
