"""Shootings of other countries set apart, and none of the United States."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import build_foreign_cities
from pipeline.reader import read_article
from pipeline.records import Article, Reading, Scope
from pipeline.where import elsewhere

STORIES = [
    json.loads(line)
    for line in (Path(__file__).parent / "abroad.jsonl").read_text("utf-8").splitlines()
]
ABOVE = "Police shot and killed a man who ran at them with a knife in {} on Monday."


def article(title: str, text: str, url: str = "https://a.example/1") -> Article:
    return Article(url, url, title, text)


def read(text: str, url: str = "https://a.example/1") -> Reading:
    return read_article(article("Police shoot man", text, url))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: str(story["title"]))
def test_a_story_is_of_the_country_where_it_happened(story: dict[str, Any]) -> None:
    reading = read_article(article(story["title"], story["text"]))
    assert {report.abroad for report in reading.reports} == {story["abroad"]}
    assert not (story["abroad"] and reading.relevant(Scope.POLICE))


def test_what_tells_of_abroad_is_quoted_from_the_story() -> None:
    told = read(f"{ABOVE.format('Kisumu')}\n\nThe inquest will be held in May.")
    (claim,) = (each for each in told.reports[0].claims if each.field == "us")
    assert claim.value is False
    assert claim.as_written == "Kisumu"
    assert told.relevance < 0.5


@pytest.mark.parametrize(
    "home",
    [
        "The county sheriff's office said his name would be given later.",
        "A grand jury will hear the case.",
        "The man had come from Nebraska last year.",
        "Officials in Puerto Rico were told.",
    ],
)
def test_one_word_of_the_united_states_keeps_a_story(home: str) -> None:
    alone = ABOVE.format("Kisumu")
    assert read(alone).reports[0].abroad
    assert not read(f"{alone}\n\n{home}").reports[0].abroad


def test_a_local_outlet_tells_of_its_own_police() -> None:
    alone = ABOVE.format("Kisumu")
    assert not read(alone, "https://www.nj.com/essex/2016/01/a_story.html").reports[0].abroad
    assert read(alone, "https://www.herald.example/a_story.html").reports[0].abroad


def test_a_foreign_address_counts_beside_other_words() -> None:
    text = f"{ABOVE.format('the town')} He was taken to hospital. A police constable was hurt."
    assert not read(text, "https://www.gleaner.example/1").reports[0].abroad
    assert read(text, "https://www.gleaner.co.zw/1").reports[0].abroad


@pytest.mark.parametrize("name", ["Paris", "London", "Toledo", "Granada Hills", "Springfield"])
def test_a_name_that_a_town_here_has_is_no_city_of_elsewhere(name: str) -> None:
    assert not read(ABOVE.format(name)).reports[0].abroad


def test_the_table_holds_cities_and_marks_those_that_share_a_name() -> None:
    cities = [
        {"name": name, "countrycode": country, "population": people}
        for name, country, people in (
            ("Kisumu", "KE", 100_000), ("Manila", "PH", 1_600_000), ("Paris", "FR", 2_100_000),
            ("Malmö", "SE", 301_000), ("Smith", "GB", 90_000), ("Hilo", "US", 45_000),
            ("Zzyzton", "AU", 900),
        )
    ]  # fmt: skip
    told = dict(build_foreign_cities.rows(cities, frozenset()))
    assert told == {"kisumu": "KE", "manila": "~PH", "paris": "=FR", "malmo": "~SE"}
    assert elsewhere._foreign("Kisumu") == "KE"
