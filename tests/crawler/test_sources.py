"""The sources file: ours can be read, and each mistake gets one sentence."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from crawler.sources import (
    Source,
    SourcesError,
    as_entry,
    from_entry,
    read_sources,
    sources_findings,
)
from pipeline.urls import canonical

SEEDS = Path(__file__).parents[2] / "seeds" / "sources.toml"
GOOD = """
[[source]]
name = "daily"
outlet = "The Daily"
domains = ["daily.example"]
feeds = ["https://daily.example/feed/"]
"""


def test_the_shipped_sources_can_be_read() -> None:
    sources = read_sources(SEEDS)
    assert len(sources) >= 60
    assert all(source.timezone or source.everywhere for source in sources)
    assert not any(source.private_network for source in sources)


def test_every_field_is_explained() -> None:
    words = SEEDS.read_text(encoding="utf-8")
    explanation = words[: words.index("[[source]]\nname")]
    assert [field.name for field in fields(Source) if field.name not in explanation] == []


@pytest.mark.parametrize("source", read_sources(SEEDS), ids=lambda source: source.name)
def test_a_source_covers_its_own_stories(source: Source) -> None:
    assert source.covers(f"https://www.{source.domains[0]}/news/story")
    assert not source.covers("https://elsewhere.example/news/story")


@pytest.mark.parametrize("source", read_sources(SEEDS), ids=lambda source: source.name)
def test_a_source_survives_the_way_to_another_process(source: Source) -> None:
    assert from_entry(json.loads(json.dumps(as_entry(source)))) == source


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nonsense", "is not TOML"),
        ("contact = 'x'", "“contact” stands outside a [[source]] entry"),
        ("[source]\nname = 'x'", "entries begin with [[source]]"),
        (GOOD + GOOD, "two sources are called “daily”"),
        (GOOD + "feed = ['https://x.example']", "unknown field “feed”"),
        ("[[source]]\nname = 'a'\noutlet = 'A'", "source 1 (“a”): “domains” is missing"),
        ("[[source]]\nname = 'a'\noutlet = 'A'\ndomains = ['a.example']", "no way in"),
        (GOOD + "state = 'Ohio'", "“state” is 'Ohio' but must be two capital letters"),
        (GOOD + "timezone = 'EST5'", "“timezone” is 'EST5'"),
        (GOOD + "interval = 0", "“interval” is 0 but must be whole minutes"),
        (GOOD + "interval = true", "“interval” is True"),
        (GOOD + "delay = '1'", "“delay” is '1' but must be seconds"),
        (GOOD + "listings = 'https://daily.example'", "must be a list of full addresses"),
        (GOOD + "listings = ['https://daily.example:http/']", "must be a list of full addresses"),
        (GOOD + "listings = ['daily.example']", "must be a list of full addresses"),
        (GOOD + "story_pattern = '('", "must be a regular expression"),
        (GOOD + "private_network = 'yes'", "must be true or false"),
        (GOOD + "everywhere = 1", "must be true or false"),
        (GOOD + "searches = ['https://daily.example/?s=x']", "with {query} where the words go"),
        (GOOD + "gdelt = ['https://api.example/?query={query}']", "say delay = 5"),
        (GOOD + "queries = []", "must be a list of texts"),
        (GOOD + "proxy = 'https://127.0.0.1:1'", "“proxy” must be an address like http://"),
        (GOOD.replace('"daily"', '"The Daily"'), "“name” is 'The Daily'"),
        (GOOD.replace('"daily.example"', '"https://daily.example"'), "host names without http://"),
    ],
)
def test_a_mistake_gets_one_sentence(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourcesError) as caught:
        read_sources(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_domain_of_other_letters_covers_its_stories(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(GOOD.replace('"daily.example"', '"año.example"'), encoding="utf-8")
    [source] = read_sources(path)
    assert source.domains == ("xn--ao-zja.example",)
    assert source.follows(canonical("https://www.año.example/2024/05/14/a"))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match=r"there is no .*nowhere\.toml; name your sources file"):
        read_sources(tmp_path / "nowhere.toml")


def test_a_sources_file_is_looked_at_in_words(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    assert "there is no" in sources_findings(path)[0]
    path.write_text("# nothing yet")
    assert "no [[source]] entry" in sources_findings(path)[0]
    entry = '[[source]]\nname = "a"\noutlet = "A"\ndomains = ["a.example"]\n'
    path.write_text(entry + 'feeds = ["https://a.example/feed"]\n')
    assert "set CASEBOOK_CONTACT" in sources_findings(path)[0]
    assert sources_findings(path, "desk@ledger.example") == []
    path.write_text(entry)
    assert "no way in" in sources_findings(path)[0]
