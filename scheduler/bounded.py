"""A page must not keep the reader for ever: one that takes longer than any story is given up.

Pages are hostile. One that kept the reader busy until its process was ended would be the first to
be read again by the next, for as long as processes are allowed to end with it.
"""

from __future__ import annotations

from crawler.bounded import at_most
from pipeline import reader
from pipeline.records import Page, Reading

#: Seconds of this process's own work. A story takes a tenth of one, the first a few: what reading
#: needs is loaded with it.
LONGEST = 60.0


def read(page: Page) -> Reading:
    """What :func:`pipeline.reader.read` gives. Raises ``crawler.bounded.TookTooLong``."""
    with at_most(LONGEST):
        return reader.read(page)
