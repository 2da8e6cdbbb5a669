"""Places are read as a researcher would code them, and inferred ones say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import places
from pipeline.language import text
from pipeline.records import Article, Basis, Claim, OutletPlace, Passage, Where

URL = "https://a.example/1"


def passage(body: str, title: str = "", home: OutletPlace | None = None) -> Passage:
    made = Article(URL, URL, title, text.normalise(body), home=home or OutletPlace())
    return Passage(made, text.sentences(made), date(2024, 5, 17))


def read(body: str, title: str = "", home: OutletPlace | None = None) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for claim in places.read(passage(body, title, home)):
        found.setdefault(claim.field, claim)
    return found


@pytest.mark.parametrize(
    ("body", "city", "state"),
    [
        (
            "WICHITA, Kan. — A woman sued on Friday. A trooper fired into her truck near Valley "
            "Center in Sedgwick County. Her lawyer is Al Roe of Wichita.",
            "Valley Center", "KS",
        ),
        (
            "Savannah police had sought the man for weeks, and Savannah detectives were told. He "
            "was killed on Friday by officers near Ocala, Florida, Savannah police said.",
            "Ocala", "FL",
        ),
        (
            "He moved to Pahrump from Minot, North Dakota. Two Nye County deputies shot him "
            "on Friday. A doctor in Las Vegas wrote him a prescription.",
            "Pahrump", "NV",
        ),
        ("Houston police shot a man in Alief on Friday.", "Houston", "TX"),
        ("A boy was shot by a Chicago police officer on Friday in Austin.", "Chicago", "IL"),
        ("Officers shot a man in Bloomfield, Pittsburgh police said.", "Pittsburgh", "PA"),
        ("Birmingham, Ala., police shot a man in Ensley on Friday.", "Birmingham", "AL"),
        ("An officer shot a man on Friday in the Town of Alden, N.Y.", "Alden", "NY"),
        (
            "Police in Medford fatally shot a man Tuesday night after a chase.\n\nHe worked at a "
            "plant in Abilene.", "Medford", "OR",
        ),
        (
            "Hays police shot and killed a man Tuesday night.\n\nHe grew up in Elkhart, Indiana, "
            "and played football there.", "Hays", "KS",
        ),
        (
            "YAKIMA, Washington — A man was shot by police Tuesday.\n\nPolice in Ames, Iowa, had "
            "looked for the man since Monday.", "Yakima", "WA",
        ),
        (
            "A Valley police officer shot a man Tuesday in Mesa, Arizona.\n\nHe was from Tempe.",
            "Mesa", "AZ",
        ),
    ],
)  # fmt: skip
def test_the_scene_goes_before_courts_homes_and_outlets(body: str, city: str, state: str) -> None:
    found = read(body)
    assert (found["city"].value, found["state"].value) == (city, state)


@pytest.mark.parametrize(
    ("body", "city", "state"),
    [
        ("MACON, Ga. (UW) — A police officer shot and killed a man Friday.", "Macon", "GA"),
        ("A Fresno, California, police officer shot a man on Friday.", "Fresno", "CA"),
        ("Police shot a man in Dayton, Ohio, on Friday.", "Dayton", "OH"),
        ("A man was shot by Tulsa police on Friday. Tulsa police said he had a knife.",
         "Tulsa", "OK"),
        ("KARNS, Tenn. (UW) — A driver was shot and killed by deputies.", "Karns", "TN"),
        ("SPRINGFIELD, Ill. — A man was shot and killed by Springfield police.",
         "Springfield", "IL"),
        ("SPRINGFIELD, Mo. — A man was shot and killed by Springfield police.",
         "Springfield", "MO"),
    ],
)  # fmt: skip
def test_city_and_state(body: str, city: str, state: str) -> None:
    found = read(body)
    assert found["city"].value == city
    assert found["state"].value == state


@pytest.mark.parametrize(
    "body",
    [
        "Reno police shot a man. Officer Macon Tyler fired, Reno police said.",
        "Reno police shot a man on Boston Avenue. Reno officers were not hurt.",
        "Police shot a man on Boston Ave. in Reno. Nobody on Boston Ave. was hurt.",
        "Officers shot a man near Boston and Third Street. He died there, Reno police said.",
        "Officers shot a man at Fourth and Boston streets. He died there, Reno police said.",
        "Officers shot a man in the 1200 block of Boston. He died there, Reno police said.",
        "Officers shot a man at the corner of Elm and Boston. He died there, Reno police said.",
    ],
)
def test_surnames_and_streets_are_not_the_city(body: str) -> None:
    assert read(body)["city"].value == "Reno"


def test_a_written_state_is_stated_and_a_known_one_inferred() -> None:
    stated = read("MACON, Ga. (UW) — An officer shot a man in Macon.")["state"]
    inferred = read("Tulsa police shot a man. Tulsa officers were called at noon.")["state"]
    assert stated.basis is Basis.STATED
    assert stated.as_written == "Ga."
    assert inferred.basis is Basis.INFERRED
    assert inferred.quote is None


def test_the_outlets_state_is_used_when_the_text_is_silent() -> None:
    found = read("An officer shot a man.", home=OutletPlace(state="NV", city="Reno"))
    assert (found["state"].value, found["state"].basis) == ("NV", Basis.INFERRED)


def test_a_county_is_read_in_full_and_inferred_from_the_city() -> None:
    stated = read("OILDALE, Calif. — Deputies shot a man in Kern Co. near Oildale.")["county"]
    inferred = read("MACON, Ga. — Macon police shot a man.")["county"]
    assert (stated.value, stated.basis) == ("Kern County", Basis.STATED)
    assert (inferred.value, inferred.basis) == ("Bibb County", Basis.INFERRED)


@pytest.mark.parametrize(
    ("body", "field", "value", "basis"),
    [
        ("Kern Co. deputies shot a man in Oildale, Calif.", "county", "Kern County", "inferred"),
        ("A Kern County man was shot in Calif.", "county", "Kern County", "inferred"),
        ("Officers shot a man in Kern County, Calif.", "county", "Kern County", "stated"),
        (
            "Greensboro police shot a man. The North Carolina State Bureau of Investigation came.",
            "state", "NC", "inferred",
        ),
        (
            "Greensboro police shot a man. Under North Carolina law, video is not public.",
            "state", "NC", "inferred",
        ),
        ("Police in Greensboro, North Carolina, shot a man.", "state", "NC", "stated"),
        ("A man was shot in Toledo, near the Ohio River.", "state", "OH", "inferred"),
        ("A man was shot in Toledo. Tell Crime Stoppers of Ohio.", "state", "OH", "inferred"),
        ("A man was shot in Dayton, Ohio Sunday night.", "state", "OH", "stated"),
        (
            "Macon police shot a man in Macon. Georgia gives families a year to sue.",
            "state", "GA", "inferred",
        ),
    ],
)  # fmt: skip
def test_a_place_told_by_an_office_of_that_name_is_inferred(
    body: str, field: str, value: str, basis: str
) -> None:
    found = read(body)[field]
    assert (found.value, found.basis) == (value, basis)
    assert (found.quote is None) == (basis == "inferred")


def test_a_post_office_lies_in_the_county_the_story_names() -> None:
    found = read("A man was shot by deputies in Meherrin, Va., the Lunenburg County sheriff said.")
    assert found["city"].value == "Meherrin"
    assert (found["county"].value, found["county"].basis) == ("Lunenburg County", Basis.INFERRED)


def test_a_headlines_capitals_are_not_part_of_the_city() -> None:
    found = read("A man was shot by police.\n\nCoverage: Deadly Marksville, La., Shooting")
    assert found["city"].value == "Marksville"


def test_a_county_named_in_passing_is_not_the_countys_claim() -> None:
    found = read(
        "LUBBOCK, Texas — Lubbock police shot a man in Lubbock on Friday.\n\nHe had been at work."
        "\n\nHe had two sons.\n\nHe was wanted on a warrant out of Hockley County."
    )["county"]
    assert (found.value, found.basis) == ("Lubbock County", Basis.INFERRED)


def test_a_state_inside_a_citys_name_is_not_written_out() -> None:
    found = read("Colorado Springs police shot a man. Colorado Springs officers were not hurt.")
    assert (found["city"].value, found["state"].basis) == ("Colorado Springs", Basis.INFERRED)


_NOWHERE = "A police officer shot and killed a man on Friday, officials said. He had a knife."


@pytest.mark.parametrize(
    "title",
    ["Man shot by police", "Police: Man shot in stop", "Man police shot had knife", "Man, 34, shot",
     "Mobile home fire: Police shoot man", "MAN SHOT BY OFFICER", "Early call ends in shooting"],
)  # fmt: skip
def test_a_word_with_a_headlines_capital_is_no_town(title: str) -> None:
    assert not {"city", "state", "county"} & read(_NOWHERE, title).keys()


@pytest.mark.parametrize(
    ("title", "body", "home", "city"),
    [
        ("Mobile man shot by police", _NOWHERE, OutletPlace(state="AL"), "Mobile"),
        ("Mobile man shot by police", _NOWHERE + " It was in Alabama.", None, "Mobile"),
        ("Mobile police shoot man", _NOWHERE, None, "Mobile"),
        ("Police shoot man in Reading", _NOWHERE, None, "Reading"),
        ("Man shot by police", _NOWHERE + " He died in Man, West Virginia.", None, "Man"),
    ],
)
def test_a_town_called_by_a_plain_word_is_told_by_what_stands_around_it(
    title: str, body: str, home: OutletPlace | None, city: str
) -> None:
    assert read(body, title, home)["city"].value == city


def test_initials_are_no_town() -> None:
    assert "city" not in read("A deputy shot a man on Friday. He is in ICU, deputies said.")


def test_where_somebody_was_born_is_not_where_it_happened() -> None:
    found = read("Spokane police shot a man. He was born in Wallace, Idaho, in 1961.")
    assert found["city"].value == "Spokane"


@pytest.mark.parametrize(
    "body",
    [
        "He was born in Wallace, Idaho. An officer shot him on Friday.",
        "An officer shot a man in the 500 block of North Park Street on Friday.",
        "A trooper shot a man after a chase on Interstate 75 in Cobb County.",
        "A man was shot by deputies in west Knox County. A Knoxville police officer came too.",
    ],
)
def test_a_birthplace_a_street_a_county_and_a_neighbours_police_are_no_city(body: str) -> None:
    assert "city" not in read(body)


def test_a_relatives_home_is_not_the_scene() -> None:
    found = read(
        "A man was killed by a Salem police officer on Monday. His sister said she heard of it at "
        "her home in Boise, Idaho."
    )
    assert found["city"].value == "Salem"


def test_a_township_told_as_the_scene_goes_before_the_dateline() -> None:
    found = read(
        "HONESDALE, Pa. — A man was shot by state police who came to his Canaan Township home."
    )
    assert found["city"].value == "Canaan Township"


def test_a_township_named_both_ways_is_called_one() -> None:
    found = read("A trooper shot a man in Millcreek, Pa. He lived in Millcreek Township.")
    assert found["city"].value == "Millcreek Township"


def test_new_yorks_county_is_its_boroughs() -> None:
    found = read("NEW YORK (UW) — Police shot a man in the Bronx on Friday.")
    assert (found["city"].value, found["county"].value) == ("New York", "Bronx County")
    assert "county" not in read("NEW YORK (UW) — New York police shot a man on Friday.")


def test_a_written_state_ends_before_the_full_stop() -> None:
    assert read("An officer shot a man in Dayton, Ohio.")["state"].as_written == "Ohio"


def test_a_county_is_not_a_city() -> None:
    found = read("Fresno County deputies shot a man in Clovis, California, on Friday.")
    assert found["city"].value == "Clovis"


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        ("the 400 block of Roberts Lane", "block"),
        ("2310 North Grand Avenue", "address"),
        ("the intersection of Oak Street and Third Avenue", "intersection"),
        ("Pio Nono Avenue", "road"),
        ("Interstate 75", "highway"),
        ("the 400 block of Roberts Lane SW", "block"),
        ("the 400 block of Georgia Highway 21", "block"),
        ("2310 Grand Ave. NE", "address"),
        ("1040 County Road 249", "address"),
        ("900 Broadway", "address"),
        ("Grand Avenue North and 3rd Street SE", "intersection"),
        ("Grand Avenue and Interstate 75", "intersection"),
        ("Camino Del Rey", "road"),
        ("Avenue C", "road"),
        ("South State Road 7", "highway"),
        ("Route 37 West", "highway"),
        ("Loop 410", "highway"),
    ],
)
def test_the_spot_as_written(words: str, precision: str) -> None:
    claim = read(f"An officer shot and killed a man near {words} on Friday.")["place"]
    assert words.removeprefix("the ") in str(claim.value)
    assert claim.detail["precision"] == precision


def test_the_quarter_of_a_street_is_not_the_town_that_follows() -> None:
    claim = read("An officer shot a man on Grand Avenue. North Bend police came.")["place"]
    assert claim.value == "Grand Avenue"
    other = read("An officer shot a man on Grand Avenue north of Dayton.")["place"]
    assert other.value == "Grand Avenue"


def test_no_place_no_claim() -> None:
    assert places.read(passage("an officer shot a man on friday.")) == ()


PIECES = st.sampled_from(
    "MACON, Ga. (UW) —|in Reno|Springfield police|Knox County|Mo.|, Ohio,|Washington|New York|"
    "400 block of|Oak Street and|Officer Houston|THE CITY OF|st.|İzmir|Bibb Co.|U.S. 41|I-75|"
    "“|. |\n\n|ﬁ|😀|D.C.|N.C.|the Bronx|County|of|\u2028|É".split("|")
)


@settings(deadline=None)  # the first text loads the gazetteer
@given(st.lists(PIECES, max_size=30), st.lists(PIECES, max_size=5))
def test_any_text_is_read_and_every_quote_checks_out(body: list[str], title: list[str]) -> None:
    about = passage(" ".join(body), " ".join(title))
    for claim in places.read(about):
        if claim.basis is Basis.INFERRED:
            assert claim.quote is None
            continue
        assert claim.quote is not None
        source = about.article.title if claim.quote.where is Where.TITLE else about.article.text
        assert claim.as_written
        assert claim.as_written in source[claim.quote.start : claim.quote.end]


@given(st.text(max_size=300))
def test_any_string_is_read(body: str) -> None:
    places.read(passage(body, body[:40].replace("\n", " ")))


@pytest.mark.parametrize(
    "body",
    [
        "Hundreds protested on Interstate 5 after police shot a man in Sacramento.",
        "A St. Cloud police officer shot and wounded a man Friday.",
        "The Sacramento County district attorney cleared the officer who shot the man.",
        "The man police shot was taken to St. John Hospital.",
        "The suit over the man police shot was filed in U.S. District Court.",
    ],
)
def test_what_is_elsewhere_is_no_spot(body: str) -> None:
    assert "place" not in read(body)


@pytest.mark.parametrize(
    ("body", "city"),
    [
        ("A man shot by a trooper in Kodiak on Saturday died in Anchorage on Tuesday, an Alaska "
         "police captain said. He was flown to Anchorage.", "Kodiak"),
        ("The widow of a man killed by deputies filed suit in federal court in Columbus. He was "
         "in his kitchen in Zanesville, Ohio, when they came.", "Zanesville"),
        ("The church in Shelby filled on Monday for a father of two, who was killed Dec. 9 by "
         "officers of a task force in Great Falls, Montana.", "Great Falls"),
        ("Deputies shot a man near Hemet on Monday. He died after deputies fired at him in East "
         "Hemet, California.", "East Hemet"),
        ("Troopers shot and killed a man in Rutland Town, Vermont, on Monday. A Rutland police "
         "officer came later.", "Rutland Town"),
        ("Police shot a man in Velarde, New Mexico, last year. It was as when police killed "
         "a man in Chimayo in 2014.", "Velarde"),
    ],
)  # fmt: skip
def test_where_police_fired_goes_before_what_happened_afterwards(body: str, city: str) -> None:
    assert read(body)["city"].value == city


def test_where_a_chase_began_is_not_where_it_ended() -> None:
    claims = read(
        "CLARKSVILLE, Tenn. — A chase that began at a store in Oak Grove, Kentucky, ended in a lot "
        "outside a Clarksville shop Friday night with a woman shot dead by police."
    )
    assert (claims["city"].value, claims["state"].value) == ("Clarksville", "TN")


def test_no_second_town_is_claimed_beside_a_told_scene() -> None:
    body = (
        "Police shot a man in Karns, Tennessee, on Monday. It began in the Knoxville city limits."
    )
    cities = [claim.value for claim in places.read(passage(body)) if claim.field == "city"]
    assert cities == ["Karns"]


def test_a_citys_own_police_keep_it_before_a_quarter_of_the_name_of_a_town() -> None:
    body = (
        "INDIANAPOLIS, Ind. — A man was shot by an officer on Monday, Indianapolis police said, "
        "when four people were wounded by gunfire near Broad Ripple."
    )
    assert read(body)["city"].value == "Indianapolis"


def test_a_month_is_no_town_and_a_ward_elsewhere_is_no_state() -> None:
    body = (
        "He woke up in a ward in Aurora, Colorado. A Rapid City police officer shot him in June. "
        "The officer was back on the road in August."
    )
    found = read(body)
    assert (found["city"].value, found["state"].value) == ("Rapid City", "SD")


def test_the_spot_is_where_somebody_was_shot_not_where_a_march_began() -> None:
    body = (
        "Friends walked on Sunday from the store on Mill Drive to the alley off South Elm Avenue "
        "where a Dayton police officer shot him."
    )
    assert read(body)["place"].value == "South Elm Avenue"


def test_a_saint_is_written_as_newspapers_do() -> None:
    assert (
        read("Police shot a man in Saint Cloud, Minnesota, on Friday.")["city"].value == "St. Cloud"
    )


def test_a_township_wins_over_the_dateline() -> None:
    body = (
        "ERIE, Pa. — A man was shot and killed by a state trooper Saturday. The shooting happened "
        "in Millcreek Township, Pa., police said. A trooper shot the man in Millcreek Township."
    )
    assert read(body)["city"].value == "Millcreek Township"


def test_the_outlets_own_name_in_a_headline_is_no_place_of_the_story() -> None:
    found = read(
        "A man was shot and killed by police Friday in Seneca.",
        "Man killed in Seneca - WALB.com, South Georgia News, Weather, Sports",
    )
    assert found["city"].value == "Seneca"
    assert "state" not in found or found["state"].value != "GA"


@pytest.mark.parametrize(
    ("body", "city", "state"),
    [
        ("An officer shot a man early Friday, the LAPD said. He was taken away.",
         "Los Angeles", "CA"),
        ("A man was shot by police in a yard on Friday, the GBI said.",
         None, "GA"),
        ("An officer shot a man in the Bronx on Friday. Police in New York said he had a knife.",
         "New York", "NY"),
    ],
)  # fmt: skip
def test_short_forms_and_parts_tell_the_place(body: str, city: str | None, state: str) -> None:
    found = read(body)
    assert found["state"].value == state
    assert city is None or found["city"].value == city


def test_an_outlets_home_is_told_apart_from_what_is_said() -> None:
    body = "A man was shot and wounded by police outside a store on Friday."
    home = OutletPlace("A Paper", "Toledo", None, "OH", "America/New_York")
    found = read(body, home=home)
    assert (found["state"].value, found["state"].basis) == ("OH", Basis.INFERRED)
    assert found["state"].method == "outlet's place"
    assert "city" not in found or found["city"].basis is Basis.INFERRED


def test_a_state_an_acronym_implies_is_inferred() -> None:
    found = read("A man was shot by police in a yard on Friday, the GBI said.")
    assert found["state"].basis is Basis.INFERRED


def test_a_prosecutors_office_names_no_place_of_the_shooting() -> None:
    """Whose district attorney it is: the county is concluded, not quoted."""
    found = read(
        "Police shot a man in Karsville on Friday, the Wayne County District Attorney said."
    )
    assert (found["county"].value, found["county"].quote) == ("Wayne County", None)
    said = read("Police shot a man in Wayne County, Pennsylvania, on Friday.")
    assert said["county"].basis is Basis.STATED


@pytest.mark.parametrize(
    "said",
    [
        "Speakers asked the Dayton County district attorney to act.",
        "Roe, 44, of Dayton, was charged with theft.",
        "He was born in Dayton and moved away.",
        "A hearing was held in Dayton on Monday.",
    ],
)
def test_the_town_of_something_else_is_not_quoted_for_the_shooting(said: str) -> None:
    """The town may still be the likeliest; a sentence on a home or a hearing does not say so."""
    alone = read(f"A man was shot by police, Ohio officials said. {said}").get("city")
    assert alone is None or alone.quote is None
    both = f"{said} A Dayton, Ohio, police officer shot a man."
    told = read(both)["city"]
    assert told.quote is not None
    assert "police officer shot" in passage(both).article.text[told.quote.start : told.quote.end]


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ("A Dayton man was wounded in a drive-by shooting on Friday.", False),
        ("A man was shot in the 400 block of Elm, Dayton police said.", False),
        ("The City of Dayton sued a bar after a man was shot there.", False),
        ("Two men were arrested in Dayton in the shooting that killed a boy.", False),
        ("A student at Dayton High School was shot on Friday.", False),
        ("Dayton police are investigating after a man was shot.", True),
        ("Dayton officers shot a man on Friday.", True),
        ("A Dayton police officer was building a deck at home. A boy was shot.", False),
        ("A man was shot inside a Dayton barbershop on Friday.", True),
        ("A man was shot on Friday on Dayton's west side.", True),
        ("Two are charged in the Dayton drive-by shooting.", True),
    ],
)
def test_a_town_is_quoted_where_it_is_told_as_the_place(body: str, stated: bool) -> None:
    found = read(f"Somebody was shot in Ohio. {body}").get("city")
    assert (found is not None and found.basis is Basis.STATED) is stated


def test_of_two_towns_the_one_told_as_the_place_goes_first() -> None:
    body = (
        "Three people were shot to death at home in suburbs of Atlanta. Officers responded to a "
        "home in Snellville, Ga., where they were found shot on Sunday. Atlanta is near. "
        "Atlanta was quiet."
    )
    assert read(body)["city"].value == "Snellville"


@pytest.mark.parametrize(
    "body",
    [
        "Police shot a man. Elm Road resurfacing begins on Monday.",
        "Police shot a man. He took off down Elm Street before it.",
        "Police shot a man. They denied that he had robbed a shop on Elm Street.",
    ],
)
def test_a_street_of_the_flight_or_of_another_story_is_no_spot(body: str) -> None:
    assert "place" not in read(body)


@pytest.mark.parametrize(
    "body",
    [
        "A trooper shot a man on a ranch six miles northeast of Anselmo, Neb., on Friday.",
        "A deputy shot a man on U.S. 6 near Wellington, Utah, on Friday.",
        "GALLUP, N.M. — A deputy killed a man on Friday at a turnoff northwest of Gallup.",
        "BROKEN BOW, Neb. — A grand jury on Friday cleared a deputy who killed a farmer.",
        "VALDOSTA, Ga. (UW) — A sheriff's deputy shot and killed a man on Interstate 75.",
        "A trooper in Arizona shot a deaf man. A dozen deaf people were shot by police, said Ann "
        "Pell, who runs a group in Phoenix.",
    ],
)
def test_a_town_nearby_or_of_a_courts_dateline_is_inferred(body: str) -> None:
    assert read(body)["city"].basis is Basis.INFERRED


def test_a_told_scene_is_stated_however_near_another_sentence_puts_it() -> None:
    found = read("A deputy shot a man near Vaughn, Mont., on Friday. He was shot in Vaughn.")
    assert found["city"].basis is Basis.STATED


@pytest.mark.parametrize(
    "body",
    [
        "PIKEVILLE, Ky. — The estate sued on Friday over a traffic stop in Perry County in which a "
        "trooper killed a driver.",
        "A trooper shot a man in Perry County, Kentucky, on Friday. His sister, Ann Pell of "
        "Whitesburg, said he had a knife.",
    ],
)
def test_a_dateline_or_home_outside_the_told_county_is_no_city(body: str) -> None:
    found = read(body)
    assert "city" not in found
    assert found["county"].value == "Perry County"


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (
            "A deputy shot a man in Custer County on Friday, the Nebraska State Patrol said. His "
            "sister, Ann Pell of Dayton, Ohio, wept.",
            "NE",
        ),
        (
            "Brooklyn Park police shot a man. The state Bureau of Criminal Apprehension said so.",
            "MN",
        ),
    ],
)
def test_a_persons_town_tells_no_state_and_a_bureau_of_one_state_does(
    body: str, state: str
) -> None:
    assert read(body)["state"].value == state


@pytest.mark.parametrize(
    ("body", "city"),
    [
        ("A Sutton man was shot by a trooper on Friday in the Auburn, Mass., bus lot.", "Auburn"),
        (
            "PRINCETON, W.Va. — Charges were dropped on Friday. Police in Bluefield were asked to "
            "look in on him, and an officer shot him.",
            "Bluefield",
        ),
        (
            "MUNCIE, Ind. — An Anderson man who came out shooting was killed by a trooper Friday.",
            "Muncie",
        ),
    ],
)
def test_a_home_gives_way_to_a_town_told_as_the_scene(body: str, city: str) -> None:
    assert read(body)["city"].value == city


@pytest.mark.parametrize(
    "body",
    [
        "A Navajo police officer shot a woman on Friday. The Navajo Nation has said nothing.",
        "A trooper shot a girl on Friday on the Hansen Bridge in Idaho.",
        "A University Police officer shot a student on Friday.",
        "A Huron County jury convicted a man who shot at Officers Abel Orrin and Kellen Ray. They "
        "shot him. Officer Ray said he fired first.",
        "Clayton Orrin, 29, went for a ride. By eight he was dead, shot by a Missouri trooper.",
        "Capitol Police shot two people in a car on State Street, the Mississippi agency said.",
    ],
)
def test_a_people_a_bridge_and_a_campus_are_no_towns(body: str) -> None:
    assert "city" not in read(body)


def test_a_county_of_another_years_case_is_not_the_countys_claim() -> None:
    found = read(
        "A Hall County grand jury sat on Friday. Eleven juries have looked at killings by police "
        "in Nebraska since a case in Custer County in 2014."
    )
    assert found["county"].value == "Hall County"


@pytest.mark.parametrize(
    "body",
    [
        "Abel Orrin, who owns a shop on Elm Street, was shot by police in Reno on Friday.",
        "Officers in Reno shot Abel Orrin, whom all of Elm Street called Swede.",
        "Abel Orrin of Elm Street was shot by police in Reno.",
        "Police shot a man in Federal Way, Wash., on Friday.",
        "A man from the Elm Park area shot himself in Reno on Friday.",
        "Police shot a man on Friday. By midnight about 150 people were on Elm Street.",
    ],
)
def test_a_street_is_a_spot_where_its_own_clause_tells_what_happened(body: str) -> None:
    assert "place" not in read(body)


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ("Police shot a man on Friday. It happened about 9 p.m. in the 400 block of Elm St.", True),
        ("Police shot a man on Friday. Officers were sent to the 400 block of Elm St.", True),
        ("Police shot a man on Friday. He had a shop in the 400 block of Elm St.", False),
    ],
)
def test_a_spot_told_with_nothing_that_happened_is_inferred(body: str, *, stated: bool) -> None:
    claim = read(body)["place"]
    assert claim.value == "400 block of Elm St."
    assert (claim.basis is Basis.STATED) is stated


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ("A deputy shot a man in Story County, Iowa, on Friday.", True),
        ("STORY COUNTY, Iowa — The sheriff looks into it. A deputy shot a man.", True),
        ("A deputy shot a man. Inquests in Story County, Iowa, cost $9,000.", False),
        ("A deputy shot a man. Troopers in Iowa have no cameras. Story County is quiet.", False),
    ],
)
def test_a_county_and_a_state_are_quoted_where_their_clause_tells_what_happened(
    body: str, *, stated: bool
) -> None:
    found = read(body)
    assert (found["state"].basis is Basis.STATED) is stated
    assert (found["county"].basis is Basis.STATED) is stated


def test_a_namesake_in_another_state_is_not_quoted() -> None:
    told = read(
        "SPRINGFIELD, Ill. — A Springfield police officer was charged in the shooting of a man in "
        "an alley. Another man had been shot to death by police in Springfield, Missouri, in May."
    )
    assert (told["state"].value, told["city"].as_written) == ("IL", "SPRINGFIELD")


@pytest.mark.parametrize(
    ("body", "city", "state"),
    [
        ("MT OLIVE, W.Va. — Police shot a man on Friday.", "Mount Olive", "WV"),
        ("A man was shot by an officer in Lee's Summit, Missouri.", "Lee's Summit", "MO"),
        ("A man was shot by an officer in Minot, North Dakota state police said.", "Minot", "ND"),
        ("A man was shot by an officer on Friday, North Dakota police said.", None, "ND"),
        ("A man was shot by an officer in Yakima, Washington state police said.", "Yakima", "WA"),
        ("An officer shot a man on Friday in the Town of La Grange, N.Y.", "La Grange", "NY"),
        ("A man was shot by an officer in Salem, New York State Police said.", "Salem", "NY"),
    ],
)
def test_the_name_of_a_town_or_state_is_read_whole(body: str, city: str | None, state: str) -> None:
    found = read(body)
    assert "city" not in found if city is None else found["city"].value == city
    assert found["state"].value == state


def test_a_town_lies_in_the_state_that_is_named() -> None:
    found = read("A man was shot by an officer in Glenwood on Friday, Georgia state police said.")
    assert (found["city"].value, found["state"].value) == ("Glenwood", "GA")


def test_a_town_lies_in_the_outlets_state_rather_than_in_another() -> None:
    found = read("Minot police shot a man on Friday.", home=OutletPlace(state="ME"))
    assert (found["city"].value, found["state"].value) == ("Minot", "ME")


def test_a_town_the_table_lacks_goes_before_a_home() -> None:
    found = read("A Kaukauna man was shot by police in Paris, Wisconsin, on Friday.")
    assert found["city"].value == "Paris"


def test_a_county_of_new_york_is_the_one_told() -> None:
    found = read("Police shot a man in East Flatbush, Kings County, New York, on Friday.")
    assert (found["city"].value, found["county"].value) == ("New York", "Kings County")


def test_no_town_is_claimed_where_none_is_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = places.settle(passage("A man was shot in Macon near Reno."))
    unsure = [("macon", 0.24), ("reno", 0.22)]
    monkeypatch.setattr(places, "rank_cities", lambda seen, state: unsure)
    assert places._city_claims(replace(seen)) == []


@pytest.mark.parametrize(
    ("body", "city"),
    [
        (  # the words of police make no home of where somebody was shot in one
            "A girl was shot and killed inside her home in Ellicott City, Maryland, on Friday, "
            "police said. It lies about 25 miles northeast of Washington, D.C.",
            "Ellicott City",
        ),
        (  # a town's own police, in the county that it lies in
            "Police in Walker County, Ala., say a man was shot in Walker County on Friday. Jasper "
            "police responded to a call at a house.",
            "Jasper",
        ),
        (
            "An officer shot a man at a motel in Lake Highlands on Friday, Dallas police said. "
            "He died in Texas Health Dallas.",
            "Dallas",
        ),
        (
            "WINTER HAVEN, Fla. — Paul Roe shot a man who broke into his Winter Haven home on "
            "Friday. He was right, said Al Poe, a retired Tampa police captain.",
            "Winter Haven",
        ),
        ("WEST VALLEY, Utah — An officer shot a man in West Valley on Friday.", "West Valley City"),
    ],
)  # fmt: skip
def test_town_is_the_one_it_is_told_in(body: str, city: str) -> None:
    assert read(body)["city"].value == city


def test_police_of_a_town_may_fire_outside_it() -> None:
    told = read(
        "Houston police look into it. A man was shot by deputies in north Harris County, Texas."
    )
    assert "city" not in told


@pytest.mark.parametrize(
    ("body", "basis", "quoted"),
    [
        (
            "A girl was shot in her Englewood home on Friday. Her aunt called for help. An officer "
            "fired once, Chicago police said. She died in Chicago.",
            Basis.STATED, "She died in Chicago.",
        ),
        (
            "A girl was shot in Englewood on Friday. She was ten. Her aunt, of Illinois, called "
            "for help. The office of the Cook County medical examiner in Chicago named her.",
            Basis.INFERRED, "",
        ),
        ("A girl was shot in the Bronx, N.Y., on Friday.", Basis.STATED, "the Bronx"),
    ],
)  # fmt: skip
def test_a_city_is_told_by_its_name_and_not_by_a_neighbourhood(
    body: str, basis: Basis, quoted: str
) -> None:
    claim = read(body)["city"]
    assert claim.basis is basis
    if claim.quote:
        assert quoted in body[claim.quote.start : claim.quote.end]


@pytest.mark.parametrize(
    ("body", "city"),
    [
        (
            "TOWER, Minn. — An officer shot Lee Roe on Saturday on an island. Roe died Wednesday "
            "at St. Anne's in Duluth.",
            "Tower",
        ),
        (
            "WINNER, S.D. — The FBI's office in Pierre confirmed Friday that Lee Roe was the man "
            "who was shot by an officer.",
            "Winner",
        ),
        (
            "CONCORD, N.H. — The attorney general said Friday that two Dover police officers were "
            "right to shoot a man with an ax in his hallway on Feb. 11.",
            "Dover",
        ),
        (
            "DES MOINES, Iowa — The Iowa Attorney General's Office says a trooper was justified in "
            "shooting a Waterloo man along Highway 63 on June 9.",
            "Waterloo",
        ),
        (
            "A judge put an Abilene man on probation Monday, ten months after a Salina policeman "
            "shot him in the arm.",
            "Salina",
        ),
        (
            "PORTLAND, Ore. — Officers shot a man in a car in Northeast Portland on Tuesday. The "
            "car was found an hour later in Gresham with nine holes in it.",
            "Portland",
        ),
        (
            "A man shot by Medford police on Saturday had a toy. A grand jury will hear it, as it "
            "does after every police shooting in Jackson County, Oregon.",
            "Medford",
        ),
        (
            "MISSION, S.D. — Prosecutors will not charge a Rosebud Sioux Tribe officer who shot a "
            "man on Friday.",
            "Mission",
        ),
    ],
)
def test_the_scene_goes_before_what_came_after(body: str, city: str) -> None:
    assert read(body)["city"].value == city


@pytest.mark.parametrize(
    "body",
    [
        "Officers shot a driver on Sunday. His car was later found abandoned in Gresham, Oregon.",
        "A Punta Gorda woman was shot by police on Tuesday.",
        "The accused, of Kansas City, KS, rammed a car before an officer shot him on Sunday.",
        "An officer shot a man on Sunday. Every death caused by police in Omaha is looked into.",
    ],
)
def test_a_town_that_no_sentence_tells_as_the_scene_is_inferred(body: str) -> None:
    assert read(body)["city"].basis is Basis.INFERRED


def test_the_county_where_papers_were_filed_is_inferred() -> None:
    body = "An officer shot a man Sunday in Ames, says an affidavit filed in Story County, Iowa."
    assert read(body)["county"].basis is Basis.INFERRED


def test_a_neighborhood_is_not_the_town_that_is_told_too() -> None:
    body = "Officers shot a man in the Hilltop neighborhood of Tacoma, Washington, on Sunday."
    cities = places.read(passage(body, "Police shoot man in Hilltop"))
    assert [c.value for c in cities if c.field == "city"] == ["Tacoma"]


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        ("Elm Park neighborhood", "poi_large"),
        ("Elm Park", "poi_small"),
    ],
)
def test_a_part_of_a_town_that_is_called_a_park(words: str, precision: str) -> None:
    found = read(f"An officer shot a man in {words} on Sunday, Chicago police said.")
    assert found["place"].detail["precision"] == precision
