"""Whether this machine has what Casebook needs, before anything is crawled or read."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from storage.check import Finding

LEAST_PYTHON = (3, 11)
LEAST_FREE = 2 * 10**9  # bytes: two WARC files
#: What is imported late, or only by what we import: missing, it shows in the middle of work.
_NEEDED = (
    "alembic", "brotli", "jellyfish", "lxml_html_clean", "protego",
    "psycopg", "py3langid", "rapidfuzz", "rensa", "scrapy", "selectolax", "sqlalchemy", "tld",
    "trafilatura", "us", "warcio",
)  # fmt: skip


def installation_findings(
    *folders: Path, needed: tuple[str, ...] = _NEEDED, least_free: int = LEAST_FREE
) -> list[Finding]:
    """What is wrong with Python, its packages, and the folders that will be written to."""
    return [
        *_python(),
        *_imports(needed),
        *(f for folder in folders for f in _folder(folder, least_free)),
    ]


def _python() -> Iterator[Finding]:
    if sys.version_info < LEAST_PYTHON:
        wanted, here = ".".join(map(str, LEAST_PYTHON)), ".".join(map(str, sys.version_info[:3]))
        yield Finding("python", f"this is {here}, Casebook needs {wanted} or newer")


def _imports(names: tuple[str, ...]) -> Iterator[Finding]:
    for name in names:
        try:
            import_module(name)
        except ImportError as fault:
            package = name.replace("_", "-")
            yield Finding("packages", f"{name} cannot be imported ({fault}); pip install {package}")


def _folder(folder: Path, least_free: int) -> Iterator[Finding]:
    """A folder that is not there yet is made in the nearest one that is."""
    near = folder.absolute()
    while not near.exists() and near != near.parent:
        near = near.parent
    if not near.is_dir():
        yield Finding("folders", f"{near} is not a folder, and {folder} should be one")
    elif not os.access(near, os.W_OK | os.X_OK):
        yield Finding("folders", f"{near} may not be written to; change its rights or use another")
    elif (free := shutil.disk_usage(near).free) < least_free:
        says = f"{free / 10**9:.1f} GB are free at {near}, {least_free / 10**9:.0f} GB are advised"
        yield Finding("disk", says, harm=free < least_free // 10)
