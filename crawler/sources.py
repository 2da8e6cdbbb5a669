"""Where we look: the sources a user writes down in ``seeds/sources.toml``, checked on entry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import available_timezones

from pipeline.records import OutletPlace
from pipeline.urls import ascii_host, covers, host, leads_on

#: What is asked of a search when its source names no queries of its own.
STANDING_QUERIES = ('"officer-involved shooting"', '"police shooting"', '"shot by police"')
_OWN_DOORS = ("feeds", "news_sitemaps", "listings")
#: The fields that hold addresses with ``{query}`` in them.
SEARCHES = ("searches", "google_news", "gdelt", "mediacloud")
#: Every field that is a way to stories; ``wayback`` leads to those that are dead.
WAYS_IN = (*_OWN_DOORS, *SEARCHES, "wayback")
GDELT_PAUSE = 5.0  # seconds between two requests, as GDELT asks
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]")


@cache
def _time_zones() -> frozenset[str]:
    """Their names; to list them is to walk through a folder of 1,200 files."""
    return frozenset(available_timezones())


class SourcesError(Exception):
    """A sources file that cannot be used; one sentence: file, entry, field, what to do."""


class NoContact(Exception):
    """The open web is not crawled anonymously."""


@dataclass(frozen=True, slots=True)
class Source:
    """One outlet and the ways into it; ``seeds/sources.toml`` explains every field."""

    name: str
    outlet: str
    domains: tuple[str, ...]
    feeds: tuple[str, ...] = ()
    news_sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()  # these four hold {query}
    google_news: tuple[str, ...] = ()
    gdelt: tuple[str, ...] = ()
    mediacloud: tuple[str, ...] = ()
    wayback: tuple[str, ...] = ()
    queries: tuple[str, ...] = STANDING_QUERIES
    look_back: int = 1  # days a search begins with that was never answered
    city: str | None = None
    county: str | None = None
    state: str | None = None
    timezone: str | None = None
    interval: int = 60  # minutes
    delay: float = 1.0  # seconds
    concurrency: int = 1
    story_pattern: str | None = None
    everywhere: bool = False
    javascript: bool = False
    contact: str | None = None
    proxy: str | None = None
    private_network: bool = False
    note: str | None = None

    @property
    def home(self) -> OutletPlace:
        return OutletPlace(self.outlet, self.city, self.county, self.state, self.timezone)

    @property
    def doors(self) -> tuple[str, ...]:
        """Every address the crawl knocks at; those of searches still hold ``{query}``."""
        return tuple(url for name in WAYS_IN for url in getattr(self, name))

    @property
    def can_search(self) -> bool:
        """Whether it can be asked for something."""
        return any(getattr(self, name) for name in SEARCHES)

    def covers(self, url: str) -> bool:
        """Whether an address is this outlet's own."""
        return covers(self.domains, url)

    def follows(self, url: str) -> bool:
        """Whether a story it shows is followed: its own, or any where it searches everywhere.

        What a feed proxy or a shortener hides is known once its redirect is: that is asked, too.
        """
        return self.everywhere or self.covers(url) or leads_on(url)

    def asking(self, queries: Iterable[str], *, look_back: int) -> Source:
        """The same source with its searches only, asked for something else."""
        quiet = self.quiet()
        searches = {name: getattr(self, name) for name in SEARCHES}
        return replace(quiet, **searches, queries=tuple(queries), look_back=look_back)

    def quiet(self) -> Source:
        """The same source with no door to knock at: only its waiting stories are fetched."""
        silent: dict[str, Any] = dict.fromkeys(WAYS_IN, ())
        return replace(self, **silent)

    @property
    def hosts(self) -> frozenset[str]:
        """The names this source is met under: its domains, and where its doors are."""
        return frozenset((*self.domains, *(host(url) for url in self.doors)))


def filled(template: str, query: str) -> str:
    """The address of a search.

    >>> filled("https://daily.example/?s={query}&feed=rss2", '"Ann Lee" Macon')
    'https://daily.example/?s=%22Ann%20Lee%22%20Macon&feed=rss2'
    """
    return template.replace("{query}", quote(query, safe=""))


def read_sources(path: Path) -> tuple[Source, ...]:
    """All sources of a file, in its order; raises :class:`SourcesError` at the first mistake."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise SourcesError(f"there is no {path}; name your sources file with --sources") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SourcesError(f"{path} is not TOML: {fault}; mend that line") from fault
    entries = table.pop("source", [])
    if table:
        wrong = sorted(table)[0]
        raise SourcesError(f"{path}: “{wrong}” stands outside a [[source]] entry; move it into one")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SourcesError(f"{path}: entries begin with [[source]], in two brackets")
    found = tuple(_source(entry, number, path) for number, entry in enumerate(entries, 1))
    _refuse_twice(found, path)
    return found


def sources_findings(path: Path, contact: str | None = None) -> list[str]:
    """What ``doctor`` says of a sources file: each a sentence; nothing when it can be crawled."""
    try:
        found = read_sources(path)
    except SourcesError as why:
        return [str(why)]
    if not found:
        return [f"{path} has no [[source]] entry; add one, or crawl with another --sources"]
    nameless = [item.name for item in found if not (item.private_network or item.contact)]
    if nameless and not contact:
        return [
            f"{len(nameless)} of {len(found)} sources are on the open web: set CASEBOOK_CONTACT"
        ]
    return []


def require_contact(sources: Iterable[Source], contact: str | None) -> None:
    """Refuse to knock at public doors without a name on the card."""
    for source in sources:
        if not (source.private_network or source.contact or contact):
            raise NoContact(
                f"“{source.name}” is on the open web and this crawl says nobody to write to: set"
                " CASEBOOK_CONTACT to an e-mail address or page, then run it again"
            )


def as_entry(source: Source) -> dict[str, Any]:
    """A source as plain data, to hand to another process."""
    return asdict(source)


def from_entry(entry: Mapping[str, Any]) -> Source:
    """The source :func:`as_entry` wrote."""
    lists = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
    return Source(**{**entry, **lists})


def _refuse_twice(sources: Iterable[Source], path: Path) -> None:
    seen: set[str] = set()
    for source in sources:
        if source.name in seen:
            raise SourcesError(f"{path}: two sources are called “{source.name}”; rename one")
        seen.add(source.name)


def _source(entry: dict[str, Any], number: int, path: Path) -> Source:
    label = f"{path}: source {number} (“{entry.get('name', 'without a name')}”)"
    known = [field.name for field in fields(Source)]
    for name in entry:
        if name not in known:
            raise SourcesError(
                f"{label}: unknown field “{name}”; the fields are {', '.join(known)}"
            )
    for name in ("name", "outlet", "domains"):
        if name not in entry:
            raise SourcesError(f"{label}: “{name}” is missing; add it")
    entry = entry | {"domains": _as_asked(entry["domains"])}
    checked = {name: _checked(name, value, label) for name, value in entry.items()}
    source = Source(**checked)
    if not source.doors:
        raise SourcesError(f"{label}: no way in; give feeds, news_sitemaps, listings or searches")
    if source.gdelt and source.delay < GDELT_PAUSE and not source.private_network:
        raise SourcesError(
            f"{label}: GDELT asks for one request in five seconds; say delay = {GDELT_PAUSE:g}"
        )
    if source.proxy and urlsplit(source.proxy).scheme != "http":
        raise SourcesError(f"{label}: “proxy” must be an address like http://127.0.0.1:8080")
    return source


def check_name(name: str) -> None:
    """Raises :class:`SourcesError` for what no source can be called."""
    _checked("name", name, "--name")


def _checked(name: str, value: Any, label: str) -> Any:
    wanted, fits = _FIELDS[name]
    if not fits(value):
        raise SourcesError(f"{label}: “{name}” is {value!r} but must be {wanted}")
    return tuple(value) if isinstance(value, list) else value


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(_text(item) for item in value)


def _addresses(value: Any) -> bool:
    return isinstance(value, list) and all(_text(item) and _is_address(item) for item in value)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _port = parts.port  # raises where it is none
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _as_asked(domains: Any) -> Any:
    """Names as addresses hold them: ``año.example`` is asked for as ``xn--ao-zja.example``."""
    if not isinstance(domains, list):
        return domains
    try:
        return [ascii_host(item) if isinstance(item, str) else item for item in domains]
    except UnicodeError:
        return domains  # and refused as what it is


def _domains(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and _DOMAIN.fullmatch(item) for item in value)
    )


def _number(least: float, most: float, kinds: tuple[type, ...]) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        return type(value) in kinds and bool(least <= value <= most)

    return fits


def _pattern(value: Any) -> bool:
    try:
        return _text(value) and bool(re.compile(value))
    except re.error:
        return False


_ADDRESSES = ("a list of full addresses, http:// or https://", _addresses)
_SEARCHES = (
    "a list of full addresses with {query} where the words go",
    lambda value: _addresses(value) and all("{query}" in item for item in value),
)
_TEXT = ("a text in quotes", _text)
_FIELDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "name": (
        "small letters, digits, “-”, “_” and “.”, such as \"daily-paper\"",
        lambda value: isinstance(value, str) and bool(_NAME.fullmatch(value)),
    ),
    "outlet": _TEXT,
    "domains": ("a list of host names without http://, such as [\"daily.example\"]", _domains),
    "feeds": _ADDRESSES,
    "news_sitemaps": _ADDRESSES,
    "listings": _ADDRESSES,
    "searches": _SEARCHES,
    "google_news": _SEARCHES,
    "gdelt": _SEARCHES,
    "mediacloud": _SEARCHES,
    "wayback": _ADDRESSES,
    "queries": ("a list of texts, at least one", lambda value: _texts(value) and bool(value)),
    "look_back": ("whole days, 1 to 90", _number(1, 90, (int,))),
    "everywhere": ("true or false", lambda value: isinstance(value, bool)),
    "javascript": ("true or false", lambda value: isinstance(value, bool)),
    "city": _TEXT,
    "county": _TEXT,
    "state": (
        "two capital letters, such as \"CA\"",
        lambda value: isinstance(value, str) and bool(re.fullmatch("[A-Z]{2}", value)),
    ),
    "timezone": (
        "a name like \"America/Los_Angeles\"",
        lambda value: isinstance(value, str) and value in _time_zones(),
    ),
    "interval": ("whole minutes, 5 to 10080", _number(5, 10080, (int,))),
    "delay": ("seconds, 0 to 600", _number(0, 600, (int, float))),
    "concurrency": ("a whole number, 1 to 16", _number(1, 16, (int,))),
    "story_pattern": ("a regular expression that finds the path of a story", _pattern),
    "contact": _TEXT,
    "proxy": (
        "an address like \"http://127.0.0.1:8080\"",
        lambda value: _text(value) and _is_address(value),
    ),
    "private_network": ("true or false", lambda value: isinstance(value, bool)),
    "note": _TEXT,
}  # fmt: skip
