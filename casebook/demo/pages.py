"""HTML as each outlet's content system writes it: the story and what stands around it."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casebook.demo.desk import HERE, Outlet, Story, incidents, stories, stories_of


@cache
def environment() -> Environment:
    loader = FileSystemLoader(HERE / "templates")
    env = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined
    )  # xml is escaped too
    env.filters["clock"] = clock
    env.filters["mailbox"] = mailbox
    env.filters["rfc822"] = format_datetime
    env.filters["slug"] = slug
    return env


def clock(moment: datetime, pattern: str) -> str:
    return moment.strftime(pattern)


def slug(text: str) -> str:
    """
    >>> slug("Crime & Public Safety")
    'crime-public-safety'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def mailbox(name: str) -> str:
    """
    >>> mailbox("Ada Marie Quist")
    'aquist'
    """
    words = slug(name).split("-")
    return words[0][0] + words[-1]


def story_page(story: Story, template: str | None = None) -> str:
    """The story in its outlet's template, or in another (``amp``, ``mobile``)."""
    page = environment().get_template(f"{template or story.outlet.template}.html")
    return page.render(frame(story))


def front_page(outlet: Outlet, heading: str) -> str:
    own = stories_of(outlet)
    page = environment().get_template("front.html")
    return page.render(outlet=outlet, heading=heading, stories=own, elsewhere=others(own[0], 4))


def missing_page(outlet: Outlet) -> str:
    page = environment().get_template("missing.html")
    return page.render(outlet=outlet, popular=stories_of(outlet)[:5])


def frame(story: Story) -> dict[str, Any]:
    """What a template prints: the story, its stamps, the rails with other stories' headlines."""
    popular, elsewhere = popular_beside(story), others(story, 4)
    return {
        "story": story,
        "outlet": story.outlet,
        "canonical": story.canonical or story.url,
        "amp": amp_url(story),
        "mobile": mobile_url(story),
        "mobile_home": f"http://{story.outlet.mobile}/",
        "uuid": f"{int(story.key):08x}-5b1e-11e9-{story.key[:4]}",
        "author": author(story),
        "summary": summary(story),
        "tags": [story.section, story.outlet.city or "U.S.", "News"],
        "caption": caption(story),
        "credit": story.credit or f"(Staff photo / {story.outlet.name})",
        "related": related(story),
        "popular": popular,
        "elsewhere": elsewhere,
        "recirc": [{"headline": other.title, "url": other.url} for other in popular + elsewhere],
        "schema": news_article(story),
        "graph": schema_graph(story),
        **stamps(story),
    }


def stamps(story: Story) -> dict[str, Any]:
    return {
        "stamp": story.stamp(story.published),
        "stamp_modified": story.stamp(story.modified),
        "shown": story.local(story.published),
        "shown_modified": story.local(story.modified),
    }


def author(story: Story) -> str:
    return story.byline or f"{story.outlet.name} Staff"


def summary(story: Story) -> str:
    first = story.paragraphs[0]
    return first if len(first) <= 155 else first[:155].rsplit(" ", 1)[0] + "…"


def caption(story: Story) -> str:
    if story.caption:
        return story.caption
    if story.about:
        return f"Police vehicles block a street in {scene(story)} in this file photo."
    return f"Downtown {story.outlet.city or 'Washington'} in a file photo."


def scene(story: Story) -> str:
    return next(incident.city for incident in incidents() if incident.id in story.about)


def popular_beside(story: Story) -> tuple[Story, ...]:
    return tuple(other for other in stories_of(story.outlet) if other is not story)[:5]


def related(story: Story) -> tuple[Story, ...]:
    """Two of the outlet's own and one of another's: mostly other incidents, as on real pages."""
    own = [other for other in stories_of(story.outlet) if other is not story]
    own.sort(key=lambda other: bool(set(other.about) & set(story.about)))
    told = [other for other in others(story, 60) if other.about]
    return tuple(own[:2] + told[:1])


def others(story: Story, count: int) -> tuple[Story, ...]:
    """Stories of other outlets on other matters, a different handful on every page."""
    pool = [
        other
        for other in stories()
        if other.outlet is not story.outlet and not set(other.about) & set(story.about)
    ]
    start = int(story.key) % len(pool)
    return tuple((pool + pool)[start : start + count])


def amp_url(story: Story) -> str | None:
    match story.outlet.amp:
        case "suffix":
            return f"{story.url.rstrip('/')}/amp"
        case "query":
            return f"{story.url}?outputType=amp"
        case _:
            return None


def mobile_url(story: Story) -> str | None:
    return f"http://{story.outlet.mobile}{story.path}" if story.outlet.mobile else None


def news_article(story: Story) -> dict[str, Any]:
    """The NewsArticle that content systems put into JSON-LD."""
    kind = "Person" if story.byline else "Organization"
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.canonical or story.url},
        "headline": story.title,
        "description": summary(story),
        "datePublished": story.stamp(story.published),
        "dateModified": story.stamp(story.modified),
        "author": {"@type": kind, "name": author(story)},
        "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet.name},
        "image": f"{story.outlet.home}media/{story.key}.svg",
        "articleSection": story.section,
        "isAccessibleForFree": True,
    }


def schema_graph(story: Story) -> dict[str, Any]:
    """The same as a graph of page, article and author, as search plug-ins write it."""
    article = {key: value for key, value in news_article(story).items() if key != "@context"}
    page = {"@type": "WebPage", "@id": story.url, "name": f"{story.title} - {story.outlet.name}"}
    return {"@context": "https://schema.org", "@graph": [article, page]}
