"""Of hundreds of reports that share a key with a new one few can be an edge: which, at a glance.

What a trait shows depends on a few values of each report. Here they are taken from the plain values
a database keeps, without putting the report together, and what two such values show is remembered:
many reports of one week tell the same of state, weapon and towns. Where several people were hit, or
others are named, all facts are looked at as :mod:`pipeline.traits` does; texts come last. Nothing
that :func:`pipeline.compare.edge_worth_keeping` keeps is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, Protocol, TypeAlias

from pipeline import compare, linkable, traits
from pipeline.compare import Model
from pipeline.linkable import Linkable, Shot
from pipeline.records import DateRange, FiredBy
from pipeline.syndication import likeness
from pipeline.traits import Seen

#: What one trait looks at, as plain values.
View: TypeAlias = tuple[Any, ...]
See: TypeAlias = Callable[[Linkable, Linkable], Seen | None]

_STATE = ("state", "state_stated")
_PLACE = ("cities", "counties", "state")
_STREET = ("place", "events")
_AGENCY = ("agencies", "cities")
_COUNT = ("people_hit_min", "people_hit_max", "armed", "fired_by")
_SMALL = (
    traits.see_gender, traits.see_fatal, traits.see_armed, traits.see_shooter, traits.see_count,
)  # fmt: skip


class Kept(Protocol):
    """A report as it is kept, of which a part is read when it is asked for."""

    def whole(self) -> Linkable:
        """All of it, perhaps but for its texts."""

    def sketch(self) -> tuple[int, ...]:
        """Of its text."""

    def words(self) -> Mapping[str, int]:
        """The telling ones, with their shares in thousandths."""


class Glance:
    """What of a report is looked at first.

    Very many are in memory, so that they hold little but plain values: Python's collector of rings
    walks through all else that is new.
    """

    __slots__ = (
        "agency", "ages", "anchor", "days", "first", "kept", "last", "names", "place", "plain",
        "published", "small", "state", "street",
    )  # fmt: skip

    def __init__(self, told: Mapping[str, Any], kept: Kept) -> None:
        """Of its facts as plain values."""
        get = told.get
        state, cities = get("state"), tuple(get("cities", ()))
        self.kept = kept
        self.anchor: str = told["anchor"]
        self.state: View = (state, get("state_stated", False))
        self.place: View = (cities, tuple(get("counties", ())), state)
        self.street: View = (get("place"), tuple(get("events", ())))
        self.agency: View = (tuple(get("agencies", ())), cities)
        self.days: View = (tuple(get("dates", ())), get("published"))
        self.first, self.last = _stretch(linkable.dates(told))  # if they are one; else 0
        published = linkable.published(told)
        self.published = published.toordinal() if published else 0
        people, fewest, most = get("victims", ()), get("people_hit_min", 1), get("people_hit_max")
        shown = tuple([(one.get("gender"), one.get("fatal")) for one in people])
        self.small: View = (shown, fewest, most, get("armed"), get("fired_by", "unknown"))
        #: One person, and nobody else by name.
        self.plain = len(people) == 1 and fewest <= 1 and not get("others")
        one = people[0] if self.plain else {}
        self.ages: View = (one.get("age_min"), one.get("age_max"))
        named = [(one["name"], tuple(one.get("forms", ()))) for one in people if "name" in one]
        self.names: View = (most, *named) if named else ()


@dataclass(frozen=True)
class InMemory:
    """A report that is put together already."""

    report: Linkable

    @cached_property
    def _words(self) -> Mapping[str, int]:
        return traits.thousandths(self.report.terms)

    def whole(self) -> Linkable:
        return self.report

    def sketch(self) -> tuple[int, ...]:
        return self.report.signature

    def words(self) -> Mapping[str, int]:
        return self._words


def of(report: Linkable) -> Glance:
    return Glance(linkable.to_json(report), InMemory(report))


def _stretch(dates: tuple[DateRange, ...]) -> tuple[int, int]:
    if len(dates) != 1:
        return 0, 0
    return dates[0].first.toordinal(), dates[0].last.toordinal()


class Screen:
    """Which two reports may be an edge, by one model."""

    def __init__(self, model: Model) -> None:
        weights = model.weights
        self._model = model
        self._least = model.floor - model.prior - compare.ROUNDING
        self._most = {trait: max(0.0, *own.values()) for trait, own in weights.items()}
        self._most["name"] += max(0.0, model.rarity) * traits.MOST_RARITY
        self._most_alike = max(weights["wording"][level] for level in traits.ALIKE)
        self._state = self._remembered(_as(_STATE), traits.see_state)
        self._place = self._remembered(_as(_PLACE), traits.see_place)
        self._street = self._remembered(_as(_STREET), traits.see_street)
        self._agency = self._remembered(_as(_AGENCY), traits.see_agency)
        self._small = self._remembered(_as_small, *_SMALL)
        self._dates = self._remembered(_dated, traits.see_date)
        self._age = self._remembered(_aged, lambda one, other: traits.see_age(one, other, None))
        self._name = self._remembered(_named, _see_name)
        self._days = cache(lambda gap, days: weights["date"][traits.date_level(gap, days)])
        self._lag = cache(lambda gap: weights["publication"][traits.publication_level(gap)])
        self._waiting = cache(lambda *own: sum([self._most[trait] for trait in own]))

    def _remembered(
        self, report: Callable[[View], Linkable], *sees: See
    ) -> Callable[[View, View], float]:
        """The bits of what two reports show of which no more is known than a view."""

        @lru_cache(maxsize=16384)
        def bits(left: View, right: View) -> float:
            one, other = report(left), report(right)
            return self._sum([see(one, other) for see in sees])

        return bits

    def _sum(self, every: Iterable[Seen | None]) -> float:
        return sum([compare.weight(seen, self._model) for seen in every if seen is not None])

    def lets_through(self, one: Glance, other: Glance) -> bool:
        """Whether the two may be an edge."""
        left, right = (one, other) if one.anchor < other.anchor else (other, one)
        facts = self._facts(left, right)
        if facts + self._model.most_of_texts < self._least:
            return False
        return facts + self._texts(left, right, wanted=self._least - facts) >= self._least

    def _facts(self, left: Glance, right: Glance) -> float:
        """The bits of all facts, or at least as many: as soon as no text can make up for them."""
        bits = self._state(left.state, right.state) + self._small(left.small, right.small)
        bits += self._when(left, right)
        plain = left.plain and right.plain
        if plain:
            bits += self._age(left.ages, right.ages)
            if left.names and right.names:
                bits += self._name(left.names, right.names)
        least = self._least - self._model.most_of_texts
        hope = self._hope(left, right, plain=plain)
        if bits + hope + self._most["place"] < least:
            return bits + hope + self._most["place"]
        bits += self._place(left.place, right.place)
        if bits + hope < least:
            return bits + hope
        if not plain:
            return self._sum(traits.look_at_facts(left.kept.whole(), right.kept.whole()))
        bits += self._street(left.street, right.street)
        return bits + self._agency(left.agency, right.agency)

    def _hope(self, left: Glance, right: Glance, *, plain: bool) -> float:
        """The most bits that what is looked at last can bring."""
        waiting = [] if plain else ["age", "second name", "others"]
        if not plain and left.names and right.names:
            waiting.append("name")
        if any(left.street) and any(right.street):
            waiting.append("street")
        if left.agency[0] and right.agency[0]:
            waiting.append("agency")
        return self._waiting(*waiting)

    def _when(self, left: Glance, right: Glance) -> float:
        """Of the days, and of publication."""
        bits = 0.0
        if left.published and right.published:
            bits = self._lag(abs(left.published - right.published))
        if not (left.first and right.first):
            return bits + self._dates(left.days, right.days)
        gap = max(0, right.first - left.last, left.first - right.last)
        longer = 1 + max(left.last - left.first, right.last - right.first)
        return bits + self._days(gap, longer)

    def _texts(self, left: Glance, right: Glance, *, wanted: float) -> float:
        """The bits that two texts bring; or at least as many, if those are less than wanted."""
        weights = self._model.weights["wording"]
        copied = likeness(left.kept.sketch(), right.kept.sketch())
        if copied >= traits.NEAR_COPY:
            return max(0.0, weights[traits.copy_level(copied)])
        if self._most_alike < wanted:
            return self._most_alike
        ours, theirs = left.kept.words(), right.kept.words()
        if not (ours and theirs):
            return 0.0
        return weights[traits.words_level(ours, theirs, left.agency[1], right.agency[1])]


@lru_cache(maxsize=4)
def screen(model: Model) -> Screen:
    """A model's screen, which remembers what it saw."""
    return Screen(model)


# --- reports of which no more is known than a view ------------------------------------------


def _as(names: tuple[str, ...]) -> Callable[[View], Linkable]:
    @lru_cache(maxsize=16384)
    def report(view: View) -> Linkable:
        told: dict[str, Any] = dict(zip(names, view, strict=True))
        return Linkable(anchor="", article_key="", **told)

    return report


@lru_cache(maxsize=16384)
def _dated(view: View) -> Linkable:
    told: dict[str, Any] = {"dates": view[0], "published": view[1]}
    dates, published = linkable.dates(told), linkable.published(told)
    return Linkable(anchor="", article_key="", dates=dates, published=published)


@lru_cache(maxsize=16384)
def _as_small(view: View) -> Linkable:
    people, *others = view
    told: dict[str, Any] = dict(zip(_COUNT, others, strict=True))
    told["fired_by"] = FiredBy(told["fired_by"])
    victims = tuple(Shot(n=0, gender=gender, fatal=fatal) for gender, fatal in people)
    return Linkable(anchor="", article_key="", victims=victims, **told)


@lru_cache(maxsize=16384)
def _aged(view: View) -> Linkable:
    shot = Shot(n=0, age_min=view[0], age_max=view[1])
    return Linkable(anchor="", article_key="", victims=(shot,))


@lru_cache(maxsize=16384)
def _named(view: View) -> Linkable:
    most, *people = view
    victims = tuple(Shot(n=0, name=name, forms=forms) for name, forms in people)
    return Linkable(anchor="", article_key="", people_hit_max=most, victims=victims)


def _see_name(left: Linkable, right: Linkable) -> Seen | None:
    return traits.see_name(left, right, traits.nearest_names(left, right))
