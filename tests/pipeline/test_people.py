"""Who is named in an article, and which part each plays."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import people
from pipeline.gunfire import cues
from pipeline.language import text
from pipeline.lexicon.people_words import common_words, title_words, words
from pipeline.passages import incidents
from pipeline.records import Article, Basis, Claim, FiredBy, Person, Role, Where
from pipeline.relevance import assess
from pipeline.roles import bonds, role_odds


@dataclass(frozen=True)
class Odds:
    police: float = 0.95
    any: float = 0.95
    fired_by: FiredBy = FiredBy.POLICE


def read(
    body: str, title: str = "", odds: Odds | None = None
) -> tuple[tuple[Person, ...], tuple[Claim, ...]]:
    article = Article("https://a.example/1", "https://a.example/1", title, text.normalise(body))
    return people.find(article, text.sentences(article), odds or Odds())


def by_role(found: tuple[Person, ...], role: Role) -> list[str | None]:
    return [person.name for person in found if person.role is role]


STORY = (
    "Officers shot and killed a man outside a pharmacy in Carbury on Sunday night, police said.\n\n"
    "The man was identified Monday as Delroy Ashgrove, 34, of Carbury. Ashgrove was pronounced "
    "dead at the scene. Officer Pell Hanwick fired three times after Ashgrove raised a wrench, "
    "Chief Ruth Immelman said.\n\n"
    "“He was my boy,” said his mother, Corinne Ashgrove. An attorney for the family, Tobias "
    "Renfrew, said Ashgrove’s wrench was in his pocket."
)


def test_the_one_who_was_shot_is_told_from_the_others() -> None:
    found, _ = read(STORY, "Man killed by Carbury police identified")
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Delroy Ashgrove"]
    assert by_role(found, Role.OFFICER_FIRED) == ["Pell Hanwick"]
    assert by_role(found, Role.RELATIVE) == ["Corinne Ashgrove"]
    assert by_role(found, Role.OFFICIAL) == ["Ruth Immelman"]
    assert by_role(found, Role.LAWYER) == ["Tobias Renfrew"]


def test_an_officer_who_tells_of_wounds_has_none() -> None:
    found, _ = read(
        "A man is in the hospital after a Carbury police officer shot him outside a bar.\n\n"
        "Police Capt. Ruth Immelman said officers were breaking up a fight when a man pulled a "
        "handgun. “Our officer gave a command and then fired,” Immelman said. The man was struck "
        "in the hip. Immelman said his wounds were not life threatening.",
        "Carbury police shoot man outside bar",
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == [None]


def test_who_contributed_to_a_report_is_nobody_in_it() -> None:
    found, _ = read(
        "Police shot and killed a man in a courthouse in Carbury on Sunday night.\n\n"
        "Staff writers Eric D. Quarrie and Nell Ashgrove contributed to this report.\n\n"
        "A commissioner said he was shot by police after he grabbed a deputy's gun."
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == [None]
    assert not [person.name for person in found if person.name]


def test_bare_surnames_and_possessives_are_forms_of_the_same_person() -> None:
    found, _ = read(STORY)
    shot = next(person for person in found if person.role is Role.SHOT_BY_POLICE)
    assert shot.forms == ("Delroy Ashgrove", "Ashgrove")
    assert len(shot.mentions) == 4


def test_age_and_gender_come_with_their_sentence() -> None:
    found, claims = read(STORY)
    shot = next(person for person in found if person.role is Role.SHOT_BY_POLICE)
    ages = [claim for claim in claims if claim.person == shot.n and claim.field == "age"]
    assert [(claim.value, claim.as_written) for claim in ages] == [(34, "34")]


def test_a_person_nobody_names_is_described() -> None:
    found, claims = read(
        "A Carbury officer shot a 22-year-old man Tuesday. The man was taken to a hospital.\n\n"
        "Police have not released the name of the man."
    )
    assert [(person.name, person.role) for person in found] == [(None, Role.SHOT_BY_POLICE)]
    values = {claim.field: claim.value for claim in claims}
    assert values["age"] == 22
    assert values["gender"] == "male"
    assert values["name_status"] == "not_released"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("DELROY ASHGROVE", "Delroy Ashgrove"),
        ("Delroy Ashgrove Jr.", "Delroy Ashgrove Jr."),
        ("Delroy Ashgrove III", "Delroy Ashgrove III"),
        ("Delroy O’Mare", "Delroy O’Mare"),
        ("José Luis Ríos Vendrell", "José Luis Ríos Vendrell"),
        ("Delroy de la Cruz", "Delroy de la Cruz"),
    ],
)
def test_names_keep_their_shape(written: str, name: str) -> None:
    found, _ = read(f"Police shot and killed {written}, 34, on Sunday, the coroner said.")
    assert by_role(found, Role.SHOT_BY_POLICE) == [name]


@pytest.mark.parametrize(
    "told",
    [
        "said Carbury Elementary Principal Ruth Immelman",
        "said Council President Ruth Immelman",
        "said Common Pleas Judge Ruth Immelman",
        "said Ruth Immelman Ruth Immelman",
    ],
)
def test_a_name_is_written_once_and_without_its_office(told: str) -> None:
    found, _ = read(f"{STORY}\n\n“He was well liked,” {told}.")
    assert "Ruth Immelman" in [person.name for person in found]
    assert not [person.name for person in found if person.name and len(person.name.split()) > 2]


def test_no_shooting_no_victim() -> None:
    found, _ = read(STORY, odds=Odds(0.01, 0.01, FiredBy.UNKNOWN))
    assert not by_role(found, Role.SHOT_BY_POLICE)
    assert not by_role(found, Role.SHOT_BY_OTHER)


def test_officers_introduced_as_such_are_not_the_one_shot() -> None:
    found, claims = read(
        "Officers shot and killed Delroy Ashgrove, 34, on Sunday.\n\n"
        "The officer who fired, Pell Hanwick, is on leave. The chief identified the other officers "
        "as Ruth Immelman, a six-year veteran, and Colt Varley, who joined in 2021."
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Delroy Ashgrove"]
    fired = [claim.value for claim in claims if claim.field == "officer"]
    assert "Pell Hanwick" in fired


SHOT = "Carbury police shot and killed Delroy Ashgrove, 34, on Sunday.\n\n"


@pytest.mark.parametrize(
    ("told", "fired"),
    [
        (
            "The officers — Pell Hanwick, Colt Varley and Ida Munro — acted reasonably, the "
            "county attorney found.",
            ["Pell Hanwick", "Colt Varley", "Ida Munro"],
        ),
        (
            "Batt said the deputies who fired were Sgt. Ida Munro and Deputy Colt Varley.",
            ["Ida Munro", "Colt Varley"],
        ),
        ("The case of Officer Pell Hanwick goes to a grand jury.", ["Pell Hanwick"]),
        ("Her suit names a Tate County deputy, Colt Varley, and the county.", ["Colt Varley"]),
        ("Officer Pell Hanwick gave first aid until medics came.", []),
        ("Call Agent Pell Hanwick at 555-555-0100 with information.", []),
        ("The other officer, Pell Hanwick, wrote a statement.", []),
        ("The second officer, Pell Hanwick, who did not fire, has a camera.", []),
        ("The tribal officers, Ida Munro and Pell Hanwick, had it handled.", []),
        ("Officer Pell Hanwick told investigators that he saw a gun.", ["Pell Hanwick"]),
        ("Officers Ida Munro and Pell Hanwick were justified.", ["Ida Munro", "Pell Hanwick"]),
        (
            "The footage shows Officer Pell Hanwick at the door, said Chief Lee Coe.",
            ["Pell Hanwick"],
        ),
        ("A jury found no case against Deputy Pell Hanwick. Hanwick said so.", ["Pell Hanwick"]),
        ("A lawyer for Officer Pell Hanwick said that he was glad.", ["Pell Hanwick"]),
        ("Officer Pell Hanwick, a spokesman, said the video from Hanwick's camera is short.", []),
        (
            "Officer Ida Munro said a knife, Trooper Pell Hanwick a pipe. Both officers fired.",
            ["Ida Munro", "Pell Hanwick"],
        ),
    ],
)
def test_who_fired_is_told_by_a_list_or_by_being_the_only_officer(
    told: str, fired: list[str]
) -> None:
    found, _ = read(SHOT + told)
    assert by_role(found, Role.OFFICER_FIRED) == fired


def test_an_officer_hit_is_not_shot_by_police() -> None:
    found, _ = read(
        "Officer Pell Hanwick was shot in the leg when a man opened fire. Hanwick shot Delroy "
        "Ashgrove, 34, who died at the scene, police said."
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Delroy Ashgrove"]


def test_other_spellings_are_claims() -> None:
    _, claims = read(
        "Police shot and killed Stephon Clark, 22, in a back yard on Sunday.\n\n"
        "Both spellings of his first name, Stephon and Stephan, came from relatives."
    )
    assert ("Stephan Clark", "Stephan") in {
        (claim.value, claim.as_written) for claim in claims if claim.field == "alias"
    }


def test_the_age_of_the_one_described_is_the_age_of_the_one_named() -> None:
    found, claims = read(
        "A 37-year-old man was shot by a Carbury deputy late Thursday.\n\n"
        "Delroy Ashgrove was charged with assault. Ashgrove was treated for two gunshot wounds."
    )
    shot = next(person for person in found if person.role is Role.SHOT_BY_POLICE)
    facts = {claim.field: claim.value for claim in claims if claim.person == shot.n}
    assert (facts["age"], facts["gender"]) == (37, "male")


def test_age_of_a_relative_is_not_taken() -> None:
    _, claims = read(
        "A Carbury officer shot a man Tuesday in front of his 6-year-old son. He died there."
    )
    assert not [claim for claim in claims if claim.field == "age"]


WORDS = st.sampled_from(
    [*STORY.split(), "\n\n", "“", "”", "'", "(", ")", ",", "Jr.", "34-year-old"]
)


@pytest.mark.timeout(60)
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join)), st.text())
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived_and_offsets_hold(body: str, title: str) -> None:
    article = Article("u", "u", text.normalise(title), text.normalise(body))
    found, claims = people.find(article, text.sentences(article), Odds())
    texts = {Where.TEXT: article.text, Where.TITLE: article.title}
    for person in found:
        for mention in person.mentions:
            span = mention.span
            assert texts[span.where][span.start : span.end] == mention.text
    for claim in claims:
        if claim.basis is Basis.INFERRED:
            assert (claim.quote, claim.as_written) == (None, None)
            continue
        assert claim.quote is not None
        assert claim.as_written is not None
        quote = texts[claim.quote.where][claim.quote.start : claim.quote.end]
        assert claim.as_written in quote
    assert [person.n for person in found] == list(range(len(found)))


@pytest.mark.parametrize(
    "told",
    [
        "Contact Dana Renfrew at drenfrew@courier.example.",
        "Posted 3:57 AM, by Dana Renfrew and Ida Munro.",
        "Contributing: Staff Writers Ida Munro, Dana Renfrew and Kurt Wald.",
        "Channel 9's Dana Renfrew is at the scene.",
        "— Dana Renfrew (@drenfrew)",
        "It was the worst in the state since Dana Renfrew.",
        "A caller saw a stolen Dana Renfrew on the road.",
        "He was taken to Dana Renfrew.",
        "A man told Dana Renfrew police he was home.",
        "A caller told Dana Renfrew 6 of the shots.",
    ],
)
def test_who_is_told_of_as_no_person_of_the_story_is_none(told: str) -> None:
    found, _ = read(f"{STORY}\n\n{told}")
    assert "Dana Renfrew" not in [person.name for person in found]
    assert "Delroy Ashgrove" in [person.name for person in found]


@pytest.mark.parametrize(
    "told",
    [
        "A neighbor, Dana Renfrew, said he heard shots.",
        "“I heard shots,” Dana Renfrew of Ridge Street said.",
        "Dana Renfrew, the band director, wept.",
        "The guests, Ida Munro and Dana Renfrew, were unhurt.",
    ],
)
def test_who_is_told_of_as_a_person_is_one(told: str) -> None:
    found, _ = read(f"{STORY}\n\n{told}")
    assert "Dana Renfrew" in [person.name for person in found]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Chief Lesley Immelman said he was taken to a hospital.", "Lesley Immelman"),
        ("Lesley Renfrew, his lawyer, said the family was grieving.", "Lesley Renfrew"),
        (
            "A clerk saw Lesley Munro, a witness, with another driver. He went inside.",
            "Lesley Munro",
        ),
    ],
)
def test_anothers_pronoun_says_nothing_of_ones_gender(body: str, name: str) -> None:
    found, claims = read(f"{STORY}\n\n{body}")
    person = next(person for person in found if person.name == name)
    assert [c.value for c in claims if c.person == person.n and c.field == "gender"] == []


@pytest.mark.parametrize(
    ("body", "years"),
    [
        ("A 4-year-old accidentally shot his uncle. The 4-year-old found the gun.", []),
        ("The 2-year-old got to a handgun and fired a shot, striking a 4-year-old girl.", [4]),
        ("A 13-year-old was shot. The 13-year-old accidentally shot himself.", [13]),
    ],
)
def test_an_age_of_who_fired_is_nobody_elses(body: str, years: list[int]) -> None:
    _, claims = read(body, odds=Odds(police=0.1, fired_by=FiredBy.CIVILIAN))
    assert [claim.value for claim in claims if claim.field == "age"] == years


CIVIL = Odds(police=0.1, fired_by=FiredBy.CIVILIAN)
SHOT = "A man was shot and killed on Elm Street in Carbury on Sunday night, police said.\n\n"


@pytest.mark.parametrize(
    ("told", "accused"),
    [
        ("Delroy Ashgrove, 19, Pell Hanwick, 22, and Ross Orrin, 20, were arrested Monday.", 3),
        ("Four people were arrested in the case: Delroy Ashgrove, 19, and Ross Orrin, 20.", 2),
        ("Police have arrested four men. They named the men as 20-year-old Ross Orrin.", 1),
        ("Ross Orrin, aka Ren, 20; and Pell Hanwick, 22, both of Carbury, were indicted.", 2),
        ("Police say 18-year-old Ross Orrin and 19-year-old Pell Hanwick opened fire.", 2),
        ("The suspect has been identified as 33-year-old Ross Orrin.", 1),
        ("Police are still looking for Ross Orrin, 23.", 1),
        ("Ross Orrin, 23, was wanted for a robbery, but police found him dead.", 1),
        ("Ross Orrin, 23, was issued an arrest warrant a day after a boy was shot.", 1),
        ("Ross Orrin, 23, of Carbury, was taken into custody after he turned himself in.", 1),
        ("Police praised tips on the suspects, who were identified as Ross Orrin, 23.", 1),
        ("Ross Orrin, 23, waived his right to a hearing.", 1),
        ("“I heard it,” said Ross Orrin, 23, who lives on the block.", 0),
        ("Ross Orrin, 23, wanted to be a cook.", 0),
        ("A man was arrested in the death of Ross Orrin, 23.", 0),
        ("The suspect's sister, Ruth Orrin, wept.", 0),
    ],
)
def test_the_accused_are_told_to_be(told: str, accused: int) -> None:
    found, _ = read(SHOT + told, odds=CIVIL)
    assert len(by_role(found, Role.SUSPECT)) == accused


@pytest.mark.parametrize(
    ("told", "gender"),
    [
        ("A boy was shot. A woman was shot, too. The coroner named Jaylin Orrin, 15.", None),
        ("A gunman shot three women. The coroner identified Jaylin Orrin, 15.", None),
        ("A gunman shot a boy. The coroner identified the boy as Jaylin Orrin, 15.", "male"),
    ],
)
def test_a_gender_told_of_whoever_was_hit_is_that_of_one_alone(
    told: str, gender: str | None
) -> None:
    _, claims = read(told, odds=CIVIL)
    stated = [c.value for c in claims if c.field == "gender" and c.basis is Basis.STATED]
    assert stated == ([gender] if gender else [])


def test_nobody_is_kin_by_speaking_of_it() -> None:
    found, _ = read(
        f"{SHOT}“I ran,” said a neighbor, Ruth Immelman. His mother, Corinne Ashgrove, wept.",
        odds=CIVIL,
    )
    assert by_role(found, Role.RELATIVE) == ["Corinne Ashgrove"]


def test_no_officer_fired_where_police_did_not() -> None:
    found, _ = read(f"{SHOT}“He was shot in the face,” said Lt. Pell Hanwick.", odds=CIVIL)
    assert by_role(found, Role.OFFICER_FIRED) == []


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("Ann Oehme, thirty-one, was shot and killed.", "thirty-one"),
        ("Ann Oehme, 31yo, was shot and killed.", "31yo"),
        ("Ann Oehme, a 31 y/o cook, was shot and killed.", "31 y/o"),
        ("They shot and killed 31-yr-old Ann Oehme.", "31-yr-old"),
        ("Ann Oehme, a mother of three, 31, was shot and killed.", "31"),
        ("Ann Oehme, of Carbury, age 31, was shot and killed.", "31"),
        ("Ann Oehme, of Carbury, Iowa, 31, was shot and killed.", "31"),
        ("They shot Ann Oehme, of Carbury, Ross Orrin, 31, and a boy.", None),
        ("Ann Oehme, a white woman aged thirty-one, was shot and killed.", "thirty-one"),
        ("Ann Oehme was shot and killed. She was thirty-one.", "thirty-one"),
        ("Ann Oehme, a thirty-something cook, was shot and killed.", None),
        ("Ann Oehme, a 30-something cook, was shot and killed.", None),
        ("Ann Oehme, one of two, was shot and killed.", None),
        ("Ann Oehme, eleven of whose friends came, was shot and killed.", None),
        ("Ann Oehme, a mother of eleven, was shot and killed.", None),
        ("Ann Oehme, the mother of Ross Orrin, 31, was shot and killed.", None),
    ],
)
def test_an_age_is_quoted_as_it_is_written(told: str, written: str | None) -> None:
    found, claims = read(told, odds=CIVIL)
    (number,) = [person.n for person in found if person.name == "Ann Oehme"]
    ages = [(c.value, c.as_written) for c in claims if c.field == "age" and c.person == number]
    assert ages == ([] if written is None else [(31, written)])


@pytest.mark.parametrize(
    ("told", "years"),
    [
        ("The victims are 43-year-old Ann Oehme, of Carbury, 48-year-old Ross Orrin.", 43),
        ("They found Ann Oehme, 48-year-old Ross Orrin and a boy shot.", None),
        ("Thirty-one-year-old Ann Oehme was shot and killed.", 31),
        ("Ann Oehme, a 13-year veteran of the force, was shot and killed.", None),
        ("Ann Oehme, a 43-year-old cook, was shot and killed.", 43),
        ("Ann Oehme, a 43-year-old North Carbury woman, was shot and killed.", 43),
        ("A man was shot. According to Ann Oehme, a 16-year-old had a gun.", None),
    ],
)
def test_an_age_is_that_of_the_name_it_stands_beside(told: str, years: int | None) -> None:
    found, claims = read(told, odds=CIVIL)
    (number,) = [person.n for person in found if person.name == "Ann Oehme"]
    ages = [c.value for c in claims if c.field == "age" and c.person == number]
    assert ages == ([] if years is None else [years])


@pytest.mark.parametrize(
    "told",
    [
        "A man was accidentally shot by a 3-year-old.",
        "Police arrested a 19-year-old in the shooting of a man.",
        "A man was shot. The 22-year-old was charged with assault.",
        "A man was shot. The 15-year-old, whose name was withheld, was booked into jail.",
        "A man was shot. The 18-year-old shooter ran.",
        "A man was shot. In 2013 69 children under 15 years old were shot.",
        "A man was shot at a 2-year-old's birthday party.",
        "A 13-year-old girl accidentally shot, killed older brother.",
        "A 9-year-old boy hunting with his family accidentally shot his grandfather.",
    ],
)
def test_the_age_of_the_accused_is_nobody_elses(told: str) -> None:
    _, claims = read(told, odds=CIVIL)
    assert [claim.value for claim in claims if claim.field == "age"] == []


def test_a_shooter_who_is_not_identified_says_nothing_of_a_victims_name() -> None:
    body = "Four people were shot. The shooter, who has not been identified, ran."
    civil = Odds(police=0.1, fired_by=FiredBy.CIVILIAN)
    assert [c.value for c in read(body, odds=civil)[1] if c.field == "name_status"] == []


def test_who_fired_is_quoted_where_the_firing_is_told() -> None:
    found, claims = read(
        "Officer Pell Hanwick came last to the house. Officer Pell Hanwick shot Delroy Ashgrove."
        "\n\nState's Attorney Ruth Immelman says Officer Hanwick fired twice."
    )
    (told,) = [claim for claim in claims if claim.field == "officer"]
    assert (told.value, told.basis) == ("Pell Hanwick", Basis.STATED)
    assert told.quote is not None
    assert told.quote.start == 45
    assert by_role(found, Role.OFFICER_FIRED) == ["Pell Hanwick"]


def test_a_speaker_is_none_of_those_spoken_of() -> None:
    body = "Officers found a boy and a girl, Lesley Munro said."
    found, claims = read(f"{STORY}\n\n{body}")
    person = next(person for person in found if person.name == "Lesley Munro")
    assert [c.value for c in claims if c.person == person.n and c.field == "gender"] == []


def test_the_gender_of_who_is_charged_is_not_that_of_who_was_hit() -> None:
    civil = Odds(police=0.1, fired_by=FiredBy.CIVILIAN)
    _, claims = read("19-year-old Carbury man charged in shooting of 15-year-old.", odds=civil)
    assert [claim.value for claim in claims if claim.field == "gender"] == []


@pytest.mark.parametrize(
    "body",
    [
        "An officer shot a man on Monday. Martha Vole was near. He fell. Martha Vole died.",
        "An officer shot Martha Vole. He kept firing.",
    ],
)
def test_a_pronoun_is_of_nobody_whose_first_name_is_of_the_other_gender(body: str) -> None:
    found, claims = read(body)
    (martha,) = [person for person in found if (person.name or "").startswith("Martha")]
    told = [c.value for c in claims if c.field == "gender" and c.person == martha.n]
    assert "male" not in told


def test_an_apposition_outweighs_a_first_name() -> None:
    _, claims = read("An officer shot Larry Vole, a mother of two, on Monday.")
    assert [claim.value for claim in claims if claim.field == "gender"] == ["female"]


def test_a_gender_by_a_pronoun_that_may_be_anothers_is_inferred() -> None:
    found, claims = read(
        "Officers shot Delroy Ashgrove on Sunday. An officer told Delroy Ashgrove and a clerk that "
        "he would fire. Officers shot Delroy Ashgrove twice."
    )
    assert [person.name for person in found] == ["Delroy Ashgrove"]
    (gender,) = [claim for claim in claims if claim.field == "gender"]
    assert (gender.value, gender.basis, gender.quote) == ("male", Basis.INFERRED, None)


@pytest.mark.timeout(60)
def test_a_very_long_text_is_read_in_part() -> None:
    found, _ = read(STORY + "\n\n" + "Then Delroy Ashgrove said more. " * 40_000)
    assert "Delroy Ashgrove" in [person.name for person in found]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (  # the one whom "him" means, not the brother who mourns
            "Alder Mossop stood at the front and called out his brother’s name. Mourners prayed "
            "with Alder Mossop.\n\nCorwin Mossop was 22. Carbury police officers shot and killed "
            "him on Sunday night.",
            "Mourners fill a Carbury church",
        ),
        (  # not the officer who is charged
            "A grand jury on Monday indicted a Carbury police officer in the killing of Corwin "
            "Mossop. Tad Velliers, 29, was released on $50,000 bond. Mossop, 22, was shot twice.",
            "Carbury officer indicted in killing",
        ),
        (  # not the reporter
            "A Carbury officer shot and killed Corwin Mossop, 22, on Friday. Bay 71’s Wynn Dorsett "
            "is live on Alder Street.\n\nWynn?\n\nReporting live in Carbury, Wynn Dorsett, Bay 71.",
            "Man killed by Carbury officer",
        ),
        (  # not the mother who speaks
            "Carbury police shot and killed Corwin Mossop, 22, on Friday. Etta Mossop, 51, said "
            "Saturday at her home that her son had called her from the car.",
            "Mother of man killed by Carbury police speaks",
        ),
        (  # not the caller
            "An officer shot Corwin Mossop, 34, outside a tent in May, a jury heard. The woman who"
            " had asked for help, Lena Rae Tarleton, 35, had pointed out the wrong tent.",
            "Jury hears of Carbury tent",
        ),
        (  # not the mother who claims for him
            "Commissioners voted 3-0 on Monday to settle a claim by Heather Mossop on behalf of "
            "her son, Corwin Mossop, for $125,000. The boy lost two toes to a shot by a deputy.",
            "County pays Mossop claim",
        ),
        (  # not the grandmother
            "The 19-year-old killed by police Monday in Carbury was Corwin Mossop, a student with "
            "a night job, his grandmother said Thursday. The one who lived is his cousin."
            "\n\nMattie Mossop, 74, doesn’t dispute that the car was stolen.",
            "Carbury church holds names of two teens up to police",
        ),
        (  # not the wife, whom “him” does not mean
            "Wife Lupita Mossop called from the door. A deputy shot him. Corwin Mossop, 38, died "
            "on Sunday.",
            "Man shot by deputy",
        ),
        (  # not the wife who is called by her first name
            "Corwin Mossop, 29, went out on Sunday, said his wife, Mariah. A trooper shot Mossop"
            " after a fight. “He was home,” Mariah Mossop said. A funeral for Mossop will be held"
            " on Friday. Mossop died at the scene.",
            "Rider killed by trooper",
        ),
        (  # not whom the suspect had killed
            "Officers found Ivo Tarleton, 40, dead of a gunshot wound at his home. Police chased "
            "Corwin Mossop to a bridge, where an officer shot and killed him.",
            "Carbury officer kills man after slaying",
        ),
    ],
)
def test_kin_officers_and_reporters_are_not_who_was_shot(body: str, title: str) -> None:
    found, _ = read(body, title)
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Corwin Mossop"]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            "A man was shot when a Carbury officer opened fire outside a laundry on Sunday.\n\nA "
            "worker at a nearby store, Alejandra Tarleton, 22, said she counted seven shots.",
            "Carbury officer shoots man",
        ),
        (
            "CARBURY — Two brothers were shot, one fatally, by Carbury police Wednesday evening on "
            "the West Side, Police Chief Armando Tovar said. It was the older brother who was "
            "killed, Tovar said. The other was hit in the shoulder.",
            "Carbury officers kill one, wound brother in West Side yard; deputy also fired",
        ),
    ],
)
def test_who_speaks_of_the_shots_was_not_hit_by_them(body: str, title: str) -> None:
    found, _ = read(body, title)
    assert not any(by_role(found, Role.SHOT_BY_POLICE))


@pytest.mark.parametrize(
    "told",
    [
        "His mother said her son, Curtis Mossop, 22, loved to cook.",
        "A neighbor said the woman next door lost her only son, Curtis Mossop, 22.",
    ],
)
def test_whose_kin_tell_of_nobody_else_is_the_one_shot(told: str) -> None:
    found, _ = read(
        "CARBURY, Ohio — Two Carbury officers shot and killed a man outside a store on Monday "
        f"night, police said.\n\n{told}",
        "Carbury officers shoot man outside store",
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Curtis Mossop"]


def test_two_who_were_shot_are_both_told() -> None:
    found, _ = read(
        "A Carbury officer fired four times, killing Corwin Mossop and Mossop’s neighbor, Una "
        "Pelligrew. Mossop, 22, had called for help.",
        "Carbury officer kills two",
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Corwin Mossop", "Una Pelligrew"]


def test_middle_names_that_differ_are_two_people() -> None:
    found, _ = read(
        "Police in Carbury shot and killed Dale Lee Mossop, 31, on May 14. Police in Aldwick shot "
        "and killed Dale R. Mossop, 44, on May 17."
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Dale Lee Mossop", "Dale R. Mossop"]


def test_gunfire_heard_already_is_not_listened_for_again() -> None:
    article = Article("https://a.example/1", "https://a.example/1", "", text.normalise(STORY))
    parts = text.sentences(article)
    assert people.find(article, parts, Odds(), cues.told(parts)) == people.find(
        article, parts, Odds()
    )


def claims_of(body: str, title: str = "") -> dict[str, object]:
    found, claims = read(body, title)
    shot = next(person for person in found if person.role is Role.SHOT_BY_POLICE)
    return {claim.field: claim.value for claim in claims if claim.person == shot.n}


@pytest.mark.parametrize(
    ("body", "gender"),
    [
        ("A Carbury officer shot the driver Monday. He died at a hospital.", "male"),
        ("Carbury police shot the suspect. She was taken to a hospital.", "female"),
        ("Carbury police shot a person. The subject drew a gun from his waistband.", "male"),
        (
            "Police shot and killed Robin Mossop. Etta Mossop, the mother, said her son was kind.",
            "male",
        ),
        (
            "A Carbury officer shot and killed Jean Mossop, 22. The officer shot her twice.",
            "female",
        ),
        # A name says nothing of gender, nor does an officer's pronoun.
        ("A Carbury officer shot and killed Maria Mossop, 22. The officer said he is sorry.", None),
    ],
)
def test_gender_comes_from_words_on_whoever_was_shot(body: str, gender: str | None) -> None:
    assert claims_of(body).get("gender") == gender


@pytest.mark.parametrize(
    ("body", "ages"),
    [
        ("A Carbury officer shot a man in his early 40s on Monday.", (None, 40, 43)),
        ("A Carbury officer shot a teenager on Monday.", (None, 13, 19)),
        ("A Carbury officer shot a 16- or 17-year-old boy.", (17, None, None)),
        ("Her grandson, 16, was shot by a Carbury officer.", (16, None, None)),
        ("Officers looked for a man in his 50s, and shot a driver.", (None, None, None)),
    ],
)
def test_ages_are_as_exact_as_they_are_told(
    body: str, ages: tuple[int | None, int | None, int | None]
) -> None:
    told = claims_of(body)
    assert (told.get("age"), told.get("age_min"), told.get("age_max")) == ages


def test_two_without_names_are_two_people() -> None:
    found, claims = read(
        "Carbury deputies shot two people late Saturday, killing a man and wounding a woman."
    )
    shot = [person for person in found if person.role is Role.SHOT_BY_POLICE]
    assert [person.forms for person in shot] == [("a man",), ("a woman",)]
    genders = {claim.person: claim.value for claim in claims if claim.field == "gender"}
    assert genders == {shot[0].n: "male", shot[1].n: "female"}


def test_two_on_two_days_are_not_two_of_one_incident() -> None:
    found, _ = read("Carbury police shot and killed two men in 11 hours. One man was shot Monday.")
    assert len([person for person in found if person.role is Role.SHOT_BY_POLICE]) == 1


@pytest.mark.parametrize(
    ("body", "race"),
    [
        ("An officer was indicted in the killing of a Black cook, Corwin Mossop, 34.", "Black"),
        (
            "Police shot and killed Corwin Mossop, 19, and Una Pelligrew, 55. The coroner named a "
            "19-year-old Black man and a 55-year-old white woman.",
            "Black",
        ),
        ("A white officer shot and killed Corwin Mossop, 19.", None),
    ],
)
def test_race_only_where_it_is_said_of_whoever_was_shot(body: str, race: str | None) -> None:
    found, claims = read(body)
    shot = next(person for person in found if person.name == "Corwin Mossop")
    said = [claim.value for claim in claims if claim.field == "race" and claim.person == shot.n]
    assert said == ([race] if race else [])


def test_aliases_are_names_never_descriptions() -> None:
    _, claims = read(
        "A man was shot and killed by Carbury police. Corwin “Coop” Mossop, 22, also spelled "
        "Corwyn, was unarmed. Mossop, the teen, ran. Police shot Mossop as he ran."
    )
    aliases = [claim.value for claim in claims if claim.field == "alias"]
    assert aliases == ["Coop", "Corwyn"]


def test_the_shipped_weights_hold_no_names() -> None:
    table = words()["name_words"]
    marks = {"NAME", "NN", "START", "0", "a", "i"}
    known = common_words() | title_words() | table["function"] | table["months"] | marks
    lexical = re.compile(r"(?:[lr]\d*|verb):(.+)")
    seen = {
        word.rstrip(".")
        for weights in role_odds.model().values()
        for name in weights
        if (match := lexical.fullmatch(name))
        for word in match[1].split()
        if word[0].isalnum() and "-" not in word
    }
    assert len(seen) > 300
    assert sorted(seen - known - {word.rstrip(".") for word in known}) == []


@pytest.mark.parametrize(
    "more",
    [
        "Trooper Dale Roe, a flight paramedic, cared for him.",
        "Three officers are on leave, Officer Ann Pell said.",
    ],
)
def test_an_officer_named_by_the_way_did_not_fire(more: str) -> None:
    _, claims = read(f"Officers shot Abel Orrin, 30, on Monday. {more}")
    assert not [claim.value for claim in claims if claim.field == "officer"]
    _, claims = read("Officer Dale Roe fired twice, striking Abel Orrin, 30, on Monday.")
    assert [claim.value for claim in claims if claim.field == "officer"] == ["Dale Roe"]


def test_places_cars_and_outlets_are_nobody() -> None:
    found, _ = read("Officers shot Abel Orrin, 30, in New York. A Mitsubishi Eclipse stood by.", "")
    assert {person.name for person in found} == {"Abel Orrin"}


@pytest.mark.parametrize(
    ("text", "shot"),
    [
        (
            "The man shot by Ames officers after a chase was Abel Orrin, 34. "
            "His sister, Dana Orrin, said he ran a bakery.",
            ["Abel Orrin"],
        ),
        (
            "Ames officers shot Abel Orrin, 34, on Main Street on Friday. He had been wanted since "
            "May in the killing of Tessa Marl, 29, in Boone.",
            ["Abel Orrin"],
        ),
        (
            "Abel Orrin, charged in the robbery and murder of Tessa Marl, 63, was killed on Friday "
            "by Ames officers who served a warrant.",
            ["Abel Orrin"],
        ),
        (
            "Abel Church, the Boone man whom an Ames police officer shot in the leg last May, was "
            "sentenced on Friday.",
            ["Abel Church"],
        ),
        (
            "Ames officers shot Abel Orrin on Friday. Orrin, 38, had shot Tessa Marl, 33, and Lee "
            "Danby, 35, in a room at an inn. Marl died. Danby died of his wounds on Monday.",
            ["Abel Orrin"],
        ),
        (
            "Tessa Marl, 33, of Boone, was pronounced dead at the scene. Lee Danby, 35, of Ames, "
            "was shot in the head. Abel Orrin, 38, of Boone, the suspect, was shot by Ames police "
            "officers in the parking lot.",
            ["Abel Orrin"],
        ),
        (
            "The special prosecutor cleared Deputy Ann Poe for shooting Abel Orrin outside his "
            "trailer and said he will not charge Orrin.",
            ["Abel Orrin"],
        ),
        (
            "Tessa Marl held up a pair of shoes. Doctors have told her that her grandson, 16, will "
            "not walk without braces after an Ames officer shot him in April. “Look,” Marl said.",
            [None],
        ),
        (
            "The estate of Abel Orrin sued an Ames police officer on Monday over a shot fired at a "
            "traffic stop in May. Tessa Marl represents his parents.",
            ["Abel Orrin"],
        ),
        (
            "Her son, Abel Orrin, 17, died at a hospital on Friday of a gunshot wound he received "
            "from an Ames police officer.",
            ["Abel Orrin"],
        ),
        (
            "The holes are in the door of his truck, Tessa Orrin says. They are the heart of the "
            "suit she filed over her son. Abel Orrin, 32, was shot by Officer Ann Poe in May.",
            ["Abel Orrin"],
        ),
    ],
)
def test_the_one_police_shot_is_told_from_those_named_beside(text: str, shot: list[str]) -> None:
    title = "Man shot by Ames police officers"
    assert by_role(read(text, title)[0], Role.SHOT_BY_POLICE) == shot


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("The man is charged with Aggravated Assault and lives in Carbury.", "Aggravated Assault"),
        ("(©2016 Carbury Media. All Rights Reserved.)", "Rights Reserved"),
        ("Blythe Elementary was locked for an hour.", "Blythe Elementary"),
        ("Nearby Martin E. Harris Elementary has been locked.", "Martin E. Harris Elementary"),
        ("It happened in the 500 block of Samantha Lane.", "Samantha Lane"),
        ("CARBURY, Ohio (Pearl River 69) - Nobody else was hurt.", "Pearl River"),
        ("(Jane Marlowe/Carbury Courier)", "Jane Marlowe"),
        ("(Photo: Jane Marlowe, The Carbury Courier)", "Jane Marlowe"),
        ("Rep. Ann Roe, D-San Tomas, was told.", "D-San Tomas"),
    ],
)
def test_a_thing_with_capitals_is_nobody(words: str, thing: str) -> None:
    people, claims = read(f"{STORY}\n\n{words}")
    assert thing not in [person.name for person in people]
    assert thing not in [claim.value for claim in claims]


def test_a_person_of_a_rare_name_is_told_of_as_one() -> None:
    people, _ = read(f"{STORY}\n\n“I saw it,” said Quillon Zaftree, a neighbor.")
    assert "Quillon Zaftree" in [person.name for person in people]


def test_a_nickname_is_that_of_whom_it_is_said() -> None:
    said = (
        "His coach, Dirk Maravell, called him Abs. Hal Ashgrove said his son, known as Danny, hid."
    )
    _, claims = read(f"{STORY}\n\n{said}")
    called = [claim.value for claim in claims if claim.field == "alias"]
    assert not {"Abs", "Danny"} & set(called)


def test_the_age_of_who_fired_is_not_that_of_who_was_hit() -> None:
    odds = Odds(0.1, 0.95, FiredBy.CIVILIAN)
    _, claims = read("A 4-year-old boy accidentally shot his uncle, police said.", odds=odds)
    assert not [claim for claim in claims if claim.field == "age"]


@pytest.mark.parametrize(
    ("text", "officers"),
    [
        (
            "Police named the officers who fired as Kurt Wald and Dana Lusk.",
            {"Kurt Wald", "Dana Lusk"},
        ),
        ("The deputies involved are Kurt Wald and Dana Lusk.", {"Kurt Wald", "Dana Lusk"}),
        ("Kurt Wald has been identified as the deputy who killed Orrin.", {"Kurt Wald"}),
        ("Prosecutors will not charge Kurt Wald, the deputy who shot Orrin.", {"Kurt Wald"}),
        ("Officer Eli Marsh gave first aid, Chief Ann Pell said.", set()),
        ("The officer, Cpl. Kurt Wald, could not be reached.", {"Kurt Wald"}),
        ("His family sued the officer, Sgt. Dana Lusk, in March.", {"Dana Lusk"}),
        ("A deputy, Sgt. Dana Lusk, gave him first aid.", set()),
        ("The officer who killed Orrin has been identified as Sgt. Dana Lusk.", {"Dana Lusk"}),
        ("The officer who shot Abel Orrin in a barn is Dana Lusk, the city said.", {"Dana Lusk"}),
        (
            "Officer Kurt Wald fired twice and Sgt. Dana Lusk once, a report says.",
            {"Kurt Wald", "Dana Lusk"},
        ),
        ("The two who fired are Cpl. Kurt Wald and Officer Dana Lusk.", {"Kurt Wald", "Dana Lusk"}),
        (
            "The city named those who fired: Officers Kurt Wald, hired in 2015, and Dana Lusk.",
            {"Kurt Wald", "Dana Lusk"},
        ),
        (
            "The following officers discharged their firearms:\n\nOfficer Kurt Wald has served for "
            "six years.\n\nOfficer Dana Lusk has served for two years.",
            {"Kurt Wald", "Dana Lusk"},
        ),
        (
            "Prosecutors must say whether Dana Lusk, a Boone police officer, was right to shoot "
            "Orrin.",
            {"Dana Lusk"},
        ),
        (
            "Spokesman Lee Coe notes that Deputy Dana Lusk was found to have acted lawfully.",
            {"Dana Lusk"},
        ),
        ("Officer Kurt Wald was hit twice by his gun and Sgt. Dana Lusk once.", set()),
    ],
)
def test_officers_named_for_it_are_who_fired(text: str, officers: set[str]) -> None:
    people, _ = read(f"Boone officers shot Abel Orrin on Friday. {text}")
    assert set(by_role(people, Role.OFFICER_FIRED)) == officers
    assert by_role(people, Role.SHOT_BY_POLICE) == ["Abel Orrin"]


def test_of_several_who_were_shot_none_has_the_age_of_one_told_of() -> None:
    odds = Odds(0.1, 0.95, FiredBy.CIVILIAN)
    body = "A gunman shot five people at a bar. In August, a 23-year-old man was killed nearby."
    _, claims = read(body, odds=odds)
    assert not [claim for claim in claims if claim.field in ("age", "gender")]


def test_a_run_of_capitals_costs_no_more_than_its_length() -> None:
    """Pages are hostile: names run together must not be tried in every way they could be parted."""
    run = "".join(chr(65 + n % 26) for n in range(40))
    story = (
        f"Police shot Abel Orrin. The officer was identified as {run}; by then Ana Roe had fired."
    )
    began = time.process_time()
    found, _ = read(story)
    assert found
    assert time.process_time() - began < 5


def _killed_by_police(body: str) -> list[str]:
    """The surnames of those whom "him" in a telling of police gunfire means."""
    article = Article("https://a.example/1", "https://a.example/1", "", text.normalise(body))
    scene = people.look(text.sentences(article))
    ties = zip(scene.bearers, bonds.of_bonds(scene), strict=True)
    return [bearer.surname for bearer, tied in ties if "he:target:police" in tied]


_KILLED = (
    "Chief Ken Grace says he was seen again. "
    "He opened fire and officers returned fire, killing him."
)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("Henry Orrin hid in a barn.", ["orrin"]),
        ("Orrin opened fire.\n\nNeither of them was badly hurt.", ["orrin"]),
        ("Henry Orrin hid in a barn.\n\nMarcus Vane was there, too.", ["vane"]),
        ("Henry Orrin hid in a barn.\n\nA man was seen by the road.", []),
    ],
)
def test_he_is_not_the_chief_who_tells_of_him(told: str, meant: list[str]) -> None:
    """The pronoun goes back over a chief who says "he" and whatever is about nobody else."""
    lead = "Police were looking for Henry Orrin, 19."
    assert _killed_by_police(f"{lead}\n\n{told}\n\n{_KILLED}") == meant


@pytest.mark.parametrize("who", ["A 31-year-old man", "A man", "A Carbury man"])
def test_a_name_right_behind_the_words_for_somebody_is_theirs(who: str) -> None:
    found, _ = read(
        f"{who}, Abel Orrin, was shot by deputies outside his home on Sunday, the sheriff said.\n\n"
        "Deputies told Orrin to drop a gun and fired when he raised it. He died at a hospital.",
        "Deputies shoot man in Carbury",
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Abel Orrin"]


@pytest.mark.parametrize(
    "told",
    [
        "A passenger in the car, Maribel Quist, 24, was not hurt.",
        "Maribel Quist, 24, who was in the car with Ashgrove, was unharmed.",
        "Maribel Quist, 24, was found dead inside. Police believe Ashgrove killed her.",
    ],
)
def test_somebody_whom_no_bullet_hit_is_not_taken_for_one_who_was_shot(told: str) -> None:
    found, _ = read(
        "The man who was shot by Carbury police outside a store on Tuesday night was Delroy "
        f"Ashgrove, 31, the chief said Wednesday. He died at the scene.\n\n{told}"
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Delroy Ashgrove"]


@pytest.mark.parametrize(
    "told",
    [
        "Also wounded was Maribel Quist, 24, who was sitting in the passenger seat.",
        "The other person hit was Maribel Quist, 24, a neighbor.",
    ],
)
def test_who_was_also_hit_was_hit_by_the_same_shots(told: str) -> None:
    found, _ = read(
        f"A Carbury police officer shot and killed Delroy Ashgrove, 31, on Tuesday.\n\n{told}"
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Delroy Ashgrove", "Maribel Quist"]


@pytest.mark.parametrize(
    "title",
    [
        "Cherry Hill man charged with firing on police, who shot him",
        "Marble Hill officer cleared in shooting of a man",
        "Buena Vista Sgt. Nora Falls shot man who fired on police",
    ],
)
def test_whose_town_is_named_is_no_person(title: str) -> None:
    body = "Sgt. Nora Falls of the state police shot Delroy Ashgrove, 31, on Jan. 30."
    found, _ = read(body, title)
    assert {person.name for person in found} == {"Nora Falls", "Delroy Ashgrove"}


def test_a_school_called_by_its_town_is_no_person() -> None:
    found, _ = read(
        "Adrian Ashgrove, 17, died four days after Weslaco police shot him at a party.\n\n"
        "He would have finished at Weslaco East this May."
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Adrian Ashgrove"]


def test_a_second_one_hit_months_ago_stays_in_the_story() -> None:
    body = (
        "The Carbury officer who killed a driver and wounded a bystander two years ago is back"
        " on patrol.\n\nOfficer Pell Hanwick fired when Delroy Ashgrove, 19, raised a gun, a review"
        " found.\n\nThe chief called it a sad day.\n\nMaribel Quist, who was wounded on a porch,"
        " opened a bakery in March."
    )
    article = Article("https://a.example/1", "https://a.example/1", "No charges", body)
    sentences = text.sentences(article)
    (only,) = incidents(assess(article, sentences), sentences)
    assert any("Maribel Quist" in one.text for one in only.sentences)


@pytest.mark.parametrize(
    "where",
    [
        "in the area of Carbury Street and Cesar Chavez, resulting in a police shooting",
        "near Rosa Parks and Vine Street",
        "at the corner of Rosa Parks and Vine",
        "at the intersection of Vine and Cesar Chavez on Tuesday",
    ],
)
def test_a_street_named_for_a_person_is_nobody(where: str) -> None:
    found, _ = read(
        f"Officers shot a man after a chase {where}, police said. He is in critical condition.",
        "Man shot by police",
    )
    assert [person.name for person in found] == [None]


def test_who_is_hit_beside_a_street_is_somebody() -> None:
    found, _ = read(
        "Police chased Cesar Ashgrove down Vine Street and Cesar Ashgrove was shot by an officer "
        "there. Ashgrove, 31, is in critical condition.",
        "Man shot by police",
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Cesar Ashgrove"]
    found, _ = read(
        "Police shot two men, Pell Hanwick, 36, of the 3200 block of Vine Road and Cesar Ashgrove, "
        "27, of Elm Street.",
        "Two men shot by police",
    )
    assert by_role(found, Role.SHOT_BY_POLICE) == ["Pell Hanwick", "Cesar Ashgrove"]


@pytest.mark.parametrize(
    ("told", "officer"),
    [
        (
            "State police said Constable Delmer Horn, 66, was trying to stop a pickup.",
            "Delmer Horn",
        ),
        ("Marshal Delmer Horn, 66, had stopped a pickup.", "Delmer Horn"),
        ("The town released the officer's name, Logan Spruill, and nothing else.", "Logan Spruill"),
    ],
)
def test_an_officer_whose_age_is_told_was_hit_by_nobody(told: str, officer: str) -> None:
    found, _ = read(
        "Two men were wounded by an officer Saturday evening near Tomahawk.\n\n"
        f"{told} {officer.split()[1]}, 66, fired twice.",
        "Two shot near Tomahawk",
    )
    assert by_role(found, Role.OFFICER_FIRED) == [officer]
    assert officer not in by_role(found, Role.SHOT_BY_POLICE)


def test_a_street_told_by_a_quarter_of_the_sky_is_nobody() -> None:
    found, _ = read(
        "A man and a woman were shot by officers Friday after a robbery on East Main.\n\n"
        "East Main was closed for five hours.",
        "Two shot by officers",
    )
    assert not [person.name for person in found if person.name]


@pytest.mark.parametrize(
    "told",
    [
        "Police spokesman Cordell Weems says it began when officers spotted a pickup. "
        "The driver got out with a gun and an officer shot him, Weems says.",
        "Police spokesman Cordell Weems said the driver shot at officers, who returned fire, "
        "wounding him.",
    ],
)
def test_he_is_not_the_one_who_tells_it(told: str) -> None:
    found, _ = read(f"A man was shot by police after a chase.\n\n{told}", "Man shot by police")
    assert by_role(found, Role.SHOT_BY_POLICE) == [None]
    assert by_role(found, Role.OFFICIAL) == ["Cordell Weems"]
