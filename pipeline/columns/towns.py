"""How near the towns of many pairs are: :mod:`pipeline.linking.place_traits` in columns."""

from __future__ import annotations

from functools import cache
from math import radians
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.columns.coded import Column, Mask, Numbers, narrow
from pipeline.columns.edges import Levels, Weights
from pipeline.columns.many import Many
from pipeline.lexicon import gazetteer
from pipeline.linking import place_traits

_UNKNOWN = float("nan")
LIMITS = [most for most, _ in place_traits.NEARNESS[:-1]]
#: Degrees of latitude beyond which towns are farther apart than any limit.
FAR = 1.01 * LIMITS[-1] / radians(gazetteer.EARTH_KM)


class Towns:
    """The town of each report that gives one and no other."""

    def __init__(self, many: Many, weights: Weights) -> None:
        cities, state = many.own["cities"], many.own["state"]
        towns = Column.of(own[0] if len(own) == 1 else None for own in cities.values)
        self._town = towns.codes[cities.codes]  # of reports; 0 is none, or several
        keys = Column.of(place_traits.place_key(town or "") for town in towns.values).codes
        self._key = np.where(self._town > 0, keys[self._town], 0).astype(keys.dtype)
        self._state = state.codes.astype(np.int16)
        self._width = len(state.values)
        self._spot = cache(lambda town, where: _spot(towns.values[town], state.values[where]))
        keys, its = np.unique(self._keys(self._town, self._state), return_inverse=True)
        self._own, self._spots = narrow(its), self._looked_up(keys)
        shared = (f"same {size} city" for size in place_traits.CITY_SIZES)
        self._shared = weights.numbers("place", *shared)
        self._near = weights.numbers("place", *(level for _, level in place_traits.NEARNESS))

    def told(self, left: Numbers, right: Numbers) -> Mask:
        """Pairs of which both reports give one town."""
        return np.asarray((self._town[left] > 0) & (self._town[right] > 0))

    def elsewhere(self, left: Numbers, right: Numbers) -> Mask:
        """Pairs of which the one gives one town, and the other another."""
        ours, theirs = self._key[left], self._key[right]
        return np.asarray((ours != theirs) & (ours > 0) & (theirs > 0))

    def levels(self, left: Numbers, right: Numbers) -> Levels:
        """Of such pairs; both towns are looked for in the first one's state, if it gives any."""
        state = np.where(self._state[left] > 0, self._state[left], self._state[right])
        size, *ours = self._in_state(left, state)
        found = self._shared[size.astype(np.int64)]
        at = np.flatnonzero(self._key[left] != self._key[right])
        _, *theirs = self._in_state(right[at], state[at])
        found[at] = self._near[-1]  # what is unknown is far
        near = np.flatnonzero(np.abs(ours[0][at] - theirs[0]) < FAR)
        apart = distance_km(*(end[at[near]] for end in ours), *(end[near] for end in theirs))
        found[at[near]] = self._near[np.searchsorted(LIMITS, apart)]
        return found

    def _in_state(self, rows: Numbers, state: Numbers) -> list[NDArray[np.float64]]:
        """Size, latitude and longitude of the reports' towns, each looked for in a state."""
        found = [own[self._own[rows]] for own in self._spots]
        at = np.flatnonzero(self._state[rows] != state)
        if len(at):
            keys = self._keys(self._town[rows[at]], state[at])
            keys, inverse = np.unique(keys, return_inverse=True)
            for own, elsewhere in zip(found, self._looked_up(keys), strict=True):
                own[at] = elsewhere[inverse]
        return found

    def _keys(self, town: Numbers, state: Numbers) -> Numbers:
        return town.astype(np.int64) * self._width + state

    def _looked_up(self, keys: Numbers) -> NDArray[np.float64]:
        spots = [self._spot(*divmod(key, self._width)) for key in keys.tolist()]
        return np.array(spots, np.float64).reshape(-1, 3).T.copy()


def _spot(town: str | None, state: str | None) -> tuple[float, float, float]:
    if town is None:
        return 0, _UNKNOWN, _UNKNOWN
    place = gazetteer.place(town, state)
    size = list(place_traits.CITY_SIZES).index(place_traits.size_of(place))
    return (size, place.lat, place.lon) if place and state else (size, _UNKNOWN, _UNKNOWN)


def distance_km(*ends: NDArray[Any]) -> NDArray[np.float64]:
    """As :func:`pipeline.lexicon.gazetteer.distance_km`, of latitudes and longitudes in degrees."""
    phi, lam, psi, mu = map(np.radians, ends)
    chord = np.sin((psi - phi) / 2) ** 2 + np.cos(phi) * np.cos(psi) * np.sin((mu - lam) / 2) ** 2
    return np.asarray(2 * gazetteer.EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, chord))))
