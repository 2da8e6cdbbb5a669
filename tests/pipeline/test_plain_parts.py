"""What is decided in columns is what is decided join by join, to the last word."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import resolve
from pipeline.columns import pairs, plain_parts, vectors
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.records import Judgement, Resolution, Verdict
from tests.pipeline.linking import DAY, person, report
from tests.pipeline.test_vectors import reports

MODEL = Model.load()
NOW = datetime(2027, 3, 1, tzinfo=UTC)
PEOPLE = (
    "Dana Whitt", "Dana Lee Whitt", "Danah Whitt", "Dana Whitt Jr.", "Leslie Orr", "Lesley Orr",
    "Xavier Prochniewski", None, None, None,
)  # fmt: skip


@pytest.fixture(autouse=True)
def always_in_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "_FEW", 0)


def join_by_join(
    known: Sequence[Linkable], words: Sequence[Judgement], model: Model = MODEL
) -> Resolution:
    found = resolve.resolve(known, words, model)
    by_anchor = {one.anchor: one for one in known}
    parts = [
        resolve.cluster([by_anchor[anchor] for anchor in anchors], edges, own, model)
        for anchors, edges, own in resolve.split(by_anchor, tuple(found.edges), words)
    ]
    return resolve.gathered(found.edges, None, parts)


def words_on(known: Sequence[Linkable], dice: random.Random, count: int) -> list[Judgement]:
    ends = [sorted(dice.sample([one.anchor for one in known], 2)) for _ in range(count)]
    return [
        Judgement(left, right, dice.choice(list(Verdict)), "kim", NOW + timedelta(at))
        for at, (left, right) in enumerate(ends)
    ]


@st.composite
def towns_talk(draw: st.DrawFn) -> list[Linkable]:
    """Reports of a few incidents in one or two towns, near enough to be taken for each other."""
    size = draw(st.integers(2, 24))
    return [
        report(
            f"r{at:02}",
            *[
                person(name, draw(st.sampled_from((31, 31, 32, 40, None))))
                for name in draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2))[
                    : 1 + (at % 5 == 0)
                ]
            ],
            day=DAY + timedelta(draw(st.sampled_from((0, 0, 0, 1, 3, 40)))),
            city=draw(st.sampled_from(("Columbus", "Columbus", "Reno"))),
        )
        for at in range(size)
    ]


@settings(max_examples=150, deadline=None)
@given(towns_talk(), st.randoms(use_true_random=False), st.integers(0, 2))
def test_a_town_s_incidents_are_the_same(
    known: list[Linkable], dice: random.Random, spoken: int
) -> None:
    words = words_on(known, dice, spoken)
    assert resolve.resolve(known, words, MODEL) == join_by_join(known, words)


@settings(max_examples=50, deadline=None)
@given(st.lists(reports(), min_size=2, max_size=20))
def test_whatever_reports_tell(known: list[Linkable]) -> None:
    known = [replace(one, anchor=f"r{at:02}") for at, one in enumerate(known)]
    eager = replace(MODEL, join=-1.0, join_unnamed=-1.0, mean=-2.0, margin=0.5)
    for model in (MODEL, eager):
        assert resolve.resolve(known, (), model) == join_by_join(known, (), model)


def test_plain_incidents_are_not_left_to_be_asked_join_by_join() -> None:
    known = [
        report(f"{city}-{at}", person(name if at else None, 31), day=DAY, city=city)
        for city, name in (("Columbus", "Dana Whitt"), ("Reno", "Xavier Prochniewski"))
        for at in range(4)
    ]
    edges = vectors.edges(known, pairs.row_pairs(known), MODEL)
    clusters, rest = plain_parts.form(edges, (), MODEL)
    assert [len(cluster.members) for cluster in clusters] == [4, 4]
    assert not rest


def test_incidents_in_columns_are_told_one_by_one_and_some_at_once() -> None:
    known = [
        report(f"{n:02}-{at}", person(f"{given} Whitt", 31), day=DAY + timedelta(9 * n))
        for n, given in enumerate(("Dana", "Xavier", "Leslie", "Bobby"))
        for at in range(3)
    ]
    known += [report("01-x", day=DAY + timedelta(13)), report("09-x", day=DAY)]
    found = resolve.resolve(known, (), MODEL).clusters
    every = list(found)
    assert len(every) == len(found) > 4
    assert [found[at] for at in range(len(found))] == every
    assert [found[at] for at in range(-len(found), 0)] == every
    assert [list(found[at:][::2]) for at in (0, 3)] == [every[::2], every[3::2]]
    firsts = [min(member.anchor for member in one.members) for one in every]
    assert firsts == sorted(firsts)
