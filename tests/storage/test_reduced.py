"""What of a report is compared first is the whole of it but for its words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from pipeline import linkable, traits
from pipeline.linkable import Linkable
from storage import reports
from storage.columns import as_json
from tests.pipeline.test_vectors import reports as invented

_ODD = 'Ada ",\\"signature\\":[1] Quill'


@settings(max_examples=60, deadline=None)
@given(invented())
def test_facts_are_all_but_the_words(one: Linkable) -> None:
    one = replace(one, anchor="a", place=_ODD, outlet=',"terms":[', fingerprint="f")
    text = as_json(linkable.to_json(one))
    assert reports.reduced(text) == one
    assert reports.sketch(text) == one.signature
    found = reports.glance(text).kept
    bare = replace(one, signature=(), terms=())
    assert found.whole() == replace(bare, fingerprint=found.whole().fingerprint)
    assert found.sketch() == one.signature
    assert found.words() == traits.thousandths(one.terms)


@pytest.mark.parametrize("words", [{}, {"signature": (3, 4)}, {"terms": (("knife", 0.5),)}])
def test_facts_where_some_words_are_missing(words: dict[str, tuple[object, ...]]) -> None:
    one = replace(Linkable(anchor="a", article_key="b", place=_ODD), **words)
    text = as_json(linkable.to_json(one))
    found = reports.glance(text).kept
    assert found.whole() == Linkable(anchor="a", article_key="b", place=_ODD)
    assert found.words() == traits.thousandths(one.terms)
    assert reports.sketch(text) == one.signature
