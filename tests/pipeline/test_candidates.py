"""Blocking: those who may belong together meet, and the rest never do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.candidates import keys, pairs, parts
from pipeline.columns.pairs import row_pairs
from pipeline.linking.linkable import Linkable
from tests.pipeline.linking import DAY, person, report


def met(left: Linkable, right: Linkable) -> bool:
    """Whether keys that are numbers say so, too."""
    return any(rows.tolist() == [0] for rows, _ in row_pairs([left, right]))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (report("a"), report("b", day=DAY + timedelta(2))),  # one state, days apart
        (report("a", state=None), report("b", state=None)),  # no state
        (report("a", day=None), report("b")),  # undated, published at once
        (
            report("a", person("Dana Whitt")),  # a verdict, years later, elsewhere
            report("b", person("Dana Lee Whitt"), day=None, after=900, state=None, city=None),
        ),
        (
            report("a", person("Bobby Tillerman")),
            report("b", person("Robert Tillerman"), day="2023"),
        ),
        (
            report("a", city=None, state=None, text="a machete near the doorbell of Sagebrush Inn"),
            report("b", text="the sagebrush inn and its doorbell, the machete"),
        ),
        (
            report("a", person("Phan Minh Tam")),  # surname first
            report("b", person("Tam Minh Phan"), day=DAY + timedelta(30), state=None),
        ),
        (
            report("a", person(None, 45)),  # a plea in the next year, told without a day
            report("b", person("Dana Whitt", 45), day=None, after=300),
        ),
        (
            report("a", person(None, 45), city="Mannington", counties=("Marion County",)),
            report("b", person(None, 45), counties=("Marion County",), day=None, after=300),
        ),
        (
            report("a", place="the 2300 block of Spain Street"),
            report("b", place="2323 Spain St.", day=DAY + timedelta(9)),
        ),
        (
            report("a", events=("marigold",)),  # a survivor's story, told at home
            report("b", events=("marigold",), day=None, after=900, state=None, city=None),
        ),
        (
            report("a", city=None, state=None, counties=("Marion County",)),
            report("b", counties=("Marion County",)),
        ),
    ],
)
def test_they_meet(left: Linkable, right: Linkable) -> None:
    assert keys(left) & keys(right)
    assert met(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (report("a"), report("b", day=DAY + timedelta(30))),
        (report("a", city="Fairmont"), report("b", city="Reno", state="NV")),
        (
            report("a", person("Dana Whitt")),
            report("b", person("Leslie Orr"), day="2019-03-02", city="Reno", state="NV"),
        ),
        (
            report("a", person(None, 45)),
            report("b", person("Dana Whitt", 47), day=None, after=300),
        ),
        (
            report("a", person(None, 45)),  # three years on: more than one may have been that old
            report("b", person("Dana Whitt", 45), day=None, after=1100),
        ),
        (
            report("a", person(None, 45), city="Chicago", state="IL"),
            report("b", person("Dana Whitt", 45), city="Chicago", state="IL", day=None, after=300),
        ),
    ],
)
def test_they_do_not_meet(left: Linkable, right: Linkable) -> None:
    assert not keys(left) & keys(right)
    assert not met(left, right)


def test_each_pair_comes_once_in_order() -> None:
    reports = [report(anchor, person("Dana Whitt")) for anchor in "cab"]
    found = [(left.anchor, right.anchor) for left, right in pairs(reports)]
    assert sorted(found) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_reports_that_share_nothing_cost_nothing() -> None:
    reports = [report(f"r{n:03}", day=DAY + timedelta(20 * n)) for n in range(300)]
    assert list(pairs(reports)) == []


def test_parts_are_the_connected_ones() -> None:
    assert parts("abcde", [("d", "b"), ("b", "a")]) == {
        "a": ("a", "b", "d"),
        "c": ("c",),
        "e": ("e",),
    }
