"""Reading, whole: from the bytes of one page to what it says, and nothing but its arguments."""

from __future__ import annotations

from pipeline import relevance, report
from pipeline.extract import extract
from pipeline.records import Article, Page, Reading
from pipeline.text import sentences

#: Raised whenever the same page would be read otherwise; stored with all that was read.
READER_VERSION = "1"


def read(page: Page) -> Reading:
    """Read a page. Raises :class:`pipeline.records.Rejected` when there is no article in it."""
    return read_article(extract(page))


def read_article(article: Article) -> Reading:
    """Read an article that has been taken out of its page."""
    parts = sentences(article)
    judged = relevance.assess(article, parts)
    return Reading(
        article=article,
        reports=report.reports(article, judged, parts),
        relevance=judged.police,
        relevance_any=judged.any,
        reasons=judged.reasons,
        version=READER_VERSION,
    )
