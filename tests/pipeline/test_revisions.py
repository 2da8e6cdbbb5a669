"""What changed between two versions of a story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text import normalise
from pipeline.page.revisions import FactChange, fact_changes, notices, paragraph_changes

FIRST = "A man was shot by police on Elm Street on Sunday.\n\nThe chief spoke to reporters."
LATER = (
    "A man, 32, was shot by police on Elm Street on Sunday.\n\n"
    "The chief spoke to reporters.\n\nHis family has asked for the video."
)

CORRECTIONS = [
    ("Correction: An earlier version of this story misstated the man's age.", "correction"),
    ("CORRECTION, May 14: The victim was 32, not 23, as first reported.", "correction"),
    ("Corrections to this article: his first name is Alden.", "correction"),
    ("An earlier version of this article misidentified the agency.", "correction"),
    ("This story has been corrected to say that he was 32.", "correction"),
    ("(This story has been updated to correct the spelling of a name.)", "correction"),
    ("Editor’s note: This report incorrectly said that he had died.", "correction"),
    ("Clarification: The deputies belong to Ash County.", "clarification"),
    ("This article was clarified on Tuesday.", "clarification"),
    ("Retraction: This story should not have been published.", "retraction"),
    ("This story has been retracted.", "retraction"),
    ("The Daily regrets the error.", "correction"),
    ("Editor's note: This story describes violence.", "note"),
    ("UPDATE (6 p.m.): The man has died.", "note"),
    ("A previous version of this story did not name him.", "note"),
]
NONE = [
    "The Department of Correction: it runs the prison at Ash Creek.",
    "He was held at the Ash County Correctional Institution, the chief said.",
    "The chief said that earlier accounts were wrong.",
    "Police updated reporters on Monday: the man had died.",
    "An earlier shooting on Elm Street was not related.",
    "“This story is about my son,” she said.",
]


@pytest.mark.parametrize(("text", "kind"), CORRECTIONS)
def test_what_an_outlet_says_of_its_own_story(text: str, kind: str) -> None:
    told = notices(f"{FIRST}\n\n{text}")
    assert [(notice.kind.value, notice.text) for notice in told] == [(kind, text)]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_notice(text: str) -> None:
    assert notices(f"{FIRST}\n\n{text}") == ()


def test_paragraphs_that_came_went_or_were_reworded() -> None:
    kinds = [change.kind for change in paragraph_changes(FIRST, LATER)]
    assert kinds == ["reworded", "added"]
    assert [change.kind for change in paragraph_changes(LATER, FIRST)] == ["reworded", "removed"]
    assert paragraph_changes(FIRST, FIRST) == ()


TEXTS = (
    st.lists(st.text("ab c.", min_size=1, max_size=12), max_size=8).map("\n\n".join).map(normalise)
)


@given(TEXTS, TEXTS)
def test_every_paragraph_that_differs_is_told_once(before: str, after: str) -> None:
    changes = paragraph_changes(before, after)
    assert all(change.before != change.after for change in changes)
    old = sorted(before.split("\n\n")) if before else []
    new = sorted(after.split("\n\n")) if after else []
    came = [change.after for change in changes if change.after is not None]
    went = [change.before for change in changes if change.before is not None]
    assert len(new) - len(old) == len(came) - len(went)
    assert (changes == ()) == (
        [*map(str.split, before.split("\n\n"))] == [*map(str.split, after.split("\n\n"))]
    )


def test_an_age_that_changed() -> None:
    before = {"city": "Ashport", "victims": [{"name": "Tobias Wrenfield", "age": 23}]}
    after = {"city": "Ashport", "victims": [{"name": "Tobias Wrenfield", "age": 32}]}
    assert fact_changes(before, after) == (FactChange("age", 23, 32),)


def test_a_name_that_came() -> None:
    before = {"victims": [{"name": None, "age": 32, "name_status": "not_released"}]}
    after = {"victims": [{"name": "Tobias Wrenfield", "age": 32, "name_status": "named"}]}
    assert fact_changes(before, after) == (FactChange("name", None, "Tobias Wrenfield"),)


def test_of_two_people_each_is_compared_with_itself() -> None:
    before = {"victims": [{"name": "Ann Lee", "age": 20}, {"name": "Bo Lee", "age": 22}]}
    after = {"victims": [{"name": "Bo Lee", "age": 23}, {"name": "Ann Lee", "age": 20}]}
    assert fact_changes(before, after) == (FactChange("age", 22, 23, "Bo Lee"),)
