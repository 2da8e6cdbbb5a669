"""Turns a reader's own confidence into a probability: of claims told at .9, nine in ten are right.

Every reader knows which of its claims are surer than others, by its own measure. What share of such
claims is right was counted on labelled articles, field by field (``benchmarks/calibration.py``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache

from pipeline import shipped
from pipeline.records import Basis, Claim

Scale = tuple[float, float]  # slope, shift


@lru_cache(maxsize=1)
def _scales() -> Mapping[str, Scale]:
    """By :func:`kind`; ``""`` is for those with too few labelled claims."""
    text = shipped.text("confidence.json")
    return {name: (slope, shift) for name, (slope, shift) in json.loads(text).items()}


def calibrated(claim: Claim) -> float:
    """How sure to be of a claim: as often as such claims have been right."""
    slope, shift = _scale(kind(claim))
    return round(1 / (1 + math.exp(-(slope * logit(claim.confidence) + shift))), 4)


def undone(claim: Claim) -> float:
    """The reader's own confidence again: what ``benchmarks/calibration.py`` fits on."""
    slope, shift = _scale(kind(claim))
    return 1 / (1 + math.exp(-(logit(claim.confidence) - shift) / slope))


def kind(claim: Claim) -> str:
    """Claims that are calibrated together: of one field, stated or inferred."""
    return claim.field if claim.basis is Basis.STATED else f"{claim.field} inferred"


def _scale(name: str) -> Scale:
    scales = _scales()
    return scales.get(name) or scales[""]


def logit(share: float) -> float:
    kept = min(max(share, 0.01), 0.99)
    return math.log(kept / (1 - kept))
