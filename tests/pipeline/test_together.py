"""Who was hit together: those chosen one by one, held against each other."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline import people
from pipeline.language import text
from pipeline.records import Article, FiredBy, Role


@dataclass(frozen=True)
class Odds:
    police: float = 0.95
    any: float = 0.95
    fired_by: FiredBy = FiredBy.POLICE


_CIVILIAN = Odds(police=0.05, fired_by=FiredBy.CIVILIAN)


def shot(body: str, role: Role = Role.SHOT_BY_POLICE, odds: Odds | None = None) -> set[str | None]:
    article = Article("https://a.example/1", "https://a.example/1", "", text.normalise(body))
    found, _ = people.find(article, text.sentences(article), odds or Odds())
    return {person.name for person in found if person.role is role and person.name}


_OPENING = (
    "CARBURY, Ohio — A Carbury police officer shot and killed Abel Orrin, 31, on Tuesday night"
    " after a chase, Chief Ruth Immelman said.\n\n"
)


@pytest.mark.parametrize(
    "told",
    [
        "Officer Mara Quist was hit in the leg by a fellow officer's bullet and is recovering.",
        "The chief said Officer Mara Quist was wounded by friendly fire.",
        "Deputy Mara Quist was struck by a round from another deputy's rifle, the sheriff said.",
        "Detective Mara Quist was hit not by Orrin but by her own partner, a review found.",
        "The bullet in Officer Mara Quist's foot was from Cpl. Drew Hanwick's gun.",
        "An officer was also hit, by a fellow officer's round. Officer Mara Quist had surgery.",
    ],
)
def test_an_officer_whom_a_colleague_hit_was_shot_by_police(told: str) -> None:
    assert shot(_OPENING + told) == {"Abel Orrin", "Mara Quist"}


@pytest.mark.parametrize(
    "told",
    [
        "Officer Mara Quist was hit in the vest. The state ruled out friendly fire.",
        "It is not clear whether Officer Mara Quist was hit by Orrin or by a fellow officer.",
        "Officer Mara Quist was hurt when a fellow officer's car hit hers.",
        "Officer Mara Quist said Orrin was shot by a fellow officer.",
        "He was killed by another officer. Officer Mara Quist was treated for a cut.",
    ],
)
def test_an_officer_beside_a_colleague_who_fired_was_not(told: str) -> None:
    assert shot(_OPENING + told) == {"Abel Orrin"}


@pytest.mark.parametrize(
    "told",
    [
        "Orrin had just shot Ann Quist, 24, in an argument over a parking space.",
        "Police said Orrin killed Ann Quist, 24, and wounded her brother, Lou Quist, 20.",
        "He had wounded Ann Quist, 24, and killed Lou Marsh, 60, at a tavern.",
        "Ann Quist, 24, whom Orrin had shot in the neck, was in serious condition.",
        "Ann Quist, 24, was hit in the neck by Orrin, the chief said, and is in surgery.",
    ],
)
def test_whom_the_one_police_hit_had_shot_is_his_victim(told: str) -> None:
    assert shot(_OPENING + told) == {"Abel Orrin"}


@pytest.mark.parametrize(
    "told",
    [
        "A Carbury officer was charged with killing Ann Quist's son, Abel Orrin, 31, on Tuesday.",
        "Ann Quist sued Carbury over the death of her brother, Abel Orrin, whom an officer shot.",
    ],
)
def test_who_is_told_as_somebodys_kin_is_who_was_hit(told: str) -> None:
    assert shot(told) == {"Abel Orrin"}


@pytest.mark.parametrize(
    "told",
    [
        "Officers had sought a man accused of killing Ann Quist's son, Lou Marsh, 20.",
        "Police said they shot Orrin after he was seen shooting Ann Quist's son, Lou Marsh.",
    ],
)
def test_whose_kin_another_killed_was_not_hit_by_police(told: str) -> None:
    assert shot(_OPENING + told) == {"Abel Orrin"}


def test_a_hit_told_of_a_list_is_told_of_all_in_it() -> None:
    police = (
        "A Carbury officer was charged Monday in the fatal shooting of Abel Orrin and Ann Quist."
    )
    assert shot(police) == {"Abel Orrin", "Ann Quist"}
    others = (
        "Four people were shot at a party in Carbury on Sunday, police said.\n\n"
        "The four who were shot have been identified as Abel Orrin, 34, Ames; Ann Quist, 33, of"
        " Clay Hill; Lou Marsh, 26, Dover; and Ida Roost, 23, Dover."
    )
    assert shot(others, Role.SHOT_BY_OTHER, _CIVILIAN) == {
        "Abel Orrin", "Ann Quist", "Lou Marsh", "Ida Roost",
    }  # fmt: skip


def test_who_is_named_beside_the_one_hit_was_not_hit_with_them() -> None:
    told = "Police arrested his companions, Ann Quist, 24, and Lou Marsh, 40."
    assert shot(_OPENING + told) == {"Abel Orrin"}
    told = "Orrin and his cousin, Ann Quist, had run from the car. She was not hurt."
    assert shot(_OPENING + told) == {"Abel Orrin"}


def _unnamed(body: str) -> list[tuple[object, object]]:
    """Age and gender of each without a name whom police shot."""
    article = Article("https://a.example/1", "https://a.example/1", "", text.normalise(body))
    found, claims = people.find(article, text.sentences(article), Odds())
    told = {(claim.person, claim.field): claim.value for claim in claims}
    return [
        (told.get((person.n, "age")), told.get((person.n, "gender")))
        for person in found
        if person.role is Role.SHOT_BY_POLICE and not person.name
    ]


@pytest.mark.parametrize(
    "told",
    [
        "A 24-year-old woman was shot in the back and was in critical condition.",
        "A 24-year-old woman who was with him was treated for a gunshot wound to the leg.",
        "A second person, a 24-year-old woman, was taken to a hospital with a gunshot wound.",
        "A 24-year-old woman, his passenger, suffered wounds that were not life-threatening.",
        "Also wounded was a 24-year-old woman who had been riding with him.",
        "One of the bullets went through a wall and struck a 24-year-old woman.",
        "Paramedics took a 24-year-old woman to a hospital with a gunshot wound to the neck.",
    ],
)
def test_a_second_one_hit_need_not_be_named(told: str) -> None:
    assert _unnamed(_OPENING + told) == [(24, "female")]


@pytest.mark.parametrize(
    "told",
    [
        "A 24-year-old woman who was in the car was not hurt.",
        "A 24-year-old woman was wounded when he opened fire in the store, police said.",
        "Police were called after a man hit another man outside a bar.",
        "A 24-year-old woman was shot in an unrelated robbery across town.",
        "Orrin fired into the crowd. A 24-year-old woman was shot in the arm.",
        "A 24-year-old woman was cut by glass and treated at a hospital.",
    ],
)
def test_who_was_hurt_by_nobody_or_by_others_is_no_second_one(told: str) -> None:
    assert _unnamed(_OPENING + told) == []


@pytest.mark.parametrize(
    "told",
    [
        "The victims and the suspect were taken to one hospital. Relatives of the female victim"
        " identified her as Corinne Ashdown.",
        "An inmate killed two bailiffs before deputies shot him. The sheriff identified the"
        " bailiffs as 58-year-old Corinne Ashdown and 64-year-old Gus Amory.",
        "The shooter was taken to a hospital in stable condition. The person killed was Corinne"
        " Ashdown, 60, who ran the front desk.",
        "A man who opened fire on shoppers was shot by police. Those killed were identified as"
        " Corinne Ashdown, 44, and Gus Amory, 29.",
    ],
)
def test_the_dead_of_a_gunman_whom_police_hit_are_his(told: str) -> None:
    assert not shot(f"Police shot and wounded a gunman in Carbury, Ohio, on Monday.\n\n{told}")


@pytest.mark.parametrize(
    "told",
    [
        "Orrin walked in through a side door and killed guards Leo Banks, 61, and Neil Corder, 58.",
        "Orrin of Dayton had shot clerk Leo Banks, 63, and Head of Store Security Neil Corder, 41.",
        "Inside a trailer, deputies found the bodies of Leo Banks and Neil Corder.",
        "The two injured officers, identified in a report as Leo Banks and Neil Corder of the"
        " Carbury Police Department, were struck in the legs.",
        "Sheriff Leo Banks and bailiff Neil Corder were wounded and are in stable condition.",
    ],
)
def test_whom_one_that_police_hit_had_shot_is_no_victim_of_police(told: str) -> None:
    assert shot(_OPENING + told) == {"Abel Orrin"}


@pytest.mark.parametrize(
    "told",
    [
        "The person killed was identified as Ramon Teal, 38.",
        "He had wounded an officer before he was shot. The person killed was Ramon Teal, 38.",
        "The suspect was taken to a hospital, where he died. The person killed was Ramon Teal, 38.",
        "He killed a police dog before being shot. The victim was identified as Ramon Teal, 38.",
    ],
)
def test_the_only_one_told_to_be_killed_was_shot_by_police(told: str) -> None:
    assert shot(f"Police shot and killed a man in Carbury, Ohio, on Monday.\n\n{told}") == {
        "Ramon Teal"
    }


@pytest.mark.parametrize("brother", ["Casper Orrin", "Travonce Orrin"])
def test_a_brother_who_mourns_the_one_police_shot_was_shot_by_nobody(brother: str) -> None:
    body = (
        f"The Rev. Lou Quist stood beside {brother} on Thursday and put an arm around him, as "
        f"hundreds of mourners looked on.\n\n{brother} had come to bury his younger brother. "
        "Several times he took the microphone; each time Quist let him speak, then drew him gently "
        f"back.\n\n{brother} led the church in calling out his brother's name.\n\n"
        "Abel Orrin was 22. Carbury police officers shot and killed him on the night of March 18."
    )
    assert shot(body) == {"Abel Orrin"}
    assert shot(body, Role.SHOT_BY_OTHER) == set()


_MASSACRE = (
    "CARBURY, Ohio — Officers shot and killed gunman Abel Orrin, 31, who had opened fire in a"
    " nightclub and killed nine people.\n\n"
)


@pytest.mark.parametrize(
    "told",
    [
        "Hundreds came to the funeral of nightclub shooting victim Mara Quist.",
        "Flowers lay under a picture of Carbury shooting victim Mara Quist, 45, of Elm Street.",
    ],
)
def test_a_victim_of_the_attack_was_hit_by_the_gunman(told: str) -> None:
    assert shot(_MASSACRE + told) == {"Abel Orrin"}


def test_a_police_shooting_victim_was_hit_by_police() -> None:
    body = (
        "CARBURY, Ohio — A Carbury officer shot and killed a man on Tuesday.\n\n"
        "Hundreds came to the funeral of police shooting victim Mara Quist, 45, who was killed by"
        " the officer. No gunman was ever found, the chief said."
    )
    assert shot(body) == {"Mara Quist"}
