"""The newsroom's outlets as a sources file, the way a user would write one."""

from __future__ import annotations

import json

from casebook.demo.desk import Outlet, outlets

HEAD = """\
# The sources of the demo: invented outlets, all served by the bundled newsroom on loopback.
# Written anew at each start, because the newsroom's port changes.
"""


def demo_sources(port: int) -> str:
    """The whole sources file, for a newsroom that answers on this port."""
    return "\n".join([HEAD, *(source_entry(outlet, port) for outlet in outlets())])


def source_entry(outlet: Outlet, port: int) -> str:
    fields: dict[str, str | float | bool | list[str] | None] = {
        "name": outlet.host.split(".")[1],
        "outlet": outlet.name,
        "city": outlet.city,
        "county": outlet.county,
        "state": outlet.state,
        "timezone": outlet.timezone,
        "domains": [outlet.host.removeprefix("www.")],
        "feeds": addresses(outlet, outlet.feed),
        "news_sitemaps": addresses(outlet, outlet.sitemap),
        "listings": addresses(outlet, outlet.listing),
        "delay": 0,  # our own server, in our own process
        "concurrency": 4,
        "proxy": f"http://127.0.0.1:{port}",
        "private_network": True,
    }
    lines = [f"{key} = {toml(value)}" for key, value in fields.items() if value not in (None, [])]
    return "\n".join(["[[source]]", *lines, ""])


def addresses(outlet: Outlet, path: str | None) -> list[str]:
    return [outlet.home + path[1:]] if path else []


def toml(value: str | float | bool | list[str]) -> str:
    """Strings, numbers, truths and lists of strings are written the same in TOML as in JSON.

    >>> toml(["Côte", 'a "b"'])
    '["Côte", "a \\\\"b\\\\""]'
    """
    return json.dumps(value, ensure_ascii=False)
