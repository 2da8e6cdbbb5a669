"""The command line begins here, for ``casebook`` and for ``python -m casebook``."""

from casebook.interrupts import end_at_once


def main() -> None:
    """Run the command that was asked for."""
    end_at_once()
    from casebook.cli import main as run

    run()


if __name__ == "__main__":
    main()
