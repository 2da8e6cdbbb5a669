"""The command that serves the review pages."""

from __future__ import annotations

import ipaddress
import logging
from typing import Annotated

import typer

from casebook.cli.common import ArchiveDir, By, Db, Failure, out, who, workplace

LOOPBACK_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command()(serve)


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; another than loopback needs accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free one.")] = 8484,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A name this server is reached by, besides the address."),
    ] = None,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Serve the review pages and the API, on loopback unless told otherwise."""
    from casebook.web.app import application
    from casebook.web.serving import run
    from casebook.web.shell import Reader, Site
    from storage.accounts import Role

    with workplace(db, archive) as place:
        if not _is_loopback(host):
            raise Failure(f"{host} is not loopback, and there are no accounts")
        hosts = LOOPBACK_NAMES | {host} | set(name or ())
        site = Site(place, Reader(who(by), Role.ADMIN), frozenset(hosts))

        def ready(url: str) -> None:
            out.print(f"Casebook is at {url} (Ctrl-C stops it)", markup=False)

        logging.getLogger("casebook").setLevel(logging.INFO)
        run(application(site), host=host, port=port, ready=ready)


def _is_loopback(host: str) -> bool:
    """
    >>> _is_loopback("127.0.0.1"), _is_loopback("localhost"), _is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
