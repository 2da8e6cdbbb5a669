"""Imported by the process that all workers are forked from: what reading needs is loaded once."""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from pipeline.reader import read
from pipeline.records import Page

_BODY = """<!doctype html><html><head><title>Police shoot man in Ashport</title></head><body>
<article><h1>Police shoot man in Ashport</h1>
<p>ASHPORT, Ohio (AP) - A 31-year-old man was shot and killed by a police officer on Elm Street on
Sunday night, the Vale County sheriff's office said. He was armed with a knife and ran.</p>
<p>The man was identified as Ada Quill of Wrenfield. Officer Bo Reed fired three times about 9 p.m.
The shooting was recorded by a body camera. The state's bureau of investigation looks into it.</p>
</article></body></html>"""


_PAGE = Page(
    url="https://daily.example/2026/03/02/police-shoot-man",
    body=_BODY.encode(),
    fetched_at=datetime(2026, 3, 2, tzinfo=UTC),
    content_type="text/html",
)


def warm_up() -> None:
    """Read a story once: every table and model it takes stays loaded.

    Nobody looks for garbage in it: not meanwhile, nor the workers, who would copy it to do so.
    """
    gc.disable()
    try:
        read(_PAGE)
    finally:
        gc.freeze()
        gc.enable()


warm_up()
