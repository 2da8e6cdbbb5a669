"""Sites as one meets them when trying a list of outlets; each on a loopback address of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.crawler.rogue import RogueServer, answer, silence, story

FRONT = (
    "<!doctype html><html><head><title>News - {name}</title>{head}</head><body>{body}</body></html>"
)
TEXT = (
    "<p>"
    + "The council met about the bridge and nobody could say when it would open. " * 20
    + "</p>"
)
KINDS = (
    "wordpress", "arc", "forbidden", "challenge", "paywalled", "scripts", "nothing", "stale",
    "hangs", "moved", "blox",
)  # fmt: skip


def feed(server: RogueServer, *paths: str, at: datetime | None = None) -> bytes:
    stamp = format_datetime(at or datetime.now(UTC))
    items = "".join(
        f"<item><link>{server.url(path)}</link><pubDate>{stamp}</pubDate></item>" for path in paths
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    return answer(body, "Content-Type: application/rss+xml")


def front(name: str, head: str = "", body: str = TEXT) -> bytes:
    return answer(FRONT.format(name=name, head=head, body=body))


def put_up(kind: str, site: RogueServer) -> None:
    """Make a server one kind of site."""
    one = "/2026/03/01/man-shot-by-officer-on-elm/"
    site.pages[one] = answer(story(TEXT))
    alternate = '<link rel="alternate" type="application/rss+xml" href="{}">'
    match kind:
        case "wordpress":
            head = '<link rel="stylesheet" href="/wp-content/a.css">'
            head += alternate.format("/comments/feed/") + alternate.format("/feed/")
            site.pages |= {"/": front("The Press", head), "/feed/": feed(site, one)}
            site.pages["/?s=police&feed=rss2"] = feed(site, one)
        case "arc":
            stories = f"<url><loc>{site.url(one)}</loc></url>"
            site.pages |= {
                "/": front("Arc Daily", '<script src="/pf/resources/a.js"></script>'),
                "/arc/outboundfeeds/news-sitemap/?outputType=xml": answer(
                    f"<urlset>{stories}</urlset>"
                ),
            }
        case "forbidden":
            site.pages |= {
                "/robots.txt": answer("User-agent: *\nDisallow: /"),
                "/": front("Closed"),
            }
        case "challenge":
            wall = "<title>Just a moment...</title><p>Checking your browser</p>"
            site.pages["/"] = answer(wall, status="403 Forbidden")
        case "paywalled":
            teaser = "<p>The chief spoke.</p><p>Subscribe to continue reading.</p>"
            site.pages |= {
                one: front("Paid", body=teaser),
                "/": front("Paid", alternate.format("/rss")),
                "/rss": feed(site, one),
            }
        case "scripts":
            shell = '<div id="root"></div><script src="/a.js"></script>'
            site.pages |= {
                one: front("App", body=shell),
                "/": front("App", alternate.format("/rss")),
                "/rss": feed(site, one),
            }
        case "nothing":
            site.pages["/"] = front("Quiet")
        case "stale":
            old = datetime(2019, 4, 2, tzinfo=UTC)
            site.pages |= {
                "/": front("Old", alternate.format("/rss")),
                "/rss": feed(site, one, at=old),
            }
        case "hangs":
            site.pages["/"] = silence
        case "moved":
            site.pages |= {
                "/": answer("", "Location: /home/", status="301 Moved Permanently"),
                "/home/": front("Moved", alternate.format("rss.xml")),
                "/home/rss.xml": feed(site, one),
            }
        case "blox":
            site.pages |= {
                "/robots.txt": answer(f"Sitemap: {site.url('/tncms/sitemap/news.xml')}"),
                "/": front("Blox Bee", '<link rel="stylesheet" href="/tncms/a.css">'),
                "/tncms/sitemap/news.xml": answer(
                    f"<urlset><url><loc>{site.url(one)}</loc></url></urlset>"
                ),
                "/search/?f=rss&t=article&l=50&s=start_time&sd=desc&q=police": feed(site, one),
            }


@contextmanager
def outlets(*kinds: str) -> Iterator[dict[str, RogueServer]]:
    """A server for each of these kinds of site."""
    with ExitStack() as stack:
        sites = {
            kind: stack.enter_context(RogueServer(f"127.0.1.{number}"))
            for number, kind in enumerate(kinds, 1)
        }
        for kind, site in sites.items():
            put_up(kind, site)
        yield sites
