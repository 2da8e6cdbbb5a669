"""What is passed over at a glance is no edge, and most of what is none is passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import compare, glances, linkable
from pipeline.compare import Model
from pipeline.glances import Glance, InMemory
from pipeline.linkable import Linkable
from tests.pipeline.linking import DAY, person, report
from tests.pipeline.test_vectors import TEXTS, reports

MODEL = Model.load()
SCREEN = glances.screen(MODEL)


def is_let_through(one: Linkable, other: Linkable) -> bool:
    return SCREEN.lets_through(glances.of(one), glances.of(other))


@settings(max_examples=50, deadline=None)
@given(st.lists(reports(), min_size=2, max_size=9))
def test_no_edge_is_passed_over(known: list[Linkable]) -> None:
    known = [replace(one, anchor=f"r{at:02}") for at, one in enumerate(known)]
    for at, left in enumerate(known):
        for right in known[at + 1 :]:
            if compare.edge_worth_keeping(left, right, MODEL) is not None:
                assert is_let_through(left, right)
                assert is_let_through(right, left)


@settings(max_examples=50, deadline=None)
@given(st.lists(reports(), min_size=2, max_size=9))
def test_of_one_person_each_nothing_else_is_let_through(known: list[Linkable]) -> None:
    known = [
        replace(
            one,
            anchor=f"r{at:02}",
            article_key=f"a{at}",
            victims=one.victims[:1] or report("x").victims,
            people_hit_min=1,
            others=(),
            terms=one.terms or report("x", text=TEXTS[0]).terms,
        )
        for at, one in enumerate(known)
    ]
    for at, left in enumerate(known):
        for right in known[at + 1 :]:
            if is_let_through(left, right):
                assert compare.edge(left, right, MODEL).score >= MODEL.floor - 0.01


class Unread(InMemory):
    """Nobody may ask for its texts."""

    def sketch(self) -> tuple[int, ...]:
        raise AssertionError


def test_texts_are_not_asked_for_where_facts_tell_the_two_apart() -> None:
    new = report("new", person(None, 31))
    far = report("far", person(None, 62), day=DAY - timedelta(9000))
    far = replace(far, state="HI", state_stated=True, cities=("Hilo",))
    unread = Glance(linkable.to_json(far), Unread(far))
    assert not SCREEN.lets_through(glances.of(new), unread)
