"""All incidents: a table with its filter in the address, the same as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from casebook.counts import waits
from casebook.web import words
from casebook.web.shell import Shown, reader_of, site_of, to_page, whole
from storage import incidents, near_names, queues, searches
from storage.exports import as_csv as sheet
from storage.incident_rows import anybody_died
from storage.searches import REVIEWS, Search

PAGE = 50
COLUMNS = (
    "incident_id", "date", "city", "county", "state", "victims", "agencies", "armed", "fatal",
    "status", "articles", "outlets", "independent_sources", "updated_at",
)  # fmt: skip


def show(request: Request, session: Session) -> Shown | Response:
    """What the filter finds, a page at a time."""
    search = Search.of(request.query_params)
    sort = request.query_params.get("sort") or "-date"
    at = whole(request, "page", 1)
    found = searches.find(session, search, sort=sort, limit=PAGE, offset=(at - 1) * PAGE)
    pages = max(1, -(-found.total // PAGE))
    if at > pages:
        return to_page(request, pages)
    data = {
        "lines": found.lines,
        "total": found.total,
        "search": search.asked(),
        "form": {name: search.asked().get(name, "") for name in Search.__slots__},
        "says": str(search),
        "sort": sort,
        "page": at,
        "pages": pages,
        "reviews": REVIEWS,
        "waits": "" if found.total else waits(*queues.waiting(session)),
        "alike": [] if found.total or not search.q else _alike(session, search.q),
        "saved": searches.saved(session, by=reader_of(request).name),
    }
    return Shown("incidents.html", data, title="Incidents", at="incidents")


def _alike(session: Session, wanted: str) -> list[dict[str, Any]]:
    """Incidents with a name nearly like the words that found nothing."""
    return [incidents.get_incident(session, one) for one in near_names.near(session, wanted)]


def as_csv(request: Request) -> Response:
    """What is seen, all pages of it however many, as CSV.

    It is whole before its first byte is sent: what fails on the way is told, no file is cut short.
    """
    reader_of(request)
    search = Search.of(request.query_params)
    sort = request.query_params.get("sort") or "-date"
    file = SpooledTemporaryFile(_HELD)  # noqa: SIM115 - closed once it is sent
    out = TextIOWrapper(file, "utf-8", newline="")
    with site_of(request).read() as session:
        found = searches.every(session, search, sort=sort)
        rows = (dict(zip(COLUMNS, _row(line), strict=True)) for line in found)
        sheet.write(rows, COLUMNS, out.write)
    headers = {"Content-Disposition": 'attachment; filename="incidents.csv"'}
    out.detach()
    return StreamingResponse(_sent(file), media_type="text/csv; charset=utf-8", headers=headers)


def _sent(file: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        yield from iter(partial(file.read, _PORTION), b"")


#: Bytes of a table that are held in memory (more go to a file of its own), and sent at once.
_HELD, _PORTION = 2**23, 2**16


def _row(line: Mapping[str, Any]) -> list[Any]:
    fatal = anybody_died(line)
    return [
        line["incident_id"], words.day(line), line["city"], line["county"], line["state"],
        words.victims(line), "; ".join(line["agencies"]), line["armed"],
        None if fatal is None else words.value(fatal), line["review"], line["article_count"],
        line["outlet_count"], line["independent_sources"], line["updated_at"],
    ]  # fmt: skip
