"""A crawling process's name for its leases, free again the moment it dies."""

from __future__ import annotations

import fcntl
import secrets
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from storage.archive import CannotArchive


class Worker:
    """A name for the leases of this process, free again the moment it dies.

    The name stands in a lock file beside the archive: who gets the lock knows that its
    last holder is gone, however it ended. No other archive's crawlers have the same.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._slot, self._file = self._first_free()
        except OSError as fault:
            raise CannotArchive(
                f"pages cannot be kept in {folder} ({fault.strerror}); mend the folder's rights,"
                " or name another with --archive"
            ) from fault
        self.name = _name_in(self._file)

    @contextmanager
    def predecessors(self) -> Iterator[list[str]]:
        """The names of dead workers of this archive, ours included; nobody takes one meanwhile."""
        with ExitStack() as stack:
            names = [self.name]
            for slot in range(self._slot + 1, 64):
                if (file := self._lock(slot, create=False)) is not None:
                    names.append(_name_in(stack.enter_context(file)))
            yield names

    def release(self) -> None:
        self._file.close()

    def _first_free(self) -> tuple[int, IO[bytes]]:
        for slot in range(64):
            if (file := self._lock(slot, create=True)) is not None:
                return slot, file
        raise RuntimeError(f"64 crawls already work on {self._folder}; wait for one to end")

    def _lock(self, slot: int, *, create: bool) -> IO[bytes] | None:
        path = self._folder / f".crawl-{slot}.lock"
        if not create and not path.exists():
            return None
        file = path.open("a+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file


def _name_in(file: IO[bytes]) -> str:
    """The name in a lock file that is ours now; one is made up for an empty file."""
    file.seek(0)
    if not (name := file.read(200).decode("utf-8", "replace").strip()):
        name = f"{socket.gethostname()}:{secrets.token_hex(6)}"
        file.write(name.encode())
        file.flush()
    return name
