"""Which sources a crawl's settings hand over, and which they only make known."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.request import getproxies

from crawler.sources import Source, from_entry, read_sources
from pipeline.urls import host


def sources_of(settings: Any) -> tuple[Source, ...]:
    """The sources handed over, or those of the sources file."""
    entries = settings.get("CASEBOOK_ENTRIES")
    if entries is not None:
        return tuple(from_entry(entry) for entry in entries)
    return read_sources(Path(settings["CASEBOOK_SOURCES"]))


def known_to(settings: Any) -> tuple[Source, ...]:
    """Sources that are not crawled in this pass, but whose stories a search may find."""
    return tuple(from_entry(entry) for entry in settings.get("CASEBOOK_KNOWN") or ())


def hosts_allowed_inside(settings: Any) -> frozenset[str]:
    """Hosts that may be at a private address: of sources that say so, and proxies."""
    entries = (*sources_of(settings), *known_to(settings))
    names = {name for item in entries if item.private_network for name in item.hosts}
    proxies = {item.proxy for item in entries if item.proxy} | _proxies_of_environment()
    return frozenset(names | set(map(host, proxies)))


def _proxies_of_environment() -> set[str]:
    """Where ``HTTP_PROXY`` and ``HTTPS_PROXY`` say that all requests go first."""
    named = (url for scheme, url in getproxies().items() if scheme in ("http", "https"))
    return {url if "://" in url else f"http://{url}" for url in named}
