"""What the names of many pairs show: by columns of words, for reports of one plain name each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.columns.coded import Mask, Numbers, narrow, rounded
from pipeline.columns.many import Many
from pipeline.columns.spellings import Words
from pipeline.lexicon import name_counts
from pipeline.linking import name_traits
from pipeline.linking.linkable import Linkable
from pipeline.naming import name_comparison, name_spelling

Bits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """How the two names of pairs relate: :mod:`pipeline.naming.name_comparison` in columns."""

    given: NDArray[np.float64]
    surname: NDArray[np.float64]
    another: Mask  # two people's
    variant: Mask  # else they are compatible
    rarity: Bits


class NameScreen:
    """The names of reports that tell of one person by a plain name: one given name, one surname."""

    def __init__(self, reports: Sequence[Linkable]) -> None:
        many = Many.of(reports)
        plain = many.plain_names
        name = np.zeros(len(many), np.int32)
        name[many.of_one] = many.shot["name"].codes[many.only]
        name[many.of_one] *= many.shot["forms"].codes[many.only] == 0
        self.names = narrow(plain.numbers)[name]  # of reports; 0 is none
        #: Of names, by their numbers.
        self._given, self._surnames = plain.given[plain.firsts], plain.surname[plain.firsts]
        self._words = Words(plain.words)
        self._rare_given = _each_once(
            name_traits.given_rarity, map(name_counts.given_ppm, plain.words)
        )
        self._rare_surnames = _each_once(
            name_traits.surname_rarity, map(name_counts.surname_ppm, plain.words)
        )

    def unlike(self, left: Numbers, right: Numbers) -> Mask:
        """The same as :meth:`apart`, at a glance at their letters: of fewer pairs."""
        ours, theirs = self.names[left], self.names[right]
        found = np.asarray((ours > 0) & (theirs > 0) & (ours != theirs))
        surname = self._surnames[ours]
        for other in (self._surnames[theirs], self._given[theirs]):
            at = np.flatnonzero(found)
            found[at] = self._words.unlike(surname[at], other[at])
        return found

    def apart(self, left: Numbers, right: Numbers) -> Mask:
        """For each pair of rows: both names are plain, and they are two people's.

        The surnames are no spellings of each other, nor is one's surname the other's given name.
        Errs on one side only: of all others it says nothing.
        """
        ours, theirs = self.names[left], self.names[right]
        found = np.asarray((ours > 0) & (theirs > 0) & (ours != theirs))
        surname = self._surnames[ours]
        for other in (self._surnames[theirs], self._given[theirs]):
            at = np.flatnonzero(found)
            found[at] = self._words.no_spelling(surname[at], other[at])
        return found

    def rarity(self) -> Bits:
        """Of each name by its number, as :func:`pipeline.linking.name_traits.see_name` tells it."""
        return self._rarity(self._rare_given[self._given], self._rare_surnames[self._surnames])

    def compared(self, ours: Numbers, theirs: Numbers) -> Compared:
        """Two names each, by their numbers; none is the same."""
        own_given, own_surname = self._given[ours], self._surnames[ours]
        other_given, other_surname = self._given[theirs], self._surnames[theirs]
        given = self._words.given_spelling(own_given, other_given)
        surname = self._words.spelling(own_surname, other_surname)
        another = np.minimum(given, surname) < name_comparison.LEAST_ALIKE
        variant = ~another & (given >= name_comparison.LEAST_GIVEN)
        at = np.flatnonzero(another)
        for one, other in ((own_given, other_surname), (own_surname, other_given)):
            at = at[~self._words.unlike(one[at], other[at])]
            at = at[self._words.spelling(one[at], other[at]) >= name_spelling.NEAR]
        another[at], variant[at] = False, True
        rarity = self._rarity(
            np.minimum(self._rare_given[own_given], self._rare_given[other_given]),
            np.minimum(self._rare_surnames[own_surname], self._rare_surnames[other_surname]),
        )
        return Compared(given, surname, another, variant, rarity)

    @staticmethod
    def _rarity(given: Bits, surname: Bits) -> Bits:
        return rounded((surname + given) / 2)


def _each_once(what: Callable[[int], float], values: Iterable[int]) -> Bits:
    """What each of many values comes to, few of which differ."""
    known, inverse = np.unique(np.fromiter(values, np.int64), return_inverse=True)
    return np.array([what(value) for value in known.tolist()], np.float64)[inverse]
