"""How near the words of very many plain names are: :mod:`pipeline.naming.name_spelling` in columns.

Words have numbers, and each two of them are compared once; levels are those of ``spelling`` and
``given_spelling`` there, without their reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
from jellyfish import metaphone
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from pipeline import names
from pipeline.columns.coded import Mask, Numbers
from pipeline.naming import name_spelling

Levels: TypeAlias = NDArray[np.float64]  # 0..1, one a pair

#: No two words less alike than this are spellings of one, but by sound or by a particle.
_LEAST = 0.75


class Words:
    """The words of names, by number."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = np.array(list(words), object)
        self._length = np.fromiter(map(len, words), np.int32, len(words))
        self._particled = _with_particles(words)
        self._letters = _letters(words)
        self._first = _letters(word[:1] for word in words)
        self._bound = np.zeros(len(words), np.bool_)  # to another of them by a particle
        self._bound[self._particled // max(1, len(words))] = True

    def unlike(self, one: Numbers, other: Numbers) -> Mask:
        """Pairs that are certainly no spellings of one word, at a glance: of too few letters.

        Where those that the other has not make up nine tenths, a share of each word added to the
        other's, the two are less alike than spellings are, and by their sounds as well.
        """
        missing, whole = self._missing(one, other)
        apart = 10 * missing >= 9 * whole
        return np.asarray(apart & ~(self._bound[one] & self._bound[other]))

    def _missing(self, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
        """The share of letters that find no match, added up, by what it is a part of."""
        ours, theirs = self._letters[one], self._letters[other]
        length, long = self._length[one], self._length[other]
        missing = np.bitwise_count(ours & ~theirs) * long
        return missing + np.bitwise_count(theirs & ~ours) * length, length * long

    def no_spelling(self, one: Numbers, other: Numbers) -> Mask:
        """Pairs that are certainly no spellings of one word."""

        def levels(ours: Numbers, theirs: Numbers) -> Mask:
            cutoff = _LEAST - 0.01  # float32
            apart = self._measured(JaroWinkler.similarity, np.float32, ours, theirs, cutoff) == 0
            apart &= ~self._by_particle(ours, theirs)
            at = np.flatnonzero(apart)
            apart[at] = ~self._sound_alike(ours[at], theirs[at])
            return np.asarray(apart)

        return self._each_once(levels, one, other)

    def spelling(self, one: Numbers, other: Numbers) -> Levels:
        """As :func:`pipeline.naming.name_spelling.spelling`."""
        return self._of_others(self._spelling, one, other)

    def given_spelling(self, one: Numbers, other: Numbers) -> Levels:
        """As :func:`pipeline.naming.name_spelling.given_spelling`."""
        return self._of_others(self._given_spelling, one, other)

    def _of_others(
        self, what: Callable[[Numbers, Numbers], Levels], one: Numbers, other: Numbers
    ) -> Levels:
        """1 where the two are one word."""
        found = np.ones(len(one))
        at = np.flatnonzero(one != other)
        found[at] = self._each_once(what, one[at], other[at])
        return found

    def _spelling(self, one: Numbers, other: Numbers) -> Levels:
        likeness = self._measured(JaroWinkler.similarity, np.float64, one, other)
        steps = self._measured(OSA.distance, np.int32, one, other)
        short = np.minimum(self._length[one], self._length[other])
        ladder = (
            (short == 0, 0.0),
            (self._by_particle(one, other), 0.95),
            ((steps == 1) & (short >= 4), 0.92),
            (self._heard_alike(one, other, (short > 2) & (likeness >= 0.75)), 0.92),
            ((steps == 2) & (short >= 6) & (likeness >= 0.85), 0.85),
            (self._sound_alike(one, other), 0.85),
            ((likeness >= 0.9) & (short >= 5), 0.8),
        )
        where, levels = zip(*ladder, strict=True)
        return np.select(where, levels, name_spelling.UNLIKE * likeness)

    def _given_spelling(self, one: Numbers, other: Numbers) -> Levels:
        found = self._spelling(one, other)
        short = np.minimum(self._length[one], self._length[other])
        words = list(zip(self._words[one], self._words[other], strict=True))
        begin = [a.startswith(b) or b.startswith(a) for a, b in words]
        found[(found < 0.8) & (short > 3) & np.array(begin, np.bool_)] = 0.85
        found[np.array([name_spelling.are_nicknames(*two) for two in words], np.bool_)] = 0.93
        initial = short == 1
        first = [a[:1] == b[:1] for a, b in words]
        found[initial] = np.where(np.array(first, np.bool_), 0.75, 0.0)[initial]
        return found

    def _each_once(
        self, what: Callable[[Numbers, Numbers], NDArray[Any]], one: Numbers, other: Numbers
    ) -> NDArray[Any]:
        size = len(self._words)
        keys, inverse = np.unique(one * np.int64(size) + other, return_inverse=True)
        return what(keys // size, keys % size)[inverse]

    def _measured(
        self, scorer: Any, kind: Any, one: Numbers, other: Numbers, cutoff: float | None = None
    ) -> NDArray[Any]:
        words = self._words[one].tolist(), self._words[other].tolist()
        return np.asarray(cpdist(*words, scorer=scorer, score_cutoff=cutoff, dtype=kind))

    def _by_particle(self, one: Numbers, other: Numbers) -> Mask:
        return np.isin(one * np.int64(len(self._words)) + other, self._particled)

    def _heard_alike(self, one: Numbers, other: Numbers, among: Mask) -> Mask:
        return self._told(lambda a, b: metaphone(a) == metaphone(b), one, other, among)

    def _sound_alike(self, one: Numbers, other: Numbers) -> Mask:
        """Words of some length that are nearly one when spelt by sound.

        For that, the share of letters missing may be no more than three tenths of one word; than
        half a word where they begin alike.
        """
        missing, whole = self._missing(one, other)
        long = np.minimum(self._length[one], self._length[other]) >= 6
        near = 10 * missing <= np.where(self._first[one] == self._first[other], 5, 3) * whole
        return self._told(name_spelling.sound_alike, one, other, long & near)

    def _told(
        self, what: Callable[[str, str], bool], one: Numbers, other: Numbers, among: Mask
    ) -> Mask:
        """What is told of some of the pairs, each two words asked; the others are not so."""
        found = np.zeros(len(one), np.bool_)
        at = np.flatnonzero(among)
        found[at] = list(map(what, self._words[one[at]], self._words[other[at]]))
        return found


def _letters(words: Iterable[str]) -> NDArray[np.uint32]:
    """The letters of each word as bits: one for those that stand for each other by sound."""
    bits = np.zeros(128, np.uint32)
    for at, letters in enumerate(_ALIKE):
        bits[[ord(letter) for letter in letters]] = 1 << at
    told = np.array([word.encode("ascii", "replace") for word in words], np.bytes_)
    spread = told.view(np.uint8).reshape(-1, told.itemsize)
    return np.asarray(np.bitwise_or.reduce(bits[spread], axis=1))


#: Letters by :func:`pipeline.naming.name_spelling.sound`: "ph" is "f"; "h" may be part of any.
_ALIKE = ("ckqsz", "iy", "pf", *"abdegjlmnortuvwx", *"0123456789")


def _with_particles(words: Mapping[str, int]) -> Numbers:
    """The pairs of which one word is the other with its particle: "delacruz", "cruz"."""
    size = len(words)
    pairs = [(words[word], words[rest]) for word in words for rest in names.without_particle(word)
             if rest in words]  # fmt: skip
    return np.array([n * size + m for one, other in pairs for n, m in ((one, other), (other, one))],
                    np.int64)  # fmt: skip
