"""How likely each part is, by the weights fitted for its questions."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache

from pipeline import shipped

Weights = Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Weights]:
    loaded: dict[str, Weights] = json.loads(shipped.text("people-roles.json"))
    return loaded


def model() -> Weights:
    """Weights by question and feature; ``""`` is the intercept."""
    return _shipped()["weights"]


def odds(question: str, seen: Set[str], by: Weights | None = None) -> float:
    """The log-odds of yes to one of the model's questions."""
    weights = (by or model())[question]
    return weights[""] + sum(map(weights.__getitem__, sorted(weights.keys() & seen)))


def probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


#: Features that other roles are told by: phrases and titles, not single words.
_CLASSES = (
    "name:", "title:", "predicate:", "after:", "before:", "possessive:", "gun:", "age:", "next:",
    "company:", "alone:", "described:",
    "intro:", "past:", "bond:", "he:",
)  # fmt: skip


def classes(seen: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in seen if name.startswith(_CLASSES))


def role_odds(seen: Set[str], by: Weights) -> Iterator[tuple[float, str]]:
    """As :func:`odds` of each role: few features, asked of many tables."""
    ordered = sorted(seen)
    for question, weights in by.items():
        if question.startswith("role:"):
            told = weights[""] + sum(filter(None, map(weights.get, ordered)))
            yield told, question.removeprefix("role:")


def weight(question: str, name: str) -> float:
    return model()[question].get(name, 0.0)


def thresholds() -> Mapping[str, float]:
    found: Mapping[str, float] = _shipped()["thresholds"]  # type: ignore[assignment]
    return found


def confidence(question: str, log_odds: float) -> float:
    """How often such a score was right on articles the models had not seen (Platt's scaling)."""
    scale = _shipped()["calibration"][question]
    return probability(scale["slope"] * log_odds + scale["shift"])
