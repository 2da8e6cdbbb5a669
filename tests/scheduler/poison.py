"""Pages that end whatever process reads them, as a fault below Python does."""

from __future__ import annotations

import os
from pathlib import Path

#: Python imports it when it starts, where its folder is named by ``PYTHONPATH``.
_POISON = """
import os, signal
from pipeline import reader
real = reader.read
def read(page):
    if page.url.endswith("/deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(page)
reader.read = read
"""


def poison(folder: Path) -> str:
    """What `PYTHONPATH` is to be, so that a process and all it starts ends by `…/deadly`."""
    there = folder / "poison"
    there.mkdir()
    (there / "sitecustomize.py").write_text(_POISON)
    return str(there)


def poisoned(folder: Path) -> dict[str, str]:
    """The environment of such a process."""
    return {**os.environ, "PYTHONPATH": poison(folder)}
