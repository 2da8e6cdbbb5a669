"""What stands on a page beside its story names nobody of the story."""

from __future__ import annotations

import pytest

from pipeline.language import text
from pipeline.records import Article
from pipeline.story.other_items import without_other_items

URL = "https://boone.example/1"
SHOT = "Dale Finch, 31, was shot in the foot on Elm Street. He was taken to a hospital."


def kept(title: str, *paragraphs: str) -> list[str]:
    article = Article(URL, URL, title, text.normalise("\n\n".join(paragraphs)))
    sentences = text.sentences(article)
    left = without_other_items(sentences, [()] * len(sentences))
    numbers = sorted({one.paragraph for one in left if one.paragraph >= 0})
    return [paragraphs[at] for at in numbers]


def test_of_a_police_log_the_entries_with_gunfire_are_left() -> None:
    entry = f"7:30 p.m. — {SHOT}"
    log = (
        "Greenfield, March 3",
        "12:10 a.m. — A traffic stop led to the arrest of Mark Dorn, 54.",
        "2:30 a.m. — A caller reported a theft. Nothing was found.",
        entry,
        "9:15 p.m. — Officers arrested Theo Lamb, 50, on a warrant.",
    )
    assert kept("Police log", *log) == ["Greenfield, March 3", entry]
    assert kept("How the night at the plant unfolded", *log) == list(log)


def test_entries_may_be_labelled_by_their_crimes() -> None:
    entry = f"Shooting: {SHOT}"
    others = (
        "Pot Bust: Tyler Jost, 18, was arrested after a traffic stop.",
        "Rug Thief: Walt Sedano, 44, took two carpets from a store.",
        "Burglary: Someone took copper pipes from a vacant home.",
    )
    assert kept("Sunday in Ewing", entry, *others) == [entry]


@pytest.mark.parametrize(
    "teaser",
    [
        ("A group holds a rally for the firing of animal warden Cecil Rich of Idabel.",) * 2,
        ("Albuquerque detectives struggled to look into cases of force amid a...",),
        ("Caption Boxer Monte Price dies A reporter talks about the death of Monte Price",),
    ],
)  # fmt: skip
def test_teasers_of_other_stories_are_left_out(teaser: tuple[str, ...]) -> None:
    assert kept("Man wounded in Dover", SHOT, *teaser, "He is recovering.") == [
        SHOT,
        "He is recovering.",
    ]


def test_what_stands_twice_but_is_of_the_story_stays() -> None:
    told = "Police arrested Ann Lee Finch of Dover on Sunday; she is the mother of the man."
    again = (SHOT, told, told, "Ann Lee Finch was charged with assault.")
    assert kept("Man wounded in the foot", *again) == list(again)


def test_another_case_ends_where_its_people_do() -> None:
    story = (
        SHOT,
        "Police charged Paul Ives with assault.",
        "In a second tragic case this week, an autopsy was done on 2-year-old Aron Mine.",
        "His mother, Dana Mine, had been taken to a hospital.",
        "Neighbors called for help.",
        "Dana Mine came home on Tuesday.",
        "Finch's friends held a vigil. Ives is in jail.",
    )
    assert kept("Man wounded in Dover", *story) == [*story[:2], story[6]]


def test_nothing_goes_where_no_gunfire_would_be_left() -> None:
    log = tuple(f"{hour}:10 a.m. — A caller reported a theft." for hour in range(1, 5))
    assert kept("Police log", *log) == list(log)


def test_stories_under_headlines_of_their_own_are_beside_it() -> None:
    others = (
        "Man Shot In Polk County Man Shot In Polk County POLK COUNTY - A man was shot Sunday.",
        "Two Die In Highway Crash Two Die In Highway Crash AMES - Two people died on Route 3.",
        "Fire Guts Old Mill Fire Guts Old Mill BOONE (KXX) - No one was hurt in the fire.",
    )
    story = f"Police told more on Monday. {SHOT}"
    assert kept("Man shot in foot in Boone", story, *others) == [story]
    assert kept("Man shot in Polk County on Sunday", *others) == [others[0]]


def test_other_news_of_the_court_is_beside_it() -> None:
    other = "In other court news, Bo Crane, 33, was indicted for shooting at a drone."
    story = (SHOT, "A grand jury heard of it in June.", "No officer was charged.")
    assert kept("Grand jury clears officers", *story, other) == list(story)
    same = "In other shootings this year, two men died."
    assert kept("Grand jury clears officers", *story, same) == [*story, same]
