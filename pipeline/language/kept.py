"""What was read from patterns is kept for the next process: to read all takes longer than a page.

It lies beside what Python has compiled, and on its terms: none is written where Python writes none,
and what was read by other code, or by another Python, is not taken.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import cache_from_source
from pathlib import Path
from typing import Protocol

from pipeline.digests import digest

#: The sets of words that a pattern and each of its ways need.
Needs = list[list[frozenset[str]]]
Told = list[list[list[str]]]  # the same in JSON

_MOST = 4  # times as much as is needed; then what no pattern asks for any more is dropped


class Pattern(Protocol):
    """What has needs, read when they are first asked for (a cached property)."""

    pattern: str
    flags: int

    @property
    def needs(self) -> Needs: ...


class Kept:
    """The needs of patterns, as the code of ``source`` reads them."""

    def __init__(self, source: str, folder: Path | None = None) -> None:
        looked = Path(source).stat()
        self._code = f"{sys.version} {looked.st_mtime_ns} {looked.st_size}"
        beside = Path(cache_from_source(source))
        self._path = (folder or beside.parent) / f"{beside.stem}.needs.json"

    def give(self, patterns: Sequence[Pattern]) -> None:
        """Give each its needs as an earlier process read them; keep what none has read.

        What else is kept stays while it is not too much.
        """
        known, told = self._read(), {}
        for each in patterns:
            name = digest(f"{each.flags} {each.pattern}".encode(), 16)
            if found := known.get(name):
                vars(each)["needs"] = [[frozenset(words) for words in way] for way in found]
            else:
                told[name] = [[sorted(words) for words in way] for way in each.needs]
        if told:
            self._write(known | told if len(known) < _MOST * len(patterns) else told)

    def _write(self, told: Mapping[str, Told]) -> None:
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):  # it is read anew, as it was this time
            self._path.parent.mkdir(exist_ok=True)
            number, part = tempfile.mkstemp(dir=self._path.parent)
            try:
                with os.fdopen(number, "w", encoding="utf-8") as out:
                    json.dump({"code": self._code, "needs": told}, out)
                Path(part).chmod(0o644)
                Path(part).replace(self._path)
            except OSError:
                Path(part).unlink(missing_ok=True)
                raise

    def _read(self) -> dict[str, Told]:
        try:
            found = json.loads(self._path.read_bytes())
            return dict(found["needs"]) if found["code"] == self._code else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}
