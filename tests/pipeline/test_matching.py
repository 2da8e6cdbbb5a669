"""Two lists of people, linked one to one, or left open."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import matching
from pipeline.compare import Model

MODEL = Model.load()
TOBIAS: dict[str, Any] = {
    "name": "Tobias Wrenfield", "incident_date": "2026-02-25", "city": "Ashport", "state": "OH",
    "age": 34, "gender": "male", "fatal": True,
}  # fmt: skip


def linked(theirs: list[dict[str, Any]], ours: list[dict[str, Any]], **more: Any) -> Any:
    return matching.match(
        [matching.person(f"t{at}", row) for at, row in enumerate(theirs)],
        [matching.person(f"o{at}", row) for at, row in enumerate(ours)],
        MODEL,
        **more,
    )


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"name": "Tobyas Wrenfield"},
        {"name": "Tobias J. Wrenfield Jr."},
        {"name": None},
        {"incident_date": "2026-02-24"},
        {"age": 35, "city": "Ashport Township"},
        {"city": None},
    ],
)
def test_one_person_in_two_lists(other: dict[str, Any]) -> None:
    found = linked([{**TOBIAS, **other}], [TOBIAS, {**TOBIAS, "name": "Ada Quill", "age": 20}])
    assert [(item.theirs, item.ours) for item in found.matches] == [("t0", "o0")]
    assert found.matches[0].evidence


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Ada Quill"},
        {"name": "Tobias Quill", "city": "Fallow"},
        {"name": None, "incident_date": "2025-02-25"},
        {"state": "TX", "city": "Fallow", "incident_date": "2021-02-25", "age": 60},
    ],
)
def test_two_people_in_two_lists(other: dict[str, Any]) -> None:
    assert linked([{**TOBIAS, **other}], [TOBIAS]).matches == ()


def test_a_row_that_could_be_either_of_two_is_left_open() -> None:
    unnamed = {**TOBIAS, "name": None, "age": None}
    found = linked([unnamed], [TOBIAS, {**TOBIAS, "name": "Ada Quill", "gender": "male"}])
    assert found.matches == ()
    assert [item.ours for item in found.unclear["t0"]] == ["o0", "o1"]


def test_nobody_is_linked_twice() -> None:
    found = linked([TOBIAS, {**TOBIAS, "name": "Toby Wrenfield"}], [TOBIAS])
    assert len(found.matches) == 1


def test_what_people_ruled_out_stays_apart() -> None:
    assert linked([TOBIAS], [TOBIAS], apart={("t0", "o0")}).matches == ()
