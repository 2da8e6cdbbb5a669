"""Every article: relevant, rejected with the reason, undated, without place; and pasted ones."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web.forms import Form, address_of
from casebook.web.shell import (
    NotFound,
    Refused,
    Shown,
    back,
    link,
    reader_of,
    site_of,
    to_page,
    whole,
)
from pipeline import urls
from storage import frontier, shelves, teamwork
from storage.accounts import Role
from storage.frontier import FoundLink

PAGE = 50
TABS = (
    ("relevant", "Relevant"),
    ("rejected", "Not relevant"),
    ("undated", "Undated"),
    ("placeless", "Without place"),
    ("promoted", "Decided by people"),
    ("aside", "Set aside"),
)


def show(request: Request, session: Session) -> Shown | Response:
    """One tab, the last published first; with words, the articles in it that say them."""
    tab = request.query_params.get("tab", "relevant")
    if tab not in dict(TABS):
        raise NotFound(f"there is no tab “{tab}”; there are {', '.join(key for key, _ in TABS)}")
    words = request.query_params.get("q", "").strip()
    at = whole(request, "page", 1)
    counts = site_of(request).kept.get("shelves", 60.0, lambda: shelves.counts(session))
    rows = shelves.rows(session, tab, words=words, limit=PAGE + 1, offset=(at - 1) * PAGE)
    pages_ = at + (len(rows) > PAGE) if words else max(1, -(-counts[tab] // PAGE))
    if not rows and at > 1:
        return to_page(request, 1 if words else min(at - 1, pages_))
    data = {
        "tabs": TABS,
        "tab": tab,
        "q": words,
        "counts": counts,
        "rows": rows[:PAGE],
        "page": at,
        "pages": pages_,
    }
    return Shown("articles.html", data, title="Articles", at="articles")


def paste(request: Request, sent: Form) -> Response:
    """Note an address for the next crawl to fetch."""
    reader, site, now = reader_of(request), site_of(request), site_of(request).clock()
    if not reader.role.covers(Role.CODER):
        raise Refused(f"pasting an address takes a coder; you are {reader.role}")
    given = sent.get("url", "").strip()
    if not given.startswith(("http://", "https://")) or len(given) > frontier.MAX_URL:
        raise NotFound("paste the whole address of one story, beginning with http:// or https://")
    url = urls.canonical(given)
    with site.write() as session:
        new = frontier.found(session, [FoundLink(url, f"pasted by {reader.name}")], now=now)
        teamwork.note_write(
            session, "paste", url, by=reader.name, address=address_of(request), now=now
        )
    says = "the next crawl fetches it" if new else "that address is known already"
    return back(link("/articles", said=says))


def versions(request: Request, session: Session) -> Shown:
    """Every version of an article, with the paragraphs that came and went."""
    number = request.path_params["id"]
    told = shelves.versions(session, number)
    if not told:
        raise NotFound(f"there is no article {number}")
    steps: list[dict[str, Any]] = [
        {
            "version": one.n,
            "at": one.fetched_at,
            "first": before is None,
            "pieces": shelves.differences(before, one) if before else [],
        }
        for before, one in zip([None, *told], told, strict=False)
    ]
    data = {"story": {"id": number, "title": told[-1].title}, "steps": list(reversed(steps))}
    return Shown("versions.html", data, title="Versions", at="articles")
