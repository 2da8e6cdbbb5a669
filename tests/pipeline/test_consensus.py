"""Consensus: one value per field, the reason for it, and nobody's dissent lost."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.consensus import consensus, report_facts
from pipeline.incident.incident_json import facts_json, incident_json
from pipeline.incident.incident_view import Decided, IncidentView, Member
from pipeline.incident.policy import Policy
from pipeline.linking.linkable import Linkable
from pipeline.records import (
    Article,
    AssertedBy,
    Basis,
    Claim,
    FiredBy,
    Person,
    Report,
    Role,
    Scope,
    Value,
)

POLICE, EXAMINER, FAMILY = AssertedBy.POLICE, AssertedBy.MEDICAL_EXAMINER, AssertedBy.FAMILY


def claim(field: str, value: Value, by: AssertedBy = POLICE, **more: Any) -> Claim:
    return Claim(field, value, as_written=str(value), asserted_by=by, **more)


def member(
    anchor: str, *claims: Claim, days: int = 0, names: tuple[str | None, ...] = (), **more: Any
) -> Member:
    people = tuple(
        Person(n, Role.SHOT_BY_POLICE, name, forms=(name, name.split()[-1]) if name else ())
        for n, name in enumerate(names)
    )
    published = datetime(2024, 5, 14, 12, tzinfo=UTC) + timedelta(days)
    report = Report(
        n=0,
        passages=(),
        fingerprint=anchor,
        fired_by=FiredBy.POLICE,
        relevance=1.0,
        people=people,
        claims=claims,
        people_hit_max=more.pop("people_hit_max", None),
    )
    url = f"https://news.example/{anchor}"
    linked = Linkable(anchor=anchor, article_key=url, published=published.date())
    return Member(linked, report, url, f"Outlet {anchor}", published, **more)


def view(*members: Member, **more: Any) -> IncidentView:
    return consensus(members, scope=Scope.POLICE, **more)


def test_nothing_stated_is_null_with_a_state() -> None:
    facts = facts_json(view(member("a")))
    assert facts["city"] is None
    assert facts["field_states"]["city"] == "not_stated"
    assert facts["incident_date_precision"] == "unknown"
    assert facts["victims"] == []


def test_said_to_be_unknown_is_not_the_same_as_not_stated() -> None:
    facts = facts_json(view(member("a", claim("armed", "undetermined"))))
    assert (facts["armed"], facts["field_states"]["armed"]) == ("undetermined", "stated_unknown")


def test_the_examiner_knows_the_age_better_than_the_police() -> None:
    found = view(
        member("a", claim("age", 22, person=0), names=("Dana Whitt",)),
        member("b", claim("age", 23, EXAMINER, person=0), names=("Dana Whitt",), days=2),
    )
    age = found.victims[0].facts["age"]
    assert age.value == 23
    assert [(dissent.value, dissent.articles) for dissent in age.conflicts] == [(23, 1), (22, 1)]
    assert "medical examiner" in age.why


def test_one_misread_office_does_not_outweigh_everybody() -> None:
    others = [
        member(f"m{n}", claim("incident_date", "2024-05-14"), days=n, names=()) for n in range(5)
    ]
    odd = member("odd", claim("incident_date", "2024-05-09", AssertedBy.PROSECUTOR), days=9)
    assert view(*others, odd).facts["incident_date"].value == "2024-05-14"


def test_copies_of_one_text_count_once() -> None:
    copies = [
        member(f"c{n}", claim("city", "Reno", AssertedBy.OUTLET), family="wire") for n in range(4)
    ]
    own = [member(f"o{n}", claim("city", "Sparks", AssertedBy.OUTLET), days=0) for n in range(2)]
    found = view(*copies, *own)
    assert found.facts["city"].value == "Sparks"
    assert found.independent_sources == 3
    assert {d.value: d.independent_sources for d in found.facts["city"].conflicts} == {
        "Sparks": 2,
        "Reno": 1,
    }


def test_on_weapon_and_flight_both_accounts_stand() -> None:
    found = view(
        member("a", claim("armed", "firearm", POLICE)),
        member("b", claim("armed", "unarmed", FAMILY)),
    )
    armed = found.facts["armed"]
    assert armed.state == "disputed"
    assert {dissent.value for dissent in armed.conflicts} == {"firearm", "unarmed"}


def test_an_office_that_corrects_another_disputes_nothing() -> None:
    found = view(
        member("a", claim("armed", "firearm", POLICE)),
        member("b", claim("armed", "replica", AssertedBy.PROSECUTOR), days=30),
    )
    armed = found.facts["armed"]
    assert (armed.value, armed.state) == ("replica", "stated")
    assert {dissent.value for dissent in armed.conflicts} == {"firearm", "replica"}


def test_no_office_outranks_a_witness_on_the_weapon() -> None:
    found = view(
        member("a", claim("armed", "firearm", EXAMINER)),
        *(member(f"w{n}", claim("armed", "unarmed", AssertedBy.WITNESS)) for n in range(2)),
    )
    assert (found.facts["armed"].value, found.facts["armed"].state) == ("unarmed", "disputed")


def test_a_weapon_with_another_article_is_no_other_weapon() -> None:
    told = [
        member(outlet, claim("weapon", wording), days=day)
        for day, (outlet, wording) in enumerate(
            [
                ("a", "A tire iron"),
                ("b", "the tire iron"),
                ("c", "a tire iron"),
                ("d", "a metal bar"),
            ]
        )
    ]
    weapon = view(*told).facts["weapon"]
    assert {dissent.value for dissent in weapon.conflicts} == {"a tire iron", "a metal bar"}
    assert len(weapon.support) == 3
    assert weapon.why.startswith("best backed")
    pinned = Decided("weapon", "the tire iron", by="kim")
    assert {
        d.value for d in view(*told[:3], corrections=[pinned]).facts["weapon"].conflicts
    } == set()


def test_other_words_for_one_weapon_are_no_dispute() -> None:
    told = [
        member("a", claim("armed", "firearm", POLICE), claim("weapon", "handgun", POLICE)),
        member("b", claim("armed", "firearm", FAMILY), claim("weapon", "pistol", FAMILY)),
    ]
    assert view(*told).facts["weapon"].state == "stated"
    at_odds = member("c", claim("armed", "unarmed", FAMILY))
    assert view(*told, at_odds).facts["weapon"].state == "disputed"


def of_wire(one: Member, wire: str | None = None, copied_from: str | None = None) -> Member:
    return replace(one, linkable=replace(one.linkable, wire=wire, copied_from=copied_from))


def test_a_wire_story_told_anew_and_a_repost_are_no_new_sources() -> None:
    members = [
        of_wire(member("desk"), wire="Union Wire"),
        of_wire(member("rewrite", days=1), wire="Union Wire"),
        of_wire(member("repost", days=2), copied_from="https://news.example/rewrite"),
        member("own", days=1),
    ]
    for order in permutations(members):
        assert view(*order).independent_sources == 2
    assert view(*members[:3]).confirmation == "single"


def test_who_is_not_believed_to_be_hit_stands_among_the_conflicts() -> None:
    told = [member(f"m{n}", names=("Dana Whitt",), people_hit_max=1) for n in range(4)]
    odd = member("odd", names=("Dana Whitt", "Leslie Orr"), people_hit_max=2)
    found = view(*told, odd)
    assert [victim.value("name") for victim in found.victims] == ["Dana Whitt"]
    doubted = incident_json(found)["conflicts"]["victims"]
    assert [(item["value"], item["articles"]) for item in doubted] == [
        ("Dana Whitt", 5), ("Leslie Orr", 1),
    ]  # fmt: skip


def test_aliases_are_names_the_commonest_first() -> None:
    forms = ("Anthony DiSalvio", "Anthony", "DiSalvio", "Tre", "A man", "Unarmed man", "teen")
    told = [member(f"m{n}", names=("Anthony DiSalvio",)) for n in range(2)]
    odd = replace(
        told[0].report.people[0],
        name="Anthony Disalvio III",
        forms=(*forms, "Anthony DiSalvio III"),
    )
    last = replace(member("x"), report=replace(told[0].report, people=(odd,)))
    aliases = view(*told, last).aliases
    assert aliases[0] == "Anthony DiSalvio"
    assert set(aliases) == {
        "Anthony DiSalvio", "Anthony Disalvio III", "Anthony DiSalvio III", "Tre",
    }  # fmt: skip


def test_a_bare_surname_is_an_alias_where_nothing_fuller_is_known() -> None:
    assert view(member("a", names=("Whitcombe",))).aliases == ("Whitcombe",)


def agency(name: str, role: str) -> Claim:
    return claim("agency", name, detail={"role": role, "type": "local_police"})


def test_agencies_are_those_who_fired_else_those_who_were_there() -> None:
    fired, there = agency("Reno Police Department", "fired"), agency("Sparks Police", "present")
    asks = agency("Washoe County District Attorney", "investigating")
    assert facts_json(view(member("a", there, fired, asks)))["agencies"] == [fired.value]
    assert facts_json(view(member("a", there, asks)))["agencies"] == [there.value]
    assert facts_json(view(member("a", asks)))["agencies"] == []


def test_who_acted_is_inferred_where_no_sentence_says_it_of_any() -> None:
    fired, there = agency("Reno Police Department", "fired"), agency("Sparks Police", "present")
    guessed = replace(fired, basis=Basis.INFERRED)
    asks = agency("Washoe County District Attorney", "investigating")

    def state(*claims: Claim) -> str:
        found: str = facts_json(view(member("a", *claims)))["field_states"]["agencies"]
        return found

    assert state(guessed, there) == "inferred"
    assert state(guessed, fired) == "stated"
    assert state(asks) == "not_stated"


def test_what_is_stated_goes_before_what_is_inferred() -> None:
    found = view(
        member("a", claim("state", "OH", basis=Basis.INFERRED, confidence=1.0)),
        member("b", claim("state", "PA", confidence=0.4)),
    )
    assert (found.facts["state"].value, found.facts["state"].state) == ("PA", "stated")


def test_a_rough_date_backs_a_fine_one() -> None:
    found = view(
        member("a", claim("incident_date", "2024-05-14")),
        member("b", claim("incident_date", "2024-05"), days=300),
    )
    assert found.facts["incident_date"].value == "2024-05-14"
    assert not found.facts["incident_date"].conflicts


def test_who_dies_later_is_dead() -> None:
    found = view(
        member("a", claim("fatal", False, person=0), claim("outcome", "survived", person=0),
               names=("Dana Whitt",)),
        member("b", claim("fatal", False, person=0), names=("Dana Whitt",), days=1),
        member("c", claim("fatal", True, person=0), names=("Dana Whitt",), days=16),
    )  # fmt: skip
    victim = facts_json(found)["victims"][0]
    assert (victim["fatal"], victim["outcome"]) == (True, "died_later")


def test_what_was_so_before_makes_nothing_less_sure() -> None:
    def sure(field: str, *values: Value, days: int = 16) -> float:
        *before, now = (claim(field, value, person=0) for value in values)
        told = [member(f"b{n}", one, names=("Dana Whitt",)) for n, one in enumerate(before)]
        last = member("a", now, names=("Dana Whitt",), days=days)
        fact = view(*told, last).victims[0].facts[field]
        assert fact.value == now.value
        return fact.confidence

    assert sure("name_status", "not_released", "named") == 1.0
    assert sure("outcome", "critical", "died_later") == 1.0
    assert sure("fatal", False, False, True) == 1.0  # more told otherwise, until then
    assert sure("fatal", False, False, True, days=0) == 0.333
    assert sure("age", 31, 34) == 0.5  # no day changes that


def test_people_are_aligned_by_name_whatever_their_order() -> None:
    found = view(
        member("a", names=("Ramiro Gonzales", "Katelyn Brandvold"), people_hit_max=2),
        member("b", names=("Caitlin Brandvold", "Ramiro Gonzalez"), people_hit_max=2),
        member("c", names=(None,), people_hit_max=2),
    )
    assert len(found.victims) == 2
    assert {"Ramiro Gonzales", "Ramiro Gonzalez"} <= set(found.aliases)
    assert not {"Gonzales", "Gonzalez"} & set(found.aliases)


def test_spellings_back_each_other() -> None:
    found = view(
        member("a", claim("name", "Jaylen M. Whitt", person=0), names=("Jaylen M. Whitt",)),
        member("b", claim("name", "Jaylen Whitt", person=0), names=("Jaylen Whitt",)),
        member("c", claim("name", "Jaylin Whitt", person=0), names=("Jaylin Whitt",), days=1),
        member("d", claim("name", "Jaylen Marcus Whitt", person=0), names=("Jaylen Marcus Whitt",)),
    )
    assert facts_json(found)["victims"][0]["name"] == "Jaylen Marcus Whitt"


def test_people_decide_over_every_claim() -> None:
    members = [
        member("a", claim("city", "Reno"), claim("age", 22, person=0), names=("Dana Whitt",))
    ]
    found = view(
        *members,
        corrections=[Decided("city", "Sparks", "editor", "the street is in Sparks")],
        pins=[
            Decided("city", "Reno", "editor"),
            Decided("age", 24, "editor", anchor="a", person=0),
        ],
    )
    facts = facts_json(found)
    assert (facts["city"], facts["victims"][0]["age"]) == ("Sparks", 24)
    assert found.facts["city"].why == "set by editor: the street is in Sparks"


def test_what_a_person_overruled_stands_among_the_conflicts_though_all_told_it() -> None:
    told = [member(anchor, claim("city", "Reno")) for anchor in "ab"]
    changed = view(*told, corrections=[Decided("city", "Sparks", "editor")]).facts["city"]
    assert [(other.value, other.articles) for other in changed.conflicts] == [("Reno", 2)]
    kept = view(*told, pins=[Decided("city", "Reno", "editor")]).facts["city"]
    assert kept.conflicts == ()


def test_a_death_told_later_rests_on_who_tells_it_and_changes_no_settled_outcome() -> None:
    first = member("a", claim("outcome", "critical", person=0), names=("Dana Whitt",))
    later = member(
        "b",
        claim("fatal", True, person=0),
        claim("outcome", "died_later", person=0),
        names=("Dana Whitt",),
        days=-1,
    )
    outcome = view(first, later).victims[0].facts["outcome"]
    assert (outcome.value, [said.value for said in outcome.support]) == (
        "died_later",
        ["died_later"],
    )
    pin = Decided("outcome", "critical", "editor", "accepted", anchor="a", person=0)
    settled = view(first, later, pins=[pin]).victims[0].facts
    assert (settled["fatal"].value, settled["outcome"].value) == (True, "critical")


def test_agencies_once_with_their_strongest_role() -> None:
    found = view(
        member("a", claim("agency", "Reno Police Department", detail={"role": "fired"})),
        member("b", claim("agency", "Reno police", detail={"role": "unknown"})),
        member("c", claim("agency", "Washoe County Sheriff", detail={"role": "investigating"})),
    )
    facts = facts_json(found)
    assert facts["agencies"] == ["Reno Police Department"]
    assert [a["role"] for a in facts["agency_roles"]] == ["fired", "investigating"]


def test_one_report_alone_has_the_same_shape() -> None:
    only = member("a", claim("city", "Reno"), names=("Dana Whitt",))
    article = Article(url=only.url, canonical_url=only.url, title="", text="")
    alone = report_facts(article, only.report, Scope.POLICE)
    assert alone.keys() == facts_json(view(only)).keys()
    assert alone["victims"][0]["name"] == "Dana Whitt"


def test_the_rest_of_an_exported_line() -> None:
    line = incident_json(view(member("a"), member("b", days=3)))
    assert (line["article_count"], line["outlet_count"]) == (2, 2)
    assert line["confirmation"] == "two_independent"
    assert line["first_reported"] < line["last_reported"]
    one = member("b", days=3)
    again = replace(member("c", days=3), url=one.url, outlet=one.outlet)  # its other report
    twice = incident_json(view(member("a"), one, again))
    assert (twice["article_count"], twice["articles"]) == (2, line["articles"])


FIELDS = st.sampled_from(["city", "armed", "incident_date", "fleeing"])
VALUES = {
    "city": ["Reno", "Sparks"],
    "armed": ["firearm", "unarmed", "undetermined"],
    "incident_date": ["2024-05-14", "2024-05", "2024-05-13"],
    "fleeing": ["foot", "not"],
}


@st.composite
def some_members(draw: st.DrawFn) -> list[Member]:
    people = st.sampled_from(["Dana Whitt", "Dana Whit", "Leslie Orr", None])
    found = []
    for number in range(draw(st.integers(1, 6))):
        field = draw(FIELDS)
        value = draw(st.sampled_from(VALUES[field]))
        office = draw(st.sampled_from(list(AssertedBy)))
        days = draw(st.integers(0, 3))
        found.append(
            member(f"m{number}", claim(field, value, office), days=days, names=(draw(people),))
        )
    return found


@settings(max_examples=60, deadline=None)
@given(some_members(), st.randoms(use_true_random=False))
def test_order_does_not_matter(members: list[Member], dice: random.Random) -> None:
    plain = view(*members)
    dice.shuffle(members)
    assert view(*members) == plain


@settings(max_examples=60, deadline=None)
@given(some_members())
def test_everybody_told_of_is_somebody(members: list[Member]) -> None:
    found = view(*members)
    told = {(one.anchor, 0) for one in members}
    assert {place for victim in found.victims for place in victim.members} == told


def test_officers_who_fired_are_named_once() -> None:
    officers = [Person(1, Role.OFFICER_FIRED, "Trent Halver"), Person(2, Role.OFFICER, "Amos Bell")]
    first = member("a", claim("officer", "Officer T. Halver"))
    second = member("b")
    told = replace(second, report=replace(second.report, people=tuple(officers)))
    assert facts_json(view(first, told))["officers"] == ["Trent Halver"]


def test_one_event_told_of_several_days_is_one() -> None:
    """A video shown "Wednesday" and "this week" is one; one of the next month is another."""
    days = ("2024-05-22", "2024-05-22", "2024-05-20/2024-05-26", "2024-05-23", "2024-07-01")
    told = [
        member(f"m{n}", claim("event", "video", detail={"date": day, "result": ""}), days=n)
        for n, day in enumerate(days)
    ]
    found = [(event["kind"], event["date"]) for event in facts_json(view(*told))["events"]]
    assert found == [("video", "2024-05-22"), ("video", "2024-07-01")]


def in_tennessee(anchor: str, *cities: str, days: int = 0) -> Member:
    sure = (0.9, 0.6)
    told = [claim("city", city, confidence=c) for city, c in zip(cities, sure, strict=False)]
    one = member(anchor, *told, days=days)
    return replace(one, linkable=replace(one.linkable, state="TN"))


def test_the_small_place_beside_the_large_one_is_the_nearer_word() -> None:
    both = view(in_tennessee("a", "Karns"), in_tennessee("b", "Knoxville", days=3))
    assert both.facts["city"].value == "Karns"
    assert both.facts["city"].why.startswith("the smaller of two places side by side")
    assert [dissent.value for dissent in both.conflicts["city"]] == ["Karns", "Knoxville"]


def test_the_large_place_stays_where_more_sources_tell_it_or_one_tells_both() -> None:
    large = [in_tennessee(one, "Knoxville", days=1) for one in "bc"]
    assert view(in_tennessee("a", "Karns"), *large).facts["city"].value == "Knoxville"
    assert view(in_tennessee("a", "Knoxville", "Karns")).facts["city"].value == "Knoxville"


def test_a_small_place_far_from_the_large_one_has_no_preference() -> None:
    far = view(in_tennessee("a", "Sevierville"), in_tennessee("b", "Knoxville", days=3))
    assert far.facts["city"].value == "Knoxville"


def by_outlet(one: Member, outlet: str | None, url: str | None = None) -> Member:
    return replace(one, outlet=outlet, url=url or one.url)


def test_a_second_story_of_one_outlet_confirms_nothing() -> None:
    first = by_outlet(member("first", claim("city", "Reno")), "The Ledger")
    later = by_outlet(member("later", claim("city", "Reno"), days=2), "The Ledger")
    for order in ([first, later], [later, first]):
        told = view(*order)
        assert (told.independent_sources, told.confirmation) == (1, "single")
        assert told.facts["city"].why.startswith("1 independent source ")
    other = by_outlet(member("other", claim("city", "Reno"), days=1), "The Courier")
    assert view(first, later, other).confirmation == "two_independent"
    assert view(first, later, other).facts["city"].why.startswith("2 independent sources ")


def test_three_stories_of_one_outlet_outweigh_no_two_outlets() -> None:
    many = [by_outlet(member(f"l{n}", claim("city", "Reno")), "The Ledger") for n in range(3)]
    two = [member(f"o{n}", claim("city", "Sparks")) for n in range(2)]
    assert view(*many, *two).facts["city"].value == "Sparks"


def test_an_outlet_is_one_by_its_site_where_a_story_does_not_name_it() -> None:
    named = by_outlet(member("a"), "The Ledger", "https://ledger.example/a")
    nameless = by_outlet(member("b"), None, "https://www.ledger.example/b")
    other = by_outlet(member("c"), None, "https://courier.example/c")
    told = view(named, nameless)
    assert (told.independent_sources, told.outlet_count, told.confirmation) == (1, 1, "single")
    assert view(nameless, other).confirmation == "two_independent"
    assert view(named, nameless, other).outlet_count == 2


def test_sister_sites_with_one_text_are_one_source() -> None:
    sisters = [
        by_outlet(member("s1", family="t"), "Valley Times", "https://valley.example/a"),
        by_outlet(member("s2", family="t", days=1), "Hill Times", "https://hill.example/a"),
    ]
    assert view(*sisters).confirmation == "single"
    hill = by_outlet(member("s3", days=2), "Hill Times", "https://hill.example/b")
    assert view(*sisters, hill).confirmation == "two_independent"


def test_outlets_of_one_house_are_one_source() -> None:
    """Each with a text of its own: sister newsrooms carry one another's stories."""

    def told(*urls: str, policy: Policy | None = None) -> tuple[int, int]:
        members = [by_outlet(member(f"m{n}"), f"Outlet {n}", url) for n, url in enumerate(urls)]
        found = consensus(members, scope=Scope.POLICE, policy=policy)
        return found.independent_sources, found.outlet_count

    editions = ("https://boone.chain.example/a", "https://www.ames.chain.example/b")
    assert told(*editions) == (1, 2)
    assert told(*editions, "https://chain.example/c", "https://courier.example/d") == (2, 4)
    owned = Policy.parse('[owners]\n"A House" = ["valley.example", "www.hill.example"]')
    sisters = ("https://valley.example/a", "https://news.hill.example/b")
    assert told(*sisters) == (2, 2)
    assert told(*sisters, policy=owned) == (1, 2)
    assert told(*sisters, "https://underhill.example/c", policy=owned) == (2, 3)
    offices = ("https://police.boone.ia.gov/a", "https://attorney.boone.ia.gov/b")
    assert told(*offices) == (2, 2)
    assert told("https://one.blogspot.com/a", "https://two.blogspot.com/b") == (2, 2)


def test_papers_that_print_the_wire_beside_their_own_story_stay_independent() -> None:
    wired = [
        of_wire(by_outlet(member(f"w{name}"), name), wire="Union Wire")
        for name in ("Ledger", "Sun")
    ]
    own = [by_outlet(member(f"o{name}", days=1), name) for name in ("Ledger", "Sun")]
    for order in permutations([*wired, *own]):
        assert view(*order).independent_sources == 3
    assert view(*wired, own[0]).independent_sources == 2
