"""What is said of incidents in pieces and of incidents that hold several."""

from __future__ import annotations

from datetime import date

from casebook.torn import torn
from pipeline.linking.linkable import Linkable, Shot
from pipeline.records import DateRange


def report(article: str, name: str | None, *, age: int | None = None) -> Linkable:
    return Linkable(
        anchor=article,
        article_key=article,
        published=date(2024, 5, 3),
        victims=(Shot(0, name, age_min=age, age_max=age),),
        people_hit_max=1,
        dates=(DateRange.parse("2024-05-02"),),
        cities=("Ames",),
        state="IA",
    )


GOLD = {"a": frozenset({"I1"}), "b": frozenset({"I1"}), "c": frozenset({"I1"})}
REPORTS = {
    "a": [report("a", "Jo Orrin", age=30)],
    "b": [report("b", "Jo Orrin")],
    "c": [report("c", "Sam Vane")],
}


def test_a_split_says_who_stands_apart_and_what_kept_them_apart() -> None:
    found = {"a": frozenset({"x"}), "b": frozenset({"x"}), "c": frozenset({"y"})}
    (split,) = torn(GOLD, found, REPORTS)
    said = list(split.lines())
    assert said[:5] == [
        "false split: I1",
        "  x",
        "    a: Jo Orrin 30; 2024-05-02; Ames, IA",
        "    b: Jo Orrin; 2024-05-02; Ames, IA",
        said[4],
    ]
    assert any("name: Jo Orrin / Sam Vane" in line and "forbids" in line for line in said)
    assert "    c: Sam Vane; 2024-05-02; Ames, IA" in said
    told = split.as_json()
    assert [side["incident"] for side in told["sides"]] == ["x", "y"]
    assert told["sides"][1]["nearest"]["articles"][0] == "c"


def test_a_merge_says_of_which_incidents_its_articles_are() -> None:
    gold = {"a": frozenset({"I1"}), "b": frozenset({"I2"}), "c": frozenset[str]()}
    found = dict.fromkeys("abc", frozenset({"x"}))
    (merge,) = torn(gold, found, REPORTS)
    assert (merge.kind, merge.of) == ("merge", "x")
    assert sorted(side.home for side in merge.sides) == ["I1", "I2", "no incident"]


def test_an_article_without_a_report_stands_alone() -> None:
    found = {"a": frozenset({"x"}), "b": frozenset({"x"})}
    (split,) = torn(GOLD, found, {"a": REPORTS["a"], "b": REPORTS["b"]})
    assert list(split.lines())[-2:] == ["  none: c", "    c: no report"]


def test_what_stands_as_it_is_labelled_is_not_told_of() -> None:
    strangers = {"d": frozenset[str]()}
    found = dict.fromkeys("abc", frozenset({"x"})) | {"d": frozenset({"y"})}
    assert not list(torn(GOLD | strangers, found, REPORTS))
