"""Reports in columns are the reports they were made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.columns import many
from pipeline.columns.many import Many
from pipeline.linking import crowds
from pipeline.linking.linkable import Linkable
from tests.pipeline.linking import DAY, person, report
from tests.pipeline.test_vectors import reports


@settings(max_examples=50, deadline=None)
@given(st.lists(reports(), max_size=9), st.integers(1, 4))
def test_columns_give_back_what_they_were_made_of(known: list[Linkable], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "_AT_ONCE", at_once)
        made = Many.of(iter(known))
        assert list(made) == known
    assert [made[row] for row in range(len(known))] == known
    turned = np.arange(len(known))[::-1]
    assert list(made.at(turned)) == known[::-1]
    assert made.each(turned) == known[::-1]


@settings(max_examples=50, deadline=None)
@given(st.lists(reports(), min_size=1, max_size=9))
def test_what_is_asked_of_all_is_what_each_says(known: list[Linkable]) -> None:
    made = Many.of(known)
    assert made.named.tolist() == [one.named for one in known]
    assert made.single.tolist() == [one.single for one in known]
    fields = (made.alike(("state", "cities"), ("name", "forms")) == made.alike(
        ("state", "cities"), ("name", "forms"))[0]).tolist()  # fmt: skip
    assert fields == [told(one) == told(known[0]) for one in known]


def told(one: Linkable) -> object:
    return one.state, one.cities, [(shot.name, shot.forms) for shot in one.victims]


def test_the_same_follow_in_columns() -> None:
    named = [report(f"a{n:02}", person("Dana Whitt"), day=DAY) for n in range(9)]
    turned = [
        report(f"b{n:02}", *people, day=DAY)
        for n in range(8)
        for people in [(person("Leslie Orr"), person("Ada Brandt"))[:: 1 - 2 * (n % 2)]]
    ]
    nameless = [report(f"c{n:02}", day=DAY) for n in range(8)]
    known = [*named, *turned, *nameless, report("d")]
    assert crowds.followers(Many.of(known).in_company(crowds.STANDING)) == crowds.followers(known)
    assert len(crowds.followers(known)) > 3
