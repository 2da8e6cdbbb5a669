"""One mention of a law-enforcement agency, and the lists that its readers share."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline import shipped
from pipeline.records import Sentence

LISTS = tomllib.loads(shipped.text("agencies.toml"))
NOT_A_NAME = frozenset(LISTS["words"]["not_a_name"].split())


class Kind(StrEnum):
    """The Washington Post's types of agency, and a place for those who review."""

    LOCAL_POLICE = "local_police"
    SHERIFF = "sheriff"
    STATE_POLICE = "state_police"
    FEDERAL = "federal"
    LOCAL_OTHER = "local_other"
    STATE_OTHER = "state_other"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AgencyNamed:
    """One mention of an agency."""

    name: str
    kind: Kind
    state: str | None
    sentence: Sentence
    order: int
    start: int
    end: int
    actor: bool = False  # its officers, deputies, troopers are spoken of
    reviews: bool = False  # a prosecutor, grand jury or state bureau: it judges, not fires


_MEMBERS = re.compile(
    r"\s*(?:[’']s)?\s*(?:officer|deput|trooper|agent|marshal|detective|sergeant|SWAT|ranger)",
    re.IGNORECASE,
)


def with_members(named: AgencyNamed) -> AgencyNamed:
    """Note when its officers, not the agency itself, are spoken of."""
    written = named.sentence.text[named.start : named.end]
    if named.actor or "rooper" in written or _MEMBERS.match(named.sentence.text, named.end):
        return replace(named, actor=True)
    return named
