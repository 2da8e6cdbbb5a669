"""However a page is damaged: no crash, bounded time, and no claim without its sentence."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language import text
from pipeline.reader import read, read_article
from pipeline.records import Article, Page, Reason, Rejected
from tests.pipeline import mutations
from tests.pipeline.mutations import FETCHED, Outcome, attempt, broken_rules, mutated

URL = "https://a.example/1"


@pytest.mark.parametrize(
    ("count", "seed"),
    [(60, 4), pytest.param(20_000, 1, marks=[pytest.mark.soak, pytest.mark.timeout(0)])],
)
def test_damaged_pages_are_read_or_set_aside(count: int, seed: int) -> None:
    outcome = Outcome()
    for one in mutated(count, seed):
        attempt(one, outcome)
    assert outcome.faults == []
    assert outcome.read + outcome.set_aside.total() == count
    assert outcome.claims > count


def test_damage_is_the_same_for_the_same_seed() -> None:
    first, second = ([one.page.body for one in mutated(20, 3)] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("sentence", mutations._FOREIGN)
def test_other_languages_are_set_aside_by_name(sentence: str) -> None:
    body = f"<p>{' '.join([sentence] * 5)}</p>" * 4
    html = f"<html><head><title>Nota</title></head><body><article>{body}</article></body></html>"
    with pytest.raises(Rejected) as refused:
        read(Page(URL, html.encode(), FETCHED, "text/html; charset=utf-8"))
    assert refused.value.reason is Reason.NOT_ENGLISH


@pytest.mark.parametrize(
    "stray", ["\x00", "\x1f", "&#2;", "&#x0B;", "&#031", "&#xFFFF;", "&#xD800;"]
)
def test_a_stray_character_loses_no_article(stray: str) -> None:
    html = mutations.newsroom()[0]
    at = html.index("<p")
    box = f'<div class="related-stories"><a href="/2">Others</a></div>{stray}'
    torn = html[:40] + stray + html[40:at] + box + html[at:]
    whole, read_torn = (read(Page(URL, one.encode(), FETCHED)).article for one in (html, torn))
    assert (read_torn.title, read_torn.text) == (whole.title, whole.text)


def test_a_picture_called_html_is_set_aside() -> None:
    noise = bytes(random.Random(1).choices((0, 137, 80, 255), k=4000))
    with pytest.raises(Rejected) as refused:
        read(Page(URL, noise, FETCHED))
    assert refused.value.reason is Reason.NOT_HTML


PIECES = st.sampled_from(
    "Officer shot|Macon police|a man|Daniel Foster, 29,|was shot and killed|on Friday night|.|,|"
    "\n\n|“|”|???|MACON, Ga. (UW) — |deputies fired|14 shots|in Reno, Nev.|late Saturday|he died|"
    "the sheriff's office said|with a knife|the third this year|after|in 2019|>> |\u202e|\u2028|é|"
    "İ|😀|a 22-year-old|Jr.|was not charged|body camera|two men|and|3 a.m.|Feb. 30|his mother"
    "".split("|")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60), st.lists(PIECES, max_size=8))
def test_any_article_is_read_and_every_quote_checks_out(body: list[str], title: list[str]) -> None:
    article = Article(URL, URL, " ".join(title), text.normalise(" ".join(body)))
    reading = read_article(article)
    assert broken_rules(reading) == []
    assert read_article(article) == reading
