"""Where names begin and end, and which of them are one person's."""

from __future__ import annotations

import pytest

from pipeline.naming import plain_surnames
from pipeline.naming.forms import group
from pipeline.naming.mentions import Named, find_names
from pipeline.naming.name_tokens import fold, tokens
from pipeline.records import Sentence, Where


def names(text: str, where: Where = Where.TEXT) -> list[Named]:
    sentence = Sentence(where, 0, len(text), text, 0)
    return list(find_names(0, sentence, tokens(text)))


def written(text: str, where: Where = Where.TEXT) -> list[str]:
    return [text[name.start : name.end] for name in names(text, where) if len(name.parts) > 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police said Delroy Ashgrove’s car was empty.", ["Delroy Ashgrove"]),
        ("They met Delroy Ashgrove, Jr., on a bus.", ["Delroy Ashgrove, Jr."]),
        ("They met Delroy Ashgrove III on a bus.", ["Delroy Ashgrove III"]),
        ("It was William “Billy” Ashgrove who fell.", ["William “Billy” Ashgrove"]),
        ("It was T.R. Ashgrove who fell.", ["T.R. Ashgrove"]),
        ("It was Óscar de la Vendrell who fell.", ["Óscar de la Vendrell"]),
        ("They buried Delroy O’Mare-Pell on a hill.", ["Delroy O’Mare-Pell"]),
        ("Officers killed Delroy Ashgrove Sunday near a shop.", ["Delroy Ashgrove"]),
        ("When Delroy Ashgrove ran, officers followed him.", ["Delroy Ashgrove"]),
        ("Waitress Wendy Ashgrove, 23, was hurt there.", ["Wendy Ashgrove"]),
        ("Cook Delroy Ashgrove, 44, was hurt there.", ["Delroy Ashgrove"]),
        ("Cook Ashgrove, 44, was hurt there.", ["Cook Ashgrove"]),
        ("The Delroy Ashgrove Memorial Fund opened today for all.", []),
        ("A correction on Page A3 of the paper said so.", []),
        ("It happened at Carbury Police Department on Wendell Avenue here.", []),
        ("Twenty-two-year-old Delroy Ashgrove died there in the night.", ["Delroy Ashgrove"]),
        ("THE MAN WAS LATER IDENTIFIED AS DELROY ASHGROVE BY POLICE.", ["DELROY ASHGROVE"]),
    ],
)
def test_where_a_name_begins_and_ends(text: str, expected: list[str]) -> None:
    assert written(text) == expected


def test_in_a_headline_a_capital_says_nothing() -> None:
    headline = "Family Of Delroy Ashgrove Wants Answers After Fatal Shooting"
    assert written(headline, Where.TITLE) == ["Delroy Ashgrove"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Then Police Chief Ruth Immelman spoke to them.", ("police", "chief")),
        ("Then spokeswoman Ruth Immelman spoke to them.", ("spokeswoman",)),
        ("Then the Rev. Ruth Immelman spoke to them.", ("rev",)),
        ("Then Deputy Ruth Immelman spoke to them.", ("deputy",)),
    ],
)
def test_titles_are_no_part_of_the_name(text: str, titles: tuple[str, ...]) -> None:
    (name,) = names(text)[-1:]
    assert name.parts == ("Ruth", "Immelman")
    assert name.titles[-len(titles) :] == titles


def test_a_plural_title_is_of_both() -> None:
    both = names("It was Officers Pell Hanwick and Ruth Immelman who came.")
    assert [name.titles for name in both] == [("officers",), ("officers",)]


def grouped(*sentences: str) -> list[list[str]]:
    mentions = []
    for number, text in enumerate(sentences):
        sentence = Sentence(Where.TEXT, 0, len(text), text, number)
        mentions += list(find_names(number, sentence, tokens(text)))
    return [
        [sentences[m.sentence][m.start : m.end] for m in bearer.mentions]
        for bearer in group(mentions)
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Stephon Clark", "Stephan Clark"),
        ("Delroy Gonzales", "Delroy Gonzalez"),
        ("José Luis Ríos Vendrell", "José Ríos"),
        ("Robert Ashgrove", "Bobby Ashgrove"),
        ("Delroy O’Mare", "Delroy OMare"),
        ("Abdul Rahman Salih", "Abdulrahman Salih"),
        ("Nguyen Van Thanh", "Thanh Van Nguyen"),
        ("Delroy Ashgrove", "Ashgrove"),
        ("Delroy Ashgrove", "Delroy"),
    ],
)
def test_spellings_of_one_person(first: str, second: str) -> None:
    found = grouped(f"They saw {first} there.", f"Later they saw {second} again.")
    assert found == [[first, second]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Delroy Ashgrove Jr.", "Delroy Ashgrove Sr."),
        ("Angel Ashgrove", "Angela Ashgrove"),
        ("Delroy Ashgrove", "Corinne Ashgrove"),
        ("Delroy Ashgrove", "Delroy Pell"),
    ],
)
def test_two_people(first: str, second: str) -> None:
    assert len(grouped(f"They saw {first} there.", f"Later they saw {second} again.")) == 2


def test_a_bare_surname_goes_to_whom_its_title_fits() -> None:
    found = grouped(
        "They saw Andre Ashgrove there.", "So did Officer Colt Ashgrove.", "Officer Ashgrove ran."
    )
    assert found == [["Andre Ashgrove"], ["Colt Ashgrove", "Ashgrove"]]
    found = grouped(
        "They saw Andre Ashgrove there.", "Deputies Colt Ashgrove and Nell Poe ran.",
        "Deputy Ashgrove fell.",
    )  # fmt: skip
    assert found == [["Andre Ashgrove"], ["Colt Ashgrove", "Ashgrove"], ["Nell Poe"]]


def test_folding_takes_away_what_newsrooms_vary() -> None:
    assert fold("O’Neal") == fold("ONeal") == fold("O'neal") == "oneal"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Devonte Hall was shot on the porch.", ["Devonte Hall"]),
        ("Police shot Devontae Pike in a driveway there.", ["Devontae Pike"]),
        ("It was Devontae Woods, 26, who had been driving.", ["Devontae Woods"]),
        ("They found Terrell Street, 40, and his dog.", ["Terrell Street"]),
        ("The man was identified as Will Law, 24, of Carbury.", ["Will Law"]),
        ("The man was identified as My Tran by the coroner.", ["My Tran"]),
        ("Chase Ashford was shot twice in the arm.", ["Chase Ashford"]),
        ("Chance Ashgrove, 19, died there in the night.", ["Chance Ashgrove"]),
        ("The woman, April Ashford, lived on a farm.", ["April Ashford"]),
        ("A friend said that Lance Ashgrove was asleep.", ["Lance Ashgrove"]),
        ("A friend said that Lance Wayne Ashgrove was asleep.", ["Lance Wayne Ashgrove"]),
        ("Officers killed Justice Ashgrove, 23, on a bus.", ["Justice Ashgrove"]),
        ("Officers killed Eric Provost, 30, on a bus.", ["Eric Provost"]),
        ("Officers killed Colby Friday, 30, on a bus.", ["Colby Friday"]),
        ("Officers killed Colby Ashgrove Friday, 30 hours later.", ["Colby Ashgrove"]),
        ("It happened at Devontae Park on a hill.", []),
        ("It happened near the Keyshonda Pike there.", []),
        ("It began in Brooklyn Park on a hill.", []),
        ("In April Fools play tricks on each other.", []),
    ],
)
def test_a_name_may_be_a_word_a_street_or_a_rank(text: str, expected: list[str]) -> None:
    assert written(text) == expected


def test_a_rank_before_a_name_stays_one() -> None:
    (name,) = names("Then Lance Cpl. Ruth Immelman of the base spoke.")[-1:]
    assert name.parts == ("Ruth", "Immelman")
    (name,) = names("The ruling by Justice Immelman came in a day.")[-1:]
    assert name.parts == ("Immelman",)


@pytest.mark.parametrize(
    ("again", "times"),
    [("Bonds is in jail.", 2), ("Bonds between them were strong.", 1), ("Bonds of iron held.", 1)],
)
def test_a_plain_word_is_a_surname_where_somebody_bears_it_and_acts(again: str, times: int) -> None:
    texts = ["They shot Cortez Bonds, 29.", again]
    words = [tokens(text) for text in texts]
    told = [
        name
        for place, text in enumerate(texts)
        for name in find_names(place, Sentence(Where.TEXT, 0, len(text), text, 0), words[place])
    ]
    assert sum(one.keys[-1] == "bonds" for one in plain_surnames.found(told, words)) == times
