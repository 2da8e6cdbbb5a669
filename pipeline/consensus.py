"""The claims of an incident to one value per field, with the reason and the dissent kept.

Identity, age, date and place go by office and recency; on weapon and flight no office outranks
family, witness or video: there the field is disputed and both accounts stand. Copies of one text
count once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as make
from datetime import UTC, datetime
from functools import cache
from itertools import permutations
from typing import Any

from pipeline import gazetteer, names, rows, traits
from pipeline.linkable import Linkable
from pipeline.names import NameVerdict
from pipeline.policy import Policy
from pipeline.records import (
    Article,
    AssertedBy,
    Basis,
    Claim,
    DatePrecision,
    DateRange,
    Dissent,
    Fact,
    Person,
    Report,
    Role,
    Scope,
    Value,
)
from pipeline.urls import site

_BESIDE = 10  # kilometres
_IN_FREE_WORDS = frozenset(("place", "weapon"))
_SAID_UNKNOWN = frozenset(("unknown", "undetermined"))
#: How the reason of a value begins that a person settled: no claim changes it.
_SET_BY = "set by "
_DESCRIBED = re.compile(
    r"^(?:an?|the|his|her|their|another|one|two|this|that)\b|\b(?:man|woman|boy|girl|teen\w*|youth|"
    r"driver|passenger|suspect|victim|person|male|female|father|mother|son|daughter|husband|wife|"
    r"brother|sister|resident|officer|deputy|gunman|motorist|juvenile|adult|subject|unarmed|armed)\b",
    re.IGNORECASE,
)
_INCIDENT_FIELDS = (
    "incident_date", "death_date", "city", "county", "state", "place", "armed", "weapon",
    "shots_fired", "body_camera", "fleeing",
)  # fmt: skip
_VICTIM_FIELDS = ("age", "age_min", "age_max", "gender", "race", "fatal", "outcome", "name_status")
_PER_VICTIM = ("armed", "weapon", "fleeing")
_SCOPE_FIELDS = ("duty", "hit_by_police", "self_inflicted", "bystander", "accidental", "us")


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
class _Rules:
    """What stands above the claims, and how claims are weighed."""

    decided: Sequence[Decided]
    policy: Policy


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


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim and the member that makes it."""

    claim: Claim
    member: Member


def consensus(
    members: Sequence[Member],
    *,
    scope: Scope,
    corrections: Sequence[Decided] = (),
    pins: Sequence[Decided] = (),
    policy: Policy | None = None,
) -> IncidentView:
    """One view of an incident from all of its reports and what people decided."""
    ordered = _with_sources(sorted(members, key=lambda member: member.linkable.order))
    # a correction stands above a pin
    rules = _Rules([*corrections, *pins], policy or Policy.default())
    said = [_Said(claim, member) for member in ordered for claim in member.report.claims]
    own = [item for item in said if item.claim.person is None]
    victims, doubted = _victims(ordered, said, scope, rules)
    told_of = _by_field(own)
    facts = _decided_all((*_INCIDENT_FIELDS, *_SCOPE_FIELDS), told_of, rules)
    facts = _weapon_as_armed(facts)
    told = [member for member in ordered if not rows.is_row(member.url)]  # a row is no coverage
    published = sorted(member.published for member in told if member.published)
    sources = {member.source for member in told}
    return IncidentView(
        facts=facts,
        victims=victims,
        doubted=doubted,
        agencies=_agencies(own),
        officers=_officers(ordered, said),
        events=_events(own),
        independent_sources=len(sources),
        confirmation=_confirmation(sources, said),
        first_reported=published[0] if published else None,
        last_reported=published[-1] if published else None,
        article_count=len({member.url for member in told}),
        outlet_count=len({whose for m in told if (whose := m.outlet or site(m.url))}),
        articles=tuple(_article(member) for member in told),
    )


def _with_sources(ordered: Sequence[Member]) -> list[Member]:
    """Copies, retold wire stories and reposts under the address of their earliest member."""
    leader: dict[str, str] = {}
    for member in ordered:
        marks = _marks(member)
        homes = sorted({leader[mark] for mark in marks if mark in leader})
        first = homes[0] if homes else marks[0]
        if len(homes) > 1:
            leader |= {mark: first for mark, home in leader.items() if home in homes}
        leader |= dict.fromkeys(marks, first)
    return [_of_family(member, leader[member.source]) for member in ordered]


def _of_family(member: Member, family: str) -> Member:
    return member if member.family == family else replace(member, family=family)


def _marks(member: Member) -> list[str]:
    """What a text shares with its copies: family, address, wire."""
    link = member.linkable
    marks = [member.source, member.url, link.article_key]
    marks += [link.copied_from] if link.copied_from else []
    return [*marks, f"wire {link.wire.casefold()}"] if link.wire else marks


def report_facts(article: Article, report: Report, scope: Scope) -> dict[str, Any]:
    """What one article says of one incident, in the shape of "facts"."""
    member = Member(
        linkable=Linkable(anchor="", article_key=article.canonical_url),
        report=report,
        url=article.canonical_url,
        outlet=article.outlet,
        published=article.published,
    )
    return facts_json(consensus([member], scope=scope))


# --- the shapes of the contracts ------------------------------------------------------------


def facts_json(view: IncidentView) -> dict[str, Any]:
    """CONTRACTS.md "facts": every key present, null for what is not stated."""
    day = view.facts["incident_date"].value
    stretch = DateRange.parse(str(day)) if day else None
    found: dict[str, Any] = {
        "victims": [victim_json(victim) for victim in view.victims],
        "incident_date": str(stretch.first) if stretch and stretch.days == 1 else None,
        "incident_date_from": str(stretch.first) if stretch else None,
        "incident_date_to": str(stretch.last) if stretch else None,
        "incident_date_precision": str(stretch.precision if stretch else DatePrecision.UNKNOWN),
    }
    for field in _INCIDENT_FIELDS[1:]:
        found[field] = view.facts[field].value
    found["place"] = _place(view.facts["place"])
    found["body_camera"] = _yes(found["body_camera"])
    found |= {
        "agencies": list(dict.fromkeys(str(each["name"]) for each in _acting(view.agencies))),
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
        **{field: victim.value(field) for field in _PER_VICTIM},
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


def _article(member: Member) -> Mapping[str, str | None]:
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
    found["agencies"] = _agencies_state(view.agencies)
    for at, victim in enumerate(view.victims):
        prefix = f"victims[{at}]."
        found |= {prefix + field: fact.state for field, fact in victim.facts.items()}
    return found


def _yes(value: Any) -> bool | None:
    return {"yes": True, "no": False, True: True, False: False}.get(value)


def _race_source(victim: VictimView) -> str | None:
    fact = victim.facts.get("race")
    return str(fact.support[0].asserted_by) if fact and fact.support else None


# --- one field ------------------------------------------------------------------------------


def _decided_all(
    fields: Iterable[str],
    told_of: Mapping[str, Sequence[_Said]],
    rules: _Rules,
    where: Iterable[tuple[str, int]] | None = None,
) -> dict[str, Fact]:
    return {
        field: _decide(field, told_of.get(field, ()), rules, where)
        if field in told_of or rules.decided
        else _not_stated(field)
        for field in fields
    }


def _decide(
    field: str,
    said: Sequence[_Said],
    rules: _Rules,
    where: Iterable[tuple[str, int]] | None = None,
) -> Fact:
    """Choose a value: people's first, then office and recency, or both accounts when contested."""
    word = _word_of(field, rules.decided, where) if rules.decided else None
    if word is None and not said:
        return _not_stated(field)
    groups = _groups(field, said, rules.policy)
    conflicts: tuple[Dissent, ...] = ()
    if len(groups) > 1 or (word is not None and groups and word.value != groups[0][0]):
        conflicts = tuple(_as_dissent(value, items) for value, items in groups)
    if word is not None:
        why = f"{_SET_BY}{word.by}" + (f": {word.reason}" if word.reason else "")
        saying = [item.claim for own, items in groups if own == word.value for item in items]
        fact = Fact(field, word.value, "stated", why, tuple(saying), conflicts)
        return replace(fact, news=_news(field, word, groups))
    if not groups:
        return _nothing(field, said)
    value, items = groups[0]
    support = tuple(item.claim for item in items)
    state = _state(field, groups, rules.policy)
    why = _why(field, groups, rules.policy)
    if state == "disputed" and (left_open := _nothing(field, said)).value is not None:
        value, support, why = left_open.value, left_open.support, "accounts differ in one article"
    return Fact(field, value, state, why, support, conflicts, _confidence(groups))


def _news(
    field: str, word: Decided, groups: Sequence[tuple[Value, list[_Said]]]
) -> tuple[Dissent, ...]:
    """Values that nobody had told when people decided: free text differs in every report."""
    if word.known is None or field in _IN_FREE_WORDS:
        return ()
    known = {word.value, *word.known}
    return tuple(_as_dissent(value, items) for value, items in groups if value not in known)


def _word_of(
    field: str, decided: Sequence[Decided], where: Iterable[tuple[str, int]] | None
) -> Decided | None:
    if where is None:
        return next((w for w in decided if w.field == field and w.person is None), None)
    known = set(where)
    return next((w for w in decided if w.field == field and (w.anchor, w.person) in known), None)


def _by_field(said: Iterable[_Said]) -> Mapping[str, Sequence[_Said]]:
    found: dict[str, list[_Said]] = defaultdict(list)
    for item in said:
        found[item.claim.field].append(item)
    return found


@cache
def _not_stated(field: str) -> Fact:
    return Fact(field, None, "not_stated")


def _nothing(field: str, said: Sequence[_Said]) -> Fact:
    """Not stated is not the same as said to be unknown."""
    unknown = [item.claim for item in said if item.claim.value in _SAID_UNKNOWN]
    if not unknown:
        return _not_stated(field)
    value = "undetermined" if field == "armed" else None
    return Fact(field, value, "stated_unknown", "said to be unknown", tuple(unknown))


def _groups(field: str, said: Sequence[_Said], policy: Policy) -> list[tuple[Value, list[_Said]]]:
    """Claims by value, the best first; what is inferred counts only where nothing is stated."""
    known = [item for item in said if item.claim.value not in _SAID_UNKNOWN]
    stated = [item for item in known if item.claim.basis is Basis.STATED]
    by_value: dict[Value, list[_Said]] = defaultdict(list)
    for item in stated or known:
        by_value[item.claim.value].append(item)
    if len(by_value) < 2:
        return list(by_value.items())
    groups = _merged_dates(by_value) if field.endswith("_date") else by_value
    voices = {} if field in policy.contested else policy.office
    if not any(
        policy.no_office & {item.claim.asserted_by for item in items} for items in groups.values()
    ):
        voices = (
            policy.office
        )  # nobody but offices and outlets speaks: the later and higher word holds
    span = _span(known)
    ranked = sorted(
        groups.items(), key=lambda group: (-_backing(group[1], voices, span, policy), str(group[0]))
    )
    return _nearer_place_first(ranked) if field == "city" else ranked


def _backing(
    items: Sequence[_Said],
    offices: Mapping[AssertedBy, float],
    span: tuple[float, float],
    policy: Policy,
) -> float:
    """Offices, sources and recency in one figure; copies of one text count once."""
    best: dict[str, float] = defaultdict(float)
    for item in items:
        claim = item.claim
        weight = claim.confidence * offices.get(claim.asserted_by, 1.0)
        weight *= (policy.hedged if claim.hedged else 1.0) * _recency(item, span, policy)
        best[item.member.source] = max(best[item.member.source], weight)
    return round(sum(best.values()), 6)


def _span(items: Sequence[_Said]) -> tuple[float, float]:
    moments = [_moment(item) for item in items if item.member.published]
    return (min(moments), max(moments)) if moments else (0.0, 0.0)


def _recency(item: _Said, span: tuple[float, float], policy: Policy) -> float:
    """The later word counts more than the first."""
    first, last = span
    if item.member.published is None or last <= first:
        return 1.0
    return 1.0 + policy.recency * (_moment(item) - first) / (last - first)


def _nearer_place_first(ranked: list[tuple[Value, list[_Said]]]) -> list[tuple[Value, list[_Said]]]:
    """Some outlets name the large town beside the small one, none the other way round."""
    nearer = next((group for group in ranked[1:] if _is_nearer(group, ranked[0])), None)
    return [nearer, *(group for group in ranked if group is not nearer)] if nearer else ranked


def _is_nearer(small: tuple[Value, list[_Said]], large: tuple[Value, list[_Said]]) -> bool:
    """A place beside one at least twice as large, in its county, and told by as many sources.

    A source that speaks of both decides nothing.
    """
    ours, theirs = _sources(small[1]), _sources(large[1])
    if not ours - theirs or len(ours - theirs) < len(theirs - ours):
        return False
    state = large[1][0].member.linkable.state
    names_of = str(small[0]), str(large[0])
    one, other = (gazetteer.place(name, state) for name in names_of)
    if not one or not other or 2 * one.population > other.population:
        return False
    county, its_county = (gazetteer.county_of(name, state) for name in names_of)
    return (
        county is not None and county == its_county and gazetteer.distance_km(one, other) <= _BESIDE
    )


def _sources(items: Sequence[_Said]) -> set[str]:
    return {item.member.source for item in items}


def _merged_dates(by_value: Mapping[Value, list[_Said]]) -> dict[Value, list[_Said]]:
    """ "In November" backs the 5th of November: a rougher date supports a finer one in it."""
    days = {value: DateRange.parse(str(value)) for value in by_value}
    merged: dict[Value, list[_Said]] = {}
    for value, stretch in sorted(days.items(), key=lambda item: (item[1].days, str(item[0]))):
        home = next(
            (v for v in merged if days[v].first >= stretch.first and days[v].last <= stretch.last),
            None,
        )
        merged.setdefault(home or value, []).extend(by_value[value])
    return merged


def _once_a_source(items: Iterable[_Said]) -> list[_Said]:
    best: dict[str, _Said] = {}
    for item in items:
        held = best.get(item.member.source)
        if held is None or item.claim.confidence > held.claim.confidence:
            best[item.member.source] = item
    return list(best.values())


def _moment(item: _Said) -> float:
    return (item.member.published or datetime(1970, 1, 1, tzinfo=UTC)).timestamp()


def _state(field: str, groups: Sequence[tuple[Value, list[_Said]]], policy: Policy) -> str:
    items = groups[0][1]
    if _disputed(field, groups, policy):
        return "disputed"
    stated = any(item.claim.basis is Basis.STATED for item in items)
    return "stated" if stated else "inferred"


def _disputed(field: str, groups: Sequence[tuple[Value, list[_Said]]], policy: Policy) -> bool:
    """Family, witness, lawyer or video hold one account, and somebody else holds another.

    An office that corrects itself or another office disputes nothing.
    """
    if field not in policy.contested:
        return False
    voices = [{item.claim.asserted_by for item in items} for _, items in groups]
    return any(one & policy.no_office and other - one for one, other in permutations(voices, 2))


def _weapon_as_armed(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Other words for one thing are no dispute: a weapon is disputed where its kind is."""
    weapon, armed = facts["weapon"], facts["armed"]
    if weapon.state == "disputed" and armed.state != "disputed":
        weapon = replace(weapon, state="stated")
    return {**facts, "weapon": weapon}


def _why(field: str, groups: Sequence[tuple[Value, list[_Said]]], policy: Policy) -> str:
    items = groups[0][1]
    sources = len(_sources(items))
    voices = ", ".join(sorted({str(item.claim.asserted_by) for item in items}))
    told = f"{sources} independent source{'s' if sources != 1 else ''} ({voices})"
    if len(groups) == 1:
        return told
    if _disputed(field, groups, policy):
        return f"accounts differ; most told: {told}"
    if field == "city" and _is_nearer(groups[0], groups[1]):
        return f"the smaller of two places side by side: {told}"
    return f"best backed by office, sources and recency: {told}"


def _confidence(groups: Sequence[tuple[Value, list[_Said]]]) -> float:
    weights = [sum(i.claim.confidence for i in _once_a_source(items)) for _, items in groups]
    best = max(item.claim.confidence for item in groups[0][1])
    return round(best * weights[0] / sum(weights), 3) if sum(weights) else 0.0


def _as_dissent(value: Value, items: Sequence[_Said]) -> Dissent:
    moments = sorted(item.member.published for item in items if item.member.published)
    return Dissent(
        value=value,
        asserted_by=tuple(sorted({str(item.claim.asserted_by) for item in items})),
        articles=len({item.member.url for item in items}),
        independent_sources=len({item.member.source for item in items}),
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
    )


# --- people ---------------------------------------------------------------------------------


def _victims(
    members: Sequence[Member],
    said: Sequence[_Said],
    scope: Scope,
    rules: _Rules,
) -> tuple[tuple[VictimView, ...], tuple[Dissent, ...]]:
    """The people hit, and how each was told of where some are not believed."""
    claims: dict[tuple[str, int], list[_Said]] = defaultdict(list)
    for item in said:
        if item.claim.person is not None:
            claims[item.member.anchor, item.claim.person].append(item)
    told = _align(members, scope, claims)
    people = _believed(told, members)
    doubted = tuple(_doubt(group) for group in told) if len(people) < len(told) else ()
    return tuple(_victim(group, claims, rules) for group in people), doubted


def _doubt(group: Sequence[_Told]) -> Dissent:
    """Who was told of, as a dissent on who was hit."""
    name = next((item.person.name for item in group if item.person.name), None)
    said = [_Said(Claim("victims", name or "a person not named"), item.member) for item in group]
    voices = {str(one.claim.asserted_by) for item in group for one in item.claims}
    return replace(
        _as_dissent(said[0].claim.value, said), asserted_by=tuple(sorted(voices)) or ("unknown",)
    )


def _believed(groups: list[list[_Told]], members: Sequence[Member]) -> list[list[_Told]]:
    """Those beyond the number most reports allow, told of by few: somebody's misreading."""
    allowed = Counter(m.report.people_hit_max for m in members if m.report.people_hit_max)
    if not allowed:
        return groups
    limit = max(allowed, key=lambda most: (allowed[most], most))
    ranked = sorted(groups, key=lambda group: -len({item.member.source for item in group}))
    sources = len({member.source for member in members})
    kept = ranked[:limit] + [
        group
        for group in ranked[limit:]
        if 3 * len({item.member.source for item in group}) > sources
    ]
    return [group for group in groups if group in kept]


@dataclass(frozen=True, slots=True)
class _Told:
    """One person shot, in one report."""

    member: Member
    person: Person
    claims: tuple[_Said, ...]

    def value(self, field: str) -> Value | None:
        return next((s.claim.value for s in self.claims if s.claim.field == field), None)

    @property
    def place(self) -> tuple[str, int]:
        return (self.member.anchor, self.person.n)


def _align(
    members: Sequence[Member], scope: Scope, claims: Mapping[tuple[str, int], Sequence[_Said]]
) -> list[list[_Told]]:
    """Bring each report's people to those of the others: named first, then by age and gender."""
    told = [
        _Told(member, person, tuple(claims.get((member.anchor, person.n), ())))
        for member in members
        for person in member.report.victims(scope)
    ]
    groups: list[_Group] = []
    named = [item for item in told if item.person.name]
    for item in sorted(named, key=lambda item: (-len(item.person.name or ""), item.place)):
        _place_named(item, groups)
    limit = min((m.report.people_hit_max for m in members if m.report.people_hit_max), default=99)
    for item in [item for item in told if not item.person.name]:
        _place_unnamed(item, groups, limit)
    found = [group.items for group in groups]
    return sorted(found, key=lambda group: (not group[0].person.name, _first_place(group)))


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """One person, as several reports tell of them; what they say is kept once."""

    items: list[_Told] = make(default_factory=list)
    places: set[str] = make(default_factory=set)  # anchors of the reports
    names: set[str] = make(default_factory=set)
    values: dict[str, set[Value]] = make(default_factory=lambda: defaultdict(set))

    def add(self, item: _Told) -> None:
        self.items.append(item)
        self.places.add(item.member.anchor)
        if item.person.name:
            self.names.add(item.person.name)
        for said in _LIKENESS:
            if (value := item.value(said)) is not None:
                self.values[said].add(value)


_LIKENESS = ("age", "gender", "fatal", "outcome")


def _first_place(group: Sequence[_Told]) -> tuple[Any, ...]:
    return min((*item.member.linkable.order, item.person.n) for item in group)


def _place_named(item: _Told, groups: list[_Group]) -> None:
    scored = [
        (score, -at) for at, group in enumerate(groups) if (score := _fit(item, group)) is not None
    ]
    if not scored:
        groups.append(_Group())
    groups[-max(scored)[1] if scored else -1].add(item)


def _fit(item: _Told, group: _Group) -> float | None:
    """How well a name fits a group's names; None when it is another person's.

    One report may spell one person twice (a correction does); it names two people apart.
    """
    least = 0.85 if item.member.anchor in group.places else 0.0
    compared = [names.compare_written(item.person.name or "", other) for other in group.names]
    scores = [found.score for found in compared if found.verdict is not NameVerdict.INCOMPATIBLE]
    best = max(scores, default=None)
    return best if best is not None and best >= least else None


def _place_unnamed(item: _Told, groups: list[_Group], limit: int) -> None:
    free = [group for group in groups if item.member.anchor not in group.places]
    fitting = [group for group in free if _may_be(item, group)]
    if fitting:
        best = max(fitting, key=lambda g: (_likeness(item, g), -groups.index(g)))
        best.add(item)
    elif free and len(groups) >= limit:
        free[0].add(item)
    else:
        groups.append(_Group())
        groups[-1].add(item)


def _may_be(item: _Told, group: _Group) -> bool:
    ages, genders = group.values["age"], group.values["gender"]
    age, gender = item.value("age"), item.value("gender")
    near = age is None or not ages or any(abs(int(age) - int(a or 0)) <= 2 for a in ages)
    return near and (gender is None or not genders or gender in genders)


def _likeness(item: _Told, group: _Group) -> int:
    return sum(item.value(said) in group.values[said] for said in _LIKENESS)


def _victim(
    group: Sequence[_Told],
    claims: Mapping[tuple[str, int], Sequence[_Said]],
    rules: _Rules,
) -> VictimView:
    places = tuple(sorted(item.place for item in group))
    said = [item for place in places for item in claims.get(place, ())]
    told_of = _by_field(said)
    facts = _decided_all((*_VICTIM_FIELDS, *_PER_VICTIM), told_of, rules, places)
    facts["fatal"], facts["outcome"] = _latest_outcome(facts["fatal"], facts["outcome"], said)
    facts = {"name": _name(group, said, rules, places), **facts}
    if facts["name"].value and facts["name_status"].value != "named":
        facts["name_status"] = Fact("name_status", "named", "stated", "a report names the person")
    return VictimView(facts, _spellings(group), places)


def _latest_outcome(fatal: Fact, outcome: Fact, said: Sequence[_Said]) -> tuple[Fact, Fact]:
    """Who died stays dead: a death outweighs every earlier report of survival."""
    deaths = [s for s in said if s.claim.field == "fatal" and s.claim.value is True]
    if deaths and fatal.value is not True and not fatal.why.startswith(_SET_BY):
        support = tuple(item.claim for item in deaths)
        fatal = replace(fatal, value=True, why="a report tells of the death", support=support)
    lived = outcome.value in ("survived", "critical")
    if fatal.value is True and lived and not outcome.why.startswith(_SET_BY):
        died = [s.claim for s in said if str(s.claim.value).startswith("died")]
        outcome = replace(
            outcome,
            value=died[0].value if died else "died_later",
            why="a report tells of the death",
            support=tuple(died or fatal.support),
        )
    return fatal, outcome


def _name(
    group: Sequence[_Told],
    said: Sequence[_Said],
    rules: _Rules,
    places: Sequence[tuple[str, int]],
) -> Fact:
    """The spelling best backed, in its fullest form ("Jaylen M." backs "Jaylen Marcus")."""
    claimed = [item for item in said if item.claim.field == "name"]
    if not claimed:
        named = [item for item in group if item.person.name]
        claimed = [_Said(Claim("name", item.person.name or ""), item.member) for item in named]
    fullest: dict[str, str] = {}
    for item in claimed:
        written = _shown(item.claim.value)
        key = _spelled(written)
        fullest[key] = max(fullest.get(key, ""), written, key=lambda n: (len(n.split()), len(n), n))
    merged = [_under(fullest[_spelled(_shown(item.claim.value))], item) for item in claimed]
    fact = _decide("name", merged, rules, places)
    as_made = {id(new.claim): old.claim for new, old in zip(merged, claimed, strict=True)}
    return replace(fact, support=tuple(as_made.get(id(one), one) for one in fact.support))


def _under(name: str, item: _Said) -> _Said:
    if item.claim.value == name:
        return item
    return _Said(replace(item.claim, value=name), item.member)


def _shown(name: Value) -> str:
    """A name as it is shown; what holds no name at all (a stray figure in a list) as it stands."""
    return names.display(names.parse(str(name))) or str(name)


def _spelled(written: str) -> str:
    """A first name and a last: what two spellings must share to back each other."""
    return names.key(names.parse(written)) or written


def _spellings(group: Sequence[_Told]) -> tuple[str, ...]:
    """Every spelling of the full name and every nickname, those most told first."""
    told = Counter(
        form
        for item in group
        for form in {item.person.name, *_named_forms(item.person)}
        if form is not None
    )
    full = [form for form in told if names.parse(form).is_full]
    surnames = [set(names.parse(form).surnames) for form in full]
    full = [f for f in full if not any(set(names.fold(f).split()) <= own for own in surnames)]
    kept = [form for form in told if form in full or _nickname(form, full)] if full else list(told)
    return tuple(sorted(kept, key=lambda form: (-told[form], -len(form.split()), form)))


def _named_forms(person: Person) -> set[str]:
    described = {mention.text for mention in person.mentions if not mention.named}
    forms = {names.display(names.parse(form)) for form in person.forms if form not in described}
    return {
        form for form in forms if person.name and form[:1].isupper() and not _DESCRIBED.search(form)
    }


def _nickname(form: str, full: Sequence[str]) -> bool:
    """ "Tre" and "Billy" are; a surname or first name alone is no other way to be called."""
    words = {word for name in full for word in names.fold(name).split()}
    return not set(names.fold(form).split()) & words and any(
        not traits.is_other_person(names.compare_written(form, name)) for name in full
    )


# --- lists ----------------------------------------------------------------------------------


def _agencies(own: Sequence[_Said]) -> tuple[Mapping[str, str | None], ...]:
    """Each agency once, under its fullest name, with the strongest role anybody gives it."""
    by_key: dict[str, list[Claim]] = defaultdict(list)
    claims = [item.claim for item in own if item.claim.field == "agency"]
    keys = {traits.agency_key(str(claim.value)) for claim in claims}
    for claim in claims:
        key = traits.agency_key(str(claim.value))
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


def _acting(agencies: _Agencies) -> _Agencies:
    """Who fired; else who was there; else, where nobody's part is told, whoever is named."""
    for roles in (("fired", "employer_off_duty"), ("present",), ("unknown",)):
        acted = [each for each in agencies if each["role"] in roles]
        if acted:
            return acted
    return []


def _agencies_state(agencies: _Agencies) -> str:
    """How firmly it is told who acted: stated where a sentence says it of one of them."""
    acting = _acting(agencies)
    if not acting:
        return "not_stated"
    return min((str(each["basis"]) for each in acting), key=_FIRMEST.index)


def _officers(members: Sequence[Member], said: Sequence[_Said]) -> tuple[str, ...]:
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
            if names.compare_written(other, name).verdict is not NameVerdict.INCOMPATIBLE
        ]
        if not alike:
            found.append(name)
        elif len(name) > len(found[alike[0]]):
            found[alike[0]] = name
    return tuple(found)


def _events(own: Sequence[_Said]) -> tuple[Mapping[str, str | None], ...]:
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


def _confirmation(sources: set[str], said: Sequence[_Said]) -> str:
    by = {item.claim.asserted_by for item in said}
    if AssertedBy.DOCUMENT in by:
        return "official_document"
    return "two_independent" if len(sources) > 1 else "single"
