"""An incident as its reports tell it: what is put in, what people decided, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as make
from datetime import datetime
from typing import Any

from pipeline.linking.linkable import Linkable
from pipeline.records import Dissent, Fact, Report

INCIDENT_FIELDS = (
    "incident_date", "death_date", "city", "county", "state", "place", "armed", "weapon",
    "shots_fired", "body_camera", "fleeing",
)  # fmt: skip
VICTIM_FIELDS = ("age", "age_min", "age_max", "gender", "race", "fatal", "outcome", "name_status")
PER_VICTIM = ("armed", "weapon", "fleeing")
SCOPE_FIELDS = ("duty", "hit_by_police", "self_inflicted", "bystander", "accidental", "us")


@dataclass(frozen=True, slots=True)
class Member:
    """One report of an incident, with what must be known of its article."""

    linkable: Linkable
    report: Report
    url: str
    outlet: str | None = None
    published: datetime | None = None
    family: str = ""  # near-copies share it; empty: the text stands alone

    @property
    def anchor(self) -> str:
        return self.linkable.anchor

    @property
    def source(self) -> str:
        return self.family or self.url


@dataclass(frozen=True, slots=True)
class Decided:
    """A value people set: a correction (with its reason) or a pin made by accepting."""

    field: str
    value: Any
    by: str
    reason: str = ""
    anchor: str | None = None  # with person: somebody in that report; else the incident
    person: int | None = None
    known: tuple[Any, ...] | None = None  # what was said when it was decided; others are news


@dataclass(frozen=True, slots=True)
class VictimView:
    """One person shot, aligned across the reports."""

    facts: Mapping[str, Fact]
    aliases: tuple[str, ...]
    members: tuple[tuple[str, int], ...]  # (anchor, Person.n)

    def value(self, field: str) -> Any:
        return self.facts[field].value if field in self.facts else None


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident as its reports tell it."""

    facts: Mapping[str, Fact]
    victims: tuple[VictimView, ...]
    agencies: tuple[Mapping[str, str | None], ...] = ()
    officers: tuple[str, ...] = ()
    events: tuple[Mapping[str, str | None], ...] = ()
    independent_sources: int = 0
    confirmation: str = "single"
    first_reported: datetime | None = None
    last_reported: datetime | None = None
    doubted: tuple[Dissent, ...] = ()  # people told of as hit whom most reports leave no room for
    article_count: int = 0
    outlet_count: int = 0
    articles: tuple[Mapping[str, str | None], ...] = make(default=())

    @property
    def conflicts(self) -> dict[str, tuple[Dissent, ...]]:
        """Every field on which reports differ; people's under ``victims[0].age``."""
        found = {name: fact.conflicts for name, fact in self.facts.items() if fact.conflicts}
        for at, victim in enumerate(self.victims):
            for name, fact in victim.facts.items():
                if fact.conflicts:
                    found[f"victims[{at}].{name}"] = fact.conflicts
        if self.doubted:
            found["victims"] = self.doubted
        return dict(sorted(found.items()))

    @property
    def news(self) -> tuple[tuple[Fact, Dissent], ...]:
        """What was said against a value after people had settled it."""
        facts = [*self.facts.values(), *(f for v in self.victims for f in v.facts.values())]
        return tuple((fact, dissent) for fact in facts for dissent in fact.news)

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(alias for v in self.victims for alias in v.aliases))
