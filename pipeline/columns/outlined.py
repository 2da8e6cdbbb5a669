"""Which of many reports may have an edge with one, by their :mod:`pipeline.columns.outlines`.

Every line of the sum is at least what :func:`pipeline.compare.edge` has: where an outline leaves it
open the most that the trait can show. So no edge is lost, and few others are left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.columns.coded import Mask, Numbers
from pipeline.columns.edges import Weights
from pipeline.columns.outlines import FIELDS, LOOKS_LIKE_GUN, MALE, Tells
from pipeline.columns.towns import FAR, LIMITS, distance_km
from pipeline.compare import Model
from pipeline.linking import date_traits, name_traits, person_traits, place_traits, text_traits
from pipeline.naming import name_spelling
from pipeline.syndication import SIGNATURE_LENGTH

_FORM = np.dtype(
    [(name, f"<{kind}", (size,) if size > 1 else ()) for name, (kind, size) in FIELDS.items()]
)
_NEARER = 0.1  # kilometres, for what is lost of where a town lies
#: As plain numbers, which NumPy takes in a fifth of the time.
_SEVERAL_DAYS, _STATED, _CITY, _PLACED, _ONE, _SINGLE, _NAMED, _OTHERS, _AGED = map(
    int,
    (
        Tells.SEVERAL_DAYS, Tells.STATED, Tells.CITY, Tells.CITY | Tells.COUNTY, Tells.ONE,
        Tells.SINGLE, Tells.NAMED, Tells.OTHERS, Tells.AGED,
    ),
)  # fmt: skip
_EVENT, _PLACE, _AGENCY, _SKETCHED, _WORDED, _BARE = map(
    int,
    (Tells.EVENT, Tells.PLACE, Tells.AGENCY, Tells.SKETCHED, Tells.WORDED, Tells.BARE),
)

#: Outlines side by side, and one of them.
_Outlines: TypeAlias = NDArray[Any]
_Outline: TypeAlias = Mapping[str, Any]
_Cents: TypeAlias = NDArray[np.integer[Any]]  # hundredths of a bit


def _jaro(begin: int) -> float:
    """What makes two words no more alike than FAR, if they begin with so many same letters.

    >>> [round(_jaro(begin), 2) for begin in range(5)]
    [0.81, 0.79, 0.76, 0.73, 0.7]
    """
    winkler = name_traits.FAR / name_spelling.UNLIKE - 0.01
    return max(0.7, (winkler - 0.1 * begin) / (1 - 0.1 * begin))


def alike(outlines: Mapping[int, bytes], sketches: Iterable[bytes], least: float) -> set[int]:
    """Those (by number) whose texts may be as like one of these, by their low bytes."""
    many = np.frombuffer(b"".join(outlines.values()), _FORM)["sketch"]
    found = np.zeros(len(many), bool)
    for sketch in sketches:
        found |= _shared(many, np.frombuffer(sketch, np.uint8)) >= least * SIGNATURE_LENGTH
    return set(compress(outlines, found.tolist()))


def _shared(many: NDArray[np.uint8], one: NDArray[np.uint8]) -> Numbers:
    """How many numbers each sketch has in common with one."""
    same: Numbers = (many == one).view(np.uint8) @ _ONES
    return same


class Screen:
    """Which reports may be edges of another, by one model."""

    def __init__(self, model: Model) -> None:
        self.weights = Weights(model)
        self._apart = self._steps("date", lambda gap: date_traits.date_level(gap, 1), 61)
        self._met = self._steps("date", lambda days: date_traits.date_level(0, days + 1), 31)
        self._lag = self._steps(
            "date", lambda lag: date_traits.lag_level(lag - _BEFORE), 11 + _BEFORE
        )
        self._undated = self._steps("date", date_traits.undated_level, 61)
        self._published = self._steps("publication", date_traits.publication_level, 401)
        self._ages = self._steps("age", lambda gap: person_traits.age_level(gap, wide=False), 11)
        self._ranges = self._steps("age", lambda gap: person_traits.age_level(gap, wide=True), 1)
        self._states = self._cents("state", "same", "differs", "may differ").tolist()
        self._genders = self._cents("gender", "same", "same, rarer", "differs").tolist()
        self._fates = self._cents("fatal", "same", "differs").tolist()
        self._shooters = self._cents("shooter", "same", "differs").tolist()
        count = max(0, self._most("count", "differs", "differs much"))
        self._counts = count, max(count, self._most("count"))
        self._days = self._most("date", "another day fits")
        self._streets = self._most("street", "same", "same block", "differs")
        self._events = self._most("street")
        self._agencies = self._most("agency", "same", "differs"), self._most("agency")
        self._aged = self._most("age", "one of several differs"), self._most("age")
        self._more = self._most("second name"), self._most("others")
        self._weapons = self._most("armed", "differs"), self._most("armed")
        self._another = self._most("name", "another")
        self._another_of_several = self._most("name", *_OTHER_PEOPLES)
        self._shared = self._cents(
            "place", *(f"same {size} city" for size in place_traits.CITY_SIZES)
        )
        self._near = self._cents("place", *(level for _, level in place_traits.NEARNESS))
        self._copied = self._most_up_to_copies()
        self._alike = self._most_up_to_likeness()
        self._shares = np.zeros(1 << 16, np.int32)  # of the one's words, by their number

    def held_against(
        self, own: bytes, others: Sequence[bytes], least: float = 1.0
    ) -> tuple[list[bool], list[bool]]:
        """Whether each of the others may be one, and its text as like one's as ``least``."""
        if not others:
            return [], []
        one, many, copied = _beside(own, others)
        edges = self._most_of(one, many, copied) >= self.weights.floor
        return edges.tolist(), (copied >= least * SIGNATURE_LENGTH).tolist()

    def most(self, own: bytes, others: Sequence[bytes]) -> _Cents:
        """No less than the scores of the edges, in hundredths."""
        return self._most_of(*_beside(own, others))

    def _most_of(self, one: _Outline, many: _Outlines, copied: Numbers) -> _Cents:
        tells = many["tells"]
        both, either = tells & one["tells"], tells | one["tells"]
        found = self.weights.prior + self._dates(one, many) + self._publication(one, many)
        found += self._where(one, many, both) + self._spots(both) + self._who(one, many, both)
        found += self._others(both, either) + self._names(one, many, both, either)
        found += self._circumstances(one, many) + self._texts(one, many, both, copied)
        return np.asarray(found)

    def _cents(self, trait: str, *levels: str) -> _Cents:
        numbers = [self.weights.level(trait, level) for level in levels]
        return np.asarray(self.weights.cents[trait].astype(np.int32)[numbers])

    def _steps(self, trait: str, level: Callable[[int], str], last: int) -> _Cents:
        """By a number that counts for no more than the last."""
        return self._cents(trait, *map(level, range(last + 1)))

    def _most(self, trait: str, *levels: str) -> int:
        """What one of these shows at most, or any."""
        return int(self._cents(trait, *levels).max()) if levels else self.weights.most[trait]

    # --- days -------------------------------------------------------------------------------

    def _dates(self, one: _Outline, many: _Outlines) -> _Cents:
        first, published = many["first"], many["published"]
        if not one["first"]:
            between = _looked_up(self._undated, np.abs(published - one["published"]))
            undated = np.where(published > 0, between, 0)
            lag = _looked_up(self._lag, np.maximum(one["published"] - first + _BEFORE, 0))
            found = np.where(first > 0, lag, undated)
            return np.asarray(found if one["published"] else 0 * found)
        gap = np.maximum(first - one["last"], one["first"] - many["last"])
        longer = np.maximum(many["last"] - first, one["last"] - one["first"])
        apart = _looked_up(self._apart, np.maximum(gap, 0))
        if (several := (many["tells"] | one["tells"]) & _SEVERAL_DAYS).any():
            fits = np.maximum(apart, self._days)
            apart = np.where(several > 0, fits, apart)
        found = np.where(gap > 0, apart, _looked_up(self._met, longer))
        if not (dated := first > 0).all():
            lag = _looked_up(self._lag, np.maximum(published - one["first"] + _BEFORE, 0))
            found = np.where(dated, found, np.where(published > 0, lag, 0))
        return found

    def _publication(self, one: _Outline, many: _Outlines) -> _Cents:
        if not one["published"]:
            return np.zeros(len(many), np.int32)
        between = _looked_up(self._published, np.abs(many["published"] - one["published"]))
        return np.where(many["published"] > 0, between, 0)

    # --- places -----------------------------------------------------------------------------

    def _where(self, one: _Outline, many: _Outlines, both: Numbers) -> _Cents:
        """Of states and towns."""
        same, differs, may_differ = self._states
        alike = (many["state"] == one["state"]) & (one["state"] > 0)
        states = np.where(both & _STATED > 0, differs, may_differ)
        states[(many["state"] == 0) | (one["state"] == 0)] = 0
        states[alike] = same
        if not one["tells"] & _PLACED:
            return np.asarray(states)
        found = np.where(many["tells"] & _PLACED > 0, self.weights.most["place"], 0)
        if one["town"]:
            self._towns(one, many, alike, found)
        return np.asarray(states + found)

    def _towns(self, one: _Outline, many: _Outlines, alike: Mask, found: _Cents) -> None:
        """Towns of two states are looked for in one of them: what comes of that is left open."""
        town = many["town"]
        same = town == one["town"]
        here = np.flatnonzero(same & alike)
        found[here] = np.maximum(self._shared[many["size"][here]], self._shared[one["size"]])
        other = ~same & (town > 0)
        found[other] = self.weights.most_elsewhere
        other &= alike
        found[other] = self._near[-1]  # what is unknown is far
        near = np.flatnonzero(other & (np.abs(many["lat"] - one["lat"]) < FAR))
        if not len(near):
            return
        ends = (many[name][near].astype(np.float64) for name in ("lat", "lon"))
        apart = distance_km(one["lat"], one["lon"], *ends) - _NEARER
        apart[np.isnan(apart)] = np.inf
        found[near] = self._near[np.searchsorted(LIMITS, apart)]

    def _spots(self, both: Numbers) -> _Cents:
        """Of street and agency."""
        found = np.zeros(len(both), np.int32)
        if (told := both & _PLACE).any():
            found[told > 0] = self._streets
        if (told := both & _EVENT).any():
            found[told > 0] = self._events
        if (told := both & _AGENCY).any():
            agency = np.where(both & _CITY > 0, *self._agencies)
            found += np.where(told > 0, agency, 0)
        return found

    # --- people -----------------------------------------------------------------------------

    def _who(self, one: _Outline, many: _Outlines, both: Numbers) -> _Cents:
        """Of ages; whose they are is left open where several were hit."""
        if not one["tells"] & _AGED:
            return np.zeros(len(many), np.int32)
        young, old = many["youngest"], many["oldest"]
        gap = np.maximum(np.maximum(young - one["oldest"], one["youngest"] - old), 0)
        found = _looked_up(self._ages, gap)
        wide = np.flatnonzero((old > young) | (one["oldest"] > one["youngest"]))
        if len(wide):
            found[wide] = _looked_up(self._ranges, gap[wide])
        more = (many["fewest"] > 1) | (one["fewest"] > 1)
        several, most = self._aged
        found[more] = np.maximum(found[more], several)
        found[both & _ONE == 0] = most
        found[both & _AGED == 0] = 0
        return found

    def _others(self, both: Numbers, either: Numbers) -> _Cents:
        """Of others named, and of more people than one."""
        second, crossing = self._more
        found = np.where((both & _NAMED > 0) & (either & _ONE == 0), second, 0)
        if (others := either & _OTHERS > 0).any():
            crossed = others & ((either & _NAMED > 0) | (both & _OTHERS > 0))
            found += np.where(crossed, crossing, 0)
        return np.asarray(found)

    def _names(self, one: _Outline, many: _Outlines, both: Numbers, either: Numbers) -> _Cents:
        found = np.where(both & _NAMED > 0, self.weights.most["name"], 0)
        if not one["lengths"].all():
            return found
        lengths, bare = many["lengths"], either & _BARE > 0
        given, surname = _unlike(one, many)
        unlike = (lengths[:, 0] > 0) & (lengths[:, 1] > 0)
        unlike &= surname[:, 1] & (surname[:, 0] | given[:, 1])
        found[unlike & ~bare] = self.weights.most_another
        far = unlike & given[:, 0] & (many["called"] & one["called"] == 0)
        far &= ~bare | (surname[:, 0] & given[:, 1])
        single = (both & _SINGLE > 0) & (either & _OTHERS == 0)
        return np.where(far, np.where(single, self._another, self._another_of_several), found)

    def _circumstances(self, one: _Outline, many: _Outlines) -> _Cents:
        """Of gender, outcome, weapon, who fired and how many were hit."""
        found = np.zeros(len(many), np.int32)
        if one["genders"]:
            same, rarer, differs = self._genders
            shared = many["genders"] & one["genders"]
            gender = np.where(shared == MALE, same, np.where(shared > 0, max(same, rarer), differs))
            found += np.where(many["genders"] > 0, gender, 0)
        if one["fates"] in (1, 2):
            same, differs = self._fates
            clear = (many["fates"] == 1) | (many["fates"] == 2)
            found += np.where(clear, np.where(many["fates"] == one["fates"], same, differs), 0)
        if one["armed"]:
            found += self._armed(one["armed"], many["armed"])
        if one["fired_by"]:
            same, differs = self._shooters
            fired = np.where(many["fired_by"] == one["fired_by"], same, differs)
            found += np.where(many["fired_by"] > 0, fired, 0)
        most, several = self._counts
        return found + (np.where(many["fewest"] > 1, several, most) if one["fewest"] > 1 else most)

    def _armed(self, one: Any, many: Numbers) -> _Cents:
        differs, most = self._weapons
        found = np.where(many & one & LOOKS_LIKE_GUN > 0, 0, differs)
        found[many == one] = most
        found[many == 0] = 0
        return found

    # --- texts ------------------------------------------------------------------------------

    def _texts(self, one: _Outline, many: _Outlines, both: Numbers, copied: Numbers) -> _Cents:
        if not one["tells"] & _WORDED:
            return np.zeros(len(many), np.int32)
        table = self._shares
        np.add.at(table, one["words"], one["shares"])
        cosine = np.einsum("ij,ij->i", table.take(many["words"]), many["shares"].astype(np.int32))
        table[one["words"]] = 0
        found = _looked_up(self._alike, cosine // _A_STEP)
        if one["tells"] & _SKETCHED:
            copies = np.maximum(found, self._copied[copied])
            found = np.where(both & _SKETCHED > 0, copies, found)
        return np.where(both & _WORDED > 0, found, 0)

    def _most_up_to_copies(self) -> _Cents:
        """By how many numbers of two sketches are the same; so many at most."""
        most = self._most("wording", "copy"), self._most("wording", "near-copy")
        shares = np.arange(SIGNATURE_LENGTH + 1) / SIGNATURE_LENGTH
        alike = np.where(
            shares >= text_traits.NEAR_COPY, most[1], self.weights.cents["wording"].min()
        )
        alike[[text_traits.copy_level(share) == "copy" for share in shares.tolist()]] = max(most)
        return np.asarray(np.maximum.accumulate(alike))

    def _most_up_to_likeness(self) -> _Cents:
        """By the cosine in hundredths, begun ones among them; so much at most."""
        levels = [text_traits.cosine_level(at * _A_STEP + _A_STEP - 1) for at in range(101)]
        return np.asarray(np.maximum.accumulate(self._cents("wording", *levels)))


def _beside(own: bytes, others: Sequence[bytes]) -> tuple[_Outline, _Outlines, Numbers]:
    """One, the others, and how many numbers of each one's sketch are the one's."""
    every = np.frombuffer(b"".join([own, *others]), _FORM)
    one, many = dict(zip(FIELDS, every[0].item(), strict=True)), every[1:]
    return one, many, _shared(many["sketch"], one["sketch"])


_ONES = np.ones(SIGNATURE_LENGTH, np.uint8)
_A_STEP = 10_000  # a hundredth, of millionths
_BEFORE = 2  # days, from which on what is undated came out before
_OTHER_PEOPLES = ("another", "nobody in common", "another of several", "half another of several")


def _looked_up(table: _Cents, numbers: Numbers) -> _Cents:
    """What a table has for each number, none below zero; what goes beyond it is its last."""
    return np.asarray(table[np.minimum(numbers, len(table) - 1)])


def _unlike(one: _Outline, many: _Outlines) -> Mask:
    """Whether its given name, and its surname, is like those of others: certainly less than FAR.

    By Jaro two words are no more alike than a third of one and of the shares of each that the
    letters make up which they have in common. Winkler adds to that for each letter with which they
    begin alike. What both may be by their sounds, or with a particle, is left open.
    """
    own = {name: one[name].reshape(2, 1, 1) for name in _OF_WORDS}
    length, lengths = own["lengths"].astype(np.int64), many["lengths"].astype(np.int64)
    shared = np.bitwise_count(many["letters"] & own["letters"]).astype(np.int64)
    for times in ("twice", "thrice"):
        if own[times].any():
            shared += np.bitwise_count(many[times] & own[times])
    most = _most_shared(many["begins"] ^ own["begins"])
    found = shared * (length + lengths) <= most * length * lengths
    found &= shared < np.minimum(length, lengths)
    for sound in ("heard", "sounds"):
        found &= many[sound] != own[sound]
    return np.asarray(found)


_OF_WORDS = ("letters", "twice", "thrice", "begins", "lengths", "heard", "sounds")


def _most_shared(differ: Numbers) -> NDArray[np.float64]:
    """Of the shares of both words, by where they begin to differ."""
    return np.asarray(_MOST_SHARED[np.searchsorted(_BEGIN, differ, side="right")])


_BEGIN = np.array([1, 1 << 8, 1 << 16, 1 << 24], np.uint32)
#: The shares of both words, by how many of four letters they begin alike (most first), up to which
#: they are not.
_MOST_SHARED = np.array([3 * _jaro(begin) - 1 for begin in range(4, -1, -1)])


@lru_cache(maxsize=4)
def screen(model: Model) -> Screen:
    """A model's screen."""
    return Screen(model)
