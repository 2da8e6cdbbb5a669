"""The traps as whole stories: written, read by the reader, resolved, and held to their labels."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from casebook.evaluate import evaluate
from pipeline.records import Scope

GOLD = Path(__file__).parents[1] / "gold" / "coverage.jsonl"


def test_no_false_merge_no_stranger_and_nine_in_ten_true_links() -> None:
    """Every trap of ``tests/gold/README.md``: 133 articles on 26 incidents, 40 distractors."""
    evaluation = evaluate(GOLD, scope=Scope.POLICE, now=datetime(2026, 7, 1, tzinfo=UTC))
    found = evaluation.clusters
    assert len(evaluation.torn) == found["false_splits"]
    assert found["false_merges"] == 0
    assert found["strangers_in_company"] == 0
    assert found["strangers"] == 0
    assert found["pairwise"]["fp"] == 0
    assert found["pairwise"]["recall"] >= 0.9
