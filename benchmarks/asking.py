"""What every benchmark is asked by: its own description, told by ``--help`` as it is written."""

from __future__ import annotations

import argparse


def parser(described: str | None) -> argparse.ArgumentParser:
    """For a module's ``__doc__``."""
    return argparse.ArgumentParser(
        description=described, formatter_class=argparse.RawDescriptionHelpFormatter
    )
