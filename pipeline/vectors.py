"""Many pairs of reports at once: the comparison vectors of :mod:`pipeline.traits`, in columns.

What a trait shows depends on a few fields of each report. Reports alike in those fields share a
number; the trait is asked once for every two numbers that meet, and looked up for all other pairs.
Days, ages and dates of publication are compared as numbers. A pair that cannot reach the model's
floor any more is dropped before names, other people and wording are looked at. What is kept has
the score, and on request the explanation, of :func:`pipeline.compare.edge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Any, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline import compare, traits
from pipeline.coded import Mask, Numbers, distinct, numbered, rounded
from pipeline.compare import Model
from pipeline.edges import Edges, Weights
from pipeline.linkable import Linkable, Shot
from pipeline.many import Many
from pipeline.name_screen import NameScreen
from pipeline.names import NEAR, NameVerdict
from pipeline.sums import ORDER
from pipeline.syndication import SIGNATURE_LENGTH
from pipeline.towns import Towns
from pipeline.traits import Seen

Rows: TypeAlias = Numbers  # of reports
Levels: TypeAlias = NDArray[np.integer[Any]]  # of one trait, a number a pair; 0 says nothing
Bits: TypeAlias = NDArray[np.floating[Any]]
See: TypeAlias = Callable[[Linkable, Linkable], Seen | None]

_UNASKED = np.iinfo(np.int16).max  # in a table of levels
_DENSE = 2048  # for up to so many values the levels of every two are kept in a table
_UNLESS_CROSSED = ("nobody in common",)
#: What plain names that have nothing of each other can show.
_ANOTHER = (
    "another", "half another", "half another of several", "another of several",
    "nobody in common",
)  # fmt: skip
_CLOSE = 0.01  # bits a sum in another order may differ by, and more


def edges(reports: Sequence[Linkable], pairs: Iterable[tuple[Rows, Rows]], model: Model) -> Edges:
    """The edges above the model's floor among pairs of rows; left has the lesser anchor."""
    columns = Columns(reports, Weights(model))
    return Edges.joined(reports, columns.weights, [columns.edges(*some) for some in pairs])


class Column:
    """One trait's view of the reports: those it cannot tell apart share a number."""

    def __init__(self, reports: Many, view: View) -> None:
        alike, said = reports.alike(view.own, view.shot), view.said(reports)
        found, firsts = numbered(np.where(said, alike + 1, 0))
        blank = int(not said.all())  # 0 is who says nothing, and comes first
        self.ids = (found + (1 - blank)).astype(np.int32)
        examples = np.append(np.zeros(1 - blank, np.int32), firsts)
        self.size = len(examples)
        self._example = cache(
            lambda number: reports.glimpse(int(examples[number]), view.own, view.shot)
        )
        self._table: NDArray[np.int16] | None = None

    def levels(
        self, number: Callable[[Linkable, Linkable], int], left: Rows, right: Rows
    ) -> Levels:
        """The number of what the trait shows, for each pair."""
        if self.size == 1 or not len(left):  # nobody says anything
            return np.zeros(len(left), np.int16)
        if self.size > _DENSE:
            at, inverse, met = self.meetings(left, right)
            levels = np.array([number(one, other) for one, other in met], np.int16)
            found = np.zeros(len(left), np.int16)
            found[at] = levels[inverse] if len(levels) else 0
            return found
        if self._table is None:
            self._table = np.full(self.size * self.size, _UNASKED, np.int16)
            self._table[: self.size] = self._table[:: self.size] = 0
        keys = self.ids[left] * np.int64(self.size) + self.ids[right]
        new = distinct(keys[self._table[keys] == _UNASKED])
        self._table[new] = [number(*self._pair(key)) for key in new.tolist()]
        return np.asarray(self._table[keys])

    def meetings(
        self, left: Rows, right: Rows
    ) -> tuple[Rows, Rows, list[tuple[Linkable, Linkable]]]:
        """Which pairs both say something, for each its meeting, and an example of each meeting."""
        one, other = self.ids[left], self.ids[right]
        at = np.flatnonzero((one > 0) & (other > 0))
        keys, inverse = np.unique(one[at] * np.int64(self.size) + other[at], return_inverse=True)
        return at, inverse, [self._pair(key) for key in keys.tolist()]

    def _pair(self, key: int) -> tuple[Linkable, Linkable]:
        one, other = divmod(key, self.size)
        return self._example(one), self._example(other)


@dataclass(slots=True)
class Pairs:
    """Pairs that still have a chance: their levels, the sum so far, and what may come yet."""

    left: Rows
    right: Rows
    total: Bits
    name: Bits  # of the name, its rarity among them
    levels: dict[str, Levels]
    hopes: dict[str, Bits]  # by trait: the most it can bring

    def note(self, trait: str, levels: Levels, weights: Weights) -> None:
        self.levels[trait] = levels
        self.total += self.name if trait == "name" else weights.bits[trait][levels]
        self.hopes.pop(trait, None)

    def drop_hopeless(self, floor: float) -> None:
        most = self.total + sum(self.hopes.values())
        chosen = np.flatnonzero(most >= floor - _CLOSE)
        if len(chosen) == len(most):
            return
        self.left, self.right = self.left[chosen], self.right[chosen]
        self.total, self.name = self.total[chosen], self.name[chosen]
        self.levels = {trait: own[chosen] for trait, own in self.levels.items()}
        self.hopes = {trait: own[chosen] for trait, own in self.hopes.items()}


class Profiles:
    """What the small traits show of two reports, as one number for all of them."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._numbers = {(0,) * len(_SMALL): 0}

    def number(self, left: Linkable, right: Linkable) -> int:
        shown = tuple(self.weights.number(see(left, right)) for see in _SMALL.values())
        return self._numbers.setdefault(shown, len(self._numbers))

    def levels(self, numbers: Levels) -> dict[str, Levels]:
        """The levels of each of the traits."""
        every = np.array(list(self._numbers), np.uint8)
        return {trait: every[numbers, at] for at, trait in enumerate(_SMALL)}

    def bits(self) -> Bits:
        """What they bring together, by number."""
        every = np.array(list(self._numbers), np.uint8)
        found = [self.weights.bits[trait][every[:, at]] for at, trait in enumerate(_SMALL)]
        return np.asarray(np.sum(found, axis=0))


class Columns:
    """Reports prepared for comparing many of their pairs."""

    def __init__(self, reports: Sequence[Linkable], weights: Weights) -> None:
        self.reports = many = Many.of(reports)
        self.weights = weights
        self.days = _Days.of(many)
        self.alike = cache(lambda trait: Column(many, _ALIKE[trait]))
        self.profiles = Profiles(weights)
        self.screen = NameScreen(many)
        self.towns = Towns(many, weights)
        self.several_hit = many.several_hit
        self.single, self.all_named = many.single, many.all_named
        self.others = many.says("others")
        self.ages = _ages(many)
        self.worded = many.terms.lists.sizes > 0
        self.signed = many.signatures.sizes > 0
        self.signatures = many.signatures.flat.reshape(-1, SIGNATURE_LENGTH)

    def edges(self, left: Rows, right: Rows) -> Edges:
        """The edges above the floor."""
        pairs = self._cheap(left, right)
        floor = self.weights.model.floor
        for stage in (self._screen_names, self._spots, self._people, self._others, self._wording):
            pairs.drop_hopeless(floor)
            stage(pairs)
        pairs.drop_hopeless(floor)
        return self._kept(pairs)

    def promising(self, left: Rows, right: Rows) -> tuple[Rows, Rows]:
        """The pairs that may be such edges, as far as can be told without a dear trait."""
        pairs, floor = self._cheap(left, right), self.weights.model.floor
        pairs.drop_hopeless(floor)
        self._screen_names(pairs)
        pairs.drop_hopeless(floor)
        return pairs.left, pairs.right

    def _kept(self, pairs: Pairs) -> Edges:
        weights = self.weights
        pairs.levels |= self.profiles.levels(pairs.levels["profile"])
        total = np.full(len(pairs.left), weights.model.prior)
        for trait in ORDER:
            total += pairs.name if trait == "name" else weights.bits[trait][pairs.levels[trait]]
        score = rounded(total)
        kept = np.flatnonzero(score >= weights.model.floor)
        levels = np.stack([pairs.levels[t][kept] for t in ORDER], axis=1).astype(np.uint8)
        return Edges(
            self.reports, weights, pairs.left[kept], pairs.right[kept], score[kept],
            levels, pairs.name[kept],
        )  # fmt: skip

    # --- cheap traits -----------------------------------------------------------------------

    def _cheap(self, left: Rows, right: Rows) -> Pairs:
        size = len(left)
        pairs = Pairs(
            left, right, np.full(size, self.weights.model.prior), np.zeros(size), {}, {}
        )  # fmt: skip
        pairs.note("state", self._levels("state", traits.see_state, left, right), self.weights)
        pairs.note("place", self._places(left, right), self.weights)
        pairs.levels["profile"] = self.alike("profile").levels(self.profiles.number, left, right)
        pairs.total += self.profiles.bits()[pairs.levels["profile"]]
        pairs.note("date", self._dates(left, right), self.weights)
        pairs.note("publication", self._publication(left, right), self.weights)
        pairs.note("article", self._article(left, right), self.weights)
        several = self._several(left, right)
        pairs.note("age", np.where(several, 0, self._ages(left, right)), self.weights)
        most = self.weights.most
        for trait in ("name", "street", "agency"):
            pairs.hopes[trait] = most[trait] * self._speak(trait, left, right)
        pairs.hopes["wording"] = most["wording"] * (self.worded[left] & self.worded[right])
        for trait in ("age", "second name"):
            pairs.hopes[trait] = most[trait] * several
        pairs.hopes["others"] = most["others"] * (self.others[left] | self.others[right])
        return pairs

    def _levels(self, trait: str, see: See, left: Rows, right: Rows) -> Levels:
        if not len(left):
            return np.zeros(0, np.uint8)
        number = self.weights.number
        return self.alike(trait).levels(lambda one, other: number(see(one, other)), left, right)

    def _places(self, left: Rows, right: Rows) -> Levels:
        told = self.towns.told(left, right)
        found = np.zeros(len(left), np.uint8)
        at, rest = np.flatnonzero(told), np.flatnonzero(~told)
        found[at] = self.towns.levels(left[at], right[at])
        found[rest] = self._levels("place", traits.see_place, left[rest], right[rest])
        return found

    def _speak(self, trait: str, left: Rows, right: Rows) -> Mask:
        ids = self.alike(trait).ids
        return np.asarray((ids[left] > 0) & (ids[right] > 0))

    def _several(self, left: Rows, right: Rows) -> Mask:
        """Somebody else was hit, too: whose age is whose takes their names to tell."""
        return np.asarray(self.several_hit[left] | self.several_hit[right])

    def _dates(self, left: Rows, right: Rows) -> Levels:
        days, numbers = self.days, self.weights.numbers
        ours, theirs = days.dated[left], days.dated[right]
        gap, longer = days.apart(left, right)
        found = np.where(
            gap == 0,
            numbers("date", *_LENGTHS)[_step((1, traits.A_WEEK, 31), longer)],
            numbers("date", *_GAPS)[_step((1, 3, 10, 60), gap)],
        )
        found[~(ours & theirs)] = 0
        lag, known = days.lag(left, right)
        at = (ours ^ theirs) & known
        found[at] = numbers("date", *_LAGS)[_step((-2, 2, 10), lag[at])]
        at = ~(ours | theirs) & (days.published[left] > 0) & (days.published[right] > 0)
        between = np.abs(days.published[left] - days.published[right])
        found[at] = numbers("date", *_UNDATED)[_step((2, 10, 60), between[at])]
        several = (days.several[left] | days.several[right]) & ours & theirs & (gap > 0)
        if several.any():  # other days than the likeliest may meet
            found[several] = self._levels("date", traits.see_date, left[several], right[several])
        return found

    def _publication(self, left: Rows, right: Rows) -> Levels:
        ours, theirs = self.days.published[left], self.days.published[right]
        steps = [most for most, _ in traits.PUBLICATION]
        levels = [level for _, level in traits.PUBLICATION]
        numbers = self.weights.numbers("publication", *levels, "later")
        found = numbers[_step(steps, np.abs(ours - theirs))]
        found[(ours == 0) | (theirs == 0)] = 0
        return found

    def _article(self, left: Rows, right: Rows) -> Levels:
        ids = self.alike("article").ids
        [level] = self.weights.numbers("article", "same")
        return np.where(ids[left] == ids[right], level, 0).astype(np.uint8)

    def _ages(self, left: Rows, right: Rows) -> Levels:
        """Of the only person each report has, if it has one."""
        youngest, oldest = self.ages[:, 0], self.ages[:, 1]
        gap = np.maximum(youngest[right] - oldest[left], youngest[left] - oldest[right])
        gap = np.maximum(0, gap)
        wide = (oldest > youngest)[left] | (oldest > youngest)[right]
        numbers = self.weights.numbers
        found = np.where(
            wide,
            numbers("age", "ranges meet", "ranges apart")[_step((0,), gap)],
            numbers("age", *_AGES)[_step((0, 1, 3, 10), gap)],
        )
        found[(youngest[left] < 0) | (youngest[right] < 0)] = 0
        return found

    # --- dear traits ------------------------------------------------------------------------

    def _screen_names(self, pairs: Pairs) -> None:
        """Two names that have nothing of each other bring no bits."""
        at = np.flatnonzero(pairs.hopes["name"] > 0)
        apart = at[self.screen.apart(pairs.left[at], pairs.right[at])]
        pairs.hopes["name"][apart] = self.weights.most_another

    def _spots(self, pairs: Pairs) -> None:
        for trait, see in (("street", traits.see_street), ("agency", traits.see_agency)):
            levels = self._levels(trait, see, pairs.left, pairs.right)
            pairs.note(trait, levels, self.weights)

    def _people(self, pairs: Pairs) -> None:
        """Names, and of several people second names and ages."""
        ours, theirs = self.screen.names[pairs.left], self.screen.names[pairs.right]
        plain = (ours > 0) & (theirs > 0)
        found = np.zeros(len(pairs.left), np.uint8)
        same = np.flatnonzero(plain & (ours == theirs))
        found[same], pairs.name[same] = self.same_name, self.same_names[ours[same]]
        apart = [
            self._plain_names(pairs, np.flatnonzero(plain & (ours != theirs)), found),
            self._other_names(pairs, np.flatnonzero(~plain), found),
        ]
        self._crossed(pairs, np.concatenate(apart), found)
        pairs.note("name", found, self.weights)
        at = np.flatnonzero(self._several(pairs.left, pairs.right))
        left, right = pairs.left[at], pairs.right[at]
        for trait, see in (("second name", _second_name), ("age", _age_of_several)):
            levels = np.zeros(len(pairs.left), np.uint8)
            levels[at] = self._levels(trait, see, left, right)
            single = pairs.levels.get(trait, levels)
            pairs.note(trait, levels, self.weights)
            pairs.levels[trait] = np.maximum(single, levels)

    def _plain_names(self, pairs: Pairs, at: Rows, found: Levels) -> Rows:
        """Two plain names that differ; tells those that are apart unless one speaks of both."""
        left, right = pairs.left[at], pairs.right[at]
        ours, theirs = self.screen.names[left], self.screen.names[right]
        names, inverse = np.unique(ours * np.int64(1 << 32) + theirs, return_inverse=True)
        told = self.screen.compared(names >> 32, names & ((1 << 32) - 1))
        half = np.maximum(told.given, told.surname) >= NEAR
        far = np.minimum(told.given, told.surname) < traits.FAR
        fits = np.where(told.variant, *self.weights.numbers("name", "variant", "compatible"))
        half, another = half[inverse], told.another[inverse]
        single = self.single[left] & self.single[right]
        all_named = self.all_named[left] | self.all_named[right]
        veto = another & single & far[inverse]
        nobody = another & ~single & ~half & all_named
        levels = np.select(
            (~another, veto & half, veto, single, nobody, half),
            (fits[inverse], *self.weights.numbers(
                "name", "half another", "another", "slip", "nobody in common",
                "half another of several",
            )),
            self.weights.level("name", "another of several"),
        )  # fmt: skip
        found[at] = levels
        pairs.name[at] = self._name_bits(levels, np.where(another, 0.0, told.rarity[inverse]))
        return np.asarray(at[veto | nobody])

    def _name_bits(self, levels: Levels, rarity: Bits) -> Bits:
        """As :func:`pipeline.compare.weight` has them."""
        bits = self.weights.bits["name"][levels]
        return np.where(rarity == 0, bits, rounded(bits + self.weights.model.rarity * rarity))

    def _other_names(self, pairs: Pairs, at: Rows, found: Levels) -> Rows:
        """All other names, asked of an example each; tells the same."""
        met = self.alike("name").meetings(pairs.left[at], pairs.right[at])
        at, inverse, told = at[met[0]], met[1], [_name(one, other) for one, other in met[2]]
        seen = [one for one in told if one is not None]  # all of them: both give a name
        levels = np.array([self.weights.number(one) for one in seen], np.uint8)
        bits = np.array([compare.weight(one, self.weights.model) for one in seen], np.float64)
        found[at], pairs.name[at] = levels[inverse], bits[inverse]
        apart = np.array([one.veto or one.level in _UNLESS_CROSSED for one in seen], np.bool_)
        return np.asarray(at[apart[inverse]])

    @cached_property
    def same_name(self) -> int:
        return self.weights.level("name", str(NameVerdict.SAME))

    @cached_property
    def same_names(self) -> Bits:
        """What each of the plain names brings where both reports give it."""
        rarity = self.screen.rarity()
        return self._name_bits(np.full(len(rarity), self.same_name), rarity)

    def _crossed(self, pairs: Pairs, at: Rows, found: Levels) -> None:
        """Where names are of other people: unless one report speaks of both."""
        either = self.others[pairs.left[at]] | self.others[pairs.right[at]]
        for here in at[either].tolist():
            left, right = self.reports[pairs.left[here]], self.reports[pairs.right[here]]
            seen = _name(left, right)
            found[here] = self.weights.number(seen)
            pairs.name[here] = compare.weight(seen, self.weights.model) if seen else 0.0

    def _others(self, pairs: Pairs) -> None:
        at = np.flatnonzero(pairs.hopes["others"] > 0)
        levels = np.zeros(len(pairs.left), np.uint8)
        levels[at] = self._levels("others", traits.see_others, pairs.left[at], pairs.right[at])
        pairs.note("others", levels, self.weights)

    def _wording(self, pairs: Pairs) -> None:
        levels = np.zeros(len(pairs.left), np.uint8)
        at = np.flatnonzero(self.worded[pairs.left] & self.worded[pairs.right])
        left, right = pairs.left[at], pairs.right[at]
        rows = distinct(np.append(left, right))
        told = dict(zip(rows.tolist(), self.reports.each(rows), strict=True))
        alike = self._likeness(left, right)
        for here, one, other, copied in zip(
            at.tolist(), left.tolist(), right.tolist(), alike.tolist(), strict=True
        ):
            level = traits.wording_level(told[one], told[other], copied)
            levels[here] = self.weights.level("wording", level)
        pairs.note("wording", levels, self.weights)

    def _likeness(self, left: Rows, right: Rows) -> Bits:
        """How much of two texts is one, by their sketches; 0 without them."""
        found = np.zeros(len(left))
        both = self.signed[left] & self.signed[right]
        place = np.cumsum(self.signed) - 1
        ours, theirs = self.signatures[place[left[both]]], self.signatures[place[right[both]]]
        found[both] = (ours == theirs).sum(axis=1) / SIGNATURE_LENGTH
        return found


def _step(most: Sequence[int], values: Rows) -> NDArray[np.intp]:
    """Which of the steps each value is on: 0 up to the first limit, 1 up to the second, …"""
    return np.searchsorted(np.array(most), values)


# --- columns --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Days:
    """The likeliest days and the day of publication of each report, as ordinals; 0 is unknown."""

    first: Rows
    last: Rows
    published: Rows
    dated: Mask
    several: Mask  # other days are possible, too

    @classmethod
    def of(cls, many: Many) -> Self:
        dates = many.own["dates"]
        first = dates.each(lambda days: days[0].first.toordinal() if days else 0, np.int32)
        last = dates.each(lambda days: days[0].last.toordinal() if days else 0, np.int32)
        several = dates.each(lambda days: len(days) > 1, np.bool_)
        return cls(first, last, many.published, first > 0, several)

    def apart(self, left: Rows, right: Rows) -> tuple[Rows, Rows]:
        """Days between the likeliest ranges, and the length of the longer one."""
        first, last = self.first, self.last
        gap = np.maximum(first[right] - last[left], first[left] - last[right])
        length = last - first + 1
        return np.maximum(0, gap), np.maximum(length[left], length[right])

    def lag(self, left: Rows, right: Rows) -> tuple[Rows, Mask]:
        """From the day of the one that gives it to the publication of the other, if known."""
        dated = self.dated[left]
        told = np.where(dated, self.published[right], self.published[left])
        day = np.where(dated, self.first[left], self.first[right])
        return told - day, np.asarray(told > 0)


def _ages(many: Many) -> Rows:
    """The ages each report's only person may have; -1 when it does not say."""
    found = np.full((len(many), 2), -1, np.int64)
    youngest, oldest = (age[many.only] for age in many.ages)
    found[many.of_one, 0] = youngest
    found[many.of_one, 1] = np.where((oldest < 0) | (youngest < 0), youngest, oldest)
    return found


def _name(left: Linkable, right: Linkable) -> Seen | None:
    return traits.see_name(left, right, traits.nearest_names(left, right))


def _age_of_several(left: Linkable, right: Linkable) -> Seen | None:
    return traits.see_age(left, right, traits.nearest_names(left, right))


def _second_name(left: Linkable, right: Linkable) -> Seen | None:
    return traits.see_second_name(left, right, traits.nearest_names(left, right))


#: Everything that is told of a person shot.
_WHOLE = tuple(field.name for field in fields(Shot))


class View(NamedTuple):
    """What of a report, and of each person shot, a trait looks at, if the report says anything."""

    said: Callable[[Many], Mask]
    own: Sequence[str] = ()
    shot: Sequence[str] = ()


_ALIKE: Mapping[str, View] = {
    "state": View(lambda many: many.says("state"), ("state", "state_stated")),
    "place": View(
        lambda many: many.says("cities") | many.says("counties"), ("cities", "counties", "state")
    ),
    "street": View(lambda many: many.says("place"), ("place",)),
    "agency": View(lambda many: many.says("agencies"), ("agencies", "cities")),
    "date": View(lambda many: many.says("dates"), ("dates",)),
    "profile": View(
        lambda many: np.ones(len(many), np.bool_),
        ("armed", "fired_by", "people_hit_min", "people_hit_max"),
        ("gender", "fatal"),
    ),
    "article": View(lambda many: many.says("article_key"), ("article_key",)),
    "name": View(lambda many: many.named, ("people_hit_max",), ("name", "forms")),
    "second name": View(lambda many: many.shots.sizes > 0, (), _WHOLE),
    "age": View(lambda many: many.shots.sizes > 0, ("people_hit_min",), _WHOLE),
    "others": View(lambda many: many.named | many.says("others"), ("others",), ("name",)),
}
#: Traits of few values that are told by nearly all reports: looked up together.
_SMALL: Mapping[str, See] = {
    "gender": traits.see_gender,
    "fatal": traits.see_fatal,
    "armed": traits.see_armed,
    "shooter": traits.see_shooter,
    "count": traits.see_count,
}
_LENGTHS = ("same day", "within days", "same month", "same year")
_GAPS = ("one day", "2-3 days", "4-10 days", "11-60 days", "far apart")
_LAGS = ("published before", "published at once", "published soon", "published later")
_UNDATED = tuple(f"both undated, {when}" for when in ("at once", "soon", "later", "far"))
_AGES = ("same", "one year", "2-3 years", "4-10 years", "over 10 years")
