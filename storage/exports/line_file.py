"""Lines of incidents in a file, found again by incident: only where each begins is in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from storage.exports import as_jsonl

Line = Mapping[str, Any]


class LineFile(Mapping[str, Line]):
    """The lines of a file of JSON lines by ``incident_id``, in the order of the file."""

    def __init__(self, path: Path) -> None:
        self._starts: dict[str, int] = {}
        at = 0
        with path.open("rb") as file:
            for line in file:
                self._starts[json.loads(line)["incident_id"]] = at
                at += len(line)
        self._file = path.open("rb")
        self._recent = lru_cache(256)(self._read)

    @classmethod
    def written(cls, path: Path, lines: Iterable[Line]) -> LineFile:
        """Write these lines to a new file."""
        path.unlink(missing_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            as_jsonl.write(lines, (), file.write)
        return cls(path)

    def __getitem__(self, number: str) -> Line:
        return self._recent(self._starts[number])

    def _read(self, start: int) -> Line:
        self._file.seek(start)
        return dict(json.loads(self._file.readline()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __len__(self) -> int:
        return len(self._starts)

    def __enter__(self) -> LineFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
