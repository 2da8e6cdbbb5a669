"""Two reports, trait by trait: what each says for or against their being one incident.

Weights are Fellegi–Sunter log-likelihood ratios in bits, read from one versioned model file;
a weight is 0 when a trait has nothing to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import log2
from typing import Any, overload

from pipeline.linkable import Linkable
from pipeline.records import Edge, Evidence
from pipeline.traits import Seen, look


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
    found = evidence(left, right, model)
    return Edge(left.anchor, right.anchor, round(sum([e.weight for e in found]), 2), found)


def evidence(left: Linkable, right: Linkable, model: Model) -> tuple[Evidence, ...]:
    """What each trait says, line by line; ``left`` has the lesser anchor."""
    told = [_evidence(e.trait, weight(e, model), e.saw, e.veto) for e in look(left, right)]
    return (_prior(model.prior), *told)


def weight(seen: Seen, model: Model) -> float:
    """The bits of what a trait shows."""
    bits = model.weights[seen.trait][seen.level]
    return round(bits + model.rarity * seen.rarity, 2) if seen.rarity else bits


@cache
def _prior(weight: float) -> Evidence:
    return Evidence("prior", weight, "two reports that share a key, before a closer look")


@lru_cache(maxsize=65536)
def _evidence(trait: str, weight: float, saw: str, veto: bool) -> Evidence:
    return Evidence(trait, weight, saw, veto)


def weights(edge: Edge) -> Mapping[str, float]:
    """An edge's bits by trait, without the words."""
    if isinstance(edge.evidence, Weighed):
        return edge.evidence.weights()
    return {item.trait: item.weight for item in edge.evidence}


class Weighed(Sequence[Evidence]):
    """Evidence that is put into words when somebody reads it; its weights come without."""

    __slots__ = ()

    def told(self) -> tuple[Evidence, ...]:
        raise NotImplementedError

    def weights(self) -> Mapping[str, float]:
        raise NotImplementedError

    @overload
    def __getitem__(self, at: int) -> Evidence: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, at: int | slice) -> Evidence | Sequence[Evidence]:
        return self.told()[at]

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self.told())

    def __len__(self) -> int:
        return len(self.told())

    def __eq__(self, other: object) -> bool:
        return self.told() == (other.told() if isinstance(other, Weighed) else other)

    def __hash__(self) -> int:
        return hash(self.told())

    def __repr__(self) -> str:
        return repr(self.told())


def probability(score: float) -> float:
    """Bits as the probability that the two are one incident.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + 2 ** -max(min(score, 60.0), -60.0))


def bits(probability: float) -> float:
    """The score at which an edge has this probability."""
    return log2(probability / (1 - probability))
