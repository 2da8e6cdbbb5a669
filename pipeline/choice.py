"""Choose among candidates by small trained weights: a sum of named features, then a softmax."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pipeline import shipped

Weights = Mapping[str, float]


@lru_cache(maxsize=8)
def weights(name: str) -> Weights:
    """The shipped weights of one choice (``data/<name>.json``)."""
    text = shipped.text(f"{name}.json")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


def score(features: Iterable[str], table: Weights) -> float:
    """Sum of what each feature weighs; one the weights do not know counts nothing."""
    return sum(filter(None, map(table.get, features)))


def shares(scores: Sequence[float], none: float = 0.0) -> list[float]:
    """Each candidate's probability of being the one, beside "none of them".

    >>> [round(share, 2) for share in shares([0.0, 0.0])]
    [0.33, 0.33]
    """
    top = max([none, *scores])
    raised = [math.exp(each - top) for each in scores]
    total = sum(raised) + math.exp(none - top)
    return [each / total for each in raised]
