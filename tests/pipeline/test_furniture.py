"""What stands around a story on its page is not read as the story."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.language import text
from pipeline.page.furniture import without_furniture
from pipeline.records import Article, Page, Role, Where

URL = "https://macon.example/1"
SHOT = "Bibb County deputies in Macon, Ga., shot and killed Ed Larch, 50, on Monday."
MORE = "He had a rifle."


def kept(*lines: str) -> list[str]:
    article = Article(URL, URL, "Man killed by deputies", text.normalise("\n".join(lines)))
    left = without_furniture(article.text, text.sentences(article))
    return [one.text.strip() for one in left if one.where is Where.TEXT]


def people(*lines: str) -> list[tuple[str | None, Role]]:
    told = {"url": URL, "title": "Man killed by deputies", "text": "\n".join(lines)}
    page = Page(
        URL, json.dumps(told).encode(), datetime(2026, 1, 1, tzinfo=UTC), "application/json"
    )
    return [(one.name, one.role) for each in reader.read(page).reports for one in each.people]


@pytest.mark.parametrize(
    "line",
    [
        "RELATED Woman shot in Warner Robins, Cora Dill charged",
        "READ MORE Officer kills Dan Crofton in Savannah",
        "ALSO READ Atlanta officer fatally shot Dan Crofton, 19, family says",
        "MORE Two dead after police shoot Dan Crofton and Jim Bate",
        "WATCH Body camera shows Savannah officer shoot teen",
        "Related Coverage Dan Crofton dies after Savannah officer shoots him",
        "[Read more: Police shoot Dan Crofton, 19, outside Savannah store]",
        "► Related: Police shoot Dan Crofton, 19, outside Savannah store",
        ">> Police shoot Dan Crofton, 19, outside Savannah store",
        "The video above is from a previous report on Dan Crofton, whom police shot.",
        "Do you know more? Email Jane Orell at jorell@ledger.example",
        "Download our free app for the latest from Columbus and Albany",
        "Copyright 2021 WXYZ. All rights reserved.",
        "Facebook | Twitter | Email",
        "Dan Teller, Staff",
        "Olive Penn, The Macon Ledger",
        "Staff photo by Olive Penn",
        "Cal Drum | Macon Tribune",
        "RON VESTAL / THE MACON LEDGER",
        "FILE - Chief Rita Voss speaks in Macon on May 3, 2021. (AP Photo/Lionel Grubb, File)",
        "Jane Orell is a reporter for the Ledger.",
        "About the author: Gus Hallam was shot in Longview as a boy.",
    ],
)
def test_links_asks_credits_and_authors_are_not_read(line: str) -> None:
    assert kept(SHOT, line, MORE) == [SHOT, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "More shots were fired by Deputy Carl Nance.",
        "MORE THAN 20 DEPUTIES CAME TO THE HOUSE",
        "Related charges were filed against Dan Crofton, 19.",
        "Watch commander Lt. Ed Sill said Larch fired first.",
        "Previously convicted of robbery, Larch was on parole.",
        "Share your memories of Larch at a vigil Tuesday.",
        "Video by Mia Loft, a neighbor, shows Larch drop a knife.",
        "© Ed Larch, 50, was killed outside his home.",
        "The video above shows the deputies fire.",
        "Ed Larch, 50, staff sergeant",
        "Carl Nance, the deputy who fired, is on leave.",
        "Larch is a writer for the Ledger, his sister said.",
    ],
)
def test_what_only_looks_like_them_stays(line: str) -> None:
    assert kept(SHOT, line, MORE) == [SHOT, line, MORE]


@pytest.mark.parametrize(
    "head",
    [
        "Trending", "RELATED STORIES", "Most Popular", "Recommended for you", "You may also like",
        "More from this section", "What others are reading", "TOP STORIES:", "Also on WXYZ:",
    ],
)  # fmt: skip
def test_a_list_of_other_stories_ends_where_sentences_begin(head: str) -> None:
    teasers = ("Savannah officer kills Dan Crofton, 19", "1. Deputy hurt in Dublin crash")
    assert kept(SHOT, head, *teasers, MORE) == [SHOT, MORE]
    assert people(SHOT, head, *teasers, MORE) == [("Ed Larch", Role.SHOT_BY_POLICE)]


def test_a_teaser_is_told_by_its_age() -> None:
    teaser = "Savannah officer kills Dan Crofton, 19"
    assert kept(SHOT, MORE, "Local", teaser, "2 hours ago") == [SHOT, MORE, "Local"]


def test_readers_comments_are_told_by_what_stands_with_them() -> None:
    comments = ("Comments", "Bill Pruitt says:", "Police shot my cousin in Tulsa.", "Reply")
    assert kept(SHOT, MORE, *comments) == [SHOT, MORE]
    told = "Sheriff Al Broome spoke on Tuesday."
    assert kept(SHOT, "Comments", told) == [SHOT, told]


def test_an_author_the_story_names_is_of_the_story() -> None:
    told = "Jane Orell, 33, saw it from her porch."
    author = "Jane Orell is a reporter for the Ledger."
    assert kept(SHOT, told, author) == [SHOT, told, author]


def test_headlines_below_the_last_sentence_are_of_other_stories() -> None:
    others = (
        "Savannah officer kills Dan Crofton after chase",
        "Boil water notice lifted for Dublin",
    )
    assert kept(SHOT, MORE, *others) == [SHOT, MORE]
    assert kept(SHOT, "He was taken to Mercy Hospital, where he died") == [
        SHOT,
        "He was taken to Mercy Hospital, where he died",
    ]
    own = "Deputy who shot Larch in Macon identified by Bibb sheriff"
    assert kept(SHOT, MORE, own) == [SHOT, MORE, own]
    listed = ("The deputies who fired are:", "Deputy Carl Nance of Macon County", "Deputy Al Voss")
    assert kept(SHOT, MORE, *listed) == [SHOT, MORE, *listed]


def test_of_a_line_of_rights_the_story_is_left() -> None:
    assert kept(SHOT, f"© 2016 Wick Media Group. {MORE}") == [SHOT, MORE]


def test_turns_of_a_transcript_are_no_links() -> None:
    turns = [
        f">> The deputy called out to him {count} times" for count in ("two", "ten", "six", "four")
    ]
    assert kept(SHOT, *turns) == [SHOT, *turns]


def test_who_took_a_picture_is_no_person_of_the_story() -> None:
    story = (
        "A man was shot and killed by deputies Monday night on Locust Street.",
        "The scene on Locust Street. (Dana Whitlow/Herald)",
        "Deputies said Marcus Ode, 31, pointed a gun at two of them.",
    )
    assert people(*story) == [("Marcus Ode", Role.SHOT_BY_POLICE)]


def test_a_page_of_nothing_else_is_left_as_it_is() -> None:
    assert kept("Trending", "Officer kills Dan Crofton") == [
        "Trending",
        "Officer kills Dan Crofton",
    ]


@pytest.mark.parametrize(
    "above",
    [
        "KXYZ NEWS\nPosted 5:12 PM",
        "Share\nTweet",
        "By Jane Orell\nThe Associated Press",
        "Published: May 13, 2024 at 5:12 PM EDT|Updated: 2 hours ago",
    ],
)
def test_a_dateline_is_found_below_a_logo_or_a_stamp(above: str) -> None:
    told = f"{above}\nCORBIN, Ky. (KXYZ) – Deputies shot and killed a man Monday, the sheriff said."
    line = {"url": URL, "title": "", "text": told}
    page = Page(
        URL, json.dumps(line).encode(), datetime(2026, 1, 1, tzinfo=UTC), "application/json"
    )
    assert reader.read(page).article.dateline == "CORBIN, Ky. (KXYZ) –"


def test_a_sentence_above_is_not_passed_over_for_a_dateline() -> None:
    told = f"{SHOT}\nLONDON, Ky. (KXYZ) – Deputies in another county looked for a man, too."
    line = {"url": URL, "title": "", "text": told}
    page = Page(
        URL, json.dumps(line).encode(), datetime(2026, 1, 1, tzinfo=UTC), "application/json"
    )
    assert reader.read(page).article.dateline is None
