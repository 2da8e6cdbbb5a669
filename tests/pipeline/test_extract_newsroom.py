"""Every story of the bundled newsroom, in every template it is shown in, comes out whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from casebook.demo.addresses import page
from casebook.demo.desk import Story, stories
from pipeline.extract import extract
from pipeline.language.text import normalise
from pipeline.records import Article, Page, PublishedPrecision

FETCHED = datetime(2027, 1, 1, tzinfo=UTC)
#: Asks that one repost holds among its paragraphs.
ASK = re.compile(r"(?i)^(?:share|like) this\b")


def shown() -> Iterator[tuple[Story, str]]:
    for story in stories():
        yield story, story.outlet.template
        if story.outlet.amp:
            yield story, "amp"
        if story.outlet.mobile:
            yield story, "mobile"


SHOWN = tuple(shown())
TEMPLATES = sorted({template for _, template in SHOWN})


@cache
def read(story: Story, template: str) -> Article:
    kept = page(story, None if template == story.outlet.template else template)
    return extract(Page(story.url, kept.body, FETCHED, kept.content_type))


def cases(template: str) -> Iterator[tuple[Story, Article]]:
    for story, shown_as in SHOWN:
        if shown_as == template:
            yield story, read(story, template)


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", normalise(text).casefold()))


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_paragraph_is_lost(template: str) -> None:
    lost = [
        (story.url, paragraph)
        for story, article in cases(template)
        for paragraph in story.paragraphs
        if words(paragraph) not in words(article.text) and not ASK.match(paragraph)
    ]
    assert lost == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_but_the_story_is_read(template: str) -> None:
    leaked = [
        (story.url, paragraph)
        for story, article in cases(template)
        for paragraph in article.text.split("\n\n")
        if words(paragraph) not in words(" ".join(story.paragraphs))
    ]
    assert leaked == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_titles_are_the_stories(template: str) -> None:
    assert [a.title for _, a in cases(template)] == [
        " ".join(normalise(s.title).split()) for s, _ in cases(template)
    ]


@pytest.mark.parametrize("template", TEMPLATES)
def test_days_are_the_outlets_own(template: str) -> None:
    wrong = [
        (story.url, article.published, article.published_method)
        for story, article in cases(template)
        if local_day(article, story) != story.local(story.published).date()
    ]
    assert wrong == []


def local_day(article: Article, story: Story) -> object:
    if article.published is None:
        return None
    if article.published_precision is PublishedPrecision.DAY:
        return article.published.date()
    return article.published.astimezone(ZoneInfo(story.outlet.timezone)).date()


@pytest.mark.parametrize("template", [name for name in TEMPLATES if name != "mobile"])
def test_bylines_are_people_or_nobody(template: str) -> None:
    for story, article in cases(template):
        named = (story.byline or "").casefold()
        house = named in ("", "admin", "staff report")
        assert (article.byline or "").casefold() == ("" if house else named)
