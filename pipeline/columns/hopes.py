"""The most that traits not yet asked can still bring two reports, by what these say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.columns.edges import Hundredths, Levels, Weights
from pipeline.columns.views import Rows

Says: TypeAlias = NDArray[np.uint8]  # what may come of pairs yet, a bit each


#: Both reports say something of these …
NAME, STREET, AGENCY, WORDING = 1, 2, 4, 8
BOTH = np.uint8(NAME | STREET | AGENCY | WORDING)
#: … and one of them of these.
SEVERAL, OTHERS = 16, 32
EITHER = np.uint8(SEVERAL | OTHERS)
#: Of two towns, and of two names, it is known that they are not one.
ELSEWHERE, APART = np.uint8(64), np.uint8(128)
_SPEAK = {
    "name": NAME, "street": STREET, "agency": AGENCY, "wording": WORDING,
    "age": SEVERAL, "second name": SEVERAL, "others": OTHERS,
}  # fmt: skip
DEAR = tuple(_SPEAK)


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


def most_to_come(weights: Weights, waiting: Collection[str]) -> Hundredths:
    """The most that waiting traits can bring, by what two reports say."""
    says = np.arange(256)
    most = np.zeros(256, np.int32)
    for trait in waiting:
        speaks = says & _SPEAK[trait] > 0 if trait in _SPEAK else True
        most += np.where(speaks, weights.most[trait], 0)
    if "name" in waiting:
        less = weights.most["name"] - weights.most_another
        most -= np.where((says & NAME > 0) & (says & APART > 0), less, 0)
    if "place" in waiting:
        less = weights.most["place"] - weights.most_elsewhere
        most -= np.where(says & ELSEWHERE, less, 0)
    return most
