"""What comes with the code: lists, weights and phrases."""

from __future__ import annotations

import gzip
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def lines(name: str) -> Iterator[str]:
    """One after the other, which of a long list takes less room than all at once."""
    with (_FOLDER / name).open(encoding="utf-8") as read:
        for line in read:
            yield line.rstrip("\n")


def unzipped(name: str) -> bytes:
    return gzip.decompress((_FOLDER / name).read_bytes())


class Table:
    """Lines in order of the key each begins with, which are found where they stand.

    As a dictionary the places of the country would take three times the room.

    >>> table = Table(b"ada\\tOK\\nada hills\\tMN")
    >>> table.get("ada hills"), table.get("hills"), "ada" in table
    ('MN', '', True)
    """

    def __init__(self, whole: bytes) -> None:
        self._whole = whole
        self._ends = array("I", [line.end() for line in re.finditer(b"[^\n]+", whole)])

    def get(self, key: str) -> str:
        """What is told of it; nothing of what is not here."""
        sought = key.encode("utf-8", "replace")
        at = bisect_left(self._ends, sought, key=lambda end: self._told(end)[0])
        own, _, told = self._told(self._ends[at]) if at < len(self._ends) else (b"", b"", b"")
        return told.decode() if own == sought else ""

    def __contains__(self, key: str) -> bool:
        return bool(self.get(key))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for end in self._ends:
            key, _, told = self._told(end)
            yield key.decode(), told.decode()

    def _told(self, end: int) -> tuple[bytes, bytes, bytes]:
        return self._whole[self._whole.rfind(b"\n", 0, end) + 1 : end].partition(b"\t")
