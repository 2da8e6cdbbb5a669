"""Who fired and who was hit, sentence by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gunfire.cues import (
    gunfire,
    told,
)
from pipeline.gunfire.police_names import police_names
from pipeline.language.text import sentences
from pipeline.language.word_classes import Actor
from pipeline.records import Article, Sentence, Where


def sentence(text: str) -> Sentence:
    return Sentence(Where.TEXT, 0, len(text), text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Man shot by police near hotel",
        "A man was shot by a U.S. marshal outside a store on Friday",
        "A man was shot by a U.S. Forest Service officer at a campground",
        "An Arizona Department of Public Safety trooper shot and killed a man",
        "Bureau of Land Management agents shot a man at a campground",
        "Orrin was shot to death on the afternoon of Dec. 13 in his wife's driveway in Ames by a "
        "sheriff's deputy",
        "Orrin's killing by a trooper in March is before a grand jury",
        "The clerk was struck by one of the deputy's shots",
        "A detective's fatal shooting of a motorist was ruled justified",
        "The officer who fired the fatal shot has resigned",
        "Former officer Kurt Wald was sentenced to six years for the killing of Abel Orrin",
        "Deputy Kurt Wald was indicted in Orrin's death",
        "The conductor whom Ames police shot at his nursing home has died",
        "Chase across the river ends with Lakeside officers shooting driver",
        "It ended with police on the Iowa side shooting the driver",
        "The officer told jurors he feared for his life when he shot Orrin",
        "She did not know the man was a deputy, she said, and drove off when he shot her",
        "The footage shows Officer Wald fire three times, killing Orrin",
        "He died in an exchange of gunfire with members of a U.S. Marshals task force",
        "A man was shot when officers exchanged gunfire with him",
        "A bystander was shot and wounded by a Metro police officer",
        "Officers shot and killed a man who was acting erratically",
        "Two officers opened fire and struck the suspect, who was taken to a hospital",
        "He died due to officers' gunshots",
        "Gunman killed in shootout with police",
        "The woman deputies fatally shot was 30",
        "Relatives of the man who police fatally shot want answers",
        "The deputy was able to fire back and shot and injured one of the suspects.",
        "One dead after officer-involved shooting",
        "The officer saw a man with a gun and shot and killed him.",
        "The officers confronted the people, and shot and killed Abel Orrin.",
        "Orrin fired his gun and two officers fired their weapons, killing Orrin.",
        "He met the officers, who fired at least six shots, killing him.",
        "He raised a bat and was shot dead by at least three officers.",
        "Abel Orrin was shot during an altercation with a Lake County deputy.",
        "Lakeside Police Officer Jon Van Horn shot the teen",
        "A Homeland Security agent shot the man",
        "No deputies were shot, but officers killed the gunman with one bullet.",
        "Officers fired, striking the man and no one else.",
        "A wife says she begged deputies to wait before one of them shot her husband.",
        "A woman was asleep when officers killed her estranged husband.",
        "A man who had shot his wife was himself shot by officers on a ramp.",
        "Grand jury won't indict deputy in store shooting",
        "The state declined to prosecute a Lakeport trooper for the death of Abel Orrin.",
        "No charges against officer for the killing of Abel Orrin",
        "Off-duty deputy held in neighbor's death",
        "Officer who took gun for Taser convicted in death of Abel Orrin",
        "Officer Kurt Wald, arrested in a driver's killing, has resigned.",
        "The bullets that hit Orrin came from a deputy's rifle, the coroner said.",
        "All of the shots came from Lakeport police.",
        "Lakeport man, officer both wounded by officer's gun in struggle",
        "The driver was struck by a trooper's pistol shot, the sheriff said.",
        "Trooper Kurt Wald, who took the life of Abel Orrin, was cleared.",
        "Officer Wald had reason to take the life of Orrin, a panel said.",
        "The sheriff's men came about noise, and one of them shot Orrin on his porch.",
        "A constable's man shot him through a wall.",
        "The deputy who shot a beekeeper in the neck resigned.",
        "An officer who shot an usher in the back testified.",
        "The deputy's second round entered her shoulder.",
    ],
)
def test_police_gunfire_hits_a_person(text: str) -> None:
    assert any(event.by_police for event in gunfire(text))


@pytest.mark.parametrize(
    "text",
    [
        "Lakeside officer shot",
        "Police say a man shot his wife",
        "Police: Man shot, killed by wife",
        "Three people were shot in town, police said",
        "An officer shot a pit bull",
        "The officer fired his weapon, missing the suspect.",
        "Officers shot at the car",
        "The man shot himself as officers approached",
        "The security officer shot the customer",
        "The deputy was shot by a man",
        "Orrin was shot on the night of Dec. 13 in a yard on the edge of town and was found in a "
        "car by a deputy",
        "A man pushed an officer and shot him",
        "A gunman fled police and shot an officer",
        "Deputies arrested a man they say shot a woman",
        "The suspect killed himself after a standoff with police",
        "He had a flu shot at the police station",
        "She told police Orrin shot her and the other man.",
        "She told deputies Orrin then shot her, the report stated.",
        "Orrin had two gunshot wounds to his legs, according to details given by police.",
        "A retired Lake County deputy shot and wounded a burglar at his home.",
        "Officers have charged Abel Orrin with murder in the shooting of a teen.",
        "He was spotted near the scene of the shooting by police on Monday.",
        "Officers fired at cars four times, hitting no one.",
        "Deputy fires at fleeing truck; no one hit",
        "The deputy shot his wife, police said.",
        "All officers were cleared in the case of Orrin, who'd just shot another man, Abel Church.",
        "A sergeant fired two shots at a pickup that nearly hit him.",
        "Two deputies fired their Tasers and struck him in the back.",
        "The parish hasn't had a fatal deputy shooting since 2011.",
        "Grand jury declines to indict officer in chokehold death",
        "Deputy charged in pedestrian's death",
        "Ex-officer convicted in death of man shocked with stun gun",
        "Deputies: Man arrested in woman's death",
        "Police won't charge man in officer's shooting",
        "The bullet that hit Officer Wald came from another deputy's gun",
        "The shots came from the police station, where two officers were hit.",
        "Police said he took the life of his wife",
        "Patrolman shot three times; suspect gives up",
        "The officer shot three times.",
        "She asked to see the two officers who shot",
    ],
)
def test_no_person_hit_by_police(text: str) -> None:
    assert not any(event.by_police for event in gunfire(text))


@pytest.mark.parametrize(
    "text",
    [
        "No officers were shot.",
        "Nobody was hit.",
        "No one else was shot.",
        "A boy was hit by a car outside of a school on Friday.",
    ],
)
def test_nobody_hit_is_no_hit(text: str) -> None:
    assert not any(event.hit for event in gunfire(text))


def hit_in_second_by_police(said: list[Sentence]) -> bool:
    """Whether the second sentence, and no word of the first, tells that police hit somebody."""
    first, second = told(said)
    return not first and any(one.by_police and one.kind == "verb" for one in second)


def test_an_officer_known_by_name_counts_as_police() -> None:
    said = [sentence("Officer Dana Brill answered."), sentence("Brill then shot the man.")]
    assert police_names(said) == {"brill"}
    assert hit_in_second_by_police(said)


def test_the_bullet_of_an_officer_known_by_name_is_of_police() -> None:
    said = [sentence("Sgt. Dana Brill knocked."), sentence("Brill's one round entered his hip.")]
    assert hit_in_second_by_police(said)


def test_every_officer_of_a_roster_counts_as_police() -> None:
    said = [
        sentence("Patrolmen Dana Brill, Lee Coe and Ann Poe knocked."),
        sentence("Deputies May Stroud and Kip Danby, who live in Ames, are on leave."),
    ]
    assert police_names(said) == {"brill", "coe", "poe", "stroud", "danby"}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Orrin, 38, had shot Tessa Marl in a room.", ("Orrin", "Marl")),
        ("The bullet that broke Tessa Marl's shin was his.", (None, "Tessa Marl")),
        ("One of the rounds broke the arm of Tessa Marl.", (None, "Tessa Marl")),
        ("Orrin shot his wife, Tessa Marl, and was killed by police.", ("police", "Orrin")),
        ("Abel Orrin stabbed Tessa Marl and was shot by an officer.", ("officer", "Orrin")),
        ("A man shot his wife and was killed by police.", ("man", "wife")),
        ("A trooper shot a driver and wounded his wife.", ("trooper", "wife")),
        ("Deputies shot his wife in a hall.", ("Deputies", "wife")),
        ("The officer shot his wife in a hall.", ("officer", "wife")),
    ],
)
def test_who_shot_whom_is_told_by_name(text: str, whom: tuple[str | None, str | None]) -> None:
    def words(at: tuple[int, int] | None) -> str | None:
        return text[slice(*at)] if at else None

    assert whom in [(words(e.shooter_at), words(e.target_at)) for e in gunfire(text) if e.hit]


def test_the_wife_of_whom_an_officer_hit_was_hit_by_police() -> None:
    (first, second) = gunfire("A trooper shot a driver and wounded his wife.")
    assert first.by_police
    assert second.by_police
    (own,) = gunfire("The officer shot his wife in a hall.")
    assert not own.by_police


def test_who_shot_without_a_target_hit_nobody_yet() -> None:
    for text in (
        "Officer Abel Orrin shot twice and Ann Poe once.",
        "They sought who shot into it.",
    ):
        assert not any(event.hit for event in gunfire(text)), text


@given(st.text(max_size=300))
def test_any_text_is_read_without_fault(text: str) -> None:
    for event in gunfire("officer shot " + text):
        assert 0 <= event.start < event.end <= len(text) + 13


def test_they_are_those_of_the_sentence_before() -> None:
    text = "Officers broke a window and Orrin raised a pistol. They shot him."
    article = Article("u", "u", "", text)
    assert told(sentences(article))[1][0].by_police


def test_they_who_are_nobody_known_stay_unknown() -> None:
    article = Article("u", "u", "", "Two men left a bar. They shot a clerk.")
    assert not told(sentences(article))[1][0].by_police


@pytest.mark.parametrize(
    "befell", ["was shot and killed by a Boone officer", "was wounded when a deputy shot him"]
)
@pytest.mark.parametrize(
    "who",
    [
        "A man holding off officers",
        "A man who had held off officers for six hours",
        "A man fleeing officers",
        "A man who threatened two officers with a knife",
        "A man who rammed a trooper's car",
        "A man who refused to obey officers",
        "A man chasing a deputy with an ax",
        "A man who had just robbed an officer",
        "A man whom officers were chasing",
        "A man officers had been looking for",
        "A man approaching officers with a sword",
        "A man wrestling a deputy for his gun",
        "A man who would not let officers in",
        "A man who came out and faced officers",
        "A man that deputies had followed for miles",
        "A man walking a dog",
    ],
)
def test_officers_in_words_about_somebody_are_not_who_was_shot(who: str, befell: str) -> None:
    events = gunfire(f"{who} {befell} on Monday.")
    assert any(event.by_police for event in events)
    assert {event.target for event in events if event.hit} <= {Actor.CIVILIAN, Actor.SOMEBODY}


@pytest.mark.parametrize(
    "text",
    [
        "A man said an officer was shot Monday.",
        "A man fled and an officer was shot.",
        "A man was at home when a deputy was shot.",
        "The officer who chased the man was shot.",
        "An officer serving a warrant on a man was shot and killed.",
    ],
)
def test_officers_who_were_shot_are(text: str) -> None:
    assert {event.target for event in gunfire(text) if event.hit} == {Actor.POLICE}


@pytest.mark.parametrize(
    "text",
    [
        "Police looking for a man who had shot two people shot and killed the suspect.",
        "Officers chasing a man who killed his wife fatally shot Abel Orrin on Tuesday.",
        "Deputies called about a man who had fired a gun opened fire on the driver, killing him.",
        "An officer whom a man had stabbed fired several shots and hit the suspect.",
        "Police investigating the killing of a clerk shot a 34-year-old man.",
        "Two officers who came to the door shot a man who had shot an officer.",
        "A trooper whose car had been rammed killed Abel Orrin with a single shot.",
        "Police, called to a report of gunfire, shot a man armed with a knife.",
        "An officer hired to guard the store shot and wounded a man.",
        "A man was wounded by gunfire from a state trooper.",
        "A man suspected of firing at an officer was killed when a deputy opened fire.",
        "A man police say had a gun was shot by officers chasing a man who killed his wife.",
        "A gunman who killed a deputy has died after being shot by officers.",
        "The driver of a pickup, whom a sniper on a roof shot, has died.",
        "A man who stabbed two officers, whom a trooper shot, has died.",
        "The family of a man wanted in the shooting of a deputy, shot by police, wants answers.",
        "A struggle ended with a deputy whom a man had stabbed shooting Abel Orrin.",
        "Officers opened fire on a man who fired at them, killing him.",
        "The killing of Abel Orrin by two officers who came to the door led to protests.",
        "The suspect was wounded by gunfire from a Macon, Georgia, police officer.",
        "A man was shot by Customs and Border Protection officers.",
        "Police fatally shot an alleged car thief.",
        "The killing of a man by a Texas Department of Public Safety trooper led to a suit.",
        "Prosecutors are reviewing the fatal shooting of a boy by the FBI.",
        "A Macon, Ga., police officer shot and killed a man.",
    ],
)
def test_what_only_tells_who_somebody_is_takes_no_verb_away(text: str) -> None:
    events = told([sentence(text)])[0]
    assert any(event.by_police and event.target is not Actor.POLICE for event in events)


@pytest.mark.parametrize(
    ("text", "shooter", "target"),
    [
        ("Officers who were off duty saw a man shoot another patron.", "civilian", "civilian"),
        ("A man accused of shooting at deputies is in jail.", "civilian", "police"),
        ("A man who said police shot his brother has sued.", "police", "civilian"),
    ],
)
def test_a_verb_keeps_the_subject_right_before_it(text: str, shooter: str, target: str) -> None:
    events = told([sentence(text)])[0]
    assert (shooter, target) in {(event.shooter.value, event.target.value) for event in events}
