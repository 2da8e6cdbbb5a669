"""Texts end to end are the texts that came in, in their order and each under one number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.columns import texts
from pipeline.columns.texts import TextCoder, Texts

ANY = st.text(st.characters(exclude_categories=()), max_size=40)
SOME = st.lists(ANY | st.sampled_from(("Reno", "Reno\0", "R", "", "urn:row")), max_size=30)


@given(SOME)
def test_what_came_in_comes_out(told: list[str]) -> None:
    found = Texts.of(told)
    assert list(found) == told == [found[at] for at in range(len(told))]
    turned = np.arange(len(told))[::-1]
    assert found.told(turned) == list(found.at(turned)) == list(found[::-1]) == told[::-1]
    assert list(found.at(turned[:1]).alone()) == told[-1:]
    assert [told[at] for at in found.order().tolist()] == sorted(told)
    with_it = [at for at, text in enumerate(told) if text.startswith("urn:")]
    assert found.beginning_with("urn:").tolist() == with_it


@given(SOME)
def test_each_text_has_one_number(told: list[str]) -> None:
    coder = TextCoder()
    coder.take(told[:7])
    coder.take(told[7:])
    column = coder.done()
    assert [column.values[code] for code in column.codes.tolist()] == told
    assert len(set(column.values)) == len(column.values)
    assert not column.values[0]


def test_texts_of_one_hash_are_still_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "hash", len, raising=False)
    coder = TextCoder()
    coder.take(["Reno", "Elko", "Reno", "Ely"])
    column = coder.done()
    assert column.codes.tolist() == [1, 2, 1, 3]
    assert list(column.values) == ["", "Reno", "Elko", "Ely"]
