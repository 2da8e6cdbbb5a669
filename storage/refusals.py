"""What is told in one line instead of done: nothing here is a fault of ours."""

from __future__ import annotations


class CannotExport(ValueError):
    """What was asked cannot be handed over, or taken in; the message says why and what to do."""
