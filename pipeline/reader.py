"""Reading, whole: from the bytes of one page to what it says, and nothing but its arguments."""

from __future__ import annotations

from dataclasses import replace

from pipeline import relevance, report
from pipeline.extract import extract
from pipeline.language.text import sentences
from pipeline.linking import rows
from pipeline.page import masks, papers
from pipeline.page.furniture import without_furniture
from pipeline.records import Article, Page, Reading, Report

#: Raised whenever the same page would be read otherwise; stored with all that was read.
READER_VERSION = "32"


def read(page: Page) -> Reading:
    """Read a page. Raises :class:`pipeline.records.Rejected` when there is no article in it."""
    if page.content_type == rows.CONTENT_TYPE:
        return rows.read_row(page, version=READER_VERSION)
    if page.content_type == papers.CONTENT_TYPE:
        told = replace(page, content_type="application/json")
        return papers.speaking(read_article(extract(told)))
    return read_article(extract(page))


def read_article(article: Article) -> Reading:
    """Read an article that has been taken out of its page."""
    if masks.is_masked(article):
        name = masks.stand_in(article)
        return masks.hidden(_read(masks.unmasked(article, name)), article, name)
    return _read(article)


def _read(article: Article) -> Reading:
    parts = without_furniture(article.text, sentences(article))
    judged = relevance.assess(article, parts)
    reports = report.reports(article, judged, parts)
    return Reading(
        article=article,
        reports=reports,
        relevance=judged.police * _at_home(reports),
        relevance_any=judged.any,
        reasons=judged.reasons,
        version=READER_VERSION,
    )


def _at_home(reports: tuple[Report, ...]) -> float:
    """How likely the shooting was in the United States: police scope asks for that too."""
    if not reports or not all(each.abroad for each in reports):
        return 1.0
    return 1.0 - max(
        claim.confidence for each in reports for claim in each.claims if claim.field == "us"
    )
