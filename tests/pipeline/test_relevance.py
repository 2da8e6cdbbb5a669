"""Which articles are about a person hit by police gunfire, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text import normalise, sentences
from pipeline.records import Article, FiredBy, Where
from pipeline.relevance import Relevance, assess


def assessed(title: str, *paragraphs: str) -> Relevance:
    article = Article("https://a.example/1", "https://a.example/1", title, "\n\n".join(paragraphs))
    return assess(article, sentences(article))


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        (
            "Man shot by police outside motel",
            ("LAKEPORT, Ohio — Police shot and wounded a man outside a motel Sunday night.",
             "Officers said he pointed a handgun at them. He was in stable condition."),
        ),
        (
            "Suspect killed in shootout with deputies",
            ("A man wanted for robbery died in a shootout with deputies near Route 9 on Monday.",
             "Two deputies are on administrative leave. No officers were hurt."),
        ),
        (
            "Grand jury declines to charge officer in woman's death",
            ("A grand jury will not charge the officer who shot and killed Nell Quarrie in May.",
             "Her family called the decision wrong."),
        ),
        (
            "Officer, suspect both wounded in Lakeport gunfight",
            ("A Lakeport police officer and a man wanted on a warrant were both shot Monday in "
             "an exchange of gunfire outside a laundry.",
             "Both are expected to live. The officer was in fair condition."),
        ),
    ],
)  # fmt: skip
def test_police_gunfire_is_relevant(title: str, paragraphs: tuple[str, ...]) -> None:
    found = assessed(title, *paragraphs)
    assert found.police >= 0.5
    assert found.fired_by is FiredBy.POLICE
    assert found.reasons


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        (
            "Lakeport officer shot at motel door goes home from hospital",
            ("A Lakeport police officer who was shot through a motel door last week left the "
             "hospital Friday.",
             "Officer Nell Quarrie was hit twice in the arm. She did not return fire. "
             "The man inside came out an hour later.",
             "The man, 44, has been charged with shooting with intent to kill."),
        ),
        (
            "Deputy fires at car behind laundry and misses",
            ("A county deputy fired once at a car that came at him Friday, and missed.",
             "The driver was arrested unhurt on Saturday.",
             "The state looks into it any time a deputy fires at a person, whether or not that "
             "person is struck."),
        ),
        (
            "Family wants answers after deputy shoots, kills collie",
            ("Clover was asleep in the garage, Nell Quarrie says, when a county deputy came to the "
             "wrong house and shot her twice.",
             "The sheriff said that the dog had growled at the deputy."),
        ),
        (
            "Lakeport officer shot during traffic stop",
            ("A Lakeport police officer was shot in the leg during a traffic stop Friday.",
             "The gunman fled and police are searching for him."),
        ),
        (
            "Woman killed in drive-by shooting",
            ("Police are investigating a drive-by shooting that killed a woman on Elm Street.",
             "Anyone with information is asked to call detectives."),
        ),
        (
            "Officer shoots dog in Hollins yard",
            ("An officer shot a dog that charged at him on Tuesday.", "The dog survived."),
        ),
        (
            "Man dies after deputies use Taser",
            ("A man died in custody after deputies used a Taser on him Monday.",
             "An autopsy is planned."),
        ),
        (
            "Council weighs police budget",
            ("The council debated a police budget that pays for a shooting range.",),
        ),
        (
            "Deputies' shots miss fleeing man; three schools locked down",
            (
                "Two Boone County deputies fired at a man who drove a stolen truck at them near "
                "Carbury on Wednesday, but nobody was hit, the Sheriff's Office said.",
                "The suspect, Abel Orrin, 33, was found three hours later with a broken wrist.",
                "Lt. Sal Bettany said deputies fired eight times. “He is lucky,” Bettany said.",
                "The officers are on leave while the district attorney looks into it.",
                "In March, deputies in the same area shot and killed a Hollins man, 41-year-old "
                "Cole Danby, after a pursuit. The district attorney hasn't ruled in that case.",
            ),
        ),
        (
            "Two teens hurt in Hollins shooting",
            ("Detectives are looking for whoever shot two boys, 15 and 16, from a passing car on "
             "Monday. Abel Orrin, 16, was hit in the arm and Lee Coe, 15, in the thigh.",
             "Both are in good condition. Nobody has been arrested.",
             "The shooting isn't connected with the one on Saturday at a drugstore, where city "
             "police killed a robber."),
        ),
        (
            "Hollins patrolman dies of wounds; man charged with murder",
            ("Patrolman Kip Danby, shot Friday as he walked up to a parked car, died Monday. He "
             "was 31. Abel Orrin, 22, was charged with murder. No officer got off a shot.",
             "In January of last year a Lakeport officer killed Cole Marl, 68, on his porch."),
        ),
        (
            "Bystander blinded at march sues city",
            ("A teacher who was struck in the face by a foam round from a Lakeport officer's "
             "launcher has sued the city.",
             "“The police shot me for standing there,” she said."),
        ),
        (
            "Editor wins prize for series on video",
            ("An editor has won a prize for a series on how long cities keep video when officers "
             "shoot somebody. It compared 20 departments.",),
        ),
    ],
)  # fmt: skip
def test_other_stories_are_not(title: str, paragraphs: tuple[str, ...]) -> None:
    assert assessed(title, *paragraphs).police < 0.5


def test_a_civilian_shooting_is_a_shooting() -> None:
    found = assessed(
        "Teen charged in killing of Hollins man",
        "A teenager shot and killed a 40-year-old man during an argument on Saturday, police said.",
        "He was charged with murder.",
    )
    assert found.any >= 0.5 > found.police
    assert found.fired_by is FiredBy.CIVILIAN


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("4 taken to hospital after shooting in Hollins",
         "Four people were taken to a hospital after an early shooting in Hollins on Friday."),
        ("Hollins teenager killed in hunting accident",
         "A 15-year-old boy died in a hunting accident on Saturday, the sheriff's office said."),
        ("Man shows up at diner with gunshot wound",
         "A man with a gunshot wound to his shoulder asked for help at a diner Friday night."),
        ("Seventh victim found after party in Hollins",
         "Police say a seventh teenager was injured when gunfire broke out at a party Saturday."),
    ],
)  # fmt: skip
def test_people_told_to_be_hit_by_nouns_alone_are_hit(title: str, text: str) -> None:
    found = assessed(title, text)
    assert found.any >= 0.5 > found.police


def test_a_film_of_a_police_shooting_is_none() -> None:
    told = ("An officer, played by Abel Orrin, shot and killed a boy on a porch.",)
    made_up = ("The director's first feature is rated R and has no answers.",)
    assert assessed("Police shooting and after", *told, *made_up).police < 0.5
    assert assessed("Police shooting and after", *told).police >= 0.5


def test_the_deciding_sentences_are_given() -> None:
    title, text = "Man shot by police", "It rained. Police shot and killed a man on Oak Street."
    article = Article("u", "u", title, text)
    spans = assess(article, sentences(article)).spans
    said = [(text if s.where is Where.TEXT else title)[s.start : s.end] for s in spans]
    assert said == [title, "Police shot and killed a man on Oak Street."]


def test_an_empty_article_is_about_nothing() -> None:
    found = assessed("", "")
    assert found.fired_by is FiredBy.UNKNOWN
    assert found.spans == ()


@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_gets_probabilities(text: str, title: str) -> None:
    article = Article("u", "u", normalise(title), normalise("officer shot " + text))
    found = assess(article, sentences(article))
    assert 0 <= found.police <= found.any <= 1
    assert found == assess(article, sentences(article))


@pytest.mark.parametrize(
    ("title", "text", "police"),
    [
        # A suspect who bears the surname of an officer, and an officer by a short given name.
        ("Second arrest in Maple Street killing",
         "A woman was shot and killed on Maple Street on Monday. Detectives arrested Corey J. Vance"
         " and charged him with murder, Detective Laura Vance said. Vance was held.", False),
        ("Officer Mike Sowell indicted",
         "A man was shot in his car in May. Officer Mike Sowell stopped him that night. Michael"
         " Sowell was indicted on Tuesday in the shooting of the man, Art Yost, 29.", True),
        # A number as whom somebody shot.
        ("Driver shot 2 during struggle over parking spot",
         "A driver shot two men in a struggle over a parking spot on Friday, police said.", False),
        ("Man shot 2 times in standoff with deputies",
         "A man was shot on Monday in a standoff with deputies. A deputy fired twice.", True),
        # One who left the police shoots at home, or once shot on duty.
        ("Retired deputy shoots intruder",
         "A retired Clay County deputy shot and wounded an intruder at his home on Monday. The"
         " former deputy shot the 17-year-old in the arm.", False),
        ("Former officer on trial",
         "A former Ames police officer who shot a motorist went on trial on Monday. The former"
         " officer shot Lyle Granger, 34, during a traffic stop in 2018.", True),
        # Another year's case by the way, or the story's own.
        ("Four shot at Omaha vigil",
         "Four people were shot at a vigil on Tuesday. Two men fled. Police arrested one. The mayor"
         " asked for calm. Protesters in Toledo marched after an officer was indicted in the 2014"
         " shooting death of a driver. A video shows the officer shooting the driver.", False),
        ("Family of man shot in Bend wants answers",
         "The family of a man who was shot in Bend gathered on Monday. Clint Harker was shot in his"
         " car. They lit candles. She wept. A trooper was indicted in the 2017 shooting death of"
         " Harker. The trooper shot Harker twice.", True),
    ],
)  # fmt: skip
def test_a_shooting_among_civilians_is_told_apart(title: str, text: str, police: bool) -> None:
    assert (assessed(title, text).fired_by is FiredBy.POLICE) == police
