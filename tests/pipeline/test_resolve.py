"""Resolving: the order of its steps, people's word above all, and the same in any order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import resolve as steps
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.records import Judgement, Resolution, Verdict
from pipeline.resolve import resolve
from tests.pipeline.linking import DAY, person, report

MODEL = Model.load()


def groups(found: Resolution) -> set[frozenset[str]]:
    return {frozenset(member.anchor for member in cluster.members) for cluster in found.clusters}


def together(reports: list[Linkable], *words: Judgement) -> set[frozenset[str]]:
    return groups(resolve(reports, words, MODEL))


def sets(*clusters: str) -> set[frozenset[str]]:
    return {frozenset(cluster.split()) for cluster in clusters}


def word(left: str, right: str, verdict: Verdict, minute: int = 0) -> Judgement:
    left, right = sorted((left, right))
    at = datetime(2026, 6, 1, 12, minute, tzinfo=UTC)
    return Judgement(left, right, verdict, "editor", at)


WHITT = [
    report("w1", person("Dana Whitt", 31, gender="male", fatal=True)),
    report("w2", person("Dana Lee Whitt", 31, gender="male", fatal=True), after=3),
    report("w3", person("Dana Whit", 30, fatal=True), day="2024-05", after=400),
]
ORR = [
    report("o1", person("Leslie Orr", 52, gender="male", fatal=True), day=DAY + timedelta(1)),
    report("o2", person("Les Orr", 52, gender="male"), day=DAY + timedelta(1), after=8),
]


def test_names_and_days_make_incidents() -> None:
    assert together([*WHITT, *ORR]) == sets("w1 w2 w3", "o1 o2")


def test_an_unnamed_first_report_joins_the_name_that_comes() -> None:
    first = report("first", person(None, 31, gender="male", fatal=True))
    assert together([first, *WHITT, *ORR]) == sets("first w1 w2 w3", "o1 o2")


def test_an_unnamed_report_between_two_incidents_is_asked_about() -> None:
    other = report("x1", person("Leslie Orr", None, gender="male", fatal=True))
    named = report("w1", person("Dana Whitt", None, gender="male", fatal=True))
    unnamed = report("u1", person(None, None, gender="male", fatal=True))
    found = resolve([other, named, unnamed], (), MODEL)
    assert groups(found) == sets("x1", "w1", "u1")
    assert [question.kind for question in found.questions] == ["near tie"]


def test_unnamed_reports_join_among_themselves() -> None:
    text = "the sagebrush inn on orchard road, a machete, a doorbell recording"
    reports = [report(a, person(None, 44, gender="female"), text=text) for a in ("u1", "u2")]
    assert together(reports) == sets("u1 u2")


def test_people_say_same_over_a_veto() -> None:
    assert together([*WHITT[:1], *ORR[:1]], word("w1", "o1", Verdict.SAME)) == sets("o1 w1")


def oldest(cluster: frozenset[str], reports: list[Linkable]) -> str:
    return min((one for one in reports if one.anchor in cluster), key=lambda one: one.order).anchor


def test_a_merge_takes_both_incidents_along_whole() -> None:
    assert together([*WHITT, *ORR], word("w1", "o1", Verdict.SAME)) == sets("w1 w2 w3 o1 o2")


def test_a_merge_of_an_incident_whose_oldest_report_is_unnamed_takes_it_along() -> None:
    first = report("a-first", person(None, 31, gender="male", fatal=True), published=DAY)
    reports = [first, *WHITT, *ORR]
    assert oldest(frozenset({"a-first", "w1", "w2", "w3"}), reports) == "a-first"
    assert together(reports, word("a-first", "o1", Verdict.SAME)) == sets("a-first w1 w2 w3 o1 o2")


def test_a_word_on_an_unnamed_report_is_not_about_incidents_that_come_later() -> None:
    first = report("first", person(None, 31, gender="male", fatal=True))
    later = [replace(one, published=date(2026, 7, 1)) for one in WHITT]
    found = together([first, *later, *ORR], word("first", "o1", Verdict.SAME))
    assert found == sets("w1 w2 w3", "first o1 o2")


def test_a_report_at_odds_with_one_side_of_a_merge_may_join_the_other() -> None:
    late = report("o3", person("Leslie Orr", 52, gender="male"), day=DAY + timedelta(1), after=90)
    found = together([*WHITT, *ORR, late], word("w1", "o1", Verdict.SAME))
    assert found == sets("w1 w2 w3 o1 o2 o3")


def test_different_blocks_a_merge_of_other_reports_of_the_two() -> None:
    words = (word("w2", "o2", Verdict.DIFFERENT), word("w1", "o1", Verdict.SAME, minute=1))
    clusters = together([*WHITT, *ORR], *words)
    assert not any({"w2", "o2"} <= cluster for cluster in clusters)


def test_people_say_different_against_any_evidence() -> None:
    found = together(WHITT[:2], word("w1", "w2", Verdict.DIFFERENT))
    assert found == sets("w1", "w2")


def test_different_blocks_every_path() -> None:
    found = together(WHITT, word("w1", "w2", Verdict.DIFFERENT))
    assert not any({"w1", "w2"} <= cluster for cluster in found)


def test_a_newer_word_replaces_an_older_one() -> None:
    words = (word("w1", "w2", Verdict.DIFFERENT), word("w1", "w2", Verdict.SAME, minute=5))
    assert together(WHITT[:2], *words) == sets("w1 w2")


def test_a_chain_of_same_across_a_different_is_asked_about() -> None:
    words = [
        word("w1", "w3", Verdict.DIFFERENT),
        word("w1", "w2", Verdict.SAME, minute=1),
        word("w2", "w3", Verdict.SAME, minute=2),
    ]
    found = resolve(WHITT, words, MODEL)
    assert groups(found) == sets("w2 w3", "w1")
    assert [question.kind for question in found.questions] == ["contradiction"]


def test_two_names_joined_by_people_are_asked_about() -> None:
    found = resolve([*WHITT, *ORR], [word("w1", "o1", Verdict.SAME)], MODEL)
    assert "contradiction" in {question.kind for question in found.questions}


def test_unsure_changes_nothing() -> None:
    assert together(WHITT, word("w1", "w2", Verdict.UNSURE)) == together(WHITT)


def test_every_member_has_a_reason() -> None:
    for cluster in resolve([*WHITT, *ORR], (), MODEL).clusters:
        first, *rest = cluster.members
        assert first.because == "first report"
        anchors = {member.anchor for member in cluster.members}
        assert all(member.via in anchors - {member.anchor} for member in rest)


# --- order ----------------------------------------------------------------------------------

PEOPLE = [
    "Dana Whitt",
    "Dana Lee Whitt",
    "Leslie Orr",
    "Les Orr",
    "Amos Reyes Jr.",
    "Amos Reyes",
    None,
]


def newsroom(seed: int, size: int = 24) -> list[Linkable]:
    """Reports on a few days in two towns, a third of them without a name."""
    dice = random.Random(seed)
    return [
        report(
            f"r{number:02}",
            person(dice.choice(PEOPLE), dice.choice([None, 22, 31, 52])),
            day=dice.choice([None, DAY, DAY + timedelta(1), DAY + timedelta(2), "2024-05"]),
            after=dice.choice([0, 0, 1, 3, 30]),
            city=dice.choice([None, "Reno", "Sparks"]),
            state=dice.choice([None, "NV", "NV"]),
            text=dice.choice(["", "the sagebrush inn", "a machete on orchard road"]),
        )
        for number in range(size)
    ]


def said(seed: int, reports: list[Linkable]) -> list[Judgement]:
    dice = random.Random(-seed)
    anchors = [one.anchor for one in reports]
    return [
        word(*dice.sample(anchors, 2), dice.choice(list(Verdict)), minute=minute)
        for minute in range(dice.randrange(6))
    ]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_order_does_not_matter(seed: int, dice: random.Random) -> None:
    reports = newsroom(seed)
    words = said(seed, reports)
    plain = resolve(reports, words, MODEL)
    dice.shuffle(reports)
    dice.shuffle(words)
    assert resolve(reports, words, MODEL) == plain


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000))
def test_parts_resolved_alone_are_the_whole(seed: int) -> None:
    """What storage does for new reports: only the parts they touch are formed anew."""
    reports = newsroom(seed)
    words = said(seed, reports)
    whole = resolve(reports, words, MODEL)
    by_anchor = {one.anchor: one for one in reports}
    alone = [
        steps.cluster([by_anchor[anchor] for anchor in part], edges, own, MODEL)
        for part, edges, own in steps.split(by_anchor, whole.edges, words)
    ]
    clusters = {cluster for found in alone for cluster in found.clusters}
    assert clusters == set(whole.clusters)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_any_two_incidents_can_be_merged_and_none_is_torn(seed: int, dice: random.Random) -> None:
    reports = newsroom(seed)
    before = together(reports)
    one, other = dice.sample(sorted(before, key=sorted), 2)
    after = together(reports, word(oldest(one, reports), oldest(other, reports), Verdict.SAME))
    homes = [next(new for new in after if old <= new) for old in before]
    assert any(one | other <= cluster for cluster in after)
    named = [old for old in before if any(r.named for r in reports if r.anchor in old)]
    kept = {home for old, home in zip(before, homes, strict=True) if old in named}
    assert len(kept) >= len(named) - 1  # an unnamed report may find its home by it, no other


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000))
def test_every_report_is_in_one_cluster_and_no_different_pair_meets(seed: int) -> None:
    reports = newsroom(seed)
    words = [w for w in said(seed, reports) if w.verdict is not Verdict.SAME]
    clusters = together(reports, *words)
    assert sorted(a for cluster in clusters for a in cluster) == [r.anchor for r in reports]
    newest = {(w.left, w.right): w for w in words}
    for pair, said_last in newest.items():
        if said_last.verdict is Verdict.DIFFERENT:
            assert not any(set(pair) <= cluster for cluster in clusters)


# --- traps ----------------------------------------------------------------------------------

TRAPS: dict[str, tuple[list[Linkable], set[frozenset[str]]]] = {
    "two shootings, one city, one day": (
        [
            report("a1", person("Amos Thackeray", 61), place="East Nebraska Avenue"),
            report("a2", person("Bill Orr", 33), place="Sprague Avenue"),
            report("a3", person("Amos Thackery", 61), after=4, place="Nebraska Avenue"),
            report("a4", person("William Orr", 33), after=9),
        ],
        sets("a1 a3", "a2 a4"),
    ),
    "father and son of one name, years apart": (
        [
            report("f1", person("Lamont Thackeray", 41), day="2012-08-18"),
            report("f2", person("Lamont Thackeray Sr.", 41), day="2012-08-18", after=3660),
            report("s1", person("Lamont Thackeray Jr.", 28), day="2023-09-27"),
            report("s2", person("Lamont Thackeray II", 28), day="2023-09-27", after=5),
            report("s3", person("Lamont Thackeray", 28), day="2023-09-27", after=90),
        ],
        sets("f1 f2", "s1 s2 s3"),
    ),
    "one common name in two states in one week": (
        [
            report("m1", person("Daniel Foster", 31), city="Springfield", state="MO"),
            report("m2", person("Daniel Lee Foster", 31), city="Springfield", state="MO", after=8),
            report(
                "i1", person("Daniel Foster", 46), day="2024-05-17", city="Springfield", state="IL"
            ),
            report(
                "i2", person("Dan Foster", 46), day="2024-05-17", city="Springfield", state="IL"
            ),
        ],
        sets("m1 m2", "i1 i2"),
    ),
    "a couple shot together, one named in each story": (
        [
            report(
                "c1",
                person("Ramiro Gonzales", 29),
                people_hit_min=2,
                people_hit_max=2,
                place="Roberts Lane",
                text="a couple in a parked sedan on roberts lane, oildale",
            ),
            report(
                "c2",
                person("Caitlin Brandvold", 27),
                people_hit_min=2,
                people_hit_max=2,
                place="Roberts Lane",
                text="the couple in the parked sedan on roberts lane, oildale",
            ),
            report(
                "c3", person("Ramiro Gonzalez", 29), person("Kaitlyn Brandvold", 27, n=1), after=6
            ),
        ],
        sets("c1 c2 c3"),
    ),
    "a couple, two stories that know of one alone": (
        [
            report("p1", person("Ruben Ocampos", 38), person("Maren Ostergard", 41, n=1)),
            report("p2", person("Ruben Ocampo", 38), people_hit_max=1, after=4),
            report("p3", person("Marin Ostergard", 41), people_hit_max=1, after=300),
        ],
        sets("p1 p2 p3"),
    ),
    "called by a name that no list knows": (
        [
            report("k1", person("Thanh Van Nguyen", 58), others=("Tony Nguyen",)),
            report("k2", person("Tony Nguyen"), after=26),
        ],
        sets("k1 k2"),
    ),
    "a brother's case years before is told along": (
        [
            report("b1", person("Abel Sandoe", 30), day="2019-05-14"),
            report("b2", person("Caleb Sandoe", 27), others=("Abel Sandoe",)),
        ],
        sets("b1", "b2"),
    ),
    "two near-copies of one desk's police notes": (
        [
            report("d1", person("Farid Toller", 31), signature=tuple(range(64)), wire="UW"),
            report("d2", person("Jonah Whitlock", 52), signature=tuple(range(64)), wire="UW"),
        ],
        sets("d1", "d2"),
    ),
    "misspelled, then corrected": (
        [
            report("j1", person("Jeffrey Stroude", 55)),
            report("j2", person("Geoffrey Stroud", 52), after=2),
            report("j3", person("Geoffrey Stroud", 52), after=30),
        ],
        sets("j1 j2 j3"),
    ),
    "neighbouring agencies": (
        [
            report(
                "n1",
                person("Xiomara Delgadillo Ríos", 33),
                city="Reno",
                state="NV",
                agencies=("Reno Police Department",),
            ),
            report(
                "n2",
                person("Siomara Rios", 33),
                city="Sparks",
                state="NV",
                after=2,
                agencies=("Sparks Police Department",),
            ),
            report("n3", person("Xiomara Delgadillo", 33), city="Reno", state="NV", after=300),
        ],
        sets("n1 n2 n3"),
    ),
    "anniversary": (
        [
            report(
                "y1",
                person("DeShawn Prudhomme", 19),
                day="2018-03-18",
                city="Baton Rouge",
                state="LA",
            ),
            report(
                "y2",
                person("De'Shawn Prudhomme", 19),
                day="2018-03-18",
                after=365,
                city="Baton Rouge",
                state="LA",
            ),
            report(
                "y3", person("Marcus Bell", 40), day="2019-03-18", city="Baton Rouge", state="LA"
            ),
        ],
        sets("y1 y2", "y3"),
    ),
    "round-up": (
        [
            report("u1", person("Dana Whitt", 31)),
            report("u2", person("Leslie Orr", 52), day="2024-02-02", city="Reno", state="NV"),
            report("r-1", person("Dana Whitt", 31), after=200, article_key="roundup"),
            report(
                "r-2",
                person("Leslie Orr", 52),
                day="2024-02",
                city="Reno",
                state="NV",
                after=300,
                article_key="roundup",
            ),
        ],
        sets("u1 r-1", "u2 r-2"),
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_trap(trap: str) -> None:
    reports, incidents = TRAPS[trap]
    assert together(reports) == incidents


def test_all_traps_at_once() -> None:
    """Mixed together: not one stranger, and at least nine in ten of the true links."""
    reports = [one for case, _ in TRAPS.values() for one in case]
    truth = set().union(*(incidents for _, incidents in TRAPS.values()))
    found = together(reports)
    assert all(any(cluster <= incident for incident in truth) for cluster in found)
    assert links(found) >= 0.9 * links(truth)


def links(clusters: set[frozenset[str]]) -> int:
    return sum(len(cluster) * (len(cluster) - 1) // 2 for cluster in clusters)
