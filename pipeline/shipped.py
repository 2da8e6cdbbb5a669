"""What comes with the code: lists, weights and phrases."""

from __future__ import annotations

import gzip
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def unzipped(name: str) -> bytes:
    return gzip.decompress((_FOLDER / name).read_bytes())
