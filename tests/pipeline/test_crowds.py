"""Crowds: what an incident costs grows with its stories, and what becomes of it stays the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import resolve
from pipeline.candidates import pairs as pairs_of
from pipeline.columns import pairs
from pipeline.compare import Model
from pipeline.linking import crowds
from pipeline.linking.linkable import Linkable
from pipeline.records import Resolution
from tests.pipeline.linking import DAY, person, report
from tests.pipeline.test_resolve import newsroom, said

MODEL = Model.load()


def told_often(size: int, seed: int = 5) -> list[Linkable]:
    """Stories of one incident: a third names nobody, and each leaves something out."""
    dice = random.Random(seed)
    return [
        report(
            f"{dice.randrange(16**8):08x}",
            person(
                dice.choice(("Dana Whitt", "Dana Whitt", "Dana Lee Whitt", None)),
                dice.choice((31, 31, None)),
            ),
            day=dice.choice((DAY, DAY, DAY, DAY + timedelta(1), None)),
            after=dice.choice((0, 1, 2, 9, 40)),
            city=dice.choice(("Fairmont", "Fairmont", None)),
        )
        for _ in range(size)
    ]


def compared(known: Sequence[Linkable], followers: frozenset[str]) -> set[tuple[str, str]]:
    ordered = sorted(known, key=lambda one: one.anchor)
    return {
        (ordered[left].anchor, ordered[right].anchor)
        for lefts, rights in pairs.row_pairs(ordered, followers)
        for left, right in zip(lefts.tolist(), rights.tolist(), strict=True)
    }


def incidents(found: Resolution) -> set[frozenset[str]]:
    return {frozenset(one.anchor for one in cluster.members) for cluster in found.clusters}


def test_pairs_grow_with_the_stories_and_not_with_their_pairs() -> None:
    counts = [
        sum(len(left) for left, _ in pairs.row_pairs(known, crowds.followers(known)))
        for known in (told_often(size) for size in (500, 1000, 2000))
    ]
    for fewer, more in pairwise(counts):
        assert more < 2.5 * fewer  # all pairs would be four times as many


def test_very_many_stories_are_one_incident_and_each_says_why() -> None:
    found = resolve.resolve(told_often(300), (), MODEL)
    cluster = max(found.clusters, key=lambda one: len(one.members))
    assert len(cluster.members) > 280  # a few tell too little
    kept = {(edge.left, edge.right) for edge in found.edges}
    for member in cluster.members[1:]:
        assert member.via
        assert (min(member.anchor, member.via), max(member.anchor, member.via)) in kept


def test_few_are_all_compared() -> None:
    known = [report(f"a{n}", person("Dana Whitt", 31)) for n in range(crowds.STANDING)]
    assert not crowds.followers(known)


def test_those_that_tell_another_name_town_or_day_are_no_crowd() -> None:
    known = [
        report(f"{n}-{at}", person(name), day=DAY + timedelta(days), city=city)
        for at, (name, days, city) in enumerate(
            ((None, 0, "Reno"), (None, 1, "Reno"), (None, 0, "Sparks"), ("Dana Whitt", 0, "Reno"))
        )
        for n in range(crowds.STANDING)
    ]
    assert not crowds.followers(known)


def test_one_more_takes_the_place_of_one() -> None:
    known = [report(f"b{n}", person("Dana Whitt")) for n in range(20)]
    before = crowds.followers(known)
    after = crowds.followers([*known, report("a", person("Dana Whitt"))])
    assert before < after
    assert len(after - before) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_two_that_follow_are_not_compared(seed: int) -> None:
    known = newsroom(seed, 30)
    dice = random.Random(seed)
    followers = frozenset(one.anchor for one in known if dice.random() < 0.5)
    every = compared(known, frozenset())
    wanted = {two for two in every if not followers.issuperset(two)}
    assert compared(known, followers) == wanted
    assert {(a.anchor, b.anchor) for a, b in pairs_of(known, followers)} == wanted


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_the_known_are_not_compared_again(seed: int) -> None:
    known = sorted(newsroom(seed, 30), key=lambda one: one.anchor)
    dice = random.Random(seed)
    followers, old = (
        frozenset(one.anchor for one in known if dice.random() < 0.5) for _ in range(2)
    )
    found = {
        (known[left].anchor, known[right].anchor)
        for lefts, rights in pairs.row_pairs(known, followers, known=old)
        for left, right in zip(lefts.tolist(), rights.tolist(), strict=True)
    }
    assert found == {two for two in compared(known, followers) if not old.issuperset(two)}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from((1, 2, 3)))
def test_crowds_are_resolved_alike_in_columns_and_two_by_two(seed: int, standing: int) -> None:
    known = newsroom(seed, 40)
    words = said(seed, known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crowds, "STANDING", standing)
        slow = resolve.resolve(known, words, MODEL)
        patch.setattr(resolve, "_FEW", 0)
        assert resolve.resolve(known, words, MODEL) == slow


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_a_large_crowd_is_resolved_alike_in_columns(seed: int) -> None:
    known = told_often(45, seed)
    slow = resolve.resolve(known, (), MODEL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolve, "_FEW", 0)
        assert resolve.resolve(known, (), MODEL) == slow
        patch.setattr(crowds, "STANDING", 1000)
        assert incidents(resolve.resolve(known, (), MODEL)) == incidents(slow)
