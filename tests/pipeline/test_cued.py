"""Patterns tried only where one of their words stands find what they would find by themselves."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import pipeline
from pipeline.language import cued
from pipeline.language.cued import Among, Cued, needed
from pipeline.language.kept import Kept
from pipeline.language.text import MARKS, is_plain

GOLD = Path(__file__).parents[1] / "gold" / "coverage.jsonl"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No other patterns: the table of them all is made anew for each that is added."""

    def forget() -> None:
        for kept in (cued.possible, cued._table):
            kept.cache_clear()

    monkeypatch.setattr(cued, "_ALL", [])
    forget()
    yield
    forget()


alone_here = pytest.mark.usefixtures("alone")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bfled\b", {"fled "}),
        (r"\bchas\w+", {"chas"}),
        (r"gunfire", {"*gunfire"}),
        (r"ex-|estranged", {"*ex ", "*estranged"}),
        (r"\bshots?\s+rang\b", {"rang "}),
        (r"\b(?:ran|bolted)\b", {"ran ", "bolted "}),
        (r"\bstr[iu]ck\b", {"strick ", "struck "}),
        (r"\b(?:who\s+)?surrendered", {"surrendered"}),
        (r"\b(?:who\s*)?surrendered", {"*surrendered"}),
        (r"\b(?:quickly\s+)+left\b", {"quickly "}),
        (r"\b(?:he|a\s+driver)\s+\w+", {"he", "driver"}),
        (r"(?<![\w-])rifles?(?!\w)", {"rifle", "rifles"}),
        (r"\brifle(?=\s+case)", {"rifle"}),
        (r"\bca(?:fé|rbine)", {"caf", "carbine"}),
        (r"\b(?:fled|\d+)\b", set()),
        (r"\b(?:fled)?\b", set()),
        (r"\w+ed\b", {"*ed "}),
        (r"\w+d\b", set()),
        (r"\w+ed", set()),
    ],
)
def test_says_which_words_a_match_must_have(pattern: str, words: set[str]) -> None:
    assert needed(pattern, re.IGNORECASE)[:1] == [words] * bool(words)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bshot\b", "He was \u017fhot."),
        (r"\bkilled\b", "\u212aILLED at the scene"),
        (r"\bhit\b", "H\u0130T twice"),
        (r"\bran\b", "She ran-walked"),
        (r"\bran\b", "sieran ran"),
        (r"gun\w*", "a handgun"),
        (r"\bofficer['’]s\b", "the officer’s gun"),
        (r"^the", "The"),
        (r"\b(?:a\w*\s+)*shot", "shot"),
    ],
)
@alone_here
def test_matches_whatever_the_plain_pattern_matches(pattern: str, text: str) -> None:
    plain = re.compile(pattern, re.IGNORECASE).search(text)
    found = Cued(pattern, re.IGNORECASE).search(text)
    assert plain is not None
    assert found is not None
    assert found.span() == plain.span()


@pytest.mark.parametrize(
    "pattern", [r"\b(\w+)\s+ran\b", r"(?i)\b(\w+) RAN\b", r"(?x) \b(\w+) \s ran"]
)
@pytest.mark.parametrize("text", ["Then Ada ran.", "Then Zo\u00eb ran.", "Then Ada ran …”"])
@alone_here
def test_of_ascii_and_of_other_texts_the_same_is_found(pattern: str, text: str) -> None:
    plain = re.search(pattern, text)
    found = Cued(pattern).search(text)
    assert plain is not None
    assert found is not None
    assert found.groups() == plain.groups() == (text[5:8],)


def test_marks_of_plain_texts_are_nothing_to_a_pattern_for_ascii() -> None:
    for mark in MARKS:
        assert is_plain(f"a{mark}b")
        assert re.fullmatch(r"\W\S\D", mark * 3)
        assert not [one for one in map(chr, range(128)) if re.fullmatch(mark, one, re.IGNORECASE)]
    assert not [
        text for text in ("Zo\u00eb", "\u212aent", "5\u00a0p.m.", "\u0665") if is_plain(text)
    ]


@alone_here
def test_a_pattern_is_not_tried_without_its_words() -> None:
    told = Cued(r"\b(?:fled|ran)\b")
    assert told.bit & cued.possible("Then he ran off.")
    assert not told.bit & cued.possible("Then he rang the bell of the shop.")


@pytest.mark.parametrize(("start", "end"), [(0, 3), (0, 6), (0, 7), (4, 8), (5, 12), (0, 99)])
@alone_here
def test_a_part_of_a_text_is_searched_as_the_plain_pattern_does(start: int, end: int) -> None:
    text = "He ran, sang and rang."
    for pattern in (r"\bran\b", r"\bra\b", r"\bs\w+", r"an\b"):
        plain = re.compile(pattern)
        told = Cued(pattern)
        assert spans(told.finditer(text, start, end)) == spans(plain.finditer(text, start, end))
        assert bool(told.search(text, start, end)) == bool(plain.search(text, start, end))
        assert bool(told.match(text, start)) == bool(plain.match(text, start))


@alone_here
def test_a_pattern_of_two_words_is_not_tried_with_one() -> None:
    told = Cued(r"\b(?:drove|backed)\b.*\b(?:deputies|troopers)\b|\bran\s+over\s+a\s+trooper\b")
    assert told.bit & cued.possible("She drove at two troopers.")
    assert not told.bit & cued.possible("She drove home.")


@alone_here
def test_of_several_those_that_may_match_come_as_they_were_given() -> None:
    drove, ran, fled = Cued(r"\bdrove\b"), Cued(r"\bran\b"), Cued(r"\bfled\b")
    flights = Among([("foot", ran), ("car", drove), ("fled", fled)])
    assert flights.able("He drove off, then ran.") == [("foot", ran), ("car", drove)]
    assert not flights.able("He rang the bell.")
    assert flights.may_match("They fled.")
    assert not flights.may_match("They fought.")


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:\w+\s+)?ran\b",
        r"(?<!then )\bran\b|\bfled\b",
        r"\b(?: he)? ran",
        r"\b['’]?s? ran",
        r"(?P<who>\b[A-Z]\w+|^he|\bshe) ran",
        r"\bran|\d+ fled",
        r"\b ran",
        r"(?:\b)?an\b",
    ],
)
@alone_here
def test_begins_where_the_plain_pattern_begins(pattern: str) -> None:
    text = "Police say he ran and fled; Ann ran, she’s ran, then ran off. No 1a2 fled, they ran."
    plain = [match.span() for match in re.finditer(pattern, text)]
    assert plain
    assert [match.span() for match in Cued(pattern).finditer(text)] == plain


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:ran\s+(?:off|on)|fled|drove\s+(?P<how>off|at\s+\w+)|s(?:he|ped) went)\b",
        r"(?:\bhe|she)\s+(?:ran|drove)|\bran\s+off|\bat\s+(?P<how>dawn)",
        r"(?<!she )(?:drove|ran)\b[^.]*|(?-i:Then) ran|at dawn",
        r"^(?:he|then)|\bdawn(?=\.)|fled$",
        r"(?:ran\b.*?|drove\b.*?)?\bat",
    ],
)
@alone_here
def test_trying_a_few_of_its_ways_finds_what_the_whole_finds(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cued, "LONG", 0)
    texts = (
        "He ran on, she drove off at dawn. Then ran they; then ran off he at dawn.",
        "She drove at deputies at dawn, and he fled",
        "Nobody ran.",
        "She drove.",
    )
    for text in texts:
        plain = [(one.span(), one.groups()) for one in re.finditer(pattern, text, re.IGNORECASE)]
        told = Cued(pattern, re.IGNORECASE)
        assert [(one.span(), one.groups()) for one in told.finditer(text)] == plain
        found = told.search(text)
        assert ((found.span(), found.groups()) if found else None) == next(iter(plain), None)


def test_every_pattern_of_the_readers_finds_what_it_would_find_alone() -> None:
    for module in pkgutil.iter_modules(pipeline.__path__):
        importlib.import_module(f"pipeline.{module.name}")
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()[::4]]
    lines = {line for row in rows for line in (row["title"], *re.split(r"(?<=\.)\s", row["text"]))}
    missed = [
        (pattern.pattern, line)
        for pattern in cued._ALL
        for line in sorted(lines)
        if spans(pattern.finditer(line)) != spans(_plain(pattern).finditer(line))
    ]
    assert len(cued._ALL) > 100
    assert not missed


def spans(matches: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


@cache
def _plain(pattern: Cued) -> re.Pattern[str]:
    return re.compile(pattern.pattern, pattern.flags)


def every_pattern() -> list[cued._Patterns]:
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        importlib.import_module(module.name)
    return [cued._Patterns(each.pattern, each.flags, by_letter=False) for each in cued._ALL]


def test_what_is_kept_of_patterns_is_what_is_read_from_them(tmp_path: Path) -> None:
    kept = Kept(cued.__file__, tmp_path)
    first, again = every_pattern(), every_pattern()
    kept.give(first)
    kept.give(again)
    assert len(again) > 500
    assert all("needs" in vars(each) and "parsed" not in vars(each) for each in again)
    assert [each.needs for each in again] == [each.needs for each in first]
    assert [each.needs for each in first] == [each.any.needs for each in cued._ALL]


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"code": 1}', b"\xff", None])
def test_nothing_is_taken_that_other_code_or_nobody_has_read(
    tmp_path: Path, damage: bytes | None
) -> None:
    code = tmp_path / "cued.py"
    code.write_text("first", "utf-8")
    pattern = cued._Patterns(r"\bfled\b", 0, by_letter=False)
    pattern.needs = [[frozenset({"wrong"})]]
    Kept(str(code), tmp_path).give([pattern])
    [file] = tmp_path.glob("*.json")
    again = cued._Patterns(r"\bfled\b", 0, by_letter=False)
    Kept(str(code), tmp_path).give([again])
    assert again.needs == [[{"wrong"}]], "it is taken from there"
    if damage is None:
        code.write_text("changed", "utf-8")
    else:
        file.write_bytes(damage)
    anew = cued._Patterns(r"\bfled\b", 0, by_letter=False)
    Kept(str(code), tmp_path).give([anew])
    assert anew.needs == [[{"fled "}]]


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    pattern = cued._Patterns(r"\bfled\b", 0, by_letter=False)
    Kept(cued.__file__, tmp_path).give([pattern])
    assert pattern.needs == [[{"fled "}]]
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    Kept(cued.__file__, tmp_path / "file" / "none").give([pattern])  # no folder to make one in
    assert not list(tmp_path.iterdir())


def test_what_no_pattern_asks_for_is_dropped_when_it_is_much(tmp_path: Path) -> None:
    kept = Kept(cued.__file__, tmp_path)
    for number in range(6):
        kept.give([cued._Patterns(rf"\bfled{number}\b", 0, by_letter=False)])
    [file] = tmp_path.glob("*.json")
    assert len(json.loads(file.read_text("utf-8"))["needs"]) < 5


def test_a_word_without_end_takes_no_time() -> None:
    """Pages have data in their text, a hundred thousand letters without a blank."""
    began = time.process_time()
    assert cued.possible("x" * 20_000) == cued.possible("xxx" * 7_000)
    assert time.process_time() - began < 5
