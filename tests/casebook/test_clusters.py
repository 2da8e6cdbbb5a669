"""What stands together rightly is counted as the literature counts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.clusters import b_cubed, score_clusters


def sets(**clusters: str) -> dict[str, frozenset[str]]:
    return {item: frozenset(labels.split()) for item, labels in clusters.items()}


def test_b_cubed_of_the_textbook_example() -> None:
    """Bagga and Baldwin 1998, first response: precision 16/21, recall 1."""
    gold = sets(**{str(i): "a" for i in range(1, 6)}, **{"6": "b", "7": "b"})
    gold |= sets(**{str(i): "c" for i in range(8, 13)})
    found = sets(**{str(i): "x" for i in range(1, 6)}) | sets(**{str(i): "y" for i in range(6, 13)})
    items = sorted(gold)
    assert b_cubed(items, found, gold) == pytest.approx(0.762, abs=0.001)
    assert b_cubed(items, gold, found) == 1.0


def test_a_false_merge_a_split_and_a_stranger_are_counted() -> None:
    gold = sets(a="I1", b="I1", c="I2", d="I2", e="")
    found = sets(a="x", b="x", c="x", d="y", e="y")
    counts = score_clusters(gold, found)
    assert counts["false_merges"] == 1
    assert counts["false_splits"] == 1
    assert (counts["strangers"], counts["strangers_in_company"]) == (1, 1)
    assert counts["pairwise"]["tp"] == 1


def test_an_article_about_two_incidents_is_no_false_merge() -> None:
    gold = sets(a="I1", b="I1 I2", c="I2")
    counts = score_clusters(gold, sets(a="x", b="x y", c="y"))
    assert counts["false_merges"] == counts["false_splits"] == 0
    assert counts["b3_f1"] == 1.0


def test_an_article_we_placed_nowhere_stands_alone() -> None:
    counts = score_clusters(sets(a="I1", b="I1"), sets(a="x"))
    assert counts["b3_precision"] == 1.0
    assert counts["b3_recall"] == 0.5


@given(st.dictionaries(st.integers(0, 30).map(str), st.integers(0, 5).map(str), min_size=1))
def test_a_perfect_answer_scores_one(labels: dict[str, str]) -> None:
    gold = {item: frozenset({label}) for item, label in labels.items()}
    counts = score_clusters(gold, gold)
    assert counts["b3_f1"] == 1.0
    assert counts["false_merges"] == counts["false_splits"] == 0


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30),
)
def test_precision_of_one_side_is_recall_of_the_other(pairs: list[tuple[int, int]]) -> None:
    left = {str(i): frozenset({str(a)}) for i, (a, _) in enumerate(pairs)}
    right = {str(i): frozenset({str(b)}) for i, (_, b) in enumerate(pairs)}
    items = sorted(left)
    assert 0 < b_cubed(items, left, right) <= 1
    counts = score_clusters(left, right)
    assert counts["b3_precision"] == pytest.approx(b_cubed(items, right, left), abs=0.0001)
