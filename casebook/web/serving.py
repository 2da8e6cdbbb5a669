"""Runs the application under uvicorn: tells when it is ready, and at which port."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence

import uvicorn
from starlette.types import ASGIApp


class _Server(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            address = self.servers[0].sockets[0].getsockname()
            host = f"[{address[0]}]" if ":" in address[0] else address[0]
            self._ready(f"http://{host}:{address[1]}/")


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ``OSError``: taken, no address of ours, no such host."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048)


def configured(app: ASGIApp, *, proxies: Sequence[str] = ()) -> uvicorn.Config:
    """How we serve. What ``proxies`` say of whose request it is is believed, of nobody else."""
    return uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
    )


def run(
    app: ASGIApp, *, at: socket.socket, ready: Callable[[str], None], proxies: Sequence[str] = ()
) -> None:
    """Serve until stopped."""
    _Server(configured(app, proxies=proxies), ready).run(sockets=[at])
