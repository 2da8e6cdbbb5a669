"""The calendar as sentences name it."""

from __future__ import annotations

#: The months in full, as ways of a pattern.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
