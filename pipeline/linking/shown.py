"""What one trait of two reports shows: a level that is weighed, rarity, and a plain line."""

from __future__ import annotations

from typing import NamedTuple


class Seen(NamedTuple):
    """What one trait shows: the level the model weighs, extra bits of rarity, and a plain line."""

    trait: str
    level: str
    saw: str
    rarity: float = 0.0
    veto: bool = False
