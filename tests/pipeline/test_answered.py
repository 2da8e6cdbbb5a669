"""Gunfire told in two statements: who goes at police and is then shot was shot by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gunfire.cues import told
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.text import sentences
from pipeline.records import Article


def heard(text: str) -> list[Gunfire]:
    article = Article("https://a.example/1", "https://a.example/1", "", text)
    return [event for events in told(sentences(article)) for event in events]


@pytest.mark.parametrize(
    "text",
    [
        "Abel Orrin was shot and killed when he allegedly pointed a gun at police.",
        "A man was fatally shot after pointing a rifle at two officers serving a search warrant.",
        "After a 32-hour standoff, Orrin was shot and killed.",
        "He lunged at the deputies with a knife and was shot.",
        "The man pointed a handgun at officers. He was shot and died at a hospital.",
        "Deputies chased the man on foot through a yard. He showed a gun, and he was shot.",
        "Two officers fired their weapons, police said, and the suspect was hit at least once.",
        "Officers opened fire on the man. He died at the scene.",
        "Orrin refused to drop the knife, officers said, and charged the deputy, who fired. "
        "Orrin was pronounced dead at a hospital.",
        "Lakeside police responded to a noise call and shot and killed Abel Orrin.",
        "Officers met Abel Orrin, who had a knife, and shot him.",
        "A man is dead after an encounter in which an Ames officer discharged a firearm.",
        "Officers fired after the man reached down; he was pronounced dead at the scene.",
        "He was on his knees when the officer fired; Orrin, 26, died two days later.",
        "A video shows Abel Orrin running from officers when he is shot.",
        "Abel Orrin was killed by a single shot from Deputy Kurt Wald's service weapon.",
        "Orrin was struck by two rounds fired by a deputy.",
        "The driver, who police say sped toward an officer, was hit three times.",
        "A deputy opened fire on a van in a car wash. It rolled on. Both people inside were hit.",
        "An agent shot at a pickup on Mill Road. The woman at the wheel was pronounced dead.",
        "The morning she was shot, Nell Quarrie was painting a fence. The deputy fired two rounds.",
        "A deputy fired back from a ladder. The gunman was “neutralized,” the chief said.",
        "An officer shouted at the man to drop a hoe. He rose and was shot in the hip.",
        "A police sniper fired through a window. Inside, Orrin was dead. No one else was hurt.",
    ],
)
def test_somebody_shot_after_going_at_police_was_shot_by_them(text: str) -> None:
    assert any(event.by_police for event in heard(text))


@pytest.mark.parametrize(
    "text",
    [
        "Officers opened fire on a car. The driver was unhurt. A man was shot by a rival.",
        "A deputy opened fire on a van. The shots missed. A woman died in the crash.",
        "Officers fired at the house. Inside, the man had shot himself and was dead.",
        "Four people were shot at a party. Officers fired at a fleeing car. A man died.",
        "A deputy is recovering after he was shot during a traffic stop on Mill Road.",
        "None of the officers fired. A man was found dead inside.",
        "A man was shot and killed in an argument, police said.",
        "Police arrived and found a man who had been shot.",
        "Police say Abel Orrin confronted Dale Roe. Orrin pulled out a gun and shot Roe.",
        "The gunman fired at officers. The victims were shot earlier.",
        "Officers opened fire on the man. No one was hit.",
        "Troopers seek two people who shot at an unmarked police vehicle.",
        "Police continue to search for the man who shot and killed Abel Orrin.",
        "Officers learned that Orrin argued with Roe and shot him.",
        "The suspect fired at an officer, who was shot in the leg.",
    ],
)
def test_nothing_is_concluded_of_other_shootings(text: str) -> None:
    assert not any(event.by_police for event in heard(text))


def test_what_is_concluded_is_told_apart_from_what_is_said() -> None:
    said = heard("Officers shot a man.")[0]
    concluded = heard("He pointed a gun at officers and was shot.")[0]
    assert (said.kind, said.told_of) == ("verb", "police")
    assert (concluded.kind, concluded.told_of) == ("answered", "answered")


@pytest.mark.parametrize(
    "text",
    [
        "According to police, 20-year-old Abel Orrin accidentally shot a man.",
        "According to court documents, Orrin, an Army Ranger, shot the 23-year-old victim.",
        "A woman was killed in a shooting described by police as horrific.",
        "The detective secured the gun that Orrin said he used to shoot Roe.",
        "Two men are charged with firing at police officers and injuring six bystanders.",
        "Lakeside police are at a drive-by shooting that left one person dead.",
    ],
)
def test_who_only_says_or_holds_something_is_not_who_fired(text: str) -> None:
    assert not any(event.by_police for event in heard(text))


def test_a_wounded_officer_who_returns_fire_is_police() -> None:
    text = "An officer was shot in the leg. He returned fire, striking the man twice."
    assert any(event.by_police for event in heard(text))


@given(st.text(max_size=400))
def test_any_text_is_heard_without_losing_a_sentence(text: str) -> None:
    article = Article("https://a.example/1", "https://a.example/1", "", text)
    found = sentences(article)
    assert len(told(found)) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "A cyclist was wounded when an officer fired at a car thief on Monday.",
        "Abel Orrin, the cyclist struck when police fired on a robber, is out of intensive care.",
        "A hostage was hit in the neck Friday as Ames officers shot at the man who held her.",
        "The grandmother was killed when deputies shot through her wall.",
        "A toddler was hit in the foot when officers shot into the car her father was driving.",
        "The gunman was killed by return fire from officers.",
        "An officer fired through the door Friday. The bullet hit Ann Orrin in the collarbone.",
        "A trooper fired at the tires. One bullet went through the seat and killed Ann Orrin.",
        "Officers killed Abel Orrin, 44. Bullets that missed Orrin struck Ann Poe, 51, in the hip.",
        "Officers searching for his nephew shot Ann Orrin through a bedroom window Friday.",
        "Officers looking for her son shot Ann Orrin, 61, in her hall on Monday.",
        "A deputy was hit in the arm Friday. Wounded, he fired back, and the man died.",
    ],
)
def test_shots_meant_for_another_or_at_a_car_hit_whoever_fell(text: str) -> None:
    assert any(event.by_police for event in heard(text))


@pytest.mark.parametrize(
    "text",
    [
        "A bystander was struck Friday when a robber opened fire on Ames police.",
        "A clerk was wounded when a man fired at officers on Monday.",
        "The grandmother was killed when gunmen shot through her wall.",
        "A man fired at an officer Friday. The bullet hit a clerk in the leg.",
        "An officer fired at a dog on Tuesday. The bullet hit the dog in the leg.",
        "The officer was killed by return fire from the suspect.",
        "Officers looking for the man who shot his wife found him in Ames on Friday.",
        "A homeowner was shot in the jaw by a man Friday. Bleeding badly, she shot back.",
    ],
)
def test_shots_of_others_are_not_those_of_police(text: str) -> None:
    assert not any(event.by_police for event in heard(text))
