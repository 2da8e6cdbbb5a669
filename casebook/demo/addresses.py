"""Which address answers with what: pages, feeds, twins and redirects in one table."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial

from casebook.demo import feeds, pages
from casebook.demo.desk import HERE, Outlet, Story, outlets, stories, stories_of

OPENED = datetime(2012, 1, 1, tzinfo=UTC)  # the stamp of what never changes


@dataclass(frozen=True, slots=True)
class Resource:
    """Fixed bytes with their validators."""

    body: bytes
    content_type: str
    modified: datetime
    status: int = 200

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    @property
    def textual(self) -> bool:
        return not self.content_type.startswith("application/gzip")


@dataclass(frozen=True, slots=True)
class Redirect:
    location: str
    status: int = 301


Answer = Resource | Redirect
Maker = Callable[[], Answer]
Address = tuple[str, str]  # host; path with the query where the query matters


def find(host: str, target: str) -> Answer:
    """What an address answers; a query that nobody registered (tracking) is ignored."""
    table = directory()
    path = target.partition("?")[0]
    for known in (target, path):
        if (host, known) in table:
            return made(host, known)
    if picture(path):
        return Resource(PICTURE.encode(), "image/svg+xml", OPENED)
    return missing(host)


@cache
def made(host: str, target: str) -> Answer:
    return directory()[host, target]()


@cache
def directory() -> dict[Address, Maker]:
    table: dict[Address, Maker] = {}
    for outlet in outlets():
        table.update(doors(outlet))
    for story in stories():
        table.update(addresses(story))
    return table


def doors(outlet: Outlet) -> Iterator[tuple[Address, Maker]]:
    """The ways into an outlet: front page, robots.txt, feed, sitemaps, section page."""
    host = outlet.host
    yield (host, "/"), partial(front, outlet, "Home")
    yield (host, "/assets/site.css"), stylesheet
    for name in filter(None, (host, outlet.mobile)):
        yield (name, "/robots.txt"), partial(plain_text, outlet)
    if outlet.mobile:
        yield (outlet.mobile, "/"), partial(Redirect, outlet.home)
    if outlet.feed:
        yield (host, outlet.feed), partial(feed, outlet)
    if outlet.sitemap:
        yield (host, outlet.sitemap), partial(xml, outlet, feeds.sitemap_index)
        yield (host, feeds.sitemap_part(outlet)), partial(sitemap, outlet)
    if outlet.listing:
        yield (host, outlet.listing), partial(front, outlet, "Local News")


def addresses(story: Story) -> Iterator[tuple[Address, Maker]]:
    """Every address one story answers under."""
    host, path = story.outlet.host, story.path
    yield (host, path), partial(page, story)
    yield (host, slash_toggled(path)), partial(Redirect, story.url)
    yield (host, f"/?p={story.key}"), partial(Redirect, story.url)
    yield (host, f"/s/{story.key}"), partial(Redirect, story.url, 302)
    if story.outlet.amp == "suffix":
        yield (host, f"{path.rstrip('/')}/amp"), partial(page, story, "amp")
    if story.outlet.amp == "query":
        yield (host, f"{path}?outputType=amp"), partial(page, story, "amp")
    if story.outlet.mobile:
        yield (story.outlet.mobile, path), partial(page, story, "mobile")


def slash_toggled(path: str) -> str:
    return path[:-1] if path.endswith("/") else f"{path}/"


def page(story: Story, template: str | None = None) -> Resource:
    charset = "utf-8" if template else story.outlet.charset
    body = pages.story_page(story, template).encode(charset, "xmlcharrefreplace")
    return Resource(body, html_type(charset), story.modified)


def html_type(charset: str) -> str:
    """An old encoding is declared in the page alone, as servers of such pages leave it."""
    return f"text/html; charset={charset}" if charset == "utf-8" else "text/html"


def front(outlet: Outlet, heading: str) -> Resource:
    body = pages.front_page(outlet, heading).encode()
    return Resource(body, html_type("utf-8"), feeds.newest(stories_of(outlet)))


def missing(host: str) -> Resource:
    outlet = next((one for one in outlets() if host in (one.host, one.mobile)), None)
    body = pages.missing_page(outlet) if outlet else f"No such site: {host}\n"
    return Resource(body.encode(), html_type("utf-8"), OPENED, status=404)


def feed(outlet: Outlet) -> Resource:
    kind = {"rss": "rss", "atom": "atom", "rdf": "rdf"}[outlet.feed_format]
    modified = feeds.newest(stories_of(outlet))
    return Resource(feeds.feed(outlet).encode(), f"application/{kind}+xml; charset=utf-8", modified)


def xml(outlet: Outlet, write: Callable[[Outlet], str]) -> Resource:
    modified = feeds.newest(stories_of(outlet))
    return Resource(write(outlet).encode(), "application/xml", modified)


def sitemap(outlet: Outlet) -> Resource:
    whole = xml(outlet, feeds.sitemap)
    if not outlet.sitemap_gzip:
        return whole
    return Resource(gzip.compress(whole.body, mtime=0), "application/gzip", whole.modified)


def plain_text(outlet: Outlet) -> Resource:
    return Resource(feeds.robots(outlet).encode(), "text/plain; charset=utf-8", OPENED)


def stylesheet() -> Resource:
    return Resource((HERE / "templates" / "site.css").read_bytes(), "text/css", OPENED)


def picture(path: str) -> bool:
    return path.endswith((".svg", ".gif", ".ico"))


PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 8">'
    '<rect width="12" height="8" fill="#cfd4da"/></svg>'
)
