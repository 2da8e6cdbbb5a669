"""Two reports, trait by trait: what each says for or against their being one incident.

Weights are Fellegi–Sunter log-likelihood ratios in bits, read from one versioned model file;
a weight is 0 when a trait has nothing to say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import log2
from typing import Any

from pipeline.linkable import Linkable
from pipeline.records import Edge, Evidence
from pipeline.traits import look


@dataclass(frozen=True, slots=True)
class Model:
    """Weights and thresholds, estimated beforehand; nothing is learned while resolving."""

    version: str
    weights: Mapping[str, Mapping[str, float]]
    prior: float  # bits, before any trait is looked at
    rarity: float  # how much of a name's rarity counts
    floor: float  # edges below are not kept
    join: float  # named reports join from here
    mean: float  # … if all the reports of their clusters agree at least so much on average
    join_unnamed: float
    margin: float  # by which an unnamed report's best cluster must beat its second

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Model:
        return cls(
            version=value["version"],
            weights=value["weights"],
            prior=value["prior"],
            rarity=value["rarity"],
            **value["thresholds"],
        )

    @classmethod
    def load(cls) -> Model:
        """The model that is shipped."""
        return _shipped()


@cache
def _shipped() -> Model:
    text = resources.files("pipeline.data").joinpath("linkage.json").read_text(encoding="utf-8")
    return Model.of(json.loads(text))


def edge(left: Linkable, right: Linkable, model: Model) -> Edge:
    """Compare two reports; the same two give the same edge whichever comes first."""
    if right.anchor < left.anchor:
        left, right = right, left
    evidence = [_prior(model.prior)]
    for seen in look(left, right):
        weight = model.weights[seen.trait][seen.level]
        if seen.rarity:
            weight = round(weight + model.rarity * seen.rarity, 2)
        evidence.append(_evidence(seen.trait, weight, seen.saw, seen.veto))
    score = round(sum([item.weight for item in evidence]), 2)
    return Edge(left.anchor, right.anchor, score, tuple(evidence))


@cache
def _prior(weight: float) -> Evidence:
    return Evidence("prior", weight, "two reports that share a key, before a closer look")


@lru_cache(maxsize=65536)
def _evidence(trait: str, weight: float, saw: str, veto: bool) -> Evidence:
    return Evidence(trait, weight, saw, veto)


def probability(score: float) -> float:
    """Bits as the probability that the two are one incident.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + 2 ** -max(min(score, 60.0), -60.0))


def bits(probability: float) -> float:
    """The score at which an edge has this probability."""
    return log2(probability / (1 - probability))
