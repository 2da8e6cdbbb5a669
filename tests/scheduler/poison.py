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


def poisoned(folder: Path) -> dict[str, str]:
    """The environment of a process which, with all it starts, ends by a page at `…/deadly`."""
    there = folder / "poison"
    there.mkdir()
    (there / "sitecustomize.py").write_text(_POISON)
    return {**os.environ, "PYTHONPATH": str(there)}
