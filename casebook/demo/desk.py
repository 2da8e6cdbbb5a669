"""What the invented newsrooms have written: outlets, stories, incidents, read from TOML files."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Outlet:
    """One invented outlet; all that differs between two of the same template is here."""

    host: str
    name: str
    template: str
    timezone: str
    city: str | None = None
    county: str | None = None
    state: str | None = None
    feed: str | None = None  # path
    feed_format: str = "rss"
    feed_links: str = "plain"  # or "short" (redirects), "mobile", "amp": what the feed links to
    tracking: str | None = None  # what the feed appends to its links
    sitemap: str | None = None  # path of the sitemap index
    sitemap_gzip: bool = False
    listing: str | None = None  # path of a section page
    amp: str | None = None  # "suffix" (…/amp) or "query" (?outputType=amp)
    mobile: str | None = None  # host of the mobile twin
    crawl_delay: float | None = None
    disallow: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()  # paths its listing still shows, though the page is gone
    stamps: str = "local"  # or "utc": the zone of the machine-readable stamps
    charset: str = "utf-8"

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.city, self.state))) or "National"

    @property
    def home(self) -> str:
        return f"http://{self.host}/"

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split())


@dataclass(frozen=True, slots=True)
class Story:
    """One story as its outlet filed it; ``about`` names incidents, ``kind`` says why none."""

    url: str
    title: str
    published: datetime
    paragraphs: tuple[str, ...]
    outlet: Outlet
    updated: datetime | None = None
    byline: str | None = None
    about: tuple[str, ...] = ()
    kind: str | None = None
    canonical: str | None = None  # another outlet's address, when this is declared a copy
    caption: str = ""
    credit: str = ""

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def key(self) -> str:
        """A number of the kind content systems give their stories, stable for the address."""
        return str(
            int(hashlib.sha256(self.url.encode()).hexdigest()[:8], 16) % 9_000_000 + 1_000_000
        )

    @property
    def modified(self) -> datetime:
        return self.updated or self.published

    @property
    def section(self) -> str:
        return (
            "Crime & Public Safety" if self.about else SECTIONS.get(self.kind or "", "Local News")
        )

    def stamp(self, moment: datetime) -> str:
        """A moment as the outlet's content system prints it for machines."""
        zone = ZoneInfo("UTC" if self.outlet.stamps == "utc" else self.outlet.timezone)
        return moment.astimezone(zone).isoformat()

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.outlet.timezone))


SECTIONS = {
    "sports": "Sports",
    "weather": "Weather",
    "obituary": "Obituaries",
    "movie_review": "Entertainment",
    "opinion": "Opinion",
    "policy_oped": "Opinion",
    "foreign_police_shooting": "World",
    "business": "Business",
    "schools": "Education",
}


@dataclass(frozen=True, slots=True)
class Victim:
    name: str | None
    spellings: tuple[str, ...]
    age: int | None
    fatal: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, as whoever wrote the stories knows it."""

    id: str
    day: date
    city: str
    county: str | None
    state: str
    agencies: tuple[str, ...]
    victims: tuple[Victim, ...]


@cache
def outlets() -> tuple[Outlet, ...]:
    rows = tomllib.loads((HERE / "outlets.toml").read_text("utf-8"))["outlet"]
    return tuple(Outlet(**{key: frozen(value) for key, value in row.items()}) for row in rows)


@cache
def stories() -> tuple[Story, ...]:
    """Every story of every outlet, newest first."""
    by_host = {outlet.host: outlet for outlet in outlets()}
    found = [
        story_of(row, by_host[str(urlsplit(row["url"]).hostname)], incident)
        for incident, rows in files()
        for row in rows
    ]
    return tuple(sorted(found, key=lambda story: (story.published, story.url), reverse=True))


@cache
def incidents() -> tuple[Incident, ...]:
    found = [incident_of(incident) for incident, _ in files() if incident]
    return tuple(sorted(found, key=lambda incident: (incident.day, incident.id)))


def stories_of(outlet: Outlet) -> tuple[Story, ...]:
    return tuple(story for story in stories() if story.outlet is outlet)


def files() -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each file's incident (empty where it tells of none) and its stories."""
    for path in sorted((HERE / "stories").glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        yield table.get("incident", {}), table["story"]


def story_of(row: dict[str, Any], outlet: Outlet, incident: dict[str, Any]) -> Story:
    fields = {key: frozen(value) for key, value in row.items() if key != "text"}
    if incident:
        fields.setdefault("about", (incident["id"],))
    return Story(outlet=outlet, paragraphs=paragraphs(row["text"]), **fields)


def incident_of(row: dict[str, Any]) -> Incident:
    victims = tuple(
        Victim(
            name=victim.get("name"),
            spellings=tuple(victim.get("spellings", ())),
            age=victim.get("age"),
            fatal=victim["fatal"],
        )
        for victim in row["victims"]
    )
    return Incident(
        id=row["id"],
        day=row["date"],
        city=row["city"],
        county=row.get("county"),
        state=row["state"],
        agencies=tuple(row["agencies"]),
        victims=victims,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """
    >>> paragraphs("One.\\n\\nTwo.\\n")
    ('One.', 'Two.')
    """
    return tuple(block.strip() for block in text.split("\n\n") if block.strip())


def frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
