"""The command that serves the review pages."""

from __future__ import annotations

import ipaddress
import logging
from typing import Annotated

import typer

from casebook.cli.common import ArchiveDir, By, Db, Failure, out, who, workplace
from scheduler.workplace import Workplace
from storage import accounts
from storage.accounts import Role

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
    login: Annotated[
        bool, typer.Option("--login", help="Ask for accounts on loopback, too.")
    ] = False,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy in front speaks HTTPS: cookies need it.")
    ] = False,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="A proxy in front: its X-Forwarded-For says who asks. Address or network.",
        ),
    ] = None,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Serve the review pages and the API, on loopback unless told otherwise."""
    from casebook.settings import Settings
    from casebook.web.app import application
    from casebook.web.serving import listen, run
    from casebook.web.shell import Reader, Site

    proxies = [_network(each) for each in proxy or ()]
    with workplace(db, archive) as place:
        accounted = login or not _is_loopback(host)
        if accounted:
            _check_accounts(place, host)
        try:
            at = listen(host, port)
        except OSError as why:
            raise Failure(
                f"cannot listen on {host}, port {port}: {why.strerror}; --port 0 takes a free one"
            ) from why
        hosts = LOOPBACK_NAMES | {host} | set(name or ())
        local = None if accounted else Reader(who(by), Role.ADMIN)
        allowed = Settings.read().private_webhooks
        site = Site(place, local, frozenset(hosts), https, private_webhooks=allowed)

        def ready(url: str) -> None:
            out.print(f"Casebook is at {url} (Ctrl-C stops it)")

        logging.getLogger("casebook").setLevel(logging.INFO)
        try:
            run(application(site), at=at, ready=ready, proxies=proxies)
        finally:
            site.follow.stop()


def _check_accounts(place: Workplace, host: str) -> None:
    with place.database.read() as session:
        if accounts.are_any(session):
            return
    raise Failure(
        f"whoever reaches {host} could decide in your name: make an account first"
        " (casebook account add NAME --role admin), or serve on loopback"
    )


def _network(proxy: str) -> str:
    """
    >>> _network("10.0.0.7"), _network("10.0.0.0/8")
    ('10.0.0.7', '10.0.0.0/8')
    """
    try:
        ipaddress.ip_network(proxy)
    except ValueError as why:
        raise Failure(
            f"--proxy “{proxy}” is no address or network, such as 127.0.0.1 or 10.0.0.0/8"
        ) from why
    return proxy


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
