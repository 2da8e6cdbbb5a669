"""The part of somebody by the words right beside their name, and where that name is quoted."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.records import Page, Reading, Role

_POLICE = (
    "An Ames police officer shot and killed a man who charged at him with a knife Tuesday night, "
    "officials said. The man was identified as Abel Orrin, 34."
)
_OTHERS = (
    "A 19-year-old man was shot and killed outside a bar in Ames on Saturday night. "
    "The victim was identified as Abel Orrin, 19."
)


def read(opening: str, told: str, title: str = "Man killed in Ames") -> Reading:
    text = f"AMES, Iowa — {opening}\n\n{told}\n\nThe shooting is under investigation."
    body = {"url": "https://ames.example/1", "title": title, "text": text}
    body |= {"published": "2024-05-15", "outlet": "ames.example"}
    at = datetime(2027, 1, 1, tzinfo=UTC)
    kept = Page("https://ames.example/1", json.dumps(body).encode(), at, "application/json")
    return reader.read(kept)


def parts(opening: str, told: str) -> dict[str, Role]:
    found = read(opening, told).reports[0].people
    return {person.name: person.role for person in found if person.name}


OFFICIALS = """
"It is early in this," said Tessa Marl with the Ames Police Department.
"We are talking to people," said Tessa Marl, Ames Police Department.
"We are talking to people," said Tessa Marl, commander of the north district.
Tessa Marl, a spokeswoman for the county sheriff, would not say more.
"The gun was bought legally," said Tessa Marl, spokeswoman for the Bureau of Wildlife Affairs.
Tessa Marl of the state patrol said the road would stay closed.
Tessa Marl, who heads the office's special investigations unit, wrote the report.
"We will look at the film," said Tessa Marl, the county's district attorney.
State's Attorney Tessa Marl filed the charges on Friday.
Assistant U.S. Attorneys Tessa Marl and Ned Poll will try the case.
Tessa Marl, the Boone County prosecutor, said it would take weeks.
"The work goes on," said Tessa Marl, spokesman for District Attorney Dale Wick.
"""
LAWYERS = """
"They kept a name from us," said Tessa Marl, the family's attorney.
Tessa Marl, who represents the family, said they would sue.
Tessa Marl, representing the officer, said he had no choice.
He turned himself in with his attorney, Tessa Marl, on Monday.
"""
ACTIVISTS = """
Tessa Marl, who heads the county chapter of the NAACP, asked for the video.
Tessa Marl, president of the local NAACP, asked for the video.
Tessa Marl, an organizer with Ames United, led the march.
"No more," said Tessa Marl, founder of Mothers Against Guns.
"""
KIN = """
"My mom got shot," said Tessa Marl.
"To lose my nephew like this," said Tessa Marl. "I have no words."
"It is hard," said Tessa Marl, another cousin.
"It is hard," said Tessa Marl, his stepmother.
His other sister, 16-year-old Tessa Marl, said he had been asleep.
His fiancée, Tessa Marl, said they were to marry in June.
"""
WITNESSES = """
"We heard four or five shots," said Tessa Marl, who works across the street.
"I saw him fall," said Tessa Marl, a neighbor.
Tessa Marl, who was staying two doors down, watched from behind a wall.
A key witness was Tessa Marl, who had been fishing off the dock.
"""
OTHERS = """
The Rev. Tessa Marl of Greater Hope Baptist, where Orrin fixed the boiler, said people ask.
"We are praying," said Tessa Marl, pastor of Hope Church.
"He was quiet," said Tessa Marl, a friend of the family.
Tessa Marl, a next-door neighbor and close friend of the family, brought them supper.
Tessa Marl, 35, mother of three who lives across the street, said she wants to move.
"""
SUSPECTS = """
Police identified Tessa Marl, 27, as the woman who shot and killed Orrin.
A warrant was issued for the arrest of Tessa Marl in connection with the shooting.
His brother and his wife, Tessa Marl, were charged with murder in the shooting.
"""


@pytest.mark.parametrize(
    ("told", "role"),
    [
        (line, role)
        for role, lines in (
            (Role.OFFICIAL, OFFICIALS),
            (Role.LAWYER, LAWYERS),
            (Role.ACTIVIST, ACTIVISTS),
            (Role.RELATIVE, KIN),
            (Role.WITNESS, WITNESSES),
            (Role.OTHER, OTHERS),
        )
        for line in lines.strip().splitlines()
    ],
)
@pytest.mark.parametrize("opening", [_POLICE, _OTHERS], ids=["police", "others"])
def test_a_part_told_beside_the_name(opening: str, told: str, role: Role) -> None:
    assert parts(opening, told)["Tessa Marl"] is role


@pytest.mark.parametrize("told", SUSPECTS.strip().splitlines())
def test_one_who_is_accused(told: str) -> None:
    assert parts(_OTHERS, told)["Tessa Marl"] is Role.SUSPECT


@pytest.mark.parametrize(
    "told",
    [
        "Among those shot was Tessa Marl, who said she was hit in the leg.",
        "Tessa Marl, a tourist who was shot in the face, said she was grateful.",
        "Advertisement Tessa Marl, 27, of Ames was also shot, police said.",
        "Firefighter/Medic Tessa Marl was also shot and is in the hospital.",
    ],
)
def test_one_more_who_was_hit(told: str) -> None:
    assert parts(_OTHERS, told)["Tessa Marl"] is Role.SHOT_BY_OTHER


def test_the_victim_by_that_word() -> None:
    opening = _OTHERS.removesuffix(", 19.") + "."
    assert parts(opening, "It was cold that night.") == {"Abel Orrin": Role.SHOT_BY_OTHER}


def test_kin_of_somebody_else_are_no_kin() -> None:
    told = "Tessa Marl, the mother of Ned Lund, who died in a Boone jail, came to the vigil."
    assert parts(_OTHERS, told)["Tessa Marl"] is Role.OTHER


@pytest.mark.parametrize(
    "told",
    [
        "Services will be held at St. Ann Catholic Parish on Monday.",
        "Orrin was named Homecoming King at Ames High School this fall, his mother said.",
        "The state Department of Game and Inland Fisheries is looking into it, police said.",
        "PHOTO by Larry Marl, Ames News.",
    ],
)
def test_what_is_no_person_of_the_story(told: str) -> None:
    assert set(parts(_OTHERS, told)) == {"Abel Orrin"}


def _quote(found: Reading, name: str) -> str:
    claims = found.reports[0].claims
    [claim] = [one for one in claims if one.field == "name" and one.value == name]
    assert claim.quote is not None
    return found.article.text[claim.quote.start : claim.quote.end]


def test_a_name_is_quoted_where_its_part_is_told() -> None:
    told = (
        "Officer Tessa Marl and her partner gave first aid.\n\n"
        "Officer Tessa Marl was the one who fired, the chief said."
    )
    quoted = _quote(read(_POLICE, told), "Tessa Marl")
    assert quoted == "Officer Tessa Marl was the one who fired, the chief said."


def test_a_quote_goes_on_where_the_next_sentence_tells() -> None:
    told = "The officer was Tessa Marl, nine years on the force. She fired twice, the chief said."
    assert _quote(read(_POLICE, told, "An evening in Ames"), "Tessa Marl") == told


def test_a_lawyer_is_quoted_where_called_one() -> None:
    told = (
        "Tessa Marl said on Monday that the video was hard to watch.\n\n"
        "Tessa Marl, the family's attorney, asked for a trial."
    )
    quoted = _quote(read(_POLICE, told), "Tessa Marl")
    assert quoted == "Tessa Marl, the family's attorney, asked for a trial."
