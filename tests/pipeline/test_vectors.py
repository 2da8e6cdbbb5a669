"""Comparing many at once gives what comparing two gives, to the last bit and word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import compare
from pipeline.columns import vectors, views
from pipeline.columns.edges import Weights
from pipeline.columns.many import Many
from pipeline.columns.name_screen import NameScreen
from pipeline.columns.spellings import Words
from pipeline.columns.sums import kept, vetoed
from pipeline.columns.towns import Towns
from pipeline.compare import Model
from pipeline.linking import place_traits
from pipeline.linking.linkable import Linkable, Shot
from pipeline.naming import name_comparison, name_spelling
from pipeline.records import DateRange, FiredBy
from pipeline.syndication import SIGNATURE_LENGTH
from tests.pipeline.linking import DAY, person, report

MODEL = Model.load()
NAMES = (
    "Dana Whitt", "Dana Lee Whitt", "Danah Whit", "Whitt Dana", "Dana Whitt Jr.", "Dana Whitt Sr.",
    "Whitt", "D. Whitt", "Tony Nguyen", "Thanh Nguyen", "Nguyen Van Thanh", "Bobby De La Cruz",
    "Robert Cruz", "Caitlin Delacruz", "Katelyn Kruz", 'Xavier "Zay" Prochniewski', "Leslie Orr",
)  # fmt: skip
DAYS = (DAY, DAY + timedelta(1), DAY + timedelta(3), DAY + timedelta(12), DAY + timedelta(500))
TEXTS = (
    "a machete near the doorbell of sagebrush inn", "the sagebrush inn and its doorbell",
    "a robbery at the lumber yard by the river",
)  # fmt: skip


def some(*values: object) -> st.SearchStrategy[tuple[object, ...]]:
    """None to two of them."""
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


def maybe(*values: object) -> st.SearchStrategy[object]:
    return st.none() | st.sampled_from(values)


@st.composite
def shots(draw: st.DrawFn) -> Shot:
    name = draw(maybe(*NAMES))
    low = draw(maybe(19, 20, 24, 40))
    return Shot(
        n=0,
        name=name,
        forms=draw(some(*NAMES)) if name else (),
        age_min=low,
        age_max=None if low is None else low + draw(st.sampled_from((0, 0, 9))),
        gender=draw(maybe("male", "female")),
        fatal=draw(maybe(True, False)),
    )


@st.composite
def stretches(draw: st.DrawFn) -> DateRange:
    first = draw(st.sampled_from(DAYS))
    return DateRange(first, first + timedelta(draw(st.sampled_from((0, 0, 0, 5, 29, 300)))))


def reports() -> st.SearchStrategy[Linkable]:
    sketch = st.tuples(st.integers(0, SIGNATURE_LENGTH), st.integers(1, 2)).map(
        lambda cut: (1,) * cut[0] + (cut[1],) * (SIGNATURE_LENGTH - cut[0])
    )
    return st.builds(
        Linkable,
        anchor=st.just(""),
        article_key=st.sampled_from([f"https://news.example/{n}" for n in range(9)]),
        published=maybe(*DAYS),
        victims=st.lists(shots(), max_size=3).map(tuple),
        people_hit_min=st.sampled_from((1, 1, 2, 3, 5, 12)),
        people_hit_max=maybe(1, 1, 3),
        dates=st.lists(stretches(), max_size=3, unique=True).map(tuple),
        cities=some("Columbus", "Bexley", "Reno", "St. Cloud", "Saint Cloud"),
        counties=some("Franklin County", "Licking"),
        state=maybe("OH", "OH", "NV"),
        state_stated=st.booleans(),
        place=maybe(
            "the 2300 block of Spain Street", "2323 Spain St.", "Elm Road", "Sagebrush Inn"
        ),
        events=some("marigold", "columbus club"),
        agencies=some("Columbus Police Department", "CPD", "Franklin County Sheriff's Office"),
        armed=maybe("firearm", "knife", "undetermined"),
        fired_by=st.sampled_from(FiredBy),
        others=some(*NAMES, "Chief Ada Brandt"),
        wire=maybe("Associated Press"),
        signature=st.just(()) | sketch,
        terms=maybe(*TEXTS).map(lambda text: report("a", text=text).terms if text else ()),
    )


def one_by_one(known: Sequence[Linkable]) -> list[compare.Edge]:
    found = [
        compare.edge(left, right, MODEL)
        for at, left in enumerate(known)
        for right in known[at + 1 :]
    ]
    return [edge for edge in found if edge.score >= MODEL.floor]


def at_once(known: Sequence[Linkable]) -> list[compare.Edge]:
    left, right = np.triu_indices(len(known), 1)
    return list(vectors.edges(known, [(left, right)], MODEL))


@settings(max_examples=25, deadline=None)
@given(st.lists(reports(), min_size=2, max_size=14))
def test_many_pairs_give_what_each_gives(known: list[Linkable]) -> None:
    known = [replace(one, anchor=f"r{at:02}") for at, one in enumerate(known)]
    slow, fast = one_by_one(known), at_once(known)
    assert [(e.left, e.right, e.score) for e in fast] == [(e.left, e.right, e.score) for e in slow]
    for one, other in zip(fast, slow, strict=True):
        assert one.evidence == other.evidence
        assert kept(one) == kept(other)
        assert vetoed(one) == other.vetoed


@settings(max_examples=50, deadline=None)
@given(st.lists(reports(), min_size=2, max_size=9))
def test_texts_are_looked_at_only_where_they_can_matter(known: list[Linkable]) -> None:
    known = [replace(one, anchor=f"r{at:02}") for at, one in enumerate(known)]
    each = [
        compare.edge_worth_keeping(right, left, MODEL)
        for at, left in enumerate(known)
        for right in known[at + 1 :]
    ]
    assert [edge for edge in each if edge] == one_by_one(known)


def test_a_trait_with_very_many_values_is_asked_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = [DAY + timedelta(n // 2) for n in range(30)]
    known = [
        report(f"r{at:02}", person(NAMES[at % 9], 20 + at), day=day, city=f"Town {at // 2}")
        for at, day in enumerate(days)
    ]
    dense = at_once(known)
    monkeypatch.setattr(views, "_DENSE", 2)
    assert at_once(known) == dense == one_by_one(known)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_names_called_apart_are_of_two_people(one: str, other: str) -> None:
    known = [report("a", person(one)), report("b", person(other))]
    screen = NameScreen(known)
    found = name_comparison.compare_written(one, other)
    for told in (screen.apart, screen.unlike):
        [apart] = told(np.array([0]), np.array([1])).tolist()
        assert not apart or found.verdict is name_comparison.NameVerdict.INCOMPATIBLE


WORDS = st.text("abcdehiklmnorsty", min_size=2, max_size=9)


@given(WORDS, WORDS, WORDS, WORDS)
def test_random_names_called_apart_are_of_two_people(
    first: str, last: str, other_first: str, other_last: str
) -> None:
    one, other = f"{first} {last}", f"{other_first} {other_last}"
    known = [report("a", person(one)), report("b", person(other))]
    screen = NameScreen(known)
    found = name_comparison.compare_written(one, other)
    for told in (screen.apart, screen.unlike):
        [apart] = told(np.array([0]), np.array([1])).tolist()
        assert not apart or found.verdict is name_comparison.NameVerdict.INCOMPATIBLE


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the same with up to two letters written otherwise, or another."""
    word = draw(st.sampled_from((*PARTS, "catherine", "kathryn")) | WORDS)
    other = draw(st.sampled_from(PARTS) | WORDS)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(word) - 1))
        other = word[:at] + draw(st.sampled_from(("", "e", "k", "th"))) + word[at + 1 :]
    return word, other or "x"


PARTS = ("cruz", "delacruz", "robert", "bob", "stephon", "stephan", "d", "kruz", "xavi", "xavier")


@given(st.lists(slips(), min_size=1, max_size=9))
def test_words_are_as_near_in_columns_as_one_by_one(pairs: list[tuple[str, str]]) -> None:
    numbers = {word: n for n, word in enumerate(sorted({word for two in pairs for word in two}))}
    words = Words(numbers)
    one, other = (np.array([numbers[two[end]] for two in pairs]) for end in (0, 1))
    found = words.spelling(one, other).tolist()
    assert found == [name_spelling.spelling(*two)[0] for two in pairs]
    for unlike, level in zip(words.unlike(one, other).tolist(), found, strict=True):
        assert not unlike or level < name_comparison.LEAST_ALIKE
    found = words.given_spelling(one, other).tolist()
    assert found == [name_spelling.given_spelling(*two)[0] for two in pairs]


PLACES = st.sampled_from((("Columbus", "OH"), ("Bexley", "OH"), ("Dublin", "OH"), ("Dublin", None),
                          ("St. Cloud", "MN"), ("Saint Cloud", "MN"), ("Reno", "NV"),
                          ("Sparks", "NV"), ("Columbus", "NV"), ("Nowhere", "NV")))  # fmt: skip


@given(st.lists(PLACES, min_size=2, max_size=9))
def test_towns_are_as_near_in_columns_as_one_by_one(places: list[tuple[str, str | None]]) -> None:
    known = Many.of(report(str(n), city=city, state=of) for n, (city, of) in enumerate(places))
    weights = Weights(MODEL)
    left, right = np.triu_indices(len(known), 1)
    found = Towns(known, weights).levels(left, right).tolist()
    assert found == [
        weights.number(place_traits.see_place(known[one], known[other]))
        for one, other in zip(left.tolist(), right.tolist(), strict=True)
    ]


def test_unlike_names_are_called_apart() -> None:
    known = [report(name, person(name)) for name in ("Dana Whitt", "Leslie Prochniewski", "Al Orr")]
    screen, left, right = NameScreen(known), np.array([0, 0]), np.array([1, 2])
    assert screen.apart(left, right).all()
    assert screen.unlike(left, right).tolist() == [False, True]


def test_no_pairs_give_no_edges() -> None:
    none = np.empty(0, np.int64)
    assert list(vectors.edges([], [(none, none)], MODEL)) == []
    assert list(vectors.edges([report("a"), report("b")], [(none, none)], MODEL)) == []
