"""Two reports, trait by trait: what each says for or against their being one incident.

Weights are Fellegi–Sunter log-likelihood ratios in bits, read from one versioned model file;
a weight is 0 when a trait has nothing to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log2
from typing import Any, overload

from pipeline import shipped
from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen
from pipeline.linking.traits import look, look_at_facts, look_at_texts
from pipeline.records import Edge, Evidence


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

    #: The bits two texts can speak for one incident at most.
    most_of_texts: float = field(init=False, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.version)

    def __post_init__(self) -> None:
        most = sum(max(0.0, *self.weights[trait].values()) for trait in ("wording", "article"))
        object.__setattr__(self, "most_of_texts", most)

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
    text = shipped.text("linkage.json")
    return Model.of(json.loads(text))


def edge(left: Linkable, right: Linkable, model: Model) -> Edge:
    """Compare two reports; the same two give the same edge whichever comes first."""
    if right.anchor < left.anchor:
        left, right = right, left
    return _edge(left, right, look(left, right), model)


def edge_worth_keeping(left: Linkable, right: Linkable, model: Model) -> Edge | None:
    """The same, if it is not below the model's floor.

    Most pairs are told apart by the facts, whatever their texts have in common.
    """
    if right.anchor < left.anchor:
        left, right = right, left
    facts = look_at_facts(left, right)
    bits = [model.prior, *(weight(seen, model) for seen in facts)]
    if sum(bits) + model.most_of_texts < model.floor - ROUNDING:
        return None
    texts = look_at_texts(left, right)
    bits += [weight(seen, model) for seen in texts]
    score = round(sum(bits), 2)
    if score < model.floor:
        return None
    return Edge(left.anchor, right.anchor, score, Shown([*facts, *texts], bits, model))


#: Sums are told to the hundredth of a bit.
ROUNDING = 0.01


def _edge(left: Linkable, right: Linkable, seen: Sequence[Seen], model: Model) -> Edge:
    found = _weighed(seen, model)
    return Edge(left.anchor, right.anchor, round(sum([e.weight for e in found]), 2), found)


def evidence(left: Linkable, right: Linkable, model: Model) -> tuple[Evidence, ...]:
    """What each trait says, line by line; ``left`` has the lesser anchor."""
    return _weighed(look(left, right), model)


def _weighed(seen: Sequence[Seen], model: Model) -> tuple[Evidence, ...]:
    told = [_evidence(e.trait, weight(e, model), e.saw, e.veto) for e in seen]
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


class Weighed(Sequence[Evidence]):
    """Evidence that is put into words when somebody reads it."""

    __slots__ = ()

    def told(self) -> tuple[Evidence, ...]:
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


class Shown(Weighed):
    """What two reports were just seen to show, and the bits of it after those of the prior."""

    __slots__ = ("_model", "bits", "seen")

    def __init__(self, seen: Sequence[Seen], bits: Sequence[float], model: Model) -> None:
        self.seen, self.bits, self._model = seen, bits, model

    def told(self) -> tuple[Evidence, ...]:
        return _weighed(self.seen, self._model)


def probability(score: float) -> float:
    """Bits as the probability that the two are one incident.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + 2 ** -max(min(score, 60.0), -60.0))


def bits(probability: float) -> float:
    """The score at which an edge has this probability."""
    return log2(probability / (1 - probability))
