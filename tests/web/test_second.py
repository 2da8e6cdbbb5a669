"""Second readings: drawn by a seed, read blind, compared by kappa, settled into a gold file."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from casebook.evaluate import read_gold
from casebook.scoring import score_fields
from casebook.web.shell import Reader
from scheduler import jobs
from storage import samples
from storage.accounts import Role
from storage.tables import report
from tests.web.conftest import Served, serving, workplace

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def desks(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Served]]:
    """Two people at one record, each with their own server."""
    folder = tmp_path_factory.mktemp("desks") / "record"
    shutil.copytree(ingested, folder)
    with (
        workplace(folder) as place,
        serving(place, Reader("ada", Role.EDITOR)) as ada,
        serving(place, Reader("kim", Role.CODER)) as kim,
    ):
        yield {"ada": ada, "kim": kim}


def draw(desk: Served, **asked: Any) -> int:
    sent = desk.send("/second", **({"called": "spring", "kind": "fields", "seed": 7} | asked))
    return int(sent.headers["location"].rsplit("/", 1)[1])


def read(desk: Served, number: int, answer: Any) -> int:
    """Read everything that is left; how many items."""
    count = 0
    while (told := desk.json(f"/second/{number}.json"))["item"] is not None:
        value = answer(told) if callable(answer) else answer
        sent = desk.send("/second/label", sample=number, item=told["item"], value=value)
        assert sent.status_code == 303
        count += 1
    return count


def test_the_same_seed_draws_the_same(desks: dict[str, Served]) -> None:
    ada = desks["ada"]
    one, same, other = (draw(ada, size=9, seed=seed) for seed in (3, 3, 4))
    with ada.site.read() as session:
        items = [samples.get(session, number).items for number in (one, same, other)]
    assert items[0] == items[1] != items[2]
    assert desks["kim"].send("/second", called="x", size=3, seed=1).status_code == 403


def test_two_read_blind_and_what_they_agree_on_is_gold(desks: dict[str, Served]) -> None:
    ada, kim = desks["ada"], desks["kim"]
    number = draw(ada, size=12)

    def by_ada(told: dict[str, Any]) -> str:
        return "44" if told["field"] == "age" else ""

    def by_kim(told: dict[str, Any]) -> str:
        page = kim.get(f"/second/{number}").text.split("<main", 1)[1]
        page = re.sub(r'name="form_token" value="[^"]*"', "", page)
        assert "44" not in page or "44" in told["texts"][0]["paragraphs"][0]
        return "45" if told["field"] == "age" else ""

    assert read(ada, number, by_ada) == 12
    assert kim.get(f"/second/{number}/agreement").status_code == 403  # not before one's own
    assert read(kim, number, by_kim) == 12
    told = kim.json(f"/second/{number}/agreement.json")
    for row in told["agreement"]:
        assert (row["one"], row["other"]) == ("ada", "kim")
        assert row["same"] == (0 if row["field"] == "age" else row["n"])
    apart = told["open"]
    assert all(item["read"]["what"]["field"] == "age" for item in apart)
    for item in apart:
        settled = {"sample": number, "item": item["read"]["item"], "value": "46"}
        assert kim.send("/second/label", adjudicate="yes", **settled).status_code == 403
        assert ada.send("/second/label", adjudicate="yes", **settled).status_code == 303
    gold = kim.get(f"/second/{number}/gold.jsonl").text
    lines = [json.loads(text) for text in gold.splitlines()]
    assert lines
    assert all(
        {"url", "title", "text", "published", "outlet", "gold_facts"} <= set(x) for x in lines
    )


def test_agreement_can_be_worked_out_from_the_readings(desks: dict[str, Served]) -> None:
    """With nothing of ours but the file: Cohen's kappa by its definition."""
    ada, kim = desks["ada"], desks["kim"]
    number = draw(ada, size=14, called="whole", seed=11)
    given = {
        "ada": {"age": "30", "city": "=Ashport", "name": ""},
        "kim": {"age": "31", "city": "=ashport", "name": "Ann Beddow"},
    }
    for who, desk in desks.items():
        values = given[who]
        assert kim.get(f"/second/{number}/readings.csv").status_code == 403
        assert read(desk, number, lambda told, own=values: own.get(told["field"], "")) == 14
    rows = list(csv.DictReader(io.StringIO(kim.get(f"/second/{number}/readings.csv").text)))
    assert len(rows) == 28
    assert all(row["article_url"].startswith("http") and not row["other_url"] for row in rows)
    read_by = {(row["field"], row["item"], row["by"]): row["value"].casefold() for row in rows}
    told = kim.json(f"/second/{number}/agreement.json")["agreement"]
    for row in told:
        pairs = [
            (value, read_by[field, item, "kim"])
            for (field, item, by), value in read_by.items()
            if (field, by) == (row["field"], "ada")
        ]
        same = sum(a == b for a, b in pairs) / len(pairs)
        ones, others = (Counter(column) for column in zip(*pairs, strict=True))
        chance = sum(ones[value] * others[value] for value in ones) / len(pairs) ** 2
        assert (row["n"], row["same"]) == (len(pairs), round(same * len(pairs)))
        if chance < 1:
            assert row["kappa"] == pytest.approx((same - chance) / (1 - chance), abs=0.001)
    assert {row["field"] for row in told} == {row["field"] for row in rows}


def test_readings_of_pairs_name_both_articles(desks: dict[str, Served]) -> None:
    ada = desks["ada"]
    number = draw(ada, size=2, kind="pairs")
    read(ada, number, "same")
    rows = list(csv.DictReader(io.StringIO(ada.get(f"/second/{number}/readings.csv").text)))
    assert [(row["field"], row["value"], row["by"]) for row in rows] == [
        ("same or different", "same", "ada")
    ] * 2
    assert all(row["article_url"] != row["other_url"] != "" for row in rows)


def test_evaluate_scores_every_field_that_was_read_twice(
    desks: dict[str, Served], tmp_path: Path
) -> None:
    number = draw(desks["ada"], size=80, seed=11)
    said = {
        "city": "Ashport", "state": "OH", "age": "31", "fatal": "yes", "armed": "knife",
        "fleeing": "car", "incident_date": "2026-02-24", "body_camera": "yes", "name": "Al Roe",
    }  # fmt: skip
    for desk in desks.values():
        read(desk, number, lambda told: said[told["field"]])
    path = tmp_path / "gold.jsonl"
    path.write_text(desks["ada"].get(f"/second/{number}/gold.jsonl").text, "utf-8")
    rows = read_gold(path)
    with desks["ada"].site.read() as session:
        fields = [item["field"] for item in samples.get(session, number).items]
    told = [row["gold_facts"].get("victims", [{}])[0] for row in rows]
    scores = score_fields([(row, {"facts": {}}) for row in rows])
    for field in ("age", "fatal"):
        assert sum(field in one for one in told) == fields.count(field)
    for field in set(fields) - {"name"}:
        assert scores.fields[field].blank == fields.count(field)
    assert scores.names.fn == fields.count("name")
    nameless = [row for row in rows if "victim_names_as_written" not in row]
    ours = {"facts": {"victims": [{"name": "Bo Lee", "age": 31}]}}
    assert score_fields([(row, ours) for row in nameless]).names.fp == 0  # nobody labelled names


def test_a_reading_stands_once_others_are_shown(desks: dict[str, Served]) -> None:
    ada, kim = desks["ada"], desks["kim"]
    number = draw(ada, size=3, seed=21)
    first = {"sample": number, "item": 0}
    assert kim.send("/second/label", value="", **first).status_code == 303
    gold = f"/second/{number}/gold.jsonl"
    assert kim.get(gold).status_code == 403  # it holds what others read
    read(kim, number, "")
    assert kim.send("/second/label", value="", **first).status_code == 303  # a button struck twice
    field = ada.json(f"/second/{number}.json")["field"]
    other = {"age": "31", "fatal": "yes", "body_camera": "yes", "armed": "knife"}.get(field, "OH")
    other = {"fleeing": "car", "incident_date": "2026-01-02"}.get(field, other)
    refused = kim.send("/second/label", value=other, **first)
    assert refused.status_code == 409
    assert "so what you read of item 1 stands" in refused.text
    with kim.site.read() as session:
        told = samples.readings(session, samples.get(session, number))
    assert told[0].labels == {"kim": None}
    assert kim.get(gold).status_code == 200


def test_who_settles_second_is_told_what_was_settled(desks: dict[str, Served]) -> None:
    ada = desks["ada"]
    number = draw(ada, size=2, kind="pairs")
    item = {"sample": number, "item": 0, "adjudicate": "yes", "was": ""}
    assert ada.send("/second/label", value="same", **item).status_code == 303
    assert ada.send("/second/label", value="same", **item).status_code == 303
    refused = ada.send("/second/label", value="different", **item)
    assert refused.status_code == 409
    assert "ada has settled item 1 since you opened the page" in refused.text
    knowing = item | {"was": '"same"'}
    assert ada.send("/second/label", value="different", **knowing).status_code == 303
    with ada.site.read() as session:
        drawn = samples.get(session, number)
        assert samples.settled_value(session, drawn, 0) == ("different", "ada")


def test_everybody_reads_the_text_a_sample_was_drawn_from(
    undecided: Served, tmp_path: Path
) -> None:
    """An outlet writes a story again between two readings; another is there no longer."""
    number = draw(undecided, size=200, seed=5)
    with undecided.site.read() as session:
        drawn = samples.get(session, number)
        row = next(iter(samples.texts(session, [drawn.items[0]]).values()))
    assert undecided.json(f"/second/{number}.json")["texts"][0]["title"] == row.title
    again = {"url": row.url, "title": row.title + " (updated)", "text": row.text + "\n\nMore."}
    later = datetime(2026, 3, 3, tzinfo=UTC)
    story = json.dumps(again | {"published": row.published, "outlet": row.outlet})
    path = tmp_path / "again.jsonl"
    path.write_text(story + "\n", "utf-8")
    jobs.ingest(undecided.place, [path], now=later)
    jobs.read_waiting(undecided.place, now=later)
    jobs.resolve_waiting(undecided.place, now=later)
    assert undecided.json(f"/second/{number}.json")["texts"][0]["title"] == row.title
    gone = drawn.items[1]["anchor"]
    with undecided.site.write() as session:
        session.execute(report.update().where(report.c.anchor == gone).values(current=False))
    left = sum(item["anchor"] != gone for item in drawn.items)
    said = undecided.send("/second/label", sample=number, item=1, value="")
    assert (said.status_code, "not there any more" in said.text) == (409, True)
    assert read(undecided, number, "") == left
    assert undecided.json(f"/second/{number}/agreement.json")["gone"] == 200 - left


def test_no_reading_is_not_the_word_none() -> None:
    read = samples.Read(0, {"field": "name"}, {"ada": None, "kim": "None"}, None, False)
    assert not read.agreed


def test_pairs_are_read_twice_too(desks: dict[str, Served]) -> None:
    number = draw(desks["ada"], size=6, kind="pairs")
    verdicts = iter(["same", "same", "same", "different", "different", "different"])
    read(desks["ada"], number, lambda _: next(verdicts))
    others = iter(["same", "same", "different", "different", "different", "different"])
    read(desks["kim"], number, lambda _: next(others))
    (row,) = desks["kim"].json(f"/second/{number}/agreement.json")["agreement"]
    assert (row["n"], row["same"], row["kappa"]) == (6, 5, pytest.approx(0.667, abs=0.001))
    assert (
        desks["kim"].send("/second/label", sample=number, item=0, value="maybe").status_code == 409
    )


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([("a", "a")] * 5, None),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([], None),
    ],
)
def test_kappa_is_cohens(pairs: list[tuple[str, str]], kappa: float | None) -> None:
    assert samples.kappa(pairs) == kappa
