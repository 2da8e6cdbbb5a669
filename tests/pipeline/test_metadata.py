"""What a page's frame says: title, byline, day of publication, and what it does not say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml.html import document_fromstring

from pipeline.page.bylines import clean_byline
from pipeline.page.metadata import Metadata, read_metadata
from pipeline.page.stamps import parse_stamp, shown_stamp
from pipeline.records import PublishedPrecision

NOW = datetime(2026, 1, 1, tzinfo=UTC)
URL = "http://www.rivertonledger.example/news/man-shot"


def metadata(body: str = "", head: str = "") -> Metadata:
    page = f"<html><head>{head}</head><body>{body}<p>A man was shot.</p></body></html>"
    return read_metadata(document_fromstring(page), url=URL, not_after=NOW)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "<title>Officer wounds man ~ River Monitor</title>",
            "<h1>River Monitor</h1><h3>Officer wounds man</h3>",
        ),
        (
            "<title>Officer wounds man | Local | River Monitor</title>"
            '<meta property="og:title" content="Officer wounds man">',
            "<h1><a href='/'>River Monitor</a></h1>",
        ),
        (
            "<title>Officer wounds man - River Monitor</title>",
            "<h1>River Monitor</h1><h1>Officer wounds man</h1>",
        ),
        (
            '<meta property="og:title" content="Police officer wounds man on Sunday night">',
            "<h1>Officer wounds man</h1>",
        ),
        (
            "<title>River Monitor: Officer wounds man</title>"
            '<meta property="og:site_name" content="River Monitor">',
            "",
        ),
    ],
    ids=["blog", "logo as h1", "two h1", "shorter h1", "site first"],
)
def test_the_title_is_the_storys_and_not_the_sites(head: str, body: str) -> None:
    assert metadata(body, head).title == "Officer wounds man"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Harriet Noone\nFriday, April 29, 2022", "Harriet Noone"),
        ("By GRAHAM TOLLAND\nUnion Wire", "GRAHAM TOLLAND"),
        ("Ada Quist, Staff Writer", "Ada Quist"),
        ("Ada Quist and Bo Lund | aquist@ledger.example | @aquist", "Ada Quist and Bo Lund"),
        ("by\nAda Quist\n5 comments\nLocal News!\n18 May 2024", "Ada Quist"),
        ("TOM VALE, AP Science Writer", "TOM VALE"),
        ("Posted by Ada Quist", "Ada Quist"),
        ("Union Wire Staff", None),
        ("Staff report", None),
        ("admin", None),
        ("20 Nov 2019", None),
        ("Union Wire", None),
        (None, None),
    ],
)
def test_a_byline_is_names(printed: str | None, names: str | None) -> None:
    assert clean_byline(printed, "Union Wire") == names


def test_a_shown_byline_keeps_its_children_apart() -> None:
    body = "<div class=byline><div>By Ada Quist</div><div>Friday, May 3, 2024</div></div>"
    assert metadata(body).byline == "Ada Quist"


def test_a_wire_in_the_byline_is_kept_as_credit() -> None:
    assert metadata("<p class=byline>By TOM VALE, AP Science Writer</p>").credit == (
        "By TOM VALE, AP Science Writer"
    )


@pytest.mark.parametrize(
    ("body", "method", "moment"),
    [
        (
            '<abbr class="published" title="2018-03-22T21:41:00-07:00">9:41 PM</abbr>',
            "time",
            "2018-03-22T21:41:00-07:00",
        ),
        (
            '<div class="m-date">Posted: Mar 22, 2018 9:41 PM PDT</div>',
            "shown",
            "2018-03-22T21:41:00-07:00",
        ),
        (
            "<h3 class=byline>by Ada Quist<br>Thursday, March 22, 2018</h3>",
            "shown",
            "2018-03-22T00:00:00+00:00",
        ),
        (
            '<span itemprop="datePublished" content="2018-03-22T21:41:00Z">March 22</span>',
            "time",
            "2018-03-22T21:41:00+00:00",
        ),
    ],
    ids=["abbr", "words with zone", "words in the byline", "itemprop"],
)
def test_a_day_in_the_page_is_read_with_its_time(body: str, method: str, moment: str) -> None:
    published = metadata(body).published
    assert published is not None
    assert (published.method, published.at.isoformat()) == (method, moment)


def test_a_declared_day_takes_its_time_from_a_stamp_of_that_day() -> None:
    head = '<meta name="date" content="2018-03-22">'
    body = '<time pubdate datetime="2018-03-22T21:41:00-07:00">9:41</time>'
    published = metadata(body, head).published
    assert published is not None
    assert (published.precision, published.method) == (PublishedPrecision.SECOND, "time")


def test_days_of_other_stories_are_nobodys_witness() -> None:
    body = "<div class=date>March 22, 2018</div><div class=date>March 24, 2018</div>"
    published = metadata(body).published
    assert published is None or published.method != "shown"


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        ("2024-05-14T21:15:00-04:00", "2024-05-14T21:15:00-04:00", PublishedPrecision.SECOND),
        ("2024-05-14T21:15:00-0400", "2024-05-14T21:15:00-04:00", PublishedPrecision.SECOND),
        ("2024-05-14T21:15:00", "2024-05-14T00:00:00+00:00", PublishedPrecision.DAY),
        ("2024-05-14T00:00:00-04:00", "2024-05-14T00:00:00+00:00", PublishedPrecision.DAY),
        ("2024-05-14", "2024-05-14T00:00:00+00:00", PublishedPrecision.DAY),
        ("May 14, 2024", "2024-05-14T00:00:00+00:00", PublishedPrecision.DAY),
        ("Tue, 14 May 2024 21:15:00 GMT", "2024-05-14T21:15:00+00:00", PublishedPrecision.SECOND),
    ],
)
def test_a_stamp_is_no_more_precise_than_it_says(
    text: str, moment: str, precision: PublishedPrecision
) -> None:
    stamp = parse_stamp(text, "meta", not_after=NOW)
    assert stamp is not None
    assert (stamp.at.isoformat(), stamp.precision) == (moment, precision)


@pytest.mark.parametrize("text", ["2031-01-01", "1970-01-01", "2024-13-40", "soon", "", None, 7])
def test_what_is_no_stamp_is_refused(text: object) -> None:
    assert parse_stamp(text, "meta", not_after=NOW) is None


def test_an_update_is_no_publication() -> None:
    assert shown_stamp("Updated May 3, 2024", "shown") is None
    both = shown_stamp("Updated May 3, 2024. Posted: May 1, 2024", "shown")
    assert both is not None
    assert both.at.day == 1
