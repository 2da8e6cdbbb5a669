"""The small traits that nearly all reports tell, as one number for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from pipeline.columns.edges import Hundredths, Levels, Weights
from pipeline.linking import fact_traits, person_traits
from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen

See: TypeAlias = Callable[[Linkable, Linkable], Seen | None]


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


#: Traits of few values that are told by nearly all reports: looked up together.
_SMALL: Mapping[str, See] = {
    "gender": person_traits.see_gender,
    "fatal": fact_traits.see_fatal,
    "armed": fact_traits.see_armed,
    "shooter": fact_traits.see_shooter,
    "count": fact_traits.see_count,
}
