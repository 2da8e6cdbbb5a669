"""Who says each sentence of an article: quotations, pronouns and surnames followed to a speaker.

A wrong speaker is worse than none, as kin against police makes a field disputed: whoever is not
plainly meant stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Article, AssertedBy, Claim, Sentence, Span, Where
from pipeline.voices.side_speakers import Side
from pipeline.voices.speaker_names import OUTLET, Speaker


class Speakers:
    """The speakers of one article, each looked for when it is asked for."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self._texts = {Where.TITLE: article.title, Where.TEXT: article.text}
        self._dateline = _dateline_end(article)
        self._sides = {
            where: Side(where, text, [one for one in sentences if one.where is where])
            for where, text in self._texts.items()
        }

    def of(self, span: Span) -> Speaker:
        """Who says the words that begin a stretch of the title or the text."""
        return self._sides[span.where].at(span.start)

    def voice(self, claim: Claim) -> AssertedBy:
        """Who says a claim's words."""
        if claim.quote is None:
            return claim.asserted_by
        start = claim.quote.start
        if claim.as_written:
            text = self._texts[claim.quote.where]
            start = max(start, text.find(claim.as_written, start, claim.quote.end))
        if claim.quote.where is Where.TEXT and start < self._dateline:
            return AssertedBy.OUTLET  # whoever speaks in the sentence behind it
        side = self._sides[claim.quote.where]
        end = start + len(claim.as_written) if claim.as_written else start
        if side.introduces(start, end):
            return AssertedBy.OUTLET
        found = side.at(start)
        return (side.carried(start) or found).voice if found is OUTLET else found.voice


def _dateline_end(article: Article) -> int:
    """Where the dateline ends in the text; 0 where there is none."""
    dateline = article.dateline or ""
    return max(0, article.text.find(dateline)) + len(dateline)
