"""How large a share is, and within which bounds: hits, false alarms and misses."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Counts:
    """Hits, false alarms and misses."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else math.nan

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else math.nan

    @property
    def f1(self) -> float:
        return f_measure(self.precision, self.recall)

    def as_json(self) -> dict[str, Any]:
        return {
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
            "precision": rounded(self.precision),
            "recall": rounded(self.recall),
            "f1": rounded(self.f1),
            "precision_wilson_95": [rounded(x) for x in wilson(self.tp, self.tp + self.fp)],
            "recall_wilson_95": [rounded(x) for x in wilson(self.tp, self.tp + self.fn)],
        }


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Bounds of a proportion, 95 in 100 (Wilson 1927); (nan, nan) where there is nothing to count.

    >>> [round(x, 3) for x in wilson(9, 10)]
    [0.596, 0.982]
    """
    if n == 0:
        return math.nan, math.nan
    z = 1.959964  # of the normal distribution, for 95 in 100
    share, spread = hits / n, z * z / n
    centre = share + spread / 2
    reach = z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, (centre - reach) / (1 + spread)), min(1.0, (centre + reach) / (1 + spread))


def f_measure(precision: float, recall: float) -> float:
    if math.isnan(precision) or math.isnan(recall) or precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def rounded(value: float) -> float | None:
    """To four places; None where there was nothing to count."""
    return None if math.isnan(value) else round(value, 4)
