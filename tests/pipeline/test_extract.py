"""What extraction makes of a page: the story, and none of its frame."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.records import OutletPlace, Page, PublishedPrecision, Reason, Rejected

NOW = datetime(2026, 1, 1, tzinfo=UTC)
URL = "http://www.rivertonledger.example/news/2025/06/02/man-shot.html"

STORY = """
<p>RIVERTON, Ohio (AP) — A Riverton police officer shot and wounded a man on Sunday night after a
traffic stop on Alder Street, the police department said in a statement.</p>
<p>The man, whose name was not released, was taken to a hospital, where he was in stable condition
on Monday morning, according to the statement. No officers were hurt.</p>
<p>The Ohio Bureau of Criminal Investigation has been asked to look into the shooting, and the
officer has been placed on leave, as the department's rules require.</p>
"""
HEAD = """
<meta property="og:title" content="Riverton officer wounds man | Riverton Ledger">
<meta property="og:site_name" content="Riverton Ledger">
<link rel="canonical" href="http://www.rivertonledger.example/news/2025/06/02/man-shot.html?a=1">
"""


def page(story: str = STORY, head: str = HEAD, **fields: object) -> Page:
    html = f"<html lang=en><head>{head}</head><body><h1>Riverton officer wounds man</h1>{story}"
    given = {"url": URL, "body": (html + "</body></html>").encode(), "fetched_at": NOW}
    return Page(**(given | fields))  # type: ignore[arg-type]


def test_the_story_is_taken_and_the_frame_left() -> None:
    frame = "<nav><a href=/>Home</a> <a href=/crime>Crime</a></nav>"
    asides = "<aside><h3>Related stories</h3><p>Man drowns in Alder Creek</p></aside>"
    ask = "<p>Sign up for our newsletter and never miss a story.</p>"
    article = extract(page(frame + STORY.replace("</p>", "</p>" + ask, 1) + asides))
    assert article.text.startswith("RIVERTON, Ohio (AP) — A Riverton police officer shot")
    assert article.text.endswith("as the department's rules require.")
    assert article.text.count("\n\n") == 2
    assert "newsletter" not in article.text
    assert "Alder Creek" not in article.text


def test_the_frame_says_title_outlet_and_dateline() -> None:
    article = extract(page())
    assert article.title == "Riverton officer wounds man"
    assert article.outlet == "Riverton Ledger"
    assert article.dateline == "RIVERTON, Ohio (AP) —"
    assert article.syndicated_from == "AP"
    assert article.language == "en"


@pytest.mark.parametrize(
    ("byline", "source"),
    [
        ("Kim Quist, Associated Press", "Associated Press"),
        ("Kim Quist and Jo Lund, AP", "AP"),
        ("Kim Quist and The Associated Press", None),
        ("Kim Quist with AP", None),
    ],
)
def test_a_byline_that_names_an_agency_beside_ones_own_is_both_s(
    byline: str, source: str | None
) -> None:
    head = HEAD + f'<meta name="author" content="{byline}">'
    own = STORY.replace(" (AP)", "")
    assert extract(page(own, head)).syndicated_from == source


def test_the_sources_own_outlet_name_wins() -> None:
    article = extract(page(outlet=OutletPlace(outlet="The Ledger", state="OH")))
    assert article.outlet == "The Ledger"
    assert article.home.state == "OH"


@pytest.mark.parametrize(
    ("head", "method", "moment", "precision"),
    [
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",'
            '"datePublished":"2025-06-02T07:10:00-04:00"}]}</script>',
            "json-ld",
            "2025-06-02T07:10:00-04:00",
            PublishedPrecision.SECOND,
        ),
        (
            '<meta property="article:published_time" content="2025-06-02T11:10:00Z">',
            "meta",
            "2025-06-02T11:10:00+00:00",
            PublishedPrecision.SECOND,
        ),
        ("", "htmldate", "2025-06-02T00:00:00+00:00", PublishedPrecision.DAY),
        (
            '<meta name="date" content="2031-01-01">',
            "htmldate",
            "2025-06-02T00:00:00+00:00",
            PublishedPrecision.DAY,
        ),
        (
            '<script type="application/ld+json">{"@type": broken</script>'
            '<meta name="date" content="2025-06-03">',
            "meta",
            "2025-06-03T00:00:00+00:00",
            PublishedPrecision.DAY,
        ),
    ],
    ids=["json-ld", "meta", "address", "future refused", "broken json-ld"],
)
def test_the_day_of_publication_has_a_witness(
    head: str, method: str, moment: str, precision: PublishedPrecision
) -> None:
    article = extract(page(head=head))
    assert article.published is not None
    assert (article.published_method, article.published.isoformat()) == (method, moment)
    assert article.published_precision is precision


def test_a_modification_is_kept_apart_from_publication() -> None:
    head = (
        '<meta property="article:published_time" content="2025-06-02T11:00:00Z">'
        '<meta property="article:modified_time" content="2025-06-05T09:00:00Z">'
    )
    article = extract(page(head=head))
    assert article.modified == datetime(2025, 6, 5, 9, tzinfo=UTC)
    assert article.published == datetime(2025, 6, 2, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"content_type": "application/pdf"}, Reason.NOT_HTML),
        ({"body": b"\x00\x01\x02" * 400}, Reason.NOT_HTML),
        ({"body": b"<html><body><p>Gone.</p></body></html>"}, Reason.EMPTY),
        ({"body": b"x" * 20_000_001}, Reason.TOO_LARGE),
        ({"body": b"[1, 2]", "content_type": "application/json"}, Reason.BAD_RECORD),
    ],
)
def test_what_is_no_article_is_refused_by_name(fields: dict[str, object], reason: Reason) -> None:
    with pytest.raises(Rejected) as refused:
        extract(page(**fields))
    assert refused.value.reason is reason


def test_another_language_is_set_aside() -> None:
    spanish = (
        "<p>"
        + (
            "La policía disparó contra un hombre el domingo por la noche en la calle principal, "
            "según "
            "informó el departamento en un comunicado que no dio más detalles sobre lo sucedido. "
            "El hombre fue trasladado a un hospital de la ciudad y su estado es estable. "
        )
        * 3
        + "</p>"
    )
    with pytest.raises(Rejected) as refused:
        extract(page(spanish, head=""))
    assert refused.value.reason is Reason.NOT_ENGLISH


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_encodings_declared_by_the_server_are_believed(charset: str) -> None:
    html = "<html lang=en><body><h1>Riverton’s officer wounds José</h1>" + STORY + "</body></html>"
    article = extract(Page(URL, html.encode(charset), NOW, f"text/html; charset={charset}"))
    assert article.title == "Riverton’s officer wounds José"


@pytest.mark.parametrize("charset", ["hex", "idna", "undefined", "nonsense"])
@pytest.mark.parametrize("by_header", [True, False])
def test_a_charset_that_is_no_encoding_of_text_counts_as_none(
    charset: str, by_header: bool
) -> None:
    head = "" if by_header else f"<meta charset={charset}>"
    html = (
        f"<html lang=en><head>{head}</head><body><h1>Officer wounds José</h1>{STORY}</body></html>"
    )
    kind = f"text/html; charset={charset}" if by_header else "text/html"
    assert extract(Page(URL, html.encode(), NOW, kind)).title == "Officer wounds José"


def test_an_ingested_line_needs_no_page() -> None:
    line = {
        "url": URL,
        "title": "Riverton officer wounds man",
        "text": "A Riverton police officer shot a man Sunday night."
        "\r\n\r\n\r\nNo officer was hurt.",
        "published": "2025-06-02",
        "outlet": "Riverton Ledger",
    }
    article = extract(Page(URL, json.dumps(line).encode(), NOW, "application/json"))
    assert article.text == (
        "A Riverton police officer shot a man Sunday night.\n\nNo officer was hurt."
    )
    assert article.outlet == "Riverton Ledger"
    assert article.published_precision is PublishedPrecision.DAY


@pytest.mark.parametrize("mark", "\u00ad \u200b \u200e \u200f \u2060 \ufeff".split())
def test_letters_that_are_not_seen_are_none(mark: str) -> None:
    told = f"Tob{mark}ias Wren{mark}field"
    text = STORY.replace("The man, whose name was not released,", f"{told}, 34,")
    line = {"url": URL, "title": told, "text": text}
    of_page = extract(page(text))
    of_line = extract(Page(URL, json.dumps(line).encode(), NOW, "application/json"))
    assert "Tobias Wrenfield, 34, was taken" in of_page.text
    assert "Tobias Wrenfield, 34, was taken" in of_line.text
    assert of_line.title == "Tobias Wrenfield"


def test_an_ingested_line_may_hold_the_page() -> None:
    html = page().body.decode()
    line = {"url": URL, "html": html, "published": "2025-06-02T08:00:00-04:00"}
    article = extract(Page(URL, json.dumps(line).encode(), NOW, "application/json"))
    assert article.title == "Riverton officer wounds man"
    assert article.published_method == "given"


@pytest.mark.parametrize(
    "line",
    [
        "Related charges are pending against a second man, the police department said.",
        "Photographs of the scene show three shell casings beside the car, it said.",
        "Contact was made with the driver, and an officer fired twice, police said.",
    ],
)
def test_a_paragraph_that_sounds_like_the_frame_stays(line: str) -> None:
    assert line in extract(page(STORY + f"<p>{line}</p>")).text


@pytest.mark.parametrize(
    "line",
    [
        "Related: Deputy kills woman in Elm County",
        "Have a tip? Ada Quist can be reached at aquist@ledger.example.",
        "This story has been produced by Union Wire in National.",
        "Updated at 1:23 p.m.",
        "___",
    ],
)
def test_a_line_of_the_frame_goes(line: str) -> None:
    assert line not in extract(page(STORY + f"<p>{line}</p>")).text


@given(st.binary(max_size=2000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        article = extract(Page(URL, b"<html><body><p>" + body, NOW))
    except Rejected:
        return
    assert article.text


@pytest.mark.parametrize(
    ("declared", "own"),
    [
        ("/news/", URL),
        ("/news/local-news", URL),
        ("/404", URL),
        ("/login?next=/news/", URL),
        ("/index.html", URL),
        ("javascript:void(0)", URL),
        ("/man-shot", "http://www.rivertonledger.example/man-shot"),
        ("/news/51234", "http://www.rivertonledger.example/news/51234"),
        ("https://rivertonledger.example/news/2025/06/02/man-shot.html",
         "https://rivertonledger.example/news/2025/06/02/man-shot.html"),
    ],
)  # fmt: skip
def test_a_page_that_declares_what_no_story_has_keeps_its_own_address(
    declared: str, own: str
) -> None:
    article = extract(page(head=f'<link rel="canonical" href="{declared}">'))
    assert article.canonical_url == own


def test_a_title_without_end_is_cut() -> None:
    line = json.dumps({"url": URL, "text": STORY, "title": "Officer wounds man " * 10_000})
    article = extract(page(body=line.encode(), content_type="application/json"))
    assert len(article.title) < 1_001


def test_half_a_character_in_a_line_costs_itself_alone() -> None:
    line = json.dumps(
        {"url": URL, "html": f"<html><body>{STORY}<p>A note\ud83d.</p></body></html>"}
    )
    article = extract(page(body=line.encode(), content_type="application/json"))
    assert article.text.startswith("RIVERTON, Ohio (AP) —")
