"""The scorer itself must be right before any figure is believed."""

from __future__ import annotations

import math
from typing import Any

import pytest

from casebook import scoring
from casebook.rates import wilson


def article(**facts: Any) -> dict[str, Any]:
    return {"relevant": True, "relevance": 1.0, "facts": facts, "reports": [facts]}


def gold(**facts: Any) -> dict[str, Any]:
    return {"id": "art1", "url": "u", "incidents": ["I1"], "gold_facts": facts}


def test_right_wrong_blank_and_invented_are_told_apart() -> None:
    labels = {"city": "Macon", "state": "GA", "shots_fired": 2, "body_camera": None}
    ours = article(city="MACON", state="AL", body_camera=True)
    tallies = scoring.score_fields([(gold(**labels), ours)]).fields
    assert tallies["city"].right == 1
    assert tallies["state"].wrong == 1
    assert tallies["shots_fired"].blank == 1
    assert tallies["body_camera"].invented == 1


def test_a_value_marked_as_inferred_is_not_called_invented() -> None:
    ours = article(county="Bibb County", field_states={"county": "inferred"})
    tally = scoring.score_fields([(gold(county=None), ours)]).fields["county"]
    assert (tally.inferred, tally.invented) == (1, 0)
    acted = article(agencies=["Macon Police Department"], field_states={"agencies": "inferred"})
    tally = scoring.score_fields([(gold(agencies=[]), acted)]).fields["agencies"]
    assert (tally.inferred, tally.invented) == (1, 0)


def test_unsure_and_absent_labels_are_not_scored() -> None:
    labels = gold(city="Macon", state="GA") | {"unsure": ["state"]}
    fields = scoring.score_fields([(labels, article(city="Macon", county="Bibb"))]).fields
    assert set(fields) == {"city"}


def test_names_count_by_first_and_last_whatever_accents() -> None:
    labels = gold(victims=[{"name": "José Luis Villaseñor Pacheco"}, {"name": "Ann O'Neal Jr."}])
    labels["victim_names_as_written"] = ["Villaseñor"]
    ours = article(victims=[{"name": "Jose Pacheco"}, {"name": "Ann Oneal"}, {"name": "Bo Hale"}])
    names = scoring.score_fields([(labels, ours)]).names
    assert (names.tp, names.fp, names.fn) == (2, 1, 0)


def test_round_ups_are_scored_incident_by_incident() -> None:
    labels = gold(
        per_incident={
            "I1": {"city": "Springfield", "state": "MO", "victims": [{"name": "A Foster"}]},
            "I2": {"city": "Springfield", "state": "IL", "victims": [{"name": "B Hale"}]},
        }
    )
    first = {"city": "Springfield", "state": "IL", "victims": [{"name": "B Hale"}]}
    second = {"city": "Springfield", "state": "MO", "victims": [{"name": "A Foster"}]}
    ours = {"relevant": True, "facts": first, "reports": [first, second]}
    assert scoring.score_fields([(labels, ours)]).fields["state"].right == 2


def test_people_of_several_incidents_are_looked_for_in_all_reports() -> None:
    one, other = ({"name": "Ann Hale", "age": 30}, {"name": "Bo Voss", "age": 41})
    reports = [{"victims": [one]}, {"victims": [other]}]
    ours = {"relevant": True, "facts": reports[0], "reports": reports}
    several = gold(victims=[one, other]) | {"incidents": ["I1", "I2"]}
    scores = scoring.score_fields([(several, ours)])
    assert (scores.names.tp, scores.names.fp, scores.names.fn) == (2, 0, 0)
    assert scores.fields["age"].right == 2
    scores = scoring.score_fields([(gold(victims=[one]), ours)])
    assert (scores.names.tp, scores.names.fp, scores.names.fn) == (1, 0, 0)


def test_an_article_whose_facts_nobody_labelled_counts_nothing() -> None:
    row = {"id": "a", "incidents": ["I1"], "archive_facts": {}}
    scores = scoring.score_fields([(row, {"relevant": True, "facts": {"victims": []}})])
    assert (scores.names.tp, scores.names.fp, scores.names.fn) == (0, 0, 0)


@pytest.mark.parametrize(
    ("wanted", "first", "last", "outcome"),
    [
        ("2021-11", "2021-11-05", "2021-11-05", "right"),
        ("2021-11", "2021-11-01", "2021-11-30", "right"),
        ("2021-11-05", "2021-11-01", "2021-11-30", "wrong"),
        ("2021", None, None, "blank"),
    ],
)
def test_stated_months_and_years_count(
    wanted: str, first: str | None, last: str | None, outcome: str
) -> None:
    ours = article(incident_date_from=first, incident_date_to=last)
    tally = scoring.score_fields([(gold(incident_date_stated=wanted), ours)]).fields
    assert getattr(tally["incident_date_stated"], outcome) == 1


def test_relevance_is_projected_to_rarer_subjects() -> None:
    pairs = [({"incidents": ["I"]}, {"relevant": True, "relevance": 0.9})] * 90
    pairs += [({"incidents": ["I"]}, {"relevant": False, "relevance": 0.2})] * 10
    pairs += [({"incidents": []}, {"relevant": True, "relevance": 0.6})] * 2
    pairs += [({"incidents": []}, {"relevant": False, "relevance": 0.1})] * 98
    found = scoring.score_relevance(pairs)
    assert (found["tp"], found["fp"], found["fn"]) == (90, 2, 10)
    assert found["precision_at_2_percent"] == pytest.approx(0.018 / (0.018 + 0.0196), abs=0.0001)


def test_average_precision_of_a_known_ranking() -> None:
    ranking = [(0.9, True), (0.8, False), (0.7, True)]
    assert scoring.average_precision(ranking) == pytest.approx((1 + 2 / 3) / 2)


def test_nothing_to_count_is_said_as_such() -> None:
    assert math.isnan(wilson(0, 0)[0])
    assert scoring.score_relevance([])["f1"] == 0.0


def test_two_of_one_surname_are_told_apart() -> None:
    labels = gold(victims=[{"name": "Ann Hale", "age": 12}, {"name": "Bo Hale", "age": 57}])
    ours = article(victims=[{"name": "Bo Hale", "age": 57}, {"name": "Ann Hale", "age": 12}])
    assert scoring.score_fields([(labels, ours)]).fields["age"].right == 2


def test_people_without_a_name_are_paired_by_what_is_known() -> None:
    labels = gold(victims=[{"name": None, "gender": "male"}, {"name": None, "gender": "female"}])
    ours = article(victims=[{"name": None, "gender": "female"}, {"name": None, "gender": "male"}])
    assert scoring.score_fields([(labels, ours)]).fields["gender"].right == 2
