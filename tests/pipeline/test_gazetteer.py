"""The gazetteer knows small places, every county, and how newsrooms write states."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import shipped
from pipeline.lexicon import gazetteer


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Ga.", "GA"),
        ("N.C.", "NC"),
        ("W.Va.", "WV"),
        ("Ohio", "OH"),
        ("Tenn.", "TN"),
        ("D.C.", "DC"),
        ("ky", "KY"),
        ("NEW MEXICO", "NM"),
        ("Texas", "TX"),
        ("Mars", None),
        ("", None),
    ],
)
def test_states_as_newsrooms_write_them(written: str, code: str | None) -> None:
    assert gazetteer.state_code(written) == code


def test_every_state_has_a_zone_and_an_fips_code() -> None:
    assert len(gazetteer.states()) >= 51
    for state in gazetteer.states().values():
        assert ZoneInfo(state.timezone)
        assert state.fips.isdigit()


def test_there_are_all_counties() -> None:
    assert 3140 <= len(gazetteer.counties()) <= 3300
    assert {county.state for county in gazetteer.counties_named("Bibb County")} == {"AL", "GA"}
    assert gazetteer.counties_named("East Baton Rouge Parish")[0].state == "LA"


@pytest.mark.parametrize(
    ("city", "state", "county"),
    [
        ("Macon", "GA", "Bibb County"),
        ("Oildale", "CA", "Kern County"),
        ("Saint Cloud", "MN", "Stearns County"),
        ("St. Cloud", "MN", "Stearns County"),
        ("South Tucson", "AZ", "Pima County"),
        ("Karns", "TN", "Knox County"),
        ("Beaverdam", "VA", "Hanover County"),  # no more than a post office
        ("Upper Darby", "PA", "Delaware County"),
        ("Hamilton", "NJ", "Mercer County"),
    ],
)
def test_a_city_lies_in_its_county(city: str, state: str, county: str) -> None:
    found = gazetteer.county_of(city, state)
    assert found is not None
    assert found.name == county


def test_townships_of_one_name_have_no_county_by_it() -> None:
    assert gazetteer.county_of("Miami Township", "OH") is None  # Clermont's or Montgomery's
    assert gazetteer.place("Miami Township", "OH") is not None


def test_places_of_one_name_and_size_have_no_county_by_it() -> None:
    assert gazetteer.county_of("Mount Pleasant", "PA") is None  # in three counties
    assert gazetteer.county_of("Brentwood", "CA") is not None  # the other one is a quarter


def test_a_name_of_many_places_has_no_county_without_its_state() -> None:
    assert gazetteer.county_of("Springfield") is None


def test_zones_follow_the_city_where_a_state_has_two() -> None:
    assert gazetteer.timezone_of("FL", "Pensacola") == "America/Chicago"
    assert gazetteer.timezone_of("FL") == "America/New_York"
    assert gazetteer.timezone_of("ZZ") is None


def test_neighbours_are_one_area_and_far_cities_are_not() -> None:
    assert gazetteer.same_area("Bakersfield", "Oildale", "CA") is True
    assert gazetteer.same_area("Fresno", "Bakersfield", "CA") is False
    assert gazetteer.same_area("Fresno", "Nowhere Flats", "CA") is None


def test_distance_is_right_to_a_few_kilometres() -> None:
    tulsa, wichita = gazetteer.place("Tulsa", "OK"), gazetteer.place("Wichita", "KS")
    assert tulsa is not None
    assert wichita is not None
    assert gazetteer.distance_km(tulsa, wichita) == pytest.approx(209, abs=8)
    assert gazetteer.distance_km(tulsa, tulsa) == 0.0


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert gazetteer.fold(gazetteer.fold(name)) == gazetteer.fold(name)


def test_every_place_of_the_list_is_found_in_it() -> None:
    listed = [line.split("\t") for line in shipped.unzipped("places.tsv.gz").decode().splitlines()]
    found = shipped.Table(shipped.unzipped("places.tsv.gz"))
    assert (
        [key for key, _ in found] == [key for key, _ in listed] == sorted(key for key, _ in listed)
    )
    assert [found.get(key) for key, _ in listed] == [rows for _, rows in listed]
