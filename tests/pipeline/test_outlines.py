"""What is passed over by its outline is no edge, and most of what is none is passed over."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import compare, syndication
from pipeline.columns import outlined
from pipeline.columns.outlines import low_bytes, outline
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.records import DateRange
from tests.pipeline.linking import DAY, person, report
from tests.pipeline.test_vectors import NAMES, PLACES, WORDS, reports

MODEL = Model.load()
SCREEN = outlined.screen(MODEL)


def assert_none_is_passed_over(known: list[Linkable]) -> None:
    told = [outline(one) for one in known]
    for at, one in enumerate(known):
        most = SCREEN.most(told[at], told).tolist()
        for other, bits in zip(known, most, strict=True):
            if other is not one:
                assert compare.edge(one, other, MODEL).score <= bits / 100


@settings(max_examples=100, deadline=None)
@given(st.lists(reports(), min_size=2, max_size=9))
def test_no_sum_is_more_than_outlines_leave_open(known: list[Linkable]) -> None:
    assert_none_is_passed_over([replace(one, anchor=f"r{at}") for at, one in enumerate(known)])


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6))
def test_names_that_may_be_one_are_not_passed_over(told: list[str]) -> None:
    assert_none_is_passed_over([report(f"r{at}", person(name)) for at, name in enumerate(told)])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=6))
def test_names_of_any_letters_may_be_one(told: list[tuple[str, str]]) -> None:
    names = [" ".join(words).title() for words in told]
    turned = [" ".join(reversed(words)).title() for words in told]
    bare = [word.title() for words in told for word in words]
    known = [person(name) for name in (*names, *turned, *bare)]
    assert_none_is_passed_over([report(f"r{at}", shot) for at, shot in enumerate(known)])


@given(WORDS, st.sampled_from(("de", "la", "van", "santa", "mac", "ter")), st.data())
def test_words_that_differ_by_a_little_may_be_one(
    word: str, particle: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word)))
    others = [particle + word, word[:at] + word[at + 1 :], word[:at] + "e" + word[at:]]
    names = [f"Dana {other.title()}" for other in (word, *others) if len(other) > 1]
    assert_none_is_passed_over([report(f"r{at}", person(n)) for at, n in enumerate(names)])


@given(st.lists(PLACES, min_size=2, max_size=6))
def test_towns_that_may_be_near_are_not_passed_over(told: list[tuple[str, str | None]]) -> None:
    assert_none_is_passed_over(
        [report(f"r{at}", city=city, state=state) for at, (city, state) in enumerate(told)]
    )


def test_strangers_of_one_week_and_state_are_passed_over() -> None:
    new = report("new", person("Dana Whitcombe", 31))
    far = report("far", person("Luis Orr", 62), city="Toledo")
    later = replace(report("later", person(None, 45)), dates=(DateRange.day(DAY.replace(day=28)),))
    named = report("named", person("Otis Pruitt", 62))
    again = report("again", person("Dana Whitcomb", 31))
    told = [outline(one) for one in (far, later, named, again)]
    assert SCREEN.held_against(outline(new), told)[0] == [False, False, False, True]


def test_near_copies_are_told_by_what_outlines_keep_of_sketches() -> None:
    words = [f"word{at}" for at in range(80)]
    other = [f"other{at}" for at in range(80)]
    texts = (words, [*words[:-4], *other[:4]], [*words[:20], *other[20:]], other)
    sketches = [syndication.signature(" ".join(text)) for text in texts]
    told = [outline(report(f"r{at}", signature=own)) for at, own in enumerate(sketches)]
    _, copies = SCREEN.held_against(told[0], told[1:], 0.5)
    assert copies == [True, False, False]
    known = dict(enumerate(told))
    assert outlined.alike(known, [low_bytes(sketches[0])], 0.5) == {0, 1}
    assert outlined.alike(known, map(low_bytes, sketches[2:]), 0.5) >= {2, 3}
