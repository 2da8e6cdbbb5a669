"""A door before a server that can be shut: the server itself is left alone."""

from __future__ import annotations

import contextlib
import socket
import threading


class Door:
    """Forwards connections to a port of loopback; shut, it drops them and lets nobody in."""

    def __init__(self, host: str, port: int) -> None:
        self._behind = (host, port)
        self._lock = threading.Lock()
        self._passing: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._watch(self._listening)

    def open(self) -> None:
        """Let in again, at the same port."""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self._watch(self._listening)

    def shut(self) -> None:
        _end(self._listening)
        with self._lock:
            passing, self._passing = self._passing, set()
        for one in passing:
            _end(one)

    def _watch(self, listening: socket.socket) -> None:
        threading.Thread(target=self._let_in, args=(listening,), daemon=True).start()

    def _let_in(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                guest, _ = listening.accept()
                host = socket.create_connection(self._behind)
                with self._lock:
                    self._passing |= {guest, host}
                for pair in ((guest, host), (host, guest)):
                    threading.Thread(target=_carry, args=pair, daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while told := one.recv(65536):
            other.sendall(told)
    _end(one)
    _end(other)


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
