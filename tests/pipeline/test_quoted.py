"""A sentence is quoted for a value only where it tells that value, of this shooting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.records import Basis, Claim, Page, Reading, Where


def _read(text: str, title: str = "") -> Reading:
    told = {
        "url": "https://boone.example/1",
        "text": text,
        "title": title,
        "published": "2024-05-14T12:00:00-05:00",  # a Tuesday
    }
    body = json.dumps(told).encode()
    return reader.read(
        Page(told["url"], body, datetime(2026, 1, 1, tzinfo=UTC), "application/json")
    )


def _claims(reading: Reading, field: str) -> Iterator[Claim]:
    return (claim for claim in reading.reports[0].claims if claim.field == field)


def _stated(text: str, field: str) -> list[object]:
    return [one.value for one in _claims(_read(text), field) if one.basis is Basis.STATED]


def _quoted(text: str, title: str, field: str) -> list[str]:
    reading = _read(text, title)
    return [
        (reading.article.title if span.where is Where.TITLE else reading.article.text)[
            span.start : span.end
        ]
        for claim in _claims(reading, field)
        if (span := claim.quote) is not None
    ]


SHOTS = [
    ("A Boone officer shot a 30-year-old man Monday. He fired three times, the chief said.", [3]),
    # how often somebody was hit counts wounds, and a part is not the whole
    ("Boone police shot a man Monday. Officer Lee Pell shot him three times, the chief said.", []),
    (
        "Boone police shot and killed Abel Roe on Monday. Officer Lee Pell fired three times at"
        " Roe, who kept walking, and Pell fired three more shots.",
        [],
    ),
    (
        "A Boone officer shot and killed Abel Roe on Monday. Roe's wife told agents about the"
        " shooting and said she drove him to the club once.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), SHOTS)
def test_shots_are_stated_where_all_of_those_fired_are_told(text: str, stated: list[int]) -> None:
    assert _stated(text, "shots_fired") == stated


def test_hits_still_imply_how_many_shots_were_fired() -> None:
    text = "Boone police shot a man Monday. Officer Lee Pell shot him three times, the chief said."
    assert [(one.value, one.basis) for one in _claims(_read(text), "shots_fired")] == [
        (3, Basis.INFERRED)
    ]


FLIGHTS = [
    (
        "Boone police shot and killed Abel Roe on Monday. Roe ran from a traffic stop and into an"
        " alley, where he pointed a gun at officers.",
        ["foot"],
    ),
    (
        "A Boone officer shot and killed a man Monday. The man, a passenger in a stolen car, ran"
        " from officers and jumped a fence.",
        ["foot"],
    ),
    (
        "Officers chased Abel Roe on foot Monday in Boone. He was shot and wounded by an officer as"
        " he ran from police.",
        ["foot"],
    ),
    (
        "Boone police shot and killed Abel Roe on Monday. The driver of the parked van gave a name,"
        " then took off with the officer caught in the door.",
        ["car"],
    ),
    # an officer's
    (
        "Boone police Officer Lee Pell shot and killed Abel Roe on Monday. Video shows Pell running"
        " behind Roe and shouting once.",
        [],
    ),
    (
        "Boone police shot and killed a man on Monday. The office did not say how many shots were"
        " fired or whether body cameras were running.",
        [],
    ),
    # with the wound already
    (
        "Boone police shot and killed a man who had a rifle Monday. Wounded, the man ran into a lot"
        " and fell there.",
        [],
    ),
    (
        "Boone police shot a man outside a bank Monday. After he was shot, the man ran about 20"
        " yards and fell, the chief said.",
        [],
    ),
    # others
    (
        "Boone police shot and killed a gunman Monday at a mall. Another victim, a 23-year-old man,"
        " was hit in the back while trying to run away through the lot.",
        [],
    ),
    (
        "Boone police shot and killed a man Monday near the park. Ann Harb, who had seen him, ran"
        " into three officers on bicycles and told them what she saw.",
        [],
    ),
    (
        "A Boone officer shot and killed a driver Monday. A passenger left the car, ran off and was"
        " later taken into custody.",
        [],
    ),
    (
        "Boone police shot and killed Ann Roe in her apartment on Monday. Early on, her boyfriend,"
        " Kim Lund, ran out of the apartment with a baby. Lund was arrested.",
        [],
    ),
    (
        "Boone police shot and killed Abel Roe on Monday. Roe had filmed his run from police days"
        " earlier and put it online, police said.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), FLIGHTS)
def test_a_flight_is_that_of_who_was_shot_and_before_the_shot(text: str, stated: list[str]) -> None:
    assert _stated(text, "fleeing") == stated


ARMS = [
    ("Boone police shot Abel Roe on Monday. He didn't drop the gun, police said.", ["firearm"]),
    ("Boone police shot Abel Roe on Monday. He wouldn't drop the knife, police said.", ["knife"]),
    ("Boone police shot a man Monday. He was swinging a club at officers.", ["other"]),
    ("Boone police shot two men Monday. They pulled guns on the officers.", ["firearm"]),
    ("Boone police shot Roe on Monday. Roe couldn't even hold a gun, his mother said.", []),
    ("Boone police shot a man Monday. He was carried from the club after two hours.", []),
    ('Boone police shot a man Monday. "Put the guns down," his aunt said at a vigil.', []),
    ("Boone police shot a man Monday. Police do not know if he was shot or stabbed by then.", []),
    ("Boone police shot a man Monday. The program makes people surrender any firearms.", []),
    ("Boone police shot a man Monday. An operation that day was focused on guns and drugs.", []),
    ('Boone police shot a man Monday. "Everybody wants to run around with the guns."', []),
    (
        "Boone police shot a man Monday. Kim Lund, an officer who was there first, could not find"
        " him and never fired his gun.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), ARMS)
def test_a_weapon_is_that_of_who_was_shot(text: str, stated: list[str]) -> None:
    assert _stated(text, "armed") == stated


FOUND = [
    # it is told by whom it lay, or who had it
    ("A pistol was recovered under him.", ["firearm"]),
    ("A gun was found in Roe's waistband.", ["firearm"]),
    ("Roe's pistol was recovered in the lot.", ["firearm"]),
    ("A knife that he had carried was recovered in the lot.", ["knife"]),
    ("Officers told him to drop the weapon. A pistol was found there.", ["firearm"]),
    ("Agents found Roe behind a shed with a shotgun.", ["firearm"]),
    # and here only that it was found
    ("A pistol was recovered in the alley.", []),
    ("A knife was recovered.", []),
    ("Detectives seized two rifles at the residence.", []),
    ("Investigators have recovered a 9 mm pistol, three phones and a backpack.", []),
    ("A gun was found in Roe's home.", []),
    ("A hatchet was later located in a ditch near the road.", []),
    ("The state said no deputies were fired on.", []),
    ("Police do not believe that there was an exchange of gunfire.", []),
    ("Days earlier a man with a gun had been seen there, police said.", []),
    ('"Which of the four had a knife?" his aunt asked.', []),
    ("Officers say anytime people have guns in a house they must lock them up.", []),
    ("Officer Lee Pell was off duty when he shot at a thief.", []),
    ("A pistol was recovered in a van, and Pell had cartridges in his pocket.", []),
]


@pytest.mark.parametrize(("told", "stated"), FOUND)
def test_a_thing_that_is_only_found_is_in_nobodys_hand(told: str, stated: list[str]) -> None:
    text = f"A Boone officer shot and killed Abel Roe, 40, on Monday. {told}"
    assert _stated(text, "armed") == stated


def test_a_thing_in_hand_is_quoted_before_one_that_is_found() -> None:
    text = (
        "A Boone officer shot and killed Abel Roe, 40, on Monday. Roe raised a pistol, police said."
        " It was dark. Investigators recovered a pistol with four rounds in the alley."
    )
    assert _quoted(text, "", "armed") == ["Roe raised a pistol, police said."]


ENDS = [
    (
        "Boone police shot a man Monday. None of the injuries appeared to be life-threatening.",
        ["survived"],
    ),
    ("Boone police shot Abel Roe on Monday. Roe was gravely injured.", ["critical"]),
    (
        "Boone police shot Roe on Monday. He was hit in the head and critically wounded.",
        ["critical"],
    ),
    (
        "Boone police shot Abel Roe and Kim Lund on Monday. Roe is in critical condition and Lund"
        " is listed in serious condition, a hospital said.",
        ["critical", "survived"],
    ),
    (
        "Boone police shot a woman Monday. She said that she cannot walk safely in her street.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), ENDS)
def test_an_end_is_that_of_the_one_it_is_told_of(text: str, stated: list[str]) -> None:
    assert _stated(text, "outcome") == stated


def test_a_death_is_quoted_where_the_name_stands_beside_it() -> None:
    text = (
        "A man is dead after Boone police shot him Monday.\n\n"
        "Abel Roe, 40, died at a hospital, the chief said."
    )
    assert _quoted(text, "Man shot, killed by Boone police", "fatal") == [
        "Abel Roe, 40, died at a hospital, the chief said."
    ]


EVENTS = [
    (
        "The officer who shot Abel Roe in Boone in March will not be charged, the district attorney"
        " said Monday.",
        ["charge_decision"],
    ),
    (
        "Boone police shot and killed Abel Roe on May 6. An autopsy was completed Friday and found"
        " that he was hit twice.",
        ["autopsy"],
    ),
    (
        "A Boone officer was indicted Monday in the 2022 shooting of Abel Roe, who was killed by"
        " police.",
        ["indictment"],
    ),
    # yet to be, or under way
    ("Boone police shot a man Monday. The coroner will wait for autopsy results.", []),
    ("Boone police shot and killed Roe on Monday. An autopsy is being performed to find why.", []),
    # of another case, of the gunman, of anybody
    (
        "Boone police shot a man Monday. Meanwhile, protesters in Dunmore marched after an officer"
        " was indicted on murder charges in the 2014 shooting of a teenager.",
        [],
    ),
    (
        "A Boone officer shot and killed Abel Roe on Monday. The officer was cleared by a grand"
        " jury in the 2019 shooting of a teenager.",
        [],
    ),
    (
        "A gunman was shot by Boone police Monday. Police looked into a threatening video posted"
        " online before the shooting.",
        [],
    ),
    (
        "A Boone officer shot a man Monday. Children under 10 cannot be charged with a crime, the"
        " chief said of his son.",
        [],
    ),
    (
        "Boone police shot a man Monday. It is obvious that the state lacks evidence to charge him,"
        " said his lawyer, Kim Lund.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), EVENTS)
def test_an_event_is_done_and_of_this_shooting(text: str, stated: list[str]) -> None:
    assert _stated(text, "event") == stated


CITIES = [
    ("Boone police shot a man Monday night in a parking lot, the chief said.", ["Boone"]),
    ("A man was shot Monday. Boone police responded at 9 p.m. and fired at him.", ["Boone"]),
    # what its police did afterwards, or at the end of a chase, is not where it was
    (
        "A man who was shot by Boone police at the end of a pursuit Monday pleaded not guilty,"
        " officials said.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), CITIES)
def test_a_town_is_stated_by_its_police_only_where_they_fired_or_came(
    text: str, stated: list[str]
) -> None:
    claims = list(_claims(_read(text), "city"))
    assert [one.value for one in claims] == ["Boone"]
    assert [one.value for one in claims if one.basis is Basis.STATED] == stated


DAYS = [
    ("A Boone officer shot and killed a man on Monday. He had a knife.", ["2024-05-13"]),
    (
        "One of the men fired at Boone officers, who shot and killed him, a spokesman said to"
        " reporters on Monday.",
        [],
    ),
    ("On Monday, Gov. Kim Lund called the shooting of Abel Roe by Boone police a tragedy.", []),
    ("Boone police on Monday were investigating the shooting of a man by an officer.", []),
]


@pytest.mark.parametrize(("text", "stated"), DAYS)
def test_a_day_is_stated_where_the_shooting_was_on_it(text: str, stated: list[str]) -> None:
    assert _stated(text, "incident_date") == stated


PLACES = [
    ("A man was shot and killed by Boone police Monday at 410 Elm Street.", ["410 Elm Street"]),
    (
        "A boy was hurt Monday in an accidental shooting. On Elm Street in Boone, deputies say, a"
        " 14-year-old shot him.",
        ["Elm Street"],
    ),
    # where a thing or a gunman was found, or a call came from
    (
        "A man shot his friend in Boone on Monday. The handgun was found two days later by a crew"
        " in the 400 block of Elm Street.",
        [],
    ),
    (
        "A man shot and killed two people in Boone on Monday. The gunman was found hours later in"
        " the 400 block of Elm Street.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "stated"), PLACES)
def test_a_place_is_that_of_the_shooting(text: str, stated: list[str]) -> None:
    assert _stated(text, "place") == stated


SPOTS = [
    (
        "He was shot at the corner of Elm Street and Oak Avenue Monday night.",
        "the corner of Elm Street and Oak Avenue",
    ),
    ("The shooting happened in the 4500-block of Elm Street.", "4500-block of Elm Street"),
    ("He was shot at Roe's Elm Street home, police said.", "Elm Street"),
    ("He was shot behind Cedar Valley Elementary School.", "Cedar Valley Elementary School"),
    ("He was shot outside of a church.", "a church"),
    ("He was shot in a church parking lot.", "a church parking lot"),
    # of an office, a title, an idiom or a longer noun, and of another thing
    ("Boone County Coroner Dr. Lee Marsh confirmed that he died of the shooting.", None),
    ("Calls to the Boone County Court Administrator on the shooting were not returned.", None),
    ("Roe, known the length of Elm Street as Uncle Abe, died at the scene.", None),
    ("Roe, wanted in a string of gas station robberies, died at the scene.", None),
    ("He was shot within sight of a church.", None),
    ("He was shot at the end of the school term.", None),
    ("A Cedar Valley Elementary School is raising funds since he was killed.", None),
    ("The theft happened at a store on Elm Street, hours before he was shot.", None),
]


@pytest.mark.parametrize(("told", "spot"), SPOTS)
def test_a_spot_is_a_whole_place(told: str, spot: str | None) -> None:
    text = f"Boone police shot and killed Abel Roe on Monday. {told}"
    assert _stated(text, "place") == ([spot] if spot else [])


def test_the_gender_of_one_is_not_stated_of_all_who_were_hit() -> None:
    text = (
        "Four people were shot at a party in Boone on Monday, police said. One man is still in"
        " critical condition."
    )
    assert _stated(text, "gender") == []
    assert _stated("Four men were shot at a party in Boone on Monday.", "gender") == ["male"]


def test_one_end_of_several_is_not_stated_of_all() -> None:
    text = (
        "Four people were shot at a party in Boone on Monday. He was pronounced dead at the scene."
    )
    assert _stated(text, "outcome") == []


AGENCIES = [
    ("The Iowa Division of Criminal Investigation is investigating.", True),
    ("The case will be reviewed by the Boone County Attorney's Office next week.", False),
    ("The Iowa State Patrol is prepared to assist with the investigation.", False),
]


@pytest.mark.parametrize(("said", "stated"), AGENCIES)
def test_an_inquiry_is_stated_once_it_is_made(said: str, stated: bool) -> None:
    reading = _read(f"A Boone officer shot and killed a man Monday. {said}")
    inquiries = [
        claim
        for claim in _claims(reading, "agency")
        if claim.detail["role"] == "investigating" and claim.basis is Basis.STATED
    ]
    assert bool(inquiries) == stated


#: Text, title, and what is quoted for the officer who fired: his name in full, and that he did.
OFFICERS = [
    # two sentences that stand together, where the name is in one and the deed in the other
    (
        "A Boone officer shot and killed Abel Roe on Monday. Officer Dana Lund was on patrol when"
        " Roe came out of a shop with a bat. Lund fired twice, the chief said.",
        "Man killed by Boone police",
        [
            "Officer Dana Lund was on patrol when Roe came out of a shop with a bat. Lund fired"
            " twice, the chief said."
        ],
    ),
    (
        "A Boone officer shot and killed Abel Roe on Monday. Officer Dana Lund has been with the"
        " force since 2019. She fired twice, the chief said.",
        "Man killed by Boone police",
        ["Officer Dana Lund has been with the force since 2019. She fired twice, the chief said."],
    ),
    # what stands right before it shows the full name
    (
        "A Boone officer shot and killed Abel Roe on Monday.\n\nOfficer Dana Lund had stopped him"
        " for a broken light.\n\nLund fired twice when he reached down, the chief said.",
        "Man killed by Boone police",
        ["Lund fired twice when he reached down, the chief said."],
    ),
    # who is called the officer, under a title that tells that one fired
    (
        "Abel Roe was shot and killed on Monday in Boone, the sheriff said. The officer, Dana Lund,"
        " was not hurt.",
        "Man killed by Boone officer",
        ["The officer, Dana Lund, was not hurt."],
    ),
    # a charge says it, and two paragraphs are never joined
    (
        "A Boone officer shot and killed Abel Roe in May. On Monday Officer Dana Lund was charged"
        " with one count of manslaughter.\n\nHe is due in court in June.",
        "Boone officer charged",
        ["On Monday Officer Dana Lund was charged with one count of manslaughter."],
    ),
    # on leave, on the force, or a surname alone: the name is known, and no sentence tells it
    (
        "A Boone officer shot and killed Abel Roe on Monday. Dozens came to a vigil. Officer Dana"
        " Lund remains on leave.",
        "Vigil for Abel Roe",
        [],
    ),
    (
        "A Boone officer shot and killed Abel Roe on Monday. Roe raised a bat at Officer Dana"
        " Lund, the chief said.\n\nThe street was closed for hours.\n\nThe coroner came at"
        " noon.\n\nLund fired twice.",
        "Man killed in Boone",
        [],
    ),
]


@pytest.mark.parametrize(("text", "title", "quoted"), OFFICERS)
def test_an_officer_is_quoted_where_it_is_told_that_he_fired(
    text: str, title: str, quoted: list[str]
) -> None:
    reading = _read(text, title)
    assert [claim.value for claim in _claims(reading, "officer")] == ["Dana Lund"]
    assert _quoted(text, title, "officer") == quoted


#: Text, and the agencies that are quoted: each with the part that its sentence tells.
FORCES = [
    # an inquiry beside the name, in a list or in a relative clause
    (
        "A Boone officer shot a man Monday. The Story County sheriff and the Iowa Division of"
        " Criminal Investigation are investigating.",
        {"Boone Police Department", "Iowa Division of Criminal Investigation"},
    ),
    (
        "A Boone officer shot a man Monday. The Iowa Division of Criminal Investigation, which"
        " looks at such cases for the county, has begun to review it.",
        {"Boone Police Department", "Iowa Division of Criminal Investigation"},
    ),
    # what a bureau or a prosecutor says of somebody else's doing is no inquiry
    (
        "A Boone officer shot a man Monday. The Iowa Division of Criminal Investigation says a"
        " neighbor found the knife under a car.",
        {"Boone Police Department"},
    ),
    (
        "A Boone officer shot a man Monday. The man pleaded guilty to a gun charge, the Boone"
        " County Attorney's Office said.",
        {"Boone Police Department"},
    ),
    # findings that go to somebody, and what somebody may do, are yet to come
    (
        "A Boone officer shot a man Monday. Its findings go to the Boone County Attorney's Office.",
        {"Boone Police Department"},
    ),
    (
        "A Boone officer shot a man Monday. The report was given to the Boone County Attorney's"
        " Office, which is reviewing it.",
        {"Boone Police Department", "Boone County Attorney's Office"},
    ),
    (
        "A Boone officer shot a man Monday. The Iowa Attorney General's Office may review it.",
        {"Boone Police Department"},
    ),
    # who looks into a shooting, or shows it, is not told to have fired
    ("Boone police are investigating an officer involved shooting of a man Monday.", set()),
    ("A video of an officer shooting a man Monday was put out by Boone police.", set()),
    (
        "Boone police released a video of one of their officers shooting a man Monday.",
        {"Boone Police Department"},
    ),
    # what is said of many cases is not told of this one
    (
        "An officer shot a man Monday in Boone, Iowa. Most of the people whom Boone police have"
        " killed in the last decade were ill.",
        set(),
    ),
    # a union is no force, and whoever takes a call has not come
    (
        "An officer shot a man Monday in Boone, Iowa. The Boone police union said the officer"
        " fired when the man ran at him.",
        set(),
    ),
    (
        "A Story County deputy shot a man Monday. Boone police received a call about shots fired.",
        {"Story County Sheriff's Office"},
    ),
]


@pytest.mark.parametrize(("text", "quoted"), FORCES)
def test_an_agency_is_quoted_where_its_part_is_told(text: str, quoted: set[str]) -> None:
    assert set(_stated(text, "agency")) == quoted


#: Text, and whether it is stated that an officer off duty fired.
OFF_DUTY = [
    ("An off-duty Boone officer shot a man Monday outside a bar.", ["off"]),
    ("A man was shot Monday outside a bar by an off-duty Boone officer.", ["off"]),
    ("A Boone man was hit by an off-duty officer's bullet on Monday.", ["off"]),
    ("A Boone officer shot a man Monday. An off-duty deputy found him behind a bar.", []),
    ("A Boone officer shot a man Monday. The officer is off duty with pay.", []),
]


@pytest.mark.parametrize(("text", "stated"), OFF_DUTY)
def test_who_was_off_duty_is_quoted_where_he_fired(text: str, stated: list[str]) -> None:
    assert _stated(text, "duty") == stated
