"""Which names of many pairs have nothing of each other: by columns of words, in one go.

Errs on one side only. Names it calls apart are another person's for
:func:`pipeline.names.compare_written`; of all others it says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from pipeline import names
from pipeline.coded import Numbers
from pipeline.linkable import Linkable
from pipeline.many import Many

#: No two words less alike than this are spellings of one, but by sound or by a particle.
_LEAST = 0.75


class NameScreen:
    """The names of reports that tell of one person by a plain name: one given name, one surname."""

    def __init__(self, reports: Sequence[Linkable]) -> None:
        many = Many.of(reports)
        plain = many.plain_names
        name = np.zeros(len(many), np.int32)
        name[many.of_one] = many.shot["name"].codes[many.only]
        name[many.of_one] *= many.shot["forms"].codes[many.only] == 0
        self._given, self._surnames = plain.given[name], plain.surname[name]
        self.names = plain.numbers[name]
        words = plain.words
        self._words = np.array(list(words), object)
        sounds: dict[str, int] = {}
        heard = [sounds.setdefault(names.sound(word), len(sounds)) for word in words]
        self._sounds = np.array(heard, np.int32)
        self._particled = _with_particles(words)

    def apart(self, left: Numbers, right: Numbers) -> NDArray[np.bool_]:
        """For each pair of rows: both names are plain, and they are two people's.

        The surnames are no spellings of each other, nor is one's surname the other's given name.
        """
        surnames, given = self._surnames, self._given
        found = (surnames[left] > 0) & (surnames[right] > 0)
        for one, other in ((surnames[left], surnames[right]), (surnames[left], given[right])):
            at = np.flatnonzero(found)
            found[at] = self._no_spelling(one[at], other[at])
        return found

    def _no_spelling(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        size = len(self._words)
        keys, inverse = np.unique(one * size + other, return_inverse=True)
        ours, theirs = keys // size, keys % size
        apart = (self._sounds[ours] != self._sounds[theirs]) & ~np.isin(keys, self._particled)
        at = np.flatnonzero(apart)
        alike = cpdist(
            self._words[ours[at]].tolist(),
            self._words[theirs[at]].tolist(),
            scorer=JaroWinkler.similarity,
            score_cutoff=_LEAST - 0.01,  # float32
            dtype=np.float32,
        )
        apart[at] = alike == 0
        return np.asarray(apart[inverse])


def _with_particles(words: Mapping[str, int]) -> Numbers:
    """The pairs of which one word is the other with its particle: "delacruz", "cruz"."""
    size = len(words)
    pairs = [(words[word], words[rest]) for word in words for rest in names.without_particle(word)
             if rest in words]  # fmt: skip
    return np.array([n * size + m for one, other in pairs for n, m in ((one, other), (other, one))],
                    np.int64)  # fmt: skip
