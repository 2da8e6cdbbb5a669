"""Runs the application under uvicorn: tells when it is ready, and at which port."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette


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


def run(app: Starlette, *, at: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until stopped."""
    config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
    _Server(config, ready).run(sockets=[at])
