"""An Atom feed of what a filter finds: accepted incidents, as they may leave the team."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from starlette.requests import Request
from starlette.responses import Response

from casebook.web.shell import site_of, tagged, templates
from storage import handing
from storage.dates import stamp
from storage.engine import facts_of
from storage.searches import Search


def show(request: Request) -> Response:
    """The fifty that changed last. Each goes by one name, at whatever address the feed is read."""
    search = Search.of(request.query_params)
    with site_of(request).read() as session:
        lines = handing.latest(session, search, limit=50)
        facts = facts_of(session)
    made = uuid5(NAMESPACE_OID, f"{facts['made_at']} {facts['made_by']}")
    scheme = "https" if site_of(request).https else request.url.scheme
    last = max((line["updated_at"] for line in lines), default=stamp(site_of(request).clock())[:10])
    body = (
        templates()
        .get_template("incidents.atom")
        .render(
            lines=lines,
            says=str(search),
            asked=search.asked(),
            base=str(request.base_url.replace(scheme=scheme)).rstrip("/"),
            name=lambda of: uuid5(made, of).urn,
            updated=last if "T" in last else f"{last}T00:00:00Z",
        )
    )
    return tagged(request, Response(body, media_type="application/atom+xml"))
