"""Many pairs of reports at once: the vectors of :mod:`pipeline.linking.traits`, in columns.

What a trait shows depends on a few fields of each report. Reports alike in those fields share a
number; the trait is asked once for every two numbers that meet, and looked up for all other pairs.
Days, ages and dates of publication are compared as numbers. A pair that cannot reach the model's
floor any more is dropped before names, other people and wording are looked at. What is kept has
the score, and on request the explanation, of :func:`pipeline.compare.edge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property, partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline import compare
from pipeline.columns import hopes
from pipeline.columns.coded import distinct, rounded
from pipeline.columns.edges import Edges, Hundredths, Levels, Weights, hundredths
from pipeline.columns.gaps import Ages, Days
from pipeline.columns.hopes import Pairs, Says
from pipeline.columns.many import Many
from pipeline.columns.name_screen import NameScreen
from pipeline.columns.profiles import Profiles, See
from pipeline.columns.towns import Towns
from pipeline.columns.views import ALIKE, Column, Rows
from pipeline.compare import Model
from pipeline.linking import (
    agency_traits,
    date_traits,
    name_traits,
    person_traits,
    place_traits,
    text_traits,
)
from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen
from pipeline.naming.name_comparison import NameVerdict
from pipeline.naming.name_spelling import NEAR
from pipeline.syndication import SIGNATURE_LENGTH

Bits: TypeAlias = NDArray[np.floating[Any]]
_UNLESS_CROSSED = ("nobody in common",)


def edges(reports: Sequence[Linkable], pairs: Iterable[tuple[Rows, Rows]], model: Model) -> Edges:
    """The edges above the model's floor among pairs of rows; left has the lesser anchor."""
    weights = Weights(model)
    return Edges.joined(reports, weights, _compared(Columns(reports, weights), pairs))


def _compared(columns: Columns, pairs: Iterable[tuple[Rows, Rows]]) -> list[Edges]:
    return [columns.edges(*some) for some in pairs]


class Columns:
    """Reports prepared for comparing many of their pairs."""

    def __init__(self, reports: Sequence[Linkable], weights: Weights) -> None:
        self.reports = many = Many.of(reports)
        self.weights = weights
        self.days = Days.of(many, weights)
        self.alike = cache(lambda trait: Column(many, ALIKE[trait]))
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
            hopes.NAME: many.named, hopes.STREET: many.says("place") | many.says("events"),
            hopes.AGENCY: many.says("agencies"),
            hopes.WORDING: many.terms.lists.sizes > 0, hopes.SEVERAL: many.several_hit,
            hopes.OTHERS: many.says("others"),
        }  # fmt: skip
        every = [bit * own.astype(np.uint8) for bit, own in told.items()]
        self.told: Says = np.sum(every, axis=0, dtype=np.uint8)
        self._hopes = cache(partial(hopes.most_to_come, weights))

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
        self._drop(pairs, "article", "place", *hopes.DEAR)
        pairs.note("place", self._places(pairs.left, pairs.right), self.weights)
        pairs.note("article", self._article(pairs.left, pairs.right), self.weights)
        self._drop(pairs, *hopes.DEAR)
        self._screen_names(pairs)
        self._drop(pairs, *hopes.DEAR)
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
        ages[(pairs.says & hopes.SEVERAL) > 0] = 0
        pairs.note("age", ages, self.weights)
        return pairs

    def _says(self, left: Rows, right: Rows) -> Says:
        """What may speak for the two yet, a bit each."""
        ours, theirs = self.told[left], self.told[right]
        says = (ours & theirs & hopes.BOTH) | ((ours | theirs) & hopes.EITHER)
        says |= self.towns.elsewhere(left, right) * hopes.ELSEWHERE
        says |= self.screen.unlike(left, right) * hopes.APART
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
        return np.flatnonzero(pairs.says & hopes.SEVERAL)

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
        at = np.flatnonzero((pairs.says & (hopes.NAME | hopes.APART)) == hopes.NAME)
        apart = at[self.screen.apart(pairs.left[at], pairs.right[at])]
        pairs.says[apart] |= hopes.APART

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
        for here in at[(pairs.says[at] & hopes.OTHERS) > 0].tolist():
            left, right = self.reports[pairs.left[here]], self.reports[pairs.right[here]]
            seen = _name(left, right)
            found[here] = self.weights.number(seen)
            bits = compare.weight(seen, self.weights.model) if seen else 0.0
            pairs.name[here] = round(100 * bits)

    def _others(self, pairs: Pairs) -> None:
        at = np.flatnonzero(pairs.says & hopes.OTHERS)
        levels = np.zeros(len(pairs.left), np.uint8)
        levels[at] = self._levels("others", name_traits.see_others, pairs.left[at], pairs.right[at])
        pairs.note("others", levels, self.weights)

    def _wording(self, pairs: Pairs) -> None:
        levels = np.zeros(len(pairs.left), np.uint8)
        at = np.flatnonzero(pairs.says & hopes.WORDING)
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


def _name(left: Linkable, right: Linkable) -> Seen | None:
    return name_traits.see_name(left, right, name_traits.nearest_names(left, right))


def _age_of_several(left: Linkable, right: Linkable) -> Seen | None:
    return person_traits.see_age(left, right, name_traits.nearest_names(left, right))


def _second_name(left: Linkable, right: Linkable) -> Seen | None:
    return name_traits.see_second_name(left, right, name_traits.nearest_names(left, right))
