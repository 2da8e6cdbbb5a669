"""The claims on one field to one value, with the reason and the dissent kept.

Identity, age, date and place go by office and recency; on weapon and flight no office outranks
family, witness or video: there the field is disputed and both accounts stand. Copies of one text
count once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import permutations

from pipeline.incident.incident_view import Decided, Member
from pipeline.incident.policy import Policy
from pipeline.lexicon import gazetteer
from pipeline.records import AssertedBy, Basis, Claim, DateRange, Dissent, Fact, Value

_BESIDE = 10  # kilometres
_IN_FREE_WORDS = frozenset(("place", "weapon"))
_SAID_UNKNOWN = frozenset(("unknown", "undetermined"))
_ARTICLE = re.compile(r"^(?:an?|the) ")
#: What the days change: a man in hospital who dies, a name that is given out.
_CHANGING = frozenset(("fatal", "outcome", "name_status"))
#: How the reason of a value begins that a person settled: no claim changes it.
SET_BY = "set by "


@dataclass(frozen=True, slots=True)
class Rules:
    """What stands above the claims, and how claims are weighed."""

    decided: Sequence[Decided]
    policy: Policy


@dataclass(frozen=True, slots=True)
class Said:
    """A claim and the member that makes it."""

    claim: Claim
    member: Member


def decide_all(
    fields: Iterable[str],
    told_of: Mapping[str, Sequence[Said]],
    rules: Rules,
    where: Iterable[tuple[str, int]] | None = None,
) -> dict[str, Fact]:
    return {
        field: decide(field, told_of.get(field, ()), rules, where)
        if field in told_of or rules.decided
        else _not_stated(field)
        for field in fields
    }


def decide(
    field: str,
    said: Sequence[Said],
    rules: Rules,
    where: Iterable[tuple[str, int]] | None = None,
) -> Fact:
    """Choose a value: people's first, then office and recency, or both accounts when contested."""
    word = _word_of(field, rules.decided, where) if rules.decided else None
    if word is None and not said:
        return _not_stated(field)
    groups = _groups(field, said, rules.policy, word.value if word else None)
    conflicts: tuple[Dissent, ...] = ()
    if len(groups) > 1 or (word is not None and groups and word.value != groups[0][0]):
        conflicts = tuple(as_dissent(value, items) for value, items in groups)
    if word is not None:
        why = f"{SET_BY}{word.by}" + (f": {word.reason}" if word.reason else "")
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
    sure = sureness(field, items, [others for _, others in groups[1:]])
    return Fact(field, value, state, why, support, conflicts, sure)


def _news(
    field: str, word: Decided, groups: Sequence[tuple[Value, list[Said]]]
) -> tuple[Dissent, ...]:
    """Values that nobody had told when people decided: free text differs in every report."""
    if word.known is None or field in _IN_FREE_WORDS:
        return ()
    known = {word.value, *word.known}
    return tuple(as_dissent(value, items) for value, items in groups if value not in known)


def _word_of(
    field: str, decided: Sequence[Decided], where: Iterable[tuple[str, int]] | None
) -> Decided | None:
    if where is None:
        return next((w for w in decided if w.field == field and w.person is None), None)
    known = set(where)
    return next((w for w in decided if w.field == field and (w.anchor, w.person) in known), None)


def by_field(said: Iterable[Said]) -> Mapping[str, Sequence[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for item in said:
        found[item.claim.field].append(item)
    return found


@cache
def _not_stated(field: str) -> Fact:
    return Fact(field, None, "not_stated")


def _nothing(field: str, said: Sequence[Said]) -> Fact:
    """Not stated is not the same as said to be unknown."""
    unknown = [item.claim for item in said if item.claim.value in _SAID_UNKNOWN]
    if not unknown:
        return _not_stated(field)
    value = "undetermined" if field == "armed" else None
    return Fact(field, value, "stated_unknown", "said to be unknown", tuple(unknown))


def _groups(
    field: str, said: Sequence[Said], policy: Policy, settled: Value | None = None
) -> list[tuple[Value, list[Said]]]:
    """Claims by value, the best first; what is inferred counts only where nothing is stated.

    ``settled``: what people decided the value is.
    """
    known = [item for item in said if item.claim.value not in _SAID_UNKNOWN]
    stated = [item for item in known if item.claim.basis is Basis.STATED]
    by_value: dict[Value, list[Said]] = defaultdict(list)
    for item in stated or known:
        by_value[item.claim.value].append(item)
    if field == "weapon":
        by_value = _in_one_wording(by_value, settled)
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
    items: Sequence[Said],
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


def _span(items: Sequence[Said]) -> tuple[float, float]:
    moments = [_moment(item) for item in items if item.member.published]
    return (min(moments), max(moments)) if moments else (0.0, 0.0)


def _recency(item: Said, span: tuple[float, float], policy: Policy) -> float:
    """The later word counts more than the first."""
    first, last = span
    if item.member.published is None or last <= first:
        return 1.0
    return 1.0 + policy.recency * (_moment(item) - first) / (last - first)


def _nearer_place_first(ranked: list[tuple[Value, list[Said]]]) -> list[tuple[Value, list[Said]]]:
    """Some outlets name the large town beside the small one, none the other way round."""
    nearer = next((group for group in ranked[1:] if _is_nearer(group, ranked[0])), None)
    return [nearer, *(group for group in ranked if group is not nearer)] if nearer else ranked


def _is_nearer(small: tuple[Value, list[Said]], large: tuple[Value, list[Said]]) -> bool:
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


def _sources(items: Sequence[Said]) -> set[str]:
    return {item.member.source for item in items}


def _merged_dates(by_value: Mapping[Value, list[Said]]) -> dict[Value, list[Said]]:
    """ "In November" backs the 5th of November: a rougher date supports a finer one in it."""
    days = {value: DateRange.parse(str(value)) for value in by_value}
    merged: dict[Value, list[Said]] = {}
    for value, stretch in sorted(days.items(), key=lambda item: (item[1].days, str(item[0]))):
        home = next(
            (v for v in merged if days[v].first >= stretch.first and days[v].last <= stretch.last),
            None,
        )
        merged.setdefault(home or value, []).extend(by_value[value])
    return merged


def _in_one_wording(
    by_value: Mapping[Value, list[Said]], settled: Value | None
) -> defaultdict[Value, list[Said]]:
    """ "A tire iron" and "The tire iron" are one thing, told in the wording that most have."""
    wordings: dict[str, list[Value]] = defaultdict(list)
    for value in by_value:
        wordings[_thing(value)].append(value)
    found: defaultdict[Value, list[Said]] = defaultdict(list)
    for thing, values in wordings.items():
        # the first of as many: in small letters, as amid a sentence
        values.sort(key=lambda value: (-len(_sources(by_value[value])), str(value).swapcase()))
        shown = settled if settled is not None and _thing(settled) == thing else values[0]
        found[shown] = [item for value in values for item in by_value[value]]
    return found


def _thing(value: Value) -> str:
    """
    >>> _thing("The tire iron"), _thing("Anvil")
    ('tire iron', 'anvil')
    """
    return _ARTICLE.sub("", " ".join(str(value).casefold().split()))


def _once_a_source(items: Iterable[Said]) -> list[Said]:
    best: dict[str, Said] = {}
    for item in items:
        held = best.get(item.member.source)
        if held is None or item.claim.confidence > held.claim.confidence:
            best[item.member.source] = item
    return list(best.values())


def _moment(item: Said) -> float:
    return (item.member.published or datetime(1970, 1, 1, tzinfo=UTC)).timestamp()


def _state(field: str, groups: Sequence[tuple[Value, list[Said]]], policy: Policy) -> str:
    items = groups[0][1]
    if _disputed(field, groups, policy):
        return "disputed"
    stated = any(item.claim.basis is Basis.STATED for item in items)
    return "stated" if stated else "inferred"


def _disputed(field: str, groups: Sequence[tuple[Value, list[Said]]], policy: Policy) -> bool:
    """Family, witness, lawyer or video hold one account, and somebody else holds another.

    An office that corrects itself or another office disputes nothing.
    """
    if field not in policy.contested:
        return False
    voices = [{item.claim.asserted_by for item in items} for _, items in groups]
    return any(one & policy.no_office and other - one for one, other in permutations(voices, 2))


def weapon_as_armed(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Other words for one thing are no dispute: a weapon is disputed where its kind is."""
    weapon, armed = facts["weapon"], facts["armed"]
    if weapon.state == "disputed" and armed.state != "disputed":
        weapon = replace(weapon, state="stated")
    return {**facts, "weapon": weapon}


def _why(field: str, groups: Sequence[tuple[Value, list[Said]]], policy: Policy) -> str:
    items = groups[0][1]
    sources = len(_sources(items))
    voices = ", ".join(sorted({str(item.claim.asserted_by) for item in items})).replace("_", " ")
    told = f"{sources} independent source{'s' if sources != 1 else ''} ({voices})"
    if len(groups) == 1:
        return told
    if _disputed(field, groups, policy):
        return f"accounts differ; most told: {told}"
    if field == "city" and _is_nearer(groups[0], groups[1]):
        return f"the smaller of two places side by side: {told}"
    return f"best backed by office, sources and recency: {told}"


def sureness(field: str, chosen: Sequence[Said], others: Iterable[Sequence[Said]]) -> float:
    """How sure a value is beside the other ones; one that was so before it says nothing of it."""
    beside = [items for items in others if not _was_before(field, items, chosen)]
    weights = [sum(i.claim.confidence for i in _once_a_source(own)) for own in (chosen, *beside)]
    best = max(item.claim.confidence for item in chosen)
    return round(best * weights[0] / sum(weights), 3) if sum(weights) else 0.0


def _was_before(field: str, items: Sequence[Said], chosen: Sequence[Said]) -> bool:
    earlier, later = as_dissent("", items), as_dissent("", chosen)
    return is_overtaken(field, earlier.last, later.first)


def is_overtaken(field: str, last: datetime | None, first: datetime | None) -> bool:
    """Whether a value that was told until ``last`` was so before one that was told ``first`` then.

    >>> is_overtaken("fatal", datetime(2025, 6, 2), datetime(2025, 6, 6))
    True
    """
    return field in _CHANGING and last is not None and first is not None and last < first


def as_dissent(value: Value, items: Sequence[Said]) -> Dissent:
    moments = sorted(item.member.published for item in items if item.member.published)
    return Dissent(
        value=value,
        asserted_by=tuple(sorted({str(item.claim.asserted_by) for item in items})),
        articles=len({item.member.url for item in items}),
        independent_sources=len({item.member.source for item in items}),
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
    )
