"""Near-copies: found however the outlet framed them, and never a chain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import syndication
from pipeline.syndication import Text, bands, families, likeness, shingles, signature

STORY = (
    "Deputies shot and killed a man who ran from a traffic stop on Orchard Road late Friday, the "
    "sheriff said. The man, who was not named, died at a hospital in Fairmont. A deputy fired "
    "twice after the man turned with something in his hand, the sheriff said, and investigators "
    "were still looking at the recording on Saturday. Neighbours said they heard shouting before "
    "the shots, and one of them said the man had lived on the street for eleven years."
)
RETOLD = STORY.replace("late Friday", "on Friday night") + " Nobody else was hurt, the office said."
OTHER = (
    "The council voted on Tuesday to buy forty body cameras for the police department, ending a "
    "year of debate over what they cost and who may see what they record. Two members voted no. "
    "The chief said that training will begin in June and that every patrol officer would carry one "
    "by the end of the summer, at a price the treasurer called fair but hardly cheap."
)


def shared(ours: str, theirs: str) -> float:
    """The share of four-word runs that two texts have in common."""
    one, other = shingles(ours), shingles(theirs)
    return len(one & other) / len(one | other)


def test_a_retold_story_is_a_near_copy() -> None:
    assert shared(STORY, RETOLD) > 0.7
    assert likeness(signature(STORY), signature(RETOLD)) > 0.6
    assert set(bands(signature(STORY))) & set(bands(signature(RETOLD)))


def test_two_stories_are_not() -> None:
    assert shared(STORY, OTHER) < 0.05
    assert likeness(signature(STORY), signature(OTHER)) < 0.2


def test_too_short_to_compare() -> None:
    assert signature("One dead.") == ()
    assert likeness((), signature(STORY)) == 0.0


def test_the_earliest_of_a_family_stands_for_it() -> None:
    texts = [
        Text("late", signature(RETOLD), datetime(2024, 5, 16, 9, tzinfo=UTC)),
        Text("first", signature(STORY), datetime(2024, 5, 14, 9, tzinfo=UTC)),
        Text("later", signature(RETOLD + " It was quiet."), datetime(2024, 5, 17, tzinfo=UTC)),
        Text("alone", signature(OTHER), datetime(2024, 5, 14, tzinfo=UTC)),
    ]
    assert families(texts) == {"late": "first", "later": "first"}


def test_of_one_day_the_hour_tells_which_was_first() -> None:
    """Wherever it is told; a day without an hour says nothing against those that have one."""
    west = timezone(timedelta(hours=-7))
    texts = [
        Text("a copy", signature(STORY), datetime(2024, 5, 14, 11, tzinfo=UTC)),
        Text("a day", signature(STORY), datetime(2024, 5, 14, tzinfo=UTC)),
        Text("z release", signature(STORY), datetime(2024, 5, 14, 3, 30, tzinfo=west)),
    ]
    assert families(texts) == {"a copy": "z release", "a day": "z release"}


@given(st.text(max_size=200))
def test_a_text_is_its_own_copy(text: str) -> None:
    assert likeness(signature(text), signature(text)) in (0.0, 1.0)
    assert len(signature(text)) in (0, syndication.SIGNATURE_LENGTH)


def test_sketches_share_a_band_as_cut_or_as_a_key() -> None:
    sketches = [signature(text) for text in (STORY, RETOLD, OTHER)]
    for one in sketches:
        for other in sketches:
            keys, cut = (
                [set(told(sketch)) for sketch in (one, other)] for told in (bands, syndication.cut)
            )
            assert keys[0].isdisjoint(keys[1]) == cut[0].isdisjoint(cut[1])
    assert list(syndication.cut(())) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "A man died. For full story visit: http://ledger.example/a?utm=1",
            "http://ledger.example/a?utm=1",
        ),
        ("This story originally appeared at https://ledger.example/b.", "https://ledger.example/b"),
        ("Give to the family at https://fund.example/c or by post.", None),
        ("He died. Read more: police keep silent.", None),
    ],
)
def test_the_address_of_the_original_is_found(text: str, source: str | None) -> None:
    assert syndication.original(text) == source


def test_what_the_page_says_of_its_origin_goes_first() -> None:
    text = "Source: https://other.example/d"
    assert syndication.original(text, "https://ledger.example/e") == "https://ledger.example/e"
    assert syndication.original(text, "AP") == "https://other.example/d"
