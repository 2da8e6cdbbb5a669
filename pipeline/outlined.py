"""Which of many reports may have an edge with one, by their outlines (:mod:`pipeline.outlines`).

Every line of the sum is at least what :func:`pipeline.compare.edge` has: where an outline leaves it
open the most that the trait can show. So no edge is lost, and few others are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline import names, traits
from pipeline.coded import Mask, Numbers
from pipeline.compare import Model
from pipeline.edges import Weights
from pipeline.gaps import Ages, Days
from pipeline.outlines import FIELDS, LOOKS_LIKE_GUN, MALE, SIZE, Tells
from pipeline.syndication import SIGNATURE_LENGTH
from pipeline.towns import FAR, LIMITS, distance_km

_FORM = np.dtype(
    [(name, f"<{kind}", (size,) if size > 1 else ()) for name, (kind, size) in FIELDS.items()]
)
_NEARER = 0.1  # kilometres, for what is lost of where a town lies

#: Outlines side by side, and one of them.
_Outlines: TypeAlias = NDArray[Any]
_Outline: TypeAlias = Any
_Cents: TypeAlias = NDArray[np.integer[Any]]  # hundredths of a bit


def _jaro(begin: int) -> float:
    """What makes two words no more alike than FAR, if they begin with so many same letters.

    >>> [round(_jaro(begin), 2) for begin in range(5)]
    [0.81, 0.79, 0.76, 0.73, 0.7]
    """
    winkler = traits.FAR / names.UNLIKE - 0.01
    return max(0.7, (winkler - 0.1 * begin) / (1 - 0.1 * begin))


class Screen:
    """Which reports may be edges of another, by one model."""

    def __init__(self, model: Model) -> None:
        self.weights = Weights(model)
        self._shared = self._cents("place", *(f"same {size} city" for size in traits.CITY_SIZES))
        self._near = self._cents("place", *(level for _, level in traits.NEARNESS))
        self._copied = self._most_up_to_copies()
        self._alike = self._most_up_to_likeness()
        self._fewer = np.zeros(1 << 16, np.int32)  # shares of words, by their number

    def lets_through(self, own: bytes, others: Sequence[bytes | None]) -> list[bool]:
        """Whether each of the others may be one; what has no outline may."""
        known = [one for one in others if one is not None and len(one) == SIZE]
        if not known:
            return [True] * len(others)
        found = iter((self.most(own, known) >= self.weights.floor).tolist())
        return [len(one or b"") != SIZE or next(found) for one in others]

    def most(self, own: bytes, others: Sequence[bytes]) -> _Cents:
        """No less than the scores of the edges, in hundredths."""
        every = np.frombuffer(b"".join([own, *others]), _FORM)
        one, many = every[0], every[1:]
        tells = many["tells"]
        found = self.weights.prior + self._when(every) + self._where(one, many, tells)
        found += self._who(every, tells) + self._names(one, many, tells)
        found += self._circumstances(one, many) + self._texts(one, many, tells)
        return np.asarray(found)

    def _cents(self, trait: str, *levels: str) -> _Cents:
        numbers = [self.weights.level(trait, level) for level in levels]
        return np.asarray(self.weights.cents[trait].astype(np.int32)[numbers])

    def _most(self, trait: str, *levels: str) -> int:
        """What one of these shows at most, or any."""
        return int(self._cents(trait, *levels).max()) if levels else self.weights.most[trait]

    # --- days -------------------------------------------------------------------------------

    def _when(self, every: _Outlines) -> _Cents:
        weights, size = self.weights, len(every) - 1
        several = every["tells"] & Tells.SEVERAL_DAYS > 0
        days = Days(every["first"], every["last"], every["published"], several, weights)
        left, right = np.zeros(size, np.intp), np.arange(1, size + 1)
        levels, open_ = days.levels(left, right)
        found = weights.cents["date"][levels].astype(np.int32)
        found[open_] = np.maximum(found[open_], self._most("date", "another day fits"))
        found += weights.cents["publication"][days.publication(left, right)]
        return found

    # --- places -----------------------------------------------------------------------------

    def _where(self, one: _Outline, many: _Outlines, tells: Numbers) -> _Cents:
        same, differs, may_differ = self._cents("state", "same", "differs", "may differ")
        alike = (many["state"] == one["state"]) & (one["state"] > 0)
        both = tells & one["tells"]
        states = np.where(both & Tells.STATED > 0, differs, may_differ)
        states = np.where(
            alike, same, np.where((many["state"] > 0) & (one["state"] > 0), states, 0)
        )
        return states + self._towns(one, many, tells, alike) + self._spots(both)

    def _towns(self, one: _Outline, many: _Outlines, tells: Numbers, alike: Mask) -> _Cents:
        """Towns of two states are looked for in one of them: what comes of that is left open."""
        told = Tells.CITY | Tells.COUNTY
        if not one["tells"] & told:
            return np.zeros(len(many), np.int32)
        if not one["town"]:
            return np.where(tells & told > 0, self.weights.most["place"], 0)
        found = np.where(tells & told > 0, self.weights.most["place"], 0)
        here = (many["town"] == one["town"]) & alike
        sizes = np.maximum(self._shared[many["size"]], self._shared[one["size"]])
        found[here] = sizes[here]
        found[(many["town"] != one["town"]) & (many["town"] > 0)] = self.weights.most_elsewhere
        at = np.flatnonzero((many["town"] != one["town"]) & (many["town"] > 0) & alike)
        found[at] = self._near[-1]  # what is unknown is far
        near = at[np.abs(many["lat"][at] - one["lat"]) < FAR]
        ends = (one["lat"], one["lon"], many["lat"][near], many["lon"][near])
        apart = distance_km(*(end.astype(np.float64) for end in ends)) - _NEARER
        apart[np.isnan(apart)] = np.inf
        found[near] = self._near[np.searchsorted(LIMITS, apart)]
        return found

    def _spots(self, both: Numbers) -> _Cents:
        """Of street and agency."""
        event = self._most("street", "one event's name")
        found = np.where(both & Tells.PLACE > 0, self._most("street", *_OF_PLACES), 0)
        found[both & Tells.EVENT > 0] = max(event, self._most("street"))
        agency = np.where(
            both & Tells.CITY > 0,
            self._most("agency", "same", "differs"),
            self._most("agency"),
        )
        return found + np.where(both & Tells.AGENCY > 0, agency, 0)

    # --- people -----------------------------------------------------------------------------

    def _who(self, every: _Outlines, tells: Numbers) -> _Cents:
        """Of ages, genders, others and more than one person."""
        one, weights = every[0], self.weights
        both, either = tells & one["tells"], tells | one["tells"]
        left, right = np.zeros(len(tells), np.intp), np.arange(1, len(every))
        ages = Ages(every["youngest"], every["oldest"], weights).levels(left, right)
        found = weights.cents["age"][ages].astype(np.int32)
        more = (every["fewest"][right] > 1) | (one["fewest"] > 1)
        found[more] = np.maximum(found[more], self._most("age", "one of several differs"))
        open_ = (both & Tells.AGED > 0) & (both & Tells.ONE == 0)
        found[open_] = self._most("age")
        several = (both & Tells.NAMED > 0) & (either & Tells.ONE == 0)
        found[several] += self._most("second name")
        crossed = (either & Tells.NAMED > 0) & (either & Tells.OTHERS > 0)
        crossed |= both & Tells.OTHERS > 0
        found[crossed] += self._most("others")
        return found

    def _names(self, one: _Outline, many: _Outlines, tells: Numbers) -> _Cents:
        both, either = tells & one["tells"], tells | one["tells"]
        found = np.where(both & Tells.NAMED > 0, self.weights.most["name"], 0)
        if not one["lengths"].all():
            return found
        at = np.flatnonzero(many["lengths"].all(axis=1))
        others = many[at]
        given, surname = _unlike(one, 0, others), _unlike(one, 1, others)
        unlike = surname[:, 1] & (surname[:, 0] | given[:, 1])
        found[at[unlike]] = self.weights.most_another
        far = unlike & given[:, 0] & (others["called"] & one["called"] == 0)
        at = at[far]
        single = (both[at] & Tells.SINGLE > 0) & (either[at] & Tells.OTHERS == 0)
        another = self._most("name", "another")
        found[at] = np.where(single, another, self._most("name", *_OTHER_PEOPLES))
        return found

    def _circumstances(self, one: _Outline, many: _Outlines) -> _Cents:
        """Of gender, outcome, weapon, who fired and how many were hit."""
        shared = many["genders"] & one["genders"]
        both = (many["genders"] > 0) & (one["genders"] > 0)
        same, rarer, differs = self._cents("gender", "same", "same, rarer", "differs")
        found = np.where(shared == MALE, same, np.where(shared > 0, max(same, rarer), differs))
        found = np.where(both, found, 0)
        if one["fates"] in (1, 2):
            same, differs = self._cents("fatal", "same", "differs")
            clear = (many["fates"] == 1) | (many["fates"] == 2)
            found += np.where(clear, np.where(many["fates"] == one["fates"], same, differs), 0)
        if one["armed"]:
            found += self._armed(one["armed"], many["armed"])
        if one["fired_by"]:
            same, differs = self._cents("shooter", "same", "differs")
            fired = np.where(many["fired_by"] == one["fired_by"], same, differs)
            found += np.where(many["fired_by"] > 0, fired, 0)
        several = (many["fewest"] > 1) & (one["fewest"] > 1)
        most = max(0, self._most("count", "differs", "differs much"))
        return found + np.where(several, max(most, self._most("count")), most)

    def _armed(self, one: Any, many: Numbers) -> _Cents:
        differs = self._most("armed", "differs")
        found = np.where(many & one & LOOKS_LIKE_GUN > 0, 0, differs)
        found[many == one] = self._most("armed")
        found[many == 0] = 0
        return found

    # --- texts ------------------------------------------------------------------------------

    def _texts(self, one: _Outline, many: _Outlines, tells: Numbers) -> _Cents:
        both = tells & one["tells"]
        table = self._fewer
        np.add.at(table, one["words"], one["shares"])
        cosine = (table[many["words"]] * many["shares"]).sum(axis=1)
        table[one["words"]] = 0
        found = self._alike[np.minimum(cosine // _A_STEP, len(self._alike) - 1)]
        copied = (many["sketch"] == one["sketch"]).sum(axis=1)
        copies = np.maximum(found, self._copied[copied])
        found = np.where(both & Tells.SKETCHED > 0, copies, found)
        return np.where(both & Tells.WORDED > 0, found, 0)

    def _most_up_to_copies(self) -> _Cents:
        """By how many numbers of two sketches are the same; so many at most."""
        most = self._most("wording", "copy"), self._most("wording", "near-copy")
        shares = np.arange(SIGNATURE_LENGTH + 1) / SIGNATURE_LENGTH
        alike = np.where(shares >= traits.NEAR_COPY, most[1], self.weights.cents["wording"].min())
        alike[[traits.copy_level(share) == "copy" for share in shares.tolist()]] = max(most)
        return np.asarray(np.maximum.accumulate(alike))

    def _most_up_to_likeness(self) -> _Cents:
        """By the cosine in hundredths, begun ones among them; so much at most."""
        levels = [traits.cosine_level(at * _A_STEP + _A_STEP - 1) for at in range(101)]
        return np.asarray(np.maximum.accumulate(self._cents("wording", *levels)))


_A_STEP = 10_000  # a hundredth, of millionths
_OF_PLACES = ("same", "same block", "differs")
_OTHER_PEOPLES = ("another", "nobody in common", "another of several", "half another of several")


def _unlike(one: _Outline, which: int, many: _Outlines) -> Mask:
    """Whether its given name (0) or surname (1) is like those of others: certainly less than FAR.

    By Jaro two words are no more alike than a third of one and of the shares of each that the
    letters make up which they have in common. Winkler adds to that for each letter with which they
    begin alike. What both may be by their sounds, or with a particle, is left open.
    """
    length, lengths = int(one["lengths"][which]), many["lengths"].astype(np.int64)
    shared = np.zeros(lengths.shape, np.int64)
    for times in ("letters", "twice", "thrice"):
        shared += np.bitwise_count(many[times] & one[times][which])
    differ = many["begins"] ^ one["begins"][which]
    found = shared * (length + lengths) <= _most_shared(differ) * length * lengths
    found &= shared < np.minimum(length, lengths)
    for sound in ("heard", "sounds"):
        found &= many[sound] != one[sound][which]
    return np.asarray(found)


def _most_shared(differ: Numbers) -> NDArray[np.float64]:
    """Of the shares of both words, by where they begin to differ."""
    begin = (differ < 1 << 24).astype(np.int8)
    for bits in (16, 8, 0):
        begin += differ < 1 << bits
    return np.asarray(_MOST_SHARED[begin])


#: The shares of both words, by how many letters they begin alike, below which they are not.
_MOST_SHARED = np.array([3 * _jaro(begin) - 1 for begin in range(5)])


@lru_cache(maxsize=4)
def screen(model: Model) -> Screen:
    """A model's screen."""
    return Screen(model)
