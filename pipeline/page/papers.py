"""What a document says, it says itself, unless its text names another office."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records import AssertedBy, Reading

#: Of a page that is a document's text: JSON like that of an article taken in from a file.
CONTENT_TYPE = "application/vnd.casebook.document+json"
_NOBODY = (AssertedBy.OUTLET, AssertedBy.UNKNOWN)


def speaking(reading: Reading) -> Reading:
    """A reading whose claims of nobody else are the document's own."""
    reports = tuple(
        replace(
            report,
            claims=tuple(
                replace(claim, asserted_by=AssertedBy.DOCUMENT)
                if claim.asserted_by in _NOBODY
                else claim
                for claim in report.claims
            ),
        )
        for report in reading.reports
    )
    return replace(reading, reports=reports)
