"""Fit the words of `pipeline/topic/vocabulary.py`; give each row its score by a fit without it.

A model that weighs the words' score beside others must not see it as good as it is on the articles
the words were fitted on: for training, each part gets the score of words fitted on the other parts.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline.topic.vocabulary import LENGTH, log_odds

_COMMON = Path(__file__).parent.parent / "pipeline" / "data" / "common-words.txt"
_PARTS = 4
_LEAST = 5  # articles a word stands in
_C = 1.0


class Bag(Protocol):
    """One labelled article."""

    @property
    def group(self) -> str: ...
    @property
    def terms(self) -> frozenset[str]: ...


Each = TypeVar("Each", bound=Bag)


@cache
def common() -> frozenset[str]:
    """The words that may be weighed, in the text or the title: none of them is a name."""
    words = _COMMON.read_text("utf-8").split()
    return frozenset((*words, *(f"title {word}" for word in words)))


def fit(
    rows: Sequence[Each], label: Callable[[Each], bool | None], weight: Callable[[Each], float]
) -> dict[str, float]:
    """Weights of the words that stand in a few articles and say something, and the bias."""
    known = [row for row in rows if label(row) is not None]
    counts: dict[str, int] = {}
    for row in known:
        for term in row.terms:
            counts[term] = counts.get(term, 0) + 1
    names = sorted(term for term, count in counts.items() if count >= _LEAST)
    columns = {name: at for at, name in enumerate(names)}
    model = LogisticRegression(C=_C, max_iter=3000)
    model.fit(
        _matrix(known, columns),
        np.array([label(row) for row in known]),
        sample_weight=np.array([weight(row) for row in known]),
    )
    found = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 3)} | {n: w for n, w in found.items() if w}


def _matrix(rows: Iterable[Bag], columns: Mapping[str, int]) -> csr_matrix:
    data, indices, starts = [], [], [0]
    for row in rows:
        own = sorted(columns[term] for term in row.terms if term in columns)
        indices += own
        data += [LENGTH / max(1, len(own)) ** 0.5] * len(own)
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(starts) - 1, len(columns)))


def cross_fitted(
    rows: Sequence[Each], label: Callable[[Each], bool | None], weight: Callable[[Each], float]
) -> list[float]:
    """Each row's score by words that were fitted without its part of the groups."""
    parts = [zlib.crc32(f"words {row.group}".encode()) % _PARTS for row in rows]
    found = [0.0] * len(rows)
    for part in range(_PARTS):
        others = [row for row, its in zip(rows, parts, strict=True) if its != part]
        weights = fit(others, label, weight)
        for at, row in enumerate(rows):
            if parts[at] == part:
                found[at] = log_odds(row.terms, weights)
    return found
