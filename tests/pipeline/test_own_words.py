"""Whose the words of a wound, a shot or an accusation are, and the parts they belie."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.naming.mentions import Named, find_names
from pipeline.naming.name_tokens import tokens
from pipeline.records import Basis, Page, Sentence, Where
from pipeline.roles import own_words


def mention(text: str, surname: str) -> Named:
    words = tokens(text)
    names = find_names(0, Sentence(Where.TEXT, 0, len(text), text, 0), words)
    return next(one for one in names if one.parts[-1] == surname)


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Abel Roe, 15, shot and wounded four friends in the gym.", False),
        ("When the gunman opened fire, Nan Poe was sitting beside Abel Roe, 62.", False),
        ("Jem Poe died defending his mother, Abel Roe.", False),
        (
            "The troopers involved in the shooting, Cpl. Abel Roe and a recruit, are on leave.",
            False,
        ),
        ("The officer was identified as Abel Roe.", False),
        ("Abel Roe was taken into custody at the hospital.", False),
        ("Two bailiffs were killed Monday by an inmate, Sheriff Abel Roe said.", False),
        ("Abel Roe, a tourist who was shot in the face, said she was grateful.", True),
        ("The victims have been identified as Nan Poe, 37; Jem Coe, 29, and Abel Roe, 26.", True),
        ("Abel Roe, a 40-year-old man, was shot and killed Saturday on Elm Street.", True),
        ("Abel Roe was at his grandmother's when a man walked up and shot him.", True),
        ("The shooting that killed Abel Roe and wounded three others is unsolved.", True),
        ("Abel Roe fatally shot himself with a gun he had found.", True),
        ("The mother of Abel Roe sued a year after her son was shot.", True),
    ],
)
def test_a_wound_is_of_who_is_named_or_not(text: str, hit: bool) -> None:
    one = mention(text, "Roe")
    first = min(one.start, text.find("Nan Poe, 37") % len(text))  # of a list, where it begins
    assert (own_words.wounded(text, one, first, one.end) is not None) is hit


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("Officer Abel Roe, in his second year, rounded a corner and fired one round.", True),
        ("Nan Poe was shot once by Officer Abel Roe, who had answered a call.", True),
        ("Abel Roe was found not guilty in the death of a man he shot three times.", True),
        ("The officer, Abel Roe, was tried for manslaughter and found not guilty.", False),
        ("Marchers want the officer, Abel Roe, fired and charged.", False),
        ("An inmate disarmed Deputy Abel Roe in a fight and shot him.", False),
        ("The officer involved in the shooting was Abel Roe.", False),
    ],
)
def test_who_fired_is_told_by_the_firing(text: str, fired: bool) -> None:
    assert (own_words.fires(text, mention(text, "Roe")) is not None) is fired


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Police arrested Abel Roe on Sunday.", True),
        ("A warrant was issued for Abel Roe.", True),
        ("Lee Poe is accused of killing 9-year-old Abel Roe.", False),
        ("Lee Poe was charged in the death of Abel Roe.", False),
        ("Abel Roe has no arrest record.", False),
        ("Abel Roe was shot in the face, and a man was charged.", False),
    ],
)
def test_an_accusation_is_not_of_its_victim(text: str, accused: bool) -> None:
    assert (own_words.accused_in(text, mention(text, "Roe")) is not None) is accused


def parts(title: str, story: str) -> dict[str | None, tuple[str, Basis | None]]:
    body = {"url": "https://a.example/1", "title": title, "text": story, "published": "2024-05-15"}
    at = datetime(2027, 1, 1, tzinfo=UTC)
    page = Page("https://a.example/1", json.dumps(body).encode(), at, "application/json")
    report = reader.read(page).reports[0]
    told = {claim.person: claim.basis for claim in report.claims if claim.field == "role"}
    return {one.name: (str(one.role), told.get(one.n)) for one in report.people}


def test_an_officer_on_leave_fired_by_inference() -> None:
    found = parts(
        "Trooper-involved shooting in Polk County",
        "A man was shot and killed by state troopers Sunday after a chase, the patrol said.\n\n"
        "The troopers involved in the shooting, Cpl. Evan Marsh and Trooper Luke Byrd, have been "
        "placed on administrative leave.\n\nThe man, Gary Stiles, 33, died at the scene.",
    )
    assert found["Evan Marsh"] == found["Luke Byrd"] == ("officer_fired", Basis.INFERRED)


def test_who_shot_and_was_not_hit_is_no_victim() -> None:
    found = parts(
        "Boy hurt by gunfire in Casa Vista",
        "A boy, Ned Loy, 13, was shot in the leg at a range on Sunday.\n\nNed was shot by Hal "
        "Reeder, 50, who was holstering his handgun, detectives said.",
    )
    assert found["Ned Loy"][0] == "shot_by_other"
    assert found["Hal Reeder"][0] == "suspect"


def test_the_husband_of_a_friend_is_no_kin_of_who_was_hit() -> None:
    found = parts(
        "Flint remembers teen",
        'Noel Grant, 16, was shot to death in May in Flint.\n\n"He would give you the shirt off '
        'his back," said Melba Wiley, a family friend. "Anybody," said Melba\'s husband, Chris '
        "Wiley.",
    )
    assert found["Chris Wiley"][0] == "other"


def test_names_that_are_run_together_are_two() -> None:
    found = parts(
        "Deputies shoot man in Gasco County",
        "A man was shot by deputies Tuesday after he rammed a patrol car.\n\nEric Cample, 40, was "
        "hit twice. According to Sheriff Randy Espo Cample took off in his truck.",
    )
    assert found["Eric Cample"][0] == "shot_by_police"
    assert "Randy Espo" in found


def test_kin_in_whose_death_somebody_is_sentenced_was_hit() -> None:
    found = parts(
        "Father gets 16 years",
        "FORT WILLS, Ind. (AP) — A man was sentenced Friday for a shooting that killed a girl.\n\n"
        "A judge told Dale White the shooting death of his daughter, Mya, was no accident. White, "
        "38, had shot the girl in the face.",
    )
    assert found["Mya White"][0] == "shot_by_other"


def test_kin_in_a_list_of_those_who_were_hit_were_hit_too() -> None:
    found = parts(
        "Man kills family in Boone",
        "A guard shot his family in Boone on Sunday, police said.\n\nHe had killed his 7-year-old "
        "daughter, Kayla Dorn; his girlfriend, Shana Hale; and Hale's mother, Vi Warner, 62.",
    )
    assert found["Kayla Dorn"] == found["Vi Warner"] == ("shot_by_other", Basis.STATED)


@pytest.mark.parametrize(
    "told",
    [
        "Lee Dorn, 20, was killed, his mother, Ann Coe, said Monday.",
        "Whoever shot her son, Ann Coe has forgiven them. Lee Dorn, 20, was killed.",
        "Lee Dorn, 20, was killed. His mother, Ann Coe, lost a son in 2002, too.",
    ],
)
def test_kin_who_tell_of_it_were_not_hit(told: str) -> None:
    found = parts("Man killed in Boone", f"A man was shot at a house in Boone on Sunday.\n\n{told}")
    assert found["Ann Coe"][0] in ("relative", "other")


@pytest.mark.parametrize(
    ("told", "name", "part"),
    [
        (
            "The state on Monday identified the two who fired as Officer Lena Marsh, a sniper, and "
            "Sgt. Cole Bray.",
            "Cole Bray",
            "officer_fired",
        ),
        ("Officer Tad Wills, who is no relation, fires first.", "Tad Wills", "officer_fired"),
        ("He fired at Deputies Ann Loy and Tad Wills, who shot back.", "Ann Loy", "officer_fired"),
        ("Officer Lena Marsh, whom he shot, hugged a colleague.", "Lena Marsh", "shot_by_other"),
        ("Deputy Jim Atter was also injured in the gunfire.", "Jim Atter", "shot_by_other"),
        ("Officer Lena Marsh fired her Taser first.", "Lena Marsh", "officer"),
    ],
)
def test_an_officer_plays_the_part_that_is_told(told: str, name: str, part: str) -> None:
    found = parts(
        "Boone police kill man",
        f"A man was shot and killed by police in Boone on Sunday, officials said.\n\n{told}\n\n"
        "Gus Hale, 40, died there.",
    )
    if part == "officer":
        assert found[name] != ("officer_fired", Basis.STATED)
    else:
        assert found[name] == (part, Basis.STATED)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Dirk Hale, 15, shot and fatally wounded two friends and wounded another.", "Dirk Hale"),
        ("The state bureau said the shooter, identified as Dirk Hale, was a guard.", "Dirk Hale"),
        ("Nan Coe showed what her son was carrying when a man shot him.", "Nan Coe"),
        ("The owner, Bob Sands, 73, said he was struck in the head with a pistol.", "Bob Sands"),
    ],
)
def test_no_wound_is_quoted_of_who_shot_or_tells_of_kin(told: str, name: str) -> None:
    found = parts(
        "Killings in Boone",
        "A man shot and killed two people and himself in Boone on Sunday, police said.\n\n" + told,
    )
    part, basis = found.get(name, ("other", None))
    assert part != "shot_by_other" or basis is not Basis.STATED


@pytest.mark.parametrize(
    ("told", "name", "part"),
    [
        (
            "Tia Dorn, 17, was hit, according to her father, Army Sgt. Maj. Jeff Dorn.",
            "Jeff Dorn",
            "relative",
        ),
        ("A man fired on his wife, Sheriff Jeff Pell said.", "Jeff Pell", "official"),
        ("The file goes to state attorney Bob Hall.", "Bob Hall", "official"),
        ("Kevin Kerr said he saw Dorn on Thursday.", "Kevin Kerr", "other"),
        ("Kevin Kerr said he saw a man fall after the shots.", "Kevin Kerr", "witness"),
        ("As police sought Dorn, Nan Dorn woke up at her home.", "Nan Dorn", "other"),
    ],
)
def test_the_words_beside_a_name_outrank_a_rank(told: str, name: str, part: str) -> None:
    found = parts("Five shot in Boone", f"Five people were shot in Boone on Sunday.\n\n{told}")
    assert found.get(name, ("other",))[0] == part


def test_a_nameless_man_whom_police_shot_is_told_of_beside_an_officer_who_was_hit() -> None:
    found = parts(
        "Man and officer shot in Boone",
        "Police in Boone shot and killed a 40-year-old man on Sunday after he fired on them.\n\n"
        "Officer Lena Marsh was shot in the leg and is recovering.",
    )
    assert found["Lena Marsh"][0] == "shot_by_other"
    assert found[None][0] == "shot_by_police"


def test_kin_among_the_victims_and_partners_of_who_died() -> None:
    found = parts(
        "Two shot in Boone",
        "Two people were shot at a house in Boone on Sunday.\n\nAnn Dorn said her son, Lee Dorn, "
        "23, was one of the victims. Cal Smith and the man who died came together, police said.",
    )
    assert found["Lee Dorn"][0] == "shot_by_other"
    assert found.get("Cal Smith") != ("shot_by_other", Basis.STATED)


@pytest.mark.parametrize(
    ("told", "name", "part"),
    [
        ("Lee Coe, 31, is sought in the slaying of his wife, Ann Coe.", "Ann Coe", "shot_by_other"),
        ("Al Orr crossed paths with shooter Lee Coe, of Ames, and was killed.", "Lee Coe", ""),
        ("Robert Coe owned the gun in a fight in which she was killed.", "Robert Coe", ""),
        ("Nan Coe wept. Deputies did not say which victim was Coe's brother.", "Nan Coe", ""),
        ("Deputy Jim Atter, who Lee Coe shot, is recovering.", "Lee Coe", "suspect"),
        ("Cal Smith, another student there, said the gunman spoke.", "Cal Smith", "other"),
    ],
)
def test_whose_the_slaying_the_shot_and_the_gunman_are(told: str, name: str, part: str) -> None:
    found = parts("Two shot in Boone", f"Two people were shot in Boone on Sunday.\n\n{told}")
    given, basis = found.get(name, ("other", None))
    assert given == part or (part != "shot_by_other" and basis is not Basis.STATED)
