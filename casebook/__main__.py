"""The command line begins here, for ``casebook`` and for ``python -m casebook``."""

import os
import sys

from casebook.interrupts import end_at_once


def main() -> None:
    """Run the command that was asked for."""
    _open_what_is_closed()
    end_at_once()
    from casebook.cli import main as run

    run()


def _open_what_is_closed() -> None:
    """A stream that is closed (``>&-``) is empty: else the next file opened would stand for it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nothing, mode, encoding="utf-8", closefd=False))


if __name__ == "__main__":
    main()
