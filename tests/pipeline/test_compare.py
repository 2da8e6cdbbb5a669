"""Evidence: every trait says what it saw, and the sum is the score."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import candidates, compare
from pipeline.compare import Model, bits, edge, probability
from pipeline.linking import agency_traits, linkable, place_traits, traits
from pipeline.linking.linkable import Linkable
from pipeline.records import FiredBy
from tests.pipeline.linking import DAY, person, report

MODEL = Model.load()


def weight(left: Linkable, right: Linkable, trait: str) -> float:
    return sum(e.weight for e in edge(left, right, MODEL).evidence if e.trait == trait)


def level(left: Linkable, right: Linkable, trait: str) -> str | None:
    return next((s.level for s in traits.look(left, right) if s.trait == trait), None)


def test_the_score_is_the_sum_of_what_is_shown() -> None:
    found = edge(
        report("a", person("Dana Whitt", 31)), report("b", person("Dana Whitt", 31)), MODEL
    )
    assert found.score == pytest.approx(sum(item.weight for item in found.evidence))
    assert all(item.saw for item in found.evidence)
    assert (found.left, found.right) == ("a", "b")


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    common = weight(report("a", person("James Smith")), report("b", person("James Smith")), "name")
    rare = weight(
        report("a", person("Quinterius Thackeray")),
        report("b", person("Quinterius Thackeray")),
        "name",
    )
    assert rare > common + 4


def test_another_name_is_a_veto_between_persons_only() -> None:
    one, other = person("Dana Whitt"), person("Leslie Orr")
    assert edge(report("a", one), report("b", other), MODEL).vetoed
    several = report("b", other, people_hit_max=None)
    assert not edge(report("a", one), several, MODEL).vetoed
    couple = report("b", person("Leslie Orr"), person("Dana Whitt", n=1))
    assert not edge(report("a", one), couple, MODEL).vetoed


def test_another_age_says_little_where_more_were_hit_than_are_told_of() -> None:
    boy, mother = person(None, 15), person("Dana Whitt", 44)
    assert level(report("a", boy), report("b", mother), "age") == "over 10 years"
    both_hit = report("a", boy, people_hit_min=2, people_hit_max=3)
    assert level(both_hit, report("b", mother), "age") == "one of several differs"
    assert level(both_hit, report("b", person(None, 15)), "age") == "same"


def test_one_events_name_is_more_than_a_street() -> None:
    told = {"events": ("fairmont club", "marigold"), "people_hit_min": 9, "people_hit_max": 9}
    gunman = report("a", person("Dana Whitt"), place="Elm Street", **told)
    guest = report("b", person("Leslie Orr"), place="Oak Road", **told)
    assert level(gunman, guest, "street") == "one event's name"
    assert weight(gunman, guest, "street") > MODEL.weights["street"]["same block"]
    assert not edge(gunman, guest, MODEL).vetoed
    assert level(gunman, replace(guest, events=()), "street") == "differs"


def test_where_very_many_were_hit_counts_need_not_agree() -> None:
    dead, hurt = (report(a, people_hit_min=n, people_hit_max=n) for a, n in (("a", 49), ("b", 58)))
    assert level(dead, hurt, "count") == "several in both"
    few = report("c", people_hit_min=5, people_hit_max=5)
    assert level(dead, few, "count") == "differs much"


def test_father_and_son_are_two_people() -> None:
    father, son = report("a", person("Amos Whitt Sr.")), report("b", person("Amos Whitt Jr."))
    assert edge(father, son, MODEL).vetoed


@pytest.mark.parametrize(
    ("ours", "theirs", "shown"),
    [
        ("2024-05-14", "2024-05-14", "same day"),
        ("2024-05-14", "2024-05-15", "one day"),
        ("2024-05-12/2024-05-19", "2024-05-15", "within days"),  # "last week"
        ("2024-05", "2024-05-15", "same month"),
        ("2024", "2024-05-15", "same year"),
        ("2014-05-14", "2024-05-14", "far apart"),
    ],
)
def test_days(ours: str, theirs: str, shown: str) -> None:
    assert level(report("a", day=ours), report("b", day=theirs), "date") == shown


def test_a_story_cannot_precede_what_it_tells() -> None:
    undated = report("b", day=None, published=DAY - timedelta(9))
    assert weight(report("a"), undated, "date") < -4


@pytest.mark.parametrize(
    ("ours", "theirs", "shown"),
    [
        ("Bakersfield", "Bakersfield", "same middling city"),
        ("Bakersfield", "Oildale", "adjoining city"),
        ("Bakersfield", "Fresno", "other city"),
    ],
)
def test_places_at_their_precision(ours: str, theirs: str, shown: str) -> None:
    left, right = report("a", city=ours, state="CA"), report("b", city=theirs, state="CA")
    assert level(left, right, "place") in (shown, shown.replace("middling", "big"))


def test_a_city_lies_in_its_county() -> None:
    left = report("a", city="Bakersfield", state="CA")
    right = report("b", city=None, state="CA", counties=("Kern County",))
    assert level(left, right, "place") == "same county"


def test_parking_lots_are_no_address() -> None:
    lot, motel = "the parking lot", "a motel parking lot"
    assert level(report("a", place=lot), report("b", place=motel), "street") is None
    road, block = "Oak Ridge Highway", "the 3100 block of Oak Ridge Highway"
    assert level(report("a", place=road), report("b", place=block), "street") == "same"


def test_a_court_of_law_is_no_road() -> None:
    court = report("a", place="outside Juvenile Court")
    assert level(court, report("b", place="Watkins Street"), "street") is None
    assert (
        level(report("a", place="Aspen Court"), report("b", place="Elm St."), "street") == "differs"
    )


def test_agencies_by_any_name() -> None:
    left = report("a", agencies=("Kern County Sheriff's Office",))
    right = report("b", agencies=("Kern County sheriff's deputies",))
    assert level(left, right, "agency") == "same"


def test_probability_and_bits_are_inverse() -> None:
    assert bits(probability(3.0)) == pytest.approx(3.0)


NAMES = st.sampled_from(
    [None, "Dana Whitt", "Dana Lee Whitt", "Leslie Orr", "Whitt", "D. Whitt Jr."]
)
REPORTS = st.builds(
    report,
    st.text("ab", min_size=1, max_size=5),
    st.builds(person, NAMES, st.none() | st.integers(15, 60)),
    day=st.sampled_from([None, "2024-05-14", "2024-05", "2024", "2023-01-02/2023-01-05"]),
    city=st.sampled_from([None, "Reno", "Sparks", "Fairmont"]),
    state=st.sampled_from([None, "NV", "OH"]),
    text=st.sampled_from(["", "the sagebrush inn", "a tan sedan on orchard road"]),
    place=st.sampled_from([None, "Orchard Road", "the parking lot"]),
    events=st.sampled_from([(), ("marigold",), ("marigold", "reno club")]),
    people_hit_min=st.sampled_from([1, 2, 5, 12]),
    armed=st.sampled_from([None, "knife", "undetermined"]),
)


@given(REPORTS, REPORTS)
def test_an_edge_has_no_sides(left: Linkable, right: Linkable) -> None:
    if left.anchor != right.anchor:
        one, other = edge(left, right, MODEL), edge(right, left, MODEL)
        assert one == other


@given(REPORTS)
def test_a_linkable_survives_storage(one: Linkable) -> None:
    assert linkable.from_json(linkable.to_json(one)) == one


def test_every_level_has_a_weight() -> None:
    """What the traits can say and what the model weighs are one list."""
    source = compare.Model.load().weights
    assert set(source) == {
        trait.__name__.removeprefix("see_").replace("_", " ")
        for trait in (*traits.PEOPLE, *traits.TRAITS, *traits.TEXTS)
    }


def test_a_shared_block_says_more_than_a_shared_street() -> None:
    places = ("the 2300 block of Spain Street", "2323 Spain St.", "4100 block of Spain Street")
    told = [report(f"r{n}", person(), place=place) for n, place in enumerate(places)]
    seen = [place_traits.see_street(told[0], other) for other in told[1:]]
    assert [one.level for one in seen if one] == ["same block", "same"]


def test_an_agency_known_by_its_letters_is_the_agency() -> None:
    whole = report("a", person(), agencies=("Fairmont Police Department",))
    short = report("b", person(), agencies=("FPD",), city=None, state=None)
    seen = agency_traits.see_agency(whole, short)
    assert seen is not None
    assert seen.level == "same, a town untold"
    assert candidates.keys(whole) & candidates.keys(short)


def test_a_victim_is_found_among_the_other_s_people_under_another_spelling() -> None:
    shot = report("a", person("Mohammod Tesfaye Quarles"))
    told = report("b", person("Dennis Oyelaran"), others=("Muhammad Tesfaye Quarles",))
    assert level(shot, told, "others") == "victim in the other's"
    assert level(shot, report("b", others=("Ada Brandt",)), "others") is None


def test_a_relative_s_surname_speaks_for_the_name_that_is_told_later() -> None:
    first_day = report("a", person(None, 27), others=("Yolanda Quarles",))
    named = report("b", person("Rolando Quarles", 27))
    assert level(first_day, named, "others") == "of that surname"
    assert level(first_day, report("b", person("Rolando Tesfaye", 27)), "others") is None
    common = report("a", person(None, 27), others=("Yolanda Johnson",))
    assert level(common, report("b", person("Rolando Johnson", 27)), "others") is None
    other = report("a", person("Dennis Tesfaye", 27), others=("Yolanda Quarles",))
    assert level(other, named, "others") is None  # their names tell more


@pytest.mark.parametrize(
    ("armed", "fired_by", "shown"),
    [
        ("firearm", FiredBy.POLICE, "same"),
        ("knife", FiredBy.CIVILIAN, "same"),
        ("firearm", FiredBy.CIVILIAN, "a gun of others"),
    ],
)
def test_that_a_gunman_had_a_gun_tells_little(armed: str, fired_by: FiredBy, shown: str) -> None:
    one, other = (
        replace(report(anchor, person(), armed=armed), fired_by=fired_by) for anchor in "ab"
    )
    assert level(one, other, "armed") == shown


def test_who_is_another_report_s_victim_is_somebody_in_common() -> None:
    several = report("a", person("Mohammod Quarles"), person("Skip Wellborn"))
    speaks = report("b", person("Dennis Oyelaran"), others=("Muhammad Quarles",))
    silent = report("b", person("Dennis Oyelaran"), others=("Ada Brandt",))
    assert level(several, speaks, "name") == "another of several"
    assert level(several, silent, "name") == "nobody in common"
