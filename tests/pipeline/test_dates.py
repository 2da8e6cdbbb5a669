"""The day of the shooting is read against the day of publication, and no other day is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import dates
from pipeline.language import text
from pipeline.records import (
    Article,
    Basis,
    Claim,
    DateRange,
    OutletPlace,
    Passage,
    PublishedPrecision,
    Where,
)
from pipeline.when import date_candidates
from pipeline.when.date_phrases import find
from pipeline.when.phrase_days import Now, resolve

FRIDAY = date(2024, 5, 17)


def article(body: str, title: str = "Man shot by police", **more: object) -> Article:
    url = "https://a.example/1"
    return Article(url, url, title, text.normalise(body), **more)  # type: ignore[arg-type]


def passage(body: str, published: date | None, title: str = "Man shot by police") -> Passage:
    made = article(body, title)
    return Passage(made, text.sentences(made), published)


def day_of(
    body: str, published: date | None = FRIDAY, title: str = "Man shot by police"
) -> str | None:
    found = [c for c in dates.read(passage(body, published, title)) if c.field == "incident_date"]
    return str(found[0].value) if found else None


@pytest.mark.parametrize(
    ("body", "basis"),
    [
        ("An officer shot a man Tuesday.", "stated"),
        ("An officer was indicted in Tuesday's shooting of a man.", "stated"),
        ("The prosecutor found the shooting of a man justified Tuesday.", "inferred"),
        ("A man who was shot by an officer died Tuesday.", "inferred"),
        ("A suspect in the shooting of a man waived his hearing in court Tuesday.", "inferred"),
        ("A man who shot another turned himself in to detectives Tuesday.", "inferred"),
        ("Five people were shot at a hearing Tuesday.", "stated"),
        ("A man who shot another surrendered to detectives around 9 p.m. Tuesday.", "inferred"),
        ("The man who shot another was taken into custody about 6 a.m. Tuesday.", "inferred"),
        ("A man was arrested in Tuesday's fatal shooting of another.", "stated"),
        ("A man was shot. The mayor met with residents Tuesday.", "inferred"),
        ("A man was shot. Officers were dispatched Tuesday.", "stated"),
        ("A trooper shot a man. The trooper stopped a van near an exit Tuesday.", "stated"),
        ("A deputy shot a man. Deputies tried to serve an order Tuesday.", "stated"),
        ("An officer shot a man. He rammed a patrol car Tuesday.", "stated"),
    ],
)
def test_a_day_right_after_a_verdict_or_a_death_is_no_quote(body: str, basis: str) -> None:
    days = [c for c in dates.read(passage(body, FRIDAY)) if c.field == "incident_date"]
    assert [c.basis for c in days] == [basis]


@pytest.mark.parametrize(
    ("phrase", "published", "days"),
    [
        ("Friday", "2024-05-17", "2024-05-17"),
        ("Friday night", "2024-05-17", "2024-05-17"),
        ("Tuesday night", "2024-05-17", "2024-05-14"),
        ("early Sunday", "2024-05-17", "2024-05-12"),
        ("last Friday", "2024-05-17", "2024-05-10"),
        ("last Monday", "2021-03-22", "2021-03-15"),
        ("before sunrise Friday", "2024-09-20", "2024-09-20"),
        ("overnight", "2024-05-17", "2024-05-17"),
        ("on May 2: his", "2024-05-17", "2024-05-02"),
        ("a year ago Wednesday", "2020-11-26", "2019-11-25"),
        ("a week ago Friday", "2024-05-15", "2024-05-03"),
        ("Tuesday of last week", "2024-05-16", "2024-05-07"),
        ("two Sundays ago", "2024-07-12", "2024-06-30"),
        ("two Sundays ago", "2024-07-14", "2024-06-30"),
        ("Friday of last week", "2024-05-14", "2024-05-10"),
        ("the week of Thanksgiving", "2019-12-04", "2019-11-25/2019-12-01"),
        ("Labor Day weekend", "2023-09-20", "2023-09-01/2023-09-04"),
        ("the Friday after Thanksgiving", "2023-12-04", "2023-11-24"),
        ("the Sunday before Labor Day", "2023-09-20", "2023-09-03"),
        ("on Good Friday", "2024-05-17", "2024-03-29"),
        ("yesterday morning", "2024-05-17", "2024-05-16"),
        ("last night", "2024-05-17", "2024-05-16"),
        ("tonight", "2024-05-17", "2024-05-17"),
        ("this afternoon", "2024-05-17", "2024-05-17"),
        ("last month", "2024-01-03", "2023-12"),
        ("this month", "2023-08-29", "2023-08"),
        ("last March", "2022-03-09", "2021-03"),
        ("last January", "2022-02-09", "2021-01"),
        ("two years ago this Thursday", "2024-05-14", "2022-05-16"),
        ("last June", "2024-02-21", "2023-06"),
        ("in April", "2022-05-02", "2022-04"),
        ("in March of last year", "2019-08-22", "2018-03"),
        ("in March of this year", "2019-08-22", "2019-03"),
        ("on June 3 last year", "2019-08-22", "2018-06-03"),
        ("in July 2019", "2021-10-14", "2019-07"),
        ("in 2021", "2022-03-10", "2021"),
        ("a year ago", "2024-02-23", "2023-02"),
        ("10 years ago today", "2022-08-18", "2012-08-18"),
        ("a year to the day after", "2019-03-18", "2018-03-18"),
        ("eight months ago", "2021-04-15", "2020-08"),
        ("one week ago", "2019-08-05", "2019-07-29"),
        ("nine days ago", "2024-05-26", "2024-05-17"),
        ("twenty-six days ago", "2024-05-27", "2024-05-01"),
        ("thirty days ago", "2024-05-31", "2024-05-01"),
        ("two weeks ago", "2024-05-17", "2024-04-30/2024-05-06"),
        ("last summer", "2020-03-30", "2019-06-01/2019-08-31"),
        ("May 14", "2024-11-22", "2024-05-14"),
        ("the night of March 18", "2018-05-03", "2018-03-18"),
        ("Dec. 31", "2022-01-02", "2021-12-31"),
        ("Feb. 4, 2014", "2016-01-01", "2014-02-04"),
        ("1/26/2016", "2016-01-27", "2016-01-26"),
        ("Friday, September 20", "2024-09-20", "2024-09-20"),
        ("on the 14th", "2024-05-17", "2024-05-14"),
        ("New Year's Eve", "2022-09-08", "2021-12-31"),
        ("Presidents Day Monday", "2024-02-20", "2024-02-19"),
        ("the morning after Christmas", "2016-02-16", "2015-12-26"),
        ("Thanksgiving Day", "2023-12-01", "2023-11-23"),
        ("over the weekend", "2022-06-27", "2022-06-25/2022-06-26"),
        ("last weekend", "2022-06-27", "2022-06-25/2022-06-26"),
        ("last weekend", "2022-07-02", "2022-06-25/2022-06-26"),
        ("last weekend", "2022-07-03", "2022-06-25/2022-06-26"),
        ("this weekend", "2022-07-03", "2022-07-02/2022-07-03"),
        ("the weekend before last", "2022-07-02", "2022-06-25/2022-06-26"),
        ("on the 31st of October, 2021,", "2022-08-10", "2021-10-31"),
        ("the 3rd of May", "2021-03-02", "2020-05-03"),
        ("Mar 4", "2021-03-13", "2021-03-04"),
        ("4 Mar", "2021-03-13", "2021-03-04"),
        ("01.21.2022", "2023-04-29", "2022-01-21"),
        ("the February shooting", "2021-03-19", "2021-02"),
        ("the July fatal police shooting", "2021-09-19", "2021-07"),
        ("the day before Independence Day", "2018-07-03", "2018-07-03"),
        ("the day before Christmas", "2018-12-23", "2017-12-24"),
    ],
)
def test_a_phrase_means_days_on_its_day_of_publication(
    phrase: str, published: str, days: str
) -> None:
    (found,) = find(phrase)
    assert str(resolve(found, Now(date.fromisoformat(published)))) == days


def test_later_counts_from_the_day_named_before() -> None:
    (found,) = find("Three days later he was shot.")
    assert str(resolve(found, Now(FRIDAY, date(2024, 5, 14)))) == "2024-05-17"


@pytest.mark.parametrize(
    "words",
    ["John March, 34", "on May Street", "about 9:18 p.m.", "he may 3 times", "in 1200 homes"],
)
def test_what_is_no_date_is_not_one(words: str) -> None:
    assert list(find(words)) == []


@pytest.mark.parametrize("phrase", ["Friday", "last week", "May 14", "yesterday", "two weeks ago"])
def test_without_a_day_of_publication_only_full_dates_are_read(phrase: str) -> None:
    assert day_of(f"A police officer shot and killed a man {phrase}.", None) is None


def test_a_full_date_needs_no_day_of_publication() -> None:
    assert day_of("An officer shot and killed a man on Feb. 4, 2014.", None) == "2014-02-04"


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            "A man shot and killed by an officer Tuesday night was identified Thursday.\n\n"
            "A vigil is planned for Saturday.",
            "2024-05-14",
        ),
        (
            "Police on Thursday released video of the shooting of a man.\n\n"
            "Officers shot him May 6 outside his home, police said.",
            "2024-05-06",
        ),
        ("The suspect appeared in court Thursday. Officers shot him on Monday.", "2024-05-13"),
    ],
)
def test_other_days_of_a_story_are_not_the_day_of_the_shooting(body: str, day: str) -> None:
    assert day_of(body) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            "About 80 people marched Sunday evening for a boy of 17, who died Thursday, five days "
            "after a deputy shot him in the back.",
            "2024-05-11",
        ),
        (
            "A judge put a Dayton man on probation Monday, ten months after an officer shot him "
            "in the arm.",
            "2023-07",
        ),
        ("It took place on April 15, 2023. The case went to a jury on Thursday.", "2023-04-15"),
    ],
)
def test_a_day_counted_from_the_shooting_goes_before_courts_and_crowds(body: str, day: str) -> None:
    assert day_of(body) == day


@pytest.mark.parametrize(
    "body",
    [
        "Tuesday will be one year since an officer shot him.",
        "Monday marks a year since an officer shot him.",
        "She'll be sentenced in February. An officer shot her.",
        "A decision would come by the end of August. An officer shot her.",
        "An officer shot her. Ann Roe reports for Channel 5 at 11 p.m. Friday.",
    ],
)
def test_days_to_come_are_no_candidates(body: str) -> None:
    given = {each.phrase.kind for each in date_candidates.candidates(passage(body, FRIDAY))}
    assert not given & {"weekday", "monthly"}


def test_a_second_day_needs_the_shooting_beside_it() -> None:
    """Of another event of the story no dissent on the day is made."""
    body = (
        "A man was shot by police on Tuesday. One of those hurt was out of the hospital after "
        "being shot last month. Warrants read during Thursday's hearing say that he was shot."
    )
    days = [
        each.value for each in dates.read(passage(body, FRIDAY)) if each.field == "incident_date"
    ]
    assert len(days) == 1


def test_no_phrase_no_stated_claim() -> None:
    claims = dates.read(passage("An officer shot a man outside a store.", FRIDAY))
    assert {claim.basis for claim in claims} == {Basis.INFERRED}
    assert dates.read(passage("An officer shot a man outside a store.", None)) == ()


def test_the_claim_quotes_its_sentence() -> None:
    about = passage("A man is dead.\n\nOfficers shot him Tuesday night, police said.", FRIDAY)
    claim = dates.read(about)[0]
    assert claim.as_written == "Tuesday night"
    assert quoted(about, claim) == "Officers shot him Tuesday night, police said."


def test_a_later_death_is_a_claim_of_its_own() -> None:
    body = (
        "A man shot by police on Nov. 3 died Saturday, state investigators said.\n\n"
        "Officers shot him on Nov. 3 outside a store."
    )
    found = {claim.field: claim.value for claim in dates.read(passage(body, date(2022, 11, 20)))}
    assert found == {"incident_date": "2022-11-03", "death_date": "2022-11-19"}


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("An officer shot a man. A service is on Tuesday, May 21.", None),
        ("An officer shot a man. A service is on Wednesday, July 3.", None),
        ("An officer shot a man on Thursday, May 21.", "2023-05-21"),
        ("An officer shot a man on Monday, March 5.", "2024-03-05"),
    ],
)
def test_a_weekday_tells_a_date_to_come_from_a_past_one(body: str, day: str | None) -> None:
    found = {str(each.days) for each in date_candidates.candidates(passage(body, FRIDAY))}
    assert found == ({day} if day else set())


def test_an_arrest_without_incident_is_no_shooting() -> None:
    told = "Roe was shot on May 6. A man was arrested without incident on Tuesday."
    assert day_of(told) == "2024-05-06"


def test_numbers_in_words_count_back() -> None:
    found = [
        str(resolve(each, Now(FRIDAY))) for each in find("twenty-one days ago, a few days ago")
    ]
    assert found == ["2024-04-26", "2024-05-11/2024-05-17"]


def test_a_date_soon_after_the_story_is_not_last_years() -> None:
    soon = "An officer shot a man. She would have been 3 on June 13."
    assert not date_candidates.candidates(passage(soon, FRIDAY))
    assert date_candidates.candidates(passage("An officer shot a man on Nov. 13.", FRIDAY))


def test_a_day_of_death_is_told_after_its_hour() -> None:
    died = "Officers shot a man on Monday. He was pronounced dead at 3:58 a.m. Wednesday."
    found = {claim.field: claim.value for claim in dates.read(passage(died, FRIDAY))}
    assert found == {"incident_date": "2024-05-13", "death_date": "2024-05-15"}


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Guests hid on Tuesday night as a man fired. At 4:08 a.m. an officer shot him.", "15"),
        ("The call was received Tuesday at 11:58 p.m. It happened at 12:20 a.m.", "15"),
        (
            "Officers asked for negotiators about 9 p.m. Tuesday for a man at home, police say.\n\n"
            "At about 3 a.m., the man opened fire at officers, and they fired back.",
            "15",
        ),
        (
            "Deputies asked for help about 9 p.m. Tuesday, the sheriff said Thursday.\n\n"
            "After hours of talk, at about 3 a.m., a deputy fired and hit the man.",
            "15",
        ),
        (
            "Police were called about 9 p.m. Tuesday and shot a man on Elm Street.\n\n"
            "The mayor came at 3 a.m. and was told of the shooting, he said in court.",
            "14",
        ),
        ("An officer shot a man on Tuesday night. He died at 4 a.m.", "14"),
        ("An officer shot a man on Tuesday night. It happened at 11:20 p.m.", "14"),
        ("An officer shot a man early Tuesday. It happened at 4 a.m.", "14"),
        ("An officer shot a man on Friday night. It happened at 4 a.m.", "17"),
    ],
)
def test_an_hour_after_a_night_is_of_the_morning_after(body: str, day: str) -> None:
    assert day_of(body) == f"2024-05-{day}"


@pytest.mark.parametrize(
    ("hour", "days"),
    [
        ("2:30 a.m.", "2024-05-17"),
        ("6:15 a.m.", "2024-05-17"),
        ("9 a.m.", "2024-05-16"),
        ("11 p.m.", "2024-05-16"),
    ],
)
def test_an_hour_without_any_day_is_the_last_one_before_publication(hour: str, days: str) -> None:
    stamp = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)  # seven in the morning there
    told = article(
        f"Police shot a man at {hour}",
        home=OutletPlace(timezone="America/Chicago"),
        published=stamp,
        published_precision=PublishedPrecision.SECOND,
    )
    found = dates.read(Passage(told, text.sentences(told), date_candidates.publication_day(told)))
    assert [(claim.value, claim.basis) for claim in found] == [(days, "inferred")]


def test_an_hour_of_a_story_known_by_its_day_alone_is_of_that_day_or_the_night_before() -> None:
    assert day_of("Police shot a man at 2:30 a.m.") == "2024-05-17"
    assert day_of("Police shot a man at 11 p.m.") == "2024-05-16/2024-05-17"


UTC_STAMP = datetime(2023, 2, 15, 5, 30, tzinfo=UTC)


def test_the_state_of_the_incident_fixes_the_local_day() -> None:
    stamped = article("x", published=UTC_STAMP, published_precision=PublishedPrecision.SECOND)
    assert date_candidates.publication_day(stamped, "AK") == date(2023, 2, 14)
    assert date_candidates.publication_day(stamped) == date(2023, 2, 15)


def test_dateline_then_outlet_then_stamp_fix_the_local_day() -> None:
    precise = {"published": UTC_STAMP, "published_precision": PublishedPrecision.SECOND}
    home = OutletPlace(timezone="America/Chicago")
    assert date_candidates.publication_day(
        article("x", dateline="JUNEAU, Alaska (UW) —", home=home, **precise)
    ) == date(2023, 2, 14)
    assert date_candidates.publication_day(article("x", home=home, **precise)) == date(2023, 2, 14)
    own = UTC_STAMP.astimezone(timezone(timedelta(hours=-9)))
    assert date_candidates.publication_day(
        article("x", published=own, published_precision=PublishedPrecision.SECOND)
    ) == date(2023, 2, 14)


def test_a_date_only_stamp_is_the_day_itself() -> None:
    stamped = article(
        "x",
        published=datetime(2023, 2, 15, tzinfo=UTC),
        published_precision=PublishedPrecision.DAY,
    )
    assert date_candidates.publication_day(stamped, "AK") == date(2023, 2, 15)


def test_a_stamp_known_to_the_month_fixes_no_day() -> None:
    stamped = article(
        "x",
        published=datetime(2023, 2, 1, tzinfo=UTC),
        published_precision=PublishedPrecision.MONTH,
    )
    assert date_candidates.publication_day(stamped) is None


def quoted(about: Passage, claim: Claim) -> str:
    assert claim.quote is not None
    source = about.article.title if claim.quote.where is Where.TITLE else about.article.text
    return source[claim.quote.start : claim.quote.end]


PIECES = st.sampled_from(
    "on Friday|late Tuesday|Jan. 31|Feb. 30|2/30/2016|nine days ago|99 years ago|last week|İ|ß|"
    "the 31st|on the 30th|shot|died|police|“|a year ago today|Easter|. |, |\n\n|0000|\u2028|😀|"
    "Three days later|the night before|in 1950|Christmas Eve|overnight|\x00".split("|")
)


@given(st.lists(PIECES, max_size=30), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_any_text_is_read_and_every_quote_checks_out(pieces: list[str], published: date) -> None:
    about = passage(" ".join(pieces), published)
    for claim in dates.read(about):
        if claim.basis is Basis.INFERRED:
            assert claim.quote is None
            continue
        assert claim.as_written
        assert claim.as_written in quoted(about, claim)
        assert DateRange.parse(str(claim.value)).first <= published + timedelta(days=1)


@given(st.text(max_size=300))
def test_any_string_is_read(body: str) -> None:
    dates.read(passage(body, FRIDAY))


def test_news_without_a_day_is_of_the_day() -> None:
    claims = dates.read(passage("A man was shot and wounded by police outside a store.", FRIDAY))
    assert [(claim.value, claim.basis) for claim in claims] == [
        ("2024-05-16/2024-05-17", Basis.INFERRED)
    ]


def test_an_older_case_without_a_day_has_none() -> None:
    assert not dates.read(passage("A jury convicted the man who was shot by police.", FRIDAY))


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            "A judge signed an order on May 6, two days before the shooting. Deputies shot the "
            "man at his home.",
            "2024-05-08",
        ),
        ("He lost his job on May 6, the day before police shot him.", "2024-05-07"),
    ],
)
def test_the_day_of_an_event_is_counted_from_the_one_told_beside_it(body: str, day: str) -> None:
    assert day_of(body, FRIDAY) == day


def test_as_of_a_day_nothing_happened() -> None:
    body = "Police shot a man on Sunday. He had not been named as of Wednesday."
    assert {str(each.days) for each in date_candidates.candidates(passage(body, FRIDAY))} == {
        "2024-05-12"
    }


@pytest.mark.parametrize(
    "body",
    [
        "An article in Monday's paper misstated the age of a man shot by police on Sunday.",
        "Posted: May 16, 2024. Police shot a man Sunday.",
    ],
)
def test_days_of_the_press_are_no_candidates(body: str) -> None:
    found = {str(each.days) for each in date_candidates.candidates(passage(body, FRIDAY))}
    assert found == {"2024-05-12"}


def test_a_date_beside_a_weekday_says_which() -> None:
    body = "Police shot a man last Monday night, April 29, in his home."
    assert {str(each.days) for each in date_candidates.candidates(passage(body, FRIDAY))} == {
        "2024-04-29"
    }


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2016/01/25/a-story/", date(2016, 1, 25)),
        ("https://a.example/story/2015/jun/14/a-story/", date(2015, 6, 14)),
        ("https://a.example/a-story-20160125", None),
        ("https://a.example/2016/13/25/a-story/", None),
        ("https://a.example/story/33087667/a-story", None),
        ("https://a.example/news/a-story/196944/", None),
        ("https://a.example/AID=/20130318/A", date(2013, 3, 18)),
    ],
)
def test_an_address_may_tell_the_day(url: str, day: date | None) -> None:
    assert date_candidates.url_day(url) == day


@pytest.mark.parametrize(
    "told",
    [
        "Sentencing is set for Aug. 4.",
        "A hearing was scheduled for July 31.",
        "Corrado, who is due in court Friday, was jailed.",
        "He would have turned 30 on June 13.",
        "Jurors are expected to return Thursday.",
        "A march is set for 11 a.m. Saturday.",
    ],
)
def test_what_lies_ahead_is_no_day_of_the_shooting(told: str) -> None:
    body = f"Officers shot Ivo Corrado in Ames on April 29, police said. {told}"
    assert day_of(body) == "2024-04-29"


def test_a_shooting_may_be_told_with_what_it_will_lead_to() -> None:
    body = "Charges are expected in Tuesday's shooting of a man by police."
    assert day_of(body) == "2024-05-14"


def test_an_hour_and_its_day_stand_in_one_sentence() -> None:
    body = "An officer shot a man at 9:40 p.m. Tuesday in the 300 block of Elm Street. He died."
    found = passage(body, FRIDAY).sentences
    assert [each.text for each in found[1:]] == [body.removesuffix(" He died."), "He died."]
    apart = "They came at 9:40 p.m. The man lay dead."
    assert len(passage(apart, FRIDAY).sentences) == 3


def test_a_charge_without_a_day_is_not_news_of_the_day() -> None:
    assert day_of("A man was charged in the shooting of his neighbor.") is None


def test_a_day_of_the_outlets_own_doings_is_no_day_of_the_shooting() -> None:
    body = "The killing of a man by police is unexplained. Our winter fund drive ends Friday!"
    assert not date_candidates.candidates(passage(body, FRIDAY))


def test_the_day_of_something_else_is_inferred_for_the_shooting() -> None:
    body = "A theft was reported Thursday. Police shot the man who was suspected of it."
    made = article(body, published=datetime(2024, 5, 17, 12, tzinfo=UTC))
    told = dates.read(Passage(made, text.sentences(made), FRIDAY))
    assert [(one.value, one.basis, one.quote) for one in told] == [
        ("2024-05-16", Basis.INFERRED, None)
    ]


def test_a_day_without_the_shooting_is_no_second_reading_of_it() -> None:
    body = (
        "Police shot a man Tuesday. An arrest was made Thursday morning in the case.\n\n"
        "The next update will be Thursday, police said."
    )
    made = article(body, published=datetime(2024, 5, 17, 12, tzinfo=UTC))
    told = dates.read(Passage(made, text.sentences(made), FRIDAY))
    assert [one.value for one in told if one.field == "incident_date"] == ["2024-05-14"]


@pytest.mark.parametrize(
    ("body", "days"),
    [
        (
            "A man sought in the May 2 slaying of a clerk was shot by police on Wednesday.",
            "2024-05-15",
        ),
        ("It has been five years today. On that night an officer shot him.", "2019-05-17"),
        (
            "The estate filed suit Thursday over a stop in which a trooper killed a driver. The "
            "trooper stopped and shot him on Aug. 26, 2022, the suit says.",
            "2022-08-26",
        ),
        (
            "Jurors took two hours Thursday to find that an officer used force. He shot the boy on "
            "July 16, 2022.",
            "2022-07-16",
        ),
        ("An officer shot him last year, the night of Jan. 13.", "2023-01-13"),
        (
            "The man an officer shot last week died Sunday at a hospital.",
            "2024-05-05/2024-05-12",
        ),
        (
            "Abel Orrin, 29, went for a ride at a quarter to seven on Monday. The patrol on "
            "Thursday identified him as the man shot by a trooper.",
            "2024-05-13",
        ),
        (
            "Macon, Ga. (May 17, 2024) – The bureau is investigating. An officer shot a man on "
            "Thursday, May 16, 2024, the bureau said.",
            "2024-05-16",
        ),
    ],
)
def test_the_day_of_a_court_a_dateline_or_another_crime_is_not_the_shootings(
    body: str, days: str
) -> None:
    assert day_of(body) == days


@pytest.mark.parametrize(
    ("body", "days"),
    [
        (
            "The mother of a man shot by deputies in March filed a lawsuit Tuesday against the "
            "county.",
            "2024-03",
        ),
        (
            "The mother of a man shot by deputies on Sunday, 3/5/23, filed a federal lawsuit "
            "Tuesday.",
            "2023-03-05",
        ),
        (
            "An officer who fatally shot a man on April 4 will not be charged, the prosecutor "
            "said Thursday. He fired when the man raised a gun, she wrote in a letter dated "
            "May 14.",
            "2024-04-04",
        ),
        (
            "A man was in stable condition Thursday after a deputy shot him just after midnight "
            "Sunday, the sheriff said.",
            "2024-05-12",
        ),
        (
            "On Thursday, an officer shot a man with a rifle. Orrin was born on May 6, 1990. The "
            "officer was hired on June 4, 2019.",
            "2024-05-16",
        ),
    ],
)
def test_what_else_has_a_day_leaves_the_shooting_its_own(body: str, days: str) -> None:
    assert day_of(body) == days


@pytest.mark.parametrize(
    "body",
    [
        "The council on Wednesday agreed to pay a man who was hurt when an officer shot him.",
        "A trooper shot a man on a fence, recordings made public Wednesday show.",
    ],
)
def test_the_day_an_office_acts_is_no_day_of_the_shooting(body: str) -> None:
    assert day_of(body) is None


def test_a_death_counted_from_the_shooting_gives_no_day() -> None:
    body = "The judge spoke on May 14. Her husband died two days after the shooting."
    found = [str(each.days) for each in date_candidates.candidates(passage(body, FRIDAY))]
    assert found == ["2024-05-14"]


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Roe died Tuesday. He had been in a coma since May 4, when a deputy shot him.", "05-04"),
        ("A man shot by police has died. He passed away Sunday after being on life "
         "support since May 4.",
         "05-04"),
        ("A second man shot by police died Monday. "
         "Doe was pronounced dead at the scene on May 4.", "05-04"),
        ("Ann Roe was killed on the spot Saturday evening. "
         "Her brother, shot by police, died early Sunday.",
         "05-11"),
        ("A man shot by deputies last week is named. "
         "Deputies were called last Friday to his home.", "05-10"),
        ("A woman shot by police left Mercy Hospital on Thursday, a week to the day after "
         "an officer hit her.",
         "05-09"),
        ("An officer shot a farmer the Friday before last.", "05-03"),
        ("A woman whom an officer shot left the hospital Tuesday. He fired on May 4.", "05-04"),
    ],
)  # fmt: skip
def test_the_day_of_who_died_later_is_told_by_what_came_before(body: str, day: str) -> None:
    assert day_of(body) == f"2024-{day}"


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Roe was killed on this date in 2019 by an officer.", "2019-05-17"),
        ("Sunday will mark two years since an officer shot Roe.", "2022-05-19"),
        ("An officer shot a man on Black Friday.", "2023-11-24"),
        ("On Christmas night 2019 an officer shot a woman.", "2019-12-25"),
        ("An officer shot a woman five days before Christmas of 2020.", "2020-12-20"),
        ("A judge ruled Tuesday that a deputy must stand trial. "
         "Roe had stepped out on Oct. 9, 2021.",
         "2021-10-09"),
        ("On Wednesday he ruled that a deputy will be tried. Roe had gone outside on Oct. 9, 2021.",
         "2021-10-09"),
        ("Police shot a man on Sunday. Why she shops on Black Friday.", "2024-05-12"),
    ],
)  # fmt: skip
def test_days_of_years_past(body: str, day: str) -> None:
    assert day_of(body) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            "The city will pay to end a suit over a 2015 shooting by police, it said Tuesday.",
            "2015",
        ),
        ("A clerk was paralyzed when an officer shot him in a 2019 traffic stop.", "2019"),
        ("The man whom an officer shot in a 2011 encounter had sued.", "2011"),
        (
            "An officer shot and killed a man Monday. Its deputies were cleared in the 2020 death"
            " of Lee Coe.",
            "2024-05-13",
        ),
        ("An officer shot and killed a man Monday in a 2015 Ford.", "2024-05-13"),
    ],
)
def test_a_year_may_stand_before_what_happened(body: str, day: str) -> None:
    assert day_of(body) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Saturday will be one year since an officer shot and killed a man.", "2023-05-18"),
        ("Next Tuesday will mark two years since an officer killed a man.", "2022-05-21"),
        ("An officer shot a man Sunday a week ago. He died on Thursday.", "2024-05-05"),
        ("On the evening of the 9th, an officer shot a man. He died on Thursday.", "2024-05-09"),
        (
            "Over the Mother's Day weekend, an officer shot a man. On Thursday his mother spoke. "
            "The shooting took place at about 1 a.m. that Sunday.",
            "2024-05-12",
        ),
        (
            "A federal jury Thursday ordered two officers to pay the parents of a man they shot. "
            "They killed him in March 2021.",
            "2021-03",
        ),
        (
            "Supervisors, meeting in closed session, agreed Tuesday to pay for a man's killing. "
            "Deputies shot him in March 2021.",
            "2021-03",
        ),
        (
            "Neighbors held a Mass for him Sunday. A trooper shot him in March 2021.",
            "2021-03",
        ),
        (
            "He was killed by an officer on this date in 2019. Tonight there's a Mass, and supper.",
            "2019-05-17",
        ),
    ],
)
def test_the_day_is_the_shootings_and_not_that_of_a_court_or_a_crowd(body: str, day: str) -> None:
    assert day_of(body, title="He is remembered") == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("The judge who held a hearing was told that on Tuesday an officer shot a man.", "14"),
        ("A judge set bail for a man shot by an officer Tuesday.", "14"),
        ("An officer shot a man at a vigil held for another Tuesday.", "14"),
        ("Tonight an officer shot a man at a store.", "17"),
    ],
)
def test_a_weekday_told_with_shots_stays_the_shootings(body: str, day: str) -> None:
    assert day_of(body) == f"2024-05-{day}"


@pytest.mark.parametrize("day", ["on Monday", "Sunday", "on Jan. 15", "on May 9"])
def test_the_day_another_man_was_shot_is_not_this_ones(day: str) -> None:
    own = "A man died after Fairmont officers opened fire Tuesday night on Mill Road."
    assert day_of(f"{own}\n\nAnother man was shot by Orland police {day}.") == "2024-05-14"
    alone = f"Another man was shot by Orland police {day}."
    assert day_of(alone) is not None


@pytest.mark.parametrize(
    ("told", "day"), [("last Friday", "10"), ("late Sunday", "12"), ("on May 10", "10")]
)
def test_the_day_police_were_called_is_the_day_where_no_sentence_tells_another(
    told: str, day: str
) -> None:
    body = (
        "Boone police officers shot and killed a man outside a store, the department said.\n\n"
        f"Officers were called to the store {told}, the department said.\n\n"
        "A judge set bail for another man on Monday."
    )
    assert day_of(body) == f"2024-05-{day}"
