"""Feeds, news sitemaps and robots.txt of each outlet: the doors a crawler comes in by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casebook.demo.desk import Outlet, Story, stories_of
from casebook.demo.pages import amp_url, environment, mobile_url


def feed(outlet: Outlet) -> str:
    page = environment().get_template(f"{outlet.feed_format}.xml")
    own = stories_of(outlet)
    return page.render(outlet=outlet, stories=own, newest=newest(own), link=feed_link)


def feed_link(story: Story) -> str:
    """The address as the outlet's feed gives it: short, mobile or AMP for some, tagged for most."""
    url = {"short": short_url(story), "mobile": mobile_url(story), "amp": amp_url(story)}.get(
        story.outlet.feed_links, story.url
    )
    return f"{url}?{story.outlet.tracking}" if story.outlet.tracking else str(url)


def short_url(story: Story) -> str:
    return f"{story.outlet.home}s/{story.key}"


def sitemap_part(outlet: Outlet) -> str:
    """The path of the one sitemap that the outlet's index lists."""
    return "/sitemaps/news-1.xml" + (".gz" if outlet.sitemap_gzip else "")


def sitemap_index(outlet: Outlet) -> str:
    page = environment().get_template("sitemap-index.xml")
    return page.render(
        outlet=outlet, parts=[sitemap_part(outlet)], newest=newest(stories_of(outlet))
    )


def sitemap(outlet: Outlet) -> str:
    page = environment().get_template("sitemap.xml")
    return page.render(outlet=outlet, stories=stories_of(outlet))


def newest(own: Sequence[Story]) -> datetime:
    return max(story.modified for story in own)


def robots(outlet: Outlet) -> str:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in outlet.disallow)]
    if not outlet.disallow:
        lines.append("Disallow:")
    if outlet.crawl_delay is not None:
        lines.append(f"Crawl-delay: {outlet.crawl_delay:g}")
    if outlet.sitemap:
        lines += ["", f"Sitemap: {outlet.home}{outlet.sitemap[1:]}"]
    return "\n".join(lines) + "\n"
