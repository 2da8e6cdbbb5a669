"""Texts without a name that was erased."""

from __future__ import annotations

import pytest

from storage.masking import masked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Roestopped, they said.", "█████stopped, they said."),
        ("he saidRoe. ROE ran.", "he said█████ ran."),
        ("A friend saw John Roeturn.", "A friend saw █████turn."),
        ("Ann Roebuck was in Roeville.", "Ann Roebuck was in Roeville."),
    ],
)
def test_a_name_run_into_its_neighbours_goes_and_other_names_stay(text: str, left: str) -> None:
    assert masked(text, ["John Roe"]) == left
