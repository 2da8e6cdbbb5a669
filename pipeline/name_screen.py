"""What the names of many pairs show: by columns of words, for reports of one plain name each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline import names, traits
from pipeline.coded import Mask, Numbers, rounded
from pipeline.linkable import Linkable
from pipeline.many import Many
from pipeline.spellings import Words

Bits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """How the two names of pairs relate: what :func:`pipeline.names.compare` tells, in columns."""

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
        self.names = plain.numbers[name]  # of reports; 0 is none
        #: Of names, by their numbers.
        self._given, self._surnames = plain.given[plain.firsts], plain.surname[plain.firsts]
        self._words = Words(plain.words)
        self._rare_given = np.array(
            [traits.given_rarity(names.given_ppm(word)) for word in plain.words]
        )
        self._rare_surnames = np.array(
            [traits.surname_rarity(names.surname_ppm(word)) for word in plain.words]
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
        """Of each name by its number, as :func:`pipeline.traits.see_name` tells it."""
        return self._rarity(self._rare_given[self._given], self._rare_surnames[self._surnames])

    def compared(self, ours: Numbers, theirs: Numbers) -> Compared:
        """Two names each, by their numbers; none is the same."""
        own_given, own_surname = self._given[ours], self._surnames[ours]
        other_given, other_surname = self._given[theirs], self._surnames[theirs]
        given = self._words.given_spelling(own_given, other_given)
        surname = self._words.spelling(own_surname, other_surname)
        another = np.minimum(given, surname) < names.LEAST_ALIKE
        variant = ~another & (given >= names.LEAST_GIVEN)
        at = np.flatnonzero(another)
        crosswise = np.minimum(
            self._words.spelling(own_given[at], other_surname[at]),
            self._words.spelling(own_surname[at], other_given[at]),
        )
        turned = at[crosswise >= names.NEAR]
        another[turned], variant[turned] = False, True
        rarity = self._rarity(
            np.minimum(self._rare_given[own_given], self._rare_given[other_given]),
            np.minimum(self._rare_surnames[own_surname], self._rare_surnames[other_surname]),
        )
        return Compared(given, surname, another, variant, rarity)

    @staticmethod
    def _rarity(given: Bits, surname: Bits) -> Bits:
        return rounded((surname + given) / 2)
