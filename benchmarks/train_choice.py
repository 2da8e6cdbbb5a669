"""Fit the weights by which a candidate is chosen: a softmax over an article's candidates.

Shared by the trainers of dates and places; plain L2-regularised likelihood, so the same data
give the same weights.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Case:
    """One article: its candidates' features and which of them are right (none may be)."""

    features: Sequence[Sequence[str]]
    right: Sequence[bool]
    group: str  # cases of one group stay on one side of a split
    weight: float = 1.0


def vocabulary(cases: Sequence[Case], at_least: int) -> dict[str, int]:
    """Features seen in enough articles, in a fixed order."""
    seen = Counter(name for case in cases for name in {n for f in case.features for n in f})
    kept = sorted(name for name, count in seen.items() if count >= at_least and ordinary(name))
    return {name: number for number, name in enumerate(kept)}


DATA = Path(__file__).resolve().parents[1] / "pipeline" / "data"
COMMON = frozenset((DATA / "common-words.txt").read_text("utf-8").split())
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sept sep oct "
    "nov dec st ave blvd rd dr ln hwy co sgt lt cpl det capt lapd nypd".split()
)


def ordinary(feature: str) -> bool:
    """No names in the weights: every word of a feature is a common one."""
    words = re.findall(r"[a-z][a-z'’]+", feature.partition(":")[2])
    return all(word in COMMON or word in CALENDAR or len(word) < 3 for word in words)


def fit(cases: Sequence[Case], *, strength: float = 1.0, at_least: int = 5) -> dict[str, float]:
    """Weights that make the right candidates likely; "none of them" scores zero."""
    index = vocabulary(cases, at_least)
    matrix, owner, right, none_right, weight = _arrays(cases, index)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ values
        top = np.zeros(len(cases))
        np.maximum.at(top, owner, scores)
        raised = np.exp(scores - top[owner])
        none = np.exp(-top)
        total = none + np.bincount(owner, raised, len(cases))
        good = none * none_right + np.bincount(owner, raised * right, len(cases))
        pull = raised / total[owner] - raised * right / good[owner]
        gradient = matrix.T @ (pull * weight[owner]) + strength * values
        value = (weight * (np.log(total) - np.log(good))).sum() + strength / 2 * values @ values
        return float(value), gradient

    best = minimize(
        loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 150}
    )
    return {name: float(best.x[number]) for name, number in index.items()}


def _arrays(cases: Sequence[Case], index: dict[str, int]) -> tuple[Any, ...]:
    rows: list[int] = []
    columns: list[int] = []
    owner: list[int] = []
    right: list[float] = []
    for number, case in enumerate(cases):
        for features, good in zip(case.features, case.right, strict=True):
            known = {index[name] for name in features if name in index}
            rows.extend([len(owner)] * len(known))
            columns.extend(sorted(known))
            owner.append(number)
            right.append(float(good))
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(owner), len(index)))
    none_right = np.array([float(not any(case.right)) for case in cases])
    weight = np.array([case.weight for case in cases])
    return matrix, np.array(owner, dtype=int), np.array(right), none_right, weight


def save(path: Path, weights: dict[str, float], note: str, least: float = 0.03) -> None:
    """Write weights as stable, diffable JSON; the negligible ones are dropped."""
    kept = {name: round(value, 3) for name, value in sorted(weights.items()) if abs(value) >= least}
    lines = ",\n".join(f"  {json.dumps(name)}: {value}" for name, value in kept.items())
    path.write_text(f'{{"about": {json.dumps(note)},\n "weights": {{\n{lines}\n }}\n}}\n')
