"""Agencies get one full name each, and who fired is kept apart from who investigates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import agencies
from pipeline.language import text
from pipeline.records import Article, Basis, FiredBy, Passage, Person, Role, Where

URL = "https://a.example/1"


def passage(body: str, title: str = "") -> Passage:
    made = Article(URL, URL, title, text.normalise(body))
    return Passage(made, text.sentences(made), date(2024, 5, 17))


def roles(body: str, title: str = "") -> dict[str, str]:
    return {str(c.value): c.detail["role"] for c in agencies.read(passage(body, title))}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("A campus officer shot a student. UTEP Police Chief Lee Coe said so.", "UTEP Police"),
        ("A university officer shot a man on Friday. ZSU police said he had a bat.", "ZSU Police"),
        ("Campus police shot a man. VCU Police Sgt. Ann Poe said he had a bat.", "VCU Police"),
        ("State police say Buena Vista Sgt. Nora Poe shot a man Friday.", "Buena Vista Police"),
        ("Macon Cpl. Ann Poe shot a man on a porch Friday, the state said.", "Macon Police"),
        ("Toledo Patrolman Lee Coe shot a man on a porch Friday.", "Toledo Police"),
        ("A Harvey County deputy fired twice, hitting a man.", "Harvey County Sheriff's"),
    ],
)
def test_a_force_is_told_by_its_initials_or_a_rank(body: str, name: str) -> None:
    fired = [force for force, role in roles(body).items() if role == "fired"]
    assert [force for force in fired if force.startswith(name)] == fired != []


@pytest.mark.parametrize(
    "said",
    [
        "Deputy Prosecutor Jill Poe said he had a spear.",
        "Boone County Deputy Medical Examiner Lee Coe said he died at once.",
        "Deputy Fire Chief Ann Poe said medics came at once.",
        "A deputy city manager said he had a spear.",
    ],
)
def test_not_every_deputy_is_a_sheriffs(said: str) -> None:
    found = roles(f"A man was shot by police in Boone County on Friday. {said}")
    assert not any("Sheriff" in name for name in found)


def test_the_force_that_fired_is_of_the_kind_that_is_told() -> None:
    body = (
        "A man died Friday after police shot him in a lot in Macon. It had rained. He was "
        "identified by the Bibb County Sheriff's Office as Lee Coe. Macon Police Chief Ann Poe "
        "said he had a knife."
    )
    assert roles(body, "Man dies after shooting")["Macon Police Department"] == "fired"


@pytest.mark.parametrize(
    "said",
    [
        "The case was handed to the Harvey County Sheriff's Office.",
        "The Harvey County Sheriff's Office was asked to investigate.",
        "The Harvey County Sheriff's Office has taken over the case.",
    ],
)
def test_a_force_that_was_given_the_case_did_not_fire(said: str) -> None:
    body = f"NEWTON, Kansas — Two officers shot a man on Sunday. The man had a gun. {said}"
    found = roles(body)
    assert found["Harvey County Sheriff's Office"] == "investigating"
    assert found["Newton Police Department"] == "fired"


def stated(body: str) -> set[str]:
    claims = agencies.read(passage(body))
    return {str(claim.value) for claim in claims if claim.basis is Basis.STATED}


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("Upper Merion Township police", "Upper Merion Township Police Department", "local_police"),
        ("St. Joseph Township police", "St. Joseph Township Police Department", "local_police"),
        ("Lee's Summit police officers", "Lee's Summit Police Department", "local_police"),
        ("Coeur d'Alene police officers", "Coeur d'Alene Police Department", "local_police"),
        ("New Port Richey police", "New Port Richey Police Department", "local_police"),
        ("State College police", "State College Police Department", "local_police"),
        ("Overland Park police", "Overland Park Police Department", "local_police"),
        ("Dewey Beach police", "Dewey Beach Police Department", "local_police"),
        ("Charlotte-Mecklenburg police", "Charlotte-Mecklenburg Police Department", "local_police"),
        ("Columbus Division of Police officers", "Columbus Police Department", "local_police"),
        (
            "Kalamazoo Department of Public Safety officers",
            "Kalamazoo Police Department",
            "local_police",
        ),
        ("Bristol Tennessee police", "Bristol Police Department", "local_police"),
        ("UC Merced police officers", "UC Merced Police Department", "local_other"),
        ("Dallas ISD police officers", "Dallas ISD Police Department", "local_other"),
        (
            "Philadelphia Housing Authority police",
            "Philadelphia Housing Authority Police Department",
            "local_other",
        ),
        ("Contra Costa Sheriff's deputies", "Contra Costa County Sheriff's Office", "sheriff"),
        ("Carson City sheriff's deputies", "Carson City Sheriff's Office", "sheriff"),
        ("United States Park Police officers", "U.S. Park Police", "federal"),
        ("Bureau of Land Management agents", "Bureau of Land Management", "federal"),
        ("Macon police officers", "Macon Police Department", "local_police"),
        ("Kern County sheriff's deputies", "Kern County Sheriff's Office", "sheriff"),
        ("Kern County Sheriff’s deputies", "Kern County Sheriff's Office", "sheriff"),
        ("Bibb County deputies", "Bibb County Sheriff's Office", "sheriff"),
        ("LAPD officers", "Los Angeles Police Department", "local_police"),
        ("Illinois State Police troopers", "Illinois State Police", "state_police"),
        ("Ohio State Highway Patrol troopers", "Ohio State Highway Patrol", "state_police"),
        ("U.S. Marshals", "U.S. Marshals Service", "federal"),
        ("ZSU police officers", "ZSU Police Department", "local_other"),
        ("Philly cops", "Philadelphia Police Department", "local_police"),
        ("SEPTA transit police", "SEPTA Transit Police", "local_other"),
        ("New Orleans police officers", "New Orleans Police Department", "local_police"),
        ("Maui police officers", "Maui Police Department", "local_police"),
        ("Bristol Tennessee police officers", "Bristol Police Department", "local_police"),
        ("Kansas City Missouri police officers", "Kansas City Police Department", "local_police"),
        ("FBI agents", "Federal Bureau of Investigation", "federal"),
        ("Town of Geneva police officers", "Town of Geneva Police Department", "local_police"),
        ("St. Cloud police officers", "St. Cloud Police Department", "local_police"),
        ("New York City police officers", "New York Police Department", "local_police"),
        ("St. Tammany Parish deputies", "St. Tammany Parish Sheriff's Office", "sheriff"),
    ],
)
def test_an_agency_as_written_gets_its_name(written: str, name: str, kind: str) -> None:
    found = agencies.read(passage(f"Two {written} shot and killed a man on Friday."))
    assert (found[0].value, found[0].detail["type"]) == (name, kind)
    assert found[0].detail["role"] == "fired"


@pytest.mark.parametrize(
    "fired",
    [
        "Officer Dana Lund of the Nevada State Police shot a man in Elko.",
        "A trooper with the Nevada State Police shot a man in Elko.",
    ],
)
def test_the_force_of_whoever_fired_may_stand_after_them(fired: str) -> None:
    assert roles(fired)["Nevada State Police"] == "fired"


def test_a_headline_in_capitals_names_no_police_by_initials() -> None:
    assert "ZSU Police Department" not in roles("", "ZSU POLICE SHOOT MAN")
    assert roles("", "ZSU police shoot man") == {"ZSU Police Department": "fired"}


def test_police_of_another_state_and_of_a_town_nearby_did_not_fire() -> None:
    body = (
        "He was killed on Friday by officers near Ocala, Florida, Savannah police said. "
        "Savannah police had sought him."
    )
    assert "fired" not in roles(body).values()


def test_where_a_civilian_fired_no_agency_did() -> None:
    body = (
        "MACON, Ga. (UW) — A man was shot by his neighbor, Macon police said. He lived.\n\n"
        "The Georgia Bureau of Investigation is investigating the case."
    )
    found = agencies.read(passage(body), FiredBy.CIVILIAN)
    assert {str(c.value): c.detail["role"] for c in found} == {
        "Macon Police Department": "present",
        "Georgia Bureau of Investigation": "investigating",
    }


def test_a_force_that_only_takes_calls_is_inferred() -> None:
    body = "MACON, Ga. — A man shot his neighbor. Witnesses of the shooting may call Macon Police."
    (found,) = agencies.read(passage(body), FiredBy.CIVILIAN)
    assert (found.value, found.basis) == ("Macon Police Department", Basis.INFERRED)


@pytest.mark.parametrize(
    ("told", "basis"),
    [
        ("Macon police said a boy was found shot.", Basis.INFERRED),
        ("Macon Police: Boy found shot in a park.", Basis.INFERRED),
        ("A boy was shot on arriving, according to Macon police.", Basis.INFERRED),
        ("Officers fired, Macon Police Sgt. Dana Roe said.", Basis.INFERRED),
        ("Macon police say two officers responded and found him.", Basis.STATED),
        ("Macon police said they arrested a man for the shooting.", Basis.INFERRED),
        ("Macon police said they responded to a shooting.", Basis.STATED),
        ("Sgt. Dana Roe said Macon police responded and found him.", Basis.STATED),
        ("Macon police found a boy who was shot.", Basis.STATED),
    ],
)
def test_a_force_that_only_speaks_is_inferred(told: str, basis: Basis) -> None:
    (found,) = agencies.read(passage(f"MACON, Ga. — A man shot a boy. {told}"), FiredBy.CIVILIAN)
    assert (found.value, found.basis) == ("Macon Police Department", basis)


def test_a_source_and_an_assistant_director_have_no_part() -> None:
    body = (
        "MACON, Ga. (UW) — A Macon police officer shot and killed a driver.\n\n"
        "ATF tells WXYZ that a gun used in the shooting was bought legally.\n\n"
        "Ann Roe, assistant director of the FBI's Atlanta office, said the two were radical."
    )
    assert set(roles(body)) == {"Macon Police Department"}


def test_who_fired_and_who_investigates() -> None:
    body = (
        "MACON, Ga. (UW) — A Macon police officer shot and killed a driver.\n\n"
        "The Georgia Bureau of Investigation has been asked to take over the case."
    )
    assert roles(body) == {
        "Macon Police Department": "fired",
        "Georgia Bureau of Investigation": "investigating",
    }


def test_an_acronym_takes_the_name_given_elsewhere() -> None:
    body = "Sgt. Lyle Marsh of the Baton Rouge Police Department spoke. BRPD officers shot a man."
    assert roles(body) == {"Baton Rouge Police Department": "fired"}


def test_an_unnamed_sheriffs_office_is_the_countys() -> None:
    body = "Deputies shot a man in Knox County on Friday. The sheriff's office says he had a gun."
    assert list(roles(body)) == ["Knox County Sheriff's Office"]


def test_an_unnamed_officer_is_the_citys_and_that_is_inferred() -> None:
    found = agencies.read(passage("TULSA, Okla. — A police officer shot a man in Tulsa on Friday."))
    assert [(c.value, c.basis) for c in found] == [("Tulsa Police Department", Basis.INFERRED)]


@pytest.mark.parametrize(
    "body",
    [
        "A Utah police officer spoke to local police and state officials.",
        "The city will hire more people in May.",
    ],
)
def test_no_agency_no_claim(body: str) -> None:
    assert agencies.read(passage(body)) == ()


PIECES = st.sampled_from(
    "Macon police|County Sheriff's|deputies shot|the|St.|Parish|BRPD|APD|KCSO|state police|FBI|"
    "officers|WERE AT THE TOWNSHIP POLICE|Illinois State Police|investigating|grand jury|Texas|"
    "Metropolitan Police Department|District Attorney General|of|’s|, Ohio|. |\n\n|İ|SO|Kern".split(
        "|"
    )
)


@given(st.lists(PIECES, max_size=30), st.lists(PIECES, max_size=5))
def test_any_text_is_read_and_every_quote_checks_out(body: list[str], title: list[str]) -> None:
    about = passage(" ".join(body), " ".join(title))
    for claim in agencies.read(about):
        assert claim.value
        assert not str(claim.value).startswith("?")
        if claim.basis is Basis.INFERRED:
            assert claim.quote is None
            continue
        assert claim.quote is not None
        source = about.article.title if claim.quote.where is Where.TITLE else about.article.text
        assert claim.as_written
        assert claim.as_written in source[claim.quote.start : claim.quote.end]


@given(st.text(max_size=300))
def test_any_string_is_read(body: str) -> None:
    agencies.read(passage(body, body[:40].replace("\n", " ")))


def test_who_is_credited_for_a_picture_took_no_part() -> None:
    assert not roles("An officer shot a man. Photo courtesy of Reno Police Department")


def test_prosecutors_without_a_place_are_no_agency() -> None:
    found = roles("Tulsa police shot a man Friday. Prosecutors are reviewing the case.")
    assert list(found) == ["Tulsa Police Department"]


def test_part_of_a_name_is_completed() -> None:
    body = "COLORADO SPRINGS, Colo. (UW) — A man was killed by Springs police on Friday."
    assert list(roles(body)) == ["Colorado Springs Police Department"]


def test_an_off_duty_officer_is_told_apart() -> None:
    found = roles("An off-duty Dayton police officer shot and wounded a man Friday in Ohio.")
    assert found == {"Dayton Police Department": "employer_off_duty"}


def test_who_tells_of_shots_did_not_fire_them() -> None:
    body = (
        "A Reno police officer shot and killed a man on Friday. "
        "The Washoe County Sheriff's Office now says that officers fired 11 rounds."
    )
    found = roles(body)
    assert found["Reno Police Department"] == "fired"
    assert found["Washoe County Sheriff's Office"] != "fired"


@pytest.mark.parametrize(
    "told",
    [
        "Ames officers were called to a police-involved shooting on Elm Street.",
        "Ames police are on the scene of an officer-involved shooting on Elm Street.",
        "Ames police gave an update on the officer-involved shooting of Friday.",
    ],
)
def test_who_came_to_gunfire_by_police_is_not_said_to_have_fired(told: str) -> None:
    (claim,) = agencies.read(passage(told))
    assert (claim.detail["role"], claim.basis) == ("fired", Basis.INFERRED)


@pytest.mark.parametrize(
    "told",
    [
        "Ames police have arrested a man in the fatal shooting on Elm Street.",
        "Ames police are searching for whoever shot two men on Elm Street.",
        "Ames Police Chief Pat O’Dell said Roe fired several shots at two men.",
        "Two men were shot, said Officer Ann Pell, Ames police spokeswoman, at the scene.",
        "Two men were shot, said Ames police Chief Ann Pell at the scene.",
        "Ann Pell, spokeswoman for the Ames Police Department, came to the scene of the shooting.",
        "The Ames Police Department responded to 885 calls, one of a shooting of two men.",
    ],
)
def test_whoever_arrests_or_speaks_later_need_not_have_been_there(told: str) -> None:
    claims = agencies.read(passage(told), FiredBy.CIVILIAN)
    assert [claim.basis for claim in claims] == [Basis.INFERRED]


@pytest.mark.parametrize(
    "asks", ["The mayor called on", "The council called upon", "The family urged", "He wants"]
)
def test_who_is_only_called_on_does_not_investigate(asks: str) -> None:
    told = f"Ames police shot a man on Friday. {asks} the U.S. Department of Justice to review it."
    assert stated(told) == {"Ames Police Department"}
    told = "Ames police shot a man on Friday. The mayor asked the FBI to review the shooting."
    assert roles(told)["Federal Bureau of Investigation"] == "investigating"


def test_media_are_handled_by_who_does_not_investigate() -> None:
    told = "Ames police shot a man. Boone police are handling media inquiries."
    assert stated(told) == {"Ames Police Department"}


def test_the_police_of_a_town_of_that_name_elsewhere_are_not_quoted() -> None:
    told = (
        "SPRINGFIELD, Ill. — A Springfield officer was charged with shooting a man. Another man "
        "was shot to death by police in Springfield, Missouri, on May 14."
    )
    (claim,) = agencies.read(passage(told))
    assert claim.as_written == "Springfield officer"


def test_a_quote_says_which_agency_it_is() -> None:
    """ "A trooper fired" does not say of what state; a sentence that says only that is no proof."""
    bare = "ERIE, Pa. (UW) — A man died on Friday.\n\nA state trooper fired two shots at the man."
    (trooper,) = agencies.read(passage(bare))
    assert (trooper.value, trooper.basis) == ("Pennsylvania State Police", Basis.INFERRED)
    assert trooper.quote is None
    named = f"{bare}\n\nPennsylvania State Police would not name him."
    (told,) = agencies.read(passage(named))
    assert (told.value, told.basis) == ("Pennsylvania State Police", Basis.INFERRED)
    assert told.quote is None
    full = f"{bare}\n\nThe Pennsylvania State Police trooper fired as the man ran at him."
    (told,) = agencies.read(passage(full))
    assert (told.value, told.basis) == ("Pennsylvania State Police", Basis.STATED)
    assert told.as_written
    assert told.as_written.startswith("Pennsylvania State Police")
    assert told.detail["role"] == "fired"


def test_a_force_said_not_to_be_involved_is_none_of_the_incident() -> None:
    found = roles(
        "Cleveland Heights police officers shot a man on Friday. "
        "No Cleveland police officers were involved in the incident."
    )
    assert found == {"Cleveland Heights Police Department": "fired"}


def test_the_sentence_that_tells_what_a_force_did_is_quoted() -> None:
    body = (
        "Photo: Dayton police car on a bridge.\n\n"
        "Mayor Ann Roe praised the Dayton police for a parade.\n\n"
        "Dayton police shot and killed a man on Friday in Dayton, Ohio."
    )
    (told,) = agencies.read(passage(body))
    assert told.quote is not None
    assert passage(body).article.text[told.quote.start :].startswith("Dayton police shot")


@pytest.mark.parametrize(
    "aside",
    [
        "The neighbor is a retired Michigan State Police trooper.",
        "Most convictions according to the FBI are of adults.",
        "A Task Force Officer is on leave.",
    ],
)
def test_a_force_of_no_part_is_none_of_the_incident(aside: str) -> None:
    found = roles(f"Dayton police shot and killed a man on Friday in Dayton, Ohio. {aside}")
    assert found == {"Dayton Police Department": "fired"}


def test_a_fugitive_task_force_fires_and_one_on_shootings_investigates() -> None:
    found = roles(
        "A man was shot by task force officers on Friday in Mobile, Ala. Members of the U.S. "
        "Marshals Gulf Fugitive Task Force had a warrant. The Baldwin Officer-Involved Shooting "
        "Task Force is investigating."
    )
    assert found["U.S. Marshals Gulf Fugitive Task Force"] == "fired"
    assert found["Baldwin Officer-Involved Shooting Task Force"] == "investigating"


def test_deputy_marshals_are_no_sheriffs_deputies() -> None:
    found = roles("Two deputy U.S. marshals shot a man on Friday in Vigo County, Indiana.")
    assert found == {"U.S. Marshals Service": "fired"}


@pytest.mark.parametrize(
    "aside",
    [
        "There were 31 shootings by police or deputies in Moore County, Texas, last year.",
        "Moore County has no sheriff's office.",
    ],
)
def test_deputies_of_any_county_did_not_fire(aside: str) -> None:
    found = roles(f"Two Dumas police officers came on Friday, and a man was shot. {aside}")
    assert found == {"Dumas Police Department": "fired"}


def test_a_tribal_officer_is_not_the_citys() -> None:
    assert "Ada Police Department" not in roles("A tribal officer shot a boy in Ada on Friday.")


def test_of_two_forces_that_fired_the_second_did_too() -> None:
    body = (
        "Abel Orrin was killed by two Story County sheriff's deputies and an Ames police officer."
    )
    assert roles(body) == {
        "Story County Sheriff's Office": "fired",
        "Ames Police Department": "fired",
    }


def test_a_town_in_capitals_is_no_acronym() -> None:
    assert "PASO" not in roles("EL PASO, Texas (KXYZ) -- A deputy shot a man on Friday.")


def _parts_quoted(text: str, title: str = "") -> dict[str, tuple[str, bool]]:
    """Each agency: its part, and whether a sentence is quoted for it."""
    claims = agencies.read(passage(text, title))
    return {str(c.value): (c.detail["role"], c.quote is not None) for c in claims}


_SHOT = "An Ames police officer shot and killed Abel Orrin, 31, in Ames, Iowa. "


@pytest.mark.parametrize(
    "said",
    [
        "The Story County attorney will decide whether the shooting was lawful.",
        "A spokesman for the Story County attorney said a decision is weeks away.",
        "The findings will be sent to the Story County attorney.",
        "The passenger, Rex Dahl, was charged with robbery, the Story County attorney said.",
    ],
)
def test_who_is_to_decide_or_charges_another_is_not_quoted_as_looking_into_it(said: str) -> None:
    assert _parts_quoted(_SHOT + said)["Story County Attorney's Office"] == ("investigating", False)


@pytest.mark.parametrize(
    "said",
    [
        "The Story County attorney is reviewing the case.",
        "The Story County attorney cleared the officer in May.",
        "The Story County attorney declined to charge the officer.",
    ],
)
def test_who_reviews_or_has_decided_is_quoted(said: str) -> None:
    assert _parts_quoted(_SHOT + said)["Story County Attorney's Office"] == ("investigating", True)


def test_agents_whom_a_gunman_hit_did_not_fire() -> None:
    title = "Gunman who hit 4, including 2 FBI agents, is killed by police"
    found = _parts_quoted("Ames police shot a gunman dead in Ames, Iowa, on Sunday.", title)
    assert [name for name, (role, _) in found.items() if role == "fired"] == [
        "Ames Police Department"
    ]


def test_initials_are_those_of_the_state_police_that_are_named() -> None:
    text = "RUTLAND, Vt. — Vermont State Police shot a man Sunday. VSP Maj. Lee Coe said he fired."
    assert set(_parts_quoted(text)) == {"Vermont State Police"}


def test_a_short_name_in_a_title_is_of_the_force_with_the_longer() -> None:
    found = _parts_quoted("An Oakley Transit Police officer shot a man.", "Oakley cop shoots man")
    assert set(found) == {"Oakley Transit Police"} or set(found) == {
        "Oakley Transit Police Department"
    }


def test_a_town_of_one_state_alone_is_there() -> None:
    text = "A Dearborn Heights officer shot a man Sunday. He died at a hospital in Toledo, Ohio."
    (claim,) = [c for c in agencies.read(passage(text)) if "Dearborn" in str(c.value)]
    assert claim.detail["state"] == "MI"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Roann Town Marshal Rod Stone shot a man on Friday.", "Roann Town Marshal's Office"),
        ("A Harris County Precinct 3 deputy constable shot a man in Crosby on Friday.",
         "Harris County Precinct 3 Constable's Office"),
        ("A Pike County constable shot a woman on Friday.", "Pike County Constable's Office"),
        ("A Lighthorse officer shot a man on Friday.", "Lighthorse Police Department"),
        ("A Salina policeman shot a man in the arm Friday.", "Salina Police Department"),
        ("A Hawaii Police Department officer shot a man on Friday.", "Hawaii Police Department"),
        ("A man was shot by Anne Arundel County officers on Friday.",
         "Anne Arundel County Police Department"),
        ("Former Joliet police Sgt. Gary Plum was sentenced Friday. Plum shot a neighbor.",
         "Joliet Police Department"),
        ("MODESTO, Calif. — A policeman shot a man on Friday.", "Modesto Police Department"),
        ("SALEM, Va. — The city will pay for Cpl. Bo Ellis and Officer Mac Duval, who put bullets "
         "through a windshield in Salem.", "Salem Police Department"),
        ("MIDLAND, Texas — A DPS trooper shot a man on Friday. Texas Rangers will investigate.",
         "Texas Department of Public Safety"),
        ("Kern County officers shot a man Friday. The sheriff's office said he had a bat.",
         "Kern County Sheriff's Office"),
    ],
)  # fmt: skip
def test_small_forces_and_plain_words_for_them(body: str, name: str) -> None:
    fired = [force for force, role in roles(body).items() if role == "fired"]
    assert fired == [name]


def test_a_countys_police_that_look_into_a_towns_shooting_did_not_fire() -> None:
    body = (
        "Two officers shot a man who drove at them in an alley in Millvale, Pennsylvania, on "
        "Monday. Allegheny County police are investigating."
    )
    found = roles(body)
    assert found["Millvale Police Department"] == "fired"
    assert found["Allegheny County Police Department"] != "fired"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("CHICAGO (WX) - A man was shot by police in Englewood on Monday.", "Chicago"),
        ("BOSTON - Police in Roxbury shot a man. Boston has asked why.", "Boston"),
        ("BUFFALO, N.Y. - He was shot by police in Black Rock this week.", "Buffalo"),
        ("BRIDGEPORT, Conn. - A man was shot by police in Black Rock Friday.", "Bridgeport"),
        ("ENGLEWOOD, Colo. - A man was shot by police in Englewood on Monday.", "Englewood"),
        ("CAMDEN, N.J. - A man was shot by police in Englewood, N.J., Monday.", "Englewood"),
    ],
)
def test_the_police_in_a_part_of_the_city_are_the_citys(body: str, name: str) -> None:
    fired = [force for force, role in roles(body).items() if role == "fired"]
    assert fired == [f"{name} Police Department"]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Crowds Gather as Anger Grows Over Fatal Police Shooting", None),
        ("Neighbors Ask Questions After Wrongful Police Killing", None),
        ("Hundreds Walk Out Over Deadly Police Standoff", None),
        ("Judge Delays Release of Graphic Police Video", None),
        ("Crowds Gather After Fatal Boise Police Shooting", "Boise"),
        ("Man Dies in Coral Springs Police Shooting", "Coral Springs"),
    ],
)
def test_what_a_headline_says_of_police_names_no_force(title: str, named: str | None) -> None:
    read = {force for force in roles("He was 20, and lived nearby.", title) if "Police" in force}
    assert read == ({f"{named} Police Department"} if named else set())


@pytest.mark.parametrize(
    ("body", "fired"),
    [
        (
            "Officers from Arvada and Golden fired at a man with an ax in Arvada, Colorado.",
            {"Arvada Police Department", "Golden Police Department"},
        ),
        (
            "GOLDEN, Colo. — Officers of the Golden and Lakewood departments shot a man Friday.",
            {"Golden Police Department", "Lakewood Police Department"},
        ),
        (
            "AMES, Iowa — Deputies from Story and Boone counties shot a man near Ames on Friday.",
            {"Story County Sheriff's Office", "Boone County Sheriff's Office"},
        ),
        (
            "GOLDEN, Colo. — Two Golden officers, an agent and a Gilpin County deputy shot him.",
            {"Golden Police Department", "Gilpin County Sheriff's Office"},
        ),
        (
            "An Aurora officer shot a man in Aurora, Colorado. Detectives from Golden and Lakewood "
            "are handling the case.",
            {"Aurora Police Department"},
        ),
        (
            "A man was shot by members of a federal fugitive task force on Friday in Macon, "
            "Georgia. Bibb County deputies came afterward.",
            {"Federal Fugitive Task Force"},
        ),
        (
            "A park ranger shot a man on Friday in Yosemite National Park. Mariposa County "
            "deputies recovered the body.",
            {"National Park Service"},
        ),
        (
            "A transit police officer shot a man at a station in Macon on Friday.",
            {"Transit Police Department"},
        ),
        (
            "Members of the Ohio State Police and the Macon Police Department were on patrol when "
            "Trooper Kevin J. Poe fired his gun, wounding a man.",
            {"Ohio State Police"},
        ),
        (
            "BEDFORD, Ind. — A reserve deputy shot a woman. Lawrence County Sheriff Ann Coe said "
            "Reserve Deputy Lee Poe thought she held a rifle.",
            {"Lawrence County Sheriff's Office"},
        ),
        (
            "A tribal officer shot a man on Friday in Parker, Arizona. The Colorado River Indian "
            "Tribes' police chief said the man had a sword.",
            {"Colorado River Indian Tribes Police Department"},
        ),
    ],
)
def test_each_force_of_a_list_fired_and_no_other(body: str, fired: set[str]) -> None:
    assert {force for force, role in roles(body).items() if role == "fired"} == fired


@pytest.mark.parametrize(
    "body",
    [
        "A probation officer shot a man in a house in Macon, Georgia, on Friday.",
        "A prison officer shot a man in Macon, Georgia, on Friday. No Macon officer fired.",
    ],
)
def test_who_guards_or_supervises_is_no_citys_police(body: str) -> None:
    assert "fired" not in roles(body).values()


def test_an_officer_who_is_known_to_have_fired_tells_whose_police_it_was() -> None:
    body = (
        "Former Decatur police Sgt. Hal Voss was led out of a Macon County courtroom on Friday. "
        "Nina Bell, 44, was killed by Voss in her hallway. Springfield police testified."
    )
    told = passage(body)
    who = Person(0, Role.OFFICER_FIRED, "Hal Voss")
    found = {str(c.value): c.detail["role"] for c in agencies.read(told, people=(who,))}
    assert found["Decatur Police Department"] == "fired"
    assert found.get("Springfield Police Department") != "fired"
