"""Who was shot, brought together across the reports of an incident."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as make
from typing import Any

from pipeline import names
from pipeline.incident.deciding import (
    SET_BY,
    Rules,
    Said,
    as_dissent,
    by_field,
    decide,
    decide_all,
    sureness,
)
from pipeline.incident.incident_view import PER_VICTIM, VICTIM_FIELDS, Member, VictimView
from pipeline.linking import name_traits
from pipeline.naming import name_comparison
from pipeline.naming.name_comparison import NameVerdict
from pipeline.records import Claim, Dissent, Fact, Person, Scope, Value

_DESCRIBED = re.compile(
    r"^(?:an?|the|his|her|their|another|one|two|this|that)\b|\b(?:man|woman|boy|girl|teen\w*|youth|"
    r"driver|passenger|suspect|victim|person|male|female|father|mother|son|daughter|husband|wife|"
    r"brother|sister|resident|officer|deputy|gunman|motorist|juvenile|adult|subject|unarmed|armed)\b",
    re.IGNORECASE,
)


def align_victims(
    members: Sequence[Member],
    said: Sequence[Said],
    scope: Scope,
    rules: Rules,
) -> tuple[tuple[VictimView, ...], tuple[Dissent, ...]]:
    """The people hit, and how each was told of where some are not believed."""
    claims: dict[tuple[str, int], list[Said]] = defaultdict(list)
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
    said = [Said(Claim("victims", name or "a person not named"), item.member) for item in group]
    voices = {str(one.claim.asserted_by) for item in group for one in item.claims}
    return replace(
        as_dissent(said[0].claim.value, said), asserted_by=tuple(sorted(voices)) or ("unknown",)
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
    claims: tuple[Said, ...]

    def value(self, field: str) -> Value | None:
        return next((s.claim.value for s in self.claims if s.claim.field == field), None)

    @property
    def place(self) -> tuple[str, int]:
        return (self.member.anchor, self.person.n)


def _align(
    members: Sequence[Member], scope: Scope, claims: Mapping[tuple[str, int], Sequence[Said]]
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
    compared = [
        name_comparison.compare_written(item.person.name or "", other) for other in group.names
    ]
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
    claims: Mapping[tuple[str, int], Sequence[Said]],
    rules: Rules,
) -> VictimView:
    places = tuple(sorted(item.place for item in group))
    said = [item for place in places for item in claims.get(place, ())]
    told_of = by_field(said)
    facts = decide_all((*VICTIM_FIELDS, *PER_VICTIM), told_of, rules, places)
    facts["fatal"], facts["outcome"] = _latest_outcome(facts["fatal"], facts["outcome"], said)
    facts = {"name": _name(group, said, rules, places), **facts}
    if facts["name"].value and facts["name_status"].value != "named":
        facts["name_status"] = Fact("name_status", "named", "stated", "a report names the person")
    spellings = dict.fromkeys(_spellings(group))
    if name := facts["name"].value:  # one that a person set is told nowhere
        spellings[str(name)] = None
    return VictimView(facts, tuple(spellings), places)


def _latest_outcome(fatal: Fact, outcome: Fact, said: Sequence[Said]) -> tuple[Fact, Fact]:
    """Who died stays dead: a death outweighs every earlier report of survival."""
    deaths = [s for s in said if s.claim.field == "fatal" and s.claim.value is True]
    if deaths and fatal.value is not True and not fatal.why.startswith(SET_BY):
        support = tuple(item.claim for item in deaths)
        alive = [s for s in said if s.claim.field == "fatal" and s.claim.value is False]
        sure = sureness("fatal", deaths, [alive])
        why = "a report tells of the death"
        fatal = replace(fatal, value=True, why=why, support=support, confidence=sure)
    lived = outcome.value in ("survived", "critical")
    if fatal.value is True and lived and not outcome.why.startswith(SET_BY):
        ends = [s for s in said if s.claim.field == "outcome"]
        died = [s for s in ends if str(s.claim.value).startswith("died")]
        alive = [s for s in ends if s.claim.value in ("survived", "critical")]
        outcome = replace(
            outcome,
            value=died[0].claim.value if died else "died_later",
            why="a report tells of the death",
            support=tuple(s.claim for s in died) or fatal.support,
            confidence=sureness("outcome", died, [alive]) if died else fatal.confidence,
        )
    return fatal, outcome


def _name(
    group: Sequence[_Told],
    said: Sequence[Said],
    rules: Rules,
    places: Sequence[tuple[str, int]],
) -> Fact:
    """The spelling best backed, in its fullest form ("Jaylen M." backs "Jaylen Marcus")."""
    claimed = [item for item in said if item.claim.field == "name"]
    if not claimed:
        named = [item for item in group if item.person.name]
        claimed = [Said(Claim("name", item.person.name or ""), item.member) for item in named]
    fullest: dict[str, str] = {}
    for item in claimed:
        written = _shown(item.claim.value)
        key = _spelled(written)
        fullest[key] = max(fullest.get(key, ""), written, key=lambda n: (len(n.split()), len(n), n))
    merged = [_under(fullest[_spelled(_shown(item.claim.value))], item) for item in claimed]
    fact = decide("name", merged, rules, places)
    as_made = {id(new.claim): old.claim for new, old in zip(merged, claimed, strict=True)}
    return replace(fact, support=tuple(as_made.get(id(one), one) for one in fact.support))


def _under(name: str, item: Said) -> Said:
    if item.claim.value == name:
        return item
    return Said(replace(item.claim, value=name), item.member)


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
        not name_traits.is_other_person(name_comparison.compare_written(form, name))
        for name in full
    )
