"""Many pairs of reports at once: the vectors of :mod:`pipeline.linking.traits`, in columns.

What a trait shows depends on a few fields of each report. Reports alike in those fields share a
number; the trait is asked once for every two numbers that meet, and looked up for all other pairs.
Days, ages and dates of publication are compared as numbers. A pair that cannot reach the model's
floor any more is dropped before names, other people and wording are looked at. What is kept has
the score, and on request the explanation, of :func:`pipeline.compare.edge`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property, partial
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline import compare
from pipeline.columns.coded import Mask, Numbers, distinct, narrow, numbered, rounded
from pipeline.columns.edges import Edges, Hundredths, Levels, Weights, hundredths
from pipeline.columns.gaps import Ages, Days
from pipeline.columns.many import Many
from pipeline.columns.name_screen import NameScreen
from pipeline.columns.towns import Towns
from pipeline.compare import Model
from pipeline.linking import (
    agency_traits,
    date_traits,
    fact_traits,
    name_traits,
    person_traits,
    place_traits,
    text_traits,
)
from pipeline.linking.linkable import Linkable, Shot
from pipeline.linking.shown import Seen
from pipeline.naming.name_comparison import NameVerdict
from pipeline.naming.name_spelling import NEAR
from pipeline.syndication import SIGNATURE_LENGTH

Rows: TypeAlias = Numbers  # of reports
Bits: TypeAlias = NDArray[np.floating[Any]]
Says: TypeAlias = NDArray[np.uint8]  # what may come of pairs yet, a bit each
See: TypeAlias = Callable[[Linkable, Linkable], Seen | None]
Number: TypeAlias = Callable[[Linkable, Linkable], int]  # of the level that two show

_UNASKED = np.iinfo(np.int16).max  # in a table of levels
_DENSE = 2048  # for up to so many values the levels of every two are kept in a table
_UNLESS_CROSSED = ("nobody in common",)


def edges(reports: Sequence[Linkable], pairs: Iterable[tuple[Rows, Rows]], model: Model) -> Edges:
    """The edges above the model's floor among pairs of rows; left has the lesser anchor."""
    weights = Weights(model)
    return Edges.joined(reports, weights, _compared(Columns(reports, weights), pairs))


def _compared(columns: Columns, pairs: Iterable[tuple[Rows, Rows]]) -> list[Edges]:
    return [columns.edges(*some) for some in pairs]


class Column:
    """One trait's view of the reports: those it cannot tell apart share a number."""

    def __init__(self, reports: Many, view: View) -> None:
        alike, said = reports.alike(view.own, view.shot), view.said(reports)
        found, firsts = numbered(np.where(said, alike + 1, 0))
        blank = int(not said.all())  # 0 is who says nothing, and comes first
        self.ids = narrow(found + (1 - blank))
        examples = np.append(np.zeros(1 - blank, np.int32), firsts)
        self.size = len(examples)
        self._example = cache(
            lambda number: reports.glimpse(int(examples[number]), view.own, view.shot)
        )
        self._table: NDArray[np.int16] | None = None

    def levels(self, number: Number, left: Rows, right: Rows) -> Levels:
        """The number of what the trait shows, for each pair."""
        found = np.zeros(len(left), np.int16)
        at, keys = self._met(left, right)
        if len(at) and self.size > _DENSE:
            keys, inverse = np.unique(keys, return_inverse=True)
            found[at] = self._asked(number, keys)[inverse]
        elif len(at):
            found[at] = self._looked_up(number, keys)
        return found

    def _looked_up(self, number: Number, keys: Numbers) -> Levels:
        if self._table is None:
            self._table = np.full(self.size * self.size, _UNASKED, np.int16)
        found = self._table[keys]
        if (unasked := keys[found == _UNASKED]).size:
            new = distinct(unasked)
            self._table[new] = self._asked(number, new)
            found = self._table[keys]
        return np.asarray(found)

    def _asked(self, number: Number, keys: Numbers) -> Levels:
        return np.array([number(*self._pair(key)) for key in keys.tolist()], np.int16)

    def meetings(
        self, left: Rows, right: Rows
    ) -> tuple[Rows, Rows, list[tuple[Linkable, Linkable]]]:
        """Which pairs both say something, for each its meeting, and an example of each meeting."""
        at, keys = self._met(left, right)
        keys, inverse = np.unique(keys, return_inverse=True)
        return at, inverse, [self._pair(key) for key in keys.tolist()]

    def _met(self, left: Rows, right: Rows) -> tuple[Rows, Numbers]:
        """Which pairs both say something, and a number for what meets there."""
        one, other = self.ids[left], self.ids[right]
        at = np.flatnonzero((one > 0) & (other > 0))
        return at, one[at].astype(np.int64) * self.size + other[at]

    def _pair(self, key: int) -> tuple[Linkable, Linkable]:
        one, other = divmod(key, self.size)
        return self._example(one), self._example(other)


@dataclass(slots=True)
class Pairs:
    """Pairs that still have a chance: their levels, the sum so far, and what may come yet."""

    left: Rows
    right: Rows
    says: Says
    total: Hundredths
    name: Hundredths  # of the name, its rarity among them
    levels: dict[str, Levels]

    def note(self, trait: str, levels: Levels, weights: Weights) -> None:
        self.levels[trait] = levels
        self.total += self.name if trait == "name" else weights.cents[trait][levels]

    def drop_hopeless(self, hopes: Hundredths, floor: int) -> None:
        """``hopes`` is the most that may come yet, by what the two say."""
        chosen = np.flatnonzero(self.total + hopes[self.says] >= floor)
        if len(chosen) == len(self.total):
            return
        self.left, self.right, self.says = self.left[chosen], self.right[chosen], self.says[chosen]
        self.total, self.name = self.total[chosen], self.name[chosen]
        self.levels = {trait: own[chosen] for trait, own in self.levels.items()}


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

    def cents(self) -> Hundredths:
        """What they bring together, by number."""
        every = np.array(list(self._numbers), np.uint8)
        found = [self.weights.cents[trait][every[:, at]] for at, trait in enumerate(_SMALL)]
        return np.asarray(np.sum(found, axis=0, dtype=np.int32))


class Columns:
    """Reports prepared for comparing many of their pairs."""

    def __init__(self, reports: Sequence[Linkable], weights: Weights) -> None:
        self.reports = many = Many.of(reports)
        self.weights = weights
        self.days = Days.of(many, weights)
        self.alike = cache(lambda trait: Column(many, _ALIKE[trait]))
        self.profiles = Profiles(weights)
        self.screen = NameScreen(many)
        self.towns = Towns(many, weights)
        self.single, self.all_named = many.single, many.all_named
        self.ages = Ages.of(many, weights)
        self.signed = many.signatures.sizes > 0
        self.signatures = many.signatures.flat.reshape(-1, SIGNATURE_LENGTH)
        stated = many.own["state"].codes.astype(np.int16) * 2 + many.says("state_stated")
        self.states = np.where(many.says("state"), stated, 0)
        told = {
            _NAME: many.named, _STREET: many.says("place") | many.says("events"),
            _AGENCY: many.says("agencies"),
            _WORDING: many.terms.lists.sizes > 0, _SEVERAL: many.several_hit,
            _OTHERS: many.says("others"),
        }  # fmt: skip
        every = [bit * own.astype(np.uint8) for bit, own in told.items()]
        self.told: Says = np.sum(every, axis=0, dtype=np.uint8)
        self._hopes = cache(partial(_hopes, weights))

    def edges(self, left: Rows, right: Rows) -> Edges:
        """The edges above the floor."""
        pairs = self._promising(left, right)
        self._spots(pairs)
        self._drop(pairs, "name", "age", "second name", "others", "wording")
        self._people(pairs)
        self._drop(pairs, "others", "wording")
        self._others(pairs)
        self._drop(pairs, "wording")
        self._wording(pairs)
        self._drop(pairs)
        return self._kept(pairs)

    def promising(self, left: Rows, right: Rows) -> tuple[Rows, Rows]:
        """The pairs that may be such edges, as far as can be told without a dear trait."""
        pairs = self._promising(left, right)
        return pairs.left, pairs.right

    def _promising(self, left: Rows, right: Rows) -> Pairs:
        pairs = self._cheap(left, right)
        self._drop(pairs, "article", "place", *_DEAR)
        pairs.note("place", self._places(pairs.left, pairs.right), self.weights)
        pairs.note("article", self._article(pairs.left, pairs.right), self.weights)
        self._drop(pairs, *_DEAR)
        self._screen_names(pairs)
        self._drop(pairs, *_DEAR)
        return pairs

    def _drop(self, pairs: Pairs, *waiting: str) -> None:
        """Those that cannot reach the floor whatever the waiting traits show."""
        pairs.drop_hopeless(self._hopes(waiting), self.weights.floor)

    def _kept(self, pairs: Pairs) -> Edges:
        """All of them: of what was summed nothing is left to come."""
        pairs.levels |= self.profiles.levels(pairs.levels["profile"])
        return Edges(
            self.reports, self.weights, pairs.left.astype(np.int32), pairs.right.astype(np.int32),
            pairs.total.astype(np.int16), self.weights.together(pairs.levels),
            pairs.name.astype(np.int16),
        )  # fmt: skip

    # --- cheap traits -----------------------------------------------------------------------

    def _cheap(self, left: Rows, right: Rows) -> Pairs:
        size = len(left)
        total = np.full(size, self.weights.prior, np.int32)
        pairs = Pairs(left, right, self._says(left, right), total, np.zeros(size, np.int32), {})
        pairs.note("state", self._states(left, right), self.weights)
        pairs.levels["profile"] = self.alike("profile").levels(self.profiles.number, left, right)
        pairs.total += self.profiles.cents()[pairs.levels["profile"]]
        pairs.note("date", self._dates(left, right), self.weights)
        pairs.note("publication", self.days.publication(left, right), self.weights)
        ages = self.ages.levels(left, right)
        ages[(pairs.says & _SEVERAL) > 0] = 0
        pairs.note("age", ages, self.weights)
        return pairs

    def _says(self, left: Rows, right: Rows) -> Says:
        """What may speak for the two yet, a bit each."""
        ours, theirs = self.told[left], self.told[right]
        says = (ours & theirs & _BOTH) | ((ours | theirs) & _EITHER)
        says |= self.towns.elsewhere(left, right) * _ELSEWHERE
        says |= self.screen.unlike(left, right) * _APART
        return np.asarray(says)

    def _levels(self, trait: str, see: See, left: Rows, right: Rows) -> Levels:
        if not len(left):
            return np.zeros(0, np.uint8)
        number = self.weights.number
        return self.alike(trait).levels(lambda one, other: number(see(one, other)), left, right)

    def _states(self, left: Rows, right: Rows) -> Levels:
        ours, theirs = self.states[left], self.states[right]
        same, differs, may_differ = self.weights.numbers("state", "same", "differs", "may differ")
        found = np.where(ours & theirs & 1, differs, may_differ)
        found = np.where(ours >> 1 == theirs >> 1, same, found)
        found[(ours == 0) | (theirs == 0)] = 0
        return np.asarray(found)

    def _places(self, left: Rows, right: Rows) -> Levels:
        told = self.towns.told(left, right)
        found = np.zeros(len(left), np.uint8)
        at, rest = np.flatnonzero(told), np.flatnonzero(~told)
        found[at] = self.towns.levels(left[at], right[at])
        found[rest] = self._levels("place", place_traits.see_place, left[rest], right[rest])
        return found

    def _several(self, pairs: Pairs) -> Rows:
        """Where somebody else was hit, too: whose age is whose takes their names to tell."""
        return np.flatnonzero(pairs.says & _SEVERAL)

    def _dates(self, left: Rows, right: Rows) -> Levels:
        found, several = self.days.levels(left, right)
        if len(several):  # other days than the likeliest may meet
            found[several] = self._levels(
                "date", date_traits.see_date, left[several], right[several]
            )
        return found

    def _article(self, left: Rows, right: Rows) -> Levels:
        ids = self.alike("article").ids
        [level] = self.weights.numbers("article", "same")
        return np.where(ids[left] == ids[right], level, 0).astype(np.uint8)

    # --- dear traits ------------------------------------------------------------------------

    def _screen_names(self, pairs: Pairs) -> None:
        """Two names that have nothing of each other bring no bits."""
        at = np.flatnonzero((pairs.says & (_NAME | _APART)) == _NAME)
        apart = at[self.screen.apart(pairs.left[at], pairs.right[at])]
        pairs.says[apart] |= _APART

    def _spots(self, pairs: Pairs) -> None:
        for trait, see in (
            ("street", place_traits.see_street),
            ("agency", agency_traits.see_agency),
        ):
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
        at = self._several(pairs)
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
        far = np.minimum(told.given, told.surname) < name_traits.FAR
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
        pairs.name[at] = self._name_cents(levels, np.where(another, 0.0, told.rarity[inverse]))
        return np.asarray(at[veto | nobody])

    def _name_cents(self, levels: Levels, rarity: Bits) -> Hundredths:
        """As :func:`pipeline.compare.weight` has them."""
        cents = self.weights.cents["name"][levels]
        more = rounded(cents / 100 + self.weights.model.rarity * rarity)
        return np.where(rarity == 0, cents, np.rint(100 * more).astype(np.int32))

    def _other_names(self, pairs: Pairs, at: Rows, found: Levels) -> Rows:
        """All other names, asked of an example each; tells the same."""
        met = self.alike("name").meetings(pairs.left[at], pairs.right[at])
        at, inverse, told = at[met[0]], met[1], [_name(one, other) for one, other in met[2]]
        seen = [one for one in told if one is not None]  # all of them: both give a name
        levels = np.array([self.weights.number(one) for one in seen], np.uint8)
        cents = hundredths([compare.weight(one, self.weights.model) for one in seen])
        found[at], pairs.name[at] = levels[inverse], cents[inverse]
        apart = np.array([one.veto or one.level in _UNLESS_CROSSED for one in seen], np.bool_)
        return np.asarray(at[apart[inverse]])

    @cached_property
    def same_name(self) -> int:
        return self.weights.level("name", str(NameVerdict.SAME))

    @cached_property
    def same_names(self) -> Hundredths:
        """What each of the plain names brings where both reports give it."""
        rarity = self.screen.rarity()
        return self._name_cents(np.full(len(rarity), self.same_name), rarity)

    def _crossed(self, pairs: Pairs, at: Rows, found: Levels) -> None:
        """Where names are of other people: unless one report speaks of both."""
        for here in at[(pairs.says[at] & _OTHERS) > 0].tolist():
            left, right = self.reports[pairs.left[here]], self.reports[pairs.right[here]]
            seen = _name(left, right)
            found[here] = self.weights.number(seen)
            bits = compare.weight(seen, self.weights.model) if seen else 0.0
            pairs.name[here] = round(100 * bits)

    def _others(self, pairs: Pairs) -> None:
        at = np.flatnonzero(pairs.says & _OTHERS)
        levels = np.zeros(len(pairs.left), np.uint8)
        levels[at] = self._levels("others", name_traits.see_others, pairs.left[at], pairs.right[at])
        pairs.note("others", levels, self.weights)

    def _wording(self, pairs: Pairs) -> None:
        levels = np.zeros(len(pairs.left), np.uint8)
        at = np.flatnonzero(pairs.says & _WORDING)
        left, right = pairs.left[at], pairs.right[at]
        rows = distinct(np.append(left, right))
        told = dict(zip(rows.tolist(), self.reports.each(rows), strict=True))
        alike = self._likeness(left, right)
        for here, one, other, copied in zip(
            at.tolist(), left.tolist(), right.tolist(), alike.tolist(), strict=True
        ):
            level = text_traits.wording_level(told[one], told[other], copied)
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


# --- what may come yet ----------------------------------------------------------------------


#: Both reports say something of these …
_NAME, _STREET, _AGENCY, _WORDING = 1, 2, 4, 8
_BOTH = np.uint8(_NAME | _STREET | _AGENCY | _WORDING)
#: … and one of them of these.
_SEVERAL, _OTHERS = 16, 32
_EITHER = np.uint8(_SEVERAL | _OTHERS)
#: Of two towns, and of two names, it is known that they are not one.
_ELSEWHERE, _APART = np.uint8(64), np.uint8(128)
_SPEAK = {
    "name": _NAME, "street": _STREET, "agency": _AGENCY, "wording": _WORDING,
    "age": _SEVERAL, "second name": _SEVERAL, "others": _OTHERS,
}  # fmt: skip
_DEAR = tuple(_SPEAK)


def _hopes(weights: Weights, waiting: Collection[str]) -> Hundredths:
    """The most that waiting traits can bring, by what two reports say."""
    says = np.arange(256)
    most = np.zeros(256, np.int32)
    for trait in waiting:
        speaks = says & _SPEAK[trait] > 0 if trait in _SPEAK else True
        most += np.where(speaks, weights.most[trait], 0)
    if "name" in waiting:
        less = weights.most["name"] - weights.most_another
        most -= np.where((says & _NAME > 0) & (says & _APART > 0), less, 0)
    if "place" in waiting:
        less = weights.most["place"] - weights.most_elsewhere
        most -= np.where(says & _ELSEWHERE, less, 0)
    return most


# --- what traits look at --------------------------------------------------------------------


def _name(left: Linkable, right: Linkable) -> Seen | None:
    return name_traits.see_name(left, right, name_traits.nearest_names(left, right))


def _age_of_several(left: Linkable, right: Linkable) -> Seen | None:
    return person_traits.see_age(left, right, name_traits.nearest_names(left, right))


def _second_name(left: Linkable, right: Linkable) -> Seen | None:
    return name_traits.see_second_name(left, right, name_traits.nearest_names(left, right))


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
    "street": View(lambda many: many.says("place") | many.says("events"), ("place", "events")),
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
    "gender": person_traits.see_gender,
    "fatal": fact_traits.see_fatal,
    "armed": fact_traits.see_armed,
    "shooter": fact_traits.see_shooter,
    "count": fact_traits.see_count,
}
