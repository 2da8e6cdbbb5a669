"""A report as it is kept beside the whole, and what is read of it by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from pipeline.linking import linkable
from pipeline.linking.linkable import Linkable
from storage import reports
from storage.columns import as_json
from tests.pipeline.test_vectors import reports as invented

_ODD = 'Ada ",\\"signature\\":[1] Quill'


@settings(max_examples=60, deadline=None)
@given(invented())
def test_the_sketch_is_read_by_itself(one: Linkable) -> None:
    one = replace(one, anchor="a", place=_ODD, outlet=',"terms":[', fingerprint="f")
    text = as_json(linkable.to_json(one))
    assert reports.reduced(text) == one
    assert reports.sketch(text) == one.signature


@pytest.mark.parametrize("words", [{}, {"signature": (3, 4)}, {"terms": (("knife", 0.5),)}])
def test_the_sketch_where_some_words_are_missing(words: dict[str, tuple[object, ...]]) -> None:
    one = replace(Linkable(anchor="a", article_key="b", place=_ODD), **words)
    assert reports.sketch(as_json(linkable.to_json(one))) == one.signature
