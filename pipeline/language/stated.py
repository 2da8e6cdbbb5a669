"""Claims of the circumstances: quoted where a sentence states them, else inferred."""

from __future__ import annotations

from pipeline.language.hedging import hedged
from pipeline.records import Basis, Claim, Sentence, Value


def stated(
    field: str,
    value: Value,
    sentence: Sentence,
    at: tuple[int, int],
    rule: str,
    confidence: float = 0.85,
    *,
    deed: bool = False,
) -> Claim:
    """The sentence is the quote, ``at`` the words in it; ``deed`` as :func:`hedged` has it."""
    text = sentence.text
    return Claim(
        field,
        value,
        text[slice(*at)],
        sentence.span(0, len(text)),
        hedged=hedged(text, *at, deed=deed),
        method=_method(field, rule),
        confidence=confidence,
    )


def inferred(field: str, value: Value, rule: str, confidence: float = 0.5) -> Claim:
    """What no sentence states: it has no quote."""
    return Claim(
        field, value, basis=Basis.INFERRED, method=_method(field, rule), confidence=confidence
    )


def _method(field: str, rule: str) -> str:
    return f"circumstances/{field}/{rule}"
