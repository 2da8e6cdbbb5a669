"""Whether articles were brought together rightly, against labelled clusters: pure counting.

Clusters are scored by B-cubed with the extension to overlapping clusters of Amigó et al., "A
comparison of extrinsic clustering evaluation metrics", Information Retrieval 12 (2009), since an
article may be about several incidents.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from casebook.rates import Counts, f_measure, rounded


def score_clusters(
    gold: Mapping[str, frozenset[str]], ours: Mapping[str, frozenset[str]]
) -> dict[str, Any]:
    """Labelled against found clusters.

    ``gold``: article → its incidents (empty: a distractor); ``ours``: article → the incidents
    we put it in (absent or empty: none, which counts as an incident of its own).
    """
    items = sorted(article for article, labels in gold.items() if labels)
    found = {a: ours.get(a) or frozenset({f"alone:{a}"}) for a in gold}
    precision, recall = b_cubed(items, found, gold), b_cubed(items, gold, found)
    pairs = _pair_counts(items, found, gold)
    return {
        "articles": len(items),
        "incidents": len({label for labels in gold.values() for label in labels}),
        "found": len({c for a in items for c in found[a]}),
        "b3_precision": rounded(precision),
        "b3_recall": rounded(recall),
        "b3_f1": rounded(f_measure(precision, recall)),
        "pairwise": pairs.as_json(),
        "false_merges": _torn(items, found, gold),
        "false_splits": _torn(items, gold, found),
        "strangers": sum(bool(ours.get(a)) for a, labels in gold.items() if not labels),
        "strangers_in_company": _strangers_in_company(gold, ours),
    }


def b_cubed(
    items: Sequence[str],
    left: Mapping[str, frozenset[str]],
    right: Mapping[str, frozenset[str]],
) -> float:
    """Multiplicity B-cubed precision of ``left`` against ``right`` (swap them for recall)."""
    members: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for cluster in sorted(left[item]):
            members[cluster].append(item)
    total = 0.0
    for item in items:
        company = {other for cluster in left[item] for other in members[cluster]}
        shares = [
            min(len(left[item] & left[other]), len(right[item] & right[other]))
            / len(left[item] & left[other])
            for other in company
        ]
        total += sum(shares) / len(shares)
    return total / len(items) if items else math.nan


def _pair_counts(
    items: Sequence[str], found: Mapping[str, frozenset[str]], gold: Mapping[str, frozenset[str]]
) -> Counts:
    pairs = {name: _pairs(items, clusters) for name, clusters in (("found", found), ("gold", gold))}
    both = len(pairs["found"] & pairs["gold"])
    return Counts(both, len(pairs["found"]) - both, len(pairs["gold"]) - both)


def _pairs(items: Sequence[str], clusters: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for cluster in clusters[item]:
            members[cluster].append(item)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def _torn(
    items: Sequence[str], left: Mapping[str, frozenset[str]], right: Mapping[str, frozenset[str]]
) -> int:
    """How many clusters of ``left`` hold articles that no cluster of ``right`` holds together."""
    members: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for cluster in left[item]:
            members[cluster].append(item)
    return sum(not frozenset.intersection(*(right[a] for a in group)) for group in members.values())


def _strangers_in_company(
    gold: Mapping[str, frozenset[str]], ours: Mapping[str, frozenset[str]]
) -> int:
    """Distractors that stand in an incident together with other articles."""
    sizes = Counter(cluster for a in gold for cluster in ours.get(a, ()))
    return sum(
        any(sizes[cluster] > 1 for cluster in ours.get(a, ()))
        for a, labels in gold.items()
        if not labels
    )
